//! What is known of one contact besides what lists show: where it came from and what was said.

use rusqlite::OptionalExtension as _;

use super::consent::{LedgerEntry, ledger_of};
use super::table::{Action, Entity};
use super::{Book, database_problem};
use crate::domain::contact::Contact;
use crate::domain::ids::{BatchId, ContactId, NoticeId, OpId};
use crate::domain::op::OpRecord;
use crate::domain::problem::Problem;

/// The exact wording that people saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub language: String,
    pub version: String,
    pub wording: String,
}

/// Where a contact came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The op that added it.
    pub op: OpRecord,
    pub batch: Option<BatchId>,
}

impl Book {
    /// All that was ever said about a contact or its points, oldest first, with what no longer
    /// counts.
    ///
    /// # Errors
    /// What the database says.
    pub fn ledger(&self, contact: &Contact) -> Result<Vec<LedgerEntry>, Problem> {
        ledger_of(&self.connection, contact)
    }

    /// The notice with this id, if there is one.
    ///
    /// # Errors
    /// What the database says.
    pub fn notice(&self, id: NoticeId) -> Result<Option<Notice>, Problem> {
        self.connection
            .query_row(
                "SELECT language,version,wording FROM notice WHERE id=?1",
                [id.0],
                |row| {
                    Ok(Notice {
                        language: row.get(0)?,
                        version: row.get(1)?,
                        wording: row.get(2)?,
                    })
                },
            )
            .optional()
            .map_err(database_problem)
    }

    /// The wording of the newest notice of this version and language.
    ///
    /// # Errors
    /// What the database says.
    pub fn last_wording(&self, language: &str, version: &str) -> Result<Option<String>, Problem> {
        self.connection
            .query_row(
                "SELECT wording FROM notice WHERE language=?1 AND version=?2 ORDER BY id DESC LIMIT 1",
                [language, version],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)
    }

    /// The name of an imported file, if it is known.
    ///
    /// # Errors
    /// What the database says.
    pub fn batch_file(&self, id: BatchId) -> Result<Option<String>, Problem> {
        self.connection
            .query_row(
                "SELECT file_name FROM import_batch WHERE id=?1",
                [id.0],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)
    }

    /// How the newest imported file was read, as JSON.
    ///
    /// # Errors
    /// What the database says.
    pub fn newest_import_settings(&self) -> Result<Option<String>, Problem> {
        self.connection
            .query_row(
                "SELECT settings FROM import_batch ORDER BY id DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)
    }

    /// The op that first added a contact, and the imported file it was in.
    ///
    /// # Errors
    /// What the database says.
    pub fn origin(&self, contact: ContactId) -> Result<Option<Origin>, Problem> {
        let (entity, action) = (Entity::Contact as u8, Action::Inserted as u8);
        let op: Option<i64> = self
            .connection
            .query_row(
                "SELECT op_id FROM change WHERE entity=?1 AND action=?2 AND ?3 BETWEEN first_id AND last_id \
                 ORDER BY id LIMIT 1",
                rusqlite::params![entity, action, contact.0],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)?;
        let batch: Option<i64> = self
            .connection
            .query_row(
                "SELECT batch_id FROM contact WHERE id=?1",
                [contact.0],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)?
            .flatten();
        let record = op.map(|op| self.op(OpId(op))).transpose()?.flatten();
        Ok(record.map(|op| Origin {
            op,
            batch: batch.map(BatchId),
        }))
    }
}
