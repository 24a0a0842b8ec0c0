//! The schema: made new, or brought up to date, in one transaction either way.

use rusqlite::TransactionBehavior;

use super::open::APPLICATION_ID;
use super::{Access, Book, database_problem};
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// The version this program writes.
pub(super) const VERSION: i64 = 1;

/// What brings a book of version `n + 1` from version `n`: entry `n - 1`.
const STEPS: [&str; 0] = [];

/// Fills a file that was just made.
pub(super) fn initialise(book: &mut Book, at: Millis) -> Result<(), Problem> {
    let transaction = book
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(database_problem)?;
    transaction
        .execute_batch(include_str!("schema.sql"))
        .map_err(database_problem)?;
    transaction
        .execute_batch(include_str!("indexes.sql"))
        .map_err(database_problem)?;
    for (key, length) in [("uuid", 16), ("audit_key", 32), ("suppression_key", 32)] {
        let mut bytes = vec![0; length];
        getrandom::fill(&mut bytes)
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        transaction
            .execute(
                "INSERT INTO meta (key, value) VALUES (?1, ?2)",
                rusqlite::params![key, bytes],
            )
            .map_err(database_problem)?;
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(database_problem)?;
    transaction
        .pragma_update(None, "user_version", VERSION)
        .map_err(database_problem)?;
    transaction.commit().map_err(database_problem)?;
    book.log(OpKind::Create, at, "owner", "")
}

/// Brings an older book up to date; a newer one is refused.
pub(super) fn upgrade(book: &mut Book) -> Result<(), Problem> {
    let found = book.pragma("user_version")?;
    if found > VERSION {
        return Err(BookProblem::TooNew {
            found,
            known: VERSION,
        }
        .into());
    }
    let done = usize::try_from(found)
        .ok()
        .filter(|version| *version > 0)
        .ok_or(BookProblem::NotABook)?;
    let Some(steps) = STEPS.get(done - 1..).filter(|steps| !steps.is_empty()) else {
        return Ok(());
    };
    if book.access == Access::ReadOnly {
        return Err(BookProblem::NeedsRepair.into());
    }
    let transaction = book
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(database_problem)?;
    for step in steps {
        transaction.execute_batch(step).map_err(database_problem)?;
    }
    transaction
        .pragma_update(None, "user_version", VERSION)
        .map_err(database_problem)?;
    transaction.commit().map_err(database_problem)
}
