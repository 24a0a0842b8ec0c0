//! Verifying, backing up and restoring a book, and changing its passphrase, each beside copying the
//! file and syncing the copy.
//!
//! `cargo bench --bench backup`; 250,000 contacts make a book of about 100 MB. The change of
//! passphrase is the copy under another key, with its checks; deriving that key, about a second by
//! design, comes on top and is not counted.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that fails should stop and say so"
)]

mod support;

use std::cell::RefCell;
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
    let mut key = Key::random().unwrap();
    let mut workspace = Workspace::over(Book::create(&path, &key, now()).unwrap()).unwrap();
    workspace
        .import(&request(&place("customers.csv")), &Unwatched)
        .unwrap();
    drop(workspace);
    std::fs::create_dir(place("stick")).unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    println!("\n{rows} contacts, medians of {pairs} pairs");
    let mut times: [Vec<f64>; 6] = Default::default();
    for pair in 0..pairs {
        let book = RefCell::new(Book::open_with_key(&path, &key, Access::ReadWrite).unwrap());
        let another = Key::random().unwrap();
        let steps: [&mut dyn FnMut(); 6] = [
            &mut || copy(&path, &place("copy")),
            &mut || assert!(book.borrow().check().unwrap().is_healthy()),
            // The part during which the book takes no other command.
            &mut || drop(book.borrow().snapshot(&place("stick"), now()).unwrap()),
            &mut || {
                let snapshot = book.borrow().snapshot(&place("stick"), now()).unwrap();
                snapshot.finish(&|_| true).unwrap();
            },
            &mut || {
                let newest = Backup::all_in(&place("stick")).unwrap().remove(0).path;
                let to = place(&format!("restored-{pair}.haobu"));
                Backup::restore(&newest, &key, &to, false, &|_| true).unwrap();
                std::fs::remove_file(to).unwrap();
            },
            &mut || {
                let mut book = book.borrow_mut();
                book.change_key(&another, now(), &|_| true).unwrap();
            },
        ];
        for (step, all) in steps.into_iter().zip(&mut times) {
            let started = Instant::now();
            step();
            all.push(started.elapsed().as_secs_f64());
        }
        drop(book);
        key = another;
    }
    let [copy, check, snapshot, backup, restore, change] = &times;
    println!("book                          {:6} MB", size / 1_000_000);
    println!("copy and sync                 {:6.2} s", median(copy));
    for (what, all) in [
        ("verify", check),
        ("snapshot, the book waits", snapshot),
        ("backup with test restore", backup),
        ("restore", restore),
        ("passphrase change, key apart", change),
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
