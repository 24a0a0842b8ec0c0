//! A change of passphrase gives the same book under another key, and whatever interrupts it loses
//! nothing: the book opens with the old passphrase or the new one, whole.
//!
//! `HAOBU_KILLS=500 cargo test --release --test passphrase` kills more often than every run does.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::cell::Cell;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp};
use haobu::domain::op::OpKind;
use haobu::domain::problem::{BookProblem, Problem};
use haobu::domain::time::Millis;
use sha2::{Digest as _, Sha256};
use support::Desk;

const AT: Millis = Millis(1_760_000_000_000);
/// Every one of these looks at the progress is a moment to stop at, if there are so many.
const LOOKS: usize = 12;
const PEOPLE: i64 = 8_000;

fn key(byte: u8) -> Key {
    let mut salt = [byte; 16];
    salt[0] = 1;
    Key::from_raw([byte; 32], salt)
}

/// A book of a few megabytes under the first key.
fn book(folder: &Path) -> PathBuf {
    let path = folder.join("shop.haobu");
    let mut book = Book::create(&path, &key(1), AT).unwrap();
    book.transact(&NewOp::new(OpKind::Import, AT), |tx| {
        for index in 0..PEOPLE {
            let (name, notes) = (format!("张三{index}"), "老顾客，周末来".repeat(4));
            tx.insert_contact(&NewContact {
                details: ContactDetails {
                    name: &name,
                    notes: &notes,
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

/// A digest of everybody in the book.
fn people(book: &Book) -> String {
    let mut digest = Sha256::new();
    let mut ids = haobu::domain::op::IdRanges::default();
    ids.insert_range(1, PEOPLE + 10);
    book.contacts(&ids, |contact| {
        digest.update(format!("{contact:?}"));
        Ok(())
    })
    .unwrap();
    format!("{:x?}", digest.finalize())
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The book with the one of both keys that opens it, and which that is.
fn open_either(path: &Path, access: Access) -> (Book, u8) {
    let opened: Vec<(Book, u8)> = [1, 2]
        .into_iter()
        .filter_map(|byte| Some((Book::open_with_key(path, &key(byte), access).ok()?, byte)))
        .collect();
    assert_eq!(opened.len(), 1, "exactly one key opens the book");
    opened.into_iter().next().unwrap()
}

#[test]
fn the_same_book_opens_with_the_new_key_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let mut open = Book::open_with_key(&path, &key(1), Access::ReadWrite).unwrap();
    let before = people(&open);
    let (uuid_ops, told) = (open.ops().unwrap(), Cell::new(0.0_f64));
    open.change_key(&key(2), AT, &|share| {
        assert!((told.get()..=1.0).contains(&share), "{share}");
        told.set(share);
        true
    })
    .unwrap();
    assert!(told.get() > 0.9);
    // The same open book goes on, and can be written.
    assert_eq!(people(&open), before);
    open.transact(&NewOp::new(OpKind::AddContact, AT), |tx| {
        tx.insert_contact(&NewContact::default())
    })
    .unwrap();
    let second = Book::open_with_key(&path, &key(2), Access::ReadWrite);
    assert!(
        matches!(
            second,
            Err(Problem::Book(BookProblem::OpenElsewhere { .. }))
        ),
        "the lock is still held: {second:?}"
    );
    drop(open);
    assert_eq!(files(folder.path()), ["shop.haobu"]);
    let (book, byte) = open_either(&path, Access::ReadOnly);
    assert_eq!(byte, 2);
    assert!(book.check().unwrap().is_healthy());
    let ops = book.ops().unwrap();
    assert_eq!(ops.get(..uuid_ops.len()).unwrap(), uuid_ops);
    assert_eq!(
        ops.get(uuid_ops.len()).unwrap().kind,
        OpKind::ChangePassphrase
    );
}

#[test]
fn stopped_at_any_look_nothing_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let bytes = std::fs::read(&path).unwrap();
    let mut stops = 0;
    for stop_at in 0..100 {
        let mut open = Book::open_with_key(&path, &key(1), Access::ReadWrite).unwrap();
        let looks = Cell::new(0);
        let changed = open.change_key(&key(2), AT, &|_| {
            looks.set(looks.get() + 1);
            looks.get() <= stop_at
        });
        if changed.is_ok() {
            break;
        }
        assert!(matches!(changed, Err(Problem::Cancelled)), "{changed:?}");
        stops += 1;
        // It stays open and can be written, too.
        open.rehearse(&NewOp::new(OpKind::AddContact, AT), |tx| {
            tx.insert_contact(&NewContact::default())
        })
        .unwrap();
        drop(open);
        assert_eq!(files(folder.path()), ["shop.haobu"]);
        assert!(std::fs::read(&path).unwrap() == bytes, "look {stop_at}");
    }
    assert!(stops >= 5, "only {stops} moments to stop at");
    assert_eq!(open_either(&path, Access::ReadOnly).1, 2);
}

/// Not a test of its own: the process that is killed.
#[test]
fn worker() {
    let Some(path) = std::env::var_os("HAOBU_KILL_BOOK") else {
        return;
    };
    let stop_at: usize = std::env::var("HAOBU_STOP_AT").unwrap().parse().unwrap();
    let mut book = Book::open_with_key(Path::new(&path), &key(1), Access::ReadWrite).unwrap();
    let looks = Cell::new(0);
    println!("changing");
    std::io::stdout().flush().unwrap();
    book.change_key(&key(2), AT, &|_| {
        looks.set(looks.get() + 1);
        if looks.get() == stop_at {
            std::process::abort();
        }
        true
    })
    .unwrap();
    println!("changed");
    std::io::stdout().flush().unwrap();
}

#[test]
fn killed_at_any_moment_the_book_opens_whole_with_one_of_both_keys() {
    let kills: usize = std::env::var("HAOBU_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(30);
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let fresh = std::fs::read(&path).unwrap();
    let expected = people(&Book::open_with_key(&path, &key(1), Access::ReadOnly).unwrap());
    let (mut old, mut new, mut leftovers) = (0, 0, 0);
    for kill in 0..LOOKS + kills {
        std::fs::write(&path, &fresh).unwrap();
        // First at every look, then at moments that differ every time.
        let stop_at = if kill < LOOKS { kill + 1 } else { 0 };
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "worker", "--nocapture"])
            .env("HAOBU_KILL_BOOK", &path)
            .env("HAOBU_STOP_AT", stop_at.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = false;
        if stop_at == 0 {
            lines.find(|line| line.as_ref().unwrap().contains("changing"));
            for spin in 0..kill * 2_654_435 % 60_000 {
                std::hint::black_box(Sha256::digest(spin.to_le_bytes()));
            }
            child.kill().unwrap();
        }
        for line in lines {
            acknowledged |= line.unwrap().contains("changed");
        }
        child.wait().unwrap();
        let is_copy = |name: &String| name.starts_with(".shop.haobu.rekey.");
        leftovers += usize::from(files(folder.path()).iter().any(is_copy));
        let access = [Access::ReadOnly, Access::ReadWrite];
        let (book, byte) = open_either(&path, *access.get(kill % 2).unwrap());
        assert!(!acknowledged || byte == 2, "kill {kill}");
        assert!(book.check().unwrap().is_healthy(), "kill {kill}");
        assert_eq!(people(&book), expected, "kill {kill}");
        drop(book);
        // Whoever opens it for writing clears away what was left.
        drop(open_either(&path, Access::ReadWrite));
        assert_eq!(files(folder.path()), ["shop.haobu"], "kill {kill}");
        *(if byte == 1 { &mut old } else { &mut new }) += 1;
    }
    assert!(leftovers > 3 && old > 5, "{old} old, {leftovers} leftovers");
    println!("{old} kept the old key, {new} had the new one, {leftovers} left a copy behind");
}

#[test]
fn a_link_to_a_book_stays_a_link() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let real = book(there.path());
    let link = here.path().join("link.haobu");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let mut open = Book::open_with_key(&link, &key(1), Access::ReadWrite).unwrap();
    open.change_key(&key(2), AT, &|_| true).unwrap();
    drop(open);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(open_either(&real, Access::ReadOnly).1, 2);
    assert_eq!(files(here.path()), ["link.haobu"]);
    assert_eq!(files(there.path()), ["shop.haobu"]);
}

#[test]
fn who_may_only_read_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path());
    let mut open = Book::open_with_key(&path, &key(1), Access::ReadOnly).unwrap();
    let refused = open.change_key(&key(2), AT, &|_| true);
    assert!(
        matches!(refused, Err(Problem::Book(BookProblem::ReadOnly))),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_passphrase() {
    let desk = Desk::new();
    desk.done(&["new", "shop.haobu", "--kdf", "1"]);
    let before = desk.read("shop.haobu");
    desk.file("new.txt", "another 电池 horse");
    // The book has some 200 KiB, more than any of these.
    for blocks in [0, 8, 64, 100] {
        let arguments = [
            "passphrase",
            "shop.haobu",
            "--new-passphrase-file",
            "new.txt",
        ];
        let run = desk.run_on_full_disk(blocks, &arguments);
        assert_eq!(run.code, 1, "{blocks}: {}", run.err);
        assert!(desk.read("shop.haobu") == before, "{blocks}");
        assert_eq!(files(desk.folder()), ["new.txt", "shop.haobu"]);
    }
}
