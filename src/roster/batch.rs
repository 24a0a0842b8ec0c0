//! Rows on their way from the book to the roster: plain appends, so that reading is never held up.

use zeroize::Zeroize as _;

use crate::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point};
use crate::domain::contact::PurchaseSummary;
use crate::domain::ids::{ContactId, FieldId, SegmentId, SourceId, TagId};
use crate::domain::listing::{AddressRow, ContactRow, ListSink, NumberRow};
use crate::domain::phone::{E164, NumberKind, NumberStatus, Region};
use crate::domain::time::Millis;

/// Rows after which a batch should be handed on.
const FULL: usize = 16_384;

/// Some rows of the list, in the order in which they came.
#[derive(Default)]
pub struct LoadBatch {
    pub(super) rows: Vec<Row>,
    /// The texts of all rows, one after the other; rows know how long theirs are.
    pub(super) text: String,
}

/// A row without its texts; lengths in bytes.
pub(super) enum Row {
    Contact {
        id: ContactId,
        created: Millis,
        source: Option<SourceId>,
        reference: usize,
        name: usize,
        company: usize,
    },
    Number {
        contact: ContactId,
        e164: Option<E164>,
        status: NumberStatus,
        kind: NumberKind,
        region: Option<Region>,
        raw: usize,
    },
    Email {
        contact: ContactId,
        addr: usize,
    },
    Address {
        contact: ContactId,
        country: usize,
        province: usize,
        city: usize,
    },
    Tag(ContactId, TagId),
    Field {
        contact: ContactId,
        field: FieldId,
        value: usize,
    },
    Purchases(ContactId, PurchaseSummary),
    Override(ContactId, SegmentId, bool),
    Event(LoadedEvent),
}

/// What the fold needs of an event.
pub(super) struct LoadedEvent {
    pub(super) contact: ContactId,
    pub(super) point: LoadedPoint,
    pub(super) cover: Cover,
    pub(super) kind: EventKind,
    pub(super) grade: Grade,
    pub(super) method: Method,
    pub(super) at: Millis,
    /// The instant from which it no longer holds; the last one when it has no end.
    pub(super) until: Millis,
}

/// The end of what has none.
pub(super) const NEVER: Millis = Millis(i64::MAX);

#[derive(PartialEq, Eq)]
pub(super) enum LoadedPoint {
    Person,
    Phone(E164),
    Email(Box<str>),
}

impl LoadBatch {
    /// Rows in it.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it is time to hand it on.
    pub fn is_full(&self) -> bool {
        self.rows.len() >= FULL
    }

    fn keep(&mut self, text: &str) -> usize {
        self.text.push_str(text);
        text.len()
    }
}

impl ListSink for LoadBatch {
    fn contact(&mut self, row: ContactRow<'_>) {
        let row = Row::Contact {
            id: row.id,
            created: row.created,
            source: row.source,
            reference: self.keep(row.reference),
            name: self.keep(row.name),
            company: self.keep(row.company),
        };
        self.rows.push(row);
    }

    fn number(&mut self, contact: ContactId, row: NumberRow<'_>) {
        let row = Row::Number {
            contact,
            e164: row.e164,
            status: row.status,
            kind: row.kind,
            region: row.region,
            raw: self.keep(row.raw),
        };
        self.rows.push(row);
    }

    fn email(&mut self, contact: ContactId, addr: &str) {
        let addr = self.keep(addr);
        self.rows.push(Row::Email { contact, addr });
    }

    fn address(&mut self, contact: ContactId, row: AddressRow<'_>) {
        let row = Row::Address {
            contact,
            country: self.keep(row.country),
            province: self.keep(row.province),
            city: self.keep(row.city),
        };
        self.rows.push(row);
    }

    fn tag(&mut self, contact: ContactId, tag: TagId) {
        self.rows.push(Row::Tag(contact, tag));
    }

    fn field(&mut self, contact: ContactId, field: FieldId, value: &str) {
        let value = self.keep(value);
        self.rows.push(Row::Field {
            contact,
            field,
            value,
        });
    }

    fn purchases(&mut self, contact: ContactId, summary: PurchaseSummary) {
        self.rows.push(Row::Purchases(contact, summary));
    }

    fn segment_override(&mut self, contact: ContactId, segment: SegmentId, included: bool) {
        self.rows.push(Row::Override(contact, segment, included));
    }

    fn event(&mut self, event: NewEvent) {
        self.rows.push(Row::Event(event.into()));
    }
}

impl From<NewEvent> for LoadedEvent {
    fn from(event: NewEvent) -> Self {
        Self {
            contact: event.contact,
            point: match event.point {
                Point::Person => LoadedPoint::Person,
                Point::Phone(number) => LoadedPoint::Phone(number),
                Point::Email(key) => LoadedPoint::Email(key.into_boxed_str()),
            },
            cover: event.cover,
            kind: event.kind,
            grade: event.grade,
            method: event.method,
            at: event.at,
            until: event.until.unwrap_or(NEVER),
        }
    }
}

impl From<&LoadedEvent> for NewEvent {
    /// The event without what the fold does not look at.
    fn from(event: &LoadedEvent) -> Self {
        Self {
            contact: event.contact,
            point: Point::Person,
            cover: event.cover,
            kind: event.kind,
            at: event.at,
            until: Some(event.until).filter(|until| *until != NEVER),
            grade: event.grade,
            method: event.method,
            batch: None,
            row: None,
            notice: None,
            note: String::new(),
            target: None,
        }
    }
}

impl std::fmt::Debug for LoadBatch {
    /// Without the rows: they are personal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadBatch")
            .field("rows", &self.rows.len())
            .finish_non_exhaustive()
    }
}

impl Drop for LoadBatch {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}
