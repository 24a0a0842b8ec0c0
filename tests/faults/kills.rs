//! A backup, a restore or a change of key that is killed leaves the book, whole backups, and nothing
//! else that counts. Kills during imports, edits, undo and redo are in `tests/kill.rs`.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use haobu::book::{Access, Backup, Book};
use haobu::workspace::Workspace;

use crate::shop::{
    Act, book_in, change_key, copy_folder, folder, key, open, open_either, open_shop, perform,
    restore, scaled, state, stick_in,
};

/// Not a test of its own: the process that is killed. Says `done` after each act.
#[test]
fn worker() {
    let Some(place) = std::env::var_os("HAOBU_FAULTS_FOLDER") else {
        return;
    };
    let place = Path::new(&place);
    let act = std::env::var("HAOBU_FAULTS_ACT").unwrap();
    let done = || {
        let mut out = std::io::stdout();
        writeln!(out, "done").unwrap();
        out.flush().unwrap();
    };
    done();
    if act == "restore" {
        for _ in 0..20 {
            restore(place).unwrap();
            done();
        }
        return;
    }
    let mut book = open(place, Access::ReadWrite).unwrap();
    if act == "key" {
        for _ in 0..20 {
            change_key(&mut book).unwrap();
            done();
        }
        return;
    }
    let mut workspace = Workspace::over(book).unwrap();
    for _ in 0..20 {
        perform(&mut workspace, place, Act::Backup).unwrap();
        done();
    }
}

/// Kills a worker somewhere after its first words; returns how many acts it said it had done.
fn killed(place: &Path, act: &str, kill: usize) -> usize {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "kills::worker", "--nocapture"])
        .env("HAOBU_FAULTS_FOLDER", place)
        .env("HAOBU_FAULTS_ACT", act)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let is_done = |line: &str| line.trim_end().ends_with("done");
    let mut said = 0;
    while said < 1 + kill % 3 {
        match lines.next() {
            Some(line) => said += usize::from(is_done(&line.unwrap())),
            None => break,
        }
    }
    // A spin of a length that differs every time.
    let spins = kill.wrapping_mul(2_654_435_761) % 4_000;
    for spin in 0..spins {
        std::hint::black_box(<sha2::Sha256 as sha2::Digest>::digest(spin.to_le_bytes()));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines {
        said += usize::from(is_done(&line.unwrap()));
    }
    said.saturating_sub(1)
}

#[test]
fn a_killed_backup_leaves_whole_backups() {
    let shop = folder();
    open_shop(shop.path());
    let before = state(&open(shop.path(), Access::ReadOnly).unwrap());
    let kills = scaled(40, 1_000);
    let mut in_the_middle = 0;
    for kill in 0..kills {
        let place = folder();
        copy_folder(shop.path(), place.path());
        let done = killed(place.path(), "backup", kill);
        let book = open(place.path(), Access::ReadWrite).unwrap();
        assert!(book.check().unwrap().is_healthy(), "kill {kill}");
        assert_eq!(state(&book), before, "kill {kill}");
        let backups = Backup::all_in(&stick_in(place.path())).unwrap();
        let newest = backups.first().unwrap().manifest.as_ref().unwrap().number;
        assert!(
            newest > done as u64,
            "kill {kill}: {done} acknowledged, number {newest}"
        );
        for backup in &backups {
            Backup::verify(&backup.path, &key(), &|_| true).unwrap();
        }
        let names = std::fs::read_dir(stick_in(place.path())).unwrap();
        let parts = names.filter(|name| {
            let name = name.as_ref().unwrap().file_name();
            name.to_string_lossy().ends_with(".part")
        });
        in_the_middle += usize::from(parts.count() > 0);
        // What a kill leaves in the folder is cleared away by the next backup.
        perform(
            &mut Workspace::over(book).unwrap(),
            place.path(),
            Act::Backup,
        )
        .unwrap();
        let left = std::fs::read_dir(stick_in(place.path())).unwrap();
        let left: Vec<_> = left.map(|name| name.unwrap().file_name()).collect();
        let only_backups = |name: &std::ffi::OsString| name.to_string_lossy().ends_with("-backup");
        assert!(left.iter().all(only_backups), "kill {kill}: {left:?}");
    }
    println!("{kills} kills during backups, {in_the_middle} in the middle of one");
    // How many depends on how busy the machine is.
    assert!(in_the_middle > 0, "none of {kills}");
}

#[test]
fn a_killed_restore_leaves_one_book_or_the_other() {
    let shop = folder();
    open_shop(shop.path());
    let mark = |book: &Book| book.mark().unwrap();
    let old = mark(&open(shop.path(), Access::ReadOnly).unwrap());
    let kills = scaled(40, 1_000);
    let mut swapped = 0;
    for kill in 0..kills {
        let place = folder();
        copy_folder(shop.path(), place.path());
        let done = killed(place.path(), "restore", kill);
        let book = open(place.path(), Access::ReadWrite).unwrap();
        assert!(book.check().unwrap().is_healthy(), "kill {kill}");
        let is_old = mark(&book) == old;
        assert!(!is_old || done == 0, "kill {kill}: {done} acknowledged");
        swapped += usize::from(!is_old);
        drop(book);
        if !is_old {
            let kept = book_in(place.path()).with_extension("before-restore.haobu");
            let kept = Book::open_with_key(&kept, &key(), Access::ReadOnly).unwrap();
            assert_eq!(mark(&kept), old, "kill {kill}");
        }
        restore(place.path()).unwrap();
    }
    println!("{kills} kills during restores, {swapped} after the first swap");
    assert!(swapped > 0 && swapped < kills, "{swapped} of {kills}");
}

#[test]
fn a_killed_change_of_key_leaves_the_book_under_one_of_both() {
    let shop = folder();
    open_shop(shop.path());
    let before = state(&open(shop.path(), Access::ReadOnly).unwrap());
    let kills = scaled(40, 1_000);
    let (mut in_the_middle, mut others) = (0, 0);
    for kill in 0..kills {
        let place = folder();
        copy_folder(shop.path(), place.path());
        let done = killed(place.path(), "key", kill);
        let parts = || {
            let names = std::fs::read_dir(place.path()).unwrap();
            let names = names.map(|name| name.unwrap().file_name().into_string().unwrap());
            names.filter(|name| name.contains(".rekey.")).count()
        };
        in_the_middle += usize::from(parts() > 0);
        let (book, has_other_key) = open_either(place.path(), Access::ReadWrite).unwrap();
        assert!(book.check().unwrap().is_healthy(), "kill {kill}");
        assert_eq!(state(&book), before, "kill {kill}");
        // Whoever opens it for writing clears away what was left.
        assert_eq!(parts(), 0, "kill {kill}");
        // Each change takes the other key: what was said to be done, and at most one more.
        let changes = book.former_salts().unwrap().len();
        assert_eq!(has_other_key, changes % 2 == 1, "kill {kill}");
        assert!((done..=done + 1).contains(&changes), "kill {kill}: {done}");
        others += usize::from(has_other_key);
    }
    println!("{kills} kills during changes of key, {in_the_middle} in the middle of one");
    assert!(in_the_middle > 0 && others > 0, "{in_the_middle}, {others}");
}
