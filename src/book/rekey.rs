//! Another key for a book: copied out to a new file under a new salt, proved, and put in its place.
//!
//! Never in place: until the new file takes the name of the old one, in one step, the old one is as
//! it was, and whatever fails or is killed before that leaves it so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::files::{self, Draft};
use super::key::{Key, SALT};
use super::lock::journal_path;
use super::open::{connect, fits, hot_journal, identity};
use super::transact::End;
use super::{Access, Book, CheckReport, NewOp, Salt, database_problem};
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, KeyProblem, Problem};
use crate::domain::time::Millis;

/// Pages that are copied between two looks at whether to go on: 1 MiB.
const STRIDE: i32 = 256;
/// What part of the work is done when the book is checked, copied, and the copy checked.
const CHECKED: f64 = 0.3;
const COPIED: f64 = 0.6;
const PROVED: f64 = 0.95;

/// Where the book keeps the salts it had before.
const FORMER_SALTS: &str = "former_salts";

impl Book {
    /// Gives the book another key. `watch` hears what part is done, from 0 to 1, and says whether
    /// to go on.
    ///
    /// The book stays open. On any error it is as it was, but for two: [`KeyProblem::Unconfirmed`],
    /// and when only the last opening fails; it has the new key then, as [`Book::key_salt`] tells.
    ///
    /// # Errors
    /// [`BookProblem::Damaged`] when the book itself is not whole, [`KeyProblem::CopyDiffers`] when
    /// the copy is not like it, [`KeyProblem::Unconfirmed`] when the disk does not say that the name
    /// is safe, [`Problem::Cancelled`], and what the system says.
    pub fn change_key(
        &mut self,
        key: &Key,
        at: Millis,
        watch: &dyn Fn(f64) -> bool,
    ) -> Result<(), Problem> {
        if self.access == Access::ReadOnly || self.key.is_none() {
            return Err(BookProblem::ReadOnly.into());
        }
        go_on(watch, 0.0)?;
        self.is_still_there()?;
        if !self.has_whole_pages()? {
            return Err(BookProblem::Damaged.into());
        }
        go_on(watch, CHECKED)?;
        let place = place(&self.path);
        // Beside the book, so that taking its place is one step.
        let copy = Draft::create(folder_of(&place), &about(&place))?;
        self.copy_out(copy.path(), key, watch)?;
        self.prove(copy.path(), key, at, watch)?;
        // The emptied journal of the copy would keep its first name.
        std::fs::remove_file(journal_path(copy.path())).ok();
        copy.append()?.sync()?;
        go_on(watch, PROVED)?;
        self.swap(copy, key)
    }

    /// The salts that the book had before its passphrase was changed, the oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn former_salts(&self) -> Result<Vec<[u8; SALT]>, Problem> {
        let kept = self.meta(FORMER_SALTS)?.unwrap_or_default();
        Ok(kept.as_chunks().0.to_vec())
    }

    fn has_whole_pages(&self) -> Result<bool, Problem> {
        let mut report = CheckReport::default();
        self.check_pages(&mut report)?;
        Ok(report.pages_are_whole())
    }

    fn copy_out(
        &self,
        target: &Path,
        key: &Key,
        watch: &dyn Fn(f64) -> bool,
    ) -> Result<(), Problem> {
        let mut target = connect(target, key, Access::ReadWrite)?;
        let backup = Backup::new(&self.connection, &mut target).map_err(database_problem)?;
        loop {
            match backup.step(STRIDE).map_err(database_problem)? {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => return Err(BookProblem::Locked.into()),
            }
            let progress = backup.progress();
            let all = f64::from(progress.pagecount.max(1));
            let share = 1.0 - f64::from(progress.remaining) / all;
            go_on(watch, CHECKED + (COPIED - CHECKED) * share)?;
        }
    }

    /// Reads the copy back from the disk and compares it with the book; then notes in its log that
    /// the key was changed.
    fn prove(
        &self,
        copy: &Path,
        key: &Key,
        at: Millis,
        watch: &dyn Fn(f64) -> bool,
    ) -> Result<(), Problem> {
        go_on(watch, COPIED)?;
        let mut copy = Self {
            connection: connect(copy, key, Access::ReadWrite)?,
            path: copy.to_owned(),
            access: Access::ReadWrite,
            key: None,
            is_backup: false,
            salt: Salt::Whole,
            identity: None,
            _lock: None,
        };
        if copy.fingerprint()? != self.fingerprint()? {
            return Err(KeyProblem::CopyDiffers.into());
        }
        // Copies of the book that lie elsewhere are known by their salts from now on.
        let mut salts = self.former_salts()?;
        salts.extend(self.key_salt());
        let op = NewOp::new(OpKind::ChangePassphrase, at);
        copy.run(&op, End::CommitAlways, |tx| {
            tx.set_meta(FORMER_SALTS, salts.as_flattened())
        })?;
        if !copy.has_whole_pages()? {
            return Err(KeyProblem::CopyDiffers.into());
        }
        Ok(())
    }

    /// Every table with how many rows it has, and the head of the log, which covers what they say.
    fn fingerprint(&self) -> Result<Vec<(String, i64, Vec<u8>)>, Problem> {
        let head = |connection: &Connection| {
            connection.query_row("SELECT value FROM meta WHERE key='audit_head'", [], |row| {
                row.get::<_, Vec<u8>>(0)
            })
        };
        let read = || -> rusqlite::Result<Vec<(String, i64, Vec<u8>)>> {
            let connection = &self.connection;
            let mut statement = connection.prepare(
                "SELECT name,coalesce(sql,'') FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' \
                 ORDER BY type,name",
            )?;
            let mut rows = statement.query([])?;
            let mut found = vec![("head".to_owned(), 0, head(connection)?)];
            while let Some(row) = rows.next()? {
                let (name, sql): (String, String) = (row.get(0)?, row.get(1)?);
                let count = if sql.starts_with("CREATE TABLE") {
                    connection.query_row(
                        &format!("SELECT count(*) FROM \"{name}\""),
                        [],
                        |row| row.get(0),
                    )?
                } else {
                    0
                };
                found.push((name, count, sql.into_bytes()));
            }
            Ok(found)
        };
        read().map_err(database_problem)
    }

    /// Puts the copy in the place of the book and goes on with it.
    fn swap(&mut self, copy: Draft, key: &Key) -> Result<(), Problem> {
        // An empty database without tables: if neither file could be opened, every question to it
        // is an error, never an empty list.
        let nothing = Connection::open_in_memory().map_err(database_problem)?;
        // Closed first: not every system lets go of the name of an open file.
        drop(std::mem::replace(&mut self.connection, nothing));
        let place = place(&self.path);
        let renamed = match hot_journal(&place) {
            // Left by somebody else since: it belongs to the old file and would ruin the new one.
            Ok(Some(_)) => Err(BookProblem::Locked.into()),
            Ok(None) => copy.replace(&place),
            Err(problem) => Err(problem),
        };
        // The name may be changed and yet not be safe from a power cut: the file tells which it is.
        let is_changed = fits(&place, key).unwrap_or(renamed.is_ok());
        if is_changed {
            self.key = Some(Arc::new(key.copy()));
            self.salt = Salt::Whole;
            self.identity = identity(&place).ok();
        }
        self.reconnect()?;
        if is_changed && renamed.is_err() {
            // Once more: what failed once need not fail for good.
            return match files::sync_folder_of(&place) {
                Ok(()) => Ok(()),
                Err(_) => Err(KeyProblem::Unconfirmed.into()),
            };
        }
        renamed
    }

    fn reconnect(&mut self) -> Result<(), Problem> {
        let key = self.key.as_ref().ok_or(BookProblem::Closed)?;
        self.connection = connect(&self.path, key, self.access)?;
        Ok(())
    }
}

/// Removes what a change of key that was killed left behind. Only for whoever holds the lock of the
/// book.
pub(super) fn clear_leftovers(book: &Path) {
    let book = place(book);
    files::sweep(folder_of(&book), &about(&book));
}

/// What drafts of copies of a book are called.
fn about(book: &Path) -> String {
    let name = book.file_name().unwrap_or_default();
    format!("{}.rekey", name.to_string_lossy())
}

/// Where the file really lies: a link to it stays a link.
fn place(book: &Path) -> PathBuf {
    book.canonicalize().unwrap_or_else(|_| book.to_owned())
}

fn folder_of(book: &Path) -> &Path {
    book.parent().unwrap_or(Path::new("."))
}

fn go_on(watch: &dyn Fn(f64) -> bool, share: f64) -> Result<(), Problem> {
    if watch(share) {
        Ok(())
    } else {
        Err(Problem::Cancelled)
    }
}
