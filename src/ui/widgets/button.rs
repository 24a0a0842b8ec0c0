//! Buttons: the main act, ordinary acts, quiet acts, acts that destroy, and icons alone.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget,
    WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, icons::Icon, radius, round_focus, size, space, text};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Primary,
    Normal,
    Quiet,
    Danger,
}

/// A button. Disable it with [`egui::Ui::add_enabled`].
#[derive(Clone, Debug)]
#[must_use = "a button is shown by `ui.add`"]
pub struct Button<'a> {
    kind: Kind,
    /// What it says, or its name where only the icon is shown.
    text: &'a str,
    icon: Option<Icon>,
    icon_only: bool,
    shortcut: Option<&'a str>,
    menu: bool,
    selected: bool,
    height: f32,
    min_width: f32,
}

impl<'a> Button<'a> {
    /// The one act a screen is about.
    pub fn primary(text: &'a str) -> Self {
        Self::new(Kind::Primary, text)
    }

    pub fn normal(text: &'a str) -> Self {
        Self::new(Kind::Normal, text)
    }

    /// Without border, in the accent colour.
    pub fn quiet(text: &'a str) -> Self {
        Self::new(Kind::Quiet, text)
    }

    /// An act that takes something away.
    pub fn danger(text: &'a str) -> Self {
        Self::new(Kind::Danger, text)
    }

    /// An icon with a border; `name` is its accessible name and its tooltip.
    pub fn icon(icon: Icon, name: &'a str) -> Self {
        Self {
            icon: Some(icon),
            icon_only: true,
            ..Self::new(Kind::Normal, name)
        }
    }

    /// An icon without border.
    pub fn quiet_icon(icon: Icon, name: &'a str) -> Self {
        Self {
            kind: Kind::Quiet,
            ..Self::icon(icon, name)
        }
    }

    fn new(kind: Kind, text: &'a str) -> Self {
        Self {
            kind,
            text,
            icon: None,
            icon_only: false,
            shortcut: None,
            menu: false,
            selected: false,
            height: size::CONTROL,
            min_width: 0.0,
        }
    }

    /// An icon left of the text.
    pub fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Right of the text, in the muted colour.
    pub fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = Some(keys);
        self
    }

    /// Opens a menu: shows a ⌄ at the right.
    pub fn opens_menu(mut self) -> Self {
        self.menu = true;
        self
    }

    /// What it switches is on.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// As high as a chip instead of a field.
    pub fn small(mut self) -> Self {
        self.height = size::CHIP;
        self
    }

    /// At least this wide, in points.
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }

    fn colors(&self, t: &Tokens, over: bool, down: bool) -> (Color32, Stroke, Color32) {
        let rest = |fill: Color32| match (down, over) {
            (true, _) => t.pressed,
            (_, true) => t.hover,
            _ if self.selected => t.accent_bg,
            _ => fill,
        };
        let text = if self.selected { t.accent } else { t.ink };
        match self.kind {
            Kind::Primary => {
                let fill = if over || down {
                    t.accent_hover
                } else {
                    t.accent
                };
                (fill, Stroke::NONE, t.on_accent)
            }
            Kind::Normal => (rest(t.panel), t.edge_stroke(), text),
            Kind::Quiet => {
                let text = if self.icon_only && !self.selected {
                    t.mute
                } else {
                    t.accent
                };
                (rest(Color32::TRANSPARENT), Stroke::NONE, text)
            }
            Kind::Danger => {
                let fill = if over || down { t.no_bg } else { t.panel };
                (fill, Stroke::new(1.0, t.no), t.no)
            }
        }
    }

    fn icon_only_ui(self, ui: &mut Ui) -> Response {
        let t = Tokens::of(ui);
        let Some(icon) = self.icon else {
            return ui.response();
        };
        let side = vec2(self.height.max(self.min_width), self.height);
        let (rect, response) = ui.allocate_exact_size(side, Sense::click());
        if ui.is_rect_visible(rect) {
            let (fill, border, color) =
                self.colors(t, response.hovered(), response.is_pointer_button_down_on());
            let corners = CornerRadius::same(radius::CONTROL);
            ui.painter()
                .rect(rect, corners, fill, border, StrokeKind::Inside);
            paint::icon(ui.painter(), rect.center(), icon, size::ICON, color);
        }
        let name = self.text;
        finish(ui, response, name).on_hover_text(name)
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        if self.icon_only {
            return self.icon_only_ui(ui);
        }
        let t = Tokens::of(ui);
        let padding = if self.kind == Kind::Quiet {
            space::MEDIUM
        } else {
            14.0
        };
        let font = fonts::body();
        let icon_width = self.icon.map_or(0.0, |_| size::ICON + 6.0);
        let menu_width = if self.menu {
            size::ICON + space::TINY
        } else {
            0.0
        };
        let shortcut = self
            .shortcut
            .map(|keys| paint::line(ui, keys, fonts::small(), Color32::PLACEHOLDER, 160.0));
        let shortcut_width = shortcut
            .as_ref()
            .map_or(0.0, |galley| galley.size().x + space::MEDIUM);
        let around = 2.0 * padding + icon_width + menu_width + shortcut_width;
        let room = (ui.available_width() - around).max(text::BODY);
        let label = paint::line(ui, self.text, font, Color32::PLACEHOLDER, room);
        let width = (label.size().x + around).ceil().max(self.min_width);
        let (rect, response) = ui.allocate_exact_size(vec2(width, self.height), Sense::click());

        if ui.is_rect_visible(rect) {
            let (fill, border, color) =
                self.colors(t, response.hovered(), response.is_pointer_button_down_on());
            let painter = ui.painter();
            let corners = CornerRadius::same(radius::CONTROL);
            painter.rect(rect, corners, fill, border, StrokeKind::Inside);
            // What is left over by a minimum width goes to both sides.
            let spare = (rect.width() - label.size().x - around).max(0.0) / 2.0;
            let mut inner = rect.shrink2(vec2(padding + spare, 0.0));
            if let Some(icon) = self.icon {
                let center = pos2(inner.left() + size::ICON / 2.0, inner.center().y);
                paint::icon(painter, center, icon, size::ICON, color);
                inner.min.x += icon_width;
            }
            if self.menu {
                let center = pos2(inner.right() - size::ICON / 2.0 + 2.0, inner.center().y);
                paint::icon(painter, center, icons::CHEVRON_DOWN, size::ICON, color);
                inner.max.x -= menu_width;
            }
            if let Some(keys) = shortcut {
                let muted = if self.kind == Kind::Primary {
                    color
                } else {
                    t.mute
                };
                let y = inner.center().y - keys.size().y / 2.0;
                let at = pos2(inner.right() - keys.size().x, y.round());
                painter.galley_with_override_text_color(at, keys, muted);
            }
            let y = (inner.center().y - label.size().y / 2.0).round();
            painter.galley_with_override_text_color(pos2(inner.left(), y), label.clone(), color);
        }
        let response = finish(ui, response, self.text);
        paint::whole_on_hover(response, &label, self.text)
    }
}

fn finish(ui: &Ui, response: Response, name: &str) -> Response {
    round_focus(&response, radius::CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Words in the accent colour that do something, underlined when the pointer is on them.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    link_of_size(ui, text, text::BODY)
}

/// A [`link`] in small type, for the heads of cards.
pub fn small_link(ui: &mut Ui, text: &str) -> Response {
    link_of_size(ui, text, text::SMALL)
}

fn link_of_size(ui: &mut Ui, text: &str, size: f32) -> Response {
    let t = Tokens::of(ui);
    let label = paint::line(
        ui,
        text,
        fonts::regular(size),
        t.accent,
        ui.available_width(),
    );
    let (rect, response) = ui.allocate_exact_size(label.size(), Sense::click());
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            let stroke = Stroke::new(1.0, t.accent);
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
        }
        paint::left(ui.painter(), rect, label.clone());
    }
    round_focus(&response, 3);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), text));
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    paint::whole_on_hover(response, &label, text)
}
