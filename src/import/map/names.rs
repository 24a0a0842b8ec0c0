//! What a column is called, compared as people compare: case, width, blanks and punctuation aside.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::field::Field;

/// Headers by field, in many languages.
const HEADERS: &str = include_str!("../../../assets/presets/headers.json");

static NAMES: LazyLock<FxHashMap<String, Field>> = LazyLock::new(|| {
    let by_field: FxHashMap<String, Vec<String>> =
        serde_json::from_str(HEADERS).unwrap_or_default();
    let mut names = FxHashMap::default();
    // A header stands in one list only (a test sees to it), so the order does not matter.
    names.extend(by_field.into_iter().flat_map(|(word, headers)| {
        let field = Field::parse(&word).unwrap_or(Field::Ignore);
        headers
            .into_iter()
            .map(move |header| (header, field.clone()))
    }));
    names
});

/// Whose name or number it is; says nothing about what it is.
const OWNERS: [&str; 16] = [
    "客户",
    "客戶",
    "顾客",
    "顧客",
    "会员",
    "會員",
    "联系人",
    "聯絡人",
    "买家",
    "用户",
    "客人",
    "本人",
    "customer",
    "client",
    "contact",
    "member",
];

/// Somebody else than the contact, whose number is not the contact's.
const OTHERS: [&str; 24] = [
    "紧急",
    "緊急",
    "推荐人",
    "推薦人",
    "介绍人",
    "业务员",
    "业务经理",
    "客户经理",
    "销售员",
    "客服",
    "经办人",
    "跟进人",
    "司机",
    "快递员",
    "配送员",
    "卖家",
    "emergency",
    "referr",
    "salesrep",
    "salesperson",
    "courier",
    "driver",
    "owner",
    "assistant",
];

/// Columns that hold what nobody but its owner may know; never shown, never written anywhere.
const SECRETS: [&str; 10] = [
    "userpass",
    "userpassword",
    "password",
    "passwordhash",
    "passwd",
    "pwd",
    "密码",
    "登录密码",
    "会员密码",
    "支付密码",
];

/// Whether a column of this name holds passwords.
pub(in crate::import) fn is_secret(header: &str) -> bool {
    SECRETS.contains(&normalise(header).as_str())
}

/// The header without case, width, blanks and punctuation.
pub(in crate::import) fn normalise(header: &str) -> String {
    header
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The field a header names, if it is known.
pub(super) fn lookup(header: &str) -> Option<Field> {
    let whole = normalise(header);
    if whole.is_empty() {
        return None;
    }
    if OTHERS.iter().any(|other| whole.contains(other)) {
        return Some(Field::Ignore);
    }
    if let Some(field) = known(&whole) {
        return Some(field);
    }
    // "手机(必填)", "Phone: work", "电话/手机": what stands first counts.
    let first = header.split(['(', '（', '[', '【', ':', '：', '/', '、', '|', '\n']);
    first
        .map(normalise)
        .find(|part| !part.is_empty())
        .and_then(|part| known(&part))
}

fn known(name: &str) -> Option<Field> {
    let exact = |name: &str| NAMES.get(name).cloned();
    exact(name)
        .or_else(|| exact(&name.replace(|c: char| c.is_ascii_digit(), "")))
        .or_else(|| {
            OWNERS
                .iter()
                .find_map(|owner| exact(name.strip_prefix(owner)?))
        })
}

/// How many of the cells are known headers.
pub(in crate::import) fn known_headers(cells: &[String]) -> usize {
    cells
        .iter()
        .filter(|cell| cell.len() <= 80 && lookup(cell).is_some())
        .count()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::consent::Channel;

    #[test]
    fn the_table_of_headers_is_sound() {
        let by_field: BTreeMap<String, Vec<String>> = serde_json::from_str(HEADERS).unwrap();
        let mut seen = BTreeMap::new();
        for (word, headers) in &by_field {
            assert!(Field::parse(word).is_ok(), "{word}");
            for header in headers {
                assert_eq!(
                    &normalise(header),
                    header,
                    "headers stand in their normal form"
                );
                assert_eq!(seen.insert(header, word), None, "{header} stands twice");
            }
        }
    }

    #[test]
    fn headers_are_recognised() {
        let check = |header: &str, expected: Option<Field>| {
            assert_eq!(lookup(header), expected, "{header}");
        };
        check("姓名", Some(Field::Name));
        check(" 联系电话 ", Some(Field::Phone));
        check("＊手机号（必填）", Some(Field::Mobile));
        check("客户手机号码", Some(Field::Mobile));
        check("会员名", Some(Field::Reference));
        check("E-mail 1 - Value", Some(Field::Email));
        check("E-mail 2 Address", Some(Field::Email));
        check("Phone 3 - Value", Some(Field::Phone));
        check("FIRST_NAME", Some(Field::FirstName));
        check(
            "Accepts SMS Marketing",
            Some(Field::Consent(Some(Channel::Sms))),
        );
        check("OPTIN_TIME", Some(Field::Consent(Some(Channel::Email))));
        check("拒收", Some(Field::OptOut(None)));
        check("电话/手机", Some(Field::Phone));
        check("Default Address Address1", Some(Field::Street));
        check("Address2", Some(Field::StreetMore));
        check("物流单号 ", Some(Field::Ignore));
        check("紧急联系人电话", Some(Field::Ignore));
        check("Contact owner", Some(Field::Ignore));
        check("宇宙", None);
        check("", None);
        check("***", None);
    }
}
