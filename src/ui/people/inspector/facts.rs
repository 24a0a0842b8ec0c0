//! Notes and the book's own fields, to be read and changed.

use egui::{Id, Ui};

use super::card_ui;
use super::edit::{Editor, Field, row_buttons_ui};
use super::reader::Person;
use crate::domain::listing::FieldEntry;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::icons;
use crate::ui::value_field::said_with_age;
use crate::ui::widgets::{key_value, paragraph, small_link, small_paragraph};

/// Draws the card.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person, editor: &mut Editor) {
    let title = text!(app.language, "inspector-fields");
    card_ui(ui, app, "fields", &title, None, |ui| {
        let contact = &person.details.contact;
        if !contact.reference.is_empty() {
            let name = text!(app.language, "column-ref");
            key_value(ui, &name, &contact.reference);
        }
        for field in &app.snapshot.vocabulary.fields {
            field_ui(ui, app, person, field, editor);
        }
        notes_ui(ui, app, person, editor);
    });
}

fn field_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    entry: &FieldEntry,
    editor: &mut Editor,
) {
    let contact = &person.details.contact;
    let field = Field::Custom(entry.id);
    if editor.is_editing(contact.id, field) {
        editor.value_ui(ui, app, entry, person.home);
        return;
    }
    let stored = contact.fields.iter().find(|(id, _)| *id == entry.id);
    let stored = stored.map(|(_, value)| value.as_str()).unwrap_or_default();
    let value = said_with_age(app, entry.kind, stored);
    let dash = if value.is_empty() { "—" } else { &value };
    let top = ui.cursor().top();
    key_value(ui, &entry.name, dash);
    if !app.can_write() {
        return;
    }
    let row = egui::Rect::from_min_max(
        egui::pos2(ui.max_rect().left(), top),
        egui::pos2(ui.max_rect().right(), ui.min_rect().bottom()),
    );
    let what = entry.name.as_str();
    let name = text!(app.language, "inspector-edit", what = what);
    let id = Id::unique(("inspector field row", contact.id, field));
    if row_buttons_ui(ui, id, row, &[(icons::EDIT, name)]).is_some() {
        editor.begin(contact.id, field, stored);
    }
}

fn notes_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person, editor: &mut Editor) {
    let language = app.language;
    let contact = &person.details.contact;
    let name = text!(language, "inspector-notes");
    if editor.is_editing(contact.id, Field::Notes) {
        editor.ui(ui, app, &name, person.home, &[]);
        return;
    }
    if contact.notes.is_empty() {
        if app.can_write() && small_link(ui, &text!(language, "inspector-add-notes")).clicked() {
            editor.begin(contact.id, Field::Notes, "");
        }
        return;
    }
    small_paragraph(ui, &name, app.tokens.mute);
    let response = paragraph(ui, &contact.notes, app.tokens.ink);
    if !app.can_write() {
        return;
    }
    let row = response.rect.with_max_x(ui.max_rect().right());
    let words = text!(language, "inspector-edit", what = name);
    let id = Id::unique(("inspector notes", contact.id));
    if row_buttons_ui(ui, id, row, &[(icons::EDIT, words)]).is_some() {
        editor.begin(contact.id, Field::Notes, &contact.notes);
    }
}
