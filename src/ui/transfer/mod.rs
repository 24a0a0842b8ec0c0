//! The screens that bring a file in or an edited list back, and that send a list out.

mod brought;
mod export;
mod import;
mod progress;
mod roundtrip;
mod steps;

use std::path::{Path, PathBuf};

use egui::Ui;

use super::people::People;
use super::{Action, AppContext, Route};
pub use brought::{brought, or_nothing};
use export::ExportScreen;
use import::ImportScreen;
pub use progress::job_ui;
use roundtrip::{Leave, TripScreen};

/// Open or closed, and what runs.
#[derive(Debug, Default)]
pub struct Transfer {
    import: Option<ImportScreen>,
    /// An edited list that came back, in place of the import.
    trip: Option<TripScreen>,
    export: Option<ExportScreen>,
}

impl Transfer {
    /// Begins to bring a file in, or goes on with what was begun; asks for the file without one.
    pub fn import(&mut self, file: Option<PathBuf>) {
        if let Some(trip) = &self.trip {
            // It goes on, unless there is another file and time for it.
            if trip.is_running() || file.is_none() {
                return;
            }
            self.trip = None;
        }
        let screen = self.import.get_or_insert_default();
        if let Some(file) = file {
            screen.take_file(&file);
        }
    }

    /// Begins to bring several files in as one.
    pub fn import_several(&mut self, files: &[PathBuf]) {
        if self.trip.as_ref().is_some_and(TripScreen::is_running) {
            return;
        }
        self.trip = None;
        self.import.get_or_insert_default().take_files(files);
    }

    /// The customer file that waits for a book to be made or opened.
    pub fn waiting_file(&self) -> Option<&Path> {
        self.import.as_ref().and_then(ImportScreen::waiting_file)
    }

    /// Lets that file go.
    pub fn drop_waiting(&mut self) {
        self.import = None;
    }

    /// There is a book now; whether something waited for it.
    pub fn book_opened(&mut self, app: &AppContext<'_>) -> bool {
        let waiting = self
            .import
            .as_mut()
            .filter(|screen| screen.waiting_file().is_some());
        match waiting {
            Some(screen) => {
                screen.book_opened(app);
                true
            }
            None => false,
        }
    }

    /// Begins to send a list out; while one is being written it is too late for another.
    pub fn export(&mut self, app: &AppContext<'_>, people: &People) {
        if !(self.export.as_ref()).is_some_and(ExportScreen::is_running) {
            self.export = Some(ExportScreen::new(app, people));
        }
    }

    /// Draws the screen that brings a file in.
    pub fn import_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let came_back = self
            .import
            .as_mut()
            .and_then(|import| import.came_back(app));
        if let Some(path) = came_back {
            self.import = None;
            self.trip = Some(TripScreen::new(path));
        }
        if let Some(trip) = &mut self.trip {
            match trip.ui(ui, app) {
                Leave::Stay => {}
                Leave::Done => {
                    self.trip = None;
                    ImportScreen::leave(app);
                }
                Leave::AsPlain => {
                    self.import = Some(ImportScreen::of_plain(trip.path()));
                    self.trip = None;
                }
            }
            return;
        }
        if self.import.get_or_insert_default().ui(ui, app) {
            self.import = None;
            ImportScreen::leave(app);
        }
    }

    /// Draws the screen that sends a list out.
    pub fn export_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, people: &People) {
        let screen = self
            .export
            .get_or_insert_with(|| ExportScreen::new(app, people));
        if screen.ui(ui, app) {
            self.export = None;
            app.send(Action::Go(Route::People));
        }
    }
}
