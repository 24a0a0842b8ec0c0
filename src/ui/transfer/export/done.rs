//! The third step: what was written, who is not in it, and that the book remembers it.

use egui::{Ui, vec2};

use super::{Done, ExportScreen, Step};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::theme::{fonts, icons, space};
use crate::ui::transfer::steps;
use crate::ui::widgets::{
    Button, Card, Severity, elided, key_value, note, paragraph, small_paragraph, title,
};
use crate::ui::{Action, AppContext};

const WIDTH: f32 = 560.0;
const BIG: f32 = 24.0;

impl ExportScreen {
    pub(super) fn done_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Step::Done(done) = &self.step else {
            return;
        };
        steps::scrolled(ui, "export done", |ui| {
            steps::centred(ui, WIDTH, |ui| done.ui(ui, app));
        });
    }
}

impl Done {
    fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        title(ui, &text!(language, "transfer-export-done"));
        ui.add_space(space::MEDIUM);
        Card::new("").show(ui, |ui| {
            let people = self.sent.contacts;
            let words = text!(language, "send-written", n = people, count = count(people));
            elided(ui, &words, fonts::bold(BIG), app.tokens.ink);
            if let Some(scope) = self.scope {
                let words = i18n::scope(language, scope);
                elided(ui, &words, fonts::body(), app.tokens.mute);
            }
            ui.add_space(space::TINY);
            paragraph(ui, &self.file.display().to_string(), app.tokens.ink);
        });
        ui.add_space(space::MEDIUM);
        if !self.sent.left_out.is_empty() {
            let all = self.sent.left_out.values().sum();
            let heading = text!(language, "send-left-out", n = all, count = count(all));
            Card::new(&heading).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (reason, people) in &self.sent.left_out {
                    key_value(ui, &i18n::left_out(language, *reason), &count(*people));
                }
            });
            ui.add_space(space::MEDIUM);
        }
        note(ui, Severity::Warning, &text!(language, "transfer-plain"));
        ui.add_space(space::MEDIUM);
        let words = match self.sent.op {
            Some(_) => text!(language, "send-remembered"),
            None => text!(language, "send-not-remembered"),
        };
        small_paragraph(ui, &words, app.tokens.mute);
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            if let Some(op) = self.sent.op {
                let words = text!(language, "send-show-list");
                let button = Button::normal(&words).with_icon(icons::HISTORY);
                if ui.add(button).clicked() {
                    app.send(Action::ShowList(op));
                }
            }
            let words = text!(language, "send-copy-place");
            let button = Button::normal(&words).with_icon(icons::COPY);
            if ui.add(button).clicked() {
                app.send(Action::Copy(self.file.display().to_string()));
                app.send(Action::Say(text!(language, "send-copied-place")));
            }
        });
    }
}
