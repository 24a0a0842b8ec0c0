//! Boxes to tick and cards to choose between.

use egui::{
    Color32, CornerRadius, CursorIcon, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, icons::Icon, radius, round_focus, size, space, text};

/// How far a box is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    Off,
    On,
    /// Some of what it stands for.
    Some,
}

impl From<bool> for Tick {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}

/// Paints a box of [`size::CHECK_BOX`] in the middle of `rect`: for cells and rows.
pub fn paint_check_box(ui: &Ui, rect: Rect, tick: Tick, hovered: bool) {
    let t = Tokens::of(ui);
    let side = size::CHECK_BOX;
    let place = Rect::from_center_size(rect.center().round(), vec2(side, side));
    box_in(ui.painter(), t, place, tick, hovered);
}

fn box_in(painter: &Painter, t: &Tokens, place: Rect, tick: Tick, hovered: bool) {
    let corners = CornerRadius::same(4);
    let (fill, border) = match (tick, hovered) {
        (Tick::Off, false) => (t.panel, t.edge_stroke()),
        (Tick::Off, true) => (t.hover, Stroke::new(1.0, t.accent)),
        (Tick::On | Tick::Some, true) => (t.accent_hover, Stroke::NONE),
        (Tick::On | Tick::Some, false) => (t.accent, Stroke::NONE),
    };
    painter.rect(place, corners, fill, border, StrokeKind::Inside);
    let sign = match tick {
        Tick::Off => return,
        Tick::On => icons::CHECK,
        Tick::Some => icons::MINUS,
    };
    paint::icon(painter, place.center(), sign, 12.0, t.on_accent);
}

/// A box alone, in a square as large as a control; `name` says what it ticks.
pub fn check_box(ui: &mut Ui, tick: Tick, name: &str) -> Response {
    let side = vec2(size::BADGE, size::BADGE);
    let (rect, response) = ui.allocate_exact_size(side, Sense::click());
    paint_check_box(ui, rect, tick, response.hovered());
    finish_check(ui, response, tick, name)
}

/// A box with words, and at the right a count; the whole row ticks it. Says `changed` when it did.
pub fn check_row(ui: &mut Ui, ticked: &mut bool, words: &str, count: &str) -> Response {
    let tick = Tick::from(*ticked);
    let mut response = check_row_of(ui, tick, words, count);
    if response.clicked() {
        *ticked = !*ticked;
        response.mark_changed();
    }
    response
}

/// A [`check_row`] whose box may be half ticked; the caller ticks it.
pub fn check_row_of(ui: &mut Ui, tick: Tick, words: &str, count: &str) -> Response {
    let t = Tokens::of(ui);
    let sign = size::CHECK_BOX + space::SMALL;
    let width = ui.available_width();
    let count_text = paint::line(ui, count, fonts::small(), t.mute, width);
    let count_width = if count.is_empty() {
        0.0
    } else {
        count_text.size().x + space::SMALL
    };
    let inset = space::SMALL;
    let room = width - 2.0 * inset - sign - count_width;
    let galley = paint::lines(ui, words, fonts::body(), text::BODY_LINE, t.ink, room);
    let height = (galley.size().y + 8.0).max(size::CHIP);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if response.hovered() {
            painter.rect_filled(rect, CornerRadius::same(radius::CONTROL), t.hover);
        }
        let inner = rect.shrink2(vec2(inset, 0.0));
        let top = rect.center().y - galley.size().y / 2.0;
        let side = size::CHECK_BOX;
        let at = pos2(inner.left(), (top + (text::BODY_LINE - side) / 2.0).round());
        let place = Rect::from_min_size(at, vec2(side, side));
        box_in(painter, t, place, tick, response.hovered());
        painter.galley(pos2(inner.left() + sign, top), galley, t.ink);
        paint::right(painter, inner, count_text);
    }
    let name = [words, count].join(" ");
    finish_check(ui, response, tick, name.trim())
}

fn finish_check(ui: &Ui, response: Response, tick: Tick, name: &str) -> Response {
    round_focus(&response, radius::SMALL);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::CheckBox, ui.is_enabled(), name);
        info.selected = match tick {
            Tick::Off => Some(false),
            Tick::On => Some(true),
            Tick::Some => None,
        };
        info
    });
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A box with words behind it, as wide as they are.
pub fn check_label(ui: &mut Ui, tick: Tick, words: &str) -> Response {
    let t = Tokens::of(ui);
    let sign = size::CHECK_BOX + space::SMALL;
    let room = ui.available_width() - sign;
    let galley = paint::line(ui, words, fonts::body(), t.ink, room);
    let wanted = vec2(sign + galley.size().x, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    paint_check_box(
        ui,
        rect.with_max_x(rect.left() + size::CHECK_BOX),
        tick,
        response.hovered(),
    );
    paint::left(
        ui.painter(),
        rect.with_min_x(rect.left() + sign),
        galley.clone(),
    );
    let response = finish_check(ui, response, tick, words);
    paint::whole_on_hover(response, &galley, words)
}

/// One of several ways to go on: an icon, a title, and what it means.
pub fn radio_card(
    ui: &mut Ui,
    chosen: bool,
    icon: Option<Icon>,
    title: &str,
    meaning: &str,
) -> Response {
    let t = Tokens::of(ui);
    let padding = space::MEDIUM;
    let width = ui.available_width();
    let side = size::CHECK_BOX;
    let sign = side + padding;
    let icon_width = icon.map_or(0.0, |_| size::ICON + space::SMALL);
    let room = width - 2.0 * padding - sign;
    let heading = paint::line(ui, title, fonts::bold(text::BODY), t.ink, room - icon_width);
    let lines = paint::lines(ui, meaning, fonts::small(), text::SMALL_LINE, t.mute, room);
    let lines_height = if meaning.is_empty() {
        0.0
    } else {
        lines.size().y + 2.0
    };
    let height = 2.0 * padding + text::BODY_LINE + lines_height;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let (fill, border) = match (chosen, response.hovered()) {
            (true, _) => (t.accent_bg, Stroke::new(1.5, t.accent)),
            (false, true) => (t.hover, t.edge_stroke()),
            (false, false) => (t.panel, t.edge_stroke()),
        };
        let corners = CornerRadius::same(radius::CARD);
        painter.rect(rect, corners, fill, border, StrokeKind::Inside);
        let inner = rect.shrink(padding);
        let center = pos2(
            inner.left() + side / 2.0,
            inner.top() + text::BODY_LINE / 2.0,
        );
        paint_radio(painter, t, center, chosen);
        let first = inner
            .with_min_x(inner.left() + sign)
            .with_max_y(inner.top() + text::BODY_LINE);
        if let Some(icon) = icon {
            let at = pos2(first.left() + size::ICON / 2.0, first.center().y);
            let color = if chosen { t.accent } else { t.mute };
            paint::icon(painter, at, icon, size::ICON, color);
        }
        paint::left(
            painter,
            first.with_min_x(first.left() + icon_width),
            heading,
        );
        painter.galley(pos2(first.left(), first.bottom() + 2.0), lines, t.mute);
    }
    finish_radio(ui, response, chosen, title, radius::CARD)
}

/// One of several short choices in a line or list.
pub fn radio_row(ui: &mut Ui, chosen: bool, words: &str) -> Response {
    let t = Tokens::of(ui);
    let side = size::CHECK_BOX;
    let room = ui.available_width() - side - space::SMALL;
    let galley = paint::line(ui, words, fonts::body(), t.ink, room);
    let wanted = vec2(side + space::SMALL + galley.size().x, size::CHIP);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let center = pos2(rect.left() + side / 2.0, rect.center().y);
    paint_radio(ui.painter(), t, center, chosen);
    paint::left(
        ui.painter(),
        rect.with_min_x(rect.left() + side + space::SMALL),
        galley.clone(),
    );
    let response = finish_radio(ui, response, chosen, words, radius::SMALL);
    paint::whole_on_hover(response, &galley, words)
}

fn paint_radio(painter: &Painter, t: &Tokens, center: egui::Pos2, chosen: bool) {
    let color: Color32 = if chosen { t.accent } else { t.edge };
    let width = if chosen { 1.5 } else { 1.0 };
    painter.circle(center, 7.5, t.panel, Stroke::new(width, color));
    if chosen {
        painter.circle_filled(center, 4.0, t.accent);
    }
}

fn finish_radio(ui: &Ui, response: Response, chosen: bool, name: &str, round: u8) -> Response {
    round_focus(&response, round);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, name));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
