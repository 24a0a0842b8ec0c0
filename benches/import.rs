//! Import of a large CSV, the same file once more, and undo, beside `sqlite3 .import` of that file.
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
use std::sync::Mutex;
use std::time::Instant;

use calamine::{Reader as _, Xlsx, open_workbook};
use haobu::book::{Book, Key};
use haobu::import::{ImportFile, read_apart};
use haobu::workspace::{Progress, Unwatched, Workspace, now};

use support::{
    folder, forget_peak, median, pairs, peak_megabytes, ratio, request, sizes, write_csv,
};

/// Rows of the largest workbook.
const WORKBOOK: usize = 200_000;

fn main() {
    if support::is_test() {
        return;
    }
    // Files are read by a process apart, as in the program.
    read_apart(Path::new(env!("CARGO_BIN_EXE_haobu")));
    for rows in sizes() {
        bench(rows, pairs());
        bench_workbook(rows.min(WORKBOOK), pairs());
    }
}

/// The import of a workbook, beside `calamine` reading it into memory.
fn bench_workbook(rows: usize, pairs: usize) {
    let folder = folder();
    let (csv, xlsx) = (
        folder.path().join("customers.csv"),
        folder.path().join("customers.xlsx"),
    );
    write_csv(&csv, rows);
    write_workbook(&csv, &xlsx);
    let (mut imports, mut readings) = (Vec::new(), Vec::new());
    let [mut opening, mut written, mut end] = [const { Vec::new() }; 3];
    for _ in 0..pairs {
        let started = Instant::now();
        let mut workbook: Xlsx<_> = open_workbook(&xlsx).unwrap();
        let range = workbook.worksheet_range_at(0).unwrap().unwrap();
        readings.push(started.elapsed().as_secs_f64());
        assert_eq!(range.height(), rows + 1);
        drop(range);

        let path = folder.path().join("bench.haobu");
        std::fs::remove_file(&path).ok();
        let book = Book::create(&path, &Key::random().unwrap(), now()).unwrap();
        let mut workspace = Workspace::over(book).unwrap();
        let seen = Moments::default();
        let started = Instant::now();
        let report = workspace.import(&request(&xlsx), &seen).unwrap();
        imports.push(started.elapsed().as_secs_f64());
        assert_eq!(report.buckets.new, rows as u64);
        let (first, last) = seen.since(started);
        opening.push(first);
        written.push(last - first);
        end.push(started.elapsed().as_secs_f64() - last);
    }
    println!(
        "\n{rows} rows as XLSX: import {:.2} s   calamine {:.2} s   ratio {:.2}",
        median(&imports),
        median(&readings),
        ratio(&imports, &readings)
    );
    for (what, part) in [
        ("until the first rows", opening),
        ("until the last row", written),
        ("indexes, audit and commit", end),
    ] {
        println!("  {what:<30} {:6.2} s", median(&part));
    }
}

fn write_workbook(csv: &Path, xlsx: &Path) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let text = std::fs::read_to_string(csv).unwrap();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    workbook.save(xlsx).unwrap();
}

fn bench(rows: usize, pairs: usize) {
    let folder = folder();
    let csv = folder.path().join("customers.csv");
    write_csv(&csv, rows);
    let megabytes = std::fs::metadata(&csv).unwrap().len() / 1_000_000;
    println!("\n{rows} rows, 8 columns, {megabytes} MB, medians of {pairs} pairs");
    let mut all: Vec<Times> = Vec::new();
    let (mut peers, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..pairs {
        peers.push(peer(folder.path(), &csv));
        let (times, memory) = ours(folder.path(), &csv, rows);
        all.push(times);
        peaks.push(memory);
    }
    let of = |part: fn(&Times) -> f64| all.iter().map(part).collect::<Vec<f64>>();
    let line = |what: &str, ours: &[f64], beside: &str, theirs: &[f64]| {
        let (a, b, ratio) = (median(ours), median(theirs), ratio(ours, theirs));
        println!("{what:<8} ours {a:6.2} s   {beside:<16} {b:6.2} s   ratio {ratio:.2}");
    };
    let import = of(|times| times.import);
    line("import", &import, "sqlite3 .import", &peers);
    line("again", &of(|times| times.again), "sqlite3 .import", &peers);
    line("undo", &of(|times| times.undo), "our import", &import);
    // Later rounds begin with what the allocator kept of those before.
    let first = peaks.first().copied().unwrap_or_default();
    println!("memory   peak {first} MB during the first import");
    // The thread that writes never waits for the one that reads: it is what cannot go lower.
    for (what, part) in [
        ("reading and cleaning alone", of(|times| times.reading)),
        ("the import up to the last row", of(|times| times.rows)),
        ("indexes, audit and commit", of(|times| times.end)),
    ] {
        println!("  {what:<30} {:6.2} s", median(&part));
    }
}

/// Seconds of one round.
struct Times {
    /// The file read and cleaned, and nothing done with it.
    reading: f64,
    import: f64,
    /// Of the import: until the last row was decided about and written.
    rows: f64,
    /// Of the import: what comes after that.
    end: f64,
    /// The same file once more.
    again: f64,
    undo: f64,
}

/// When rows were first and last reported.
#[derive(Default)]
struct Moments(Mutex<Option<(Instant, Instant)>>);

impl Moments {
    /// Both in seconds after `start`.
    fn since(&self, start: Instant) -> (f64, f64) {
        let (first, last) = self.0.lock().unwrap().unwrap();
        let seconds = |moment: Instant| moment.duration_since(start).as_secs_f64();
        (seconds(first), seconds(last))
    }
}

impl Progress for Moments {
    fn at(&self, _: u64, _: Option<f64>) -> bool {
        let now = Instant::now();
        self.0.lock().unwrap().get_or_insert((now, now)).1 = now;
        true
    }
}

fn ours(folder: &Path, csv: &Path, rows: usize) -> (Times, u64) {
    let path = folder.join("bench.haobu");
    std::fs::remove_file(&path).ok();
    let book = Book::create(&path, &Key::random().unwrap(), now()).unwrap();
    let mut workspace = Workspace::over(book).unwrap();
    let request = request(csv);

    let started = Instant::now();
    let file = ImportFile::open(csv, &request.options).unwrap();
    file.read(&mut |row| {
        std::hint::black_box(&row);
        Ok(())
    })
    .unwrap();
    let reading = started.elapsed().as_secs_f64();

    forget_peak();
    let seen = Moments::default();
    let started = Instant::now();
    let report = workspace.import(&request, &seen).unwrap();
    let import = started.elapsed().as_secs_f64();
    let (_, until_last) = seen.since(started);
    assert_eq!(
        report.buckets.new, rows as u64,
        "the file has no duplicates: {:?}",
        report.buckets
    );
    let memory = peak_megabytes();

    let started = Instant::now();
    let report = workspace.import(&request, &Unwatched).unwrap();
    let again = started.elapsed().as_secs_f64();
    assert_eq!(
        report.buckets.unchanged, rows as u64,
        "the same file changes nothing: {:?}",
        report.buckets
    );

    let started = Instant::now();
    workspace.undo().unwrap();
    let times = Times {
        reading,
        import,
        rows: until_last,
        end: import - until_last,
        again,
        undo: started.elapsed().as_secs_f64(),
    };
    (times, memory)
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
