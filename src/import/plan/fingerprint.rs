//! Rows that say the same, recognised without reading any contact: a hash of what a row says.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::contact::{Address, Purchase};
use crate::domain::ids::ContactId;
use crate::import::draft::Draft;

/// What the rows of this file have said so far about contacts of this file.
#[derive(Debug)]
pub(super) struct Seen {
    hasher: RandomState,
    /// By the number of what a row says: whether it was said.
    said: Vec<bool>,
    purchases: FxHashSet<u64>,
    /// Who it was about, for rows with a purchase: only the purchase may be new next time.
    buyers: FxHashMap<u64, ContactId>,
}

/// Hashes of what one row says.
pub(super) struct Fingerprint {
    /// Everything about the contact.
    pub(super) contact: u64,
    /// That, and the purchase.
    pub(super) whole: u64,
}

/// What one row says, among what all rows of the file say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// The number of all that it says.
    pub(super) whole: u32,
    /// A hash of everything about the contact.
    pub(super) contact: u64,
}

impl Fingerprint {
    pub(super) fn of(draft: &Draft, gathered: &mut Gathered) -> Self {
        gathered.bytes.clear();
        feed(draft, gathered);
        let contact = gathered.finish();
        if let Some(purchase) = &draft.purchase {
            feed_purchase(purchase, gathered);
            gathered.write_u8(1);
        }
        Self {
            contact,
            whole: gathered.finish(),
        }
    }
}

/// Gathers what is to be hashed: one long piece takes less time than many short ones.
#[derive(Debug)]
pub(super) struct Gathered {
    hasher: RandomState,
    bytes: Vec<u8>,
}

impl Gathered {
    pub(super) const fn new(hasher: RandomState) -> Self {
        Self {
            hasher,
            bytes: Vec::new(),
        }
    }

    pub(super) fn hash_one(&mut self, value: &impl Hash) -> u64 {
        self.bytes.clear();
        value.hash(self);
        self.finish()
    }
}

impl Hasher for Gathered {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        self.hasher.hash_one(self.bytes.as_slice())
    }
}

impl Seen {
    pub(super) fn new(hasher: RandomState) -> Self {
        Self {
            hasher,
            said: Vec::new(),
            purchases: FxHashSet::default(),
            buyers: FxHashMap::default(),
        }
    }

    /// Whether a row said exactly this.
    pub(super) fn has_whole(&self, said: Said) -> bool {
        self.said
            .get(said.whole as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The contact of this file about which a row with a purchase said exactly this.
    pub(super) fn buyer(&self, said: Said) -> Option<ContactId> {
        self.buyers.get(&said.contact).copied()
    }

    /// Remembers what a row said about a contact of this file.
    pub(super) fn insert(&mut self, id: ContactId, said: Said, draft: &Draft) {
        let place = said.whole as usize;
        if self.said.len() <= place {
            self.said.resize(place + 1, false);
        }
        if let Some(is_said) = self.said.get_mut(place) {
            *is_said = true;
        }
        if let Some(purchase) = &draft.purchase {
            self.buyers.insert(said.contact, id);
            let purchase = self.purchase(id, purchase);
            self.purchases.insert(purchase);
        }
    }

    /// Whether a row gave this contact of this file this purchase.
    pub(super) fn has_purchase(&self, id: ContactId, purchase: &Purchase) -> bool {
        self.purchases.contains(&self.purchase(id, purchase))
    }

    /// The same order number and item, or without an order number the same in every part.
    fn purchase(&self, id: ContactId, purchase: &Purchase) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        id.hash(&mut hasher);
        if purchase.order_no.is_empty() {
            feed_purchase(purchase, &mut hasher);
        } else {
            (&purchase.order_no, &purchase.item).hash(&mut hasher);
        }
        hasher.finish()
    }
}

fn feed(draft: &Draft, hasher: &mut impl Hasher) {
    let Draft {
        row: _,
        reference,
        name,
        company,
        notes,
        created,
        numbers,
        emails,
        addresses,
        tags,
        fields,
        purchase: _,
        consents,
        flags: _,
    } = draft;
    (reference, name, company, notes, created).hash(hasher);
    for number in numbers {
        (&number.raw, number.e164, &number.extension).hash(hasher);
    }
    for email in emails {
        email.addr.hash(hasher);
    }
    for address in addresses {
        let Address {
            id: _,
            country,
            province,
            city,
            street,
            postcode,
        } = address;
        (country, province, city, street, postcode).hash(hasher);
    }
    (tags, fields).hash(hasher);
    for consent in consents {
        (
            &consent.point,
            consent.cover,
            consent.kind,
            consent.at,
            consent.grade,
        )
            .hash(hasher);
    }
    (numbers.len(), emails.len(), addresses.len(), consents.len()).hash(hasher);
}

fn feed_purchase(purchase: &Purchase, hasher: &mut impl Hasher) {
    let Purchase {
        order_no,
        at,
        amount_cents,
        item,
        status,
        recipient_name,
        recipient_phone,
        recipient_address,
    } = purchase;
    (order_no, at, amount_cents, item, status).hash(hasher);
    (recipient_name, recipient_phone, recipient_address).hash(hasher);
}
