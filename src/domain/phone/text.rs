//! One alphabet for what people and spreadsheets write: ASCII digits, `+`, `-`, `*`, visible spaces.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Where each script's run of ten decimal digits begins (Unicode general category Nd).
#[rustfmt::skip]
const ZEROS: [u32; 77] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66,
    0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946,
    0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0,
    0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136,
    0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0,
    0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11DE0, 0x11F50, 0x16130, 0x16A60, 0x16AC0,
    0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0,
    0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The characters that put two numbers, or a number and a remark, on two lines.
pub(super) const LINE_BREAK: char = '\n';

/// Rewrites a cell in the alphabet above, without the wrappers of spreadsheets and of `tel:` links.
///
/// Letters stay; tabs and all kinds of line breaks become `\n`, all dashes `-`, all stars and
/// bullets `*`.
pub(super) fn clean(cell: &str) -> Cow<'_, str> {
    let text = if cell.bytes().all(is_plain) {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(one_alphabet(cell))
    };
    let text = match unwrap_link(unwrap_cell(&text)) {
        Cow::Borrowed(inner) if inner.len() == text.len() => return text,
        inner => inner.into_owned(),
    };
    Cow::Owned(text)
}

/// Whether a byte stays as it is in every place.
const fn is_plain(byte: u8) -> bool {
    (byte.is_ascii_graphic() && !matches!(byte, b'<' | b'_' | b'[' | b']' | b'`' | b'~'))
        || byte == b' '
        || byte == b'\n'
}

/// The value of a decimal digit of any script.
fn decimal_digit(c: char) -> Option<u32> {
    let code = u32::from(c);
    let zero = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    code.checked_sub(*ZEROS.get(zero)?)
        .filter(|value| *value < 10)
}

fn one_alphabet(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.chars() {
        if c.is_ascii() && is_plain(c as u8) {
            text.push(c);
        } else if let Some(digit) = decimal_digit(c).and_then(|value| char::from_digit(value, 10)) {
            text.push(digit);
        } else if !is_invisible(c) {
            push_compatible(&mut text, c);
        }
    }
    // What spreadsheets and web pages leave of a line break inside a cell.
    for line_break in ["_x000D_", "<br/>", "<br />", "<br>", "<BR>"] {
        if text.contains(line_break) {
            text = text.replace(line_break, "\n");
        }
    }
    text
}

fn push_compatible(text: &mut String, c: char) {
    let start = text.len();
    for part in std::iter::once(c).nfkc() {
        match part {
            // ①, ², ½ and the like number or mark things; they are no digits of a number.
            '0'..='9' => {
                text.truncate(start);
                text.push(LINE_BREAK);
                return;
            }
            '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                text.push(LINE_BREAK);
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{30fc}' | '\u{301c}' | '~' => {
                text.push('-');
            }
            '\u{2022}' | '\u{25cf}' | '\u{25cb}' | '\u{2219}' | '\u{b7}' | '\u{30fb}'
            | '\u{2027}' | '\u{d7}' | '\u{2217}' | '\u{2605}' | '\u{2606}' | '\u{25a0}'
            | '\u{25a1}' | '\u{2588}' => text.push('*'),
            '\u{2795}' => text.push('+'),
            '\u{3001}' | '\u{3002}' | '\u{060c}' | '\u{ff64}' => text.push(';'),
            '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2032}'
            | '\u{2033}' | '`' | '\u{b4}' => text.push('\''),
            '[' | '\u{3010}' | '\u{3014}' | '\u{300c}' | '\u{300a}' => text.push('('),
            ']' | '\u{3011}' | '\u{3015}' | '\u{300d}' | '\u{300b}' => text.push(')'),
            _ if part.is_whitespace() => text.push(' '),
            _ if part.is_control() => {}
            _ => text.push(part),
        }
    }
}

/// Characters that show nothing: zero-width and bidi marks, soft hyphens, variation selectors.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Takes off `="…"`, a leading apostrophe, quotes and the white space around them.
fn unwrap_cell(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '=' | ';' | ','))
}

/// Rewrites `tel:13800138000;phone-context=+86` as `+8613800138000`; other parameters that do not
/// belong to the number go, the extension stays.
fn unwrap_link(text: &str) -> Cow<'_, str> {
    const CONTEXT: &str = ";phone-context=";
    let lower = text.to_ascii_lowercase();
    let start = if lower.starts_with("tel:") { 4 } else { 0 };
    let Some(context) = lower.find(CONTEXT) else {
        return Cow::Borrowed(text.get(start..).unwrap_or(text));
    };
    let number = text.get(start..context).unwrap_or_default();
    let value = text.get(context + CONTEXT.len()..).unwrap_or_default();
    let (value, rest) = value.split_once(';').unwrap_or((value, ""));
    let rest = if rest.to_ascii_lowercase().starts_with("ext=") {
        rest
    } else {
        ""
    };
    let mut unwrapped = String::with_capacity(text.len());
    // A domain as context says nothing of the country.
    if value.starts_with('+') && !number.starts_with('+') {
        unwrapped.push_str(value);
    }
    unwrapped.push_str(number);
    if !rest.is_empty() {
        unwrapped.push(';');
        unwrapped.push_str(rest);
    }
    Cow::Owned(unwrapped)
}

#[cfg(test)]
mod tests {
    use rlibphonenumber::PHONE_NUMBER_UTIL;

    use super::*;

    #[test]
    fn every_digit_the_engine_knows_is_a_digit_here() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let digit = PHONE_NUMBER_UTIL.normalize_digits_only(c.encode_utf8(&mut [0; 4]));
            if let Some(value) = digit.chars().next().and_then(|digit| digit.to_digit(10)) {
                assert_eq!(decimal_digit(c), Some(value), "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn cleans() {
        for (cell, expected) in [
            ("13800138000", "13800138000"),
            (
                "\u{feff}\u{202a}+86 138\u{200b}0013\u{ad}8000\u{202c}",
                "+86 13800138000",
            ),
            ("＋８６－１３８", "+86-138"),
            ("=\"13800138000\"", "13800138000"),
            ("'13800138000", "13800138000"),
            ("\t13800138000\t", "13800138000"),
            ("①13800138000②13900139000", "\n13800138000\n13900139000"),
            ("138<br>139_x000D_\n140", "138\n139\n\n140"),
            (
                "TEL:6502530000;phone-context=+1;ext=12",
                "+16502530000;ext=12",
            ),
            ("tel:+86-138", "+86-138"),
            ("138••••1234", "138****1234"),
            ("電話：٠١٢", "電話:012"),
        ] {
            assert_eq!(
                clean(cell),
                expected.trim_start_matches('\n').trim(),
                "{cell:?}"
            );
        }
    }
}
