//! What can be done with the selected people, at the place that was clicked.

use egui::{Popup, PopupCloseBehavior, PopupKind, Pos2, Rect, Ui};

use super::{Context, Table, cells, edit, record_consent};
use crate::domain::filter::{Expr, Subject, Term, TextKey, any_of};
use crate::domain::ids::ContactId;
use crate::i18n;
use crate::text;
use crate::ui::people::{BulkAct, Selection, View};
use crate::ui::theme::icons;
use crate::ui::widgets::{MenuRow, menu_caption, menu_separator};
use crate::ui::{Action, AppContext, Command};
use crate::workspace::listview::{TableColumn, TableRow};

/// An open menu.
#[derive(Debug)]
pub struct ContextMenu {
    contact: ContactId,
    column: TableColumn,
    /// From the keyboard it opens below the cursor's cell, known once that is drawn.
    at: Option<Pos2>,
    page: Page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Main,
    RemoveTag,
    Include,
    Exclude,
}

/// What was chosen.
enum Act {
    Run(Command),
    Edit,
    Consent,
    Tag,
    Turn(Page),
    Untag(String),
    Show(Expr),
    Segment(crate::domain::ids::SegmentId, bool),
}

impl ContextMenu {
    pub fn new(contact: ContactId, column: TableColumn, at: Pos2) -> Self {
        Self {
            contact,
            column,
            at: Some(at),
            page: Page::Main,
        }
    }

    pub fn at_cursor(contact: ContactId, column: TableColumn) -> Self {
        Self {
            contact,
            column,
            at: None,
            page: Page::Main,
        }
    }

    /// Where the cursor's cell lies.
    pub fn place(&mut self, cursor: Option<Rect>) {
        if self.at.is_none() {
            self.at = cursor.map(|rect| rect.left_bottom());
        }
    }
}

impl Table {
    pub(super) fn context_ui(
        &mut self,
        ui: &Ui,
        context: &Context<'_>,
        view: &mut View,
        selection: &mut Selection,
    ) {
        let Some(open) = &self.context else {
            return;
        };
        let Some(at) = open.at else {
            return;
        };
        let app = context.app;
        let contact = open.contact;
        let row = self.rows.in_view().find(|row| row.id == contact);
        let mut is_open = true;
        let mut act = None;
        Popup::new(
            context.id.with("context menu"),
            ui.ctx().clone(),
            at,
            ui.layer_id(),
        )
        .kind(PopupKind::Menu)
        .open_bool(&mut is_open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            act = match open.page {
                Page::Main => main_ui(ui, app, open, row, selection),
                Page::RemoveTag => tags_ui(ui, app, selection, row),
                Page::Include => segments_ui(ui, app, true),
                Page::Exclude => segments_ui(ui, app, false),
            };
        });
        if let Some(Act::Turn(page)) = act {
            if let Some(open) = &mut self.context {
                open.page = page;
            }
            return;
        }
        if act.is_none() && is_open {
            return;
        }
        let column = open.column;
        self.context = None;
        self.wants_focus = true;
        match act {
            None | Some(Act::Turn(_)) => {}
            Some(Act::Run(command)) => app.run(command),
            Some(Act::Edit) => {
                let column = if edit::is_editable(column) {
                    column
                } else {
                    TableColumn::Name
                };
                self.wants_focus = false;
                self.begin_edit(app, context.found, contact, column);
            }
            Some(Act::Consent) => record_consent(app, selection),
            Some(Act::Tag) => {
                self.wants_focus = false;
                app.send(Action::ChangeMany(BulkAct::Tag));
            }
            Some(Act::Untag(name)) => {
                let ids = selection.set();
                app.session.run(move |workspace| {
                    let ids: Vec<ContactId> = ids.iter().collect();
                    workspace.untag(&ids, &name).map(drop)
                });
            }
            Some(Act::Show(expr)) => {
                if let (Ok(filter), Some(subject)) = (view.filter(), expr.subject()) {
                    let filter = filter.with_subject(&subject, Some(expr));
                    view.set_filter(filter);
                }
            }
            Some(Act::Segment(id, is_in)) => {
                let ids = selection.set();
                app.session.run(move |workspace| {
                    let ids: Vec<ContactId> = ids.iter().collect();
                    let change = workspace.set_segment_override(id, &ids, Some(is_in));
                    change.map(drop)
                });
            }
        }
    }
}

fn main_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    open: &ContextMenu,
    row: Option<&TableRow>,
    selection: &Selection,
) -> Option<Act> {
    let language = app.language;
    let can_write = app.can_write();
    let count = i18n::count(u64::try_from(selection.len()).unwrap_or_default());
    let mut act = None;
    if selection.len() > 1 {
        menu_caption(
            ui,
            &text!(language, "table-selected", count = count.as_str()),
        );
    }
    let keys = |ui: &Ui, command: Command| command.keys(ui.ctx());
    for (command, icon) in [
        (Command::CopyNumber, icons::PHONE),
        (Command::CopyRows, icons::COPY),
    ] {
        let keys = keys(ui, command);
        let name = command.name(language);
        if ui.add(MenuRow::new(&name).icon(icon).keys(&keys)).clicked() {
            act = Some(Act::Run(command));
        }
    }
    menu_separator(ui);
    if can_write {
        let entries = [
            (text!(language, "table-edit"), icons::EDIT, Act::Edit),
            (
                Command::RecordConsent.name(language),
                icons::VERIFIED,
                Act::Consent,
            ),
            (text!(language, "table-add-tag"), icons::TAG, Act::Tag),
            (
                Command::Review.name(language),
                icons::CLEAN_UP,
                Act::Run(Command::Review),
            ),
            (
                Command::ChangeMany.name(language),
                icons::CUSTOMIZE,
                Act::Run(Command::ChangeMany),
            ),
        ];
        for (words, icon, what) in entries {
            if ui.add(MenuRow::new(&words).icon(icon)).clicked() {
                act = Some(what);
            }
        }
        let is_tagged = selection.len() > 1 || row.is_some_and(|row| !row.tags.is_empty());
        let has_segments = !app.snapshot.vocabulary.segments.is_empty();
        let turns = [
            (
                text!(language, "table-remove-tag"),
                icons::MINUS,
                Page::RemoveTag,
                is_tagged,
            ),
            (
                text!(language, "table-include"),
                icons::PLUS,
                Page::Include,
                has_segments,
            ),
            (
                text!(language, "table-exclude"),
                icons::MINUS,
                Page::Exclude,
                has_segments,
            ),
        ];
        for (words, icon, page, can) in turns {
            if can && ui.add(MenuRow::new(&words).icon(icon).keys("›")).clicked() {
                act = Some(Act::Turn(page));
            }
        }
        menu_separator(ui);
    }
    if let Some((expr, words)) = row.and_then(|row| like(app, open.column, row)) {
        let words = text!(language, "table-only-like", value = words);
        if ui.add(MenuRow::new(&words).icon(icons::FILTER)).clicked() {
            act = Some(Act::Show(expr));
        }
        menu_separator(ui);
    }
    if can_write {
        let words = text!(language, "table-delete", count = count.as_str());
        let keys = keys(ui, Command::DeleteSelected);
        let delete = MenuRow::new(&words).icon(icons::TRASH).danger().keys(&keys);
        if ui.add(delete).clicked() {
            act = Some(Act::Run(Command::DeleteSelected));
        }
    }
    act
}

/// The condition that a cell's value stands for, and how it is called.
fn like(app: &AppContext<'_>, column: TableColumn, row: &TableRow) -> Option<(Expr, String)> {
    let subjects = column.subjects(&app.snapshot.vocabulary);
    let subject = subjects.first()?;
    let words = match column {
        TableColumn::Tags => {
            let names = cells::tag_names(app, row);
            let subject = Subject::Text(TextKey::Tag);
            let terms: Vec<Term> = names
                .iter()
                .filter_map(|name| subject.text_term(name))
                .collect();
            let words = i18n::list(app.language, &names);
            return any_of(terms).map(|expr| (expr, words));
        }
        _ => cells::plain(app, column, row),
    };
    let term = if words.is_empty() {
        subject.blank()?
    } else {
        subject.text_term(&words)?
    };
    let shown = if words.is_empty() {
        text!(app.language, "table-blank")
    } else {
        words
    };
    Some((Expr::Term(term), shown))
}

fn back_ui(ui: &mut Ui, app: &AppContext<'_>) -> Option<Act> {
    let back = text!(app.language, "table-back");
    let row = MenuRow::new(&back).icon(icons::CHEVRON_LEFT);
    let act = ui.add(row).clicked().then_some(Act::Turn(Page::Main));
    menu_separator(ui);
    act
}

fn tags_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    selection: &Selection,
    row: Option<&TableRow>,
) -> Option<Act> {
    let mut act = back_ui(ui, app);
    let names: Vec<String> = match row {
        Some(row) if selection.len() <= 1 => cells::tag_names(app, row),
        _ => {
            let all = app.snapshot.vocabulary.tags.iter();
            all.map(|(_, name)| name.clone()).collect()
        }
    };
    egui::ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, |ui| {
            for name in names {
                if ui.add(MenuRow::new(&name).icon(icons::TAG)).clicked() {
                    act = Some(Act::Untag(name));
                }
            }
        });
    act
}

fn segments_ui(ui: &mut Ui, app: &AppContext<'_>, is_in: bool) -> Option<Act> {
    let mut act = back_ui(ui, app);
    egui::ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, |ui| {
            for segment in &app.snapshot.vocabulary.segments {
                let row = MenuRow::new(&segment.name).icon(icons::SEGMENT);
                if ui.add(row).clicked() {
                    act = Some(Act::Segment(segment.id, is_in));
                }
            }
        });
    act
}
