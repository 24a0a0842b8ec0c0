//! Verifying, backing up and restoring a book, each beside copying the file and syncing the copy.
//!
//! `cargo bench --bench backup`; 250,000 contacts make a book of about 100 MB.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that fails should stop and say so"
)]

mod support;

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use haobu::book::{Access, Backup, Book, Key};
use haobu::workspace::{Unwatched, Workspace, now};

use support::{folder, median, pairs, ratio, request, sizes, write_csv};

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
    let place = |name: &str| folder.path().join(name);
    let path = place("bench.haobu");
    write_csv(&place("customers.csv"), rows);
    let key = Key::random().unwrap();
    let mut workspace = Workspace::over(Book::create(&path, &key, now()).unwrap()).unwrap();
    workspace
        .import(&request(&place("customers.csv")), &Unwatched)
        .unwrap();
    drop(workspace);
    std::fs::create_dir(place("stick")).unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    println!("\n{rows} contacts, medians of {pairs} pairs");
    let mut times: [Vec<f64>; 5] = Default::default();
    for pair in 0..pairs {
        let book = Book::open_with_key(&path, &key, Access::ReadWrite).unwrap();
        let mut backup = None;
        let steps: [&mut dyn FnMut(); 5] = [
            &mut || copy(&path, &place("copy")),
            &mut || assert!(book.check().unwrap().is_healthy()),
            // The part during which the book takes no other command.
            &mut || drop(book.snapshot(&place("stick"), now()).unwrap()),
            &mut || {
                let snapshot = book.snapshot(&place("stick"), now()).unwrap();
                backup = Some(snapshot.finish(&|_| true).unwrap());
            },
            &mut || {
                let newest = Backup::all_in(&place("stick")).unwrap().remove(0).path;
                let to = place(&format!("restored-{pair}.haobu"));
                Backup::restore(&newest, &key, &to, false, &|_| true).unwrap();
                std::fs::remove_file(to).unwrap();
            },
        ];
        for (step, all) in steps.into_iter().zip(&mut times) {
            let started = Instant::now();
            step();
            all.push(started.elapsed().as_secs_f64());
        }
    }
    let [copy, check, snapshot, backup, restore] = &times;
    println!("book                          {:6} MB", size / 1_000_000);
    println!("copy and sync                 {:6.2} s", median(copy));
    for (what, all) in [
        ("verify", check),
        ("snapshot, the book waits", snapshot),
        ("backup with test restore", backup),
        ("restore", restore),
    ] {
        println!(
            "{what:<30}{:6.2} s   ratio {:.2}",
            median(all),
            ratio(all, copy)
        );
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).unwrap();
    File::open(to).unwrap().sync_all().unwrap();
}
