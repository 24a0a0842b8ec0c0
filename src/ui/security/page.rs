//! The screen about safety: the checklist, what this computer remembers, and what the program cannot
//! do.

use egui::{CentralPanel, Frame, Ui};

use super::{Security, checklist};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::space;
use crate::ui::widgets::{Card, Severity, note, page, paragraph, title};

const WIDTH: f32 = 720.0;

impl Security {
    /// Draws the screen.
    pub fn page_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        CentralPanel::no_frame()
            .frame(Frame::new().fill(app.tokens.bg))
            .show(ui, |ui| {
                page(ui, WIDTH, "security", |ui| self.cards_ui(ui, app));
            });
    }

    fn cards_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        title(ui, &text!(language, "security-title"));
        let items = checklist::items(app);
        let is_open = |item: &&checklist::Item| item.severity == Severity::Warning;
        match items.iter().filter(is_open).count() {
            0 => note(ui, Severity::Success, &text!(language, "security-all-done")),
            left => note(
                ui,
                Severity::Warning,
                &text!(
                    language,
                    "security-left",
                    n = left,
                    count = left.to_string()
                ),
            ),
        };
        Card::new(&text!(language, "security-checklist"))
            .show(ui, |ui| checklist::ui(ui, app, items));
        Card::new(&text!(language, "security-computer")).show(ui, |ui| self.remembered.ui(ui, app));
        limits_ui(ui, app);
    }
}

/// Draws the card with what is said plainly, before somebody relies on it.
pub fn limits_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    Card::new(&text!(language, "security-limits")).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        for words in [
            text!(language, "security-limit-forgotten"),
            text!(language, "security-limit-open"),
            text!(language, "security-limit-computer"),
            text!(language, "security-limit-remembered"),
            text!(language, "security-limit-shared"),
            text!(language, "security-limit-older"),
            text!(language, "security-limit-exports"),
        ] {
            paragraph(ui, &words, app.tokens.ink);
        }
    });
}
