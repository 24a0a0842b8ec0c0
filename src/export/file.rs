//! A file of contacts that appears whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use super::column::{Column, Format};
use super::csv::Reader;
use super::json::Frame;
use super::sheet::Sheet;
use super::stream::Stream;
use super::vcard::Version;
use super::view::ExportContact;
use crate::domain::problem::{ExportProblem, FileProblem, Problem};

/// The ending of books, which no list may replace.
const BOOK_ENDING: &str = "haobu";

/// A file that is being written, beside its final place and readable only by its owner.
pub struct Export {
    /// As it was given, for problems.
    path: PathBuf,
    target: PathBuf,
    temporary: TempPath,
    sink: Sink,
    contacts: u64,
}

enum Sink {
    Stream(Stream<BufWriter<File>>),
    Sheet(Box<Sheet>),
}

impl Export {
    /// Starts a file. What is at `path` stays as it is until [`Export::finish`].
    ///
    /// # Errors
    /// [`Problem::File`] with `path`: the folder is missing or closed, `path` is a folder, or it is
    /// something that no list may replace (a device, a book).
    pub fn create(path: &Path, format: Format, columns: &[Column]) -> Result<Self, Problem> {
        let heads: Vec<String> = columns
            .iter()
            .map(|column| column.word().to_owned())
            .collect();
        Self::create_with(path, format, columns, &heads)
    }

    /// As [`Export::create`], with other names for the columns, for whoever reads no English.
    ///
    /// # Errors
    /// As [`Export::create`].
    pub fn create_with(
        path: &Path,
        format: Format,
        columns: &[Column],
        heads: &[String],
    ) -> Result<Self, Problem> {
        Self::begin(path, format, columns, heads, None)
    }

    /// As [`Export::create_with`], with one more, last column of this head that holds a mark per
    /// row and stays out of sight where a format knows how: a table that comes back.
    ///
    /// # Errors
    /// As [`Export::create`]; [`ExportProblem::NotForEditing`] for a format that is no table.
    pub fn create_marked(
        path: &Path,
        format: Format,
        columns: &[Column],
        heads: &[String],
        mark_head: &str,
    ) -> Result<Self, Problem> {
        if !format.can_be_edited() {
            return Err(ExportProblem::NotForEditing.into());
        }
        Self::begin(path, format, columns, heads, Some(mark_head))
    }

    fn begin(
        path: &Path,
        format: Format,
        columns: &[Column],
        heads: &[String],
        mark_head: Option<&str>,
    ) -> Result<Self, Problem> {
        let fail = |error: io::Error| Problem::file(path, &error);
        let target = target(path)?;
        let folder = folder_of(&target);
        let made = Builder::new()
            .prefix(".haobu-")
            .suffix(".tmp")
            .tempfile_in(folder);
        let (file, temporary) = made
            .map_err(|error| Problem::making(path, &error))?
            .into_parts();
        let out = BufWriter::new(file);
        let sink = match format {
            Format::Csv => {
                let mut heads = heads.to_vec();
                heads.extend(mark_head.map(str::to_owned));
                let table = Stream::table(out, columns, &heads, Reader::Spreadsheet);
                Sink::Stream(table.map_err(fail)?)
            }
            Format::Vcard => Sink::Stream(Stream::cards(out, columns, Version::V3)),
            Format::Vcard4 => Sink::Stream(Stream::cards(out, columns, Version::V4)),
            Format::Json => Sink::Stream(Stream::objects(out, Frame::Array)),
            Format::Xlsx => Sink::Sheet(Box::new(
                Sheet::new(out, columns, heads, mark_head).map_err(|failed| failed.at(path))?,
            )),
        };
        Ok(Self {
            path: path.to_owned(),
            target,
            temporary,
            sink,
            contacts: 0,
        })
    }

    /// Adds one contact.
    ///
    /// # Errors
    /// [`Problem::File`] with the path, and for a spreadsheet [`ExportProblem`] when it is full.
    pub fn write(&mut self, contact: &ExportContact<'_>) -> Result<(), Problem> {
        self.put(contact, None)
    }

    /// Adds one contact with the mark of its row, to a file that has a column for it.
    ///
    /// # Errors
    /// As [`Export::write`].
    pub fn write_marked(&mut self, contact: &ExportContact<'_>, mark: &str) -> Result<(), Problem> {
        self.put(contact, Some(mark))
    }

    fn put(&mut self, contact: &ExportContact<'_>, mark: Option<&str>) -> Result<(), Problem> {
        match &mut self.sink {
            Sink::Stream(stream) => {
                stream
                    .write(contact, mark)
                    .map_err(|error| Problem::file(&self.path, &error))?;
            }
            Sink::Sheet(sheet) => {
                sheet
                    .write(contact, mark)
                    .map_err(|failed| failed.at(&self.path))?;
            }
        }
        self.contacts += 1;
        Ok(())
    }

    /// Puts the file in its place once it is safe on the disk, and returns how many contacts are in
    /// it.
    ///
    /// # Errors
    /// As [`Export::write`]; what was at the path is then still there.
    pub fn finish(self) -> Result<u64, Problem> {
        let Self {
            path,
            target,
            temporary,
            sink,
            contacts,
        } = self;
        let fail = |error: io::Error| Problem::file(&path, &error);
        let out = match sink {
            Sink::Stream(stream) => stream.finish().map_err(fail)?,
            Sink::Sheet(sheet) => sheet.finish().map_err(|failed| failed.at(&path))?,
        };
        let file = out.into_inner().map_err(|error| fail(error.into_error()))?;
        file.sync_all().map_err(fail)?;
        temporary
            .persist(&target)
            .map_err(|refused| fail(refused.error))?;
        sync_folder(folder_of(&target)).map_err(fail)?;
        Ok(contacts)
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export")
            .field("path", &self.path)
            .field("contacts", &self.contacts)
            .finish_non_exhaustive()
    }
}

/// Where the file will be: behind a link, what the link points to.
fn target(path: &Path) -> Result<PathBuf, Problem> {
    let refuse = |kind| Problem::File {
        path: path.to_owned(),
        kind,
    };
    let ending = path.extension().and_then(std::ffi::OsStr::to_str);
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(refuse(FileProblem::IsFolder)),
        Ok(found) if !found.is_file() => Err(refuse(FileProblem::Exists)),
        Ok(_) if ending == Some(BOOK_ENDING) => Err(refuse(FileProblem::Exists)),
        Ok(_) => path
            .canonicalize()
            .map_err(|error| Problem::file(path, &error)),
        Err(_) => Ok(path.to_owned()),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Makes the new name itself survive a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere folders cannot be opened, and renaming is safe by itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
