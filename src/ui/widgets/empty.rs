//! Screens with nothing on them yet, and the place to drop files on.

use egui::{
    Align, CornerRadius, InnerResponse, Layout, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, icons::Icon, radius, space, text};

/// Says what is missing and what to do next; `buttons` are side by side below.
pub fn empty_state<R>(
    ui: &mut Ui,
    icon: Icon,
    heading: &str,
    words: &str,
    buttons: impl FnOnce(&mut Ui) -> R,
) -> R {
    let t = Tokens::of(ui);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let (rect, _) = ui.allocate_exact_size(vec2(56.0, 56.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 28.0, t.accent_bg);
        paint::icon(ui.painter(), rect.center(), icon, 26.0, t.accent);
        ui.add_space(space::TINY);
        centred_text(
            ui,
            heading,
            fonts::bold(text::TITLE),
            text::TITLE_LINE,
            t.ink,
        );
        if !words.is_empty() {
            centred_text(ui, words, fonts::body(), text::BODY_LINE, t.mute);
        }
        ui.add_space(space::SMALL);
        centred_row(ui, buttons)
    })
    .inner
}

/// A dashed place for files. `active` while files are held over the window.
pub fn drop_zone<R>(
    ui: &mut Ui,
    active: bool,
    content: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    const PADDING: f32 = 40.0;
    let t = Tokens::of(ui);
    let ground = ui.painter().add(egui::Shape::Noop);
    let border = ui.painter().add(egui::Shape::Noop);
    let outer = ui.available_rect_before_wrap();
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(outer.shrink(PADDING))
            .layout(Layout::top_down(Align::Center)),
    );
    let inner = content(&mut child);
    let height = child.min_rect().height() + 2.0 * PADDING;
    let (rect, response) = ui.allocate_exact_size(vec2(outer.width(), height), Sense::hover());
    let (fill, stroke) = if active {
        (t.accent_bg, Stroke::new(2.0, t.accent))
    } else {
        (t.panel, Stroke::new(2.0, t.edge))
    };
    let corners = CornerRadius::same(radius::DIALOG);
    let painter = ui.painter();
    painter.set(ground, egui::Shape::rect_filled(rect, corners, fill));
    let dashes = paint::dashes(rect, radius::DIALOG, stroke, 6.0, 5.0);
    painter.set(border, egui::Shape::Vec(dashes));
    InnerResponse::new(inner, response)
}

/// Words in the middle of the width, broken where they must be.
pub fn centred_text(ui: &mut Ui, words: &str, font: egui::FontId, line: f32, color: egui::Color32) {
    let width = ui.available_width();
    let galley = paint::centred_lines(ui, words, font, line, color, width.min(480.0));
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
    let top = egui::pos2(rect.center().x.round(), rect.top());
    ui.painter().galley(top, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// A row of widgets in the middle of the width; their width is known from the pass before.
pub fn centred_row<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.next_auto_id().with("row");
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let spare = known.map_or(0.0, |width| ((ui.available_width() - width) / 2.0).max(0.0));
    let shown = ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 0.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.add_space(spare.round());
            let start = ui.cursor().left();
            let given = content(ui);
            let width = ui.min_rect().right() - start;
            (given, width)
        },
    );
    let (given, width) = shown.inner;
    if known.is_none_or(|known| (known - width).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx().request_repaint();
    }
    given
}
