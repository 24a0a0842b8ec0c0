//! The keys of all commands, as on the cheat sheet.

use egui::Ui;

use crate::text;
use crate::ui::widgets::Card;
use crate::ui::{AppContext, keys};

/// Draws the card.
pub fn keys_ui(ui: &mut Ui, app: &AppContext<'_>) {
    Card::new(&text!(app.language, "settings-keys")).show(ui, |ui| keys::sheet_ui(ui, app));
}
