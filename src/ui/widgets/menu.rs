//! Rows of menus, and tooltips with a title.

use egui::{
    CornerRadius, CursorIcon, InnerResponse, Popup, Response, Role, Sense, Ui, Widget, WidgetInfo,
    pos2, vec2,
};

use super::lines::small_paragraph;
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, icons::Icon, radius, round_focus, size, space, text};

/// A row of a menu: icon, words, keys. A click closes the menu.
#[derive(Clone, Debug)]
#[must_use = "a row is shown by `ui.add`"]
pub struct MenuRow<'a> {
    text: &'a str,
    icon: Option<Icon>,
    keys: &'a str,
    danger: bool,
    /// `None` where the row is no choice.
    checked: Option<bool>,
}

impl<'a> MenuRow<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            icon: None,
            keys: "",
            danger: false,
            checked: None,
        }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that do the same, at the right.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// Takes something away.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Makes the row a choice; what is taken has a ✓.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }
}

impl Widget for MenuRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let t = Tokens::of(ui);
        let color = if self.danger { t.no } else { t.ink };
        let keys = paint::line(ui, self.keys, fonts::small(), t.mute, 160.0);
        let sign = if self.icon.is_some() {
            size::ICON + space::SMALL
        } else {
            0.0
        };
        let tick = if self.checked.is_some() {
            size::ICON + space::SMALL
        } else {
            0.0
        };
        let keys_width = if self.keys.is_empty() {
            0.0
        } else {
            keys.size().x + space::HUGE
        };
        let around = 2.0 * 10.0 + sign + tick + keys_width;
        // A menu is as wide as its widest row, up to the width that the style gives menus.
        let room = ui.available_width().max(120.0) - around;
        let words = paint::line(ui, self.text, fonts::body(), color, room);
        let wanted = (words.size().x + around).ceil();
        let width = if ui.is_sizing_pass() {
            wanted
        } else {
            ui.available_width().max(wanted)
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::click());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if response.hovered() || response.has_focus() {
                let fill = if self.danger { t.no_bg } else { t.hover };
                painter.rect_filled(rect, CornerRadius::same(radius::SMALL), fill);
            }
            let mut inner = rect.shrink2(vec2(10.0, 0.0));
            if let Some(icon) = self.icon {
                let center = pos2(inner.left() + size::ICON / 2.0, inner.center().y);
                let color = if self.danger { t.no } else { t.mute };
                paint::icon(painter, center, icon, size::ICON, color);
                inner.min.x += sign;
            }
            paint::left(painter, inner, words.clone());
            paint::right(painter, inner, keys);
            if self.checked == Some(true) {
                let center = pos2(inner.right() - size::ICON / 2.0, inner.center().y);
                paint::icon(painter, center, icons::CHECK, size::ICON, t.accent);
            }
        }
        round_focus(&response, radius::SMALL);
        response.widget_info(|| match self.checked {
            Some(on) => WidgetInfo::selected(Role::MenuItemRadio, ui.is_enabled(), on, self.text),
            None => WidgetInfo::labeled(Role::MenuItem, ui.is_enabled(), self.text),
        });
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        paint::whole_on_hover(response, &words, self.text)
    }
}

/// A line between groups of rows.
pub fn menu_separator(ui: &mut Ui) {
    let t = Tokens::of(ui);
    let width = if ui.is_sizing_pass() {
        1.0
    } else {
        ui.available_width()
    };
    let (rect, _) = ui.allocate_exact_size(vec2(width, 9.0), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.center().y, t.line_stroke());
}

/// A caption inside a menu.
pub fn menu_caption(ui: &mut Ui, caption: &str) {
    let t = Tokens::of(ui);
    let galley = paint::line(ui, caption, fonts::small(), t.faint, 240.0);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x + 20.0, 24.0), Sense::hover());
    paint::left(ui.painter(), rect.shrink2(vec2(10.0, 0.0)), galley);
}

/// A menu that opens below `button` when it is clicked.
pub fn menu<R>(button: &Response, rows: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
    Popup::menu(button).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows(ui)
    })
}

/// A menu that opens where the right button is clicked.
pub fn context_menu<R>(at: &Response, rows: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
    Popup::context_menu(at).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows(ui)
    })
}

/// A tooltip with a bold first line and small lines below.
pub fn tooltip(response: Response, title: &str, lines: &str) -> Response {
    response.on_hover_ui(|ui| {
        let t = Tokens::of(ui);
        ui.spacing_mut().item_spacing.y = 2.0;
        let width = size::TOOLTIP;
        ui.set_max_width(width);
        let galley = paint::lines(
            ui,
            title,
            fonts::bold(text::BODY),
            text::BODY_LINE,
            t.ink,
            width,
        );
        let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
        ui.painter().galley(rect.min, galley, t.ink);
        if !lines.is_empty() {
            small_paragraph(ui, lines, t.mute);
        }
    })
}
