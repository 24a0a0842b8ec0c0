//! The editor of a custom field's value, by its kind: a list to choose from, a calendar, a line.

use std::sync::Arc;

use egui::{Id, Ui, vec2};
use jiff::civil::Date;

use super::AppContext;
use super::calendar_words::CalendarWords;
use super::theme::space;
use super::widgets::{Select, TextField, date_field};
use crate::domain::field::{Birthday, age_band, canonical};
use crate::domain::ids::FieldId;
use crate::domain::listing::{FieldEntry, FieldKind};
use crate::i18n::{self, Language};
use crate::text;
use crate::workspace::Latest;
use crate::workspace::listview::choices;

/// So many choices are listed.
const MOST_CHOICES: usize = 200;
/// Between a lunar date and its sign in what is handed to the book.
const LUNAR: &str = "lunar ";

/// What is being filled in.
#[derive(Debug, Default)]
pub struct ValueField {
    /// The field that it was opened for.
    field: Option<FieldId>,
    choices: Latest<Vec<String>>,
    /// A choice that is not in the list is typed.
    is_other: bool,
    is_lunar: bool,
    /// As it is typed.
    text: String,
    date: Option<Date>,
}

/// What was done with it in this pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueChange {
    /// The value is another one.
    pub is_changed: bool,
    /// It was taken from a list, so that nothing else will be typed.
    pub is_picked: bool,
}

impl ValueField {
    /// Draws the editor of `value`, which is in the form that the field keeps, or as typed where
    /// that cannot be read.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: Id,
        entry: &FieldEntry,
        value: &mut String,
    ) -> ValueChange {
        if self.field != Some(entry.id) {
            self.begin(app, entry, value);
        }
        let before = value.clone();
        let is_picked = match entry.kind {
            FieldKind::Choice => self.choice_ui(ui, app, id, &entry.name, value),
            FieldKind::YesNo => yes_no_ui(ui, app, id, &entry.name, value),
            FieldKind::Date => {
                self.date_ui(ui, app, id, &entry.name, value);
                false
            }
            FieldKind::Birthday => {
                self.birthday_ui(ui, app, id, &entry.name, value);
                false
            }
            FieldKind::Text | FieldKind::Number => {
                TextField::new(id, &entry.name).show(ui, value);
                false
            }
        };
        ValueChange {
            is_changed: before != *value,
            is_picked,
        }
    }

    fn begin(&mut self, app: &AppContext<'_>, entry: &FieldEntry, value: &str) {
        *self = Self {
            field: Some(entry.id),
            date: value.parse().ok(),
            ..Self::default()
        };
        match entry.kind {
            FieldKind::Choice => {
                let field = entry.id;
                app.session.ask(&self.choices, move |roster| {
                    choices(roster, field, MOST_CHOICES)
                });
            }
            FieldKind::Birthday => {
                self.is_lunar = value.starts_with(LUNAR);
                let shown = i18n::field_value(app.language, entry.kind, value);
                self.text = match (self.is_lunar, app.language) {
                    // The sign stands before the field; without it the words read back.
                    (true, Language::Chinese) => shown.replace("农历", ""),
                    (true, Language::English) => value.trim_start_matches(LUNAR).to_owned(),
                    (false, _) => value.trim_start_matches("--").to_owned(),
                };
            }
            _ => {}
        }
    }

    fn choice_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: Id,
        name: &str,
        value: &mut String,
    ) -> bool {
        let language = app.language;
        let known = self.choices.get().unwrap_or_else(|| Arc::new(Vec::new()));
        let blank = text!(language, "fields-blank");
        let other = text!(language, "fields-other-choice");
        let words: Vec<&str> = [blank.as_str()]
            .into_iter()
            .chain(known.iter().map(String::as_str))
            .chain([other.as_str()])
            .collect();
        let place = known.iter().position(|choice| choice == value);
        let mut chosen = match (self.is_other, place) {
            (true, _) => Some(words.len() - 1),
            (false, None) if value.is_empty() => Some(0),
            (false, place) => place.map(|place| place + 1),
        };
        let select = Select::new(id, name)
            .width(260.0)
            .placeholder(value.as_str());
        let is_picked = select.show(ui, &mut chosen, &words).changed();
        if is_picked {
            self.is_other = chosen == Some(words.len() - 1);
            *value = match chosen {
                Some(place) if place > 0 && !self.is_other => {
                    known.get(place - 1).cloned().unwrap_or_default()
                }
                _ => String::new(),
            };
        }
        if self.is_other {
            ui.add_space(space::TINY);
            TextField::new(id.with("other"), name)
                .label_hidden()
                .show(ui, value);
        }
        is_picked && !self.is_other
    }

    fn date_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: Id,
        name: &str,
        value: &mut String,
    ) {
        let words = CalendarWords::new(app.language);
        let today = app.today.to_date();
        date_field(ui, id, &mut self.date, today, words.of(name));
        *value = self.date.map(|date| date.to_string()).unwrap_or_default();
    }

    fn birthday_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: Id,
        name: &str,
        value: &mut String,
    ) {
        let language = app.language;
        let calendars = [
            text!(language, "fields-solar"),
            text!(language, "fields-lunar-calendar"),
        ];
        let calendars = calendars.each_ref().map(String::as_str);
        let hint = if self.is_lunar {
            text!(language, "fields-birthday-lunar-hint")
        } else {
            text!(language, "fields-birthday-hint")
        };
        let read = self.birthday();
        let wrong = (!self.text.trim().is_empty() && read.is_none())
            .then(|| text!(language, "fields-birthday-wrong"));
        let reading = read
            .as_deref()
            .map(|read| said(app, read))
            .unwrap_or_default();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::TINY);
            ui.vertical(|ui| {
                let calendar = text!(language, "fields-calendar");
                super::widgets::paragraph(ui, &calendar, app.tokens.ink);
                let mut chosen = Some(usize::from(self.is_lunar));
                Select::new(id.with("calendar"), &calendar)
                    .width(96.0)
                    .show(ui, &mut chosen, &calendars);
                self.is_lunar = chosen == Some(1);
            });
            TextField::new(id, name)
                .hint(&hint)
                .help(&reading)
                .error(wrong.as_deref())
                .show(ui, &mut self.text);
        });
        // What cannot be read is handed on as typed, so that the book refuses it.
        *value = self
            .birthday()
            .unwrap_or_else(|| self.text.trim().to_owned());
    }

    fn birthday(&self) -> Option<String> {
        let text = self.text.trim();
        if text.is_empty() {
            return None;
        }
        let sign = if self.is_lunar { LUNAR } else { "" };
        canonical(FieldKind::Birthday, &format!("{sign}{text}"))
    }
}

fn yes_no_ui(ui: &mut Ui, app: &AppContext<'_>, id: Id, name: &str, value: &mut String) -> bool {
    let language = app.language;
    let words = [
        text!(language, "fields-blank"),
        text!(language, "table-yes"),
        text!(language, "table-no"),
    ];
    let words = words.each_ref().map(String::as_str);
    let stored = ["", "yes", "no"];
    let mut chosen = stored.iter().position(|word| word == value);
    let is_picked = Select::new(id, name)
        .width(160.0)
        .show(ui, &mut chosen, &words)
        .changed();
    if let Some(word) = chosen
        .and_then(|place| stored.get(place))
        .filter(|_| is_picked)
    {
        (*word).clone_into(value);
    }
    is_picked
}

/// A value with what is worked out from it: 1990-05-09 · 36 岁（35–44 岁）.
pub fn said_with_age(app: &AppContext<'_>, kind: FieldKind, value: &str) -> String {
    if kind == FieldKind::Birthday {
        said(app, value)
    } else {
        i18n::field_value(app.language, kind, value)
    }
}

fn said(app: &AppContext<'_>, value: &str) -> String {
    let words = i18n::field_value(app.language, FieldKind::Birthday, value);
    let age = Birthday::parse(value).and_then(|birthday| birthday.age(app.today));
    match age.and_then(|age| Some((age, age_band(age)?))) {
        Some((age, band)) => {
            let age = i18n::age_band_words(app.language, age, band);
            format!("{words} · {age}")
        }
        None => words,
    }
}
