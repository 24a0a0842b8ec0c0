//! One backup in the list: when, how many contacts, and what can be done with it.

use egui::{Align, Layout, Ui, vec2};

use super::words::file_name;
use crate::i18n::{count, date_time, megabytes};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, size, space, text as type_size};
use crate::ui::widgets::{Button, elided};
use crate::workspace::backups::Backup;

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clicked {
    LookInside,
    Restore,
}

/// Draws a line; what was clicked in it.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, backup: &Backup, can: bool) -> Option<Clicked> {
    let language = app.language;
    let mut clicked = None;
    let Some(manifest) = &backup.manifest else {
        let name = file_name(&backup.path);
        let words = text!(language, "backups-row-damaged", name = name);
        elided(ui, &words, fonts::body(), app.tokens.no);
        return None;
    };
    let when = date_time(manifest.made);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), size::CONTROL),
        Layout::right_to_left(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let restore = text!(language, "backups-restore");
            let button = Button::normal(&restore).small();
            // Several lines have the same words: the name says which is meant.
            let name = text!(language, "backups-restore-of", when = when.as_str());
            let response = ui.add_enabled(can, button);
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, name.as_str()));
            if response.clicked() {
                clicked = Some(Clicked::Restore);
            }
            let look = text!(language, "backups-look");
            let button = Button::quiet(&look).with_icon(icons::EYE).small();
            let name = text!(language, "backups-look-of", when = when.as_str());
            let response = ui.add_enabled(can, button);
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, name.as_str()));
            if response.clicked() {
                clicked = Some(Clicked::LookInside);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                elided(ui, &when, fonts::bold(type_size::BODY), app.tokens.ink);
                let contacts = manifest.contacts;
                let about = text!(
                    language,
                    "backups-row-about",
                    n = contacts,
                    number = manifest.number.to_string(),
                    contacts = count(contacts),
                    size = megabytes(backup.bytes)
                );
                elided(ui, &about, fonts::body(), app.tokens.mute);
            });
        },
    );
    clicked
}
