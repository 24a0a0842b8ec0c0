//! The chain over the log: each op's HMAC covers the one before it and a digest of all it wrote.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::database_problem;
use super::erase::Erasures;
use super::table::encode;
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::roundtrip::MarkKey;

/// Says which format of entry an HMAC covers, so that no two formats can be mistaken.
const DOMAIN: &[u8] = b"haobu audit entry v1\0";
const MARKS: &[u8] = b"haobu marks v1\0";

pub(super) type Hash = [u8; 32];

/// Running digest of what one op writes into the append-only tables, a hash per row: an erasure
/// can then keep a row's hash and drop its contents.
#[derive(Debug, Default)]
pub(super) struct OpDigest {
    changes: Sha256,
    events: Sha256,
    notices: Sha256,
    /// Only where there are any: ops of the versions before are digested without them.
    sent: Option<Sha256>,
    row: Vec<u8>,
}

/// Which append-only table a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ledger {
    Change,
    Event,
    Notice,
    /// Lists that left the house.
    Sent,
}

impl Ledger {
    pub(super) const ALL: [Self; 4] = [Self::Change, Self::Event, Self::Notice, Self::Sent];

    /// What stands for it in `change`, beside the numbers of the tables. Never renumber.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Change => 200,
            Self::Event => 201,
            Self::Notice => 202,
            Self::Sent => 203,
        }
    }

    /// Reads all rows of ids from `?1` on, the op in the second column.
    pub(super) const fn select_sql(self) -> &'static str {
        match self {
            Self::Change => {
                "SELECT id,op_id,entity,action,first_id,last_id,images FROM change ORDER BY id"
            }
            Self::Event => {
                "SELECT id,op_id,contact_id,e164,email,channel,purpose,kind,at,grade,method,batch_id,row,notice_id,\
                 note,target,until FROM consent_event ORDER BY id"
            }
            Self::Notice => "SELECT id,op_id,language,version,wording FROM notice ORDER BY id",
            // Each op writes one at most: the op is its id.
            Self::Sent => {
                "SELECT op_id,op_id,file_name,format,columns,channel,purpose,contacts FROM export_list ORDER BY op_id"
            }
        }
    }

    /// How many columns that reads.
    pub(super) const fn columns(self) -> usize {
        match self {
            Self::Change => 7,
            Self::Event => 17,
            Self::Notice => 5,
            Self::Sent => 8,
        }
    }
}

/// The columns of an event that its digest covers: its end, which the first version of the book
/// did not have, only where there is one.
pub(super) fn event_digested<'r, 'v>(values: &'r [ValueRef<'v>]) -> &'r [ValueRef<'v>] {
    match values {
        [before @ .., ValueRef::Null] if values.len() == Ledger::Event.columns() => before,
        all => all,
    }
}

impl OpDigest {
    /// Adds one row, given as its columns in table order.
    pub(super) fn add<'v>(
        &mut self,
        ledger: Ledger,
        values: impl IntoIterator<Item = ValueRef<'v>>,
    ) {
        self.row.clear();
        for value in values {
            encode(value, &mut self.row);
        }
        let hash = Sha256::digest(&self.row).into();
        self.add_hash(ledger, hash);
    }

    fn add_hash(&mut self, ledger: Ledger, hash: Hash) {
        match ledger {
            Ledger::Change => self.changes.update(hash),
            Ledger::Event => self.events.update(hash),
            Ledger::Notice => self.notices.update(hash),
            Ledger::Sent => self.sent.get_or_insert_default().update(hash),
        }
    }

    /// Adds the row that `row`, selected by [`Ledger::select_sql`], stands on. Of a row that was
    /// erased the hash it had counts, if an op vouches for what is left.
    pub(super) fn add_row(
        &mut self,
        ledger: Ledger,
        row: &Row<'_>,
        erased: &Erasures,
    ) -> Result<(), Problem> {
        let values = (0..ledger.columns())
            .map(|column| row.get_ref(column))
            .collect::<Result<Vec<_>, _>>()
            .map_err(database_problem)?;
        let digested = match ledger {
            Ledger::Event => event_digested(&values),
            Ledger::Change | Ledger::Notice | Ledger::Sent => &values,
        };
        match erased.original(ledger, digested) {
            Some(hash) => self.add_hash(ledger, hash),
            None => self.add(ledger, digested.iter().copied()),
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Hash {
        let mut whole = Sha256::new();
        whole.update(self.changes.finalize());
        whole.update(self.events.finalize());
        whole.update(self.notices.finalize());
        if let Some(sent) = self.sent {
            whole.update(sent.finalize());
        }
        whole.finalize().into()
    }
}

/// The hash of one row of a ledger, given as its columns.
pub(super) fn row_hash<'v>(values: impl IntoIterator<Item = ValueRef<'v>>) -> Hash {
    let mut bytes = Vec::new();
    for value in values {
        encode(value, &mut bytes);
    }
    Sha256::digest(&bytes).into()
}

/// The book's own key for the chain. Wiped when dropped.
#[derive(Debug)]
pub(super) struct AuditKey {
    key: Zeroizing<Vec<u8>>,
    uuid: Vec<u8>,
}

impl AuditKey {
    pub(super) fn read(connection: &Connection) -> Result<Self, Problem> {
        let meta = |key: &str| -> Result<Vec<u8>, Problem> {
            connection
                .query_row("SELECT value FROM meta WHERE key=?1", [key], |row| {
                    row.get(0)
                })
                .optional()
                .map_err(database_problem)?
                .ok_or_else(|| BookProblem::NotABook.into())
        };
        Ok(Self {
            key: Zeroizing::new(meta("audit_key")?),
            uuid: meta("uuid")?,
        })
    }

    /// A key of its own for marks in lists that leave the house, and what tells this book from others.
    pub(super) fn for_marks(&self) -> Result<MarkKey, Problem> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key)
            .ok()
            .ok_or(BookProblem::Damaged)?;
        mac.update(MARKS);
        let secret: Zeroizing<Hash> = Zeroizing::new(mac.finalize().into_bytes().into());
        Ok(MarkKey::new(&self.uuid, &secret))
    }

    /// The HMAC of an op, given as its columns up to and with the digest, behind the entry with
    /// HMAC `previous`.
    pub(super) fn seal<'v>(
        &self,
        previous: &[u8],
        columns: impl IntoIterator<Item = ValueRef<'v>>,
    ) -> Result<Hash, Problem> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key)
            .ok()
            .ok_or(BookProblem::Damaged)?;
        let mut bytes = DOMAIN.to_vec();
        encode(ValueRef::Blob(&self.uuid), &mut bytes);
        encode(ValueRef::Blob(previous), &mut bytes);
        for value in columns {
            encode(value, &mut bytes);
        }
        mac.update(&bytes);
        Ok(mac.finalize().into_bytes().into())
    }
}

/// The HMAC of the newest op; empty before the first.
pub(super) fn head(connection: &Connection) -> Result<Vec<u8>, Problem> {
    connection
        .query_row("SELECT hmac FROM op ORDER BY id DESC LIMIT 1", [], |row| {
            row.get(0)
        })
        .optional()
        .map_err(database_problem)
        .map(Option::unwrap_or_default)
}
