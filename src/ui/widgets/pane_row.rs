//! Rows of the left pane: a dot, a name, a count.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, icons::Icon, radius, round_focus, size, space};

/// One row; add it with [`egui::Ui::add`].
#[derive(Clone, Debug)]
#[must_use = "a row is shown by `ui.add`"]
pub struct PaneRow<'a> {
    text: &'a str,
    sign: Sign,
    count: &'a str,
    selected: bool,
}

#[derive(Clone, Copy, Debug)]
enum Sign {
    Plain,
    Dot(Color32),
    Icon(Icon),
}

impl<'a> PaneRow<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            sign: Sign::Plain,
            count: "",
            selected: false,
        }
    }

    /// The colour of its dot; without one, the dot is grey.
    pub fn dot(mut self, color: Color32) -> Self {
        self.sign = Sign::Dot(color);
        self
    }

    /// An icon in place of the dot.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.sign = Sign::Icon(icon);
        self
    }

    /// At the right, in tabular digits; as the language writes numbers.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = count;
        self
    }

    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }
}

impl Widget for PaneRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = Tokens::of(ui);
        let Self {
            text,
            sign,
            count,
            selected,
        } = self;
        let width = ui.available_width();
        let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::click());
        let painter = ui.painter();
        if selected {
            paint::mark(painter, rect, radius::CONTROL, t.accent);
            let body = rect.with_min_x(rect.left() + size::MARK);
            let corners = CornerRadius {
                nw: 5,
                sw: 5,
                ne: radius::CONTROL,
                se: radius::CONTROL,
            };
            painter.rect_filled(body, corners, t.selected);
        } else if response.hovered() || response.context_menu_opened() {
            painter.rect_filled(rect, CornerRadius::same(radius::CONTROL), t.hover);
        }
        let mut inner = rect.shrink2(vec2(space::SMALL, 0.0));
        let (center, taken) = match sign {
            Sign::Icon(_) => (size::ICON / 2.0, size::ICON),
            Sign::Plain | Sign::Dot(_) => (size::DOT / 2.0, size::DOT),
        };
        let center = pos2(inner.left() + center, inner.center().y);
        match sign {
            Sign::Plain => {
                painter.circle_filled(center, size::DOT / 2.0, t.dot);
            }
            Sign::Dot(color) => {
                painter.circle_filled(center, size::DOT / 2.0, color);
            }
            Sign::Icon(icon) => paint::icon(painter, center, icon, size::ICON, t.mute),
        }
        inner.min.x += taken + space::SMALL;
        let count_text = paint::line(ui, count, fonts::small(), t.mute, inner.width());
        let room = inner.width() - count_text.size().x - space::SMALL;
        let name = paint::line(ui, text, fonts::body(), t.ink, room);
        paint::left(painter, inner, name.clone());
        paint::right(painter, inner, count_text);
        round_focus(&response, radius::CONTROL);
        let label = [text, count].join(" ");
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, label.trim())
        });
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        paint::whole_on_hover(response, &name, text)
    }
}
