//! Files that a watched folder brought, and what became of each: nothing comes in twice.

use rusqlite::{OptionalExtension as _, Row};

use super::transact::{End, NewOp, Tx};
use super::{Book, database_problem};
use crate::domain::ids::OpId;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;
use crate::domain::watch::WatchOutcome;

/// A file as it is handed to the book.
#[derive(Clone, Copy, Debug)]
pub struct NewWatched<'w> {
    pub file_name: &'w str,
    /// SHA-256 of its bytes.
    pub hash: &'w [u8],
    pub outcome: WatchOutcome,
    /// What whoever imports wants to know of it.
    pub details: &'w str,
}

/// A file, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    pub id: i64,
    pub at: Millis,
    pub file_name: String,
    pub hash: Vec<u8>,
    pub outcome: WatchOutcome,
    /// The import that brought it in, where that changed anything.
    pub op: Option<OpId>,
    pub details: String,
}

const SELECT: &str = "SELECT id,at,file_name,hash,outcome,op_id,details FROM watched_file";

impl Tx<'_> {
    /// Keeps what became of a file. An undo does not forget it: the file lies there still.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_watched(&mut self, new: &NewWatched<'_>) -> Result<(), Problem> {
        let is_import = matches!(new.outcome, WatchOutcome::Imported | WatchOutcome::ByHand);
        self.connection()?
            .execute(
                "INSERT INTO watched_file (at,file_name,hash,outcome,op_id,details) \
                 VALUES (?1,?2,?3,?4,?5,?6)",
                rusqlite::params![
                    self.at.0,
                    new.file_name,
                    new.hash,
                    new.outcome as u8,
                    is_import.then_some(self.op.0),
                    new.details
                ],
            )
            .map(drop)
            .map_err(database_problem)
    }
}

impl Book {
    /// Runs `work` as one op that is kept even though it changes nothing that the list shows:
    /// settings, and what was seen.
    ///
    /// # Errors
    /// As [`Book::transact`].
    pub fn note<T>(
        &mut self,
        op: &NewOp,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.run(op, End::CommitAlways, work)
            .map(|(value, _)| value)
    }

    /// What became last of the file with these bytes, whatever it is called.
    ///
    /// # Errors
    /// What the database says.
    pub fn watched(&self, hash: &[u8]) -> Result<Option<Watched>, Problem> {
        self.connection
            .prepare_cached(&format!("{SELECT} WHERE hash=?1 ORDER BY id DESC LIMIT 1"))
            .and_then(|mut statement| statement.query_row([hash], read_watched).optional())
            .map_err(database_problem)
    }

    /// What became of files, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn watched_files(&self, limit: usize) -> Result<Vec<Watched>, Problem> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(&format!("{SELECT} ORDER BY id DESC LIMIT ?1"))
            .and_then(|mut statement| statement.query_map([limit], read_watched)?.collect())
            .map_err(database_problem)
    }

    /// Whether rows of the file with these bytes are in the book.
    ///
    /// # Errors
    /// What the database says.
    pub fn has_batch_of(&self, hash: &[u8]) -> Result<bool, Problem> {
        self.connection
            .prepare_cached("SELECT 1 FROM import_batch WHERE file_hash=?1 LIMIT 1")
            .and_then(|mut statement| statement.exists([hash]))
            .map_err(database_problem)
    }
}

fn read_watched(row: &Row<'_>) -> rusqlite::Result<Watched> {
    Ok(Watched {
        id: row.get(0)?,
        at: Millis(row.get(1)?),
        file_name: row.get(2)?,
        hash: row.get(3)?,
        // What a later version may have known was done with.
        outcome: WatchOutcome::from_code(row.get(4)?).unwrap_or(WatchOutcome::LeftOut),
        op: row.get::<_, Option<i64>>(5)?.map(OpId),
        details: row.get(6)?,
    })
}
