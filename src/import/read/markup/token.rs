//! Tags and texts of HTML and XML, taken from a stream as forgivingly as browsers do.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use crate::import::read::MAX_FIELD;

/// Longest tag that is looked at; of longer ones the rest is passed over.
const MAX_TAG: usize = 64 << 10;
const CHUNK: usize = 64 << 10;

/// One piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open {
        /// In lower case, without the namespace.
        name: &'a str,
        attributes: Attributes<'a>,
        /// `<name/>`: nothing is in it.
        is_closed: bool,
    },
    Close(&'a str),
    /// As it is written, with its entities.
    Text(&'a [u8]),
    /// As it is meant.
    Verbatim(&'a [u8]),
}

/// The inside of a tag behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attributes<'a>(&'a str);

/// Takes a document of UTF-8 apart.
pub(super) struct Tokens<R: Read> {
    reader: BufReader<R>,
    bytes: Vec<u8>,
    name: String,
    inside: String,
}

impl<R: Read> Tokens<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: BufReader::with_capacity(CHUNK, reader),
            bytes: Vec::new(),
            name: String::new(),
            inside: String::new(),
        }
    }

    pub(super) fn next(&mut self) -> std::io::Result<Option<Token<'_>>> {
        loop {
            self.bytes.clear();
            match self.peek()? {
                None => return Ok(None),
                Some(b'<') => (),
                Some(_) => {
                    self.text()?;
                    return Ok(Some(Token::Text(&self.bytes)));
                }
            }
            self.byte()?;
            let is_tag = |byte: u8| byte.is_ascii_alphabetic() || b"/!?".contains(&byte);
            if !self.peek()?.is_some_and(is_tag) {
                // Somebody wrote "less than" and meant it.
                self.bytes.push(b'<');
                self.text()?;
                return Ok(Some(Token::Verbatim(&self.bytes)));
            }
            self.tag()?;
            if let Some(rest) = self.bytes.strip_prefix(b"![CDATA[") {
                let start = self.bytes.len() - rest.len();
                self.rest_until(b"]]>")?;
                let inside = self.bytes.get(start..).unwrap_or_default();
                let inside = inside.strip_suffix(b"]]>").unwrap_or(inside);
                return Ok(Some(Token::Verbatim(inside)));
            }
            if self.bytes.starts_with(b"!--") {
                self.rest_until(b"-->")?;
                continue;
            }
            if self.bytes.starts_with(b"!") || self.bytes.starts_with(b"?") {
                continue;
            }
            if let Some(kind) = self.split() {
                return Ok(Some(match kind {
                    Kind::Close => Token::Close(&self.name),
                    Kind::Open { is_closed } => {
                        // What is in there is for machines and may look like tags.
                        if !is_closed && matches!(self.name.as_str(), "script" | "style") {
                            self.skip_raw()?;
                            continue;
                        }
                        Token::Open {
                            name: &self.name,
                            attributes: Attributes(&self.inside),
                            is_closed,
                        }
                    }
                }));
            }
        }
    }

    fn peek(&mut self) -> std::io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    fn byte(&mut self) -> std::io::Result<Option<u8>> {
        let byte = self.peek()?;
        if byte.is_some() {
            self.reader.consume(1);
        }
        Ok(byte)
    }

    /// Everything up to the next tag; of endless texts a little more than may be kept.
    fn text(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = memchr::memchr(b'<', buffer);
            let length = end.unwrap_or(buffer.len());
            let room = (MAX_FIELD + 1).saturating_sub(self.bytes.len());
            let kept = buffer.get(..length.min(room)).unwrap_or_default();
            self.bytes.extend_from_slice(kept);
            let ended = buffer.is_empty() || end.is_some();
            self.reader.consume(length);
            if ended {
                return Ok(());
            }
        }
    }

    /// The inside of a tag, up to its `>` outside quotes. Comments and the like end here for now.
    fn tag(&mut self) -> std::io::Result<()> {
        let mut quote = None;
        while let Some(byte) = self.byte()? {
            let is_declaration = self.bytes.starts_with(b"!");
            match (byte, quote) {
                (b'>', None) => break,
                (b'>', _) if is_declaration => {
                    self.bytes.push(byte);
                    break;
                }
                (b'"' | b'\'', None) if self.bytes.ends_with(b"=") => quote = Some(byte),
                (_, Some(open)) if open == byte => quote = None,
                _ => (),
            }
            if self.bytes.len() < MAX_TAG {
                self.bytes.push(byte);
            } else if is_declaration {
                break;
            }
        }
        Ok(())
    }

    /// Reads on until this ending, which may have been in the tag already.
    fn rest_until(&mut self, ending: &[u8]) -> std::io::Result<()> {
        let without = ending.len() - 1;
        let is_over = self
            .bytes
            .ends_with(ending.get(..without).unwrap_or_default());
        if is_over {
            self.bytes
                .extend_from_slice(ending.get(without..).unwrap_or_default());
            return Ok(());
        }
        self.bytes.push(b'>');
        while let Some(byte) = self.byte()? {
            if self.bytes.len() > MAX_FIELD {
                // Too long to be kept, but its end must be found.
                let tail = self.bytes.len() - ending.len();
                let last = self.bytes.split_off(tail);
                self.bytes.truncate(tail.min(MAX_FIELD / 2));
                self.bytes.extend_from_slice(&last);
            }
            self.bytes.push(byte);
            if self.bytes.ends_with(ending) {
                break;
            }
        }
        Ok(())
    }

    fn skip_raw(&mut self) -> std::io::Result<()> {
        let ending = format!("</{}", self.name).into_bytes();
        let mut matched = 0;
        while let Some(byte) = self.byte()? {
            let lower = byte.to_ascii_lowercase();
            matched = match ending.get(matched) {
                Some(wanted) if *wanted == lower => matched + 1,
                _ => usize::from(lower == b'<'),
            };
            if matched == ending.len() {
                break;
            }
        }
        while self.byte()?.is_some_and(|byte| byte != b'>') {}
        Ok(())
    }

    /// Takes name and attributes apart; `None` when there is no name.
    fn split(&mut self) -> Option<Kind> {
        let text = String::from_utf8_lossy(&self.bytes);
        let (text, is_close) = match text.strip_prefix('/') {
            Some(rest) => (rest, true),
            None => (&*text, false),
        };
        let (text, is_closed) = match text.strip_suffix('/') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let end = text
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(text.len());
        let (name, inside) = text.split_at(end);
        let name = name.rsplit(':').next().unwrap_or_default();
        self.name.clear();
        self.name.push_str(&name.to_ascii_lowercase());
        self.inside.clear();
        self.inside.push_str(inside);
        if self.name.is_empty() {
            return None;
        }
        Some(if is_close {
            Kind::Close
        } else {
            Kind::Open { is_closed }
        })
    }
}

enum Kind {
    Open { is_closed: bool },
    Close,
}

impl<'a> Attributes<'a> {
    /// The value of the attribute of this name, which is in lower case and without namespace.
    pub(super) fn get(self, wanted: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0.trim_start();
        while !rest.is_empty() {
            let end = rest
                .find(|c: char| c == '=' || c.is_whitespace())
                .unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            let behind = behind.trim_start();
            let (value, behind) = match behind.strip_prefix('=') {
                None => ("", behind),
                Some(value) => {
                    let value = value.trim_start();
                    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                        let inner = value.get(1..).unwrap_or_default();
                        inner.split_once(quote).unwrap_or((inner, ""))
                    } else {
                        let end = value.find(char::is_whitespace).unwrap_or(value.len());
                        value.split_at(end)
                    }
                }
            };
            let local = name.rsplit(':').next().unwrap_or_default();
            if local.eq_ignore_ascii_case(wanted) {
                return Some(entities(value));
            }
            let next = behind.trim_start();
            // A lone sign that is no name must not hold us up.
            rest = if next.len() == rest.len() {
                next.get(1..).unwrap_or_default()
            } else {
                next
            };
        }
        None
    }

    /// The value as a number.
    pub(super) fn number(self, wanted: &str) -> Option<usize> {
        self.get(wanted)?.trim().parse().ok()
    }
}

/// Text with its entities resolved; unknown ones stay as they are.
pub(super) fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, behind) = rest.split_at(at);
        clean.push_str(before);
        let name = behind
            .find(';')
            .filter(|end| *end <= 10)
            .and_then(|end| behind.get(1..end));
        if let Some((length, c)) = name.and_then(|name| Some((name.len(), entity(name)?))) {
            clean.push(c);
            rest = behind.get(length + 2..).unwrap_or_default();
        } else {
            clean.push('&');
            rest = behind.get(1..).unwrap_or_default();
        }
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        let code = u32::from_str_radix(digits, radix).ok()?;
        char::from_u32(code).filter(|c| *c != '\0')
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "middot" => Some('·'),
        "yen" => Some('¥'),
        "euro" => Some('€'),
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn told(document: &str) -> String {
        let mut tokens = Tokens::new(document.as_bytes());
        let mut told = Vec::new();
        while let Some(token) = tokens.next().unwrap() {
            told.push(match token {
                Token::Open {
                    name,
                    is_closed: true,
                    ..
                } => format!("{name}/"),
                Token::Open { name, .. } => format!("<{name}"),
                Token::Close(name) => format!("{name}>"),
                Token::Text(text) => entities(&String::from_utf8_lossy(text)).into_owned(),
                Token::Verbatim(text) => format!("[{}]", String::from_utf8_lossy(text)),
            });
        }
        told.join(" ")
    }

    #[test]
    fn documents_are_taken_apart() {
        let check = |document: &str, expected: &str| assert_eq!(told(document), expected);
        check("<TR><td x='>'>a&amp;b</td></TR>", "<tr <td a&b td> tr>");
        check("<!DOCTYPE html><!-- <td> --><br/>x", "br/ x");
        check("<!--><td>", "<td");
        check("<style>td { a: \"<td>\" }</style><p>", "<p");
        check("<script>if (a<b) '</scr'</SCRIPT >x", "x");
        check("<![CDATA[a<b>&amp;]]>c", "[a<b>&amp;] c");
        check("<?xml version='1.0'?><ss:Row/>", "row/");
        check("a < b", "a  [< b]");
        check("<", "[<]");
        check("<td", "<td");
        check("&#24352;&#x4E09;&foo;&", "张三&foo;&");
    }

    #[test]
    fn attributes_are_found() {
        let check = |inside: &str, name: &str, expected: Option<&str>| {
            assert_eq!(
                Attributes(inside).get(name).as_deref(),
                expected,
                "{inside}"
            );
        };
        check(" ss:Index=\"3\" x", "index", Some("3"));
        check(" a = 'b c' colspan=2 nowrap", "colspan", Some("2"));
        check(" nowrap colspan", "nowrap", Some(""));
        check(" a='x", "a", Some("x"));
        check(" ==\"", "a", None);
        check("", "a", None);
    }
}
