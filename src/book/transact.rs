//! The one way to write: a transaction that is one op of the log and one step of undo.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _};
use rustc_hash::FxHashMap;

use super::audit::{self, AuditKey, Ledger};
use super::indexes::{Bulk, Moving};
use super::recorder::Recorder;
use super::table::Entity;
use super::writing::{Table, Writing};
use super::{Access, Book, database_problem};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::op::{Changes, IdRanges, OpCounts, OpKind};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// The head of an op.
#[derive(Clone, Debug)]
pub struct NewOp {
    pub kind: OpKind,
    pub at: Millis,
    pub actor: String,
    /// What it is about, without personal data.
    pub subject: String,
    /// For undo and redo: the op meant.
    pub target: Option<OpId>,
}

/// The inside of a transaction: typed writes that are recorded as they happen.
pub struct Tx<'c> {
    pub(super) writing: Writing<'c>,
    pub(super) op: OpId,
    pub(super) at: Millis,
    pub(super) recorder: Recorder<'c>,
    counters: FxHashMap<&'static str, i64>,
    pub(super) tags: Option<HashMap<String, crate::domain::ids::TagId>>,
    /// Contacts that were there before and look different now.
    pub(super) changed: IdRanges,
    /// Contacts of which other tags or custom fields are shown now.
    pub(super) parts: IdRanges,
    pub(super) removed: IdRanges,
    /// Contacts whose consent may fold differently.
    pub(super) consent: IdRanges,
    pub(super) vocabulary: bool,
    pub(super) events: u64,
    bulk: Bulk,
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx")
            .field("op", &self.op)
            .finish_non_exhaustive()
    }
}

impl NewOp {
    pub fn new(kind: OpKind, at: Millis) -> Self {
        Self {
            kind,
            at,
            actor: "owner".to_owned(),
            subject: String::new(),
            target: None,
        }
    }

    #[must_use]
    pub fn about(self, subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            ..self
        }
    }
}

impl Book {
    /// Runs `work` as one op: all of it is kept, or nothing. An op that changed nothing leaves no
    /// entry.
    ///
    /// # Errors
    /// What `work` returns, or what the database says; the book is then as it was.
    pub fn transact<T>(
        &mut self,
        op: &NewOp,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem>,
    ) -> Result<(T, Changes), Problem> {
        self.run(op, End::Commit, work)
    }

    /// Runs `work` as [`Book::transact`] does and takes everything back: a rehearsal that tells
    /// exactly what would happen.
    ///
    /// # Errors
    /// As [`Book::transact`].
    pub fn rehearse<T>(
        &mut self,
        op: &NewOp,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.run(op, End::RollBack, work).map(|(value, _)| value)
    }

    /// Writes an entry of the log for an action that changes no row.
    ///
    /// # Errors
    /// What the database says.
    pub fn log(
        &mut self,
        kind: OpKind,
        at: Millis,
        actor: &str,
        subject: &str,
    ) -> Result<(), Problem> {
        let op = NewOp {
            kind,
            at,
            actor: actor.to_owned(),
            subject: subject.to_owned(),
            target: None,
        };
        self.run(&op, End::CommitAlways, |_| Ok(())).map(drop)
    }

    pub(super) fn run<T>(
        &mut self,
        op: &NewOp,
        end: End,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem>,
    ) -> Result<(T, Changes), Problem> {
        if self.access == Access::ReadOnly {
            return Err(BookProblem::ReadOnly.into());
        }
        // The database looks, too, but only once it writes to the file.
        self.is_still_there()?;
        let connection = &self.connection;
        connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(database_problem)?;
        let result = Tx::new(connection, op).and_then(|mut tx| {
            let value = work(&mut tx)?;
            if end == End::RollBack {
                return Ok((value, Changes::default(), false));
            }
            let (changes, wrote) = tx.finish(op, end == End::CommitAlways)?;
            Ok((value, changes, wrote))
        });
        match result {
            Ok((value, changes, true)) => match connection.execute_batch("COMMIT") {
                Ok(()) => Ok((value, changes)),
                Err(error) => {
                    roll_back(connection);
                    Err(database_problem(error))
                }
            },
            Ok((value, changes, false)) => {
                roll_back(connection);
                Ok((value, changes))
            }
            Err(problem) => {
                roll_back(connection);
                Err(problem)
            }
        }
    }
}

/// How a transaction ends when its work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Commit,
    /// Even when no row changed.
    CommitAlways,
    RollBack,
}

/// After some errors the database has rolled back by itself, so a refusal here is no news; the
/// next `BEGIN` would tell.
fn roll_back(connection: &Connection) {
    connection.execute_batch("ROLLBACK").ok();
}

impl<'c> Tx<'c> {
    fn new(connection: &'c Connection, op: &NewOp) -> Result<Self, Problem> {
        let id: i64 = connection
            .query_row("SELECT coalesce(max(id),0)+1 FROM op", [], |row| row.get(0))
            .map_err(database_problem)?;
        Ok(Self {
            writing: Writing::new(connection),
            op: OpId(id),
            at: op.at,
            recorder: Recorder::new(connection, id)?,
            counters: FxHashMap::default(),
            tags: None,
            changed: IdRanges::default(),
            parts: IdRanges::default(),
            removed: IdRanges::default(),
            consent: IdRanges::default(),
            vocabulary: false,
            events: 0,
            bulk: Bulk::default(),
        })
    }

    /// The connection, once no row waits any more.
    ///
    /// # Errors
    /// What the database says of rows that waited.
    pub(super) fn connection(&self) -> Result<&Connection, Problem> {
        self.writing.connection()
    }

    /// The op this transaction is.
    pub fn op(&self) -> OpId {
        self.op
    }

    /// When it happens.
    pub fn at(&self) -> Millis {
        self.at
    }

    /// How many contacts it has touched so far.
    pub fn counts(&self) -> OpCounts {
        OpCounts {
            added: self.recorder.new_contacts().len(),
            changed: self.changed.len() + self.only_parts().len(),
            removed: self.removed.len(),
            events: self.events,
        }
    }

    /// The next id of a kind; never given twice, whatever is undone.
    pub(super) fn next_id(&mut self, name: &'static str) -> Result<i64, Problem> {
        let next = match self.counters.entry(name) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(
                self.writing
                    .connection()?
                    .query_row("SELECT next FROM counter WHERE name=?1", [name], |row| {
                        row.get(0)
                    })
                    .optional()
                    .map_err(database_problem)?
                    .unwrap_or(1),
            ),
        };
        let id = *next;
        *next += 1;
        Ok(id)
    }

    /// Inserts one row, all columns given, and records it.
    pub(super) fn insert(
        &mut self,
        entity: Entity,
        id: i64,
        values: &[ValueRef<'_>],
    ) -> Result<(), Problem> {
        self.writing.insert(Table::Of(entity), values)?;
        self.recorder.inserted(entity, id);
        self.vocabulary |= entity.is_vocabulary();
        if entity == Entity::Contact {
            self.note_moved(Moving::Contacts, 1)?;
        }
        Ok(())
    }

    /// Notes that the contact of a row looks different now.
    pub(super) fn touch(&mut self, contact: ContactId) {
        if !self.recorder.is_new(Entity::Contact, contact.0) {
            self.changed.insert(contact);
        }
    }

    /// Notes that something of this kind that hangs on a contact is different now.
    pub(super) fn touch_by(&mut self, entity: Entity, contact: ContactId) {
        if !entity.is_light() {
            self.touch(contact);
        } else if !self.recorder.is_new(Entity::Contact, contact.0) {
            self.parts.insert(contact);
        }
    }

    /// Contacts of which nothing but tags and custom fields changed.
    fn only_parts(&self) -> IdRanges {
        if self.changed.is_empty() {
            return self.parts.clone();
        }
        let mut only = IdRanges::default();
        for id in self.parts.ids().filter(|id| !self.changed.contains(*id)) {
            only.insert(id);
        }
        only
    }

    /// Counts rows that come or go with their entries in indexes.
    pub(super) fn note_moved(&mut self, what: Moving, rows: u64) -> Result<(), Problem> {
        if self.bulk.counts(what, rows) {
            self.bulk
                .drop_if_that_pays(self.writing.connection()?, what)?;
        }
        Ok(())
    }

    /// Ends the op: writes what waits, the counters and the log's entry. The flag says whether
    /// there is anything to keep.
    fn finish(mut self, op: &NewOp, always: bool) -> Result<(Changes, bool), Problem> {
        self.bulk.finish(self.connection()?)?;
        let wrote = self.recorder.finish(self.writing.connection()?)? || self.events > 0;
        if !wrote && !always {
            return Ok((Changes::default(), false));
        }
        let mut counters: Vec<(&'static str, i64)> = self.counters.drain().collect();
        counters.sort_unstable();
        for (name, next) in counters {
            self.connection()?
                .execute(
                    "INSERT OR REPLACE INTO counter (name,next) VALUES (?1,?2)",
                    rusqlite::params![name, next],
                )
                .map_err(database_problem)?;
        }
        // When everybody is new, nobody outside the op can share a point with it.
        if self.events > 0 && self.has_older_contacts()? {
            self.note_contacts_of(self.op)?;
        }
        let parts = self.only_parts();
        let contacts = self.affected();
        let counts = self.counts();
        self.seal(op, counts)?;
        Ok((
            Changes {
                op: Some(self.op),
                contacts,
                parts,
                vocabulary: self.vocabulary,
            },
            true,
        ))
    }

    /// Every contact that must be read again as a whole.
    fn affected(&mut self) -> IdRanges {
        let mut contacts = std::mem::take(&mut self.consent);
        for ranges in [self.recorder.new_contacts(), &self.changed, &self.removed] {
            for (first, last) in ranges.ranges() {
                contacts.insert_range(first, last);
            }
        }
        contacts
    }

    fn has_older_contacts(&self) -> Result<bool, Problem> {
        let first = self
            .recorder
            .new_contacts()
            .ranges()
            .next()
            .map_or(i64::MAX, |(first, _)| first);
        self.connection()?
            .prepare("SELECT 1 FROM contact WHERE id<?1 LIMIT 1")
            .and_then(|mut statement| statement.exists([first]))
            .map_err(database_problem)
    }

    fn seal(&mut self, op: &NewOp, counts: OpCounts) -> Result<(), Problem> {
        let digest = std::mem::take(&mut self.recorder.digest).finish();
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let integer = ValueRef::Integer;
        let columns = [
            integer(self.op.0),
            integer(i64::from(op.kind as u8)),
            integer(op.at.0),
            ValueRef::Text(op.actor.as_bytes()),
            ValueRef::Text(op.subject.as_bytes()),
            integer(count(counts.added)),
            integer(count(counts.changed)),
            integer(count(counts.removed)),
            integer(count(counts.events)),
            op.target.map_or(ValueRef::Null, |target| integer(target.0)),
            ValueRef::Blob(&digest),
        ];
        let hmac =
            AuditKey::read(self.connection()?)?.seal(&audit::head(self.connection()?)?, columns)?;
        let values: Vec<rusqlite::types::ToSqlOutput<'_>> = columns
            .into_iter()
            .chain([ValueRef::Blob(&hmac)])
            .map(rusqlite::types::ToSqlOutput::Borrowed)
            .collect();
        self.connection()?
            .execute(
                "INSERT INTO op (id,kind,at,actor,subject,added,changed,removed,events,target,digest,hmac) \
                 VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                rusqlite::params_from_iter(values),
            )
            .map_err(database_problem)?;
        self.connection()?
            .execute(
                "INSERT OR REPLACE INTO meta (key,value) VALUES ('audit_head',?1)",
                [hmac.as_slice()],
            )
            .map_err(database_problem)?;
        Ok(())
    }

    /// Encrypts and writes out what is only in memory so far, so that less is left for the end.
    /// Returns whether that was possible: while somebody reads the book, it stays in memory. So do
    /// indexes that are kept and all beside them: their pages change again with the next rows.
    ///
    /// # Errors
    /// What the database says.
    pub fn write_out(&self) -> Result<bool, Problem> {
        if self.finds_contacts() {
            return Ok(true);
        }
        match self.connection()?.cache_flush() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(false),
            done => done.map(|()| true).map_err(database_problem),
        }
    }

    /// Whether contacts are found by what they have without reading all of them: not while so many
    /// are added.
    pub(super) fn finds_contacts(&self) -> bool {
        !self.bulk.has_dropped(Moving::Contacts)
    }

    /// Whether the events of one contact are found without reading the whole ledger: not while so
    /// much is added to it.
    pub fn finds_events(&self) -> bool {
        self.bulk.has_event_indexes()
    }

    /// Adds one row of a ledger to the op's digest.
    pub(super) fn digest<'v>(
        &mut self,
        ledger: Ledger,
        values: impl IntoIterator<Item = ValueRef<'v>>,
    ) {
        self.recorder.digest.add(ledger, values);
    }
}
