//! Screens that are one column in the middle of the window.

use egui::{CentralPanel, Color32, Frame, Margin, ScrollArea, Ui, UiBuilder, vec2};

use crate::ui::theme::space;

/// A column of at most `width` points, as high as the screen: what is long in it scrolls by itself.
pub fn column(ui: &mut Ui, fill: Color32, width: f32, content: impl FnOnce(&mut Ui)) {
    CentralPanel::no_frame()
        .frame(Frame::new().fill(fill).inner_margin(Margin::same(24)))
        .show(ui, |ui| {
            let side = ((ui.available_width() - width) / 2.0).max(0.0).floor();
            let room = ui.available_rect_before_wrap().shrink2(vec2(side, 0.0));
            content(&mut ui.new_child(UiBuilder::new().max_rect(room)));
        });
}

/// A column of cards that scrolls as a whole, its bar at the side of the window; `id` tells its place
/// from those of other screens.
pub fn page(ui: &mut Ui, width: f32, id: &str, content: impl FnOnce(&mut Ui)) {
    let room = ui.available_width();
    let width = width.min(room - 2.0 * space::HUGE).floor();
    let side = ((room - width) / 2.0).floor();
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = vec2(space::SMALL, space::MEDIUM);
                    ui.add_space(space::HUGE);
                    content(ui);
                    ui.add_space(space::HUGE);
                });
            });
        });
}

/// A column that scrolls as a whole; `id` tells its place from those of other screens.
pub fn scrolling_column(
    ui: &mut Ui,
    fill: Color32,
    width: f32,
    id: &str,
    content: impl FnOnce(&mut Ui),
) {
    column(ui, fill, width, |ui| {
        ScrollArea::vertical()
            .id_salt(id)
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::MEDIUM;
                ui.set_width(ui.available_width() - space::MEDIUM);
                content(ui);
            });
    });
}
