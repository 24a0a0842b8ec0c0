//! From and to, for numbers and days, with quick choices for days.

use egui::{Id, Ui};

use crate::domain::filter::{
    Age, AgeUnit, DateTest, Expr, FIELD_DECIMALS, FieldTest, MONEY_DECIMALS, Moment, NumberKey,
    Range, Subject, Term, decimal,
};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::space;
use crate::ui::widgets::{MenuRow, TextField, menu_separator, small_paragraph};

/// What is typed into the two fields.
#[derive(Debug, Default)]
pub struct RangeFields {
    subject: Option<Subject>,
    is_days: bool,
    /// The quick choice that the filter has now.
    now: Option<DateTest>,
    from: String,
    to: String,
    before: (String, String),
}

impl RangeFields {
    /// With what the filter has now.
    pub fn new(subject: &Subject, is_days: bool, chip: Option<&Expr>) -> Self {
        let mut fields = Self {
            subject: Some(subject.clone()),
            is_days,
            ..Self::default()
        };
        if let Some(Expr::Term(term)) = chip {
            fields.read(term);
        }
        fields.before = (fields.from.clone(), fields.to.clone());
        fields
    }

    fn read(&mut self, term: &Term) {
        match term {
            Term::Number(_, ranges) | Term::Field(_, FieldTest::Number(ranges)) => {
                if let [range] = ranges.as_slice() {
                    let decimals = self.decimals();
                    let (from, to) = ends(*range);
                    let words = |value| from_units(value, decimals);
                    self.from = from.map(words).unwrap_or_default();
                    self.to = to.map(words).unwrap_or_default();
                }
            }
            Term::Date(_, tests) | Term::Field(_, FieldTest::Date(tests)) => {
                if let [test] = tests.as_slice() {
                    self.now = Some(*test);
                    if let DateTest::Calendar(range) = test {
                        self.read_days(*range);
                    }
                }
            }
            _ => {}
        }
    }

    fn read_days(&mut self, range: Range<Moment>) {
        let words = |moment| match moment {
            Moment::Day(date) => date.to_string(),
            _ => String::new(),
        };
        match range {
            Range::Between(from, to) => (self.from, self.to) = (words(from), words(to)),
            Range::AtLeast(from) => self.from = words(from),
            Range::AtMost(to) => self.to = words(to),
            _ => {}
        }
    }

    fn decimals(&self) -> u32 {
        match &self.subject {
            Some(Subject::Number(NumberKey::Spent)) => MONEY_DECIMALS,
            Some(Subject::Field(_)) => FIELD_DECIMALS,
            _ => 0,
        }
    }

    /// What the fields ask for, where they were changed; within, nothing where they cannot be
    /// read, and no condition where they are empty.
    #[expect(
        clippy::option_option,
        reason = "unchanged, unreadable and empty are three things"
    )]
    pub fn changed(&self) -> Option<Option<Option<Expr>>> {
        if self.before == (self.from.clone(), self.to.clone()) {
            return None;
        }
        Some(self.made())
    }

    #[expect(clippy::option_option, reason = "unreadable and empty are two things")]
    fn made(&self) -> Option<Option<Expr>> {
        let subject = self.subject.as_ref()?;
        let (from, to) = (self.from.trim(), self.to.trim());
        let term = if self.is_days {
            let read = |text: &str| (!text.is_empty()).then(|| text.parse().ok().map(Moment::Day));
            match pair(read(from), read(to))? {
                None => return Some(None),
                Some(range) => subject.date_term(DateTest::Calendar(range)),
            }
        } else {
            let decimals = self.decimals();
            let read = |text: &str| {
                let plain = text.replace([',', '，'], "");
                (!plain.is_empty()).then(|| decimal(&plain, decimals))
            };
            match pair(read(from), read(to))? {
                None => return Some(None),
                Some(range) => subject.number_term(range),
            }
        };
        term.map(|term| Some(Expr::Term(term)))
    }

    /// Two fields; `range` is from where to where the values reach.
    pub fn numbers_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, range: Option<(i64, i64)>) {
        let decimals = self.decimals();
        let words = |value: i64| from_units(value, decimals);
        let (least, most) = range.map_or_else(Default::default, |(a, b)| (words(a), words(b)));
        self.fields_ui(ui, app, &least, &most);
    }

    /// Quick choices, which count at once, and two fields.
    pub fn days_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Option<Expr> {
        let today = app.today.to_date();
        let within = |count| {
            DateTest::Ago(Range::Under(Age {
                count,
                unit: AgeUnit::Day,
            }))
        };
        let in_calendar = |moment| DateTest::Calendar(Range::Is(moment));
        let choices = [
            (text!(app.language, "table-last-days", days = 7), within(7)),
            (
                text!(app.language, "table-last-days", days = 30),
                within(30),
            ),
            (
                text!(app.language, "table-last-days", days = 90),
                within(90),
            ),
            (
                text!(app.language, "table-this-month"),
                in_calendar(Moment::Month(today.year(), today.month())),
            ),
            (
                text!(app.language, "table-this-year"),
                in_calendar(Moment::Year(today.year())),
            ),
        ];
        let mut chosen = None;
        for (words, test) in choices {
            let row = MenuRow::new(&words).checked(self.now == Some(test));
            if ui.add(row).clicked() {
                let term = self.subject.as_ref().and_then(|s| s.date_term(test));
                chosen = term.map(Expr::Term);
            }
        }
        menu_separator(ui);
        super::inset(ui, |ui| self.fields_ui(ui, app, "2026-01-31", "2026-12-31"));
        ui.add_space(space::SMALL);
        chosen
    }

    fn fields_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, least: &str, most: &str) {
        let id = Id::unique("table range");
        let (from, to) = (
            text!(app.language, "table-from"),
            text!(app.language, "table-to"),
        );
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let width = (ui.available_width() - space::SMALL) / 2.0;
            TextField::new(id.with("from"), &from)
                .hint(least)
                .max_width(width)
                .show(ui, &mut self.from);
            TextField::new(id.with("to"), &to)
                .hint(most)
                .max_width(width)
                .show(ui, &mut self.to);
        });
        if matches!(self.changed(), Some(None)) {
            ui.add_space(space::TINY);
            let words = text!(app.language, "table-unreadable-range");
            small_paragraph(ui, &words, app.tokens.no);
        }
    }
}

/// The range of two ends; within, nothing where both are empty; nothing where one cannot be read.
#[expect(clippy::option_option, reason = "unreadable and empty are two things")]
fn pair<T>(from: Option<Option<T>>, to: Option<Option<T>>) -> Option<Option<Range<T>>> {
    Some(match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some(Range::AtLeast(from?)),
        (None, Some(to)) => Some(Range::AtMost(to?)),
        (Some(from), Some(to)) => Some(Range::Between(from?, to?)),
    })
}

fn ends(range: Range<i64>) -> (Option<i64>, Option<i64>) {
    match range {
        Range::Is(x) => (Some(x), Some(x)),
        Range::Over(x) => (Some(x.saturating_add(1)), None),
        Range::AtLeast(x) => (Some(x), None),
        Range::Under(x) => (None, Some(x.saturating_sub(1))),
        Range::AtMost(x) => (None, Some(x)),
        Range::Between(a, b) => (Some(a), Some(b)),
    }
}

/// A whole number of 10^-`decimals` as people write it: without zeros at its end.
fn from_units(value: i64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(decimals).unwrap_or_default();
    let rest = format!("{rest:0width$}");
    format!("{sign}{whole}.{}", rest.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::{DateKey, Filter};

    #[test]
    fn fields_read_what_they_wrote() {
        let check = |subject: Subject, from: &str, to: &str, expected: Option<&str>| {
            let fields = RangeFields {
                is_days: matches!(subject, Subject::Date(_)),
                subject: Some(subject),
                from: from.to_owned(),
                to: to.to_owned(),
                ..RangeFields::default()
            };
            let made = fields.made().map(|expr| Filter { expr }.to_string());
            assert_eq!(made.as_deref(), expected, "{from}..{to}");
        };
        let orders = || Subject::Number(NumberKey::Orders);
        let spent = || Subject::Number(NumberKey::Spent);
        let created = || Subject::Date(DateKey::Created);
        check(orders(), "3", "", Some("orders:3.."));
        check(orders(), "", "12", Some("orders:..12"));
        check(orders(), "1", "3", Some("orders:1..3"));
        check(orders(), "", "", Some(""));
        check(orders(), "three", "", None);
        check(orders(), "1.5", "", None);
        check(spent(), "1,200.50", "", Some("spent:1200.5.."));
        check(
            created(),
            "2025-01-01",
            "2025-03-31",
            Some("created:2025-01-01..2025-03-31"),
        );
        check(created(), "2025-13-01", "", None);
    }

    #[test]
    fn units_are_written_without_idle_zeros() {
        let check = |value, decimals, expected: &str| {
            assert_eq!(from_units(value, decimals), expected);
        };
        check(12, 0, "12");
        check(120_050, 2, "1200.5");
        check(-5, 2, "-0.05");
        check(30_000, 4, "3");
    }
}
