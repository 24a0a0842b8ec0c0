//! Erasing people for good: what the ledgers keep of them is taken out, and the chain still holds.
//!
//! A row of a ledger that is erased keeps the hash it had, so that the digest of the op that wrote it
//! comes out the same; the op that erases puts the hash of what is left into its own digest. Without
//! that second hash an erased row counts for nothing: nobody can pass off a change as an erasure.

use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};

use super::audit::{Hash, Ledger, event_digested, row_hash};
use super::database_problem;
use super::held::is_about;
use super::image::{Images, unpack};
use super::table::{Action, Entity};
use super::transact::Tx;
use crate::domain::ids::{ChildId, ContactId, ORDINAL_BITS};
use crate::domain::op::IdRanges;
use crate::domain::problem::{BookProblem, Problem};

/// Before the hash in images that were erased; packed images begin otherwise.
const IMAGES_MARK: &[u8] = b"\0HBX";
/// Before the hash, in hexadecimal, in a note that was erased; no note begins like this.
const NOTE_MARK: &str = "\u{1}erased ";
/// Place of the images among the columns of a change.
const IMAGES: usize = 6;
/// Place of the note among the columns of an event.
const NOTE: usize = 14;

/// The hashes that ops vouch for, of what is left of erased rows.
pub(super) struct Erasures(HashMap<(u8, i64), Vec<u8>>);

impl Erasures {
    pub(super) fn read(connection: &Connection) -> Result<Self, Problem> {
        // By id: what was erased again counts as it is now.
        let mut statement = connection
            .prepare("SELECT entity,first_id,images FROM change WHERE action=?1 ORDER BY id")
            .map_err(database_problem)?;
        statement
            .query_map([Action::Erased as u8], |row| {
                Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
            })
            .and_then(Iterator::collect)
            .map(Self)
            .map_err(database_problem)
    }

    /// The hash that a row had before it was erased, given as its columns; `None` when it was not,
    /// or when it is not what was left.
    pub(super) fn original(&self, ledger: Ledger, values: &[ValueRef<'_>]) -> Option<Hash> {
        let original = match (ledger, values.get(IMAGES), values.get(NOTE)) {
            (Ledger::Change, Some(ValueRef::Blob(images)), _) => erased_images(images)?.0,
            (Ledger::Event, _, Some(ValueRef::Text(note))) => erased_note(note)?,
            _ => return None,
        };
        let Some(ValueRef::Integer(id)) = values.first() else {
            return None;
        };
        let left = self.0.get(&(ledger.code(), *id))?;
        (row_hash(values.iter().copied()) == left.as_slice()).then_some(original)
    }
}

/// The packed images that are left of these, which is all of them where nothing was erased.
pub(super) fn left_of(images: &[u8]) -> &[u8] {
    erased_images(images).map_or(images, |(_, left)| left)
}

fn erased_images(images: &[u8]) -> Option<(Hash, &[u8])> {
    let (hash, left) = images
        .strip_prefix(IMAGES_MARK)?
        .split_first_chunk::<32>()?;
    Some((*hash, left))
}

fn erased_note(note: &[u8]) -> Option<Hash> {
    let hexadecimal = note.strip_prefix(NOTE_MARK.as_bytes())?;
    let mut hash = [0; 32];
    if hexadecimal.len() != 2 * hash.len() {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(hexadecimal.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

/// What is shown of a note.
pub(super) fn shown_note(note: &str) -> &str {
    if note.starts_with(NOTE_MARK) {
        ""
    } else {
        note
    }
}

impl Tx<'_> {
    /// Takes everything out of the log that it keeps of these contacts, which are not in the list
    /// any more. `at` is told how many rows of the log were looked at, of how many, and may stop it.
    ///
    /// # Errors
    /// [`Problem::Cancelled`], or what the database says.
    pub fn erase(
        &mut self,
        contacts: &IdRanges,
        mut at: impl FnMut(u64, u64) -> bool,
    ) -> Result<(), Problem> {
        let changes = self.changes_with(contacts)?;
        let all = u64::try_from(changes.len()).unwrap_or(u64::MAX);
        for (done, (change, entity)) in (0..).zip(changes) {
            if !at(done, all) {
                return Err(Problem::Cancelled);
            }
            self.erase_change(change, entity, contacts)?;
        }
        self.erase_notes(contacts)?;
        self.erase_held(contacts)?;
        self.removed_for_good(contacts);
        Ok(())
    }

    /// Rows of the log that may hold images of these contacts.
    fn changes_with(&self, contacts: &IdRanges) -> Result<Vec<(i64, Entity)>, Problem> {
        let mut statement = self
            .connection()?
            .prepare("SELECT id,entity,first_id,last_id FROM change WHERE action=?1 ORDER BY id")
            .map_err(database_problem)?;
        let mut rows = statement
            .query([Action::Before as u8])
            .map_err(database_problem)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(database_problem)? {
            let read = || -> rusqlite::Result<(i64, u8, i64, i64)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            };
            let (id, entity, first, last) = read().map_err(database_problem)?;
            let entity = Entity::from_code(entity).ok_or(BookProblem::Damaged)?;
            let (first, last) = match entity {
                Entity::Contact => (first, last),
                child if child.is_child() => (first >> ORDINAL_BITS, last >> ORDINAL_BITS),
                // Whom they are about stands in the images.
                Entity::Held => {
                    found.push((id, entity));
                    continue;
                }
                _ => continue,
            };
            if contacts.meets(first, last) {
                found.push((id, entity));
            }
        }
        Ok(found)
    }

    fn erase_change(
        &mut self,
        change: i64,
        entity: Entity,
        contacts: &IdRanges,
    ) -> Result<(), Problem> {
        let before = self.ledger_row(Ledger::Change, change)?;
        let Some(Value::Blob(images)) = before.get(IMAGES) else {
            return Err(BookProblem::Damaged.into());
        };
        let mut left = Images::default();
        let mut is_hit = false;
        unpack(images, |row| {
            let Some(Value::Integer(id)) = row.first() else {
                return Err(BookProblem::Damaged.into());
            };
            let is_theirs = match entity {
                Entity::Contact => contacts.contains(ContactId(*id)),
                Entity::Held => is_about(&row, contacts),
                _ => contacts.contains(ChildId(*id).contact()),
            };
            if is_theirs {
                is_hit = true;
            } else {
                left.push_again(&row);
            }
            Ok(())
        })?;
        if !is_hit {
            return Ok(());
        }
        let original = match erased_images(images) {
            Some((hash, _)) => hash,
            None => hash_of(Ledger::Change, &before),
        };
        let mut erased = IMAGES_MARK.to_vec();
        erased.extend_from_slice(&original);
        if let Some(chunk) = left.take()? {
            erased.extend_from_slice(&chunk.packed);
        }
        self.connection()?
            .prepare_cached("UPDATE change SET images=?2 WHERE id=?1")
            .and_then(|mut statement| statement.execute(rusqlite::params![change, erased]))
            .map_err(database_problem)?;
        self.vouch(Ledger::Change, change)
    }

    /// What people said stays in the ledger with the number it was about, so that a no outlives the
    /// contact; words that were noted beside it may name them, and go.
    fn erase_notes(&mut self, contacts: &IdRanges) -> Result<(), Problem> {
        let mut events: Vec<i64> = Vec::new();
        {
            let mut statement = self
                .connection()?
                .prepare(
                    "SELECT id,note,contact_id FROM consent_event WHERE note IS NOT NULL ORDER BY id",
                )
                .map_err(database_problem)?;
            let mut rows = statement.query([]).map_err(database_problem)?;
            while let Some(row) = rows.next().map_err(database_problem)? {
                let note = row.get_ref(1).map_err(database_problem)?;
                let is_erased = matches!(note, ValueRef::Text(note) if erased_note(note).is_some());
                let contact = ContactId(row.get(2).map_err(database_problem)?);
                if contacts.contains(contact) && !is_erased {
                    events.push(row.get(0).map_err(database_problem)?);
                }
            }
        }
        for event in events {
            let before = self.ledger_row(Ledger::Event, event)?;
            let mut note = NOTE_MARK.to_owned();
            for byte in hash_of(Ledger::Event, &before) {
                use std::fmt::Write as _;
                // Writing to a string does not fail.
                write!(note, "{byte:02x}").ok();
            }
            self.connection()?
                .prepare_cached("UPDATE consent_event SET note=?2 WHERE id=?1")
                .and_then(|mut statement| statement.execute(rusqlite::params![event, note]))
                .map_err(database_problem)?;
            self.vouch(Ledger::Event, event)?;
        }
        Ok(())
    }

    /// Puts the hash of a row as it is now into this op.
    fn vouch(&mut self, ledger: Ledger, id: i64) -> Result<(), Problem> {
        let left = hash_of(ledger, &self.ledger_row(ledger, id)?);
        self.recorder.erased(ledger, id, &left)
    }

    fn ledger_row(&self, ledger: Ledger, id: i64) -> Result<Vec<Value>, Problem> {
        let sql = ledger.select_sql().replace("ORDER BY id", "WHERE id=?1");
        self.connection()?
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                statement.query_row([id], |row| {
                    (0..ledger.columns())
                        .map(|column| row.get(column))
                        .collect()
                })
            })
            .map_err(database_problem)
    }

    /// Counts them in the log.
    fn removed_for_good(&mut self, contacts: &IdRanges) {
        for (first, last) in contacts.ranges() {
            self.removed.insert_range(first, last);
        }
    }
}

fn hash_of(ledger: Ledger, row: &[Value]) -> Hash {
    let values: Vec<ValueRef<'_>> = row.iter().map(ValueRef::from).collect();
    match ledger {
        Ledger::Event => row_hash(event_digested(&values).iter().copied()),
        Ledger::Change | Ledger::Notice | Ledger::Sent => row_hash(values),
    }
}
