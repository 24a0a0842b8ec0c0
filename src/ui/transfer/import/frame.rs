//! What stands around each step: where one is, what it is called, and the way on and back.

use egui::{
    Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, Ui, UiBuilder, pos2,
    vec2,
};

use super::{Adjust, ImportScreen, Step};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::theme::{fonts, space, text as type_size};
use crate::ui::transfer::progress::job_ui;
use crate::ui::widgets::{
    Button, Card, Severity, StepState, elided, note, paint, small_paragraph, step, title,
};
use crate::ui::{Action, AppContext, Route};

/// Height of the head, in points.
const HEAD: f32 = 56.0;
/// Height of the foot.
const FOOT: f32 = 64.0;
/// Narrower than this, the steps are not named.
const ROOM_FOR_STEPS: f32 = 860.0;

/// Which way the owner goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Stay,
    On,
    Back,
    Aside,
}

impl ImportScreen {
    /// Draws the whole window; whether the screen is left.
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        if self.adjust != Adjust::Closed || self.drill.is_some() {
            // Nothing behind a dialog can be reached, and screen readers are told so.
            ui.disable();
        }
        let t = app.tokens;
        let bar = Frame::new()
            .fill(t.panel)
            .inner_margin(Margin::symmetric(24, 0));
        let cancelled = Panel::top("import head")
            .exact_size(HEAD)
            .resizable(false)
            .show_separator_line(false)
            .frame(bar)
            .show(ui, |ui| self.head_ui(ui, app))
            .inner;
        let mut way = Way::Stay;
        if !matches!(self.step, Step::Running(_)) {
            way = Panel::bottom("import foot")
                .exact_size(FOOT)
                .resizable(false)
                .show_separator_line(false)
                .frame(bar)
                .show(ui, |ui| self.foot_ui(ui, app))
                .inner;
        }
        CentralPanel::no_frame()
            .frame(
                Frame::new()
                    .fill(t.bg)
                    .inner_margin(Margin::symmetric(24, 20)),
            )
            .show(ui, |ui| match &self.step {
                Step::File => self.file_ui(ui, app),
                Step::Check => self.check_ui(ui, app),
                Step::Running(_) => self.running_ui(ui, app),
                Step::Result(_) => self.result_ui(ui, app),
            });
        cancelled || self.go(way, app)
    }

    fn head_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        let language = app.language;
        let bar = ui.max_rect();
        let below = Rect::from_min_max(
            bar.left_bottom() - vec2(24.0, 1.0),
            bar.right_bottom() + vec2(24.0, 0.0),
        );
        ui.painter().rect_filled(below, 0, app.tokens.line);
        let names = [
            text!(language, "intake-step-file"),
            text!(language, "intake-step-check"),
            text!(language, "intake-step-result"),
        ];
        let steps = (bar.width() >= ROOM_FOR_STEPS).then(|| self.steps_ui(ui, bar, &names));
        let left = bar.with_max_x(steps.map_or(bar.right() - 120.0, |steps| steps - 16.0));
        let mut left = ui.new_child(
            UiBuilder::new()
                .max_rect(left)
                .layout(Layout::left_to_right(Align::Center)),
        );
        left.spacing_mut().item_spacing.x = space::MEDIUM;
        let font = fonts::bold(type_size::SUBTITLE);
        elided(
            &mut left,
            &text!(language, "intake-title"),
            font,
            app.tokens.ink,
        );
        let name = self.path.as_ref().and_then(|path| path.file_name());
        if let Some(name) = name {
            let name = name.to_string_lossy();
            elided(&mut left, &name, fonts::body(), app.tokens.mute);
        }
        if matches!(self.step, Step::Running(_) | Step::Result(_)) {
            return false;
        }
        let mut right = ui.new_child(
            UiBuilder::new()
                .max_rect(bar)
                .layout(Layout::right_to_left(Align::Center)),
        );
        let cancel = text!(language, "transfer-cancel");
        right.add(Button::quiet(&cancel)).clicked()
    }

    /// The three steps in the middle of the head; where they begin.
    fn steps_ui(&self, ui: &mut Ui, bar: Rect, names: &[String; 3]) -> f32 {
        let now = match self.step {
            Step::File => 0,
            Step::Check => 1,
            Step::Running(_) => 2,
            Step::Result(_) => 3,
        };
        let widths = names.iter().map(|name| {
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
        for ((place, number), name) in (0..).zip(1_u8..).zip(names) {
            let state = match place {
                place if place < now => StepState::Done,
                place if place == now => StepState::Now,
                _ => StepState::Ahead,
            };
            step(&mut ui, number, name, state);
        }
        left
    }

    fn foot_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Way {
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
            Step::File => self.file_foot_ui(&mut ui, app),
            Step::Check => self.check_foot_ui(&mut ui, app),
            Step::Result(_) => self.result_foot_ui(&mut ui, app),
            Step::Running(_) => Way::Stay,
        }
    }

    fn file_foot_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Way {
        let language = app.language;
        let on = text!(language, "intake-next");
        let is_ready = self.file.path().is_some();
        let clicked = ui.add_enabled(is_ready, Button::primary(&on)).clicked();
        said_ui(ui, app, &text!(language, "intake-safe"));
        if clicked { Way::On } else { Way::Stay }
    }

    fn check_foot_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Way {
        let language = app.language;
        let mut way = Way::Stay;
        let people = self.people();
        let missing = self.what_is_missing(app);
        let words = match (app.snapshot.book.is_some(), people) {
            (true, 0) => text!(language, "intake-bring-nobody"),
            (true, people) => text!(language, "intake-bring", n = people, count = count(people)),
            (false, _) => text!(language, "intake-keep"),
        };
        let is_ready = missing.is_none() && people > 0 && !self.reading.is_pending();
        let on = ui.add_enabled(is_ready, Button::primary(&words));
        let by_key =
            is_ready && self.adjust == Adjust::Closed && self.drill.is_none() && is_confirmed(ui);
        if on.clicked() || by_key {
            way = Way::On;
        }
        if app.snapshot.book.is_none() {
            let other = text!(language, "intake-keep-other");
            let can = missing.is_none() && people > 0;
            if ui.add_enabled(can, Button::normal(&other)).clicked() {
                way = Way::Aside;
            }
        }
        if ui
            .add(Button::normal(&text!(language, "intake-back")))
            .clicked()
        {
            way = Way::Back;
        }
        let said = missing.unwrap_or_else(|| {
            if app.snapshot.book.is_some() {
                text!(language, "intake-safe")
            } else {
                text!(language, "intake-safe-alone")
            }
        });
        said_ui(ui, app, &said);
        way
    }

    fn result_foot_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Way {
        let language = app.language;
        let mut way = Way::Stay;
        let done = text!(language, "transfer-close");
        let on = ui.add(Button::primary(&done));
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        if nothing_focused && self.drill.is_none() {
            on.request_focus();
        }
        if on.clicked() {
            way = Way::On;
        }
        if ui
            .add(Button::normal(&text!(language, "intake-another")))
            .clicked()
        {
            way = Way::Aside;
        }
        if self.can_undo(app) {
            let undo = text!(language, "intake-undo");
            if ui.add(Button::normal(&undo)).clicked() {
                Self::undo(app);
            }
        }
        way
    }

    /// Goes where the foot says; whether the screen is left.
    fn go(&mut self, way: Way, app: &AppContext<'_>) -> bool {
        match (&self.step, way) {
            (_, Way::Stay) | (Step::Running(_), _) => {}
            (Step::File, _) => {
                if let Some(path) = self.file.path() {
                    self.choose(&path);
                }
            }
            (Step::Check, Way::On) => self.keep(app),
            (Step::Check, Way::Back) => self.step = Step::File,
            (Step::Check, Way::Aside) => self.keep_in_another(app),
            (Step::Result(_), Way::Aside) => *self = Self::default(),
            (Step::Result(_), _) => return true,
        }
        false
    }

    fn running_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Step::Running(running) = &self.step else {
            return;
        };
        let language = app.language;
        let width = ui.available_width().min(560.0);
        let side = ((ui.available_width() - width) / 2.0).floor();
        ui.add_space((ui.available_height() / 3.0 - 60.0).max(0.0).floor());
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::default(), |ui| {
                ui.set_width(width);
                title(ui, &text!(language, "transfer-importing"));
                ui.add_space(space::MEDIUM);
                Card::new("").show(ui, |ui| {
                    job_ui(ui, app, Some(&running.job), &running.request.source);
                });
                ui.add_space(space::SMALL);
                let words = text!(language, "intake-running-safe");
                small_paragraph(ui, &words, app.tokens.mute);
            });
        });
    }

    /// What went wrong, if something did.
    pub(super) fn problem_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let problem = self.problem.as_ref().or(self.reading.problem.as_ref());
        if let Some(problem) = problem {
            note(ui, Severity::Error, &i18n::sentence(app.language, problem));
            ui.add_space(space::MEDIUM);
        }
    }

    /// Leaves for the screen behind.
    pub fn leave(app: &AppContext<'_>) {
        let behind = if app.snapshot.book.is_some() {
            Route::People
        } else {
            Route::Welcome
        };
        app.send(Action::Go(behind));
    }
}

/// Ctrl Enter, or Enter that nothing on the screen takes.
fn is_confirmed(ui: &Ui) -> bool {
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    ui.input_mut(|input| {
        input.consume_key(Modifiers::COMMAND, Key::Enter)
            || (nothing_focused && input.consume_key(Modifiers::NONE, Key::Enter))
    })
}

/// What is said left of the buttons.
fn said_ui(ui: &mut Ui, app: &AppContext<'_>, words: &str) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        elided(ui, words, fonts::body(), app.tokens.mute);
    });
}
