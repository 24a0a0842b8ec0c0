//! Every kind of file that people really have comes in as it was meant: `tests/fixtures/corpus` has
//! one of each, with what is expected of it beside it (`NAME.json`).
//!
//! An expectation says the row every bucket holds and every contact in full. Texts are put together
//! so that they can be read: a number is `+8613823165520 [label] status`, an event
//! `row 2: withdraw sms.marketing of +8613823165520 at 2025-01-02T00:00:00Z (C)`, where `now` stands
//! for the time of the import, which is used where a file gives none.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use haobu::book::{Book, Key};
use haobu::domain::consent::{Channel, Point, Purpose, State};
use haobu::domain::contact::{Address, Number, Purchase};
use haobu::domain::ids::ContactId;
use haobu::domain::listing::{SourceKind, Vocabulary};
use haobu::domain::phone::{NumberStatus, Region};
use haobu::domain::time::Millis;
use haobu::workspace::previewing::{look_at, rows_of};
use haobu::workspace::{
    Bucket, ConsentRecord, ContactDetails, ExportRequest, Field, Happening, ImportOptions,
    ImportRequest, Imported, Layout, Recipient, Survey, Unwatched, Watch, Workspace,
};
use serde_json::{Map, Value, json};

const CREATED: Millis = Millis(1_700_000_000_000);

struct Desk {
    _folder: tempfile::TempDir,
    workspace: Workspace,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::random().unwrap();
    let book = Book::create(&folder.path().join("shop.haobu"), &key, CREATED).unwrap();
    let workspace = Workspace::over(book).unwrap();
    drop(workspace.roster().unwrap());
    Desk {
        _folder: folder,
        workspace,
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus")
}

/// What an expectation says about how the file is to be read.
fn options(expected: &Value) -> ImportOptions {
    let country = expected["country"].as_str().unwrap_or("CN");
    let mut options = ImportOptions::new(Region::parse(country).unwrap(), SourceKind::Shop);
    if let Some(word) = expected["recipient"].as_str() {
        options.recipient = Recipient::from_word(word).unwrap();
    }
    options
}

fn import(workspace: &mut Workspace, file: &Path, options: ImportOptions) -> Imported {
    let request = ImportRequest {
        file: file.to_owned(),
        options,
        source: "corpus".to_owned(),
        rejects: None,
        rehearsal: false,
    };
    let watch = Watch {
        listing: true,
        ..Watch::default()
    };
    let imported = workspace.import_watched(&request, &watch, &Unwatched);
    imported.unwrap_or_else(|problem| panic!("{}: {problem:?}", file.display()))
}

fn told_layout(layout: &Layout) -> Value {
    match layout {
        Layout::Text {
            encoding,
            delimiter,
        } => json!(format!("{encoding} {delimiter:?}")),
        Layout::Sheet { name, all } => json!(format!("sheet {name} of {}", all.join(", "))),
        Layout::Records => json!("records"),
        Layout::Bundle { parts, left_out } => {
            let parts: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
            let out: Vec<&str> = left_out.iter().map(|file| file.name.as_str()).collect();
            json!(format!(
                "files {}; left out: {}",
                parts.join(", "),
                out.join(", ")
            ))
        }
    }
}

/// Which columns go where, and which are left out.
fn told_columns(file: &Path, options: &ImportOptions) -> (Value, Value) {
    let look = look_at(file, options, &[]).unwrap();
    let columns = look.mapping.columns().iter().map(|column| {
        let field = match &column.field {
            Some(Field::LabelOf(_)) => "label".to_owned(),
            Some(Field::StandingOf(_)) => "standing".to_owned(),
            Some(field) => field.word().unwrap(),
            None => "-".to_owned(),
        };
        json!(format!("{} → {field}", column.header))
    });
    let preset = look.mapping.preset().map_or(Value::Null, Value::from);
    (preset, columns.collect())
}

/// Rows by where they ended, with the reason of those that were set aside.
fn told_rows(imported: &Imported) -> Value {
    let mut rows: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for end in &imported.rows {
        let mut name = format!("{:?}", end.bucket);
        if let Some(reason) = end.reason {
            name = format!("{name}: {}", reason.word());
        }
        rows.entry(name).or_default().push(end.row);
    }
    json!(rows)
}

fn told_number(number: &Number) -> String {
    let mut text = match number.e164 {
        Some(e164) => e164.to_string(),
        None => number.raw.clone(),
    };
    if !number.extension.is_empty() {
        text = format!("{text} ext {}", number.extension);
    }
    if !number.label.is_empty() {
        text = format!("{text} [{}]", number.label);
    }
    if number.status != NumberStatus::Ok {
        text = format!("{text} {}", number.status.word());
    }
    text
}

fn told_address(address: &Address) -> String {
    let Address {
        id: _,
        country,
        province,
        city,
        street,
        postcode,
    } = address;
    format!("{country}|{province}|{city}|{street}|{postcode}")
}

fn told_purchase(purchase: &Purchase) -> String {
    let at = purchase.at.map(Millis::to_iso).unwrap_or_default();
    let cents = purchase.amount_cents;
    let amount = cents.map_or_else(String::new, |cents| {
        format!("{}.{:02}", cents / 100, cents % 100)
    });
    let mut text = format!(
        "{}|{at}|{amount}|{}|{}",
        purchase.order_no, purchase.item, purchase.status
    );
    if !purchase.recipient_name.is_empty() {
        text = format!(
            "{text} → {}|{}|{}",
            purchase.recipient_name, purchase.recipient_phone, purchase.recipient_address
        );
    }
    text
}

fn told_event(record: &ConsentRecord, started: Millis) -> String {
    let what = &record.event.what;
    let channel = what.cover.channel.map_or("*", Channel::word);
    let purpose = what.cover.purpose.map_or("*", Purpose::word);
    let point = match &what.point {
        Point::Person => "person".to_owned(),
        Point::Phone(e164) => e164.to_string(),
        Point::Email(key) => key.clone(),
    };
    // Only of several files is it worth saying which.
    let file = record.file.as_deref().and_then(|file| file.split_once('/'));
    let file = file.map_or_else(String::new, |(_, name)| format!("{name} "));
    let at = if what.at >= started {
        "now".to_owned()
    } else {
        what.at.to_iso()
    };
    format!(
        "{file}row {}: {} {channel}.{purpose} of {point} at {at} ({})",
        what.row.unwrap(),
        what.kind.word(),
        what.grade.word()
    )
}

fn told_contact(details: &ContactDetails, vocabulary: &Vocabulary, started: Millis) -> Value {
    let contact = &details.contact;
    let mut told = Map::new();
    let mut add = |name: &str, value: Value| {
        let is_blank = match &value {
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::Object(values) => values.is_empty(),
            _ => false,
        };
        if !is_blank {
            told.insert(name.to_owned(), value);
        }
    };
    add("name", json!(contact.name));
    add("company", json!(contact.company));
    add("ref", json!(contact.reference));
    add("numbers", contact.numbers.iter().map(told_number).collect());
    let emails = contact.emails.iter().map(|email| {
        if email.label.is_empty() {
            email.addr.clone()
        } else {
            format!("{} [{}]", email.addr, email.label)
        }
    });
    add("emails", emails.collect());
    add(
        "addresses",
        contact.addresses.iter().map(told_address).collect(),
    );
    let tags = contact.tags.iter().map(|id| {
        let tag = vocabulary.tags.iter().find(|(tag, _)| tag == id);
        tag.unwrap().1.clone()
    });
    add("tags", tags.collect());
    let fields: BTreeMap<String, &String> = contact
        .fields
        .iter()
        .map(|(id, value)| {
            let field = vocabulary.fields.iter().find(|field| field.id == *id);
            let field = field.unwrap();
            (format!("{} ({:?})", field.name, field.kind), value)
        })
        .collect();
    add("fields", json!(fields));
    add("notes", json!(contact.notes));
    if contact.created < started {
        add("created", json!(contact.created.to_iso()));
    }
    add(
        "purchases",
        details.purchases.iter().map(told_purchase).collect(),
    );
    let mut events: Vec<String> = details
        .timeline
        .iter()
        .filter_map(|entry| match &entry.what {
            Happening::Consent(record) => Some(told_event(record, started)),
            Happening::CameIn(_) => None,
        })
        .collect();
    events.sort();
    add("events", json!(events));
    Value::Object(told)
}

/// Brings a file in and tells all that came of it, in the shape of an expectation.
fn told(file: &Path, expected: &Value) -> Value {
    let mut desk = desk();
    let options = options(expected);
    let look = look_at(file, &options, &[]).unwrap_or_else(|problem| {
        panic!("{}: {problem:?}", file.display());
    });
    let (preset, columns) = told_columns(file, &options);
    let started = Millis(jiff::Timestamp::now().as_millisecond());
    let imported = import(&mut desk.workspace, file, options);
    let buckets = imported.report.buckets;
    assert_eq!(buckets.sum(), buckets.rows, "{}", file.display());
    assert_eq!(buckets.rows, imported.rows.len() as u64);
    let numbers: Vec<u32> = imported.rows.iter().map(|end| end.row).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{}", file.display());
    let of_rows = |bucket: Bucket| {
        imported
            .rows
            .iter()
            .filter(|end| end.bucket == bucket)
            .count()
    };
    for bucket in Bucket::ALL {
        assert_eq!(buckets.of(bucket), of_rows(bucket) as u64, "{bucket:?}");
    }
    let vocabulary = desk.workspace.vocabulary();
    let contacts: Vec<Value> = imported
        .touched
        .ids()
        .map(|id| {
            let details = desk.workspace.details(id).unwrap().unwrap();
            told_contact(&details, vocabulary, started)
        })
        .collect();
    let flags: BTreeMap<String, Vec<u32>> =
        imported
            .survey
            .iter()
            .flat_map(Survey::cells)
            .fold(BTreeMap::new(), |mut flags, cell| {
                let rows: &mut Vec<u32> = flags.entry(format!("{:?}", cell.problem)).or_default();
                rows.push(cell.row);
                flags
            });
    let mut whole = Map::new();
    for name in ["country", "recipient"] {
        if let Some(word) = expected.get(name) {
            whole.insert(name.to_owned(), word.clone());
        }
    }
    whole.insert("layout".to_owned(), told_layout(&look.layout));
    whole.insert("preset".to_owned(), preset);
    whole.insert("columns".to_owned(), columns);
    whole.insert("rows".to_owned(), told_rows(&imported));
    if !flags.is_empty() {
        whole.insert("flags".to_owned(), json!(flags));
    }
    whole.insert("contacts".to_owned(), json!(contacts));
    Value::Object(whole)
}

/// Files with their expectations.
fn files() -> Vec<(PathBuf, PathBuf)> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let beside = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        path.with_file_name(format!("{name}.json"))
    };
    let is_data = |path: &PathBuf| {
        let is_json = path.extension().is_some_and(|ending| ending == "json");
        !is_json || beside(path).exists()
    };
    names
        .into_iter()
        .filter(is_data)
        .map(|path| {
            let expectation = beside(&path);
            (path, expectation)
        })
        .collect()
}

#[test]
fn every_file_comes_in_as_it_was_meant() {
    let files = files();
    assert!(files.len() > 40, "{} files", files.len());
    let mut wrong = Vec::new();
    for (file, expectation) in files {
        let text = std::fs::read_to_string(&expectation).unwrap_or_else(|_| "{}".to_owned());
        let expected: Value = serde_json::from_str(&text).unwrap();
        let found = told(&file, &expected);
        if found != expected {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let found = serde_json::to_string_pretty(&found).unwrap();
            wrong.push(format!("=== {name}\n{found}\n"));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.concat());
}

/// Whether the one contact may be texted and mailed, after these files came in one after the other.
fn states(files: &[(&str, &str)]) -> Vec<(String, State)> {
    let mut desk = desk();
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        import(&mut desk.workspace, &path, options(&json!({})));
    }
    let details = desk.workspace.details(ContactId(1)).unwrap().unwrap();
    let of_numbers = details.numbers.iter().flat_map(|number| &number.consent);
    let of_emails = details.emails.iter().flatten();
    let mut states: Vec<(String, State)> = of_numbers
        .chain(of_emails)
        .filter(|standing| standing.scope.purpose == Purpose::Marketing)
        .map(|standing| {
            (
                standing.scope.channel.word().to_owned(),
                standing.standing.state,
            )
        })
        .filter(|(channel, _)| channel == "sms" || channel == "email")
        .collect();
    states.sort_by(|a, b| a.0.cmp(&b.0));
    states.dedup();
    states
}

#[test]
fn a_later_file_never_turns_a_no_into_a_yes() {
    let check = |files: &[(&str, &str)], expected: &[(&str, State)]| {
        let expected: Vec<(String, State)> = expected
            .iter()
            .map(|(channel, state)| ((*channel).to_owned(), *state))
            .collect();
        assert_eq!(states(files), expected, "{files:?}");
    };
    let no = "姓名,手机,是否同意接收短信\n张伟,13823165520,否\n";
    let yes = "姓名,手机,是否同意接收短信\n张伟,13823165520,2030-01-02\n";
    let both = "姓名,手机,是否同意接收短信,退订短信\n张伟,13823165520,是,是\n";
    check(&[("1.csv", no), ("2.csv", yes)], &[("sms", State::Refused)]);
    check(&[("1.csv", yes), ("2.csv", no)], &[("sms", State::Refused)]);
    check(
        &[("1.csv", both), ("2.csv", yes)],
        &[("sms", State::Withdrawn)],
    );
    let left = "Email Address,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,LEID\n\
        a@example.com,2023-05-01 10:00:00,2023-05-01 10:03:00,2024-01-01 09:30:00,1\n";
    let again = "Email Address,OPTIN_TIME,CONFIRM_TIME,LEID\n\
        a@example.com,2025-05-01 10:00:00,2025-05-01 10:03:00,1\n";
    check(
        &[("1.csv", left), ("2.csv", again)],
        &[("email", State::Withdrawn)],
    );
    check(
        &[("1.csv", again), ("2.csv", left)],
        &[("email", State::Withdrawn)],
    );
    let blacklisted =
        "EMAIL;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED\na@example.com;8613823165520;Yes;Yes\n";
    let shop = "First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Phone,Accepts SMS Marketing\n\
        A,B,a@example.com,yes,,+8613823165520,yes\n";
    check(
        &[("1.csv", blacklisted), ("2.csv", shop)],
        &[("email", State::Withdrawn), ("sms", State::Withdrawn)],
    );
}

/// Cells of passwords are neither shown, nor kept, nor written with the rejected rows.
#[test]
fn passwords_go_nowhere() {
    let mut desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("users.csv");
    let header = "user_login,user_pass,user_email,billing_first_name,billing_email,billing_phone";
    let text = format!("{header}\nhana,S3CRET-1,hana@example.com,Hana,,\n,S3CRET-2,,,,\n");
    std::fs::write(&file, text).unwrap();
    let options = options(&json!({}));
    let look = look_at(&file, &options, &[]).unwrap();
    assert!(!format!("{:?}", look.rows).contains("S3CRET"));
    let rows = rows_of(&file, &options, &[2, 3]).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(!format!("{rows:?}").contains("S3CRET"));
    let rejects = folder.path().join("rejects.csv");
    let request = ImportRequest {
        file,
        options,
        source: "corpus".to_owned(),
        rejects: Some(rejects.clone()),
        rehearsal: false,
    };
    let report = desk.workspace.import(&request, &Unwatched).unwrap();
    assert_eq!((report.buckets.new, report.buckets.rejected), (1, 1));
    let written = std::fs::read_to_string(rejects).unwrap();
    assert!(
        written.contains("nothing_to_keep") && !written.contains("S3CRET"),
        "{written}"
    );
    let details = desk.workspace.details(ContactId(1)).unwrap().unwrap();
    assert!(!format!("{details:?}").contains("S3CRET"));
}

/// What every kind of file of ours brings back of a contact: all but the labels of addresses, which
/// none of them has.
fn core(details: &ContactDetails, vocabulary: &Vocabulary, format: &str) -> Value {
    let contact = &details.contact;
    let has_labels = format == "json";
    let numbers = contact.numbers.iter().map(|number| {
        let label = has_labels.then(|| number.label.clone());
        (number.e164.map(|e164| e164.to_string()), label)
    });
    let emails = contact.emails.iter().map(|email| email.addr.clone());
    let mut tags: Vec<&str> = contact
        .tags
        .iter()
        .filter_map(|id| vocabulary.tags.iter().find(|(tag, _)| tag == id))
        .map(|(_, name)| name.as_str())
        .collect();
    tags.sort_unstable();
    let mut core = json!({
        "name": contact.name,
        "company": contact.company,
        "numbers": numbers.filter(|(e164, _)| has_labels || e164.is_some()).collect::<Vec<_>>(),
        "emails": emails.collect::<Vec<_>>(),
        "tags": tags,
    });
    let whole = core.as_object_mut().unwrap();
    if format != "vcf" {
        whole.insert("ref".to_owned(), json!(contact.reference));
        let fields: BTreeMap<&str, &str> = contact
            .fields
            .iter()
            .map(|(id, value)| {
                let field = vocabulary.fields.iter().find(|field| field.id == *id);
                (field.unwrap().name.as_str(), value.as_str())
            })
            .collect();
        whole.insert("fields".to_owned(), json!(fields));
    }
    if has_labels {
        let of_numbers = details.numbers.iter().map(|number| &number.consent);
        let standings = of_numbers.chain(&details.emails).map(|standings| {
            let told = standings.iter().map(|one| {
                let since = one.standing.since.to_iso();
                format!("{} {:?} {since}", one.scope.word(), one.standing.state)
            });
            told.collect::<Vec<_>>()
        });
        whole.insert("consent".to_owned(), standings.collect());
    }
    core
}

/// What is exported in this format and comes into another book is what was there.
#[test]
fn our_own_files_come_back_whole() {
    let check = |name: &str, country: &str, format: &str| {
        let options = options(&json!({ "country": country }));
        let (mut first, mut second) = (desk(), desk());
        import(&mut first.workspace, &corpus().join(name), options.clone());
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(format!("out.{format}"));
        let request = ExportRequest {
            file: file.clone(),
            ..ExportRequest::default()
        };
        let exported = first.workspace.export(&request, &Unwatched).unwrap();
        let again = import(&mut second.workspace, &file, options);
        assert_eq!(
            again.report.buckets.new, exported.contacts,
            "{name} as {format}"
        );
        for id in (1..=exported.contacts).map(|id| ContactId(i64::try_from(id).unwrap())) {
            let told = |desk: &Desk| {
                let details = desk.workspace.details(id).unwrap().unwrap();
                core(&details, desk.workspace.vocabulary(), format)
            };
            let (was, is) = (told(&first), told(&second));
            assert_eq!(is, was, "{name} as {format}");
        }
    };
    for format in ["json", "csv", "xlsx", "vcf"] {
        check("register.csv", "CN", format);
        check("google.csv", "GB", format);
        check("outlook.csv", "DE", format);
        check("android.vcf", "CN", format);
        check("shopify.csv", "US", format);
        check("consent_words.csv", "GB", format);
    }
}
