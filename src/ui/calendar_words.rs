//! What the calendar of a date field says in the owner's language.

use super::widgets::DateWords;
use crate::i18n::Language;
use crate::text;

/// The words of a calendar, kept while it is drawn.
#[derive(Debug)]
pub struct CalendarWords {
    open: String,
    before: String,
    after: String,
    wrong: String,
    weekdays: [String; 7],
}

impl CalendarWords {
    pub fn new(language: Language) -> Self {
        Self {
            open: text!(language, "consent-open-calendar"),
            before: text!(language, "consent-month-before"),
            after: text!(language, "consent-month-after"),
            wrong: text!(language, "consent-wrong-date"),
            weekdays: [
                text!(language, "consent-weekday-1"),
                text!(language, "consent-weekday-2"),
                text!(language, "consent-weekday-3"),
                text!(language, "consent-weekday-4"),
                text!(language, "consent-weekday-5"),
                text!(language, "consent-weekday-6"),
                text!(language, "consent-weekday-7"),
            ],
        }
    }

    /// The words of a field with this label.
    pub fn of<'a>(&'a self, label: &'a str) -> DateWords<'a> {
        DateWords {
            label,
            open: &self.open,
            before: &self.before,
            after: &self.after,
            wrong: &self.wrong,
            weekdays: self.weekdays.each_ref().map(String::as_str),
        }
    }
}
