//! Undo and redo: an op that puts every row back as another op found it.

use rusqlite::types::Value;

use super::consent::{compensation, has_events};
use super::image::{unpack, unpack_ranges};
use super::indexes::Moving;
use super::table::{Action, Entity};
use super::transact::{End, NewOp, Tx};
use super::{Book, database_problem};
use crate::domain::consent::EventKind;
use crate::domain::ids::{ChildId, ContactId, OpId};
use crate::domain::op::{Changes, OpCounts, OpKind, OpRecord};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// What can be undone and redone, newest last.
#[derive(Debug, Default)]
struct Stacks {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// One row of the `change` table, without its images.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    pub(super) id: i64,
    pub(super) entity: Entity,
    pub(super) action: Action,
    first: i64,
    last: i64,
}

/// An op of the user with the op that last applied it or took it back.
#[derive(Clone, Copy, Debug)]
struct Step {
    op: OpId,
    applied_by: OpId,
}

impl Stacks {
    /// Told from the log alone, so that they outlive the program.
    fn of(ops: &[OpRecord]) -> Self {
        let mut stacks = Self::default();
        for op in ops {
            match (op.kind, op.target) {
                (OpKind::Undo, Some(target)) => {
                    stacks.undo.pop();
                    stacks.redo.push(Step {
                        op: target,
                        applied_by: op.id,
                    });
                }
                (OpKind::Redo, Some(target)) => {
                    stacks.redo.pop();
                    stacks.undo.push(Step {
                        op: target,
                        applied_by: op.id,
                    });
                }
                (kind, _) if kind.undoable() => {
                    stacks.redo.clear();
                    stacks.undo.push(Step {
                        op: op.id,
                        applied_by: op.id,
                    });
                }
                _ => {}
            }
        }
        stacks
    }
}

impl Book {
    /// Takes the newest op back. Returns the op that was undone.
    ///
    /// # Errors
    /// [`BookProblem::NothingToUndo`], or what the database says.
    pub fn undo(&mut self, at: Millis) -> Result<(OpRecord, Changes), Problem> {
        let step = self
            .stacks()?
            .undo
            .pop()
            .ok_or(BookProblem::NothingToUndo)?;
        self.reverse(step, OpKind::Undo, EventKind::Void, at)
    }

    /// Brings the op that was undone last back. Returns that op.
    ///
    /// # Errors
    /// [`BookProblem::NothingToRedo`], or what the database says.
    pub fn redo(&mut self, at: Millis) -> Result<(OpRecord, Changes), Problem> {
        let step = self
            .stacks()?
            .redo
            .pop()
            .ok_or(BookProblem::NothingToRedo)?;
        self.reverse(step, OpKind::Redo, EventKind::Restore, at)
    }

    /// What undo would take back now, and what redo would bring back.
    ///
    /// # Errors
    /// What the database says.
    pub fn next_steps(&self) -> Result<(Option<OpRecord>, Option<OpRecord>), Problem> {
        let ops = self.ops()?;
        let stacks = Stacks::of(&ops);
        let record = |step: Option<&Step>| {
            let step = step?;
            ops.iter().find(|op| op.id == step.op).cloned()
        };
        Ok((record(stacks.undo.last()), record(stacks.redo.last())))
    }

    /// The log, oldest entry first.
    ///
    /// # Errors
    /// What the database says.
    pub fn ops(&self) -> Result<Vec<OpRecord>, Problem> {
        self.read_ops("1 ORDER BY id", []).map_err(database_problem)
    }

    /// The entries of the log after `known`, oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn ops_after(&self, known: OpId) -> Result<Vec<OpRecord>, Problem> {
        self.read_ops("id>?1 ORDER BY id", [known.0])
            .map_err(database_problem)
    }

    /// One entry of the log.
    ///
    /// # Errors
    /// What the database says.
    pub fn op(&self, id: OpId) -> Result<Option<OpRecord>, Problem> {
        self.read_ops("id=?1", [id.0])
            .map(|mut ops| ops.pop())
            .map_err(database_problem)
    }

    /// What can be undone, newest last.
    ///
    /// # Errors
    /// What the database says.
    pub fn undo_stack(&self) -> Result<Vec<OpId>, Problem> {
        let stacks = self.stacks()?;
        Ok(stacks.undo.into_iter().map(|step| step.op).collect())
    }

    fn read_ops(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> rusqlite::Result<Vec<OpRecord>> {
        let count = |value: i64| u64::try_from(value).unwrap_or(0);
        self.connection
            .prepare_cached(&format!(
                "SELECT id,kind,at,actor,subject,added,changed,removed,events,target FROM op WHERE {condition}"
            ))?
            .query_map(values, |row| {
                let kind: u8 = row.get(1)?;
                Ok(OpRecord {
                    id: OpId(row.get(0)?),
                    kind: OpKind::from_code(kind)
                        .ok_or(rusqlite::Error::IntegralValueOutOfRange(1, i64::from(kind)))?,
                    at: Millis(row.get(2)?),
                    actor: row.get(3)?,
                    subject: row.get(4)?,
                    counts: OpCounts {
                        added: count(row.get(5)?),
                        changed: count(row.get(6)?),
                        removed: count(row.get(7)?),
                        events: count(row.get(8)?),
                    },
                    target: row.get::<_, Option<i64>>(9)?.map(OpId),
                })
            })?
            .collect()
    }

    fn stacks(&self) -> Result<Stacks, Problem> {
        Ok(Stacks::of(&self.ops()?))
    }

    fn reverse(
        &mut self,
        step: Step,
        kind: OpKind,
        compensate: EventKind,
        at: Millis,
    ) -> Result<(OpRecord, Changes), Problem> {
        let target = self.op(step.op)?.ok_or(BookProblem::NoSuchRow)?;
        let op = NewOp {
            kind,
            at,
            actor: "owner".to_owned(),
            subject: target.kind.word().to_owned(),
            target: Some(step.op),
        };
        let ((), changes) = self.run(&op, End::CommitAlways, |tx| {
            tx.put_back(step.applied_by)?;
            if has_events(tx.connection()?, step.op)? {
                tx.record(&compensation(step.op, compensate, at))?;
                tx.note_contacts_of(step.op)?;
            }
            Ok(())
        })?;
        Ok((target, changes))
    }
}

impl Tx<'_> {
    /// Puts every row that `op` touched back as it was before it.
    fn put_back(&mut self, op: OpId) -> Result<(), Problem> {
        for Change {
            id,
            entity,
            action,
            first,
            last,
        } in self.changes_of(op)?
        {
            match action {
                Action::Inserted if entity == Entity::Contact => {
                    self.delete_contacts(first, last)?;
                }
                Action::Inserted if !entity.is_child() => {
                    self.remove_range(entity, first, last)?;
                }
                // Rows of contacts that were erased for good are not there any more.
                Action::Inserted => {
                    for row in first..=last {
                        self.remove_if_there(entity, row)?;
                    }
                }
                Action::InsertedEach => {
                    for row in unpack_ranges(&self.images_of(id)?)?.ids() {
                        self.remove_if_there(entity, row.0)?;
                    }
                }
                Action::Before => self.restore(id, entity)?,
                Action::Erased => return Err(BookProblem::Damaged.into()),
            }
        }
        Ok(())
    }

    /// The changes of an op, contacts before what hangs on them.
    pub(super) fn changes_of(&self, op: OpId) -> Result<Vec<Change>, Problem> {
        let mut statement = self
            .connection()?
            .prepare("SELECT id,entity,action,first_id,last_id FROM change WHERE op_id=?1 ORDER BY entity,id")
            .map_err(database_problem)?;
        let mut rows = statement.query([op.0]).map_err(database_problem)?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next().map_err(database_problem)? {
            let (entity, action): (u8, u8) = (
                row.get(1).map_err(database_problem)?,
                row.get(2).map_err(database_problem)?,
            );
            changes.push(Change {
                id: row.get(0).map_err(database_problem)?,
                entity: Entity::from_code(entity).ok_or(BookProblem::Damaged)?,
                action: Action::from_code(action).ok_or(BookProblem::Damaged)?,
                first: row.get(3).map_err(database_problem)?,
                last: row.get(4).map_err(database_problem)?,
            });
        }
        Ok(changes)
    }

    fn restore(&mut self, change: i64, entity: Entity) -> Result<(), Problem> {
        let packed = self.images_of(change)?;
        let sql = entity.restore_sql();
        unpack(&packed, |row| self.restore_row(entity, &sql, &row))?;
        self.vocabulary |= entity.is_vocabulary();
        Ok(())
    }

    pub(super) fn images_of(&self, change: i64) -> Result<Vec<u8>, Problem> {
        self.connection()?
            .query_row("SELECT images FROM change WHERE id=?1", [change], |row| {
                row.get(0)
            })
            .map_err(database_problem)
    }

    pub(super) fn restore_row(
        &mut self,
        entity: Entity,
        restore_sql: &str,
        row: &[Value],
    ) -> Result<(), Problem> {
        let Some(Value::Integer(id)) = row.first() else {
            return Err(BookProblem::Damaged.into());
        };
        let existed = if entity.is_child() && self.recorder.is_new(entity, *id) {
            false
        } else {
            self.recorder
                .before(self.writing.connection()?, entity, *id)?
        };
        self.connection()?
            .prepare_cached(restore_sql)
            .and_then(|mut restore| restore.execute(rusqlite::params_from_iter(row)))
            .map_err(database_problem)?;
        if !existed {
            self.recorder.inserted(entity, *id);
            if entity == Entity::Contact {
                self.note_moved(Moving::Contacts, 1)?;
            }
        }
        match entity {
            Entity::Contact => self.touch(ContactId(*id)),
            child if child.is_child() => self.touch_by(child, ChildId(*id).contact()),
            _ => {}
        }
        Ok(())
    }
}
