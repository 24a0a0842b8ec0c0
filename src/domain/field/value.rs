//! Values as people write them, brought into the one form that is kept and compared.

use jiff::civil::Date;

use super::birthday::Birthday;
use crate::domain::filter::{FIELD_DECIMALS, decimal};
use crate::domain::listing::FieldKind;
use unicode_normalization::UnicodeNormalization as _;

const YES: [&str; 9] = ["yes", "y", "true", "1", "是", "有", "对", "√", "✓"];
const NO: [&str; 8] = ["no", "n", "false", "0", "否", "无", "没有", "×"];
/// Before a lunar day.
const LUNAR: [&str; 5] = ["lunar", "农历", "農曆", "阴历", "旧历"];
/// Lunar days and months in words.
const NUMERALS: [char; 10] = ['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The form in which a field of this kind keeps a value; `None` when it does not fit. Blank stays
/// blank.
pub fn canonical(kind: FieldKind, text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    match kind {
        FieldKind::Text | FieldKind::Choice => Some(text.to_owned()),
        FieldKind::Number => number(text),
        FieldKind::Date => date(text).map(|date| date.to_string()),
        FieldKind::YesNo => yes_no(text),
        FieldKind::Birthday => birthday(text).map(|birthday| birthday.to_string()),
    }
}

/// Full-width digits and signs as plain ones.
fn plain(text: &str) -> String {
    text.nfkc().collect()
}

/// A number without separators and idle zeros. A comma counts where it stands between thousands.
fn number(text: &str) -> Option<String> {
    let plain = plain(text);
    let mut digits = plain.as_str();
    let joined;
    if plain.contains(',') {
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut groups = whole.trim_start_matches('-').split(',');
        let starts_short = groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()));
        if !starts_short || !groups.all(|group| group.len() == 3) || fraction.contains(',') {
            return None;
        }
        joined = plain.replace(',', "");
        digits = &joined;
    }
    let value = decimal(digits, FIELD_DECIMALS)?;
    let unit = 10_i64.pow(FIELD_DECIMALS);
    let (whole, fraction) = ((value / unit).abs(), (value % unit).abs());
    let sign = if value < 0 { "-" } else { "" };
    let width = usize::try_from(FIELD_DECIMALS).ok()?;
    let fraction = format!("{fraction:0width$}");
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        return Some(format!("{sign}{whole}"));
    }
    Some(format!("{sign}{whole}.{fraction}"))
}

/// The parts of a date, year first, as they are written between `-`, `/`, `.` or 年月日.
fn parts(text: &str) -> Option<Vec<i16>> {
    let text = text.trim_end_matches(['日', '号']);
    let parts = text.split(['-', '/', '.', '年', '月']);
    parts
        .map(|part| {
            let part = part.trim();
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse().ok()).flatten()
        })
        .collect()
}

fn date(text: &str) -> Option<Date> {
    let plain = plain(text);
    let text = plain.trim();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: u32 = text.parse().ok()?;
        let part = |value: u32| i8::try_from(value % 100).ok();
        let year = i16::try_from(number / 10_000).ok()?;
        return Date::new(year, part(number / 100)?, part(number)?).ok();
    }
    // A time behind the day is not kept.
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let parts = parts(day)?;
    let [year, month, day] = *parts.as_slice() else {
        return None;
    };
    if year < 1000 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn yes_no(text: &str) -> Option<String> {
    let word = plain(text).to_lowercase();
    if YES.contains(&word.as_str()) {
        Some("yes".to_owned())
    } else if NO.contains(&word.as_str()) {
        Some("no".to_owned())
    } else {
        None
    }
}

fn birthday(text: &str) -> Option<Birthday> {
    let plain = plain(text);
    let text = plain.trim();
    if let Some(birthday) = Birthday::parse(text) {
        return Some(birthday);
    }
    let mut rest = text.to_lowercase();
    let mut is_lunar = false;
    for word in LUNAR {
        if rest.contains(word) {
            is_lunar = true;
            rest = rest.replace(word, "");
        }
    }
    let is_leap = rest.contains('闰');
    let rest = rest.replace(['闰', ' '], "");
    let (year, month, day) = if let Some(numbers) = numbers(&rest) {
        numbers
    } else {
        // Months and days in words are those of the lunar calendar.
        is_lunar = true;
        in_words(&rest)?
    };
    if is_lunar {
        return Birthday::lunar(year, month, is_leap, day);
    }
    (!is_leap)
        .then(|| Birthday::solar(year, month, day))
        .flatten()
}

fn numbers(text: &str) -> Option<(Option<i16>, u8, u8)> {
    if let Some(date) = date(text) {
        let (month, day) = (date.month(), date.day());
        return Some((
            Some(date.year()),
            month.try_into().ok()?,
            day.try_into().ok()?,
        ));
    }
    let parts = parts(text.trim_start_matches("--"))?;
    let [month, day] = *parts.as_slice() else {
        return None;
    };
    Some((None, month.try_into().ok()?, day.try_into().ok()?))
}

/// 八月十五, 1990年八月十五, 正月初一, 腊月廿三.
fn in_words(text: &str) -> Option<(Option<i16>, u8, u8)> {
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year.parse::<i16>().ok()?), rest),
        None => (None, text),
    };
    let (month, day) = rest.split_once('月')?;
    let month = match month {
        "正" => 1,
        "冬" => 11,
        "腊" => 12,
        other => numeral(other)?,
    };
    let day = day.trim_end_matches('日');
    let day = match day.strip_prefix('初') {
        Some(day) => numeral(day)?,
        None => match day.strip_prefix('廿') {
            Some(day) => 20 + numeral(day)?,
            None => numeral(day)?,
        },
    };
    Some((year, month, day))
}

/// From 一 to 三十, or in digits.
fn numeral(text: &str) -> Option<u8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| {
        let place = NUMERALS.iter().position(|numeral| *numeral == c)?;
        u8::try_from(place).ok()
    };
    let chars: Vec<char> = text.chars().collect();
    match *chars.as_slice() {
        ['十'] => Some(10),
        [one] => digit(one),
        ['十', one] => Some(10 + digit(one)?),
        [tens, '十'] => Some(10 * digit(tens)?),
        [tens, '十', one] => Some(10 * digit(tens)? + digit(one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_in_one_form() {
        let check = |kind, text: &str, expected: Option<&str>| {
            assert_eq!(
                canonical(kind, text).as_deref(),
                expected,
                "{kind:?} {text}"
            );
        };
        check(FieldKind::Text, " a b ", Some("a b"));
        check(FieldKind::Choice, "红", Some("红"));
        check(FieldKind::Number, "1,200.50", Some("1200.5"));
        check(FieldKind::Number, "１２", Some("12"));
        check(FieldKind::Number, "-0.5", Some("-0.5"));
        check(FieldKind::Number, "12.0", Some("12"));
        check(FieldKind::Number, "", Some(""));
        check(FieldKind::Number, "1,2", None);
        check(FieldKind::Number, "twelve", None);
        check(FieldKind::Date, "2026/5/9", Some("2026-05-09"));
        check(FieldKind::Date, "2026年5月9日", Some("2026-05-09"));
        check(FieldKind::Date, "20260509", Some("2026-05-09"));
        check(FieldKind::Date, "2026-05-09 10:22", Some("2026-05-09"));
        check(FieldKind::Date, "5/9", None);
        check(FieldKind::Date, "2026-02-30", None);
        check(FieldKind::YesNo, "是", Some("yes"));
        check(FieldKind::YesNo, "No", Some("no"));
        check(FieldKind::YesNo, "perhaps", None);
    }

    #[test]
    fn birthdays_are_read_as_people_write_them() {
        let check = |text: &str, expected: Option<&str>| {
            let read = canonical(FieldKind::Birthday, text);
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check("1990-05-09", Some("1990-05-09"));
        check("1990年5月9日", Some("1990-05-09"));
        check("5月9日", Some("--05-09"));
        check("5-9", Some("--05-09"));
        check("--05-09", Some("--05-09"));
        check("农历1990年8月15", Some("lunar 1990-08-15"));
        check("1990年农历八月十五", Some("lunar 1990-08-15"));
        check("农历八月十五", Some("lunar --08-15"));
        check("八月十五", Some("lunar --08-15"));
        check("正月初一", Some("lunar --01-01"));
        check("腊月廿三", Some("lunar --12-23"));
        check("二月二十", Some("lunar --02-20"));
        check("lunar 1990-08-15", Some("lunar 1990-08-15"));
        check("农历2020年闰四月初一", Some("lunar 2020-04L-01"));
        check("八月三十一", None);
        check("1990", None);
        check("someday", None);
    }
}
