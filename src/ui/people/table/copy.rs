//! Rows and numbers for the clipboard.
//!
//! Other programs get plain text, tab-separated. Excel and WPS read pasted digits as numbers: a
//! leading `+` or `0` is lost, the sixteenth digit and all behind it become zeros, `3-4` becomes a
//! day. An apostrophe in front would stay visible after pasting; `="…"` is the one form that both
//! programs take for text and show without any sign of it, and our own import takes it off again.
//! Only texts without quotes are wrapped so, hence nothing in them can run. Whatever else might be
//! taken for a formula gets the apostrophe that our files use too.

use std::sync::Arc;

use crate::domain::guard::guard;
use crate::domain::ids::{ContactId, FieldId, SourceId, TagId};
use crate::domain::listing::Vocabulary;
use crate::domain::phone::{NumberStatus, Region, display};
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::people::Found;
use crate::ui::people::selection::IdSet;
use crate::ui::{Action, AppContext};
use crate::workspace::Latest;
use crate::workspace::listview::{Roster, TableColumn, TableRow};

/// Texts on their way to the clipboard.
#[derive(Debug, Default)]
pub struct Copier {
    waiting: Option<Latest<Copied>>,
}

#[derive(Debug)]
struct Copied {
    text: String,
    rows: usize,
    is_numbers: bool,
}

impl Copier {
    /// Hands over what is ready. The text is kept nowhere else.
    pub fn finish(&mut self, app: &AppContext<'_>) {
        let Some(copied) = self.waiting.as_ref().and_then(Latest::get) else {
            return;
        };
        self.waiting = None;
        let language = app.language;
        if copied.rows == 0 {
            app.send(Action::Say(text!(language, "table-nothing-copied")));
            return;
        }
        let words = if copied.is_numbers && copied.rows == 1 {
            text!(
                language,
                "table-copied-number",
                number = copied.text.as_str()
            )
        } else if copied.is_numbers {
            text!(language, "table-copied-numbers", count = count(copied.rows))
        } else {
            text!(language, "table-copied-rows", count = count(copied.rows))
        };
        app.send(Action::Copy(copied.text.clone()));
        app.send(Action::Say(words));
    }

    /// The numbers of these people, one per line, as other programs search for them.
    pub fn numbers(
        &mut self,
        app: &AppContext<'_>,
        found: &Arc<Found>,
        ids: Arc<IdSet>,
        home: Region,
    ) {
        let found = Arc::clone(found);
        let place = self.waiting.insert(Latest::default());
        app.session.ask(place, move |roster| {
            let mut numbers = Vec::new();
            each(roster, &found, &ids, home, |row| {
                numbers.extend(number(&row, home));
            });
            Copied {
                rows: numbers.len(),
                text: numbers.join("\n"),
                is_numbers: true,
            }
        });
    }

    /// The rows of these people with a head, for a spreadsheet.
    pub fn rows(
        &mut self,
        app: &AppContext<'_>,
        found: &Arc<Found>,
        ids: Arc<IdSet>,
        columns: Vec<(TableColumn, String)>,
        home: Region,
    ) {
        let found = Arc::clone(found);
        let vocabulary = Arc::clone(&app.snapshot.vocabulary);
        let language = app.language;
        let place = self.waiting.insert(Latest::default());
        app.session.ask(place, move |roster| {
            let heads: Vec<String> = columns.iter().map(|(_, title)| sheet_cell(title)).collect();
            let mut lines = vec![heads.join("\t")];
            each(roster, &found, &ids, home, |row| {
                let cells = columns
                    .iter()
                    .map(|(column, _)| value(language, &vocabulary, *column, &row));
                lines.push(cells.collect::<Vec<String>>().join("\t"));
            });
            Copied {
                rows: lines.len() - 1,
                // Excel wants its own ends of lines; all others take them too.
                text: lines.join("\r\n"),
                is_numbers: false,
            }
        });
    }
}

fn count(number: usize) -> String {
    i18n::count(u64::try_from(number).unwrap_or_default())
}

/// Calls `take` with the people among `ids`, in the order shown, then with those not shown.
fn each(roster: &Roster, found: &Found, ids: &IdSet, home: Region, mut take: impl FnMut(TableRow)) {
    let mut shown: Vec<ContactId> = Vec::new();
    for slot in &found.slots {
        if let Some(id) = roster.id(*slot).filter(|id| ids.contains(*id)) {
            shown.push(id);
            if let Some(row) = roster.table_row(*slot, home) {
                take(row);
            }
        }
    }
    if shown.len() == ids.len() {
        return;
    }
    let shown: IdSet = shown.into_iter().collect();
    let others = ids.iter().filter(|id| !shown.contains(*id));
    for slot in others.filter_map(|id| roster.slot_of(id)) {
        if let Some(row) = roster.table_row(slot, home) {
            take(row);
        }
    }
}

/// `13823165520` at home, `+85261234567` elsewhere: what the search of a messenger finds.
fn number(row: &TableRow, home: Region) -> Option<String> {
    let cell = row.mobile.as_ref()?;
    let shown = match cell.e164 {
        Some(e164) if cell.status == NumberStatus::Ok => display(e164, home),
        _ => cell.text.clone(),
    };
    let plain: String = shown
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '+' | '*'))
        .collect();
    (!plain.is_empty()).then_some(plain)
}

fn value(
    language: Language,
    vocabulary: &Vocabulary,
    column: TableColumn,
    row: &TableRow,
) -> String {
    let tag = |id: &TagId| {
        let found = vocabulary.tags.iter().find(|(tag, _)| tag == id);
        found.map(|(_, name)| name.clone())
    };
    let source = |id: SourceId| {
        let found = vocabulary.sources.iter().find(|source| source.id == id);
        found.map(|source| source.name.clone())
    };
    let field = |id: FieldId| {
        let found = row.fields.iter().find(|(field, _)| *field == id);
        found.map(|(_, value)| value.clone())
    };
    let words = match column {
        TableColumn::Name => row.name.clone(),
        TableColumn::Company => row.company.clone(),
        TableColumn::Reference => row.reference.clone(),
        TableColumn::Mobile => row
            .mobile
            .as_ref()
            .map(|cell| cell.text.clone())
            .unwrap_or_default(),
        TableColumn::Email => row.email.clone(),
        TableColumn::City => row.city.clone(),
        TableColumn::Province => row.province.clone(),
        TableColumn::Country => row.country.clone(),
        TableColumn::Tags => {
            let names: Vec<String> = row.tags.iter().filter_map(tag).collect();
            i18n::list(language, &names)
        }
        TableColumn::Source => row.source.and_then(source).unwrap_or_default(),
        TableColumn::Consent => {
            let channel = |name: String, state| format!("{name}: {}", i18n::state(language, state));
            let both = [
                channel(text!(language, "table-badge-text"), row.text.state),
                channel(text!(language, "table-badge-call"), row.call.state),
            ];
            i18n::list(language, &both)
        }
        // Numbers and days of ours are numbers and days there too.
        TableColumn::Numbers => return row.numbers.to_string(),
        TableColumn::Orders => return row.purchases.count.to_string(),
        TableColumn::Spent => return i18n::money(row.purchases.total_cents).replace(',', ""),
        TableColumn::LastOrder => return row.purchases.last.map(i18n::date).unwrap_or_default(),
        TableColumn::Created => return i18n::date(row.created),
        TableColumn::Field(id) => field(id).unwrap_or_default(),
    };
    sheet_cell(&words)
}

/// A text that pasting into a spreadsheet neither changes nor runs.
fn sheet_cell(text: &str) -> String {
    // Longer ones are no constant in a formula.
    const MOST: usize = 250;
    let line = text.replace(|c: char| c.is_control(), " ");
    let has_digit = line.bytes().any(|byte| byte.is_ascii_digit());
    let is_like_number = has_digit
        && line.len() <= MOST
        && line.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '+' | '-' | '.' | ',' | '/' | ':' | ' ' | '(' | ')' | '%' | 'e' | 'E'
                )
        });
    if is_like_number {
        return format!("=\"{line}\"");
    }
    let guarded = guard(&line).into_owned();
    if guarded.starts_with('"') {
        return format!("\"{}\"", guarded.replace('"', "\"\""));
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::sheet_cell;

    #[test]
    fn a_spreadsheet_neither_changes_nor_runs_what_is_pasted() {
        let check = |text: &str, expected: &str| assert_eq!(sheet_cell(text), expected, "{text:?}");
        check("陈美玲", "陈美玲");
        check("", "");
        check("138 2316 5520", "=\"138 2316 5520\"");
        check("+85261234567", "=\"+85261234567\"");
        check("0755-8888", "=\"0755-8888\"");
        check("3-4", "=\"3-4\"");
        check("1E5", "=\"1E5\"");
        check("138****5678", "138****5678");
        check("=1+1", "'=1+1");
        check("=\"1\"&A1", "'=\"1\"&A1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0");
        check("a\tb\r\nc", "a b  c");
        check("\"quoted\" name", "\"\"\"quoted\"\" name\"");
        check("A-12", "A-12");
    }
}
