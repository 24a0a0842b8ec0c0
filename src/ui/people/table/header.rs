//! The heads of the columns: sorting, resizing, reordering, and the ▾ that opens the menu.

use egui::{CursorIcon, Id, Key, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::columns::{self, ColumnState};
use super::grid::Done;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::View;
use crate::ui::theme::{fonts, icons, radius, round_focus, size};
use crate::ui::widgets::{Tick, paint, paint_check_box};
use crate::workspace::listview::{Direction, TableColumn};

/// How near to the edge the pointer takes hold of it, in points.
const GRAB: f32 = 4.0;
/// The side of the ▾.
const MENU: f32 = 24.0;

/// What goes on at the heads.
#[derive(Debug, Default)]
pub struct Heads {
    /// The column whose edge is held, and how wide it has become.
    resizing: Option<(TableColumn, f32)>,
    /// The head that is being dragged.
    moving: Option<TableColumn>,
    /// Where the heads of this pass are, from the left.
    pub places: Vec<(TableColumn, Rect)>,
}

impl Heads {
    /// The width of a column, also while its edge is held.
    pub fn width(&self, state: &ColumnState) -> f32 {
        match self.resizing {
            Some((column, width)) if column == state.column => width,
            _ => state.width,
        }
    }

    /// The column that what is dragged would come to stand before; `None` at the end.
    fn target(&self, x: f32) -> Option<TableColumn> {
        let before = self
            .places
            .iter()
            .find(|(column, rect)| *column != TableColumn::Name && x < rect.center().x);
        before.map(|(column, _)| *column)
    }

    /// Shows where a dragged head would fall, and drops it.
    pub fn drag_ui(&mut self, ui: &Ui, app: &AppContext<'_>, done: &mut Vec<Done>) {
        let Some(column) = self.moving else {
            return;
        };
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let Some(pointer) = pointer else {
            return;
        };
        let before = self.target(pointer.x);
        let line = match before {
            Some(before) => self
                .places
                .iter()
                .find(|(column, _)| *column == before)
                .map(|(_, rect)| rect.left()),
            None => self.places.last().map(|(_, rect)| rect.right() - 1.0),
        };
        let height = self.places.first().map(|(_, rect)| rect.y_range());
        if let (Some(x), Some(height)) = (line, height) {
            let stroke = Stroke::new(2.0, app.tokens.accent);
            ui.painter().vline(x, height, stroke);
        }
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if ui.input(|input| input.pointer.any_released()) {
            self.moving = None;
            done.push(Done::Moved { column, before });
        } else if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.moving = None;
        }
    }
}

/// The box that stands for everybody found; whether it was clicked.
pub fn check_ui(ui: &mut Ui, app: &AppContext<'_>, table: Id, tick: Tick) -> bool {
    let rect = ui.max_rect();
    ground(ui, app, rect);
    let response = ui.interact(rect, table.with("check all"), Sense::click());
    paint_check_box(ui, rect, tick, response.hovered());
    round_focus(&response, radius::SMALL);
    let name = text!(app.language, "table-select-all");
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::CheckBox, true, &name);
        info.selected = match tick {
            Tick::Off => Some(false),
            Tick::On => Some(true),
            Tick::Some => None,
        };
        info
    });
    response.on_hover_text(name).clicked()
}

fn ground(ui: &Ui, app: &AppContext<'_>, rect: Rect) {
    let t = app.tokens;
    ui.painter().rect_filled(rect, 0, t.head);
    let below = rect.with_min_y(rect.bottom() - 1.0);
    ui.painter().rect_filled(below, 0, t.line);
}

/// One head.
pub struct Head<'a> {
    pub app: &'a AppContext<'a>,
    pub view: &'a View,
    pub id: Id,
    pub state: &'a ColumnState,
    pub is_last: bool,
}

impl Head<'_> {
    pub fn ui(&self, ui: &mut Ui, heads: &mut Heads, done: &mut Vec<Done>) {
        let rect = ui.max_rect();
        heads.places.push((self.state.column, rect));
        ground(ui, self.app, rect);
        self.text_ui(ui, rect, heads, done);
        self.menu_ui(ui, rect, done);
        self.edge_ui(ui, rect, heads, done);
    }

    fn is_filtered(&self) -> bool {
        let Ok(filter) = self.view.filter() else {
            return false;
        };
        let subjects = self.state.column.subjects(&self.app.snapshot.vocabulary);
        subjects
            .iter()
            .any(|subject| filter.chip_of(subject).is_some())
    }

    fn sorted(&self) -> Option<Direction> {
        let (key, direction) = self.view.sort;
        (self.state.column.sort_key() == Some(key)).then_some(direction)
    }

    fn text_ui(&self, ui: &mut Ui, rect: Rect, heads: &mut Heads, done: &mut Vec<Done>) {
        let t = self.app.tokens;
        let column = self.state.column;
        let title = columns::title(self.app.language, column, &self.app.snapshot.vocabulary);
        let place = rect.with_max_x(rect.right() - MENU).shrink2(vec2(0.0, 1.0));
        let id = self.id.with(("head", self.state.key.as_str()));
        // Reached by the keyboard through the menu beside it.
        let response = ui.interact(place, id, Sense::CLICK | Sense::DRAG);
        if heads.moving == Some(column) {
            ui.painter()
                .rect_filled(rect.shrink(2.0), radius::SMALL, t.pressed);
        } else if response.hovered() {
            ui.painter()
                .rect_filled(rect.shrink(2.0), radius::SMALL, t.hover);
        }
        let inner = place.with_min_x(place.left() + super::cells::PADDING);
        let sorted = self.sorted();
        let arrow = if sorted.is_some() { 16.0 } else { 0.0 };
        let color = if sorted.is_some() { t.ink } else { t.mute };
        let words = paint::line(ui, &title, fonts::small(), color, inner.width() - arrow);
        let width = words.size().x;
        paint::left(ui.painter(), inner, words);
        if let Some(direction) = sorted {
            let icon = match direction {
                Direction::Ascending => icons::SORT_UP,
                Direction::Descending => icons::SORT_DOWN,
            };
            let center = pos2(inner.left() + width + 9.0, inner.center().y);
            paint::icon(ui.painter(), center, icon, size::SMALL_ICON, t.ink);
        }
        let said = match sorted {
            None => title,
            Some(Direction::Ascending) => {
                text!(self.app.language, "table-sorted-up", column = title)
            }
            Some(Direction::Descending) => {
                text!(self.app.language, "table-sorted-down", column = title)
            }
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &said));
        if response.clicked() && column.sort_key().is_some() {
            done.push(Done::Sorted(column));
        }
        if response.drag_started() && column != TableColumn::Name {
            heads.moving = Some(column);
        }
    }

    fn menu_ui(&self, ui: &mut Ui, rect: Rect, done: &mut Vec<Done>) {
        let t = self.app.tokens;
        let column = self.state.column;
        let center = pos2(
            rect.right() - MENU / 2.0 - GRAB / 2.0,
            rect.center().y - 0.5,
        );
        let place = Rect::from_center_size(center, vec2(MENU, MENU));
        let id = menu_button_id(self.id, &self.state.key);
        let response = ui.interact(place, id, Sense::click());
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(place, radius::SMALL, t.pressed);
        }
        let title = columns::title(self.app.language, column, &self.app.snapshot.vocabulary);
        let name = if self.is_filtered() {
            ui.painter()
                .rect_filled(place.shrink(2.0), radius::SMALL, t.accent_bg);
            paint::icon(
                ui.painter(),
                center,
                icons::FILTER,
                size::SMALL_ICON + 2.0,
                t.accent,
            );
            text!(self.app.language, "table-menu-filtered", column = title)
        } else {
            let color = if response.hovered() { t.ink } else { t.mute };
            paint::icon(
                ui.painter(),
                center,
                icons::CHEVRON_DOWN,
                size::SMALL_ICON + 2.0,
                color,
            );
            text!(self.app.language, "table-menu", column = title)
        };
        round_focus(&response, radius::SMALL);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            done.push(Done::MenuOpened {
                column,
                below: rect,
            });
        }
    }

    fn edge_ui(&self, ui: &mut Ui, rect: Rect, heads: &mut Heads, done: &mut Vec<Done>) {
        let t = self.app.tokens;
        let column = self.state.column;
        let id = self.id.with(("edge", self.state.key.as_str()));
        let place = Rect::from_x_y_ranges(rect.right() - GRAB..=rect.right(), rect.y_range());
        let response = ui.interact(place, id, Sense::CLICK | Sense::DRAG);
        if response.double_clicked() {
            done.push(Done::Fitted(column));
        }
        let pointer = response.interact_pointer_pos();
        if response.dragged()
            && let Some(pointer) = pointer
        {
            let width = (pointer.x - rect.left()).round();
            heads.resizing = Some((column, width.clamp(columns::NARROWEST, columns::WIDEST)));
        }
        if response.drag_stopped()
            && let Some((column, width)) = heads.resizing.take()
        {
            done.push(Done::Resized { column, width });
        }
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeColumn);
            let x = rect.right() - 1.0;
            ui.painter()
                .vline(x, rect.y_range(), Stroke::new(2.0, t.accent));
        } else if !self.is_last {
            let range = rect.shrink2(vec2(0.0, 10.0)).y_range();
            ui.painter()
                .vline(rect.right() - 0.5, range, t.line_stroke());
        }
    }
}

/// The ▾ of a column, to which the keyboard returns from its menu.
pub fn menu_button_id(table: Id, key: &str) -> Id {
    table.with(("menu", key))
}
