//! A closed list of choices that opens below its button.

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Popup, PopupCloseBehavior, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::menu::MenuRow;
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, radius, round_focus, size, space};

/// A list of choices, one of which is taken.
#[derive(Clone, Debug)]
#[must_use = "a select is shown by `show`"]
pub struct Select<'a> {
    id: Id,
    name: &'a str,
    placeholder: &'a str,
    width: f32,
    height: f32,
    wrong: bool,
    faded: bool,
}

impl<'a> Select<'a> {
    /// `name` is the accessible name; draw a label above it where there is room.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self {
            id,
            name,
            placeholder: "",
            width: 200.0,
            height: size::CONTROL,
            wrong: false,
            faded: false,
        }
    }

    /// Shown while nothing is chosen.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// In points; at most what there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Two points lower, for rows of a table.
    pub fn in_row(mut self) -> Self {
        self.height = 30.0;
        self
    }

    pub fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    /// The choice means "not this one": a dashed border and a faint word.
    pub fn faded(mut self, faded: bool) -> Self {
        self.faded = faded;
        self
    }

    /// Says `changed` when another choice was taken.
    pub fn show(self, ui: &mut Ui, chosen: &mut Option<usize>, choices: &[&str]) -> Response {
        let current = chosen.and_then(|index| choices.get(index)).copied();
        let mut response = self.button_ui(ui, current);
        let mut changed = false;
        Popup::menu(&response)
            .id(self.id.with("choices"))
            .width(response.rect.width())
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .show(|ui| {
                ui.set_min_width(response.rect.width() - 2.0 * space::TINY);
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    for (index, choice) in choices.iter().enumerate() {
                        let on = *chosen == Some(index);
                        let row = ui.add(MenuRow::new(choice).checked(on));
                        if row.clicked() && !on {
                            *chosen = Some(index);
                            changed = true;
                        }
                    }
                });
            });
        if changed {
            response.mark_changed();
        }
        response
    }

    fn button_ui(&self, ui: &mut Ui, current: Option<&str>) -> Response {
        let t = Tokens::of(ui);
        let width = self.width.min(ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, self.height));
        let response = ui.interact(rect, self.id, Sense::click());
        let open = Popup::is_id_open(ui.ctx(), self.id.with("choices"));
        let painter = ui.painter();
        let corners = CornerRadius::same(radius::CONTROL);
        let fill = if self.faded && !response.hovered() {
            Color32::TRANSPARENT
        } else if response.hovered() {
            t.hover
        } else {
            t.panel
        };
        painter.rect_filled(rect, corners, fill);
        if self.wrong {
            let stroke = Stroke::new(1.0, t.no);
            painter.rect_stroke(rect, corners, stroke, StrokeKind::Inside);
        } else if open {
            painter.rect_stroke(rect, corners, t.focus_stroke(), StrokeKind::Inside);
        } else if self.faded {
            paint::dashed_border(painter, rect, radius::CONTROL, t.edge_stroke(), 4.0, 3.0);
        } else {
            painter.rect_stroke(rect, corners, t.edge_stroke(), StrokeKind::Inside);
        }
        let inner = rect.shrink2(vec2(10.0, 0.0));
        let (words, color) = match current {
            Some(words) if self.faded => (words, t.mute),
            Some(words) => (words, t.ink),
            None => (self.placeholder, t.mute),
        };
        let room = inner.width() - size::ICON - space::TINY;
        let galley = paint::line(ui, words, fonts::body(), color, room);
        paint::left(painter, inner, galley.clone());
        let sign = pos2(inner.right() - 7.0, inner.center().y);
        paint::icon(painter, sign, icons::CHEVRON_DOWN, size::ICON, t.mute);
        round_focus(&response, radius::CONTROL);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name);
            info.current_text_value = Some(words.to_owned());
            info
        });
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        paint::whole_on_hover(response, &galley, words)
    }
}
