//! What spreadsheets do to cells that nobody meant to change.

use std::ops::RangeInclusive;

use super::dates::{Moment, from_serial, readings};
use super::figures::{self, EXACT};

/// What a spreadsheet did to a cell. The book keeps what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Damage {
    /// `8.61381E+12`: digits are gone, or only hidden.
    Scientific,
    /// The plus of a number is gone.
    PlusLost,
    /// Zeros in front of a number are gone.
    ZerosLost,
    /// Zeros behind the point came or went: `13800138000.0`.
    Decimals,
    /// Thousands set apart, or a sign of money or percent.
    Dressed,
    /// Digits from the sixteenth on became zeros.
    Rounded,
    /// A text became a date, or a date another form of itself.
    Date,
    /// A date became a spreadsheet's count of days.
    Serial,
    /// `#####`: the column was too narrow for it.
    TooNarrow,
    /// `#NAME?` and the like.
    ErrorCell,
    /// Characters that the file's encoding cannot hold became question marks.
    CharactersLost,
    /// A new number whose digits are gone: it must be written once more.
    NewDigitsLost,
}

impl Damage {
    pub const ALL: [Self; 12] = [
        Self::Scientific,
        Self::PlusLost,
        Self::ZerosLost,
        Self::Decimals,
        Self::Dressed,
        Self::Rounded,
        Self::Date,
        Self::Serial,
        Self::TooNarrow,
        Self::ErrorCell,
        Self::CharactersLost,
        Self::NewDigitsLost,
    ];
}

const ERRORS: [&str; 14] = [
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#N/A",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#UNKNOWN!",
    "#CONNECT!",
    "#GETTING_DATA",
];

/// How a spreadsheet came from `before` to `after`, if it did. `years` are those in which the file
/// was away.
pub fn damage(before: &str, after: &str, years: &RangeInclusive<i16>) -> Option<Damage> {
    if before == after {
        return None;
    }
    if let Some(plain) = plain_damage(after) {
        return Some(plain);
    }
    if after.is_empty() || before.is_empty() {
        return None;
    }
    figure_damage(before, after)
        .or_else(|| date_damage(before, after, years))
        .or_else(|| lost_characters(before, after).then_some(Damage::CharactersLost))
}

/// What is damage whatever stood there before.
pub fn looks_damaged(after: &str) -> Option<Damage> {
    let is_short = figures::read(after)
        .is_some_and(|(_, form)| form.is_scientific && form.has_fraction && form.digits < EXACT);
    plain_damage(after).or_else(|| is_short.then_some(Damage::NewDigitsLost))
}

fn plain_damage(after: &str) -> Option<Damage> {
    if after.len() > 1 && after.bytes().all(|byte| byte == b'#') {
        return Some(Damage::TooNarrow);
    }
    ERRORS
        .contains(&after.to_ascii_uppercase().as_str())
        .then_some(Damage::ErrorCell)
}

fn figure_damage(before: &str, after: &str) -> Option<Damage> {
    let (was, was_form) = figures::read(before)?;
    let (is, is_form) = figures::read(after)?;
    let scientific = is_form.is_scientific || was_form.is_scientific;
    if was == is {
        return Some(if scientific {
            Damage::Scientific
        } else if was_form.has_leading_zero && !is_form.has_leading_zero {
            Damage::ZerosLost
        } else if was_form.has_plus && !is_form.has_plus {
            Damage::PlusLost
        } else if was_form.is_dressed != is_form.is_dressed {
            Damage::Dressed
        } else if was_form.has_fraction || is_form.has_fraction {
            Damage::Decimals
        } else {
            return None;
        });
    }
    let held = was.cut(EXACT);
    if scientific {
        let digits = is_form.digits;
        let is_same = [&was, &held]
            .iter()
            .any(|number| number.rounded(digits) == is);
        return is_same.then_some(Damage::Scientific);
    }
    let is_long = was.digits.len() > EXACT;
    (is_long && (held == is || was.rounded(EXACT) == is)).then_some(Damage::Rounded)
}

fn date_damage(before: &str, after: &str, years: &RangeInclusive<i16>) -> Option<Damage> {
    // `1-2` and `2-1` may be the same day to somebody, but no spreadsheet turns one into the other.
    if shape(before) == shape(after) && numbers(before) != numbers(after) {
        return None;
    }
    let befores = readings(before);
    if let Some(serial) = from_serial(after)
        && befores.iter().any(|known| serial.comes_from(*known, years))
    {
        return Some(Damage::Serial);
    }
    let from_count = from_serial(before);
    let fits = |after: Moment| {
        let mut from = befores.iter().copied().chain(from_count);
        from.any(|before| after.comes_from(before, years))
    };
    readings(after)
        .into_iter()
        .any(fits)
        .then_some(Damage::Date)
}

/// What stands between the numbers of a text.
fn shape(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).collect()
}

fn numbers(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    let numbers = parts.map(|part| part.trim_start_matches('0'));
    numbers.filter(|part| !part.is_empty()).collect()
}

/// Whether all that differs is question marks in place of what is not ASCII: one each, or two for
/// the two halves that some programs see in a character.
fn lost_characters(before: &str, after: &str) -> bool {
    if !after.contains('?') || before.is_ascii() {
        return false;
    }
    let after: Vec<char> = after.chars().collect();
    // How far into `after` the characters so far may reach.
    let mut ends = vec![0];
    for was in before.chars().filter(|c| !is_joined(*c)) {
        let most = if was.is_ascii() { 0 } else { was.len_utf16() };
        let mut next: Vec<usize> = Vec::new();
        for end in ends {
            if after.get(end) == Some(&was) {
                next.push(end + 1);
            }
            let lost = after.iter().skip(end).take(most);
            let lost = lost.take_while(|c| **c == '?').count();
            next.extend((1..=lost).map(|halves| end + halves));
        }
        next.sort_unstable();
        next.dedup();
        ends = next;
    }
    ends.contains(&after.len())
}

/// Joins and styles characters, and may be dropped with them.
const fn is_joined(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_from_edits() {
        let check = |before: &str, after: &str, expected: Option<Damage>| {
            let found = damage(before, after, &(2026..=2026));
            assert_eq!(found, expected, "{before:?} {after:?}");
        };
        check("+8613812345678", "8.61381E+12", Some(Damage::Scientific));
        check("+8613812345678", "8.6138E+12", Some(Damage::Scientific));
        check("+8613812345678", "8.61382E+12", None);
        check("+8613812345678", "8613812345678", Some(Damage::PlusLost));
        check("+8613812345678", "8613812345679", None);
        check("+8613812345678", "8613812345678.0", Some(Damage::PlusLost));
        check("13812345678", "13812345678.00", Some(Damage::Decimals));
        check("13812345678", "13,812,345,678", Some(Damage::Dressed));
        check("075582345678", "75582345678", Some(Damage::ZerosLost));
        check("007", "7", Some(Damage::ZerosLost));
        check("1E5", "1.00E+05", Some(Damage::Scientific));
        check("1E5", "100000", Some(Damage::Scientific));
        check(
            "110101199003070033",
            "110101199003070000",
            Some(Damage::Rounded),
        );
        check(
            "110101199003070033",
            "1.10101E+17",
            Some(Damage::Scientific),
        );
        check("110101199003070033", "110101199003070044", None);
        check("5-1", "5月1日", Some(Damage::Date));
        check("5-1", "46143", Some(Damage::Serial));
        check("2025-01-31", "45688", Some(Damage::Serial));
        check("2025-01-31", "2025/1/31", Some(Damage::Date));
        check("2025-01-31", "2025/2/1", None);
        check("05-20", "5-20", Some(Damage::Date));
        check("1-2", "2-1", None);
        check("1-2", "1月2日", Some(Damage::Date));
        check("2025-01-02", "2025-02-01", None);
        check("1990-05-20", "1991-05-20", None);
        check("王小明", "####", Some(Damage::TooNarrow));
        check("#", "##", Some(Damage::TooNarrow));
        check("=A1", "#NAME?", Some(Damage::ErrorCell));
        check("", "#REF!", Some(Damage::ErrorCell));
        check("深圳", "", None);
        check("", "深圳", None);
        check("深圳", "广州", None);
        check("李𠮷🌸", "李??", Some(Damage::CharactersLost));
        check("李𠮷🌸", "李????", Some(Damage::CharactersLost));
        check("李𠮷🌸", "李?????", None);
        check("李𠮷", "李??", Some(Damage::CharactersLost));
        check("李𠮷 VIP", "李? VIP", Some(Damage::CharactersLost));
        check("李明", "李?", Some(Damage::CharactersLost));
        check("abc", "ab?", None);
        check("李明", "李?明", None);
        check("a", "a", None);
    }

    #[test]
    fn what_is_lost_whatever_it_was() {
        let check = |after: &str, expected: Option<Damage>| {
            assert_eq!(looks_damaged(after), expected, "{after:?}");
        };
        check("8.61391E+12", Some(Damage::NewDigitsLost));
        check("#N/A", Some(Damage::ErrorCell));
        check("########", Some(Damage::TooNarrow));
        check("8613912345678", None);
        check("1E5", None);
        check("#1 客户", None);
        check("", None);
    }
}
