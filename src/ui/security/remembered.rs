//! Whether this computer opens the book by itself, and the tick that changes it.

use egui::Ui;

use crate::domain::problem::Problem;
use crate::i18n::sentence;
use crate::text;
use crate::ui::AppContext;
use crate::ui::widgets::{Severity, check_row, note, small_paragraph};
use crate::workspace::Reply;

/// Whether this computer opens the book by itself.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    known: Option<bool>,
    asked: Option<Reply<Result<bool, Problem>>>,
    problem: Option<Problem>,
}

impl Remembered {
    /// Asks, or asks for a change, behind the window's back: a keyring may take its time.
    fn ask(&mut self, app: &AppContext<'_>, change: Option<bool>) {
        let keys = app.keys.clone();
        self.asked = Some(app.session.call(move |workspace| {
            if let Some(on) = change {
                workspace.set_remembered(on, &keys)?;
            }
            Ok(workspace.is_remembered(&keys))
        }));
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        match Reply::take_from(&mut self.asked) {
            Some(Ok(known)) => self.known = Some(known),
            Some(Err(problem)) => {
                self.problem = Some(problem);
                self.known = Some(false);
            }
            None if self.known.is_none() && self.asked.is_none() => self.ask(app, None),
            None => {}
        }
        let language = app.language;
        let mut on = self.known.unwrap_or(false);
        let can = self.known.is_some() && self.asked.is_none();
        let words = text!(language, "security-remember");
        let changed = ui
            .add_enabled_ui(can, |ui| check_row(ui, &mut on, &words, "").changed())
            .inner;
        if changed {
            self.problem = None;
            self.ask(app, Some(on));
        }
        let help = text!(language, "security-remember-help");
        small_paragraph(ui, &help, app.tokens.mute);
        if let Some(problem) = &self.problem {
            note(ui, Severity::Warning, &sentence(language, problem));
        }
    }
}
