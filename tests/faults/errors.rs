//! The disk is full or fails at every write, sync and truncation, once and from then on.

use std::path::Path;

use haobu::book::{Access, Backup, Book};
use haobu::domain::problem::{KeyProblem, Problem};
use haobu::workspace::Workspace;

use crate::shim::{disarm, recording};
use crate::shop::{
    AT, Act, add, book_in, change_key, copy_folder, folder, key, open, open_either, open_shop,
    perform, restore, scaled, state, stick_in,
};
use crate::trace::{Fault, Recorder};

const FULL: i32 = 28;
const BROKEN: i32 = 5;

/// Runs an act in a copy of the shop with a fault on the way; returns what came of it and how many
/// steps it took.
fn disturbed(
    shop: &Path,
    act: Act,
    fault: Option<Fault>,
) -> (Result<(), Problem>, Recorder, tempfile::TempDir) {
    let place = folder();
    copy_folder(shop, place.path());
    let (outcome, recorder) = if act == Act::Restore {
        recording(Recorder::failing(fault), || restore(place.path()))
    } else if act == Act::ChangeKey {
        let mut book = open(place.path(), Access::ReadWrite).unwrap();
        recording(Recorder::failing(fault), || {
            let outcome = change_key(&mut book);
            disarm();
            // With room again, the same book works on, under whichever key.
            let more = add(&mut book, "又一位");
            assert!(more.is_ok(), "{act:?} {fault:?}: no way on: {more:?}");
            book.undo(AT).unwrap();
            outcome
        })
    } else {
        let book = open(place.path(), Access::ReadWrite).unwrap();
        let mut workspace = Workspace::over(book).unwrap();
        recording(Recorder::failing(fault), || {
            let outcome = perform(&mut workspace, place.path(), act);
            disarm();
            // With room again, the same window works on.
            let more = perform(&mut workspace, place.path(), Act::Add);
            assert!(more.is_ok(), "{act:?} {fault:?}: no way on: {more:?}");
            workspace.undo().unwrap();
            outcome
        })
    };
    (outcome, recorder, place)
}

/// Faults at every `stride`-th step of an act; returns how many there were.
fn every_fault_of(act: Act, stride: usize) -> usize {
    let shop = folder();
    open_shop(shop.path());
    let before = state(&open(shop.path(), Access::ReadOnly).unwrap());
    let backups = Backup::all_in(&stick_in(shop.path())).unwrap().len();
    let steps = {
        let book = open(shop.path(), Access::ReadWrite).unwrap();
        drop(book);
        let (outcome, recorder, place) = disturbed(shop.path(), act, None);
        outcome.unwrap();
        drop(place);
        recorder.steps
    };
    let after = {
        let (_, _, place) = disturbed(shop.path(), act, None);
        state(&open(place.path(), Access::ReadOnly).unwrap())
    };
    let mut faults = 0;
    for step in (1..=steps).step_by(stride) {
        for errno in [FULL, BROKEN] {
            for is_sticky in [false, true] {
                let fault = Fault {
                    step,
                    errno,
                    is_sticky,
                };
                let (outcome, recorder, place) = disturbed(shop.path(), act, Some(fault));
                if recorder.failed == 0 {
                    continue;
                }
                faults += 1;
                let (book, has_other_key) = open_either(place.path(), Access::ReadWrite).unwrap();
                let found = state(&book);
                let said = format!("{act:?} {fault:?}: {outcome:?}");
                assert!(book.check().unwrap().is_healthy(), "{said}");
                match &outcome {
                    Ok(()) => assert_eq!(found, after, "{said}"),
                    Err(_) => assert!(found == before || found == after, "{said}"),
                }
                if act == Act::ChangeKey {
                    check_key(place.path(), &outcome, has_other_key, &said);
                }
                drop(book);
                let made = Backup::all_in(&stick_in(place.path())).unwrap();
                for backup in &made {
                    let verified = Backup::verify(&backup.path, &key(), &|_| true);
                    assert!(verified.is_ok(), "{said}: {verified:?}");
                }
                if act == Act::Backup && outcome.is_ok() {
                    assert_eq!(made.len(), backups + 1, "{said}");
                }
                if act == Act::Restore && found != before {
                    let kept = place.path().join("shop.before-restore.haobu");
                    let kept = Book::open_with_key(&kept, &key(), Access::ReadOnly).unwrap();
                    assert_eq!(state(&kept), before, "{said}");
                }
            }
        }
    }
    assert!(book_in(shop.path()).exists());
    faults
}

/// The key that opens the book is the one that was said to, and nothing of the copy is left.
fn check_key(folder: &Path, outcome: &Result<(), Problem>, has_other_key: bool, said: &str) {
    let expected = match outcome {
        Ok(()) | Err(Problem::Key(KeyProblem::Unconfirmed)) => true,
        Err(_) => false,
    };
    assert_eq!(has_other_key, expected, "{said}");
    let names = std::fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = names.filter(|name| name.contains(".rekey.")).collect();
    assert!(left.is_empty(), "{said}: {left:?}");
}

#[test]
fn a_full_or_broken_disk_costs_nothing_that_was_there() {
    // Each act has so many steps that a short form takes but some of them.
    let check = |act: Act, short: usize| {
        let faults = every_fault_of(act, scaled(short, 1));
        println!("full or broken disk during {act:?}: {faults} faults");
        assert!(faults > 0, "{act:?}");
    };
    check(Act::Add, 3);
    check(Act::Import, 23);
    check(Act::BulkEdit, 19);
    check(Act::Undo, 13);
    check(Act::Redo, 13);
    check(Act::Backup, 29);
    check(Act::Restore, 7);
    check(Act::ChangeKey, 11);
}
