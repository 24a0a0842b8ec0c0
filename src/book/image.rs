//! Images of rows as they were, packed and compressed for the `change` table.

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};

use super::database_problem;
use super::erase::left_of;
use super::table::{Entity, decode, encode};
use crate::domain::op::IdRanges;
use crate::domain::problem::{BookProblem, Problem};

/// Bytes of images that are compressed together.
const CHUNK: usize = 256 * 1024;
/// Fast: undo of a million rows spends most of its time elsewhere.
const ZSTD_LEVEL: i32 = 1;
/// Longest plain text of a chunk that is believed, against damaged lengths.
const MAX_PLAIN: usize = 64 * 1024 * 1024;

/// Images of rows of one table, waiting to be written.
#[derive(Debug)]
pub(super) struct Images {
    plain: Vec<u8>,
    first: i64,
    last: i64,
}

/// A packed chunk with the ids it spans.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) packed: Vec<u8>,
}

impl Default for Images {
    fn default() -> Self {
        Self {
            plain: Vec::new(),
            first: i64::MAX,
            last: i64::MIN,
        }
    }
}

impl Images {
    /// Adds the row that `row`, selected with all columns of `entity`, stands on.
    pub(super) fn push(&mut self, entity: Entity, row: &Row<'_>) -> Result<(), Problem> {
        let columns = entity.columns().len();
        let id: i64 = row.get(0).map_err(database_problem)?;
        self.first = self.first.min(id);
        self.last = self.last.max(id);
        // Tables only ever grow columns, and not beyond 255.
        self.plain.push(u8::try_from(columns).unwrap_or(u8::MAX));
        for column in 0..columns {
            encode(
                row.get_ref(column).map_err(database_problem)?,
                &mut self.plain,
            );
        }
        Ok(())
    }

    /// Adds a row that came out of a chunk.
    pub(super) fn push_again(&mut self, row: &[Value]) {
        if let Some(Value::Integer(id)) = row.first() {
            self.first = self.first.min(*id);
            self.last = self.last.max(*id);
        }
        self.plain.push(u8::try_from(row.len()).unwrap_or(u8::MAX));
        for value in row {
            encode(ValueRef::from(value), &mut self.plain);
        }
    }

    /// Whether a chunk's worth is together.
    pub(super) fn is_full(&self) -> bool {
        self.plain.len() >= CHUNK
    }

    /// Packs what is together and starts anew; `None` when there is nothing.
    pub(super) fn take(&mut self) -> Result<Option<Chunk>, Problem> {
        if self.plain.is_empty() {
            return Ok(None);
        }
        let packed = pack(&self.plain)?;
        let chunk = Chunk {
            first: self.first,
            last: self.last,
            packed,
        };
        self.plain.clear();
        self.first = i64::MAX;
        self.last = i64::MIN;
        Ok(Some(chunk))
    }
}

fn pack(plain: &[u8]) -> Result<Vec<u8>, Problem> {
    zstd::bulk::compress(plain, ZSTD_LEVEL)
        .ok()
        .ok_or_else(|| BookProblem::Database { code: -1 }.into())
}

/// Ranges of ids, packed: scattered ids would otherwise take a row of `change` each.
pub(super) fn pack_ranges(ranges: &[(i64, i64)]) -> Result<Vec<u8>, Problem> {
    // Distances are small and alike, and so pack to almost nothing.
    let mut before = 0;
    let mut plain = Vec::with_capacity(ranges.len() * 16);
    for (first, last) in ranges {
        plain.extend_from_slice(&(first - before).to_le_bytes());
        plain.extend_from_slice(&(last - first).to_le_bytes());
        before = *last;
    }
    pack(&plain)
}

/// The ranges in what [`pack_ranges`] packed.
pub(super) fn unpack_ranges(packed: &[u8]) -> Result<IdRanges, Problem> {
    let plain = zstd::bulk::decompress(packed, MAX_PLAIN)
        .ok()
        .ok_or(BookProblem::Damaged)?;
    let mut ranges = IdRanges::default();
    let mut before: i64 = 0;
    for pair in plain.chunks(16) {
        let (step, length) = pair.split_first_chunk::<8>().ok_or(BookProblem::Damaged)?;
        let length = length.first_chunk::<8>().ok_or(BookProblem::Damaged)?;
        let first = before.checked_add(i64::from_le_bytes(*step));
        let first = first.ok_or(BookProblem::Damaged)?;
        let last = first.checked_add(i64::from_le_bytes(*length));
        before = last.ok_or(BookProblem::Damaged)?;
        ranges.insert_range(first, before);
    }
    Ok(ranges)
}

/// Calls `each` with the columns of every row in a packed chunk, missing newer columns left off. Of
/// a chunk that was erased in part there are the rows that are left.
pub(super) fn unpack(
    packed: &[u8],
    mut each: impl FnMut(Vec<Value>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let packed = left_of(packed);
    if packed.is_empty() {
        return Ok(());
    }
    let plain = zstd::bulk::decompress(packed, MAX_PLAIN)
        .ok()
        .ok_or(BookProblem::Damaged)?;
    let mut rest = plain.as_slice();
    while let Some((columns, after)) = rest.split_first() {
        rest = after;
        let row = (0..*columns)
            .map(|_| decode(&mut rest))
            .collect::<Result<Vec<Value>, _>>()?;
        each(row)?;
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn ranges_unpack() {
        for ranges in [
            vec![],
            vec![(5, 5)],
            vec![(1, 3), (9, 9), (1 << 40, 1 << 41)],
        ] {
            let packed = pack_ranges(&ranges).unwrap();
            let unpacked: Vec<_> = unpack_ranges(&packed).unwrap().ranges().collect();
            assert_eq!(unpacked, ranges);
        }
        assert!(unpack_ranges(b"no").is_err());
    }
}
