//! The sample book: a flower shop's customers with their history, all of it invented.

mod consent;
mod customer;
mod orders;
mod people;
mod story;
mod time;
mod words;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

use super::Workspace;
use crate::book::{Access, Book, KdfProfile, Key, Passphrase};
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// What the sample book opens with: it protects nobody, and is shown to whoever wants to lock and
/// unlock the book.
pub const SAMPLE_PASSPHRASE: &str = "huayangnianhua";
/// How many customers a believable shop has.
pub const SAMPLE_CONTACTS: u64 = 12_000;
/// The shop's name.
const FILE_NAME: &str = "花样年华花店.haobu";
/// Days since the shop began to use the book.
const BEGUN: i64 = 431;

/// Makes the sample book in `folder` and leaves it open for writing. The same `now` gives the same
/// customers, orders and log.
///
/// # Errors
/// As [`Book::create`]; a book of this name that is in the folder stays as it is.
pub fn make(folder: &Path, now: Millis, contacts: u64) -> Result<Workspace, Problem> {
    let passphrase = Passphrase::new(SAMPLE_PASSPHRASE)?;
    // There is nothing to guess.
    let key = Key::create(&passphrase, KdfProfile::Small)?;
    let clock = time::Clock { now };
    let mut book = Book::create(&folder.join(FILE_NAME), &key, clock.at(BEGUN, 90))?;
    story::tell(&mut book, clock, contacts)?;
    Workspace::over(book)
}

/// A temporary folder for the sample book, made when it is needed; it goes with all that is in it
/// when the last copy of this is dropped.
#[derive(Clone, Debug, Default)]
pub struct SampleFolder {
    folder: Arc<Mutex<Option<TempDir>>>,
}

impl SampleFolder {
    /// Opens the sample book for writing: a new one, or, the second time, the one that was made
    /// here, with all that was done to it.
    ///
    /// # Errors
    /// What the disk or the book says.
    pub fn open(&self, now: Millis, contacts: u64) -> Result<Workspace, Problem> {
        let folder = self.folder()?;
        let path = folder.join(FILE_NAME);
        if path.exists() {
            Workspace::open(
                &path,
                &Passphrase::new(SAMPLE_PASSPHRASE)?,
                Access::ReadWrite,
            )
        } else {
            make(&folder, now, contacts)
        }
    }

    /// Whether a book lies here.
    pub fn holds(&self, book: &Path) -> bool {
        let folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = folder.as_ref();
        folder.is_some_and(|folder| book.starts_with(folder.path()))
    }

    fn folder(&self) -> Result<PathBuf, Problem> {
        let mut slot = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match &mut *slot {
            Some(folder) => folder,
            empty => {
                let made = tempfile::Builder::new().prefix("haobu-").tempdir();
                let made = made.map_err(|error| Problem::file(std::env::temp_dir(), &error))?;
                empty.insert(made)
            }
        };
        Ok(folder.path().to_owned())
    }
}
