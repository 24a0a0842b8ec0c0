//! Opening a large book after the key: first rows, names and numbers searchable, everything.
//!
//! `cargo bench --bench open`; the peer is reading the same tables once without keeping anything.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that fails should stop and say so"
)]

mod support;

use std::path::Path;
use std::time::Instant;

use haobu::book::{Access, Book, Key};
use haobu::domain::consent::NewEvent;
use haobu::domain::contact::PurchaseSummary;
use haobu::domain::ids::{ContactId, FieldId, SegmentId, TagId};
use haobu::domain::listing::{AddressRow, ContactRow, ListSink, NumberRow};
use haobu::roster::Stage;
use haobu::workspace::{Unwatched, Workspace, now};

use support::{folder, median, megabytes, pairs, ratio, request, sizes, write_csv};

fn main() {
    if support::is_test() {
        return;
    }
    for rows in sizes() {
        bench(rows, pairs());
    }
}

fn bench(rows: usize, pairs: usize) {
    let folder = folder();
    let (csv, path) = (
        folder.path().join("customers.csv"),
        folder.path().join("bench.haobu"),
    );
    write_csv(&csv, rows);
    let key = Key::random().unwrap();
    let mut workspace = Workspace::over(Book::create(&path, &key, now()).unwrap()).unwrap();
    workspace.import(&request(&csv), &Unwatched).unwrap();
    drop(workspace);
    println!("\n{rows} contacts, medians of {pairs} pairs");
    let (mut stages, mut reads, mut memory) = ([Vec::new(), Vec::new(), Vec::new()], Vec::new(), 0);
    for _ in 0..pairs {
        reads.push(read(&path, &key));
        let (times, kept) = open(&path, &key, rows);
        memory = memory.max(kept);
        for (all, time) in stages.iter_mut().zip(times) {
            all.push(time);
        }
    }
    let [first, searchable, complete] = &stages;
    println!("first rows                    {:6.2} s", median(first));
    println!("names and numbers searchable  {:6.2} s", median(searchable));
    println!("everything                    {:6.2} s", median(complete));
    println!(
        "reading the tables once       {:6.2} s   ratio {:.2}",
        median(&reads),
        ratio(complete, &reads)
    );
    println!("the list in memory            {memory:6} MB");
}

/// Seconds to each stage, and the memory that the list keeps.
fn open(path: &Path, key: &Key, rows: usize) -> ([f64; 3], u64) {
    let before = megabytes();
    let started = Instant::now();
    let (mut first, mut searchable) = (None, None);
    let workspace =
        Workspace::over(Book::open_with_key(path, key, Access::ReadOnly).unwrap()).unwrap();
    workspace
        .load(&mut |roster| {
            let stage = roster.stage();
            if stage.contacts > 0 {
                first.get_or_insert_with(|| started.elapsed());
            }
            if stage.stage >= Stage::Rest {
                searchable.get_or_insert_with(|| started.elapsed());
            }
        })
        .unwrap();
    let complete = started.elapsed();
    assert_eq!(workspace.roster().unwrap().len(), rows);
    let kept = megabytes().saturating_sub(before);
    (
        [first.unwrap(), searchable.unwrap(), complete].map(|time| time.as_secs_f64()),
        kept,
    )
}

fn read(path: &Path, key: &Key) -> f64 {
    let started = Instant::now();
    let book = Book::open_with_key(path, key, Access::ReadOnly).unwrap();
    let mut rows = Rows(0);
    book.list(&mut rows).unwrap();
    assert!(rows.0 > 0);
    started.elapsed().as_secs_f64()
}

/// Counts what it is handed.
struct Rows(u64);

impl ListSink for Rows {
    fn contact(&mut self, _row: ContactRow<'_>) {
        self.0 += 1;
    }
    fn number(&mut self, _contact: ContactId, _row: NumberRow<'_>) {
        self.0 += 1;
    }
    fn email(&mut self, _contact: ContactId, _addr: &str) {
        self.0 += 1;
    }
    fn address(&mut self, _contact: ContactId, _row: AddressRow<'_>) {
        self.0 += 1;
    }
    fn tag(&mut self, _contact: ContactId, _tag: TagId) {
        self.0 += 1;
    }
    fn field(&mut self, _contact: ContactId, _field: FieldId, _value: &str) {
        self.0 += 1;
    }
    fn purchases(&mut self, _contact: ContactId, _summary: PurchaseSummary) {
        self.0 += 1;
    }
    fn segment_override(&mut self, _contact: ContactId, _segment: SegmentId, _included: bool) {
        self.0 += 1;
    }
    fn event(&mut self, _event: NewEvent) {
        self.0 += 1;
    }
}
