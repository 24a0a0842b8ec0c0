//! What stands around the steps of bringing in and sending out: which step it is, the way on and
//! back, and work that runs.

use egui::{
    Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, Role, ScrollArea, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::progress::job_ui;
use crate::i18n::count;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{Tokens, fonts, space, text as type_size};
use crate::ui::widgets::{
    Button, Card, StepState, elided, key_value_with, link, paint, small_paragraph, step,
    title as title_line,
};
use crate::workspace::Job;

/// Height of the head, in points.
const HEAD: f32 = 56.0;
/// Height of the foot.
const FOOT: f32 = 64.0;
/// Narrower than this, the steps are not named.
const ROOM_FOR_STEPS: f32 = 860.0;
/// Width of what is said while something runs.
const RUNNING: f32 = 560.0;

/// Which way the owner goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Stay,
    On,
    Back,
    Aside,
}

/// What the bar at the top says.
pub struct Head<'a> {
    pub title: &'a str,
    /// What it is about, beside the title.
    pub about: &'a str,
    /// None where there is only one.
    pub steps: &'a [String],
    /// The place of the step that is shown; after the last when all is done.
    pub now: usize,
    pub can_cancel: bool,
}

fn bar(app: &AppContext<'_>) -> Frame {
    Frame::new()
        .fill(app.tokens.panel)
        .inner_margin(Margin::symmetric(24, 0))
}

/// Draws the head; whether the owner wants to leave.
pub fn head(ui: &mut Ui, app: &AppContext<'_>, head: &Head<'_>) -> bool {
    Panel::top("steps head")
        .exact_size(HEAD)
        .resizable(false)
        .show_separator_line(false)
        .frame(bar(app))
        .show(ui, |ui| head.ui(ui, app))
        .inner
}

/// Draws the foot: buttons from the right.
pub fn foot<R>(ui: &mut Ui, app: &AppContext<'_>, content: impl FnOnce(&mut Ui) -> R) -> R {
    Panel::bottom("steps foot")
        .exact_size(FOOT)
        .resizable(false)
        .show_separator_line(false)
        .frame(bar(app))
        .show(ui, |ui| {
            let bar = ui.max_rect();
            let above = Rect::from_min_max(
                bar.left_top() - vec2(24.0, 0.0),
                bar.right_top() + vec2(24.0, 1.0),
            );
            ui.painter().rect_filled(above, 0, app.tokens.line);
            let mut ui = ui.new_child(
                UiBuilder::new()
                    .max_rect(bar)
                    .layout(Layout::right_to_left(Align::Center)),
            );
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            content(&mut ui)
        })
        .inner
}

/// Draws what is between head and foot.
pub fn body(ui: &mut Ui, app: &AppContext<'_>, content: impl FnOnce(&mut Ui)) {
    CentralPanel::no_frame()
        .frame(
            Frame::new()
                .fill(app.tokens.bg)
                .inner_margin(Margin::symmetric(24, 20)),
        )
        .show(ui, content);
}

impl Head<'_> {
    fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        let bar = ui.max_rect();
        let below = Rect::from_min_max(
            bar.left_bottom() - vec2(24.0, 1.0),
            bar.right_bottom() + vec2(24.0, 0.0),
        );
        ui.painter().rect_filled(below, 0, app.tokens.line);
        let has_room = bar.width() >= ROOM_FOR_STEPS && !self.steps.is_empty();
        let steps = has_room.then(|| self.steps_ui(ui, bar));
        let left = bar.with_max_x(steps.map_or(bar.right() - 120.0, |steps| steps - 16.0));
        let mut left = ui.new_child(
            UiBuilder::new()
                .max_rect(left)
                .layout(Layout::left_to_right(Align::Center)),
        );
        left.spacing_mut().item_spacing.x = space::MEDIUM;
        let font = fonts::bold(type_size::SUBTITLE);
        elided(&mut left, self.title, font, app.tokens.ink);
        if !self.about.is_empty() {
            elided(&mut left, self.about, fonts::body(), app.tokens.mute);
        }
        if !self.can_cancel {
            return false;
        }
        let mut right = ui.new_child(
            UiBuilder::new()
                .max_rect(bar)
                .layout(Layout::right_to_left(Align::Center)),
        );
        let cancel = text!(app.language, "transfer-cancel");
        right.add(Button::quiet(&cancel)).clicked()
    }

    /// The three steps in the middle of the head; where they begin.
    fn steps_ui(&self, ui: &mut Ui, bar: Rect) -> f32 {
        let widths = self.steps.iter().map(|name| {
            let color = egui::Color32::PLACEHOLDER;
            let words = paint::line(ui, name, fonts::body(), color, 200.0);
            (words.size().x + 20.0 + space::SMALL + 2.0 * space::MEDIUM).ceil()
        });
        let width = widths.sum::<f32>() + 2.0 * space::SMALL;
        let left = (bar.center().x - width / 2.0).round();
        let place = Rect::from_min_size(pos2(left, bar.top()), vec2(width, bar.height()));
        let mut ui = ui.new_child(
            UiBuilder::new()
                .max_rect(place)
                .layout(Layout::left_to_right(Align::Center)),
        );
        ui.spacing_mut().item_spacing.x = space::SMALL;
        for ((place, number), name) in (0..).zip(1_u8..).zip(self.steps) {
            let state = match place {
                place if place < self.now => StepState::Done,
                place if place == self.now => StepState::Now,
                _ => StepState::Ahead,
            };
            step(&mut ui, number, name, state);
        }
        left
    }
}

/// What is said while something runs: what it is, how far it is, and that it is safe to stop.
pub fn running_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    job: Option<&Job>,
    title: &str,
    what: &str,
    safe: &str,
) {
    let above = (ui.available_height() / 3.0 - 60.0).max(0.0).floor();
    ui.add_space(above);
    centred(ui, RUNNING, |ui| {
        title_line(ui, title);
        ui.add_space(space::MEDIUM);
        Card::new("").show(ui, |ui| job_ui(ui, app, job, what));
        ui.add_space(space::SMALL);
        small_paragraph(ui, safe, app.tokens.mute);
    });
}

/// Draws a column in the middle, no wider than this.
pub fn centred<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let width = ui.available_width().min(width);
    let side = ((ui.available_width() - width) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::default(), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui)
        })
        .inner
    })
    .inner
}

/// Draws what may be higher than the window.
pub fn scrolled(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(name)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui);
            ui.add_space(space::SMALL);
        });
}

/// Width of the cards at the right.
pub const SIDE: f32 = 320.0;
/// Narrower than this, the cards stand above the rest.
pub const ROOM_FOR_SIDE: f32 = 940.0;

/// Ctrl Enter, or Enter that nothing on the screen takes.
pub fn is_confirmed(ui: &Ui) -> bool {
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    ui.input_mut(|input| {
        input.consume_key(Modifiers::COMMAND, Key::Enter)
            || (nothing_focused && input.consume_key(Modifiers::NONE, Key::Enter))
    })
}

/// What is said left of the buttons.
pub fn said_ui(ui: &mut Ui, app: &AppContext<'_>, words: &str) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        elided(ui, words, fonts::body(), app.tokens.mute);
    });
}

/// Tells Esc that leaves the screen from Esc that was for something smaller on it. Asked once the
/// screen is drawn, for the next frame: by then, Esc has already taken the keyboard from a field.
#[derive(Debug, Default)]
pub struct Escape {
    /// The last frame in which it was for something smaller.
    taken: Option<u64>,
}

impl Escape {
    /// Whether Esc was pressed to leave.
    pub fn leaves(&self, ui: &Ui) -> bool {
        // A frame may have several passes.
        let frame = ui.ctx().cumulative_frame_nr();
        let is_free = self.taken.is_none_or(|taken| taken + 1 < frame);
        is_free && ui.input(|input| input.key_pressed(Key::Escape))
    }

    /// After drawing; `is_taken` where the screen itself has something that Esc closes.
    pub fn keep_up(&mut self, ui: &Ui, is_taken: bool) {
        let ctx = ui.ctx();
        let is_taken = is_taken
            || egui::Popup::is_any_open(ctx)
            || ctx.memory(|memory| memory.top_modal_layer().is_some());
        if is_taken {
            self.taken = Some(ctx.cumulative_frame_nr());
        }
    }
}

/// A count that leads to what is behind it; whether it was clicked.
pub fn number_link(ui: &mut Ui, name: &str, number: u64) -> bool {
    let shown = count(number);
    key_value_with(ui, name, |ui| {
        if number == 0 {
            elided(ui, &shown, fonts::body(), Tokens::of(ui).ink);
            return false;
        }
        let response = link(ui, &shown);
        let whole = [name, shown.as_str()].join(" ");
        response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &whole));
        response.clicked()
    })
    .inner
}
