//! Whether two copies of a book are the same, one is older, or each has gone its own way.

use std::path::Path;

use rusqlite::OptionalExtension as _;

use super::backup::{Mark, hex};
use super::{Access, Book, database_problem};
use crate::domain::problem::{BookProblem, Problem};

/// How a book stands to what is known of it, or to a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is known, or it is another book.
    Unrelated,
    Same,
    /// It goes on where the other ends.
    Newer {
        by: u64,
    },
    /// The other goes on where it ends.
    Older {
        by: u64,
    },
    /// They were the same once, and both were changed since.
    Diverged,
}

impl Book {
    /// How this book stands to a mark that was taken before.
    ///
    /// # Errors
    /// What the database says.
    pub fn standing_to(&self, other: &Mark) -> Result<Standing, Problem> {
        let own = self.mark()?;
        if own.book != other.book {
            return Ok(Standing::Unrelated);
        }
        if own == *other {
            return Ok(Standing::Same);
        }
        if own.op < other.op {
            // Whether the other goes on from here, only its log can tell.
            return Ok(Standing::Older {
                by: own.op.abs_diff(other.op),
            });
        }
        Ok(if self.head_at(other.op)?.as_ref() == Some(&other.head) {
            Standing::Newer {
                by: own.op.abs_diff(other.op),
            }
        } else {
            Standing::Diverged
        })
    }

    /// How this book stands to a copy of it that lies elsewhere and opens with the same key.
    ///
    /// # Errors
    /// What opening the copy says.
    pub fn standing_to_copy(&self, path: &Path) -> Result<Standing, Problem> {
        let key = self.key.as_ref().ok_or(BookProblem::Closed)?;
        let copy = Self::open_with_key(path, key, Access::ReadOnly)?;
        Ok(match copy.standing_to(&self.mark()?)? {
            Standing::Newer { by } => Standing::Older { by },
            // The copy has fewer entries: this book's log tells whether it goes on from there.
            Standing::Older { .. } => self.standing_to(&copy.mark()?)?,
            standing => standing,
        })
    }

    /// The HMAC of an entry of the log, in hexadecimal digits.
    fn head_at(&self, op: i64) -> Result<Option<String>, Problem> {
        self.connection
            .query_row("SELECT hmac FROM op WHERE id=?1", [op], |row| {
                row.get::<_, Vec<u8>>(0)
            })
            .optional()
            .map(|head| head.as_deref().map(hex))
            .map_err(database_problem)
    }
}
