//! Dates in every form that people and programs write them.
//!
//! A date without time zone is taken as UTC: the same file then means the same on every computer,
//! and the day that is shown is the day that was written.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::domain::phone::Region;
use crate::domain::time::Millis;

/// Spreadsheets count days; 1899-12-30 is day 0. Days from 1930 to 2099 are taken for dates.
const SERIALS: std::ops::RangeInclusive<f64> = 10_959.0..=73_050.0;
const UNIX_EPOCH_SERIAL: f64 = 25_569.0;
const MILLIS_PER_DAY: f64 = 86_400_000.0;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Reads a date, with or without a time. `month_first` decides about `02/01/2025`; `serials` allows
/// a spreadsheet's count of days.
pub(super) fn parse(cell: &str, month_first: bool, serials: bool) -> Option<Millis> {
    let text = cell.trim();
    if text.len() > 64 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if serials && let Some(millis) = serial(text) {
        return Some(millis);
    }
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Millis(instant.as_millisecond()));
    }
    let (text, minutes) = without_offset(text);
    let parts = Parts::read(text)?;
    let date = parts.date(month_first)?;
    let (hour, minute, second) = parts.time()?;
    let moment = DateTime::from_parts(date, jiff::civil::Time::new(hour, minute, second, 0).ok()?);
    let instant = TimeZone::UTC.to_timestamp(moment).ok()?;
    Some(Millis(instant.as_millisecond() - minutes * 60_000))
}

/// Whether the month stands first in dates of these cells, if any of them tells.
pub(in crate::import) fn tells_order<'a>(cells: impl Iterator<Item = &'a str>) -> Option<bool> {
    let (mut day_first, mut month_first) = (false, false);
    for cell in cells {
        let (text, _) = without_offset(cell.trim());
        let Some(parts) = Parts::read(text).filter(|_| text.len() <= 64) else {
            continue;
        };
        let [a, b, year, ..] = parts.numbers;
        if parts.count >= 3 && parts.month.is_none() && parts.first_digits <= 2 && year >= 1_000 {
            day_first |= a > 12;
            month_first |= b > 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// Takes `+0800` off the end of a time; how many minutes it is ahead.
fn without_offset(text: &str) -> (&str, i64) {
    let offset = || {
        let (time, offset) = text.rsplit_once(' ')?;
        let (sign, digits) = match offset.strip_prefix('+') {
            Some(digits) => (1, digits),
            None => (-1, offset.strip_prefix('-')?),
        };
        let digits = digits.replace(':', "");
        let is_offset = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        let number: i64 = digits
            .parse()
            .ok()
            .filter(|_| is_offset && time.contains(':'))?;
        Some((time.trim_end(), sign * (number / 100 * 60 + number % 100)))
    };
    offset().unwrap_or((text, 0))
}

fn serial(text: &str) -> Option<Millis> {
    let days: f64 = text.parse().ok().filter(|days| SERIALS.contains(days))?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range of days was checked"
    )]
    let millis = ((days - UNIX_EPOCH_SERIAL) * MILLIS_PER_DAY).round() as i64;
    Some(Millis(millis))
}

/// The numbers of a date in the order they stand, and the words between them.
#[derive(Default)]
struct Parts {
    numbers: [u32; 6],
    count: usize,
    /// Digits of the first number.
    first_digits: usize,
    /// A month written as a word, from 1.
    month: Option<u32>,
    /// Whether the month stood in front of the first number.
    month_first: bool,
    afternoon: Option<bool>,
}

impl Parts {
    fn read(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_digit() {
                let end = rest
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len());
                let (digits, behind) = rest.split_at(end);
                parts.number(digits)?;
                rest = behind;
                // Fractions of a second are of no interest.
                if parts.count == 6
                    && let Some(fraction) = rest.strip_prefix('.')
                {
                    rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                }
            } else if first.is_alphabetic() {
                let end = rest
                    .find(|c: char| !c.is_alphabetic())
                    .unwrap_or(rest.len());
                let (word, behind) = rest.split_at(end);
                parts.word(word)?;
                rest = behind;
            } else if matches!(first, '-' | '/' | '.' | ':' | ',' | '，' | '：' | '(' | ')')
                || first.is_whitespace()
            {
                rest = rest.get(first.len_utf8()..)?;
            } else {
                return None;
            }
        }
        Some(parts)
    }

    fn number(&mut self, digits: &str) -> Option<()> {
        // 20250102, 20250102103000
        if self.count == 0 && self.month.is_none() && matches!(digits.len(), 8 | 14) {
            for range in [0..4, 4..6, 6..8, 8..10, 10..12, 12..14] {
                if let Some(part) = digits.get(range) {
                    self.push(part)?;
                }
            }
            self.first_digits = 4;
            return Some(());
        }
        if self.count == 0 {
            self.first_digits = digits.len();
        }
        self.push(digits)
    }

    fn push(&mut self, digits: &str) -> Option<()> {
        let number = if digits.len() > 4 {
            None
        } else {
            digits.parse().ok()
        };
        *self.numbers.get_mut(self.count)? = number?;
        self.count += 1;
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let lower = word.to_lowercase();
        match lower.as_str() {
            "年" | "月" | "日" | "号" | "號" | "时" | "時" | "点" | "點" | "分" | "秒" | "t"
            | "z" | "utc" | "gmt" | "st" | "nd" | "rd" | "th" | "日星期一" | "星期一"
            | "星期二" | "星期三" | "星期四" | "星期五" | "星期六" | "星期日" | "mon" | "tue"
            | "wed" | "thu" | "fri" | "sat" | "sun" => (),
            "am" | "a" | "上午" | "凌晨" | "早上" | "日上午" => {
                self.afternoon = Some(false);
            }
            "pm" | "p" | "下午" | "晚上" | "日下午" => self.afternoon = Some(true),
            _ => {
                let start = lower.get(..3)?;
                let month = MONTHS.iter().position(|month| *month == start)?;
                if self.month.is_some() || self.count > 1 {
                    return None;
                }
                self.month = Some(u32::try_from(month).ok()? + 1);
                self.month_first = self.count == 0;
            }
        }
        Some(())
    }

    /// How many of the numbers make the date.
    const fn of_date(&self) -> usize {
        if self.month.is_some() { 2 } else { 3 }
    }

    fn date(&self, month_first: bool) -> Option<Date> {
        if self.count < self.of_date() {
            return None;
        }
        let [a, b, c, ..] = self.numbers;
        let (year, month, day) = match self.month {
            // 2 Jan 2025, Jan 2 2025, 2025 Jan 2
            Some(month) if !self.month_first && self.first_digits == 4 => (a, month, b),
            Some(month) => (b, month, a),
            None if self.first_digits == 4 => (a, b, c),
            None if c < 1000 => return None,
            // The one that cannot be a month is the day, whatever the country.
            None if a > 12 => (c, b, a),
            None if b > 12 || month_first => (c, a, b),
            None => (c, b, a),
        };
        if !(1900..=2200).contains(&year) {
            return None;
        }
        let narrow = |number: u32| i8::try_from(number).ok();
        Date::new(i16::try_from(year).ok()?, narrow(month)?, narrow(day)?).ok()
    }

    fn time(&self) -> Option<(i8, i8, i8)> {
        let part = |index: usize| {
            let number = self
                .numbers
                .get(self.of_date() + index)
                .copied()
                .unwrap_or(0);
            i8::try_from(number).ok()
        };
        let hour = match (part(0)?, self.afternoon) {
            (12, Some(false)) => 0,
            (hour @ 1..=11, Some(true)) => hour + 12,
            (hour, _) => hour,
        };
        Some((hour, part(1)?, part(2)?))
    }
}

/// Where `02/01/2025` is the first of February.
pub(in crate::import) const fn month_comes_first(country: Region) -> bool {
    matches!(
        &country.0,
        b"US" | b"PH" | b"CN" | b"TW" | b"JP" | b"KR" | b"CA" | b"PR" | b"GU"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(cell: &str, country: &str, serials: bool) -> Option<String> {
        let country = Region::parse(country).unwrap_or(Region(*b"CN"));
        parse(cell, month_comes_first(country), serials).map(Millis::to_iso)
    }

    #[test]
    fn dates_in_every_usual_form() {
        let check = |cell: &str, country: &str, expected: &str| {
            assert_eq!(
                iso(cell, country, false).as_deref(),
                Some(expected),
                "{cell}"
            );
        };
        let day = "2025-01-02T00:00:00Z";
        for cell in [
            "2025-01-02",
            "2025/1/2",
            "2025.1.2",
            "2025年1月2日",
            "2025年01月02日",
            "20250102",
            "2025 Jan 2",
            "2 January 2025",
            "Jan 2, 2025",
            "January 2nd, 2025",
            "2-Jan-2025",
        ] {
            check(cell, "CN", day);
        }
        check("02/01/2025", "GB", day);
        check("01/02/2025", "US", day);
        check("02.01.2025", "DE", day);
        check("13/01/2025", "US", "2025-01-13T00:00:00Z");
        check("01/13/2025", "GB", "2025-01-13T00:00:00Z");
        let moment = "2025-01-02T15:04:05Z";
        for cell in [
            "2025-01-02 15:04:05",
            "2025/1/2 15:04:05",
            "2025-01-02T15:04:05Z",
            "2025-01-02T15:04:05",
            "2025年1月2日 15时04分05秒",
            "20250102150405",
            "2025-01-02 03:04:05 PM",
            "2025/1/2 下午3:04:05",
            "2025-01-02 15:04:05.678",
            "2025-01-02T23:04:05+08:00",
            "2025-01-02 15:04:05 UTC",
            "2025-01-02 23:04:05 +0800",
            "2025-01-02 10:04:05 -05:00",
        ] {
            check(cell, "CN", moment);
        }
        check("2025/1/2 12:00 AM", "CN", day);
    }

    #[test]
    fn a_column_tells_its_order() {
        let check = |cells: &[&str], expected: Option<bool>| {
            assert_eq!(tells_order(cells.iter().copied()), expected, "{cells:?}");
        };
        check(&["02/01/2025", "", "13/01/2025"], Some(false));
        check(&["02/01/2025 10:00", "1/31/2025 10:00"], Some(true));
        check(&["02/01/2025", "x"], None);
        check(&["31/01/2025", "01/31/2025"], None);
        check(&["2025-01-31"], None);
    }

    #[test]
    fn what_is_no_date() {
        let check =
            |cell: &str, serials: bool| assert_eq!(iso(cell, "CN", serials), None, "{cell}");
        for cell in [
            "",
            "soon",
            "2025",
            "2025-13-01",
            "2025-02-30",
            "1/2/25",
            "13800138000",
            "12:30",
            "2025-01-02 25:00",
            "0001-01-01",
            "2025-01-02 x",
            "99999999",
            "Foo 2, 2025",
            "45658",
        ] {
            check(cell, false);
        }
        check("99", true);
    }

    #[test]
    fn days_counted_by_spreadsheets() {
        let check = |cell: &str, expected: &str| {
            assert_eq!(iso(cell, "CN", true).as_deref(), Some(expected));
        };
        check("45659", "2025-01-02T00:00:00Z");
        check("45659.5", "2025-01-02T12:00:00Z");
    }
}
