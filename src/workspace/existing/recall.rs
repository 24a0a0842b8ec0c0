//! What an import recalls of the book between rows: a file that was brought in before, or exported,
//! lists contacts much in the order in which the book has them.

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, RandomState};

use rustc_hash::FxHashSet;

use crate::book::Tx;
use crate::domain::consent::Point;
use crate::domain::contact::{Contact, email_key};
use crate::domain::ids::ContactId;
use crate::domain::op::IdRanges;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;
use crate::import::{Claim, DraftConsent};

/// Contacts that are read together.
const AHEAD: i64 = 256;
/// How far apart contacts may lie to be asked for in order.
const NEAR: i64 = 8;
/// After so many in order, more are read ahead.
const IN_ORDER: u32 = 4;
/// After so many questions about consent, the whole ledger is read instead.
const MANY: u32 = 1_000;

/// Contacts that were read ahead, and what the ledger says.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Recall {
    /// In the order of their ids, each handed out once.
    ahead: VecDeque<Contact>,
    last: i64,
    in_order: u32,
    asked: u32,
    /// Hashes of what imports said and still counts, this one among them. 64 bits each: that any two
    /// of a million events meet in one is less likely than one in ten million.
    claims: Option<FxHashSet<u64>>,
    hasher: RandomState,
}

impl Recall {
    /// The contact as it stands now.
    pub(super) fn contact(
        &mut self,
        tx: &Tx<'_>,
        id: ContactId,
    ) -> Result<Option<Contact>, Problem> {
        let step = id.0.saturating_sub(self.last);
        if step <= 0 {
            return tx.contact(id);
        }
        self.last = id.0;
        self.in_order = if step <= NEAR { self.in_order + 1 } else { 0 };
        while self.ahead.front().is_some_and(|next| next.id < id) {
            self.ahead.pop_front();
        }
        if self.ahead.is_empty() && self.in_order >= IN_ORDER {
            let mut ids = IdRanges::default();
            ids.insert_range(id.0, id.0.saturating_add(AHEAD - 1));
            tx.contacts(&ids, |contact| {
                self.ahead.push_back(contact);
                Ok(())
            })?;
        }
        if self.ahead.front().is_some_and(|next| next.id == id) {
            return Ok(self.ahead.pop_front());
        }
        tx.contact(id)
    }

    /// To be called whenever a contact was written to, with what was recorded about its consent.
    pub(in crate::workspace) fn wrote(
        &mut self,
        id: ContactId,
        consents: &[DraftConsent],
        now: Millis,
    ) {
        if let Ok(place) = self.ahead.binary_search_by_key(&id, |contact| contact.id) {
            self.ahead.remove(place);
        }
        if let Some(said) = &mut self.claims {
            let claims = consents.iter().flat_map(|consent| consent.claims(id, now));
            said.extend(claims.map(|claim| self.hasher.hash_one(claim)));
        }
    }

    /// Whether an event that counts says this of the contact.
    pub(super) fn says(
        &mut self,
        tx: &Tx<'_>,
        contact: &Contact,
        consent: &DraftConsent,
    ) -> Result<bool, Problem> {
        self.asked = self.asked.saturating_add(1);
        if self.asked < MANY && tx.finds_events() {
            let events = tx.events(contact)?;
            return Ok(events.iter().any(|event| consent.is_said_by(event)));
        }
        // Whoever has a point is meant by every event on it, and by none on others.
        if !has_point(contact, &consent.point) {
            return Ok(false);
        }
        let claims = match &mut self.claims {
            Some(claims) => claims,
            empty => {
                let mut said = FxHashSet::default();
                tx.each_event(|event| {
                    for claim in Claim::made_by(&event) {
                        said.insert(self.hasher.hash_one(claim));
                    }
                })?;
                empty.insert(said)
            }
        };
        let claim = consent.claim(contact.id);
        Ok(claims.contains(&self.hasher.hash_one(claim)))
    }
}

/// Whether events on the point count for the contact.
fn has_point(contact: &Contact, point: &Point) -> bool {
    match point {
        Point::Person => true,
        Point::Phone(e164) => {
            let mut numbers = contact.numbers.iter();
            numbers.any(|number| number.e164 == Some(*e164))
        }
        Point::Email(key) => {
            let mut emails = contact.emails.iter();
            emails.any(|email| email_key(&email.addr) == *key)
        }
    }
}
