//! Files as exporters and people make them are read as they were meant.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::path::{Path, PathBuf};

use haobu::domain::consent::{Channel, EventKind, Point};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::{E164, NumberStatus, Region};
use haobu::domain::problem::{CellProblem, ImportProblem, Problem, RejectReason};
use haobu::import::{Draft, ImportFile, ImportOptions, Layout, ReadRow, Recipient};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name)
}

fn options(country: &str) -> ImportOptions {
    ImportOptions::new(Region::parse(country).unwrap(), SourceKind::Shop)
}

fn rows(file: &ImportFile) -> Vec<ReadRow> {
    let mut rows = Vec::new();
    file.read(&mut |row| {
        rows.push(row);
        Ok(())
    })
    .unwrap();
    rows
}

fn drafts(file: &ImportFile) -> Vec<Draft> {
    let draft = |row| match row {
        ReadRow::Draft(draft) => draft,
        ReadRow::Rejected { row, reason } => panic!("row {row}: {reason:?}"),
    };
    rows(file).into_iter().map(draft).collect()
}

fn open(name: &str, country: &str) -> ImportFile {
    ImportFile::open(&fixture(name), &options(country)).unwrap()
}

#[test]
fn every_fixture_is_read_with_its_encoding_delimiter_and_rows() {
    let check =
        |name: &str, country: &str, encoding: &'static str, delimiter: char, rows: &[u32]| {
            let file = open(name, country);
            assert_eq!(
                file.layout(),
                Layout::Text {
                    encoding,
                    delimiter
                },
                "{name}"
            );
            let found: Vec<u32> = drafts(&file).iter().map(|draft| draft.row).collect();
            assert_eq!(found, rows, "{name}");
        };
    check("taobao_gb18030.csv", "CN", "gb18030", ',', &[2, 3, 4, 5]);
    check(
        "register_gbk.csv",
        "CN",
        "gb18030",
        ',',
        &[2, 3, 4, 5, 6, 7, 8],
    );
    check("excel_utf16.txt", "HK", "UTF-16LE", '\t', &[2, 3]);
    check("taiwan_big5.csv", "TW", "Big5", ',', &[2, 3]);
    check("taiwan_big5.csv", "CN", "Big5", ',', &[2, 3]);
    check("brevo.csv", "DE", "windows-1252", ';', &[2, 3]);
    check("no_header.csv", "CN", "UTF-8", ',', &[1, 2, 3, 4]);
    check("sep.csv", "US", "UTF-8", ';', &[3]);
    check("google.csv", "GB", "UTF-8", ',', &[2, 3]);
    check("titles.csv", "CN", "UTF-8", ',', &[5, 6]);
}

#[test]
fn a_register_becomes_people() {
    let file = open("register_gbk.csv", "CN");
    let drafts = drafts(&file);
    let wei = &drafts[0];
    assert_eq!(
        (wei.name.as_str(), wei.notes.as_str()),
        ("张伟", "爱喝茶，\n周末来")
    );
    assert_eq!(wei.numbers[0].e164, Some(E164(8_613_823_165_520)));
    assert_eq!(wei.numbers[0].raw, "138 2316 5520");
    assert_eq!(wei.addresses[0].city, "深圳");
    assert_eq!(wei.tags, ["VIP", "老客户"]);
    assert_eq!(wei.created.unwrap().to_iso(), "2025-01-02T00:00:00Z");
    let consent = &wei.consents[0];
    assert_eq!(consent.point, Point::Phone(E164(8_613_823_165_520)));
    assert_eq!(
        (consent.cover.channel, consent.kind),
        (Some(Channel::Sms), EventKind::Grant)
    );
    assert_eq!(drafts[1].numbers[0].e164, Some(E164(8_613_900_139_000)));
    assert_eq!(drafts[1].consents[0].kind, EventKind::Refuse);
    assert_eq!(drafts[3].consents[0].kind, EventKind::Withdraw);
    assert_eq!(
        (
            &drafts[3].consents[0].point,
            drafts[3].consents[0].cover.channel
        ),
        (&Point::Person, None)
    );
    let flags: Vec<_> = drafts
        .iter()
        .flat_map(|draft| {
            draft
                .flags
                .iter()
                .map(|flag| (draft.row, flag.column, flag.problem))
        })
        .collect();
    let expected = [
        (4, 1, CellProblem::LossyNumber),
        (5, 1, CellProblem::MaskedNumber),
        (5, 7, CellProblem::InvalidDate),
        (6, 5, CellProblem::InvalidConsent),
    ];
    assert_eq!(flags, expected);
    assert!(drafts[5].is_someone(), "a name is enough");
    assert!(!drafts[6].is_someone(), "a note is not");
}

#[test]
fn orders_tell_of_buyers_and_keep_recipients_apart() {
    let file = open("taobao_gb18030.csv", "CN");
    assert_eq!(
        (file.mapping().preset(), file.mapping().is_of_orders()),
        (Some("taobao"), true)
    );
    let drafts = drafts(&file);
    for draft in &drafts {
        assert!(draft.name.is_empty() && draft.numbers.is_empty() && draft.emails.is_empty());
        assert!(!draft.has_address());
    }
    let first = &drafts[0];
    assert_eq!(first.reference, "小雨_88");
    let purchase = first.purchase.as_ref().unwrap();
    assert_eq!(purchase.order_no, "2025010100001");
    assert_eq!(purchase.amount_cents, Some(8_900));
    assert_eq!(purchase.at.unwrap().to_iso(), "2025-01-01T10:11:12Z");
    assert_eq!(
        (purchase.item.as_str(), purchase.status.as_str()),
        ("手冲咖啡壶", "交易成功")
    );
    assert_eq!(purchase.recipient_name, "陈晓雨");
    assert_eq!(
        purchase.recipient_address,
        "广东省 深圳市 南山区 科技园路1号"
    );
    assert_eq!(purchase.recipient_phone, "13823165520");

    let mut options = options("CN");
    options.recipient = Recipient::Contact;
    let file = ImportFile::open(&fixture("taobao_gb18030.csv"), &options).unwrap();
    let drafts = self::drafts(&file);
    assert_eq!(drafts[0].name, "陈晓雨");
    assert_eq!(drafts[0].numbers[0].e164, Some(E164(8_613_823_165_520)));
    assert_eq!(drafts[2].numbers[1].status, NumberStatus::Relay);
}

#[test]
fn exporters_of_the_west_are_read() {
    let file = open("google.csv", "GB");
    assert_eq!(file.mapping().preset(), Some("google"));
    let drafts = drafts(&file);
    let ada = &drafts[0];
    assert_eq!(
        (ada.name.as_str(), ada.company.as_str()),
        ("Ada M. Lovelace", "Analytical Engines")
    );
    let numbers: Vec<_> = ada
        .numbers
        .iter()
        .map(|number| (number.e164.unwrap().0, number.label.as_str()))
        .collect();
    let expected = [
        (447_911_123_456, "Mobile"),
        (442_079_460_958, "Home"),
        (442_079_460_959, "Home"),
    ];
    assert_eq!(numbers, expected);
    assert_eq!(
        (ada.emails[0].addr.as_str(), ada.emails[0].label.as_str()),
        ("ada@example.com", "Work")
    );
    assert_eq!(ada.tags, ["Friends"]);
    assert_eq!(
        (
            ada.addresses[0].city.as_str(),
            ada.addresses[0].postcode.as_str()
        ),
        ("London", "NW1")
    );
    assert_eq!(drafts[1].name, "张三");

    let brevo = open("brevo.csv", "DE");
    let drafts = self::drafts(&brevo);
    assert_eq!(drafts[0].name, "Anna Müller");
    assert_eq!(drafts[0].created.unwrap().to_iso(), "2025-01-13T00:00:00Z");
    let events: Vec<_> = drafts
        .iter()
        .flat_map(|draft| {
            draft
                .consents
                .iter()
                .map(|consent| (draft.row, consent.cover.channel, consent.kind))
        })
        .collect();
    let expected = [
        (2, Some(Channel::Sms), EventKind::Withdraw),
        (3, Some(Channel::Email), EventKind::Withdraw),
    ];
    assert_eq!(events, expected);
}

#[test]
fn ragged_rows_are_named_not_dropped() {
    let found = rows(&open("ragged.csv", "CN"));
    let told: Vec<_> = found
        .iter()
        .map(|row| match row {
            ReadRow::Draft(draft) => (draft.row, draft.name.clone(), None),
            ReadRow::Rejected { row, reason } => (*row, String::new(), Some(*reason)),
        })
        .collect();
    let expected = [
        (2, "张伟".to_owned(), None),
        (3, "李娜".to_owned(), None),
        (5, String::new(), Some(RejectReason::TooManyCells)),
        (7, "赵六".to_owned(), None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_the_user_says_comes_first() {
    let mut options = options("CN");
    options.maps = vec![
        ("标签".to_owned(), "field:等级".to_owned()),
        ("D".to_owned(), "field:等级".to_owned()),
        ("备注".to_owned(), "ignore".to_owned()),
        ("3".to_owned(), "company".to_owned()),
    ];
    let file = ImportFile::open(&fixture("register_gbk.csv"), &options).unwrap();
    assert_eq!(file.mapping().custom(), ["等级"]);
    let drafts = drafts(&file);
    assert_eq!(drafts[0].fields, [(0, "VIP；老客户".to_owned())]);
    assert_eq!(
        (drafts[0].notes.as_str(), drafts[0].company.as_str()),
        ("", "深圳")
    );
    assert!(drafts[0].tags.is_empty() && drafts[0].addresses.is_empty());

    let check = |change: &dyn Fn(&mut ImportOptions), expected: ImportProblem| {
        let mut options = self::options("CN");
        change(&mut options);
        let error = ImportFile::open(&fixture("titles.csv"), &options).unwrap_err();
        assert!(
            matches!(&error, Problem::Import(found) if *found == expected),
            "{error:?}"
        );
    };
    let given = || "nope".to_owned();
    check(
        &|options| options.encoding = Some(given()),
        ImportProblem::UnknownEncoding { given: given() },
    );
    check(
        &|options| options.delimiter = Some(given()),
        ImportProblem::BadDelimiter { given: given() },
    );
    let maps = |column: &str, field: &str| vec![(column.to_owned(), field.to_owned())];
    check(
        &|options| options.maps = maps("姓名", "nope"),
        ImportProblem::UnknownField { given: given() },
    );
    let columns = ["姓名", "手机", "城市"].map(str::to_owned).to_vec();
    check(
        &|options| options.maps = maps("nope", "name"),
        ImportProblem::UnknownColumn {
            given: given(),
            columns,
        },
    );
    let presets = haobu::import::preset_names();
    check(
        &|options| options.preset = Some(given()),
        ImportProblem::UnknownPreset {
            given: given(),
            presets,
        },
    );
}

#[test]
fn cells_overrule_a_header_that_may_mean_either() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let text = "公司,联系人,联系方式,紧急联系人电话\n\
        甲,13800138000,a@b.com,13900139000\n乙,13700137000,c@d.org,13600136000\n";
    std::fs::write(&path, text).unwrap();
    let drafts = drafts(&ImportFile::open(&path, &options("CN")).unwrap());
    let first = &drafts[0];
    assert_eq!((first.name.as_str(), first.company.as_str()), ("", "甲"));
    let numbers: Vec<_> = first
        .numbers
        .iter()
        .map(|number| number.raw.as_str())
        .collect();
    assert_eq!(numbers, ["13800138000"], "nobody else's number");
    assert_eq!(first.emails[0].addr, "a@b.com");
}

#[test]
fn purchased_lists_are_worth_nothing() {
    let grade = |kind: SourceKind| {
        let options = ImportOptions::new(Region(*b"CN"), kind);
        let file = ImportFile::open(&fixture("register_gbk.csv"), &options).unwrap();
        drafts(&file)[0].consents[0].grade.word()
    };
    assert_eq!(grade(SourceKind::Shop), "C");
    assert_eq!(grade(SourceKind::Purchased), "D");
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let check = |bytes: &[u8], expected: ImportProblem| {
        let path = folder.path().join("file.csv");
        std::fs::write(&path, bytes).unwrap();
        let error = ImportFile::open(&path, &options("CN")).unwrap_err();
        assert!(
            matches!(&error, Problem::Import(found) if *found == expected),
            "{error:?}"
        );
    };
    check(b"", ImportProblem::NoRows);
    check("姓名,手机\n".as_bytes(), ImportProblem::NoRows);
    check(b"\n\n , \n", ImportProblem::NoRows);
    check(
        b"colour,shape\nred,round\nblue,square\n",
        ImportProblem::NothingRecognised,
    );
    check(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old",
        ImportProblem::BrokenSpreadsheet,
    );
    check(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
        ImportProblem::ProtectedSpreadsheet,
    );
    check(b"%PDF-1.7 ...", ImportProblem::UnknownKind);
    check(b"PK\x03\x04 not really", ImportProblem::BrokenSpreadsheet);
    let endless = [b"name,phone\na,\"".to_vec(), vec![b'x'; 5 << 20]].concat();
    check(&endless, ImportProblem::TooLarge { row: 2 });
    let missing = ImportFile::open(&folder.path().join("none"), &options("CN")).unwrap_err();
    assert!(matches!(missing, Problem::File { .. }));
}

#[test]
fn rejects_come_back_after_repair() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source.csv");
    std::fs::write(
        &source,
        "姓名,手机,备注\n张伟,13823165520,=1+1\n,,没有名字\n李娜,13900139000,x,多,多\n",
    )
    .unwrap();
    let file = ImportFile::open(&source, &options("CN")).unwrap();
    let path = folder.path().join("rejects.csv");
    let rejects = [
        (2, RejectReason::MatchesSeveral),
        (3, RejectReason::NothingToKeep),
        (4, RejectReason::TooManyCells),
    ];
    file.write_rejects(&path, &rejects)
        .unwrap()
        .place()
        .unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        written,
        "\u{FEFF}haobu_row,haobu_reason,姓名,手机,备注\n2,matches_several,张伟,13823165520,'=1+1\n\
         3,nothing_to_keep,,,没有名字\n4,too_many_cells,李娜,13900139000,x,多,多\n"
    );
    std::fs::write(
        &path,
        written
            .replace("3,nothing_to_keep,", "3,nothing_to_keep,王芳")
            .replace("x,多,多", "x"),
    )
    .unwrap();
    let again = ImportFile::open(&path, &options("CN")).unwrap();
    let told: Vec<_> = drafts(&again)
        .into_iter()
        .map(|draft| (draft.name, draft.numbers.len(), draft.notes))
        .collect();
    let expected = [
        ("张伟", 1, "=1+1"),
        ("王芳", 0, "没有名字"),
        ("李娜", 1, "x"),
    ];
    assert_eq!(
        told,
        expected.map(|(name, numbers, notes)| (name.to_owned(), numbers, notes.to_owned()))
    );
}
