//! No lock-in: the recipe in README opens a backup with the printed page and the stock tools, none of
//! which is Haobu.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use haobu::book::{Backup, RecoveryCode};
use rusqlite::{Connection, OpenFlags};
use support::{Desk, PASSPHRASE};

const RECIPE: &str = include_str!("../assets/recipes/open-backup.sh");
const README: &str = include_str!("../README.md");
const BACKUP: &str = "shop.haobu-backup";
const PEOPLE: [&str; 2] = ["王小明", "Anna Example"];

/// Asks a stock `SQLCipher`, through Python, for names; the key comes from the standard input.
const BY_PYTHON: &str = "\
import sys, sqlcipher3
book = sqlcipher3.connect('file:shop.haobu-backup?mode=ro', uri=True)
book.execute('PRAGMA key = \"x\\'' + sys.stdin.readline().strip() + '\\'\"')
sys.stdout.buffer.write('\\n'.join(row[0] for row in book.execute('SELECT name FROM contact')).encode())
";

/// A backup of a shop with two customers, and the page with its recovery code.
struct Shop {
    desk: Desk,
    /// What the page says for age.
    secret: String,
    words: String,
}

impl Shop {
    fn new() -> Self {
        let desk = Desk::new();
        desk.done(&["new", "shop.haobu", "--kdf", "1"]);
        desk.file("list.csv", format!("name\n{}\n{}\n", PEOPLE[0], PEOPLE[1]));
        let import = ["import", "shop.haobu", "list.csv", "--source", "Counter"];
        desk.done(&[&import[..], &["--source-kind", "shop"]].concat());
        desk.done(&["recover", "shop.haobu", "--new-code", "page.html"]);
        desk.done(&["backup", "shop.haobu", "--to", "."]);
        let backup = Backup::all_in(desk.folder()).unwrap().remove(0).path;
        std::fs::rename(backup, desk.path(BACKUP)).unwrap();
        let page = String::from_utf8(desk.read("page.html")).unwrap();
        let start = page.find("AGE-SECRET-KEY-").unwrap();
        let secret = page.get(start..).unwrap().split('<').next().unwrap();
        let words = page.split("</small> ").skip(1);
        let words: Vec<&str> = words.map(|rest| rest.split('<').next().unwrap()).collect();
        desk.file("key.txt", format!("{secret}\n"));
        Self {
            secret: secret.to_owned(),
            words: words.join(" "),
            desk,
        }
    }

    /// Runs lines of the recipe, and says what they print.
    fn follow(&self, lines: &str) -> String {
        let output = Command::new("sh")
            .args(["-euc", lines])
            .current_dir(self.desk.folder())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Key and salt by the library of age.
    fn raw_by_library(&self) -> String {
        let identity: age::x25519::Identity = self.secret.parse().unwrap();
        let envelope = Backup::envelope(&self.desk.path(BACKUP)).unwrap();
        let plain = age::decrypt(&identity, &envelope).unwrap();
        let raw = plain.last_chunk::<48>().unwrap();
        let mut text = String::new();
        for byte in raw {
            write!(text, "{byte:02x}").unwrap();
        }
        text
    }
}

fn is_there(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Debian 12 has 3.4, which reads the format of 2008 to 2018 only.
fn has_sqlcipher() -> bool {
    let asked = Command::new("sqlcipher")
        .args([":memory:", "PRAGMA cipher_version"])
        .stdin(Stdio::null())
        .output();
    asked.is_ok_and(|output| output.stdout.first().is_some_and(|digit| *digit >= b'4'))
}

/// Said past the harness, which keeps what tests that pass say to itself.
fn not_tried(what: &str) {
    let said = format!("not tried: {what}\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
}

fn names(path: &Path, raw: &str) -> rusqlite::Result<Vec<String>> {
    let book = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    book.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{raw}'\""
    ))?;
    let mut asked = book.prepare("SELECT name FROM contact ORDER BY id")?;
    asked.query_map([], |row| row.get(0))?.collect()
}

#[test]
fn readme_and_the_printed_page_give_the_recipe() {
    let block = format!("```sh\n{RECIPE}```");
    assert!(README.contains(&block), "{block}");
    let shop = Shop::new();
    let page = String::from_utf8(shop.desk.read("page.html")).unwrap();
    let page = page.replace("&quot;", "\"").replace("&gt;", ">");
    assert!(page.contains(RECIPE.trim_end()), "{page}");
    let secret = RecoveryCode::read(&shop.words).unwrap().age_secret();
    assert_eq!(*secret, shop.secret, "words and key are one secret");
}

#[test]
fn the_recipe_opens_a_backup() {
    let shop = Shop::new();
    let raw = shop.raw_by_library();
    // SQLCipher as it is, without anything of ours around it.
    assert_eq!(names(&shop.desk.path(BACKUP), &raw).unwrap(), PEOPLE);
    let mut other = raw.clone();
    other.replace_range(..1, if raw.starts_with('0') { "1" } else { "0" });
    assert!(names(&shop.desk.path(BACKUP), &other).is_err());

    let (lines, last) = RECIPE.trim_end().rsplit_once('\n').unwrap();
    let has_age = is_there("age", &["--version"]);
    if has_age {
        assert_eq!(shop.follow(&format!("{lines}\nprintf %s $raw")), raw);
    } else {
        not_tried("the recipe with age, which is not installed");
    }
    if has_sqlcipher() {
        let said = shop.follow(&format!("raw={raw}\n{last}"));
        assert!(PEOPLE.iter().all(|name| said.contains(name)), "{said}");
    } else if is_there("python3", &["-c", "import sqlcipher3"]) {
        let mut python = Command::new("python3")
            .args(["-c", BY_PYTHON])
            .current_dir(shop.desk.folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut typed = python.stdin.take().unwrap();
        typed.write_all(raw.as_bytes()).unwrap();
        drop(typed);
        let said = python.wait_with_output().unwrap().stdout;
        assert_eq!(String::from_utf8(said).unwrap(), PEOPLE.join("\n"));
    } else {
        not_tried("the recipe with a stock SQLCipher 4, which is not installed");
    }
}

#[test]
fn whoever_has_only_the_words_gets_the_key_file_of_age() {
    let shop = Shop::new();
    let desk = &shop.desk;
    desk.file("words.txt", &shop.words);
    let write = ["recover", BACKUP, "--code-file", "words.txt", "--age-key"];
    desk.done(&[&write[..], &["again.txt"]].concat());
    assert_eq!(desk.read("again.txt"), desk.read("key.txt"));
    // Nothing is overwritten, and the words of another book are refused.
    assert_eq!(desk.run(&[&write[..], &["again.txt"]].concat()).code, 1);
    let other = RecoveryCode::create().unwrap().words().join(" ");
    desk.file("words.txt", other);
    let refused = desk.run(&[&write[..], &["other.txt"]].concat());
    assert_eq!(refused.code, 4, "{}", refused.err);
    assert!(!desk.path("other.txt").exists());
    assert!(!refused.err.contains(PASSPHRASE));
}
