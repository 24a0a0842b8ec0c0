//! From a file to its records: what kind of file it is and how its cells are taken out of it.

mod apart;
mod bundle;
mod card;
mod delimiter;
mod encoding;
mod input;
mod kind;
mod line;
mod markup;
mod objects;
mod record;
mod sheet;
mod text;
mod xls;

use std::ops::ControlFlow;
use std::path::Path;

pub use apart::{read_apart, read_if_asked};
pub(super) use bundle::Contents;
pub(super) use input::Input;
pub(super) use record::{Record, Rows};

use self::apart::Apart;
use self::bundle::Bundle;
use self::card::Cards;
use self::kind::Kind;
use self::markup::{Dialect, Markup};
use self::objects::Objects;
use self::sheet::{ErrorCells, Sheet};
use self::text::Text;
use self::xls::OldWorkbook;
use super::file::Layout;
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
    Sheet(Box<Sheet>),
    OldWorkbook(OldWorkbook),
    Markup(Markup),
    Cards(Cards),
    Objects(Objects),
    Bundle(Box<Bundle>),
    /// Read by a process of its own.
    Apart(Box<Apart>),
}

impl Source {
    /// Finds out the kind of file and how to read it. Reads most kinds through once.
    pub(super) fn open(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        match Apart::open(path, options) {
            Some(apart) => apart.map(|apart| Self::Apart(Box::new(apart))),
            None => Self::open_here(path, options),
        }
    }

    /// As [`Source::open`], in this very process.
    fn open_here(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        if path.is_dir() {
            let bundle = Bundle::of_folder(path, options)?;
            return Ok(Self::Bundle(Box::new(bundle)));
        }
        let input = Input::file(path);
        Self::of(&input, kind::sniff(&input)?, options)
    }

    /// Finds out how to read what is of this kind.
    fn of(input: &Input, kind: Kind, options: &ImportOptions) -> Result<Self, Problem> {
        if let (Kind::Text | Kind::Cards | Kind::Objects | Kind::Archive, Some(given)) =
            (kind, &options.sheet)
        {
            return Err(no_such_sheet(given, &[]).into());
        }
        Ok(match kind {
            Kind::Text => Self::Text(Text::open(input, options)?),
            Kind::Workbook => Self::Sheet(Box::new(Sheet::open(input, options)?)),
            Kind::OldWorkbook => Self::OldWorkbook(OldWorkbook::open(input, options)?),
            Kind::OpenDocument => Self::markup(input, Dialect::OpenDocument, options)?,
            Kind::Html => Self::markup(input, Dialect::Html, options)?,
            Kind::Xml2003 => Self::markup(input, Dialect::Xml2003, options)?,
            Kind::Cards => Self::Cards(Cards::open(input, options)?),
            Kind::Objects => Self::Objects(Objects::open(input, options)?),
            Kind::Archive => Self::Bundle(Box::new(Bundle::of_archive(input, options)?)),
            Kind::Empty => return Err(ImportProblem::NoRows.into()),
            Kind::Broken if input.is_called_zip() => {
                return Err(ImportProblem::BrokenArchive.into());
            }
            Kind::Broken => return Err(ImportProblem::BrokenSpreadsheet.into()),
            Kind::Protected => return Err(ImportProblem::ProtectedSpreadsheet.into()),
            Kind::Other => return Err(ImportProblem::UnknownKind.into()),
        })
    }

    fn markup(input: &Input, dialect: Dialect, options: &ImportOptions) -> Result<Self, Problem> {
        Markup::open(input, dialect, options).map(Self::Markup)
    }

    /// Lets go of what is kept between readings, where many are opened and read one by one.
    fn close(&self) {
        if let Self::Sheet(sheet) = self {
            sheet.close();
        }
    }

    /// Hands over every record that is not blank, in order, until the sink breaks off.
    pub(super) fn each(&self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Result<(), Problem> {
        self.each_as(ErrorCells::Blank, sink)
    }

    /// As [`Source::each`], with the names of errors in the cells of a workbook that hold one: in
    /// a list that comes back, such a cell was not cleared by anybody.
    pub(super) fn each_with_errors(
        &self,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        self.each_as(ErrorCells::Named, sink)
    }

    fn each_as(
        &self,
        errors: ErrorCells,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        match self {
            Self::Text(text) => text.each(sink),
            Self::Sheet(sheet) => sheet.each(errors, sink),
            Self::OldWorkbook(workbook) => workbook.each(sink),
            Self::Markup(markup) => markup.each(sink),
            Self::Cards(cards) => cards.each(sink),
            Self::Objects(objects) => objects.each(sink),
            Self::Bundle(bundle) => bundle.each(sink),
            Self::Apart(apart) => apart.each(errors, sink),
        }
    }

    /// Whether plain numbers may be dates in a spreadsheet's count of days.
    pub(super) fn has_serial_dates(&self) -> bool {
        match self {
            Self::Sheet(_) | Self::OldWorkbook(_) => true,
            Self::Markup(markup) => markup.has_serial_dates(),
            Self::Bundle(bundle) => bundle.has_serial_dates(),
            Self::Apart(apart) => apart.has_serial_dates(),
            Self::Text(_) | Self::Cards(_) | Self::Objects(_) => false,
        }
    }

    /// Whether the first record is known to be headers, which the reader made itself.
    pub(super) const fn makes_headers(&self) -> bool {
        match self {
            Self::Cards(_) | Self::Objects(_) => true,
            Self::Apart(apart) => apart.makes_headers(),
            _ => false,
        }
    }

    /// What is in a folder or an archive.
    pub(super) fn contents(&self) -> Option<&Contents> {
        match self {
            Self::Bundle(bundle) => Some(bundle.contents()),
            Self::Apart(apart) => apart.contents(),
            _ => None,
        }
    }

    /// SHA-256 of the bytes of one file of several; nothing where there is only one.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub(super) fn hash(&self, part: usize) -> Result<Option<Vec<u8>>, Problem> {
        match self {
            Self::Bundle(bundle) => bundle.input(part).map(Input::hash).transpose(),
            Self::Apart(apart) => Ok(apart.hash(part)),
            _ => Ok(None),
        }
    }

    /// How the file is read.
    pub(super) fn layout(&self) -> Layout {
        let sheet = |name: &str, all: &[String]| Layout::Sheet {
            name: name.to_owned(),
            all: all.to_vec(),
        };
        match self {
            Self::Text(text) => Layout::Text {
                encoding: text.encoding(),
                delimiter: text.delimiter(),
            },
            Self::Sheet(one) => sheet(one.name(), one.all()),
            Self::OldWorkbook(one) => sheet(one.name(), one.all()),
            Self::Markup(one) if one.all().is_empty() => Layout::Records,
            Self::Markup(one) => sheet(one.name(), one.all()),
            Self::Cards(_) | Self::Objects(_) => Layout::Records,
            Self::Bundle(bundle) => bundle.contents().layout(),
            Self::Apart(apart) => apart.layout(),
        }
    }
}

/// The sheet of this name, or without a name the first of those with most rows.
fn choose_sheet(
    names: &[String],
    rows: &[u64],
    given: Option<&str>,
) -> Result<usize, ImportProblem> {
    if let Some(given) = given {
        let exact = names.iter().position(|name| name == given);
        let trimmed = || names.iter().position(|name| name.trim() == given.trim());
        return exact
            .or_else(trimmed)
            .ok_or_else(|| no_such_sheet(given, names));
    }
    let most = rows.iter().max().ok_or(ImportProblem::NoRows)?;
    Ok(rows.iter().position(|count| count == most).unwrap_or(0))
}

fn no_such_sheet(given: &str, sheets: &[String]) -> ImportProblem {
    ImportProblem::UnknownSheet {
        given: given.to_owned(),
        sheets: sheets.to_vec(),
    }
}
