//! The second step: which columns, as what kind of file, and where to.

use egui::{Id, Layout, Ui, vec2};

use super::{ExportScreen, Use, head};
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::files::Ask;
use crate::ui::theme::{fonts, space};
use crate::ui::transfer::steps::{ROOM_FOR_SIDE, SIDE, scrolled};
use crate::ui::widgets::{
    Card, Severity, check_row, elided, link, note, small_paragraph, tabs_fitting,
};
use crate::workspace::{Column, Format};

impl ExportScreen {
    pub(super) fn what_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let room = ui.available_size();
        if room.x < ROOM_FOR_SIDE {
            scrolled(ui, "export what", |ui| {
                self.file_ui(ui, app);
                ui.add_space(space::LARGE);
                self.columns_ui(ui, app);
            });
            return;
        }
        let wide = room.x - SIDE - space::HUGE;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let column = Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(SIDE, room.y), column, |ui| {
                ui.set_min_size(vec2(SIDE, room.y));
                scrolled(ui, "export columns", |ui| self.columns_ui(ui, app));
            });
            ui.add_space(space::HUGE);
            ui.allocate_ui_with_layout(vec2(wide, room.y), column, |ui| {
                scrolled(ui, "export file", |ui| self.file_ui(ui, app));
            });
        });
    }

    fn columns_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let every = every_column(app);
        let mut chosen = self.columns(app);
        let fewest = self.proposed_columns(app);
        let title = text!(language, "send-columns");
        Card::new(&title).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            small_paragraph(ui, &text!(language, "send-columns-means"), app.tokens.mute);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                if link(ui, &text!(language, "send-columns-fewest")).clicked() {
                    chosen.clone_from(&fewest);
                }
                if link(ui, &text!(language, "send-columns-all")).clicked() {
                    chosen.clone_from(&every);
                }
            });
            ui.add_space(space::TINY);
            for column in &every {
                let mut is_on = chosen.contains(column);
                if !check_row(ui, &mut is_on, &head(app, column), "").changed() {
                    continue;
                }
                if is_on {
                    chosen.push(column.clone());
                } else {
                    chosen.retain(|known| known != column);
                }
            }
        });
        if chosen != self.columns(app) {
            // In the usual order, whatever was ticked first.
            let ordered = every.into_iter().filter(|column| chosen.contains(column));
            self.columns = Some(ordered.collect());
        }
    }

    fn file_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let problem = self.problem.as_ref();
        let problem = problem.map(|problem| i18n::sentence(language, problem));
        let label = text!(language, "transfer-format");
        Card::new(&label).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            let card = text!(language, "transfer-format-vcard");
            let mut choices = vec![(Format::Xlsx, "Excel"), (Format::Csv, "CSV")];
            // A card cannot be edited in a spreadsheet.
            if self.what_for != Use::Editing {
                choices.push((Format::Vcard, card.as_str()));
            }
            let mut format = self.format;
            tabs_fitting(ui, &mut format, &choices);
            if format != self.format {
                self.choose_format(format);
            }
            let label = text!(language, "transfer-export-file");
            let name = self.file.path().and_then(|path| {
                let name = path.file_name()?;
                Some(name.to_string_lossy().into_owned())
            });
            let ask = Ask::Save(name.unwrap_or_default());
            let id = Id::unique("export file");
            let error = problem.as_deref();
            if self.file.ui(ui, app, id, &label, error, &ask).changed {
                self.problem = None;
            }
        });
        ui.add_space(space::LARGE);
        let words = text!(language, "send-preview");
        elided(ui, &words, fonts::body(), app.tokens.mute);
        ui.add_space(space::TINY);
        self.preview.ui(ui, app);
        ui.add_space(space::MEDIUM);
        let words = match self.what_for {
            Use::Contact => text!(language, "send-plain-contact"),
            Use::Records => text!(language, "transfer-plain"),
            Use::Editing => text!(language, "send-editing-how"),
        };
        note(ui, Severity::Info, &words);
    }
}

/// Everything that can be written of somebody, in the usual order.
fn every_column(app: &AppContext<'_>) -> Vec<Column> {
    let fields = &app.snapshot.vocabulary.fields;
    let fields: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    let mut columns = Vec::new();
    for column in Column::every(&fields) {
        let is_city = column == Column::City;
        if is_city {
            columns.push(Column::Province);
        }
        columns.push(column);
        if is_city {
            columns.extend([Column::Street, Column::Postcode]);
        }
    }
    columns
}
