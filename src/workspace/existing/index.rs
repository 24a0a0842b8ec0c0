//! Keys of the contacts from before an import, in memory: asked several times for every row.

use std::hash::{BuildHasher as _, Hash, RandomState};

use crate::book::{Book, MatchKey};
use crate::domain::contact::email_key;
use crate::domain::ids::ContactId;
use crate::domain::phone::E164;
use crate::domain::problem::Problem;
use crate::import::{MatchBy, MatchKeys};

/// Keys that share a first place, on average: a line of the processor's cache holds four.
const TOGETHER: usize = 4;

/// Keys of all contacts from before an import, by kind.
#[derive(Debug, Default)]
pub(in crate::workspace) struct MatchIndex {
    pub(super) numbers: Keys,
    pub(super) emails: Keys,
    pub(super) references: Keys,
    pub(super) names: Keys,
    /// By name alone, where that is asked for.
    pub(super) people: Keys,
    /// Seeded anew for every import, so that nobody can prepare texts that collide.
    hasher: RandomState,
}

/// Contacts by the hash of a key, 16 bytes each.
#[derive(Debug, Default)]
pub(super) struct Keys {
    sorted: Vec<(u64, ContactId)>,
    /// Where the hashes with each beginning start, and one end more: where a hash stands is nearly
    /// known from its first bits.
    starts: Vec<u32>,
    /// How far a hash is shifted to leave its beginning.
    shift: u32,
}

impl MatchIndex {
    pub(in crate::workspace) fn read(book: &Book, keys: MatchKeys) -> Result<Self, Problem> {
        let by_full_name = keys.has(MatchBy::NameAndBirthday);
        let mut index = Self::default();
        let hasher = &index.hasher;
        book.match_keys(|contact, key| match key {
            MatchKey::Number(E164(digits)) => index.numbers.add(hasher, digits, contact),
            MatchKey::Email(addr) => index.emails.add(hasher, email_key(addr), contact),
            MatchKey::Reference(reference) => index.references.add(hasher, reference, contact),
            MatchKey::Name { name, company } => {
                if by_full_name {
                    index.people.add(hasher, name, contact);
                }
                index.names.add(hasher, (name, company), contact);
            }
        })?;
        for keys in [
            &mut index.numbers,
            &mut index.emails,
            &mut index.references,
            &mut index.names,
            &mut index.people,
        ] {
            keys.arrange();
        }
        Ok(index)
    }

    /// Appends the contacts under a key; nothing is hashed for a list that is empty.
    pub(super) fn find(&self, keys: &Keys, key: impl Hash, found: &mut Vec<ContactId>) {
        if !keys.sorted.is_empty() {
            found.extend(keys.under(self.hasher.hash_one(key)));
        }
    }
}

impl Keys {
    fn add(&mut self, hasher: &RandomState, key: impl Hash, contact: ContactId) {
        self.sorted.push((hasher.hash_one(key), contact));
    }

    /// To be called when all are there.
    fn arrange(&mut self) {
        self.sorted.sort_unstable();
        self.sorted.shrink_to_fit();
        let places = (self.sorted.len() / TOGETHER).max(2).next_power_of_two();
        self.shift = u64::BITS - places.trailing_zeros();
        let mut at = 0;
        self.starts = (0..places)
            .map(|place| {
                let is_before = |(hash, _): &&(u64, ContactId)| self.place(*hash) < place;
                let rest = self.sorted.get(at..).unwrap_or_default();
                at += rest.iter().take_while(is_before).count();
                u32::try_from(at).unwrap_or(u32::MAX)
            })
            .collect();
        self.starts
            .push(u32::try_from(self.sorted.len()).unwrap_or(u32::MAX));
    }

    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash >> self.shift).unwrap_or(usize::MAX)
    }

    fn under(&self, hash: u64) -> impl Iterator<Item = ContactId> {
        let place = self.place(hash);
        let at = |place: usize| self.starts.get(place).map(|at| *at as usize);
        let range = at(place).zip(at(place + 1)).map(|(from, to)| from..to);
        let near = range.and_then(|range| self.sorted.get(range));
        near.unwrap_or_default()
            .iter()
            .skip_while(move |(other, _)| *other < hash)
            .take_while(move |(other, _)| *other == hash)
            .map(|(_, contact)| *contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let check = |count: i64| {
            let hasher = RandomState::new();
            let mut keys = Keys::default();
            for id in 0..count {
                // Two contacts share every key.
                keys.add(&hasher, id / 2, ContactId(id));
            }
            keys.arrange();
            for key in 0..(count + 1) / 2 {
                let found: Vec<i64> = keys.under(hasher.hash_one(key)).map(|id| id.0).collect();
                let expected: Vec<i64> = (key * 2..count.min(key * 2 + 2)).collect();
                assert_eq!(found, expected, "{key} of {count}");
            }
            assert_eq!(keys.under(hasher.hash_one(count)).count(), 0);
        };
        for count in [0, 1, 2, 9, 1_000] {
            check(count);
        }
    }
}
