//! The mark of a row that leaves to be edited: whose row it is, and what its cells were.

use sha2::{Digest as _, Sha256};

use super::verdict::tidy;
use crate::domain::guard::is_invisible;
use crate::domain::ids::{ContactId, OpId};

/// The head of the column of marks, the same in every language: by it such a file is known.
pub const MARK_HEAD: &str = "haobu-id";

/// Marks begin and end with letters. No spreadsheet takes them for a number, a date or a formula,
/// and one that is pulled down over further rows is copied, not counted up.
const FIRST: &str = "hb";
const LAST: char = 'h';
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const VERSION: u8 = 1;
/// Letters of the shortest mark: version, book, op, contact, check.
const SHORTEST: usize = 18;
const WORD: usize = 4;

/// What a row that left carries with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The op that wrote the list.
    pub op: OpId,
    pub contact: ContactId,
    /// Of each cell, in the order of the list's columns.
    pub cells: Vec<u32>,
}

/// Why a mark says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkFault {
    /// Not as it was written.
    Broken,
    /// Of another book.
    Foreign,
}

/// What makes and checks the marks of one book. Its hashes are keyed: a plain hash of a phone
/// number is undone in minutes by trying all, and whoever is handed a list may have had the
/// column of numbers taken out of it.
#[derive(Clone)]
pub struct MarkKey {
    book: [u8; WORD],
    keyed: Sha256,
}

impl std::fmt::Debug for MarkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MarkKey").finish_non_exhaustive()
    }
}

impl MarkKey {
    /// `book` tells books apart and may be known; `secret` may not.
    pub fn new(book: &[u8], secret: &[u8; 32]) -> Self {
        // A whole block: hashing a cell begins behind it.
        let mut block = [0; 64];
        let (front, back) = block.split_at_mut(secret.len());
        front.copy_from_slice(secret);
        back.fill(b'm');
        let mut keyed = Sha256::new();
        keyed.update(block);
        let mut public = Sha256::new();
        public.update(b"haobu book ");
        public.update(book);
        Self {
            book: word(public),
            keyed,
        }
    }

    /// The hash of a cell: bound to its place, so that equal cells do not show.
    pub fn cell(&self, op: OpId, contact: ContactId, column: usize, text: &str) -> u32 {
        let mut hasher = self.keyed.clone();
        hasher.update(op.0.to_le_bytes());
        hasher.update(contact.0.to_le_bytes());
        hasher.update(u32::try_from(column).unwrap_or(u32::MAX).to_le_bytes());
        hasher.update(tidy(text).as_bytes());
        u32::from_le_bytes(word(hasher))
    }

    /// The mark of a row with these cells.
    pub fn mark<'t>(
        &self,
        op: OpId,
        contact: ContactId,
        cells: impl IntoIterator<Item = &'t str>,
    ) -> Mark {
        let cells = cells.into_iter().enumerate();
        Mark {
            op,
            contact,
            cells: cells
                .map(|(column, text)| self.cell(op, contact, column, text))
                .collect(),
        }
    }

    /// The mark as it stands in a cell.
    pub fn write(&self, mark: &Mark) -> String {
        let mut bytes = vec![VERSION];
        bytes.extend(self.book);
        put(&mut bytes, mark.op.0);
        put(&mut bytes, mark.contact.0);
        for cell in &mark.cells {
            bytes.extend(cell.to_le_bytes());
        }
        bytes.extend(self.check(&bytes));
        let mut text = FIRST.to_owned();
        letters(&bytes, &mut text);
        text.push(LAST);
        text
    }

    /// Reads a mark back; nothing where the cell is blank.
    ///
    /// # Errors
    /// Why it says nothing.
    pub fn read(&self, cell: &str) -> Result<Option<Mark>, MarkFault> {
        let text: String = cell
            .chars()
            .filter(|c| !c.is_whitespace() && !is_invisible(*c) && *c != '\'')
            .collect();
        if text.is_empty() {
            return Ok(None);
        }
        let inner = text.strip_prefix(FIRST);
        let inner = inner.and_then(|inner| inner.strip_suffix(LAST));
        let bytes = inner.and_then(bytes).ok_or(MarkFault::Broken)?;
        let (front, check) = bytes
            .len()
            .checked_sub(WORD)
            .and_then(|at| bytes.split_at_checked(at))
            .ok_or(MarkFault::Broken)?;
        let (VERSION, rest) = front
            .split_first()
            .map_or((0, front), |(v, rest)| (*v, rest))
        else {
            return Err(MarkFault::Broken);
        };
        let (book, mut rest) = rest.split_at_checked(WORD).ok_or(MarkFault::Broken)?;
        if book != self.book {
            return Err(MarkFault::Foreign);
        }
        if check != self.check(front) {
            return Err(MarkFault::Broken);
        }
        let op = take(&mut rest).ok_or(MarkFault::Broken)?;
        let contact = take(&mut rest).ok_or(MarkFault::Broken)?;
        let (cells, []) = rest.as_chunks::<WORD>() else {
            return Err(MarkFault::Broken);
        };
        Ok(Some(Mark {
            op: OpId(op),
            contact: ContactId(contact),
            cells: cells.iter().map(|cell| u32::from_le_bytes(*cell)).collect(),
        }))
    }

    fn check(&self, bytes: &[u8]) -> [u8; WORD] {
        let mut hasher = self.keyed.clone();
        hasher.update(b"check");
        hasher.update(bytes);
        word(hasher)
    }
}

/// Whether a cell has the form of a mark, of whatever book: good enough to go on looking for heads.
pub fn looks_like_mark(cell: &str) -> bool {
    let inner = cell.trim().strip_prefix(FIRST);
    inner
        .and_then(|inner| inner.strip_suffix(LAST))
        .is_some_and(|inner| inner.len() >= SHORTEST && bytes(inner).is_some())
}

/// The first four bytes of a hash.
fn word(hasher: Sha256) -> [u8; WORD] {
    let hash: [u8; 32] = hasher.finalize().into();
    let [a, b, c, d, ..] = hash;
    [a, b, c, d]
}

/// Seven bits a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, id: i64) {
    let mut rest = u64::try_from(id).unwrap_or(0);
    loop {
        let low = u8::try_from(rest & 0x7f).unwrap_or(0);
        rest >>= 7;
        if rest == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

fn take(bytes: &mut &[u8]) -> Option<i64> {
    let mut id: u64 = 0;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        id |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return i64::try_from(id).ok();
        }
    }
    None
}

/// Five bits a letter.
fn letters(bytes: &[u8], text: &mut String) {
    let (mut held, mut bits) = (0_u32, 0);
    let mut push = |five: u32| {
        let place = usize::try_from(five & 31).unwrap_or(0);
        text.extend(ALPHABET.get(place).map(|letter| char::from(*letter)));
    };
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            push(held >> bits);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        push(held << (5 - bits));
    }
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let (mut held, mut bits) = (0_u32, 0);
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    for letter in text.bytes() {
        let letter = letter.to_ascii_lowercase();
        let five = ALPHABET.iter().position(|known| *known == letter)?;
        held = (held << 5) | u32::try_from(five).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
        }
        held &= (1 << bits) - 1;
    }
    Some(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn key() -> MarkKey {
        MarkKey::new(b"a book", &[7; 32])
    }

    #[test]
    fn a_mark_comes_back() {
        let key = key();
        let check = |op: i64, contact: i64, cells: &[&str]| {
            let mark = key.mark(OpId(op), ContactId(contact), cells.iter().copied());
            let text = key.write(&mark);
            assert!(text.starts_with(FIRST) && text.ends_with(LAST), "{text}");
            assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            assert_eq!(key.read(&text), Ok(Some(mark.clone())));
            assert!(looks_like_mark(&text), "{text}");
            assert_eq!(
                key.read(&format!(
                    " '{}\u{200B}",
                    text.to_uppercase()
                        .replace("HB", "hb")
                        .trim_end_matches('H')
                        .to_owned()
                        + "h"
                )),
                Ok(Some(mark))
            );
        };
        check(1, 1, &[]);
        check(127, 128, &["a"]);
        check(
            20_000,
            i64::from(u32::MAX),
            &["方晓彤", "+8613800138000", ""],
        );
        check(i64::MAX >> 1, (1 << 43) - 1, &[""; 40]);
        assert_eq!(key.read(" \u{200B}"), Ok(None));
    }

    #[test]
    fn a_mark_that_was_touched_says_nothing() {
        let key = key();
        let text = key.write(&key.mark(OpId(3), ContactId(9), ["a", "b"]));
        for at in 2..text.len() - 1 {
            let mut other = text.clone().into_bytes();
            *other.get_mut(at).unwrap() = if other.get(at) == Some(&b'a') {
                b'b'
            } else {
                b'a'
            };
            let other = String::from_utf8(other).unwrap();
            let read = key.read(&other);
            assert!(read.is_err(), "{at}: {read:?}");
        }
        for broken in ["hb", "hbh", "x", "8.61E+12", text.get(..20).unwrap()] {
            assert_eq!(key.read(broken), Err(MarkFault::Broken), "{broken}");
            assert!(broken.len() == 20 || !looks_like_mark(broken), "{broken}");
        }
    }

    #[test]
    fn marks_of_another_book_are_known_as_such() {
        let other = MarkKey::new(b"another", &[7; 32]);
        let text = other.write(&other.mark(OpId(3), ContactId(9), ["a"]));
        assert_eq!(key().read(&text), Err(MarkFault::Foreign));
        // Whoever knows which book it is still cannot make a mark of it.
        let forged = MarkKey::new(b"a book", &[8; 32]);
        let text = forged.write(&forged.mark(OpId(3), ContactId(9), ["a"]));
        assert_eq!(key().read(&text), Err(MarkFault::Broken));
    }

    #[test]
    fn equal_cells_have_different_hashes() {
        let key = key();
        let hash = |op, contact, column, text| key.cell(OpId(op), ContactId(contact), column, text);
        let one = hash(1, 2, 0, "a");
        assert_eq!(one, hash(1, 2, 0, " a\r\n"));
        for other in [
            hash(2, 2, 0, "a"),
            hash(1, 3, 0, "a"),
            hash(1, 2, 1, "a"),
            hash(1, 2, 0, "b"),
        ] {
            assert_ne!(one, other);
        }
    }
}
