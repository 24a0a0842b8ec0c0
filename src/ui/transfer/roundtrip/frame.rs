//! What stands around the differences: which file it is, and the way on and back.

use egui::{
    Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, Ui, UiBuilder, vec2,
};

use super::{Leave, Step, TripScreen};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::theme::{fonts, space, text as type_size};
use crate::ui::transfer::progress::job_ui;
use crate::ui::widgets::{Button, Card, Severity, elided, note, paragraph, small_paragraph, title};
use crate::ui::{AppContext, Command};
use crate::workspace::Job;

/// Height of the head, in points.
const HEAD: f32 = 56.0;
/// Height of the foot.
const FOOT: f32 = 64.0;
/// Widest column of text.
const WIDTH: f32 = 560.0;

impl TripScreen {
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
        let t = app.tokens;
        let bar = Frame::new()
            .fill(t.panel)
            .inner_margin(Margin::symmetric(24, 0));
        let mut leave = Panel::top("trip head")
            .exact_size(HEAD)
            .resizable(false)
            .show_separator_line(false)
            .frame(bar)
            .show(ui, |ui| self.head_ui(ui, app))
            .inner;
        if !matches!(self.step, Step::Running(..)) {
            let way = Panel::bottom("trip foot")
                .exact_size(FOOT)
                .resizable(false)
                .show_separator_line(false)
                .frame(bar)
                .show(ui, |ui| self.foot_ui(ui, app))
                .inner;
            if leave == Leave::Stay {
                leave = way;
            }
        }
        CentralPanel::no_frame()
            .frame(
                Frame::new()
                    .fill(t.bg)
                    .inner_margin(Margin::symmetric(24, 20)),
            )
            .show(ui, |ui| match &self.step {
                Step::Unread => self.problem_ui(ui, app),
                Step::Reading(job, _) => {
                    let words = text!(app.language, "trip-reading");
                    running_ui(ui, app, job, &words);
                }
                Step::Review => self.review_ui(ui, app),
                Step::Running(job, _) => {
                    let words = text!(app.language, "trip-running");
                    running_ui(ui, app, job, &words);
                }
                Step::Result(_) => self.result_ui(ui, app),
            });
        leave
    }

    fn head_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
        let language = app.language;
        let bar = ui.max_rect();
        let below = Rect::from_min_max(
            bar.left_bottom() - vec2(24.0, 1.0),
            bar.right_bottom() + vec2(24.0, 0.0),
        );
        ui.painter().rect_filled(below, 0, app.tokens.line);
        let mut left = ui.new_child(
            UiBuilder::new()
                .max_rect(bar.with_max_x(bar.right() - 120.0))
                .layout(Layout::left_to_right(Align::Center)),
        );
        left.spacing_mut().item_spacing.x = space::MEDIUM;
        let heading = text!(language, "trip-title");
        let font = fonts::bold(type_size::SUBTITLE);
        elided(&mut left, &heading, font, app.tokens.ink);
        if let Some(name) = self.path().file_name() {
            let name = name.to_string_lossy();
            elided(&mut left, &name, fonts::body(), app.tokens.mute);
        }
        if matches!(self.step, Step::Running(..) | Step::Result(_)) {
            return Leave::Stay;
        }
        let mut right = ui.new_child(
            UiBuilder::new()
                .max_rect(bar)
                .layout(Layout::right_to_left(Align::Center)),
        );
        let cancel = text!(language, "transfer-cancel");
        if right.add(Button::quiet(&cancel)).clicked() {
            Leave::Done
        } else {
            Leave::Stay
        }
    }

    fn foot_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
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
        match &self.step {
            Step::Result(_) => self.result_foot_ui(&mut ui, app),
            Step::Running(..) => Leave::Stay,
            Step::Unread | Step::Reading(..) | Step::Review => self.review_foot_ui(&mut ui, app),
        }
    }

    fn review_foot_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
        let language = app.language;
        let all = self.counts.all;
        let is_review = matches!(self.step, Step::Review);
        let words = if all == 0 {
            text!(language, "trip-bring-nothing")
        } else {
            text!(language, "trip-bring", n = all, count = count(all))
        };
        let can = is_review && all > 0 && app.can_write();
        let clicked = ui.add_enabled(can, Button::primary(&words)).clicked();
        let by_key = can && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if clicked || by_key {
            self.bring(app);
            return Leave::Stay;
        }
        let plain = text!(language, "trip-as-plain");
        if ui.add(Button::normal(&plain)).clicked() {
            return Leave::AsPlain;
        }
        let said = if app.can_write() {
            text!(language, "trip-safe")
        } else {
            text!(language, "trip-book-read-only")
        };
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            elided(ui, &said, fonts::body(), app.tokens.mute);
        });
        Leave::Stay
    }

    fn result_foot_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
        let language = app.language;
        let done = text!(language, "transfer-close");
        let on = ui.add(Button::primary(&done));
        if ui.memory(|memory| memory.focused().is_none()) {
            on.request_focus();
        }
        if on.clicked() {
            return Leave::Done;
        }
        if self.can_undo(app) {
            let undo = text!(language, "trip-undo");
            if ui.add(Button::normal(&undo)).clicked() {
                app.run(Command::Undo);
            }
        }
        Leave::Stay
    }

    /// What went wrong, if something did.
    pub(super) fn problem_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        if let Some(problem) = &self.problem {
            note(ui, Severity::Error, &i18n::sentence(app.language, problem));
            ui.add_space(space::MEDIUM);
        }
    }
}

/// Draws what goes in the middle, as wide as a page.
pub(super) fn page_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let width = ui.available_width().min(WIDTH);
    let side = ((ui.available_width() - width) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::default(), |ui| {
            ui.set_width(width);
            content(ui);
        });
    });
}

fn running_ui(ui: &mut Ui, app: &AppContext<'_>, job: &Job, words: &str) {
    ui.add_space((ui.available_height() / 3.0 - 60.0).max(0.0).floor());
    page_ui(ui, |ui| {
        title(ui, words);
        ui.add_space(space::MEDIUM);
        Card::new("").show(ui, |ui| job_ui(ui, app, Some(job), ""));
        ui.add_space(space::SMALL);
        let safe = text!(app.language, "trip-running-safe");
        small_paragraph(ui, &safe, app.tokens.mute);
    });
}

/// Says that there is nothing to take over.
pub(super) fn nothing_ui(ui: &mut Ui, app: &AppContext<'_>) {
    ui.add_space(space::HUGE);
    paragraph(ui, &text!(app.language, "trip-no-changes"), app.tokens.mute);
}
