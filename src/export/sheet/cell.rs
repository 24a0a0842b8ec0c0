//! The text of a cell as XML, with the escapes that spreadsheets use for what XML cannot hold.

/// Length of `_x0041_`.
const ESCAPE_LENGTH: usize = 7;

/// Appends `text`. Control characters become `_x000D_` and the like (ECMA-376 part 1, 22.9.2.19),
/// and a text that looks like such an escape has its first underscore escaped.
pub(super) fn escape(text: &str, into: &mut Vec<u8>) {
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let entity = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '\t' | '\n' => continue,
            '_' if looks_escaped(text, at) => "",
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => "",
            _ => continue,
        };
        into.extend(text.get(start..at).unwrap_or_default().as_bytes());
        start = at + c.len_utf8();
        if entity.is_empty() {
            into.extend(format!("_x{:04X}_", u32::from(c)).as_bytes());
        } else {
            into.extend(entity.as_bytes());
        }
    }
    into.extend(text.get(start..).unwrap_or_default().as_bytes());
}

fn looks_escaped(text: &str, at: usize) -> bool {
    let Some(word) = text.as_bytes().get(at..at + ESCAPE_LENGTH) else {
        return false;
    };
    matches!(word, [b'_', b'x', digits @ .., b'_'] if digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn texts_become_xml() {
        let check = |text: &str, expected: &str| {
            let mut xml = Vec::new();
            escape(text, &mut xml);
            assert_eq!(String::from_utf8(xml).unwrap(), expected, "{text:?}");
        };
        check("", "");
        check("=1+1", "=1+1");
        check("a<b>&amp;\"'", "a&lt;b&gt;&amp;amp;\"'");
        check("a\tb\nc", "a\tb\nc");
        check("a\r\nb", "a_x000D_\nb");
        check("\0\u{1F}\u{FFFF}", "_x0000__x001F__xFFFF_");
        check("_x0041_", "_x005F_x0041_");
        check("__x0041_x0042_", "__x005F_x0041_x005F_x0042_");
        check("_x00_ _xABCG_ _x字", "_x00_ _xABCG_ _x字");
        check("字𠮷", "字𠮷");
    }
}
