//! A row with all that it is recognised by, worked out where it is read: whoever decides and writes
//! has enough to do.

use std::cell::OnceCell;
use std::hash::RandomState;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

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
    said: Numbers,
    keys: Numbers,
}

/// A row that a plan can decide about.
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

/// Numbers hashes from 0 in the order in which they first come.
#[derive(Debug, Default)]
struct Numbers {
    hashes: Vec<u64>,
    places: HashTable<u32>,
}

impl Preparer {
    pub(super) fn new(rules: Rules, hasher: RandomState) -> Self {
        Self {
            rules,
            gathered: Gathered::new(hasher),
            said: Numbers::default(),
            keys: Numbers::default(),
        }
    }

    pub fn prepare(&mut self, draft: Draft) -> Prepared {
        let print = Fingerprint::of(&draft, &mut self.gathered);
        let mut keys = Vec::with_capacity(draft.numbers.len() + draft.emails.len());
        for key in super::keys::keys(&draft, &self.rules) {
            let number = self.keys.of(self.gathered.hash_one(&key));
            keys.push((key, number));
        }
        Prepared {
            said: Said {
                whole: self.said.of(print.whole),
                contact: print.contact,
            },
            keys,
            name: OnceCell::new(),
            draft,
        }
    }
}

impl Prepared {
    /// The name as it is compared. Few rows of a first import ask.
    pub(super) fn name(&self) -> &Canonical {
        self.name
            .get_or_init(|| Canonical::of(&self.draft.name, &self.draft.company))
    }

    pub(super) fn key_numbers(&self) -> impl Iterator<Item = KeyNumber> {
        self.keys.iter().map(|(_, number)| *number)
    }
}

impl Numbers {
    fn of(&mut self, hash: u64) -> u32 {
        let hash_at = |place: &u32| {
            self.hashes
                .get(*place as usize)
                .copied()
                .unwrap_or_default()
        };
        let entry = self
            .places
            .entry(hash, |place| hash_at(place) == hash, hash_at);
        match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                // Files end long before: a row has a number of 32 bits, and few keys.
                let number = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
                free.insert(number);
                self.hashes.push(hash);
                number
            }
        }
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
