//! The settings screen: language, look, locking, keys, and what the program cannot do.

mod about;
mod keys;

use egui::{Ui, vec2};

use super::security::limits_ui;
use super::{Action, AppContext, Command, Route};
use crate::i18n::Language;
use crate::text;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::{Button, Card, elided, page, paragraph, tabs_fitting, title};
use crate::workspace::settings::{Density, Theme};

const WIDTH: f32 = 720.0;
/// Minutes; 0 is never.
const LOCK_AFTER: [u32; 6] = [1, 5, 15, 30, 60, 0];
/// Percent of the size that the system asks for.
const SIZES: [u16; 6] = [75, 100, 125, 150, 175, 200];

/// The screen keeps nothing: what it shows are the settings themselves.
#[derive(Debug, Default)]
pub struct SettingsScreen {}

impl SettingsScreen {
    #[expect(clippy::unused_self, reason = "screens are drawn alike")]
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        page(ui, WIDTH, "settings", |ui| cards_ui(ui, app));
    }
}

fn cards_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    if app.snapshot.book.is_none() {
        let back = text!(language, "welcome-back");
        let back = Button::quiet(&back).with_icon(icons::ARROW_LEFT);
        if ui.add(back).clicked() {
            app.send(Action::Go(Route::Welcome));
        }
    }
    title(ui, &text!(language, "settings-title"));
    Card::new(&text!(language, "settings-look")).show(ui, |ui| look_ui(ui, app));
    if app.snapshot.book.is_some() {
        Card::new(&text!(language, "fields-title")).show(ui, |ui| {
            paragraph(
                ui,
                &text!(language, "fields-settings-words"),
                app.tokens.mute,
            );
            let words = text!(language, "fields-manage");
            let button = Button::normal(&words).with_icon(icons::CUSTOMIZE);
            if ui.add(button).clicked() {
                app.run(Command::ShowFields);
            }
        });
    }
    if app.can_write() {
        Card::new(&text!(language, "watch-title")).show(ui, |ui| {
            paragraph(ui, &text!(language, "watch-about"), app.tokens.mute);
            let words = text!(language, "watch-manage");
            let button = Button::normal(&words).with_icon(icons::FOLDER);
            if ui.add(button).clicked() {
                app.run(Command::ShowWatch);
            }
        });
    }
    Card::new(&text!(language, "settings-safety")).show(ui, |ui| {
        lock_ui(ui, app);
        if app.snapshot.book.is_some() {
            let words = text!(language, "settings-security");
            let button = Button::normal(&words).with_icon(icons::PRIVACY);
            if ui.add(button).clicked() {
                app.run(Command::ShowSecurity);
            }
        }
    });
    if app.snapshot.book.is_none() {
        limits_ui(ui, app);
    }
    keys::keys_ui(ui, app);
    about::about_ui(ui, app);
}

/// A name at the left and its choices at the right, below it where there is no room.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    app: &AppContext<'_>,
    name: &str,
    chosen: T,
    choices: &[(T, String)],
) -> Option<T> {
    let mut now = chosen;
    let choices: Vec<(T, &str)> = choices
        .iter()
        .map(|(choice, words)| (*choice, words.as_str()))
        .collect();
    ui.horizontal_wrapped(|ui| {
        ui.set_min_height(size::CONTROL + space::SMALL);
        let font = crate::ui::theme::fonts::body();
        let label = ui.allocate_ui(vec2(NAME, size::CONTROL), |ui| {
            ui.set_min_size(vec2(NAME.min(ui.available_width()), size::CONTROL));
            ui.centered_and_justified(|ui| {
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    elided(ui, name, font, app.tokens.ink);
                });
            });
        });
        tabs_fitting(ui, &mut now, &choices).labelled_by(label.response.id);
    });
    (now != chosen).then_some(now)
}

/// Width of the names of settings, in points.
const NAME: f32 = 120.0;

fn look_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    let settings = app.settings;
    let languages = [
        (Language::Chinese, Command::Chinese.name(language)),
        (Language::English, Command::English.name(language)),
    ];
    let name = text!(language, "settings-language");
    match choice_ui(ui, app, &name, language, &languages) {
        Some(Language::Chinese) => app.run(Command::Chinese),
        Some(Language::English) => app.run(Command::English),
        None => {}
    }
    let themes = [
        (Theme::Light, text!(language, "settings-light")),
        (Theme::Dark, text!(language, "settings-dark")),
        (Theme::System, text!(language, "settings-system")),
    ];
    let name = text!(language, "settings-theme");
    if let Some(theme) = choice_ui(ui, app, &name, settings.theme, &themes) {
        app.change_settings(move |settings| settings.theme = theme);
    }
    let densities = [
        (
            Density::Comfortable,
            text!(language, "settings-comfortable"),
        ),
        (Density::Compact, text!(language, "settings-compact")),
    ];
    let name = text!(language, "settings-rows");
    if let Some(density) = choice_ui(ui, app, &name, settings.density, &densities) {
        app.change_settings(move |settings| settings.density = density);
    }
    let sizes = SIZES.map(|percent| (percent, format!("{percent}%")));
    let name = text!(language, "settings-size");
    if let Some(percent) = choice_ui(ui, app, &name, percent_of(settings.scale), &sizes) {
        app.change_settings(move |settings| settings.scale = f32::from(percent) / 100.0);
    }
    let reset = text!(language, "settings-columns");
    if ui
        .add(Button::normal(&reset).with_icon(icons::COLUMNS))
        .clicked()
    {
        app.change_settings(|settings| settings.columns.clear());
        app.send(Action::Say(text!(language, "settings-columns-done")));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "settings are between 0.75 and 2.5"
)]
fn percent_of(scale: f32) -> u16 {
    (scale * 100.0).round() as u16
}

fn lock_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    let choices = LOCK_AFTER.map(|minutes| {
        let words = if minutes == 0 {
            text!(language, "settings-never")
        } else {
            text!(language, "settings-minutes", minutes = minutes)
        };
        (minutes, words)
    });
    let name = text!(language, "settings-lock");
    let chosen = app.settings.lock_after_minutes;
    if let Some(minutes) = choice_ui(ui, app, &name, chosen, &choices) {
        app.change_settings(move |settings| settings.lock_after_minutes = minutes);
    }
    let help = text!(language, "settings-lock-help");
    crate::ui::widgets::small_paragraph(ui, &help, app.tokens.mute);
}
