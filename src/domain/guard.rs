//! The apostrophe that keeps a spreadsheet from reading a text as a formula, put on and taken off.
//!
//! A text is dangerous when a spreadsheet may take it for a formula: it starts, perhaps behind
//! blanks or invisible characters, with `= + - @`, a tab, a carriage return or a full-width form
//! of these. A plain `+` with up to 15 digits is let through: it evaluates to its own digits and
//! to nothing else, and other tools need phone numbers without an apostrophe.
//!
//! Texts that would look guarded to the reader are guarded too, so that taking the guard off
//! always gives back what was written.

use std::borrow::Cow;

/// The text as it goes into a cell of a CSV file.
pub fn guard(text: &str) -> Cow<'_, str> {
    let behind = text.trim_start_matches('\'');
    let guarded = if behind.len() == text.len() {
        is_dangerous(text)
    } else {
        is_guardable(behind)
    };
    if guarded {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it goes into a cell that is known to be text, where nothing can be run: guarded only
/// if reading it would take something off.
pub fn guard_typed(text: &str) -> Cow<'_, str> {
    if unguard(text).is_some() || text.starts_with("=\"") {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text behind the guard, or `None` when the cell has none. A spreadsheet's own apostrophe in
/// front of digits counts as one.
pub fn unguard(cell: &str) -> Option<&str> {
    let rest = cell.strip_prefix('\'')?;
    is_guardable(rest.trim_start_matches('\'')).then_some(rest)
}

/// Whether an apostrophe in front of this text is a guard.
fn is_guardable(text: &str) -> bool {
    starts_like_formula(text) || text.starts_with(|first: char| first.is_ascii_digit())
}

fn is_dangerous(text: &str) -> bool {
    starts_like_formula(text) && !is_plain_number(text)
}

fn starts_like_formula(text: &str) -> bool {
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    if text.starts_with(['\t', '\r', '\n', '\0']) {
        return true;
    }
    text.trim_start_matches(is_blank).starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫',
    ])
}

fn is_plain_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (1..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Characters that show nothing and only get in the way of comparing.
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_a_formula_is_guarded() {
        let check = |text: &str, expected: &str| assert_eq!(guard(text), expected, "{text:?}");
        check("张三", "张三");
        check("=1+1", "'=1+1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("-2", "'-2");
        check("＝1", "'＝1");
        check("\t=1", "'\t=1");
        check("\u{200B}=1", "'\u{200B}=1");
        check(" =1", "' =1");
        check("+8613800138000", "+8613800138000");
        check("+86 138", "'+86 138");
        check("+1+1", "'+1+1");
        check("'=1", "''=1");
        check("''=1", "'''=1");
        check("'hello'", "'hello'");
        check("'007", "''007");
        check("007", "007");
        check("'", "'");
        check("", "");
    }

    #[test]
    fn the_guard_comes_off_again() {
        let texts = [
            "=1", "'=1", "''=1", "+86", "'+86", "-", "'", "''", "'a", "'1", "''1", "1", "\t", "",
            "' =1", " =1", "＋1", "'＋1",
        ];
        for text in texts {
            for cell in [guard(text), guard_typed(text)] {
                assert_eq!(unguard(&cell).unwrap_or(&cell), text, "{text:?}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_comes_back(text in "['=+@a1 \t＝\u{200B}-]{0,8}") {
            let cell = guard(&text);
            proptest::prop_assert_eq!(unguard(&cell).unwrap_or(&cell), text.as_str());
        }
    }
}
