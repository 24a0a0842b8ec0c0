//! The sample book: invented customers, as the sample spreadsheet has them.

use std::path::Path;

use super::{ImportOptions, ImportRequest, Unwatched, Workspace, sample};
use crate::book::{Book, KdfProfile, Key, Passphrase};
use crate::domain::listing::SourceKind;
use crate::domain::phone::Region;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// What the sample book opens with: it protects nobody, and is shown to whoever wants to lock and
/// unlock the book.
pub const SAMPLE_PASSPHRASE: &str = "huayangnianhua";
/// How many customers a believable shop has.
pub const SAMPLE_CONTACTS: u64 = 12_000;

/// Makes the sample book in `folder` and leaves it open for writing.
///
/// # Errors
/// As [`Book::create`]; a book of this name that is in the folder stays as it is.
pub fn make(folder: &Path, now: Millis, contacts: u64) -> Result<Workspace, Problem> {
    let passphrase = Passphrase::new(SAMPLE_PASSPHRASE)?;
    // There is nothing to guess.
    let key = Key::create(&passphrase, KdfProfile::Small)?;
    let list = folder.join("sample.csv");
    sample::write(&list, contacts, 1)?;
    let book = Book::create(&folder.join("sample.haobu"), &key, now)?;
    let mut workspace = Workspace::over(book)?;
    let request = ImportRequest {
        file: list,
        options: ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
        source: "sample".to_owned(),
        rejects: None,
        rehearsal: false,
    };
    workspace.import(&request, &Unwatched)?;
    Ok(workspace)
}
