//! Backups of the open book, and books out of backups.

use std::path::{Path, PathBuf};

use super::{Access, Passphrase, Progress, Remembered, Workspace, now};
use crate::book::{Book, CheckReport};
use crate::domain::problem::Problem;

pub use crate::book::{Backup, Manifest, Mark, Restored, Snapshot};

/// What verification of a file found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the file says of itself, when it is a backup.
    pub backup: Option<Manifest>,
    pub report: CheckReport,
}

impl Workspace {
    /// Makes a backup in `folder`, or in the folder beside the book, and tries it out.
    ///
    /// # Errors
    /// As [`Book::snapshot`] and [`Snapshot::finish`].
    pub fn back_up(
        &self,
        folder: Option<&Path>,
        progress: &dyn Progress,
    ) -> Result<Backup, Problem> {
        self.snapshot(folder)?
            .finish(&|share| told(progress, share))
    }

    /// The first half of a backup: the book may change while the second half goes on.
    ///
    /// # Errors
    /// As [`Book::snapshot`].
    pub fn snapshot(&self, folder: Option<&Path>) -> Result<Snapshot, Problem> {
        snapshot(&self.book, folder)
    }

    /// Whether the newest backup in `folder` holds something else than the book does now.
    ///
    /// # Errors
    /// What the book says, and the system of the folder.
    pub fn needs_backup(&self, folder: &Path) -> Result<bool, Problem> {
        let mark = self.book.mark()?;
        let newest = Backup::of_book(folder, &mark.book)?;
        Ok(newest
            .first()
            .is_none_or(|(_, manifest)| !mark.is_in(manifest)))
    }
}

/// As [`Workspace::snapshot`]. The folder beside the book is made when it is not there; others are
/// on sticks and network disks, where a missing one says that they are not connected.
pub(super) fn snapshot(book: &Book, folder: Option<&Path>) -> Result<Snapshot, Problem> {
    let folder = if let Some(folder) = folder {
        folder.to_owned()
    } else {
        let beside = Backup::folder_beside(book.path());
        std::fs::create_dir_all(&beside).map_err(|error| Problem::making(&beside, &error))?;
        beside
    };
    book.snapshot(&folder, now())
}

/// Copies of the salt of the book at `path`: what is remembered, and what its backups say, the newest
/// first. Some may be of before a change of passphrase.
pub(super) fn salts(path: &Path, known: Option<&Remembered>) -> Vec<[u8; 16]> {
    let remembered = known.and_then(|known| known.salt.as_slice().try_into().ok());
    let folders = known.map(|known| known.folders.as_slice());
    let beside = folder_beside(path);
    let stem = path.file_stem().unwrap_or_default();
    let named = |backup: &Backup| {
        let name = backup.path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with(&*stem.to_string_lossy())
    };
    let mut of_backups: Vec<(u64, [u8; 16])> = Vec::new();
    for folder in folders
        .unwrap_or_default()
        .iter()
        .chain(std::iter::once(&beside))
    {
        let backups = Backup::all_in(folder).unwrap_or_default();
        of_backups.extend(
            backups
                .iter()
                .filter(|backup| named(backup))
                .filter_map(|backup| {
                    let manifest = backup.manifest.as_ref()?;
                    Some((manifest.number, manifest.salt()?))
                }),
        );
    }
    of_backups.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    let mut salts: Vec<[u8; 16]> = remembered.into_iter().collect();
    for (_, salt) in of_backups {
        if !salts.contains(&salt) {
            salts.push(salt);
        }
    }
    salts
}

/// Whether the file at `path` is a backup.
pub fn is_backup(path: &Path) -> bool {
    Book::is_backup_at(path)
}

/// Reads all of a book or backup and says what does not hold; a backup is restored for trial.
///
/// # Errors
/// As [`Book::open`] and [`Backup::verify`].
pub fn verify(
    path: &Path,
    passphrase: &Passphrase,
    progress: &dyn Progress,
) -> Result<Verified, Problem> {
    if is_backup(path) {
        let key = Backup::key(path, passphrase)?;
        let verified = Backup::verify(path, &key, &|share| told(progress, share))?;
        return Ok(Verified {
            backup: Some(verified.manifest),
            report: verified.report,
        });
    }
    let book = Book::open(path, passphrase, Access::ReadOnly)?;
    Ok(Verified {
        backup: None,
        report: book.check()?,
    })
}

/// Restores a backup to the book at `to`; a book that is there is kept under another name.
///
/// # Errors
/// As [`Backup::restore`].
pub fn restore(
    path: &Path,
    passphrase: &Passphrase,
    to: &Path,
    may_replace_other: bool,
    progress: &dyn Progress,
) -> Result<Restored, Problem> {
    let key = Backup::key(path, passphrase)?;
    Backup::restore(path, &key, to, may_replace_other, &|share| {
        told(progress, share)
    })
}

/// Where the backups of the book at `path` go when nothing else is said.
pub fn folder_beside(path: &Path) -> PathBuf {
    Backup::folder_beside(path)
}

pub(super) fn told(progress: &dyn Progress, share: f64) -> bool {
    progress.at(0, Some(share))
}
