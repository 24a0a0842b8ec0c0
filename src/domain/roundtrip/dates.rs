//! Texts that a spreadsheet reads as a day, and the forms in which it writes one.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// The day that a spreadsheet counts as 1 from March 1900 on.
const ZERO: Date = jiff::civil::date(1899, 12, 30);
/// Days that a spreadsheet's count of days may mean: 1920 to 2099.
const SERIALS: std::ops::RangeInclusive<i64> = 7_306..=73_050;

/// One way to read a text as a day; what it does not name is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: Option<i8>,
}

/// Every way to read a text as a day.
pub(super) fn readings(text: &str) -> Vec<Moment> {
    let text = without_time(text.trim());
    let lower = text.to_lowercase();
    let bare = lower
        .trim_start_matches("--")
        .trim_end_matches(['日', '号']);
    let parts: Vec<&str> = bare
        .split(['-', '/', '.', ' ', '年', '月', ','])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut add = |year: Option<i16>, month: Option<i8>, day: Option<i8>| {
        if let Some(month) = month {
            let moment = Moment { year, month, day };
            if moment.exists() && !found.contains(&moment) {
                found.push(moment);
            }
        }
    };
    match parts.as_slice() {
        [a, b] => {
            add(None, small(a), small(b));
            add(None, small(b), small(a));
            add(year(a).filter(|_| a.len() == 4), small(b), None);
            add(year(b).filter(|_| b.len() == 4), small(a), None);
            let month = named(a).or_else(|| named(b));
            let other = if named(a).is_some() { b } else { a };
            if month.is_some() {
                if let Some(day) = small(other) {
                    add(None, month, Some(day));
                }
                add(year(other), month, None);
            }
        }
        [a, b, c] => {
            for (y, m, d) in [(a, b, c), (c, a, b), (c, b, a)] {
                if let (Some(y), Some(d)) = (year(y), small(d)) {
                    add(Some(y), small(m).or_else(|| named(m)), Some(d));
                }
            }
        }
        _ => {}
    }
    found.retain(|moment| moment.day.is_some() || moment.year.is_some());
    found
}

/// The day of a spreadsheet's count of days.
pub(super) fn from_serial(text: &str) -> Option<Moment> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let serial: i64 = whole.parse().ok()?;
    if !SERIALS.contains(&serial) {
        return None;
    }
    let date = ZERO.checked_add(jiff::Span::new().days(serial)).ok()?;
    Some(Moment {
        year: Some(date.year()),
        month: date.month(),
        day: Some(date.day()),
    })
}

impl Moment {
    fn exists(self) -> bool {
        let (year, day) = (self.year.unwrap_or(2000), self.day.unwrap_or(1));
        Date::new(year, self.month, day).is_ok()
    }

    /// Whether a spreadsheet that reads `before` may show it as this. A year that was not written
    /// becomes the one in which it was read, a day that was not written the first.
    pub(super) fn comes_from(self, before: Self, years: &std::ops::RangeInclusive<i16>) -> bool {
        let year = match (before.year, self.year) {
            (Some(before), Some(after)) => before == after,
            (None, Some(after)) => years.contains(&after),
            (_, None) => true,
        };
        let day = match (before.day, self.day) {
            (Some(before), Some(after)) => before == after,
            (None, Some(after)) => after == 1,
            (_, None) => true,
        };
        year && day && before.month == self.month
    }
}

/// `2026/5/1 0:00` without the midnight.
fn without_time(text: &str) -> &str {
    let Some((day, time)) = text.rsplit_once([' ', 'T']) else {
        return text;
    };
    let is_midnight = time.contains(':') && time.bytes().all(|byte| matches!(byte, b'0' | b':'));
    if is_midnight { day } else { text }
}

fn number(text: &str) -> Option<i16> {
    let is_number = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn small(text: &str) -> Option<i8> {
    (text.len() <= 2)
        .then(|| i8::try_from(number(text)?).ok())
        .flatten()
        .filter(|value| (1..=31).contains(value))
}

fn year(text: &str) -> Option<i16> {
    let value = number(text)?;
    match text.len() {
        4 => Some(value),
        // As spreadsheets read two digits.
        2 if value < 50 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

fn named(text: &str) -> Option<i8> {
    let short = text.get(..3)?;
    let place = MONTHS.iter().position(|month| *month == short)?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_known_in_every_form() {
        let check = |before: &str, after: &str, expected: bool| {
            let afters = readings(after).into_iter().chain(from_serial(after));
            let mut pairs =
                afters.flat_map(|after| readings(before).into_iter().map(move |b| (b, after)));
            let found = pairs.any(|(before, after)| after.comes_from(before, &(2025..=2026)));
            assert_eq!(found, expected, "{before} {after}");
        };
        check("2025-01-31", "2025/1/31", true);
        check("2025-01-31", "31/01/2025", true);
        check("2025-01-31", "1/31/25", true);
        check("2025-01-31", "2025年1月31日", true);
        check("2025-01-31", "31-Jan-25", true);
        check("2025-01-31", "2025-01-31 00:00:00", true);
        check("2025-01-31", "45688", true);
        check("2025-01-31", "45689", false);
        check("2025-01-31", "2025-02-01", false);
        check("5-1", "5月1日", true);
        check("5-1", "1-May", true);
        check("5-1", "May-01", true);
        check("5-1", "2026-05-01", true);
        check("5-1", "2026-05-02", false);
        // Somebody added the year of birth.
        check("05-20", "1990-05-20", false);
        check("--05-20", "5/20", true);
        check("2024-3", "Mar-24", true);
        check("2024-3", "2024/3/1", true);
        check("abc", "def", false);
        check("13-32", "1-May", false);
    }
}
