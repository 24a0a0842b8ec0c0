//! From a file to its records: what kind of file it is and how its cells are taken out of it.

mod apart;
mod card;
mod delimiter;
mod encoding;
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
pub(super) use record::{Record, Rows};

use self::apart::Apart;
use self::card::Cards;
use self::kind::Kind;
use self::markup::{Dialect, Markup};
use self::objects::Objects;
use self::sheet::Sheet;
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
    Sheet(Sheet),
    OldWorkbook(OldWorkbook),
    Markup(Markup),
    Cards(Cards),
    Objects(Objects),
    /// Read by a process of its own.
    Apart(Apart),
}

impl Source {
    /// Finds out the kind of file and how to read it. Reads most kinds through once.
    pub(super) fn open(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        match Apart::open(path, options) {
            Some(apart) => apart.map(Self::Apart),
            None => Self::open_here(path, options),
        }
    }

    /// As [`Source::open`], in this very process.
    fn open_here(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        let kind = kind::sniff(path)?;
        if let (Kind::Text | Kind::Cards | Kind::Objects, Some(given)) = (kind, &options.sheet) {
            return Err(no_such_sheet(given, &[]).into());
        }
        Ok(match kind {
            Kind::Text => Self::Text(Text::open(path, options)?),
            Kind::Workbook => Self::Sheet(Sheet::open(path, options)?),
            Kind::OldWorkbook => Self::OldWorkbook(OldWorkbook::open(path, options)?),
            Kind::OpenDocument => Self::markup(path, Dialect::OpenDocument, options)?,
            Kind::Html => Self::markup(path, Dialect::Html, options)?,
            Kind::Xml2003 => Self::markup(path, Dialect::Xml2003, options)?,
            Kind::Cards => Self::Cards(Cards::open(path, options)?),
            Kind::Objects => Self::Objects(Objects::open(path, options)?),
            Kind::Empty => return Err(ImportProblem::NoRows.into()),
            Kind::Broken => return Err(ImportProblem::BrokenSpreadsheet.into()),
            Kind::Protected => return Err(ImportProblem::ProtectedSpreadsheet.into()),
            Kind::Other => return Err(ImportProblem::UnknownKind.into()),
        })
    }

    fn markup(path: &Path, dialect: Dialect, options: &ImportOptions) -> Result<Self, Problem> {
        Markup::open(path, dialect, options).map(Self::Markup)
    }

    /// Hands over every record that is not blank, in order, until the sink breaks off.
    pub(super) fn each(&self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Result<(), Problem> {
        match self {
            Self::Text(text) => text.each(sink),
            Self::Sheet(sheet) => sheet.each(sink),
            Self::OldWorkbook(workbook) => workbook.each(sink),
            Self::Markup(markup) => markup.each(sink),
            Self::Cards(cards) => cards.each(sink),
            Self::Objects(objects) => objects.each(sink),
            Self::Apart(apart) => apart.each(sink),
        }
    }

    /// Whether plain numbers may be dates in a spreadsheet's count of days.
    pub(super) fn has_serial_dates(&self) -> bool {
        match self {
            Self::Sheet(_) | Self::OldWorkbook(_) => true,
            Self::Markup(markup) => markup.has_serial_dates(),
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
