//! Text fields: a label above, the text, and below it what is wrong.

use egui::{
    Align, CornerRadius, CursorIcon, Frame, Id, Layout, Response, Role, Sense, Stroke, StrokeKind,
    TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};

use super::lines::small_paragraph;
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons::Icon, radius, round_focus, size, space};

/// Fields wider than this are hard to look over.
const MOST_WIDTH: f32 = 420.0;

/// One line of text with its label.
#[derive(Clone, Debug)]
#[must_use = "a field is shown by `show`"]
pub struct TextField<'a> {
    id: Id,
    label: &'a str,
    hint: &'a str,
    help: &'a str,
    error: Option<&'a str>,
    trailing: Option<(Icon, &'a str)>,
    max_width: f32,
    label_hidden: bool,
}

/// What was done with a field.
#[derive(Debug)]
pub struct FieldResponse {
    /// The text itself.
    pub field: Response,
    /// The button inside the field was clicked.
    pub trailing: bool,
}

impl<'a> TextField<'a> {
    /// `id` has to be the field's own wherever it is shown: cursor and undo hang on it.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self {
            id,
            label,
            hint: "",
            help: "",
            error: None,
            trailing: None,
            max_width: MOST_WIDTH,
            label_hidden: false,
        }
    }

    /// Shown while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Shown below the field while nothing is wrong.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = help;
        self
    }

    /// What is wrong, and how to mend it.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// A button inside the field, at its right end.
    pub fn trailing(mut self, icon: Icon, name: &'a str) -> Self {
        self.trailing = Some((icon, name));
        self
    }

    /// In points; as wide as there is room when infinite.
    pub fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }

    /// The label is said to screen readers and not drawn.
    pub fn label_hidden(mut self) -> Self {
        self.label_hidden = true;
        self
    }

    pub fn show(self, ui: &mut Ui, text: &mut String) -> FieldResponse {
        let Self {
            id,
            label,
            hint,
            help,
            error,
            trailing,
            max_width,
            label_hidden,
        } = self;
        let width = max_width.min(ui.available_width());
        labelled(
            ui,
            width,
            (!label_hidden).then_some(label),
            help,
            error,
            |ui| {
                let boxed = FieldBox {
                    id,
                    width,
                    height: size::CONTROL,
                    wrong: error.is_some(),
                };
                let field = boxed.show(ui, |ui| {
                    let room = if trailing.is_some() { BUTTON } else { 0.0 };
                    let edit = TextEdit::singleline(text).id(id).hint_text(hint);
                    let field = bare(ui, edit, room);
                    let clicked =
                        trailing.is_some_and(|(icon, name)| inner_button(ui, icon, name).clicked());
                    (field, clicked)
                });
                let (field, trailing) = field;
                FieldResponse {
                    field: field.accessible_name(label),
                    trailing,
                }
            },
        )
    }
}

/// Several lines of text with a label.
pub fn text_area(
    ui: &mut Ui,
    id: Id,
    label: &str,
    hint: &str,
    rows: usize,
    text: &mut String,
) -> Response {
    let width = ui.available_width();
    labelled(ui, width, Some(label), "", None, |ui| {
        let edit = TextEdit::multiline(text)
            .id(id)
            .hint_text(hint)
            .desired_rows(rows)
            .margin(egui::Margin::symmetric(10, 6))
            .desired_width(width);
        ui.add(edit).accessible_name(label)
    })
}

/// Room that a button inside a field takes, in points.
pub(super) const BUTTON: f32 = 28.0;

/// The border around a field and what stands in it.
pub(super) struct FieldBox {
    /// The text edit inside.
    pub id: Id,
    pub width: f32,
    pub height: f32,
    pub wrong: bool,
}

impl FieldBox {
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        let t = Tokens::of(ui);
        // Clicks beside the text go to the text; the box itself is no stop for the keyboard.
        let (rect, around) = ui.allocate_exact_size(vec2(self.width, self.height), Sense::CLICK);
        if around.clicked() {
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        if around.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let stroke = match (self.wrong, focused) {
            (true, true) => Stroke::new(size::FOCUS_RING, t.no),
            (true, false) => Stroke::new(1.0, t.no),
            (false, true) => t.focus_stroke(),
            (false, false) => t.edge_stroke(),
        };
        let corners = CornerRadius::same(radius::CONTROL);
        ui.painter()
            .rect(rect, corners, t.panel, stroke, StrokeKind::Inside);
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(rect.shrink2(vec2(10.0, 0.0)))
                .layout(Layout::left_to_right(Align::Center)),
        );
        child.spacing_mut().item_spacing.x = 0.0;
        content(&mut child)
    }
}

/// The text edit of a [`FieldBox`], leaving `room` at its right.
pub(super) fn bare(ui: &mut Ui, edit: TextEdit<'_>, room: f32) -> Response {
    let width = (ui.available_width() - room).max(0.0);
    ui.add(
        edit.frame(Frame::NONE)
            .desired_width(width)
            .align(egui::Align2::LEFT_CENTER),
    )
}

/// A small icon button inside a field.
pub(super) fn inner_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(BUTTON, 24.0), Sense::click());
    let face = rect.with_min_x(rect.left() + 4.0).translate(vec2(6.0, 0.0));
    if response.hovered() {
        let fill = if response.is_pointer_button_down_on() {
            t.pressed
        } else {
            t.hover
        };
        ui.painter()
            .rect_filled(face, CornerRadius::same(radius::SMALL), fill);
    }
    let color = if response.hovered() || response.has_focus() {
        t.ink
    } else {
        t.mute
    };
    paint::icon(ui.painter(), face.center(), icon, size::ICON, color);
    round_focus(&response, radius::SMALL);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(name)
}

/// A label above, help or an error below.
pub(super) fn labelled<R>(
    ui: &mut Ui,
    width: f32,
    label: Option<&str>,
    help: &str,
    error: Option<&str>,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let t = Tokens::of(ui);
    ui.vertical(|ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.y = space::TINY;
        if let Some(label) = label {
            let galley = paint::line(ui, label, fonts::body(), t.ink, width);
            let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
            paint::left(ui.painter(), rect, galley.clone());
            paint::whole_on_hover(response, &galley, label);
        }
        let given = content(ui);
        if let Some(error) = error {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
                let icon = crate::ui::theme::icons::ERROR;
                paint::icon(ui.painter(), rect.center(), icon, 14.0, t.no);
                small_paragraph(ui, error, t.no);
            });
        } else if !help.is_empty() {
            small_paragraph(ui, help, t.mute);
        }
        given
    })
    .inner
}
