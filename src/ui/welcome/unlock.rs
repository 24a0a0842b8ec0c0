//! The screen that asks for a book's passphrase.

use std::path::{Path, PathBuf};

use egui::{Context, Id, Ui, vec2};

use super::column::column_ui;
use super::forgotten::{Forgotten, Recovered};
use super::secret::Secret;
use super::words;
use crate::domain::problem::{BookProblem, Problem};
use crate::text;
use crate::ui::files::entered;
use crate::ui::theme::{fonts, icons, space};
use crate::ui::widgets::{
    Button, PasswordWords, Progress, Severity, elided, forget_password_field, link, note,
    password_field, progress_row, title,
};
use crate::ui::{Action, AppContext, Route};
use crate::workspace::Reply;
use crate::workspace::sample_book::SAMPLE_PASSPHRASE;

const WIDTH: f32 = 420.0;
const FIELD: &str = "unlock passphrase";

/// A book that waits for its passphrase.
#[derive(Debug)]
pub struct Unlock {
    path: PathBuf,
    secret: Secret,
    is_revealed: bool,
    opening: Option<Reply<Result<(), Problem>>>,
    problem: Option<Problem>,
    remembered: Remembered,
    /// The way in without the passphrase.
    forgotten: Option<Forgotten>,
    /// The field takes the keyboard in the next pass.
    wants_focus: bool,
}

/// Whether this computer remembers the key.
#[derive(Debug)]
enum Remembered {
    NotAsked,
    Asked(Reply<bool>),
    Known(bool),
}

impl Unlock {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            secret: Secret::default(),
            is_revealed: false,
            opening: None,
            problem: None,
            remembered: Remembered::NotAsked,
            forgotten: None,
            wants_focus: true,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the book was opened without its passphrase, which nobody knows any more.
    pub fn is_forgotten(&self) -> bool {
        self.forgotten.is_some()
    }

    /// Draws the screen; whether the book is open.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, is_sample: bool) -> bool {
        match Reply::take_from(&mut self.opening) {
            Some(Ok(())) => {
                forget_password_field(ui.ctx(), Id::unique(FIELD));
                return true;
            }
            Some(Err(problem)) => {
                self.problem = Some(problem);
                self.wants_focus = true;
            }
            None => {}
        }
        self.ask_whether_remembered(app);
        let mut is_open = false;
        column_ui(ui, "unlock", WIDTH, |ui| {
            ui.spacing_mut().item_spacing.y = space::MEDIUM;
            self.head_ui(ui, app);
            if let Some(forgotten) = &mut self.forgotten {
                match forgotten.ui(ui, app, &self.path) {
                    Recovered::Opened => is_open = true,
                    Recovered::Back => self.forgotten = None,
                    Recovered::NotYet => {}
                }
                return;
            }
            if is_sample {
                let words = text!(
                    app.language,
                    "unlock-sample",
                    passphrase = SAMPLE_PASSPHRASE
                );
                note(ui, Severity::Info, &words);
            }
            self.form_ui(ui, app);
            self.problem_ui(ui, app);
            self.other_ways_ui(ui, app, is_sample);
            ui.allocate_space(vec2(0.0, space::TINY));
            let other = text!(app.language, "unlock-other");
            let other = Button::quiet(&other).with_icon(icons::ARROW_LEFT);
            if ui.add(other).clicked() {
                app.send(Action::Go(Route::Welcome));
            }
        });
        is_open
    }

    /// A file tells, which may lie on a slow disk.
    fn ask_whether_remembered(&mut self, app: &AppContext<'_>) {
        match &self.remembered {
            Remembered::NotAsked => {
                let asked = app.session.is_remembered(&self.path, app.keys.clone());
                self.remembered = Remembered::Asked(asked);
            }
            Remembered::Asked(reply) => {
                if let Some(known) = reply.take() {
                    self.remembered = Remembered::Known(known);
                }
            }
            Remembered::Known(_) => {}
        }
    }

    fn other_ways_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, is_sample: bool) {
        if self.opening.is_some() || is_sample {
            return;
        }
        let words = text!(app.language, "unlock-remembered");
        let button = Button::normal(&words).min_width(WIDTH.min(ui.available_width()));
        if matches!(self.remembered, Remembered::Known(true)) && ui.add(button).clicked() {
            self.problem = None;
            let keys = app.keys.clone();
            self.opening = Some(app.session.open_remembered(&self.path, keys));
        }
        if link(ui, &text!(app.language, "unlock-forgotten")).clicked() {
            self.forgotten = Some(Forgotten::new());
        }
    }

    fn head_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        ui.spacing_mut().item_spacing.y = space::TINY;
        let name = self.path.file_stem().unwrap_or_default().to_string_lossy();
        title(ui, &name);
        let place = self.path.display().to_string();
        elided(ui, &place, fonts::small(), app.tokens.mute);
        ui.spacing_mut().item_spacing.y = space::MEDIUM;
        ui.add_space(space::SMALL);
    }

    fn form_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let is_opening = self.opening.is_some();
        let label = text!(language, "unlock-passphrase");
        let show = text!(language, "welcome-show");
        let hide = text!(language, "welcome-hide");
        let words = PasswordWords {
            label: &label,
            help: "",
            show: &show,
            hide: &hide,
        };
        let wrong = self.is_wrong().then(|| {
            let problem = Problem::Book(BookProblem::WrongPassphraseOrDamaged);
            words::explained(language, &problem)
        });
        let mut is_asked = false;
        ui.add_enabled_ui(!is_opening, |ui| {
            let (text, revealed) = (self.secret.text_mut(), &mut self.is_revealed);
            let id = Id::unique(FIELD);
            let field = password_field(ui, id, text, revealed, wrong.as_deref(), words);
            if std::mem::take(&mut self.wants_focus) {
                field.request_focus();
            }
            if field.changed() {
                self.problem = None;
            }
            is_asked = entered(ui, &field);
        });
        if is_opening {
            let progress = Progress {
                what: &text!(language, "unlock-opening"),
                done: None,
                rate: "",
                left: "",
                cancel: "",
            };
            progress_row(ui, progress);
            return;
        }
        let open = text!(language, "unlock-open");
        let can = !self.secret.text().is_empty();
        let button = Button::primary(&open).min_width(WIDTH.min(ui.available_width()));
        is_asked |= ui.add_enabled(can, button).clicked();
        if is_asked && can {
            self.open(app);
        }
    }

    fn is_wrong(&self) -> bool {
        let wrong = BookProblem::WrongPassphraseOrDamaged;
        matches!(&self.problem, Some(Problem::Book(problem)) if *problem == wrong)
    }

    fn problem_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Some(problem) = self.problem.as_ref().filter(|_| !self.is_wrong()) else {
            return;
        };
        note(
            ui,
            Severity::Error,
            &words::explained(app.language, problem),
        );
    }

    fn open(&mut self, app: &AppContext<'_>) {
        self.problem = None;
        match self.secret.passphrase() {
            Ok(passphrase) => self.opening = Some(app.session.open(&self.path, passphrase)),
            Err(problem) => self.problem = Some(problem.into()),
        }
    }

    /// The owner went elsewhere: a book that is being opened is closed again.
    pub fn leave(self, app: &AppContext<'_>, ctx: &Context) {
        if self.opening.is_some() || self.forgotten.as_ref().is_some_and(Forgotten::is_opening) {
            app.session.close();
        }
        forget_password_field(ctx, Id::unique(FIELD));
    }
}
