//! The end of a walk: what came of it, and what can still be done.

use egui::{Key, Modifiers, Ui, vec2};

use crate::domain::review::Decision;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::keys::key_words;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{Button, Card, empty_state, key_value};
use crate::ui::{AppContext, Command};
use crate::workspace::Review;

/// Where to from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Leave,
    /// Once more through those who were skipped.
    Skipped,
    /// Back to the last on the list.
    Back,
}

/// In points.
const WIDTH: f32 = 460.0;

/// Draws the summary; gives what was chosen.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, review: &Review) -> Option<Next> {
    let language = app.language;
    let tally = &review.tally;
    let skipped = tally.of(Decision::Skipped);
    let mut next = keys(ui, skipped > 0);
    ui.add_space((ui.available_height() * 0.12).round());
    let heading = text!(language, "review-done");
    let words = text!(
        language,
        "review-done-words",
        name = review.name.as_str(),
        people = i18n::people(language, tally.total())
    );
    empty_state(ui, icons::SUCCESS, &heading, &words, |_| ());
    let side = ((ui.available_width() - WIDTH) / 2.0).max(0.0).floor();
    ui.horizontal_top(|ui| {
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(WIDTH.min(ui.available_width()));
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            Card::new("").show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for decision in Decision::ALL {
                    let people = tally.of(decision);
                    if people > 0 {
                        let name = i18n::decision(language, decision);
                        key_value(ui, &name, &count(people));
                    }
                }
            });
            ui.add_space(space::SMALL);
            ui.horizontal_wrapped(|ui| {
                let words = text!(language, "review-leave");
                let keys = format(ui, Key::Enter);
                if ui.add(Button::primary(&words).shortcut(&keys)).clicked() {
                    next = Some(Next::Leave);
                }
                if skipped > 0 {
                    let words = text!(language, "review-again", count = count(skipped));
                    let keys = format(ui, Key::S);
                    if ui.add(Button::normal(&words).shortcut(&keys)).clicked() {
                        next = Some(Next::Skipped);
                    }
                }
                let words = Command::Undo.name(language);
                let keys = Command::Undo.keys(ui.ctx());
                let button = Button::quiet(&words).shortcut(&keys);
                if ui
                    .add_enabled(app.environment.allows(Command::Undo), button)
                    .clicked()
                {
                    app.run(Command::Undo);
                }
            });
        });
    });
    next
}

fn keys(ui: &Ui, has_skipped: bool) -> Option<Next> {
    let ctx = ui.ctx();
    let is_free = !ctx.text_edit_focused()
        && ctx.memory(|memory| memory.top_modal_layer().is_none() && memory.focused().is_none());
    if !is_free {
        return None;
    }
    ui.input_mut(|input| {
        for (key, next, can) in [
            (Key::Enter, Next::Leave, true),
            (Key::Escape, Next::Leave, true),
            (Key::S, Next::Skipped, has_skipped),
            (Key::ArrowLeft, Next::Back, true),
        ] {
            if can && input.consume_key(Modifiers::NONE, key) {
                return Some(next);
            }
        }
        None
    })
}

fn format(ui: &Ui, key: Key) -> String {
    let shortcut = egui::KeyboardShortcut::new(Modifiers::NONE, key);
    key_words(ui.ctx(), shortcut)
}
