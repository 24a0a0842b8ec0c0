//! A file that was looked into, and can be read row by row.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::ReadRow;
use super::clean::Cleaner;
use super::head::Head;
use super::map::Mapping;
use super::options::ImportOptions;
use super::read::{Record, Source};
use crate::domain::problem::{Problem, RejectReason};

/// A file whose kind, encoding, columns and first rows are known.
#[derive(Debug)]
pub struct ImportFile {
    path: PathBuf,
    source: Source,
    head: Head,
    mapping: Mapping,
    cleaner: Cleaner,
}

/// How the file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    Text {
        /// As the Encoding Standard spells it.
        encoding: &'static str,
        delimiter: char,
    },
    Sheet {
        name: String,
    },
}

impl ImportFile {
    /// Looks into the file and finds out everything that `options` leaves open. Every call reads
    /// afresh, so that a preview follows each change of the options.
    pub fn open(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        let source = Source::open(path, options)?;
        let head = Head::read(&source, options.header, options.country)?;
        let mapping = Mapping::new(&head, options)?;
        let cleaner = Cleaner::new(&mapping, options, source.has_serial_dates());
        Ok(Self {
            path: path.to_owned(),
            source,
            head,
            mapping,
            cleaner,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn layout(&self) -> Layout {
        match &self.source {
            Source::Text(text) => Layout::Text {
                encoding: text.encoding(),
                delimiter: text.delimiter(),
            },
            Source::Sheet(sheet) => Layout::Sheet {
                name: sheet.name().to_owned(),
            },
        }
    }

    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The first rows of data with their numbers, as they are written.
    pub fn samples(&self) -> &[(u32, Vec<String>)] {
        self.head.samples()
    }

    /// Reads every row of data, in order. Rows of blanks are no rows.
    ///
    /// # Errors
    /// What `sink` returns stops the reading and is handed back.
    pub fn read(
        &self,
        sink: &mut dyn FnMut(ReadRow) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.records(&mut |record| {
            let row = record.row;
            sink(match self.fault(record) {
                Some(reason) => ReadRow::Rejected { row, reason },
                None => ReadRow::Draft(self.cleaner.clean(record)),
            })
        })
    }

    /// Hands over the records of data.
    pub(super) fn records(
        &self,
        sink: &mut dyn FnMut(Record<'_>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.source.each(&mut |record| {
            if !self.head.is_above(record.row) {
                sink(record)?;
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    pub(super) fn headers(&self) -> &[String] {
        self.head.headers()
    }

    /// How many columns the table has.
    pub(super) const fn width(&self) -> usize {
        self.head.width()
    }

    fn fault(&self, record: Record<'_>) -> Option<RejectReason> {
        let has_more = || {
            let width = self.head.width();
            record.len() > width
                && record
                    .cells()
                    .skip(width)
                    .any(|cell| !cell.trim().is_empty())
        };
        record
            .fault
            .or_else(|| has_more().then_some(RejectReason::TooManyCells))
    }
}
