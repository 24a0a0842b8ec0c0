//! People who were deleted and can be brought back: whose newest image in the log is of a deletion.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::FxHashSet;

use super::image::unpack;
use super::table::{Action, Entity};
use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::field::canonical;
use crate::domain::ids::{ChildId, ContactId, OpId};
use crate::domain::listing::FieldKind;
use crate::domain::op::{IdRanges, OpKind};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// Somebody who was deleted.
#[derive(Clone, PartialEq, Eq)]
pub struct TrashEntry {
    pub contact: ContactId,
    pub name: String,
    pub company: String,
    /// The first number as it was written, or the first e-mail address.
    pub reach: String,
    pub at: Millis,
    /// The step that deleted them.
    pub op: OpId,
}

impl std::fmt::Debug for TrashEntry {
    /// Without the person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TrashEntry")
            .field("contact", &self.contact)
            .field("op", &self.op)
            .finish_non_exhaustive()
    }
}

/// Places of columns in images.
const NAME: usize = 2;
const COMPANY: usize = 3;
const TEXT: usize = 1;

impl Book {
    /// Everybody who can be brought back, deleted last first.
    ///
    /// # Errors
    /// What the database says.
    pub fn trash(&self) -> Result<Vec<TrashEntry>, Problem> {
        let connection = &self.connection;
        let mut entries: BTreeMap<ContactId, TrashEntry> = BTreeMap::new();
        let mut by_op: BTreeMap<i64, IdRanges> = BTreeMap::new();
        each_deleted(connection, |op, at, row| {
            let (Some(Value::Integer(id)), name, company) =
                (row.first(), text(row, NAME), text(row, COMPANY))
            else {
                return;
            };
            let contact = ContactId(*id);
            by_op.entry(op.0).or_default().insert(contact);
            entries.insert(
                contact,
                TrashEntry {
                    contact,
                    name,
                    company,
                    reach: String::new(),
                    at,
                    op,
                },
            );
        })?;
        for (op, contacts) in &by_op {
            // E-mail addresses only where no number is.
            for entity in [Entity::Number, Entity::Email] {
                each_image(connection, *op, entity, |row| {
                    let Some(Value::Integer(id)) = row.first() else {
                        return;
                    };
                    let contact = ChildId(*id).contact();
                    if contacts.contains(contact)
                        && let Some(entry) = entries.get_mut(&contact)
                        && entry.reach.is_empty()
                    {
                        entry.reach = text(row, TEXT);
                    }
                })?;
            }
        }
        let mut entries: Vec<TrashEntry> = entries.into_values().collect();
        entries.sort_by_key(|entry| (std::cmp::Reverse(entry.op.0), entry.contact));
        Ok(entries)
    }
}

impl Tx<'_> {
    /// Who of these can be brought back.
    ///
    /// # Errors
    /// What the database says.
    pub fn deleted(&self, contacts: &IdRanges) -> Result<IdRanges, Problem> {
        let mut deleted = IdRanges::default();
        each_deleted(self.connection()?, |_, _, row| {
            if let Some(Value::Integer(id)) = row.first()
                && contacts.contains(ContactId(*id))
            {
                deleted.insert(ContactId(*id));
            }
        })?;
        Ok(deleted)
    }

    /// Brings back everybody of these who was deleted, with the ids and all that hung on them. What
    /// refers to a custom field, tag or segment that is gone stays away. Returns how many came back.
    /// `at` is told how many so far and may stop it.
    ///
    /// # Errors
    /// [`Problem::Cancelled`], or what the database says.
    pub fn restore_deleted(
        &mut self,
        contacts: &IdRanges,
        mut at: impl FnMut(u64) -> bool,
    ) -> Result<u64, Problem> {
        let mut by_op: BTreeMap<i64, IdRanges> = BTreeMap::new();
        each_deleted(self.connection()?, |op, _, row| {
            if let Some(Value::Integer(id)) = row.first()
                && contacts.contains(ContactId(*id))
            {
                by_op.entry(op.0).or_default().insert(ContactId(*id));
            }
        })?;
        let known = Known::read(self.connection()?)?;
        let mut back = 0;
        for (op, contacts) in by_op {
            // Contacts come before what hangs on them.
            for change in self.changes_of(OpId(op))? {
                let entity = change.entity;
                let is_theirs = entity == Entity::Contact || entity.is_child();
                if change.action != Action::Before || !is_theirs {
                    continue;
                }
                let packed = self.images_of(change.id)?;
                let restore_sql = entity.restore_sql();
                unpack(&packed, |row| {
                    let Some(Value::Integer(id)) = row.first() else {
                        return Err(BookProblem::Damaged.into());
                    };
                    let contact = match entity {
                        Entity::Contact => ContactId(*id),
                        _ => ChildId(*id).contact(),
                    };
                    if !contacts.contains(contact) || !known.has(entity, &row) {
                        return Ok(());
                    }
                    if entity == Entity::Contact {
                        back += 1;
                        if !at(back) {
                            return Err(Problem::Cancelled);
                        }
                    }
                    self.restore_row(entity, &restore_sql, &row)
                })?;
                self.vocabulary |= entity.is_vocabulary();
            }
        }
        Ok(back)
    }
}

/// What pairs may refer to.
struct Known {
    tags: FxHashSet<i64>,
    segments: FxHashSet<i64>,
    fields: HashMap<i64, FieldKind>,
}

impl Known {
    fn read(connection: &Connection) -> Result<Self, Problem> {
        let ids = |sql: &str| -> rusqlite::Result<FxHashSet<i64>> {
            connection
                .prepare(sql)?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        let fields = || -> rusqlite::Result<HashMap<i64, FieldKind>> {
            connection
                .prepare("SELECT id,kind FROM field_def")?
                .query_map([], |row| {
                    let kind = FieldKind::from_code(row.get(1)?).unwrap_or(FieldKind::Text);
                    Ok((row.get(0)?, kind))
                })?
                .collect()
        };
        Ok(Self {
            tags: ids("SELECT id FROM tag").map_err(database_problem)?,
            segments: ids("SELECT id FROM segment").map_err(database_problem)?,
            fields: fields().map_err(database_problem)?,
        })
    }

    /// Whether what a row refers to is there, and takes its value.
    fn has(&self, entity: Entity, row: &[Value]) -> bool {
        let Some(Value::Integer(id)) = row.first() else {
            return false;
        };
        let other = ChildId(*id).ordinal();
        match entity {
            Entity::ContactTag => self.tags.contains(&other),
            Entity::SegmentOverride => self.segments.contains(&other),
            Entity::FieldValue => {
                let value = text(row, TEXT);
                let kind = self.fields.get(&other);
                kind.is_some_and(|kind| canonical(*kind, &value).as_ref() == Some(&value))
            }
            _ => true,
        }
    }
}

fn text(row: &[Value], column: usize) -> String {
    match row.get(column) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Ops that delete people, with when: deletions, such that were done again, and restorations that
/// were undone.
fn deletions(connection: &Connection) -> Result<HashMap<i64, Millis>, Problem> {
    let sql = "SELECT op.id,op.at FROM op LEFT JOIN op AS meant ON meant.id=op.target \
               WHERE op.kind IN (?1,?5) OR op.kind=?2 AND meant.kind IN (?1,?5) \
               OR op.kind=?3 AND meant.kind=?4";
    let kinds = [
        OpKind::DeleteContact,
        OpKind::Redo,
        OpKind::Undo,
        OpKind::RestoreContact,
        OpKind::RoundTrip,
    ];
    let read = || -> rusqlite::Result<HashMap<i64, Millis>> {
        connection
            .prepare(sql)?
            .query_map(kinds.map(|kind| kind as u8), |row| {
                Ok((row.get(0)?, Millis(row.get(1)?)))
            })?
            .collect()
    };
    read().map_err(database_problem)
}

/// Calls `each` with the op, its time and the newest image of everybody who was deleted and is not
/// there.
fn each_deleted(
    connection: &Connection,
    mut each: impl FnMut(OpId, Millis, &[Value]),
) -> Result<(), Problem> {
    let deletions = deletions(connection)?;
    if deletions.is_empty() {
        return Ok(());
    }
    let mut exists = connection
        .prepare("SELECT 1 FROM contact WHERE id=?1")
        .map_err(database_problem)?;
    let mut statement = connection
        .prepare("SELECT op_id,images FROM change WHERE entity=?1 AND action=?2 ORDER BY id DESC")
        .map_err(database_problem)?;
    let mut rows = statement
        .query([Entity::Contact as u8, Action::Before as u8])
        .map_err(database_problem)?;
    let mut seen = FxHashSet::default();
    while let Some(row) = rows.next().map_err(database_problem)? {
        let op: i64 = row.get(0).map_err(database_problem)?;
        let images: Vec<u8> = row.get(1).map_err(database_problem)?;
        let at = deletions.get(&op);
        unpack(&images, |row| {
            let Some(Value::Integer(id)) = row.first() else {
                return Err(BookProblem::Damaged.into());
            };
            if !seen.insert(*id) {
                return Ok(());
            }
            let found = exists
                .query_row([id], |_| Ok(()))
                .optional()
                .map_err(database_problem)?;
            if let Some(at) = at
                && found.is_none()
            {
                each(OpId(op), *at, &row);
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Calls `each` with every image that an op kept of a table, in the order of ids.
fn each_image(
    connection: &Connection,
    op: i64,
    entity: Entity,
    mut each: impl FnMut(&[Value]),
) -> Result<(), Problem> {
    let mut statement = connection
        .prepare_cached(
            "SELECT images FROM change WHERE op_id=?1 AND entity=?2 AND action=?3 ORDER BY id",
        )
        .map_err(database_problem)?;
    let mut rows = statement
        .query(rusqlite::params![op, entity as u8, Action::Before as u8])
        .map_err(database_problem)?;
    while let Some(row) = rows.next().map_err(database_problem)? {
        let images: Vec<u8> = row.get(0).map_err(database_problem)?;
        unpack(&images, |row| {
            each(&row);
            Ok(())
        })?;
    }
    Ok(())
}
