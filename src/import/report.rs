//! Where the rows of a file ended, in numbers.

use std::collections::BTreeMap;

use super::draft::CellFlag;
use super::file::FileLeftOut;
use super::plan::Decision;
use crate::domain::problem::{CellProblem, RejectReason};

/// How many rows ended in each place. The places add up to `rows`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
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

/// The places a row can end in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    New,
    Combined,
    Updated,
    Filled,
    Unchanged,
    DuplicateInFile,
    Held,
    Suppressed,
    Rejected,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub buckets: Buckets,
    /// How many cells of a column (by index) were flagged, and for what.
    pub cells: BTreeMap<(usize, CellProblem), u64>,
    /// How many rows were set aside, and why.
    pub reasons: BTreeMap<RejectReason, u64>,
    /// Of a folder or an archive, file by file.
    pub parts: Vec<PartReport>,
    /// Files of a folder or an archive that did not come in; filled in by the caller.
    pub left_out: Vec<FileLeftOut>,
    /// Wall-clock time; filled in by the caller.
    pub seconds: f64,
}

/// Where the rows of one file of several ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartReport {
    /// Below the folder or archive, with slashes.
    pub name: String,
    pub buckets: Buckets,
}

impl Buckets {
    /// Counts one row.
    pub fn count(&mut self, decision: &Decision) {
        self.rows += 1;
        *self.place(decision.bucket()) += 1;
    }

    /// How many rows ended in one place.
    pub fn of(mut self, bucket: Bucket) -> u64 {
        *self.place(bucket)
    }

    fn place(&mut self, bucket: Bucket) -> &mut u64 {
        match bucket {
            Bucket::New => &mut self.new,
            Bucket::Combined => &mut self.combined,
            Bucket::Updated => &mut self.updated,
            Bucket::Filled => &mut self.filled,
            Bucket::Unchanged => &mut self.unchanged,
            Bucket::DuplicateInFile => &mut self.duplicate_in_file,
            Bucket::Held => &mut self.held,
            Bucket::Suppressed => &mut self.suppressed,
            Bucket::Rejected => &mut self.rejected,
        }
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

impl Bucket {
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Combined,
        Self::Updated,
        Self::Filled,
        Self::Unchanged,
        Self::DuplicateInFile,
        Self::Held,
        Self::Suppressed,
        Self::Rejected,
    ];

    /// Whether rows that end here are written.
    pub const fn is_taken(self) -> bool {
        matches!(
            self,
            Self::New | Self::Combined | Self::Updated | Self::Filled
        )
    }
}

impl Decision {
    /// Where the row ends.
    pub const fn bucket(&self) -> Bucket {
        match self {
            Self::New => Bucket::New,
            Self::Combine { .. } => Bucket::Combined,
            Self::DuplicateInFile => Bucket::DuplicateInFile,
            Self::Fill { .. } => Bucket::Filled,
            Self::Update { .. } => Bucket::Updated,
            Self::Unchanged => Bucket::Unchanged,
            Self::Held(_) => Bucket::Held,
            Self::Suppressed => Bucket::Suppressed,
            Self::Rejected(_) => Bucket::Rejected,
        }
    }

    /// Why the row was set aside, if it was.
    pub const fn reason(&self) -> Option<RejectReason> {
        match self {
            Self::Held(reason) | Self::Rejected(reason) => Some(*reason),
            Self::Suppressed => Some(RejectReason::Suppressed),
            _ => None,
        }
    }
}
