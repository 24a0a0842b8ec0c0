//! Copies of a book that programs which keep folders the same on several computers leave beside it
//! when two computers changed it.

use std::path::{Path, PathBuf};

use crate::book::{Book, Standing};

/// A copy beside the book, and how the book stands to it; none where the copy does not open with
/// the book's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictCopy {
    pub path: PathBuf,
    pub standing: Option<Standing>,
    /// It is of before a change of passphrase, which is why it does not open.
    pub is_under_earlier_key: bool,
}

/// What such programs put into names: Dropbox, Syncthing, Nextcloud, Google Drive and their like,
/// Chinese ones too. Lower case.
const MARKS: [&str; 8] = [
    "conflicted copy",
    "conflicting copy",
    "sync-conflict",
    "case conflict",
    "_conf(",
    "conflict-",
    "\u{51b2}\u{7a81}",
    "\u{526f}\u{672c}",
];

/// The copies beside an open book, each compared with it.
pub fn conflict_copies(book: &Book) -> Vec<ConflictCopy> {
    let earlier = book.former_salts().unwrap_or_default();
    beside(book.path())
        .into_iter()
        .map(|path| ConflictCopy {
            standing: book.standing_to_copy(&path).ok(),
            is_under_earlier_key: Book::salt(&path).is_ok_and(|salt| earlier.contains(&salt)),
            path,
        })
        // A copy that was made on purpose is some other book, or says so by its name.
        .filter(|copy| copy.standing != Some(Standing::Unrelated))
        .collect()
}

/// Files beside the book whose names say that they are such copies of it.
fn beside(book: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(stem)) = (book.parent(), book.file_stem()) else {
        return Vec::new();
    };
    let stem = stem.to_string_lossy();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| is_copy(&stem, &entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Whether `name` is how a copy of the book called `stem` is named.
fn is_copy(stem: &str, name: &str) -> bool {
    let Some(rest) = name
        .strip_suffix(".haobu")
        .and_then(|name| name.strip_prefix(stem))
    else {
        return false;
    };
    let lower = rest.to_lowercase();
    let is_numbered = rest
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    // OneDrive puts the name of the computer behind a hyphen.
    let is_computer = rest.strip_prefix('-').is_some_and(|name| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    });
    is_numbered || is_computer || MARKS.iter().any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        let check = |name: &str, expected: bool| {
            assert_eq!(is_copy("shop", name), expected, "{name}");
        };
        check("shop (Wang's conflicted copy 2026-11-26).haobu", true);
        check("shop.sync-conflict-20261126-094011-ABCDEFG.haobu", true);
        check("shop (conflicted copy 2026-11-26 094011).haobu", true);
        check("shop (1).haobu", true);
        check("shop(2).haobu", true);
        check("shop-DESKTOP-7Q2K.haobu", true);
        check("shop_conf(1).haobu", true);
        check("shop(\u{51b2}\u{7a81}\u{526f}\u{672c}).haobu", true);
        check("shop.haobu", false);
        check("shop-old.haobu", false);
        check("shop.before-restore.haobu", false);
        check("shop2.haobu", false);
        check("shop (1).haobu-backup", false);
        check("other (1).haobu", false);
    }
}
