//! The column in the middle of the screens without a book.

use egui::{Layout, ScrollArea, Ui, vec2};

use crate::ui::theme::space;

/// Shows `content` in a column of at most `width` points, in the middle of the window while there
/// is room, and scrolled where there is none.
pub fn column_ui<R>(ui: &mut Ui, name: &str, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(("column", name));
    let room = ui.available_size();
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    let width = width.min(room.x - 2.0 * space::HUGE).floor();
    let side = ((room.x - width) / 2.0).floor();
    let top = ((room.y - known) / 2.0).max(space::HUGE).floor();
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.add_space(top);
            let shown = ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::default(), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = vec2(space::SMALL, 0.0);
                    let given = content(ui);
                    (given, ui.min_rect().height())
                })
                .inner
            });
            ui.add_space(space::HUGE);
            let (given, height) = shown.inner;
            if (height - known).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(id, height));
                ui.ctx()
                    .request_discard("the height of the column was not known");
            }
            given
        })
        .inner
}
