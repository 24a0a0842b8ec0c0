//! Our own lock beside the book, so that there is one writer and the second one is told.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

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
    /// The file says on which computer it is held. Locks do not travel with folders that are kept
    /// the same on several computers, but files do: one that another computer left is believed.
    ///
    /// # Errors
    /// [`BookProblem::OpenElsewhere`] when somebody has it, [`BookProblem::Locked`] when it does
    /// not say who; a file problem when the folder cannot be written.
    pub(super) fn take(book: &Path) -> Result<Self, Problem> {
        let path = lock_path(book);
        loop {
            let mut file = open(&path).map_err(|error| Problem::file(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(held(&mut file).into()),
                Err(TryLockError::Error(error)) => return Err(Problem::file(&path, &error)),
            }
            // Whoever held it before may have removed the file between our open and our lock.
            if is_still_at(&file, &path) {
                match held(&mut file) {
                    BookProblem::OpenElsewhere { host, since } if host != this_computer() => {
                        return Err(BookProblem::OpenElsewhere { host, since }.into());
                    }
                    _ => {}
                }
                if let Err(error) = sign(&mut file) {
                    std::fs::remove_file(&path).ok();
                    return Err(Problem::file(&path, &error));
                }
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

/// Forgets that the book at `book` is open on another computer, because somebody knows better.
///
/// # Errors
/// What the system says.
pub(super) fn forget(book: &Path) -> Result<(), Problem> {
    let path = lock_path(book);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Problem::file(path, &error))
        }
        _ => Ok(()),
    }
}

/// Who has the book, as far as the file says.
fn held(file: &mut File) -> BookProblem {
    let mut host = String::new();
    let read = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| file.take(256).read_to_string(&mut host));
    let since = file
        .metadata()
        .and_then(|metadata| metadata.modified())
        .ok()
        .and_then(|since| since.duration_since(UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_millis()).ok());
    match (read, since) {
        (Ok(1..), Some(since)) => BookProblem::OpenElsewhere {
            host: host.trim().to_owned(),
            since: Millis(since),
        },
        _ => BookProblem::Locked,
    }
}

/// Writes into the file who has it from now on; the file's own time says since when.
fn sign(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(this_computer().as_bytes())
}

fn this_computer() -> String {
    let name = gethostname::gethostname().to_string_lossy().into_owned();
    name.chars().take(64).collect()
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
