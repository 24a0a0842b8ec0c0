//! A small shop whose book is put through every kind of fault, and the acts that are disturbed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use haobu::book::{Access, Backup, Book, ContactDetails, Key, NewContact, NewOp};
use haobu::domain::ids::ContactId;
use haobu::domain::listing::SourceKind;
use haobu::domain::op::OpKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::{BookProblem, Problem};
use haobu::domain::time::Millis;
use haobu::import::ImportOptions;
use haobu::workspace::{ImportRequest, Unwatched, Workspace};

pub use crate::state::{state, try_state};

pub const AT: Millis = Millis(1_760_000_000_000);
/// Rows of each imported file.
const ROWS: usize = 120;

pub fn key() -> Key {
    let mut salt = [7; 16];
    salt[0] = 1;
    Key::from_raw([42; 32], salt)
}

/// What the book has after a change of passphrase.
pub fn other_key() -> Key {
    let mut salt = [9; 16];
    salt[0] = 1;
    Key::from_raw([24; 32], salt)
}

/// What is disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Add,
    Import,
    BulkEdit,
    Undo,
    Redo,
    Backup,
    Restore,
    ChangeKey,
}

/// A folder on a disk in memory where there is one: what is written there is gone anyway.
pub fn folder() -> tempfile::TempDir {
    // Files that were opened before the layer was there would pass it by.
    crate::shim::install();
    let builder = tempfile::Builder::new();
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        builder.tempdir_in(memory).unwrap()
    } else {
        builder.tempdir().unwrap()
    }
}

pub fn book_in(folder: &Path) -> PathBuf {
    folder.join("shop.haobu")
}

pub fn stick_in(folder: &Path) -> PathBuf {
    let stick = folder.join("stick");
    std::fs::create_dir_all(&stick).unwrap();
    stick
}

/// A book with a file brought in, a bulk edit, one contact more, an undone step, and a backup from
/// before all that.
pub fn open_shop(folder: &Path) {
    let mut book = Book::create(&book_in(folder), &key(), AT).unwrap();
    add(&mut book, "第一位").unwrap();
    back_up(&book, folder).unwrap();
    let mut workspace = Workspace::over(book).unwrap();
    for act in [Act::Import, Act::BulkEdit, Act::Add, Act::Undo] {
        perform(&mut workspace, folder, act).unwrap();
    }
}

pub fn open(folder: &Path, access: Access) -> Result<Book, Problem> {
    open_either(folder, access).map(|(book, _)| book)
}

/// The book with the one of both keys that opens it, and whether that is the other one.
pub fn open_either(folder: &Path, access: Access) -> Result<(Book, bool), Problem> {
    let path = book_in(folder);
    match Book::open_with_key(&path, &key(), access) {
        Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged)) => {
            Book::open_with_key(&path, &other_key(), access).map(|book| (book, true))
        }
        opened => opened.map(|book| (book, false)),
    }
}

/// Gives the book the one of both keys that it does not have.
pub fn change_key(book: &mut Book) -> Result<(), Problem> {
    let has_other = book.key_salt() == Some(*other_key().salt());
    let key = if has_other { key() } else { other_key() };
    book.change_key(&key, AT, &|_| true)
}

/// Does one thing to the book in `folder`. A restore needs it closed, and a change of key needs it
/// alone: see [`restore`] and [`change_key`].
pub fn perform(workspace: &mut Workspace, folder: &Path, act: Act) -> Result<(), Problem> {
    match act {
        Act::Add => {
            let contact = NewContact {
                details: ContactDetails {
                    name: "又一位",
                    ..ContactDetails::default()
                },
                ..NewContact::default()
            };
            let op = NewOp::new(OpKind::AddContact, AT);
            workspace.transact(&op, |tx| tx.insert_contact(&contact).map(drop))
        }
        Act::Import => import(workspace, folder),
        Act::BulkEdit => {
            let everyone = ids(workspace.book());
            let op = NewOp::new(OpKind::EditContact, AT);
            workspace.transact(&op, |tx| {
                let tag = tx.tag_named("已改")?;
                for id in &everyone {
                    let details = ContactDetails {
                        name: "改名",
                        ..ContactDetails::default()
                    };
                    tx.update_contact(*id, &details)?;
                    tx.tag(*id, tag)?;
                }
                Ok(())
            })
        }
        Act::Undo => workspace.undo().map(drop),
        Act::Redo => workspace.redo().map(drop),
        Act::Backup => back_up(workspace.book(), folder).map(drop),
        Act::Restore | Act::ChangeKey => Ok(()),
    }
}

pub fn add(book: &mut Book, name: &str) -> Result<(), Problem> {
    let contact = NewContact {
        details: ContactDetails {
            name,
            ..ContactDetails::default()
        },
        ..NewContact::default()
    };
    book.transact(&NewOp::new(OpKind::AddContact, AT), |tx| {
        tx.insert_contact(&contact)
    })
    .map(drop)
}

pub fn back_up(book: &Book, folder: &Path) -> Result<Backup, Problem> {
    book.snapshot(&stick_in(folder), AT)?.finish(&|_| true)
}

/// Restores the oldest backup over the book.
pub fn restore(folder: &Path) -> Result<(), Problem> {
    let backup = oldest_backup(folder);
    Backup::restore(&backup, &key(), &book_in(folder), false, &|_| true).map(drop)
}

pub fn oldest_backup(folder: &Path) -> PathBuf {
    let backups = Backup::all_in(&stick_in(folder)).unwrap();
    backups.last().unwrap().path.clone()
}

fn import(workspace: &mut Workspace, folder: &Path) -> Result<(), Problem> {
    let file = folder.join("customers.csv");
    if !file.exists() {
        let mut text = String::from("姓名,手机,邮箱,短信同意,登记日期\n");
        for row in 0..ROWS {
            let number = 13_000_000_000_u64 + row as u64;
            writeln!(
                text,
                "客户{row},{number},u{number}@example.com,是,2025-01-02"
            )
            .unwrap();
        }
        std::fs::write(&file, text).unwrap();
    }
    let mut options = ImportOptions::new(Region::parse("CN").unwrap(), SourceKind::Shop);
    options.policy = haobu::import::Policy::Add;
    let request = ImportRequest {
        file,
        options,
        source: "展会".to_owned(),
        rejects: None,
        rehearsal: false,
    };
    workspace.import(&request, &Unwatched).map(drop)
}

fn ids(book: &Book) -> Vec<ContactId> {
    book.contact_ids(usize::MAX).unwrap().ids().collect()
}

/// Copies the files of one folder into another, one level deep.
pub fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// How much of the suite is run: a short form in every run, the long one when it is asked for.
pub fn scaled(short: usize, long: usize) -> usize {
    if std::env::var("HAOBU_FAULTS").is_ok_and(|asked| asked == "full") {
        long
    } else {
        short
    }
}
