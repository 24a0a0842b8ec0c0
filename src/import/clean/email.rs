//! E-mail addresses in a cell: found, tidied and lightly checked.

use std::borrow::Cow;

const MAX_LOCAL: usize = 64;
const MAX_ADDRESS: usize = 254;

/// Hands over every part of the cell that should be an address, with whether it is one.
pub(super) fn each<'a>(cell: &'a str, mut found: impl FnMut(&'a str, bool)) {
    if is_address(cell) {
        found(cell, true);
        return;
    }
    let separators = [',', ';', '，', '；', '、', '|', '\n', ' ', '\u{3000}', '\t'];
    for part in cell.split(separators) {
        let part = peel(part);
        if part.contains('@') {
            found(part, is_address(part));
        } else if !part.is_empty() && !cell.contains('@') {
            found(part, false);
        }
    }
}

/// Full-width letters and signs as plain ones.
pub(super) fn narrow(cell: &str) -> Cow<'_, str> {
    let wide = |c: char| ('\u{FF01}'..='\u{FF5E}').contains(&c);
    if !cell.contains(wide) {
        return Cow::Borrowed(cell);
    }
    let narrow = |c: char| {
        if wide(c) {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        } else {
            c
        }
    };
    Cow::Owned(cell.chars().map(narrow).collect())
}

/// `<a@b.com>`, `mailto:a@b.com`, `(a@b.com)` → `a@b.com`.
fn peel(part: &str) -> &str {
    let inner = part.trim_matches(['<', '>', '(', ')', '"', '\'', '[', ']', ':', '.']);
    match inner.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => {
            inner.get(7..).unwrap_or_default()
        }
        _ => inner,
    }
}

/// Whether the text may be an address: something, an at sign, and a domain with a dot.
pub(in crate::import) fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let local_ok = (1..=MAX_LOCAL).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_ok = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    local_ok
        && text.len() <= MAX_ADDRESS
        && domain.contains('.')
        && domain.split('.').all(label_ok)
        && top.chars().count() > 1
        && !top.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found() {
        let check = |cell: &str, expected: &[(&str, bool)]| {
            let cell = narrow(cell);
            let mut found = Vec::new();
            each(&cell, |addr, valid| found.push((addr, valid)));
            assert_eq!(found, expected, "{cell}");
        };
        check("a@b.com", &[("a@b.com", true)]);
        check(
            "A.b+c@Sub.Example.co.uk",
            &[("A.b+c@Sub.Example.co.uk", true)],
        );
        check("ａ＠ｂ．ｃｏｍ", &[("a@b.com", true)]);
        check("a@b.com; c@d.org", &[("a@b.com", true), ("c@d.org", true)]);
        check(
            "a@b.com ::: c@d.org",
            &[("a@b.com", true), ("c@d.org", true)],
        );
        check("张三 <a@b.com>", &[("a@b.com", true)]);
        check("mailto:a@b.com", &[("a@b.com", true)]);
        check("a@b", &[("a@b", false)]);
        check("a@@b.com", &[("a@@b.com", false)]);
        check("nobody", &[("nobody", false)]);
        check("a@1.2.3.4", &[("a@1.2.3.4", false)]);
        check("", &[]);
    }
}
