//! Where the program keeps things, and which version it is.

use egui::Ui;

use crate::text;
use crate::ui::AppContext;
use crate::ui::widgets::{Card, key_value};
use crate::workspace::settings::SettingsFile;

/// Draws the card with places and the version.
pub fn about_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    Card::new(&text!(language, "settings-about")).show(ui, |ui| {
        if let Some(path) = SettingsFile::of_account().path() {
            let place = path.display().to_string();
            key_value(ui, &text!(language, "settings-place"), &place);
        }
        if let Some(book) = &app.snapshot.book {
            let place = book.path.display().to_string();
            key_value(ui, &text!(language, "settings-book"), &place);
        }
        key_value(
            ui,
            &text!(language, "settings-version"),
            env!("CARGO_PKG_VERSION"),
        );
    });
}
