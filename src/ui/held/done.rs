//! Nothing waits any more, or only what was skipped.

use egui::Ui;

use super::bar::{Pressed, keys_of, pressed};
use crate::i18n::count;
use crate::text;
use crate::ui::theme::icons;
use crate::ui::widgets::{Button, empty_state};
use crate::ui::{AppContext, Command};

/// Where to from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Leave,
    /// Once more through those that were skipped.
    Again,
}

/// Draws the end; gives what was chosen.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, most: usize, skipped: usize) -> Option<Next> {
    let language = app.language;
    let mut next = match pressed(ui) {
        Some(Pressed::Leave) => Some(Next::Leave),
        Some(Pressed::Skip) if skipped > 0 => Some(Next::Again),
        _ => None,
    };
    ui.add_space((ui.available_height() * 0.2).round());
    let skipped_words = count(u64::try_from(skipped).unwrap_or(u64::MAX));
    let (heading, words) = if skipped > 0 {
        (
            text!(language, "held-only-skipped"),
            text!(
                language,
                "held-only-skipped-words",
                count = skipped_words.as_str()
            ),
        )
    } else if most > 0 {
        (
            text!(language, "held-done"),
            text!(language, "held-done-words"),
        )
    } else {
        (
            text!(language, "held-none"),
            text!(language, "held-none-words"),
        )
    };
    empty_state(ui, icons::SUCCESS, &heading, &words, |ui| {
        if skipped > 0 {
            let words = text!(language, "held-again", count = skipped_words);
            let keys = keys_of(ui, Pressed::Skip);
            if ui.add(Button::primary(&words).shortcut(&keys)).clicked() {
                next = Some(Next::Again);
            }
        }
        let words = text!(language, "review-leave");
        let keys = keys_of(ui, Pressed::Leave);
        if ui.add(Button::normal(&words).shortcut(&keys)).clicked() {
            next = Some(Next::Leave);
        }
        let words = Command::Undo.name(language);
        let keys = Command::Undo.keys(ui.ctx());
        let button = Button::quiet(&words).shortcut(&keys);
        let can_undo = app.environment.allows(Command::Undo);
        if ui.add_enabled(can_undo, button).clicked() {
            app.run(Command::Undo);
        }
    });
    next
}
