//! What stands around the differences: which file it is, and the way on and back.

use egui::{Key, Modifiers, Ui};

use super::{Leave, Step, TripScreen};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::theme::space;
use crate::ui::transfer::steps::{self, Head, said_ui};
use crate::ui::widgets::{Button, Severity, note, paragraph};
use crate::ui::{AppContext, Command};
use crate::workspace::Job;

/// Widest column of text.
const WIDTH: f32 = 560.0;

impl TripScreen {
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
        let mut leave = self.head_ui(ui, app);
        if !matches!(self.step, Step::Running(..)) {
            let way = steps::foot(ui, app, |ui| match &self.step {
                Step::Result(_) => self.result_foot_ui(ui, app),
                Step::Running(..) => Leave::Stay,
                Step::Unread | Step::Reading(..) | Step::Review => self.review_foot_ui(ui, app),
            });
            if leave == Leave::Stay {
                leave = way;
            }
        }
        steps::body(ui, app, |ui| match &self.step {
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
        let name = self.path().file_name().unwrap_or_default();
        let head = Head {
            title: &text!(app.language, "trip-title"),
            about: &name.to_string_lossy(),
            steps: &[],
            now: 0,
            can_cancel: !matches!(self.step, Step::Running(..) | Step::Result(_)),
        };
        if steps::head(ui, app, &head) {
            Leave::Done
        } else {
            Leave::Stay
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
        said_ui(ui, app, &said);
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
    let spacing = ui.spacing().item_spacing.y;
    steps::centred(ui, WIDTH, |ui| {
        ui.spacing_mut().item_spacing.y = spacing;
        content(ui);
    });
}

fn running_ui(ui: &mut Ui, app: &AppContext<'_>, job: &Job, words: &str) {
    let safe = text!(app.language, "trip-running-safe");
    steps::running_ui(ui, app, Some(job), words, "", &safe);
}

/// Says that there is nothing to take over.
pub(super) fn nothing_ui(ui: &mut Ui, app: &AppContext<'_>) {
    ui.add_space(space::HUGE);
    paragraph(ui, &text!(app.language, "trip-no-changes"), app.tokens.mute);
}
