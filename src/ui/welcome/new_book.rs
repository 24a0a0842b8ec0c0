//! The screen that makes a new book: its name and place, and a passphrase that nobody can replace.

use std::path::{Path, PathBuf};

use egui::{Context, Id, Ui, vec2};

use super::column::column_ui;
use super::meter::Meter;
use super::secret::Secret;
use super::suggestion::{Offer, words_ui};
use super::words;
use crate::domain::problem::Problem;
use crate::i18n::Language;
use crate::text;
use crate::ui::files::{Ask, PathField};
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{
    Button, Card, PasswordWords, Progress, Severity, TextField, check_row, forget_password_field,
    link, note, paragraph, password_field, progress_row, title,
};
use crate::ui::{Action, AppContext, Route};
use crate::workspace::passphrase::Suggestion;
use crate::workspace::{KdfProfile, Reply, places};

const WIDTH: f32 = 420.0;
const FIRST: &str = "new book passphrase";
const AGAIN: &str = "new book passphrase again";
/// Characters that some system does not allow in names of files.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// What was filled in so far.
#[derive(Debug)]
pub struct NewBook {
    name: String,
    folder: PathField,
    /// Where documents are kept, while it is being looked for.
    documents: Option<Reply<PathBuf>>,
    first: Secret,
    again: Secret,
    is_revealed: bool,
    meter: Meter,
    offer: Option<Offer>,
    /// The words that were taken from the offer; shown until the book is made.
    taken: Option<Suggestion>,
    has_understood: bool,
    making: Option<Reply<Result<(), Problem>>>,
    problem: Option<Problem>,
    is_fresh: bool,
}

impl NewBook {
    /// Named after the customer file that waits, if one does.
    pub fn new(app: &AppContext<'_>, kept: Option<&Path>) -> Self {
        let stem = kept.and_then(Path::file_stem);
        let name = stem.map_or_else(
            || text!(app.language, "create-name-default"),
            |stem| stem.to_string_lossy().replace(FORBIDDEN, " "),
        );
        Self {
            name,
            folder: PathField::default(),
            documents: Some(app.session.wait_for(async { places::documents() })),
            first: Secret::default(),
            again: Secret::default(),
            is_revealed: false,
            meter: Meter::default(),
            offer: None,
            taken: None,
            has_understood: false,
            making: None,
            problem: None,
            is_fresh: true,
        }
    }

    /// Draws the screen; whether the book is made and open.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, kept: Option<&Path>) -> bool {
        if let Some(folder) = Reply::take_from(&mut self.documents)
            && self.folder.typed.is_empty()
        {
            self.folder.set(&folder);
        }
        match Reply::take_from(&mut self.making) {
            Some(Ok(())) => {
                Self::forget(ui.ctx());
                return true;
            }
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
        let is_making = self.making.is_some();
        column_ui(ui, "new book", WIDTH, |ui| {
            ui.spacing_mut().item_spacing.y = space::MEDIUM;
            ui.add_enabled_ui(!is_making, |ui| self.form_ui(ui, app, kept));
            self.foot_ui(ui, app);
        });
        false
    }

    fn form_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, kept: Option<&Path>) {
        let language = app.language;
        let back = text!(language, "welcome-back");
        if ui
            .add(Button::quiet(&back).with_icon(icons::ARROW_LEFT))
            .clicked()
        {
            // Back to the file that waits, where one does.
            let behind = if kept.is_some() {
                Route::Import
            } else {
                Route::Welcome
            };
            app.send(Action::Go(behind));
        }
        title(ui, &text!(language, "create-title"));
        if let Some(name) = kept.and_then(Path::file_name) {
            let name = name.to_string_lossy().into_owned();
            let words = text!(language, "create-kept-file", name = name);
            note(ui, Severity::Info, &words);
        }
        self.place_ui(ui, app);
        self.passphrase_ui(ui, app);
        note(
            ui,
            Severity::Warning,
            &text!(language, "create-consequence"),
        );
        let understood = text!(language, "create-understood");
        check_row(ui, &mut self.has_understood, &understood, "");
        self.is_fresh = false;
    }

    fn place_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let label = text!(language, "create-name");
        let wrong = self
            .name_is_wrong()
            .then(|| text!(language, "create-name-wrong"));
        let field = TextField::new(Id::unique("new book name"), &label)
            .error(wrong.as_deref())
            .max_width(f32::INFINITY)
            .show(ui, &mut self.name)
            .field;
        if self.is_fresh {
            field.request_focus();
        }
        let label = text!(language, "create-folder");
        let id = Id::unique("new book folder");
        let answer = self.folder.ui(ui, app, id, &label, None, &Ask::Folder);
        if field.changed() || answer.changed {
            self.problem = None;
        }
    }

    fn passphrase_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let show = text!(language, "welcome-show");
        let hide = text!(language, "welcome-hide");
        let label = text!(language, "create-passphrase");
        let help = text!(language, "create-passphrase-help");
        let words = PasswordWords {
            label: &label,
            help: &help,
            show: &show,
            hide: &hide,
        };
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let (text, revealed) = (self.first.text_mut(), &mut self.is_revealed);
        let first = password_field(ui, Id::unique(FIRST), text, revealed, None, words);
        if first.changed() {
            self.meter.touch();
            self.taken = None;
        }
        self.meter.ui(ui, app, self.first.text(), &self.name);
        self.offer_ui(ui, app);
        let label = text!(language, "create-again");
        let differ = self.differ().then(|| text!(language, "create-differ"));
        let words = PasswordWords {
            label: &label,
            help: "",
            ..words
        };
        let (text, revealed) = (self.again.text_mut(), &mut self.is_revealed);
        let id = Id::unique(AGAIN);
        password_field(ui, id, text, revealed, differ.as_deref(), words);
        ui.spacing_mut().item_spacing.y = space::MEDIUM;
    }

    /// Either the link, or the words to choose from, or those that were chosen.
    fn offer_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        if let Some(taken) = &self.taken {
            Card::new(&text!(language, "create-write-down"))
                .show(ui, |ui| words_ui(ui, app, taken));
        }
        let Some(offer) = &mut self.offer else {
            if link(ui, &text!(language, "create-think")).clicked() {
                self.offer = Some(Offer::new(language));
                self.taken = None;
            }
            return;
        };
        if let Some(suggestion) = offer.ui(ui, app) {
            let typed = suggestion.typed();
            self.first.set(&typed);
            self.again.wipe();
            self.meter.touch();
            self.taken = Some(suggestion);
            self.offer = None;
        }
    }

    fn foot_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        if let Some(problem) = &self.problem {
            note(ui, Severity::Error, &words::explained(language, problem));
        }
        if self.making.is_some() {
            let progress = Progress {
                what: &text!(language, "create-making"),
                done: None,
                rate: "",
                left: "",
                cancel: "",
            };
            progress_row(ui, progress);
            return;
        }
        let missing = self.missing(language);
        let create = text!(language, "create-create");
        let button = Button::primary(&create).min_width(120.0);
        if ui.add_enabled(missing.is_none(), button).clicked() {
            self.make(app);
        }
        if let Some(missing) = missing {
            paragraph(ui, &missing, app.tokens.mute);
        }
        ui.allocate_space(vec2(0.0, space::SMALL));
    }

    /// What keeps the button grey, in words.
    fn missing(&self, language: Language) -> Option<String> {
        if self.name.trim().is_empty() || self.name_is_wrong() {
            Some(text!(language, "create-needs-name"))
        } else if self.folder.path().is_none() {
            Some(text!(language, "create-needs-folder"))
        } else if self.first.text().is_empty() {
            Some(text!(language, "create-needs-passphrase"))
        } else if self.first.text() != self.again.text() {
            Some(text!(language, "create-needs-again"))
        } else if !self.has_understood {
            Some(text!(language, "create-needs-understood"))
        } else {
            None
        }
    }

    fn name_is_wrong(&self) -> bool {
        let name = self.name.trim();
        name.contains(FORBIDDEN) || name.chars().any(char::is_control) || name.starts_with('.')
    }

    /// Only once the second can no longer become the first by typing on.
    fn differ(&self) -> bool {
        !self.first.text().starts_with(self.again.text())
    }

    fn make(&mut self, app: &AppContext<'_>) {
        let Some(folder) = self.folder.path() else {
            return;
        };
        let path = folder.join(format!("{}.haobu", self.name.trim()));
        self.problem = None;
        match self.first.passphrase() {
            Ok(passphrase) => {
                let (profile, grade) = (KdfProfile::default(), self.meter.grade());
                let made = app.session.create(&path, passphrase, profile, grade);
                self.making = Some(made);
            }
            Err(problem) => self.problem = Some(problem.into()),
        }
    }

    /// The owner went elsewhere: a book that is being made stays a file, but is not opened.
    pub fn leave(self, app: &AppContext<'_>, ctx: &Context) {
        if self.making.is_some() {
            app.session.close();
        }
        Self::forget(ctx);
    }

    /// Wipes what egui remembers of the fields; the texts are wiped when they are dropped.
    fn forget(ctx: &Context) {
        forget_password_field(ctx, Id::unique(FIRST));
        forget_password_field(ctx, Id::unique(AGAIN));
    }
}
