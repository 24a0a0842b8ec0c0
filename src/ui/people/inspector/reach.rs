//! The ways to reach somebody: every number with what is known of it, every address.

use egui::{Id, Ui};

use super::card_ui;
use super::edit::{Editor, Field, buttons_width, place_words, row_buttons_ui};
use super::reader::Person;
use crate::domain::contact::Number;
use crate::domain::ids::ContactId;
use crate::domain::phone::{NumberStatus, Region, display};
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons, space, text as type_size};
use crate::ui::widgets::{paragraph, small_link, small_paragraph};
use crate::workspace::NumberInfo;
use crate::workspace::editing::Edit;
use crate::workspace::listview::Sharers;

/// Draws the card.
pub fn ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    sharers: Option<&Sharers>,
    editor: &mut Editor,
) {
    let language = app.language;
    let title = text!(language, "inspector-reach");
    card_ui(ui, app, "reach", &title, None, |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        let contact = &person.details.contact;
        if contact.numbers.is_empty() && contact.emails.is_empty() {
            let words = text!(language, "inspector-no-reach");
            small_paragraph(ui, &words, app.tokens.mute);
        }
        for (number, info) in contact.numbers.iter().zip(&person.details.numbers) {
            number_ui(ui, app, person, (number, info), sharers, editor);
        }
        for email in &contact.emails {
            let line = Line {
                field: Field::Email(Some(email.id)),
                text: &email.addr,
                before: &email.addr,
                below: email.label.clone(),
                wrong: String::new(),
                remove: Some(Edit::RemoveEmail(email.id)),
                what: text!(language, "inspector-email"),
            };
            line_ui(ui, app, person, &line, editor);
        }
        address_ui(ui, app, person, editor);
        add_ui(ui, app, person, editor);
    });
}

/// A value with its small print and what can be done with it.
struct Line<'a> {
    field: Field,
    text: &'a str,
    /// What stands in the field when it is edited.
    before: &'a str,
    below: String,
    /// Small print in the colour of what is wrong.
    wrong: String,
    remove: Option<Edit>,
    what: String,
}

fn number_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    (number, info): (&Number, &NumberInfo),
    sharers: Option<&Sharers>,
    editor: &mut Editor,
) {
    let language = app.language;
    let is_read = number.status == NumberStatus::Ok;
    let text = number_text(language, number, person.home);
    let mut wrong = Vec::new();
    if !is_read {
        wrong.push(i18n::number_status(language, number.status));
    }
    let shared = number.e164.and_then(|e164| sharers?.get(&e164));
    if let Some(names) = shared {
        let names = i18n::list(language, names);
        wrong.push(text!(language, "inspector-shared-with", names = names));
    }
    let line = Line {
        field: Field::Number(Some(number.id)),
        text: &text,
        before: if number.raw.is_empty() {
            &text
        } else {
            &number.raw
        },
        below: number_words(language, number, info),
        wrong: wrong.join(" · "),
        remove: Some(Edit::RemoveNumber(number.id)),
        what: text!(language, "inspector-number"),
    };
    line_ui(ui, app, person, &line, editor);
}

/// A number as it is read where it is read surely, else as it was written: 0755 8321 4455 转 8.
pub fn number_text(language: Language, number: &Number, home: Region) -> String {
    let is_read = number.status == NumberStatus::Ok;
    let read = number
        .e164
        .filter(|_| is_read || number.raw.is_empty())
        .map(|e164| display(e164, home));
    match read {
        Some(text) if !number.extension.is_empty() => {
            let extension = number.extension.as_str();
            let words = text!(language, "phone-extension", extension = extension);
            format!("{text} {words}")
        }
        Some(text) => text,
        None => number.raw.clone(),
    }
}

/// 手机 · 广东深圳 · 原号段联通
pub fn number_words(language: Language, number: &Number, info: &NumberInfo) -> String {
    let mut parts = Vec::new();
    if !number.label.is_empty() {
        parts.push(number.label.clone());
    }
    if number.status.has_e164() {
        let kind = i18n::line_kind(language, number.kind);
        if kind != number.label {
            parts.push(kind);
        }
    }
    let place = place_words(language, info.place.split(' '));
    if !place.is_empty() {
        parts.push(place);
    }
    if !info.carrier.is_empty() {
        // Everybody says 联通 and 移动.
        let carrier = info.carrier.trim_start_matches("中国");
        parts.push(text!(language, "inspector-carrier", carrier = carrier));
    }
    parts.join(" · ")
}

fn line_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    line: &Line<'_>,
    editor: &mut Editor,
) {
    let id = person.details.contact.id;
    if editor.is_editing(id, line.field) {
        editor.ui(ui, app, &line.what, person.home, &[]);
        return;
    }
    let can_write = app.can_write();
    let shown = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        value_ui(ui, app, line.text, can_write);
        if !line.below.is_empty() {
            small_paragraph(ui, &line.below, app.tokens.mute);
        }
        if !line.wrong.is_empty() {
            small_paragraph(ui, &line.wrong, app.tokens.wait);
        }
    });
    if !can_write {
        return;
    }
    let row = shown.response.rect.with_max_x(ui.max_rect().right());
    let what = line.text;
    let mut buttons = vec![(
        icons::EDIT,
        text!(app.language, "inspector-edit", what = what),
    )];
    if line.remove.is_some() {
        buttons.push((
            icons::TRASH,
            text!(app.language, "inspector-remove", what = what),
        ));
    }
    match row_buttons_ui(
        ui,
        Id::unique(("inspector line", id, line.field)),
        row,
        &buttons,
    ) {
        Some(0) => editor.begin(id, line.field, line.before),
        Some(_) => remove(app, id, line.remove.clone()),
        None => {}
    }
}

/// Body type, with room left for the buttons at its right; what is long breaks.
fn value_ui(ui: &mut Ui, app: &AppContext<'_>, text: &str, has_buttons: bool) {
    let room = if has_buttons { buttons_width(2.0) } else { 0.0 };
    let width = ui.available_width() - room;
    ui.scope(|ui| {
        ui.set_max_width(width);
        paragraph(ui, text, app.tokens.ink);
    });
    ui.add_space(2.0);
}

fn remove(app: &AppContext<'_>, id: ContactId, edit: Option<Edit>) {
    if let Some(edit) = edit {
        app.session
            .run(move |workspace| workspace.edit(id, &edit).map(drop));
    }
}

fn address_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person, editor: &mut Editor) {
    let contact = &person.details.contact;
    let mut is_first = true;
    for address in &contact.addresses {
        let mut parts: Vec<&str> = [
            &address.country,
            &address.province,
            &address.city,
            &address.street,
            &address.postcode,
        ]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
        parts.dedup();
        if parts.is_empty() {
            continue;
        }
        let text = parts.join(" ");
        if std::mem::take(&mut is_first) {
            let line = Line {
                field: Field::City,
                text: &text,
                before: &address.city,
                below: String::new(),
                wrong: String::new(),
                remove: None,
                what: text!(app.language, "inspector-city"),
            };
            line_ui(ui, app, person, &line, editor);
        } else {
            value_ui(ui, app, &text, false);
        }
    }
}

fn add_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person, editor: &mut Editor) {
    let language = app.language;
    let id = person.details.contact.id;
    match editor.field(id) {
        Some(field @ Field::Number(None)) if editor.is_editing(id, field) => {
            let name = text!(language, "inspector-number");
            editor.ui(ui, app, &name, person.home, &[]);
        }
        Some(field @ Field::Email(None)) if editor.is_editing(id, field) => {
            let name = text!(language, "inspector-email");
            editor.ui(ui, app, &name, person.home, &[]);
        }
        Some(Field::City) if person.details.contact.addresses.is_empty() => {
            let name = text!(language, "inspector-city");
            editor.ui(ui, app, &name, person.home, &[]);
        }
        _ => {}
    }
    if !app.can_write() {
        return;
    }
    ui.horizontal(|ui| {
        ui.set_height(type_size::SMALL_LINE);
        ui.spacing_mut().item_spacing.x = space::LARGE;
        if small_link(ui, &text!(language, "inspector-add-number")).clicked() {
            editor.begin(id, Field::Number(None), "");
        }
        if small_link(ui, &text!(language, "inspector-add-email")).clicked() {
            editor.begin(id, Field::Email(None), "");
        }
        if person.details.contact.addresses.is_empty()
            && small_link(ui, &text!(language, "inspector-city")).clicked()
        {
            editor.begin(id, Field::City, "");
        }
    });
}
