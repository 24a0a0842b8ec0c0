//! The book as the import plan sees it: who has a number, an address, a reference or a name.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;

use crate::book::{Book, MatchKey, Tx};
use crate::domain::consent::Point;
use crate::domain::contact::{Contact, Purchase, email_key};
use crate::domain::ids::{ContactId, FieldId, TagId};
use crate::domain::phone::E164;
use crate::domain::problem::{BookProblem, Problem};
use crate::import::{DraftConsent, Existing, MatchBy, MatchKeys};

/// Keys of all contacts from before an import, 16 bytes each, sorted for binary search.
#[derive(Debug, Default)]
pub(super) struct MatchIndex {
    numbers: Vec<(u64, ContactId)>,
    emails: Vec<(u64, ContactId)>,
    references: Vec<(u64, ContactId)>,
    names: Vec<(u64, ContactId)>,
    /// By name alone, where that is asked for.
    people: Vec<(u64, ContactId)>,
    /// Seeded anew for every import, so that nobody can prepare texts that collide.
    hasher: RandomState,
}

/// The book inside a transaction, with the keys from before it.
pub(super) struct BookView<'v, 'c> {
    pub(super) tx: &'v mut Tx<'c>,
    pub(super) index: &'v MatchIndex,
    /// Fields of the mapping's custom columns, as far as they exist.
    pub(super) fields: &'v [Option<FieldId>],
    /// Whether the suppression list has any entry.
    pub(super) suppressing: bool,
}

impl MatchIndex {
    pub(super) fn read(book: &Book, keys: MatchKeys) -> Result<Self, Problem> {
        let by_full_name = keys.has(MatchBy::NameAndBirthday);
        let mut index = Self {
            numbers: Vec::new(),
            emails: Vec::new(),
            references: Vec::new(),
            names: Vec::new(),
            people: Vec::new(),
            hasher: RandomState::new(),
        };
        book.match_keys(|contact, key| match key {
            MatchKey::Number(E164(digits)) => index.numbers.push((digits, contact)),
            MatchKey::Email(addr) => index
                .emails
                .push((index.hasher.hash_one(email_key(addr)), contact)),
            MatchKey::Reference(reference) => index
                .references
                .push((index.hasher.hash_one(reference), contact)),
            MatchKey::Name { name, company } => {
                if by_full_name {
                    index.people.push((index.hasher.hash_one(name), contact));
                }
                index
                    .names
                    .push((index.hasher.hash_one((name, company)), contact));
            }
        })?;
        for keys in [
            &mut index.numbers,
            &mut index.emails,
            &mut index.references,
            &mut index.names,
            &mut index.people,
        ] {
            keys.sort_unstable();
            keys.shrink_to_fit();
        }
        Ok(index)
    }
}

impl MatchIndex {
    /// Appends the contacts under a text key; nothing is hashed for a list that is empty.
    fn find(
        &self,
        keys: &[(u64, ContactId)],
        key: impl std::hash::Hash,
        found: &mut Vec<ContactId>,
    ) {
        if !keys.is_empty() {
            find(keys, self.hasher.hash_one(key), found);
        }
    }
}

fn find(keys: &[(u64, ContactId)], key: u64, found: &mut Vec<ContactId>) {
    let start = keys.partition_point(|(other, _)| *other < key);
    let same = keys
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(|(other, _)| *other == key);
    found.extend(same.map(|(_, contact)| *contact));
}

impl Existing for BookView<'_, '_> {
    fn by_number(&mut self, number: E164, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        find(&self.index.numbers, number.0, found);
        Ok(())
    }

    fn by_email(&mut self, key: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.emails, key, found);
        Ok(())
    }

    fn by_reference(&mut self, reference: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.references, reference, found);
        Ok(())
    }

    fn by_name(
        &mut self,
        name: &str,
        company: &str,
        found: &mut Vec<ContactId>,
    ) -> Result<(), Problem> {
        self.index.find(&self.index.names, (name, company), found);
        Ok(())
    }

    fn by_full_name(&mut self, name: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.people, name, found);
        Ok(())
    }

    fn contact(&mut self, id: ContactId) -> Result<Contact, Problem> {
        self.tx
            .contact(id)?
            .ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    fn tag(&mut self, name: &str) -> Result<Option<TagId>, Problem> {
        self.tx.find_tag(name)
    }

    fn field(&mut self, custom: usize) -> Result<Option<FieldId>, Problem> {
        Ok(self.fields.get(custom).copied().flatten())
    }

    fn has_purchase(&mut self, id: ContactId, purchase: &Purchase) -> Result<bool, Problem> {
        let same = |other: &Purchase| {
            if purchase.order_no.is_empty() {
                other == purchase
            } else {
                other.order_no == purchase.order_no && other.item == purchase.item
            }
        };
        Ok(self.tx.purchases(id)?.iter().any(same))
    }

    fn has_event(&mut self, id: ContactId, consent: &DraftConsent) -> Result<bool, Problem> {
        let contact = Existing::contact(self, id)?;
        let events = self.tx.events(&contact)?;
        Ok(events.iter().any(|event| consent.is_said_by(event)))
    }

    fn is_suppressed(&mut self, point: &Point) -> Result<bool, Problem> {
        Ok(self.suppressing && self.tx.is_suppressed(point)?)
    }
}
