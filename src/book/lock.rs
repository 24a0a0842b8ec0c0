//! Our own lock beside the book, so that there is one writer and the second one is told.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::domain::problem::{BookProblem, Problem};

/// Held while a book is open for writing. The system frees it when the process ends, however.
#[derive(Debug)]
pub(super) struct WriterLock {
    book: PathBuf,
    path: PathBuf,
    file: File,
}

impl WriterLock {
    /// Takes the lock of the book at `book`.
    ///
    /// # Errors
    /// [`BookProblem::Locked`] when somebody has it; a file problem when the folder cannot be
    /// written.
    pub(super) fn take(book: &Path) -> Result<Self, Problem> {
        let path = lock_path(book);
        loop {
            let file = open(&path).map_err(|error| Problem::file(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(BookProblem::Locked.into()),
                Err(TryLockError::Error(error)) => return Err(Problem::file(&path, &error)),
            }
            // Whoever held it before may have removed the file between our open and our lock.
            if is_still_at(&file, &path) {
                return Ok(Self {
                    book: book.to_owned(),
                    path,
                    file,
                });
            }
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // The emptied journal of a closed book: without it the book is one file again.
        let journal = journal_path(&self.book);
        if std::fs::metadata(&journal).is_ok_and(|metadata| metadata.len() == 0) {
            std::fs::remove_file(&journal).ok();
        }
        // Removed while still locked, so that nobody else can hold a lock on the removed file. A
        // file left behind does no harm: the lock counts, not the file.
        std::fs::remove_file(&self.path).ok();
        self.file.unlock().ok();
    }
}

/// Where the database keeps what a transaction needs to be taken back.
pub(super) fn journal_path(book: &Path) -> PathBuf {
    beside(book, "-journal")
}

fn lock_path(book: &Path) -> PathBuf {
    beside(book, ".lock")
}

fn beside(book: &Path, ending: &str) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: std::io::Result<std::fs::Metadata>| {
        metadata
            .map(|metadata| (metadata.dev(), metadata.ino()))
            .ok()
    };
    identity(file.metadata()).is_some_and(|ours| Some(ours) == identity(std::fs::metadata(path)))
}

#[cfg(not(unix))]
fn is_still_at(_file: &File, path: &Path) -> bool {
    // Windows does not let go of the name while a handle is open.
    path.exists()
}
