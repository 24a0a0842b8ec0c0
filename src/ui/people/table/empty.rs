//! The list with nobody in it: what that means, and what to do.

use egui::Ui;

use crate::text;
use crate::ui::people::{Found, View};
use crate::ui::theme::icons;
use crate::ui::widgets::{Button, empty_state};
use crate::ui::{AppContext, Command};

/// Says why nobody is there.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, view: &mut View, found: &Found) {
    let language = app.language;
    ui.add_space((ui.available_height() * 0.22).min(160.0));
    if !app.snapshot.is_complete || found.revision != app.session.list().revision() {
        let words = text!(language, "table-loading");
        crate::ui::widgets::centred_text(
            ui,
            &words,
            crate::ui::theme::fonts::body(),
            crate::ui::theme::text::BODY_LINE,
            app.tokens.mute,
        );
        return;
    }
    if found.everyone == 0 {
        let heading = text!(language, "table-empty-book");
        let words = text!(language, "table-empty-book-words");
        empty_state(ui, icons::PEOPLE, &heading, &words, |ui| {
            let import = text!(language, "top-import");
            let button = Button::primary(&import).with_icon(icons::IMPORT);
            if ui.add_enabled(app.can_write(), button).clicked() {
                app.run(Command::Import);
            }
            let new = Command::NewContact.name(language);
            if ui
                .add_enabled(app.can_write(), Button::normal(&new))
                .clicked()
            {
                app.run(Command::NewContact);
            }
        });
        return;
    }
    let heading = text!(language, "table-nobody");
    let search = view.search.trim();
    let words = match (view.filter_text().is_empty(), search.is_empty()) {
        (true, _) => text!(language, "table-nobody-search", search = search),
        (false, true) => text!(language, "table-nobody-filter", filter = view.filter_text()),
        (false, false) => {
            let both = format!("{} {search}", view.filter_text());
            text!(language, "table-nobody-filter", filter = both)
        }
    };
    let clear = text!(language, "table-clear-filter");
    let clicked = empty_state(ui, icons::SEARCH, &heading, &words, |ui| {
        ui.add(Button::primary(&clear)).clicked()
    });
    if clicked {
        view.show_filter("", &app.snapshot.vocabulary);
    }
}
