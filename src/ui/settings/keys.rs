//! The keys of all commands, made from the list of commands itself.

use egui::Ui;

use crate::text;
use crate::ui::theme::space;
use crate::ui::widgets::{Card, kbd, key_value_with};
use crate::ui::{AppContext, Command};

/// Draws the card.
pub fn keys_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    Card::new(&text!(language, "settings-keys")).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        for command in Command::ALL {
            let shortcuts = command.shortcuts();
            if shortcuts.is_empty() {
                continue;
            }
            key_value_with(ui, &command.name(language), |ui| {
                // Drawn from the right, so the first is drawn last.
                for shortcut in shortcuts.iter().rev() {
                    let keys = ui.ctx().format_shortcut(shortcut);
                    kbd(ui, &keys);
                }
            });
        }
    });
}
