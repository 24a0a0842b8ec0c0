//! A contact with everything that hangs on it, as it is read from the book and shown.

use super::ids::{ChildId, ContactId, FieldId, SegmentId, SourceId, TagId};
use super::phone::{E164, NumberKind, NumberStatus, Region};
use super::time::{Day, Millis};

/// A person or a company. Empty text means "not known".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    /// Member name or id in the system the contact came from.
    pub reference: String,
    pub name: String,
    pub company: String,
    pub notes: String,
    pub created: Millis,
    pub source: Option<SourceId>,
    pub numbers: Vec<Number>,
    pub emails: Vec<Email>,
    pub addresses: Vec<Address>,
    /// Sorted by id.
    pub tags: Vec<TagId>,
    /// Values of custom fields in their canonical text form, sorted by field.
    pub fields: Vec<(FieldId, String)>,
    pub purchases: PurchaseSummary,
    /// Segments the contact was put into (`true`) or left out of by hand, sorted by segment.
    pub overrides: Vec<(SegmentId, bool)>,
}

/// One phone number of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub id: ChildId,
    /// The cell as it was written.
    pub raw: String,
    /// `None` unless the status is ok, ambiguous or relay.
    pub e164: Option<E164>,
    pub status: NumberStatus,
    pub kind: NumberKind,
    pub region: Option<Region>,
    pub extension: String,
    /// What the owner or the file calls it: work, home, 手机.
    pub label: String,
}

/// One e-mail address of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    pub id: ChildId,
    /// Trimmed, otherwise as written; compared by [`email_key`].
    pub addr: String,
    pub label: String,
}

/// A number as it is handed to the book.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NumberDetails {
    /// The cell, or the part of it, as it was written.
    pub raw: String,
    /// `None` unless the status is ok, ambiguous or relay.
    pub e164: Option<E164>,
    pub status: NumberStatus,
    pub kind: NumberKind,
    pub region: Option<Region>,
    pub extension: String,
    pub label: String,
}

/// An e-mail address as it is handed to the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EmailDetails {
    /// Trimmed, otherwise as written.
    pub addr: String,
    pub label: String,
}

/// One postal address of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Address {
    /// `None` until it is stored.
    pub id: Option<ChildId>,
    pub country: String,
    pub province: String,
    pub city: String,
    pub street: String,
    pub postcode: String,
}

/// One purchase, as an order file tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Purchase {
    pub order_no: String,
    pub at: Option<Millis>,
    /// Hundredths of the currency's unit.
    pub amount_cents: Option<i64>,
    pub item: String,
    pub status: String,
    /// Someone the goods were sent to: for delivery only, never contactable.
    pub recipient_name: String,
    pub recipient_phone: String,
    pub recipient_address: String,
}

/// What the list needs to know of a contact's purchases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PurchaseSummary {
    pub count: u32,
    pub total_cents: i64,
    pub last: Option<Day>,
}

impl NumberDetails {
    /// The number, when it may tell who someone is. A relay number is lent to many in turn.
    pub fn identity(&self) -> Option<E164> {
        match self.status {
            NumberStatus::Ok | NumberStatus::Ambiguous => self.e164,
            _ => None,
        }
    }
}

impl Address {
    /// Whether it says nothing, stored or not.
    pub const fn is_blank(&self) -> bool {
        let Self {
            id: _,
            country,
            province,
            city,
            street,
            postcode,
        } = self;
        country.is_empty()
            && province.is_empty()
            && city.is_empty()
            && street.is_empty()
            && postcode.is_empty()
    }
}

impl Purchase {
    /// Whether it says nothing.
    pub const fn is_blank(&self) -> bool {
        let Self {
            order_no,
            at,
            amount_cents,
            item,
            status,
            recipient_name,
            recipient_phone,
            recipient_address,
        } = self;
        at.is_none()
            && amount_cents.is_none()
            && order_no.is_empty()
            && item.is_empty()
            && status.is_empty()
            && recipient_name.is_empty()
            && recipient_phone.is_empty()
            && recipient_address.is_empty()
    }
}

impl PurchaseSummary {
    /// Counts one purchase in.
    pub fn add(&mut self, at: Option<Millis>, amount_cents: Option<i64>) {
        self.count = self.count.saturating_add(1);
        self.total_cents = self.total_cents.saturating_add(amount_cents.unwrap_or(0));
        self.last = self.last.max(at.map(Millis::day));
    }
}

/// The form in which two e-mail addresses are the same: trimmed and in lower case.
pub fn email_key(addr: &str) -> String {
    addr.trim().to_lowercase()
}
