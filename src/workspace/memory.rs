//! What this computer remembers of the books that were open on it: enough to notice that one is
//! older than it was, and to put a damaged one right. Nothing of it is personal.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::settings::write_json;
use crate::book::{Book, Mark, Standing};
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// So many books are remembered.
const MOST: usize = 64;
/// A restore is rehearsed so often, in milliseconds: every 90 days.
const REHEARSE: i64 = 90 * 86_400_000;

/// One book, as it was when it was last open here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Which book, in hexadecimal digits.
    pub book: String,
    pub path: PathBuf,
    /// A copy of the file's first bytes.
    pub salt: Vec<u8>,
    /// Where its log ended.
    pub op: i64,
    pub head: String,
    /// When that was.
    pub seen: Millis,
    /// Where backups go; the folder beside the book when there are none.
    pub folders: Vec<PathBuf>,
    /// The folder whose files come in by themselves.
    pub watch: Option<PathBuf>,
    /// When the owner last looked into a backup or restored one; when the book was first seen
    /// here, before that.
    pub rehearsed: Millis,
}

/// Where that is kept. Without a path nothing is remembered.
#[derive(Clone, Debug, Default)]
pub struct BookMemory {
    path: Option<PathBuf>,
}

impl BookMemory {
    /// The file of the owner's account.
    pub fn of_account() -> Self {
        use etcetera::BaseStrategy as _;
        let folder = etcetera::choose_base_strategy().map(|base| base.data_dir());
        Self {
            path: folder.ok().map(|dir| dir.join("haobu").join("books.json")),
        }
    }

    /// A file of one's own choice.
    pub fn at(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }

    /// Whether anything is remembered at all.
    pub fn remembers(&self) -> bool {
        self.path.is_some()
    }

    fn all(&self) -> Vec<Remembered> {
        self.path
            .as_ref()
            .and_then(|path| std::fs::read(path).ok())
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default()
    }

    /// What is known of the book that lay at `path`.
    pub fn at_path(&self, path: &Path) -> Option<Remembered> {
        self.all().into_iter().find(|known| known.path == path)
    }

    /// What is known of a book, wherever it lies.
    pub fn of_book(&self, book: &str) -> Option<Remembered> {
        self.all().into_iter().find(|known| known.book == book)
    }

    /// Remembers a book, the newest first.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&self, book: Remembered) -> Result<(), Problem> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let mut all = self.all();
        all.retain(|known| known.book != book.book);
        all.insert(0, book);
        all.truncate(MOST);
        write_json(path, &all)
    }
}

impl Remembered {
    /// What is to be remembered of an open book, with what was known before.
    ///
    /// # Errors
    /// What the book says.
    pub fn of(book: &Book, before: Option<Self>, at: Millis) -> Result<Self, Problem> {
        let Mark {
            book: uuid,
            op,
            head,
        } = book.mark()?;
        let before = before.unwrap_or_else(|| Self {
            rehearsed: at,
            ..Self::default()
        });
        Ok(Self {
            book: uuid,
            path: book.path().to_owned(),
            salt: book
                .key_salt()
                .map(|salt| salt.to_vec())
                .unwrap_or_default(),
            op,
            head,
            // A clock that was put back does not make what was seen any older.
            seen: at.max(before.seen),
            ..before
        })
    }

    /// Where the book's log ended.
    pub fn mark(&self) -> Mark {
        Mark {
            book: self.book.clone(),
            op: self.op,
            head: self.head.clone(),
        }
    }

    /// How an open book stands to what was seen here.
    ///
    /// # Errors
    /// What the book says.
    pub fn standing_of(&self, book: &Book) -> Result<Standing, Problem> {
        book.standing_to(&self.mark())
    }

    /// When it is time to try a restore once more.
    pub fn rehearse_by(&self) -> Millis {
        Millis(self.rehearsed.0.saturating_add(REHEARSE))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn book(name: &str) -> Remembered {
        Remembered {
            book: name.to_owned(),
            path: PathBuf::from(name),
            ..Remembered::default()
        }
    }

    #[test]
    fn books_are_remembered_once_and_so_many() {
        let folder = tempfile::tempdir().unwrap();
        let memory = BookMemory::at(folder.path().join("deeper").join("books.json"));
        assert_eq!(memory.of_book("a"), None);
        for number in 0..100 {
            memory.keep(book(&number.to_string())).unwrap();
        }
        memory.keep(book("99")).unwrap();
        assert_eq!(memory.all().len(), MOST);
        assert_eq!(memory.at_path(Path::new("99")), Some(book("99")));
        assert_eq!(memory.of_book("3"), None);
        BookMemory::default().keep(book("a")).unwrap();
    }

    #[test]
    fn a_rehearsal_is_due_after_ninety_days_whatever_the_clock_did_before() {
        let day = 86_400_000;
        let check = |rehearsed: i64, now: i64, expected: bool| {
            let known = Remembered {
                rehearsed: Millis(rehearsed),
                ..Remembered::default()
            };
            assert_eq!(known.rehearse_by() <= Millis(now), expected);
        };
        check(0, 89 * day, false);
        check(0, 90 * day, true);
        check(day, 0, false);
        check(0, -3_650 * day, false);
        check(0, 3_650 * day, true);
    }
}
