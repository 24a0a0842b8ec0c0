//! Turns what a card's values are packed in into bytes, and bytes into text.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The text of bytes in the first of these encodings that they fit, and whether they fit none.
pub(super) fn decode(
    bytes: &[u8],
    said: Option<&'static Encoding>,
    usual: &'static Encoding,
) -> (String, bool) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && (text.is_ascii() || said.is_none_or(|said| said == UTF_8))
    {
        return (text.to_owned(), false);
    }
    // What a card says of its encoding is wrong now and then.
    let tries = said.into_iter().chain([UTF_8, usual, GB18030]);
    for encoding in tries {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return (text.into_owned(), false);
        }
    }
    let (text, _) = said.unwrap_or(usual).decode_without_bom_handling(bytes);
    (text.into_owned(), true)
}

pub(super) fn from_quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        // Some writers fold inside a triplet, with a blank.
        let [high, low, behind @ ..] = rest else {
            break;
        };
        match (hex(*high), hex(*low)) {
            (Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = behind;
            }
            _ => bytes.push(b'='),
        }
    }
    bytes
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

pub(super) fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for b in text.iter().filter(|b| !b.is_ascii_whitespace()) {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xFF).ok()?);
        }
    }
    Some(bytes)
}
