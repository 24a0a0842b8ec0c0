//! What all widgets paint with: lines of text that elide, icons, dashes.

use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Align2, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Response, Shape,
    Stroke, Ui, pos2, vec2,
};

use crate::ui::theme::{fonts, icons::Icon};

/// One line of text, at most `width` wide; what does not fit ends in `…`.
pub fn line(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// Lines of text, broken at `width`, `line_height` apart.
pub fn lines(
    ui: &Ui,
    text: &str,
    font: FontId,
    line_height: f32,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    ui.painter()
        .layout_job(lines_job(text, font, line_height, color, width))
}

/// Text that breaks, each line in the middle: where it is painted is the middle of its top.
pub fn centred_lines(
    ui: &Ui,
    text: &str,
    font: FontId,
    line_height: f32,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = lines_job(text, font, line_height, color, width);
    job.halign = Align::Center;
    ui.painter().layout_job(job)
}

fn lines_job(text: &str, font: FontId, line_height: f32, color: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width.max(0.0));
    for section in &mut job.sections {
        section.format.line_height = Some(line_height);
    }
    job
}

/// Puts a line at the left, in the middle of the height of `rect`.
pub fn left(painter: &Painter, rect: Rect, galley: Arc<Galley>) {
    let y = middle(painter, rect.center().y - galley.size().y / 2.0);
    painter.galley(pos2(rect.left(), y), galley, Color32::PLACEHOLDER);
}

/// Puts a line at the right, in the middle of the height of `rect`.
pub fn right(painter: &Painter, rect: Rect, galley: Arc<Galley>) {
    let y = middle(painter, rect.center().y - galley.size().y / 2.0);
    painter.galley(
        pos2(rect.right() - galley.size().x, y),
        galley,
        Color32::PLACEHOLDER,
    );
}

/// Text is sharp only where a pixel begins.
fn middle(painter: &Painter, y: f32) -> f32 {
    let pixels = painter.pixels_per_point();
    (y * pixels).round() / pixels
}

pub fn icon(painter: &Painter, center: Pos2, icon: Icon, size: f32, color: Color32) {
    painter.text(
        center,
        Align2::CENTER_CENTER,
        icon.unicode(),
        fonts::icon(size),
        color,
    );
}

/// The whole text on hover, where not all of it fits.
pub fn whole_on_hover(response: Response, galley: &Galley, text: &str) -> Response {
    if galley.elided {
        response.on_hover_text(text)
    } else {
        response
    }
}

/// A rounded border of dashes.
pub fn dashed_border(
    painter: &Painter,
    rect: Rect,
    radius: u8,
    stroke: Stroke,
    dash: f32,
    gap: f32,
) {
    painter.extend(dashes(rect, radius, stroke, dash, gap));
}

/// The dashes of a rounded border.
pub fn dashes(rect: Rect, radius: u8, stroke: Stroke, dash: f32, gap: f32) -> Vec<Shape> {
    let path = rounded_path(rect.shrink(stroke.width / 2.0), f32::from(radius));
    Shape::dashed_line(&path, stroke, dash, gap)
}

/// The outline of a rounded rectangle as a closed line.
fn rounded_path(rect: Rect, radius: f32) -> Vec<Pos2> {
    const STEPS: u8 = 8;
    let radius = radius.min(rect.height() / 2.0).min(rect.width() / 2.0);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.right_top(), 3.0),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 1.0),
        (inner.left_top(), 2.0),
    ];
    let mut path = Vec::with_capacity(4 * usize::from(STEPS) + 5);
    for (center, quarter) in corners {
        for step in 0..=STEPS {
            let angle = FRAC_PI_2 * (quarter + f32::from(step) / f32::from(STEPS));
            path.push(center + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    path.extend(path.first().copied());
    path
}

/// A circle with one quarter filled: begun, not done.
pub fn quarter(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    painter.circle_stroke(center, radius, Stroke::new(1.25, color));
    let mut wedge = vec![center];
    for step in 0..=8u8 {
        let angle = -FRAC_PI_2 + FRAC_PI_2 * f32::from(step) / 8.0;
        wedge.push(center + radius * vec2(angle.cos(), angle.sin()));
    }
    painter.add(Shape::convex_polygon(wedge, color, Stroke::NONE));
}

/// The bar at the left of what is selected, inside a rounded row.
pub fn mark(painter: &Painter, rect: Rect, radius: u8, color: Color32) {
    use crate::ui::theme::size;
    let bar = Rect::from_min_size(rect.min, vec2(size::MARK, rect.height()));
    // The rounded row in the colour of the mark, seen only where the bar is.
    painter
        .with_clip_rect(bar.intersect(painter.clip_rect()))
        .rect_filled(rect, CornerRadius::same(radius), color);
}
