//! Both languages say everything, with the same variables, and say different things differently.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::*;
use crate::domain::consent::State;
use crate::domain::listing::SourceKind;
use crate::domain::op::OpKind;
use crate::domain::phone::{NumberKind, NumberStatus};
use crate::domain::problem::{
    BookProblem, CellProblem, EditProblem, ExportProblem, FileProblem, FilterProblem,
    FilterProblemKind, ImportProblem, Problem, RejectReason, Span,
};
use crate::domain::review::Decision;
use crate::domain::time::Millis;

fn locale(language: Language) -> String {
    let file = Locales::get(&format!("{}/haobu.ftl", language.tag())).unwrap();
    String::from_utf8(file.data.into_owned()).unwrap()
}

/// Message ids of a language with the variables each names.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let text = locale(language);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            current = id.to_owned();
            let before = found.insert(current.clone(), BTreeSet::new());
            assert!(before.is_none(), "{id} stands twice in {language:?}");
        }
        for part in line.split("{ $").skip(1) {
            let name = part.split(' ').next().unwrap_or_default();
            found.get_mut(&current).unwrap().insert(name.to_owned());
        }
    }
    found
}

#[test]
fn both_languages_are_complete() {
    let mut english = messages(Language::English);
    // The bare number beside the written one chooses between one and many, which Chinese does not.
    for variables in english.values_mut() {
        variables.remove("n");
    }
    assert_eq!(english, messages(Language::Chinese));
    assert!(english.len() > 200, "{} messages", english.len());
    for language in Language::ALL {
        let known =
            loader(language).with_message_iter(&language.tag().parse().unwrap(), |all| all.count());
        assert_eq!(known, english.len(), "{language:?} has unreadable messages");
    }
}

#[test]
fn no_word_of_the_workshop_is_on_screen() {
    for language in Language::ALL {
        let text = locale(language);
        for line in text.lines() {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said);
            for word in ["E.164", "E164", "SQL", "attestation", "suppress", "payload"] {
                assert!(!said.contains(word), "{line}");
            }
        }
    }
}

/// One problem of every kind.
fn every_problem() -> Vec<Problem> {
    let path = || PathBuf::from("/tmp/客户.haobu");
    let files = [
        FileProblem::Missing,
        FileProblem::NoFolder,
        FileProblem::Exists,
        FileProblem::NotAllowed,
        FileProblem::ReadOnly,
        FileProblem::DiskFull,
        FileProblem::IsFolder,
        FileProblem::Other(None),
        FileProblem::Other(Some(5)),
    ];
    let mut all = vec![Problem::Cancelled];
    all.extend(files.map(|kind| Problem::File { path: path(), kind }));
    all.extend(book_problems(path));
    all.extend(import_problems());
    all.extend(export_problems());
    all.extend(filter_problems());
    all.extend(edit_problems());
    all
}

fn edit_problems() -> impl Iterator<Item = Problem> {
    [
        EditProblem::NobodyThere,
        EditProblem::NotAnEmail,
        EditProblem::NotANumber,
        EditProblem::NotADate,
        EditProblem::NotYesOrNo,
        EditProblem::NeverAgain,
        EditProblem::UnnamedTag,
        EditProblem::UnnamedSegment,
        EditProblem::SegmentExists {
            name: "VIP".to_owned(),
        },
        EditProblem::InTheFuture,
        EditProblem::EndsBeforeItBegins,
        EditProblem::NotByHand,
    ]
    .into_iter()
    .map(Problem::Edit)
}

fn book_problems(path: impl Fn() -> PathBuf) -> impl Iterator<Item = Problem> {
    [
        BookProblem::Missing(path()),
        BookProblem::AlreadyExists(path()),
        BookProblem::EmptyFile,
        BookProblem::CutFile,
        BookProblem::PlainDatabase,
        BookProblem::ForeignFile,
        BookProblem::WrongPassphraseOrDamaged,
        BookProblem::Damaged,
        BookProblem::NotABook,
        BookProblem::TooNew { found: 7, known: 1 },
        BookProblem::Locked,
        BookProblem::OpenElsewhere {
            host: "DESK-2".to_owned(),
            since: Millis(1_760_000_000_000),
        },
        BookProblem::IsBackup,
        BookProblem::NotABackup,
        BookProblem::BackupDamaged,
        BookProblem::BackupFailed,
        BookProblem::NoPlace,
        BookProblem::OtherBook,
        BookProblem::ReadOnly,
        BookProblem::Closed,
        BookProblem::Moved,
        BookProblem::DiskFull,
        BookProblem::KeyDerivation,
        BookProblem::NeedsRepair,
        BookProblem::ForeignJournal(std::path::PathBuf::from("shop.haobu-journal")),
        BookProblem::BadPassphrase,
        BookProblem::UnsafeSetting { pragma: "journal" },
        BookProblem::NothingToUndo,
        BookProblem::NothingToRedo,
        BookProblem::NoSuchRow,
        BookProblem::TooManyChildren,
        BookProblem::Database { code: 1555 },
    ]
    .into_iter()
    .map(Problem::Book)
}

fn import_problems() -> impl Iterator<Item = Problem> {
    let given = || "given".to_owned();
    [
        ImportProblem::UnknownKind,
        ImportProblem::NoRows,
        ImportProblem::NothingRecognised,
        ImportProblem::UnknownEncoding { given: given() },
        ImportProblem::BadDelimiter { given: given() },
        ImportProblem::UnknownSheet {
            given: given(),
            sheets: many(),
        },
        ImportProblem::UnknownSheet {
            given: given(),
            sheets: Vec::new(),
        },
        ImportProblem::UnknownColumn {
            given: given(),
            columns: many(),
        },
        ImportProblem::UnknownField { given: given() },
        ImportProblem::UnknownPreset {
            given: given(),
            presets: many(),
        },
        ImportProblem::UnknownCountry { given: given() },
        ImportProblem::BrokenSpreadsheet,
        ImportProblem::ProtectedSpreadsheet,
        ImportProblem::BrokenArchive,
        ImportProblem::ProtectedArchive,
        ImportProblem::NestedArchive,
        ImportProblem::TooMuchInside,
        ImportProblem::EditedList,
        ImportProblem::Changed,
        ImportProblem::Inside {
            name: "a.csv".to_owned(),
            problem: Box::new(ImportProblem::BrokenSpreadsheet),
        },
        ImportProblem::BrokenFile { row: 12_345 },
        ImportProblem::TooLarge { row: 12_345 },
        ImportProblem::ReaderStopped,
    ]
    .into_iter()
    .map(Problem::Import)
}

fn export_problems() -> impl Iterator<Item = Problem> {
    [
        ExportProblem::UnknownFormat {
            ending: "doc".to_owned(),
        },
        ExportProblem::UnknownFormat {
            ending: String::new(),
        },
        ExportProblem::UnknownColumn {
            given: "other".to_owned(),
            columns: many(),
        },
        ExportProblem::TooManyRows { rows: 2_000_000 },
        ExportProblem::CellTooLong {
            row: 12_345,
            column: "other".to_owned(),
        },
        ExportProblem::Spreadsheet,
    ]
    .into_iter()
    .map(Problem::Export)
}

fn filter_problems() -> impl Iterator<Item = Problem> {
    [
        FilterProblemKind::UnclosedQuote,
        FilterProblemKind::UnclosedGroup,
        FilterProblemKind::UnexpectedClose,
        FilterProblemKind::EmptyGroup,
        FilterProblemKind::MissingValue,
        FilterProblemKind::MissingOperand,
        FilterProblemKind::UnknownKey { closest: None },
        FilterProblemKind::UnknownKey {
            closest: Some("city".to_owned()),
        },
        FilterProblemKind::InvalidValue { valid: Vec::new() },
        FilterProblemKind::InvalidValue { valid: many() },
        FilterProblemKind::InvalidNumber,
        FilterProblemKind::InvalidDate,
        FilterProblemKind::EmptyRange,
        FilterProblemKind::TooDeep,
    ]
    .into_iter()
    .map(|kind| {
        Problem::Filter(FilterProblem {
            span: Span::default(),
            kind,
        })
    })
}

fn many() -> Vec<String> {
    vec!["one".to_owned(), "two".to_owned()]
}

#[test]
fn every_problem_has_its_own_sentence_in_both_languages() {
    let problems = every_problem();
    let mut said = BTreeSet::new();
    for problem in &problems {
        for language in Language::ALL {
            let text = sentence(language, problem);
            assert!(text.chars().count() > 4, "{problem:?}: {text}");
            assert!(!text.contains("No localization"), "{problem:?}: {text}");
            assert!(!text.contains('$'), "{problem:?}: {text}");
            let han = text.replace("客户", "").replace("深圳", "");
            let han = han.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert_eq!(han, language == Language::Chinese, "{text}");
            assert!(said.insert(text.clone()), "said twice: {text}");
        }
    }
    // Every sentence of those sections belongs to one problem, so none was left out above.
    let sections = locale(Language::English);
    let sentences = sections
        .split("\n### ")
        .flat_map(|part| part.split("\n## "))
        .filter(|section| {
            section.starts_with("Problems with ") || section.starts_with("book-edits")
        })
        .flat_map(str::lines)
        .filter(|line| line.contains(" = "))
        .count();
    assert_eq!(problems.len(), sentences);
}

#[test]
fn sentences_name_what_they_are_about() {
    let check = |problem: Problem, english: &str, chinese: &str| {
        assert_eq!(sentence(Language::English, &problem), english);
        assert_eq!(sentence(Language::Chinese, &problem), chinese);
    };
    check(
        BookProblem::WrongPassphraseOrDamaged.into(),
        "The passphrase does not fit, or the file is damaged.",
        "密码不符，或文件已损坏。",
    );
    check(
        Problem::File {
            path: PathBuf::from("a/b.csv"),
            kind: FileProblem::Missing,
        },
        "a/b.csv does not exist. Check the name and the folder.",
        "a/b.csv 不存在。请检查名称和文件夹。",
    );
    check(
        ImportProblem::UnknownSheet {
            given: "客户".to_owned(),
            sheets: vec!["Sheet1".to_owned(), "订单".to_owned()],
        }
        .into(),
        "The file has no sheet “客户”. It has: Sheet1, 订单.",
        "文件中没有工作表“客户”。现有：Sheet1、订单。",
    );
    check(
        ExportProblem::TooManyRows { rows: 1_200_000 }.into(),
        "1,200,000 rows do not fit into an Excel sheet, which ends at 1,048,576. \
         Export them as CSV, or filter them.",
        "1,200,000 行超出 Excel 工作表的上限 1,048,576 行。请导出为 CSV，或先筛选。",
    );
}

#[test]
fn every_kind_has_a_word() {
    for language in Language::ALL {
        let mut said = Vec::new();
        said.extend(OpKind::ALL.map(|kind| op_kind(language, kind)));
        said.extend(Decision::ALL.map(|kind| decision(language, kind)));
        said.extend(State::ALL.map(|kind| state(language, kind)));
        said.extend(SourceKind::ALL.map(|kind| source_kind(language, kind)));
        said.extend(NumberStatus::ALL.map(|kind| number_status(language, kind)));
        said.extend(NumberKind::ALL.map(|kind| line_kind(language, kind)));
        said.extend(RejectReason::ALL.map(|kind| reject_reason(language, kind)));
        said.extend(
            [
                CellProblem::InvalidNumber,
                CellProblem::AmbiguousNumber,
                CellProblem::LossyNumber,
                CellProblem::MaskedNumber,
                CellProblem::RelayNumber,
                CellProblem::InvalidEmail,
                CellProblem::InvalidAmount,
                CellProblem::WrongKind,
                CellProblem::InvalidDate,
                CellProblem::InvalidConsent,
            ]
            .map(|problem| cell_fault(language, problem)),
        );
        for word in said {
            assert!(
                !word.is_empty() && !word.contains("No localization"),
                "{word}"
            );
        }
    }
}

#[test]
fn the_language_follows_the_setting_then_the_system() {
    let check = |setting: Option<&str>, system: &[&str], expected: Language| {
        let system: Vec<String> = system.iter().map(|tag| (*tag).to_owned()).collect();
        assert_eq!(
            Language::choose(setting, &system),
            expected,
            "{setting:?} {system:?}"
        );
    };
    check(None, &[], Language::English);
    check(None, &["zh-CN", "en-US"], Language::Chinese);
    check(None, &["en-US", "zh-CN"], Language::English);
    check(None, &["zh-Hant-TW"], Language::Chinese);
    check(None, &["de-DE"], Language::English);
    check(Some(""), &["zh-CN"], Language::Chinese);
    check(Some("zh_CN.UTF-8"), &[], Language::Chinese);
    check(Some("ZH"), &[], Language::Chinese);
    check(Some("en"), &["zh-CN"], Language::English);
    check(Some("zhuang"), &[], Language::English);
}

#[test]
fn counts_show_their_thousands() {
    let check = |number: u64, expected: &str| assert_eq!(count(number), expected);
    check(0, "0");
    check(999, "999");
    check(1_000, "1,000");
    check(1_048_576, "1,048,576");
}
