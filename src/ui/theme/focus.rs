//! The ring around what has the keyboard, the same for every kind of widget.

use egui::{Context, CornerRadius, Id, Response, StrokeKind, TextEdit, Ui};

use super::tokens::{Tokens, radius, size};

/// Distance between a widget and its ring, so that the ring also stands off filled buttons.
const GAP: f32 = 1.0;

/// Paints the ring when everything else is painted. A text field is left out: it shows its focus
/// by its own border and cursor.
#[derive(Debug)]
pub(super) struct FocusRing;

impl egui::Plugin for FocusRing {
    fn debug_name(&self) -> &'static str {
        "focus ring"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        paint(ui.ctx());
    }
}

fn paint(ctx: &Context) {
    let Some(id) = ctx.memory(egui::Memory::focused) else {
        return;
    };
    if TextEdit::load_state(ctx, id).is_some() {
        return;
    }
    let Some(response) = ctx.read_response(id) else {
        return;
    };
    let rounding = match ctx.data(|data| data.get_temp(shape_id(id))) {
        None => radius::CONTROL,
        Some(Shape::Round(radius)) => radius,
        Some(Shape::ByItself) => return,
    };
    let outset = GAP + size::FOCUS_RING;
    ctx.layer_painter(response.layer_id)
        .with_clip_rect(response.interact_rect.expand(outset))
        .rect_stroke(
            response.rect.expand(GAP),
            CornerRadius::same(rounding.saturating_add(1)),
            Tokens::of_ctx(ctx).focus_stroke(),
            StrokeKind::Outside,
        );
}

/// How a widget's ring looks.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Round(u8),
    /// The widget shows itself where the keyboard is.
    ByItself,
}

/// Tells the ring how round this widget is; without it, it is as round as a button.
pub fn round_focus(response: &Response, radius: u8) {
    shape(response, Shape::Round(radius));
}

/// Leaves the ring out: the widget shows itself where in it the keyboard is.
pub fn own_focus(response: &Response) {
    shape(response, Shape::ByItself);
}

fn shape(response: &Response, shape: Shape) {
    if response.has_focus() {
        let id = shape_id(response.id);
        response.ctx.data_mut(|data| data.insert_temp(id, shape));
    }
}

fn shape_id(widget: Id) -> Id {
    widget.with("focus ring")
}
