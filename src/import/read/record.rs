//! One record: cells side by side in one text, so that reading a million rows allocates nothing.

use crate::domain::problem::RejectReason;

/// One row as it was read; borrowed from the reader's buffers.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Record<'a> {
    /// 1-based, as a spreadsheet numbers it.
    pub(in crate::import) row: u32,
    /// Why the cells cannot be trusted, if so; the text is then the nearest that can be shown.
    pub(in crate::import) fault: Option<RejectReason>,
    text: &'a str,
    ends: &'a [usize],
}

/// A few records kept in memory, to look at the head of a file.
pub(in crate::import) type Rows = Vec<(u32, Vec<String>)>;

impl<'a> Record<'a> {
    /// `ends` are the byte offsets in `text` at which the cells end.
    pub(super) const fn new(row: u32, text: &'a str, ends: &'a [usize]) -> Self {
        Self {
            row,
            fault: None,
            text,
            ends,
        }
    }

    pub(super) const fn with_fault(self, fault: Option<RejectReason>) -> Self {
        Self { fault, ..self }
    }

    pub(in crate::import) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell in this column, blank when the record is shorter.
    pub(in crate::import) fn get(&self, column: usize) -> &'a str {
        let start = match column.checked_sub(1) {
            None => Some(0),
            Some(before) => self.ends.get(before).copied(),
        };
        match (start, self.ends.get(column)) {
            (Some(start), Some(end)) => self.text.get(start..*end).unwrap_or_default(),
            _ => "",
        }
    }

    /// The cells one behind the other, and where each ends.
    pub(super) const fn whole(self) -> (&'a str, &'a [usize]) {
        (self.text, self.ends)
    }

    pub(in crate::import) fn cells(self) -> impl Iterator<Item = &'a str> {
        let Self { text, ends, .. } = self;
        let mut start = 0;
        ends.iter().map(move |end| {
            let cell = text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }

    /// Whether there is nothing in any cell.
    pub(in crate::import) fn is_blank(&self) -> bool {
        let ascii_blank = |b: u8| b.is_ascii_whitespace() || b == 0;
        match self.text.bytes().find(|b| !ascii_blank(*b)) {
            None => true,
            Some(first) if first.is_ascii() => false,
            Some(_) => self
                .text
                .chars()
                .all(|c| c.is_whitespace() || c == '\0' || crate::domain::guard::is_invisible(c)),
        }
    }

    pub(in crate::import) fn to_owned_cells(self) -> Vec<String> {
        self.cells().map(str::to_owned).collect()
    }
}
