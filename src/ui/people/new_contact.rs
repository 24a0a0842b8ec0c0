//! The dialog that adds a person by hand.

use crate::ui::AppContext;

/// Open or closed.
#[derive(Debug, Default)]
pub struct NewContactDialog {}

impl NewContactDialog {
    pub fn open(&mut self) {}

    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {}
}
