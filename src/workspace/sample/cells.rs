//! The cells beside name and number: companies, addresses, tags, answers, days and remarks.

use super::dice::Dice;
use super::words;

/// A city with the ways it is spelled, the usual one first.
pub(super) fn city(dice: &mut Dice) -> &'static [&'static str] {
    let most = u64::try_from(words::CITIES.len()).unwrap_or(0);
    // Trade is local: half of the customers live in the first few cities.
    let bound = if dice.per_mille(500) { 5 } else { most };
    let index = usize::try_from(dice.below(bound)).unwrap_or(0);
    words::CITIES.get(index).copied().unwrap_or_default()
}

pub(super) fn company(dice: &mut Dice, city: &[&str]) -> String {
    let place = city.first().copied().unwrap_or_default();
    let name = format!(
        "{}{}",
        dice.pick(&words::TRADE_FIRST),
        dice.pick(&words::TRADE_SECOND)
    );
    let trade = dice.pick(&words::TRADES);
    match dice.below(10) {
        0..=5 => format!("{place}市{name}{trade}有限公司"),
        6..=7 => format!("{place}{name}{trade}商行"),
        8 => format!("{name}{trade}店"),
        _ => format!("{} Trading Co., Ltd", dice.pick(&words::ROMAN_FAMILY)),
    }
}

/// The e-mail address of a person; every other one has none.
pub(super) fn email(dice: &mut Dice, person: u64) -> String {
    if dice.per_mille(480) {
        return String::new();
    }
    match dice.below(10) {
        // Their users go by number.
        0..=4 => format!("{}@qq.com", 10_000_000 + person),
        5..=6 => format!("{}{person}@163.com", dice.pick(&words::PINYIN)),
        7 => format!("{}_{person}@126.com", dice.pick(&words::PINYIN)),
        8 => format!("{}.{}@gmail.com", dice.pick(&words::PINYIN), person),
        _ => format!("{}{person}@outlook.com", dice.pick(&words::PINYIN)),
    }
}

pub(super) fn written_email(email: &str, dice: &mut Dice) -> String {
    if email.is_empty() {
        return String::new();
    }
    match dice.below(1000) {
        0..=39 => email.to_uppercase(),
        40..=59 => format!("{email} "),
        60..=69 => email.replace('@', "＠"),
        // Addresses that never were.
        70..=79 => email.replace('@', ""),
        80..=84 => email.replace('@', "@@"),
        85..=89 => email.replace(".com", ""),
        _ => email.to_owned(),
    }
}

/// What a person answered, with the ways to write it, the usual one first.
pub(super) fn consent(dice: &mut Dice) -> &'static [&'static str] {
    match dice.below(100) {
        0..=39 => &[""],
        40..=79 => &["是", "是", "是", "同意", "Y", "yes", "1", "√"],
        80..=93 => &["否", "否", "否", "不同意", "N", "no", "0", "拒收", "退订"],
        _ => &["待定", "?", "问过", "下次再问"],
    }
}

pub(super) fn tags(dice: &mut Dice) -> String {
    let count = match dice.below(100) {
        0..=49 => 0,
        50..=81 => 1,
        82..=95 => 2,
        _ => 3,
    };
    let mut tags: Vec<&str> = Vec::with_capacity(count);
    for _ in 0..count {
        let tag = dice.pick_early(&words::TAGS);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.join(dice.pick(&[";", ",", "，", "、", "；"]))
}

/// A day, given in days since 2019-01-01, in one of the ways spreadsheets have.
pub(super) fn written_day(days: u64, dice: &mut Dice) -> String {
    let start = jiff::civil::date(2019, 1, 1);
    let span = jiff::Span::new().days(i64::try_from(days).unwrap_or(0));
    let date = start.checked_add(span).unwrap_or(start);
    let (year, month, day) = (date.year(), date.month(), date.day());
    match dice.below(100) {
        0..=44 => format!("{date}"),
        45..=69 => format!("{year}/{month}/{day}"),
        70..=79 => format!("{year}年{month}月{day}日"),
        80..=86 => format!(
            "{date} {:02}:{:02}:{:02}",
            8 + dice.below(14),
            dice.below(60),
            dice.below(60)
        ),
        87..=90 => format!("{year}.{month:02}.{day:02}"),
        91..=93 => format!("{year}{month:02}{day:02}"),
        // Days since the end of 1899, as a spreadsheet counts them.
        94..=95 => (43_466 + days).to_string(),
        _ => String::new(),
    }
}

pub(super) fn note(dice: &mut Dice) -> String {
    match dice.below(100) {
        0..=86 => String::new(),
        87..=97 => dice.pick(&words::NOTES).to_owned(),
        _ => format!(
            "尺寸 {}\" × {}\", 下月再谈",
            10 + dice.below(40),
            10 + dice.below(40)
        ),
    }
}
