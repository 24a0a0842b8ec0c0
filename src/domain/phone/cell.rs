//! One messy cell into its numbers: notations, labels, extensions, and several numbers at once.

use super::{
    CellReading, E164, NumberKind, NumberStatus, PartReading, Reason, Region, engine, fast,
    notation::{self, Notation},
    resolve::{Resolved, resolve},
    split,
    text::{self, LINE_BREAK},
    token::{Token, TokenKind, tokens},
};

/// Longer cells hold a text, not a number.
const MAX_CHARACTERS: usize = 256;
/// More digits than this are a number of their own, or none: never an extension.
const MAX_EXTENSION: usize = 6;

/// One number of a cell, before it is asked what it is.
struct Item<'t> {
    number: &'t str,
    extension: Option<&'t str>,
    /// Whether it follows another number at once, so that its plus may mean "and".
    joined: bool,
    /// Where the number and its extension end in the cleaned cell, in bytes.
    end: usize,
}

/// A reading and the piece of the cleaned cell it was read from.
struct Part<'t> {
    raw: &'t str,
    resolved: Resolved,
}

impl<'t> Part<'t> {
    const fn new(raw: &'t str, resolved: Resolved) -> Self {
        Self { raw, resolved }
    }

    fn invalid(raw: &'t str, reason: Reason) -> Self {
        Self::new(raw, Resolved::failed(NumberStatus::Invalid, reason))
    }
}

/// Reads one cell as a user whose numbers are mostly of `home` wrote it.
///
/// Never guesses silently: what is not certain has a status other than `Ok`.
pub fn read_cell(cell: &str, home: Region) -> CellReading {
    fast::read(cell, home).unwrap_or_else(|| read_closely(cell, home))
}

/// Reads a cell without the short cut for plain Chinese mobile numbers.
pub(super) fn read_closely(cell: &str, home: Region) -> CellReading {
    if cell.len() > MAX_CHARACTERS && cell.chars().nth(MAX_CHARACTERS).is_some() {
        return CellReading::without_number("", NumberStatus::Invalid, Some(Reason::TooLong));
    }
    let text = text::clean(cell);
    if text.is_empty() {
        return CellReading::without_number(cell, NumberStatus::Empty, None);
    }
    if notation::is_placeholder(&text) {
        return CellReading::without_number(cell, NumberStatus::Empty, Some(Reason::Placeholder));
    }
    let mut reasons = Vec::new();
    let parts = if notation::may_be_special(&text) {
        read_pieces(&text, home, &mut reasons)
    } else {
        read_plain(&text, home, &mut reasons)
    };
    assemble(cell, parts, reasons)
}

fn assemble(cell: &str, parts: Vec<Part<'_>>, mut reasons: Vec<Reason>) -> CellReading {
    let single = parts.len() == 1;
    if parts.len() > 1 {
        reasons.push(Reason::SeveralNumbers);
    }
    let mut status = NumberStatus::Empty;
    let mut numbers = Vec::with_capacity(parts.len());
    for Part { raw, resolved } in parts {
        status = worse(status, resolved.status);
        reasons.extend(resolved.reasons);
        let raw = if single { cell.trim() } else { raw };
        numbers.push(PartReading {
            raw: raw.to_owned(),
            status: resolved.status,
            reading: resolved.reading,
        });
    }
    let mut seen = Vec::with_capacity(reasons.len());
    reasons.retain(|reason| {
        let new = !seen.contains(reason);
        seen.push(*reason);
        new
    });
    CellReading {
        status,
        numbers,
        reasons,
    }
}

/// The status to show for two parts of one cell.
fn worse(a: NumberStatus, b: NumberStatus) -> NumberStatus {
    const fn rank(status: NumberStatus) -> u8 {
        match status {
            NumberStatus::Empty => 0,
            NumberStatus::Ok => 1,
            NumberStatus::Ambiguous => 2,
            NumberStatus::Relay => 3,
            NumberStatus::Masked => 4,
            NumberStatus::Lossy => 5,
            NumberStatus::Invalid => 6,
        }
    }
    if rank(b) > rank(a) { b } else { a }
}

/// Reads a cell that may hold masked numbers or scientific notation, piece by piece.
fn read_pieces<'t>(text: &'t str, home: Region, reasons: &mut Vec<Reason>) -> Vec<Part<'t>> {
    // `1,38E+10`: the comma is a decimal point, not a separator.
    let pieces = match notation::read(text) {
        Some(Notation::DigitsLost | Notation::Scientific(_)) => vec![text],
        _ => text
            .split([LINE_BREAK, ';', '|', ','])
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect(),
    };
    if pieces.iter().all(|piece| notation::read(piece).is_none()) {
        return read_plain(text, home, reasons);
    }
    let mut parts = Vec::with_capacity(pieces.len());
    for &raw in &pieces {
        let resolved = match notation::read(raw) {
            Some(Notation::Masked) => Resolved::failed(NumberStatus::Masked, Reason::Masked),
            Some(Notation::DigitsLost) => Resolved::failed(NumberStatus::Lossy, Reason::DigitsLost),
            Some(Notation::Scientific(digits)) => {
                reasons.push(Reason::ScientificNotation);
                resolve(&digits, home)
            }
            None if pieces.len() > 1 && !raw.bytes().any(|byte| byte.is_ascii_digit()) => {
                reasons.push(Reason::Label);
                continue;
            }
            None => {
                parts.extend(read_plain(raw, home, reasons));
                continue;
            }
        };
        parts.push(Part::new(raw, resolved));
    }
    parts
}

/// Reads a cell, or a piece of one, that is written in plain digits.
fn read_plain<'t>(text: &'t str, home: Region, reasons: &mut Vec<Reason>) -> Vec<Part<'t>> {
    if let Some(digits) = notation::without_thousands(text) {
        reasons.push(Reason::ThousandsSeparators);
        return vec![Part::new(text, resolve(&digits, home))];
    }
    if notation::is_date(text) {
        return vec![Part::invalid(text, Reason::Date)];
    }
    let tokens = tokens(text);
    let has = |kind| tokens.iter().any(|token| token.kind == kind);
    if text.contains('@') || has(TokenKind::Account) {
        return vec![Part::invalid(text, Reason::NotAPhone)];
    }
    let items = items(&tokens, home);
    if items.is_empty() {
        return vec![Part::invalid(text, Reason::NoDigits)];
    }
    let parts = read_items(text, &items, home, reasons);
    let all_numbers = parts.iter().all(|part| part.resolved.is_number());
    if !all_numbers
        && tokens.iter().any(may_be_keypad)
        && let Some(resolved) = read_letters(text, &tokens, home)
    {
        return vec![Part::new(text, resolved)];
    }
    if has(TokenKind::Label) {
        reasons.push(Reason::Label);
    }
    if all_numbers || parts.len() == 1 || has(TokenKind::Separator) || has(TokenKind::Comma) {
        return parts;
    }
    without_leftovers(parts)
}

/// Finds the numbers among the tokens and gives each its extension.
fn items<'t>(tokens: &[Token<'t>], home: Region) -> Vec<Item<'t>> {
    let mut items: Vec<Item<'t>> = Vec::with_capacity(2);
    let mut before = None;
    for (index, token) in tokens.iter().enumerate() {
        let after = tokens.get(index + 1);
        if token.kind == TokenKind::Extension
            && after.is_none()
            && let Some(item) = items.last_mut()
            && item.extension.is_none()
            && let Some((number, extension)) = split::tail(item.number, MAX_EXTENSION)
        {
            // `…-6345分机`: the word follows its digits.
            item.number = number;
            item.extension = Some(extension);
        }
        if token.kind == TokenKind::Number {
            let short = token.digits() <= MAX_EXTENSION && !token.text.contains('+');
            let counts = is_count(token, after, items.len());
            let extends = !counts
                && match before {
                    Some(TokenKind::Extension) => short,
                    Some(TokenKind::Comma) => short && !resolve(token.text, home).is_number(),
                    _ => false,
                };
            match items
                .last_mut()
                .filter(|item| extends && item.extension.is_none())
            {
                Some(item) => {
                    // `13800138000,00` is a decimal fraction of zero.
                    let zeros =
                        before == Some(TokenKind::Comma) && token.text.trim_matches('0').is_empty();
                    item.extension = (!zeros).then_some(token.text);
                    item.end = token.end();
                }
                None if counts => {}
                None => items.push(Item {
                    number: token.text,
                    extension: None,
                    joined: before == Some(TokenKind::Number) && !token.text.starts_with("++"),
                    end: token.end(),
                }),
            }
        }
        before = Some(token.kind);
    }
    items
}

/// Whether a number only counts: `1:`, `2)`, the 1 of `手机1：`, the 2 of `1、… 2、…`.
fn is_count(token: &Token<'_>, after: Option<&Token<'_>>, numbers_before: usize) -> bool {
    let Some(after) = after
        .map(|next| next.text.trim_start())
        .filter(|_| token.digits() <= 2)
    else {
        return false;
    };
    after.starts_with([':', ')'])
        || after.starts_with([';', ',']) && token.text.parse() == Ok(numbers_before + 1)
}

fn read_items<'t>(
    text: &'t str,
    items: &[Item<'t>],
    home: Region,
    reasons: &mut Vec<Reason>,
) -> Vec<Part<'t>> {
    let mut parts = Vec::with_capacity(items.len());
    let mut start = 0;
    for (index, item) in items.iter().enumerate() {
        let end = if index + 1 == items.len() {
            text.len()
        } else {
            item.end
        };
        let raw = text.get(start..end).unwrap_or(item.number);
        let raw =
            raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '/'));
        start = item.end;
        let number =
            notation::without_decimals(item.number).inspect(|_| reasons.push(Reason::DecimalZeros));
        let number = number.unwrap_or(item.number);
        let mut read = split::read(number, home);
        if item.joined {
            read = joined(number, read, home);
        }
        if let Some(extension) = item.extension
            && let Some((_, last)) = read.last_mut()
        {
            last.extend(&extension.replace(|c: char| !c.is_ascii_digit(), ""));
        }
        let whole = read.len() == 1;
        parts.extend(read.into_iter().map(|(piece, resolved)| Part {
            raw: if whole { raw } else { piece },
            resolved,
        }));
    }
    parts
}

/// A number right after another one, `13800138000+13900139000`: the plus may belong to neither.
fn joined<'t>(
    number: &'t str,
    with_plus: Vec<(&'t str, Resolved)>,
    home: Region,
) -> Vec<(&'t str, Resolved)> {
    let mut without_plus = split::read(number.trim_start_matches('+'), home);
    let first_e164 = |read: &[(&str, Resolved)]| match read {
        [(_, resolved), ..] if resolved.is_number() => resolved.e164(),
        _ => None,
    };
    match (first_e164(&with_plus), first_e164(&without_plus)) {
        (Some(other), Some(e164)) if other != e164 => {
            for (_, resolved) in &mut without_plus {
                resolved.doubt(Reason::OtherReading(other));
            }
            without_plus
        }
        (None, Some(_)) => without_plus,
        _ => with_plus,
    }
}

/// Keeps the numbers of a cell whose other digits are part of a remark, and says so.
fn without_leftovers(parts: Vec<Part<'_>>) -> Vec<Part<'_>> {
    let is_remark = |part: &Part<'_>| {
        !part.resolved.is_number() && part.raw.bytes().filter(u8::is_ascii_digit).count() < 7
    };
    if !parts.iter().any(|part| part.resolved.is_number()) || !parts.iter().any(is_remark) {
        return parts;
    }
    let mut parts: Vec<_> = parts.into_iter().filter(|part| !is_remark(part)).collect();
    for part in &mut parts {
        part.resolved.doubt(Reason::LeftoverDigits);
    }
    parts
}

/// Whether the token's letters may stand for digits or have slipped in between them.
fn may_be_keypad(token: &Token<'_>) -> bool {
    matches!(
        token.kind,
        TokenKind::Letters | TokenKind::Extension | TokenKind::Label
    ) && token.text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && token.text.bytes().all(|byte| {
            byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'.' | b'(' | b')')
        })
}

/// `1-800-GO-FEDEX`, or a letter that slipped in between the digits.
fn read_letters(text: &str, tokens: &[Token<'_>], home: Region) -> Option<Resolved> {
    let has = |kind| tokens.iter().any(|token| token.kind == kind);
    let has_short = |kind| {
        tokens
            .iter()
            .any(|token| token.kind == kind && token.text.len() <= 2)
    };
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if text.is_ascii() && letters >= 3 && !has(TokenKind::Extension) {
        let parsed = engine::parse(text, Some(home)).filter(|parsed| parsed.valid)?;
        let mut resolved = resolve(&parsed.e164.to_string(), home);
        // Words are dialled on the keypad in America, and there for toll-free lines.
        if parsed.kind == NumberKind::TollFree && is_north_american(parsed.e164) {
            resolved.reasons.push(Reason::Letters);
        } else {
            resolved.doubt(Reason::Letters);
        }
        return Some(resolved);
    }
    let mut resolved = resolve(text, home);
    if has_short(TokenKind::Letters) || has_short(TokenKind::Extension) && resolved.is_number() {
        resolved.doubt(Reason::Letters);
        return Some(resolved);
    }
    None
}

fn is_north_american(e164: E164) -> bool {
    engine::split_country_code(e164).0 == 1
}
