//! Indexes that a large change drops first and makes again afterwards, in the same transaction:
//! sorting once costs less than finding a place for every row.

use rusqlite::Connection;

use super::database_problem;
use crate::domain::consent::Point;
use crate::domain::problem::Problem;

/// Makes all of them; every book has them but inside such a change.
pub(super) const MAKE: &str = include_str!("indexes.sql");

/// From so many rows on, dropping may pay.
const BULK: u64 = 2_000;
/// Finding a place for one row costs about as much as sorting so many, in a book that does not fit
/// in memory.
const SORTED_FOR_ONE: u64 = 10;

/// Rows that come or go together with their entries in some of the indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moving {
    /// Contacts, with their numbers and addresses.
    Contacts,
    EventsOfPhones,
    EventsOfEmails,
    EventsOfPersons,
}

/// How much one transaction has moved, and the indexes it has dropped for that.
#[derive(Debug, Default)]
pub(super) struct Bulk {
    kinds: [Moved; Moving::ALL.len()],
}

#[derive(Clone, Copy, Debug, Default)]
struct Moved {
    rows: u64,
    /// How many rows there were when it was last asked whether dropping pays.
    checked: u64,
    is_dropped: bool,
}

impl Moving {
    const ALL: [Self; 4] = [
        Self::Contacts,
        Self::EventsOfPhones,
        Self::EventsOfEmails,
        Self::EventsOfPersons,
    ];

    pub(super) const fn events_of(point: &Point) -> Self {
        match point {
            Point::Person => Self::EventsOfPersons,
            Point::Phone(_) => Self::EventsOfPhones,
            Point::Email(_) => Self::EventsOfEmails,
        }
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Contacts => "contact",
            Self::EventsOfPhones | Self::EventsOfEmails | Self::EventsOfPersons => "consent_event",
        }
    }

    /// By their names in `indexes.sql`.
    const fn indexes(self) -> &'static [&'static str] {
        match self {
            Self::Contacts => &["number_e164", "email_addr"],
            Self::EventsOfPhones => &["consent_phone"],
            Self::EventsOfEmails => &["consent_email"],
            Self::EventsOfPersons => &["consent_person"],
        }
    }
}

impl Bulk {
    /// Counts rows that come or go. Whether there are so many by now that it is time to ask whether
    /// dropping their indexes pays.
    pub(super) fn counts(&mut self, what: Moving, rows: u64) -> bool {
        let Some(moved) = self.kinds.get_mut(what as usize) else {
            return false;
        };
        moved.rows += rows;
        !moved.is_dropped && moved.rows >= BULK.max(moved.checked.saturating_mul(2))
    }

    /// Drops the indexes of what is moved if making them again will cost less than keeping them.
    ///
    /// # Errors
    /// What the database says.
    pub(super) fn drop_if_that_pays(
        &mut self,
        connection: &Connection,
        what: Moving,
    ) -> Result<(), Problem> {
        let Some(moved) = self.kinds.get_mut(what as usize) else {
            return Ok(());
        };
        moved.checked = moved.rows;
        // Counting would read them all; ids are never given twice, so there are no more than this.
        let newest: i64 = connection
            .query_row(
                &format!("SELECT coalesce(max(id),0) FROM {}", what.table()),
                [],
                |row| row.get(0),
            )
            .map_err(database_problem)?;
        if moved.rows.saturating_mul(SORTED_FOR_ONE) < u64::try_from(newest).unwrap_or(0) {
            return Ok(());
        }
        for name in what.indexes() {
            connection
                .execute_batch(&format!("DROP INDEX {name}"))
                .map_err(database_problem)?;
        }
        moved.is_dropped = true;
        Ok(())
    }

    pub(super) fn has_dropped(&self, what: Moving) -> bool {
        self.kinds
            .get(what as usize)
            .is_some_and(|moved| moved.is_dropped)
    }

    /// Whether events can be looked for by whom they are about.
    pub(super) fn has_event_indexes(&self) -> bool {
        !Moving::ALL
            .into_iter()
            .any(|what| what != Moving::Contacts && self.has_dropped(what))
    }

    /// Makes what was dropped again.
    ///
    /// # Errors
    /// What the database says.
    pub(super) fn finish(&self, connection: &Connection) -> Result<(), Problem> {
        let dropped = Moving::ALL
            .into_iter()
            .filter(|what| self.has_dropped(*what));
        for name in dropped.flat_map(Moving::indexes) {
            let of_name = |sql: &&str| sql.starts_with(&format!("CREATE INDEX {name} "));
            let sql = MAKE.lines().find(of_name).unwrap_or_default();
            connection.execute_batch(sql).map_err(database_problem)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn names(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type='index' AND sql IS NOT NULL ORDER BY 1",
            )
            .unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    }

    fn moves(bulk: &mut Bulk, connection: &Connection, what: Moving, rows: u64) {
        if bulk.counts(what, rows) {
            bulk.drop_if_that_pays(connection, what).unwrap();
        }
    }

    /// What is moved drops its own indexes and no others, and they come back as they were.
    #[test]
    fn dropped_indexes_are_made_again() {
        crate::book::sqlcipher::start();
        let connection = Connection::open_in_memory().unwrap();
        crate::book::migrate::make_tables(&connection).unwrap();
        let all = names(&connection);
        for what in Moving::ALL {
            let mut bulk = Bulk::default();
            moves(&mut bulk, &connection, what, BULK - 1);
            assert_eq!(names(&connection), all, "{what:?}: too few");
            moves(&mut bulk, &connection, what, 1);
            let kept: Vec<String> = all
                .iter()
                .filter(|name| !what.indexes().contains(&name.as_str()))
                .cloned()
                .collect();
            assert_eq!(names(&connection), kept, "{what:?}");
            assert_eq!(all.len() - kept.len(), what.indexes().len(), "{what:?}");
            bulk.finish(&connection).unwrap();
            assert_eq!(names(&connection), all, "{what:?}: made again");
        }
        let dropped: usize = Moving::ALL.iter().map(|what| what.indexes().len()).sum();
        assert_eq!(
            MAKE.matches("CREATE INDEX").count(),
            dropped,
            "one is forgotten"
        );
    }

    /// Few rows beside many are cheaper to put in one by one.
    #[test]
    fn indexes_stay_where_little_moves() {
        crate::book::sqlcipher::start();
        let connection = Connection::open_in_memory().unwrap();
        crate::book::migrate::make_tables(&connection).unwrap();
        connection
            .execute_batch(
                "INSERT INTO contact (id,ref,name,company,notes,created,next_child) VALUES (100000,'','','','',0,0)",
            )
            .unwrap();
        let mut bulk = Bulk::default();
        for _ in 0..4 {
            moves(&mut bulk, &connection, Moving::Contacts, BULK);
            assert!(!bulk.has_dropped(Moving::Contacts));
        }
        for _ in 0..5 {
            moves(&mut bulk, &connection, Moving::Contacts, BULK);
        }
        assert!(bulk.has_dropped(Moving::Contacts));
    }
}
