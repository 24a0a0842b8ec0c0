//! The main job: a messy spreadsheet becomes a book that tells the truth and keeps its secrets.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use support::{BUCKETS, Desk, PASSPHRASE, Run, json_lines};

const BOOK: &str = "shop.haobu";
const SHEET: &str = "customers.csv";
const IMPORT: [&str; 7] = [
    "import",
    BOOK,
    SHEET,
    "--source",
    "Shop counter",
    "--source-kind",
    "shop",
];
const LIST: [&str; 4] = ["list", BOOK, "--format", "json"];

/// A desk with a new book on it.
fn desk_with_book() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", BOOK, "--kdf", "1"]);
    desk
}

/// A desk with a book that holds the customers of a sample, and how the import ended.
fn desk_with_customers(rows: &str) -> (Desk, Run) {
    let desk = desk_with_book();
    desk.done(&["sample", rows, SHEET]);
    let import = desk.run(&[IMPORT.as_slice(), &["--json"]].concat());
    (desk, import)
}

fn number(report: &Value, key: &str) -> u64 {
    report.get(key).and_then(Value::as_u64).unwrap()
}

/// Every file on the desk with its contents.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

#[test]
fn in_out_back_and_forth() {
    let (desk, import) = desk_with_customers("2000");
    // Some rows of the sample hold nothing but a remark.
    assert_eq!(import.code, 3, "{}", import.err);
    let report: Value = serde_json::from_str(import.out.trim()).unwrap();
    assert_eq!(number(&report, "rows"), 2_000);
    let sum: u64 = BUCKETS.iter().map(|key| number(&report, key)).sum();
    assert_eq!(sum, 2_000, "{report}");
    assert!(number(&report, "new") > 1_700, "{report}");
    assert!(number(&report, "rejected") > 0, "{report}");
    let seconds = report.get("seconds").and_then(Value::as_f64);
    assert!(seconds.is_some(), "{report}");

    let before = desk.done(&LIST);
    let listed = u64::try_from(json_lines(&before).len()).unwrap();
    assert_eq!(listed, number(&report, "new"));

    desk.done(&["export", BOOK, "all.csv"]);
    let exported = csv::Reader::from_path(desk.path("all.csv"))
        .unwrap()
        .into_records()
        .map(Result::unwrap)
        .count();
    assert_eq!(u64::try_from(exported).unwrap(), listed);
    for name in ["all.xlsx", "all.vcf", "all.json"] {
        desk.done(&["export", BOOK, name]);
        assert!(!desk.read(name).is_empty(), "{name}");
    }
    desk.done(&["check", BOOK]);
    desk.done(&["stats", BOOK]);

    desk.done(&["undo", BOOK]);
    assert_eq!(desk.done(&LIST), "");
    assert_eq!(desk.run(&["undo", BOOK]).code, 1, "only one step to undo");
    desk.done(&["redo", BOOK]);
    assert_eq!(desk.done(&LIST), before);
    assert_eq!(desk.run(&["redo", BOOK]).code, 1, "only one step to redo");

    let log = json_lines(&desk.done(&["log", BOOK, "--json"]));
    let kinds: Vec<&str> = log
        .iter()
        .map(|op| op.get("kind").and_then(Value::as_str).unwrap())
        .collect();
    assert_eq!(kinds, ["create", "import", "undo", "redo"]);
    desk.done(&["check", BOOK]);
}

#[test]
fn a_trial_run_changes_nothing() {
    let desk = desk_with_book();
    desk.done(&["sample", "300", SHEET]);
    let before = snapshot(desk.folder());
    let trial = desk.run(&[IMPORT.as_slice(), &["--json", "--dry-run"]].concat());
    let report: Value = serde_json::from_str(trial.out.trim()).unwrap();
    assert_eq!(desk.done(&LIST), "");
    assert_eq!(snapshot(desk.folder()).get(BOOK), before.get(BOOK));

    let import = desk.run(&[IMPORT.as_slice(), &["--json"]].concat());
    let done: Value = serde_json::from_str(import.out.trim()).unwrap();
    for key in ["rows", "new", "combined", "duplicate_in_file", "rejected"] {
        assert_eq!(number(&done, key), number(&report, key), "{key}");
    }
}

#[test]
fn rejected_rows_wait_in_a_file_of_their_own() {
    let desk = desk_with_book();
    desk.file(SHEET, "姓名,手机,备注\n张三,13823165520,\n,,只有备注\n");
    let import = desk.run(&[IMPORT.as_slice(), &["--rejects", "rejects.csv"]].concat());
    assert_eq!(import.code, 3, "{}", import.err);
    let rejects = String::from_utf8(desk.read("rejects.csv")).unwrap();
    assert!(rejects.contains("只有备注"), "{rejects}");
    assert!(!rejects.contains("张三"), "{rejects}");
}

#[test]
fn a_wrong_passphrase_changes_no_byte() {
    let (desk, _) = desk_with_customers("50");
    let before = snapshot(desk.folder());
    for arguments in [LIST.as_slice(), &["undo", BOOK], &IMPORT, &["check", BOOK]] {
        for passphrase in ["wrong", "Correct horse 电池 staple", ""] {
            let run = desk.run_as(arguments, passphrase);
            assert_eq!((run.code, run.out.as_str()), (4, ""), "{arguments:?}");
        }
    }
    let run = desk.run_as(&LIST, "wrong");
    assert!(
        run.err
            .contains("The passphrase does not fit, or the file is damaged."),
        "{}",
        run.err
    );
    assert_eq!(snapshot(desk.folder()), before);
}

#[test]
fn the_passphrase_may_come_from_a_file() {
    let desk = desk_with_book();
    for (name, ending) in [("unix", "\n"), ("windows", "\r\n"), ("bare", "")] {
        desk.file(name, format!("{PASSPHRASE}{ending}"));
        let run = desk.run_as(&["log", BOOK, "--passphrase-file", name], "wrong");
        assert_eq!(run.code, 0, "{name}: {}", run.err);
    }
    desk.file("two", format!("{PASSPHRASE}\n\n"));
    assert_eq!(desk.run(&["log", BOOK, "--passphrase-file", "two"]).code, 4);
}

#[test]
fn nothing_lies_in_the_clear() {
    let desk = desk_with_book();
    desk.file(
        SHEET,
        "姓名,手机,邮箱,备注\n欧阳晓明,13823165520,ouyang@example.com,喜欢红色\n",
    );
    assert_eq!(desk.run(&IMPORT).code, 0);
    std::fs::remove_file(desk.path(SHEET)).unwrap();
    let secrets: [&[u8]; 7] = [
        b"SQLite format 3",
        "欧阳晓明".as_bytes(),
        b"13823165520",
        b"ouyang",
        "喜欢红色".as_bytes(),
        b"Shop counter",
        PASSPHRASE.as_bytes(),
    ];
    for (name, contents) in snapshot(desk.folder()) {
        for secret in secrets {
            let shown = String::from_utf8_lossy(secret);
            assert!(!contains(&contents, secret), "{name} shows {shown}");
        }
    }
    assert!(desk.done(&LIST).contains("欧阳晓明"));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_book() {
    use std::os::unix::fs::PermissionsExt as _;
    let (desk, _) = desk_with_customers("10");
    let mode = std::fs::metadata(desk.path(BOOK)).unwrap().permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);
}

#[test]
fn a_book_is_never_made_over_a_file() {
    let desk = Desk::new();
    for contents in ["", "mine"] {
        desk.file(BOOK, contents);
        let run = desk.run(&["new", BOOK, "--kdf", "1"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert_eq!(desk.read(BOOK), contents.as_bytes());
    }
}

#[test]
fn files_that_are_no_book_are_refused_by_name() {
    let desk = desk_with_book();
    let whole = desk.read(BOOK);
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(16_384, 0);
    let text = "姓名,手机\n张三,13823165520\n".repeat(1_000);
    let check = |name: &str, contents: &[u8], english: &str, chinese: &str| {
        for (language, expected) in [("en", english), ("zh", chinese)] {
            let desk = Desk::new().in_language(language);
            desk.file(name, contents);
            for command in ["list", "check", "undo"] {
                let run = desk.run(&[command, name]);
                assert_eq!((run.code, run.out.as_str()), (4, ""), "{name}: {}", run.err);
                assert!(run.err.contains(name), "{}", run.err);
                assert!(run.err.contains(expected), "{name}: {}", run.err);
            }
            assert_eq!(desk.read(name), contents, "{name} was changed");
        }
    };
    check("empty.haobu", b"", "empty (0 bytes)", "空的（0 字节）");
    let cut = whole.get(..whole.len() - 1_000).unwrap();
    check("cut.haobu", cut, "cut short", "不完整");
    let stub = whole.get(..100).unwrap();
    check("stub.haobu", stub, "cut short", "不完整");
    check("text.haobu", text.as_bytes(), "another kind", "另一种文件");
    check(
        "plain.haobu",
        &plain,
        "unencrypted database",
        "未加密数据库",
    );
}

#[test]
fn a_book_that_is_not_there_is_said_so() {
    let run = Desk::new().run(&LIST);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no book at shop.haobu"), "{}", run.err);
}

#[test]
fn a_wrong_filter_is_marked_where_it_is_wrong() {
    let desk = desk_with_book();
    let run = desk.run(&["list", BOOK, "--filter", "city:深圳 created:>soon"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("  city:深圳 created:>soon\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains('^'), "{}", run.err);
}
