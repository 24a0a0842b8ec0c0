//! The dialog that names a segment: one made of the present filter, or one that is there.

use egui::{Context, CornerRadius, CursorIcon, Id, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::View;
use crate::domain::filter::{Filter, fold};
use crate::domain::ids::SegmentId;
use crate::domain::listing::SegmentEntry;
use crate::domain::problem::{EditProblem, Problem};
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons, radius, round_focus, size, space};
use crate::ui::widgets::{Dialog, DialogOutcome, TextField, paint, small_paragraph};
use crate::workspace::Reply;

/// Colours that an owner may choose from.
const COLOURS: u8 = 8;

/// Open or closed.
#[derive(Debug, Default)]
pub struct SegmentDialog {
    open: Option<Naming>,
}

#[derive(Debug)]
struct Naming {
    /// The segment that gets another name; a new one otherwise.
    segment: Option<SegmentId>,
    name: String,
    colour: u8,
    problem: Option<Problem>,
    waiting: Option<Reply<Result<SegmentId, Problem>>>,
}

impl SegmentDialog {
    /// Asks for the name of a new segment.
    pub fn save(&mut self, app: &AppContext<'_>) {
        let taken = &app.snapshot.vocabulary.segments;
        let free = (0..COLOURS).find(|colour| taken.iter().all(|entry| entry.colour != *colour));
        let next = u8::try_from(taken.len() % usize::from(COLOURS)).unwrap_or(0);
        self.open = Some(Naming {
            segment: None,
            name: String::new(),
            colour: free.unwrap_or(next),
            problem: None,
            waiting: None,
        });
    }

    /// Asks for another name of a segment.
    pub fn rename(&mut self, segment: &SegmentEntry) {
        self.open = Some(Naming {
            segment: Some(segment.id),
            name: segment.name.clone(),
            colour: segment.colour,
            problem: None,
            waiting: None,
        });
    }

    pub fn ui(&mut self, ctx: &Context, app: &AppContext<'_>, view: &mut View) {
        let Some(naming) = &mut self.open else {
            return;
        };
        match Reply::take_from(&mut naming.waiting) {
            Some(Ok(id)) => {
                // A new segment is what is looked at from now on.
                if naming.segment.is_none() {
                    view.set_filter(filter_of(app, view));
                    view.search.clear();
                    view.segment = Some(id);
                }
                self.open = None;
                return;
            }
            Some(Err(problem)) => naming.problem = Some(problem),
            None => {}
        }
        let language = app.language;
        let is_new = naming.segment.is_none();
        let (title, primary) = if is_new {
            (
                text!(language, "segment-save-title"),
                text!(language, "segment-save"),
            )
        } else {
            (
                text!(language, "segment-rename-title"),
                text!(language, "segment-rename"),
            )
        };
        let cancel = text!(language, "segment-cancel");
        let taken = naming.taken(app);
        let ready = !naming.name.trim().is_empty() && taken.is_none() && naming.waiting.is_none();
        let (outcome, ()) = Dialog::new(Id::unique("segment dialog"), &title, &primary, &cancel)
            .ready(ready)
            .show(ctx, |ui| naming.body_ui(ui, app, view, taken.as_ref()));
        match outcome {
            DialogOutcome::Primary if ready => {
                let filter = filter_of(app, view).to_string();
                naming.problem = None;
                naming.waiting = Some(naming.send(app, filter));
            }
            DialogOutcome::Cancelled => self.open = None,
            _ => {}
        }
    }
}

impl Naming {
    fn body_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &View, taken: Option<&Problem>) {
        let language = app.language;
        let label = text!(language, "segment-name");
        let hint = text!(language, "segment-name-hint");
        let wrong = taken
            .or(self.problem.as_ref())
            .map(|problem| i18n::sentence(language, problem));
        let field = TextField::new(Id::unique("segment name"), &label)
            .hint(&hint)
            .error(wrong.as_deref())
            .show(ui, &mut self.name);
        if field.field.changed() {
            self.problem = None;
        }
        if self.segment.is_some() {
            return;
        }
        palette_ui(ui, app, &mut self.colour);
        let filter = filter_of(app, view);
        let words: Vec<String> = filter
            .chips()
            .iter()
            .map(|chip| i18n::condition(language, chip).joined())
            .collect();
        let words = text!(language, "segment-holds", words = words.join(" · "));
        small_paragraph(ui, &words, app.tokens.mute);
        if !view.search.trim().is_empty() {
            let words = text!(language, "segment-holds-search");
            small_paragraph(ui, &words, app.tokens.mute);
        }
    }

    /// Said before anything is sent.
    fn taken(&self, app: &AppContext<'_>) -> Option<Problem> {
        if self.waiting.is_some() {
            return None;
        }
        let name = self.name.trim();
        let mut others = app.snapshot.vocabulary.segments.iter();
        let is_taken =
            others.any(|entry| Some(entry.id) != self.segment && fold(&entry.name) == fold(name));
        is_taken.then(|| {
            let name = name.to_owned();
            EditProblem::SegmentExists { name }.into()
        })
    }

    fn send(&self, app: &AppContext<'_>, filter: String) -> Reply<Result<SegmentId, Problem>> {
        let (name, colour, segment) = (self.name.clone(), self.colour, self.segment);
        app.session.call(move |workspace| match segment {
            None => workspace.save_segment(&name, &filter, colour),
            Some(id) => workspace.rename_segment(id, &name).map(|_| id),
        })
    }
}

/// The filter with what stands in the search box.
fn filter_of(app: &AppContext<'_>, view: &View) -> Filter {
    let filter = view.filter().cloned().unwrap_or_default();
    let search = view.search_filter(&app.snapshot.vocabulary);
    let chips = filter.chips().iter().chain(search.chips()).cloned();
    Filter::from_chips(chips)
}

/// Dots in the colours of the palette; the chosen one has a ✓.
pub fn palette_ui(ui: &mut Ui, app: &AppContext<'_>, chosen: &mut u8) {
    let side = size::CHIP;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for colour in 0..COLOURS {
            let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
            let color = app.tokens.segment(usize::from(colour));
            let is_on = *chosen == colour;
            let painter = ui.painter();
            if response.hovered() {
                let corners = CornerRadius::same(radius::SMALL);
                painter.rect_filled(rect, corners, app.tokens.hover);
            }
            painter.circle_filled(rect.center(), 8.0, color);
            if is_on {
                let ring = egui::Rect::from_center_size(rect.center(), vec2(24.0, 24.0));
                let stroke = egui::Stroke::new(1.5, color);
                painter.rect_stroke(ring, CornerRadius::same(12), stroke, StrokeKind::Inside);
                paint::icon(painter, rect.center(), icons::CHECK, 12.0, app.tokens.panel);
            }
            round_focus(&response, radius::SMALL);
            let name = colour_name(app.language, colour);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &name));
            if response
                .on_hover_cursor(CursorIcon::PointingHand)
                .on_hover_text(&name)
                .clicked()
            {
                *chosen = colour;
            }
        }
    });
    ui.add_space(space::TINY);
}

/// What a colour of the palette is called.
fn colour_name(language: Language, colour: u8) -> String {
    match colour % COLOURS {
        0 => text!(language, "colour-0"),
        1 => text!(language, "colour-1"),
        2 => text!(language, "colour-2"),
        3 => text!(language, "colour-3"),
        4 => text!(language, "colour-4"),
        5 => text!(language, "colour-5"),
        6 => text!(language, "colour-6"),
        _ => text!(language, "colour-7"),
    }
}
