//! The form in which two texts are the same to a reader: compatibility forms and case folded.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// NFKC, lower case, control characters as spaces.
pub fn fold(text: &str) -> Cow<'_, str> {
    // Nearly all names are Han or ASCII; normalising them would cost more than all else in a load.
    if text.chars().all(is_folded) {
        return Cow::Borrowed(text);
    }
    if text.chars().all(|c| c.is_ascii() || is_han(c)) {
        return text.chars().map(fold_ascii).collect();
    }
    text.nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Lower-case ASCII and unified Han ideographs are their own fold.
fn is_folded(c: char) -> bool {
    matches!(c, ' '..='@' | '['..='~') || is_han(c)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

fn fold_ascii(c: char) -> char {
    if c.is_ascii_control() {
        ' '
    } else {
        c.to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn width_case_and_composition_do_not_matter() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text:?}");
        check("VIP", "vip");
        check("ＶＩＰ　１２", "vip 12");
        check("深圳市", "深圳市");
        check("Cafe\u{301}", "café");
        check("É", "é");
        check("a\nb\u{0}", "a b ");
        check("㈱", "(株)");
    }
}
