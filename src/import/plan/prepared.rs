//! A row with all that it is recognised by, worked out where it is read: whoever decides and writes
//! has enough to do.

use std::cell::OnceCell;
use std::hash::RandomState;

use rustc_hash::FxHashMap;

use super::fingerprint::{Fingerprint, Gathered, Said};
use super::index::Key;
use super::names::Canonical;
use super::rules::Rules;
use crate::import::draft::Draft;

/// Prepares the rows of one file, in their order, for the [`super::Planner`] it was made with.
#[derive(Debug)]
pub struct Preparer {
    rules: Rules,
    gathered: Gathered,
    numbers: Numbers,
    /// Hashes of rows that have no numbers yet.
    waiting: Vec<u64>,
}

/// A row that a plan can decide about, once it has its numbers.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub draft: Draft,
    pub(super) said: Said,
    pub(super) keys: Vec<(Key, KeyNumber)>,
    name: OnceCell<Canonical>,
}

/// Keys are numbered as the file brings them, so that what is kept under them lies in that order,
/// too. Two keys may have one number, should their hashes be the same.
pub(super) type KeyNumber = u32;

/// Of rows that are still to be numbered.
const NO_NUMBER: KeyNumber = KeyNumber::MAX;

/// Numbers hashes from 0 in the order in which they first come.
#[derive(Debug, Default)]
struct Numbers(FxHashMap<u64, u32>);

impl Preparer {
    pub(super) fn new(rules: Rules, hasher: RandomState) -> Self {
        Self {
            rules,
            gathered: Gathered::new(hasher),
            numbers: Numbers::default(),
            waiting: Vec::new(),
        }
    }

    /// All but the numbers, which many rows are given together: see [`Preparer::number`].
    pub fn prepare(&mut self, draft: Draft) -> Prepared {
        let print = Fingerprint::of(&draft, &mut self.gathered);
        self.waiting.push(print.whole);
        let mut keys = Vec::with_capacity(draft.numbers.len() + draft.emails.len());
        for key in super::keys::keys(&draft, &self.rules) {
            self.waiting.push(self.gathered.hash_one(&key));
            keys.push((key, NO_NUMBER));
        }
        Prepared {
            said: Said {
                whole: NO_NUMBER,
                contact: print.contact,
            },
            keys,
            name: OnceCell::new(),
            draft,
        }
    }

    /// Numbers what rows say and are recognised by: those prepared since the last call, in their
    /// order. For many rows together, the processor finds the places of several at once.
    pub fn number<'p>(&mut self, rows: impl Iterator<Item = &'p mut Prepared>) {
        let numbers = &mut self.numbers;
        let mut given = self.waiting.drain(..).map(|hash| numbers.of(hash));
        for row in rows {
            let keys = row.keys.iter_mut().map(|(_, number)| number);
            let places = std::iter::once(&mut row.said.whole).chain(keys);
            for (place, number) in places.zip(&mut given) {
                *place = number;
            }
        }
    }
}

impl Prepared {
    /// The name as it is compared. Few rows of a first import ask.
    pub(super) fn name(&self) -> &Canonical {
        self.name
            .get_or_init(|| Canonical::of(&self.draft.name, &self.draft.company))
    }

    pub(super) fn is_numbered(&self) -> bool {
        self.said.whole != NO_NUMBER
    }

    pub(super) fn key_numbers(&self) -> impl Iterator<Item = KeyNumber> {
        self.keys.iter().map(|(_, number)| *number)
    }
}

impl Numbers {
    fn of(&mut self, hash: u64) -> u32 {
        // Files end long before: a row has a number of 32 bits, and few keys.
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(hash).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_numbered_as_they_come() {
        let mut numbers = Numbers::default();
        let hash = |n: u32| u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for n in 0..10_000 {
            assert_eq!(numbers.of(hash(n)), n);
            assert_eq!(numbers.of(hash(n / 2)), n / 2);
        }
    }
}
