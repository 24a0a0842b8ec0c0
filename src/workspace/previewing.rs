//! What is in a file and what would become of it, before anything is brought in: with a book, as a
//! rehearsal; without one, in a book that lives in memory only.

use std::path::Path;

use super::importing::{ImportRequest, Imported, Watch};
use super::{Progress, Workspace, now};
use crate::book::Book;
use crate::domain::guard::unguard;
use crate::domain::phone::{NumberStatus, Region, read_cell};
use crate::domain::problem::{Problem, RejectReason};
use crate::domain::roundtrip::MARK_HEAD;
use crate::import::{Field, ImportFile, ImportOptions, Layout, Mapping, MarkedFile};

/// How a file is laid out, and its first rows.
#[derive(Clone, Debug)]
pub struct FileLook {
    pub layout: Layout,
    /// The first row of the table names the columns.
    pub has_header: bool,
    pub mapping: Mapping,
    /// With their numbers, as they are written.
    pub rows: Vec<(u32, Vec<String>)>,
    /// The same for every file with the same heads.
    pub signature: Vec<u8>,
    /// The same for all files of a kind whose columns differ from file to file.
    pub family: Option<Vec<u8>>,
    /// Where numbers without a country code are plainly at home, if not where they were said to be.
    pub other_country: Option<Region>,
    /// It left a book to be edited, and came back.
    pub is_marked: bool,
}

/// Looks into a file. Reads little of it, except to find out its encoding. `countries` are those
/// that numbers without a country code may be at home in.
///
/// # Errors
/// When it cannot be read, or the options name what is not there.
pub fn look_at(
    path: &Path,
    options: &ImportOptions,
    countries: &[Region],
) -> Result<FileLook, Problem> {
    let file = ImportFile::look(path, options)?;
    Ok(FileLook {
        other_country: other_country(&file, options.country, countries),
        layout: file.layout(),
        has_header: file.has_header(),
        mapping: file.mapping().clone(),
        rows: file.samples().to_vec(),
        signature: file.signature(),
        family: file.family(),
        is_marked: is_marked(&file, options)?,
    })
}

/// Whether it is a list that left to be edited; of a workbook, any sheet may be.
fn is_marked(file: &ImportFile, options: &ImportOptions) -> Result<bool, Problem> {
    let has_others = matches!(file.layout(), Layout::Sheet { all, .. } if all.len() > 1);
    Ok(file.has_column(MARK_HEAD)?
        || (has_others && MarkedFile::open(file.path(), options, MARK_HEAD)?.is_some()))
}

/// The country in which more than twice as many of the first numbers are good.
fn other_country(file: &ImportFile, home: Region, countries: &[Region]) -> Option<Region> {
    let columns = file.mapping().columns().iter().enumerate();
    let columns: Vec<usize> = columns
        .filter(|(_, column)| {
            matches!(
                column.field,
                Some(Field::Mobile | Field::Phone | Field::RecipientPhone)
            )
        })
        .map(|(index, _)| index)
        .collect();
    let rows = file.samples().iter();
    let cells: Vec<&str> = rows
        .flat_map(|(_, cells)| columns.iter().filter_map(|index| cells.get(*index)))
        .map(|cell| unguard(cell).unwrap_or(cell))
        .collect();
    let good = |country: Region| {
        let is_good = |cell: &&&str| read_cell(cell, country).status == NumberStatus::Ok;
        cells.iter().filter(is_good).count()
    };
    let at_home = good(home);
    // Nothing can beat a home that most numbers are good in.
    if at_home * 2 >= cells.len() {
        return None;
    }
    let others = countries.iter().filter(|country| **country != home);
    let best = others.map(|country| (good(*country), *country));
    // Of several that are as good, the first of the list.
    best.reduce(|best, next| if next.0 > best.0 { next } else { best })
        .filter(|(most, _)| *most > at_home * 2)
        .map(|(_, country)| country)
}

/// What would be in a new book if this file came in: all of it happens in memory.
///
/// # Errors
/// What the file says, or that it was stopped.
pub fn preview_alone(
    request: &ImportRequest,
    progress: &dyn Progress,
) -> Result<Imported, Problem> {
    let mut workspace = Workspace::over(Book::in_memory(now())?)?;
    let request = ImportRequest {
        rejects: None,
        rehearsal: false,
        ..request.clone()
    };
    let watch = Watch {
        listing: true,
        ..Watch::default()
    };
    workspace.import_watched(&request, &watch, progress)
}

/// The rows of these numbers, which must ascend, as they are written.
///
/// # Errors
/// When the file cannot be read any more.
pub fn rows_of(
    path: &Path,
    options: &ImportOptions,
    numbers: &[u32],
) -> Result<Vec<(u32, Vec<String>)>, Problem> {
    ImportFile::look(path, options)?.rows(numbers)
}

/// Writes rows that were set aside, whose numbers must ascend, with the reasons into a new file.
///
/// # Errors
/// What the file or its new place says.
pub fn write_rejects(
    path: &Path,
    options: &ImportOptions,
    rejects: &[(u32, RejectReason)],
    place: &Path,
) -> Result<(), Problem> {
    ImportFile::look(path, options)?
        .write_rejects(place, rejects)?
        .place()
}

impl Workspace {
    /// What would happen if this file came in; the book stays as it is.
    ///
    /// # Errors
    /// What the file or the book says, or that it was stopped.
    pub fn preview_import(
        &mut self,
        request: &ImportRequest,
        progress: &dyn Progress,
    ) -> Result<Imported, Problem> {
        let request = ImportRequest {
            rejects: None,
            rehearsal: true,
            ..request.clone()
        };
        let watch = Watch {
            listing: true,
            ..Watch::default()
        };
        self.import_watched(&request, &watch, progress)
    }
}
