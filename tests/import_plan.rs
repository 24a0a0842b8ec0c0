//! Every row ends in exactly one place, and the place is the right one.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

#[path = "support/memory_book.rs"]
mod memory_book;

use std::fmt::Write as _;

use haobu::domain::consent::{Channel, Point, Purpose, Scope, State, fold};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::{E164, Region};
use haobu::domain::problem::RejectReason;
use haobu::domain::time::Millis;
use haobu::import::{
    Additions, Buckets, Decision, ImportFile, ImportOptions, Policy, ReadRow, Value,
};
use memory_book::MemoryBook;
use proptest::prelude::*;

const COUNTRY: Region = Region(*b"CN");

fn read(text: &str) -> Vec<ReadRow> {
    let folder = tempfile::tempdir().unwrap();
    let file = open(&folder, text, &[]);
    let mut rows = Vec::new();
    file.read(&mut |row| {
        rows.push(row);
        Ok(())
    })
    .unwrap();
    rows
}

fn open(folder: &tempfile::TempDir, text: &str, maps: &[(&str, &str)]) -> ImportFile {
    let path = folder.path().join("list.csv");
    std::fs::write(&path, text).unwrap();
    let mut options = ImportOptions::new(COUNTRY, SourceKind::Shop);
    let owned = |(column, field): &(&str, &str)| ((*column).to_owned(), (*field).to_owned());
    options.maps = maps.iter().map(owned).collect();
    ImportFile::open(&path, &options).unwrap()
}

/// The words of all decisions, in the order of the rows.
fn words(decisions: &[(u32, Decision)]) -> String {
    let word = |decision: &Decision| match decision {
        Decision::New => "new",
        Decision::Combine { .. } => "combine",
        Decision::DuplicateInFile => "duplicate",
        Decision::Fill { .. } => "fill",
        Decision::Update { .. } => "update",
        Decision::Unchanged => "unchanged",
        Decision::Held(_) => "held",
        Decision::Suppressed => "suppressed",
        Decision::Rejected(_) => "rejected",
    };
    decisions
        .iter()
        .map(|(_, decision)| word(decision))
        .collect::<Vec<_>>()
        .join(" ")
}

fn additions(decision: &Decision) -> &Additions {
    match decision {
        Decision::Combine { additions, .. }
        | Decision::Fill { additions, .. }
        | Decision::Update { additions, .. } => additions,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_of_one_file() {
    let check = |text: &str, expected: &str| {
        let mut book = MemoryBook::default();
        let (buckets, decisions) = book.import_rows(&read(text), Policy::Fill);
        assert_eq!(words(&decisions), expected, "{text}");
        assert_eq!(buckets.sum(), buckets.rows);
        assert_eq!(buckets.new, book.contacts.len() as u64);
    };
    check("姓名,手机\n张三,13800138000\n李四,13900139000\n", "new new");
    check(
        "姓名,手机\n张三,13800138000\n张三,138 0013 8000\n张三,13800138000\n",
        "new duplicate duplicate",
    );
    check(
        "姓名,手机,城市\n张三,13800138000,\n张三,13800138000,深圳\n",
        "new combine",
    );
    check(
        "姓名,手机\n张三,13800138000\n李四,13800138000\n李四,13800138000\n",
        "new new duplicate",
    );
    check("姓名,手机\n,13800138000\n张三,13800138000\n", "new combine");
    check(
        "姓名,手机,邮箱\n张三,13800138000,a@b.com\n,,A@B.com\n张三,13900139000,a@b.com\n",
        "new duplicate combine",
    );
    check(
        "姓名,手机,邮箱\n张三,13800138000,\n张三,,a@b.com\n张三,13800138000,a@b.com\n",
        "new new held",
    );
    check("姓名,手机\n张三,\n张三,\n李四,\n", "new duplicate new");
    check(
        "姓名,手机\n,\n,12345\n张三,12345\n,无\n",
        "rejected new rejected",
    );
    check(
        "姓名,手机,备注\n,,好\n,12345,x\n张三,12345,\n",
        "rejected rejected new",
    );
    check(
        "会员名,姓名,手机\nm1,张三,13800138000\nm2,张三,13800138000\n",
        "new new",
    );
    check(
        "会员名,姓名,手机\nm1,张三,13800138000\nm1,李四,13900139000\nm1,,\nm1,张三,13700137000\n",
        "new held duplicate combine",
    );
    check(
        "姓名,手机\n张三,13800138000-1234\n李四,13800138000-5678\n",
        "new new",
    );
}

#[test]
fn orders_fold_into_their_buyers() {
    let text = "订单编号,买家会员名,收货人姓名,联系手机,实付款,宝贝标题\n\
        1,雨,陈晓雨,13800138000,10,壶\n\
        2,雨,陈晓雨,13800138000,20,杯\n\
        2,雨,陈晓雨,13800138000,20,盘\n\
        2,雨,陈晓雨,13800138000,20,杯\n\
        3,风,王建国,13900139000,5,壶\n\
        3,风,王建国,13900139000,6,壶\n";
    let mut book = MemoryBook::default();
    let (_, decisions) = book.import_rows(&read(text), Policy::Fill);
    assert_eq!(
        words(&decisions),
        "new combine combine duplicate new duplicate"
    );
    assert_eq!((book.contacts.len(), book.purchases.len()), (2, 4));
    assert!(
        book.contacts
            .iter()
            .all(|contact| contact.numbers.is_empty())
    );
    let (_, again) = book.import_rows(&read(text), Policy::Fill);
    assert_eq!(words(&again), ["unchanged"; 6].join(" "));
}

#[test]
fn policies_decide_what_an_old_contact_gets() {
    let old = "姓名,手机,公司,城市,标签\n张三,13800138000,甲公司,,老\n";
    let new = "姓名,手机,公司,城市,标签,邮箱\n张三,13800138000,乙公司,深圳,新,a@b.com\n";
    let check = |policy: Policy, expected: &str, company: &str, emails: usize| {
        let mut book = MemoryBook::default();
        book.import_rows(&read(old), Policy::Fill);
        let (_, decisions) = book.import_rows(&read(new), policy);
        assert_eq!(words(&decisions), expected, "{policy:?}");
        assert_eq!(book.contacts[0].company, company);
        assert_eq!(book.contacts[0].emails.len(), emails);
    };
    check(Policy::Skip, "unchanged", "甲公司", 0);
    check(Policy::Fill, "fill", "甲公司", 1);
    check(Policy::Update, "update", "乙公司", 1);
    check(Policy::Add, "new", "甲公司", 0);

    let mut book = MemoryBook::default();
    book.import_rows(&read(old), Policy::Fill);
    let (_, decisions) = book.import_rows(&read(new), Policy::Update);
    let additions = additions(&decisions[0].1);
    let set = &additions.values[0];
    assert_eq!(
        (set.which, set.old.as_str(), set.new.as_str()),
        (Value::Company, "甲公司", "乙公司")
    );
    assert_eq!(additions.tags, ["新"]);
    assert_eq!(additions.addresses[0].city, "深圳");
    assert!(additions.numbers.is_empty());
}

#[test]
fn custom_fields_are_filled_and_replaced_like_any_value() {
    let folder = tempfile::tempdir().unwrap();
    let maps = [("尺码", "field:尺码"), ("颜色", "field:颜色")];
    let mut book = MemoryBook::default();
    let mut import = |row: &str, policy: Policy| {
        let text = format!("姓名,手机,尺码,颜色\n张三,13800138000,{row}\n");
        let (_, decisions) = book.import(&open(&folder, &text, &maps), policy);
        let values: Vec<String> = book.contacts[0]
            .fields
            .iter()
            .map(|(_, value)| value.clone())
            .collect();
        (words(&decisions), values)
    };
    let told = |word: &str, values: &[&str]| {
        (
            word.to_owned(),
            values
                .iter()
                .map(|value| (*value).to_owned())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(import("L,", Policy::Fill), told("new", &["L"]));
    assert_eq!(import("M,红", Policy::Fill), told("fill", &["L", "红"]));
    assert_eq!(
        import("L,红", Policy::Update),
        told("unchanged", &["L", "红"])
    );
    assert_eq!(import(",蓝", Policy::Update), told("update", &["L", "蓝"]));
}

#[test]
fn what_matches_several_or_contradicts_is_held() {
    let old = "会员名,姓名,手机,邮箱\nm1,张三,13800138000,\nm2,李四,13900139000,li@b.com\n";
    let check = |new: &str, expected: &Decision| {
        let mut book = MemoryBook::default();
        book.import_rows(&read(old), Policy::Fill);
        let (_, decisions) = book.import_rows(&read(new), Policy::Fill);
        assert_eq!(decisions[0].1, *expected, "{new}");
    };
    check(
        "手机,邮箱\n13800138000,li@b.com\n",
        &Decision::Held(RejectReason::MatchesSeveral),
    );
    check(
        "会员名,姓名,手机\nm1,王五,13700137000\n",
        &Decision::Held(RejectReason::Contradicts),
    );
    check(
        "姓名,手机,邮箱\n王五,13800138000,li@b.com\n",
        &Decision::New,
    );
    check(
        "会员名,姓名,手机\nm1,王五,13800138000\n",
        &Decision::Unchanged,
    );
    check(
        "会员名,姓名,手机\nm2,李四,13900139000\n",
        &Decision::Unchanged,
    );
}

#[test]
fn a_suppressed_point_is_not_brought_back() {
    let mut book = MemoryBook::default();
    book.suppressed
        .insert(Point::Phone(E164(8_613_800_138_000)));
    book.suppressed.insert(Point::Email("a@b.com".to_owned()));
    let text = "姓名,手机,邮箱\n张三,138-0013-8000,\n李四,,A@b.com\n王五,13900139000,\n";
    let (buckets, decisions) = book.import_rows(&read(text), Policy::Fill);
    assert_eq!(words(&decisions), "suppressed suppressed new");
    assert_eq!((buckets.suppressed, book.contacts.len()), (2, 1));
}

#[test]
fn consent_is_always_recorded_and_never_turned_into_a_yes() {
    let scope = Scope::new(Channel::Sms, Purpose::Marketing);
    let state =
        |book: &MemoryBook| fold(&book.events, scope, Millis(0)).map(|standing| standing.state);
    let head = "姓名,手机,短信同意\n";
    let mut book = MemoryBook::default();
    book.import_rows(&read(&format!("{head}张三,13800138000,否\n")), Policy::Fill);
    assert_eq!(state(&book), Some(State::Refused));
    let (_, decisions) =
        book.import_rows(&read(&format!("{head}张三,13800138000,是\n")), Policy::Skip);
    assert_eq!(words(&decisions), "fill");
    assert_eq!(state(&book), Some(State::Refused));
    let (_, decisions) = book.import_rows(
        &read(&format!("{head}张三,13800138000,退订\n")),
        Policy::Update,
    );
    assert_eq!(words(&decisions), "fill");
    assert_eq!(state(&book), Some(State::Withdrawn));
    let (_, decisions) = book.import_rows(
        &read(&format!("{head}张三,13800138000,退订\n")),
        Policy::Update,
    );
    assert_eq!(words(&decisions), "unchanged");
}

#[test]
fn many_people_behind_one_number_stay_apart() {
    let mut text = "姓名,手机\n".to_owned();
    for number in 0..400 {
        writeln!(text, "Person{number} X{number}Y,0755-26001234").unwrap();
    }
    let rows = read(&text);
    let mut book = MemoryBook::default();
    let (buckets, _) = book.import_rows(&rows, Policy::Fill);
    assert_eq!((buckets.new, book.contacts.len()), (400, 400));
    let (buckets, _) = book.import_rows(&rows, Policy::Fill);
    assert_eq!(
        buckets,
        Buckets {
            rows: 400,
            unchanged: 400,
            ..Buckets::default()
        }
    );
}

fn any_file() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just(""),
        Just("张三"),
        Just("李四"),
        Just("张三先生"),
        Just("John Smith"),
        Just("J. Smith"),
    ];
    let phone = prop_oneof![
        Just(""),
        Just("13800138000"),
        Just("13900139000"),
        Just("138****8000"),
        Just("12345"),
        Just("13800138000;13900139000"),
        Just("+1 212 555 0100"),
    ];
    let email = prop_oneof![Just(""), Just("a@b.com"), Just("c@d.org"), Just("broken@")];
    let reference = prop_oneof![Just(""), Just(""), Just("m1"), Just("m2")];
    let consent = prop_oneof![Just(""), Just("是"), Just("否"), Just("拒收"), Just("?!x")];
    let city = prop_oneof![Just(""), Just("深圳"), Just("广州")];
    let row = (name, phone, email, reference, consent, city);
    proptest::collection::vec(row, 1..25).prop_map(|rows| {
        let mut text = "姓名,手机,邮箱,会员名,短信同意,城市\n".to_owned();
        text.push_str("first,,first@example.com,,,\n");
        for (name, phone, email, reference, consent, city) in rows {
            writeln!(text, "{name},{phone},{email},{reference},{consent},{city}").unwrap();
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_in_are_rows_out_and_the_same_file_again_changes_nothing(text in any_file()) {
        let rows = read(&text);
        let mut book = MemoryBook::default();
        let (first, decisions) = book.import_rows(&rows, Policy::Fill);
        prop_assert_eq!(first.rows, rows.len() as u64);
        prop_assert_eq!(first.sum(), first.rows);
        prop_assert_eq!(first.new, book.contacts.len() as u64);
        // What the owner has to decide may look otherwise beside rows that came behind it.
        let settled: Vec<ReadRow> = rows
            .into_iter()
            .zip(decisions)
            .filter(|(_, (_, decision))| !matches!(decision, Decision::Held(_)))
            .map(|(row, _)| row)
            .collect();
        let contacts = book.contacts.clone();
        let events = book.events.len();
        let (again, decisions) = book.import_rows(&settled, Policy::Fill);
        let expected = Buckets {
            rows: settled.len() as u64,
            unchanged: first.rows - first.held - first.rejected,
            rejected: first.rejected,
            ..Buckets::default()
        };
        prop_assert_eq!(again, expected, "{:?}", decisions);
        prop_assert_eq!(&book.contacts, &contacts);
        prop_assert_eq!(book.events.len(), events);
    }

    #[test]
    fn every_policy_puts_every_row_somewhere(text in any_file(), other in any_file()) {
        for policy in Policy::ALL {
            let mut book = MemoryBook::default();
            book.import_rows(&read(&text), Policy::Fill);
            let before = book.contacts.len() as u64;
            let rows = read(&other);
            let (buckets, _) = book.import_rows(&rows, policy);
            prop_assert_eq!(buckets.sum(), rows.len() as u64);
            prop_assert_eq!(before + buckets.new, book.contacts.len() as u64);
        }
    }
}
