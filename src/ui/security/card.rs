//! The card of the settings about ways to the key.

use egui::Ui;

use super::Security;
use crate::domain::problem::Problem;
use crate::i18n::sentence;
use crate::text;
use crate::ui::theme::icons;
use crate::ui::widgets::{Button, Severity, check_row, note, small_paragraph};
use crate::ui::{Action, AppContext};
use crate::workspace::Reply;
use crate::workspace::keys::RecoveryState;

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

    fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
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

impl Security {
    /// What the settings show of the open book.
    pub fn card_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        self.remembered.ui(ui, app);
        let (severity, words, act) = match app.snapshot.recovery {
            RecoveryState::None => (
                Severity::Warning,
                text!(language, "security-no-code"),
                text!(language, "security-make-code"),
            ),
            RecoveryState::Unconfirmed => (
                Severity::Warning,
                text!(language, "security-unconfirmed-code"),
                text!(language, "security-new-code"),
            ),
            RecoveryState::Confirmed => (
                Severity::Success,
                text!(language, "security-confirmed-code"),
                text!(language, "security-new-code"),
            ),
        };
        note(ui, severity, &words);
        let can = app.can_write();
        ui.horizontal_wrapped(|ui| {
            let code = Button::normal(&act).with_icon(icons::BACKUP);
            if ui.add_enabled(can, code).clicked() {
                app.send(Action::ShowRecoveryCode);
            }
            let words = text!(language, "security-change-passphrase");
            let change = Button::normal(&words).with_icon(icons::LOCK);
            if ui.add_enabled(can, change).clicked() {
                app.send(Action::ChangePassphrase {
                    is_forgotten: false,
                });
            }
        });
    }
}
