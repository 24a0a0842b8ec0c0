//! What stands around each step: where one is, and the way on and back.

use egui::Ui;

use super::{ExportScreen, Step};
use crate::i18n::count;
use crate::text;
use crate::ui::AppContext;
use crate::ui::transfer::steps::{self, Head, Way, is_confirmed, said_ui};
use crate::ui::widgets::Button;

impl ExportScreen {
    /// Draws the whole window; whether the screen is left.
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        if self.names.is_some() {
            // Nothing behind a dialog can be reached, and screen readers are told so.
            ui.disable();
        }
        let language = app.language;
        let book = app.snapshot.book.as_ref();
        let head = Head {
            title: &text!(language, "send-title"),
            about: book.map_or("", |book| book.name.as_str()),
            steps: &[
                text!(language, "send-step-who"),
                text!(language, "send-step-what"),
                text!(language, "send-step-done"),
            ],
            now: match self.step {
                Step::Who => 0,
                Step::What => 1,
                Step::Running(_) => 2,
                Step::Done(_) => 3,
            },
            can_cancel: matches!(self.step, Step::Who | Step::What),
        };
        let cancelled = steps::head(ui, app, &head);
        let mut way = Way::Stay;
        if !self.is_running() {
            way = steps::foot(ui, app, |ui| match &self.step {
                Step::Who => self.who_foot_ui(ui, app),
                Step::What => self.what_foot_ui(ui, app),
                Step::Done(_) => Self::done_foot_ui(ui, app),
                Step::Running(_) => Way::Stay,
            });
        }
        steps::body(ui, app, |ui| match &self.step {
            Step::Who => self.who_ui(ui, app),
            Step::What => self.what_ui(ui, app),
            Step::Running(running) => {
                let file = running.file.file_name().unwrap_or_default();
                steps::running_ui(
                    ui,
                    app,
                    Some(&running.job),
                    &text!(language, "transfer-exporting"),
                    &file.to_string_lossy(),
                    &text!(language, "send-running-safe"),
                );
            }
            Step::Done(_) => self.done_ui(ui, app),
        });
        cancelled || self.go(way, app)
    }

    fn who_foot_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Way {
        let language = app.language;
        let is_ready = self.reached() > 0;
        let on = ui.add_enabled(is_ready, Button::primary(&text!(language, "intake-next")));
        let by_key = is_ready && self.names.is_none() && is_confirmed(ui);
        let words = match self.plan.planned() {
            Some(_) if !is_ready => text!(language, "send-nobody"),
            Some(planned) => {
                let left_out = planned.plan.left_out.values().map(Vec::len).sum::<usize>();
                let left_out = u64::try_from(left_out).unwrap_or(u64::MAX);
                let reached = self.reached();
                text!(
                    language,
                    "send-so-far",
                    reached = count(reached),
                    left = count(left_out)
                )
            }
            None => text!(language, "send-counting"),
        };
        said_ui(ui, app, &words);
        if on.clicked() || by_key {
            Way::On
        } else {
            Way::Stay
        }
    }

    fn what_foot_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Way {
        let language = app.language;
        let reached = self.reached();
        let is_ready = reached > 0 && self.file.path().is_some() && !self.columns(app).is_empty();
        let words = text!(language, "send-now", n = reached, count = count(reached));
        let on = ui.add_enabled(is_ready, Button::primary(&words));
        let by_key = is_ready && is_confirmed(ui);
        let mut way = Way::Stay;
        if on.clicked() || by_key {
            way = Way::On;
        }
        if ui
            .add(Button::normal(&text!(language, "intake-back")))
            .clicked()
        {
            way = Way::Back;
        }
        said_ui(ui, app, &text!(language, "send-whole-or-not"));
        way
    }

    fn done_foot_ui(ui: &mut Ui, app: &AppContext<'_>) -> Way {
        let language = app.language;
        let on = ui.add(Button::primary(&text!(language, "transfer-close")));
        if ui.memory(|memory| memory.focused().is_none()) {
            on.request_focus();
        }
        let mut way = Way::Stay;
        if on.clicked() {
            way = Way::On;
        }
        if ui
            .add(Button::normal(&text!(language, "send-another")))
            .clicked()
        {
            way = Way::Aside;
        }
        way
    }

    /// Goes where the foot says; whether the screen is left.
    fn go(&mut self, way: Way, app: &AppContext<'_>) -> bool {
        match (&self.step, way) {
            (_, Way::Stay) | (Step::Running(_), _) => {}
            (Step::Who, _) => self.step = Step::What,
            (Step::What, Way::On) => self.write(app),
            (Step::What, _) => self.step = Step::Who,
            (Step::Done(_), Way::Aside) => {
                self.step = Step::Who;
                // The place that was written is taken.
                self.proposed = None;
                self.placed = self.file.path();
            }
            (Step::Done(_), _) => return true,
        }
        false
    }
}
