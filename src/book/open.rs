//! Opening and closing: guards before the database sees the file, and settings that are proved.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::key::{Key, PAGE, Passphrase, SALT};
use super::lock::{WriterLock, journal_path};
use super::{Access, Book, Salt, backup, files, journal, migrate, rekey, sqlcipher};
use crate::domain::problem::{BookProblem, FileProblem, Problem};
use crate::domain::time::Millis;

/// Two numbers that together are of one file only.
pub(super) type Identity = (u64, u64);

/// "HAOB": says that a file is a book.
pub(super) const APPLICATION_ID: i64 = 0x4841_4f42;
/// How long a reader waits for a writer, in milliseconds.
const BUSY_WAIT_MILLIS: u64 = 2_000;
/// Pages kept in memory, in KiB.
const CACHE_KIB: i64 = 48 * 1024;

impl Book {
    /// Makes a new book and leaves it open for writing.
    ///
    /// # Errors
    /// [`BookProblem::AlreadyExists`]: nothing is ever overwritten. Otherwise what the file system
    /// says.
    pub fn create(path: &Path, key: &Key, at: Millis) -> Result<Self, Problem> {
        let path = absolute(path)?;
        if path.exists() {
            return Err(BookProblem::AlreadyExists(path).into());
        }
        let lock = WriterLock::take(&path).map_err(|problem| at_book(problem, &path))?;
        create_private(&path)?;
        let identity = identity(&path)?;
        let made = connect(&path, key, Access::ReadWrite).and_then(|connection| {
            let mut book = Self {
                connection,
                path: path.clone(),
                access: Access::ReadWrite,
                key: Some(Arc::new(key.copy())),
                is_backup: false,
                salt: Salt::Whole,
                identity: Some(identity),
                _lock: Some(lock),
            };
            migrate::initialise(&mut book, at)?;
            Ok(book)
        });
        if made.is_err() {
            // This file is ours and holds nothing yet; leaving a stub would block the next try.
            std::fs::remove_file(&path).ok();
        }
        made
    }

    /// Makes a book that lives in memory only and is gone when it is closed: what would be in a
    /// book before there is one. Nothing of it ever reaches the disk.
    ///
    /// # Errors
    /// What the database says.
    pub fn in_memory(at: Millis) -> Result<Self, Problem> {
        let connection = Connection::open_in_memory().map_err(super::database_problem)?;
        connection
            .execute_batch("PRAGMA cipher_log_level=NONE; PRAGMA temp_store=MEMORY")
            .map_err(super::database_problem)?;
        let mut book = Self {
            connection,
            path: PathBuf::new(),
            access: Access::ReadWrite,
            key: None,
            is_backup: false,
            salt: Salt::Whole,
            identity: None,
            _lock: None,
        };
        migrate::initialise(&mut book, at)?;
        Ok(book)
    }

    /// Opens the book at `path` with the owner's passphrase.
    ///
    /// # Errors
    /// Every way in which a file is not a healthy book has its own [`BookProblem`].
    pub fn open(path: &Path, passphrase: &Passphrase, access: Access) -> Result<Self, Problem> {
        let salt = inspect(path)?;
        let key = Key::derive(passphrase, salt)?;
        Self::open_with_key(path, &key, access)
    }

    /// Opens the book at `path` with a key that is known already.
    ///
    /// # Errors
    /// As [`Book::open`].
    pub fn open_with_key(path: &Path, key: &Key, access: Access) -> Result<Self, Problem> {
        Self::open_prepared(path, key, access, &|_| Ok(()))
    }

    /// As [`Book::open_with_key`]; `before_upgrade` is called with a book of an older version before
    /// it is brought up to date, and keeps it from being so by failing.
    ///
    /// # Errors
    /// As [`Book::open`].
    pub fn open_prepared(
        path: &Path,
        key: &Key,
        access: Access,
        before_upgrade: &dyn Fn(&Self) -> Result<(), Problem>,
    ) -> Result<Self, Problem> {
        let path = absolute(path)?;
        let salt = match inspect(&path) {
            Ok(salt) => Some(salt),
            // It may be the first byte that is damaged: the key knows better.
            Err(Problem::Book(BookProblem::ForeignFile)) if fits(&path, key)? => None,
            Err(problem) => return Err(problem),
        };
        let is_backup = backup::is_backup(&path);
        if is_backup && access == Access::ReadWrite {
            return Err(BookProblem::IsBackup.into());
        }
        let lock = match access {
            Access::ReadWrite => Some(take_lock(&path)?),
            Access::ReadOnly => None,
        };
        let hot = hot_journal(&path)?;
        let is_of_other_key = salt != Some(*key.salt());
        check_key(&path, hot.as_deref(), key, is_of_other_key)?;
        if access == Access::ReadWrite {
            rekey::clear_leftovers(&path);
        }
        // No key fits the salt of another one: where this key fits the first page, the salt before
        // it is damaged, and the passphrase would never open the book again.
        let has_damaged_salt = is_of_other_key;
        let is_healed = has_damaged_salt && access == Access::ReadWrite;
        if is_healed {
            files::patch(&path, 0, key.salt())?;
        }
        if hot.is_some() && access == Access::ReadOnly {
            repair(&path, key)?;
        }
        let identity = identity(&path)?;
        let connection = connect(&path, key, access).map_err(cut_if_damaged)?;
        let mut book = Self {
            connection,
            path,
            access,
            key: Some(Arc::new(key.copy())),
            is_backup,
            salt: match (has_damaged_salt, is_healed) {
                (false, _) => Salt::Whole,
                (true, true) => Salt::Healed,
                (true, false) => Salt::Damaged,
            },
            identity: Some(identity),
            _lock: lock,
        };
        book.prove_identity()?;
        if access == Access::ReadWrite && migrate::is_older(&book)? {
            before_upgrade(&book)?;
        }
        migrate::upgrade(&mut book)?;
        Ok(book)
    }

    /// The key that the passphrase makes for the book at `path`. Where copies of its salt are known
    /// from elsewhere, the likeliest first, it is found even if the book's own was damaged.
    ///
    /// # Errors
    /// As [`Book::open`], as far as can be told before it is opened.
    pub fn find_key(
        path: &Path,
        passphrase: &Passphrase,
        copies: &[[u8; SALT]],
    ) -> Result<Key, Problem> {
        let own = match inspect(path) {
            Ok(salt) => Some(salt),
            Err(Problem::Book(BookProblem::ForeignFile)) => None,
            Err(problem) => return Err(problem),
        };
        let first = match own {
            Some(salt) => Some(Key::derive(passphrase, salt)?),
            None => None,
        };
        // A salt that somebody else has, too, is whole: the passphrase is right or wrong, and no
        // other salt, of before a change of passphrase, is worth the time.
        let is_certain = own.is_some_and(|own| copies.contains(&own));
        let mut others: Vec<[u8; SALT]> = Vec::new();
        let has_doubt = match &first {
            Some(key) => !is_certain && !copies.is_empty() && !fits(path, key)?,
            None => true,
        };
        if has_doubt {
            for copy in copies {
                if Some(*copy) == own || others.contains(copy) {
                    continue;
                }
                others.push(*copy);
                let key = Key::derive(passphrase, *copy)?;
                if fits(path, &key)? {
                    return Ok(key);
                }
            }
        }
        // Where none fits, a left-over journal may hold the page that does.
        first.ok_or_else(|| BookProblem::ForeignFile.into())
    }

    /// Makes sure that the file at the book's path is still the one that was opened.
    ///
    /// # Errors
    /// [`BookProblem::Moved`].
    pub fn is_still_there(&self) -> Result<(), Problem> {
        match &self.identity {
            Some(opened) if identity(&self.path).ok().as_ref() != Some(opened) => {
                Err(BookProblem::Moved.into())
            }
            _ => Ok(()),
        }
    }

    /// The key, for opening the book again or a backup of it; none in memory.
    pub fn shared_key(&self) -> Option<Arc<Key>> {
        self.key.clone()
    }

    /// The salt that belongs to the key, for copies elsewhere; none in memory.
    pub fn key_salt(&self) -> Option<[u8; SALT]> {
        self.key.as_ref().map(|key| *key.salt())
    }

    /// Whether the start of the file was damaged when it was opened.
    pub fn found_salt(&self) -> Salt {
        self.salt
    }

    /// Forgets that the book at `path` is open on another computer, because somebody knows better.
    ///
    /// # Errors
    /// What the system says.
    pub fn forget_other_computer(path: &Path) -> Result<(), Problem> {
        super::lock::forget(&absolute(path)?)
    }

    /// The salt of the book at `path`, for keys that are kept elsewhere.
    ///
    /// # Errors
    /// As [`Book::open`], as far as can be told without a key.
    pub fn salt(path: &Path) -> Result<[u8; SALT], Problem> {
        inspect(path)
    }

    /// Opens fully: the right kind of file, all of it.
    fn prove_identity(&self) -> Result<(), Problem> {
        let pages: u64 = self
            .pragma("page_count")
            .map_err(cut_if_damaged)?
            .try_into()
            .unwrap_or(0);
        let length = std::fs::metadata(&self.path)
            .map_err(|error| Problem::file(&self.path, &error))?
            .len();
        if length < pages * PAGE as u64 || !length.is_multiple_of(PAGE as u64) {
            return Err(BookProblem::CutFile.into());
        }
        if self.pragma("application_id")? != APPLICATION_ID {
            return Err(BookProblem::NotABook.into());
        }
        Ok(())
    }

    pub(super) fn pragma(&self, name: &str) -> Result<i64, Problem> {
        self.connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
            .map_err(super::database_problem)
    }
}

/// Absolute, so that `SQLite` never takes it for a URI, with links resolved as far as it exists.
fn absolute(path: &Path) -> Result<PathBuf, Problem> {
    std::path::absolute(path).map_err(|error| Problem::file(path, &error))
}

/// Speaks of the book: nobody knows the lock beside it.
fn at_book(problem: Problem, path: &Path) -> Problem {
    match problem {
        Problem::File { kind, .. } => Problem::File {
            path: path.to_owned(),
            kind: match kind {
                FileProblem::Missing => FileProblem::NoFolder,
                kind => kind,
            },
        },
        other => other,
    }
}

fn create_private(path: &Path) -> Result<(), Problem> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(BookProblem::AlreadyExists(path.to_owned()).into())
        }
        Err(error) => Err(Problem::file(path, &error)),
    }
}

/// Refuses by name what cannot be a book, and returns the salt of what can.
///
/// The handle is closed before the database opens the file: closing any other handle on it later
/// would drop the database's own locks.
fn inspect(path: &Path) -> Result<[u8; SALT], Problem> {
    let problem = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => BookProblem::Missing(path.to_owned()).into(),
        _ => Problem::file(path, &error),
    };
    let metadata = std::fs::metadata(path).map_err(problem)?;
    if metadata.is_dir() {
        return Err(Problem::File {
            path: path.to_owned(),
            kind: FileProblem::IsFolder,
        });
    }
    let length = metadata.len();
    if length == 0 {
        return Err(BookProblem::EmptyFile.into());
    }
    let mut salt = [0; SALT];
    let mut head = Vec::with_capacity(SALT);
    File::open(path)
        .and_then(|file| file.take(SALT as u64).read_to_end(&mut head))
        .map_err(problem)?;
    if head.starts_with(b"SQLite format 3\0") {
        return Err(BookProblem::PlainDatabase.into());
    }
    // The first byte of a book is a small number, which starts no text and no usual kind of file.
    if head
        .first()
        .is_none_or(|first| super::KdfProfile::from_number(*first).is_none())
    {
        return Err(BookProblem::ForeignFile.into());
    }
    // A crash may have left half a page behind the last one; the journal takes it away again.
    let is_uneven = !length.is_multiple_of(PAGE as u64) && hot_journal(path)?.is_none();
    if length < 2 * PAGE as u64 || is_uneven {
        return Err(BookProblem::CutFile.into());
    }
    salt.copy_from_slice(head.get(..SALT).ok_or(BookProblem::CutFile)?);
    Ok(salt)
}

fn take_lock(path: &Path) -> Result<WriterLock, Problem> {
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(BookProblem::ReadOnly.into());
    }
    WriterLock::take(path).map_err(|problem| match problem {
        Problem::File {
            kind: FileProblem::ReadOnly | FileProblem::NotAllowed,
            ..
        } => BookProblem::ReadOnly.into(),
        other => at_book(other, path),
    })
}

/// The journal a crash left behind, if there is one that counts.
pub(super) fn hot_journal(path: &Path) -> Result<Option<PathBuf>, Problem> {
    let journal = journal_path(path);
    match std::fs::metadata(&journal) {
        Ok(metadata) if metadata.len() > 0 => Ok(Some(journal)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::file(journal, &error)),
    }
}

/// Whether `key` made the first page of the file.
pub(super) fn fits(path: &Path, key: &Key) -> Result<bool, Problem> {
    let mut page = Vec::with_capacity(PAGE);
    File::open(path)
        .and_then(|file| file.take(PAGE as u64).read_to_end(&mut page))
        .map_err(|error| Problem::file(path, &error))?;
    Ok(key.fits_first_page(&page))
}

/// What tells this file from any other at the same path.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Result<Identity, Problem> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path)
        .map(|metadata| (metadata.dev(), metadata.ino()))
        .map_err(|error| Problem::file(path, &error))
}

/// Windows keeps others from moving a file that is open; its time of birth tells the rest.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Result<Identity, Problem> {
    let born = std::fs::metadata(path)
        .and_then(|metadata| metadata.created())
        .map_err(|error| Problem::file(path, &error))?;
    let since = born
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Ok((since.as_secs(), u64::from(since.subsec_nanos())))
}

/// Refuses a key that made neither the file's first page nor the copy of it in a left-over journal;
/// and a journal that another key made, which would ruin the file.
///
/// Under another salt only the file itself counts: the journal may be of a time before the key was
/// changed, and its page is then no page of this file.
fn check_key(
    path: &Path,
    journal: Option<&Path>,
    key: &Key,
    is_of_other_key: bool,
) -> Result<(), Problem> {
    let fits_file = fits(path, key)?;
    let Some(journal) = journal else {
        return if fits_file {
            Ok(())
        } else {
            Err(BookProblem::WrongPassphraseOrDamaged.into())
        };
    };
    let problem = |error: std::io::Error| Problem::file(journal, &error);
    let open = || File::open(journal).map_err(problem);
    if fits_file {
        let is_foreign = |page: &journal::Copy<'_>| {
            page.is_whole && !page.bytes.starts_with(key.salt()) && has_salt(page.bytes)
        };
        return if journal::first_pages(open()?, is_foreign).map_err(problem)? {
            Err(BookProblem::ForeignJournal(journal.to_owned()).into())
        } else {
            Ok(())
        };
    }
    let is_ours = |page: &journal::Copy<'_>| key.fits_first_page(page.bytes);
    if !is_of_other_key && journal::first_pages(open()?, is_ours).map_err(problem)? {
        return Ok(());
    }
    Err(BookProblem::WrongPassphraseOrDamaged.into())
}

/// Whether these bytes begin as books do.
fn has_salt(page: &[u8]) -> bool {
    page.first()
        .is_some_and(|first| super::KdfProfile::from_number(*first).is_some())
}

/// The key has fitted the first page, so what the database does not like at its very first read is
/// that the page promises more pages than the file has.
fn cut_if_damaged(problem: Problem) -> Problem {
    match problem {
        Problem::Book(BookProblem::Damaged) => BookProblem::CutFile.into(),
        other => other,
    }
}

/// Lets the database roll a left-over journal back before the book is opened for reading only.
fn repair(path: &Path, key: &Key) -> Result<(), Problem> {
    let lock = match WriterLock::take(path) {
        Ok(lock) => lock,
        // A writer is at work: the journal is its own.
        Err(Problem::Book(BookProblem::Locked)) => return Ok(()),
        Err(_) => return Err(BookProblem::NeedsRepair.into()),
    };
    let repaired = connect(path, key, Access::ReadWrite);
    drop(lock);
    repaired.map(drop).map_err(|problem| match problem {
        Problem::Book(BookProblem::ReadOnly) => BookProblem::NeedsRepair.into(),
        other => other,
    })
}

pub(super) fn connect(path: &Path, key: &Key, access: Access) -> Result<Connection, Problem> {
    let mode = match access {
        Access::ReadWrite => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let mut connection = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(super::database_problem)?;
    // Asked for both, the database is content with reading.
    if access == Access::ReadWrite
        && connection
            .is_readonly("main")
            .map_err(super::database_problem)?
    {
        return Err(BookProblem::ReadOnly.into());
    }
    if sqlcipher::set_key(&mut connection, &key.literal()) != 0 {
        return Err(BookProblem::UnsafeSetting { pragma: "key" }.into());
    }
    configure(&connection, access)?;
    Ok(connection)
}

/// Applies every setting and reads it back: a setting that silently stays another is how data is
/// lost. Reasons and measurements: crate docs, "The file".
fn configure(connection: &Connection, access: Access) -> Result<(), Problem> {
    let failed = super::database_problem;
    // Its own log would print to the terminal.
    connection
        .execute_batch("PRAGMA cipher_log_level=NONE")
        .map_err(failed)?;
    connection
        .busy_timeout(std::time::Duration::from_millis(BUSY_WAIT_MILLIS))
        .map_err(failed)?;
    for (config, wanted) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
    ] {
        if connection.set_db_config(config, wanted).map_err(failed)? != wanted {
            return Err(BookProblem::UnsafeSetting {
                pragma: "db_config",
            }
            .into());
        }
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
        (Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024),
        (Limit::SQLITE_LIMIT_COLUMN, 200),
        (Limit::SQLITE_LIMIT_ATTACHED, 1),
    ] {
        connection.set_limit(limit, value).map_err(failed)?;
    }
    let written: &[(&'static str, &str, &str)] = &[
        ("locking_mode", "NORMAL", "normal"),
        ("journal_mode", "TRUNCATE", "truncate"),
        ("synchronous", "FULL", "2"),
        ("fullfsync", "ON", "1"),
        ("checkpoint_fullfsync", "ON", "1"),
        ("auto_vacuum", "NONE", "0"),
        ("secure_delete", "ON", "1"),
    ];
    let always: &[(&'static str, &str, &str)] = &[
        ("temp_store", "MEMORY", "2"),
        ("cell_size_check", "ON", "1"),
        ("foreign_keys", "ON", "1"),
    ];
    let wanted = if access == Access::ReadWrite {
        written
    } else {
        &[]
    };
    for (pragma, value, read_back) in wanted.iter().chain(always) {
        connection
            .pragma_update(None, pragma, value)
            .map_err(failed)?;
        let found: String = connection
            .query_row(&format!("PRAGMA {pragma}"), [], |row| {
                row.get_ref(0).map(|value| match value {
                    rusqlite::types::ValueRef::Integer(integer) => integer.to_string(),
                    other => other.as_str().unwrap_or_default().to_owned(),
                })
            })
            .map_err(failed)?;
        if found != *read_back {
            return Err(BookProblem::UnsafeSetting { pragma }.into());
        }
    }
    connection
        .pragma_update(None, "cache_size", -CACHE_KIB)
        .map_err(failed)?;
    Ok(())
}
