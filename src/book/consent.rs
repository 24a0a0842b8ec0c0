//! The consent ledger: events are only ever added, and undo compensates them.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};
use rustc_hash::FxHashSet;

use super::audit::{self, Ledger};
use super::erase::shown_note;
use super::indexes::Moving;
use super::read::e164_of;
use super::transact::Tx;
use super::writing::Table;
use super::{Book, database_problem};
use crate::domain::consent::{
    Channel, Cover, Event, EventKind, Grade, Method, NewEvent, Point, Purpose,
};
use crate::domain::contact::{Contact, email_key};
use crate::domain::ids::{BatchId, ContactId, EventId, NoticeId, OpId};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// Places behind what [`read_event`] reads: the op, and the id where it is asked for.
const OP: usize = 15;
const ID: usize = 16;
pub(super) const COLUMNS: &str = "contact_id,e164,email,channel,purpose,kind,at,grade,method,batch_id,row,notice_id,note,target,until,op_id";

/// Every column, in the order in which [`Tx::record`] gives them.
pub(super) const STORED: [&str; 17] = [
    "id",
    "op_id",
    "contact_id",
    "e164",
    "email",
    "channel",
    "purpose",
    "kind",
    "at",
    "grade",
    "method",
    "batch_id",
    "row",
    "notice_id",
    "note",
    "target",
    "until",
];

/// One entry of the ledger, whether it still counts or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    pub event: Event,
    /// The op that wrote it was undone.
    pub voided: bool,
}

impl Tx<'_> {
    /// Adds an event to the ledger.
    ///
    /// # Errors
    /// What the database says.
    pub fn record(&mut self, event: &NewEvent) -> Result<EventId, Problem> {
        let id = self.next_id("consent_event")?;
        let integer = |value: Option<i64>| value.map_or(ValueRef::Null, ValueRef::Integer);
        let (e164, email) = match &event.point {
            Point::Person => (None, None),
            Point::Phone(e164) => (i64::try_from(e164.0).ok(), None),
            Point::Email(addr) => (None, Some(addr.as_str())),
        };
        let note = if event.note.is_empty() {
            None
        } else {
            Some(event.note.as_str())
        };
        let values = [
            ValueRef::Integer(id),
            ValueRef::Integer(self.op.0),
            ValueRef::Integer(event.contact.0),
            integer(e164),
            email.map_or(ValueRef::Null, |email| ValueRef::Text(email.as_bytes())),
            integer(event.cover.channel.map(|channel| i64::from(channel as u8))),
            integer(event.cover.purpose.map(|purpose| i64::from(purpose as u8))),
            ValueRef::Integer(i64::from(event.kind as u8)),
            ValueRef::Integer(event.at.0),
            ValueRef::Integer(i64::from(event.grade as u8)),
            ValueRef::Integer(i64::from(event.method as u8)),
            integer(event.batch.map(BatchId::get)),
            integer(event.row.map(i64::from)),
            integer(event.notice.map(NoticeId::get)),
            note.map_or(ValueRef::Null, |note| ValueRef::Text(note.as_bytes())),
            integer(event.target.map(OpId::get)),
            integer(event.until.map(|until| until.0)),
        ];
        self.writing.insert(Table::ConsentEvent, &values)?;
        self.digest(
            Ledger::Event,
            audit::event_digested(&values).iter().copied(),
        );
        self.events += 1;
        // A compensation is no entry about its contact: it tells which ones count.
        if event.target.is_none() {
            self.note_moved(Moving::events_of(&event.point), 1)?;
        }
        Ok(EventId(id))
    }

    /// Records the exact wording that people saw.
    ///
    /// # Errors
    /// What the database says.
    pub fn add_notice(
        &mut self,
        language: &str,
        version: &str,
        wording: &str,
    ) -> Result<NoticeId, Problem> {
        let id = self.next_id("notice")?;
        self.connection()?
            .execute(
                "INSERT INTO notice (id,op_id,language,version,wording) VALUES (?,?,?,?,?)",
                rusqlite::params![id, self.op.0, language, version, wording],
            )
            .map_err(database_problem)?;
        self.digest(
            Ledger::Notice,
            [
                ValueRef::Integer(id),
                ValueRef::Integer(self.op.0),
                ValueRef::Text(language.as_bytes()),
                ValueRef::Text(version.as_bytes()),
                ValueRef::Text(wording.as_bytes()),
            ],
        );
        self.events += 1;
        Ok(NoticeId(id))
    }

    /// The oldest notice with exactly this wording, if there is one.
    ///
    /// # Errors
    /// What the database says.
    pub fn find_notice(
        &self,
        language: &str,
        version: &str,
        wording: &str,
    ) -> Result<Option<NoticeId>, Problem> {
        self.connection()?
            .query_row(
                "SELECT id FROM notice WHERE language=?1 AND version=?2 AND wording=?3 ORDER BY id LIMIT 1",
                [language, version, wording],
                |row| row.get(0).map(NoticeId),
            )
            .optional()
            .map_err(database_problem)
    }

    /// The events that count for a contact, as they stand inside this transaction.
    ///
    /// # Errors
    /// What the database says.
    pub fn events(&self, contact: &Contact) -> Result<Vec<NewEvent>, Problem> {
        events_of(self.connection()?, contact)
    }

    /// Calls `each` with every event that counts inside this transaction, in the order of the
    /// ledger.
    ///
    /// # Errors
    /// What the database says.
    pub fn each_event(&self, each: impl FnMut(NewEvent)) -> Result<(), Problem> {
        each_event(self.connection()?, each)
    }
}

impl Book {
    /// The events that count for a contact: its own and those on its points, without those of
    /// undone ops, oldest entry first.
    ///
    /// # Errors
    /// What the database says.
    pub fn events(&self, contact: &Contact) -> Result<Vec<NewEvent>, Problem> {
        events_of(&self.connection, contact)
    }
}

/// By target, and of one target in the order of the ledger, as the index has them. Left to itself
/// the planner reads the whole ledger.
const COMPENSATIONS: &str = "SELECT target,kind FROM main.consent_event INDEXED BY consent_compensation WHERE target IS NOT NULL";

/// Ops whose events do not count because the ops were undone and not redone.
pub(super) fn voided_ops(connection: &Connection) -> Result<FxHashSet<i64>, Problem> {
    let mut voided = FxHashSet::default();
    let mut statement = connection
        .prepare_cached(COMPENSATIONS)
        .map_err(database_problem)?;
    let mut rows = statement.query([]).map_err(database_problem)?;
    while let Some(row) = rows.next().map_err(database_problem)? {
        let target: i64 = row.get(0).map_err(database_problem)?;
        let kind: u8 = row.get(1).map_err(database_problem)?;
        if kind == EventKind::Void as u8 {
            voided.insert(target);
        } else {
            voided.remove(&target);
        }
    }
    Ok(voided)
}

const OF_PERSON: &str = "contact_id=?1 AND e164 IS NULL AND email IS NULL";
const OF_PHONE: &str = "e164=?1";
const OF_EMAIL: &str = "email=?1";

fn events_sql(condition: &str) -> String {
    format!("SELECT {COLUMNS},id FROM consent_event WHERE target IS NULL AND {condition}")
}

fn events_of(connection: &Connection, contact: &Contact) -> Result<Vec<NewEvent>, Problem> {
    let entries = ledger_of(connection, contact)?.into_iter();
    Ok(entries
        .filter(|entry| !entry.voided)
        .map(|entry| entry.event.what)
        .collect())
}

/// Every event of a contact or on its points, in the order of the ledger.
pub(super) fn ledger_of(
    connection: &Connection,
    contact: &Contact,
) -> Result<Vec<LedgerEntry>, Problem> {
    let voided = voided_ops(connection)?;
    let mut entries: Vec<LedgerEntry> = Vec::new();
    let mut collect = |condition: &str, key: &dyn rusqlite::ToSql| -> Result<(), Problem> {
        let sql = events_sql(condition);
        connection
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                let mut rows = statement.query([key])?;
                while let Some(row) = rows.next()? {
                    let op: i64 = row.get(OP)?;
                    entries.push(LedgerEntry {
                        event: Event {
                            id: EventId(row.get(ID)?),
                            op: OpId(op),
                            what: read_event(row)?,
                        },
                        voided: voided.contains(&op),
                    });
                }
                Ok(())
            })
            .map_err(database_problem)
    };
    collect(OF_PERSON, &contact.id.0)?;
    let mut numbers: Vec<i64> = contact
        .numbers
        .iter()
        .filter_map(|number| i64::try_from(number.e164?.0).ok())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    for e164 in numbers {
        collect(OF_PHONE, &e164)?;
    }
    let mut emails: Vec<String> = contact
        .emails
        .iter()
        .map(|email| email_key(&email.addr))
        .collect();
    emails.sort();
    emails.dedup();
    for email in emails {
        collect(OF_EMAIL, &email)?;
    }
    entries.sort_by_key(|entry| entry.event.id);
    Ok(entries)
}

/// Calls `each` with every event that counts, in the order of the ledger.
pub(super) fn each_event(
    connection: &Connection,
    mut each: impl FnMut(NewEvent),
) -> Result<(), Problem> {
    let voided = voided_ops(connection)?;
    let mut statement = connection
        .prepare(&format!(
            "SELECT {COLUMNS} FROM consent_event WHERE target IS NULL ORDER BY id"
        ))
        .map_err(database_problem)?;
    let mut rows = statement.query([]).map_err(database_problem)?;
    while let Some(row) = rows.next().map_err(database_problem)? {
        if voided.is_empty() || !voided.contains(&row.get(OP).map_err(database_problem)?) {
            each(read_event(row).map_err(database_problem)?);
        }
    }
    Ok(())
}

pub(super) fn read_event(row: &Row<'_>) -> rusqlite::Result<NewEvent> {
    let unknown =
        |column: usize, code: u8| rusqlite::Error::IntegralValueOutOfRange(column, i64::from(code));
    let point = match (e164_of(row.get(1)?), row.get_ref(2)?.as_str_or_null()?) {
        (Some(e164), _) => Point::Phone(e164),
        (None, Some(addr)) => Point::Email(addr.to_owned()),
        (None, None) => Point::Person,
    };
    let kind: u8 = row.get(5)?;
    let grade: u8 = row.get(7)?;
    let method: u8 = row.get(8)?;
    Ok(NewEvent {
        contact: ContactId(row.get(0)?),
        point,
        cover: Cover {
            channel: row.get::<_, Option<u8>>(3)?.and_then(Channel::from_code),
            purpose: row.get::<_, Option<u8>>(4)?.and_then(Purpose::from_code),
        },
        kind: EventKind::from_code(kind).ok_or_else(|| unknown(5, kind))?,
        at: Millis(row.get(6)?),
        until: row.get::<_, Option<i64>>(14)?.map(Millis),
        grade: Grade::from_code(grade).ok_or_else(|| unknown(7, grade))?,
        method: Method::from_code(method).ok_or_else(|| unknown(8, method))?,
        batch: row.get::<_, Option<i64>>(9)?.map(BatchId),
        row: row.get(10)?,
        notice: row.get::<_, Option<i64>>(11)?.map(NoticeId),
        note: shown_note(row.get_ref(12)?.as_str_or_null()?.unwrap_or_default()).to_owned(),
        target: row.get::<_, Option<i64>>(13)?.map(OpId),
    })
}

/// Compensation for all events of `target`: one entry that takes them out or back in.
pub(super) fn compensation(target: OpId, kind: EventKind, at: Millis) -> NewEvent {
    NewEvent {
        contact: ContactId(0),
        point: Point::Person,
        cover: Cover::default(),
        kind,
        at,
        until: None,
        grade: Grade::D,
        method: Method::Program,
        batch: None,
        row: None,
        notice: None,
        note: String::new(),
        target: Some(target),
    }
}

/// Whether an op added events, so that undoing it needs a compensation.
pub(super) fn has_events(connection: &Connection, op: OpId) -> Result<bool, Problem> {
    connection
        .prepare_cached("SELECT events>0 FROM op WHERE id=?1")
        .and_then(|mut statement| statement.query_row([op.0], |row| row.get(0)))
        .map_err(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => BookProblem::NoSuchRow.into(),
            other => database_problem(other),
        })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    /// A list of a million contacts asks for events a million times.
    #[test]
    fn events_are_found_by_index() {
        crate::book::sqlcipher::start();
        let connection = Connection::open_in_memory().unwrap();
        crate::book::migrate::make_tables(&connection).unwrap();
        let check = |sql: &str| {
            let mut statement = connection
                .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
                .unwrap();
            let none = vec![rusqlite::types::Null; statement.parameter_count()];
            let mut rows = statement.query(rusqlite::params_from_iter(none)).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let step: String = row.get(3).unwrap();
                assert!(step.contains(" INDEX "), "{step}: {sql}");
            }
        };
        check(COMPENSATIONS);
        for condition in [OF_PERSON, OF_PHONE, OF_EMAIL] {
            check(&events_sql(condition));
        }
    }
}
