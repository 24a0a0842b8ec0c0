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

/// What was typed so far.
#[derive(Debug)]
pub(super) struct ChangePassphrase {
    is_forgotten: bool,
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
    pub(super) fn new(is_forgotten: bool) -> Self {
        Self {
            is_forgotten,
            present: Secret::default(),
            first: Secret::default(),
            again: Secret::default(),
            is_revealed: false,
            meter: Meter::default(),
            is_harder: false,
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
                    app.send(Action::Say(text!(language, "change-done")));
                    return true;
                }
                Err(Problem::Cancelled) => {}
                Err(problem) => self.problem = Some(problem),
            }
        }
        let title = text!(language, "change-title");
        let act = text!(language, "change-act");
        let cancel = text!(language, "fields-cancel");
        let is_ready = self.changing.is_none()
            && !self.first.text().is_empty()
            && self.first.text() == self.again.text()
            && (self.is_forgotten || !self.present.text().is_empty());
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
        let words = if self.is_forgotten {
            text!(language, "change-forgotten")
        } else {
            text!(language, "change-what")
        };
        paragraph(ui, &words, app.tokens.mute);
        let show = text!(language, "welcome-show");
        let hide = text!(language, "welcome-hide");
        let (label, help) = (text!(language, "change-present"), String::new());
        let words = PasswordWords {
            label: &label,
            help: &help,
            show: &show,
            hide: &hide,
        };
        let [present, first, again] = FIELDS.map(Id::unique);
        let revealed = &mut self.is_revealed;
        if !self.is_forgotten {
            let wrong = matches!(
                self.problem,
                Some(Problem::Book(BookProblem::WrongPassphraseOrDamaged))
            )
            .then(|| text!(language, "change-wrong"));
            let text = self.present.text_mut();
            let field = password_field(ui, present, text, revealed, wrong.as_deref(), words);
            if field.changed() {
                self.problem = None;
            }
        }
        let label = text!(language, "change-new");
        let words = PasswordWords {
            label: &label,
            ..words
        };
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

    fn change(&mut self, app: &AppContext<'_>) {
        self.problem = None;
        let present = (!self.is_forgotten).then(|| self.present.passphrase());
        let (present, new) = match (present.transpose(), self.first.passphrase()) {
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
