//! By what the contacts of this file are found again: numbers of keys, a few bytes per contact.
//!
//! Two keys may have one number, so a hit is a hint; whoever follows it looks whether the contact
//! really has the key.

use std::borrow::Borrow;
use std::collections::hash_map::Entry as MapEntry;
use std::hash::{BuildHasher as _, RandomState};

use rustc_hash::FxHashMap;

use super::names::Canonical;
use super::prepared::KeyNumber;
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

/// Stands where nobody has the key.
const NOBODY: u32 = u32::MAX;

/// Contacts of the file by their keys.
#[derive(Debug)]
pub(super) struct Index {
    hasher: RandomState,
    /// By the number of a key: the first contact that has it.
    first: Vec<u32>,
    /// Further contacts with the same key.
    more: FxHashMap<KeyNumber, Vec<u32>>,
    /// Of further contacts with a key: the first one by key and name, as half a hash.
    named: FxHashMap<u32, u32>,
    more_named: FxHashMap<u32, Vec<u32>>,
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
    pub(super) fn new(hasher: RandomState) -> Self {
        Self {
            hasher,
            first: Vec::new(),
            more: FxHashMap::default(),
            named: FxHashMap::default(),
            more_named: FxHashMap::default(),
            contacts: Vec::new(),
            base: None,
        }
    }

    /// Remembers a contact under its keys. The name is asked for only where a key is shared.
    pub(super) fn insert<N: Borrow<Canonical>>(
        &mut self,
        id: ContactId,
        keys: impl IntoIterator<Item = KeyNumber>,
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
            let place = key as usize;
            if self.first.len() <= place {
                self.first.resize(place + 1, NOBODY);
            }
            match self.first.get_mut(place) {
                Some(first) if *first == NOBODY => *first = slot,
                _ => self.share(key, name().borrow(), slot),
            }
        }
    }

    fn share(&mut self, key: KeyNumber, name: &Canonical, slot: u32) {
        add(&mut self.more, key, slot);
        let named = self.qualified(key, name);
        match self.named.entry(named) {
            MapEntry::Vacant(entry) => {
                entry.insert(slot);
            }
            MapEntry::Occupied(_) => add(&mut self.more_named, named, slot),
        }
    }

    /// Appends the contacts that may have the key, those of the same name surely among them.
    pub(super) fn find<N: Borrow<Canonical>>(
        &self,
        key: KeyNumber,
        name: impl Fn() -> N,
        found: &mut Vec<ContactId>,
    ) {
        let first = self.first.get(key as usize);
        let Some(first) = first.filter(|first| **first != NOBODY) else {
            return;
        };
        found.extend(self.contact(*first));
        let Some(more) = self.more.get(&key) else {
            return;
        };
        let named = self.qualified(key, name().borrow());
        let more_named = self.more_named.get(&named).into_iter().flatten();
        let others = more.iter().chain(self.named.get(&named)).chain(more_named);
        found.extend(others.filter_map(|slot| self.contact(*slot)));
    }

    fn contact(&self, slot: u32) -> Option<ContactId> {
        let offset = self.contacts.get(slot as usize).copied().map(i64::from);
        let id = offset.zip(self.base).map(|(offset, base)| base + offset);
        id.map(ContactId)
    }

    fn qualified(&self, key: KeyNumber, name: &Canonical) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half of the hash is enough"
        )]
        let half = self.hasher.hash_one((key, name)) as u32;
        half
    }
}

fn add(sharers: &mut FxHashMap<u32, Vec<u32>>, key: u32, slot: u32) {
    let sharers = sharers.entry(key).or_default();
    if sharers.len() < MOST_SHARERS {
        sharers.push(slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_found_by_every_key_however_many_share_it() {
        const SHARED: KeyNumber = 0;
        const OTHER: KeyNumber = 1_000;
        let mut index = Index::new(RandomState::new());
        let name = |number: u32| Canonical::of(&format!("person {number}"), "");
        let id = |number: u32| ContactId(i64::from(number));
        for number in 1..=100 {
            let name = name(number);
            index.insert(id(number), [SHARED, number], || &name);
        }
        for number in 1..=100 {
            let mut found = Vec::new();
            let name = name(number);
            index.find(SHARED, || &name, &mut found);
            assert!(found.contains(&id(number)), "{number} by number and name");
            assert!(found.len() < 30, "a shared key does not bring everyone");
            found.clear();
            index.find(number, || &name, &mut found);
            assert_eq!(found, [id(number)], "{number} by its own key");
        }
        let mut found = Vec::new();
        let name = name(1);
        index.find(OTHER, || &name, &mut found);
        assert!(found.is_empty());
    }
}
