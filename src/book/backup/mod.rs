//! Backups: sealed snapshots that were restored once before anybody relies on them.

mod make;
mod restore;
mod retention;
mod seal;

use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension as _;

use super::{Book, database_problem};
use crate::domain::problem::{BookProblem, Problem};

pub use make::Snapshot;
pub use restore::{Restored, Verified};
pub use seal::Manifest;
pub(super) use seal::hex;

/// How the names of backups end.
const ENDING: &str = "haobu-backup";

/// Where a book stands: which one it is, and the newest entry of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In hexadecimal digits.
    pub book: String,
    pub op: i64,
    /// The HMAC of that entry, in hexadecimal digits.
    pub head: String,
}

/// A backup in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub bytes: u64,
    /// None when the file does not hold together.
    pub manifest: Option<Manifest>,
}

impl Book {
    /// Whether the file at `path` ends like a backup. Not for a book that is open.
    pub fn is_backup_at(path: &Path) -> bool {
        is_backup(path)
    }

    /// Which book this is and how far its log goes.
    ///
    /// # Errors
    /// What the database says.
    pub fn mark(&self) -> Result<Mark, Problem> {
        let meta = |key: &str| -> Result<Vec<u8>, Problem> {
            self.connection
                .query_row("SELECT value FROM meta WHERE key=?1", [key], |row| {
                    row.get(0)
                })
                .optional()
                .map_err(database_problem)?
                .ok_or_else(|| BookProblem::NotABook.into())
        };
        let op = self
            .connection
            .query_row("SELECT coalesce(max(id),0) FROM op", [], |row| row.get(0))
            .map_err(database_problem)?;
        Ok(Mark {
            book: hex(&meta("uuid")?),
            op,
            head: hex(&meta("audit_head")?),
        })
    }
}

impl Mark {
    /// Whether a backup holds exactly this.
    pub fn is_in(&self, manifest: &Manifest) -> bool {
        self.book == manifest.book && self.op == manifest.op && self.head == manifest.head
    }
}

impl Backup {
    /// The backups in a folder, the newest first, those that do not hold together last.
    ///
    /// # Errors
    /// What the system says of the folder: a stick that is not there is
    /// [`crate::domain::problem::FileProblem::Missing`].
    pub fn all_in(folder: &Path) -> Result<Vec<Self>, Problem> {
        let failed = |error: std::io::Error| Problem::file(folder, &error);
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let is_named = path.extension().is_some_and(|ending| ending == ENDING);
            let Some(metadata) = entry
                .metadata()
                .ok()
                .filter(|metadata| is_named && metadata.is_file())
            else {
                continue;
            };
            found.push(Self {
                manifest: seal::read_tail(&path).ok().map(|tail| tail.manifest),
                bytes: metadata.len(),
                path,
            });
        }
        found.sort_by(|a, b| {
            let number = |backup: &Self| backup.manifest.as_ref().map(|manifest| manifest.number);
            number(b).cmp(&number(a)).then_with(|| a.path.cmp(&b.path))
        });
        Ok(found)
    }

    /// The backups of one book in a folder, the newest first.
    ///
    /// # Errors
    /// As [`Backup::all_in`].
    pub fn of_book(folder: &Path, book: &str) -> Result<Vec<(PathBuf, Manifest)>, Problem> {
        Ok(Self::all_in(folder)?
            .into_iter()
            .filter_map(|backup| Some((backup.path, backup.manifest?)))
            .filter(|(_, manifest)| manifest.book == book)
            .collect())
    }

    /// Where the backups of the book at `path` go when nothing else is said: a folder beside it.
    pub fn folder_beside(path: &Path) -> PathBuf {
        path.with_extension("backups")
    }
}

/// Whether the file ends like a backup.
pub(super) fn is_backup(path: &Path) -> bool {
    !matches!(
        seal::read_tail(path),
        Err(Problem::Book(BookProblem::NotABackup) | Problem::File { .. })
    )
}
