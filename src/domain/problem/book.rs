//! What can be wrong with a book file or a change to it.

use std::path::PathBuf;

use crate::domain::time::Millis;

/// The ways in which a book can refuse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum BookProblem {
    Missing(PathBuf),
    AlreadyExists(PathBuf),
    /// A file of 0 bytes: what sync programs leave as a stub.
    EmptyFile,
    /// Too short, or cut in the middle of a page.
    CutFile,
    /// An unencrypted `SQLite` database.
    PlainDatabase,
    /// Some other kind of file (text, spreadsheet, archive).
    ForeignFile,
    /// The passphrase does not fit, or the file is damaged: `SQLCipher` cannot tell the two apart.
    WrongPassphraseOrDamaged,
    /// The key fits, the contents do not: damaged pages.
    Damaged,
    /// Opens with the key, but was not made by Haobu.
    NotABook,
    /// Written by a newer version of Haobu.
    TooNew {
        found: i64,
        known: i64,
    },
    /// Somebody else has it open for writing.
    Locked,
    /// As `Locked`, with the name of the computer: this one, or another that shares the folder.
    OpenElsewhere {
        host: String,
        since: Millis,
    },
    /// A backup cannot be changed, only looked into and restored.
    IsBackup,
    NotABackup,
    /// The seal of the backup does not hold: it was cut or altered.
    BackupDamaged,
    /// The backup cannot be restored to the book it was made of: what came back is another.
    BackupFailed,
    /// Nobody knows where the book of a backup was.
    NoPlace,
    /// The book that a backup is to replace is not the one it was made of.
    OtherBook,
    /// Opened for reading only, so it cannot be changed.
    ReadOnly,
    /// The file was moved, replaced or deleted while it was open.
    Moved,
    DiskFull,
    /// The memory or the randomness that key derivation needs cannot be had.
    KeyDerivation,
    /// Left half-written by a crash, on media that cannot be written to finish the repair.
    NeedsRepair,
    /// The left-over journal beside the book was made under another key: of before a change of
    /// passphrase, brought by a program that copies files. Rolled back it would ruin the book.
    ForeignJournal(PathBuf),
    /// Empty or over 1,024 bytes.
    BadPassphrase,
    /// No book is open: it was locked while the command was on its way.
    Closed,
    /// A connection setting did not take; working on would not be safe.
    UnsafeSetting {
        pragma: &'static str,
    },
    NothingToUndo,
    NothingToRedo,
    /// An id that is not in the book.
    NoSuchRow,
    /// A contact cannot have more children of one kind.
    TooManyChildren,
    /// Any other refusal of the database, with its extended code.
    Database {
        code: i32,
    },
}
