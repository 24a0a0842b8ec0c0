//! Books of every version that was ever written still open, and an upgraded one equals a fresh one.
//!
//! A new version adds its fixture once, with `HAOBU_WRITE_FIXTURE=1 cargo test --test migration`.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::path::{Path, PathBuf};

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp};
use haobu::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point};
use haobu::domain::contact::{Contact, EmailDetails};
use haobu::domain::ids::ContactId;
use haobu::domain::op::OpKind;
use haobu::domain::time::Millis;

const NEWEST: u32 = 4;
const AT: Millis = Millis(1_760_000_000_000);

fn key() -> Key {
    let mut salt = [5; 16];
    salt[0] = 1;
    Key::from_raw([6; 32], salt)
}

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/book-v{version}.haobu"))
}

/// The same contents in every version.
fn write(path: &Path) {
    let mut book = Book::create(path, &key(), AT).unwrap();
    for name in ["张三", "Ada Lovelace"] {
        book.transact(&NewOp::new(OpKind::AddContact, AT).about("前台"), |tx| {
            let tag = tx.tag_named("VIP")?;
            let id = tx.insert_contact(&NewContact {
                details: ContactDetails {
                    name,
                    company: "花店",
                    ..ContactDetails::default()
                },
                emails: &[EmailDetails {
                    addr: "a@example.com".into(),
                    label: String::new(),
                }],
                tags: &[tag],
                ..NewContact::default()
            })?;
            tx.record(&NewEvent {
                contact: id,
                point: Point::Person,
                cover: Cover::default(),
                kind: EventKind::Withdraw,
                at: AT,
                until: None,
                grade: Grade::B,
                method: Method::InPerson,
                batch: None,
                row: None,
                notice: None,
                note: String::new(),
                target: None,
            })
        })
        .unwrap();
    }
    book.undo(AT).unwrap();
}

fn contents(book: &Book) -> (Contact, usize, usize, Vec<OpKind>) {
    let contact = book.contact(ContactId(1)).unwrap().unwrap();
    let events = book.events(&contact).unwrap().len();
    assert_eq!(book.contact(ContactId(2)).unwrap(), None);
    let kinds = book.ops().unwrap().into_iter().map(|op| op.kind).collect();
    (
        contact,
        events,
        book.vocabulary().unwrap().tags.len(),
        kinds,
    )
}

/// Names and definitions of everything in the schema, as another tool with the key reads them.
fn schema(path: &Path) -> Vec<(String, String)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let key = "06".repeat(32) + "01" + &"05".repeat(15);
    connection
        .execute_batch(&format!("PRAGMA key=\"x'{key}'\""))
        .unwrap();
    let mut statement = connection
        .prepare("SELECT name, coalesce(sql,'') FROM sqlite_master ORDER BY name")
        .unwrap();
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn every_version_opens_and_upgrades_to_what_a_fresh_book_is() {
    if std::env::var_os("HAOBU_WRITE_FIXTURE").is_some() {
        std::fs::remove_file(fixture(NEWEST)).ok();
        write(&fixture(NEWEST));
    }
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("fresh.haobu");
    write(&fresh);
    let expected = contents(&Book::open_with_key(&fresh, &key(), Access::ReadOnly).unwrap());
    for version in 1..=NEWEST {
        let path = folder.path().join("old.haobu");
        std::fs::copy(fixture(version), &path).unwrap();
        let mut book = Book::open_with_key(&path, &key(), Access::ReadWrite).unwrap();
        assert_eq!(contents(&book), expected, "version {version}");
        assert!(book.check().unwrap().is_healthy(), "version {version}");
        // The upgraded book works on: what was undone before the upgrade comes back.
        book.redo(AT).unwrap();
        assert_eq!(
            book.contact(ContactId(2)).unwrap().unwrap().name,
            "Ada Lovelace"
        );
        drop(book);
        assert_eq!(schema(&path), schema(&fresh), "version {version}");
    }
}

/// Without touching the file, so that it can be done on media that cannot be written.
#[test]
fn every_version_is_read_without_an_upgrade() {
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("fresh.haobu");
    write(&fresh);
    let expected = contents(&Book::open_with_key(&fresh, &key(), Access::ReadOnly).unwrap());
    for version in 1..=NEWEST {
        let path = folder.path().join("old.haobu");
        std::fs::copy(fixture(version), &path).unwrap();
        let book = Book::open_with_key(&path, &key(), Access::ReadOnly).unwrap();
        assert_eq!(contents(&book), expected, "version {version}");
        assert!(book.check().unwrap().is_healthy(), "version {version}");
        drop(book);
        let (before, after) = (std::fs::read(fixture(version)), std::fs::read(&path));
        assert!(
            before.unwrap() == after.unwrap(),
            "version {version} was written to"
        );
    }
}
