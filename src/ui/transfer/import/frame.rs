//! What stands around each step: where one is, what it is called, and the way on and back.

use egui::Ui;

use super::{Adjust, ImportScreen, Step};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::theme::space;
use crate::ui::transfer::steps::{self, Head, Way, is_confirmed, said_ui};
use crate::ui::widgets::{Button, Severity, note};
use crate::ui::{Action, AppContext, Route};

impl ImportScreen {
    /// Draws the whole window; whether the screen is left.
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        if self.adjust != Adjust::Closed || self.drill.is_some() {
            // Nothing behind a dialog can be reached, and screen readers are told so.
            ui.disable();
        }
        let cancelled = self.head_ui(ui, app);
        let mut way = Way::Stay;
        if !matches!(self.step, Step::Running(_)) {
            way = steps::foot(ui, app, |ui| match &self.step {
                Step::File => self.file_foot_ui(ui, app),
                Step::Check => self.check_foot_ui(ui, app),
                Step::Result(_) => self.result_foot_ui(ui, app),
                Step::Running(_) => Way::Stay,
            });
        }
        steps::body(ui, app, |ui| match &self.step {
            Step::File => self.file_ui(ui, app),
            Step::Check => self.check_ui(ui, app),
            Step::Running(_) => self.running_ui(ui, app),
            Step::Result(_) => self.result_ui(ui, app),
        });
        cancelled || self.go(way, app)
    }

    fn head_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        let language = app.language;
        let name = self.path.as_ref().and_then(|path| path.file_name());
        let name = name.map(|name| name.to_string_lossy().into_owned());
        let chosen = u64::try_from(self.choices.only.len()).unwrap_or(u64::MAX);
        let name = if chosen > 0 {
            let files = count(chosen);
            Some(text!(language, "sweep-chosen", n = chosen, count = files))
        } else {
            name
        };
        let head = Head {
            title: &text!(language, "intake-title"),
            about: &name.unwrap_or_default(),
            steps: &[
                text!(language, "intake-step-file"),
                text!(language, "intake-step-check"),
                text!(language, "intake-step-result"),
            ],
            now: match self.step {
                Step::File => 0,
                Step::Check => 1,
                Step::Running(_) => 2,
                Step::Result(_) => 3,
            },
            can_cancel: !matches!(self.step, Step::Running(_) | Step::Result(_)),
        };
        steps::head(ui, app, &head)
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
        // A file of a watched folder may hold nobody new, and show all the same how such files come
        // in.
        let only_remembers = people == 0
            && self.choices.remember
            && self.reading.counted.is_some()
            && app.snapshot.book.is_some();
        let words = match (app.snapshot.book.is_some(), people) {
            (true, 0) if only_remembers => text!(language, "watch-remember-only"),
            (true, 0) => text!(language, "intake-bring-nobody"),
            (true, people) => text!(language, "intake-bring", n = people, count = count(people)),
            (false, _) => text!(language, "intake-keep"),
        };
        let brings = people > 0 || only_remembers;
        let is_ready = missing.is_none() && brings && !self.reading.is_pending();
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
        steps::running_ui(
            ui,
            app,
            Some(&running.job),
            &text!(language, "transfer-importing"),
            &running.request.source,
            &text!(language, "intake-running-safe"),
        );
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
