//! The sample book: made behind the window, in a folder that goes when the program does.

use std::path::Path;

use tempfile::TempDir;

use crate::domain::problem::Problem;
use crate::workspace::sample_book::{self, SAMPLE_CONTACTS};
use crate::workspace::{Reply, Session, now, places};

/// The sample books of this run.
#[derive(Debug, Default)]
pub struct Samples {
    /// Kept until the program ends: one of them may be open.
    folders: Vec<TempDir>,
    folder: Option<Reply<Result<TempDir, Problem>>>,
    opening: Option<Reply<Result<(), Problem>>>,
    problem: Option<Problem>,
}

impl Samples {
    /// Begins to make one, unless one is on the way.
    pub fn make(&mut self, session: &Session) {
        if self.is_pending() {
            return;
        }
        self.problem = None;
        self.folder = Some(session.wait_for(async { places::temporary_folder() }));
    }

    pub fn is_pending(&self) -> bool {
        self.folder.is_some() || self.opening.is_some()
    }

    /// The owner went elsewhere: nothing is to be opened behind another screen.
    pub fn abandon(&mut self, session: &Session) {
        self.folder = None;
        if self.opening.take().is_some() {
            session.close();
        }
    }

    /// Why there is none.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Whether one was opened since the last time.
    pub fn is_opened(&mut self, session: &Session) -> bool {
        match Reply::take_from(&mut self.folder) {
            Some(Ok(folder)) => {
                let place = folder.path().to_owned();
                let make = move || sample_book::make(&place, now(), SAMPLE_CONTACTS);
                self.opening = Some(session.open_with(make));
                self.folders.push(folder);
            }
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
        match Reply::take_from(&mut self.opening) {
            Some(Ok(())) => true,
            Some(Err(problem)) => {
                self.problem = Some(problem);
                false
            }
            None => false,
        }
    }

    /// Whether this book is one of them.
    pub fn holds(&self, book: &Path) -> bool {
        (self.folders.iter()).any(|folder| book.starts_with(folder.path()))
    }
}
