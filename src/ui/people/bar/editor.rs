//! What a condition is changed with: values to tick, from and to, days. Every change is in the
//! filter at once.

use egui::{Ui, vec2};

use crate::domain::filter::{
    Age, AgeUnit, DateKey, DateTest, Expr, FIELD_DECIMALS, FieldTest, Filter, MONEY_DECIMALS,
    NumberKey, Part, Range, Subject, Term, decimal,
};
use crate::domain::listing::FieldKind;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::View;
use crate::ui::people::pane::{singles, toggled};
use crate::ui::theme::space;
use crate::ui::widgets::{TextField, check_row, radio_row, small_paragraph};
use crate::workspace::listview::ColumnValues;

/// From so many values on, they can be searched.
const MANY: usize = 8;
/// Quick choices of days.
const WITHIN: [u32; 4] = [7, 30, 90, 365];
/// And of those who have not been seen for long.
const LONGER: [u32; 2] = [90, 365];

/// What is being typed into an editor.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What values are looked for by.
    pub needle: String,
    from: String,
    to: String,
    /// The condition that `from` and `to` were written from.
    seen: String,
}

/// How a subject is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    Values,
    /// With so many digits after the point.
    Numbers(u32),
    Days,
}

/// Whether a subject has a list of values.
pub fn has_values(app: &AppContext<'_>, subject: &Subject) -> bool {
    manner(app, subject) == Manner::Values
}

fn manner(app: &AppContext<'_>, subject: &Subject) -> Manner {
    match subject {
        Subject::Number(NumberKey::Spent) => Manner::Numbers(MONEY_DECIMALS),
        Subject::Number(_) => Manner::Numbers(0),
        Subject::Date(_) => Manner::Days,
        Subject::Field(name) => {
            let mut fields = app.snapshot.vocabulary.fields.iter();
            match fields.find(|field| field.name == *name).map(|f| f.kind) {
                Some(FieldKind::Number) => Manner::Numbers(FIELD_DECIMALS),
                Some(FieldKind::Date) => Manner::Days,
                _ => Manner::Values,
            }
        }
        _ => Manner::Values,
    }
}

/// The editor of one subject.
pub fn subject_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    view: &mut View,
    subject: &Subject,
    values: Option<&ColumnValues>,
    draft: &mut Draft,
) {
    match manner(app, subject) {
        Manner::Values => values_ui(ui, app, view, subject, values, draft),
        Manner::Numbers(decimals) => range_ui(ui, app, view, subject, decimals, draft),
        Manner::Days => days_ui(ui, app, view, subject),
    }
}

fn values_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    view: &mut View,
    subject: &Subject,
    values: Option<&ColumnValues>,
    draft: &mut Draft,
) {
    let language = app.language;
    let Some(values) = values else {
        // Room for the answer that is on its way.
        ui.add_space(space::HUGE);
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    if values.distinct > MANY || !draft.needle.is_empty() {
        let name = i18n::subject(language, subject);
        let label = text!(language, "pane-search-values", what = name);
        let id = ui.scope_id().with("needle");
        TextField::new(id, &label)
            .hint(&label)
            .label_hidden()
            .show(ui, &mut draft.needle);
        ui.add_space(space::TINY);
    }
    let Ok(filter) = view.filter().cloned() else {
        return;
    };
    let selection = filter
        .chip_of(subject)
        .and_then(|chip| chip.selection(subject));
    let is_ticked = |term: &Term| {
        let selection = selection.as_ref();
        selection.is_some_and(|selection| selection.includes(term, app.today))
    };
    let listed: Vec<Term> = values.entries.iter().map(|v| v.term.clone()).collect();
    let blank = subject.blank();
    let mut rows: Vec<(Term, String, Option<usize>)> = Vec::new();
    // What is ticked and not listed would otherwise be out of reach.
    if let Some(selection) = selection.as_ref().filter(|s| !s.except) {
        let named = selection.terms.iter().flat_map(singles);
        let unlisted = named.filter(|term| !listed.contains(term) && Some(term) != blank.as_ref());
        let is_broad = |term: &Term| {
            let alone = crate::domain::filter::Selection {
                terms: vec![term.clone()],
                except: false,
            };
            listed.iter().any(|value| alone.includes(value, app.today))
        };
        rows.extend(
            unlisted
                .filter(|term| !is_broad(term))
                .map(|term| (term.clone(), i18n::value(language, &term), None)),
        );
    }
    for value in &values.entries {
        let words = match &value.term {
            Term::Text(..) | Term::Field(_, FieldTest::Text(_)) => value.text.clone(),
            term => i18n::value(language, term),
        };
        rows.push((value.term.clone(), words, Some(value.count)));
    }
    if let Some(blank) = blank
        && draft.needle.is_empty()
        && (values.blank > 0 || is_ticked(&blank))
    {
        rows.push((blank, text!(language, "pane-blank"), Some(values.blank)));
    }
    if rows.is_empty() {
        small_paragraph(ui, &text!(language, "pane-no-values"), app.tokens.mute);
    }
    for (term, words, number) in rows {
        let mut ticked = is_ticked(&term);
        let number = number
            .map(|number| count(u64::try_from(number).unwrap_or(u64::MAX)))
            .unwrap_or_default();
        let response = ui
            .push_id(term.to_string(), |ui| {
                check_row(ui, &mut ticked, &words, &number)
            })
            .inner;
        if response.changed() {
            view.set_filter(toggled(&filter, subject, &term, &listed, app.today));
        }
    }
    let rest = values.distinct.saturating_sub(values.entries.len());
    if rest > 0 {
        let rest = count(u64::try_from(rest).unwrap_or(u64::MAX));
        let words = text!(language, "pane-more-values", count = rest);
        small_paragraph(ui, &words, app.tokens.mute);
    }
}

fn range_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    view: &mut View,
    subject: &Subject,
    decimals: u32,
    draft: &mut Draft,
) {
    let language = app.language;
    let Ok(filter) = view.filter().cloned() else {
        return;
    };
    let chip = filter.chip_of(subject).cloned();
    let said = said(chip.as_ref());
    let (from_id, to_id) = (ui.scope_id().with("from"), ui.scope_id().with("to"));
    let is_typing = ui.memory(|memory| memory.has_focus(from_id) || memory.has_focus(to_id));
    if !is_typing && draft.seen != said {
        (draft.from, draft.to) = written(chip.as_ref(), decimals);
        draft.seen = said;
    }
    let (from, to) = (read(&draft.from, decimals), read(&draft.to, decimals));
    let wrong = text!(language, "pane-not-a-number");
    let mut is_changed = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let width = ((ui.available_width() - space::SMALL) / 2.0).clamp(60.0, 140.0);
        for (id, label, text, value) in [
            (
                from_id,
                text!(language, "pane-from"),
                &mut draft.from,
                &from,
            ),
            (to_id, text!(language, "pane-to"), &mut draft.to, &to),
        ] {
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                let field = TextField::new(id, &label)
                    .hint(&label)
                    .label_hidden()
                    .max_width(width)
                    .error(value.is_err().then_some(wrong.as_str()));
                is_changed |= field.show(ui, text).field.changed();
            });
        }
    });
    if !is_changed {
        return;
    }
    let (Ok(from), Ok(to)) = (read(&draft.from, decimals), read(&draft.to, decimals)) else {
        return;
    };
    let range = match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some(Range::AtLeast(from)),
        (None, Some(to)) => Some(Range::AtMost(to)),
        (Some(from), Some(to)) if from <= to => Some(Range::Between(from, to)),
        // While the second number is being typed, it is often still too small.
        _ => return,
    };
    let term = range.and_then(|range| subject.number_term(range));
    let changed = filter.with_subject(subject, term.map(Expr::Term));
    draft.seen = self::said(changed.chip_of(subject));
    view.set_filter(changed);
}

/// A condition as text; nothing without one.
fn said(chip: Option<&Expr>) -> String {
    chip.map(ToString::to_string).unwrap_or_default()
}

/// A number, nothing, or what is none.
fn read(text: &str, decimals: u32) -> Result<Option<i64>, ()> {
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '，'))
        .collect();
    if plain.is_empty() {
        return Ok(None);
    }
    decimal(&plain, decimals).map(Some).ok_or(())
}

/// What a chip says as from and to; blank where it says something else.
fn written(chip: Option<&Expr>, decimals: u32) -> (String, String) {
    let ranges = match chip {
        Some(Expr::Term(Term::Number(_, ranges) | Term::Field(_, FieldTest::Number(ranges)))) => {
            ranges.as_slice()
        }
        _ => &[],
    };
    let [range] = ranges else {
        return Default::default();
    };
    let unit = 10_i64.pow(decimals);
    let write = |number: i64| {
        let (whole, rest) = (number / unit, (number % unit).unsigned_abs());
        if rest == 0 {
            return whole.to_string();
        }
        let width = usize::try_from(decimals).unwrap_or_default();
        let rest = format!("{rest:0width$}");
        format!("{whole}.{}", rest.trim_end_matches('0'))
    };
    match *range {
        Range::Is(x) => (write(x), write(x)),
        Range::AtLeast(x) => (write(x), String::new()),
        Range::AtMost(x) => (String::new(), write(x)),
        Range::Over(x) => (write(x.saturating_add(1)), String::new()),
        Range::Under(x) => (String::new(), write(x.saturating_sub(1))),
        Range::Between(a, b) => (write(a), write(b)),
    }
}

fn days_ui(ui: &mut Ui, app: &AppContext<'_>, view: &mut View, subject: &Subject) {
    let language = app.language;
    let Ok(filter) = view.filter().cloned() else {
        return;
    };
    let chip = filter.chip_of(subject);
    let days = |count| Age {
        count,
        unit: AgeUnit::Day,
    };
    let mut choices: Vec<(String, Option<Term>)> = Vec::new();
    for number in WITHIN {
        let words = text!(language, "pane-day-within", days = number);
        let test = DateTest::Ago(Range::Under(days(number)));
        choices.push((words, subject.date_term(test)));
    }
    for number in LONGER {
        let words = text!(language, "pane-day-longer", days = number);
        let test = DateTest::Ago(Range::Over(days(number)));
        choices.push((words, subject.date_term(test)));
    }
    if *subject == Subject::Date(DateKey::LastOrder) {
        let words = text!(language, "pane-day-never");
        choices.push((words, Some(Term::No(vec![Part::Order]))));
    }
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(8, 0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (words, term) in choices {
                let Some(term) = term else {
                    continue;
                };
                let expr = Expr::Term(term);
                let is_on = chip == Some(&expr);
                if radio_row(ui, is_on, &words).clicked() {
                    let expr = (!is_on).then_some(expr);
                    view.set_filter(filter.with_subject(subject, expr));
                }
            }
        });
}

/// The filter without one chip.
pub fn without(filter: &Filter, index: usize) -> Filter {
    let chips = filter.chips().iter().enumerate();
    Filter::from_chips(
        chips
            .filter(|(other, _)| *other != index)
            .map(|(_, chip)| chip.clone()),
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_as_they_are_read() {
        let check = |text: &str, decimals: u32, from: &str, to: &str| {
            let filter = Filter::parse(text).unwrap();
            let expected = (from.to_owned(), to.to_owned());
            assert_eq!(written(filter.expr.as_ref(), decimals), expected, "{text}");
        };
        check("orders:3..", 0, "3", "");
        check("orders:>3", 0, "4", "");
        check("spent:100..500.5", 2, "100", "500.5");
        check("orders:3", 0, "3", "3");
        check("city:a", 0, "", "");
        assert_eq!(read(" 1,200.50 ", 2), Ok(Some(120_050)));
        assert_eq!(read("", 2), Ok(None));
        assert_eq!(read("x", 2), Err(()));
        assert_eq!(read("1.5", 0), Err(()));
    }
}
