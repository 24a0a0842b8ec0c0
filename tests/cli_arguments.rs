//! Arguments that do not fit end with exit code 2 and say why, in the user's language.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use support::Desk;

#[test]
fn wrong_arguments_are_explained() {
    let check = |arguments: &[&str], english: &str, chinese: &str| {
        for (language, expected) in [("en", english), ("zh", chinese)] {
            let run = Desk::new().in_language(language).run(arguments);
            assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
            assert_eq!(run.out, "", "{arguments:?}");
            assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
        }
    };
    check(&["demo", "x"], "“x”", "“x”");
    check(
        &["none.haobu"],
        "no command “none.haobu”",
        "没有命令“none.haobu”",
    );
    check(&["open"], "no command “open”", "没有命令“open”");
    check(
        &["phone", "--jsn"],
        "no argument “--jsn”",
        "没有参数“--jsn”",
    );
    check(&["phone", "--country", "CHN"], "“CHN” is no value", "“CHN”");
    check(&["sample", "10"], "Missing: <FILE>.", "缺少：<FILE>。");
    check(&["sample", "ten", "a.csv"], "“ten” is no value", "“ten”");
    check(&["sample", "10", "a.doc"], ".csv or .xlsx", ".csv 或 .xlsx");
}

/// Only there may a display be missing.
#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn without_a_display_there_are_commands() {
    let desk = Desk::new();
    desk.done(&["new", "a.haobu", "--kdf", "1"]);
    let check = |arguments: &[&str], language: &str, expected: &str| {
        let mut command = desk.command(arguments);
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        let run = support::Run::from(command.env("HAOBU_LANG", language).output().unwrap());
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
        for name in ["new", "list", "export", "import"] {
            assert!(run.err.contains(name), "{arguments:?}: {}", run.err);
        }
        assert!(!run.err.contains("demo"), "{arguments:?}: {}", run.err);
    };
    for arguments in [&[][..], &["demo"], &["a.haobu"]] {
        check(arguments, "en", "no display");
        check(arguments, "zh", "没有显示器");
    }
}

#[test]
fn help_and_version_are_results() {
    let check = |arguments: &[&str], language: &'static str, expected: &str| {
        let run = Desk::new().in_language(language).run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        assert!(run.out.contains(expected), "{arguments:?}: {}", run.out);
        assert_eq!(run.err, "", "{arguments:?}");
    };
    check(&["--version"], "en", env!("CARGO_PKG_VERSION"));
    check(&["--help"], "en", "Usage: haobu");
    check(&["--help"], "zh", "用法：haobu");
    check(&["sample", "--help"], "en", "How many customers");
    check(&["sample", "--help"], "zh", "多少位客户");
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let desk = Desk::new();
    let cells = "13823165520\n".repeat(20_000);
    let input = desk.file("cells.txt", cells);
    let mut command = desk.command(&["phone", "--json"]);
    let mut child = command
        .stdin(std::fs::File::open(input).unwrap())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = support::Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}
