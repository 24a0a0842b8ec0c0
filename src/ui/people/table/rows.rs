//! The rows in view, copied out of the list so that drawing holds no lock.

use std::ops::Range;

use crate::domain::phone::Region;
use crate::ui::AppContext;
use crate::ui::people::Found;
use crate::workspace::listview::TableRow;

/// Copies of the rows in view.
#[derive(Debug, Default)]
pub struct Rows {
    of: Option<Of>,
    first: u64,
    rows: Vec<Option<TableRow>>,
}

/// What the copies are of.
#[derive(Debug, PartialEq)]
struct Of {
    range: Range<u64>,
    /// Of the list, now.
    revision: u64,
    /// Of the list that the order was made from, and where its answer lies.
    order: (u64, usize),
}

impl Rows {
    /// Copies these rows if they are others than before. While somebody writes to the list, what
    /// was there stays.
    pub fn fetch(&mut self, app: &AppContext<'_>, found: &Found, range: &Range<u64>, home: Region) {
        let of = Of {
            range: range.clone(),
            revision: app.session.list().revision(),
            order: (found.revision, found.slots.as_ptr().addr()),
        };
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let Some(list) = app.session.list().try_read() else {
            return;
        };
        let index = |row: u64| usize::try_from(row).unwrap_or(usize::MAX);
        let slots = found
            .slots
            .get(index(range.start)..index(range.end).min(found.slots.len()));
        self.rows.clear();
        let rows = slots.unwrap_or_default().iter();
        self.rows
            .extend(rows.map(|slot| list.table_row(*slot, home)));
        self.first = range.start;
        self.of = Some(of);
    }

    pub fn get(&self, row: u64) -> Option<&TableRow> {
        let index = usize::try_from(row.checked_sub(self.first)?).ok()?;
        self.rows.get(index)?.as_ref()
    }
}

impl Rows {
    /// Those in view.
    pub fn in_view(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter().flatten()
    }
}
