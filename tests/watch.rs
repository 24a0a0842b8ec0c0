//! A watched folder keeps its promises: nothing comes in twice, half a file waits, what is not known
//! waits for the owner, every file leaves a report, one step takes each back, and a kill in the
//! middle loses and doubles nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

mod support;

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use haobu::domain::consent::{Channel, Method};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::{FileFault, ImportProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::import_profile::remembered;
use haobu::workspace::previewing::look_at;
use haobu::workspace::watch::{
    Arrival, Dealt, Folder, STILL, Terms, WaitReason, WatchEnd, WatchOutcome, examine,
};
use haobu::workspace::{
    Access, Attestation, ImportOptions, ImportRequest, KdfProfile, Passphrase, Policy, Progress,
    Unwatched, Watch, Workspace, create,
};
use serde_json::Value;
use support::{Desk, json_lines};
use tempfile::TempDir;

const CN: Region = Region(*b"CN");
const AT: i64 = 1_760_000_000_000;
const JUNE: &str = "姓名,手机,城市\n方晓彤,13823165520,深圳\n陈美玲,13823165521,广州\n";
const JULY: &str = "姓名,手机,城市\n方晓彤,13823165520,深圳\n欧阳雪,13713800138,北京\n";

fn passphrase() -> Passphrase {
    Passphrase::new(support::PASSPHRASE).unwrap()
}

/// A shop with a book and a folder that is watched, and a clock that goes as it is told.
struct Shop {
    house: TempDir,
    workspace: Workspace,
    folder: Folder,
    clock: i64,
}

impl Shop {
    fn new() -> Self {
        let house = tempfile::tempdir().unwrap();
        let book = house.path().join("花店.haobu");
        create(&book, &passphrase(), KdfProfile::Small).unwrap();
        let folder = house.path().join("收件");
        std::fs::create_dir(&folder).unwrap();
        Self {
            workspace: Workspace::open(&book, &passphrase(), Access::ReadWrite).unwrap(),
            folder: Folder::new(&folder),
            house,
            clock: AT,
        }
    }

    /// As after a restart, or on another computer: the book is all that is left.
    fn reopened(self) -> Self {
        let Self {
            house,
            workspace,
            folder,
            clock,
        } = self;
        let path = workspace.book().path().to_owned();
        drop(workspace);
        Self {
            workspace: Workspace::open(&path, &passphrase(), Access::ReadWrite).unwrap(),
            folder: Folder::new(folder.path()),
            house,
            clock,
        }
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Imports a file by hand, and remembers how.
    fn teach(&mut self, text: &str, options: &ImportOptions) {
        let path = self.house.path().join("由店主导入.csv");
        std::fs::write(&path, text).unwrap();
        let look = look_at(&path, options, &[]).unwrap();
        let watch = Watch {
            profile: Some((vec![look.signature], remembered(options, "柜台"))),
            is_by_hand: true,
            ..Watch::default()
        };
        let request = ImportRequest {
            file: path,
            options: options.clone(),
            source: "柜台".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        self.workspace
            .import_watched(&request, &watch, &Unwatched)
            .unwrap();
    }

    /// One look, so much later.
    fn look_after(&mut self, millis: i64) -> Vec<Arrival> {
        self.clock += millis;
        self.folder.look(Millis(self.clock)).unwrap().arrived
    }

    /// Files that arrived whole: two looks, far enough apart.
    fn arrived(&mut self) -> Vec<Arrival> {
        let mut all = self.look_after(1);
        all.extend(self.look_after(i64::try_from(STILL).unwrap()));
        all
    }

    fn terms() -> Terms {
        Terms::Remembered {
            source: "收件".to_owned(),
        }
    }

    fn receive(&mut self, arrival: &Arrival, progress: &dyn Progress) -> Result<WatchEnd, Problem> {
        let examined = examine(&arrival.path, &Self::terms(), CN).unwrap();
        self.workspace
            .receive(arrival, &examined, &Self::terms(), progress)
            .map(|report| report.end)
    }

    /// All that arrived and is not dealt with comes in; how each ended.
    fn run(&mut self) -> Vec<(String, WatchEnd)> {
        let mut ends = Vec::new();
        for arrival in self.arrived() {
            if self.workspace.dealt_with(&arrival.hash).unwrap() == Dealt::Done {
                continue;
            }
            let end = self.receive(&arrival, &Unwatched).unwrap();
            ends.push((arrival.name, end));
        }
        ends
    }

    fn people(&self) -> usize {
        self.workspace.roster().unwrap().len()
    }

    fn outcomes(&self) -> Vec<WatchOutcome> {
        let reports = self.workspace.watch_reports().unwrap();
        reports.iter().map(|report| report.end.outcome()).collect()
    }
}

fn of_shop() -> ImportOptions {
    ImportOptions::new(CN, SourceKind::Shop)
}

/// `(rows, new)` of a file that came in.
fn counted(end: &WatchEnd) -> (u64, u64) {
    match end {
        WatchEnd::Imported(counted) => (counted.buckets.rows, counted.buckets.new),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_whose_settings_are_remembered_comes_in_once() {
    let mut shop = Shop::new();
    // People who are in the book already would come in again: so it would show.
    let options = ImportOptions {
        policy: Policy::Add,
        ..of_shop()
    };
    shop.teach("姓名,手机,城市\n王小明,13500135000,上海\n", &options);
    shop.put("六月.csv", JUNE);
    let ends = shop.run();
    assert_eq!(ends.len(), 1);
    assert_eq!(
        (ends[0].0.as_str(), counted(&ends[0].1)),
        ("六月.csv", (2, 2))
    );
    assert_eq!(shop.people(), 3);
    // Not with the next look, not under another name, not after a restart.
    assert_eq!(shop.run(), []);
    shop.put("六月（副本）.csv", JUNE);
    shop.put("子文件夹/六月.csv", JUNE);
    assert_eq!(shop.run(), []);
    let mut shop = shop.reopened();
    assert_eq!(shop.run(), []);
    assert_eq!(shop.people(), 3);
    // What the owner has brought in by hand is done with, too.
    shop.put(
        "由店主导入.csv",
        "姓名,手机,城市\n王小明,13500135000,上海\n",
    );
    assert_eq!(shop.run(), []);
    // A file that changed is another.
    shop.put("六月.csv", JULY);
    assert_eq!(counted(&shop.run()[0].1), (2, 2));
    assert_eq!(shop.people(), 5);
    // The source is the one that was remembered.
    let names = shop.workspace.vocabulary().sources.iter();
    let names: Vec<&str> = names.map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["柜台"]);
}

#[test]
fn half_of_a_file_waits() {
    let mut shop = Shop::new();
    let still = i64::try_from(STILL).unwrap();
    let whole = shop.put("六月.csv", &JUNE[..30]);
    assert_eq!(shop.look_after(1), []);
    assert_eq!(shop.look_after(still - 1), []);
    // It grows, and the time begins anew.
    std::fs::write(&whole, JUNE).unwrap();
    assert_eq!(shop.look_after(still), []);
    assert_eq!(shop.look_after(still - 1), []);
    let arrived = shop.look_after(1);
    assert_eq!(arrived.len(), 1);
    // It is written to between its arrival and its import.
    std::fs::write(&whole, JULY.repeat(2)).unwrap();
    let outcome = shop.receive(&arrived[0], &Unwatched);
    assert!(
        matches!(outcome, Err(Problem::Import(ImportProblem::Changed))),
        "{outcome:?}"
    );
    assert_eq!((shop.people(), shop.outcomes()), (0, vec![]));
    // Nothing, a download, a lock, and what is open in another program.
    shop.put("空.csv", "");
    shop.put("七月.csv.part", JULY);
    shop.put("七月.csv", "姓名,手机\n甲甲,13823165529\n");
    shop.put("~$八月.xlsx", JULY);
    shop.put("八月.xlsx", JULY);
    shop.put("Unconfirmed.crdownload", JULY);
    let names: Vec<String> = shop.arrived().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["六月.csv"]);
    for beside in ["七月.csv.part", "~$八月.xlsx"] {
        std::fs::remove_file(shop.folder.path().join(beside)).unwrap();
    }
    let names: Vec<String> = shop.arrived().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["七月.csv", "八月.xlsx"]);
}

#[test]
fn what_is_not_known_waits_for_the_owner_and_is_never_guessed() {
    let mut shop = Shop::new();
    shop.put("六月.csv", JUNE);
    let waits = |why| vec![WatchEnd::Waiting(why)];
    let ends =
        |shop: &mut Shop| -> Vec<WatchEnd> { shop.run().into_iter().map(|(_, end)| end).collect() };
    assert_eq!(ends(&mut shop), waits(WaitReason::NoSettings));
    assert_eq!(shop.people(), 0);
    // It waits after a restart, too, and is reported once.
    let mut shop = shop.reopened();
    assert_eq!(ends(&mut shop), waits(WaitReason::NoSettings));
    assert_eq!(shop.outcomes(), [WatchOutcome::Waiting]);
    // Once the owner has said how, it comes in.
    shop.teach("姓名,手机,城市\n王小明,13500135000,上海\n", &of_shop());
    let mut shop = shop.reopened();
    assert_eq!(counted(&ends(&mut shop)[0]), (2, 2));

    // Columns without names tell nothing, whatever is remembered of other such files.
    let nameless = "方晓彤,13823165520,深圳\n";
    shop.teach(nameless, &of_shop());
    shop.put("无表头.csv", "何伟,13600136000,深圳\n");
    assert_eq!(ends(&mut shop), waits(WaitReason::NoHeads));
    // Other heads are other files.
    shop.put("其他.csv", "姓名,手机,备注\n何伟,13600136000,\n");
    assert_eq!(ends(&mut shop), waits(WaitReason::NoSettings));
    // Edits are looked at one by one.
    shop.put("改过.csv", "haobu-id,姓名,手机\nx,何伟,13600136000\n");
    assert_eq!(ends(&mut shop), waits(WaitReason::EditedList));
    let edited = shop.workspace.watch_reports().unwrap()[0].hash.clone();
    shop.workspace.leave_file_out("改过.csv", &edited).unwrap();
    // What the owner does not want is not asked about again.
    let reports = shop.workspace.watch_reports().unwrap();
    let other = reports.iter().find(|one| one.file_name == "其他.csv");
    let hash = other.unwrap().hash.clone();
    shop.workspace.leave_file_out("其他.csv", &hash).unwrap();
    let mut shop = shop.reopened();
    assert_eq!(ends(&mut shop), waits(WaitReason::NoHeads));
}

#[test]
fn a_proof_of_one_day_holds_for_nobody_else() {
    let proof = |at| {
        Some(Attestation {
            channels: vec![Channel::Sms],
            method: Method::Paper,
            wording: "我同意接收优惠短信".to_owned(),
            language: "zh-CN".to_owned(),
            at,
            proof: "文件柜".to_owned(),
        })
    };
    for (at, waits) in [(Some(Millis(AT)), true), (None, false)] {
        let mut shop = Shop::new();
        let options = ImportOptions {
            attestation: proof(at),
            ..of_shop()
        };
        shop.teach("姓名,手机,城市\n王小明,13500135000,上海\n", &options);
        shop.put("六月.csv", JUNE);
        let end = shop.run().pop().unwrap().1;
        assert_eq!(
            end == WatchEnd::Waiting(WaitReason::ProofDay),
            waits,
            "{end:?}"
        );
    }
}

#[test]
fn every_file_leaves_a_report_and_failures_are_tried_again_only_when_the_file_changed() {
    let mut shop = Shop::new();
    shop.teach("姓名,手机,城市\n王小明,13500135000,上海\n", &of_shop());
    shop.put("坏.xlsx", b"PK\x03\x04 cut off");
    shop.put("六月.csv", format!("{JUNE},,天津\n"));
    let ends = shop.run();
    let broken = WatchEnd::Failed(FileFault::Import(ImportProblem::BrokenSpreadsheet));
    assert_eq!(ends.len(), 2);
    assert!(ends.contains(&("坏.xlsx".to_owned(), broken)), "{ends:?}");
    // A file that brings nothing new leaves a report all the same.
    shop.put("再来一次.csv", format!("{JUNE}\n\n"));
    assert_eq!(counted(&shop.run()[0].1), (2, 0));
    let mut shop = shop.reopened();
    assert_eq!(shop.run(), []);
    let reports = shop.workspace.watch_reports().unwrap();
    let told: Vec<(&str, WatchOutcome, bool)> = reports
        .iter()
        .map(|one| (one.file_name.as_str(), one.end.outcome(), one.op.is_some()))
        .collect();
    assert_eq!(told[0].0, "再来一次.csv");
    assert!(told.contains(&("坏.xlsx", WatchOutcome::Failed, false)));
    let june = reports
        .iter()
        .find(|one| one.file_name == "六月.csv")
        .unwrap();
    let WatchEnd::Imported(counted) = &june.end else {
        panic!("{june:?}");
    };
    assert_eq!((counted.buckets.rejected, counted.buckets.rows), (1, 3));
    assert_eq!(counted.rejects[0].0, 4);
    assert!(june.op.is_some() && june.is_short());
    assert!(shop.workspace.check().unwrap().is_healthy());
    // Mended, it is another file.
    shop.put("坏.xlsx", JULY);
    assert_eq!(shop.run().len(), 1);
}

#[test]
fn one_step_takes_a_file_back_and_it_does_not_come_again() {
    let mut shop = Shop::new();
    shop.teach("姓名,手机,城市\n王小明,13500135000,上海\n", &of_shop());
    shop.put("六月.csv", JUNE);
    shop.run();
    assert_eq!(shop.people(), 3);
    shop.workspace.undo().unwrap();
    assert_eq!(shop.people(), 1);
    let mut shop = shop.reopened();
    assert_eq!(shop.run(), []);
    assert_eq!(shop.people(), 1);
    shop.workspace.redo().unwrap();
    assert_eq!(shop.people(), 3);
    // What failed or waits is nothing that undo would take back.
    shop.put("坏.xlsx", b"PK\x03\x04 cut off");
    shop.run();
    shop.workspace.undo().unwrap();
    assert_eq!(shop.people(), 1);
}

/// Stops at the first batch.
struct Stop;

impl Progress for Stop {
    fn at(&self, _rows: u64, _share: Option<f64>) -> bool {
        false
    }
}

#[test]
fn what_was_stopped_has_not_happened_and_comes_in_the_next_time() {
    let mut shop = Shop::new();
    shop.teach("姓名,手机,城市\n王小明,13500135000,上海\n", &of_shop());
    shop.put("六月.csv", JUNE);
    let arrived = shop.arrived();
    let stopped = shop.receive(&arrived[0], &Stop);
    assert!(matches!(stopped, Err(Problem::Cancelled)), "{stopped:?}");
    assert_eq!(shop.people(), 1);
    shop.folder.again(&arrived[0].path);
    assert_eq!(counted(&shop.run()[0].1), (2, 2));
}

fn desk() -> (Desk, PathBuf) {
    let desk = Desk::new();
    desk.done(&["new", "花店.haobu", "--kdf", "1"]);
    let folder = desk.path("收件");
    std::fs::create_dir(&folder).unwrap();
    (desk, folder)
}

const ONCE: [&str; 6] = [
    "import",
    "花店.haobu",
    "--watch",
    "收件",
    "--once",
    "--json",
];
const SOURCE: [&str; 4] = ["--source", "门店", "--source-kind", "shop"];

fn listed(desk: &Desk) -> usize {
    desk.done(&["list", "花店.haobu", "--format", "json"])
        .lines()
        .count()
}

#[test]
fn the_command_brings_a_folder_in_once_and_tells_each_file() {
    let (desk, folder) = desk();
    std::fs::write(folder.join("六月.csv"), JUNE).unwrap();
    std::fs::write(folder.join("说明.txt"), "nothing but words\n").unwrap();
    let arguments = [&ONCE[..], &SOURCE[..]].concat();
    let run = desk.run(&arguments);
    // One of them waits.
    assert_eq!(run.code, 3, "{}", run.err);
    let lines = json_lines(&run.out);
    let told = |name: &str| -> &Value { lines.iter().find(|line| line["file"] == name).unwrap() };
    assert_eq!(lines.len(), 2, "{}", run.out);
    let june = told("六月.csv");
    assert_eq!(
        (&june["end"], &june["rows"], &june["new"]),
        (&"imported".into(), &2.into(), &2.into())
    );
    assert_eq!(told("说明.txt")["end"], "waiting");
    assert_eq!(listed(&desk), 2);
    std::fs::remove_file(folder.join("说明.txt")).unwrap();
    let again = desk.run(&arguments);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    // Rows that cannot come in are an end of their own, as is a file that failed.
    std::fs::write(folder.join("七月.csv"), format!("{JULY},,天津\n")).unwrap();
    assert_eq!(desk.run(&arguments).code, 3);
    std::fs::write(folder.join("坏.xlsx"), b"PK\x03\x04 cut off").unwrap();
    let failed = desk.run(&arguments);
    assert_eq!(failed.code, 1);
    assert_eq!(json_lines(&failed.out)[0]["why"], "BrokenSpreadsheet");
    assert_eq!(listed(&desk), 3);
    // Without a source, nothing is guessed.
    std::fs::write(folder.join("八月.csv"), "姓名,手机\n何伟,13600136000\n").unwrap();
    let held = desk.run(&ONCE);
    assert_eq!(held.code, 3);
    assert_eq!(json_lines(&held.out)[0]["why"], "no_settings");
    assert_eq!(listed(&desk), 3);
    let missing = desk.run(&["import", "花店.haobu", "--watch", "没有", "--once"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("没有"), "{}", missing.err);
}

#[cfg(unix)]
#[test]
fn the_command_watches_until_it_is_told_to_end() {
    use std::process::Command;
    let (desk, folder) = desk();
    let arguments = ["import", "花店.haobu", "--watch", "收件", "--json"];
    let mut command = desk.command(&[&arguments[..], &SOURCE[..]].concat());
    let mut child = command
        .env("HAOBU_PASSPHRASE", support::PASSPHRASE)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for (name, text) in [("六月.csv", JUNE), ("七月.csv", JULY)] {
        // It arrives under another name, as downloads do.
        let part = folder.join(format!("{name}.part"));
        std::fs::write(&part, text).unwrap();
        std::fs::rename(&part, folder.join(name)).unwrap();
        let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(
            (&line["file"], &line["end"]),
            (&name.into(), &"imported".into())
        );
    }
    // A folder that goes and comes back is no end.
    let away = desk.path("别处");
    std::fs::rename(&folder, &away).unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().contains("does not exist")));
    std::fs::rename(&away, &folder).unwrap();
    std::fs::write(folder.join("八月.csv"), "姓名,手机\n何伟,13600136000\n").unwrap();
    assert!(lines.next().unwrap().unwrap().contains("八月.csv"));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(listed(&desk), 4);
}

/// So many people that the import takes a while.
fn many(path: &Path) {
    let mut text = String::from("姓名,手机\n");
    for row in 0..20_000 {
        writeln!(text, "客户{row},138{row:08}").unwrap();
    }
    std::fs::write(path, text).unwrap();
}

#[test]
fn a_kill_in_the_middle_loses_nothing_and_doubles_nothing() {
    let (desk, folder) = desk();
    let arguments = [&ONCE[..], &SOURCE[..], &["--policy", "add"]].concat();
    many(&folder.join("大文件.csv"));
    let mut journal = desk.path("花店.haobu").into_os_string();
    journal.push("-journal");
    for _ in 0..4 {
        let mut command = desk.command(&arguments);
        let mut child = command
            .env("HAOBU_PASSPHRASE", support::PASSPHRASE)
            .spawn()
            .unwrap();
        // Once its journal has something in it, it is in the middle of writing.
        let is_writing = || std::fs::metadata(&journal).is_ok_and(|found| found.len() > 0);
        while !is_writing() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let people = listed(&desk);
        assert!(people == 0 || people == 20_000, "{people}");
    }
    desk.run(&arguments);
    assert_eq!(listed(&desk), 20_000);
    assert_eq!(desk.run(&arguments).out, "");
    desk.done(&["check", "花店.haobu"]);
}
