//! Where the rows of a file ended, in numbers.

use std::collections::BTreeMap;

use super::draft::CellFlag;
use super::plan::Decision;
use crate::domain::problem::{CellProblem, RejectReason};

/// How many rows ended in each place. The places add up to `rows`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buckets {
    pub rows: u64,
    pub new: u64,
    pub combined: u64,
    pub updated: u64,
    pub filled: u64,
    pub unchanged: u64,
    pub duplicate_in_file: u64,
    pub held: u64,
    pub suppressed: u64,
    pub rejected: u64,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub buckets: Buckets,
    /// How many cells of a column (by index) were flagged, and for what.
    pub cells: BTreeMap<(usize, CellProblem), u64>,
    /// How many rows were set aside, and why.
    pub reasons: BTreeMap<RejectReason, u64>,
    /// Wall-clock time; filled in by the caller.
    pub seconds: f64,
}

impl Buckets {
    /// Counts one row.
    pub fn count(&mut self, decision: &Decision) {
        self.rows += 1;
        let bucket = match decision {
            Decision::New => &mut self.new,
            Decision::Combine { .. } => &mut self.combined,
            Decision::DuplicateInFile => &mut self.duplicate_in_file,
            Decision::Fill { .. } => &mut self.filled,
            Decision::Update { .. } => &mut self.updated,
            Decision::Unchanged => &mut self.unchanged,
            Decision::Held(_) => &mut self.held,
            Decision::Suppressed => &mut self.suppressed,
            Decision::Rejected(_) => &mut self.rejected,
        };
        *bucket += 1;
    }

    /// The sum of all places; always equals `rows`.
    pub fn sum(&self) -> u64 {
        self.new
            + self.combined
            + self.updated
            + self.filled
            + self.unchanged
            + self.duplicate_in_file
            + self.held
            + self.suppressed
            + self.rejected
    }
}

impl Report {
    /// Counts one row and its flagged cells.
    pub fn count(&mut self, decision: &Decision, flags: &[CellFlag]) {
        self.buckets.count(decision);
        if let Some(reason) = decision.reason() {
            *self.reasons.entry(reason).or_default() += 1;
        }
        for flag in flags {
            *self.cells.entry((flag.column, flag.problem)).or_default() += 1;
        }
    }
}

impl Decision {
    /// Why the row was set aside, if it was.
    pub const fn reason(&self) -> Option<RejectReason> {
        match self {
            Self::Held(reason) | Self::Rejected(reason) => Some(*reason),
            Self::Suppressed => Some(RejectReason::Suppressed),
            _ => None,
        }
    }
}
