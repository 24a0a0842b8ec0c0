//! The first step: which file.

use std::path::Path;

use egui::{Id, Layout, Ui};

use super::{ImportScreen, Step};
use crate::text;
use crate::ui::files::Ask;
use crate::ui::theme::{fonts, icons, space, text as type_size};
use crate::ui::transfer::steps;
use crate::ui::widgets::{Button, centred_text, drop_zone, link};
use crate::ui::{AppContext, Command};

/// As wide as the place to drop files on the welcome screen.
const WIDTH: f32 = 720.0;

impl ImportScreen {
    pub(super) fn file_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let above = (ui.available_height() / 4.0 - 60.0).max(0.0).floor();
        ui.add_space(above);
        steps::centred(ui, WIDTH, |ui| {
            self.problem_ui(ui, app);
            let is_over = ui.input(|input| !input.raw.hovered_files.is_empty());
            drop_zone(ui, is_over, |ui| {
                let heading = if is_over {
                    text!(language, "welcome-drop-now")
                } else {
                    text!(language, "welcome-drop")
                };
                let font = fonts::bold(type_size::TITLE);
                let line = type_size::TITLE_LINE;
                centred_text(ui, &heading, font, line, app.tokens.ink);
                let below = text!(language, "intake-kinds");
                let line = type_size::BODY_LINE;
                centred_text(ui, &below, fonts::body(), line, app.tokens.mute);
                ui.add_space(space::LARGE);
                ui.with_layout(Layout::top_down(egui::Align::Min), |ui| {
                    let label = text!(language, "transfer-file");
                    let id = Id::unique("import file");
                    if !std::mem::replace(&mut self.has_asked, true) {
                        ui.memory_mut(|memory| memory.request_focus(id));
                    }
                    let answer = self.file.ui(ui, app, id, &label, None, &Ask::Customers);
                    if answer.changed {
                        self.problem = None;
                    }
                    if let Some(path) = answer.submitted {
                        self.choose(&path);
                    }
                    ui.add_space(space::SMALL);
                    let words = text!(language, "sweep-choose-folder");
                    let button = Button::normal(&words).with_icon(icons::FOLDER);
                    if ui.add(button).clicked() {
                        self.file.browse(app, &Ask::Folder);
                    }
                });
            });
            if app.can_write() {
                ui.add_space(space::MEDIUM);
                if link(ui, &text!(language, "watch-from-import")).clicked() {
                    app.run(Command::ShowWatch);
                }
            }
        });
    }

    /// Goes on with a file; what was chosen for the same one still holds.
    pub(super) fn choose(&mut self, path: &Path) {
        if self.path.as_deref() == Some(path) && self.reading.problem.is_none() {
            self.step = Step::Check;
        } else {
            self.take_file(path);
        }
    }
}
