//! Two processes that want to write to one book: one does, the other is told.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use haobu::book::{Access, Book};
use haobu::domain::problem::{BookProblem, Problem};

use crate::shop::{AT, add, book_in, folder, key, open, scaled};

/// Not a test of its own: one of the two. Says `wrote`, `refused` or `both` for each try.
#[test]
fn racer() {
    let Some(place) = std::env::var_os("HAOBU_RACE_FOLDER") else {
        return;
    };
    let place = Path::new(&place);
    let tries: usize = std::env::var("HAOBU_RACE_TRIES").unwrap().parse().unwrap();
    let mut out = std::io::stdout();
    for attempt in 0..tries as u64 {
        let said = match open(place, Access::ReadWrite) {
            Ok(mut book) => {
                // Whoever finds this while it has the book is not alone.
                let token = place.join("writing");
                let alone = std::fs::File::create_new(&token).is_ok();
                add(&mut book, "赛跑").unwrap();
                std::fs::remove_file(&token).ok();
                if alone { "wrote" } else { "both" }
            }
            Err(Problem::Book(BookProblem::Locked | BookProblem::OpenElsewhere { .. })) => {
                "refused"
            }
            Err(problem) => panic!("{problem:?}"),
        };
        writeln!(out, "\n{said}").unwrap();
        // Each its own pause, so that now the one comes first and now the other.
        let spins = (u64::from(std::process::id()) + attempt * 7_919) % 997;
        for spin in 0..spins {
            std::hint::black_box(<sha2::Sha256 as sha2::Digest>::digest(spin.to_le_bytes()));
        }
    }
}

fn start(place: &Path, tries: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "races::racer", "--nocapture"])
        .env("HAOBU_RACE_FOLDER", place)
        .env("HAOBU_RACE_TRIES", tries.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn two_processes_never_write_at_once() {
    let place = folder();
    drop(Book::create(&book_in(place.path()), &key(), AT).unwrap());
    let before = open(place.path(), Access::ReadOnly)
        .unwrap()
        .ops()
        .unwrap()
        .len();
    let tries = scaled(60, 1_000);
    let racers = [start(place.path(), tries), start(place.path(), tries)];
    let mut said = std::collections::BTreeMap::<String, usize>::new();
    for mut racer in racers {
        for line in BufReader::new(racer.stdout.take().unwrap()).lines() {
            *said.entry(line.unwrap()).or_default() += 1;
        }
        assert!(racer.wait().unwrap().success());
    }
    let count = |word: &str| said.get(word).copied().unwrap_or(0);
    assert_eq!(count("both"), 0, "{said:?}");
    assert_eq!(count("wrote") + count("refused"), 2 * tries, "{said:?}");
    let book = open(place.path(), Access::ReadWrite).unwrap();
    assert_eq!(book.ops().unwrap().len() - before, count("wrote"));
    assert!(book.check().unwrap().is_healthy());
    println!(
        "{tries} races: {} wrote, {} were refused",
        count("wrote"),
        count("refused")
    );
    assert!(count("refused") > 0, "they never met");
}
