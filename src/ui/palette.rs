//! The command palette: every command, and every person, by name.

use super::AppContext;

/// Open or closed, and what was typed.
#[derive(Debug, Default)]
pub struct Palette {}

impl Palette {
    pub fn open(&mut self) {}

    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {}
}
