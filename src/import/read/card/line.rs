//! Lines of vCards: unfolded, named, and turned from whatever they are encoded in into text.

use std::io::{BufRead, BufReader, Read};

use encoding_rs::Encoding;

use super::decode::{decode, from_base64, from_quoted_printable};
use crate::import::read::MAX_FIELD;
use crate::import::read::encoding;

const CHUNK: usize = 64 << 10;

/// Properties that hold pictures, sounds and keys: read over, never kept.
const BINARY: [&str; 5] = ["PHOTO", "LOGO", "SOUND", "KEY", "CACHEDPHOTO"];

/// One line of a card as it is written, unfolded: bytes, since each may have its own encoding.
#[derive(Debug, Default)]
pub(super) struct RawLine {
    pub(super) bytes: Vec<u8>,
    /// Longer than anything real.
    pub(super) too_long: bool,
}

/// Takes lines out of a stream. Never holds more than one.
pub(super) struct Lines<R: Read> {
    reader: BufReader<R>,
    /// The physical line behind the one that is being unfolded.
    next: Option<RawLine>,
}

/// A property of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Property {
    /// `item1` of `item1.TEL`, in lower case.
    pub(super) group: String,
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals and values as written; values without name are types, as 2.1 writes them.
    parameters: Vec<(String, String)>,
    /// Decoded, but with its escapes.
    pub(super) value: String,
    /// Bytes that are no text in any likely encoding.
    pub(super) broken: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: BufReader::with_capacity(CHUNK, reader),
            next: None,
        }
    }

    /// The next line that is not blank, unfolded.
    pub(super) fn next(&mut self) -> std::io::Result<Option<RawLine>> {
        let mut line = loop {
            match self.physical()? {
                None => return Ok(None),
                Some(line) if line.bytes.iter().all(u8::is_ascii_whitespace) => (),
                Some(line) => break line,
            }
        };
        let head = Head::of(&line.bytes);
        if head.is_binary {
            line.bytes.truncate(64);
            line.too_long = false;
        }
        while let Some(next) = self.physical()? {
            let is_blank = next.bytes.iter().all(u8::is_ascii_whitespace);
            let is_folded = next
                .bytes
                .first()
                .is_some_and(|b| matches!(b, b' ' | b'\t'));
            let soft_break = head.is_quoted && line.bytes.last() == Some(&b'=');
            // Some phones break behind a triplet and leave the sign of the break away.
            let goes_on = head.is_quoted && next.bytes.first() == Some(&b'=');
            let of_binary = head.is_base64 && !is_blank && !looks_like_property(&next.bytes);
            if is_blank && !soft_break || !(is_folded || soft_break || goes_on || of_binary) {
                self.next = Some(next);
                break;
            }
            if head.is_binary {
                continue;
            }
            if soft_break {
                line.bytes.pop();
            }
            let more = next
                .bytes
                .strip_prefix(b" ")
                .or_else(|| next.bytes.strip_prefix(b"\t"));
            line.bytes.extend_from_slice(more.unwrap_or(&next.bytes));
            line.too_long |= next.too_long || line.bytes.len() > MAX_FIELD;
            line.bytes.truncate(MAX_FIELD);
            if soft_break && is_blank {
                break;
            }
        }
        Ok(Some(line))
    }

    fn physical(&mut self) -> std::io::Result<Option<RawLine>> {
        if let Some(line) = self.next.take() {
            return Ok(Some(line));
        }
        let mut line = RawLine::default();
        let mut any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(any.then_some(line));
            }
            any = true;
            let end = memchr::memchr2(b'\n', b'\r', buffer);
            let length = end.unwrap_or(buffer.len());
            let room = MAX_FIELD.saturating_sub(line.bytes.len());
            line.too_long |= length > room;
            line.bytes
                .extend_from_slice(buffer.get(..length.min(room)).unwrap_or_default());
            let is_return = end.is_some_and(|end| buffer.get(end) == Some(&b'\r'));
            self.reader.consume(length + usize::from(end.is_some()));
            if is_return && self.reader.fill_buf()?.first() == Some(&b'\n') {
                self.reader.consume(1);
            }
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

/// What has to be known of a line before it is unfolded.
struct Head {
    is_quoted: bool,
    is_base64: bool,
    is_binary: bool,
}

impl Head {
    fn of(bytes: &[u8]) -> Self {
        let end = memchr::memchr(b':', bytes).unwrap_or(bytes.len());
        let head = bytes.get(..end.min(1_024)).unwrap_or_default();
        let head = String::from_utf8_lossy(head).to_ascii_uppercase();
        let name = head.split(';').next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default();
        let is_binary = BINARY.iter().any(|binary| name.ends_with(binary));
        let is_base64 = head.contains("BASE64") || head.contains("ENCODING=B");
        Self {
            is_quoted: head.contains("QUOTED-PRINTABLE"),
            is_base64: is_binary || is_base64,
            is_binary,
        }
    }
}

/// Whether the line begins with a name and a colon, as no line of base64 does.
fn looks_like_property(bytes: &[u8]) -> bool {
    let end = bytes
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && !b"-_.".contains(b));
    let Some(end) = end.filter(|end| *end > 0) else {
        return false;
    };
    matches!(bytes.get(end), Some(b':' | b';'))
}

impl Property {
    /// Takes a line apart. `usual` is the encoding of texts that do not say another.
    pub(super) fn parse(bytes: &[u8], usual: &'static Encoding) -> Option<Self> {
        let colon = find_colon(bytes)?;
        let (head, value) = bytes.split_at(colon);
        let value = value.get(1..).unwrap_or_default();
        let head = decode(head, None, usual).0;
        let mut parts = split_outside_quotes(&head, ';').into_iter();
        let name = parts.next()?.trim().to_ascii_uppercase();
        let (group, name) = match name.rsplit_once('.') {
            Some((group, name)) => (group.to_lowercase(), name.to_owned()),
            None => (String::new(), name),
        };
        let parameters = parts.map(|part| {
            if let Some(own) = own_type(&part, usual) {
                return ("TYPE".to_owned(), own);
            }
            match part.split_once('=') {
                Some((name, value)) => (name.trim().to_ascii_uppercase(), value.trim().to_owned()),
                None => ("TYPE".to_owned(), part.trim().to_owned()),
            }
        });
        let mut property = Self {
            group,
            name,
            parameters: parameters.collect(),
            ..Self::default()
        };
        let said = |word: &str| {
            let mut parameters = property.parameters.iter();
            parameters.any(|(_, value)| value.eq_ignore_ascii_case(word))
        };
        let unpacked = if said("QUOTED-PRINTABLE") {
            Some(from_quoted_printable(value))
        } else if said("BASE64")
            || property
                .parameter("ENCODING")
                .is_some_and(|one| one.eq_ignore_ascii_case("b"))
        {
            from_base64(value)
        } else {
            None
        };
        let charset = property.parameter("CHARSET").and_then(|name| {
            let name = name.trim_matches('"');
            encoding::named(name).ok()
        });
        let bytes = unpacked.as_deref().unwrap_or(value);
        let (text, broken) = decode(bytes, charset, usual);
        property.value = text;
        property.broken = broken;
        Some(property)
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The words for what it is: home, cell, internet; in lower case.
    pub(super) fn types(&self) -> impl Iterator<Item = String> {
        self.parameters
            .iter()
            .filter(|(name, _)| name == "TYPE")
            .flat_map(|(_, value)| value.split(','))
            .map(|word| word.trim_matches(['"', ' ']).to_lowercase())
            .filter(|word| !word.is_empty())
    }

    /// The value without its escapes.
    pub(super) fn text(&self) -> String {
        unescape(&self.value)
    }

    /// The parts of a value that has parts, without their escapes.
    pub(super) fn parts(&self, separator: char) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut escaped = false;
        for c in self.value.chars() {
            if c == separator && !escaped {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        parts
            .iter()
            .map(|part| unescape(part).trim().to_owned())
            .collect()
    }
}

/// A word of the owner's own for a number, as Android writes it into 2.1: `X-=E5=BA=97`, or
/// `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=BA=97)`.
fn own_type(part: &str, usual: &'static Encoding) -> Option<String> {
    let part = part.trim();
    let inside = match part.strip_prefix("X-CUSTOM(") {
        Some(inside) => inside.trim_end_matches(')').rsplit(',').next()?,
        None => part.strip_prefix("X-=").map(|_| part.get(2..))??,
    };
    let (text, _) = decode(&from_quoted_printable(inside.as_bytes()), None, usual);
    Some(format!("x-{text}"))
}

/// The colon between name and value; one in quotes is part of a parameter.
fn find_colon(bytes: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let outside = bytes.iter().position(|b| {
        quoted ^= *b == b'"';
        *b == b':' && !quoted
    });
    outside.or_else(|| memchr::memchr(b':', bytes))
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<String> {
    let mut quoted = false;
    let mut parts = vec![String::new()];
    for c in text.chars() {
        quoted ^= c == '"';
        if c == separator && !quoted {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

fn unescape(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => clean.push('\n'),
                Some(c @ ('\\' | ',' | ';' | ':' | '"')) => clean.push(c),
                // No escape: a path, a face.
                Some(c) => clean.extend(['\\', c]),
                None => clean.push('\\'),
            },
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use encoding_rs::UTF_8;

    use super::*;

    fn lines(text: &[u8]) -> Vec<String> {
        let mut lines = Lines::new(text);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push(String::from_utf8_lossy(&line.bytes).into_owned());
        }
        found
    }

    #[test]
    fn lines_are_unfolded() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(lines(text.as_bytes()), expected, "{text:?}");
        };
        check("A:1\r\n 2\r\nB:3", &["A:12", "B:3"]);
        check("A:1\rB:2\n\n\nC:3\n", &["A:1", "B:2", "C:3"]);
        check(
            "N;ENCODING=QUOTED-PRINTABLE:=E5=BC=\r\n=A0;=E4\r\n=B8=89\nTEL:1",
            &["N;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89", "TEL:1"],
        );
        check(
            "NOTE;QUOTED-PRINTABLE:a=\n b=3D=\n\nTEL:1",
            &["NOTE;QUOTED-PRINTABLE:ab=3D", "TEL:1"],
        );
        check(
            "PHOTO;ENCODING=BASE64;JPEG:\nAAAA\nBBBB\n CCCC\n\nTEL:1",
            &["PHOTO;ENCODING=BASE64;JPEG:", "TEL:1"],
        );
        check(
            "PHOTO;X:AAAA\nBBBB\nTEL;CELL:1",
            &["PHOTO;X:AAAA", "TEL;CELL:1"],
        );
    }

    #[test]
    fn endless_lines_are_not_held() {
        let picture = [
            b"PHOTO;ENCODING=b:".to_vec(),
            vec![b'A'; MAX_FIELD * 2],
            b"\nTEL:1".to_vec(),
        ];
        assert_eq!(
            lines(&picture.concat()).last().map(String::as_str),
            Some("TEL:1")
        );
        let note = [b"NOTE:".to_vec(), vec![b'A'; MAX_FIELD * 2]].concat();
        let line = Lines::new(&*note).next().unwrap().unwrap();
        assert!(line.too_long && line.bytes.len() <= MAX_FIELD);
    }

    #[test]
    fn properties_are_taken_apart() {
        let check = |line: &[u8], group: &str, name: &str, types: &[&str], value: &str| {
            let property = Property::parse(line, UTF_8).unwrap();
            let found: Vec<String> = property.types().collect();
            assert_eq!(
                (
                    property.group.as_str(),
                    property.name.as_str(),
                    found,
                    property.text().as_str()
                ),
                (
                    group,
                    name,
                    types.iter().map(|word| (*word).to_owned()).collect(),
                    value
                ),
            );
        };
        check(b"TEL;CELL;PREF:1", "", "TEL", &["cell", "pref"], "1");
        check(
            b"item1.TEL;type=\"HOME,VOICE\":1",
            "item1",
            "TEL",
            &["home", "voice"],
            "1",
        );
        check(b"tel;X=\"a:b\";TYPE=work:1", "", "TEL", &["work"], "1");
        check(b"TEL;X-=E5=BA=97:1", "", "TEL", &["x-\u{5e97}"], "1");
        let long = b"TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=BA=97):1";
        check(long, "", "TEL", &["x-\u{5e97}"], "1");
        check(
            br"NOTE:a\, b\nc\\d\:e\x",
            "",
            "NOTE",
            &[],
            "a, b\nc\\d:e\\x",
        );
        check(
            b"FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5=C8=FD",
            "",
            "FN",
            &[],
            "张三",
        );
        check(b"FN;CHARSET=GBK:\xD5\xC5\xC8\xFD", "", "FN", &[], "张三");
        // It says GBK and is not.
        check("FN;CHARSET=UTF-8:张三".as_bytes(), "", "FN", &[], "张三");
        check(b"FN;ENCODING=b:5byg5LiJ", "", "FN", &[], "张三");
        assert!(Property::parse(b"nothing", UTF_8).is_none());
        assert!(Property::parse(b"FN:\x80\xFF\xFF", UTF_8).unwrap().broken);
    }

    #[test]
    fn parts_are_told_from_escapes() {
        let property = Property::parse(br"ADR:;;a\;b;c\\;d", UTF_8).unwrap();
        assert_eq!(property.parts(';'), ["", "", "a;b", "c\\", "d"]);
    }
}
