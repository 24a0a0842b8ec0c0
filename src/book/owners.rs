//! Whom the events of an op concern: everybody who has a point that one of them hangs on, since
//! their consent may fold differently now.

use rusqlite::Connection;
use rustc_hash::FxHashSet;

use super::consent::{COLUMNS, read_event};
use super::database_problem;
use super::read::e164_of;
use super::transact::Tx;
use crate::domain::consent::Point;
use crate::domain::contact::email_key;
use crate::domain::ids::{ChildId, ContactId, OpId};
use crate::domain::problem::Problem;

impl Tx<'_> {
    /// Adds every contact that has an event of `op`, or shares the point of one.
    pub(super) fn note_contacts_of(&mut self, op: OpId) -> Result<(), Problem> {
        /// So many are looked for one by one.
        const FEW: usize = 20_000;
        let mut points = FxHashSet::default();
        {
            let connection = self.writing.connection()?;
            let events = first_event(connection, op)?..first_event(connection, OpId(op.0 + 1))?;
            let mut statement = connection
                .prepare(&format!(
                    "SELECT {COLUMNS} FROM consent_event WHERE id>=?1 AND id<?2 AND target IS NULL"
                ))
                .map_err(database_problem)?;
            let mut rows = statement
                .query([events.start, events.end])
                .map_err(database_problem)?;
            while let Some(row) = rows.next().map_err(database_problem)? {
                let event = read_event(row).map_err(database_problem)?;
                self.consent.insert(event.contact);
                points.insert(event.point);
            }
        }
        if points.len() > FEW || !self.finds_contacts() {
            return self.note_owners(&points);
        }
        let mut points: Vec<Point> = points.into_iter().collect();
        points.sort();
        for point in points {
            for contact in contacts_with(self.connection()?, &point)? {
                self.consent.insert(contact);
            }
        }
        Ok(())
    }

    /// Adds every contact that has one of these points, in one pass over all of them.
    fn note_owners(&mut self, points: &FxHashSet<Point>) -> Result<(), Problem> {
        let connection = self.writing.connection()?;
        let mut numbers = connection
            .prepare("SELECT id,e164 FROM number WHERE e164 IS NOT NULL")
            .map_err(database_problem)?;
        let mut rows = numbers.query([]).map_err(database_problem)?;
        while let Some(row) = rows.next().map_err(database_problem)? {
            let e164 = e164_of(row.get(1).map_err(database_problem)?);
            if e164.is_some_and(|e164| points.contains(&Point::Phone(e164))) {
                let id = ChildId(row.get(0).map_err(database_problem)?);
                self.consent.insert(id.contact());
            }
        }
        let mut emails = connection
            .prepare("SELECT id,addr FROM email")
            .map_err(database_problem)?;
        let mut rows = emails.query([]).map_err(database_problem)?;
        while let Some(row) = rows.next().map_err(database_problem)? {
            let addr: String = row.get(1).map_err(database_problem)?;
            if points.contains(&Point::Email(email_key(&addr))) {
                let id = ChildId(row.get(0).map_err(database_problem)?);
                self.consent.insert(id.contact());
            }
        }
        Ok(())
    }
}

/// The id of the first event that `op` or a later one recorded, or one that no event has yet. The
/// ledger needs no index for this: ids rise with the ops.
fn first_event(connection: &Connection, op: OpId) -> Result<i64, Problem> {
    let newest: i64 = connection
        .query_row("SELECT coalesce(max(id),0) FROM consent_event", [], |row| {
            row.get(0)
        })
        .map_err(database_problem)?;
    let mut next = connection
        .prepare("SELECT id,op_id FROM consent_event WHERE id>=?1 ORDER BY id LIMIT 1")
        .map_err(database_problem)?;
    let (mut first, mut end) = (1, newest.saturating_add(1));
    while first < end {
        let middle = first + (end - first) / 2;
        let (id, of): (i64, i64) = next
            .query_row([middle], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(database_problem)?;
        if of < op.0 {
            first = id.saturating_add(1);
        } else {
            end = middle;
        }
    }
    Ok(first)
}

/// The contacts that have a point.
fn contacts_with(connection: &Connection, point: &Point) -> Result<Vec<ContactId>, Problem> {
    let collect = |sql: &str, key: &dyn rusqlite::ToSql| -> rusqlite::Result<Vec<ContactId>> {
        connection
            .prepare_cached(sql)?
            .query_map([key], |row| row.get(0).map(|id| ChildId(id).contact()))?
            .collect()
    };
    match point {
        Point::Person => Ok(Vec::new()),
        Point::Phone(e164) => collect(
            "SELECT id FROM number WHERE e164=?1",
            &i64::try_from(e164.0).unwrap_or(-1),
        ),
        Point::Email(addr) => collect("SELECT id FROM email WHERE addr=?1 COLLATE NOCASE", addr),
    }
    .map_err(database_problem)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn the_first_event_of_an_op_is_found() {
        crate::book::sqlcipher::start();
        let connection = Connection::open_in_memory().unwrap();
        crate::book::migrate::make_tables(&connection).unwrap();
        let first = |op| first_event(&connection, OpId(op)).unwrap();
        assert_eq!(first(1), 1, "an empty ledger");
        // Ids that were given to what did not stay in the end leave gaps.
        let ledger = [(1, 2), (2, 2), (5, 2), (6, 5), (9, 7), (10, 7), (40, 7)];
        for (id, op) in ledger {
            connection
                .execute(
                    "INSERT INTO consent_event (id,op_id,contact_id,kind,at,grade,method) VALUES (?1,?2,1,0,0,0,0)",
                    [id, op],
                )
                .unwrap();
        }
        let of = |op: i64| {
            let range = first(op)..first(op + 1);
            let ids = ledger.iter().map(|(id, _)| *id);
            ids.filter(|id| range.contains(id)).collect::<Vec<_>>()
        };
        for op in 0..9 {
            let expected = ledger.iter().filter(|(_, of)| *of == op);
            let expected: Vec<i64> = expected.map(|(id, _)| *id).collect();
            assert_eq!(of(op), expected, "op {op}");
        }
    }
}
