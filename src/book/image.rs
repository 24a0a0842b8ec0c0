//! Images of rows as they were, packed and compressed for the `change` table.

use rusqlite::Row;
use rusqlite::types::Value;

use super::database_problem;
use super::table::{Entity, decode, encode};
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

    /// Whether a chunk's worth is together.
    pub(super) fn is_full(&self) -> bool {
        self.plain.len() >= CHUNK
    }

    /// Packs what is together and starts anew; `None` when there is nothing.
    pub(super) fn take(&mut self) -> Result<Option<Chunk>, Problem> {
        if self.plain.is_empty() {
            return Ok(None);
        }
        let packed = zstd::bulk::compress(&self.plain, ZSTD_LEVEL)
            .ok()
            .ok_or(BookProblem::Database { code: -1 })?;
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

/// Calls `each` with the columns of every row in a packed chunk, missing newer columns left off.
pub(super) fn unpack(
    packed: &[u8],
    mut each: impl FnMut(Vec<Value>) -> Result<(), Problem>,
) -> Result<(), Problem> {
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
