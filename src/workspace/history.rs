//! What was done, what of it stands, and undoing back to one of its steps.

use std::collections::{HashMap, HashSet};

use super::{Progress, Workspace};
use crate::domain::ids::OpId;
use crate::domain::op::{OpKind, OpRecord};
use crate::domain::problem::{BookProblem, Problem};

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    pub record: OpRecord,
    pub state: OpState,
    /// Whether [`Workspace::undo_to`] takes it back.
    pub can_undo: bool,
}

/// Whether a step still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpState {
    Done,
    Undone,
}

impl Workspace {
    /// Every step, newest first. Undo and redo are no steps of their own: they show in the state
    /// of the step they took back or forth.
    ///
    /// # Errors
    /// What the book says.
    pub fn history(&self) -> Result<Vec<HistoryEntry>, Problem> {
        let undoable: HashSet<OpId> = self.book.undo_stack()?.into_iter().collect();
        let mut states: HashMap<OpId, OpState> = HashMap::new();
        let mut steps = Vec::new();
        for record in self.book.ops()? {
            match (record.kind, record.target) {
                (OpKind::Undo, Some(target)) => {
                    states.insert(target, OpState::Undone);
                }
                (OpKind::Redo, Some(target)) => {
                    states.insert(target, OpState::Done);
                }
                _ => steps.push(record),
            }
        }
        let entry = |record: OpRecord| HistoryEntry {
            state: states.get(&record.id).copied().unwrap_or(OpState::Done),
            can_undo: undoable.contains(&record.id),
            record,
        };
        Ok(steps.into_iter().rev().map(entry).collect())
    }

    /// Takes steps back, newest first, until `op` is taken back. Returns those that were, in that
    /// order: fewer when `progress`, asked before each, says to stop. Each is one undo of its own
    /// and can be redone.
    ///
    /// # Errors
    /// [`BookProblem::NothingToUndo`] when `op` does not stand or cannot be undone; nothing is
    /// changed then. Or what the book says, with all up to there taken back.
    pub fn undo_to(&mut self, op: OpId, progress: &dyn Progress) -> Result<Vec<OpRecord>, Problem> {
        let stack = self.book.undo_stack()?;
        let from = stack
            .iter()
            .position(|other| *other == op)
            .ok_or(BookProblem::NothingToUndo)?;
        let all = u32::try_from(stack.len() - from).unwrap_or(u32::MAX);
        let mut undone = Vec::new();
        for done in 0..all {
            let share = f64::from(done) / f64::from(all);
            if !progress.at(u64::from(done), Some(share)) {
                break;
            }
            undone.push(self.undo()?);
        }
        Ok(undone)
    }
}
