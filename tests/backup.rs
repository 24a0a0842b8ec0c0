//! A backup is tried out before it counts, opens like any book, and never costs the book it came
//! from or goes to.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

mod support;

use haobu::book::{Access, Backup, Book, ContactDetails, Key, NewContact, NewOp};
use haobu::domain::op::OpKind;
use haobu::domain::problem::{BookProblem, FileProblem, Problem};
use haobu::domain::time::Millis;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::Desk;

const AT: Millis = Millis(1_760_000_000_000);

fn key() -> Key {
    let mut salt = [9; 16];
    salt[0] = 1;
    Key::from_raw([1; 32], salt)
}

fn add(book: &mut Book, name: &str) {
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
    .unwrap();
}

fn back_up(book: &Book, folder: &Path) -> Backup {
    book.snapshot(folder, AT)
        .unwrap()
        .finish(&|_| true)
        .unwrap()
}

fn book_problem<T: std::fmt::Debug>(outcome: Result<T, Problem>) -> BookProblem {
    match outcome {
        Err(Problem::Book(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

/// What lies in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

struct Shop {
    folder: tempfile::TempDir,
    book: Book,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::create(&folder.path().join("shop.haobu"), &key(), AT).unwrap();
        add(&mut book, "张三");
        Self { folder, book }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A folder for backups.
    fn stick(&self) -> PathBuf {
        let stick = self.path("stick");
        std::fs::create_dir_all(&stick).unwrap();
        stick
    }
}

#[test]
fn a_backup_opens_like_the_book_for_reading_only() {
    let shop = Shop::new();
    let backup = back_up(&shop.book, &shop.stick());
    assert_eq!(names(&shop.stick()), ["shop-000001.haobu-backup"]);
    let inside = Book::open_with_key(&backup.path, &key(), Access::ReadOnly).unwrap();
    assert!(inside.is_backup());
    assert_eq!(inside.mark().unwrap(), shop.book.mark().unwrap());
    assert!(inside.check().unwrap().is_healthy());
    let changed = Book::open_with_key(&backup.path, &key(), Access::ReadWrite);
    assert_eq!(book_problem(changed), BookProblem::IsBackup);
}

#[test]
fn numbers_count_on_and_a_missing_stick_is_said() {
    let mut shop = Shop::new();
    let first = back_up(&shop.book, &shop.stick()).manifest.unwrap();
    add(&mut shop.book, "李四");
    let second = back_up(&shop.book, &shop.stick()).manifest.unwrap();
    assert_eq!((first.number, second.number), (1, 2));
    assert_eq!((first.contacts, second.contacts), (1, 2));
    assert!(shop.book.mark().unwrap().is_in(&second));
    let missing = shop.book.snapshot(&shop.path("gone"), AT);
    let said = matches!(
        missing,
        Err(Problem::File {
            kind: FileProblem::NoFolder,
            ..
        })
    );
    assert!(said, "{missing:?}");
}

#[test]
fn what_is_stopped_leaves_nothing_behind() {
    let shop = Shop::new();
    for most in [0.05, 0.15, 0.3, 0.9] {
        let snapshot = shop.book.snapshot(&shop.stick(), AT).unwrap();
        let stopped = snapshot.finish(&|share| share < most);
        assert!(matches!(stopped, Err(Problem::Cancelled)), "{stopped:?}");
        assert!(names(&shop.stick()).is_empty());
    }
}

#[test]
fn a_restore_keeps_what_was_there() {
    let mut shop = Shop::new();
    let backup = back_up(&shop.book, &shop.stick());
    add(&mut shop.book, "李四");
    let newer = shop.book.mark().unwrap();
    let path = shop.path("shop.haobu");
    let restore = |to: &Path| Backup::restore(&backup.path, &key(), to, false, &|_| true);
    // Somebody has it open.
    let refused = book_problem(restore(&path));
    assert!(
        matches!(refused, BookProblem::OpenElsewhere { .. }),
        "{refused:?}"
    );
    drop(shop.book);
    let restored = restore(&path).unwrap();
    let kept = restored.kept.unwrap();
    let mark = |path: &Path| {
        let book = Book::open_with_key(path, &key(), Access::ReadWrite).unwrap();
        book.mark().unwrap()
    };
    assert!(mark(&path).is_in(&restored.manifest));
    assert_eq!(mark(&kept), newer);
    // Once more: nothing that was kept is overwritten.
    let again = restore(&path).unwrap().kept.unwrap();
    assert_ne!(again, kept);
    assert_eq!(mark(&kept), newer);
    // To a place of its own.
    let elsewhere = shop.folder.path().join("elsewhere.haobu");
    assert_eq!(restore(&elsewhere).unwrap().kept, None);
    assert!(mark(&elsewhere).is_in(&restored.manifest));
}

#[test]
fn a_book_that_is_damaged_beyond_opening_is_replaced_and_kept() {
    let shop = Shop::new();
    let backup = back_up(&shop.book, &shop.stick());
    let path = shop.path("shop.haobu");
    drop(shop.book);
    for contents in [Vec::new(), b"not a book".to_vec(), vec![1; 8192]] {
        std::fs::write(&path, &contents).unwrap();
        let restored = Backup::restore(&backup.path, &key(), &path, false, &|_| true).unwrap();
        assert_eq!(std::fs::read(restored.kept.unwrap()).unwrap(), contents);
        let book = Book::open_with_key(&path, &key(), Access::ReadWrite).unwrap();
        assert!(book.check().unwrap().is_healthy());
    }
}

#[test]
fn another_book_is_replaced_only_when_that_is_said() {
    let shop = Shop::new();
    let backup = back_up(&shop.book, &shop.stick());
    let path = shop.path("other.haobu");
    drop(Book::create(&path, &key(), AT).unwrap());
    let restore = |anyway| Backup::restore(&backup.path, &key(), &path, anyway, &|_| true);
    assert_eq!(book_problem(restore(false)), BookProblem::OtherBook);
    assert!(restore(true).unwrap().kept.is_some());
}

#[test]
fn a_journal_left_by_a_crash_never_falls_upon_the_restored_book() {
    let shop = Shop::new();
    let backup = back_up(&shop.book, &shop.stick());
    let path = shop.path("shop.haobu");
    drop(shop.book);
    // A journal that no key of ours fits.
    let journal = shop.folder.path().join("shop.haobu-journal");
    std::fs::write(&path, vec![1; 8192]).unwrap();
    std::fs::write(&journal, b"left over").unwrap();
    let restored = Backup::restore(&backup.path, &key(), &path, false, &|_| true).unwrap();
    assert!(!journal.exists());
    let mut kept = restored.kept.unwrap().into_os_string();
    kept.push("-journal");
    assert_eq!(std::fs::read(kept).unwrap(), b"left over");
}

#[test]
fn every_altered_byte_of_a_backup_is_refused() {
    let shop = Shop::new();
    let backup = back_up(&shop.book, &shop.stick());
    let whole = std::fs::read(&backup.path).unwrap();
    let path = shop.path("altered.haobu-backup");
    let refuse = |bytes: &[u8], what: &str| {
        std::fs::write(&path, bytes).unwrap();
        let outcome = Backup::verify(&path, &key(), &|_| true);
        assert!(outcome.is_err(), "{what} was accepted");
    };
    let end = whole.len() - 4096;
    // All of the end, and every so often in the pages.
    let places = (end..whole.len()).chain((0..end).step_by(997));
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        refuse(&bytes, &format!("a flip at {at}"));
    }
    for page in 0..=whole.len() / 4096 {
        for by in [-1_i64, 0, 1] {
            let cut = usize::try_from(i64::try_from(page * 4096).unwrap() + by).unwrap_or(0);
            if cut < whole.len() {
                refuse(&whole[..cut], &format!("a cut at {cut}"));
            }
        }
    }
    let mut swapped = whole.clone();
    let (first, rest) = swapped.split_at_mut(8192);
    first[4096..].swap_with_slice(&mut rest[..4096]);
    refuse(&swapped, "swapped pages");
    refuse(
        &[whole.as_slice(), &[0; 4096]].concat(),
        "something behind it",
    );
    refuse(
        &[&whole[..end], &whole[..4096], &whole[end..]].concat(),
        "a page twice",
    );
}

#[test]
fn the_end_of_one_backup_does_not_fit_another() {
    let mut shop = Shop::new();
    let first = back_up(&shop.book, &shop.stick());
    add(&mut shop.book, "李四");
    let second = back_up(&shop.book, &shop.stick());
    let (first, second) = (
        std::fs::read(first.path).unwrap(),
        std::fs::read(second.path).unwrap(),
    );
    assert_eq!(first.len(), second.len());
    let path = shop.path("spliced.haobu-backup");
    let end = first.len() - 4096;
    std::fs::write(&path, [&first[..end], &second[end..]].concat()).unwrap();
    let outcome = Backup::verify(&path, &key(), &|_| true);
    assert_eq!(book_problem(outcome), BookProblem::BackupDamaged);
}

#[test]
fn old_backups_go_and_enough_stay() {
    let mut shop = Shop::new();
    for number in 1..=10 {
        add(&mut shop.book, &format!("客户{number}"));
        back_up(&shop.book, &shop.stick());
    }
    // All of one day: the seven newest, and one for the week and month before them.
    let numbers: Vec<u64> = Backup::all_in(&shop.stick())
        .unwrap()
        .into_iter()
        .map(|backup| backup.manifest.unwrap().number)
        .collect();
    assert_eq!(numbers, [10, 9, 8, 7, 6, 5, 4, 3]);
    // What belongs to others, or to nobody, stays where it is.
    let strange = shop.stick().join("strange.haobu-backup");
    std::fs::write(&strange, "?").unwrap();
    add(&mut shop.book, "最后");
    back_up(&shop.book, &shop.stick());
    assert!(strange.exists());
}

#[test]
fn the_command_line_backs_up_verifies_and_restores() {
    let desk = Desk::new();
    let one = |text: String| -> Value { serde_json::from_str(&text).unwrap() };
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    desk.done(&["new", "shop.haobu", "--kdf", "1"]);
    let backup = one(desk.done(&["backup", "shop.haobu", "--json"]));
    let expected = [
        "path", "bytes", "verified", "number", "made", "op", "contacts",
    ];
    assert_eq!(keys(&backup), expected);
    assert_eq!(backup["verified"], json!(true));
    let path = backup["path"].as_str().unwrap().to_owned();
    assert!(
        path.ends_with("shop.backups/shop-000001.haobu-backup"),
        "{path}"
    );
    let verified = one(desk.done(&["verify", &path, "--json"]));
    let expected = [
        "backup",
        "healthy",
        "pages_whole",
        "damaged_pages",
        "broken_ops",
        "stray_rows",
        "tail_cut",
        "orphans",
        "ops",
        "contacts",
    ];
    assert_eq!(keys(&verified), expected);
    assert_eq!(
        keys(&verified["backup"]),
        ["number", "made", "op", "contacts"]
    );
    assert_eq!(verified["healthy"], json!(true));
    let book = one(desk.done(&["verify", "shop.haobu", "--json"]));
    assert_eq!(book["backup"], Value::Null);
    let restored = one(desk.done(&["restore", &path, "shop.haobu", "--json"]));
    let expected = ["path", "kept", "number", "made", "op", "contacts"];
    assert_eq!(keys(&restored), expected);
    assert!(
        restored["kept"]
            .as_str()
            .unwrap()
            .ends_with("shop.before-restore.haobu")
    );
    desk.done(&["list", &path]);
    let check = |arguments: &[&str], passphrase: &str, code: i32| {
        let run = desk.run_as(arguments, passphrase);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
    };
    check(&["undo", &path], support::PASSPHRASE, 1);
    check(&["verify", &path], "wrong", 4);
    check(&["verify", "shop.haobu"], "wrong", 4);
    check(&["restore", &path, "new.haobu"], "wrong", 4);
    check(
        &["restore", "shop.haobu", "new.haobu"],
        support::PASSPHRASE,
        4,
    );
    check(
        &["backup", "shop.haobu", "--to", "gone"],
        support::PASSPHRASE,
        1,
    );
    desk.file("cut.haobu-backup", &std::fs::read(&path).unwrap()[4096..]);
    check(&["verify", "cut.haobu-backup"], support::PASSPHRASE, 4);
    assert!(!desk.path("new.haobu").exists());
}
