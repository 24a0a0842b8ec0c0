//! What a reader sees of a book, as a digest.

use haobu::book::Book;
use haobu::domain::consent::NewEvent;
use haobu::domain::contact::PurchaseSummary;
use haobu::domain::ids::{ContactId, FieldId, SegmentId, TagId};
use haobu::domain::listing::{AddressRow, ContactRow, ListSink, NumberRow};
use sha2::{Digest as _, Sha256};

/// A digest of what a reader sees.
pub fn state(book: &Book) -> [u8; 32] {
    try_state(book).unwrap()
}

/// As [`state`], of a book that may be damaged.
pub fn try_state(book: &Book) -> Result<[u8; 32], haobu::domain::problem::Problem> {
    let mut digest = Sha256::new();
    let mut sink = Digester(&mut digest);
    book.list(&mut sink)?;
    Ok(digest.finalize().into())
}

struct Digester<'d>(&'d mut Sha256);

impl ListSink for Digester<'_> {
    fn contact(&mut self, row: ContactRow<'_>) {
        // Not the time of creation: the clock differs from run to run.
        self.0
            .update(format!("{:?} {} {:?}", row.id, row.name, row.source));
    }
    fn number(&mut self, contact: ContactId, row: NumberRow<'_>) {
        self.0.update(format!("{contact:?}{row:?}"));
    }
    fn email(&mut self, contact: ContactId, addr: &str) {
        self.0.update(format!("{contact:?}{addr}"));
    }
    fn address(&mut self, contact: ContactId, row: AddressRow<'_>) {
        self.0.update(format!("{contact:?}{row:?}"));
    }
    fn tag(&mut self, contact: ContactId, tag: TagId) {
        self.0.update(format!("{contact:?}{tag:?}"));
    }
    fn field(&mut self, contact: ContactId, field: FieldId, value: &str) {
        self.0.update(format!("{contact:?}{field:?}{value}"));
    }
    fn purchases(&mut self, contact: ContactId, summary: PurchaseSummary) {
        self.0.update(format!("{contact:?}{summary:?}"));
    }
    fn segment_override(&mut self, contact: ContactId, segment: SegmentId, included: bool) {
        self.0.update(format!("{contact:?}{segment:?}{included}"));
    }
    fn event(&mut self, event: NewEvent) {
        self.0.update(format!(
            "{:?} {:?} {:?}",
            event.contact, event.point, event.kind
        ));
    }
}
