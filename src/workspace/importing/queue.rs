//! Rows that wait for the owner, and those that waited before: such a row is asked about once, however
//! often its file comes in, and what the owner said of it stands.

use std::collections::HashMap;

use super::writer::{Waiting, Writer};
use crate::book::{HeldPrint, Tx};
use crate::domain::held::HeldEnd;
use crate::domain::problem::{Problem, RejectReason};
use crate::import::{Decision, Planner, Prepared, print_of};

/// The queue while a file comes in.
pub(super) struct Queue {
    /// What became of rows, by what they say.
    known: HashMap<Vec<u8>, HeldPrint>,
    /// Those of this file.
    waiting: Vec<Waiting>,
}

impl Queue {
    pub(super) fn read(tx: &Tx<'_>) -> Result<Self, Problem> {
        Ok(Self {
            known: tx.held_prints()?,
            waiting: Vec::new(),
        })
    }

    /// Whom the plan would write to, or what it would ask, may look otherwise than when the owner
    /// was asked about the very same row; this is what becomes of it now.
    pub(super) fn settle(
        &mut self,
        decision: Decision,
        row: &Prepared,
        planner: &Planner,
        writer: &mut Writer<'_>,
        tx: &Tx<'_>,
    ) -> Result<Decision, Problem> {
        let asks = match decision {
            Decision::Held(reason) => Some(reason),
            _ => None,
        };
        // To print a row takes a while, and most files leave nobody waiting.
        if asks.is_none() && (self.known.is_empty() || !decision.writes()) {
            return Ok(decision);
        }
        let print = print_of(&row.draft);
        let Some(known) = self.known.get(&print) else {
            return match asks {
                Some(reason) => self.ask(reason, print, row, planner, writer, tx),
                None => Ok(decision),
            };
        };
        Ok(match known.end {
            HeldEnd::Waiting => Decision::Held(known.reason),
            HeldEnd::ThrownAway => Decision::Unchanged,
            HeldEnd::Known | HeldEnd::New => match decision {
                Decision::Held(_) | Decision::New => Decision::Unchanged,
                decision => decision,
            },
        })
    }

    fn ask(
        &mut self,
        reason: RejectReason,
        print: Vec<u8>,
        row: &Prepared,
        planner: &Planner,
        writer: &mut Writer<'_>,
        tx: &Tx<'_>,
    ) -> Result<Decision, Problem> {
        // It was decided when the same file came in before. What came behind it then may fit it,
        // too, but the row says nothing new.
        if writer.came_before(tx, row.draft.row)? {
            return Ok(Decision::Unchanged);
        }
        // It joins those that wait: the same row twice is asked about once.
        let end = HeldEnd::Waiting;
        self.known.insert(print.clone(), HeldPrint { end, reason });
        self.waiting.push(Waiting {
            draft: row.draft.clone(),
            reason,
            print,
            candidates: planner.held_for().to_vec(),
        });
        Ok(Decision::Held(reason))
    }

    pub(super) fn into_waiting(self) -> Vec<Waiting> {
        self.waiting
    }
}
