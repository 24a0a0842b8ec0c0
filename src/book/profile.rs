//! How files with the same heads came in before.

use rusqlite::OptionalExtension as _;

use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

impl Tx<'_> {
    /// Remembers the settings of an import by the signature of the file's heads. An undo does not
    /// forget them: the file is likely to come in again.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_import_profile(&mut self, signature: &[u8], settings: &str) -> Result<(), Problem> {
        self.connection()?
            .execute(
                "INSERT OR REPLACE INTO import_profile (signature,settings,at) VALUES (?1,?2,?3)",
                rusqlite::params![signature, settings, self.at.0],
            )
            .map(drop)
            .map_err(database_problem)
    }
}

impl Book {
    /// The settings that were remembered for a signature, and when.
    ///
    /// # Errors
    /// What the database says.
    pub fn import_profile(&self, signature: &[u8]) -> Result<Option<(Millis, String)>, Problem> {
        self.connection
            .query_row(
                "SELECT at,settings FROM import_profile WHERE signature=?1",
                [signature],
                |row| Ok((Millis(row.get(0)?), row.get(1)?)),
            )
            .optional()
            .map_err(database_problem)
    }
}
