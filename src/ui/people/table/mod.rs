//! The list of people: a table whose name column and head stay in place.

mod cells;
mod chooser;
mod columns;
mod copy;
mod edit;
mod empty;
mod grid;
mod header;
mod header_menu;
mod keys;
mod menu;
mod rows;
mod select;

use std::sync::Arc;

use egui::{Align, Id, Role, Sense, Ui, WidgetInfo};

use self::columns::ColumnState;
use self::edit::{After, InlineEdit};
use self::grid::{Done, Grid};
use self::header_menu::{Chosen, OpenMenu};
use super::inspector::BadgeReasons;
use super::{Found, Selection, View};
use crate::domain::ids::ContactId;
use crate::domain::phone::Region;
use crate::text;
use crate::ui::app::density;
use crate::ui::theme::{own_focus, round_focus};
use crate::ui::{Action, AppContext, Command};
use crate::workspace::Reply;
use crate::workspace::listview::{Direction, TableColumn};

/// Where numbers without a country code are at home until the book has said so.
const HOME: Region = Region(*b"CN");

/// What the table remembers.
#[derive(Debug, Default)]
pub struct Table {
    rows: rows::Rows,
    heads: header::Heads,
    edit: InlineEdit,
    reasons: BadgeReasons,
    /// While a cell is edited the list stays as it was, so that the row does not jump away.
    held: Option<Arc<Found>>,
    menu: Option<OpenMenu>,
    context: Option<menu::ContextMenu>,
    chooser: chooser::Chooser,
    copier: copy::Copier,
    gatherer: select::Gatherer,
    /// Of the cell that the arrow keys have come to.
    cell: Option<TableColumn>,
    reveal: Option<ContactId>,
    /// Rows that fit into view.
    page: usize,
    home: Option<Region>,
    asked_home: Option<Reply<Result<Region, crate::domain::problem::Problem>>>,
    wants_focus: bool,
}

impl Table {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &mut View,
        selection: &mut Selection,
        found: &Arc<Found>,
    ) {
        self.hear(app, selection);
        let found = self.held.clone().unwrap_or_else(|| Arc::clone(found));
        let all = columns::columns(&app.settings.columns, &app.snapshot.vocabulary);
        let shown: Vec<ColumnState> = all.iter().filter(|c| c.is_shown).cloned().collect();
        let id = Id::unique("people table");
        let is_empty = found.slots.is_empty();
        self.gatherer.bar_ui(ui, app, selection, &found);
        let mut done = Vec::new();
        let mut cursor_rect = None;
        if is_empty && found.everyone == 0 {
            empty::ui(ui, app, view, &found);
        } else {
            (done, cursor_rect) = self.grid_ui(ui, app, view, selection, &found, &shown, id);
        }
        let mut context = Context {
            app,
            found: &found,
            all: &all,
            shown: &shown,
            id,
        };
        for done in done {
            self.react(ui, &context, view, selection, done);
        }
        self.menus_ui(ui, &mut context, view, selection, cursor_rect);
        self.after_edit(app, &shown);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one pass of drawing needs all of it"
    )]
    fn grid_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &mut View,
        selection: &mut Selection,
        found: &Arc<Found>,
        shown: &[ColumnState],
        id: Id,
    ) -> (Vec<Done>, Option<egui::Rect>) {
        let row_height = density(app.settings).row_height();
        let room = ui.available_rect_before_wrap();
        ui.painter().rect_filled(room, 0, app.tokens.panel);
        let body = grid::body_of(room);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a handful of rows"
        )]
        let page = (body.height() / row_height) as usize;
        self.page = page.max(2) - 1;
        let focus = ui.interact(body, id.with("body"), Sense::focusable_noninteractive());
        let name = text!(
            app.language,
            "table-name-of-table",
            count = crate::i18n::count(u64::try_from(found.slots.len()).unwrap_or_default())
        );
        focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, &name));
        // The cell that the arrows have come to has a ring of its own.
        if selection.cursor().is_some() && !found.slots.is_empty() {
            own_focus(&focus);
        } else {
            round_focus(&focus, 0);
        }
        if std::mem::take(&mut self.wants_focus) {
            focus.request_focus();
        }
        let is_free = self.menu.is_none() && self.context.is_none() && !self.edit.is_open();
        let mut reveal = self
            .reveal
            .take()
            .and_then(|contact| select::row_of(app, found, contact))
            .map(|row| (row, None::<Align>));
        if focus.has_focus() && is_free {
            ui.memory_mut(|memory| {
                memory.set_focus_lock_filter(
                    focus.id,
                    egui::EventFilter {
                        tab: false,
                        horizontal_arrows: true,
                        vertical_arrows: true,
                        escape: true,
                    },
                );
            });
            let pressed = keys::pressed(ui);
            for key in pressed {
                if let Some(row) = self.key(ui, app, selection, found, shown, key) {
                    reveal = Some((row, None));
                }
            }
        }
        let mut grid = Grid {
            app,
            columns: shown,
            found,
            view,
            selection,
            rows: &mut self.rows,
            heads: &mut self.heads,
            edit: &mut self.edit,
            reasons: &mut self.reasons,
            cell: self.cell.unwrap_or(TableColumn::Name),
            is_focused: focus.has_focus(),
            id,
            home: self.home.unwrap_or(HOME),
            body,
            row_height,
            done: Vec::new(),
            cursor_rect: None,
        };
        if found.slots.is_empty() {
            // The heads stay, so that their filters can be taken back.
            grid.show(ui, None);
            let (mut done, rect) = (std::mem::take(&mut grid.done), grid.cursor_rect);
            self.heads.drag_ui(ui, app, &mut done);
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(body));
            empty::ui(&mut inner, app, view, found);
            return (done, rect);
        }
        grid.show(ui, reveal);
        let (mut done, rect) = (std::mem::take(&mut grid.done), grid.cursor_rect);
        self.heads.drag_ui(ui, app, &mut done);
        (done, rect)
    }

    /// Takes what other threads have answered.
    fn hear(&mut self, app: &AppContext<'_>, selection: &mut Selection) {
        self.copier.finish(app);
        self.gatherer.finish(selection);
        self.edit.hear(app);
        if self.home.is_none() && self.asked_home.is_none() && app.snapshot.is_complete {
            self.asked_home = Some(app.session.call(|workspace| workspace.home_country()));
        }
        if let Some(Ok(home)) = Reply::take_from(&mut self.asked_home) {
            self.home = Some(home);
        }
    }

    fn react(
        &mut self,
        ui: &Ui,
        context: &Context<'_>,
        view: &mut View,
        selection: &mut Selection,
        done: Done,
    ) {
        let app = context.app;
        match done {
            Done::Clicked {
                row,
                contact,
                column,
                modifiers,
            } => {
                self.cell = Some(column);
                self.wants_focus = true;
                if modifiers.shift {
                    let found = context.found;
                    self.gatherer.extend(app, found, selection, row, contact);
                } else if modifiers.command {
                    selection.toggle(contact);
                } else {
                    selection.select_only(contact);
                }
            }
            Done::Checked { row, contact } => {
                self.wants_focus = true;
                if ui.input(|input| input.modifiers.shift) {
                    let found = context.found;
                    self.gatherer.extend(app, found, selection, row, contact);
                } else {
                    selection.toggle(contact);
                }
            }
            Done::CheckedAll => {
                if selection.len() >= context.found.slots.len() {
                    selection.clear();
                } else {
                    self.gatherer.all(app, context.found);
                }
            }
            Done::Entered { contact, column } => {
                selection.select_only(contact);
                self.cell = Some(column);
                self.begin_edit(app, context.found, contact, column);
            }
            Done::Asked {
                contact,
                column,
                at,
            } => {
                if !selection.contains(contact) {
                    selection.select_only(contact);
                }
                self.cell = Some(column);
                self.context = Some(menu::ContextMenu::new(contact, column, at));
            }
            Done::Sorted(column) => sort(view, column, None),
            Done::MenuOpened { column, below } => {
                let is_same = self.menu.as_ref().is_some_and(|menu| menu.column == column);
                let by_keyboard = !ui.input(|input| input.pointer.any_released());
                let menu = || OpenMenu::new(app, view, column, below, by_keyboard);
                self.menu = (!is_same).then(menu);
            }
            Done::Resized { column, width } => {
                change(app, context.all, |columns| {
                    set_width(columns, column, width);
                });
            }
            Done::Fitted(column) => {
                let width = self.fitting_width(ui, app, column);
                change(app, context.all, |columns| {
                    set_width(columns, column, width);
                });
            }
            Done::Moved { column, before } => change(app, context.all, |columns| {
                columns::move_before(columns, column, before);
            }),
        }
    }

    /// Wide enough for the head and all rows in view.
    fn fitting_width(&self, ui: &Ui, app: &AppContext<'_>, column: TableColumn) -> f32 {
        let rows = self.rows.in_view();
        let widths = rows.map(|row| cells::wanted_width(ui, app, column, row));
        let widest = widths.fold(columns::NARROWEST + 24.0, f32::max);
        widest.clamp(columns::NARROWEST, columns::WIDEST)
    }

    fn menus_ui(
        &mut self,
        ui: &mut Ui,
        context: &mut Context<'_>,
        view: &mut View,
        selection: &mut Selection,
        cursor_rect: Option<egui::Rect>,
    ) {
        let app = context.app;
        if let Some(mut open) = self.menu.take() {
            let state = context
                .shown
                .iter()
                .find(|state| state.column == open.column);
            if let Some(state) = state {
                match open.ui(ui, app, view, context.id, state) {
                    None => self.menu = Some(open),
                    Some(chosen) => {
                        let button = header::menu_button_id(context.id, &state.key);
                        ui.memory_mut(|memory| memory.request_focus(button));
                        self.take_choice(context, view, state.column, chosen);
                    }
                }
            }
        }
        if let Some(at) = self.context.as_mut() {
            at.place(cursor_rect);
        }
        self.context_ui(ui, context, view, selection);
        if let Some(columns) = self.chooser.ui(ui.ctx(), app, context.all) {
            columns::save(app, &columns);
        }
    }

    fn take_choice(
        &mut self,
        context: &Context<'_>,
        view: &mut View,
        column: TableColumn,
        chosen: Chosen,
    ) {
        let app = context.app;
        match chosen {
            Chosen::Sort(direction) => sort(view, column, Some(direction)),
            Chosen::Filter(filter) => view.set_filter(filter),
            Chosen::Move { to_right } => change(app, context.all, |columns| {
                columns::nudge(columns, column, to_right);
            }),
            Chosen::Hide => change(app, context.all, |columns| {
                for state in columns.iter_mut().filter(|state| state.column == column) {
                    state.is_shown = false;
                }
            }),
            Chosen::ChooseColumns => self.chooser.open(),
            Chosen::Cancelled => {}
        }
    }

    fn begin_edit(
        &mut self,
        app: &AppContext<'_>,
        found: &Arc<Found>,
        contact: ContactId,
        column: TableColumn,
    ) {
        let row = self.rows.in_view().find(|row| row.id == contact);
        if let Some(row) = row {
            self.edit.begin(app, row, column);
        }
        if self.edit.is_open() {
            self.held = Some(Arc::clone(found));
        }
    }

    /// Goes on where the edit that just ended says.
    fn after_edit(&mut self, app: &AppContext<'_>, shown: &[ColumnState]) {
        let Some(after) = self.edit.after.take() else {
            return;
        };
        let cell = self.edit.cell();
        self.edit.close();
        if let (Some((contact, column)), Some(held)) = (cell, self.held.clone())
            && after != After::Close
        {
            let editable: Vec<TableColumn> = shown
                .iter()
                .map(|state| state.column)
                .filter(|column| edit::is_editable(*column))
                .collect();
            let at = editable.iter().position(|other| *other == column);
            let next = at.and_then(|at| match after {
                After::NextCell => editable.get(at + 1),
                _ => editable.get(at.checked_sub(1)?),
            });
            if let Some(next) = next {
                self.cell = Some(*next);
                self.begin_edit(app, &held, contact, *next);
            }
        }
        if !self.edit.is_open() {
            self.held = None;
            self.reveal = cell.map(|(contact, _)| contact);
            self.wants_focus = true;
        }
    }

    /// Carries out a command that is about rows.
    pub fn run(
        &mut self,
        command: Command,
        app: &AppContext<'_>,
        _view: &View,
        selection: &mut Selection,
        found: &Arc<Found>,
    ) {
        match command {
            Command::EditName => {
                let column = self.cell.filter(|column| edit::is_editable(*column));
                let column = column.unwrap_or(TableColumn::Name);
                if let Some(contact) = selection.cursor() {
                    self.begin_edit(app, found, contact, column);
                }
            }
            Command::CopyNumber => {
                let home = self.home.unwrap_or(HOME);
                self.copier.numbers(app, found, selection.set(), home);
            }
            Command::CopyRows => {
                let columns = columns::columns(&app.settings.columns, &app.snapshot.vocabulary);
                let shown = columns.into_iter().filter(|state| state.is_shown);
                let titled = shown.map(|state| {
                    let vocabulary = &app.snapshot.vocabulary;
                    let title = columns::title(app.language, state.column, vocabulary);
                    (state.column, title)
                });
                let home = self.home.unwrap_or(HOME);
                self.copier
                    .rows(app, found, selection.set(), titled.collect(), home);
            }
            Command::SelectAll => self.gatherer.all(app, found),
            Command::DeleteSelected => {
                let ids = selection.set();
                app.session.run(move |workspace| {
                    let ids: Vec<ContactId> = ids.iter().collect();
                    workspace.delete(&ids).map(drop)
                });
                selection.clear();
            }
            _ => {}
        }
    }

    /// Listens to the arrow keys from the next frame on.
    pub fn take_keyboard(&mut self) {
        self.wants_focus = true;
    }

    /// Scrolls to a contact when it is next drawn.
    pub fn reveal(&mut self, contact: ContactId) {
        self.reveal = Some(contact);
    }
}

/// What all parts of one pass look at.
struct Context<'a> {
    app: &'a AppContext<'a>,
    found: &'a Arc<Found>,
    all: &'a [ColumnState],
    shown: &'a [ColumnState],
    id: Id,
}

/// Sorts by a column: the way asked for, or the other way than now.
fn sort(view: &mut View, column: TableColumn, direction: Option<Direction>) {
    let Some(key) = column.sort_key() else {
        return;
    };
    let turned = if view.sort == (key, Direction::Ascending) {
        Direction::Descending
    } else {
        Direction::Ascending
    };
    view.sort = (key, direction.unwrap_or(turned));
}

fn change(app: &AppContext<'_>, all: &[ColumnState], work: impl FnOnce(&mut Vec<ColumnState>)) {
    let mut columns = all.to_vec();
    work(&mut columns);
    if columns != all {
        columns::save(app, &columns);
    }
}

fn set_width(columns: &mut [ColumnState], column: TableColumn, width: f32) {
    for state in columns.iter_mut().filter(|state| state.column == column) {
        state.width = width.round();
    }
}

/// Hands people over to the dialog that records what they said.
fn record_consent(app: &AppContext<'_>, selection: &Selection) {
    app.send(Action::RecordConsent(selection.ids()));
}
