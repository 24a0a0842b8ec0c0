//! Which columns are shown, and in which order.

use egui::{Context, Id, ScrollArea, Ui};

use super::columns::{self, ColumnState};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::{Button, Dialog, DialogOutcome, check_row};
use crate::workspace::listview::TableColumn;

/// The dialog, open with the columns as they would be, or closed.
#[derive(Debug, Default)]
pub struct Chooser {
    is_opening: bool,
    columns: Option<Vec<ColumnState>>,
}

impl Chooser {
    pub fn open(&mut self) {
        self.is_opening = true;
    }

    /// Shows the dialog; gives the columns that were chosen.
    pub fn ui(
        &mut self,
        ctx: &Context,
        app: &AppContext<'_>,
        all: &[ColumnState],
    ) -> Option<Vec<ColumnState>> {
        if std::mem::take(&mut self.is_opening) {
            self.columns = Some(all.to_vec());
        }
        let columns = self.columns.as_mut()?;
        let language = app.language;
        let title = text!(language, "table-choose-columns");
        let (ok, cancel) = (text!(language, "table-ok"), text!(language, "table-cancel"));
        let reset = text!(language, "table-usual-columns");
        let (outcome, ()) = Dialog::new(Id::unique("choose columns"), &title, &ok, &cancel)
            .secondary(&reset)
            .width(360.0)
            .show(ctx, |ui| {
                let room = (ctx.content_rect().height() - 260.0).max(160.0);
                ScrollArea::vertical()
                    .max_height(room)
                    .show(ui, |ui| list_ui(ui, app, columns));
            });
        match outcome {
            DialogOutcome::Open => None,
            DialogOutcome::Primary => self.columns.take(),
            DialogOutcome::Cancelled => {
                self.columns = None;
                None
            }
            DialogOutcome::Secondary => {
                self.columns = Some(columns::columns(&[], &app.snapshot.vocabulary));
                None
            }
        }
    }
}

fn list_ui(ui: &mut Ui, app: &AppContext<'_>, columns: &mut Vec<ColumnState>) {
    ui.spacing_mut().item_spacing = egui::vec2(space::TINY, 0.0);
    let mut swapped = None;
    let count = columns.len();
    for (at, state) in columns.iter_mut().enumerate() {
        let title = columns::title(app.language, state.column, &app.snapshot.vocabulary);
        let is_name = state.column == TableColumn::Name;
        ui.push_id(state.key.as_str(), |ui| {
            ui.horizontal(|ui| {
                let width = ui.available_width() - 2.0 * (size::CHIP + space::TINY);
                ui.allocate_ui(egui::vec2(width, size::CHIP), |ui| {
                    ui.set_width(width);
                    ui.add_enabled_ui(!is_name, |ui| {
                        check_row(ui, &mut state.is_shown, &title, "");
                    });
                });
                let up = text!(app.language, "table-move-up", column = title.as_str());
                let down = text!(app.language, "table-move-down", column = title.as_str());
                let up = Button::quiet_icon(icons::CHEVRON_UP, &up).small();
                if ui.add_enabled(at > 1, up).clicked() {
                    swapped = Some((at, at - 1));
                }
                let down = Button::quiet_icon(icons::CHEVRON_DOWN, &down).small();
                if ui.add_enabled(!is_name && at + 1 < count, down).clicked() {
                    swapped = Some((at, at + 1));
                }
            });
        });
    }
    if let Some((one, other)) = swapped {
        columns.swap(one, other);
    }
}
