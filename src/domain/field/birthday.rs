//! Birthdays, solar or of the Chinese lunar calendar, with or without the year; ages are worked
//! out and never kept.

use std::fmt;

use icu_calendar::Date as CalendarDate;
use icu_calendar::types::Month;
use jiff::civil::Date;

use crate::domain::time::Day;

/// Days from the epoch of the calendar crate to 1970-01-01.
const UNIX_EPOCH: i64 = 719_163;
/// Before a lunar birthday, in every language, so that a list reads back wherever it goes.
const LUNAR: &str = "lunar ";
const YEARS: std::ops::RangeInclusive<i16> = 1850..=2150;
/// A lunar birthday without its year exists in some year of the cycle, or in none.
const CYCLE: std::ops::RangeInclusive<i32> = 1984..=2043;

/// First and last age of each band, both included; the last has no end.
pub const AGE_BANDS: [(i64, Option<i64>); 7] = [
    (0, Some(17)),
    (18, Some(24)),
    (25, Some(34)),
    (35, Some(44)),
    (45, Some(54)),
    (55, Some(64)),
    (65, None),
];

/// The band that an age falls into.
pub fn age_band(age: i64) -> Option<(i64, Option<i64>)> {
    AGE_BANDS
        .into_iter()
        .find(|(first, last)| *first <= age && last.is_none_or(|last| age <= last))
}

/// A day of the year on which somebody was born.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    /// Of the lunar calendar the year in which its first day lies.
    pub year: Option<i16>,
    pub month: u8,
    pub day: u8,
    pub is_lunar: bool,
    /// The second of two lunar months of the same number: 闰四月.
    is_leap: bool,
}

impl Birthday {
    /// A birthday of the solar calendar; `None` when there is no such day.
    pub fn solar(year: Option<i16>, month: u8, day: u8) -> Option<Self> {
        // 29 February is a birthday as long as the year is not known.
        let (month_number, day_number) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year.unwrap_or(2000), month_number, day_number).ok()?;
        year.is_none_or(|year| YEARS.contains(&year))
            .then_some(Self {
                year,
                month,
                day,
                is_lunar: false,
                is_leap: false,
            })
    }

    /// A birthday of the lunar calendar; `None` when there is no such day.
    pub fn lunar(year: Option<i16>, month: u8, is_leap: bool, day: u8) -> Option<Self> {
        let birthday = Self {
            year,
            month,
            day,
            is_lunar: true,
            is_leap,
        };
        let exists = match year {
            Some(year) => YEARS.contains(&year) && birthday.lunar_in(i32::from(year)).is_some(),
            None if is_leap => (1..=12).contains(&month) && (1..=30).contains(&day),
            None => CYCLE
                .into_iter()
                .any(|year| birthday.lunar_in(year).is_some()),
        };
        exists.then_some(birthday)
    }

    pub const fn is_leap_month(self) -> bool {
        self.is_leap
    }

    /// The day of birth in the solar calendar, where the year is known.
    pub fn born(self) -> Option<Day> {
        let year = self.year?;
        if self.is_lunar {
            return self.lunar_in(i32::from(year));
        }
        let (month, day) = (i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?);
        Date::new(year, month, day).ok().map(Day::from_date)
    }

    /// Whole years on a day, where the year is known and not ahead.
    pub fn age(self, today: Day) -> Option<i64> {
        let (born, now) = (self.born()?.to_date(), today.to_date());
        let had_it = (now.month(), now.day()) >= (born.month(), born.day());
        let years = i64::from(now.year()) - i64::from(born.year()) - i64::from(!had_it);
        (years >= 0).then_some(years)
    }

    /// This month and day in a lunar year.
    fn lunar_in(self, year: i32) -> Option<Day> {
        let month = if self.is_leap {
            Month::leap(self.month)
        } else {
            Month::new(self.month)
        };
        let date = CalendarDate::try_new_chinese_traditional(year, month, self.day).ok()?;
        let days = date.to_rata_die().to_i64_date() - UNIX_EPOCH;
        i32::try_from(days).ok().map(Day)
    }

    /// Where it lies among others within a year, as both calendars are written.
    pub fn place_in_year(self) -> i64 {
        let month = i64::from(self.month) * 2 + i64::from(self.is_leap);
        month * 32 + i64::from(self.day)
    }

    /// Reads the one form that is kept.
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, is_lunar) = match text.strip_prefix(LUNAR) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (year, rest) = if let Some(rest) = rest.strip_prefix("--") {
            (None, rest)
        } else {
            let (year, rest) = rest.split_once('-')?;
            (Some(digits(year, 4)?), rest)
        };
        let (month, day) = rest.split_once('-')?;
        let day = u8::try_from(digits(day, 2)?).ok()?;
        let (month, is_leap) = match month.strip_suffix('L') {
            Some(month) => (month, true),
            None => (month, false),
        };
        let month = u8::try_from(digits(month, 2)?).ok()?;
        match (is_lunar, is_leap) {
            (true, is_leap) => Self::lunar(year, month, is_leap, day),
            (false, false) => Self::solar(year, month, day),
            (false, true) => None,
        }
    }
}

fn digits(text: &str, count: usize) -> Option<i16> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// The one form that is kept: `1990-05-09`, `--05-09`, `lunar 1990-08-15`, `lunar --04L-01`.
impl fmt::Display for Birthday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_lunar {
            f.write_str(LUNAR)?;
        }
        match self.year {
            Some(year) => write!(f, "{year:04}-")?,
            None => f.write_str("--")?,
        }
        let leap = if self.is_leap { "L" } else { "" };
        write!(f, "{:02}{leap}-{:02}", self.month, self.day)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn birthdays_are_kept_in_one_form() {
        for text in [
            "1990-05-09",
            "--05-09",
            "--02-29",
            "lunar 1990-08-15",
            "lunar --08-15",
            "lunar --12-30",
            "lunar 2020-04L-01",
            "lunar --04L-01",
        ] {
            assert_eq!(Birthday::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "1990-13-01",
            "1990-02-29",
            "1990-5-9",
            "--04-31",
            "lunar --13-01",
            "lunar --01-31",
            // There was no second fourth month in that year.
            "lunar 2021-04L-01",
            "1990-04L-01",
            "1790-01-01",
        ] {
            assert_eq!(Birthday::parse(text), None, "{text}");
        }
    }

    #[test]
    fn lunar_days_are_the_ones_of_the_almanac() {
        // New year, mid-autumn and a day of a leap month, as printed calendars have them.
        let check = |text: &str, expected: &str| {
            let born = Birthday::parse(text).unwrap().born().unwrap();
            assert_eq!(born.to_date().to_string(), expected, "{text}");
        };
        check("lunar 1990-01-01", "1990-01-27");
        check("lunar 1990-08-15", "1990-10-03");
        check("lunar 2020-04L-01", "2020-05-23");
        check("lunar 2023-12-30", "2024-02-09");
        check("1990-05-09", "1990-05-09");
        assert_eq!(Birthday::parse("--05-09").unwrap().born(), None);
    }

    #[test]
    fn ages_are_whole_years() {
        let check = |text: &str, day: (i16, i8, i8), expected: Option<i64>| {
            let today = Day::from_date(jiff::civil::date(day.0, day.1, day.2));
            assert_eq!(
                Birthday::parse(text).unwrap().age(today),
                expected,
                "{text}"
            );
        };
        check("1990-05-09", (2026, 5, 8), Some(35));
        check("1990-05-09", (2026, 5, 9), Some(36));
        check("2000-02-29", (2026, 2, 28), Some(25));
        check("lunar 1990-08-15", (2026, 10, 2), Some(35));
        check("lunar 1990-08-15", (2026, 10, 3), Some(36));
        check("--05-09", (2026, 5, 8), None);
        check("2027-01-01", (2026, 5, 8), None);
        assert_eq!(age_band(17), Some((0, Some(17))));
        assert_eq!(age_band(18), Some((18, Some(24))));
        assert_eq!(age_band(99), Some((65, None)));
    }
}
