//! The encrypted file: the only room that speaks to the database.
//!
//! Everything is read through [`Book`]; everything is written inside [`Book::transact`], which
//! makes one op of it: one transaction, one entry of the log, one step of undo.

mod audit;
mod backup;
mod check;
mod compare;
mod consent;
mod contact;
mod erase;
mod field;
mod files;
mod held;
mod image;
mod indexes;
mod journal;
mod key;
mod list;
mod lock;
mod migrate;
mod open;
mod owners;
mod profile;
mod read;
mod recorder;
mod recovery;
mod rekey;
mod review;
mod room;
mod rows;
mod sealed;
mod segment;
mod sent;
mod sqlcipher;
mod stored;
mod story;
mod suppression;
mod table;
mod transact;
mod trash;
mod undo;
mod vocabulary;
mod watched;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

pub use backup::{Backup, Manifest, Mark, Restored, Snapshot, Verified};
pub use check::CheckReport;
pub use compare::Standing;
pub use consent::LedgerEntry;
pub use contact::{ContactDetails, NewContact};
pub use files::{FileStep, Observer, observe_files};
pub use held::{HeldPrint, HeldRow, NewHeld};
pub use key::{KdfProfile, Key, Passphrase};
pub use list::MatchKey;
pub use recovery::{RECOVERY_WORDS, RecoveryCode, RecoveryState, is_envelope};
pub use review::{Review, ReviewItem};
pub use sealed::SealingKey;
pub use segment::NewSegment;
pub use sent::{NewSentList, SentList};
pub use story::{Notice, Origin};
pub use suppression::SuppressionReason;
pub use transact::{NewOp, Tx};
pub use trash::TrashEntry;
pub use vocabulary::{NewBatch, NewSource};
pub use watched::{NewWatched, Watched};

use crate::domain::problem::{BookProblem, Problem};

/// An opened book.
#[derive(Debug)]
pub struct Book {
    connection: Connection,
    path: PathBuf,
    access: Access,
    /// For backups, which are sealed and tried out with it; none where nothing reaches the disk.
    key: Option<Arc<Key>>,
    /// It is a backup, looked into.
    is_backup: bool,
    salt: Salt,
    /// Which file was opened; none in memory.
    identity: Option<open::Identity>,
    /// Dropped after the connection: fields drop in order.
    _lock: Option<lock::WriterLock>,
}

/// What a book is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    ReadOnly,
    ReadWrite,
}

/// How the salt at the start of the file was found when the book was opened. It is the one place
/// that no check of pages covers and nothing else can bring back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Salt {
    Whole,
    /// Damaged, and put right from a copy.
    Healed,
    /// Damaged, in a book opened for reading only.
    Damaged,
}

impl Book {
    /// Where the book lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn access(&self) -> Access {
        self.access
    }

    /// The key it was opened with; none where nothing reaches the disk.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_deref()
    }

    /// Whether it is a backup that is looked into.
    pub fn is_backup(&self) -> bool {
        self.is_backup
    }
}

/// The kind of problem behind an error of the database. The error's text is dropped: it may quote
/// values.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
pub(super) fn database_problem(error: rusqlite::Error) -> Problem {
    let code = error.sqlite_error().map_or(-1, |error| error.extended_code);
    let problem = match code {
        // SQLITE_READONLY_DBMOVED
        1032 => BookProblem::Moved,
        // SQLITE_READONLY_ROLLBACK, SQLITE_READONLY_CANTINIT
        776 | 1288 => BookProblem::NeedsRepair,
        // SQLITE_IOERR_WRITE: the disk refuses to take more.
        778 => BookProblem::DiskFull,
        _ => match code & 0xff {
            // SQLITE_BUSY, SQLITE_LOCKED
            5 | 6 => BookProblem::Locked,
            // SQLITE_READONLY
            8 => BookProblem::ReadOnly,
            // SQLITE_CORRUPT, SQLITE_NOTADB: the key was proved before, so it is damage.
            11 | 26 => BookProblem::Damaged,
            // SQLITE_FULL
            13 => BookProblem::DiskFull,
            _ => BookProblem::Database { code },
        },
    };
    problem.into()
}
