//! A list that left to be edited and came back: found by one of its heads, and read as it is written.

use std::ops::ControlFlow;
use std::path::Path;

use super::file::Layout;
use super::options::ImportOptions;
use super::read::{Record, Source};
use crate::domain::problem::{Problem, RejectReason};
use crate::domain::roundtrip::looks_like_mark;

/// How many rows are looked at for the heads.
const ROWS: usize = 100;

/// A file one of whose columns holds marks.
#[derive(Debug)]
pub struct MarkedFile {
    source: Source,
    heads: Heads,
}

/// The row that names the columns.
#[derive(Debug)]
struct Heads {
    row: u32,
    names: Vec<String>,
    marks: usize,
    /// Rows with marks stand above: the heads were sorted away from the top, and nothing above them
    /// is a title.
    is_moved: bool,
}

/// One row, as it is written; error cells by their name.
#[derive(Clone, Copy, Debug)]
pub struct MarkedRow<'r> {
    /// As a spreadsheet numbers it.
    pub row: u32,
    /// It stands above the heads.
    pub is_above: bool,
    /// Why its cells cannot be trusted, if so.
    pub fault: Option<RejectReason>,
    record: Record<'r>,
    marks: usize,
}

impl MarkedFile {
    /// Looks for a column of this head; nothing when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(path: &Path, options: &ImportOptions, head: &str) -> Result<Option<Self>, Problem> {
        let source = Source::open(path, options)?;
        if let Some(heads) = find_heads(&source, head)? {
            return Ok(Some(Self { source, heads }));
        }
        // Somebody may have added a longer sheet.
        let others = match source.layout() {
            Layout::Sheet { all, .. } if options.sheet.is_none() => all,
            _ => Vec::new(),
        };
        for name in others {
            let options = ImportOptions {
                sheet: Some(name),
                ..options.clone()
            };
            let source = Source::open(path, &options)?;
            if let Some(heads) = find_heads(&source, head)? {
                return Ok(Some(Self { source, heads }));
            }
        }
        Ok(None)
    }

    /// What the columns are called, in the order of the file.
    pub fn heads(&self) -> &[String] {
        &self.heads.names
    }

    /// Which column holds the marks.
    pub const fn mark_column(&self) -> usize {
        self.heads.marks
    }

    /// Hands over every row that is not blank but the heads, until the sink breaks off.
    ///
    /// # Errors
    /// What the sink or the file says.
    pub fn each(
        &self,
        sink: &mut dyn FnMut(MarkedRow<'_>) -> Result<ControlFlow<()>, Problem>,
    ) -> Result<(), Problem> {
        let Heads {
            row,
            marks,
            is_moved,
            ..
        } = self.heads;
        self.source.each_with_errors(&mut |record| {
            if record.row == row {
                return Ok(ControlFlow::Continue(()));
            }
            sink(MarkedRow {
                row: record.row,
                is_above: record.row < row && !is_moved,
                fault: record.fault,
                record,
                marks,
            })
        })
    }
}

impl MarkedRow<'_> {
    /// What stands in a column.
    pub fn cell(&self, column: usize) -> &str {
        self.record.get(column)
    }

    pub fn mark(&self) -> &str {
        self.record.get(self.marks)
    }

    /// Everything in the row.
    pub fn cells(&self) -> Vec<String> {
        self.record.to_owned_cells()
    }
}

/// Whether the file has a column of this head.
pub(super) fn has_head(source: &Source, head: &str) -> Result<bool, Problem> {
    find_heads(source, head).map(|heads| heads.is_some())
}

fn find_heads(source: &Source, head: &str) -> Result<Option<Heads>, Problem> {
    let mut seen = 0;
    let mut found = None;
    let mut is_moved = false;
    source.each(&mut |record| {
        let is_it = |cell: &str| cell.trim().eq_ignore_ascii_case(head);
        if let Some(marks) = record.cells().position(is_it) {
            found = Some(Heads {
                row: record.row,
                names: record.cells().map(|cell| cell.trim().to_owned()).collect(),
                marks,
                is_moved,
            });
        }
        is_moved = is_moved || record.cells().any(looks_like_mark);
        seen += 1;
        // Where there are marks there are heads, wherever they were sorted to.
        Ok(if found.is_some() || (seen >= ROWS && !is_moved) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    })?;
    Ok(found)
}
