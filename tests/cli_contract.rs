//! The contract of the command line: names, shapes, order of keys and exit codes, word for word.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use haobu::domain::consent::State;
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::{NumberKind, NumberStatus};
use serde_json::{Value, json};
use support::{BUCKETS, Desk, json_lines};
use unicode_width::UnicodeWidthStr as _;

const BOOK: &str = "shop.haobu";
const SHEET: &str = "customers.csv";
const ROWS: &str = "\
会员编号,姓名,手机,邮箱,公司,城市,标签,短信同意,生日
A1,张三,13823165520,zhang@example.com,,深圳,vip,是,五月
A2,欧阳晓明,13901234567,,新美五金店,上海,,否,
A3,Zoë,138****1234,zoe@example.com,,深圳,vip;旧,,
";
const IMPORT: [&str; 9] = [
    "import",
    BOOK,
    SHEET,
    "--source",
    "春季展会",
    "--source-kind",
    "event",
    "--map",
    "生日=field:生日",
];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", BOOK, "--kdf", "1"]);
    desk.file(SHEET, ROWS);
    desk.done(&IMPORT);
    desk
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// The one object that a command prints.
fn one(output: &str) -> Value {
    assert_eq!(output.lines().count(), 1, "{output}");
    serde_json::from_str(output).unwrap()
}

#[test]
fn every_command_has_its_arguments() {
    let desk = Desk::new();
    let check = |command: &str, arguments: &[&str]| {
        let help = desk.done(&[command, "--help"]);
        for argument in arguments {
            assert!(help.contains(argument), "{command} {argument}: {help}");
        }
        let flags = help.lines().filter(|line| {
            let line = line.trim_start();
            line.starts_with("--") || line.starts_with("-h")
        });
        let named = arguments.iter().filter(|name| name.starts_with("--"));
        // `--help` is everywhere.
        assert_eq!(flags.count(), named.count() + 1, "{command}: {help}");
    };
    let book = ["<BOOK>", "--passphrase-file"];
    let with = |more: &[&'static str]| [&book, more].concat();
    check("new", &with(&["--kdf"]));
    check(
        "import",
        &with(&[
            "[FILE]",
            "--watch",
            "--once",
            "--source ",
            "--source-kind",
            "--country",
            "--preset",
            "--map",
            "--encoding",
            "--delimiter",
            "--sheet",
            "--header",
            "--policy",
            "--match",
            "--keep",
            "--recipient",
            "--rejects",
            "--dry-run",
            "--json",
        ]),
    );
    let list = ["--filter", "--sort", "--columns", "--format", "--limit"];
    check("list", &with(&list));
    let export = [
        "<FILE>",
        "--filter",
        "--columns",
        "--for",
        "--format",
        "--vcard",
    ];
    check("export", &with(&export));
    check("stats", &with(&["--json"]));
    check("undo", &with(&[]));
    check("redo", &with(&[]));
    check("log", &with(&["--json"]));
    check("check", &with(&["--json"]));
    check(
        "passphrase",
        &with(&["--new-passphrase-file", "--kdf", "--json"]),
    );
    check(
        "recover",
        &with(&[
            "--from",
            "--code-file",
            "--new-passphrase-file",
            "--kdf",
            "--new-code",
            "--check",
            "--age-key",
            "--json",
        ]),
    );
    check("backup", &with(&["--to", "--json"]));
    check(
        "restore",
        &with(&["<BACKUP>", "--replace-other-book", "--json"]),
    );
    check("verify", &with(&["--json"]));
    check("phone", &["--country", "--json"]);
    check("demo", &[]);
    check("sample", &["<ROWS>", "<FILE>", "--seed"]);
}

#[test]
fn words_of_the_contract() {
    let check = |words: Vec<&str>, expected: &str| assert_eq!(words.join(" "), expected);
    check(
        NumberStatus::ALL.map(NumberStatus::word).to_vec(),
        "ok ambiguous invalid lossy masked relay empty",
    );
    let mut kinds = NumberKind::ALL.map(NumberKind::word).to_vec();
    kinds.sort_unstable();
    check(
        kinds,
        "fixed fixed_or_mobile mobile pager personal premium shared toll_free uan unknown \
         voicemail voip",
    );
    check(
        SourceKind::ALL.map(SourceKind::word).to_vec(),
        "web_form shop event marketplace partner purchased other",
    );
    check(
        State::ALL.map(State::word).to_vec(),
        "unknown requested granted permitted refused withdrawn expired invalidated",
    );
}

#[test]
fn phone_answers_in_these_words() {
    let check = |cell: &str, status: &str, kind: &str| {
        let run = Desk::new().feed(&["phone", "--json"], cell);
        let answer = one(&run.out);
        assert_eq!(keys(&answer), ["input", "status", "numbers", "reasons"]);
        assert_eq!(answer.get("status"), Some(&json!(status)), "{answer}");
        assert!(answer.get("reasons").unwrap().is_array());
        let numbers = answer.get("numbers").unwrap().as_array().unwrap();
        assert_eq!(numbers.len(), usize::from(!kind.is_empty()), "{answer}");
        for number in numbers {
            let expected = ["e164", "valid", "type", "region", "national", "extension"];
            assert_eq!(keys(number), expected);
            assert_eq!(number.get("type"), Some(&json!(kind)), "{answer}");
        }
    };
    check("13823165520", "ok", "mobile");
    check("0755-82345678", "ok", "fixed");
    check("+1 415 555 2671", "ok", "fixed_or_mobile");
    check("8008108888", "ok", "toll_free");
    check("+1 900 234 5678", "ok", "premium");
    check("4008123123", "ok", "shared");
    check("+44 56 1234 5678", "ok", "voip");
    check("+44 70 1234 5678", "ok", "personal");
    check("12", "invalid", "unknown");
    check("13823165520-1234", "relay", "mobile");
    check("138****1234", "masked", "");
    check("1.38E+10", "lossy", "");
    check("\n", "empty", "");
}

#[test]
fn import_reports_in_this_order() {
    let desk = desk();
    let report = one(&desk.done(&[IMPORT.as_slice(), &["--json"]].concat()));
    assert_eq!(
        keys(&report),
        [&["rows"], &BUCKETS[..], &["seconds"]].concat()
    );
    assert_eq!(report.get("rows"), Some(&json!(3)));
    assert_eq!(report.get("unchanged"), Some(&json!(3)));
}

#[test]
fn folders_are_reported_file_by_file() {
    let desk = desk();
    std::fs::create_dir(desk.path("in")).unwrap();
    desk.file("in/a.csv", "姓名,手机\n何伟,13600136000\n");
    let folder = [
        "import",
        BOOK,
        "in",
        "--source",
        "S",
        "--source-kind",
        "shop",
        "--json",
    ];
    let report = one(&desk.done(&folder));
    let beside = ["seconds", "files", "left_out"];
    assert_eq!(keys(&report), [&["rows"], &BUCKETS[..], &beside].concat());
    let file = report.pointer("/files/0").unwrap();
    assert_eq!(keys(file), [&["name", "rows"], &BUCKETS[..]].concat());

    desk.file("in/b.csv", "姓名,手机\n欧阳雪,13713800138\n,\n");
    desk.file("in/c.xlsx", b"PK\x03\x04 cut off");
    let watch = ["import", BOOK, "--watch", "in", "--once", "--json"];
    let source = ["--source", "S", "--source-kind", "shop"];
    let run = desk.run(&[&watch[..], &source].concat());
    assert_eq!(run.code, 1, "{}", run.err);
    let lines = json_lines(&run.out);
    let of = |name: &str| {
        lines
            .iter()
            .find(|line| line.get("file") == Some(&json!(name)))
    };
    // The first came in with the folder.
    assert!(of("a.csv").is_none());
    let head = ["at", "file", "end"];
    let expected = [&head[..], &["rows"], &BUCKETS[..], &["rejects"]].concat();
    assert_eq!(keys(of("b.csv").unwrap()), expected);
    assert_eq!(keys(of("c.xlsx").unwrap()), [&head[..], &["why"]].concat());
}

#[test]
fn list_writes_one_object_per_contact() {
    let lines = json_lines(&desk().done(&["list", BOOK, "--format", "json"]));
    assert_eq!(lines.len(), 3);
    for line in &lines {
        let expected = [
            "id",
            "ref",
            "name",
            "company",
            "numbers",
            "emails",
            "city",
            "country",
            "tags",
            "source",
            "purchases",
            "fields",
        ];
        assert_eq!(keys(line), expected);
    }
    let first = lines.first().unwrap();
    let number = first.pointer("/numbers/0").unwrap();
    let expected = [
        "e164", "raw", "status", "type", "region", "place", "label", "consent",
    ];
    assert_eq!(keys(number), expected);
    assert_eq!(number.get("e164"), Some(&json!("+8613823165520")));
    let consent = number.pointer("/consent/sms.marketing").unwrap();
    assert_eq!(keys(consent), ["state", "since", "grade"]);
    assert_eq!(consent.get("state"), Some(&json!("granted")));
    assert_eq!(
        keys(first.pointer("/emails/0").unwrap()),
        ["addr", "consent"]
    );
    assert_eq!(first.get("fields"), Some(&json!({"生日": "五月"})));
    assert_eq!(first.get("tags"), Some(&json!(["vip"])));
    assert_eq!(first.get("purchases"), Some(&json!(0)));
    let masked = lines.last().unwrap().pointer("/numbers/0").unwrap();
    assert_eq!(masked.get("e164"), Some(&Value::Null));
    assert_eq!(masked.get("status"), Some(&json!("masked")));
}

#[test]
fn log_check_and_stats() {
    let desk = desk();
    desk.done(&["undo", BOOK]);
    let log = json_lines(&desk.done(&["log", BOOK, "--json"]));
    assert_eq!(log.len(), 3);
    for entry in &log {
        let expected = [
            "id", "kind", "at", "actor", "subject", "added", "changed", "removed", "events",
            "target",
        ];
        assert_eq!(keys(entry), expected);
    }
    assert_eq!(log.last().unwrap().get("target"), Some(&json!(2)));
    desk.done(&["redo", BOOK]);
    let check = one(&desk.done(&["check", BOOK, "--json"]));
    let expected = [
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
    assert_eq!(keys(&check), expected);
    assert_eq!(check.get("healthy"), Some(&json!(true)));
    let stats = one(&desk.done(&["stats", BOOK, "--json"]));
    let expected = json!({
        "contacts": 3, "numbers": 3, "emails": 2,
        "states": {"unknown": 1, "granted": 1, "refused": 1},
        "sources": {"春季展会": 3},
        "quality": {"ok": 2, "masked": 1},
    });
    assert_eq!(stats, expected);
    let order = [
        "contacts", "numbers", "emails", "states", "sources", "quality",
    ];
    assert_eq!(keys(&stats), order);
}

#[test]
fn lists_are_cut_sorted_and_filtered() {
    let desk = desk();
    let check = |more: &[&str], expected: &str| {
        let arguments = [&["list", BOOK, "--format", "csv"], more].concat();
        assert_eq!(desk.done(&arguments), expected, "{more:?}");
    };
    let heads = "id,ref,name,company,mobile,numbers,email,city,country,tags,source,生日\n";
    check(&["--limit", "0"], heads);
    check(&["--columns", "name", "--limit", "1"], "name\n张三\n");
    check(&["--columns", "id", "--sort=-id"], "id\n3\n2\n1\n");
    // Han names stand by pinyin, and before Western ones.
    check(
        &["--columns", "name", "--sort", "name"],
        "name\n欧阳晓明\n张三\nZoë\n",
    );
    check(
        &["--columns", "name", "--sort=-name"],
        "name\nZoë\n张三\n欧阳晓明\n",
    );
    check(
        &["--columns", "name,mobile"],
        "name,mobile\n张三,+8613823165520\n欧阳晓明,+8613901234567\nZoë,\n",
    );
    check(
        &["--columns", "name,生日", "--limit", "1"],
        "name,生日\n张三,五月\n",
    );
    check(
        &["--columns", "name", "--filter", "city:深圳 -tag:旧"],
        "name\n张三\n",
    );
    check(
        &["--columns", "name", "--filter", "sms:refused"],
        "name\n欧阳晓明\n",
    );
    check(&["--columns", "name", "--filter", "can:sms"], "name\n");
}

#[test]
fn tables_stand_straight_with_han_names() {
    let table = desk().done(&["list", BOOK, "--columns", "name,city,tags"]);
    let expected = "\
Name      City  Tags
张三      深圳  vip
欧阳晓明  上海
Zoë       深圳  vip; 旧
";
    assert_eq!(table, expected);
    // Every count ends at the same place.
    let desk = desk().in_language("zh");
    let stats = desk.done(&["stats", BOOK]);
    for section in stats.split("\n\n") {
        let widths: Vec<usize> = section.lines().map(str::width).collect();
        assert!(
            widths.iter().all(|width| Some(width) == widths.first()),
            "{stats}"
        );
    }
}

#[test]
fn vcards_come_in_two_versions() {
    let desk = desk();
    let check = |more: &[&str], version: &str, number: &str| {
        desk.done(&[&["export", BOOK, "cards.vcf"], more].concat());
        let cards = String::from_utf8(desk.read("cards.vcf")).unwrap();
        assert_eq!(cards.matches(version).count(), 3, "{cards}");
        assert_eq!(cards.matches("VERSION:").count(), 3, "{cards}");
        assert!(cards.contains(number), "{cards}");
    };
    let old = "TEL;TYPE=CELL:+8613823165520\r\n";
    let new = "TEL;VALUE=uri;TYPE=cell:tel:+8613823165520\r\n";
    check(&[], "VERSION:3.0\r\n", old);
    check(&["--vcard", "3.0"], "VERSION:3.0\r\n", old);
    check(&["--vcard", "4.0"], "VERSION:4.0\r\n", new);
    check(
        &["--format", "vcard", "--vcard", "4.0"],
        "VERSION:4.0\r\n",
        new,
    );
}

#[test]
fn every_exit_code_is_reached() {
    let desk = desk();
    let check = |arguments: &[&str], code: i32| {
        let run = desk.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
    };
    check(&["list", BOOK], 0);
    check(&["redo", BOOK], 1);
    check(&["list", BOOK, "--colums", "name"], 2);
    desk.file(SHEET, "姓名,手机,备注\n李四,13712345678,\n,,合计\n");
    check(IMPORT.get(..7).unwrap(), 3);
    assert_eq!(desk.run_as(&["list", BOOK], "wrong").code, 4);
}
