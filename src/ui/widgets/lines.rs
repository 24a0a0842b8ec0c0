//! Lines of a card or page: a name with its value, a story in dots, hairlines, elided labels.

use egui::{
    Color32, FontId, InnerResponse, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, size, space, text};

/// A muted name at the left, a value at the right.
pub fn key_value(ui: &mut Ui, key: &str, value: &str) -> Response {
    key_value_with(ui, key, |ui| {
        let color = Tokens::of(ui).ink;
        elided(ui, value, fonts::body(), color)
    })
    .inner
}

/// A muted name at the left; what `value` adds begins at the right edge.
pub fn key_value_with<R>(
    ui: &mut Ui,
    key: &str,
    value: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let galley = paint::line(ui, key, fonts::body(), t.mute, rect.width() * 0.6);
    let taken = galley.size().x + space::SMALL;
    paint::left(ui.painter(), rect, galley.clone());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.with_min_x(rect.left() + taken))
            .layout(Layout::right_to_left(egui::Align::Center)),
    );
    let inner = value(&mut child);
    InnerResponse::new(inner, paint::whole_on_hover(response, &galley, key))
}

/// A line of text that elides, with the whole of it on hover.
pub fn elided(ui: &mut Ui, words: &str, font: FontId, color: Color32) -> Response {
    let galley = paint::line(ui, words, font, color, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    paint::left(ui.painter(), rect, galley.clone());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), words));
    paint::whole_on_hover(response, &galley, words)
}

/// Body text that breaks, 20 points from line to line.
pub fn paragraph(ui: &mut Ui, words: &str, color: Color32) -> Response {
    block(ui, words, fonts::body(), text::BODY_LINE, color)
}

/// Small text that breaks, 16 points from line to line.
pub fn small_paragraph(ui: &mut Ui, words: &str, color: Color32) -> Response {
    block(ui, words, fonts::small(), text::SMALL_LINE, color)
}

/// The title of a screen or a person.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    let color = Tokens::of(ui).ink;
    block(ui, words, fonts::bold(text::TITLE), text::TITLE_LINE, color)
}

fn block(ui: &mut Ui, words: &str, font: FontId, line: f32, color: Color32) -> Response {
    let galley = paint::lines(ui, words, font, line, color, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), words));
    response
}

/// One thing that happened: a dot on a line that goes on to the next, what, and when.
pub fn timeline_item(ui: &mut Ui, dot: Color32, what: &str, when: &str, last: bool) -> Response {
    const INDENT: f32 = 21.0;
    let t = Tokens::of(ui);
    let width = ui.available_width() - INDENT;
    let what_text = paint::lines(ui, what, fonts::body(), text::BODY_LINE, t.ink, width);
    let when_text = paint::lines(ui, when, fonts::small(), text::SMALL_LINE, t.mute, width);
    let between = ui.spacing().item_spacing.y;
    let height = what_text.size().y + when_text.size().y + space::SMALL - between;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height.max(0.0)), Sense::hover());
    let painter = ui.painter();
    let center = pos2(rect.left() + 6.0, rect.top() + text::BODY_LINE / 2.0);
    if !last {
        let down = center.y..=center.y + height + between;
        painter.vline(center.x, down, egui::Stroke::new(2.0, t.line));
    }
    painter.circle_filled(center, 5.0, dot);
    let at = pos2(rect.left() + INDENT, rect.top());
    let below = at + vec2(0.0, what_text.size().y);
    painter.galley(at, what_text, t.ink);
    painter.galley(below, when_text, t.mute);
    let name = [what, when].join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.trim()));
    response
}

/// A line across, one point high.
pub fn hairline(ui: &mut Ui) {
    let t = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0, t.line);
}

/// A line down, one point wide, as high as a control.
pub fn divider(ui: &mut Ui) {
    let t = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, size::CONTROL), Sense::hover());
    ui.painter()
        .rect_filled(rect.shrink2(vec2(0.0, 6.0)), 0, t.line);
}

/// A key as it is written on the keyboard.
pub fn kbd(ui: &mut Ui, keys: &str) -> Response {
    let t = Tokens::of(ui);
    let galley = paint::line(ui, keys, fonts::small(), t.mute, ui.available_width());
    let (rect, response) =
        ui.allocate_exact_size(vec2((galley.size().x + 11.0).ceil(), 20.0), Sense::hover());
    paint_kbd(ui, rect, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, keys));
    response
}

pub(super) fn paint_kbd(ui: &Ui, rect: Rect, galley: std::sync::Arc<egui::Galley>) {
    let t = Tokens::of(ui);
    let corners = egui::CornerRadius::same(4);
    ui.painter()
        .rect_stroke(rect, corners, t.line_stroke(), egui::StrokeKind::Inside);
    paint::left(ui.painter(), rect.shrink2(vec2(5.5, 0.0)), galley);
}
