//! What is not a healthy book is refused by name, and a wrong key changes no byte.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::path::{Path, PathBuf};

use haobu::book::{Access, Book, ContactDetails, KdfProfile, Key, NewContact, NewOp, Passphrase};
use haobu::domain::op::OpKind;
use haobu::domain::problem::{BookProblem, FileProblem, Problem};
use haobu::domain::time::Millis;

const AT: Millis = Millis(1_760_000_000_000);

fn key() -> Key {
    key_of(1)
}

fn key_of(byte: u8) -> Key {
    let mut salt = [9; 16];
    salt[0] = 1;
    Key::from_raw([byte; 32], salt)
}

/// A book of `contacts` contacts in `folder`.
fn book(folder: &Path, contacts: u32) -> PathBuf {
    let path = folder.join("shop.haobu");
    let mut book = Book::create(&path, &key(), AT).unwrap();
    book.transact(&NewOp::new(OpKind::Import, AT), |tx| {
        for index in 0..contacts {
            let name = format!("张三{index}");
            tx.insert_contact(&NewContact {
                details: ContactDetails {
                    name: &name,
                    ..ContactDetails::default()
                },
                ..NewContact::default()
            })?;
        }
        Ok(())
    })
    .unwrap();
    path
}

fn refusal(path: &Path) -> BookProblem {
    for access in [Access::ReadOnly, Access::ReadWrite] {
        let before = std::fs::read(path).ok();
        let refused = Book::open_with_key(path, &key(), access);
        assert_eq!(
            std::fs::read(path).ok(),
            before,
            "refusing must not touch the file"
        );
        if access == Access::ReadWrite {
            match refused {
                Err(Problem::Book(problem)) => return problem,
                other => panic!("{other:?}"),
            }
        }
        assert!(refused.is_err());
    }
    unreachable!()
}

#[test]
fn what_is_not_a_book_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let whole = std::fs::read(book(folder.path(), 100)).unwrap();
    let path = folder.path().join("other.haobu");
    let check = |bytes: &[u8], expected: BookProblem| {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(refusal(&path), expected, "{} bytes", bytes.len());
    };
    check(b"", BookProblem::EmptyFile);
    check(
        "姓名,手机\n张三,13800138000\n".as_bytes(),
        BookProblem::ForeignFile,
    );
    check(&[b'a'; 8192], BookProblem::ForeignFile);
    check(b"PK\x03\x04", BookProblem::ForeignFile);
    for length in [1, 15, 16, 17, 4095, 4096, 8191, 8193, whole.len() - 1] {
        check(&whole[..length], BookProblem::CutFile);
    }
    check(&whole[..whole.len() - 4096], BookProblem::CutFile);
    check(&whole[..8192], BookProblem::CutFile);
    let plain = folder.path().join("plain.db");
    let connection = rusqlite::Connection::open(&plain).unwrap();
    connection
        .execute_batch("CREATE TABLE t(x); INSERT INTO t VALUES (1)")
        .unwrap();
    drop(connection);
    check(&std::fs::read(&plain).unwrap(), BookProblem::PlainDatabase);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(refusal(&path), BookProblem::Missing(path.clone()));
    let folder_itself = Book::open_with_key(folder.path(), &key(), Access::ReadOnly);
    assert!(
        matches!(
            folder_itself,
            Err(Problem::File {
                kind: FileProblem::IsFolder,
                ..
            })
        ),
        "{folder_itself:?}"
    );
    let again = Book::create(&folder.path().join("shop.haobu"), &key(), AT);
    assert!(
        matches!(again, Err(Problem::Book(BookProblem::AlreadyExists(_)))),
        "{again:?}"
    );
}

#[test]
fn any_other_first_byte_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), 3);
    let whole = std::fs::read(&path).unwrap();
    for first in (0..=255).filter(|first| *first != whole[0]) {
        let mut bytes = whole.clone();
        bytes[0] = first;
        std::fs::write(&path, &bytes).unwrap();
        let mut salt: [u8; 16] = bytes[..16].try_into().unwrap();
        salt[0] = first;
        let opened = Book::open_with_key(&path, &Key::from_raw([1; 32], salt), Access::ReadOnly);
        assert!(opened.is_err(), "first byte {first}");
    }
}

#[test]
fn every_flipped_byte_is_an_error_or_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), 40);
    let whole = std::fs::read(&path).unwrap();
    let names = |path: &Path| -> Result<Vec<String>, Problem> {
        let book = Book::open_with_key(path, &key(), Access::ReadOnly)?;
        let mut names = Vec::new();
        let mut ids = haobu::domain::op::IdRanges::default();
        ids.insert_range(1, 60);
        book.contacts(&ids, |contact| {
            names.push(contact.name);
            Ok(())
        })?;
        book.check()?;
        Ok(names)
    };
    let expected = names(&path).unwrap();
    // One byte of every 97 of the file: all pages, all kinds of places.
    for offset in (16..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[offset] ^= 0x20;
        std::fs::write(&path, &bytes).unwrap();
        if let Ok(found) = names(&path) {
            assert_eq!(found, expected, "byte {offset} changed what is shown");
        }
    }
}

#[test]
fn a_wrong_key_changes_no_byte_even_over_a_hot_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), 3_000);
    let (crashed, journal) = (
        folder.path().join("crashed.haobu"),
        folder.path().join("crashed.haobu-journal"),
    );
    // What a crash in the middle of a transaction leaves: both files as they are at that moment.
    let mut open = Book::open_with_key(&path, &key(), Access::ReadWrite).unwrap();
    let copied: Result<((), _), Problem> =
        open.transact(&NewOp::new(OpKind::EditContact, AT), |tx| {
            for id in 1..=3_000 {
                let name = "改".repeat(40);
                tx.update_contact(
                    haobu::domain::ids::ContactId(id),
                    &ContactDetails {
                        name: &name,
                        ..ContactDetails::default()
                    },
                )?;
            }
            std::fs::copy(&path, &crashed).unwrap();
            std::fs::copy(path.with_extension("haobu-journal"), &journal).unwrap();
            Err(Problem::Cancelled)
        });
    assert!(copied.is_err());
    drop(open);
    assert!(
        std::fs::metadata(&journal).unwrap().len() > 0,
        "the journal must be hot"
    );
    let listing = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap()))
            .collect();
        names.sort();
        names
    };
    let before = listing();
    for access in [Access::ReadOnly, Access::ReadWrite] {
        let refused = Book::open_with_key(&crashed, &key_of(2), access);
        assert!(
            matches!(
                refused,
                Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged))
            ),
            "{refused:?}"
        );
        assert!(listing() == before, "a wrong key changed a file");
    }
    let book = Book::open_with_key(&crashed, &key(), Access::ReadOnly).unwrap();
    assert_eq!(
        book.contact(haobu::domain::ids::ContactId(7))
            .unwrap()
            .unwrap()
            .name,
        "张三6"
    );
    assert!(book.check().unwrap().is_healthy());
}

#[test]
fn passphrases_lead_to_the_key_and_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.haobu");
    // é as one character and as two: the same passphrase, typed on different systems.
    let composed = Passphrase::new("caf\u{e9} 密码").unwrap();
    let decomposed = Passphrase::new("cafe\u{301} 密码").unwrap();
    Book::create(
        &path,
        &Key::create(&composed, KdfProfile::Small).unwrap(),
        AT,
    )
    .unwrap();
    Book::open(&path, &decomposed, Access::ReadOnly).unwrap();
    let wrong = Book::open(
        &path,
        &Passphrase::new("cafe 密码").unwrap(),
        Access::ReadWrite,
    );
    assert!(
        matches!(
            wrong,
            Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged))
        ),
        "{wrong:?}"
    );
    for bad in ["", &"x".repeat(1_025)] {
        assert_eq!(
            Passphrase::new(bad).unwrap_err(),
            BookProblem::BadPassphrase
        );
    }
    assert_eq!(format!("{composed:?}"), "Passphrase([redacted])");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), 1);
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn a_closed_book_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), 1);
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(names, [path]);
}

#[test]
fn a_book_moved_away_while_open_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), 1);
    let mut open = Book::open_with_key(&path, &key(), Access::ReadWrite).unwrap();
    std::fs::rename(&path, folder.path().join("moved.haobu")).unwrap();
    let refused = open.transact(&NewOp::new(OpKind::AddContact, AT), |tx| {
        tx.insert_contact(&NewContact::default())
    });
    assert!(
        matches!(refused, Err(Problem::Book(BookProblem::Moved))),
        "{refused:?}"
    );
}
