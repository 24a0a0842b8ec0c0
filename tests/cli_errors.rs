//! Everything that can go wrong for a user is said in both languages, and does no harm.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::collections::BTreeSet;

use support::{Desk, Run};

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
/// What no sentence for an owner may say.
const JARGON: [&str; 6] = ["SQL", "E.164", "os error", "errno", "panicked", "Some("];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", BOOK, "--kdf", "1"]);
    desk.file(
        SHEET,
        "姓名,手机,城市\n张三,13823165520,深圳\n李四,13901234567,上海\n",
    );
    desk
}

/// A desk with so many customers that books and files grow beyond any small limit.
fn desk_with_customers() -> Desk {
    let desk = desk();
    desk.done(&["sample", "3000", "many.csv"]);
    assert_eq!(desk.run(&import("many.csv", &[])).code, 3);
    desk
}

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = IMPORT.to_vec();
    arguments.splice(2..3, [file]);
    arguments.extend(more);
    arguments
}

fn says(run: &Run, code: i32, words: &str, about: &[&str]) {
    assert_eq!(run.code, code, "{about:?}: {}", run.err);
    assert_eq!(run.out, "", "{about:?}");
    assert!(run.err.contains(words), "{about:?}: {}", run.err);
    for word in JARGON {
        assert!(!run.err.contains(word), "{about:?}: {}", run.err);
    }
}

/// Runs a command in both languages; each must refuse with these words.
fn refused(desk: &mut Desk, arguments: &[&str], code: i32, english: &str, chinese: &str) {
    for (language, words) in [("en", english), ("zh", chinese)] {
        desk.speak(language);
        says(&desk.run(arguments), code, words, arguments);
    }
    desk.speak("en");
}

fn names(desk: &Desk) -> BTreeSet<String> {
    std::fs::read_dir(desk.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// A folder comes in as one; what in it is no list of people is named, and nothing else of it said.
#[test]
fn files_that_are_left_out() {
    let mut desk = desk();
    std::fs::create_dir(desk.path("list")).unwrap();
    desk.file("list/a.csv", "姓名,手机\n张伟,13823165520\n");
    desk.file("list/b.txt", "nothing but words\n");
    for (language, words) in [
        ("en", "list of people is in them: b.txt"),
        ("zh", "未导入：b.txt"),
    ] {
        desk.speak(language);
        let run = desk.run(&import("list", &["--dry-run", "--json"]));
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains(words), "{}", run.err);
        assert!(run.out.contains("\"rows\":1,"), "{}", run.out);
    }
}

#[test]
fn files_that_cannot_be_read() {
    let mut desk = desk();
    std::fs::create_dir(desk.path("folder")).unwrap();
    let zip = b"PK\x03\x04\x14\0\0\0\0\0 and so on, but nothing of a workbook".repeat(20);
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 4096]].concat();
    desk.file("old.xls", old);
    desk.file("paper.pdf", "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n");
    desk.file("pack.zip", zip);
    desk.file("empty.csv", "");
    desk.file("head.csv", "姓名,手机\n");
    desk.file("blank.csv", "\n\n  \n");
    desk.file("sums.csv", "a,b\n1.5,2.5\n3.5,4.5\n");
    let before = desk.read(BOOK);
    let mut check = |file: &str, english: &str, chinese: &str| {
        refused(&mut desk, &import(file, &[]), 1, english, chinese);
    };
    check("none.csv", "none.csv does not exist", "none.csv 不存在");
    check("none/a.csv", "none/a.csv does not exist", "不存在");
    check("customers.csv/a", "does not exist", "不存在");
    check("folder", "has no rows", "没有数据行");
    check("old.xls", "spreadsheet is damaged", "表格已损坏");
    check(
        "paper.pdf",
        "Save it as CSV, Excel or vCard",
        "另存为 CSV、Excel",
    );
    check("pack.zip", "ZIP file is damaged", "ZIP 文件已损坏");
    check("empty.csv", "has no rows", "没有数据行");
    check("head.csv", "only a header", "只有表头");
    check("blank.csv", "has no rows", "没有数据行");
    check("sums.csv", "--map COLUMN=FIELD", "--map 列=字段");
    assert_eq!(desk.read(BOOK), before);
}

#[test]
fn options_of_an_import_that_do_not_fit() {
    let mut desk = desk();
    let before = desk.read(BOOK);
    let mut check = |more: &[&str], english: &str, chinese: &str| {
        refused(&mut desk, &import(SHEET, more), 2, english, chinese);
    };
    check(
        &["--country", "XX"],
        "“XX” is no value for --country",
        "“XX”",
    );
    check(&["--country", "China"], "“China”", "“China”");
    check(
        &["--encoding", "nope"],
        "no text encoding “nope”",
        "“nope”这种文字编码",
    );
    check(
        &["--delimiter", ";;"],
        "must be one character",
        "必须是一个字符",
    );
    check(&["--sheet", "客户"], "has no sheets", "没有工作表");
    check(
        &["--preset", "nope"],
        "There are: generic, taobao",
        "现有：generic、taobao",
    );
    check(
        &["--map", "生日=name"],
        "It has: 姓名, 手机, 城市",
        "现有：姓名、手机、城市",
    );
    check(
        &["--map", "姓名=nope"],
        "Use name, mobile",
        "可以用 name、mobile",
    );
    check(&["--map", "姓名"], "“姓名” is no value for --map", "“姓名”");
    check(
        &["--policy", "merge"],
        "skip, fill, update, add",
        "skip、fill、update、add",
    );
    check(&["--header", "maybe"], "yes, no", "yes、no");
    check(
        &["--recipient", "nobody"],
        "delivery, contact",
        "delivery、contact",
    );
    check(
        &["--surce", "S"],
        "no argument “--surce”",
        "没有参数“--surce”",
    );
    let mut check = |arguments: &[&str], english: &str, chinese: &str| {
        let arguments = [&["import", BOOK, SHEET], arguments].concat();
        refused(&mut desk, &arguments, 2, english, chinese);
    };
    check(
        &["--source-kind", "shop"],
        "Missing: --source <TEXT>",
        "缺少：--source <TEXT>",
    );
    check(
        &["--source", "S"],
        "Missing: --source-kind <KIND>",
        "缺少：--source-kind",
    );
    check(
        &["--source", " ", "--source-kind", "shop"],
        "--source <TEXT>",
        "--source <TEXT>",
    );
    check(
        &["--source", "S", "--source-kind", "friend"],
        "web_form, shop, event, marketplace, partner, purchased, other",
        "web_form、shop、event、marketplace、partner、purchased、other",
    );
    assert_eq!(desk.read(BOOK), before);
}

#[test]
fn sheets_are_named() {
    let mut desk = desk();
    desk.done(&["sample", "5", "book.xlsx"]);
    refused(
        &mut desk,
        &import("book.xlsx", &["--sheet", "nope"]),
        2,
        "no sheet “nope”. It has: 客户",
        "没有工作表“nope”。现有：客户",
    );
}

#[test]
fn questions_that_do_not_fit() {
    let mut desk = desk();
    let mut check = |more: &[&str], english: &str, chinese: &str| {
        let arguments = [&["list", BOOK], more].concat();
        refused(&mut desk, &arguments, 2, english, chinese);
    };
    check(
        &["--columns", "name,age"],
        "no column “age”. There are: id, ref",
        "没有“age”列",
    );
    check(
        &["--sort", "age"],
        "no column “age”. There are: id, ref",
        "没有“age”列",
    );
    check(&["--sort=-age"], "no column “age”", "没有“age”列");
    check(&["--format", "xml"], "table, csv, json", "table、csv、json");
    check(&["--limit", "-1"], "“-1” is no value for --limit", "“-1”");
    check(&["--limit", "many"], "“many” is no value", "“many”");
}

#[test]
fn filters_are_marked_where_they_are_wrong() {
    let mut desk = desk();
    let deep = format!("{}vip{}", "(".repeat(40), ")".repeat(40));
    let mut check = |filter: &str, marks: &str, english: &str, chinese: &str| {
        for arguments in [
            ["list", BOOK, "--filter", filter].as_slice(),
            &["export", BOOK, "a.csv", "--filter", filter],
        ] {
            refused(&mut desk, arguments, 2, english, chinese);
            let run = desk.run(arguments);
            let shown = format!("  {filter}\n  {marks}\n");
            assert!(run.err.contains(&shown), "{}", run.err);
        }
    };
    check(
        "city:深圳 tga:vip",
        "          ^^^",
        "Is “tag” meant?",
        "是不是想写“tag”",
    );
    check("city:", "^^^^^", "must follow the colon", "冒号后面要有值");
    check(
        "vip \"深圳",
        "    ^^^^^",
        "quote is never closed",
        "引号没有结束",
    );
    check("(vip", "^", "parenthesis is never closed", "括号没有结束");
    check("vip)", "   ^", "closes nothing", "没有对应的");
    check(
        "()",
        "^^",
        "nothing between the parentheses",
        "括号里没有内容",
    );
    check("vip OR", "    ^^", "both sides of OR", "OR 的两边");
    check("created:>soon", "        ^^^^^", "not a date", "不是日期");
    check("orders:many", "       ^^^^", "not a number", "不是数字");
    check("orders:5..2", "       ^^^^", "empty", "范围为空");
    check("can:fly", "    ^^^", "These would do: sms", "可以用：sms");
    check(
        &deep,
        &format!("{}^", " ".repeat(32)),
        "too deeply",
        "嵌套太深",
    );
    assert!(!names(&desk).contains("a.csv"));
}

#[test]
fn exports_that_cannot_be() {
    let mut desk = desk();
    std::fs::create_dir(desk.path("folder.csv")).unwrap();
    let before = desk.read(BOOK);
    let mut check = |more: &[&str], code: i32, english: &str, chinese: &str| {
        let arguments = [&["export", BOOK], more].concat();
        refused(&mut desk, &arguments, code, english, chinese);
    };
    check(&["a.doc"], 2, "ending in “.doc”", "以“.doc”结尾");
    check(&["a"], 2, "has no ending", "没有能说明格式的扩展名");
    check(
        &["a.csv", "--format", "doc"],
        2,
        "csv, xlsx, vcard, json",
        "csv、xlsx、vcard、json",
    );
    check(
        &["a.csv", "--columns", "age"],
        2,
        "no column “age”",
        "没有“age”列",
    );
    check(
        &["a.csv", "--for", "fax.marketing"],
        2,
        "“fax.marketing”",
        "“fax.marketing”",
    );
    check(
        &["a.csv", "--vcard", "4.0"],
        2,
        "for vCard files only",
        "只用于 vCard 文件",
    );
    check(&["a.vcf", "--vcard", "2.1"], 2, "3.0, 4.0", "3.0、4.0");
    check(
        &["none/a.csv"],
        1,
        "there is no such folder",
        "没有这个文件夹",
    );
    check(&["folder.csv"], 1, "is a folder", "是文件夹");
    // The most precious file must not become an export of itself.
    check(&[BOOK, "--format", "csv"], 1, "exists already", "已经存在");
    let roundabout = format!("./folder.csv/../{BOOK}");
    check(
        &[&roundabout, "--format", "json"],
        1,
        "exists already",
        "已经存在",
    );
    assert_eq!(desk.read(BOOK), before);
    assert_eq!(names(&desk).len(), 3);
}

#[test]
fn rejects_that_cannot_be_written_stop_the_import() {
    let mut desk = desk();
    std::fs::create_dir(desk.path("folder")).unwrap();
    desk.file(SHEET, "姓名,手机,备注\n张三,13823165520,\n,,只有备注\n");
    let (book, sheet) = (desk.read(BOOK), desk.read(SHEET));
    let mut check = |file: &str, english: &str, chinese: &str| {
        refused(
            &mut desk,
            &import(SHEET, &["--rejects", file]),
            1,
            english,
            chinese,
        );
    };
    check("none/r.csv", "there is no such folder", "没有这个文件夹");
    check("folder", "is a folder", "是文件夹");
    check(SHEET, "exists already", "已经存在");
    check(BOOK, "exists already", "已经存在");
    assert_eq!(desk.done(&["list", BOOK, "--format", "json"]), "");
    assert_eq!(desk.read(SHEET), sheet);
    assert_eq!(desk.read(BOOK).len(), book.len());
    assert_eq!(names(&desk).len(), 3);
}

#[test]
fn books_that_cannot_be_made_or_found() {
    let mut desk = desk();
    std::fs::create_dir(desk.path("folder")).unwrap();
    let before = desk.read(BOOK);
    let mut check = |arguments: &[&str], code: i32, english: &str, chinese: &str| {
        refused(&mut desk, arguments, code, english, chinese);
    };
    check(
        &["list", "none.haobu"],
        1,
        "no book at none.haobu",
        "没有客户本",
    );
    check(&["list", "folder"], 1, "is a folder", "是文件夹");
    check(
        &["new", BOOK],
        1,
        "a file at shop.haobu already",
        "已有文件",
    );
    check(
        &["new", "none/b.haobu", "--kdf", "1"],
        1,
        "no such folder",
        "没有这个文件夹",
    );
    check(
        &["new", "b.haobu", "--kdf", "9"],
        2,
        "“9” is no value for --kdf <1..5>",
        "“9”",
    );
    check(&["undo", BOOK], 1, "nothing to undo", "没有可以撤销的操作");
    check(&["redo", BOOK], 1, "nothing to redo", "没有可以重做的操作");
    check(
        &["sample", "5", "none/a.csv"],
        1,
        "no such folder",
        "没有这个文件夹",
    );
    assert_eq!(desk.read(BOOK), before);
    assert_eq!(names(&desk).len(), 3);
}

#[test]
fn passphrases_that_do_not_fit() {
    let mut desk = desk();
    desk.file("bytes", b"\xFF\xFE\x00");
    std::fs::create_dir(desk.path("folder")).unwrap();
    let before = desk.read(BOOK);
    for (language, wrong, empty) in [
        ("en", "passphrase does not fit", "passphrase is empty"),
        ("zh", "密码不符", "密码为空"),
    ] {
        desk.speak(language);
        for arguments in [["list", BOOK].as_slice(), &IMPORT, &["redo", BOOK]] {
            says(&desk.run_as(arguments, "wrong"), 4, wrong, arguments);
            says(&desk.run_as(arguments, ""), 4, empty, arguments);
        }
        let arguments = ["new", "b.haobu"];
        says(&desk.run_as(&arguments, ""), 2, empty, &arguments);
    }
    let mut check = |file: &str, english: &str, chinese: &str| {
        let arguments = ["list", BOOK, "--passphrase-file", file];
        refused(&mut desk, &arguments, 1, english, chinese);
    };
    check("none", "none does not exist", "none 不存在");
    check("folder", "folder is a folder", "是文件夹");
    check("bytes", "not UTF-8 text", "不是 UTF-8 文本");
    assert_eq!(desk.read(BOOK), before);
}

#[test]
fn a_book_that_is_open_elsewhere() {
    let mut desk = desk();
    let before = desk.read(BOOK);
    let lock = std::fs::File::create(desk.path("shop.haobu.lock")).unwrap();
    lock.lock().unwrap();
    for arguments in [IMPORT.as_slice(), &["undo", BOOK], &["redo", BOOK]] {
        refused(
            &mut desk,
            arguments,
            1,
            "open for writing elsewhere",
            "正在别处打开",
        );
    }
    // Whoever only reads is not kept out.
    desk.done(&["list", BOOK]);
    assert_eq!(desk.read(BOOK), before);
    drop(lock);
    assert_eq!(desk.run(&IMPORT).code, 0);
}

#[cfg(unix)]
#[test]
fn a_full_disk_changes_nothing_in_the_book() {
    let mut desk = desk();
    desk.done(&["sample", "3000", "many.csv"]);
    let before = names(&desk);
    let log = desk.done(&["log", BOOK, "--json"]);
    // The larger limit lets the book be rolled back at once; below the book's own size that is left
    // to whoever opens it next.
    for blocks in [300, 100] {
        for (language, words) in [("en", "disk is full"), ("zh", "磁盘已满")] {
            desk.speak(language);
            let run = desk.run_on_full_disk(blocks, &import("many.csv", &[]));
            says(&run, 1, words, &["import", &blocks.to_string()]);
            desk.done(&["check", BOOK]);
            assert_eq!(desk.done(&["list", BOOK, "--format", "json"]), "");
            assert_eq!(desk.done(&["log", BOOK, "--json"]), log);
            assert_eq!(names(&desk), before);
        }
    }
    desk.speak("en");
    let run = desk.run_on_full_disk(100, &["new", "b.haobu", "--kdf", "1"]);
    says(&run, 1, "disk is full", &["new"]);
    assert_eq!(names(&desk), before);
    assert_eq!(desk.run(&import("many.csv", &[])).code, 3);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_older_files_as_they_were() {
    let mut desk = desk_with_customers();
    let files = ["a.csv", "a.xlsx", "a.vcf", "a.json"];
    for file in files {
        desk.file(file, "old");
    }
    let before = names(&desk);
    for (language, words) in [("en", "no room left for a."), ("zh", "没有空间存放 a.")] {
        desk.speak(language);
        for file in files {
            let run = desk.run_on_full_disk(20, &["export", BOOK, file]);
            says(&run, 1, words, &["export", file]);
            assert_eq!(desk.read(file), b"old", "{file}");
        }
    }
    desk.speak("en");
    for file in ["new.csv", "new.xlsx"] {
        let run = desk.run_on_full_disk(20, &["sample", "3000", file]);
        says(&run, 1, "no room left for new.", &["sample", file]);
    }
    assert_eq!(names(&desk), before);
    desk.done(&["check", BOOK]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_no_more() {
    let mut desk = desk_with_customers();
    for (language, words) in [
        ("en", "no room left for the output"),
        ("zh", "没有空间写出结果"),
    ] {
        desk.speak(language);
        for arguments in [
            ["list", BOOK].as_slice(),
            &["list", BOOK, "--format", "csv"],
            &["list", BOOK, "--format", "json"],
            &["stats", BOOK],
            &["log", BOOK, "--json"],
        ] {
            let full = std::fs::File::create("/dev/full").unwrap();
            let mut command = desk.command(arguments);
            command
                .env("HAOBU_PASSPHRASE", support::PASSPHRASE)
                .stdout(full);
            says(&Run::from(command.output().unwrap()), 1, words, arguments);
        }
    }
}

#[cfg(unix)]
#[test]
fn what_may_only_be_read_is_read_and_left_alone() {
    let mut desk = desk();
    assert_eq!(desk.run(&IMPORT).code, 0);
    let listed = desk.done(&["list", BOOK, "--format", "json"]);
    let (book, before) = (desk.read(BOOK), names(&desk));
    for (folder, file) in [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)] {
        permit(&desk, folder, file);
        desk.speak("en");
        let run = desk.run_bound(&["list", BOOK, "--format", "json"]);
        assert_eq!((run.code, &run.out), (0, &listed), "{}", run.err);
        for (language, words) in [("en", "for reading only"), ("zh", "以只读方式打开")] {
            desk.speak(language);
            for arguments in [IMPORT.as_slice(), &["undo", BOOK]] {
                says(&desk.run_bound(arguments), 1, words, arguments);
            }
        }
        assert_eq!(names(&desk), before);
    }
    permit(&desk, 0o555, 0o444);
    for (language, words) in [("en", "You may not read or write"), ("zh", "没有权限读写")] {
        desk.speak(language);
        for arguments in [
            ["export", BOOK, "a.csv"].as_slice(),
            &["export", BOOK, "a.xlsx"],
            &["new", "b.haobu", "--kdf", "1"],
            &["sample", "5", "a.csv"],
        ] {
            says(&desk.run_bound(arguments), 1, words, arguments);
        }
    }
    permit(&desk, 0o755, 0o000);
    for arguments in [["list", BOOK].as_slice(), &["check", BOOK]] {
        says(
            &desk.run_bound(arguments),
            1,
            "没有权限读写 shop.haobu",
            arguments,
        );
    }
    permit(&desk, 0o755, 0o600);
    assert_eq!((desk.read(BOOK), names(&desk)), (book, before));
}

/// Sets the permissions of the desk and of the book on it.
#[cfg(unix)]
fn permit(desk: &Desk, folder: u32, file: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(&desk.path(BOOK), file);
    set(desk.folder(), folder);
}
