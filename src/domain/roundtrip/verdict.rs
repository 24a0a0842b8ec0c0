//! What became of one cell between leaving and coming back.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::damage::{Damage, damage, looks_damaged};
use crate::domain::contact::email_key;
use crate::domain::field::canonical;
use crate::domain::guard::{guard, unguard};
use crate::domain::listing::FieldKind;
use crate::domain::phone::{E164, Region, read_cell};

/// What a column holds, which says when two texts are the same value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Phone numbers; those without a country code are at home there.
    Numbers(Region),
    Emails,
    Tags,
    Field(FieldKind),
}

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Nobody touched it in the file, or both sides read the same.
    Same,
    /// The value the book has, written otherwise.
    OtherForm,
    Damaged(Damage),
    Edited,
    /// Edited in the file, and the book has another text since the list left.
    Conflict,
}

/// A text as it is compared: without outer blanks, its lines ending in one way.
pub fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What whoever wrote a cell means by it: the guard against formulas is taken off.
pub fn meant(cell: &str) -> Cow<'_, str> {
    tidy(unguard(cell).unwrap_or(cell))
}

/// Judges one cell: as it is in the file, and as the book has it now. `was` says whether a text is
/// what the cell read when the list left; `years` are those in which the list was away.
pub fn judge(
    file: &str,
    book: &str,
    was: impl Fn(&str) -> bool,
    kind: Kind,
    years: &RangeInclusive<i16>,
) -> Verdict {
    let (raw, meaning, book) = (tidy(file), meant(file), tidy(book));
    if [&raw, &meaning].iter().any(|text| was(text)) {
        return Verdict::Same;
    }
    let guarded = guard(&book);
    if raw == book || meaning == book || raw == guarded {
        return Verdict::Same;
    }
    let values_first = matches!(
        kind,
        Kind::Field(FieldKind::Number | FieldKind::Date | FieldKind::YesNo | FieldKind::Birthday)
    );
    if values_first && is_same_value(kind, &book, &meaning) {
        return Verdict::OtherForm;
    }
    let is_as_it_left = was(&book);
    if let Some(damage) = damage(&book, &meaning, years) {
        return Verdict::Damaged(damage);
    }
    if !is_as_it_left && let Some(damage) = mended(&meaning, &was) {
        return Verdict::Damaged(damage);
    }
    if is_same_value(kind, &book, &meaning) {
        return Verdict::OtherForm;
    }
    if let Some(damage) = looks_damaged(&meaning) {
        return Verdict::Damaged(damage);
    }
    if is_as_it_left {
        Verdict::Edited
    } else {
        Verdict::Conflict
    }
}

/// What a spreadsheet must have done to the text that left, where the book has another one by now:
/// nothing but its hash is known of the one that left.
fn mended(file: &str, was: &impl Fn(&str) -> bool) -> Option<Damage> {
    let whole = file.strip_suffix(".0").unwrap_or(file);
    if was(&format!("+{whole}")) {
        return Some(Damage::PlusLost);
    }
    if ["0", "00", "000"]
        .iter()
        .any(|zeros| was(&format!("{zeros}{whole}")))
    {
        return Some(Damage::ZerosLost);
    }
    was(whole).then_some(Damage::Decimals)
}

fn is_same_value(kind: Kind, book: &str, file: &str) -> bool {
    match kind {
        Kind::Text => book.eq_ignore_ascii_case(file) && matches!(file, "TRUE" | "FALSE"),
        Kind::Numbers(home) => match (numbers(book, home), numbers(file, home)) {
            (Some(book), Some(file)) => book == file,
            _ => false,
        },
        Kind::Emails => parts(book, email_key) == parts(file, email_key),
        Kind::Tags => parts(book, str::to_owned) == parts(file, str::to_owned),
        Kind::Field(field) => {
            let file = canonical(field, file);
            file.is_some() && canonical(field, book) == file
        }
    }
}

/// The numbers in a cell in any order, if all of it is numbers.
fn numbers(cell: &str, home: Region) -> Option<Vec<(E164, String)>> {
    let mut found = Vec::new();
    for part in cell.split([';', '；', '\n']) {
        if part.trim().is_empty() {
            continue;
        }
        for number in read_cell(part, home).numbers {
            let reading = number.reading?;
            found.push((reading.e164, reading.extension));
        }
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

fn parts(cell: &str, form: impl Fn(&str) -> String) -> Vec<String> {
    let separators = [',', ';', '，', '；', '、', '|', '\n'];
    let parts = cell.split(separators).map(str::trim);
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(form).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Kind = Kind::Numbers(Region(*b"CN"));

    #[track_caller]
    fn check(kind: Kind, left: &str, book: &str, file: &str, expected: Verdict) {
        let was = |text: &str| tidy(text) == left;
        let found = judge(file, book, was, kind, &(2026..=2026));
        assert_eq!(found, expected, "{left:?} {book:?} {file:?}");
    }

    #[test]
    fn what_nobody_touched_is_the_same() {
        for file in ["深圳", " 深圳 ", "深圳\r\n"] {
            check(Kind::Text, "深圳", "深圳", file, Verdict::Same);
            // Whatever the book has by now.
            check(Kind::Text, "深圳", "广州", file, Verdict::Same);
        }
        check(Kind::Text, "=1+1", "=1+1", "'=1+1", Verdict::Same);
        check(Kind::Text, "'007", "'007", "''007", Verdict::Same);
        check(Kind::Text, "a\nb", "a\nb", "a\r\nb", Verdict::Same);
        // Both sides made the same change.
        check(Kind::Text, "深圳", "广州", "广州", Verdict::Same);
    }

    #[test]
    fn edits_and_conflicts() {
        check(Kind::Text, "深圳", "深圳", "广州", Verdict::Edited);
        check(Kind::Text, "深圳", "深圳", "", Verdict::Edited);
        check(Kind::Text, "", "", "广州", Verdict::Edited);
        check(Kind::Text, "深圳", "北京", "广州", Verdict::Conflict);
        check(Kind::Text, "深圳", "北京", "", Verdict::Conflict);
        let number = "+8613812345678";
        check(HOME, number, number, "13912345678", Verdict::Edited);
        check(
            HOME,
            number,
            number,
            "+8613812345678; +8613912345678",
            Verdict::Edited,
        );
        check(HOME, number, number, "", Verdict::Edited);
        check(
            Kind::Tags,
            "VIP; 老客户",
            "VIP; 老客户",
            "VIP",
            Verdict::Edited,
        );
    }

    #[test]
    fn values_in_another_form() {
        let number = "+8613812345678";
        check(HOME, number, number, "138 1234 5678", Verdict::OtherForm);
        let two = "+8613812345678; +862085556666";
        check(
            HOME,
            two,
            two,
            "020-85556666\n13812345678",
            Verdict::OtherForm,
        );
        check(
            Kind::Tags,
            "VIP; 老客户",
            "VIP; 老客户",
            "老客户、VIP",
            Verdict::OtherForm,
        );
        let date = Kind::Field(FieldKind::Date);
        check(
            date,
            "2026-05-01",
            "2026-05-01",
            "2026/5/1",
            Verdict::OtherForm,
        );
        let yes_no = Kind::Field(FieldKind::YesNo);
        check(yes_no, "yes", "yes", "TRUE", Verdict::OtherForm);
        check(
            Kind::Field(FieldKind::Number),
            "12.5",
            "12.5",
            "12.50",
            Verdict::OtherForm,
        );
    }

    #[test]
    fn damage_is_no_edit() {
        let number = "+8613812345678";
        let check_number = |file: &str, damage: Damage| {
            check(HOME, number, number, file, Verdict::Damaged(damage));
        };
        check_number("8.61381E+12", Damage::Scientific);
        check_number("8613812345678", Damage::PlusLost);
        check_number("#NAME?", Damage::ErrorCell);
        check_number("8.61391E+12", Damage::NewDigitsLost);
        check(
            Kind::Field(FieldKind::Date),
            "2026-05-01",
            "2026-05-01",
            "46143",
            Verdict::Damaged(Damage::Serial),
        );
        // The book was changed meanwhile: what left is known by its hash only.
        check(
            HOME,
            number,
            "+8613900001111",
            "8613812345678",
            Verdict::Damaged(Damage::PlusLost),
        );
        check(
            Kind::Text,
            "007",
            "8",
            "7",
            Verdict::Damaged(Damage::ZerosLost),
        );
        check(
            Kind::Text,
            "12",
            "13",
            "12.0",
            Verdict::Damaged(Damage::Decimals),
        );
    }
}
