//! Small values in a cell: tags, amounts of money, labels.

use super::{add, text};
use crate::domain::problem::CellProblem;

/// Adds the tags of a cell that are not there yet.
pub(super) fn read_tags(cell: &str, tags: &mut Vec<String>) -> Option<CellProblem> {
    let separators = [',', ';', '，', '；', '、', '|', '\n'];
    // Google puts three colons between its groups.
    for part in cell.split(":::").flat_map(|group| group.split(separators)) {
        let tag = text::line(part);
        let tag = tag.trim_matches('"');
        // Google marks its own groups with a star.
        let is_own = tag.starts_with("* ");
        if !tag.is_empty() && !is_own && !tags.iter().any(|other| other == tag) {
            add(tags, tag.to_owned());
        }
    }
    None
}

/// Reads an amount of money in hundredths; currency signs and thousands separators aside.
pub(super) fn read_amount(cell: &str, target: &mut Option<i64>) -> Option<CellProblem> {
    let text = text::line(cell);
    if text.is_empty() {
        return None;
    }
    match amount(&text) {
        Some(cents) => {
            target.get_or_insert(cents);
            None
        }
        None => Some(CellProblem::InvalidAmount),
    }
}

fn amount(text: &str) -> Option<i64> {
    let is_currency = |c: char| "¥￥$€£₩元円".contains(c) || c.is_whitespace() || c.is_alphabetic();
    let bare = text.trim_matches(is_currency);
    let (negative, bare) = match bare.strip_prefix('-') {
        Some(rest) => (true, rest.trim_matches(is_currency)),
        None => (false, bare),
    };
    // The last separator is the decimal one if one or two digits follow it.
    let (whole, fraction) = match bare.rfind(['.', ',']) {
        Some(at) => {
            let (whole, behind) = bare.split_at(at);
            let fraction = behind.get(1..)?;
            let thousands = behind.starts_with(',') && fraction.len() == 3;
            if thousands {
                (bare, "")
            } else {
                (whole, fraction)
            }
        }
        None => (bare, ""),
    };
    let digits: String = whole
        .chars()
        .filter(|c| !matches!(c, ',' | '.' | ' ' | '\''))
        .collect();
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() && fraction.is_empty() || !is_number(&digits) || !is_number(fraction) {
        return None;
    }
    let whole: i64 = if digits.is_empty() {
        0
    } else {
        digits.parse().ok()?
    };
    let hundredths: i64 = format!("{fraction:0<2}").get(..2)?.parse().ok()?;
    let cents = whole.checked_mul(100)?.checked_add(hundredths)?;
    Some(if negative { -cents } else { cents })
}

/// A number that is only shown, without what programs write for "none".
pub(super) fn phone_as_written(cell: &str) -> String {
    let line = text::line(cell);
    let bare = line.trim_start_matches('\'');
    let says_nothing = bare.eq_ignore_ascii_case("null") || !bare.contains(char::is_alphanumeric);
    if says_nothing {
        String::new()
    } else {
        bare.to_owned()
    }
}

/// What a cell beside a number calls it.
pub(super) fn label(cell: &str) -> String {
    let line = text::line(cell);
    line.trim_start_matches('*').trim_start().to_owned()
}

/// What a column calls its numbers: home or work where its header says so, otherwise its header
/// when there are several such columns to tell apart.
pub(super) fn column_label(header: &str, several: bool) -> String {
    let lower = header.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // Of buyers and sellers (买家, 商家), the same character only says what they do.
    let says_home = says(&["home", "家庭", "住宅"])
        || (says(&["家"]) && !says(&["买家", "買家", "卖家", "賣家", "商家", "店家"]));
    if says_home {
        "home".to_owned()
    } else if says(&["work", "business", "office", "办公", "公司", "单位"]) {
        "work".to_owned()
    } else if several {
        text::line(header).into_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_money() {
        let check = |cell: &str, expected: Option<i64>| {
            let mut found = None;
            let problem = read_amount(cell, &mut found);
            assert_eq!(found, expected, "{cell}");
            assert_eq!(
                problem.is_some(),
                expected.is_none() && !cell.is_empty(),
                "{cell}"
            );
        };
        check("99", Some(9_900));
        check("99.5", Some(9_950));
        check("¥1,234.50", Some(123_450));
        check("1.234,50 €", Some(123_450));
        check("1,234", Some(123_400));
        check("-8.00", Some(-800));
        check("128.00元", Some(12_800));
        check("0.999", Some(99));
        check("free", None);
        check("1-2", None);
        check("99999999999999999999", None);
        check("", None);
    }

    #[test]
    fn tags_stand_once() {
        let check = |cell: &str, expected: &[&str]| {
            let mut tags = Vec::new();
            read_tags(cell, &mut tags);
            assert_eq!(tags, expected, "{cell}");
        };
        check("vip, 老客户;vip", &["vip", "老客户"]);
        check("* myContacts ::: Navy", &["Navy"]);
        check("\"a\",\"b c\"", &["a", "b c"]);
        check(" ; ", &[]);
    }

    #[test]
    fn labels_of_columns() {
        let check = |header: &str, several: bool, expected: &str| {
            assert_eq!(column_label(header, several), expected, "{header}");
        };
        check("手机", false, "");
        check("手机", true, "手机");
        check("Home Phone", false, "home");
        check("家里电话", false, "home");
        check("买家手机号", false, "");
        check("商家电话", true, "商家电话");
        check("办公电话", true, "work");
    }
}
