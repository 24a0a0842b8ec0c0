//! Rows of imported files that wait until the owner says whom they are about.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension as _, Row};

use super::stored::Stored as _;
use super::table::Entity;
use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::held::HeldEnd;
use crate::domain::ids::{BatchId, ContactId, HeldId, SourceId};
use crate::domain::op::IdRanges;
use crate::domain::problem::{BookProblem, Problem, RejectReason};
use crate::domain::time::Millis;

/// Places among the columns of the table.
const CANDIDATES: usize = 5;
const CONTACT: usize = 8;

/// A row as it is handed to the book.
#[derive(Clone, Copy, Debug)]
pub struct NewHeld<'r> {
    pub batch: BatchId,
    pub row: u32,
    pub reason: RejectReason,
    /// SHA-256 of what it says.
    pub print: &'r [u8],
    /// Whom it may be about.
    pub candidates: &'r [ContactId],
    /// Its cells and what they were read as.
    pub content: &'r str,
}

/// What is known of a row by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldPrint {
    pub end: HeldEnd,
    /// Why it was held.
    pub reason: RejectReason,
}

/// A row that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRow {
    pub id: HeldId,
    pub batch: BatchId,
    pub row: u32,
    pub reason: RejectReason,
    pub candidates: Vec<ContactId>,
    pub content: String,
    /// The file it stood in, when that came in, where its people come from, and how it was read.
    pub file_name: String,
    pub at: Millis,
    pub source: SourceId,
    pub settings: String,
}

impl Tx<'_> {
    /// Keeps a row until it is settled.
    ///
    /// # Errors
    /// What the database says.
    pub fn hold(&mut self, new: &NewHeld<'_>) -> Result<HeldId, Problem> {
        let id = self.next_id("held")?;
        let ids: Vec<String> = new.candidates.iter().map(|id| id.0.to_string()).collect();
        self.insert(
            Entity::Held,
            id,
            &[
                id.stored(),
                new.batch.0.stored(),
                new.row.stored(),
                new.reason.word().stored(),
                new.print.stored(),
                ids.join(",").stored(),
                new.content.stored(),
                (HeldEnd::Waiting as u8).stored(),
                ValueRef::Null,
            ],
        )?;
        Ok(HeldId(id))
    }

    /// What was decided about a row. Its cells go; undo brings them back.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn settle(
        &mut self,
        id: HeldId,
        end: HeldEnd,
        contact: Option<ContactId>,
    ) -> Result<(), Problem> {
        self.keep(Entity::Held, id.0)?;
        self.connection()?
            .prepare_cached("UPDATE held SET content='',state=?2,contact_id=?3 WHERE id=?1")
            .and_then(|mut statement| {
                statement.execute((id.0, end as u8, contact.map(|contact| contact.0)))
            })
            .map(drop)
            .map_err(database_problem)
    }

    /// How rows that were ever held ended, by what they say.
    ///
    /// # Errors
    /// What the database says.
    pub fn held_prints(&self) -> Result<HashMap<Vec<u8>, HeldPrint>, Problem> {
        // One that waits counts before one that was settled.
        self.connection()?
            .prepare("SELECT print,state,reason FROM held ORDER BY state DESC")
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| {
                        let print = HeldPrint {
                            end: HeldEnd::from_code(row.get(1)?).unwrap_or(HeldEnd::Waiting),
                            // A reason of a later version: that it fits several is the commonest.
                            reason: RejectReason::from_word(row.get_ref(2)?.as_str()?)
                                .unwrap_or(RejectReason::MatchesSeveral),
                        };
                        Ok((row.get(0)?, print))
                    })?
                    .collect()
            })
            .map_err(database_problem)
    }

    /// Takes out what rows say that were, or may be, about these people; nothing is kept of them.
    pub(super) fn erase_held(&mut self, contacts: &IdRanges) -> Result<(), Problem> {
        let sql = Entity::Held.select_range_sql();
        let mut gone: Vec<i64> = Vec::new();
        {
            let mut statement = self.connection()?.prepare(&sql).map_err(database_problem)?;
            let mut rows = statement.query([0, i64::MAX]).map_err(database_problem)?;
            while let Some(row) = rows.next().map_err(database_problem)? {
                let columns = Entity::Held.columns().len();
                let values = (0..columns).map(|column| row.get(column));
                let values: Vec<Value> =
                    values.collect::<Result<_, _>>().map_err(database_problem)?;
                if is_about(&values, contacts) {
                    gone.push(row.get(0).map_err(database_problem)?);
                }
            }
        }
        for id in gone {
            self.connection()?
                .prepare_cached("DELETE FROM held WHERE id=?1")
                .and_then(|mut statement| statement.execute([id]))
                .map_err(database_problem)?;
        }
        Ok(())
    }
}

/// Whether a row, given as its columns, was or may be about one of these people: it shares a
/// number, an address or a reference with everybody it may be about.
pub(super) fn is_about(row: &[Value], contacts: &IdRanges) -> bool {
    let settled = match row.get(CONTACT) {
        Some(Value::Integer(id)) => contacts.contains(ContactId(*id)),
        _ => false,
    };
    let candidates = match row.get(CANDIDATES) {
        Some(Value::Text(ids)) => ids_in(ids),
        _ => Vec::new(),
    };
    settled || candidates.iter().any(|id| contacts.contains(*id))
}

impl Book {
    /// How many rows wait, reason by reason.
    ///
    /// # Errors
    /// What the database says.
    pub fn held_counts(&self) -> Result<Vec<(RejectReason, u64)>, Problem> {
        let counts: Vec<(String, i64)> = self
            .connection
            .prepare_cached(
                "SELECT reason,count(*) FROM held WHERE state=0 GROUP BY reason ORDER BY reason",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            })
            .map_err(database_problem)?;
        let known = |(word, count): (String, i64)| {
            let reason = RejectReason::from_word(&word)?;
            Some((reason, u64::try_from(count).unwrap_or_default()))
        };
        Ok(counts.into_iter().filter_map(known).collect())
    }

    /// The ids of the rows that wait, in the order they came in.
    ///
    /// # Errors
    /// What the database says.
    pub fn held_ids(&self) -> Result<Vec<(HeldId, RejectReason)>, Problem> {
        let ids: Vec<(i64, String)> = self
            .connection
            .prepare_cached("SELECT id,reason FROM held WHERE state=0 ORDER BY id")
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            })
            .map_err(database_problem)?;
        let known = |(id, word): (i64, String)| Some((HeldId(id), RejectReason::from_word(&word)?));
        Ok(ids.into_iter().filter_map(known).collect())
    }

    /// A row that waits, if it still does.
    ///
    /// # Errors
    /// What the database says.
    pub fn held(&self, id: HeldId) -> Result<Option<HeldRow>, Problem> {
        let sql = "SELECT held.id,batch_id,row,reason,candidates,content,file_name,at,source_id,settings \
                   FROM held JOIN import_batch ON import_batch.id=batch_id WHERE held.id=?1 AND state=0";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([id.0], held_row).optional())
            .map_err(database_problem)?
            .map(|(row, word)| {
                let reason = RejectReason::from_word(&word).ok_or(BookProblem::Damaged)?;
                Ok(HeldRow { reason, ..row })
            })
            .transpose()
    }
}

fn held_row(row: &Row<'_>) -> rusqlite::Result<(HeldRow, String)> {
    let held = HeldRow {
        id: HeldId(row.get(0)?),
        batch: BatchId(row.get(1)?),
        row: row.get(2)?,
        reason: RejectReason::MatchesSeveral,
        candidates: ids_in(&row.get::<_, String>(4)?),
        content: row.get(5)?,
        file_name: row.get(6)?,
        at: Millis(row.get(7)?),
        source: SourceId(row.get(8)?),
        settings: row.get(9)?,
    };
    Ok((held, row.get(3)?))
}

fn ids_in(text: &str) -> Vec<ContactId> {
    let ids = text.split(',').filter_map(|id| id.parse().ok());
    ids.map(ContactId).collect()
}
