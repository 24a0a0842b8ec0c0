//! The screens before a book is open: welcome, a new book, unlocking.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{AppContext, Route};
use crate::i18n::Language;
use crate::workspace::Session;

/// What these screens remember.
#[derive(Debug, Default)]
pub struct Welcome {}

impl Welcome {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, route: &Route) {}

    /// A customer file that is brought in as soon as there is a book for it.
    pub fn keep_for_later(&mut self, file: PathBuf) {}

    /// Hands that file over.
    pub fn take_kept_file(&mut self) -> Option<PathBuf> {
        None
    }

    /// Asks for a book with the system's dialog.
    pub fn choose_file(&mut self) {}

    /// Makes the sample book in a temporary folder and opens it.
    pub fn open_sample(&mut self, session: &Session, language: Language) {}

    /// Whether this is the sample book, which nobody wants to find among the recent ones.
    pub fn is_sample(&self, book: &Path) -> bool {
        false
    }
}
