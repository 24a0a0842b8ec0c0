//! Exports keep every value in every format, run nothing, and appear whole or not at all.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::io;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use haobu::domain::consent::{Channel, Grade, Purpose, Scope, Standing, State};
use haobu::domain::contact::{Address, Contact, Email, Number, PurchaseSummary};
use haobu::domain::guard::guard_typed;
use haobu::domain::guard::unguard;
use haobu::domain::ids::{ChildId, ContactId};
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region, read_cell};
use haobu::domain::problem::{ExportProblem, FileProblem, Problem};
use haobu::domain::time::Millis;
use haobu::export::{Column, Export, ExportContact, Format, Listing, write_json};
use serde_json::{Value, json};

/// What spreadsheets, address books and parsers have stumbled over.
const NASTY: [&str; 42] = [
    "张三",
    "=1+1",
    "=cmd|'/c calc'!A1",
    "@SUM(A1)",
    "-2+3",
    "+1+1",
    "＝1",
    "\t=1",
    "\r=1",
    "\u{200B}=1",
    " =1",
    "'",
    "''",
    "'=1",
    "''=1",
    "'hello'",
    "'007",
    "007",
    "0",
    "1E5",
    "13823165520",
    "110101199003077758",
    "2025-01-02",
    "TRUE",
    "#N/A",
    "a,b;c\td|e",
    "say \"hi\"",
    "\"",
    "two\nlines",
    "two\r\nlines",
    "carriage\rreturn",
    "back\\slash \\n",
    " blanks around ",
    "👩‍👩‍👧‍👦🇨🇳 𠮷",
    "שלום (عالم) \u{202E}abc",
    "e\u{301} \u{FEFF}mark",
    "<b>&amp;</b>]]>",
    "_x0041_ _x000D_ _x_",
    "bell\u{7} nul\u{0} end\u{1F}",
    "\u{FFFE}\u{FFFF}",
    "\u{85}\u{2028}",
    "深圳市南山区粤海街道科技园社区科苑路某某大厦一号楼二十三层二三〇一室，请放前台；周末勿送",
];

fn contact(id: i64, name: &str) -> Contact {
    Contact {
        id: ContactId(id),
        reference: String::new(),
        name: name.to_owned(),
        company: String::new(),
        notes: String::new(),
        created: Millis(1_700_000_000_000),
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

fn number(raw: &str, e164: Option<u64>, status: NumberStatus, extension: &str) -> Number {
    Number {
        id: ChildId(1),
        raw: raw.to_owned(),
        e164: e164.map(E164),
        status,
        kind: NumberKind::Mobile,
        region: Region::parse("CN"),
        extension: extension.to_owned(),
        label: "手机".to_owned(),
    }
}

fn email(addr: &str) -> Email {
    Email {
        id: ChildId(1),
        addr: addr.to_owned(),
        label: String::new(),
    }
}

fn view(contact: &Contact) -> ExportContact<'_> {
    ExportContact {
        contact,
        mobile: None,
        source: "",
        tags: Vec::new(),
        fields: Vec::new(),
        places: Vec::new(),
        number_consent: Vec::new(),
        email_consent: Vec::new(),
    }
}

/// Somebody of whom everything is known.
fn complete() -> Contact {
    let mut contact = contact(17, "欧阳娜娜");
    contact.reference = "tb_0017".into();
    contact.company = "好铺, 有限公司; 深圳".into();
    contact.notes = "first line\nsecond; line".into();
    contact.numbers = vec![
        number(
            "138 2316 5520",
            Some(8_613_823_165_520),
            NumberStatus::Ok,
            "",
        ),
        number(
            "020-85556666 转 123",
            Some(862_085_556_666),
            NumberStatus::Ok,
            "123",
        ),
        number("138****1234", None, NumberStatus::Masked, ""),
        number(
            "13800138000-1234",
            Some(8_613_800_138_000),
            NumberStatus::Relay,
            "1234",
        ),
    ];
    contact.numbers[1].kind = NumberKind::Fixed;
    contact.emails = vec![email("a@example.com"), email("b@example.com")];
    contact.addresses = vec![Address {
        id: None,
        country: "中国".to_owned(),
        province: "广东".to_owned(),
        city: "深圳".to_owned(),
        street: "科苑路 1 号".to_owned(),
        postcode: "518000".to_owned(),
    }];
    contact.purchases.count = 3;
    contact
}

fn complete_view(contact: &Contact) -> ExportContact<'_> {
    ExportContact {
        mobile: Some(E164(8_613_823_165_520)),
        source: "双十一",
        tags: vec!["vip", "a,b"],
        fields: vec![("生日", "1990-01-02"), ("=size", "=XL")],
        places: vec!["广东 深圳".to_owned()],
        number_consent: vec![vec![(
            Scope::new(Channel::Sms, Purpose::Marketing),
            Standing {
                state: State::Granted,
                since: Millis(1_700_000_000_999),
                grade: Grade::B,
                until: None,
            },
        )]],
        email_consent: Vec::new(),
        ..view(contact)
    }
}

fn columns() -> Vec<Column> {
    Column::every(&["生日".to_owned(), "=size".to_owned()])
}

fn export(path: &Path, format: Format, columns: &[Column], contacts: &[ExportContact<'_>]) {
    let mut export = Export::create(path, format, columns).unwrap();
    for contact in contacts {
        export.write(contact).unwrap();
    }
    assert_eq!(export.finish().unwrap(), contacts.len() as u64);
}

fn exported(format: Format, columns: &[Column], contacts: &[ExportContact<'_>]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    export(&path, format, columns, contacts);
    std::fs::read(path).unwrap()
}

fn listed(format: Format, columns: &[Column], contacts: &[ExportContact<'_>]) -> String {
    let mut out = Vec::new();
    let mut list = Listing::new(format, columns, &mut out).unwrap();
    for contact in contacts {
        list.write(contact).unwrap();
    }
    list.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// A contact for each nasty text, with the text in a built-in column and in a custom field.
fn with_nasty_views(check: impl FnOnce(&[Column], &[ExportContact<'_>])) {
    let contacts: Vec<Contact> = (1..)
        .zip(NASTY)
        .map(|(id, text)| contact(id, text))
        .collect();
    let views: Vec<ExportContact<'_>> = contacts
        .iter()
        .map(|contact| ExportContact {
            fields: vec![("note", contact.name.as_str())],
            ..view(contact)
        })
        .collect();
    check(&[Column::Name, Column::Field("note".to_owned())], &views);
}

#[test]
fn csv_gives_every_value_back_and_nothing_a_spreadsheet_would_run() {
    with_nasty_views(|columns, views| {
        let bytes = exported(Format::Csv, columns, views);
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap();
        assert!(text.starts_with(b"name,note\r\n"));
        let mut reader = csv::Reader::from_reader(text);
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), NASTY.len());
        for (record, expected) in records.iter().zip(NASTY) {
            for cell in record {
                assert_eq!(unguard(cell).unwrap_or(cell), expected);
                assert!(
                    !cell.starts_with(['=', '@', '-', '\t', '\r', '＝']),
                    "{cell:?}"
                );
            }
        }
    });
}

#[test]
fn csv_guards_its_header_too() {
    let text = exported(Format::Csv, &columns(), &[]);
    let text = String::from_utf8(text).unwrap();
    assert!(text.ends_with(",source,生日,'=size\r\n"), "{text}");
}

#[test]
fn xlsx_gives_every_value_back_as_text() {
    with_nasty_views(|columns, views| {
        let bytes = exported(Format::Xlsx, columns, views);
        let mut book = Xlsx::new(io::Cursor::new(bytes)).unwrap();
        let sheet = book.sheet_names()[0].clone();
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
        let range = book.worksheet_range(&sheet).unwrap();
        assert_eq!(range.get_size(), (NASTY.len() + 1, 2));
        assert_eq!(
            range.rows().next().unwrap()[0],
            Data::String("name".to_owned())
        );
        for (row, expected) in range.rows().skip(1).zip(NASTY) {
            for cell in row {
                // Only what an import would take for guarded is guarded once more.
                assert_eq!(*cell, Data::String(guard_typed(expected).into_owned()));
            }
        }
    });
}

#[test]
fn xlsx_cells_stay_text_when_edited_and_the_header_stays_in_sight() {
    let contact = complete();
    let bytes = exported(Format::Xlsx, &columns(), &[complete_view(&contact)]);
    let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let styles = part("xl/styles.xml");
    assert!(styles.contains(r#"numFmtId="49""#), "{styles}");
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"state="frozen""#), "{sheet}");
    assert!(
        sheet.contains(r#"<c r="B2" s=""#) && sheet.contains(r#"<c r="M2" s=""#),
        "{sheet}"
    );
    assert!(
        !sheet.contains("<f") && !sheet.contains("<v></v>"),
        "{sheet}"
    );
}

#[test]
fn what_a_worksheet_cannot_hold_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let check = |name: String, fits: bool| {
        let contact = contact(1, &name);
        let mut export = Export::create(&path, Format::Xlsx, &[Column::Id, Column::Name]).unwrap();
        let written = export.write(&view(&contact));
        if fits {
            written.unwrap();
            return;
        }
        let expected = ExportProblem::CellTooLong {
            row: 2,
            column: "name".to_owned(),
        };
        assert!(matches!(written, Err(Problem::Export(problem)) if problem == expected));
    };
    check("字".repeat(32_767), true);
    check("字".repeat(32_768), false);
    check("𠮷".repeat(16_383), true);
    check("𠮷".repeat(16_384), false);
}

#[test]
fn a_cell_says_what_people_read() {
    let contact = complete();
    let view = complete_view(&contact);
    let check = |column: Column, expected: &str| assert_eq!(view.cell(&column), expected);
    check(Column::Id, "17");
    check(Column::Reference, "tb_0017");
    check(Column::Name, "欧阳娜娜");
    check(Column::Mobile, "+8613823165520");
    check(
        Column::Numbers,
        "+8613823165520; +862085556666 ext 123; 138****1234; +8613800138000-1234",
    );
    check(Column::Email, "a@example.com; b@example.com");
    check(Column::City, "深圳");
    check(Column::Country, "中国");
    check(Column::Tags, "vip; a,b");
    check(Column::Source, "双十一");
    check(Column::Field("生日".to_owned()), "1990-01-02");
    check(Column::Field("unknown".to_owned()), "");
}

#[test]
fn the_cell_of_numbers_reads_back_as_the_same_numbers() {
    let contact = complete();
    let cell = view(&contact).cell(&Column::Numbers);
    let read = read_cell(&cell, Region::parse("CN").unwrap()).numbers;
    assert_eq!(read.len(), contact.numbers.len());
    for (read, written) in read.iter().zip(&contact.numbers) {
        assert_eq!(read.status, written.status, "{cell}");
        let Some(reading) = &read.reading else {
            assert_eq!(written.e164, None, "{cell}");
            continue;
        };
        let expected = (written.e164, written.extension.as_str());
        assert_eq!(
            (Some(reading.e164), reading.extension.as_str()),
            expected,
            "{cell}"
        );
    }
}

#[test]
fn json_has_exactly_the_promised_shape() {
    let contact = complete();
    let mut out = Vec::new();
    write_json(&complete_view(&contact), &mut out).unwrap();
    let number = |e164: Value, raw: &str, status: &str, kind: &str, place: &str, consent: Value| {
        json!({
            "e164": e164, "raw": raw, "status": status, "type": kind, "region": "CN",
            "place": place, "label": "手机", "consent": consent,
        })
    };
    let granted = json!({
        "sms.marketing": {"state": "granted", "since": "2023-11-14T22:13:20Z", "grade": "B"},
    });
    let expected = json!({
        "id": 17,
        "ref": "tb_0017",
        "name": "欧阳娜娜",
        "company": "好铺, 有限公司; 深圳",
        "numbers": [
            number(json!("+8613823165520"), "138 2316 5520", "ok", "mobile", "广东 深圳", granted),
            number(json!("+862085556666"), "020-85556666 转 123", "ok", "fixed", "", json!({})),
            number(json!(null), "138****1234", "masked", "mobile", "", json!({})),
            number(json!("+8613800138000"), "13800138000-1234", "relay", "mobile", "", json!({})),
        ],
        "emails": [
            {"addr": "a@example.com", "consent": {}},
            {"addr": "b@example.com", "consent": {}},
        ],
        "city": "深圳",
        "country": "中国",
        "tags": ["vip", "a,b"],
        "source": "双十一",
        "purchases": 3,
        "fields": {"生日": "1990-01-02", "=size": "=XL"},
    });
    // As text, so that the order of the keys counts.
    assert_eq!(String::from_utf8(out).unwrap(), expected.to_string());
}

#[test]
fn json_of_nobody_in_particular_has_every_key() {
    let contact = contact(1, "");
    let mut out = Vec::new();
    write_json(&view(&contact), &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        r#"{"id":1,"ref":"","name":"","company":"","numbers":[],"emails":[],"city":"","country":"","tags":[],"source":"","purchases":0,"fields":{}}"#
    );
}

#[test]
fn a_json_file_is_one_array_and_a_listing_one_object_per_line() {
    with_nasty_views(|columns, views| {
        let names = |values: &[Value]| -> Vec<String> {
            values
                .iter()
                .map(|value| value["name"].as_str().unwrap().to_owned())
                .collect()
        };
        let bytes = exported(Format::Json, columns, views);
        let array: Vec<Value> = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(names(&array), NASTY);
        let text = listed(Format::Json, columns, views);
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines, array);
    });
    assert_eq!(exported(Format::Json, &[], &[]), b"[]\n");
    assert_eq!(listed(Format::Json, &[], &[]), "");
}

#[test]
fn a_listing_as_csv_has_plain_values() {
    with_nasty_views(|columns, views| {
        let text = listed(Format::Csv, columns, views);
        assert!(text.starts_with("name,note\n"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader
            .records()
            .map(|record| record.unwrap()[0].to_owned())
            .collect();
        assert_eq!(names, NASTY);
    });
}

#[test]
fn a_listing_cannot_be_a_spreadsheet() {
    let mut out = Vec::new();
    let refused = Listing::new(Format::Xlsx, &columns(), &mut out);
    assert!(matches!(
        refused,
        Err(Problem::Export(ExportProblem::UnknownFormat { .. }))
    ));
}

struct Closed;

impl io::Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_listing_says_what_its_writer_says() {
    let contact = complete();
    for format in [Format::Csv, Format::Json, Format::Vcard] {
        let mut out = Closed;
        let columns = columns();
        let mut list = Listing::new(format, &columns, &mut out).unwrap();
        let written = list
            .write(&complete_view(&contact))
            .and_then(|()| list.finish());
        let Err(Problem::File { path, kind }) = written else {
            panic!("{format:?}")
        };
        assert_eq!((path.to_str(), kind), (Some("-"), FileProblem::DiskFull));
    }
}

/// The lines of a file of cards, unfolded, as names with parameters and raw values.
fn unfolded(bytes: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let whole = text.replace("\r\n ", "");
    whole
        .split_terminator("\r\n")
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

/// Splits at a separator that is not escaped, and takes the escapes off.
fn unescaped(value: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        let last = parts.last_mut().unwrap();
        match c {
            '\\' => match chars.next().unwrap() {
                'n' => last.push('\n'),
                c => last.push(c),
            },
            c if c == separator => parts.push(String::new()),
            c => last.push(c),
        }
    }
    parts
}

fn property<'l>(lines: &'l [(String, String)], name: &str) -> Vec<&'l str> {
    lines
        .iter()
        .filter(|(found, _)| found == name)
        .map(|(_, value)| value.as_str())
        .collect()
}

#[test]
fn vcards_say_everything_they_can() {
    let contact = complete();
    let view = complete_view(&contact);
    let columns = columns();
    let check = |format: Format, expected: &[(&str, &[&str])]| {
        let lines = unfolded(&exported(format, &columns, std::slice::from_ref(&view)));
        for (name, values) in expected {
            assert_eq!(property(&lines, name), *values, "{name}");
        }
        let tels = lines
            .iter()
            .filter(|(name, _)| name.starts_with("TEL"))
            .count();
        assert_eq!(tels, contact.numbers.len());
    };
    let common: [(&str, &[&str]); 10] = [
        ("BEGIN", &["VCARD"]),
        ("FN", &["欧阳娜娜"]),
        ("N", &["欧阳;娜娜;;;"]),
        ("ORG", &["好铺\\, 有限公司\\; 深圳"]),
        ("EMAIL", &["a@example.com", "b@example.com"]),
        ("ADR", &[";;科苑路 1 号;深圳;广东;518000;中国"]),
        ("CATEGORIES", &["vip,a\\,b"]),
        (
            "NOTE",
            &["first line\\nsecond\\; line\\n生日: 1990-01-02\\n=size: =XL"],
        ),
        ("UID", &["urn:uuid:15e4df91-01dd-8eec-bd71-a7801cc14a0d"]),
        ("END", &["VCARD"]),
    ];
    check(Format::Vcard, &common);
    check(Format::Vcard4, &common);
    check(
        Format::Vcard,
        &[
            ("VERSION", &["3.0"]),
            ("TEL;TYPE=CELL", &["+8613823165520", "138****1234"]),
            (
                "TEL;TYPE=VOICE",
                &["+862085556666 ext 123", "+8613800138000-1234"],
            ),
        ],
    );
    check(
        Format::Vcard4,
        &[
            ("VERSION", &["4.0"]),
            ("TEL;VALUE=uri;TYPE=cell", &["tel:+8613823165520"]),
            ("TEL;TYPE=cell", &["138****1234"]),
            (
                "TEL;VALUE=uri;TYPE=voice",
                &["tel:+862085556666;ext=123", "tel:+8613800138000;ext=1234"],
            ),
        ],
    );
}

#[test]
fn vcards_give_every_text_back() {
    with_nasty_views(|_, views| {
        let columns = [Column::Name, Column::Field("note".to_owned())];
        let lines = unfolded(&exported(Format::Vcard, &columns, views));
        let names = property(&lines, "FN");
        let notes = property(&lines, "NOTE");
        assert_eq!((names.len(), notes.len()), (NASTY.len(), NASTY.len()));
        for ((name, note), text) in names.iter().zip(notes).zip(NASTY) {
            // A vCard knows one kind of line end and no other control characters.
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let text = text.replace(|c: char| c.is_control() && !"\n\t".contains(c), " ");
            assert_eq!(unescaped(note, ','), [format!("note: {text}")]);
            if !text.trim().is_empty() {
                assert_eq!(unescaped(name, ',')[0].trim(), text.trim());
            }
        }
    });
}

#[test]
fn vcards_hold_what_the_columns_ask_for() {
    let contact = complete();
    let columns = [Column::Name, Column::Mobile];
    let lines = unfolded(&exported(
        Format::Vcard,
        &columns,
        &[complete_view(&contact)],
    ));
    let names: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["BEGIN", "VERSION", "UID", "FN", "N", "TEL;TYPE=CELL", "END"]
    );
}

#[test]
fn a_card_always_has_a_name_to_show() {
    let check = |change: fn(&mut Contact), shown: &str, parts: &str| {
        let mut contact = contact(17, "");
        change(&mut contact);
        let lines = unfolded(&exported(Format::Vcard, &columns(), &[view(&contact)]));
        assert_eq!(property(&lines, "FN"), [shown]);
        assert_eq!(property(&lines, "N"), [parts]);
    };
    check(
        |contact| contact.name = "John Q. Smith".to_owned(),
        "John Q. Smith",
        "Smith;John Q.;;;",
    );
    check(
        |contact| contact.company = "Acme".to_owned(),
        "Acme",
        ";;;;",
    );
    check(
        |contact| contact.numbers = complete().numbers,
        "+8613823165520",
        ";;;;",
    );
    check(
        |contact| contact.emails = complete().emails,
        "a@example.com",
        ";;;;",
    );
    check(|_| (), "17", ";;;;");
}

#[test]
fn a_card_keeps_its_id_and_shares_it_with_nobody() {
    let uid = |contact: &Contact| {
        let lines = unfolded(&exported(Format::Vcard, &columns(), &[view(contact)]));
        property(&lines, "UID")[0].to_owned()
    };
    let one = contact(1, "a");
    let mut renamed = one.clone();
    renamed.name = "b".to_owned();
    let mut of_another_book = one.clone();
    of_another_book.created = Millis(1);
    assert_eq!(uid(&one), uid(&renamed));
    assert_ne!(uid(&one), uid(&contact(2, "a")));
    assert_ne!(uid(&one), uid(&of_another_book));
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn an_unfinished_export_changes_nothing() {
    let contact = complete();
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        std::fs::write(&path, "old").unwrap();
        let mut export = Export::create(&path, format, &columns()).unwrap();
        export.write(&complete_view(&contact)).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        drop(export);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names_in(folder.path()), ["list"], "{format:?}");
    }
}

#[test]
fn a_finished_export_replaces_the_old_file_and_leaves_nothing_beside_it() {
    let contact = complete();
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        std::fs::write(&path, "old").unwrap();
        export(&path, format, &columns(), &[complete_view(&contact)]);
        assert!(std::fs::read(&path).unwrap().len() > 100);
        assert_eq!(names_in(folder.path()), ["list"], "{format:?}");
    }
}

#[test]
fn a_place_that_cannot_take_a_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let check = |path: &Path, expected: FileProblem| {
        for format in Format::ALL {
            let Err(Problem::File { path: named, kind }) = Export::create(path, format, &columns())
            else {
                panic!("{path:?} {format:?}")
            };
            assert_eq!((named.as_path(), kind), (path, expected));
        }
    };
    check(&folder.path().join("none/list.csv"), FileProblem::NoFolder);
    check(folder.path(), FileProblem::IsFolder);
    let book = folder.path().join("shop.haobu");
    std::fs::write(&book, "a book").unwrap();
    check(&book, FileProblem::Exists);
    assert_eq!(std::fs::read(&book).unwrap(), b"a book");
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_an_export_and_links_are_followed() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let link = folder.path().join("link.csv");
    std::fs::write(&path, "old").unwrap();
    symlink(&path, &link).unwrap();
    export(&link, Format::Csv, &[Column::Id], &[]);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(std::fs::read(&path).unwrap(), "\u{FEFF}id\r\n".as_bytes());
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let device = Export::create(Path::new("/dev/null"), Format::Csv, &[Column::Id]);
    assert!(matches!(
        device,
        Err(Problem::File {
            kind: FileProblem::Exists,
            ..
        })
    ));
}
