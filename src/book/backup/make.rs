//! Making a backup: snapshot, seal, test restore, and only then its name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::seal::{self, Manifest};
use super::{Backup, ENDING, Mark, restore, retention};
use crate::book::files::Draft;
use crate::book::key::{Key, PAGE};
use crate::book::{Access, Book, database_problem};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// A copy of a book as it was at one moment, not yet sealed and tried. It goes when it is dropped.
#[derive(Debug)]
pub struct Snapshot {
    draft: Draft,
    key: Arc<Key>,
    /// Where the book stood, when nobody else can have changed it.
    expected: Option<Mark>,
    /// The book's name without its ending.
    stem: String,
    folder: PathBuf,
    at: Millis,
    /// The snapshot's key for the recovery code; empty where there is no such code.
    envelope: Vec<u8>,
}

impl Book {
    /// Copies the book as it is now into `folder`, encrypted under its own key.
    ///
    /// # Errors
    /// What the system says of the folder, and the database of the book.
    pub fn snapshot(&self, folder: &Path, at: Millis) -> Result<Snapshot, Problem> {
        let key = Arc::clone(self.key.as_ref().ok_or(BookProblem::Closed)?);
        let folder = std::path::absolute(folder).map_err(|error| Problem::file(folder, &error))?;
        let stem = self.path.file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        let draft = Draft::create(&folder, &stem)?;
        let target = draft.path().to_str().ok_or(Problem::File {
            path: folder.clone(),
            kind: crate::domain::problem::FileProblem::Other(None),
        })?;
        self.connection
            .execute("VACUUM INTO ?1", [target])
            .map_err(database_problem)?;
        let expected = match self.access {
            Access::ReadWrite => Some(self.mark()?),
            Access::ReadOnly => None,
        };
        Ok(Snapshot {
            draft,
            key,
            expected,
            stem,
            folder,
            at,
            envelope: self.key_envelope()?.unwrap_or_default(),
        })
    }
}

impl Snapshot {
    /// Seals the snapshot, restores it for trial, and gives it its name; then lets backups go that
    /// are no longer needed. `watch` hears how far it is, from 0 to 1, and says whether to go on.
    ///
    /// # Errors
    /// [`BookProblem::BackupFailed`] when what came back is not what went in, and what the system
    /// says; there is no new backup then, and all older ones are still there.
    pub fn finish(self, watch: &dyn Fn(f64) -> bool) -> Result<Backup, Problem> {
        let go_on = |share: f64| {
            if watch(share) {
                Ok(())
            } else {
                Err(Problem::Cancelled)
            }
        };
        go_on(0.1)?;
        let manifest = self.describe()?;
        let mut end = self.draft.append()?;
        end.write(&seal::tail(&manifest, &self.envelope, &self.key)?)?;
        end.sync()?;
        go_on(0.2)?;
        restore::verify(self.draft.path(), &self.key, &|share| {
            watch(0.2 + share * 0.75)
        })
        .map_err(failed_in_trial)?;
        let path = self.free_name(manifest.number);
        self.draft.keep_as_new(&path)?;
        retention::prune(&self.folder, &manifest.book, &path)?;
        watch(1.0);
        let bytes = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
        Ok(Backup {
            path,
            bytes,
            manifest: Some(manifest),
        })
    }

    fn describe(&self) -> Result<Manifest, Problem> {
        let path = self.draft.path();
        let book =
            Book::open_with_key(path, &self.key, Access::ReadOnly).map_err(failed_in_trial)?;
        let mark = book.mark()?;
        if self
            .expected
            .as_ref()
            .is_some_and(|expected| *expected != mark)
        {
            return Err(BookProblem::BackupFailed.into());
        }
        let contacts = book.count("SELECT count(*) FROM contact")?;
        drop(book);
        let length = std::fs::metadata(path)
            .map_err(|error| Problem::file(path, &error))?
            .len();
        let number = Backup::of_book(&self.folder, &mark.book)?
            .first()
            .map_or(1, |(_, newest)| newest.number.saturating_add(1));
        Ok(Manifest {
            book: mark.book,
            number,
            op: mark.op,
            head: mark.head,
            made: self.at,
            contacts,
            salt: super::hex(self.key.salt()),
            pages: length / PAGE as u64,
            digest: seal::digest(path, length, |_| Ok(()))?,
        })
    }

    fn free_name(&self, number: u64) -> PathBuf {
        let stem = &self.stem;
        let plain = self.folder.join(format!("{stem}-{number:06}.{ENDING}"));
        let again = |copy: u32| {
            self.folder
                .join(format!("{stem}-{number:06}-{copy}.{ENDING}"))
        };
        std::iter::once(plain.clone())
            .chain((2..1_000).map(again))
            .find(|path| path.symlink_metadata().is_err())
            .unwrap_or(plain)
    }
}

/// What is wrong with a file that nobody else has touched is a failure of the backup.
fn failed_in_trial(problem: Problem) -> Problem {
    match problem {
        Problem::Book(
            BookProblem::DiskFull | BookProblem::KeyDerivation | BookProblem::UnsafeSetting { .. },
        )
        | Problem::File { .. }
        | Problem::Cancelled => problem,
        _ => BookProblem::BackupFailed.into(),
    }
}
