//! A file that was looked into, and can be read row by row.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::ReadRow;
use super::clean::Cleaner;
use super::draft::Draft;
use super::head::Head;
use super::map::{Mapping, is_secret, normalise};
use super::marked::has_head;
use super::options::ImportOptions;
use super::read::{Contents, Input, Record, Source};
use super::report::PartReport;
use super::survey::Survey;
use crate::domain::problem::{FileFault, ImportProblem, Problem, RejectReason};

/// A file whose kind, encoding, columns and first rows are known.
#[derive(Debug)]
pub struct ImportFile {
    path: PathBuf,
    source: Source,
    head: Head,
    mapping: Mapping,
    cleaner: Cleaner,
    /// Columns whose cells are shown and written nowhere.
    secrets: Vec<usize>,
    /// SHA-256 of all bytes, once it is known.
    hash: OnceLock<Vec<u8>>,
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
        /// Every sheet of the workbook, in its order.
        all: Vec<String>,
    },
    /// Nothing about it can be chosen.
    Records,
    /// Several files, from a folder or an archive.
    Bundle {
        /// Those that come in, if the user does not leave them out.
        parts: Vec<FilePart>,
        /// Those that do not: no table is in them, or nobody, or they cannot be read.
        left_out: Vec<FileLeftOut>,
    },
}

/// One file of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePart {
    /// Below the folder or archive, with slashes.
    pub name: String,
    /// What is added to the number of a row, so that no two rows of the whole have the same.
    pub offset: u32,
    /// Rows of data.
    pub rows: u64,
    /// Name of the preset that it was recognised as.
    pub preset: Option<String>,
    /// Which columns of the whole are its own, by index.
    pub columns: Vec<usize>,
    /// The user leaves it out.
    pub is_without: bool,
}

/// One file that cannot come in with the others, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileLeftOut {
    pub name: String,
    pub why: FileFault,
}

impl Layout {
    /// Which file of several a row stands in, by name, and its number there.
    pub fn place_of(&self, row: u32) -> Option<(&str, u32)> {
        let Self::Bundle { parts, .. } = self else {
            return None;
        };
        let above = parts.partition_point(|part| part.offset < row);
        let part = parts.get(above.checked_sub(1)?)?;
        Some((&part.name, row - part.offset))
    }
}

impl ImportFile {
    /// Looks into the file and finds out everything that `options` leaves open. Every call reads
    /// afresh, so that a preview follows each change of the options.
    ///
    /// # Errors
    /// As [`ImportFile::look`], and when no column tells who someone is.
    pub fn open(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        let file = Self::look(path, options)?;
        if file.mapping.tells_who() {
            Ok(file)
        } else {
            Err(ImportProblem::NothingRecognised.into())
        }
    }

    /// Opens the file as [`ImportFile::open`] does. While another process looks into it, there is
    /// time for something else, and for the hash of a file that is soon hashed.
    pub fn open_meanwhile<T>(
        path: &Path,
        options: &ImportOptions,
        meanwhile: impl FnOnce() -> T,
    ) -> (Result<Self, Problem>, T) {
        /// Bytes. A file that cannot be opened shall not be hashed for long before that is said.
        const SOON: u64 = 64 << 20;
        std::thread::scope(|scope| {
            let opening = scope.spawn(|| Self::open(path, options));
            let done = meanwhile();
            let found = std::fs::metadata(path);
            let is_soon_hashed = found.is_ok_and(|found| found.is_file() && found.len() <= SOON);
            let hash = is_soon_hashed.then(|| Input::file(path).hash());
            let opened = opening
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            // Why there is none is said to whoever asks for it.
            if let (Ok(file), Some(Ok(hash))) = (&opened, hash) {
                file.hash.set(hash).ok();
            }
            (opened, done)
        })
    }

    /// Looks into the file as [`ImportFile::open`] does, even where no column tells who someone
    /// is, so that the user can say what the columns are.
    ///
    /// # Errors
    /// When the file cannot be read, or the options name what is not there.
    pub fn look(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        let source = Source::open(path, options)?;
        let mut head = Head::read(&source, options.header, options.country)?;
        let presets = source.contents().map(Contents::presets);
        let mapping = Mapping::new(&head, options, presets)?;
        let headers = head.headers().iter();
        let secrets: Vec<usize> = (0..)
            .zip(headers)
            .filter(|(_, header)| is_secret(header))
            .map(|(column, _)| column)
            .collect();
        head.forget(&secrets);
        let cleaner = Cleaner::new(&mapping, options, source.has_serial_dates());
        Ok(Self {
            path: path.to_owned(),
            source,
            head,
            mapping,
            cleaner,
            secrets,
            hash: OnceLock::new(),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn layout(&self) -> Layout {
        self.source.layout()
    }

    /// Which file of several a row stands in, and its number there.
    pub fn place_of(&self, row: u32) -> (usize, u32) {
        let contents = self.source.contents();
        let place = contents.and_then(|contents| contents.place_of(row));
        place.unwrap_or((0, row))
    }

    /// What one file of several is called, below the name of the folder or archive.
    pub fn name_of(&self, part: usize) -> String {
        let whole = self.path.file_name().unwrap_or_default().to_string_lossy();
        let contents = self.source.contents();
        match contents.and_then(|contents| contents.name_of(part)) {
            Some(name) => format!("{whole}/{name}"),
            None => whole.into_owned(),
        }
    }

    /// One empty report for each of several files, in their order.
    pub fn part_reports(&self) -> Vec<PartReport> {
        let contents = self.source.contents();
        let names = contents.into_iter().flat_map(Contents::names);
        let report = |name: &str| PartReport {
            name: name.to_owned(),
            ..PartReport::default()
        };
        names.map(report).collect()
    }

    /// Files of a folder or an archive that do not come in: no table is in them, or nobody, or
    /// they cannot be read.
    pub fn left_out(&self) -> &[FileLeftOut] {
        let contents = self.source.contents();
        contents.map_or(&[], |contents| contents.left_out.as_slice())
    }

    /// SHA-256 of the bytes of one file of several, or of the only one.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn hash(&self, part: usize) -> Result<Vec<u8>, Problem> {
        if let Some(hash) = self.source.hash(part)? {
            return Ok(hash);
        }
        if let Some(hash) = self.hash.get() {
            return Ok(hash.clone());
        }
        let hash = Input::file(&self.path).hash()?;
        Ok(self.hash.get_or_init(|| hash).clone())
    }

    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Whether the first row of the table names the columns.
    pub fn has_header(&self) -> bool {
        !self.head.headers().is_empty()
    }

    /// The same for every file with the same heads, however they are spelt.
    pub fn signature(&self) -> Vec<u8> {
        let mut hasher = Sha256::new();
        for header in self.head.headers() {
            hasher.update(normalise(header).as_bytes());
            hasher.update([0]);
        }
        hasher.update(self.head.width().to_string());
        hasher.finalize().to_vec()
    }

    /// The same for all files whose columns say what they are by names that a reader gives them,
    /// though no two need have as many: address books.
    pub fn family(&self) -> Option<Vec<u8>> {
        let preset = self.mapping.preset()?;
        self.source.makes_headers().then(|| {
            let mut hasher = Sha256::new();
            hasher.update(b"family\0");
            hasher.update(preset);
            hasher.finalize().to_vec()
        })
    }

    /// Whether a column has this head, whatever else the file is taken for.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn has_column(&self, head: &str) -> Result<bool, Problem> {
        has_head(&self.source, head)
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
        let mut above = None;
        self.records(&mut |record| {
            let row = record.row;
            sink(match self.fault(record) {
                Some(reason) => ReadRow::Rejected { row, reason },
                None => ReadRow::Draft(self.clean(record, &mut above)),
            })
        })
    }

    /// Reads as [`ImportFile::read`] does, and lets `survey` see every cell.
    ///
    /// # Errors
    /// As [`ImportFile::read`].
    pub fn read_surveyed(
        &self,
        survey: &mut Survey,
        sink: &mut dyn FnMut(ReadRow) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let mut above = None;
        self.records(&mut |record| {
            let row = record.row;
            sink(if let Some(reason) = self.fault(record) {
                ReadRow::Rejected { row, reason }
            } else {
                let draft = self.clean(record, &mut above);
                survey.see(record, &draft);
                ReadRow::Draft(draft)
            })
        })
    }

    /// What the record says; of some exporters with what the row above says about its order.
    fn clean(&self, record: Record<'_>, above: &mut Option<Draft>) -> Draft {
        let mut draft = self.cleaner.clean(record);
        if !self.mapping.continues() {
            return draft;
        }
        if let Some(above) = above {
            draft.continue_order(above);
        }
        *above = Some(draft.clone());
        draft
    }

    /// The rows of these numbers, which must ascend, as they are written.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn rows(&self, numbers: &[u32]) -> Result<Vec<(u32, Vec<String>)>, Problem> {
        let mut rest = numbers.iter().copied().peekable();
        let mut found = Vec::with_capacity(numbers.len());
        self.source.each(&mut |record| {
            while rest.next_if(|row| *row < record.row).is_some() {}
            if rest.next_if_eq(&record.row).is_some() {
                let cells = self.shown_cells(record).map(str::to_owned);
                found.push((record.row, cells.collect()));
            }
            Ok(match rest.peek() {
                Some(_) => ControlFlow::Continue(()),
                None => ControlFlow::Break(()),
            })
        })?;
        Ok(found)
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

    /// The cells of a record that may be shown and written.
    pub(super) fn shown_cells<'r>(&self, record: Record<'r>) -> impl Iterator<Item = &'r str> {
        let cells = (0..).zip(record.cells());
        cells.map(|(column, cell)| {
            if self.secrets.contains(&column) {
                ""
            } else {
                cell
            }
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
