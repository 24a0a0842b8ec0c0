//! A row that is being put together, cell by cell.

use std::ops::ControlFlow;

use super::{Answer, MAX_COLUMNS, MAX_FIELD, MAX_RECORD, Record};
use crate::domain::problem::{ImportProblem, RejectReason};

/// A row that is being put together.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) row: u32,
    /// Why the cells cannot be trusted, if so.
    pub(super) fault: Option<RejectReason>,
    text: String,
    ends: Vec<usize>,
}

impl Line {
    pub(super) fn start(&mut self, row: u32) {
        self.row = row;
        self.fault = None;
        self.text.clear();
        self.ends.clear();
    }

    /// How many cells there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn record(&self) -> Record<'_> {
        Record::new(self.row, &self.text, &self.ends).with_fault(self.fault)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.record().is_blank()
    }

    /// Hands the row over, unless there is nothing in it.
    pub(super) fn emit(&self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Answer {
        if self.is_blank() {
            return Ok(ControlFlow::Continue(()));
        }
        sink(self.record())
    }

    /// Adds the cell that `write` writes in this column, with blanks before it where some are left
    /// out. A cell that stands there already counts.
    pub(super) fn push(
        &mut self,
        column: usize,
        write: impl FnOnce(&mut String),
    ) -> Result<(), ImportProblem> {
        let too_large = ImportProblem::TooLarge {
            row: u64::from(self.row),
        };
        if column >= MAX_COLUMNS {
            return Err(too_large);
        }
        if column < self.ends.len() {
            return Ok(());
        }
        let start = self.text.len();
        self.ends.resize(column, start);
        write(&mut self.text);
        if self.text.len() - start > MAX_FIELD || self.text.len() > MAX_RECORD {
            return Err(too_large);
        }
        self.ends.push(self.text.len());
        Ok(())
    }

    /// Adds a cell behind the others.
    pub(super) fn add(&mut self, cell: &str) -> Result<(), ImportProblem> {
        self.push(self.ends.len(), |text| text.push_str(cell))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_their_columns() {
        let mut line = Line::default();
        line.start(5);
        assert!(line.is_blank());
        line.push(2, |text| text.push('x')).unwrap();
        line.push(1, |text| text.push('y')).unwrap();
        line.add("z").unwrap();
        assert_eq!(line.record().to_owned_cells(), ["", "", "x", "z"]);
        assert!(line.push(MAX_COLUMNS, |_| ()).is_err());
        assert!(line.add(&"x".repeat(MAX_FIELD + 1)).is_err());
        line.start(6);
        assert!(line.is_blank() && line.row == 6);
    }
}
