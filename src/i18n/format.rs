//! Days and amounts as people read them.

use super::{Language, count};
use crate::domain::time::{Day, Millis};
use crate::text;

/// Beyond so many days a date says more than a distance.
const FAR: i32 = 365;

/// `2026-08-14`: the form that no country misreads.
pub fn date(day: Day) -> String {
    day.to_date().to_string()
}

/// How long ago a day was: `3 days ago`, 昨天; days far away and to come as dates.
pub fn ago(language: Language, day: Day, today: Day) -> String {
    match today.0.saturating_sub(day.0) {
        0 => text!(language, "ago-today"),
        1 => text!(language, "ago-yesterday"),
        days @ 2..=FAR => text!(language, "ago-days", days = days),
        _ => date(day),
    }
}

/// An instant by the clock on the wall: `2026-08-14 10:22`. The very first instant of a UTC day
/// stands for a day whose hour nobody knows, and shows as a date.
pub fn date_time(at: Millis) -> String {
    if is_whole_day(at) {
        return date(at.day());
    }
    [date(local_day(at)), clock(at)].join(" ")
}

/// The hour and minute of an instant by the clock on the wall: `10:22`.
pub fn clock(at: Millis) -> String {
    on_the_wall(at)
        .map(|local| format!("{:02}:{:02}", local.hour(), local.minute()))
        .unwrap_or_default()
}

/// The day of an instant in the owner's calendar.
pub fn local_day(at: Millis) -> Day {
    match on_the_wall(at) {
        Some(local) if !is_whole_day(at) => Day::from_date(local.date()),
        _ => at.day(),
    }
}

fn is_whole_day(at: Millis) -> bool {
    at.day().start() == at
}

fn on_the_wall(at: Millis) -> Option<jiff::civil::DateTime> {
    let instant = jiff::Timestamp::from_millisecond(at.0).ok()?;
    Some(jiff::tz::TimeZone::system().to_datetime(instant))
}

/// In megabytes, as file managers count them, rounded up: nothing takes 0.0.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A month of a year: `August 2026`, 2026年8月.
pub fn month(language: Language, year: i16, month: i8) -> String {
    let name = super::loader(language).get(&format!("month-{month}"));
    text!(
        language,
        "month-of-year",
        year = year.to_string(),
        month = name
    )
}

/// An amount of money in hundredths, without a currency: books do not keep one.
pub fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", count(cents / 100), cents % 100)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn distances_are_words_and_far_days_are_dates() {
        let today = Day::from_date(jiff::civil::date(2026, 11, 24));
        let check = |date: [i16; 3], english: &str, chinese: &str| {
            let [year, month, day] = date;
            let day = jiff::civil::date(year, month.try_into().unwrap(), day.try_into().unwrap());
            let day = Day::from_date(day);
            assert_eq!(ago(Language::English, day, today), english);
            assert_eq!(ago(Language::Chinese, day, today), chinese);
        };
        check([2026, 11, 24], "today", "今天");
        check([2026, 11, 23], "yesterday", "昨天");
        check([2026, 11, 21], "3 days ago", "3 天前");
        check([2024, 11, 21], "2024-11-21", "2024-11-21");
        check([2027, 1, 2], "2027-01-02", "2027-01-02");
    }

    #[test]
    fn amounts_keep_their_cents() {
        let check = |cents: i64, expected: &str| assert_eq!(money(cents), expected);
        check(0, "0.00");
        check(26_800, "268.00");
        check(120_433_105, "1,204,331.05");
        check(-5, "-0.05");
    }

    #[test]
    fn a_day_without_an_hour_shows_none() {
        let day = Day::from_date(jiff::civil::date(2026, 8, 14));
        assert_eq!(date_time(day.start()), "2026-08-14");
        let at = Millis(day.start().0 + 61_000);
        assert_eq!(
            date_time(at),
            format!("{} {}", date(local_day(at)), clock(at))
        );
    }

    #[test]
    fn months_have_names() {
        assert_eq!(month(Language::English, 2026, 8), "August 2026");
        assert_eq!(month(Language::Chinese, 2026, 12), "2026年12月");
    }
}
