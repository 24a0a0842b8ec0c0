//! A pill of tabs, one of which is on.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, radius, round_focus, size, space};

/// Tabs that share the width there is. The answer says `changed` when another was chosen.
pub fn tabs<T: Copy + PartialEq>(ui: &mut Ui, chosen: &mut T, choices: &[(T, &str)]) -> Response {
    let width = ui.available_width();
    tabs_of_width(ui, width, chosen, choices)
}

/// Tabs only as wide as their words need.
pub fn tabs_fitting<T: Copy + PartialEq>(
    ui: &mut Ui,
    chosen: &mut T,
    choices: &[(T, &str)],
) -> Response {
    let widest = choices
        .iter()
        .map(|(_, word)| {
            paint::line(ui, word, fonts::body(), Color32::PLACEHOLDER, f32::INFINITY)
                .size()
                .x
        })
        .fold(0.0, f32::max);
    let count = count(choices);
    let width = count * (widest + 2.0 * space::LARGE).ceil() + (count + 1.0) * space::TINY;
    tabs_of_width(ui, width, chosen, choices)
}

fn count<T>(choices: &[T]) -> f32 {
    f32::from(u8::try_from(choices.len()).unwrap_or(u8::MAX))
}

fn tabs_of_width<T: Copy + PartialEq>(
    ui: &mut Ui,
    width: f32,
    chosen: &mut T,
    choices: &[(T, &str)],
) -> Response {
    let t = Tokens::of(ui);
    let height = size::CHIP + 2.0 * space::TINY;
    let (rect, mut whole) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let painter = ui.painter().clone();
    painter.rect_filled(rect, CornerRadius::same(radius::CONTROL), t.bg);
    let count = count(choices);
    let tab_width = (rect.width() - (count + 1.0) * space::TINY) / count.max(1.0);
    let mut left = rect.left() + space::TINY;
    for (choice, word) in choices {
        let tab = egui::Rect::from_min_size(
            pos2(left, rect.top() + space::TINY),
            vec2(tab_width, size::CHIP),
        );
        left += tab_width + space::TINY;
        let response = ui.interact(tab, whole.id.with(word), Sense::click());
        if response.clicked() && *chosen != *choice {
            *chosen = *choice;
            whole.mark_changed();
        }
        let on = *chosen == *choice;
        let corners = CornerRadius::same(radius::SMALL);
        if on {
            painter.rect(tab, corners, t.panel, t.line_stroke(), StrokeKind::Outside);
        } else if response.hovered() {
            painter.rect_filled(tab, corners, t.pressed);
        }
        let color = if on { t.ink } else { t.mute };
        let text = paint::line(ui, word, fonts::body(), color, tab_width - space::SMALL);
        let x = tab.center().x - text.size().x / 2.0;
        paint::left(&painter, tab.with_min_x(x), text.clone());
        round_focus(&response, radius::SMALL);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), on, word));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        paint::whole_on_hover(response, &text, word);
    }
    whole
}
