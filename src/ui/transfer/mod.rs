//! The dialogs that bring a file in and send a list out.

mod export;
mod import;
mod progress;
mod report;
mod source;

use std::path::PathBuf;

use super::AppContext;
use super::people::People;
use super::theme::space;
use super::widgets::paragraph;
use export::ExportDialog;
use import::ImportDialog;
pub use progress::job_ui;

/// Open or closed, and what runs.
#[derive(Debug, Default)]
pub struct Transfer {
    import: Option<ImportDialog>,
    export: Option<ExportDialog>,
}

impl Transfer {
    /// Opens the dialog that brings a file in; asks for the file without one.
    pub fn import(&mut self, file: Option<PathBuf>) {
        self.import
            .get_or_insert_with(ImportDialog::default)
            .take_file(file);
    }

    /// Opens the dialog that sends a list out.
    pub fn export(&mut self) {
        self.export.get_or_insert_with(ExportDialog::default);
    }

    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>, people: &People) {
        if self
            .import
            .as_mut()
            .is_some_and(|dialog| dialog.ui(ctx, app))
        {
            self.import = None;
        }
        if (self.export.as_mut()).is_some_and(|dialog| dialog.ui(ctx, app, people)) {
            self.export = None;
        }
    }
}

/// What a group of choices is about, in line with the labels of fields.
fn caption_ui(ui: &mut egui::Ui, app: &AppContext<'_>, words: &str) {
    ui.add_space(space::SMALL);
    paragraph(ui, words, app.tokens.ink);
}
