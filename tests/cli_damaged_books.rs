//! Books that are damaged, or newer than the program, are refused by name and left as they are.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use argon2::{Algorithm, Argon2, Params, Version};
use support::{Desk, PASSPHRASE};

const BOOK: &str = "shop.haobu";
const PAGE: usize = 4_096;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", BOOK, "--kdf", "1"]);
    desk.done(&["sample", "300", "customers.csv"]);
    let source = ["--source", "Shop counter", "--source-kind", "shop"];
    let import = [&["import", BOOK, "customers.csv"], source.as_slice()].concat();
    assert_eq!(desk.run(&import).code, 3);
    desk
}

fn refused(desk: &mut Desk, commands: &[&[&str]], code: i32, english: &str, chinese: &str) {
    let before = desk.read(BOOK);
    for (language, words) in [("en", english), ("zh", chinese)] {
        desk.speak(language);
        for arguments in commands {
            let run = desk.run(arguments);
            assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
            assert!(run.err.contains(BOOK), "{arguments:?}: {}", run.err);
            assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
        }
    }
    assert!(desk.read(BOOK) == before, "the book was changed");
}

/// Turns every byte of a page around, as a dying disk might.
fn damage(desk: &Desk, page: usize) {
    let mut book = desk.read(BOOK);
    for byte in book.iter_mut().skip(page * PAGE).take(PAGE) {
        *byte = !*byte;
    }
    desk.file(BOOK, book);
}

#[test]
fn damage_at_the_start_may_be_a_wrong_passphrase() {
    let mut desk = desk();
    let mut book = desk.read(BOOK);
    for byte in book.iter_mut().skip(100).take(10) {
        *byte = !*byte;
    }
    desk.file(BOOK, book);
    let commands: [&[&str]; 3] = [&["list", BOOK], &["check", BOOK], &["undo", BOOK]];
    refused(
        &mut desk,
        &commands,
        4,
        "or the file is damaged",
        "或文件已损坏",
    );
}

#[test]
fn damage_further_in_is_named() {
    let check = |part: usize, english: &str, chinese: &str| {
        let mut desk = desk();
        let pages = desk.read(BOOK).len() / PAGE;
        for page in pages * part / 4 + 1..pages {
            damage(&desk, page);
        }
        let commands: [&[&str]; 2] = [&["list", BOOK], &["stats", BOOK]];
        refused(&mut desk, &commands, 4, english, chinese);
    };
    check(0, "or damaged near its start", "或开头部分已损坏");
    check(2, "parts of the file are damaged", "有部分损坏");
}

#[test]
fn check_finds_a_single_damaged_page() {
    let desk = desk();
    damage(&desk, desk.read(BOOK).len() / PAGE / 2);
    let before = desk.read(BOOK);
    let run = desk.run(&["check", BOOK]);
    assert_eq!(run.code, 4, "{}{}", run.out, run.err);
    assert!(
        format!("{}{}", run.out, run.err).contains("damaged"),
        "{}{}",
        run.out,
        run.err
    );
    assert_eq!(desk.read(BOOK), before);
}

#[test]
fn a_book_of_a_newer_version() {
    let mut desk = desk();
    let salt = desk.read(BOOK).get(..16).unwrap().to_vec();
    let mut key = [0; 32];
    let params = Params::new(64 * 1024, 4, 1, Some(32)).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(PASSPHRASE.as_bytes(), &salt, &mut key)
        .unwrap();
    let hex: Vec<String> = key
        .iter()
        .chain(&salt)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let hex = hex.concat();
    rusqlite::Connection::open(desk.path(BOOK))
        .unwrap()
        .execute_batch(&format!("PRAGMA key=\"x'{hex}'\"; PRAGMA user_version=99"))
        .unwrap();
    let commands: [&[&str]; 3] = [&["list", BOOK], &["check", BOOK], &["undo", BOOK]];
    refused(
        &mut desk,
        &commands,
        1,
        "newer Haobu (format 99",
        "更新版本的号簿",
    );
}
