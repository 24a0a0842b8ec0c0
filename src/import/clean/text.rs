//! Takes off what programs put around a text: wrappers, guards, blanks, invisible characters.

use std::borrow::Cow;

use crate::domain::guard::{is_invisible, unguard};

/// The text of a cell on one line.
pub(super) fn line(cell: &str) -> Cow<'_, str> {
    tidy(cell, false)
}

/// The text of a cell that may have several lines.
pub(super) fn lines(cell: &str) -> Cow<'_, str> {
    tidy(cell, true)
}

fn tidy(cell: &str, keep_lines: bool) -> Cow<'_, str> {
    let text = cell.trim();
    let plain = |text: &str| text.bytes().all(|b| (b' '..=b'~').contains(&b));
    if !text.starts_with(['\'', '=']) && plain(text) {
        return Cow::Borrowed(text);
    }
    // What stood behind our own guard was clean when it was written.
    if let Some(text) = unguard(text) {
        return Cow::Borrowed(text);
    }
    let text = unwrap(text);
    if text.chars().all(|c| !c.is_control() && !is_invisible(c)) {
        return match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
    }
    Cow::Owned(visible(&text, keep_lines).trim().to_owned())
}

/// `="00123"` is how some programs keep a spreadsheet from changing a text.
fn unwrap(text: &str) -> Cow<'_, str> {
    let inner = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains("\"\"") => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(text),
    }
}

fn visible(text: &str, keep_lines: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut clean = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' if keep_lines => clean.push('\n'),
            '\n' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' => clean.push(' '),
            // Joiners and variation selectors hold emoji and some scripts together.
            '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' if needs_joiners(before) => {
                clean.push(c);
            }
            _ if c.is_control() || is_invisible(c) => continue,
            _ => clean.push(c),
        }
        before = c;
    }
    clean
}

/// Whether what follows `c` may belong to it although it shows nothing.
fn needs_joiners(c: char) -> bool {
    !c.is_ascii() && !is_han(c) && !c.is_whitespace()
}

/// Whether the character is Chinese, or shared by Chinese and its neighbours.
pub(in crate::import) const fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
            | '〇'
            | '々'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_is_left() {
        let check = |cell: &str, expected: &str| assert_eq!(line(cell), expected, "{cell:?}");
        check("  张三 ", "张三");
        check("\u{3000}张三\u{A0}", "张三");
        check("=\"00123\"", "00123");
        check("=\"a \"\"b\"\"\"", "a \"b\"");
        check("'00123", "00123");
        check("'=1+1", "=1+1");
        check("''=1+1", "'=1+1");
        check("'hello'", "'hello'");
        check("张\u{200B}三\u{FEFF}", "张三");
        check("张\u{200D}三", "张三");
        check("\u{202E}abc\u{202C}", "abc");
        check("👩\u{200D}👧 shop", "👩\u{200D}👧 shop");
        check("a\r\nb\tc\0d", "a b cd");
        check("", "");
        assert_eq!(lines("a\r\nb\rc"), "a\nb\nc");
    }
}
