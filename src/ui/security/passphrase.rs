//! The dialog that gives a book another passphrase.

use egui::{Context, Id, Ui};

use crate::domain::problem::{BookProblem, Problem};
use crate::i18n::sentence;
use crate::text;
use crate::ui::welcome::{Meter, Secret};
use crate::ui::widgets::{
    Dialog, DialogOutcome, PasswordWords, Progress, Severity, check_row, forget_password_field,
    note, paragraph, password_field, progress_row,
};
use crate::ui::{Action, AppContext};
use crate::workspace::keys::KeyChange;
use crate::workspace::{Job, KeyRequest, Reply};

const FIELDS: [&str; 3] = [
    "present passphrase",
    "another passphrase",
    "another passphrase again",
];

/// What is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassphraseChange {
    /// Whoever knows the present one chooses another.
    Another,
    /// Nobody knows the present one.
    Forgotten,
    /// It stays, and each guess becomes more costly.
    Harder,
}

/// What was typed so far.
#[derive(Debug)]
pub(super) struct ChangePassphrase {
    what: PassphraseChange,
    present: Secret,
    first: Secret,
    again: Secret,
    is_revealed: bool,
    meter: Meter,
    is_harder: bool,
    changing: Option<(Job, Reply<Result<KeyChange, Problem>>)>,
    problem: Option<Problem>,
}

impl ChangePassphrase {
    pub(super) fn new(what: PassphraseChange) -> Self {
        Self {
            what,
            present: Secret::default(),
            first: Secret::default(),
            again: Secret::default(),
            is_revealed: false,
            meter: Meter::default(),
            is_harder: what == PassphraseChange::Harder,
            changing: None,
            problem: None,
        }
    }

    /// Whether it is over.
    pub(super) fn ui(&mut self, ctx: &Context, app: &AppContext<'_>) -> bool {
        let language = app.language;
        if let Some((_, reply)) = &self.changing
            && let Some(changed) = reply.take()
        {
            self.changing = None;
            match changed {
                Ok(_) => {
                    forget(ctx);
                    let said = match self.what {
                        PassphraseChange::Harder => text!(language, "change-harder-done"),
                        _ => text!(language, "change-done"),
                    };
                    app.send(Action::Say(said));
                    return true;
                }
                Err(Problem::Cancelled) => {}
                Err(problem) => self.problem = Some(problem),
            }
        }
        let (title, act) = match self.what {
            PassphraseChange::Harder => (
                text!(language, "change-harder-title"),
                text!(language, "change-harder-act"),
            ),
            _ => (
                text!(language, "change-title"),
                text!(language, "change-act"),
            ),
        };
        let cancel = text!(language, "fields-cancel");
        let has_new = !self.first.text().is_empty() && self.first.text() == self.again.text();
        let has_present = !self.present.text().is_empty();
        let is_ready = self.changing.is_none()
            && match self.what {
                PassphraseChange::Another => has_present && has_new,
                PassphraseChange::Forgotten => has_new,
                PassphraseChange::Harder => has_present,
            };
        let dialog = Dialog::new(Id::unique("change passphrase"), &title, &act, &cancel);
        let (outcome, ()) = dialog.ready(is_ready).show(ctx, |ui| self.form_ui(ui, app));
        match outcome {
            DialogOutcome::Primary => self.change(app),
            DialogOutcome::Cancelled => {
                let Some((job, _)) = &self.changing else {
                    forget(ctx);
                    return true;
                };
                // It says so when it has stopped.
                job.cancel();
            }
            DialogOutcome::Open | DialogOutcome::Secondary => {}
        }
        false
    }

    fn form_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        if let Some((job, _)) = &self.changing {
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
            let done = job.share().map(|share| share as f32);
            let progress = Progress {
                what: &text!(language, "change-working"),
                done,
                rate: "",
                left: "",
                cancel: "",
            };
            progress_row(ui, progress);
            return;
        }
        let words = match self.what {
            PassphraseChange::Another => text!(language, "change-what"),
            PassphraseChange::Forgotten => text!(language, "change-forgotten"),
            PassphraseChange::Harder => text!(language, "change-harder-what"),
        };
        paragraph(ui, &words, app.tokens.mute);
        if self.what != PassphraseChange::Forgotten {
            self.present_ui(ui, app);
        }
        if self.what != PassphraseChange::Harder {
            self.new_ui(ui, app);
        }
        let problem = self.problem.as_ref().filter(|problem| {
            !matches!(
                problem,
                Problem::Book(BookProblem::WrongPassphraseOrDamaged)
            )
        });
        if let Some(problem) = problem {
            note(ui, Severity::Error, &sentence(language, problem));
        }
    }

    fn present_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let show = text!(language, "welcome-show");
        let hide = text!(language, "welcome-hide");
        let label = text!(language, "change-present");
        let words = PasswordWords {
            label: &label,
            help: "",
            show: &show,
            hide: &hide,
        };
        let wrong = matches!(
            self.problem,
            Some(Problem::Book(BookProblem::WrongPassphraseOrDamaged))
        )
        .then(|| text!(language, "change-wrong"));
        let [present, ..] = FIELDS.map(Id::unique);
        let (text, revealed) = (self.present.text_mut(), &mut self.is_revealed);
        if password_field(ui, present, text, revealed, wrong.as_deref(), words).changed() {
            self.problem = None;
        }
    }

    fn new_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let show = text!(language, "welcome-show");
        let hide = text!(language, "welcome-hide");
        let label = text!(language, "change-new");
        let words = PasswordWords {
            label: &label,
            help: "",
            show: &show,
            hide: &hide,
        };
        let [_, first, again] = FIELDS.map(Id::unique);
        let revealed = &mut self.is_revealed;
        let text = self.first.text_mut();
        if password_field(ui, first, text, revealed, None, words).changed() {
            self.meter.touch();
        }
        let book = app.snapshot.book.as_ref();
        let name = book.map_or("", |book| book.name.as_str());
        self.meter.ui(ui, app, self.first.text(), name);
        let label = text!(language, "create-again");
        let words = PasswordWords {
            label: &label,
            ..words
        };
        let differ = (!self.first.text().starts_with(self.again.text()))
            .then(|| text!(language, "create-differ"));
        let text = self.again.text_mut();
        password_field(ui, again, text, revealed, differ.as_deref(), words);
        let harder = text!(language, "change-harder");
        check_row(ui, &mut self.is_harder, &harder, "");
    }

    fn change(&mut self, app: &AppContext<'_>) {
        self.problem = None;
        let asks = self.what != PassphraseChange::Forgotten;
        let present = asks.then(|| self.present.passphrase());
        let (new, grade) = match self.what {
            PassphraseChange::Harder => (self.present.passphrase(), app.snapshot.grade),
            _ => (self.first.passphrase(), self.meter.grade()),
        };
        let (present, new) = match (present.transpose(), new) {
            (Ok(present), Ok(new)) => (present, new),
            (Err(problem), _) | (_, Err(problem)) => {
                self.problem = Some(problem.into());
                return;
            }
        };
        let request = KeyRequest {
            present,
            new,
            is_harder: self.is_harder,
            grade,
        };
        self.changing = Some(app.session.change_passphrase(request, app.keys.clone()));
    }
}

/// Wipes what egui remembers of the fields; the texts are wiped when they are dropped.
fn forget(ctx: &Context) {
    for field in FIELDS {
        forget_password_field(ctx, Id::unique(field));
    }
}
