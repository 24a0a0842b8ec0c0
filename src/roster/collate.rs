//! The order of texts: as readers of Chinese and English expect, or by number.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use zeroize::Zeroize as _;

use super::pool::Pool;
use super::set::{half_of, in_two, position};
use crate::domain::filter::fold;

/// Han by pinyin, Latin by alphabet. `None` cannot happen: the tables are compiled in.
static READER: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let preferences = CollatorPreferences::from(locale!("zh"));
    Collator::try_new(preferences, CollatorOptions::default()).ok()
});

/// How texts are ordered; equal only when they are the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collation {
    /// As a reader expects.
    Reader,
    /// Runs of digits by their value: A2 before A10.
    Natural,
    /// By folded text.
    Folded,
}

impl Collation {
    pub(super) fn compare(self, a: &str, b: &str) -> Ordering {
        let order = match (self, &*READER) {
            (Self::Reader, Some(reader)) => reader.compare(a, b),
            (Self::Natural, _) => natural_key(&fold(a)).cmp(&natural_key(&fold(b))),
            _ => fold(a).cmp(&fold(b)),
        };
        order.then_with(|| a.cmp(b))
    }

    fn write_key(self, text: &str, folded: &str, key: &mut Vec<u8>) {
        match (self, &*READER) {
            (Self::Reader, Some(reader)) => {
                let Ok(()) = reader.write_sort_key_to(text, key);
            }
            (Self::Natural, _) => key.extend(natural_key(folded)),
            _ => key.extend_from_slice(folded.as_bytes()),
        }
    }
}

/// Digits are preceded by how many there are, so that longer numbers come later.
fn natural_key(folded: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(folded.len() + 4);
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        if !c.is_ascii_digit() {
            let (head, tail) = rest.split_at_checked(c.len_utf8()).unwrap_or_default();
            key.extend_from_slice(head.as_bytes());
            rest = tail;
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (run, tail) = rest.split_at_checked(end).unwrap_or_default();
        let digits = run.trim_start_matches('0');
        // Lengths take the place of digits: still before letters.
        key.push(b'0');
        key.push(u8::try_from(digits.len()).unwrap_or(u8::MAX));
        key.extend_from_slice(digits.as_bytes());
        rest = tail;
    }
    key
}

/// The sort keys of some entries of a pool, one after the other.
struct Keys {
    first: usize,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Keys {
    fn new(pool: &Pool, collation: Collation, first: usize, end: usize) -> Self {
        let mut keys = Self {
            first,
            bytes: Vec::new(),
            ends: Vec::with_capacity(end - first),
        };
        for entry in first..end {
            let entry = position(entry);
            collation.write_key(pool.text(entry), pool.folded(entry), &mut keys.bytes);
            keys.ends.push(keys.bytes.len());
        }
        keys
    }

    fn get(&self, entry: u32) -> &[u8] {
        let index = entry as usize - self.first;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or_default(),
            None => 0,
        };
        let end = self.ends.get(index).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

/// The place of every entry of a pool among all of them; the same text has the same place.
pub(super) fn ranks(pool: &Pool, collation: Collation) -> Vec<u32> {
    let len = pool.len();
    let half = half_of(len);
    let (low, high) = in_two(
        || Keys::new(pool, collation, 0, half),
        || Keys::new(pool, collation, half, len),
        len,
    );
    let key = |entry: u32| {
        if (entry as usize) < half {
            low.get(entry)
        } else {
            high.get(entry)
        }
    };
    // Most pairs differ in their first bytes, which lie side by side here.
    let mut entries: Vec<(u64, u32)> = (0..position(len))
        .map(|entry| (prefix(key(entry)), entry))
        .collect();
    let compare = |a: &(u64, u32), b: &(u64, u32)| {
        a.0.cmp(&b.0)
            .then_with(|| key(a.1).cmp(key(b.1)))
            .then_with(|| pool.text(a.1).cmp(pool.text(b.1)))
    };
    let (first, second) = entries.split_at_mut(half);
    in_two(
        || first.sort_unstable_by(compare),
        || second.sort_unstable_by(compare),
        len,
    );
    // Two sorted runs: the stable sort only merges them.
    entries.sort_by(compare);
    let mut ranks = vec![0; len];
    let mut rank = 0;
    let mut before: Option<(u64, u32)> = None;
    for entry in entries {
        if before.is_some_and(|before| compare(&before, &entry).is_ne()) {
            rank += 1;
        }
        before = Some(entry);
        if let Some(place) = ranks.get_mut(entry.1 as usize) {
            *place = rank;
        }
    }
    ranks
}

fn prefix(key: &[u8]) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(key) {
        *to = *from;
    }
    u64::from_be_bytes(first)
}
