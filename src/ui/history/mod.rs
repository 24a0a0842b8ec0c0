//! The history screen: everything that was done to the book, to be undone from there.

use egui::Ui;

use super::AppContext;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct History {}

impl History {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {}
}
