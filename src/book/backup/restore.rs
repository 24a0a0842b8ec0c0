//! Reading a backup back: for trial, and for good beside or instead of a book.

use std::path::{Path, PathBuf};

use super::seal::{self, Manifest, Tail};
use crate::book::files::{self, Draft};
use crate::book::key::{Key, Passphrase, SALT};
use crate::book::lock::{WriterLock, journal_path};
use crate::book::{Access, Book, CheckReport};
use crate::domain::problem::{BookProblem, Problem};

/// A backup that was restored for trial, and what was found in the book that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub manifest: Manifest,
    pub report: CheckReport,
}

/// A book that came out of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub manifest: Manifest,
    /// Where the book that was there before is kept.
    pub kept: Option<PathBuf>,
}

impl super::Backup {
    /// The key that the owner's passphrase makes for the backup at `path`.
    ///
    /// # Errors
    /// As far as can be told without opening it: that it is no backup, or a damaged one.
    pub fn key(path: &Path, passphrase: &Passphrase) -> Result<Key, Problem> {
        Ok(Key::derive(passphrase, Self::salt(path)?)?)
    }

    /// The salt of the key that the backup at `path` was made under.
    ///
    /// # Errors
    /// As [`super::Backup::key`].
    pub fn salt(path: &Path) -> Result<[u8; SALT], Problem> {
        let salt = seal::read_tail(path)?.manifest.salt();
        Ok(salt.ok_or(BookProblem::BackupDamaged)?)
    }

    /// The sealed key in the backup at `path`, for the recovery code.
    ///
    /// # Errors
    /// As [`super::Backup::key`].
    pub fn envelope(path: &Path) -> Result<Vec<u8>, Problem> {
        seal::read_tail(path).map(|tail| tail.envelope)
    }

    /// Restores the backup at `path` for trial, into a folder that goes at once.
    ///
    /// # Errors
    /// [`BookProblem::NotABackup`]; [`BookProblem::WrongPassphraseOrDamaged`] when the seal and the
    /// key do not fit; [`BookProblem::BackupDamaged`] when the seal fits and the rest does not.
    pub fn verify(
        path: &Path,
        key: &Key,
        watch: &dyn Fn(f64) -> bool,
    ) -> Result<Verified, Problem> {
        verify(path, key, watch)
    }

    /// Restores the backup at `path` to the book at `to`. What is there already is kept beside it
    /// under another name; if it opens with the same key and is another book, only when
    /// `may_replace_other`.
    ///
    /// # Errors
    /// As [`super::Backup::verify`]; [`BookProblem::OtherBook`]; [`BookProblem::Locked`] when the
    /// book is open somewhere. Whatever fails, the book at `to` is as it was.
    pub fn restore(
        path: &Path,
        key: &Key,
        to: &Path,
        may_replace_other: bool,
        watch: &dyn Fn(f64) -> bool,
    ) -> Result<Restored, Problem> {
        let to = std::path::absolute(to).map_err(|error| Problem::file(to, &error))?;
        let tail = sealed_tail(path, key)?;
        if to.is_file() {
            finish_journal(&to, key, &tail.manifest, may_replace_other)?;
        }
        let lock = WriterLock::take(&to)?;
        let folder = to.parent().unwrap_or(Path::new("."));
        let stem = to.file_stem().unwrap_or_default().to_string_lossy();
        let draft = Draft::create(folder, &stem)?;
        extract(path, &tail.manifest, &draft, &|share| watch(share * 0.3))?;
        prove(draft.path(), key, &tail.manifest, &|share| {
            watch(0.3 + share * 0.5)
        })?;
        let kept = if to.symlink_metadata().is_ok() {
            Some(keep(&to, &|share| watch(0.8 + share * 0.2))?)
        } else {
            None
        };
        draft.replace(&to)?;
        drop(lock);
        Ok(Restored {
            manifest: tail.manifest,
            kept,
        })
    }
}

/// As [`super::Backup::verify`].
pub(super) fn verify(
    path: &Path,
    key: &Key,
    watch: &dyn Fn(f64) -> bool,
) -> Result<Verified, Problem> {
    let tail = sealed_tail(path, key)?;
    let folder = tempfile::Builder::new()
        .prefix("haobu-")
        .tempdir()
        .map_err(|error| Problem::file(std::env::temp_dir(), &error))?;
    let draft = Draft::create(folder.path(), "trial")?;
    extract(path, &tail.manifest, &draft, &|share| watch(share * 0.4))?;
    let report = prove(draft.path(), key, &tail.manifest, &|share| {
        watch(0.4 + share * 0.6)
    })?;
    Ok(Verified {
        manifest: tail.manifest,
        report,
    })
}

fn sealed_tail(path: &Path, key: &Key) -> Result<Tail, Problem> {
    let tail = seal::read_tail(path)?;
    if tail.is_sealed_by(key)? {
        Ok(tail)
    } else {
        Err(BookProblem::WrongPassphraseOrDamaged.into())
    }
}

/// Writes the snapshot in a backup into `draft`, and makes sure that it is the one that was sealed.
fn extract(
    path: &Path,
    manifest: &Manifest,
    draft: &Draft,
    watch: &dyn Fn(f64) -> bool,
) -> Result<(), Problem> {
    let mut file = draft.append()?;
    let digest = copy(path, manifest.length(), &mut file, watch)?;
    if digest != manifest.digest {
        return Err(BookProblem::BackupDamaged.into());
    }
    file.sync()
}

#[expect(clippy::cast_precision_loss, reason = "a share to be shown")]
fn copy(
    path: &Path,
    length: u64,
    to: &mut files::Appender,
    watch: &dyn Fn(f64) -> bool,
) -> Result<String, Problem> {
    let mut done = 0;
    seal::digest(path, length, |bytes| {
        to.write(bytes)?;
        done += bytes.len() as u64;
        if watch(done as f64 / length.max(1) as f64) {
            Ok(())
        } else {
            Err(Problem::Cancelled)
        }
    })
}

/// Opens what came back and checks all of it.
fn prove(
    path: &Path,
    key: &Key,
    manifest: &Manifest,
    watch: &dyn Fn(f64) -> bool,
) -> Result<CheckReport, Problem> {
    let book = Book::open_with_key(path, key, Access::ReadOnly)?;
    let is_same = book.mark()?.is_in(manifest);
    let report = book.check()?;
    if !is_same || !report.pages_are_whole() || report.contacts != manifest.contacts {
        return Err(BookProblem::BackupDamaged.into());
    }
    if watch(1.0) {
        Ok(report)
    } else {
        Err(Problem::Cancelled)
    }
}

/// Lets a journal that a crash left behind be rolled back, so that it cannot fall upon the book
/// that takes the place; and makes sure that this is the book the backup was made of.
fn finish_journal(
    to: &Path,
    key: &Key,
    manifest: &Manifest,
    may_replace_other: bool,
) -> Result<(), Problem> {
    match Book::open_with_key(to, key, Access::ReadOnly).and_then(|book| book.mark()) {
        Ok(mark) if mark.book != manifest.book && !may_replace_other => {
            Err(BookProblem::OtherBook.into())
        }
        Err(Problem::Book(BookProblem::Locked)) => Err(BookProblem::Locked.into()),
        // Damaged, or under another passphrase: it is kept as it is.
        _ => Ok(()),
    }
}

/// Copies the book at `to`, with the journal a crash left, to a name of its own.
fn keep(to: &Path, watch: &dyn Fn(f64) -> bool) -> Result<PathBuf, Problem> {
    let kept = free_beside(to);
    let journal = journal_path(to);
    let failed = |error: std::io::Error| Problem::file(to, &error);
    let length = std::fs::metadata(to).map_err(failed)?.len();
    let has_journal = std::fs::metadata(&journal).is_ok_and(|metadata| metadata.len() > 0);
    if has_journal {
        duplicate(&journal, &journal_path(&kept), u64::MAX, &|_| true)?;
    }
    duplicate(to, &kept, length, watch)?;
    if has_journal {
        files::remove(&journal)?;
        files::sync_folder_of(to)?;
    }
    Ok(kept)
}

fn duplicate(
    from: &Path,
    to: &Path,
    length: u64,
    watch: &dyn Fn(f64) -> bool,
) -> Result<(), Problem> {
    let folder = to.parent().unwrap_or(Path::new("."));
    let stem = to.file_name().unwrap_or_default().to_string_lossy();
    let draft = Draft::create(folder, &stem)?;
    let mut file = draft.append()?;
    copy(from, length, &mut file, watch)?;
    file.sync()?;
    draft.keep_as_new(to)
}

/// `花店.before-restore.haobu`, `花店.before-restore-2.haobu` …
fn free_beside(path: &Path) -> PathBuf {
    let plain = path.with_extension("before-restore.haobu");
    std::iter::once(plain.clone())
        .chain((2..1_000).map(|n| path.with_extension(format!("before-restore-{n}.haobu"))))
        .find(|name| name.symlink_metadata().is_err())
        .unwrap_or(plain)
}
