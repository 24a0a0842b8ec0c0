//! Strangers' files end in an answer: never in a panic, an endless wait or a full memory.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

#[path = "support/memory_book.rs"]
mod memory_book;

use std::io::Write as _;
use std::path::Path;

use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::{ImportProblem, Problem};
use haobu::import::{ImportFile, ImportOptions, Policy};
use memory_book::MemoryBook;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

const FIXTURES: [&str; 10] = [
    "brevo.csv",
    "excel_utf16.txt",
    "google.csv",
    "no_header.csv",
    "ragged.csv",
    "register_gbk.csv",
    "sep.csv",
    "taiwan_big5.csv",
    "taobao_gb18030.csv",
    "titles.csv",
];

/// Brings the bytes in, whatever they are, and checks that every row was counted.
fn survive(bytes: &[u8], country: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    let options = ImportOptions::new(Region::parse(country).unwrap(), SourceKind::Other);
    let file = match ImportFile::open(&path, &options) {
        Ok(file) => file,
        // What is wrong is the file, and not the disk.
        Err(error) => {
            assert!(matches!(error, Problem::Import(_)), "{error:?}");
            return;
        }
    };
    let mut rows = Vec::new();
    let read = file.read(&mut |row| {
        rows.push(row);
        Ok(())
    });
    if let Err(error) = read {
        assert!(matches!(error, Problem::Import(_)), "{error:?}");
    }
    let mut book = MemoryBook::default();
    book.custom = file.mapping().custom().to_vec();
    let (buckets, _) = book.import_rows(&rows, Policy::Fill);
    assert_eq!(
        (buckets.rows, buckets.sum()),
        (rows.len() as u64, rows.len() as u64)
    );
}

/// One of each kind of file that is no plain table.
const CORPUS: [&str; 12] = [
    "1688.xls",
    "android.vcf",
    "apple.vcf",
    "excel_2003.xls",
    "gbk.vcf",
    "haobu.json",
    "lines.json",
    "mailchimp.zip",
    "mixed.zip",
    "register.ods",
    "v4.vcf",
    "youzan_like.xls",
];

fn corpus(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    std::fs::read(folder.join(name)).unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    std::fs::read(folder.join(name)).unwrap()
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row_matrix(
            0,
            0,
            [
                ["姓名", "手机", "备注"],
                ["张三", "13800138000", "x"],
                ["李四", "13900139000", "y"],
            ],
        )
        .unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Spoils bytes here and there.
fn spoil(mut bytes: Vec<u8>, faults: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    for (place, value, how) in faults {
        if bytes.is_empty() {
            break;
        }
        let place = place.index(bytes.len());
        match how % 4 {
            0 => bytes[place] = *value,
            1 => bytes.insert(place, *value),
            2 => bytes.truncate(place),
            _ => {
                let piece = bytes[place..(place + usize::from(*value)).min(bytes.len())].to_vec();
                bytes.splice(place..place, piece);
            }
        }
    }
    bytes
}

fn faults() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec(
        (any::<prop::sample::Index>(), any::<u8>(), any::<u8>()),
        1..8,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), country in "(CN|TW|JP|KR|US|DE)") {
        survive(&bytes, &country);
    }

    #[test]
    fn any_table(text in "[a@+0-9.张,;\"\t\r\n'=-]{0,200}") {
        survive(format!("name,phone,email\n{text}").as_bytes(), "CN");
    }

    #[test]
    fn spoilt_files(name in prop::sample::select(&FIXTURES[..]), faults in faults()) {
        survive(&spoil(fixture(name), &faults), "CN");
    }

    #[test]
    fn spoilt_files_of_other_kinds(name in prop::sample::select(&CORPUS[..]), faults in faults()) {
        survive(&spoil(corpus(name), &faults), "CN");
    }

    #[test]
    fn any_card(text in "(BEGIN:VCARD|END:VCARD|TEL;|N;|item1\\.|CHARSET=GBK|QUOTED-PRINTABLE|=E5|=|:|;|,|\r\n| |[0-9a-z\"])*{0,60}") {
        survive(format!("BEGIN:VCARD\r\nTEL:1\r\n{text}").as_bytes(), "CN");
    }

    #[test]
    fn any_document(text in "(<tr>|<td>|</td>|</tr>|<table |rowspan=3|colspan='9'|<!--|-->|&amp;|&#|x|\"|>|<)*{0,60}") {
        survive(format!("<html>{text}").as_bytes(), "CN");
    }

    #[test]
    fn any_object(text in "(\\{|\\}|\\[|\\]|\"|:|,|name|13800138000|null|\\\\u00)*{0,40}") {
        survive(format!("[{{\"name\":\"x\"}}{text}").as_bytes(), "CN");
    }

    #[test]
    fn spoilt_workbooks(faults in faults()) {
        survive(&spoil(workbook(), &faults), "CN");
    }
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What the bytes are refused as, under this name.
fn refused(name: &str, bytes: &[u8]) -> ImportProblem {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let options = ImportOptions::new(Region(*b"CN"), SourceKind::Other);
    match ImportFile::open(&path, &options) {
        Err(Problem::Import(problem)) => problem,
        Err(problem) => panic!("{problem:?}"),
        Ok(_) => panic!("{name} was not refused"),
    }
}

#[test]
fn archives_are_bounded() {
    let list = "姓名,手机\n张伟,13823165520\n".as_bytes();
    let check = |entries: &[(&str, &[u8])], expected: ImportProblem| {
        assert_eq!(refused("a.zip", &archive(entries)), expected);
    };
    let inner = archive(&[("a.csv", list)]);
    check(
        &[("a.csv", list), ("b.zip", &inner)],
        ImportProblem::NestedArchive,
    );
    check(&[], ImportProblem::NoRows);
    check(
        &[("read me.txt", b"hello\n")],
        ImportProblem::NothingRecognised,
    );
    check(&[("a.pdf", b"%PDF-1.7")], ImportProblem::UnknownKind);
    // Eight megabytes of the same, in a few kilobytes.
    let bomb = vec![b'1'; 8 << 20];
    check(&[("a.csv", &bomb)], ImportProblem::TooMuchInside);
    let many: Vec<String> = (0..1_001).map(|number| format!("{number}.csv")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), list)).collect();
    check(&many, ImportProblem::TooMuchInside);
    let broken = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".as_slice();
    let inside = ImportProblem::Inside {
        name: "b.xls".to_owned(),
        problem: Box::new(ImportProblem::BrokenSpreadsheet),
    };
    // Beside others it only stays out itself.
    check(&[("a.txt", b"hello\n"), ("b.xls", broken)], inside);
    let cut = &inner[..inner.len() / 2];
    assert_eq!(refused("a.zip", cut), ImportProblem::BrokenArchive);
    // The flag of a password in the local and the central header.
    let mut locked = inner.clone();
    locked[6] |= 1;
    let central = inner.windows(4).rposition(|bytes| bytes == b"PK\x01\x02");
    locked[central.unwrap() + 8] |= 1;
    assert_eq!(refused("a.zip", &locked), ImportProblem::ProtectedArchive);
}

/// A file that ends anywhere ends in an answer.
#[test]
fn files_cut_short() {
    for name in CORPUS {
        let bytes = corpus(name);
        let step = (bytes.len() / 60).max(1);
        for length in (0..bytes.len()).step_by(step) {
            survive(&bytes[..length], "CN");
        }
    }
}

#[test]
fn workbooks_are_read_as_they_look() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("说明")
        .unwrap()
        .write(0, 0, "请看客户表")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("客户").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .merge_range(0, 0, 0, 3, "2025年客户名单", &Format::new())
        .unwrap();
    for (column, header) in (0..).zip(["姓名", "手机", "登记日期", "会员编号"]) {
        sheet.write(2, column, header).unwrap();
    }
    sheet.write(3, 0, "张三").unwrap();
    sheet.write(3, 1, 13_800_138_000_u64).unwrap();
    sheet.write_with_format(3, 2, 45_659, &date).unwrap();
    sheet.write(3, 3, 1_001).unwrap();
    sheet.write(5, 0, "李四").unwrap();
    sheet.write(5, 1, "'13900139000").unwrap();
    sheet.write(5, 2, 45_660).unwrap();
    workbook.save(&path).unwrap();

    let mut options = ImportOptions::new(Region(*b"CN"), SourceKind::Shop);
    let file = ImportFile::open(&path, &options).unwrap();
    let mut book = MemoryBook::default();
    let (buckets, decisions) = book.import(&file, Policy::Fill);
    assert_eq!((buckets.rows, buckets.new), (2, 2));
    assert_eq!(
        decisions.iter().map(|(row, _)| *row).collect::<Vec<_>>(),
        [4, 6]
    );
    let told: Vec<_> = book
        .contacts
        .iter()
        .map(|contact| {
            let number = contact.numbers[0].e164.unwrap().0;
            (
                contact.name.as_str(),
                number,
                contact.created.to_iso(),
                contact.reference.as_str(),
            )
        })
        .collect();
    let expected = [
        (
            "张三",
            8_613_800_138_000,
            "2025-01-02T00:00:00Z".to_owned(),
            "1001",
        ),
        (
            "李四",
            8_613_900_139_000,
            "2025-01-03T00:00:00Z".to_owned(),
            "",
        ),
    ];
    assert_eq!(told, expected);

    options.sheet = Some("没有".to_owned());
    let error = ImportFile::open(&path, &options).unwrap_err();
    let sheets = ["说明", "客户"].map(str::to_owned).to_vec();
    let expected = ImportProblem::UnknownSheet {
        given: "没有".to_owned(),
        sheets,
    };
    assert!(
        matches!(&error, Problem::Import(found) if *found == expected),
        "{error:?}"
    );
}
