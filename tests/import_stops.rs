//! An import that stops on its way, however it stops, leaves the book as if it had never begun; and
//! then it can begin again.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use haobu::book::{Book, Key};
use haobu::domain::contact::{Contact, Purchase};
use haobu::domain::listing::SourceKind;
use haobu::domain::op::IdRanges;
use haobu::domain::phone::Region;
use haobu::domain::problem::{ImportProblem, Problem};
use haobu::import::read_apart;
use haobu::workspace::{ImportOptions, ImportRequest, Policy, Progress, Unwatched, Workspace, now};

/// Batches of 256 rows, and the rest.
const ROWS: u32 = 30_000;
const BATCHES: u32 = 118;

/// What a reader sees of everybody, and how many wait for the owner.
type Seen = (Vec<(Contact, Vec<Purchase>)>, usize);

struct Desk {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

/// Does something when so many batches are written.
struct At<'a> {
    batch: u32,
    done: AtomicU32,
    act: &'a (dyn Fn() -> bool + Sync),
}

impl Progress for At<'_> {
    fn at(&self, _: u64, _: Option<f64>) -> bool {
        let batch = self.done.fetch_add(1, Ordering::Relaxed);
        batch != self.batch || (self.act)()
    }
}

impl Desk {
    /// A book that the file below changes in every way: people are there already, with blanks and
    /// with other values, and two share a number.
    fn new() -> Self {
        read_apart(Path::new(env!("CARGO_BIN_EXE_haobu")));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        let book = Book::create(&path, &Key::random().unwrap(), now()).unwrap();
        let mut desk = Self {
            workspace: Workspace::over(book).unwrap(),
            folder,
        };
        let mut text = "姓名,手机,城市,标签,短信同意\n".to_owned();
        for row in (0..ROWS).step_by(3) {
            let city = if row % 2 == 0 { "" } else { "深圳" };
            writeln!(text, "顾客{row},138{row:08},{city},老客户,").unwrap();
        }
        text.push_str("张伟,13900000001,,,\n李丽,13900000001,,,\n");
        let file = desk.file("before.csv", &text);
        desk.import(file, &Unwatched).unwrap();
        desk
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn long_file(&self) -> PathBuf {
        let mut text = "姓名,手机,城市,标签,短信同意\n".to_owned();
        for row in 0..ROWS {
            writeln!(text, "顾客{row},138{row:08},广州,VIP{},是", row % 7).unwrap();
        }
        text.push_str(",13900000001,,,\n");
        self.file("long.csv", &text)
    }

    fn import(&mut self, file: PathBuf, progress: &dyn Progress) -> Result<u64, Problem> {
        let request = ImportRequest {
            file,
            options: ImportOptions {
                policy: Policy::Update,
                ..ImportOptions::new(Region(*b"CN"), SourceKind::Shop)
            },
            source: "柜台".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        let report = self.workspace.import(&request, progress)?;
        Ok(report.buckets.rows)
    }

    fn seen(&self) -> Seen {
        let book = self.workspace.book();
        let mut all = IdRanges::default();
        all.insert_range(1, 1 << 30);
        let mut everybody = Vec::new();
        book.contacts(&all, |contact| {
            let purchases = book.purchases(contact.id)?;
            everybody.push((contact, purchases));
            Ok(())
        })
        .unwrap();
        (everybody, self.workspace.held_ids().unwrap().len())
    }
}

#[test]
fn cancelled_at_any_moment_it_leaves_no_trace() {
    let mut desk = Desk::new();
    let file = desk.long_file();
    let before = desk.seen();
    for batch in [0, 1, 31, 32, 75, BATCHES - 2, BATCHES - 1] {
        let progress = At {
            batch,
            done: AtomicU32::new(0),
            act: &|| false,
        };
        let stopped = desk.import(file.clone(), &progress);
        assert!(matches!(stopped, Err(Problem::Cancelled)), "{stopped:?}");
        assert!(desk.seen() == before, "cancelled after batch {batch}");
    }
    assert!(desk.workspace.check().unwrap().is_healthy());
    assert_eq!(desk.import(file, &Unwatched).unwrap(), u64::from(ROWS) + 1);
    assert!(desk.seen() != before);
    assert!(desk.workspace.check().unwrap().is_healthy());
}

#[test]
fn a_reader_that_is_killed_leaves_no_trace() {
    let mut desk = Desk::new();
    let file = desk.long_file();
    let before = desk.seen();
    for batch in [0, 20, 44] {
        let progress = At {
            batch,
            done: AtomicU32::new(0),
            act: &|| {
                kill_readers(&file);
                true
            },
        };
        let stopped = desk.import(file.clone(), &progress);
        let by_reader = matches!(stopped, Err(Problem::Import(ImportProblem::ReaderStopped)));
        assert!(by_reader, "{batch}: {stopped:?}");
        assert!(desk.seen() == before, "killed after batch {batch}");
    }
    assert_eq!(desk.import(file, &Unwatched).unwrap(), u64::from(ROWS) + 1);
    assert!(desk.workspace.check().unwrap().is_healthy());
}

/// Kills every process of ours that reads this file.
fn kill_readers(file: &Path) {
    let mut killed = 0;
    for process in std::fs::read_dir("/proc").unwrap() {
        let process = process.unwrap().path();
        // Processes come and go while they are looked at.
        let Ok(arguments) = std::fs::read(process.join("cmdline")) else {
            continue;
        };
        let arguments: Vec<&[u8]> = arguments.split(|byte| *byte == 0).collect();
        let is_reader = arguments.contains(&b"__read".as_slice())
            && arguments.contains(&file.as_os_str().as_encoded_bytes());
        if is_reader {
            let id = process.file_name().unwrap();
            let status = Command::new("kill").arg("-9").arg(id).status().unwrap();
            killed += u32::from(status.success());
        }
    }
    assert_eq!(killed, 1);
}
