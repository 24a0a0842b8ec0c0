//! Rows on their way into the tables: they wait until there are many, or until somebody reads.

use std::cell::RefCell;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};

use super::database_problem;
use super::rows::{self, Rows, Shown};
use super::table::Entity;
use crate::domain::problem::Problem;

/// So many rows of one table wait at most.
const MOST_ROWS: usize = 1_024;
/// Unless they take more than this, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// The tables that rows are put into in large numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Of(Entity),
    ConsentEvent,
}

/// The connection inside a transaction, behind the rows that wait for it.
pub(super) struct Writing<'c> {
    connection: &'c Connection,
    waiting: RefCell<Waiting<'c>>,
}

#[derive(Default)]
struct Waiting<'c> {
    tables: [Option<Insert<'c>>; Table::COUNT],
    /// Through which the database reads them, once there were any.
    shown: Option<Shown>,
    is_empty: bool,
}

struct Insert<'c> {
    statement: Statement<'c>,
    rows: Rows,
}

impl Table {
    const COUNT: usize = Entity::ALL.len() + 1;

    const fn place(self) -> usize {
        match self {
            Self::Of(entity) => entity as usize,
            Self::ConsentEvent => Entity::ALL.len(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Of(entity) => entity.table(),
            Self::ConsentEvent => "consent_event",
        }
    }

    /// All columns, in the order in which rows are given.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Of(entity) => entity.columns(),
            Self::ConsentEvent => &super::consent::STORED,
        }
    }
}

impl<'c> Writing<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            waiting: RefCell::new(Waiting {
                is_empty: true,
                ..Waiting::default()
            }),
        }
    }

    /// Puts a row, all columns given, into a table.
    ///
    /// # Errors
    /// What the database says, be it of a row that was given before.
    pub(super) fn insert(&mut self, table: Table, row: &[ValueRef<'_>]) -> Result<(), Problem> {
        let waiting = self.waiting.get_mut();
        waiting
            .put(self.connection, table, row)
            .map_err(database_problem)
    }

    /// The connection, once no row waits any more.
    ///
    /// # Errors
    /// What the database says of rows that waited.
    pub(super) fn connection(&self) -> Result<&Connection, Problem> {
        let mut waiting = self.waiting.borrow_mut();
        if !waiting.is_empty {
            waiting.put_all().map_err(database_problem)?;
        }
        Ok(self.connection)
    }
}

impl<'c> Waiting<'c> {
    fn put(
        &mut self,
        connection: &'c Connection,
        table: Table,
        row: &[ValueRef<'_>],
    ) -> rusqlite::Result<()> {
        let place = self.tables.get_mut(table.place());
        let place = place.ok_or(rusqlite::Error::InvalidQuery)?;
        let shown = if let Some(shown) = &self.shown {
            shown
        } else {
            let shown = Shown::default();
            rows::show(connection, &shown)?;
            self.shown.insert(shown)
        };
        let insert = match place {
            Some(insert) => insert,
            None => place.insert(Insert::into(connection, table)?),
        };
        insert.rows.push(row);
        self.is_empty = false;
        if insert.rows.len() >= MOST_ROWS || insert.rows.size() > MOST_BYTES {
            insert.put(shown)?;
        }
        Ok(())
    }

    fn put_all(&mut self) -> rusqlite::Result<()> {
        self.is_empty = true;
        let Some(shown) = &self.shown else {
            return Ok(());
        };
        let waiting = self.tables.iter_mut().flatten();
        for insert in waiting.filter(|insert| !insert.rows.is_empty()) {
            insert.put(shown)?;
        }
        Ok(())
    }
}

impl<'c> Insert<'c> {
    fn into(connection: &'c Connection, table: Table) -> rusqlite::Result<Self> {
        let columns = table.columns();
        let given: Vec<String> = (0..columns.len())
            .map(|place| format!("c{place}"))
            .collect();
        Ok(Self {
            statement: connection.prepare(&format!(
                "INSERT INTO {} ({}) SELECT {} FROM {}",
                table.name(),
                columns.join(","),
                given.join(","),
                rows::NAME,
            ))?,
            rows: Rows::of_width(columns.len()),
        })
    }

    fn put(&mut self, shown: &Shown) -> rusqlite::Result<()> {
        rows::exchange(shown, &mut self.rows);
        let put = self.statement.execute([]);
        rows::exchange(shown, &mut self.rows);
        self.rows.clear();
        put.map(drop)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::super::stored::Stored as _;
    use super::*;

    fn check(of: impl FnOnce(&Connection)) {
        crate::book::sqlcipher::start();
        let connection = Connection::open_in_memory().unwrap();
        crate::book::migrate::make_tables(&connection).unwrap();
        of(&connection);
    }

    fn tag(writing: &mut Writing<'_>, id: i64, name: &str) -> Result<(), Problem> {
        writing.insert(Table::Of(Entity::Tag), &[id.stored(), name.stored()])
    }

    fn count(connection: &Connection) -> i64 {
        let count = "SELECT count(*) FROM tag";
        connection.query_row(count, [], |row| row.get(0)).unwrap()
    }

    /// Every table's widest row goes through the table of waiting rows.
    #[test]
    fn every_table_is_written() {
        check(|connection| {
            rows::show(connection, &Shown::default()).unwrap();
            let entities = Entity::ALL.map(Table::Of);
            for table in entities.into_iter().chain([Table::ConsentEvent]) {
                assert!(Insert::into(connection, table).is_ok(), "{table:?}");
            }
        });
    }

    #[test]
    fn whoever_reads_finds_every_row() {
        check(|connection| {
            let mut writing = Writing::new(connection);
            let mut id = 0;
            for some in [1, 2, MOST_ROWS - 1, MOST_ROWS, MOST_ROWS + 1] {
                for _ in 0..some {
                    id += 1;
                    tag(&mut writing, id, &format!("tag {id}")).unwrap();
                }
                assert_eq!(count(writing.connection().unwrap()), id);
            }
            let wrong = "SELECT count(*) FROM tag WHERE name<>'tag '||id";
            let wrong: i64 = connection.query_row(wrong, [], |row| row.get(0)).unwrap();
            assert_eq!(wrong, 0);
        });
    }

    /// However long texts are, few of them wait.
    #[test]
    fn large_rows_do_not_wait() {
        check(|connection| {
            let mut writing = Writing::new(connection);
            tag(&mut writing, 1, &"x".repeat(MOST_BYTES)).unwrap();
            assert_eq!(count(connection), 0);
            tag(&mut writing, 2, "x").unwrap();
            assert_eq!(count(connection), 2);
        });
    }

    /// What the database refuses is said when it is read at the latest.
    #[test]
    fn a_refused_row_is_an_error() {
        check(|connection| {
            let mut writing = Writing::new(connection);
            for id in [1, 2, 1] {
                tag(&mut writing, id, "x").unwrap();
            }
            assert!(writing.connection().is_err());
            assert_eq!(count(connection), 0, "none of them");
        });
    }
}
