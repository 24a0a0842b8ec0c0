//! The table itself, behind `egui_table`: paints what is in view and tells what was done to it.

use egui::{
    Align, CursorIcon, Id, Modifiers, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2,
};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, PrefetchInfo, TableDelegate};

use super::cells;
use super::columns::{self, ColumnState};
use super::edit::InlineEdit;
use super::header::{self, Heads};
use super::rows::Rows;
use crate::domain::ids::ContactId;
use crate::domain::phone::Region;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::inspector::BadgeReasons;
use crate::ui::people::{Found, Selection, View};
use crate::ui::theme::size;
use crate::ui::widgets::{Tick, paint_check_box};
use crate::workspace::listview::TableColumn;

/// Something that was done to the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Done {
    Clicked {
        row: u64,
        contact: ContactId,
        column: TableColumn,
        modifiers: Modifiers,
    },
    /// A cell was double-clicked.
    Entered {
        contact: ContactId,
        column: TableColumn,
    },
    /// The box of a row.
    Checked { row: u64, contact: ContactId },
    /// The box in the head.
    CheckedAll,
    /// The right button.
    Asked {
        contact: ContactId,
        column: TableColumn,
        at: Pos2,
    },
    /// The text of a head.
    Sorted(TableColumn),
    /// The ▾ of a head, with the place to open below.
    MenuOpened { column: TableColumn, below: Rect },
    /// A head's edge was let go.
    Resized { column: TableColumn, width: f32 },
    /// A head's edge was double-clicked.
    Fitted(TableColumn),
    /// A head was dropped before another, or at the end.
    Moved {
        column: TableColumn,
        before: Option<TableColumn>,
    },
}

/// What is drawn in one pass.
pub struct Grid<'a> {
    pub app: &'a AppContext<'a>,
    /// The shown ones.
    pub columns: &'a [ColumnState],
    pub found: &'a Found,
    pub view: &'a View,
    pub selection: &'a Selection,
    pub rows: &'a mut Rows,
    pub heads: &'a mut Heads,
    pub edit: &'a mut InlineEdit,
    pub reasons: &'a mut BadgeReasons,
    /// The column that the arrow keys have come to.
    pub cell: TableColumn,
    pub is_focused: bool,
    /// Of the whole table; cells hang their ids on it.
    pub id: Id,
    pub home: Region,
    pub row_height: f32,
    pub done: Vec<Done>,
    /// Where the cursor's cell lies, for what opens at it from the keyboard.
    pub cursor_rect: Option<Rect>,
}

impl Grid<'_> {
    /// Shows the table in all the room there is.
    pub fn show(&mut self, ui: &mut Ui, reveal: Option<(u64, Option<Align>)>) -> Response {
        let widths = self.widths(ui.available_width());
        let all: Vec<Column> = std::iter::once(fixed(columns::CHECK, "check"))
            .chain((self.columns.iter().zip(widths)).map(|(state, width)| fixed(width, &state.key)))
            .collect();
        let mut table = egui_table::Table::new()
            .id_salt("people table")
            .num_rows(u64::try_from(self.found.slots.len()).unwrap_or_default())
            .num_sticky_cols(2)
            .headers([HeaderRow::new(size::HEADER_ROW)])
            .columns(all);
        if let Some((row, align)) = reveal {
            table = table.scroll_to_row(row, align);
        }
        self.heads.places.clear();
        table.show(ui, self)
    }

    /// Of the shown columns; what is left over goes to the tags, or to the last column.
    fn widths(&self, room: f32) -> Vec<f32> {
        let mut widths: Vec<f32> = self
            .columns
            .iter()
            .map(|state| self.heads.width(state))
            .collect();
        let used: f32 = columns::CHECK + widths.iter().sum::<f32>();
        let tags = |state: &ColumnState| state.column == TableColumn::Tags;
        let widest = self.columns.iter().position(tags);
        let widest = widest.unwrap_or(widths.len().saturating_sub(1));
        if let Some(widest) = widths.get_mut(widest) {
            *widest += (room - used).max(0.0);
        }
        widths
    }

    fn check_cell(&mut self, ui: &mut Ui, row: u64, contact: ContactId, is_on: bool) {
        let rect = ui.max_rect();
        let id = self.id.with(("check", contact.0));
        // No stop of its own for the keyboard: Space does the same on the row.
        let response = ui.interact(rect, id, Sense::CLICK);
        paint_check_box(ui, rect, Tick::from(is_on), response.hovered());
        let name = self.rows.get(row).map(|row| row.name.clone());
        let name = name.clone().unwrap_or_default();
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::CheckBox,
                true,
                is_on,
                text!(self.app.language, "table-select-one", name = name.as_str()),
            )
        });
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            self.done.push(Done::Checked { row, contact });
        }
    }
}

fn fixed(width: f32, key: &str) -> Column {
    Column::new(width)
        .range(egui::Rangef::new(width, width))
        .resizable(false)
        .id(Id::unique(("people column", key)))
}

impl TableDelegate for Grid<'_> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        self.rows
            .fetch(self.app, self.found, &info.visible_rows, self.home);
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let Some(at) = cell.col_range.start.checked_sub(1) else {
            let tick = self.all_tick();
            if header::check_ui(ui, self.app, self.id, tick) {
                self.done.push(Done::CheckedAll);
            }
            return;
        };
        if let Some(state) = self.columns.get(at) {
            let is_last = at + 1 == self.columns.len();
            let head = header::Head {
                app: self.app,
                view: self.view,
                id: self.id,
                state,
                is_last,
            };
            head.ui(ui, self.heads, &mut self.done);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        let t = self.app.tokens;
        let rect = ui.max_rect();
        let contact = self.rows.get(row_nr).map(|row| row.id);
        let is_selected = contact.is_some_and(|id| self.selection.contains(id));
        let is_over = ui.rect_contains_pointer(rect);
        let fill = match (is_selected, is_over) {
            (true, _) => t.selected,
            (false, true) => t.hover,
            (false, false) => t.panel,
        };
        let painter = ui.painter();
        painter.rect_filled(rect, 0, fill);
        let below = rect.with_min_y(rect.bottom() - 1.0);
        painter.rect_filled(below, 0, t.row);
        if is_selected {
            let mark = rect.with_max_x(rect.left() + size::MARK);
            painter.rect_filled(mark, 0, t.accent);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let Some(row) = self.rows.get(cell.row_nr) else {
            return;
        };
        let contact = row.id;
        let Some(at) = cell.col_nr.checked_sub(1) else {
            let is_on = self.selection.contains(contact);
            self.check_cell(ui, cell.row_nr, contact, is_on);
            return;
        };
        let Some(column) = self.columns.get(at).map(|state| state.column) else {
            return;
        };
        let rect = ui.max_rect();
        if self.selection.cursor() == Some(contact) && self.cell == column {
            self.cursor_rect = Some(rect);
            if self.is_focused && !self.edit.is_open() {
                ui.painter().rect_stroke(
                    rect.shrink(1.0),
                    4,
                    egui::Stroke::new(1.0, self.app.tokens.focus),
                    egui::StrokeKind::Inside,
                );
            }
        }
        if self.edit.is_at(contact, column) {
            self.edit.ui(ui, self.app, self.id, rect);
            return;
        }
        let hint = cells::cell(ui, self.app, rect, column, row);
        let id = self.id.with(("cell", contact.0, column));
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Label, true, cells::words(self.app, column, row))
        });
        if response.double_clicked() {
            self.done.push(Done::Entered { contact, column });
        } else if response.clicked() {
            self.done.push(Done::Clicked {
                row: cell.row_nr,
                contact,
                column,
                modifiers: ui.input(|input| input.modifiers),
            });
        } else if response.secondary_clicked() {
            let at = response.interact_pointer_pos().unwrap_or(rect.center());
            self.done.push(Done::Asked {
                contact,
                column,
                at,
            });
        }
        let hint = match column {
            TableColumn::Consent if response.hovered() => {
                let state = || cells::words(self.app, column, row);
                Some(self.reasons.of(self.app, contact).unwrap_or_else(state))
            }
            _ => hint,
        };
        if let Some(hint) = hint {
            response.on_hover_text(hint);
        }
    }

    fn default_row_height(&self) -> f32 {
        self.row_height
    }
}

impl Grid<'_> {
    fn all_tick(&self) -> Tick {
        let selected = self.selection.len();
        if selected == 0 {
            Tick::Off
        } else if selected >= self.found.slots.len() {
            Tick::On
        } else {
            Tick::Some
        }
    }
}

/// The head's and the body's share of a place.
pub fn body_of(rect: Rect) -> Rect {
    Rect::from_min_size(
        rect.min + vec2(0.0, size::HEADER_ROW),
        vec2(rect.width(), (rect.height() - size::HEADER_ROW).max(0.0)),
    )
}
