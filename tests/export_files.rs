//! What is exported is safe to open, complete, and comes back as it was.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

#[path = "support/memory_book.rs"]
mod memory_book;

use std::path::Path;

use haobu::domain::consent::{Channel, Grade, Purpose, Scope, Standing, State};
use haobu::domain::contact::{Contact, PurchaseSummary};
use haobu::domain::ids::{ContactId, TagId};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::Problem;
use haobu::domain::time::Millis;
use haobu::export::{Column, Export, ExportContact, Format};
use haobu::import::{ImportFile, ImportOptions, Policy, ReadRow};
use memory_book::MemoryBook;
use proptest::prelude::*;

const NASTY: [&str; 25] = [
    "=1+1",
    "+1+1",
    "-2",
    "@SUM(A1:A9)",
    "=cmd|' /C calc'!A0",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''",
    "'quoted'",
    "'007",
    "007",
    "a\"b",
    "a,b",
    "a;b|c",
    "emoji 👩\u{200D}👧 ❤\u{FE0F}",
    "שלום עולם",
    "مرحبا",
    "1.38E+10",
    "2025-01-02",
    "TRUE",
    "_x0041_",
    "=\"a\"",
];

fn contact(id: i64, name: &str) -> Contact {
    Contact {
        id: ContactId(id),
        reference: String::new(),
        name: name.to_owned(),
        company: String::new(),
        notes: String::new(),
        created: Millis(0),
        source: None,
        numbers: Vec::new(),
        emails: Vec::new(),
        addresses: Vec::new(),
        tags: Vec::new(),
        fields: Vec::new(),
        purchases: PurchaseSummary::default(),
        overrides: Vec::new(),
    }
}

fn view(contact: &Contact) -> ExportContact<'_> {
    ExportContact {
        contact,
        mobile: contact
            .numbers
            .iter()
            .filter(|number| number.kind.may_be_mobile())
            .find_map(|number| number.e164),
        source: "shop counter",
        tags: Vec::new(),
        fields: Vec::new(),
        places: Vec::new(),
        number_consent: Vec::new(),
        email_consent: Vec::new(),
    }
}

fn export(path: &Path, format: Format, contacts: &[Contact]) {
    let mut export = Export::create(path, format, &Column::BUILT_IN).unwrap();
    for contact in contacts {
        export.write(&view(contact)).unwrap();
    }
    assert_eq!(export.finish().unwrap(), contacts.len() as u64);
}

fn open(path: &Path) -> ImportFile {
    ImportFile::open(path, &ImportOptions::new(Region(*b"CN"), SourceKind::Shop)).unwrap()
}

fn drafts(path: &Path) -> Vec<haobu::import::Draft> {
    let mut drafts = Vec::new();
    open(path)
        .read(&mut |row| {
            match row {
                ReadRow::Draft(draft) => drafts.push(draft),
                ReadRow::Rejected { row, reason } => panic!("{row} {reason:?}"),
            }
            Ok(())
        })
        .unwrap();
    drafts
}

#[test]
fn nasty_values_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let contacts: Vec<Contact> = (1..)
        .zip(NASTY)
        .map(|(id, value)| {
            let mut contact = contact(id, value);
            contact.company = format!("{value} company");
            contact.reference = format!("{value}{id}");
            contact
        })
        .collect();
    for (name, format) in [("list.csv", Format::Csv), ("list.xlsx", Format::Xlsx)] {
        let path = folder.path().join(name);
        export(&path, format, &contacts);
        let drafts = drafts(&path);
        assert_eq!(drafts.len(), contacts.len());
        for (draft, contact) in drafts.iter().zip(&contacts) {
            let found = (&draft.name, &draft.company, &draft.reference);
            let expected = (&contact.name, &contact.company, &contact.reference);
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn no_cell_opens_as_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let contacts: Vec<Contact> = (1..)
        .zip(NASTY)
        .map(|(id, value)| contact(id, value))
        .collect();
    export(&path, Format::Csv, &contacts);
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    for record in reader.records() {
        for cell in &record.unwrap() {
            let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
            assert!(!cell.starts_with(starts), "{cell}");
        }
    }
    let path = folder.path().join("list.xlsx");
    export(&path, Format::Xlsx, &contacts);
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = calamine::Reader::sheet_names(&workbook)[0].clone();
    let formulas = calamine::Reader::worksheet_formula(&mut workbook, &sheet).unwrap();
    assert!(formulas.is_empty());
    let cells = calamine::Reader::worksheet_range(&mut workbook, &sheet).unwrap();
    for (_, _, cell) in cells.used_cells() {
        assert!(matches!(cell, calamine::Data::String(_)), "{cell:?}");
    }
}

#[test]
fn the_own_export_changes_nothing_when_it_is_brought_in() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source.csv");
    let text = "会员名,姓名,手机,座机,邮箱,公司,城市,国家\n\
        m1,张三,138 2316 5520,010-65001234转12,a@b.com;c@d.org,甲公司,深圳,中国\n\
        ,=cmd,138****1234,,,,,\n\
        ,李四,13910001234-4321,,,,,\n\
        ,王五,12345,,,,,\n\
        ,赵六,4915112345678,,,,,\n\
        ,孙七,+44 7911 123456,,,,London,UK\n\
        ,周八,1.38E+10,,,,,\n\
        ,,13700137000,,,,,\n";
    std::fs::write(&source, text).unwrap();
    let mut book = MemoryBook::default();
    let (buckets, _) = book.import(&open(&source), Policy::Fill);
    assert_eq!((buckets.rows, buckets.new), (8, 8));
    for (name, format) in [("list.csv", Format::Csv), ("list.xlsx", Format::Xlsx)] {
        let path = folder.path().join(name);
        export(&path, format, &book.contacts);
        let (again, decisions) = book.import(&open(&path), Policy::Update);
        assert_eq!(
            (again.rows, again.unchanged),
            (8, 8),
            "{name} {decisions:?}"
        );
    }
    let csv = std::fs::read_to_string(folder.path().join("list.csv")).unwrap();
    assert!(
        csv.contains(",+8613823165520,"),
        "other tools read plain numbers: {csv}"
    );
}

#[test]
fn columns_and_their_order_are_the_users() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let fields = ["生日".to_owned()];
    let columns: Vec<Column> = ["生日", "tags", "NAME", "source"]
        .iter()
        .map(|word| Column::parse(word, &fields).unwrap())
        .collect();
    let mut export = Export::create(&path, Format::from_path(&path).unwrap(), &columns).unwrap();
    let mut contact = contact(7, "张三");
    contact.tags = vec![TagId(1)];
    let mut view = view(&contact);
    view.tags = vec!["VIP", "老客户"];
    view.fields = vec![("生日", "1990-01-02")];
    export.write(&view).unwrap();
    export.finish().unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    let expected = "\u{FEFF}生日,tags,name,source\r\n1990-01-02,VIP; 老客户,张三,shop counter\r\n";
    assert_eq!(written, expected);
    assert!(Column::parse("nope", &fields).is_err());
    assert!(Format::from_path(Path::new("a.doc")).is_err());
}

#[test]
fn objects_are_those_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = MemoryBook::default();
    let source = folder.path().join("source.csv");
    std::fs::write(&source, "姓名,手机,邮箱\n张三,13823165520,a@b.com\n").unwrap();
    book.import(&open(&source), Policy::Fill);
    let contact = &book.contacts[0];
    let mut view = view(contact);
    let standing = Standing {
        state: State::Granted,
        since: Millis(0),
        grade: Grade::C,
        until: None,
    };
    view.number_consent = vec![vec![(
        Scope::new(Channel::Sms, Purpose::Marketing),
        standing,
    )]];
    view.places = vec!["广东 深圳".to_owned()];
    view.tags = vec!["VIP"];
    view.fields = vec![("size", "L")];
    let mut object = Vec::new();
    haobu::export::write_json(&view, &mut object).unwrap();
    let object = String::from_utf8(object).unwrap();
    let expected = concat!(
        r#"{"id":1,"ref":"","name":"张三","company":"","numbers":[{"e164":"+8613823165520","#,
        r#""raw":"13823165520","status":"ok","type":"mobile","region":"CN","place":"广东 深圳","#,
        r#""label":"","consent":{"sms.marketing":{"state":"granted","#,
        r#""since":"1970-01-01T00:00:00Z","grade":"C"}}}],"emails":[{"addr":"a@b.com","#,
        r#""consent":{}}],"city":"","country":"","tags":["VIP"],"source":"shop counter","#,
        r#""purchases":0,"fields":{"size":"L"}}"#,
    );
    assert_eq!(object, expected);
    for count in 0..3 {
        let path = folder.path().join("list.json");
        let mut export = Export::create(&path, Format::Json, &[]).unwrap();
        for _ in 0..count {
            export.write(&view).unwrap();
        }
        export.finish().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let array: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(array.len(), count);
    }
}

#[test]
fn a_file_appears_complete_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL {
        let path = folder.path().join(format!("list.{}", format.word()));
        std::fs::write(&path, "old").unwrap();
        let mut export = Export::create(&path, format, &Column::BUILT_IN).unwrap();
        export.write(&view(&contact(1, "张三"))).unwrap();
        drop(export);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old", "{format:?}");
        std::fs::remove_file(&path).unwrap();
    }
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing is left behind"
    );
    let error = Export::create(folder.path(), Format::Csv, &[]).unwrap_err();
    assert!(matches!(error, Problem::File { .. }));
    let error = Export::create(&folder.path().join("no/such/list.csv"), Format::Csv, &[]);
    assert!(matches!(error.unwrap_err(), Problem::File { .. }));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_an_export() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    export(&path, Format::Csv, &[contact(1, "张三")]);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_clean_name_comes_back(names in proptest::collection::vec("[ -~＝＋－＠张三\u{5E9}👧'=+@_x]{1,12}", 1..6)) {
        // Names in a book were trimmed when they came in.
        let names: Vec<&str> =
            names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
        prop_assume!(!names.is_empty());
        let contacts: Vec<Contact> =
            (1..).zip(&names).map(|(id, name)| contact(id, name)).collect();
        let folder = tempfile::tempdir().unwrap();
        for (file, format) in [("list.csv", Format::Csv), ("list.xlsx", Format::Xlsx)] {
            let path = folder.path().join(file);
            export(&path, format, &contacts);
            let found: Vec<String> = drafts(&path).into_iter().map(|draft| draft.name).collect();
            prop_assert_eq!(&found, &names, "{}", file);
        }
    }
}
