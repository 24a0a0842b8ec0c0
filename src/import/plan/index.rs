//! By what the contacts of this file are found again: hashes of keys, a few bytes per contact.
//!
//! Keys are kept as 32 bits of their hash, so a hit is a hint; whoever follows it looks whether the
//! contact really has the key.

use std::borrow::Borrow;
use std::collections::hash_map::Entry as MapEntry;
use std::hash::{BuildHasher, Hash, RandomState};

use rustc_hash::FxHashMap;

use super::names::Canonical;
use crate::domain::contact::email_key;
use crate::domain::ids::ContactId;
use crate::domain::phone::E164;

/// How many contacts are kept under one key; further ones are found by key and name together.
const MOST_SHARERS: usize = 8;

/// What tells who someone is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Number(E164),
    /// In the form of `email_key`.
    Email(String),
    Reference(String),
    /// A name with a whole date of birth.
    Person {
        name: String,
        birthday: String,
    },
}

/// Whether a key was there already.
#[derive(PartialEq, Eq)]
enum Put {
    First,
    Shared,
}

/// Half of a key's hash.
pub(super) type KeyHash = u32;

/// Contacts of the file by their keys.
#[derive(Debug)]
pub(super) struct Index {
    hasher: RandomState,
    first: FxHashMap<u32, u32>,
    /// Further contacts under the same hash.
    more: FxHashMap<u32, Vec<u32>>,
    /// Ids less the first one, so that four bytes do.
    contacts: Vec<i32>,
    base: Option<i64>,
}

impl Key {
    pub(super) fn email(addr: &str) -> Self {
        Self::Email(email_key(addr))
    }
}

impl Index {
    /// With the hasher of the rows' keys.
    pub(super) fn new(hasher: RandomState) -> Self {
        Self {
            hasher,
            first: FxHashMap::default(),
            more: FxHashMap::default(),
            contacts: Vec::new(),
            base: None,
        }
    }

    /// Remembers a contact under its keys. The name is asked for only where a key is shared.
    pub(super) fn insert<N: Borrow<Canonical>>(
        &mut self,
        id: ContactId,
        keys: &[KeyHash],
        name: impl Fn() -> N,
    ) {
        let base = *self.base.get_or_insert(id.0);
        let (Ok(slot), Ok(offset)) = (
            u32::try_from(self.contacts.len()),
            i32::try_from(id.0 - base),
        ) else {
            return;
        };
        self.contacts.push(offset);
        for key in keys {
            if self.put(*key, slot) == Put::Shared {
                self.put(self.qualified(*key, name().borrow()), slot);
            }
        }
    }

    /// Appends the contacts that may have the key, those of the same name surely among them.
    pub(super) fn find<N: Borrow<Canonical>>(
        &self,
        key: KeyHash,
        name: impl Fn() -> N,
        found: &mut Vec<ContactId>,
    ) {
        if !self.first.contains_key(&key) {
            return;
        }
        for hash in [key, self.qualified(key, name().borrow())] {
            let more = self.more.get(&hash).into_iter().flatten();
            for slot in self.first.get(&hash).into_iter().chain(more) {
                let slot = usize::try_from(*slot).unwrap_or(usize::MAX);
                let offset = self.contacts.get(slot).copied().map(i64::from);
                found.extend(
                    offset
                        .zip(self.base)
                        .map(|(offset, base)| ContactId(base + offset)),
                );
            }
        }
    }

    fn put(&mut self, hash: u32, slot: u32) -> Put {
        match self.first.entry(hash) {
            MapEntry::Vacant(entry) => {
                entry.insert(slot);
                Put::First
            }
            MapEntry::Occupied(_) => {
                let more = self.more.entry(hash).or_default();
                if more.len() < MOST_SHARERS {
                    more.push(slot);
                }
                Put::Shared
            }
        }
    }

    fn qualified(&self, key: KeyHash, name: &Canonical) -> KeyHash {
        half(&self.hasher, &(key, name))
    }
}

/// The hash under which a key is kept.
pub(super) fn half(hasher: &RandomState, what: &impl Hash) -> KeyHash {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half of the hash is enough"
    )]
    let half = hasher.hash_one(what) as u32;
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_found_by_every_key_however_many_share_it() {
        let hasher = RandomState::new();
        let mut index = Index::new(hasher.clone());
        let hash = |key: &Key| half(&hasher, key);
        let shared = Key::Number(E164(8_675_526_000_000));
        let name = |number: i64| Canonical::of(&format!("person {number}"), "");
        for number in 1..=100 {
            let own = Key::Reference(number.to_string());
            let name = name(number);
            let keys = [hash(&shared), hash(&own)];
            index.insert(ContactId(number), &keys, || &name);
        }
        for number in 1..=100 {
            let mut found = Vec::new();
            let name = name(number);
            index.find(hash(&shared), || &name, &mut found);
            assert!(
                found.contains(&ContactId(number)),
                "{number} by number and name"
            );
            assert!(found.len() < 30, "a shared key does not bring everyone");
            found.clear();
            let own = hash(&Key::Reference(number.to_string()));
            index.find(own, || &name, &mut found);
            assert!(found.contains(&ContactId(number)), "{number} by reference");
        }
        let mut found = Vec::new();
        let name = name(1);
        let other = hash(&Key::email("nobody@example.com"));
        index.find(other, || &name, &mut found);
        assert!(!found.contains(&ContactId(1)));
    }
}
