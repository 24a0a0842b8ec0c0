//! One row made clean: what it says about one contact, before it meets the book.

use crate::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point};
use crate::domain::contact::{Address, EmailDetails, NumberDetails, Purchase};
use crate::domain::ids::{BatchId, ContactId};
use crate::domain::problem::CellProblem;
use crate::domain::time::Millis;

pub use crate::domain::contact::{EmailDetails as DraftEmail, NumberDetails as DraftNumber};

/// What one row says. Empty text means that the row says nothing about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// Row of the file as a spreadsheet numbers it: 1-based, title and header rows included.
    pub row: u32,
    pub reference: String,
    pub name: String,
    pub company: String,
    pub notes: String,
    /// When the file says the contact came about; `None` means at the import.
    pub created: Option<Millis>,
    pub numbers: Vec<NumberDetails>,
    pub emails: Vec<EmailDetails>,
    /// Without id; none of them blank.
    pub addresses: Vec<Address>,
    pub tags: Vec<String>,
    /// Custom fields the user asked for: index into [`super::Mapping::custom`] and value.
    pub fields: Vec<(usize, String)>,
    pub purchase: Option<Purchase>,
    pub consents: Vec<DraftConsent>,
    /// Cells that were kept but are flagged, in the order of the columns.
    pub flags: Vec<CellFlag>,
}

/// What a row says about consent: an event that does not know its contact yet.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DraftConsent {
    pub point: Point,
    pub cover: Cover,
    pub kind: EventKind,
    /// When the file says it happened; `None` means that the file gives no date, and the event
    /// takes effect at the import.
    pub at: Option<Millis>,
    pub grade: Grade,
}

/// A flagged cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CellFlag {
    /// Index of the column in the file, from 0.
    pub column: usize,
    pub problem: CellProblem,
}

impl Draft {
    /// Whether the row gives a name, a reference or a way to reach someone.
    pub fn is_someone(&self) -> bool {
        !self.name.is_empty()
            || !self.company.is_empty()
            || !self.reference.is_empty()
            || !self.emails.is_empty()
            || self.numbers.iter().any(|number| number.e164.is_some())
    }

    /// Takes over buyer and order from the row above, where this one only names another item: one
    /// cell of those columns reaches over all rows of an order.
    pub(super) fn continue_order(&mut self, above: &Self) {
        let Some(order) = &above.purchase else { return };
        let goes_on = |purchase: &Purchase| {
            purchase.order_no.is_empty() && purchase.at.is_none() && !purchase.item.is_empty()
        };
        if self.is_someone() || !self.purchase.as_ref().is_some_and(goes_on) {
            return;
        }
        self.reference.clone_from(&above.reference);
        self.name.clone_from(&above.name);
        self.company.clone_from(&above.company);
        self.numbers.clone_from(&above.numbers);
        self.emails.clone_from(&above.emails);
        self.addresses.clone_from(&above.addresses);
        if let Some(purchase) = &mut self.purchase {
            *purchase = Purchase {
                // The amount is that of the whole order and counts once.
                amount_cents: purchase.amount_cents,
                item: std::mem::take(&mut purchase.item),
                ..order.clone()
            };
        }
    }

    /// Whether the row gives a postal address.
    pub const fn has_address(&self) -> bool {
        !self.addresses.is_empty()
    }
}

/// What a file claims about consent, whenever and wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Claim<'a> {
    point: &'a Point,
    /// Whom it is about, where it hangs on no point.
    person: Option<ContactId>,
    cover: Cover,
    kind: EventKind,
    grade: Grade,
    at: Option<Millis>,
}

impl<'a> Claim<'a> {
    /// The claims that an event makes, so that no file need make them again: one with its date and,
    /// as any date does for a claim without one, one without.
    pub fn made_by(event: &'a NewEvent) -> impl Iterator<Item = Self> {
        let is_claim = event.method == Method::Import;
        [Some(event.at), None]
            .into_iter()
            .filter(move |_| is_claim)
            .map(|at| Self {
                point: &event.point,
                person: (event.point == Point::Person).then_some(event.contact),
                cover: event.cover,
                kind: event.kind,
                grade: event.grade,
                at,
            })
    }
}

impl DraftConsent {
    /// What it claims about a contact.
    pub fn claim(&self, contact: ContactId) -> Claim<'_> {
        Claim {
            point: &self.point,
            person: (self.point == Point::Person).then_some(contact),
            cover: self.cover,
            kind: self.kind,
            grade: self.grade,
            at: self.at,
        }
    }

    /// The claims that its event makes, once it is recorded at `now`.
    pub fn claims(&self, contact: ContactId, now: Millis) -> impl Iterator<Item = Claim<'_>> {
        let claim = self.claim(contact);
        let dated = Some(self.at.unwrap_or(now));
        [dated, None]
            .into_iter()
            .map(move |at| Claim { at, ..claim })
    }

    /// The event for the ledger, as claimed by `row` of the file `batch`, brought in at `now`.
    pub fn to_event(&self, contact: ContactId, batch: BatchId, row: u32, now: Millis) -> NewEvent {
        NewEvent {
            contact,
            point: self.point.clone(),
            cover: self.cover,
            kind: self.kind,
            at: self.at.unwrap_or(now),
            until: None,
            grade: self.grade,
            method: Method::Import,
            batch: Some(batch),
            row: Some(row),
            notice: None,
            note: String::new(),
            target: None,
        }
    }

    /// Whether `event`, of the same contact, already says this. A claim without a date is said by
    /// an event of any date, so that a file brought in twice adds nothing.
    pub fn is_said_by(&self, event: &NewEvent) -> bool {
        let claim = self.claim(event.contact);
        Claim::made_by(event).any(|made| made == claim)
    }
}
