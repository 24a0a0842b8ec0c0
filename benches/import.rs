//! Import of a large CSV and its undo, beside `sqlite3 .import` of the same file.
//!
//! `cargo bench --bench import` runs 100,000 and 1,000,000 rows, five pairs each; `HAOBU_BENCH_ROWS`
//! and `HAOBU_BENCH_PAIRS` change that. Both sides start from nothing in every pair. Ours parses,
//! cleans, validates, matches, records consent, encrypts and seals; the peer stores text in a plain
//! table with indexes on number and e-mail.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench that fails should stop and say so"
)]

mod support;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use haobu::book::{Book, Key};
use haobu::workspace::{Unwatched, Workspace, now};

use support::{
    folder, forget_peak, median, pairs, peak_megabytes, ratio, request, sizes, write_csv,
};

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
    let csv = folder.path().join("customers.csv");
    write_csv(&csv, rows);
    let megabytes = std::fs::metadata(&csv).unwrap().len() / 1_000_000;
    println!("\n{rows} rows, 8 columns, {megabytes} MB, medians of {pairs} pairs");
    let (mut imports, mut undos, mut peers, mut peak) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for _ in 0..pairs {
        peers.push(peer(folder.path(), &csv));
        let (import, undo, memory) = ours(folder.path(), &csv, rows);
        imports.push(import);
        undos.push(undo);
        peak = peak.max(memory);
    }
    let line = |what: &str, ours: &[f64], beside: &str, theirs: &[f64]| {
        let (a, b, ratio) = (median(ours), median(theirs), ratio(ours, theirs));
        println!("{what:<8} ours {a:6.2} s   {beside:<16} {b:6.2} s   ratio {ratio:.2}");
    };
    line("import", &imports, "sqlite3 .import", &peers);
    line("undo", &undos, "our import", &imports);
    println!("memory   peak {peak} MB during the import");
}

fn ours(folder: &Path, csv: &Path, rows: usize) -> (f64, f64, u64) {
    let path = folder.join("bench.haobu");
    std::fs::remove_file(&path).ok();
    let book = Book::create(&path, &Key::random().unwrap(), now()).unwrap();
    let mut workspace = Workspace::over(book).unwrap();
    forget_peak();
    let started = Instant::now();
    let report = workspace.import(&request(csv), &Unwatched).unwrap();
    let import = started.elapsed().as_secs_f64();
    assert_eq!(
        report.buckets.new, rows as u64,
        "the file has no duplicates: {:?}",
        report.buckets
    );
    let memory = peak_megabytes();
    let started = Instant::now();
    workspace.undo().unwrap();
    (import, started.elapsed().as_secs_f64(), memory)
}

fn peer(folder: &Path, csv: &Path) -> f64 {
    let path = folder.join("peer.db");
    std::fs::remove_file(&path).ok();
    let mut child = Command::new("sqlite3")
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the sqlite3 program is installed");
    let script = format!(
        "CREATE TABLE customer (name,mobile,email,company,city,tags,consent,notes);\n\
         CREATE INDEX by_mobile ON customer(mobile);\nCREATE INDEX by_email ON customer(email);\n\
         .mode csv\n.import --skip 1 {} customer\n",
        csv.display()
    );
    let started = Instant::now();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    started.elapsed().as_secs_f64()
}
