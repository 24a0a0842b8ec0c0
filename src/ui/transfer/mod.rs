//! The dialogs that bring a file in and send a list out.

use std::path::PathBuf;

use super::AppContext;
use super::people::People;

/// Open or closed, and what runs.
#[derive(Debug, Default)]
pub struct Transfer {}

impl Transfer {
    /// Opens the dialog that brings a file in; asks for the file without one.
    pub fn import(&mut self, file: Option<PathBuf>) {}

    /// Opens the dialog that sends a list out.
    pub fn export(&mut self) {}

    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>, people: &People) {}
}
