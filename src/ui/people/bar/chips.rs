//! The row of chips: each says one condition, changes it and takes it away.

use egui::{
    Align, Id, Layout, Popup, PopupCloseBehavior, PopupKind, Response, ScrollArea, Ui, UiBuilder,
    vec2,
};

use super::editor::{self, Draft};
use super::{Bar, Found, View};
use crate::domain::filter::{Expr, Filter, Subject, Term};
use crate::domain::ids::ContactId;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::pane::subjects;
use crate::ui::theme::{fonts, icons, size, space};
use crate::ui::widgets::{Button, Chip, MenuRow, TextField, add_chip, menu_caption, paint};
use crate::workspace::listview::FacetQuestion;

/// Highest editor of a condition before it scrolls, in points.
const EDITOR: f32 = 380.0;
/// Lines of chips before they scroll.
const MOST_HEIGHT: f32 = 3.0 * size::CONTROL + 2.0 * space::SMALL;
const POPOVER: f32 = 264.0;
/// Values listed in a popover.
const LISTED: usize = 40;

/// What the popover changes.
#[derive(Debug)]
pub enum Editing {
    /// Which condition to add.
    Choose,
    Subject(Subject, Draft),
    /// The chip of free text at this place.
    Word(usize, String),
}

impl Bar {
    pub(super) fn chips_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &mut View,
        found: &Found,
        person: Option<ContactId>,
    ) {
        let full = ui.available_rect_before_wrap();
        let is_set =
            view.segment.is_some() || view.filter().is_ok_and(|filter| filter.expr.is_some());
        let person = person.filter(|_| is_set);
        let right = self.right_ui(ui, app, found, person, full);
        let room = (right - full.left() - space::MEDIUM).max(120.0);
        ScrollArea::vertical()
            .id_salt("chips")
            .max_height(MOST_HEIGHT)
            .max_width(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
                ui.allocate_ui_with_layout(vec2(room, size::CONTROL), layout, |ui| {
                    ui.spacing_mut().item_spacing = vec2(space::SMALL, space::TINY);
                    ui.set_min_height(size::CONTROL);
                    self.conditions_ui(ui, app, view);
                });
            });
    }

    fn conditions_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View) {
        let language = app.language;
        let remove = text!(language, "bar-remove");
        let filter = view.filter().cloned().ok();
        let mut anchor: Option<Response> = None;
        let mut removed = None;
        for (index, chip) in filter.iter().flat_map(|f| f.chips().iter().enumerate()) {
            let words = i18n::condition(language, chip);
            let shown = ui
                .push_id(("chip", index, &words.label), |ui| {
                    Chip::new(&words.label, &words.value, &remove).show(ui)
                })
                .inner;
            if shown.removed {
                removed = Some(index);
            } else if shown.chip.clicked() {
                self.edit_chip(index, chip);
            }
            let is_edited = match &self.editing {
                Some(Editing::Subject(subject, _)) => chip.speaks_of(subject),
                Some(Editing::Word(at, _)) => *at == index,
                _ => false,
            };
            if is_edited {
                anchor = Some(shown.chip);
            }
        }
        if let (Some(index), Some(filter)) = (removed, &filter) {
            view.set_filter(editor::without(filter, index));
            self.editing = None;
        }
        if let Err(problem) = view.filter() {
            let why = i18n::filter_fault(language, &problem.kind);
            let text = view.filter_text().to_owned();
            let shown = Chip::new("", &text, &remove).wrong(Some(&why)).show(ui);
            if shown.removed {
                view.set_filter(Filter::all());
            } else if shown.chip.clicked() {
                self.text.open();
            }
        }
        let add = add_chip(ui, &text!(language, "bar-add"));
        if add.clicked() {
            self.editing = Some(Editing::Choose);
        }
        self.save_ui(ui, app, view);
        let anchor = anchor.unwrap_or(add);
        self.popover_ui(app, view, &anchor);
    }

    fn save_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &View) {
        let language = app.language;
        let is_set = view.filter().is_ok_and(|filter| filter.expr.is_some());
        if !app.can_write() || !is_set {
            return;
        }
        let segments = &app.snapshot.vocabulary.segments;
        let open = segments.iter().find(|entry| Some(entry.id) == view.segment);
        match open {
            Some(segment) if segment.filter == view.filter_text() => {}
            Some(segment) => {
                if ui
                    .add(Button::quiet(&text!(language, "bar-update")))
                    .clicked()
                {
                    let (id, filter) = (segment.id, view.filter_text().to_owned());
                    app.session
                        .run(move |workspace| workspace.set_segment_filter(id, &filter).map(drop));
                }
                if ui
                    .add(Button::quiet(&text!(language, "bar-save")))
                    .clicked()
                {
                    self.open_save(app, view);
                }
            }
            None => {
                if ui
                    .add(Button::quiet(&text!(language, "bar-save")))
                    .clicked()
                {
                    self.open_save(app, view);
                }
            }
        }
    }

    /// How many people, and the button for text; returns where they begin.
    fn right_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        found: &Found,
        person: Option<ContactId>,
        full: egui::Rect,
    ) -> f32 {
        let t = app.tokens;
        let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX));
        let (some, all) = (number(found.slots.len()), number(found.everyone));
        let line = full.with_max_y(full.top() + size::CONTROL);
        let mut child = ui.new_child(
            UiBuilder::new()
                .id_salt("bar right")
                .max_rect(line)
                .layout(Layout::right_to_left(Align::Center)),
        );
        child.spacing_mut().item_spacing.x = 0.0;
        let of_all = paint::line(&child, &format!(" / {all}"), fonts::body(), t.mute, 200.0);
        let bold = paint::line(&child, &some, fonts::bold(14.0), t.ink, 200.0);
        let width = of_all.size().x + bold.size().x;
        let (rect, response) =
            child.allocate_exact_size(vec2(width, size::CONTROL), egui::Sense::hover());
        paint::left(child.painter(), rect, bold);
        paint::right(child.painter(), rect, of_all);
        let said = text!(app.language, "bar-people", found = some, everyone = all);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        child.add_space(space::SMALL);
        let words = text!(app.language, "bar-text");
        let button = Button::quiet(&words)
            .with_icon(icons::KEYBOARD)
            .small()
            .selected(self.text.is_open());
        if child.add(button).clicked() {
            self.text.toggle();
        }
        if let Some(person) = person {
            let why = text!(app.language, "why-title");
            let button = Button::quiet_icon(icons::QUESTION, &why).small();
            if child.add(button).clicked() {
                self.why.open(person);
            }
        }
        child.min_rect().left()
    }

    fn edit_chip(&mut self, index: usize, chip: &Expr) {
        if let Expr::Term(Term::Word(word)) = chip {
            self.editing = Some(Editing::Word(index, word.clone()));
            return;
        }
        let subject = chip.subject();
        match subject.filter(|subject| chip.selection(subject).is_some()) {
            Some(subject) if subject != Subject::Phone => {
                self.editing = Some(Editing::Subject(subject, Draft::default()));
            }
            _ => {
                self.editing = None;
                self.text.open();
            }
        }
    }

    fn popover_ui(&mut self, app: &AppContext<'_>, view: &mut View, anchor: &Response) {
        let Some(mut editing) = self.editing.take() else {
            return;
        };
        if let Editing::Subject(subject, draft) = &editing
            && editor::has_values(app, subject)
        {
            let question = FacetQuestion {
                subject: subject.clone(),
                needle: draft.needle.clone(),
                limit: LISTED,
            };
            self.answers.keep_up(app, view, vec![question]);
        }
        let mut open = true;
        let mut next = None;
        Popup::from_response(anchor)
            .id(Id::unique("filter popover"))
            .kind(PopupKind::Menu)
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(POPOVER)
            .show(|ui| {
                ui.set_width(POPOVER);
                ui.spacing_mut().item_spacing.y = 0.0;
                // It grows with the values, which may come later than the popover.
                ScrollArea::vertical()
                    .max_height(EDITOR)
                    .min_scrolled_height(EDITOR)
                    .show(ui, |ui| {
                        next = self.editing_ui(ui, app, view, &mut editing);
                    });
            });
        if open {
            self.editing = Some(next.unwrap_or(editing));
        } else {
            anchor.request_focus();
        }
    }

    fn editing_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &mut View,
        editing: &mut Editing,
    ) -> Option<Editing> {
        let language = app.language;
        match editing {
            Editing::Choose => {
                menu_caption(ui, &text!(language, "bar-add-title"));
                let mut chosen = None;
                let all = subjects(&app.snapshot.vocabulary).into_iter();
                for subject in all.map(|(subject, _)| subject).chain([Subject::Consent]) {
                    let name = i18n::subject(language, &subject);
                    if ui.add(MenuRow::new(&name)).clicked() {
                        chosen = Some(Editing::Subject(subject, Draft::default()));
                    }
                }
                chosen
            }
            Editing::Subject(subject, draft) => {
                menu_caption(ui, &i18n::subject(language, subject));
                let values = self.answers.of(subject);
                // Fields stand where the words of the caption begin.
                let margin = egui::Margin::symmetric(8, 0);
                egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                    editor::subject_ui(ui, app, view, subject, values.as_ref(), draft);
                });
                None
            }
            Editing::Word(index, word) => {
                let label = text!(language, "bar-word");
                let id = ui.scope_id().with("word");
                let field = TextField::new(id, &label).max_width(POPOVER).show(ui, word);
                if field.field.changed()
                    && !word.trim().is_empty()
                    && let Ok(filter) = view.filter()
                {
                    let mut chips = filter.chips().to_vec();
                    if let Some(chip) = chips.get_mut(*index) {
                        *chip = Expr::Term(Term::Word(word.trim().to_owned()));
                    }
                    view.set_filter(Filter::from_chips(chips));
                }
                None
            }
        }
    }
}
