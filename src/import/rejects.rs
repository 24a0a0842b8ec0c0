//! The file of rows that were set aside: their cells as they were, their rows and the reasons.
//!
//! It can be repaired and brought in again: the two columns it adds are known and ignored.

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::file::ImportFile;
use crate::domain::guard::guard;
use crate::domain::problem::{FileProblem, Problem, RejectReason};

/// Headers of the columns that are added.
const ROW: &str = "haobu_row";
const REASON: &str = "haobu_reason";

/// A file of rejects that is complete but not yet in its place; dropped there, it vanishes.
#[derive(Debug)]
#[must_use]
pub struct RejectsFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl RejectsFile {
    /// Moves the file to its place.
    pub fn place(self) -> Result<(), Problem> {
        let Self { file, path } = self;
        file.persist(&path)
            .map(drop)
            .map_err(|error| Problem::file(&path, &error.error))
    }
}

impl ImportFile {
    /// Writes the rows of these numbers, which must ascend, as CSV in UTF-8 with a mark. Reads the
    /// file once more, so that no cell has to be kept in memory until its fate is known.
    ///
    /// Cells that a spreadsheet would run get an apostrophe in front, which comes off again when
    /// they are read.
    pub fn write_rejects(
        &self,
        path: &Path,
        rejects: &[(u32, RejectReason)],
    ) -> Result<RejectsFile, Problem> {
        if path.is_dir() {
            return Err(Problem::File {
                path: path.to_owned(),
                kind: FileProblem::IsFolder,
            });
        }
        let fault = |error: &std::io::Error| Problem::file(path, error);
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut file = tempfile::Builder::new()
            .prefix(".haobu-")
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(|error| Problem::making(path, &error))?;
        file.write_all(b"\xEF\xBB\xBF")
            .map_err(|error| fault(&error))?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        let broken = |error: csv::Error| Problem::file(path, &error.into());
        // In front, so that rows with too many cells do not push them aside. A file that names no
        // columns gets blank headers.
        let headers = (0..self.width()).map(|column| {
            self.headers()
                .get(column)
                .map(String::as_str)
                .unwrap_or_default()
        });
        writer
            .write_record([ROW, REASON].into_iter().chain(headers))
            .map_err(broken)?;
        let mut rest = rejects.iter().peekable();
        self.records(&mut |record| {
            while rest.next_if(|(row, _)| *row < record.row).is_some() {}
            if let Some((row, reason)) = rest.next_if(|(row, _)| *row == record.row) {
                writer.write_field(row.to_string()).map_err(broken)?;
                writer.write_field(reason.word()).map_err(broken)?;
                for cell in self.shown_cells(record) {
                    writer.write_field(guard(cell).as_bytes()).map_err(broken)?;
                }
                writer.write_record(None::<&[u8]>).map_err(broken)?;
            }
            Ok(())
        })?;
        let file = writer.into_inner().map_err(|error| fault(error.error()))?;
        file.as_file().sync_all().map_err(|error| fault(&error))?;
        Ok(RejectsFile {
            file,
            path: path.to_owned(),
        })
    }
}
