//! What has become of what was ticked, and the way back.

use egui::{ScrollArea, Ui};

use super::frame::page_ui;
use super::{Step, TripScreen, words};
use crate::i18n::{count, people};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space};
use crate::ui::widgets::{Card, Severity, elided, key_value, note, small_paragraph, title};
use crate::workspace::roundtrip::Brought;

/// Height of a line that tells of a cell.
const ROW: f32 = 24.0;

impl TripScreen {
    pub(super) fn result_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Step::Result(brought) = &self.step else {
            return;
        };
        let language = app.language;
        let is_undone = self.is_undone(app);
        ScrollArea::vertical()
            .id_salt("trip result")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                page_ui(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if is_undone {
                        title(ui, &text!(language, "intake-undone"));
                        ui.add_space(space::MEDIUM);
                        note(ui, Severity::Info, &text!(language, "trip-undone-means"));
                        return;
                    }
                    title(ui, &text!(language, "trip-done"));
                    ui.add_space(space::MEDIUM);
                    Card::new("").show(ui, |ui| numbers_ui(ui, app, brought));
                    self.refused_ui(ui, app, brought);
                    if self.trip.kept.all() > 0 {
                        ui.add_space(space::MEDIUM);
                        let all = self.trip.kept.all();
                        let words = text!(language, "trip-done-kept", n = all, count = count(all));
                        small_paragraph(ui, &words, app.tokens.mute);
                    }
                });
            });
    }

    fn refused_ui(&self, ui: &mut Ui, app: &AppContext<'_>, brought: &Brought) {
        if brought.refused.is_empty() {
            return;
        }
        let language = app.language;
        ui.add_space(space::MEDIUM);
        let n = brought.refused();
        let words = text!(language, "trip-refused", n = n, count = count(n));
        note(ui, Severity::Warning, &words);
        ui.add_space(space::SMALL);
        Card::new("").show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("trip refused")
                .max_height(240.0)
                .auto_shrink([false, true])
                .show_rows(ui, ROW, brought.refused.len(), |ui, places| {
                    for cell in brought.refused.get(places).unwrap_or_default() {
                        let column = cell.column.unwrap_or(usize::MAX);
                        let head = words::head(&self.trip.columns, column);
                        let file = words::shown(language, &cell.file);
                        let why = words::refused_why(language, &cell.why);
                        let mut parts = vec![cell.name.as_str(), head, &file, &why];
                        parts.retain(|part| !part.is_empty());
                        parts.dedup();
                        let line = parts.join(" · ");
                        elided(ui, &line, fonts::body(), app.tokens.ink);
                    }
                });
        });
    }

    /// Whether undo would take back just this.
    pub(super) fn can_undo(&self, app: &AppContext<'_>) -> bool {
        let newest = app.snapshot.undo.as_ref().map(|op| op.id);
        self.op().is_some_and(|op| newest == Some(op))
    }

    fn is_undone(&self, app: &AppContext<'_>) -> bool {
        let undone = app.snapshot.redo.as_ref().map(|op| op.id);
        self.op().is_some_and(|op| undone == Some(op))
    }

    fn op(&self) -> Option<crate::domain::ids::OpId> {
        match &self.step {
            Step::Result(brought) => brought.op,
            _ => None,
        }
    }
}

fn numbers_ui(ui: &mut Ui, app: &AppContext<'_>, brought: &Brought) {
    let language = app.language;
    if brought.all() == 0 {
        let words = text!(language, "trip-done-nothing");
        small_paragraph(ui, &words, app.tokens.mute);
        return;
    }
    if brought.cells > 0 {
        let words = text!(
            language,
            "trip-done-cells",
            people = people(language, brought.people)
        );
        key_value(ui, &words, &count(brought.cells));
    }
    let rows = [
        (brought.added, text!(language, "trip-done-added")),
        (brought.deleted, text!(language, "trip-done-deleted")),
    ];
    for (number, words) in rows.iter().filter(|(number, _)| *number > 0) {
        key_value(ui, words, &count(*number));
    }
}
