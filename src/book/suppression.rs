//! Points that must never be contacted or brought in again, as keyed hashes that outlive contacts.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rusqlite::Connection;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::database_problem;
use super::transact::Tx;
use crate::domain::consent::{Channel, Point};
use crate::domain::problem::{BookProblem, Problem};

/// Why a point is on the list. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SuppressionReason {
    Objection = 1,
    Erasure = 2,
}

impl Tx<'_> {
    /// Puts a point on the list, for one channel or all. A person as such has no point.
    ///
    /// # Errors
    /// What the database says.
    pub fn suppress(
        &mut self,
        point: &Point,
        channel: Option<Channel>,
        reason: SuppressionReason,
    ) -> Result<(), Problem> {
        let Some(hash) = hash(self.connection()?, point)? else {
            return Ok(());
        };
        let id = self.next_id("suppression")?;
        self.connection()?
            .execute(
                "INSERT OR IGNORE INTO suppression (id,op_id,hash,channel,reason,at) VALUES (?,?,?,?,?,?)",
                rusqlite::params![
                    id,
                    self.op.0,
                    hash,
                    channel.map(|channel| channel as u8),
                    reason as u8,
                    self.at.0
                ],
            )
            .map_err(database_problem)?;
        self.events += 1;
        Ok(())
    }

    /// Whether a point is on the list for every channel.
    ///
    /// # Errors
    /// What the database says.
    pub fn is_suppressed(&self, point: &Point) -> Result<bool, Problem> {
        let Some(hash) = hash(self.connection()?, point)? else {
            return Ok(false);
        };
        self.connection()?
            .prepare_cached("SELECT 1 FROM suppression WHERE hash=?1 AND channel IS NULL")
            .and_then(|mut statement| statement.exists([hash]))
            .map_err(database_problem)
    }

    /// Whether there is anything on the list: most books have none, and a keyed hash for every
    /// point of an import is not free.
    ///
    /// # Errors
    /// What the database says.
    pub fn suppresses_anything(&self) -> Result<bool, Problem> {
        self.connection()?
            .prepare_cached("SELECT 1 FROM suppression LIMIT 1")
            .and_then(|mut statement| statement.exists([]))
            .map_err(database_problem)
    }
}

/// The keyed hash of a point. A plain hash of a phone number is undone in minutes by trying all.
fn hash(connection: &Connection, point: &Point) -> Result<Option<Vec<u8>>, Problem> {
    let key: Vec<u8> = connection
        .query_row(
            "SELECT value FROM meta WHERE key='suppression_key'",
            [],
            |row| row.get(0),
        )
        .map_err(database_problem)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&Zeroizing::new(key))
        .ok()
        .ok_or(BookProblem::Damaged)?;
    match point {
        Point::Person => return Ok(None),
        Point::Phone(e164) => mac.update(format!("phone {e164}").as_bytes()),
        Point::Email(key) => mac.update(format!("email {key}").as_bytes()),
    }
    Ok(Some(mac.finalize().into_bytes().to_vec()))
}
