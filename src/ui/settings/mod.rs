//! The settings screen: language, look, locking.

use egui::Ui;

use super::AppContext;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct SettingsScreen {}

impl SettingsScreen {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {}
}
