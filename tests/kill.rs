//! A process killed at any moment loses no acknowledged op and leaves no half of one.
//!
//! `HAOBU_KILLS=5000 cargo test --release --test kill` kills more often than the 200 of every run.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed test should panic"
)]

#[path = "support/state.rs"]
mod state;

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp, Tx};
use haobu::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point};
use haobu::domain::contact::NumberDetails;
use haobu::domain::ids::ContactId;
use haobu::domain::listing::SourceKind;
use haobu::domain::op::OpKind;
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::problem::Problem;
use haobu::domain::time::Millis;
use haobu::import::ImportOptions;
use haobu::workspace::{ImportRequest, Unwatched, Workspace};
use sha2::{Digest as _, Sha256};
use state::state;

/// Ops the worker does before it ends by itself, if nobody kills it.
const OPS: u64 = 60;
/// Rows of each imported file.
const ROWS: u64 = 1_500;

fn key() -> Key {
    let mut salt = [7; 16];
    salt[0] = 1;
    Key::from_raw([42; 32], salt)
}

/// The `index`-th op of the script, from 1: imports, edits, consent, undo, redo.
fn perform(workspace: &mut Workspace, index: u64) {
    let at = Millis(1_760_000_000_000 + i64::try_from(index).unwrap());
    match index % 6 {
        1 => {
            let csv = workspace
                .book()
                .path()
                .with_extension(format!("{index}.csv"));
            if !csv.exists() {
                write_csv(&csv, index);
            }
            let request = ImportRequest {
                file: csv,
                options: ImportOptions::new(Region::parse("CN").unwrap(), SourceKind::Shop),
                source: "展会".to_owned(),
                rejects: None,
                rehearsal: false,
            };
            let report = workspace.import(&request, &Unwatched).unwrap();
            assert_eq!(report.buckets.new, ROWS);
        }
        2 | 4 => {
            workspace.undo().unwrap();
        }
        3 => {
            workspace.redo().unwrap();
        }
        5 => {
            let op = NewOp::new(OpKind::AddContact, at);
            workspace.transact(&op, |tx| insert(tx, index)).unwrap();
        }
        _ => {
            let newest = workspace
                .book()
                .contact_ids(usize::MAX)
                .unwrap()
                .ids()
                .last()
                .unwrap();
            let op = NewOp::new(OpKind::EditContact, at);
            let edit = workspace.transact(&op, |tx| {
                let name = format!("改名{index}");
                tx.update_contact(
                    newest,
                    &ContactDetails {
                        name: &name,
                        ..ContactDetails::default()
                    },
                )?;
                let tag = tx.tag_named("已改")?;
                tx.tag(newest, tag)
            });
            edit.unwrap();
        }
    }
}

fn write_csv(path: &Path, index: u64) {
    let mut text = String::from("姓名,手机,邮箱,短信同意,登记日期\n");
    for row in 0..ROWS {
        let number = 13_000_000_000 + index * 10_000 + row;
        writeln!(
            text,
            "客户{index}-{row},{number},u{number}@example.com,是,2025-01-02"
        )
        .unwrap();
    }
    std::fs::write(path, text).unwrap();
}

fn insert(tx: &mut Tx<'_>, index: u64) -> Result<ContactId, Problem> {
    let digits = 8_613_900_000_000 + index;
    let id = tx.insert_contact(&NewContact {
        details: ContactDetails {
            name: &format!("客户{index}"),
            ..ContactDetails::default()
        },
        numbers: &[NumberDetails {
            raw: digits.to_string(),
            e164: Some(E164(digits)),
            status: NumberStatus::Ok,
            kind: NumberKind::Mobile,
            region: Region::parse("CN"),
            extension: String::new(),
            label: String::new(),
        }],
        ..NewContact::default()
    })?;
    tx.record(&NewEvent {
        contact: id,
        point: Point::Phone(E164(digits)),
        cover: Cover::default(),
        kind: EventKind::Withdraw,
        at: tx.at(),
        until: None,
        grade: Grade::B,
        method: Method::InPerson,
        batch: None,
        row: None,
        notice: None,
        note: String::new(),
        target: None,
    })?;
    Ok(id)
}

/// Not a test of its own: the process that is killed. Says `done N` after each op.
#[test]
fn worker() {
    let Some(path) = std::env::var_os("HAOBU_KILL_BOOK") else {
        return;
    };
    let book = Book::open_with_key(Path::new(&path), &key(), Access::ReadWrite).unwrap();
    let mut workspace = Workspace::over(book).unwrap();
    let mut out = std::io::stdout();
    for index in 1..=OPS {
        perform(&mut workspace, index);
        writeln!(out, "done {index}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn killed_at_any_moment_the_book_holds_every_acknowledged_op() {
    let kills: u64 = std::env::var("HAOBU_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(200);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.haobu");
    // What the book looks like after each op, from a run that nobody disturbs.
    let mut expected = Vec::new();
    let book = Book::create(&path, &key(), Millis(1)).unwrap();
    let fresh = std::fs::read(&path).unwrap();
    expected.push(state(&book));
    let ops_before = book.ops().unwrap().len();
    let mut workspace = Workspace::over(book).unwrap();
    for index in 1..=12 {
        perform(&mut workspace, index);
        expected.push(state(workspace.book()));
    }
    drop(workspace);
    let mut hot_journals = 0;
    let mut mid_script = 0;
    for kill in 0..kills {
        std::fs::write(&path, &fresh).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "worker", "--nocapture"])
            .env("HAOBU_KILL_BOOK", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Wait for some op, then a little longer: a spin of a length that differs every time.
        let stop_after = kill % 7;
        let mut done = 0;
        while done < stop_after {
            match lines.next() {
                Some(line) => done = acknowledged(&line.unwrap()).unwrap_or(done),
                None => break,
            }
        }
        let spins = kill.wrapping_mul(2_654_435_761) % 6_000;
        (0..spins).for_each(|spin| {
            std::hint::black_box(Sha256::digest(spin.to_le_bytes()));
        });
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines {
            done = acknowledged(&line.unwrap()).unwrap_or(done);
        }
        let journal = folder.path().join("shop.haobu-journal");
        hot_journals +=
            u64::from(std::fs::metadata(&journal).is_ok_and(|metadata| metadata.len() > 0));
        // Readers must manage first: they may be what is started after a crash.
        let access = if kill % 2 == 0 {
            Access::ReadOnly
        } else {
            Access::ReadWrite
        };
        let book = Book::open_with_key(&path, &key(), access).expect("the book opens after a kill");
        let ops = u64::try_from(book.ops().unwrap().len() - ops_before).unwrap();
        assert!(
            ops == done || ops == done + 1,
            "kill {kill}: {done} ops acknowledged, {ops} in the book"
        );
        assert!(
            book.check().unwrap().is_healthy(),
            "kill {kill} after {ops} ops"
        );
        let index = usize::try_from(ops).unwrap();
        assert_eq!(
            Some(&state(&book)),
            expected.get(index),
            "kill {kill}: the state after {ops} ops"
        );
        mid_script += u64::from(ops > 0);
        drop(book);
        std::fs::remove_file(&journal).ok();
    }
    // A test that only ever kills before or after the work would prove nothing.
    assert!(
        hot_journals > kills / 20,
        "only {hot_journals} of {kills} kills left a journal to roll back"
    );
    assert!(
        mid_script > kills / 2,
        "only {mid_script} of {kills} kills came after the first op"
    );
    println!("{kills} kills, {hot_journals} in the middle of a transaction");
}

fn acknowledged(line: &str) -> Option<u64> {
    line.trim().strip_prefix("done ")?.parse().ok()
}
