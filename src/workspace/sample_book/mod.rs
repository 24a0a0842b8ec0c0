//! The sample book: a flower shop's customers with their history, all of it invented.

mod consent;
mod customer;
mod orders;
mod people;
mod story;
mod time;
mod words;

use std::path::Path;

use super::Workspace;
use crate::book::{Book, KdfProfile, Key, Passphrase};
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
