//! A cleaned cell as a row of numbers and the words between them.

use super::text::LINE_BREAK;

/// A stretch of a cleaned cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    /// Where it begins in the cleaned cell, in bytes.
    pub(super) start: usize,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Digits with the punctuation numbers are written with.
    Number,
    /// `转`, `ext.`, `#`: what follows is an extension.
    Extension,
    /// A lone comma or semicolon: between two numbers, or before an extension.
    Comma,
    /// Between two numbers: line break, `|`, `或`, `or`.
    Separator,
    /// A letter or two between digits, without space: a slip, or a part of a vanity number.
    Letters,
    /// A remark: `手机`, `Tel.`, a name.
    Label,
    /// Says that the digits are no phone number: `QQ`.
    Account,
    /// Nothing but punctuation.
    Punctuation,
}

impl Token<'_> {
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn digits(&self) -> usize {
        self.text.bytes().filter(u8::is_ascii_digit).count()
    }
}

/// Words for "extension", lower case, in the languages sheets come in.
const EXTENSIONS: [&str; 30] = [
    "#",
    "x",
    "ext",
    "extn",
    "exten",
    "extension",
    "e.xt",
    "ext#",
    "x#",
    "转",
    "轉",
    "转接",
    "轉接",
    "转分机",
    "轉分機",
    "分机",
    "分機",
    "分机号",
    "分機號",
    "内线",
    "內線",
    "доб",
    "добавочный",
    "int",
    "interno",
    "anexo",
    "ramal",
    "durchwahl",
    "poste",
    "wew",
];

/// Words for "or" and "and" between numbers, lower case.
const CONJUNCTIONS: [&str; 17] = [
    "or", "and", "或", "或者", "和", "与", "與", "及", "以及", "oder", "und", "ou", "et", "o", "y",
    "или", "и",
];

/// Words that make the digits after them an account with some service.
const ACCOUNTS: [&str; 4] = ["qq", "qq号", "qq群", "email"];

/// Cuts a cleaned cell into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(3);
    let mut rest = 0;
    let mut at = 0;
    while let Some((start, end)) = next_number(text, at) {
        push_words(&mut tokens, text, rest, start);
        push(&mut tokens, text, start, end, TokenKind::Number);
        rest = end;
        at = end;
    }
    push_words(&mut tokens, text, rest, text.len());
    tokens
}

/// Where the next number begins and ends at or after `from`.
fn next_number(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let digit = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
    // A plus and brackets before the first digit belong to it.
    let head = bytes.get(from..digit)?;
    let outside = head
        .iter()
        .rposition(|byte| !matches!(byte, b'+' | b'(' | b' '));
    let start = from + outside.map_or(0, |at| at + 1);
    let start = start
        + bytes
            .get(start..digit)?
            .iter()
            .take_while(|byte| **byte == b' ')
            .count();
    if from > 0 && is_count(bytes.get(start..)?) {
        return Some((start, digit + 1));
    }
    let mut end = digit;
    for (at, byte) in bytes.iter().enumerate().skip(digit) {
        match byte {
            b'0'..=b'9' => end = at + 1,
            b'(' if is_count(bytes.get(at..)?) => break,
            b' ' | b'-' | b'.' | b'/' | b'(' | b')' => {}
            _ => break,
        }
    }
    Some((start, end))
}

/// Whether the text begins with the count of a list, `(2)`; `(0)` is a part of a number.
const fn is_count(text: &[u8]) -> bool {
    matches!(text, [b'(', b'1'..=b'9', b')', ..])
}

fn push<'t>(tokens: &mut Vec<Token<'t>>, text: &'t str, start: usize, end: usize, kind: TokenKind) {
    if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
        tokens.push(Token { text, start, kind });
    }
}

fn push_words<'t>(tokens: &mut Vec<Token<'t>>, text: &'t str, start: usize, end: usize) {
    let between_digits = start > 0 && end < text.len();
    if let Some(words) = text.get(start..end) {
        push(tokens, text, start, end, words_kind(words, between_digits));
    }
}

fn words_kind(words: &str, between_digits: bool) -> TokenKind {
    const PUNCTUATION: [char; 15] = [
        ' ', '.', ':', '-', '_', '=', '(', ')', '[', ']', ',', ';', '\'', '"', '/',
    ];
    let core = words.trim_matches(PUNCTUATION).to_lowercase();
    if EXTENSIONS.contains(&core.as_str()) {
        return TokenKind::Extension;
    }
    if between_digits && words.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return TokenKind::Letters;
    }
    if CONJUNCTIONS.contains(&core.as_str())
        || words.contains([LINE_BREAK, '|', '&', '\\'])
        || words.contains(":::")
    {
        return TokenKind::Separator;
    }
    if core.is_empty() {
        return if words.contains([',', ';']) {
            TokenKind::Comma
        } else {
            TokenKind::Punctuation
        };
    }
    if core
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ACCOUNTS.contains(&word))
    {
        return TokenKind::Account;
    }
    if words.contains([',', ';']) {
        TokenKind::Separator
    } else {
        TokenKind::Label
    }
}
