//! The power goes at any moment, on disks that keep only what they were told to keep.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use haobu::book::{Access, Backup, Book};
use haobu::workspace::Workspace;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::shim::{acknowledge, recording};
use crate::shop::{
    Act, add, book_in, change_key, folder, key, open, open_either, open_shop, perform, restore,
    scaled, state, stick_in, try_state,
};
use crate::trace::{Dice, Disk, Event, Recorder};

/// What a disk held after the power came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    /// Healthy, but something that was acknowledged is not in it.
    Lost,
    Corrupt,
}

#[derive(Debug, Default)]
struct Tally {
    states: usize,
    distinct: usize,
    lost: usize,
    corrupt: usize,
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Cuts the power about `wanted` times over a trace and judges what is left each time.
fn cut(
    seed: u64,
    wanted: usize,
    before: &[(PathBuf, Vec<u8>)],
    events: &[Event],
    judge: impl Fn(&Files, usize) -> Verdict,
) -> Tally {
    let mut dice = Dice::new(seed);
    let mut disk = Disk::with(before);
    let mut tally = Tally::default();
    let mut known: HashMap<([u8; 32], usize), Verdict> = HashMap::new();
    let each = wanted.div_ceil(events.len()).max(1);
    // With few states to look at they are spread over the whole trace.
    let stride = (events.len() / wanted.max(1)).max(1);
    for (index, event) in events.iter().enumerate() {
        disk.play(event);
        if index % stride != 0 {
            continue;
        }
        for _ in 0..each {
            let files = disk.after_power_cut(&mut dice);
            let mut digest = Sha256::new();
            for (path, bytes) in &files {
                digest.update(path.as_os_str().as_encoded_bytes());
                digest.update(bytes.len().to_le_bytes());
                digest.update(bytes);
            }
            let same = (digest.finalize().into(), disk.acknowledged);
            let verdict = *known
                .entry(same)
                .or_insert_with(|| judge(&files, disk.acknowledged));
            tally.states += 1;
            tally.lost += usize::from(verdict == Verdict::Lost);
            tally.corrupt += usize::from(verdict == Verdict::Corrupt);
        }
    }
    tally.distinct = known.len();
    tally
}

/// All files below a folder.
fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_in(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

/// Puts files of one folder into another.
fn lay_out(files: &Files, from: &Path, to: &Path) {
    for (path, bytes) in files {
        // Trials happen in folders of their own, which nobody looks into afterwards.
        if let Ok(name) = path.strip_prefix(from) {
            let target = to.join(name);
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, bytes).unwrap();
        }
    }
}

const SCRIPT: [Act; 9] = [
    Act::Add,
    Act::BulkEdit,
    Act::Undo,
    Act::Import,
    Act::Undo,
    Act::Redo,
    Act::BulkEdit,
    Act::Undo,
    Act::Add,
];

/// A trace of the script, and the state after each of its acts.
struct Script {
    folder: tempfile::TempDir,
    before: Vec<(PathBuf, Vec<u8>)>,
    events: Vec<Event>,
    states: Vec<[u8; 32]>,
}

impl Script {
    fn record() -> Self {
        let folder = folder();
        open_shop(folder.path());
        let before = files_in(folder.path());
        let book = open(folder.path(), Access::ReadWrite).unwrap();
        let mut states = vec![state(&book)];
        let mut workspace = Workspace::over(book).unwrap();
        let ((), recorder) = recording(Recorder::keeping(), || {
            for act in SCRIPT {
                perform(&mut workspace, folder.path(), act).unwrap();
                acknowledge();
                states.push(state(workspace.book()));
            }
        });
        drop(workspace);
        Self {
            folder,
            before,
            events: recorder.events,
            states,
        }
    }

    fn judge(&self, files: &Files, acknowledged: usize) -> Verdict {
        let place = folder();
        lay_out(files, self.folder.path(), place.path());
        let Ok(mut book) = open(place.path(), Access::ReadWrite) else {
            return Verdict::Corrupt;
        };
        let healthy = is_healthy(&book);
        let Ok(found) = try_state(&book) else {
            return Verdict::Corrupt;
        };
        // It can be worked on.
        if !healthy || add(&mut book, "之后").is_err() || !is_healthy(&book) {
            return Verdict::Corrupt;
        }
        let allowed = &self.states[acknowledged..self.states.len().min(acknowledged + 2)];
        if allowed.contains(&found) {
            Verdict::Fine
        } else {
            Verdict::Lost
        }
    }
}

fn is_healthy(book: &Book) -> bool {
    book.check().is_ok_and(|report| report.is_healthy())
}

fn without(events: &[Event], leave_out: impl Fn(&Event) -> bool) -> Vec<Event> {
    events
        .iter()
        .filter(|event| !leave_out(event))
        .cloned()
        .collect()
}

#[test]
fn a_power_cut_loses_no_acknowledged_act() {
    let script = Script::record();
    // The trace must be the truth: played to its end it is the book as it is.
    let mut disk = Disk::with(&script.before);
    script.events.iter().for_each(|event| disk.play(event));
    let path = book_in(script.folder.path());
    assert_eq!(disk.acknowledged, SCRIPT.len());
    assert_eq!(disk.running()[&path], std::fs::read(&path).unwrap());

    let judge = |files: &Files, acknowledged| script.judge(files, acknowledged);
    let tally = cut(
        1,
        scaled(600, 16_000),
        &script.before,
        &script.events,
        judge,
    );
    println!("power cuts over {SCRIPT:?}: {tally:?}");
    assert_eq!((tally.lost, tally.corrupt), (0, 0), "{tally:?}");

    // A test that finds nothing wrong with a disk that never syncs would find nothing at all.
    let lying = without(&script.events, |event| matches!(event, Event::Sync(_)));
    let control = cut(2, scaled(200, 1_000), &script.before, &lying, judge);
    println!("control, syncs left out: {control:?}");
    assert!(control.corrupt > 0 && control.lost > 0, "{control:?}");
}

/// What was there before, and a trace of a plain script over a table of our own under settings of
/// any kind.
struct Plain {
    folder: tempfile::TempDir,
    before: Vec<(PathBuf, Vec<u8>)>,
    events: Vec<Event>,
}

impl Plain {
    fn record(journal: &str, synchronous: &str) -> Self {
        let folder = folder();
        let connection = raw(&folder.path().join("raw.db"));
        connection
            .execute_batch(&format!(
                "PRAGMA journal_mode={journal}; PRAGMA synchronous={synchronous};
                 CREATE TABLE t (id INTEGER PRIMARY KEY, filling BLOB)"
            ))
            .unwrap();
        let before = files_in(folder.path());
        let insert = "INSERT INTO t SELECT ?1*4+value,randomblob(1500) FROM \
             (SELECT 0 AS value UNION SELECT 1 UNION SELECT 2 UNION SELECT 3)";
        let ((), recorder) = recording(Recorder::keeping(), || {
            for id in 0..40_i64 {
                connection.execute(insert, [id]).unwrap();
                acknowledge();
            }
        });
        Self {
            folder,
            before,
            events: recorder.events,
        }
    }
}

fn raw(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    let key = "42".repeat(32) + "01" + &"07".repeat(15);
    connection
        .execute_batch(&format!(
            "PRAGMA key=\"x'{key}'\"; PRAGMA cipher_log_level=NONE"
        ))
        .unwrap();
    connection
}

fn judge_raw(from: &Path, files: &Files, acknowledged: usize) -> Verdict {
    let place = folder();
    lay_out(files, from, place.path());
    let connection = raw(&place.path().join("raw.db"));
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let complaints = |pragma: &str| -> rusqlite::Result<usize> {
        let mut statement = connection.prepare(pragma)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        lines.map(|line| Ok(usize::from(line? != "ok"))).sum()
    };
    let rows = match count("SELECT count(*) FROM t") {
        Ok(rows) => usize::try_from(rows).unwrap(),
        Err(_) => return Verdict::Corrupt,
    };
    let whole = ["PRAGMA integrity_check", "PRAGMA cipher_integrity_check"]
        .into_iter()
        .all(|pragma| complaints(pragma).is_ok_and(|found| found == 0));
    if !whole || rows % 4 != 0 {
        return Verdict::Corrupt;
    }
    if rows / 4 < acknowledged {
        return Verdict::Lost;
    }
    Verdict::Fine
}

#[test]
fn other_settings_lose_what_ours_keep() {
    let check = |journal: &str, synchronous: &str, loses: bool, corrupts: bool| {
        let plain = Plain::record(journal, synchronous);
        let from = plain.folder.path();
        let wanted = scaled(250, 1_000);
        let tally = cut(
            3,
            wanted,
            &plain.before,
            &plain.events,
            |files, acknowledged| judge_raw(from, files, acknowledged),
        );
        println!("settings {journal}/{synchronous}: {tally:?}");
        assert_eq!(tally.lost > 0, loses, "{journal}/{synchronous}: {tally:?}");
        let what = (tally.corrupt > 0, corrupts);
        assert_eq!(what.0, what.1, "{journal}/{synchronous}: {tally:?}");
    };
    check("TRUNCATE", "FULL", false, false);
    check("DELETE", "FULL", true, false);
    check("TRUNCATE", "OFF", true, true);
}

/// Whether every backup that has its name is whole, and the acknowledged one is there.
fn judge_backup(from: &Path, files: &Files, acknowledged: usize) -> Verdict {
    let place = folder();
    lay_out(files, from, place.path());
    let backups = Backup::all_in(&stick_in(place.path())).unwrap();
    let is_whole = |backup: &Backup| Backup::verify(&backup.path, &key(), &|_| true).is_ok();
    if !backups.iter().all(is_whole) {
        return Verdict::Corrupt;
    }
    // One was there before.
    if backups.len() < 1 + acknowledged {
        return Verdict::Lost;
    }
    Verdict::Fine
}

#[test]
fn a_power_cut_leaves_whole_backups_or_none() {
    let shop = folder();
    open_shop(shop.path());
    let before = files_in(shop.path());
    let book = open(shop.path(), Access::ReadWrite).unwrap();
    let mut workspace = Workspace::over(book).unwrap();
    let ((), recorder) = recording(Recorder::keeping(), || {
        perform(&mut workspace, shop.path(), Act::Backup).unwrap();
        acknowledge();
    });
    let judge = |files: &Files, acknowledged| judge_backup(shop.path(), files, acknowledged);
    let events = recorder.events;
    let tally = cut(4, scaled(200, 2_500), &before, &events, judge);
    println!("power cuts over a backup: {tally:?}");
    assert_eq!((tally.lost, tally.corrupt), (0, 0), "{tally:?}");
    let lying = without(&events, |event| {
        matches!(event, Event::Sync(_) | Event::SyncFolder(_))
    });
    let control = cut(5, 200, &before, &lying, judge);
    println!("control, syncs left out: {control:?}");
    assert!(control.corrupt > 0 && control.lost > 0, "{control:?}");
}

#[test]
fn a_power_cut_during_a_restore_leaves_one_book_or_the_other() {
    let shop = folder();
    open_shop(shop.path());
    let before = files_in(shop.path());
    let mark = |book: &Book| book.mark().unwrap();
    let old = mark(&open(shop.path(), Access::ReadOnly).unwrap());
    let ((), recorder) = recording(Recorder::keeping(), || {
        restore(shop.path()).unwrap();
        acknowledge();
    });
    let new = mark(&open(shop.path(), Access::ReadOnly).unwrap());
    assert_ne!(old, new);
    let judge = |files: &Files, acknowledged: usize| {
        let place = folder();
        lay_out(files, shop.path(), place.path());
        let sound = |path: &Path| {
            let book = Book::open_with_key(path, &key(), Access::ReadWrite).ok()?;
            book.check().ok()?.is_healthy().then(|| mark(&book))
        };
        let Some(found) = sound(&book_in(place.path())) else {
            return Verdict::Corrupt;
        };
        let kept = sound(&place.path().join("shop.before-restore.haobu"));
        match (found == new, acknowledged) {
            (true, _) if kept.as_ref() == Some(&old) => Verdict::Fine,
            (false, 0) if found == old => Verdict::Fine,
            _ => Verdict::Lost,
        }
    };
    let events = recorder.events;
    let tally = cut(6, scaled(200, 2_500), &before, &events, judge);
    println!("power cuts over a restore: {tally:?}");
    assert_eq!((tally.lost, tally.corrupt), (0, 0), "{tally:?}");
    let lying = without(&events, |event| {
        matches!(event, Event::Sync(_) | Event::SyncFolder(_))
    });
    let control = cut(7, 200, &before, &lying, judge);
    println!("control, syncs left out: {control:?}");
    assert!(control.corrupt > 0 && control.lost > 0, "{control:?}");
}

#[test]
fn a_power_cut_during_a_change_of_key_leaves_the_book_under_one_of_both() {
    let shop = folder();
    open_shop(shop.path());
    let before = files_in(shop.path());
    let mut book = open(shop.path(), Access::ReadWrite).unwrap();
    let mut states = vec![state(&book); 2];
    let ((), recorder) = recording(Recorder::keeping(), || {
        change_key(&mut book).unwrap();
        acknowledge();
        // What is written under the new key stays, too.
        add(&mut book, "换密码之后").unwrap();
        acknowledge();
    });
    states.push(state(&book));
    drop(book);
    let judge = |files: &Files, acknowledged: usize| {
        let place = folder();
        lay_out(files, shop.path(), place.path());
        let Ok((mut book, has_other_key)) = open_either(place.path(), Access::ReadWrite) else {
            return Verdict::Corrupt;
        };
        let Ok(found) = try_state(&book) else {
            return Verdict::Corrupt;
        };
        if !is_healthy(&book) || add(&mut book, "之后").is_err() || !is_healthy(&book) {
            return Verdict::Corrupt;
        }
        let allowed = &states[acknowledged..states.len().min(acknowledged + 2)];
        if allowed.contains(&found) && (has_other_key || acknowledged == 0) {
            Verdict::Fine
        } else {
            Verdict::Lost
        }
    };
    let events = recorder.events;
    let tally = cut(8, scaled(200, 2_500), &before, &events, judge);
    println!("power cuts over a change of key: {tally:?}");
    assert_eq!((tally.lost, tally.corrupt), (0, 0), "{tally:?}");
    let lying = without(&events, |event| {
        matches!(event, Event::Sync(_) | Event::SyncFolder(_))
    });
    let control = cut(9, 200, &before, &lying, judge);
    println!("control, syncs left out: {control:?}");
    assert!(control.corrupt > 0 && control.lost > 0, "{control:?}");
}
