//! Lists that left the house: what was written where, when, for what, and who is in it.

use roaring::RoaringTreemap;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension as _, Row};

use super::audit::{AuditKey, Ledger};
use super::transact::{End, NewOp, Tx};
use super::{Book, database_problem};
use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::roundtrip::MarkKey;
use crate::domain::time::Millis;

/// A list as it is handed to the book.
#[derive(Clone, Copy, Debug)]
pub struct NewSentList<'a> {
    /// Without its folder.
    pub file_name: &'a str,
    pub format: &'a str,
    /// What whoever writes lists wants to know of its columns.
    pub columns: &'a str,
    /// Nothing: for the owner's own use.
    pub scope: Option<Scope>,
    pub contacts: &'a RoaringTreemap,
}

/// A list that left the house.
#[derive(Clone, Debug, PartialEq)]
pub struct SentList {
    pub op: OpId,
    pub at: Millis,
    pub file_name: String,
    pub format: String,
    pub columns: String,
    pub scope: Option<Scope>,
    /// The ids of all who are in it, of those who are gone too.
    pub contacts: RoaringTreemap,
}

const SELECT: &str = "SELECT op_id,op.at,file_name,format,columns,channel,purpose,contacts \
                      FROM export_list JOIN op ON op.id=op_id";

impl Book {
    /// The op that the next transaction will be. Nobody else writes while this book is open.
    ///
    /// # Errors
    /// What the database says.
    pub fn next_op(&self) -> Result<OpId, Problem> {
        self.connection
            .query_row("SELECT coalesce(max(id),0)+1 FROM op", [], |row| {
                row.get(0).map(OpId)
            })
            .map_err(database_problem)
    }

    /// What makes and checks the marks of rows that leave to be edited.
    ///
    /// # Errors
    /// What the database says.
    pub fn mark_key(&self) -> Result<MarkKey, Problem> {
        AuditKey::read(&self.connection)?.for_marks()
    }

    /// Writes down a list as an op of its own. `place` puts the file where it belongs, as the last
    /// act before the op is kept: a file that cannot be placed is not written down.
    ///
    /// # Errors
    /// What `place` or the database says; nothing is written down then.
    pub fn record_sent(
        &mut self,
        op: &NewOp,
        list: &NewSentList<'_>,
        place: impl FnOnce(OpId) -> Result<(), Problem>,
    ) -> Result<OpId, Problem> {
        let (id, _) = self.run(op, End::CommitAlways, |tx| {
            tx.record_sent(list)?;
            place(tx.op())?;
            Ok(tx.op())
        })?;
        Ok(id)
    }

    /// Every list, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn sent_lists(&self) -> Result<Vec<SentList>, Problem> {
        let mut statement = self
            .connection
            .prepare(&format!("{SELECT} ORDER BY op_id DESC"))
            .map_err(database_problem)?;
        let mut rows = statement.query([]).map_err(database_problem)?;
        let mut lists = Vec::new();
        while let Some(row) = rows.next().map_err(database_problem)? {
            lists.push(read_list(row)?);
        }
        Ok(lists)
    }

    /// The list that an op wrote.
    ///
    /// # Errors
    /// What the database says.
    pub fn sent_list(&self, op: OpId) -> Result<Option<SentList>, Problem> {
        self.connection
            .query_row(&format!("{SELECT} WHERE op_id=?1"), [op.0], |row| {
                Ok(read_list(row))
            })
            .optional()
            .map_err(database_problem)?
            .transpose()
    }
}

impl Tx<'_> {
    fn record_sent(&mut self, list: &NewSentList<'_>) -> Result<(), Problem> {
        let mut contacts = Vec::with_capacity(list.contacts.serialized_size());
        list.contacts
            .serialize_into(&mut contacts)
            .ok()
            .ok_or(BookProblem::TooManyChildren)?;
        let code = |code: Option<u8>| {
            code.map_or(ValueRef::Null, |code| ValueRef::Integer(i64::from(code)))
        };
        let op = ValueRef::Integer(self.op.0);
        let columns = [
            op,
            op,
            ValueRef::Text(list.file_name.as_bytes()),
            ValueRef::Text(list.format.as_bytes()),
            ValueRef::Text(list.columns.as_bytes()),
            code(list.scope.map(|scope| scope.channel as u8)),
            code(list.scope.map(|scope| scope.purpose as u8)),
            ValueRef::Blob(&contacts),
        ];
        self.connection()?
            .execute(
                "INSERT INTO export_list (op_id,file_name,format,columns,channel,purpose,contacts) \
                 VALUES (?,?,?,?,?,?,?)",
                rusqlite::params_from_iter(
                    columns
                        .into_iter()
                        .skip(1)
                        .map(rusqlite::types::ToSqlOutput::Borrowed),
                ),
            )
            .map_err(database_problem)?;
        self.digest(Ledger::Sent, columns);
        Ok(())
    }
}

fn read_list(row: &Row<'_>) -> Result<SentList, Problem> {
    let contacts = row.get_ref(7).map_err(database_problem)?;
    let contacts = contacts
        .as_blob()
        .ok()
        .and_then(|blob| RoaringTreemap::deserialize_from(blob).ok());
    let code = |column: usize| row.get::<_, Option<u8>>(column).map_err(database_problem);
    let channel = code(5)?.and_then(Channel::from_code);
    let purpose = code(6)?.and_then(Purpose::from_code);
    let text = |column: usize| row.get::<_, String>(column).map_err(database_problem);
    Ok(SentList {
        op: OpId(row.get(0).map_err(database_problem)?),
        at: Millis(row.get(1).map_err(database_problem)?),
        file_name: text(2)?,
        format: text(3)?,
        columns: text(4)?,
        scope: channel
            .zip(purpose)
            .map(|(channel, purpose)| Scope::new(channel, purpose)),
        contacts: contacts.ok_or(BookProblem::Damaged)?,
    })
}

impl SentList {
    pub fn has(&self, contact: ContactId) -> bool {
        u64::try_from(contact.0).is_ok_and(|id| self.contacts.contains(id))
    }

    /// Everybody in it, by id.
    pub fn ids(&self) -> impl Iterator<Item = ContactId> + '_ {
        let ids = self.contacts.iter();
        ids.filter_map(|id| i64::try_from(id).ok().map(ContactId))
    }
}
