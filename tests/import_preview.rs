//! What is told of a file before it comes in is what happens when it does; and what the owner can
//! prove never turns a no into a yes.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::path::{Path, PathBuf};

use haobu::domain::badge::Pile;
use haobu::domain::consent::{Channel, EventKind, Grade, Method};
use haobu::domain::ids::ContactId;
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::{CellProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::import_profile::remembered;
use haobu::workspace::previewing::{look_at, preview_alone, rows_of};
use haobu::workspace::{
    Access, Attestation, Bucket, Field, ImportOptions, ImportRequest, Imported, KdfProfile,
    Passphrase, Policy, Progress, Recipient, Unwatched, Watch, Workspace, create,
};
use tempfile::TempDir;

const CN: Region = Region(*b"CN");

/// One row of everything that may happen to a number.
const LIST: &str = "\
姓名,手机,城市
方晓彤,13823165520,深圳
方晓彤,13823165520,深圳
陈美玲,138****5678,广州
王小明,1382316,北京
何伟,13800138000-1234,深圳
,,上海
欧阳雪,13713800138,北京
";

fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn request(file: &Path, options: ImportOptions) -> ImportRequest {
    ImportRequest {
        file: file.to_owned(),
        options,
        source: "柜台".to_owned(),
        rejects: None,
        rehearsal: false,
    }
}

fn of_shop() -> ImportOptions {
    ImportOptions::new(CN, SourceKind::Shop)
}

fn book(folder: &TempDir) -> Workspace {
    let passphrase = Passphrase::new("correct horse battery staple").unwrap();
    let path = folder.path().join("花店.haobu");
    create(&path, &passphrase, KdfProfile::Small).unwrap();
    Workspace::open(&path, &passphrase, Access::ReadWrite).unwrap()
}

fn listed(workspace: &mut Workspace, request: &ImportRequest) -> Imported {
    let watch = Watch {
        listing: true,
        ..Watch::default()
    };
    workspace
        .import_watched(request, &watch, &Unwatched)
        .unwrap()
}

fn files(folder: &TempDir) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn what_is_seen_without_a_book_is_what_a_new_book_gets() {
    let folder = tempfile::tempdir().unwrap();
    let request = request(&file(&folder, "老顾客.csv", LIST), of_shop());
    let before = files(&folder);
    let seen = preview_alone(&request, &Unwatched).unwrap();
    assert_eq!(files(&folder), before, "something was written");
    let mut workspace = book(&folder);
    let rehearsed = workspace.preview_import(&request, &Unwatched).unwrap();
    let done = listed(&mut workspace, &request);
    assert_eq!(seen.report.buckets, done.report.buckets);
    assert_eq!(rehearsed.report.buckets, done.report.buckets);
    assert_eq!(seen.rows, done.rows);
    assert_eq!(seen.piles, done.piles);
    assert_eq!(seen.piles, Some([0, 0, 5, 0]));
    assert_eq!(seen.touched.len(), 5);
    let ends: Vec<(u32, Bucket)> = done.rows.iter().map(|end| (end.row, end.bucket)).collect();
    let expected = [
        (2, Bucket::New),
        (3, Bucket::DuplicateInFile),
        (4, Bucket::New),
        (5, Bucket::New),
        (6, Bucket::New),
        (7, Bucket::Rejected),
        (8, Bucket::New),
    ];
    assert_eq!(ends, expected);
}

#[test]
fn every_odd_cell_is_counted_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let request = request(&file(&folder, "老顾客.csv", LIST), of_shop());
    let survey = preview_alone(&request, &Unwatched).unwrap().survey.unwrap();
    let numbers = survey.columns().get(1).unwrap();
    assert_eq!((numbers.filled, numbers.sound()), (6, 3));
    for (problem, row) in [
        (CellProblem::MaskedNumber, 4),
        (CellProblem::InvalidNumber, 5),
        (CellProblem::RelayNumber, 6),
    ] {
        assert_eq!(numbers.odd(problem), 1, "{problem:?}");
        let cells = survey.cells().iter();
        let rows: Vec<u32> = cells
            .filter(|cell| cell.problem == problem)
            .map(|cell| cell.row)
            .collect();
        assert_eq!(rows, [row], "{problem:?}");
    }
    let cities = survey.columns().get(2).unwrap();
    assert_eq!((cities.filled, cities.distinct), (7, 4));
    let rows = rows_of(&request.file, &request.options, &[5, 8]).unwrap();
    let names: Vec<&str> = rows
        .iter()
        .map(|(_, cells)| cells.first().unwrap().as_str())
        .collect();
    assert_eq!(names, ["王小明", "欧阳雪"]);
}

/// Stops at the first batch.
struct Stop;

impl Progress for Stop {
    fn at(&self, _rows: u64, _share: Option<f64>) -> bool {
        false
    }
}

#[test]
fn a_preview_can_be_stopped_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let request = request(&file(&folder, "老顾客.csv", LIST), of_shop());
    let stopped = preview_alone(&request, &Stop);
    assert!(matches!(stopped, Err(Problem::Cancelled)));
    let mut workspace = book(&folder);
    let stopped = workspace.preview_import(&request, &Stop);
    assert!(matches!(stopped, Err(Problem::Cancelled)));
    workspace.preview_import(&request, &Unwatched).unwrap();
    assert_eq!(workspace.roster().unwrap().len(), 0);
    assert!(workspace.next_steps().unwrap().0.is_none());
}

fn proof(channels: &[Channel]) -> Attestation {
    Attestation {
        channels: channels.to_vec(),
        method: Method::Paper,
        wording: "我同意接收优惠短信".to_owned(),
        language: "zh-CN".to_owned(),
        at: Some(Millis(1_700_000_000_000)),
        proof: "文件柜".to_owned(),
    }
}

#[test]
fn proof_makes_a_yes_reliable_and_leaves_a_no_alone() {
    let check = |text: &str, kind: SourceKind, expected: [u64; 4]| {
        let folder = tempfile::tempdir().unwrap();
        let options = ImportOptions {
            attestation: Some(proof(&[Channel::Sms])),
            ..ImportOptions::new(CN, kind)
        };
        let request = request(&file(&folder, "老顾客.csv", text), options);
        let mut workspace = book(&folder);
        let done = listed(&mut workspace, &request);
        assert_eq!(done.piles, Some(expected), "{text}");
        // The same file again says nothing new.
        let again = listed(&mut workspace, &request);
        assert!(again.touched.is_empty(), "{text}");
    };
    // Nobody was asked in the file: what the owner states holds for all of it.
    let plain = "姓名,手机\n甲甲,13823165520\n乙乙,13823165521\n";
    check(plain, SourceKind::Shop, [2, 0, 0, 0]);
    check(plain, SourceKind::Purchased, [0, 0, 2, 0]);
    // Who was asked in the file answered for themselves; a blank is no yes.
    let asked = "姓名,手机,同意短信\n甲甲,13823165520,是\n乙乙,13823165521,否\n丙丙,13823165522,\n";
    check(asked, SourceKind::Shop, [1, 1, 1, 0]);
    // Numbers that are not the person's own prove nothing.
    let lent = "姓名,手机\n甲甲,13800138000-1234\n乙乙,138****5678\n";
    check(lent, SourceKind::Shop, [0, 0, 2, 0]);
    // An objection stands, whatever is claimed of everybody.
    let objected = "姓名,手机,退订\n甲甲,13823165520,是\n乙乙,13823165521,\n";
    check(objected, SourceKind::Shop, [1, 1, 0, 0]);
}

#[test]
fn a_refusal_in_the_book_outlives_a_proved_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = book(&folder);
    let no = "姓名,手机,同意短信\n甲甲,13823165520,否\n";
    listed(
        &mut workspace,
        &request(&file(&folder, "一.csv", no), of_shop()),
    );
    let options = ImportOptions {
        attestation: Some(proof(&[Channel::Sms])),
        ..of_shop()
    };
    let yes = "姓名,手机\n甲甲,13823165520\n";
    let done = listed(
        &mut workspace,
        &request(&file(&folder, "二.csv", yes), options),
    );
    assert_eq!(done.piles, Some([0, 1, 0, 0]));
    let roster = workspace.roster().unwrap();
    let slot = roster.slot_of(ContactId(1)).unwrap();
    assert_eq!(roster.pile(slot), Pile::ServiceOnly);
}

#[test]
fn what_is_proved_keeps_its_words_and_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = book(&folder);
    let options = ImportOptions {
        attestation: Some(proof(&[Channel::Sms])),
        ..of_shop()
    };
    let text = "姓名,手机\n甲甲,13823165520\n";
    listed(
        &mut workspace,
        &request(&file(&folder, "一.csv", text), options),
    );
    let contact = workspace.book().contact(ContactId(1)).unwrap().unwrap();
    let events = workspace.book().events(&contact).unwrap();
    let [event] = events.as_slice() else {
        panic!("{} events", events.len());
    };
    assert_eq!((event.kind, event.grade), (EventKind::Grant, Grade::B));
    assert_eq!(event.method, Method::Import);
    assert_eq!(event.at, Millis(1_700_000_000_000));
    assert_eq!(event.note, "文件柜");
    assert!(event.notice.is_some());
}

#[test]
fn proof_by_the_day_of_the_order_needs_an_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = book(&folder);
    let text = "订单编号,买家会员名,买家手机,下单时间\n\
                1,tb_1,13823165520,2026-05-09 10:00\n2,tb_2,13823165521,\n";
    let options = ImportOptions {
        attestation: Some(Attestation {
            at: None,
            ..proof(&[Channel::Sms])
        }),
        ..ImportOptions::new(CN, SourceKind::Marketplace)
    };
    let done = listed(
        &mut workspace,
        &request(&file(&folder, "一.csv", text), options),
    );
    assert_eq!(done.piles, Some([1, 0, 1, 0]));
}

#[test]
fn columns_are_mapped_by_their_place() {
    let folder = tempfile::tempdir().unwrap();
    // Two heads alike, and one that is a number.
    let list = file(
        &folder,
        "一.csv",
        "姓名,2,2\n甲甲,13823165520,13823165521\n",
    );
    let options = ImportOptions {
        columns: vec![(1, Field::Ignore), (2, Field::Mobile)],
        header: Some(true),
        ..of_shop()
    };
    let look = look_at(&list, &options, &[CN]).unwrap();
    let fields: Vec<Option<Field>> = look
        .mapping
        .columns()
        .iter()
        .map(|column| column.field.clone())
        .collect();
    let expected = [Some(Field::Name), Some(Field::Ignore), Some(Field::Mobile)];
    assert_eq!(fields, expected);
    // A table that tells nobody can still be looked at.
    let nobody = file(&folder, "二.csv", "甲,乙\n一,二\n三,四\n");
    let look = look_at(&nobody, &of_shop(), &[CN]).unwrap();
    assert!(!look.mapping.tells_who());
    assert!(preview_alone(&request(&nobody, of_shop()), &Unwatched).is_err());
}

#[test]
fn numbers_are_told_to_be_at_home_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let countries = [Region(*b"US"), CN, Region(*b"HK")];
    let check = |text: &str, home: Region, expected: Option<Region>| {
        let list = file(&folder, "一.csv", text);
        let options = ImportOptions::new(home, SourceKind::Shop);
        let look = look_at(&list, &options, &countries).unwrap();
        assert_eq!(look.other_country, expected, "{text} in {}", home.as_str());
    };
    let chinese = "姓名,手机\n甲甲,13800138000\n乙乙,13800138001\n丙丙,x\n";
    check(chinese, Region(*b"US"), Some(CN));
    check(chinese, CN, None);
    let american = "name,phone\nAnn,(646) 839-0123\nBob,(646) 839-0124\n";
    check(american, CN, Some(Region(*b"US")));
    check("name,phone\nAnn,x\n", CN, None);
}

#[test]
fn settings_are_kept_by_the_heads_of_a_file_and_outlive_an_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = book(&folder);
    let first = file(
        &folder,
        "五月.csv",
        "姓名,手机 ,城市\n甲甲,13823165520,深圳\n",
    );
    let options = ImportOptions {
        columns: vec![(2, Field::Ignore)],
        policy: Policy::Update,
        recipient: Recipient::Contact,
        ..of_shop()
    };
    let signature = look_at(&first, &options, &[CN]).unwrap().signature;
    assert!(workspace.import_profile(&signature).unwrap().is_none());
    let watch = Watch {
        profile: Some((vec![signature], remembered(&options, "柜台"))),
        ..Watch::default()
    };
    let request = request(&first, options);
    workspace
        .import_watched(&request, &watch, &Unwatched)
        .unwrap();
    workspace.undo().unwrap();
    // Spelt a little differently, these are the same heads; others are others.
    let second = file(
        &folder,
        "六月.csv",
        "姓名,手机,城市\n乙乙,13823165521,广州\n",
    );
    let same = look_at(&second, &of_shop(), &[CN]).unwrap().signature;
    let profile = workspace.import_profile(&same).unwrap().unwrap();
    assert_eq!(profile.options.columns, [(2, Field::Ignore)]);
    assert_eq!(profile.options.policy, Policy::Update);
    assert_eq!(profile.source, "柜台");
    let third = file(&folder, "七月.csv", "姓名,手机\n丙丙,13823165522\n");
    let other = look_at(&third, &of_shop(), &[CN]).unwrap().signature;
    assert!(workspace.import_profile(&other).unwrap().is_none());
    // A rehearsal remembers nothing.
    assert!(workspace.check().is_ok());
}

#[test]
fn examples_show_what_a_policy_would_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = book(&folder);
    let first = "姓名,手机,公司\n甲甲,13823165520,\n乙乙,13823165521,旧\n";
    listed(
        &mut workspace,
        &request(&file(&folder, "一.csv", first), of_shop()),
    );
    let second = "姓名,手机,公司\n甲甲,13823165520,新\n乙乙,13823165521,新\n";
    let seen = workspace
        .preview_import(
            &request(&file(&folder, "二.csv", second), of_shop()),
            &Unwatched,
        )
        .unwrap();
    let examples: Vec<(&str, &str, &str)> = seen
        .examples
        .iter()
        .map(|example| {
            let value = &example.value;
            (
                example.name.as_str(),
                value.old.as_str(),
                value.new.as_str(),
            )
        })
        .collect();
    assert_eq!(examples, [("甲甲", "", "新"), ("乙乙", "旧", "新")]);
}
