//! Long work: how far it is, how fast, how long still, and a way out.

use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::button::Button;
use super::paint;
use crate::ui::theme::{Tokens, fonts, size, space, text};

/// What is shown of a work. Texts that are empty are left out.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What is being done.
    pub what: &'a str,
    /// From 0 to 1; `None` where the end is not known.
    pub done: Option<f32>,
    /// How much in which time.
    pub rate: &'a str,
    /// How long it will still take.
    pub left: &'a str,
    /// Words of the button that stops it.
    pub cancel: &'a str,
}

/// Shows a work across the width there is; whether its button was clicked.
pub fn progress_row(ui: &mut Ui, progress: Progress<'_>) -> bool {
    let t = Tokens::of(ui);
    let width = ui.available_width();
    let mut cancelled = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        let button = if progress.cancel.is_empty() {
            0.0
        } else {
            let words = paint::line(ui, progress.cancel, fonts::body(), t.ink, width / 2.0);
            (words.size().x + 28.0).ceil() + space::LARGE
        };
        let height = 2.0 * text::SMALL_LINE + 8.0 + 4.0;
        let room = (width - button).max(0.0);
        let (rect, bar) = ui.allocate_exact_size(vec2(room, height), Sense::hover());
        let top = rect.with_max_y(rect.top() + text::BODY_LINE);
        let percent = progress
            .done
            .map(|done| format!("{:.0}%", (done.clamp(0.0, 1.0) * 100.0).floor()))
            .unwrap_or_default();
        let percent = paint::line(ui, &percent, fonts::body(), t.mute, 60.0);
        let what_room = room - percent.size().x - space::SMALL;
        let what = paint::line(ui, progress.what, fonts::body(), t.ink, what_room);
        paint::left(ui.painter(), top, what.clone());
        paint::right(ui.painter(), top, percent);

        let track = Rect::from_min_size(
            egui::pos2(rect.left(), top.bottom() + 1.0),
            vec2(rect.width(), 6.0),
        );
        paint_bar(ui, track, progress.done);

        let foot = rect.with_min_y(rect.bottom() - text::SMALL_LINE);
        let left = paint::line(ui, progress.left, fonts::small(), t.mute, room / 2.0);
        let rate_room = room - left.size().x - space::SMALL;
        let rate = paint::line(ui, progress.rate, fonts::small(), t.mute, rate_room);
        paint::left(ui.painter(), foot, rate);
        paint::right(ui.painter(), foot, left);
        bar.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, progress.what);
            info.value = progress.done.map(f64::from);
            info
        });
        paint::whole_on_hover(bar, &what, progress.what);
        if !progress.cancel.is_empty() {
            cancelled = ui.add(Button::normal(progress.cancel)).clicked();
        }
    });
    cancelled
}

/// A bar without words; part of it moves where the end is not known.
pub fn paint_bar(ui: &Ui, track: Rect, done: Option<f32>) {
    let t = Tokens::of(ui);
    let corners = CornerRadius::same(3);
    ui.painter().rect_filled(track, corners, t.line);
    let filled = if let Some(done) = done {
        let width = track.width() * done.clamp(0.0, 1.0);
        track.with_max_x(track.left() + width)
    } else {
        let period = ui.input(|input| input.time).rem_euclid(1.6) / 1.6;
        #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
        let part = period as f32;
        let length = track.width() * 0.3;
        let left = track.left() - length + part * (track.width() + length);
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(33));
        Rect::from_min_size(egui::pos2(left, track.top()), vec2(length, track.height()))
    };
    let clip = track.intersect(ui.clip_rect());
    ui.painter()
        .with_clip_rect(clip)
        .rect_filled(filled, corners, t.accent);
}

/// One of the steps of a way through several screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Now,
    Ahead,
}

/// A step: its number in a circle, ✓ when done, and its name.
pub fn step(ui: &mut Ui, number: u8, words: &str, state: StepState) -> egui::Response {
    let t = Tokens::of(ui);
    let color = if state == StepState::Now {
        t.accent
    } else {
        t.mute
    };
    let galley = paint::line(ui, words, fonts::body(), color, 200.0);
    let width = (galley.size().x + 20.0 + space::SMALL + 2.0 * space::MEDIUM).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
    let painter = ui.painter();
    if state == StepState::Now {
        painter.rect_filled(rect, CornerRadius::same(16), t.accent_bg);
    }
    let inner = rect.shrink2(vec2(space::MEDIUM, 0.0));
    let center = egui::pos2(inner.left() + 10.0, inner.center().y);
    match state {
        StepState::Done => {
            painter.circle_stroke(center, 9.5, egui::Stroke::new(1.0, t.ok));
            paint::icon(painter, center, crate::ui::theme::icons::CHECK, 12.0, t.ok);
        }
        StepState::Now | StepState::Ahead => {
            let text_color = if state == StepState::Now {
                painter.circle_filled(center, 10.0, t.accent);
                t.on_accent
            } else {
                painter.circle_stroke(center, 9.5, t.edge_stroke());
                t.mute
            };
            let anchor = egui::Align2::CENTER_CENTER;
            painter.text(center, anchor, number, fonts::small(), text_color);
        }
    }
    paint::left(painter, inner.with_min_x(inner.left() + 28.0), galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}
