//! Words for custom fields: their kinds, what the program offers, and values as people read them.

use super::Language;
use crate::domain::field::{Birthday, ReadyMade};
use crate::domain::listing::FieldKind;
use crate::text;

/// What a field keeps: `date`, 日期.
pub fn field_kind(language: Language, kind: FieldKind) -> String {
    match kind {
        FieldKind::Text => text!(language, "fields-kind-text"),
        FieldKind::Number => text!(language, "fields-kind-number"),
        FieldKind::Date => text!(language, "fields-kind-date"),
        FieldKind::Choice => text!(language, "fields-kind-choice"),
        FieldKind::YesNo => text!(language, "fields-kind-yes-no"),
        FieldKind::Birthday => text!(language, "fields-kind-birthday"),
    }
}

/// What the program calls a field that it offers.
pub fn ready_made(language: Language, ready: ReadyMade) -> String {
    match ready {
        ReadyMade::Gender => text!(language, "fields-ready-gender"),
        ReadyMade::Birthday => text!(language, "fields-ready-birthday"),
        ReadyMade::Occupation => text!(language, "fields-ready-occupation"),
        ReadyMade::Interests => text!(language, "fields-ready-interests"),
    }
}

/// What such a field is good for, and what to mind.
pub fn ready_made_reason(language: Language, ready: ReadyMade) -> String {
    match ready {
        ReadyMade::Gender => text!(language, "fields-ready-gender-words"),
        ReadyMade::Birthday => text!(language, "fields-ready-birthday-words"),
        ReadyMade::Occupation => text!(language, "fields-ready-occupation-words"),
        ReadyMade::Interests => text!(language, "fields-ready-interests-words"),
    }
}

/// A value of a custom field as people read it; what is not of its kind as it stands.
pub fn field_value(language: Language, kind: FieldKind, value: &str) -> String {
    match (kind, value) {
        (FieldKind::YesNo, "yes") => text!(language, "table-yes"),
        (FieldKind::YesNo, "no") => text!(language, "table-no"),
        (FieldKind::Birthday, value) => {
            Birthday::parse(value).map_or_else(|| value.to_owned(), |day| birthday(language, day))
        }
        _ => value.to_owned(),
    }
}

/// `1990-05-09`, 5月9日, 1990年农历八月十五.
fn birthday(language: Language, birthday: Birthday) -> String {
    let (month, day) = (u32::from(birthday.month), u32::from(birthday.day));
    if !birthday.is_lunar {
        return match birthday.year {
            Some(_) => birthday.to_string(),
            None => text!(language, "fields-month-day", month = month, day = day),
        };
    }
    let name = text!(language, "fields-lunar-month", month = month);
    let month = if birthday.is_leap_month() {
        text!(language, "fields-lunar-leap", month = name)
    } else {
        name
    };
    let day = text!(language, "fields-lunar-day", day = day);
    match birthday.year {
        Some(year) => text!(
            language,
            "fields-lunar-year",
            year = year.to_string(),
            month = month,
            day = day
        ),
        None => text!(language, "fields-lunar", month = month, day = day),
    }
}

/// `36 · 35–44`, 36 岁（35–44 岁）.
pub fn age_band_words(language: Language, age: i64, band: (i64, Option<i64>)) -> String {
    let band = match band {
        (0, Some(last)) => {
            let from = last.saturating_add(1);
            text!(language, "fields-band-under", last = from)
        }
        (first, Some(last)) => text!(language, "fields-band", first = first, last = last),
        (first, None) => text!(language, "fields-band-over", first = first),
    };
    text!(language, "fields-age", age = age, band = band)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_as_people_say_them() {
        let check = |kind, value: &str, chinese: &str, english: &str| {
            assert_eq!(field_value(Language::Chinese, kind, value), chinese);
            assert_eq!(field_value(Language::English, kind, value), english);
        };
        let birthday = FieldKind::Birthday;
        check(FieldKind::Text, "yes", "yes", "yes");
        check(FieldKind::YesNo, "yes", "是", "Yes");
        check(birthday, "1990-05-09", "1990-05-09", "1990-05-09");
        check(birthday, "--05-09", "5月9日", "May 9");
        check(
            birthday,
            "lunar --08-15",
            "农历八月十五",
            "lunar month 8, day 15",
        );
        check(
            birthday,
            "lunar 1990-12-23",
            "1990年农历腊月廿三",
            "lunar month 12, day 23, 1990",
        );
        check(
            birthday,
            "lunar 2020-04L-01",
            "2020年农历闰四月初一",
            "lunar leap month 4, day 1, 2020",
        );
        check(birthday, "someday", "someday", "someday");
        let words = |language| age_band_words(language, 36, (35, Some(44)));
        assert_eq!(words(Language::Chinese), "36 岁（35–44 岁）");
        assert_eq!(words(Language::English), "36 (35–44)");
    }
}
