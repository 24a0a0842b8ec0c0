//! Verification: the pages, the chain over the log, and the shape of what hangs on contacts.

use rusqlite::Row;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::ValueRef;

use super::audit::{AuditKey, Ledger, OpDigest};
use super::erase::Erasures;
use super::table::Entity;
use super::{Book, Salt, database_problem};
use crate::domain::ids::{ORDINAL_BITS, OpId};
use crate::domain::problem::Problem;

/// What verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Complaints of the database about its pages and indexes.
    pub damaged_pages: u64,
    /// Pages that hold nothing and were torn by a power cut: no harm.
    pub torn_free_pages: u64,
    /// Entries of the log whose contents do not fit their HMAC, or that break the chain.
    pub broken_ops: Vec<OpId>,
    /// Rows in the ledgers that belong to no entry of the log.
    pub stray_rows: u64,
    /// The newest entry is not the one the book remembers: the end of the log was cut off.
    pub tail_cut: bool,
    /// Numbers, addresses and the like whose contact does not exist.
    pub orphans: u64,
    pub ops: u64,
    pub contacts: u64,
}

impl CheckReport {
    /// Whether nothing was found.
    pub fn is_healthy(&self) -> bool {
        let Self {
            damaged_pages,
            torn_free_pages: _,
            broken_ops,
            stray_rows,
            tail_cut,
            orphans,
            ops: _,
            contacts: _,
        } = self;
        *damaged_pages == 0
            && broken_ops.is_empty()
            && *stray_rows == 0
            && !tail_cut
            && *orphans == 0
    }

    /// Whether the pages are whole, whatever the log says.
    pub fn pages_are_whole(&self) -> bool {
        self.damaged_pages == 0
    }
}

/// One row of a ledger behind the cursor: its op and its hash's input.
struct Cursor<'s> {
    ledger: Ledger,
    rows: rusqlite::Rows<'s>,
}

impl Book {
    /// Reads the whole book and says what does not hold.
    ///
    /// # Errors
    /// What the database says when it cannot even be read.
    pub fn check(&self) -> Result<CheckReport, Problem> {
        let mut report = CheckReport::default();
        self.check_pages(&mut report)?;
        self.check_chain(&mut report)?;
        report.orphans = self.orphans()?;
        report.contacts = self.count("SELECT count(*) FROM contact")?;
        Ok(report)
    }

    /// Both integrity checks: each finds what the other misses. The first read has rolled back
    /// whatever a crash left.
    ///
    /// The database's own reads every page that holds something. Where it finds nothing, pages that
    /// do not fit their HMAC are free ones: a power cut tears them, since nobody keeps their old
    /// contents, and they are written anew before they are read again.
    pub(super) fn check_pages(&self, report: &mut CheckReport) -> Result<(), Problem> {
        let pages = self.pragma("page_count")?;
        let own = self.complaints("integrity_check", |_| true)?;
        let cipher = self.complaints("cipher_integrity_check", |line| {
            // The end of a backup is no page of the book; its seal vouches for it.
            !(self.is_backup && is_behind(line, pages))
        })?;
        let free = u64::try_from(self.pragma("freelist_count")?).unwrap_or(0);
        report.damaged_pages = own + u64::from(self.salt == Salt::Damaged);
        if own == 0 && cipher <= free {
            report.torn_free_pages = cipher;
        } else {
            report.damaged_pages += cipher;
        }
        Ok(())
    }

    fn complaints(&self, check: &str, counts: impl Fn(&str) -> bool) -> Result<u64, Problem> {
        let mut complaints = 0;
        let mut statement = self
            .connection
            .prepare(&format!("PRAGMA {check}"))
            .map_err(database_problem)?;
        let mut rows = statement.query([]).map_err(database_problem)?;
        while let Some(row) = rows.next().map_err(database_problem)? {
            let line: String = row.get(0).map_err(database_problem)?;
            complaints += u64::from(line != "ok" && counts(&line));
        }
        Ok(complaints)
    }

    fn check_chain(&self, report: &mut CheckReport) -> Result<(), Problem> {
        let key = AuditKey::read(&self.connection)?;
        let erased = Erasures::read(&self.connection)?;
        let mut statements = Ledger::ALL
            .into_iter()
            .map(|ledger| {
                self.connection
                    .prepare(ledger.select_sql())
                    .map(|statement| (ledger, statement))
            })
            .collect::<Result<Vec<_>, _>>()
            .map_err(database_problem)?;
        let mut cursors = Vec::with_capacity(statements.len());
        for (ledger, statement) in &mut statements {
            let mut rows = statement.query([]).map_err(database_problem)?;
            rows.advance().map_err(database_problem)?;
            cursors.push(Cursor {
                ledger: *ledger,
                rows,
            });
        }
        let mut ops = self
            .connection
            .prepare(
                "SELECT id,kind,at,actor,subject,added,changed,removed,events,target,digest,hmac FROM op ORDER BY id",
            )
            .map_err(database_problem)?;
        let mut rows = ops.query([]).map_err(database_problem)?;
        let mut previous: Vec<u8> = Vec::new();
        let mut expected = 1;
        while let Some(row) = rows.next().map_err(database_problem)? {
            let id: i64 = row.get(0).map_err(database_problem)?;
            let mut digest = OpDigest::default();
            for cursor in &mut cursors {
                report.stray_rows += cursor.digest_op(id, &mut digest, &erased)?;
            }
            let digest = digest.finish();
            let columns = (0..11)
                .map(|column| row.get_ref(column))
                .collect::<Result<Vec<_>, _>>()
                .map_err(database_problem)?;
            let sealed = key.seal(&previous, columns)?;
            let (stored_digest, stored_hmac) = (blob(row, 10)?, blob(row, 11)?);
            if stored_digest != digest || stored_hmac != sealed || id != expected {
                report.broken_ops.push(OpId(id));
            }
            previous = stored_hmac;
            expected = id + 1;
            report.ops += 1;
        }
        for cursor in &mut cursors {
            report.stray_rows += cursor.count_rest()?;
        }
        let head: Vec<u8> = self
            .connection
            .query_row("SELECT value FROM meta WHERE key='audit_head'", [], |row| {
                row.get(0)
            })
            .unwrap_or_default();
        report.tail_cut = head != previous;
        Ok(())
    }

    /// Rows whose contact is missing.
    fn orphans(&self) -> Result<u64, Problem> {
        let mut orphans = 0;
        for entity in Entity::CHILDREN {
            orphans += self.count(&format!(
                "SELECT count(*) FROM {} AS child WHERE NOT EXISTS \
                 (SELECT 1 FROM contact WHERE contact.id = child.id >> {ORDINAL_BITS})",
                entity.table()
            ))?;
        }
        Ok(orphans)
    }

    pub(super) fn count(&self, sql: &str) -> Result<u64, Problem> {
        let count: i64 = self
            .connection
            .query_row(sql, [], |row| row.get(0))
            .map_err(database_problem)?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

impl Cursor<'_> {
    /// Adds the rows of op `id` to `digest`; returns how many rows before them belong to no op.
    fn digest_op(
        &mut self,
        id: i64,
        digest: &mut OpDigest,
        erased: &Erasures,
    ) -> Result<u64, Problem> {
        let mut strays = 0;
        while let Some(row) = self.rows.get() {
            let op: i64 = row.get(1).map_err(database_problem)?;
            match op.cmp(&id) {
                std::cmp::Ordering::Less => strays += 1,
                std::cmp::Ordering::Equal => digest.add_row(self.ledger, row, erased)?,
                std::cmp::Ordering::Greater => break,
            }
            self.rows.advance().map_err(database_problem)?;
        }
        Ok(strays)
    }

    fn count_rest(&mut self) -> Result<u64, Problem> {
        let mut strays = 0;
        while self.rows.get().is_some() {
            strays += 1;
            self.rows.advance().map_err(database_problem)?;
        }
        Ok(strays)
    }
}

/// Whether a complaint is about a page behind the last one.
fn is_behind(complaint: &str, pages: i64) -> bool {
    complaint
        .strip_prefix("HMAC verification failed for page ")
        .and_then(|number| number.parse::<i64>().ok())
        .is_some_and(|number| number > pages)
}

fn blob(row: &Row<'_>, column: usize) -> Result<Vec<u8>, Problem> {
    match row.get_ref(column).map_err(database_problem)? {
        ValueRef::Blob(bytes) => Ok(bytes.to_vec()),
        _ => Ok(Vec::new()),
    }
}
