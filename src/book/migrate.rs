//! The schema: made new, or brought up to date, in one transaction either way.

use rusqlite::{Connection, TransactionBehavior};

use super::indexes;
use super::open::APPLICATION_ID;
use super::{Access, Book, database_problem};
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// The version this program writes.
pub(super) const VERSION: i64 = 5;

/// What brings a book of version `n + 1` from version `n`: entry `n - 1`. A fresh book goes the
/// same way, so that it cannot differ from an upgraded one.
const STEPS: [&str; 4] = [
    include_str!("schema-2.sql"),
    include_str!("schema-3.sql"),
    include_str!("schema-4.sql"),
    include_str!("schema-5.sql"),
];

/// What lets a book of version `n` be read as the newest without touching it: entry `n - 1`.
/// Names find such a view before the table.
const VIEWS: [&str; 4] = [
    "CREATE TEMP VIEW segment AS SELECT *,0 AS colour FROM main.segment;
     CREATE TEMP VIEW consent_event AS SELECT *,NULL AS until FROM main.consent_event",
    "CREATE TEMP VIEW review AS SELECT 0 AS id,'' AS name,0 AS at WHERE 0;
     CREATE TEMP VIEW review_item AS SELECT 0 AS id,0 AS contact_id,0 AS decision WHERE 0;
     CREATE TEMP VIEW export_list AS SELECT 0 AS op_id,'' AS file_name,'' AS format,'' AS columns,
       NULL AS channel,NULL AS purpose,x'' AS contacts WHERE 0;
     CREATE TEMP VIEW import_profile AS SELECT x'' AS signature,'' AS settings,0 AS at WHERE 0",
    "CREATE TEMP VIEW held AS SELECT 0 AS id,0 AS batch_id,0 AS row,'' AS reason,x'' AS print,
       '' AS candidates,'' AS content,0 AS state,NULL AS contact_id WHERE 0",
    "CREATE TEMP VIEW watched_file AS SELECT 0 AS id,0 AS at,'' AS file_name,x'' AS hash,
       0 AS outcome,NULL AS op_id,'' AS details WHERE 0",
];

/// Makes every table and index of the newest version.
pub(super) fn make_tables(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("schema.sql"))?;
    for step in STEPS {
        connection.execute_batch(step)?;
    }
    connection.execute_batch(indexes::MAKE)
}

/// Fills a file that was just made.
pub(super) fn initialise(book: &mut Book, at: Millis) -> Result<(), Problem> {
    let transaction = book
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(database_problem)?;
    make_tables(&transaction).map_err(database_problem)?;
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

/// Whether the book is of a version before the newest.
pub(super) fn is_older(book: &Book) -> Result<bool, Problem> {
    Ok(book.pragma("user_version")? < VERSION)
}

/// Brings an older book up to date, or lets it be read as if it were; a newer one is refused.
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
        return VIEWS
            .iter()
            .skip(done - 1)
            .try_for_each(|views| book.connection.execute_batch(views))
            .map_err(database_problem);
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
