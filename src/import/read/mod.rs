//! From a file to its records: what kind of file it is and how its cells are taken out of it.

mod delimiter;
mod encoding;
mod kind;
mod record;
mod sheet;
mod text;

use std::ops::ControlFlow;
use std::path::Path;

pub(super) use record::{Record, Rows};

use self::kind::Kind;
use self::sheet::{ErrorCells, Sheet};
use self::text::Text;
use super::options::ImportOptions;
use crate::domain::problem::{ImportProblem, Problem};

/// Most columns of anything real.
pub(super) const MAX_COLUMNS: usize = 2_000;
/// Most bytes of one cell, as UTF-8.
pub(super) const MAX_FIELD: usize = 1 << 20;
/// Most bytes of one record, as UTF-8.
pub(super) const MAX_RECORD: usize = 4 << 20;

/// What a sink answers after each record.
pub(super) type Answer = Result<ControlFlow<()>, Problem>;

/// A file of which it is known how to take out its records.
#[derive(Debug)]
pub(super) enum Source {
    Text(Text),
    Sheet(Sheet),
}

impl Source {
    /// Finds out the kind of file and how to read it. Reads a text file through once.
    pub(super) fn open(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        match (kind::sniff(path)?, &options.sheet) {
            (Kind::Text, Some(given)) => Err(ImportProblem::UnknownSheet {
                given: given.clone(),
                sheets: Vec::new(),
            }
            .into()),
            (Kind::Text, None) => Ok(Self::Text(Text::open(path, options)?)),
            (Kind::Workbook, _) => Ok(Self::Sheet(Sheet::open(path, options)?)),
            (Kind::Empty, _) => Err(ImportProblem::NoRows.into()),
            (Kind::Protected, _) => Err(ImportProblem::ProtectedSpreadsheet.into()),
            (Kind::OldExcel, _) => Err(ImportProblem::OldExcel.into()),
            (Kind::Other, _) => Err(ImportProblem::UnknownKind.into()),
        }
    }

    /// Hands over every record that is not blank, in order, until the sink breaks off.
    pub(super) fn each(&self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Result<(), Problem> {
        match self {
            Self::Text(text) => text.each(sink),
            Self::Sheet(sheet) => sheet.each(ErrorCells::Blank, sink),
        }
    }

    /// As [`Source::each`], with the names of errors in the cells of a workbook that hold one: in
    /// a list that comes back, such a cell was not cleared by anybody.
    pub(super) fn each_with_errors(
        &self,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        match self {
            Self::Text(text) => text.each(sink),
            Self::Sheet(sheet) => sheet.each(ErrorCells::Named, sink),
        }
    }

    /// Whether plain numbers may be dates in a spreadsheet's count of days.
    pub(super) const fn has_serial_dates(&self) -> bool {
        matches!(self, Self::Sheet(_))
    }
}
