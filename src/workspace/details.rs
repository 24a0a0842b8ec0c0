//! One contact with all that is known of it: what the inspector shows.

use std::collections::HashMap;

use super::listing::{issued, point_of};
use super::{Notice, Workspace, now};
use crate::book::{LedgerEntry, Origin};
use crate::domain::consent::{Event, Point, Scope, Standing, trace};
use crate::domain::contact::{Contact, Purchase, email_key};
use crate::domain::ids::{BatchId, ContactId, EventId, NoticeId, OpId};
use crate::domain::listing::SourceEntry;
use crate::domain::op::OpRecord;
use crate::domain::phone::original_carrier;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// All that is known of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDetails {
    pub contact: Contact,
    /// By position in the contact's numbers.
    pub numbers: Vec<NumberInfo>,
    /// What may be done with each e-mail address, by position in the contact's.
    pub emails: Vec<Vec<PointStanding>>,
    /// What was said for the contact as a whole, whatever points it has.
    pub person: Vec<PointStanding>,
    pub source: Option<SourceEntry>,
    pub came_in: Option<CameIn>,
    /// Newest first, those without a date last. Their sum stands with the contact.
    pub purchases: Vec<Purchase>,
    /// Newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// What a number tells of itself; its line type stands with the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberInfo {
    /// Where it was issued, in the language that was asked for; may be blank.
    pub place: String,
    /// The carrier its range was first given to; may be blank.
    pub carrier: &'static str,
    pub consent: Vec<PointStanding>,
}

/// What may be done with a point in one scope, and why. Scopes that nobody spoke about are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointStanding {
    pub scope: Scope,
    pub standing: Standing,
    /// The event it comes from; for what is over, the grant that was.
    pub cause: EventId,
}

/// How a contact came into the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameIn {
    pub op: OpRecord,
    pub file: Option<String>,
    /// Row of that file, 1-based with its header, where it is known.
    pub row: Option<u32>,
}

/// One entry of a contact's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    pub at: Millis,
    pub what: Happening,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    Consent(Box<ConsentRecord>),
    CameIn(CameIn),
}

/// An entry of the ledger with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    pub event: Event,
    /// It no longer counts: the step that wrote it was undone.
    pub voided: bool,
    pub notice: Option<Notice>,
    /// The step that wrote it, with who did it and when.
    pub op: Option<OpRecord>,
    /// The file that claims it.
    pub file: Option<String>,
}

impl Workspace {
    /// All that is known of a contact; `None` when it is not there.
    ///
    /// # Errors
    /// What the book says.
    pub fn details(&self, id: ContactId) -> Result<Option<ContactDetails>, Problem> {
        let Some(contact) = self.book.contact(id)? else {
            return Ok(None);
        };
        let ledger = self.book.ledger(&contact)?;
        let counting: Vec<&Event> = ledger
            .iter()
            .filter(|entry| !entry.voided)
            .map(|entry| &entry.event)
            .collect();
        let now = now();
        let on = |point: Option<Point>| standings(&counting, point.as_ref(), now);
        let numbers = contact
            .numbers
            .iter()
            .map(|number| NumberInfo {
                place: issued(number, self.places),
                carrier: number
                    .e164
                    .and_then(|e164| original_carrier(e164, self.places))
                    .unwrap_or_default(),
                consent: on(point_of(number)),
            })
            .collect();
        let emails = contact
            .emails
            .iter()
            .map(|email| on(Some(Point::Email(email_key(&email.addr)))))
            .collect();
        let person = on(None);
        let mut sources = self.vocabulary.sources.iter();
        let source = sources
            .find(|source| Some(source.id) == contact.source)
            .cloned();
        let mut purchases = self.book.purchases(id)?;
        purchases.sort_by_key(|purchase| std::cmp::Reverse(purchase.at));
        let came_in = self.came_in(id, &ledger)?;
        let timeline = self.timeline(ledger, came_in.as_ref())?;
        Ok(Some(ContactDetails {
            contact,
            numbers,
            emails,
            person,
            source,
            came_in,
            purchases,
            timeline,
        }))
    }

    fn came_in(&self, id: ContactId, ledger: &[LedgerEntry]) -> Result<Option<CameIn>, Problem> {
        let Some(Origin { op, batch }) = self.book.origin(id)? else {
            return Ok(None);
        };
        let file = batch.map(|batch| self.book.batch_file(batch)).transpose()?;
        // Only what the file says about consent remembers its row.
        let row = ledger
            .iter()
            .map(|entry| &entry.event.what)
            .find(|event| event.contact == id && batch.is_some() && event.batch == batch)
            .and_then(|event| event.row);
        Ok(Some(CameIn {
            op,
            file: file.flatten(),
            row,
        }))
    }

    fn timeline(
        &self,
        ledger: Vec<LedgerEntry>,
        came_in: Option<&CameIn>,
    ) -> Result<Vec<TimelineEntry>, Problem> {
        // Many entries share them.
        let mut notices: HashMap<NoticeId, Option<Notice>> = HashMap::new();
        let mut ops: HashMap<OpId, Option<OpRecord>> = HashMap::new();
        let mut files: HashMap<BatchId, Option<String>> = HashMap::new();
        let mut timeline: Vec<TimelineEntry> = came_in
            .map(|came_in| TimelineEntry {
                at: came_in.op.at,
                what: Happening::CameIn(came_in.clone()),
            })
            .into_iter()
            .collect();
        for LedgerEntry { event, voided } in ledger {
            let op = find(&mut ops, event.op, |id| self.book.op(id))?;
            let notice = match event.what.notice {
                Some(id) => find(&mut notices, id, |id| self.book.notice(id))?,
                None => None,
            };
            let file = match event.what.batch {
                Some(id) => find(&mut files, id, |id| self.book.batch_file(id))?,
                None => None,
            };
            timeline.push(TimelineEntry {
                at: event.what.at,
                what: Happening::Consent(Box::new(ConsentRecord {
                    event,
                    voided,
                    notice,
                    op,
                    file,
                })),
            });
        }
        // Stable: of the same instant, what was written later comes first.
        timeline.reverse();
        timeline.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        Ok(timeline)
    }
}

/// Looks each key up once.
fn find<K: Copy + Eq + std::hash::Hash, V: Clone>(
    known: &mut HashMap<K, Option<V>>,
    key: K,
    read: impl FnOnce(K) -> Result<Option<V>, Problem>,
) -> Result<Option<V>, Problem> {
    if let Some(value) = known.get(&key) {
        return Ok(value.clone());
    }
    let value = read(key)?;
    known.insert(key, value.clone());
    Ok(value)
}

/// What the events say about one point, scope by scope, and which of them says it.
fn standings(events: &[&Event], point: Option<&Point>, now: Millis) -> Vec<PointStanding> {
    let relevant: Vec<&Event> = events
        .iter()
        .copied()
        .filter(|event| event.what.point == Point::Person || Some(&event.what.point) == point)
        .collect();
    Scope::all()
        .filter_map(|scope| {
            let (standing, cause) = trace(relevant.iter().map(|event| &event.what), scope, now)?;
            let cause = relevant
                .iter()
                .find(|event| std::ptr::eq(&raw const event.what, cause))?;
            Some(PointStanding {
                scope,
                standing,
                cause: cause.id,
            })
        })
        .collect()
}
