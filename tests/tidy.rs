//! The house keeps its own rules: who may call whom, what stays where, and nothing left open.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/source.rs"]
mod source;

use std::path::Path;

use rules::{RULES, breaches};
use source::Source;

#[test]
fn the_house_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(root, &root.join(folder), &mut sources);
    }
    assert!(sources.len() > 20, "only {} files were read", sources.len());
    let found: Vec<String> = breaches(&sources)
        .iter()
        .map(|breach| {
            let (path, line, what) = (&breach.path, breach.line, &breach.what);
            format!("{path}:{line}: {}: {what}", breach.rule)
        })
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let relative = path.strip_prefix(root).unwrap();
            let name = relative.to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            sources.push(Source::parse(&name, &text));
        }
    }
}

/// Breaches that every rule must find: rule, file, code below a proper first line.
const PLANTED: [(&str, &str, &str); 55] = [
    (
        "drawing asks and never searches",
        "src/ui/a.rs",
        "fn ui(ui: &mut Ui) { let set = roster.filter(&filter, today); }",
    ),
    (
        "drawing asks and never searches",
        "src/ui/a.rs",
        "fn ui(ui: &mut Ui) { session.ask(&place, |roster| roster.len()); list.sort(&set, key, way); }",
    ),
    (
        "drawing asks and never searches",
        "src/ui/a.rs",
        "fn ui(ui: &mut Ui) { if let Some(guard) = list.try_read() { guard.everyone(); } }",
    ),
    ("nothing left open", "src/domain/a.rs", "// TODO: later"),
    ("nothing left open", "src/domain/a.rs", "/* a FIXME */"),
    ("nothing left open", "src/cli/a.rs", "fn f() { todo!() }"),
    (
        "nothing left open",
        "src/ui/a.rs",
        "fn f() { unimplemented!() }",
    ),
    ("nothing left open", "tests/a.rs", "fn f() { dbg!(1); }"),
    ("every test runs", "tests/a.rs", "#[ignore] fn f() {}"),
    (
        "every test runs",
        "src/book/a.rs",
        "#[cfg(test)] mod tests { #[should_panic(expected = \"x\")] fn f() {} }",
    ),
    (
        "SQL only in book",
        "src/workspace/a.rs",
        "use rusqlite::Connection;",
    ),
    (
        "SQL only in book",
        "src/roster/a.rs",
        "fn f() -> rusqlite::Result<()> { Ok(()) }",
    ),
    (
        "SQL only in book",
        "src/roster/a.rs",
        "const Q: &str = \"SELECT name FROM contact\";",
    ),
    (
        "egui only in ui and main",
        "src/workspace/a.rs",
        "use egui::Context;",
    ),
    (
        "egui only in ui and main",
        "src/cli/a.rs",
        "fn f() { eframe::run_native() }",
    ),
    ("domain is pure", "src/domain/a.rs", "use std::fs::File;"),
    (
        "domain is pure",
        "src/domain/a.rs",
        "use std::{collections::HashMap, fs};",
    ),
    (
        "domain is pure",
        "src/domain/a.rs",
        "fn f() { std::thread::spawn(g); }",
    ),
    (
        "domain is pure",
        "src/domain/a.rs",
        "fn f() { let t = std::time::SystemTime::now(); }",
    ),
    (
        "domain is pure",
        "src/domain/a.rs",
        "fn f() { let t = jiff::Timestamp::now(); }",
    ),
    (
        "domain is pure",
        "src/domain/a.rs",
        "use jiff::Zoned; fn f() { Zoned::now(); }",
    ),
    ("domain is pure", "src/domain/a.rs", "use std::io::Error;"),
    (
        "domain is pure",
        "src/domain/problem/a.rs",
        "use std::io::Read;",
    ),
    (
        "domain is pure",
        "src/domain/a.rs",
        "use crate::roster::Roster;",
    ),
    (
        "domain is pure",
        "src/domain/phone/a.rs",
        "use super::super::super::book::Book;",
    ),
    (
        "domain is pure",
        "src/domain/mod.rs",
        "fn f() { super::book::open(); }",
    ),
    (
        "rooms call downwards",
        "src/import/a.rs",
        "use crate::book::Book;",
    ),
    (
        "rooms call downwards",
        "src/import/a.rs",
        "use crate::{domain::op::Changes, roster::Roster};",
    ),
    (
        "rooms call downwards",
        "src/book/mod.rs",
        "use super::workspace::Workspace;",
    ),
    (
        "rooms call downwards",
        "src/cli/list.rs",
        "fn f() { crate::book::open(); }",
    ),
    (
        "rooms call downwards",
        "src/cli/list.rs",
        "fn f() { crate::ui::run(); }",
    ),
    (
        "rooms call downwards",
        "src/i18n/mod.rs",
        "use crate::workspace::Workspace;",
    ),
    (
        "rooms call downwards",
        "src/export/csv.rs",
        "use crate::i18n::sentence;",
    ),
    (
        "rooms call downwards",
        "src/main.rs",
        "fn main() { haobu::workspace::open(); }",
    ),
    ("rooms call downwards", "src/attic/mod.rs", "fn f() {}"),
    (
        "ui never blocks",
        "src/ui/a.rs",
        "fn f(r: Receiver<u8>) { r.recv(); }",
    ),
    (
        "ui never blocks",
        "src/ui/a.rs",
        "fn f(h: JoinHandle<()>) { h.join(); }",
    ),
    (
        "ui never blocks",
        "src/ui/a.rs",
        "fn f() { std::thread::sleep(d); }",
    ),
    (
        "ui never blocks",
        "src/ui/a.rs",
        "fn f() { std::fs::read(p); }",
    ),
    (
        "ui never blocks",
        "src/ui/a.rs",
        "const Q: &str = \"UPDATE contact SET name = ?1\";",
    ),
    (
        "widgets know no app types",
        "src/ui/widgets/a.rs",
        "use crate::domain::ids::ContactId;",
    ),
    (
        "widgets know no app types",
        "src/ui/widgets/a.rs",
        "fn f() -> String { crate::i18n::sentence() }",
    ),
    (
        "widgets know no app types",
        "src/ui/widgets/a.rs",
        "use crate::{ui::theme::Tokens, workspace::Workspace};",
    ),
    (
        "widgets know no app types",
        "src/ui/widgets/a.rs",
        "use super::super::people::View;",
    ),
    (
        "colours only in theme",
        "src/ui/people/a.rs",
        "fn f() -> Color32 { Color32::from_rgb(1, 2, 3) }",
    ),
    (
        "colours only in theme",
        "src/ui/widgets/a.rs",
        "const C: egui::Color32 = egui::Color32::RED;",
    ),
    (
        "colours only in theme",
        "src/ui/app.rs",
        "fn f() { egui::hex_color!(\"#ff0000\"); }",
    ),
    (
        "colours only in theme",
        "src/ui/a.rs",
        "use egui::Color32 as C; fn f(h: egui::ecolor::Hsva) {}",
    ),
    (
        "sentences only above",
        "src/book/a.rs",
        "const S: &str = \"The book is locked.\";",
    ),
    (
        "sentences only above",
        "src/roster/a.rs",
        "const S: &str = r#\"客户本\"#;",
    ),
    (
        "sentences only above",
        "src/workspace/sample/a.rs",
        "const S: &str = \"A name please!\";",
    ),
    (
        "prints only above",
        "src/book/a.rs",
        "fn f() { println!(\"x\"); }",
    ),
    (
        "prints only above",
        "src/workspace/a.rs",
        "fn f() { eprintln!(\"x\"); }",
    ),
    (
        "unsafe only where it must be",
        "src/import/a.rs",
        "fn f() { unsafe { g() } }",
    ),
    (
        "unsafe only where it must be",
        "tests/a.rs",
        "unsafe fn f() {}",
    ),
];

/// Code that looks like a breach and is none.
const INNOCENT: [(&str, &str); 15] = [
    (
        "src/domain/problem/a.rs",
        "use std::io::ErrorKind; fn f(e: &std::io::Error) {}",
    ),
    (
        "src/domain/a.rs",
        "#[cfg(test)] mod tests { use std::fs; fn f() { println!(\"A test.\"); } }",
    ),
    (
        "src/domain/a.rs",
        "#[cfg(test)]\n#[expect(clippy::unwrap_used, reason = \"x\")]\nmod tests { fn f() { std::thread::spawn(g); } }",
    ),
    (
        "src/domain/phone/a.rs",
        "use super::super::time::Millis; use std::time::Duration;",
    ),
    ("src/domain/filter/keys.rs", "const KEY: &str = \"城市\";"),
    (
        "src/import/map.rs",
        "const NAME: [&str; 2] = [\"姓名\", \"客户名称\"];",
    ),
    (
        "src/book/a.rs",
        "// rusqlite says \"Not here.\"\nuse rusqlite::Connection;",
    ),
    (
        "src/roster/a.rs",
        "/// Like `SELECT`, 客户.\nfn f() -> char { '客' }",
    ),
    (
        "src/ui/a.rs",
        "fn f() -> String { [\"a\", \"b\"].join(\", \") }",
    ),
    (
        "src/ui/mod.rs",
        "use egui::Context; use crate::workspace::Workspace; use crate::i18n;",
    ),
    (
        "src/ui/widgets/a.rs",
        "use super::paint; use crate::ui::theme::{Tokens, icons}; use egui::Color32; fn f() -> Color32 { Color32::TRANSPARENT }",
    ),
    (
        "src/ui/theme/a.rs",
        "const C: egui::Color32 = egui::Color32::from_rgb(1, 2, 3);",
    ),
    ("src/cli/a.rs", "fn f() { println!(\"Done.\"); }"),
    (
        "src/workspace/a.rs",
        "use crate::{book::Book, domain::op::Changes, import, roster::Roster};",
    ),
    (
        "tests/a.rs",
        "const S: &str = \"TODO: a text, no comment.\"; fn f() { println!(\"x\"); }",
    ),
];

#[test]
fn planted_breaches_are_found() {
    for (rule, path, code) in PLANTED {
        let text = format!("//! A file.\n{code}\n");
        let found: Vec<&str> = breaches(&[Source::parse(path, &text)])
            .iter()
            .map(|breach| breach.rule)
            .collect();
        assert!(found.contains(&rule), "{rule}: {code}: found {found:?}");
    }
}

#[test]
fn missing_headers_and_long_files_are_found() {
    let check = |text: &str, expected: &[&str]| {
        let found: Vec<&str> = breaches(&[Source::parse("src/book/a.rs", text)])
            .iter()
            .map(|breach| breach.rule)
            .collect();
        assert_eq!(found, expected, "{} bytes", text.len());
    };
    let long = "fn f() {}\n".repeat(600);
    check("fn f() {}\n", &["opens with a //! sentence"]);
    check("//!\nfn f() {}\n", &["opens with a //! sentence"]);
    check("// A comment.\nfn f() {}\n", &["opens with a //! sentence"]);
    check(
        &format!("//! A file.\n{long}"),
        &["at most 600 lines without tests"],
    );
    check(
        &format!("//! A file.\n#[cfg(test)]\nmod tests {{\n{long}}}\n"),
        &[],
    );
}

#[test]
fn innocent_code_is_left_alone() {
    for (path, code) in INNOCENT {
        let text = format!("//! A file.\n{code}\n");
        let found: Vec<String> = breaches(&[Source::parse(path, &text)])
            .iter()
            .map(|breach| format!("{}: {}", breach.rule, breach.what))
            .collect();
        assert!(found.is_empty(), "{code}: {found:?}");
    }
}

#[test]
fn every_rule_has_a_planted_breach() {
    let elsewhere = [
        "opens with a //! sentence",
        "at most 600 lines without tests",
    ];
    for rule in &RULES {
        let planted = PLANTED.iter().any(|(name, _, _)| *name == rule.name);
        assert!(planted || elsewhere.contains(&rule.name), "{}", rule.name);
    }
}
