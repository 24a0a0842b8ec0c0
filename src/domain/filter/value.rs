//! Values of terms: ranges, days that depend on today, and decimal numbers.

use crate::domain::time::Day;
use jiff::civil::Date;

/// Which values of an ordered column will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range<T> {
    Is(T),
    Over(T),
    Under(T),
    /// `x..` and `>=x`.
    AtLeast(T),
    /// `..x` and `<=x`.
    AtMost(T),
    /// Both ends included.
    Between(T, T),
}

/// Which days will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTest {
    Calendar(Range<Moment>),
    /// How long ago: `<90d` within the last 90 days, `>2w` longer ago than two weeks.
    Ago(Range<Age>),
}

/// One or several days of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// 1 to 9999.
    Year(i16),
    Month(i16, i8),
    Day(Date),
    Today,
    Yesterday,
}

/// A stretch of time before today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// At most [`Age::MAX_COUNT`].
    pub count: u32,
    pub unit: AgeUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeUnit {
    Day,
    Week,
    Month,
    Year,
}

impl Range<i64> {
    pub fn contains(self, value: i64) -> bool {
        match self {
            Self::Is(x) => value == x,
            Self::Over(x) => value > x,
            Self::Under(x) => value < x,
            Self::AtLeast(x) => value >= x,
            Self::AtMost(x) => value <= x,
            Self::Between(a, b) => (a..=b).contains(&value),
        }
    }
}

impl DateTest {
    /// The first and the last day that will do; an empty span when none does.
    pub fn days(self, today: Day) -> (i32, i32) {
        match self {
            Self::Calendar(range) => calendar_days(range, today),
            Self::Ago(range) => days_ago(range, today),
        }
    }
}

fn calendar_days(range: Range<Moment>, today: Day) -> (i32, i32) {
    let span = |moment: Moment| moment.days(today);
    match range {
        Range::Is(x) => span(x),
        Range::Over(x) => (span(x).1.saturating_add(1), i32::MAX),
        Range::AtLeast(x) => (span(x).0, i32::MAX),
        Range::Under(x) => (i32::MIN, span(x).0.saturating_sub(1)),
        Range::AtMost(x) => (i32::MIN, span(x).1),
        Range::Between(a, b) => (span(a).0, span(b).1),
    }
}

fn days_ago(range: Range<Age>, today: Day) -> (i32, i32) {
    let before = |age: Age| age.day(today);
    match range {
        Range::Is(x) => (before(x), before(x)),
        // What lies in the future was not "within the last" anything.
        Range::Under(x) => (before(x).saturating_add(1), today.0),
        Range::AtMost(x) => (before(x), today.0),
        Range::Over(x) => (i32::MIN, before(x).saturating_sub(1)),
        Range::AtLeast(x) => (i32::MIN, before(x)),
        Range::Between(a, b) => (before(b), before(a)),
    }
}

impl Moment {
    /// The first and the last day.
    pub fn days(self, today: Day) -> (i32, i32) {
        match self {
            Self::Today => (today.0, today.0),
            Self::Yesterday => (today.0.saturating_sub(1), today.0.saturating_sub(1)),
            Self::Day(date) => {
                let day = Day::from_date(date).0;
                (day, day)
            }
            Self::Month(year, month) => Date::new(year, month, 1).map_or((1, 0), |first| {
                (
                    Day::from_date(first).0,
                    Day::from_date(first.last_of_month()).0,
                )
            }),
            Self::Year(year) => Date::new(year, 1, 1).map_or((1, 0), |first| {
                (
                    Day::from_date(first).0,
                    Day::from_date(first.last_of_year()).0,
                )
            }),
        }
    }

    /// Reads `2025-01-31`, `2025-1`, `2025`, `2025/01/31`, `2025年1月`, `today`, `昨天`; the text
    /// is folded already.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "today" | "今天" | "今日" => return Some(Self::Today),
            "yesterday" | "昨天" | "昨日" => return Some(Self::Yesterday),
            _ => {}
        }
        let plain = text
            .trim_end_matches(['日', '号'])
            .replace(['年', '月', '/'], "-");
        let parts: Vec<&str> = plain.trim_end_matches('-').split('-').collect();
        let number = |text: &str, most: usize| {
            (text.len() <= most && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<i16>().ok())
                .flatten()
        };
        let (year, rest) = parts.split_first()?;
        let year = number(year, 4).filter(|_| year.len() == 4)?;
        if year == 0 {
            return None;
        }
        let small = |text: &str| number(text, 2).and_then(|n| i8::try_from(n).ok());
        match rest {
            [] => Some(Self::Year(year)),
            [month] => {
                let month = small(month).filter(|month| (1..=12).contains(month))?;
                Some(Self::Month(year, month))
            }
            [month, day] => Date::new(year, small(month)?, small(day)?)
                .ok()
                .map(Self::Day),
            _ => None,
        }
    }

    /// Whether nothing can lie between the two.
    pub fn is_after(self, other: Self) -> bool {
        let relative = |moment| matches!(moment, Self::Today | Self::Yesterday);
        match (self, other) {
            (Self::Today, Self::Yesterday) => true,
            (a, b) if relative(a) || relative(b) => false,
            // Neither depends on today.
            (a, b) => a.days(Day(0)).0 > b.days(Day(0)).1,
        }
    }
}

impl Age {
    /// Some 270 years in days; more is a slip of the hand.
    pub const MAX_COUNT: u32 = 100_000;

    /// Reads `90d`, `2w`, `3m`, `1y`, `90天`, `2周`, `3个月`, `1年`; the text is folded already.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (count, unit) = text.split_at_checked(digits)?;
        let unit = match unit {
            "d" | "天" | "日" => AgeUnit::Day,
            "w" | "周" | "星期" => AgeUnit::Week,
            "m" | "月" | "个月" => AgeUnit::Month,
            "y" | "年" => AgeUnit::Year,
            _ => return None,
        };
        let count = count.parse().ok().filter(|n| *n <= Self::MAX_COUNT)?;
        // 2025年 is a year of the calendar, not 2,025 years ago.
        if unit == AgeUnit::Year && text.contains('年') && count >= 1000 {
            return None;
        }
        Some(Self { count, unit })
    }

    /// The day that long before `today`.
    pub fn day(self, today: Day) -> i32 {
        let count = i32::try_from(self.count).unwrap_or(i32::MAX);
        let span = jiff::Span::new();
        let months = match self.unit {
            AgeUnit::Day => return today.0.saturating_sub(count),
            AgeUnit::Week => return today.0.saturating_sub(count.saturating_mul(7)),
            AgeUnit::Month => span.try_months(count),
            AgeUnit::Year => span.try_years(count),
        };
        months
            .and_then(|span| today.to_date().checked_sub(span))
            .map_or(i32::MIN, |date| Day::from_date(date).0)
    }

    /// Whether this is longer than `other`, whatever today is.
    pub fn is_longer(self, other: Self) -> bool {
        let days = |age: Self, month: u32, year: u32| {
            age.count
                * match age.unit {
                    AgeUnit::Day => 1,
                    AgeUnit::Week => 7,
                    AgeUnit::Month => month,
                    AgeUnit::Year => year,
                }
        };
        days(self, 28, 365) > days(other, 31, 366)
    }
}

/// Reads a decimal number as a whole number of 10^-`decimals`; `None` when it is no number, has
/// more digits after the point, or does not fit.
pub fn decimal(text: &str, decimals: u32) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let width = usize::try_from(decimals).ok()?;
    if whole.is_empty() && fraction.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > width {
        return None;
    }
    let padded = format!("{whole}{fraction:0<width$}");
    if padded.is_empty() {
        return None;
    }
    padded.parse::<i64>().ok()?.checked_mul(sign)
}

/// Reads the day of an ISO 8601 date, as custom fields keep it.
pub fn iso_day(text: &str) -> Option<i32> {
    text.parse::<Date>().ok().map(|date| Day::from_date(date).0)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_every_digit() {
        let check = |text: &str, expected: Option<i64>| {
            assert_eq!(decimal(text, 2), expected, "{text}");
        };
        check("12", Some(1200));
        check("12.5", Some(1250));
        check("-0.05", Some(-5));
        check(".5", Some(50));
        check("12.500", Some(1250));
        check("12.555", None);
        check("1,2", None);
        check("", None);
        check(".", None);
        check("-", None);
        check("99999999999999999999", None);
    }

    #[test]
    fn ages_count_back_from_today() {
        let today = Day::from_date(jiff::civil::date(2026, 3, 31));
        let check = |text: &str, year, month, day| {
            let expected = Day::from_date(jiff::civil::date(year, month, day)).0;
            assert_eq!(Age::parse(text).unwrap().day(today), expected, "{text}");
        };
        check("0d", 2026, 3, 31);
        check("1天", 2026, 3, 30);
        check("2w", 2026, 3, 17);
        check("1个月", 2026, 2, 28);
        check("1y", 2025, 3, 31);
    }

    #[test]
    fn within_the_last_days_excludes_the_future() {
        let today = Day(1000);
        let ago = |range| DateTest::Ago(range).days(today);
        let age = Age {
            count: 90,
            unit: AgeUnit::Day,
        };
        assert_eq!(ago(Range::Under(age)), (911, 1000));
        assert_eq!(ago(Range::Over(age)), (i32::MIN, 909));
    }
}
