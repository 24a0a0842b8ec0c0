//! A forgotten passphrase is no loss: the recovery code opens the book after any number of changes,
//! and nothing else does.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::process::Command;

use serde_json::Value;
use support::{Desk, Run};

const BOOK: &str = "shop.haobu";

/// The folder of a shop whose settings lie in it, too.
struct Shop {
    desk: Desk,
}

impl Shop {
    fn new() -> Self {
        let desk = Desk::new();
        desk.done(&["new", BOOK, "--kdf", "1"]);
        Self { desk }
    }

    fn run(&self, arguments: &[&str], secrets: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_haobu"))
            .args(arguments)
            .current_dir(self.desk.folder())
            .env("HAOBU_LANG", "en")
            .env("XDG_CONFIG_HOME", self.desk.path("settings"))
            // No keyring is asked: nothing is remembered here.
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("HAOBU_PASSPHRASE")
            .envs(secrets.iter().copied())
            .output()
            .unwrap();
        Run::from(output)
    }

    fn done(&self, arguments: &[&str], secrets: &[(&str, &str)]) -> String {
        let run = self.run(arguments, secrets);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        run.out
    }

    /// Makes a code and reads its words from the page, as its owner would.
    fn code(&self, passphrase: &str, page: &str) -> String {
        let arguments = ["recover", BOOK, "--new-code", page, "--json"];
        let said = self.done(&arguments, &[("HAOBU_PASSPHRASE", passphrase)]);
        let said: Value = serde_json::from_str(&said).unwrap();
        let keys: Vec<&String> = said.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["page", "confirmed"]);
        assert_eq!(said.get("confirmed"), Some(&Value::Bool(false)));
        let text = String::from_utf8(self.desk.read(page)).unwrap();
        let words: Vec<&str> = text
            .split("</small> ")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap())
            .collect();
        assert_eq!(words.len(), 24);
        words.join(" ")
    }
}

#[test]
fn a_forgotten_passphrase_is_replaced_after_three_changes() {
    let shop = Shop::new();
    let code = shop.code(support::PASSPHRASE, "page.html");
    let mut passphrase = support::PASSPHRASE.to_owned();
    for number in 1..=3 {
        let next = format!("passphrase number {number}");
        let said = shop.done(
            &["passphrase", BOOK, "--json"],
            &[
                ("HAOBU_PASSPHRASE", &passphrase),
                ("HAOBU_NEW_PASSPHRASE", &next),
            ],
        );
        let said: Value = serde_json::from_str(&said).unwrap();
        let keys: Vec<&String> = said.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "backup",
                "changed",
                "kdf",
                "recovery_code",
                "remembered",
                "seconds"
            ]
        );
        assert_eq!(said.get("kdf"), Some(&1.into()));
        assert_eq!(said.get("recovery_code"), Some(&true.into()));
        let old = shop.run(&["stats", BOOK], &[("HAOBU_PASSPHRASE", &passphrase)]);
        assert_eq!(old.code, 4, "the old passphrase opens nothing");
        passphrase = next;
    }
    // All passphrases are forgotten.
    shop.desk.file("new.txt", "one that I shall remember\n");
    shop.desk.file("code.txt", code.to_uppercase());
    let recover = [
        "recover",
        BOOK,
        "--code-file",
        "code.txt",
        "--new-passphrase-file",
        "new.txt",
        "--kdf",
        "2",
        "--json",
    ];
    let said: Value = serde_json::from_str(&shop.done(&recover, &[])).unwrap();
    assert_eq!(said.get("kdf"), Some(&2.into()));
    let new = [("HAOBU_PASSPHRASE", "one that I shall remember")];
    shop.done(&["check", BOOK], &new);
    let log = shop.done(&["log", BOOK, "--json"], &new);
    assert_eq!(log.matches("\"change_passphrase\"").count(), 4);
    assert_eq!(log.matches("\"make_recovery_code\"").count(), 1);
    // And the code is not used up.
    shop.done(&recover, &[]);
}

#[test]
fn the_newest_backup_leads_to_the_book_and_stands_in_for_it() {
    let shop = Shop::new();
    let code = shop.code(support::PASSPHRASE, "page.html");
    shop.done(
        &["backup", BOOK],
        &[("HAOBU_PASSPHRASE", support::PASSPHRASE)],
    );
    let mut passphrase = support::PASSPHRASE.to_owned();
    for number in 1..=3 {
        let next = format!("passphrase number {number}");
        let secrets = [
            ("HAOBU_PASSPHRASE", passphrase.as_str()),
            ("HAOBU_NEW_PASSPHRASE", &next),
        ];
        let said = shop.done(&["passphrase", BOOK, "--json"], &secrets);
        let said: Value = serde_json::from_str(&said).unwrap();
        assert!(said.get("backup").unwrap().is_string(), "{said}");
        passphrase = next;
    }
    // Another computer: nothing but the book and its backups.
    std::fs::remove_dir_all(shop.desk.path("settings")).unwrap();
    let recover = |more: &[&str], new: &str| {
        let secrets = [
            ("HAOBU_RECOVERY_CODE", code.as_str()),
            ("HAOBU_NEW_PASSPHRASE", new),
        ];
        shop.run(&[&["recover", BOOK], more].concat(), &secrets)
    };
    let run = recover(&[], "found again");
    assert_eq!(run.code, 0, "{}", run.err);
    shop.done(&["check", BOOK], &[("HAOBU_PASSPHRASE", "found again")]);
    // The book itself is lost.
    let mut backups: Vec<_> = std::fs::read_dir(shop.desk.path("shop.backups"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    backups.sort();
    let newest = backups.last().unwrap().to_str().unwrap();
    std::fs::remove_file(shop.desk.path(BOOK)).unwrap();
    assert_eq!(recover(&[], "nothing").code, 1);
    let run = recover(&["--from", newest], "found once more");
    assert_eq!(run.code, 0, "{}", run.err);
    shop.done(&["check", BOOK], &[("HAOBU_PASSPHRASE", "found once more")]);
    // A backup of before a change leads nowhere while the book is there.
    let run = recover(&["--from", newest], "again");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("newest backup"), "{}", run.err);
}

#[test]
fn a_code_is_confirmed_by_its_words_only() {
    let shop = Shop::new();
    let code = shop.code(support::PASSPHRASE, "page.html");
    let check = |code: &str| {
        let secrets = [
            ("HAOBU_PASSPHRASE", support::PASSPHRASE),
            ("HAOBU_RECOVERY_CODE", code),
        ];
        shop.run(&["recover", BOOK, "--check"], &secrets)
    };
    let other = haobu::book::RecoveryCode::create()
        .unwrap()
        .words()
        .join(" ");
    let refused = check(&other);
    assert_eq!(refused.code, 4, "{}", refused.err);
    assert!(refused.err.contains("another book"), "{}", refused.err);
    assert_eq!(check(&code).code, 0);
    let log = shop.done(
        &["log", BOOK, "--json"],
        &[("HAOBU_PASSPHRASE", support::PASSPHRASE)],
    );
    assert_eq!(log.matches("\"confirm_recovery_code\"").count(), 1);
}

#[test]
fn what_does_not_open_is_said_and_changes_nothing() {
    let shop = Shop::new();
    let old = shop.code(support::PASSPHRASE, "old.html");
    let code = shop.code(support::PASSPHRASE, "page.html");
    let before = shop.desk.read(BOOK);
    let check = |code: &str, more: &[&str], expected: i32, said: &str| {
        let arguments = [&["recover", BOOK], more].concat();
        let secrets = [
            ("HAOBU_RECOVERY_CODE", code),
            ("HAOBU_NEW_PASSPHRASE", "new"),
        ];
        let run = shop.run(&arguments, &secrets);
        assert_eq!(run.code, expected, "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
        assert!(shop.desk.read(BOOK) == before);
    };
    check("", &[], 4, "24 words");
    check(&code.replacen(' ', " qqq ", 1), &[], 4, "Word 2");
    let (first, rest) = code.split_once(' ').unwrap();
    check(&format!("{rest} {first}"), &[], 4, "one is wrong");
    check(&old, &[], 4, "newer one");
    shop.desk.file("letter.txt", "Dear customer");
    check(&code, &["--from", "letter.txt"], 1, "neither a backup");
    check(&code, &["--from", "nothing"], 1, "nothing");
    // An envelope of before a change of passphrase leads nowhere.
    let folder = shop.desk.path("settings/haobu/keys");
    let envelope = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    std::fs::copy(envelope.path(), shop.desk.path("older.recovery")).unwrap();
    let secrets = [
        ("HAOBU_PASSPHRASE", support::PASSPHRASE),
        ("HAOBU_NEW_PASSPHRASE", support::PASSPHRASE),
    ];
    shop.done(&["passphrase", BOOK], &secrets);
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        1,
        "one envelope"
    );
    let secrets = [
        ("HAOBU_RECOVERY_CODE", code.as_str()),
        ("HAOBU_NEW_PASSPHRASE", "new"),
    ];
    let run = shop.run(&["recover", BOOK, "--from", "older.recovery"], &secrets);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("newest backup"), "{}", run.err);
    // Without what lies on this computer and without backups the code alone opens nothing.
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::remove_dir_all(shop.desk.path("shop.backups")).unwrap();
    let run = shop.run(&["recover", BOOK], &secrets);
    assert_eq!(run.code, 1, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn what_lies_outside_of_the_book_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let shop = Shop::new();
    let code = shop.code(support::PASSPHRASE, "page.html");
    let mode =
        |path: std::path::PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = shop.desk.path("settings/haobu/keys");
    assert_eq!(mode(folder.clone()), 0o700);
    assert_eq!(mode(shop.desk.path("page.html")), 0o600);
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(mode(path), 0o600);
        for word in code.split(' ').filter(|word| word.len() > 5) {
            let found = bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes());
            assert!(!found);
        }
    }
}

#[test]
fn a_page_that_cannot_be_written_leaves_the_older_code() {
    let shop = Shop::new();
    let code = shop.code(support::PASSPHRASE, "page.html");
    let secrets = [("HAOBU_PASSPHRASE", support::PASSPHRASE)];
    for page in ["page.html", "nowhere/page.html"] {
        let run = shop.run(&["recover", BOOK, "--new-code", page], &secrets);
        assert_eq!(run.code, 1, "{}", run.err);
    }
    let secrets = [secrets.as_slice(), &[("HAOBU_RECOVERY_CODE", &code)]].concat();
    shop.done(&["recover", BOOK, "--check"], &secrets);
}
