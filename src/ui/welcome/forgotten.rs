//! “Forgot the passphrase?”: into the book with the words of its recovery code.

use std::path::Path;

use egui::{Id, Ui};
use zeroize::Zeroizing;

use super::words;
use crate::domain::problem::Problem;
use crate::text;
use crate::ui::AppContext;
use crate::ui::files::{Ask, PathField};
use crate::ui::theme::icons;
use crate::ui::widgets::{Button, Severity, note, paragraph, text_area};
use crate::workspace::Reply;
use crate::workspace::keys::RecoveryCode;

const ROWS: usize = 4;
/// More than 24 words with whatever people put between them: the text never moves and leaves a copy
/// behind.
const ROOM: usize = 2_048;

/// What was typed so far.
#[derive(Debug)]
pub(super) struct Forgotten {
    typed: Zeroizing<String>,
    from: PathField,
    opening: Option<Reply<Result<(), Problem>>>,
    problem: Option<Problem>,
}

/// What it has come to in this pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recovered {
    NotYet,
    /// The book is open.
    Opened,
    /// The owner remembers.
    Back,
}

impl Forgotten {
    pub(super) fn new() -> Self {
        Self {
            typed: Zeroizing::new(String::with_capacity(ROOM)),
            from: PathField::default(),
            opening: None,
            problem: None,
        }
    }

    pub(super) fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, book: &Path) -> Recovered {
        match Reply::take_from(&mut self.opening) {
            Some(Ok(())) => return Recovered::Opened,
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
        let language = app.language;
        paragraph(ui, &text!(language, "forgotten-what"), app.tokens.mute);
        let label = text!(language, "forgotten-words");
        let id = Id::unique("recovery words");
        if text_area(ui, id, &label, "", ROWS, &mut self.typed).changed() {
            self.problem = None;
        }
        let label = text!(language, "forgotten-from");
        let id = Id::unique("recovery from");
        self.from.ui(ui, app, id, &label, None, &Ask::Any);
        if let Some(problem) = &self.problem {
            note(ui, Severity::Error, &words::explained(language, problem));
        }
        let open = text!(language, "forgotten-open");
        let can = self.opening.is_none() && !self.typed.trim().is_empty();
        let button = Button::primary(&open).min_width(ui.available_width());
        if ui.add_enabled(can, button).clicked() {
            self.open(app, book);
        }
        let back = text!(language, "forgotten-back");
        let back = Button::quiet(&back).with_icon(icons::ARROW_LEFT);
        if ui.add(back).clicked() {
            return Recovered::Back;
        }
        Recovered::NotYet
    }

    fn open(&mut self, app: &AppContext<'_>, book: &Path) {
        let code = match RecoveryCode::read(&self.typed) {
            Ok(code) => code,
            Err(problem) => {
                self.problem = Some(problem.into());
                return;
            }
        };
        let (from, keys) = (self.from.path(), app.keys.clone());
        self.opening = Some(app.session.recover(book, code, from, keys));
    }
}
