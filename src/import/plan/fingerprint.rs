//! Rows that say the same, recognised without reading any contact: a hash of what a row says.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::contact::{Address, Purchase};
use crate::domain::ids::ContactId;
use crate::import::draft::Draft;

/// What the rows of this file have said so far.
#[derive(Debug)]
pub(super) struct Seen {
    hasher: RandomState,
    said: FxHashSet<u64>,
    /// Who it was about, for rows with a purchase: only the purchase may be new next time.
    buyers: FxHashMap<u64, ContactId>,
}

/// What one row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// Everything about the contact.
    contact: u64,
    /// That, and the purchase.
    whole: u64,
}

impl Fingerprint {
    pub(super) fn of(draft: &Draft, hasher: &RandomState) -> Self {
        let mut hasher = hasher.build_hasher();
        feed(draft, &mut hasher);
        let contact = hasher.finish();
        if let Some(purchase) = &draft.purchase {
            feed_purchase(purchase, &mut hasher);
            hasher.write_u8(1);
        }
        Self {
            contact,
            whole: hasher.finish(),
        }
    }
}

impl Seen {
    /// With the hasher of the rows' prints.
    pub(super) fn new(hasher: RandomState) -> Self {
        Self {
            hasher,
            said: FxHashSet::default(),
            buyers: FxHashMap::default(),
        }
    }

    /// Whether a row said exactly this.
    pub(super) fn has_whole(&self, print: Fingerprint) -> bool {
        self.said.contains(&print.whole)
    }

    /// The contact of this file about which a row with a purchase said exactly this.
    pub(super) fn buyer(&self, print: Fingerprint) -> Option<ContactId> {
        self.buyers.get(&print.contact).copied()
    }

    /// Remembers what a row said about a contact of this file.
    pub(super) fn insert(&mut self, id: ContactId, print: Fingerprint, draft: &Draft) {
        self.said.insert(print.whole);
        if let Some(purchase) = &draft.purchase {
            self.buyers.insert(print.contact, id);
            let purchase = self.purchase(id, purchase);
            self.said.insert(purchase);
        }
    }

    /// Whether a row gave this contact of this file this purchase.
    pub(super) fn has_purchase(&self, id: ContactId, purchase: &Purchase) -> bool {
        self.said.contains(&self.purchase(id, purchase))
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
