//! The corner of the screens without a book: language, light or dark, settings.

use egui::{Area, Id, Order, Ui, vec2};

use crate::i18n::Language;
use crate::text;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{Button, MenuRow, menu};
use crate::ui::{Action, AppContext, Command, Route};
use crate::workspace::settings::Theme;

/// Draws the buttons over the screen's top right corner.
pub fn corner_ui(ui: &Ui, app: &AppContext<'_>) {
    let inset = vec2(-space::MEDIUM, space::MEDIUM);
    Area::new(Id::unique("welcome corner"))
        .order(Order::Middle)
        .anchor(egui::Align2::RIGHT_TOP, inset)
        .show(ui.ctx(), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::TINY;
                languages_ui(ui, app);
                themes_ui(ui, app);
                let words = text!(app.language, "welcome-settings");
                if ui
                    .add(Button::quiet_icon(icons::SETTINGS, &words))
                    .clicked()
                {
                    app.send(Action::Go(Route::Settings));
                }
            });
        });
}

fn languages_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let words = text!(app.language, "welcome-language");
    let button = ui.add(Button::quiet_icon(icons::LANGUAGE, &words));
    menu(&button, |ui| {
        let choices = [
            (Language::Chinese, Command::Chinese),
            (Language::English, Command::English),
        ];
        for (language, command) in choices {
            let name = command.name(app.language);
            let is_on = app.language == language;
            if ui.add(MenuRow::new(&name).checked(is_on)).clicked() {
                app.run(command);
            }
        }
    });
}

fn themes_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let words = text!(app.language, "welcome-theme");
    let icon = if app.tokens.dark {
        icons::MOON
    } else {
        icons::SUN
    };
    let button = ui.add(Button::quiet_icon(icon, &words));
    menu(&button, |ui| {
        let choices = [
            (Theme::Light, icons::SUN, Command::LightTheme),
            (Theme::Dark, icons::MOON, Command::DarkTheme),
            (Theme::System, icons::MONITOR, Command::SystemTheme),
        ];
        for (theme, icon, command) in choices {
            let name = command.name(app.language);
            let is_on = app.settings.theme == theme;
            let row = MenuRow::new(&name).icon(icon).checked(is_on);
            if ui.add(row).clicked() {
                app.run(command);
            }
        }
    });
}
