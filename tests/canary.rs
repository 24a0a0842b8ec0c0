//! Nothing personal and no secret leaves the book but where its owner sends it: whatever commands
//! do, fail at, and write beside the book, a canary from inside it is found in no other file.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Desk, Run};

const NAME: &str = "金丝雀阿宝";
const NUMBER: &str = "13823165520";
const EMAIL: &str = "canary@example.com";
const OLD: &str = "canary-passphrase-old";
const NEW: &str = "canary-passphrase-new";

struct House {
    desk: Desk,
}

impl House {
    /// Everything a program may write to is inside one folder.
    fn run(&self, arguments: &[&str], secrets: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_haobu"))
            .args(arguments)
            .current_dir(self.desk.folder())
            .env_clear()
            .env("HAOBU_LANG", "en")
            .env("RUST_BACKTRACE", "full")
            .env("RUST_LOG", "trace")
            .env("HOME", self.desk.path("home"))
            .env("XDG_CONFIG_HOME", self.desk.path("config"))
            .env("XDG_RUNTIME_DIR", self.desk.path("home"))
            .env("TMPDIR", self.desk.path("tmp"))
            .envs(secrets.iter().copied())
            .output()
            .unwrap();
        Run::from(output)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The canaries that are in there, in any encoding that programs write.
fn found(bytes: &[u8], canaries: &[&str]) -> Vec<String> {
    canaries
        .iter()
        .filter(|canary| {
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [canary.as_bytes(), &wide]
                .into_iter()
                .any(|form| memchr::memmem::find(bytes, form).is_some())
        })
        .map(ToString::to_string)
        .collect()
}

#[test]
fn canaries_stay_in_the_book() {
    let house = House { desk: Desk::new() };
    for folder in ["home", "tmp", "config"] {
        std::fs::create_dir(house.desk.path(folder)).unwrap();
    }
    let sheet = format!("姓名,手机,邮箱\n{NAME},{NUMBER},{EMAIL}\n");
    let source = house.desk.file("customers.csv", sheet);
    let old = [("HAOBU_PASSPHRASE", OLD)];
    let new = [("HAOBU_PASSPHRASE", NEW)];
    let both = [("HAOBU_PASSPHRASE", OLD), ("HAOBU_NEW_PASSPHRASE", NEW)];
    let import = "import b.haobu customers.csv --source S --source-kind shop";
    let check = |line: &str, secrets: &[(&str, &str)], expected: i32| {
        let arguments: Vec<&str> = line.split(' ').collect();
        let run = house.run(&arguments, secrets);
        assert_eq!(run.code, expected, "{line}: {}", run.err);
        let said = found(run.err.as_bytes(), &[NAME, NUMBER, EMAIL, OLD, NEW]);
        assert!(said.is_empty(), "{line} says {said:?}");
    };
    check("new b.haobu --kdf 1", &old, 0);
    check(import, &old, 0);
    check("list b.haobu", &old, 0);
    check("list b.haobu", &new, 4);
    check("recover b.haobu --new-code page.html", &old, 0);
    check("passphrase b.haobu", &both, 0);
    check("passphrase b.haobu", &both, 4);
    check("recover b.haobu", &[("HAOBU_RECOVERY_CODE", NEW)], 4);
    check("undo b.haobu", &new, 0);
    check("redo b.haobu", &new, 0);
    check("check b.haobu", &new, 0);
    check("log b.haobu", &new, 0);
    check("export b.haobu nowhere/out.csv", &new, 1);
    // A damaged book, whose pages are quoted by nobody.
    let mut bytes = house.desk.read("b.haobu");
    let middle = bytes.len() / 2;
    bytes.get_mut(middle..middle + 64).unwrap().fill(7);
    house.desk.file("damaged.haobu", bytes);
    check("check damaged.haobu", &new, 4);
    for path in files(house.desk.folder()) {
        let canaries = found(
            &std::fs::read(&path).unwrap(),
            &[NAME, NUMBER, EMAIL, OLD, NEW],
        );
        assert!(
            canaries.is_empty() || path == source,
            "{canaries:?} in {}",
            path.display()
        );
    }
    // The test sees what there is to see.
    let bytes = std::fs::read(source).unwrap();
    assert_eq!(found(&bytes, &[NAME, NUMBER, EMAIL]).len(), 3);
}
