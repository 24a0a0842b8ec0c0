//! The screens before a book is open: welcome, a new book, unlocking.

mod column;
mod corner;
mod forgotten;
mod home;
mod meter;
mod new_book;
mod recent;
mod sample;
mod secret;
mod suggestion;
mod unlock;
mod words;

use std::path::Path;

use egui::Ui;

use super::{Action, AppContext, Route};
use crate::workspace::Session;
use home::Home;
pub use meter::Meter;
use new_book::NewBook;
use sample::Samples;
pub use secret::Secret;
use unlock::Unlock;

/// What these screens remember.
#[derive(Debug, Default)]
pub struct Welcome {
    home: Home,
    /// Made when the screen is entered, dropped with what was typed when it is left.
    new_book: Option<NewBook>,
    unlock: Option<Unlock>,
    samples: Samples,
}

impl Welcome {
    /// `waiting` is a customer file that waits for a book.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, route: &Route, waiting: Option<&Path>) {
        self.leave_all_but(route, app, ui.ctx());
        match route {
            Route::NewBook => {
                let new_book = (self.new_book).get_or_insert_with(|| NewBook::new(app, waiting));
                if new_book.ui(ui, app, waiting) {
                    self.new_book = None;
                    app.send(Action::BookOpened);
                    app.send(Action::ShowRecoveryCode);
                }
            }
            Route::Unlock(path) => {
                let is_sample = self.samples.holds(path);
                let unlock = self.unlock.get_or_insert_with(|| Unlock::new(path.clone()));
                if unlock.ui(ui, app, is_sample) {
                    let is_forgotten = unlock.is_forgotten();
                    self.unlock = None;
                    app.send(Action::BookOpened);
                    if is_forgotten {
                        app.send(Action::ChangePassphrase { is_forgotten });
                    }
                }
            }
            Route::Welcome
            | Route::Import
            | Route::People
            | Route::Review
            | Route::Held
            | Route::Export
            | Route::History
            | Route::Lists
            | Route::Trash
            | Route::Backups
            | Route::Fields
            | Route::Watch
            | Route::Settings => {
                if self.samples.is_opened(app.session) {
                    app.send(Action::BookOpened);
                }
                self.home.ui(ui, app, &self.samples, waiting);
            }
        }
        corner::corner_ui(ui, app);
    }

    /// Forgets what was typed on screens that were left, and lets nothing be opened behind them.
    fn leave_all_but(&mut self, route: &Route, app: &AppContext<'_>, ctx: &egui::Context) {
        if *route != Route::NewBook
            && let Some(new_book) = self.new_book.take()
        {
            new_book.leave(app, ctx);
        }
        if *route != Route::Welcome {
            self.samples.abandon(app.session);
        }
        let is_here = |unlock: &Unlock| *route == Route::Unlock(unlock.path().to_owned());
        if let Some(unlock) = self.unlock.take_if(|unlock| !is_here(unlock)) {
            unlock.leave(app, ctx);
        }
    }

    /// Asks for a book with the system's dialog.
    pub fn choose_file(&mut self) {
        self.home.choose_book();
    }

    /// Makes the sample book in a temporary folder and opens it.
    pub fn open_sample(&mut self, session: &Session) {
        self.samples.make(session);
    }

    /// Whether this is the sample book, which nobody wants to find among the recent ones.
    pub fn is_sample(&self, book: &Path) -> bool {
        self.samples.holds(book)
    }
}
