//! The first tab: everyone, piles, the owner's segments, what needs attention, tags and sources.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Color32, Context, Event, EventFilter, Id, Key, Modifiers, Popup, PopupAnchor, Response, Sense,
    Ui, vec2,
};

use super::segment_dialog::SegmentDialog;
use super::{Found, View, is_shown, text_of};
use crate::domain::badge::Pile;
use crate::domain::filter::{Flag, Term};
use crate::domain::listing::SegmentEntry;
use crate::domain::time::Day;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::theme::{fonts, icons, radius, round_focus, size, space, text as type_size};
use crate::ui::widgets::{MenuRow, PaneRow, menu_caption, menu_separator, paint, small_paragraph};
use crate::ui::{Action, AppContext, Command};
use crate::workspace::Latest;
use crate::workspace::listview::{Attention, PaneCounts, pane_counts};

/// Tags and sources shown before “more”.
const SHORT_LIST: usize = 8;

/// The groups of rows that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Contact,
    Own,
    Attention,
    Tags,
    Sources,
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct Segments {
    place: Latest<PaneCounts>,
    asked: Option<(u64, Day)>,
    folded: BTreeSet<Section>,
    unrolled: BTreeSet<Section>,
    dialog: SegmentDialog,
    /// Rows from top to bottom, for the arrow keys.
    rows: Vec<Id>,
}

/// One row as it is drawn.
struct Row<'a> {
    key: (&'static str, String),
    words: &'a str,
    count: Option<usize>,
    dot: Option<Color32>,
    selected: bool,
    muted: bool,
}

impl Segments {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View, found: &Found) {
        self.keep_up(app);
        let counts = self.place.get().unwrap_or_else(|| {
            // Before the first answer: everyone is known, all else is not yet.
            Arc::new(PaneCounts {
                everyone: found.everyone,
                ..PaneCounts::default()
            })
        });
        let before = std::mem::take(&mut self.rows);
        move_by_arrows(ui, &before);
        let language = app.language;
        let is_all = is_shown(view, "") && view.search.is_empty();
        let everyone = Row {
            key: ("everyone", String::new()),
            words: &text!(language, "pane-everyone"),
            count: Some(counts.everyone),
            dot: None,
            selected: is_all,
            muted: false,
        };
        if self.row(ui, everyone).clicked() {
            app.send(Action::ShowFilter(String::new()));
        }
        self.contact_ui(ui, app, view, &counts);
        self.own_ui(ui, app, view, &counts);
        self.attention_ui(ui, app, view, &counts);
        self.list_ui(ui, app, view, Section::Tags, &counts);
        self.list_ui(ui, app, view, Section::Sources, &counts);
        ui.add_space(space::SMALL);
    }

    /// The dialog that names segments, over everything.
    pub fn dialog_ui(&mut self, ctx: &Context, app: &AppContext<'_>, view: &mut View) {
        self.dialog.ui(ctx, app, view);
    }

    /// Asks once per state of the list and day; while it is being read, one question at a time.
    fn keep_up(&mut self, app: &AppContext<'_>) {
        let wanted = (app.session.list().revision(), app.today);
        if self.asked == Some(wanted) || self.place.is_pending() {
            return;
        }
        self.asked = Some(wanted);
        let today = app.today;
        app.session
            .ask(&self.place, move |roster| pane_counts(roster, today));
    }

    fn contact_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &View, counts: &PaneCounts) {
        let caption = text!(app.language, "pane-contact");
        if !self.section(ui, app, Section::Contact, &caption) {
            return;
        }
        for (index, pile) in Pile::ALL.into_iter().enumerate() {
            let term = Term::Pile(vec![pile]);
            let number = counts.piles.get(index).map(|value| value.count);
            let row = Row {
                key: ("pile", index.to_string()),
                words: &i18n::pile(app.language, pile),
                count: number,
                dot: Some(match pile {
                    Pile::MayText => app.tokens.ok,
                    Pile::ServiceOnly => app.tokens.service,
                    Pile::AskFirst => app.tokens.wait,
                    Pile::DoNotDisturb => app.tokens.no,
                }),
                selected: is_shown(view, &text_of(&term)),
                muted: false,
            };
            self.filter_row(ui, app, row, &term);
        }
    }

    fn own_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View, counts: &PaneCounts) {
        let caption = text!(app.language, "pane-own");
        let open = self.section(ui, app, Section::Own, &caption);
        if !open {
            return;
        }
        let snapshot = app.snapshot;
        let segments = &snapshot.vocabulary.segments;
        if segments.is_empty() {
            let words = text!(app.language, "pane-own-empty");
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(8, 4))
                .show(ui, |ui| small_paragraph(ui, &words, app.tokens.mute));
        }
        for segment in segments {
            let known = counts.segments.iter().find(|(id, _)| *id == segment.id);
            let number = known.and_then(|(_, number)| *number);
            let row = Row {
                key: ("segment", segment.id.0.to_string()),
                words: &segment.name,
                count: number,
                dot: Some(app.tokens.segment(usize::from(segment.colour))),
                selected: view.segment == Some(segment.id),
                muted: false,
            };
            let response = self.row(ui, row);
            if response.clicked() {
                app.send(Action::ShowSegment(segment.id));
            }
            self.segment_menu(ui, app, view, segment, &response);
        }
    }

    /// Its menu, by the right button, the menu key or Shift F10; F2 renames.
    fn segment_menu(
        &mut self,
        ui: &Ui,
        app: &AppContext<'_>,
        view: &View,
        segment: &SegmentEntry,
        row: &Response,
    ) {
        let language = app.language;
        let id = row.id.with("segment menu");
        let can_write = app.can_write();
        if row.has_focus() {
            let (menu, rename) = ui.input_mut(|input| {
                (
                    input.consume_key(Modifiers::NONE, Key::Menu)
                        || input.consume_key(Modifiers::SHIFT, Key::F10),
                    can_write && input.consume_key(Modifiers::NONE, Key::F2),
                )
            });
            if menu {
                Popup::open_id(ui.ctx(), id);
            }
            if rename {
                self.dialog.rename(segment);
            }
        }
        if row.secondary_clicked() {
            Popup::open_id(ui.ctx(), id);
        }
        let anchor = PopupAnchor::ParentRect(row.rect);
        Popup::menu(row)
            .id(id)
            .open_memory(None)
            .anchor(anchor)
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_enabled_ui(can_write, |ui| {
                    let rename = text!(language, "pane-rename");
                    if ui
                        .add(MenuRow::new(&rename).icon(icons::EDIT).keys("F2"))
                        .clicked()
                    {
                        self.dialog.rename(segment);
                    }
                    let filter = view.filter_text().to_owned();
                    let can_update =
                        view.filter().is_ok() && !filter.is_empty() && filter != segment.filter;
                    let update = text!(language, "pane-update");
                    let row = MenuRow::new(&update).icon(icons::FILTER);
                    if ui.add_enabled(can_update, row).clicked() {
                        let id = segment.id;
                        app.session.run(move |workspace| {
                            workspace.set_segment_filter(id, &filter).map(drop)
                        });
                    }
                    let duplicate = text!(language, "pane-duplicate");
                    if ui.add(MenuRow::new(&duplicate).icon(icons::COPY)).clicked() {
                        duplicate_segment(app, segment);
                    }
                    menu_separator(ui);
                    menu_caption(ui, &text!(language, "pane-colour"));
                    colours_ui(ui, app, segment);
                    menu_separator(ui);
                    let delete = text!(language, "pane-delete");
                    let row = MenuRow::new(&delete).icon(icons::TRASH).danger();
                    if ui.add(row).clicked() {
                        let id = segment.id;
                        app.session
                            .run(move |workspace| workspace.delete_segment(id));
                    }
                });
            });
    }

    fn attention_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &View,
        counts: &PaneCounts,
    ) {
        let language = app.language;
        let caption = text!(language, "pane-attention");
        if !self.section(ui, app, Section::Attention, &caption) {
            return;
        }
        let reason = |attention: Attention| {
            let known = counts
                .attention
                .iter()
                .find(|(other, _)| *other == attention);
            known.map_or(0, |(_, number)| *number)
        };
        let rows = [
            (
                text!(language, "pane-shared"),
                Term::Is(vec![Flag::Duplicate]),
                reason(Attention::SharedNumbers),
            ),
            (
                text!(language, "pane-invalid"),
                Term::Is(vec![Flag::Invalid]),
                reason(Attention::InvalidNumbers),
            ),
            (
                text!(language, "pane-ambiguous"),
                Term::Is(vec![Flag::Ambiguous]),
                reason(Attention::AmbiguousNumbers),
            ),
            (
                text!(language, "pane-masked"),
                Term::Is(vec![Flag::Masked]),
                reason(Attention::MaskedNumbers),
            ),
            (
                text!(language, "pane-lossy"),
                Term::Is(vec![Flag::Lossy]),
                reason(Attention::LossyNumbers),
            ),
            (
                text!(language, "pane-relay"),
                Term::Is(vec![Flag::Relay]),
                reason(Attention::RelayNumbers),
            ),
            (
                text!(language, "pane-no-consent"),
                Term::No(vec![crate::domain::filter::Part::Consent]),
                reason(Attention::NoConsent),
            ),
            (
                text!(language, "pane-expiring"),
                Term::Is(vec![Flag::Expiring]),
                counts.expiring,
            ),
        ];
        let mut is_empty = true;
        if app.snapshot.held > 0 {
            is_empty = false;
            let row = Row {
                key: ("held", String::new()),
                words: &text!(language, "pane-held"),
                count: usize::try_from(app.snapshot.held).ok(),
                dot: None,
                selected: false,
                muted: false,
            };
            if self.row(ui, row).clicked() && app.can_write() {
                app.run(Command::SettleHeld);
            }
        }
        for (words, term, number) in rows {
            let selected = is_shown(view, &text_of(&term));
            // What needs nothing is not there; what is open stays until something else is.
            if number == 0 && !selected {
                continue;
            }
            is_empty = false;
            let row = Row {
                key: ("attention", text_of(&term)),
                words: &words,
                count: Some(number),
                dot: None,
                selected,
                muted: false,
            };
            self.filter_row(ui, app, row, &term);
        }
        if is_empty {
            let words = text!(language, "pane-attention-none");
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(8, 4))
                .show(ui, |ui| small_paragraph(ui, &words, app.tokens.mute));
        }
    }

    /// Tags or sources: the most used, and the others on demand.
    fn list_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &View,
        section: Section,
        counts: &PaneCounts,
    ) {
        let language = app.language;
        let (values, caption, key) = match section {
            Section::Tags => (&counts.tags, text!(language, "pane-tags"), "tag"),
            _ => (&counts.sources, text!(language, "pane-sources"), "source"),
        };
        if values.is_empty() || !self.section(ui, app, section, &caption) {
            return;
        }
        let is_long = self.unrolled.contains(&section);
        let shown = if is_long { values.len() } else { SHORT_LIST };
        for value in values.iter().take(shown) {
            let row = Row {
                key: (key, value.text.clone()),
                words: &value.text,
                count: Some(value.count),
                dot: None,
                selected: is_shown(view, &text_of(&value.term)),
                muted: false,
            };
            self.filter_row(ui, app, row, &value.term);
        }
        if values.len() <= SHORT_LIST {
            return;
        }
        let rest = u64::try_from(values.len() - SHORT_LIST).unwrap_or(u64::MAX);
        let words = if is_long {
            text!(language, "pane-less")
        } else {
            text!(language, "pane-more", count = count(rest))
        };
        let row = Row {
            key: ("more", key.to_owned()),
            words: &words,
            count: None,
            dot: Some(Color32::TRANSPARENT),
            selected: false,
            muted: true,
        };
        if self.row(ui, row).clicked() && !self.unrolled.remove(&section) {
            self.unrolled.insert(section);
        }
    }

    fn filter_row(&mut self, ui: &mut Ui, app: &AppContext<'_>, row: Row<'_>, term: &Term) {
        if self.row(ui, row).clicked() {
            app.send(Action::ShowFilter(text_of(term)));
        }
    }

    fn row(&mut self, ui: &mut Ui, row: Row<'_>) -> Response {
        let number = row
            .count
            .map(|number| count(u64::try_from(number).unwrap_or(u64::MAX)))
            .unwrap_or_default();
        let mut pane_row = PaneRow::new(row.words)
            .count(&number)
            .selected(row.selected);
        if let Some(dot) = row.dot {
            pane_row = pane_row.dot(dot);
        }
        let response = ui
            .push_id(row.key, |ui| {
                if row.muted {
                    ui.visuals_mut().override_text_color = None;
                }
                ui.add(pane_row)
            })
            .inner;
        self.rows.push(response.id);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        response
    }

    /// A caption that folds what is below; whether it is unfolded.
    fn section(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        section: Section,
        caption: &str,
    ) -> bool {
        let t = app.tokens;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
        let line = rect
            .shrink2(vec2(space::SMALL, 0.0))
            .with_min_y(rect.top() + 14.0)
            .with_max_y(rect.top() + 14.0 + type_size::SMALL_LINE);
        let is_folded = self.folded.contains(&section);
        let galley = paint::line(ui, caption, fonts::small(), t.faint, line.width() - 40.0);
        let reach = line
            .with_max_x(line.left() + galley.size().x + size::ICON + space::TINY)
            .expand2(vec2(space::TINY, 3.0));
        let id = ui.scope_id().with(("section", section as u8));
        let fold = ui.interact(reach, id, Sense::click());
        paint::left(ui.painter(), line, galley);
        if is_folded || fold.hovered() || fold.has_focus() {
            let sign = if is_folded {
                icons::CHEVRON_RIGHT
            } else {
                icons::CHEVRON_DOWN
            };
            let center = egui::pos2(reach.right() - size::ICON / 2.0, line.center().y);
            paint::icon(ui.painter(), center, sign, 14.0, t.faint);
        }
        round_focus(&fold, radius::SMALL);
        fold.widget_info(|| {
            let role = egui::Role::DisclosureTriangle;
            egui::WidgetInfo::selected(role, true, !is_folded, caption)
        });
        if fold
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .clicked()
            && !self.folded.remove(&section)
        {
            self.folded.insert(section);
        }
        if section == Section::Own && app.can_write() {
            plus_ui(ui, app, line);
        }
        !is_folded
    }
}

fn plus_ui(ui: &mut Ui, app: &AppContext<'_>, line: egui::Rect) {
    let t = app.tokens;
    let name = text!(app.language, "pane-add");
    let center = egui::pos2(line.right() - size::ICON / 2.0, line.center().y);
    let place = egui::Rect::from_center_size(center, vec2(24.0, 24.0));
    let plus = ui.interact(place, ui.scope_id().with("add segment"), Sense::click());
    if plus.hovered() {
        let corners = egui::CornerRadius::same(radius::SMALL);
        ui.painter().rect_filled(place, corners, t.hover);
    }
    let color = if plus.hovered() { t.ink } else { t.faint };
    paint::icon(ui.painter(), center, icons::PLUS, 14.0, color);
    round_focus(&plus, radius::SMALL);
    plus.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if plus
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(name)
        .clicked()
    {
        app.run(Command::SaveSegment);
    }
}

/// Eight dots to choose from, each with its name.
fn colours_ui(ui: &mut Ui, app: &AppContext<'_>, segment: &SegmentEntry) {
    let mut chosen = segment.colour;
    super::segment_dialog::palette_ui(ui, app, &mut chosen);
    if chosen != segment.colour {
        let id = segment.id;
        app.session
            .run(move |workspace| workspace.recolour_segment(id, chosen).map(drop));
        ui.close();
    }
}

fn duplicate_segment(app: &AppContext<'_>, segment: &SegmentEntry) {
    let names: Vec<&str> = app
        .snapshot
        .vocabulary
        .segments
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    let mut name = segment.name.clone();
    while names.contains(&name.as_str()) {
        name = text!(app.language, "pane-copy-of", name = name);
    }
    let (filter, colour) = (segment.filter.clone(), segment.colour);
    app.session
        .run(move |workspace| workspace.save_segment(&name, &filter, colour).map(drop));
}

/// Up and down go from row to row, over captions.
fn move_by_arrows(ui: &Ui, rows: &[Id]) {
    let Some(focused) = ui.memory(egui::Memory::focused) else {
        return;
    };
    let Some(at) = rows.iter().position(|id| *id == focused) else {
        return;
    };
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(focused, filter);
    });
    let step = ui.input(|input| {
        let pressed = |wanted: Key| {
            let events = input.events.iter();
            events
                .filter(|event| {
                    matches!(event, Event::Key { key, pressed: true, modifiers, .. }
                        if *key == wanted && modifiers.is_none())
                })
                .count()
        };
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp))
    });
    let target = (at + step.0).saturating_sub(step.1).min(rows.len() - 1);
    if target != at
        && let Some(id) = rows.get(target)
    {
        ui.memory_mut(|memory| memory.request_focus(*id));
    }
}
