//! The table under the keyboard: one stop of Tab, arrows inside.

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use super::columns::ColumnState;
use super::edit::is_composing;
use super::{Table, menu, select};
use crate::ui::AppContext;
use crate::ui::people::{Found, Selection};
use crate::workspace::listview::TableColumn;

/// A key that the table understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// By so many rows, or pages.
    Rows {
        by: i8,
        is_page: bool,
        extends: bool,
    },
    First {
        extends: bool,
    },
    Last {
        extends: bool,
    },
    Columns {
        to_right: bool,
    },
    Toggle,
    Enter,
    Menu,
    Escape,
}

/// Takes the table's keys out of this pass.
pub fn pressed(ui: &Ui) -> Vec<Pressed> {
    if is_composing(ui) || ui.ctx().memory(|memory| memory.top_modal_layer().is_some()) {
        return Vec::new();
    }
    let mut keys = Vec::new();
    ui.input_mut(|input| {
        for extends in [true, false] {
            let modifiers = if extends {
                Modifiers::SHIFT
            } else {
                Modifiers::NONE
            };
            let rows = |by, is_page| Pressed::Rows {
                by,
                is_page,
                extends,
            };
            for (key, pressed) in [
                (Key::ArrowUp, rows(-1, false)),
                (Key::ArrowDown, rows(1, false)),
                (Key::PageUp, rows(-1, true)),
                (Key::PageDown, rows(1, true)),
                (Key::Home, Pressed::First { extends }),
                (Key::End, Pressed::Last { extends }),
            ] {
                let times = input.count_and_consume_key(modifiers, key);
                keys.extend(std::iter::repeat_n(pressed, times));
            }
        }
        for (modifiers, key, pressed) in [
            (
                Modifiers::NONE,
                Key::ArrowLeft,
                Pressed::Columns { to_right: false },
            ),
            (
                Modifiers::NONE,
                Key::ArrowRight,
                Pressed::Columns { to_right: true },
            ),
            (Modifiers::NONE, Key::Space, Pressed::Toggle),
            (Modifiers::NONE, Key::Enter, Pressed::Enter),
            (Modifiers::NONE, Key::Menu, Pressed::Menu),
            (Modifiers::SHIFT, Key::F10, Pressed::Menu),
            (Modifiers::NONE, Key::Escape, Pressed::Escape),
        ] {
            if input.consume_key(modifiers, key) {
                keys.push(pressed);
            }
        }
    });
    keys
}

impl Table {
    /// Does what a key says; gives the row to scroll to.
    pub(super) fn key(
        &mut self,
        ui: &Ui,
        app: &AppContext<'_>,
        selection: &mut Selection,
        found: &Arc<Found>,
        shown: &[ColumnState],
        key: Pressed,
    ) -> Option<u64> {
        let last = found.slots.len().checked_sub(1)?;
        let cursor = selection.cursor();
        let now = cursor
            .and_then(|contact| select::row_of(app, found, contact))
            .and_then(|row| usize::try_from(row).ok());
        let (row, extends) = match key {
            Pressed::Rows {
                by,
                is_page,
                extends,
            } => {
                let step = if is_page { self.page } else { 1 };
                let row = match now {
                    None => 0,
                    Some(now) if by < 0 => now.saturating_sub(step),
                    Some(now) => now.saturating_add(step).min(last),
                };
                (row, extends)
            }
            Pressed::First { extends } => (0, extends),
            Pressed::Last { extends } => (last, extends),
            Pressed::Columns { to_right } => {
                self.step_column(shown, to_right);
                return None;
            }
            Pressed::Toggle => {
                selection.toggle(cursor?);
                return None;
            }
            Pressed::Enter => {
                let column = self.cell.unwrap_or(TableColumn::Name);
                self.begin_edit(app, found, cursor?, column);
                return None;
            }
            Pressed::Menu => {
                let column = self.cell.unwrap_or(TableColumn::Name);
                self.context = Some(menu::ContextMenu::at_cursor(cursor?, column));
                return None;
            }
            Pressed::Escape => {
                if selection.len() > 1 {
                    if let Some(cursor) = cursor {
                        selection.select_only(cursor);
                    }
                } else {
                    selection.clear();
                }
                return None;
            }
        };
        let slot = *found.slots.get(row)?;
        let list = app.session.list().try_read()?;
        let contact = list.id(slot)?;
        drop(list);
        let row = u64::try_from(row).ok()?;
        if extends {
            self.gatherer.extend(app, found, selection, row, contact);
        } else {
            selection.select_only(contact);
        }
        ui.ctx().request_repaint();
        Some(row)
    }

    fn step_column(&mut self, shown: &[ColumnState], to_right: bool) {
        let now = self.cell.unwrap_or(TableColumn::Name);
        let at = shown.iter().position(|state| state.column == now);
        let at = at.unwrap_or_default();
        let next = if to_right {
            (at + 1).min(shown.len().saturating_sub(1))
        } else {
            at.saturating_sub(1)
        };
        self.cell = shown.get(next).map(|state| state.column);
    }
}
