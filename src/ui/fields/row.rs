//! One field, or one that could be turned on: what it is, why it is kept, and what can be done.

use egui::{CornerRadius, Frame, Margin, Role, Ui, WidgetInfo};

use super::Act;
use crate::domain::field::ReadyMade;
use crate::domain::listing::FieldEntry;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, radius, space, text as type_size};
use crate::ui::widgets::{Button, elided, small_paragraph};

/// Room that the buttons at the right take, in points.
const BUTTONS: f32 = 190.0;

/// A field of the book; gives what is to be done with it.
pub fn field_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    entry: &FieldEntry,
    people: Option<usize>,
) -> Option<Act> {
    let (language, tokens) = (app.language, app.tokens);
    let mut act = None;
    let name = entry.name.as_str();
    box_ui(
        ui,
        app,
        name,
        |ui| {
            let kind = i18n::field_kind(language, entry.kind);
            let filled = match people {
                None => text!(language, "fields-loading"),
                Some(0) => text!(language, "fields-nobody"),
                Some(people) => {
                    let people = u64::try_from(people).unwrap_or(u64::MAX);
                    text!(language, "fields-filled", n = people, count = count(people))
                }
            };
            small_paragraph(ui, &[kind, filled].join(" · "), tokens.mute);
            if entry.definition.purpose.is_empty() {
                let words = text!(language, "fields-purpose-missing");
                small_paragraph(ui, &words, tokens.wait);
            } else {
                let purpose = entry.definition.purpose.as_str();
                let words = text!(language, "fields-purpose-is", purpose = purpose);
                small_paragraph(ui, &words, tokens.ink);
            }
        },
        |ui| {
            let words = text!(language, "fields-delete");
            let button = Button::quiet(&words).with_icon(icons::TRASH).small();
            let response = ui.add_enabled(app.can_write(), button);
            let said = text!(language, "fields-delete-of", name = name);
            let can = app.can_write();
            response.widget_info(|| WidgetInfo::labeled(Role::Button, can, &said));
            if response.clicked() {
                act = Some(Act::Delete(entry.clone()));
            }
            let is_missing = entry.definition.purpose.is_empty();
            let (words, said) = if is_missing {
                (
                    text!(language, "fields-purpose-add"),
                    text!(language, "fields-purpose-add-of", name = name),
                )
            } else {
                (
                    text!(language, "fields-edit"),
                    text!(language, "fields-edit-of", name = name),
                )
            };
            let button = Button::normal(&words).with_icon(icons::EDIT).small();
            let response = ui.add_enabled(app.can_write(), button);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, can, &said));
            if response.clicked() {
                act = Some(Act::Edit(entry.clone()));
            }
        },
    );
    act
}

/// A field that the program offers; whether it is wanted.
pub fn offer_ui(ui: &mut Ui, app: &AppContext<'_>, ready: ReadyMade) -> bool {
    let language = app.language;
    let name = i18n::ready_made(language, ready);
    let mut is_wanted = false;
    box_ui(
        ui,
        app,
        &name,
        |ui| {
            let words = i18n::ready_made_reason(language, ready);
            small_paragraph(ui, &words, app.tokens.mute);
        },
        |ui| {
            let words = text!(language, "fields-use");
            let can = app.can_write();
            let response = ui.add_enabled(can, Button::normal(&words).small());
            let said = text!(language, "fields-use-of", name = name.as_str());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, can, &said));
            is_wanted = response.clicked();
        },
    );
    is_wanted
}

/// A bordered row: a name with words below it at the left, buttons at the right.
fn box_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    name: &str,
    words: impl FnOnce(&mut Ui),
    buttons: impl FnOnce(&mut Ui),
) {
    let tokens = app.tokens;
    Frame::new()
        .fill(tokens.panel)
        .stroke(tokens.line_stroke())
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.push_id(name, |ui| {
                ui.set_min_width(ui.available_width());
                let room = (ui.available_width() - BUTTONS).max(120.0);
                ui.horizontal(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(room);
                        ui.spacing_mut().item_spacing.y = 2.0;
                        elided(ui, name, fonts::bold(type_size::BODY), tokens.ink);
                        words(ui);
                    });
                    let layout = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(layout, |ui| {
                        ui.spacing_mut().item_spacing.x = space::SMALL;
                        buttons(ui);
                    });
                });
            });
        });
}
