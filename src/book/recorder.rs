//! What one op changes: the original of every row it touches, so that undo can put it back.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Statement};
use rustc_hash::FxHashSet;

use super::audit::{Hash, Ledger, OpDigest};
use super::database_problem;
use super::image::{Chunk, Images, pack_ranges};
use super::table::{Action, Entity};
use crate::domain::ids::{ChildId, ContactId};
use crate::domain::op::IdRanges;
use crate::domain::problem::Problem;

/// From so many ranges on they are packed.
const SCATTERED: usize = 32;
/// So many ranges are packed together.
const PACKED: usize = 1_000_000;

/// Keeps the first image of every row and the ranges of new ones. Each row is recorded once, as it
/// was before the op, so the order in which undo puts rows back does not matter.
pub(super) struct Recorder<'c> {
    insert: Statement<'c>,
    op: i64,
    next_change: i64,
    touched: FxHashSet<(Entity, i64)>,
    images: [Images; Entity::ALL.len()],
    new_rows: [IdRanges; Entity::ALL.len()],
    pub(super) digest: OpDigest,
}

impl<'c> Recorder<'c> {
    pub(super) fn new(connection: &'c Connection, op: i64) -> Result<Self, Problem> {
        let next_change = connection
            .query_row("SELECT coalesce(max(id),0)+1 FROM change", [], |row| {
                row.get(0)
            })
            .map_err(database_problem)?;
        let insert = connection
            .prepare("INSERT INTO change (id,op_id,entity,action,first_id,last_id,images) VALUES (?,?,?,?,?,?,?)")
            .map_err(database_problem)?;
        Ok(Self {
            insert,
            op,
            next_change,
            touched: FxHashSet::default(),
            images: std::array::from_fn(|_| Images::default()),
            new_rows: std::array::from_fn(|_| IdRanges::default()),
            digest: OpDigest::default(),
        })
    }

    /// Whether this op made the row, or the contact it belongs to.
    pub(super) fn is_new(&self, entity: Entity, id: i64) -> bool {
        if entity.is_child() && self.fresh(Entity::Contact).contains(ChildId(id).contact()) {
            return true;
        }
        self.fresh(entity).contains(ContactId(id))
    }

    /// Contacts that this op made.
    pub(super) fn new_contacts(&self) -> &IdRanges {
        self.fresh(Entity::Contact)
    }

    /// Notes that the row did not exist before.
    pub(super) fn inserted(&mut self, entity: Entity, id: i64) {
        if self.touched.contains(&(entity, id)) || (entity.is_child() && self.is_new(entity, id)) {
            return;
        }
        if let Some(rows) = self.new_rows.get_mut(entity as usize) {
            rows.insert(ContactId(id));
        }
    }

    /// Keeps the row as it is now, unless this op made it or kept it already. Returns whether the
    /// row exists.
    pub(super) fn before(
        &mut self,
        connection: &Connection,
        entity: Entity,
        id: i64,
    ) -> Result<bool, Problem> {
        if self.is_new(entity, id) {
            return Ok(true);
        }
        let sql = entity.select_range_sql();
        let mut statement = connection.prepare_cached(&sql).map_err(database_problem)?;
        let mut rows = statement.query([id, id]).map_err(database_problem)?;
        let Some(row) = rows.next().map_err(database_problem)? else {
            return Ok(false);
        };
        if self.touched.insert((entity, id))
            && let Some(images) = self.images.get_mut(entity as usize)
        {
            images.push(entity, row)?;
        }
        drop(rows);
        drop(statement);
        self.write_full(entity)?;
        Ok(true)
    }

    /// Keeps all rows of a range of ids that are about to go. Returns how many.
    pub(super) fn before_range(
        &mut self,
        connection: &Connection,
        entity: Entity,
        first: i64,
        last: i64,
    ) -> Result<u64, Problem> {
        let mut statement = connection
            .prepare(&entity.select_range_sql())
            .map_err(database_problem)?;
        let mut rows = statement.query([first, last]).map_err(database_problem)?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(database_problem)? {
            count += 1;
            let id: i64 = row.get(0).map_err(database_problem)?;
            if self.is_new(entity, id)
                || (!self.touched.is_empty() && self.touched.contains(&(entity, id)))
            {
                continue;
            }
            if let Some(images) = self.images.get_mut(entity as usize) {
                images.push(entity, row)?;
            }
            self.write_full(entity)?;
        }
        Ok(count)
    }

    /// Writes what is still waiting.
    pub(super) fn finish(&mut self, connection: &Connection) -> Result<bool, Problem> {
        for entity in Entity::ALL {
            if let Some(chunk) = self
                .images
                .get_mut(entity as usize)
                .map(Images::take)
                .transpose()?
                .flatten()
            {
                self.write(entity, &chunk)?;
            }
            let ranges: Vec<(i64, i64)> = self.fresh(entity).ranges().collect();
            if entity.is_child() && ranges.len() > SCATTERED {
                self.write_scattered(entity, &ranges)?;
                continue;
            }
            for (first, last) in ranges {
                self.write_row(entity, Action::Inserted, first, last, None)?;
            }
        }
        Ok(self.wrote_any(connection))
    }

    fn write_scattered(&mut self, entity: Entity, ranges: &[(i64, i64)]) -> Result<(), Problem> {
        for part in ranges.chunks(PACKED) {
            let (Some((first, _)), Some((_, last))) = (part.first(), part.last()) else {
                continue;
            };
            let packed = pack_ranges(part)?;
            self.write_row(entity, Action::InsertedEach, *first, *last, Some(&packed))?;
        }
        Ok(())
    }

    /// Notes that a row of a ledger was erased: the op vouches for what is left of it.
    pub(super) fn erased(&mut self, ledger: Ledger, id: i64, left: &Hash) -> Result<(), Problem> {
        self.write_change(ledger.code(), Action::Erased, id, id, Some(left))
    }

    fn wrote_any(&self, connection: &Connection) -> bool {
        connection
            .query_row(
                "SELECT 1 FROM change WHERE op_id=?1 LIMIT 1",
                [self.op],
                |_| Ok(()),
            )
            .optional()
            .is_ok_and(|found| found.is_some())
    }

    fn fresh(&self, entity: Entity) -> &IdRanges {
        static NONE: IdRanges = IdRanges::EMPTY;
        self.new_rows.get(entity as usize).unwrap_or(&NONE)
    }

    fn write_full(&mut self, entity: Entity) -> Result<(), Problem> {
        let Some(images) = self.images.get_mut(entity as usize) else {
            return Ok(());
        };
        if !images.is_full() {
            return Ok(());
        }
        match images.take()? {
            Some(chunk) => self.write(entity, &chunk),
            None => Ok(()),
        }
    }

    fn write(&mut self, entity: Entity, chunk: &Chunk) -> Result<(), Problem> {
        self.write_row(
            entity,
            Action::Before,
            chunk.first,
            chunk.last,
            Some(&chunk.packed),
        )
    }

    fn write_row(
        &mut self,
        entity: Entity,
        action: Action,
        first: i64,
        last: i64,
        packed: Option<&[u8]>,
    ) -> Result<(), Problem> {
        self.write_change(entity as u8, action, first, last, packed)
    }

    fn write_change(
        &mut self,
        entity: u8,
        action: Action,
        first: i64,
        last: i64,
        packed: Option<&[u8]>,
    ) -> Result<(), Problem> {
        let id = self.next_change;
        self.next_change += 1;
        let (entity, action) = (i64::from(entity), i64::from(action as u8));
        self.insert
            .execute(rusqlite::params![
                id, self.op, entity, action, first, last, packed
            ])
            .map_err(database_problem)?;
        let integers = [id, self.op, entity, action, first, last].map(ValueRef::Integer);
        self.digest.add(
            Ledger::Change,
            integers
                .into_iter()
                .chain([packed.map_or(ValueRef::Null, ValueRef::Blob)]),
        );
        Ok(())
    }
}
