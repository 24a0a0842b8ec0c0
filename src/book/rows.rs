//! Rows in memory that the database reads as a table: the one way in which it takes many with one
//! statement and without a copy of every value.
#![expect(
    unsafe_code,
    reason = "the traits of virtual tables promise a layout that no type can show"
)]

use std::borrow::Cow;
use std::ffi::{CStr, c_int};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::vtab::{
    Context, Filters, IndexInfo, Module, VTab, VTabConfig, VTabConnection, VTabCursor,
};
use rusqlite::{Connection, Error, ffi};

/// Its name in SQL. Its columns are called `c0`, `c1` and so on.
pub(super) const NAME: &str = "waiting_rows";
const MODULE_NAME: &CStr = c"waiting_rows";

/// So many columns the widest row has.
const WIDEST: usize = 17;
const DECLARATION: &CStr =
    c"CREATE TABLE rows (c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c15,c16)";

/// Rows of one width, their values one behind the other.
#[derive(Debug, Default)]
pub(super) struct Rows {
    columns: usize,
    values: Vec<Kept>,
    bytes: Vec<u8>,
}

/// A value; of texts and blobs, where their bytes begin and end.
#[derive(Clone, Copy, Debug)]
enum Kept {
    Null,
    Integer(i64),
    Real(f64),
    Text(usize, usize),
    Blob(usize, usize),
}

/// The rows that the table shows, handed over by whoever has some.
pub(super) type Shown = Arc<Mutex<Rows>>;

impl Rows {
    /// # Panics
    /// In tests, when the table is not wide enough.
    pub(super) fn of_width(columns: usize) -> Self {
        debug_assert!(columns <= WIDEST);
        Self {
            columns,
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, row: &[ValueRef<'_>]) {
        debug_assert_eq!(row.len(), self.columns);
        for value in row {
            let kept = match value {
                ValueRef::Null => Kept::Null,
                ValueRef::Integer(integer) => Kept::Integer(*integer),
                ValueRef::Real(real) => Kept::Real(*real),
                ValueRef::Text(text) => {
                    let (start, end) = self.keep(text);
                    Kept::Text(start, end)
                }
                ValueRef::Blob(blob) => {
                    let (start, end) = self.keep(blob);
                    Kept::Blob(start, end)
                }
            };
            self.values.push(kept);
        }
    }

    fn keep(&mut self, bytes: &[u8]) -> (usize, usize) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        (start, self.bytes.len())
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// How much their texts and blobs take, in bytes.
    pub(super) const fn size(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.bytes.clear();
    }

    fn value(&self, row: usize, column: usize) -> Option<ValueRef<'_>> {
        if column >= self.columns {
            return None;
        }
        Some(match *self.values.get(row * self.columns + column)? {
            Kept::Null => ValueRef::Null,
            Kept::Integer(integer) => ValueRef::Integer(integer),
            Kept::Real(real) => ValueRef::Real(real),
            Kept::Text(start, end) => ValueRef::Text(self.bytes.get(start..end)?),
            Kept::Blob(start, end) => ValueRef::Blob(self.bytes.get(start..end)?),
        })
    }
}

/// Gives the connection a table that shows `rows`, in place of one that it may have.
///
/// # Errors
/// What the database says.
pub(super) fn show(connection: &Connection, rows: &Shown) -> rusqlite::Result<()> {
    const MODULE: Module<'static, Table> = Module::eponymous_only_module();
    connection.create_module(MODULE_NAME, &MODULE, Some(Arc::clone(rows)))
}

/// Puts other rows in the place of those that are shown, and back.
pub(super) fn exchange(shown: &Shown, rows: &mut Rows) {
    let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::swap(&mut *shown, rows);
}

#[repr(C)]
struct Table {
    /// Must come first.
    base: ffi::sqlite3_vtab,
    rows: Shown,
}

#[repr(C)]
struct Cursor {
    /// Must come first.
    base: ffi::sqlite3_vtab_cursor,
    shown: Shown,
    /// What is shown, while somebody reads it.
    rows: Rows,
    row: usize,
}

// SAFETY: the type is `repr(C)` and begins with the database's own part, as the trait asks.
unsafe impl VTab<'_> for Table {
    type Aux = Shown;
    type Cursor = Cursor;

    fn connect(
        connection: &mut VTabConnection,
        rows: Option<&Shown>,
        _module: &[u8],
        _database: &[u8],
        _table: &[u8],
        _arguments: &[&[u8]],
    ) -> rusqlite::Result<(Cow<'static, CStr>, Self)> {
        // Nothing that stands in a file may use it.
        connection.config(VTabConfig::DirectOnly)?;
        let table = Self {
            base: ffi::sqlite3_vtab::default(),
            rows: rows.cloned().unwrap_or_default(),
        };
        Ok((Cow::Borrowed(DECLARATION), table))
    }

    fn best_index(&self, info: &mut IndexInfo) -> rusqlite::Result<bool> {
        info.set_estimated_cost(1.0);
        Ok(true)
    }

    fn open(&mut self) -> rusqlite::Result<Cursor> {
        Ok(Cursor {
            base: ffi::sqlite3_vtab_cursor::default(),
            shown: Arc::clone(&self.rows),
            rows: Rows::default(),
            row: 0,
        })
    }
}

// SAFETY: the type is `repr(C)` and begins with the database's own part, as the trait asks.
unsafe impl VTabCursor for Cursor {
    fn filter(&mut self, _: c_int, _: Option<&str>, _: &Filters<'_>) -> rusqlite::Result<()> {
        // What one cursor reads, a second one would find empty; nothing here opens two.
        if self.rows.is_empty() {
            exchange(&self.shown, &mut self.rows);
        }
        self.row = 0;
        Ok(())
    }

    fn next(&mut self) -> rusqlite::Result<()> {
        self.row += 1;
        Ok(())
    }

    fn eof(&self) -> bool {
        self.row >= self.rows.len()
    }

    fn column(&self, context: &mut Context, column: c_int) -> rusqlite::Result<()> {
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        let value = self.rows.value(self.row, place);
        let value = value.ok_or_else(|| Error::ModuleError("no such column".to_owned()))?;
        context.set_result(ToSqlOutput::Borrowed(value))
    }

    fn rowid(&self) -> rusqlite::Result<i64> {
        Ok(i64::try_from(self.row).unwrap_or(i64::MAX))
    }
}

impl Drop for Cursor {
    fn drop(&mut self) {
        if !self.rows.is_empty() {
            exchange(&self.shown, &mut self.rows);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use rusqlite::types::Value;

    use super::*;

    #[test]
    fn rows_are_read_as_they_were_given() {
        crate::book::sqlcipher::start();
        let connection = Connection::open_in_memory().unwrap();
        let shown = Shown::default();
        show(&connection, &shown).unwrap();
        let values = [
            Value::Null,
            Value::Integer(i64::MIN),
            Value::Real(0.5),
            Value::Text(String::new()),
            Value::Text("张三".into()),
            Value::Blob(Vec::new()),
            Value::Blob(vec![0, 255]),
        ];
        let mut rows = Rows::of_width(2);
        let mut expected = Vec::new();
        for first in &values {
            for second in &values {
                rows.push(&[first.into(), second.into()]);
                expected.push([first.clone(), second.clone()]);
            }
        }
        assert_eq!((rows.len(), rows.size()), (expected.len(), 2 * 7 * 8));
        let mut statement = connection
            .prepare(&format!("SELECT c0,c1 FROM {NAME}"))
            .unwrap();
        // Again and again: what was read is given back.
        for _ in 0..3 {
            exchange(&shown, &mut rows);
            assert!(rows.is_empty());
            let found: Vec<[Value; 2]> = statement
                .query_map([], |row| Ok([row.get(0)?, row.get(1)?]))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            exchange(&shown, &mut rows);
            assert_eq!(found, expected);
        }
        let read = |column: &str| {
            connection.query_row(&format!("SELECT {column} FROM {NAME}"), [], |_| Ok(()))
        };
        exchange(&shown, &mut rows);
        assert!(read("c2").is_err(), "beyond the width");
        exchange(&shown, &mut rows);
        rows.clear();
        exchange(&shown, &mut rows);
        assert_eq!(read("c0"), Err(Error::QueryReturnedNoRows));
    }
}
