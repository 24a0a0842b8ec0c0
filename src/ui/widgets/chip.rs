//! Chips: the conditions of a search, each with its own way out.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, round_focus, size};

const PADDING: f32 = 10.0;
const GAP: f32 = 6.0;
const ROUND: u8 = 14;
/// A value longer than this elides and says itself on hover.
const MOST_VALUE: f32 = 240.0;

/// A condition: what is asked, in bold the answer, and ✕.
#[derive(Clone, Debug)]
#[must_use = "a chip is shown by `show`"]
pub struct Chip<'a> {
    label: &'a str,
    value: &'a str,
    remove: &'a str,
    wrong: Option<&'a str>,
}

/// What was done with a chip.
#[derive(Clone, Debug)]
pub struct ChipResponse {
    /// The chip itself; clicked to change the condition.
    pub chip: Response,
    /// ✕ was clicked.
    pub removed: bool,
}

impl<'a> Chip<'a> {
    /// `remove` is the accessible name of its ✕.
    pub fn new(label: &'a str, value: &'a str, remove: &'a str) -> Self {
        Self {
            label,
            value,
            remove,
            wrong: None,
        }
    }

    /// The condition cannot be answered; `why` shows on hover.
    pub fn wrong(mut self, why: Option<&'a str>) -> Self {
        self.wrong = why;
        self
    }

    pub fn show(self, ui: &mut Ui) -> ChipResponse {
        let t = Tokens::of(ui);
        let Self {
            label,
            value,
            remove,
            wrong,
        } = self;
        let (ink, border, fill) = match wrong {
            Some(_) => (t.no, Stroke::new(1.0, t.no), t.no_bg),
            None => (t.ink, t.line_stroke(), t.panel),
        };
        let label_text = paint::line(ui, label, fonts::body(), ink, MOST_VALUE);
        let value_text = paint::line(ui, value, fonts::bold(14.0), ink, MOST_VALUE);
        let label_width = label_text.size().x;
        let gap = if label.is_empty() || value.is_empty() {
            0.0
        } else {
            GAP
        };
        let sign = if wrong.is_some() {
            size::ICON + GAP
        } else {
            0.0
        };
        let text_width = sign + label_width + gap + value_text.size().x;
        let width = (text_width + 2.0 * PADDING + GAP + size::ICON).ceil();
        let (rect, chip) = ui.allocate_exact_size(vec2(width, size::CHIP), Sense::click());

        let cross_rect = rect.with_min_x(rect.right() - PADDING - size::ICON - GAP / 2.0);
        let cross = ui.interact(cross_rect, chip.id.with("remove"), Sense::click());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let fill = if chip.hovered() && wrong.is_none() {
                t.hover
            } else {
                fill
            };
            painter.rect(
                rect,
                CornerRadius::same(ROUND),
                fill,
                border,
                StrokeKind::Inside,
            );
            let mut inner = rect.shrink2(vec2(PADDING, 0.0));
            if wrong.is_some() {
                let center = pos2(inner.left() + size::ICON / 2.0, inner.center().y);
                paint::icon(painter, center, icons::WARNING, size::ICON, ink);
                inner.min.x += sign;
            }
            paint::left(painter, inner, label_text);
            inner.min.x += label_width + gap;
            paint::left(painter, inner, value_text.clone());
            let color = if cross.hovered() || cross.has_focus() {
                ink
            } else {
                t.mute
            };
            let center = pos2(
                rect.right() - PADDING - size::ICON / 2.0 + 1.0,
                rect.center().y,
            );
            paint::icon(painter, center, icons::CROSS, 14.0, color);
        }
        round_focus(&chip, ROUND);
        round_focus(&cross, ROUND);
        let name = [label, value].join(" ");
        chip.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name.trim()));
        let cross_name = [remove, label, value].join(" ");
        cross.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &cross_name));
        let removed = cross.clicked();
        cross
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(remove);
        let chip = chip.on_hover_cursor(CursorIcon::PointingHand);
        let chip = match wrong {
            Some(why) => chip.on_hover_text(why),
            None => paint::whole_on_hover(chip, &value_text, value),
        };
        ChipResponse { chip, removed }
    }
}

/// The dashed chip that adds a condition; `text` without its plus.
pub fn add_chip(ui: &mut Ui, text: &str) -> Response {
    let t = Tokens::of(ui);
    let galley = paint::line(
        ui,
        text,
        fonts::body(),
        Color32::PLACEHOLDER,
        ui.available_width(),
    );
    let width = (galley.size().x + 2.0 * PADDING + size::ICON + 2.0).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CHIP), Sense::click());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let color = if response.hovered() { t.ink } else { t.mute };
        if response.hovered() {
            painter.rect_filled(rect, CornerRadius::same(ROUND), t.hover);
        }
        paint::dashed_border(painter, rect, ROUND, t.edge_stroke(), 3.0, 3.0);
        let inner = rect.shrink2(vec2(PADDING, 0.0));
        let sign = pos2(inner.left() + 7.0, inner.center().y);
        paint::icon(painter, sign, icons::PLUS, 14.0, color);
        let at = pos2(
            inner.left() + size::ICON + 2.0,
            (inner.center().y - galley.size().y / 2.0).round(),
        );
        painter.galley_with_override_text_color(at, galley, color);
    }
    round_focus(&response, ROUND);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
