//! Cards and the captions above groups.

use egui::{
    CornerRadius, CursorIcon, Frame, Id, Margin, Response, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::button::small_link;
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, icons::Icon, radius, round_focus, size, space, text};

/// A bordered box with a small title.
#[derive(Clone, Debug)]
#[must_use = "a card is shown by `show`"]
pub struct Card<'a> {
    title: &'a str,
    action: Option<&'a str>,
    /// Where its state is remembered, when it can be folded.
    fold: Option<Id>,
}

/// What was done with a card.
#[derive(Debug)]
pub struct CardResponse<R> {
    pub response: Response,
    /// The link at the right of the title was clicked.
    pub action: bool,
    /// What the body gave back; nothing while the card is folded.
    pub body: Option<R>,
}

impl<'a> Card<'a> {
    /// An empty `title` leaves the head out.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            action: None,
            fold: None,
        }
    }

    /// A link at the right of the title.
    pub fn action(mut self, action: &'a str) -> Self {
        self.action = Some(action);
        self
    }

    /// Can be folded by its title; remembers it under `id` as long as the window lives.
    pub fn foldable(mut self, id: Id) -> Self {
        self.fold = Some(id);
        self
    }

    pub fn show<R>(self, ui: &mut Ui, body: impl FnOnce(&mut Ui) -> R) -> CardResponse<R> {
        let t = Tokens::of(ui);
        let mut action = false;
        let shown = Frame::new()
            .fill(t.panel)
            .stroke(t.line_stroke())
            .corner_radius(CornerRadius::same(radius::CARD))
            .inner_margin(Margin::same(11))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::TINY;
                let mut open = true;
                if !self.title.is_empty() {
                    (open, action) = self.head_ui(ui);
                }
                open.then(|| {
                    if !self.title.is_empty() {
                        ui.add_space(2.0);
                    }
                    body(ui)
                })
            });
        CardResponse {
            response: shown.response,
            action,
            body: shown.inner,
        }
    }

    /// The title with its link; whether the card is open, and whether the link was clicked.
    fn head_ui(&self, ui: &mut Ui) -> (bool, bool) {
        let t = Tokens::of(ui);
        let mut open = self
            .fold
            .is_none_or(|id| ui.data(|data| data.get_temp(id)).unwrap_or(true));
        let (rect, _) = ui.allocate_exact_size(
            vec2(ui.available_width(), text::SMALL_LINE + 2.0),
            Sense::hover(),
        );
        let link_width = self.action.filter(|_| open).map_or(0.0, |action| {
            paint::line(ui, action, fonts::small(), t.accent, rect.width() / 2.0)
                .size()
                .x
                .ceil()
        });
        let room = rect.width() - link_width - space::SMALL - size::ICON;
        let title = paint::line(ui, self.title, fonts::small(), t.faint, room);
        paint::left(ui.painter(), rect, title.clone());
        let title_rect = rect.with_max_x(rect.left() + title.size().x + space::TINY + size::ICON);
        if let Some(id) = self.fold {
            let fold = ui.interact(title_rect, id.with("fold"), Sense::click());
            if fold.clicked() {
                open = !open;
                ui.data_mut(|data| data.insert_temp(id, open));
            }
            let sign = if open {
                icons::CHEVRON_DOWN
            } else {
                icons::CHEVRON_RIGHT
            };
            let color = if fold.hovered() { t.ink } else { t.faint };
            let center = pos2(title_rect.right() - size::ICON / 2.0, rect.center().y);
            paint::icon(ui.painter(), center, sign, 14.0, color);
            round_focus(&fold, radius::SMALL);
            fold.widget_info(|| {
                let role = Role::DisclosureTriangle;
                WidgetInfo::selected(role, ui.is_enabled(), open, self.title)
            });
            fold.on_hover_cursor(CursorIcon::PointingHand);
        } else {
            let title = ui.interact(title_rect, ui.next_auto_id().with("title"), Sense::hover());
            title.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.title));
        }
        let mut clicked = false;
        if let Some(action) = self.action.filter(|_| open) {
            let place = rect.with_min_x(rect.right() - link_width - 1.0);
            let mut child = ui.new_child(
                UiBuilder::new()
                    .max_rect(place)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            clicked = small_link(&mut child, action).clicked();
        }
        (open, clicked)
    }
}

/// A caption above a group of rows.
pub fn section_label(ui: &mut Ui, caption: &str) -> Response {
    section_ui(ui, caption).0
}

/// A caption with an icon button at the right; gives the button's answer.
pub fn section_label_with(ui: &mut Ui, caption: &str, icon: Icon, name: &str) -> Response {
    let (_, rect) = section_ui(ui, caption);
    let t = Tokens::of(ui);
    let place = egui::Rect::from_center_size(
        pos2(rect.right() - size::ICON / 2.0, rect.center().y),
        vec2(24.0, 24.0),
    );
    let response = ui.interact(place, ui.next_auto_id().with(name), Sense::click());
    let color = if response.hovered() { t.ink } else { t.faint };
    if response.hovered() {
        ui.painter()
            .rect_filled(place, CornerRadius::same(radius::SMALL), t.hover);
    }
    paint::icon(ui.painter(), place.center(), icon, 14.0, color);
    round_focus(&response, radius::SMALL);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(name)
}

fn section_ui(ui: &mut Ui, caption: &str) -> (Response, egui::Rect) {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    // Fourteen points above, four below, as the caption belongs to what follows.
    let rect = rect
        .shrink2(vec2(space::SMALL, 0.0))
        .with_min_y(rect.top() + 14.0);
    let rect = rect.with_max_y(rect.top() + text::SMALL_LINE);
    let galley = paint::line(
        ui,
        caption,
        fonts::small(),
        t.faint,
        rect.width() - size::ICON,
    );
    paint::left(ui.painter(), rect, galley.clone());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, caption));
    (paint::whole_on_hover(response, &galley, caption), rect)
}
