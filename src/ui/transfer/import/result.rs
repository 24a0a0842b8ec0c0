//! The third step: what has become of every row, and the way back.

use egui::{Ui, vec2};

use super::side::piles_ui;
use super::{ImportScreen, Step};
use crate::domain::filter::{Expr, Filter, Term, TextKey, TextMatch};
use crate::i18n::count;
use crate::text;
use crate::ui::theme::{fonts, icons, space};
use crate::ui::transfer::steps;
use crate::ui::widgets::{Button, Card, Severity, elided, note, small_paragraph, title};
use crate::ui::{Action, AppContext, Command};

const WIDTH: f32 = 560.0;

impl ImportScreen {
    pub(super) fn result_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        steps::scrolled(ui, "import result", |ui| {
            steps::centred(ui, WIDTH, |ui| self.done_ui(ui, app));
        });
    }

    fn done_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let Step::Result(done) = &self.step else {
            return;
        };
        let imported = done.imported.clone();
        let source = done.request.source.clone();
        let is_undone = self.is_undone(app);
        if is_undone {
            title(ui, &text!(language, "intake-undone"));
            ui.add_space(space::MEDIUM);
            note(ui, Severity::Info, &text!(language, "intake-undone-means"));
            return;
        }
        title(ui, &text!(language, "transfer-import-done"));
        ui.add_space(space::MEDIUM);
        self.problem_ui(ui, app);
        Card::new("").show(ui, |ui| {
            let rows = imported.report.buckets.rows;
            let words = text!(language, "intake-rows-from", n = rows, count = count(rows));
            elided(ui, &words, fonts::body(), app.tokens.mute);
            self.numbers_ui(ui, app, &imported);
        });
        ui.add_space(space::MEDIUM);
        Self::done_parts_ui(ui, app, &imported);
        if let Some(piles) = &imported.piles {
            let words = text!(language, "intake-piles");
            Card::new(&words).show(ui, |ui| piles_ui(ui, app, piles));
            ui.add_space(space::MEDIUM);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            // The same row twice is asked about once.
            let held = app.snapshot.held;
            if imported.report.buckets.held > 0 && held > 0 {
                let words = text!(language, "held-settle", n = held, count = count(held));
                let button = Button::primary(&words).with_icon(icons::CLEAN_UP);
                if ui.add(button).clicked() {
                    app.run(Command::SettleHeld);
                }
            }
            let show = text!(language, "intake-show-people");
            if !imported.touched.is_empty()
                && ui
                    .add(Button::normal(&show).with_icon(icons::PEOPLE))
                    .clicked()
            {
                app.send(Action::ShowFilter(of_source(&source)));
            }
            let rejects: u64 = imported.report.reasons.values().sum();
            if rejects > 0 && self.saved.is_none() {
                let words = text!(
                    language,
                    "transfer-save-rejects",
                    n = rejects,
                    count = count(rejects)
                );
                let button = Button::normal(&words).with_icon(icons::SAVE);
                if ui.add_enabled(self.saving.is_none(), button).clicked() {
                    self.save_rejects(app);
                }
            }
        });
        if let Some(path) = &self.saved {
            ui.add_space(space::SMALL);
            let path = path.display().to_string();
            let words = text!(language, "transfer-rejects-saved", path = path);
            small_paragraph(ui, &words, app.tokens.mute);
        }
    }

    /// Whether undo would take back this very import.
    pub(super) fn can_undo(&self, app: &AppContext<'_>) -> bool {
        let Step::Result(done) = &self.step else {
            return false;
        };
        let newest = app.snapshot.undo.as_ref().map(|op| op.id);
        done.op.is_some() && newest == done.op
    }

    fn is_undone(&self, app: &AppContext<'_>) -> bool {
        let Step::Result(done) = &self.step else {
            return false;
        };
        let undone = app.snapshot.redo.as_ref().map(|op| op.id);
        done.op.is_some() && undone == done.op
    }
}

/// The filter for people of a source.
fn of_source(name: &str) -> String {
    let term = Term::Text(
        TextKey::Source,
        vec![TextMatch {
            text: name.to_owned(),
            exact: true,
        }],
    );
    Filter::from_chips([Expr::Term(term)]).to_string()
}
