//! Promise: what the window's menus, badges and suggestions say agrees with what the filters find.
#![expect(clippy::unwrap_used, reason = "tests")]

use haobu::domain::badge::{Badge, Pile};
use haobu::domain::consent::{
    Channel, Cover, EventKind, Grade, Method, NewEvent, Point, Purpose, Scope, State,
};
use haobu::domain::contact::{Address, Contact, Email, Number, PurchaseSummary};
use haobu::domain::filter::{
    DateKey, Expr, FieldNames, Filter, NumberKey, Subject, Term, TextKey, any_of,
};
use haobu::domain::ids::{ChildId, ContactId, FieldId, SourceId, TagId};
use haobu::domain::listing::{FieldEntry, FieldKind, SourceEntry, SourceKind, Vocabulary};
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::time::{Day, Millis};
use haobu::workspace::listview::{
    Attention, Needle, Roster, attention_counts, pile_filter, suggest,
};
use proptest::prelude::*;
use proptest::sample::select;

const TODAY: Day = Day(20_000);
const CHINA: Region = Region(*b"CN");

fn vocabulary() -> Vocabulary {
    let field = |id, name: &str, kind| FieldEntry::new(FieldId(id), name, kind);
    let source = |id, name: &str, kind| SourceEntry {
        id: SourceId(id),
        name: name.to_owned(),
        kind,
    };
    Vocabulary {
        tags: vec![
            (TagId(1), "VIP".into()),
            (TagId(2), "批发".into()),
            (TagId(3), "vip".into()),
        ],
        sources: vec![
            source(1, "门店", SourceKind::Shop),
            source(2, "Fair 2024", SourceKind::Event),
            source(3, "FAIR 2024", SourceKind::Shop),
        ],
        fields: vec![
            field(1, "Points", FieldKind::Number),
            field(2, "生日", FieldKind::Date),
            field(3, "Shoe size", FieldKind::Choice),
            field(4, "city", FieldKind::Text),
            field(5, "Member", FieldKind::YesNo),
        ],
        segments: Vec::new(),
    }
}

fn contact(id: i64) -> Contact {
    Contact {
        id: ContactId(id),
        reference: String::new(),
        name: String::new(),
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

fn number(raw: &str, e164: Option<u64>, status: NumberStatus, kind: NumberKind) -> Number {
    let region = e164.map(|e164| {
        Region(if e164 / 100_000_000 == 852 {
            *b"HK"
        } else {
            *b"CN"
        })
    });
    Number {
        id: ChildId(0),
        raw: raw.to_owned(),
        e164: e164.map(E164),
        status,
        kind,
        region,
        extension: String::new(),
        label: String::new(),
    }
}

fn mobile(e164: u64) -> Number {
    let raw = e164.to_string();
    number(&raw, Some(e164), NumberStatus::Ok, NumberKind::Mobile)
}

fn address(city: &str) -> Address {
    Address {
        city: city.to_owned(),
        province: if city.is_empty() { "" } else { "广东" }.to_owned(),
        ..Address::default()
    }
}

fn email(addr: &str) -> Email {
    Email {
        id: ChildId(0),
        addr: addr.to_owned(),
        label: String::new(),
    }
}

fn event(contact: i64, scope: Option<Scope>, kind: EventKind, grade: Grade) -> NewEvent {
    NewEvent {
        contact: ContactId(contact),
        point: Point::Person,
        cover: scope.map(Cover::only).unwrap_or_default(),
        kind,
        at: Millis(1),
        until: None,
        grade,
        method: Method::Paper,
        batch: None,
        row: None,
        notice: None,
        note: String::new(),
        target: None,
    }
}

fn roster(people: &[(Contact, Vec<NewEvent>)]) -> Roster {
    let mut roster = Roster::new(vocabulary());
    for (contact, events) in people {
        roster.upsert(contact, events);
    }
    roster
}

fn plain(people: &[Contact]) -> Roster {
    let people: Vec<_> = people.iter().map(|p| (p.clone(), Vec::new())).collect();
    roster(&people)
}

fn parse(text: &str) -> Filter {
    let fields = FieldNames::from(&vocabulary());
    Filter::parse_with(text, &fields).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn one(term: &Term) -> Filter {
    Filter::from_chips([Expr::Term(term.clone())])
}

fn subjects() -> Vec<Subject> {
    let mut all: Vec<Subject> = [
        TextKey::Name,
        TextKey::Company,
        TextKey::Ref,
        TextKey::Email,
        TextKey::City,
        TextKey::Province,
        TextKey::Country,
        TextKey::Tag,
        TextKey::Source,
        TextKey::List,
    ]
    .map(Subject::Text)
    .to_vec();
    all.extend([
        Subject::NumberStatus,
        Subject::NumberType,
        Subject::NumberRegion,
        Subject::SourceKind,
        Subject::Consent,
        Subject::Number(NumberKey::Orders),
        Subject::Number(NumberKey::Spent),
        Subject::Date(DateKey::LastOrder),
        Subject::Date(DateKey::Created),
    ]);
    all.extend(Scope::all().map(Subject::Standing));
    let fields = vocabulary().fields;
    all.extend(fields.into_iter().map(|field| Subject::Field(field.name)));
    all
}

fn any_number() -> impl Strategy<Value = Number> {
    let e164 = select(vec![8_613_800_138_000, 8_613_800_138_001, 85_261_234_567]);
    (
        e164,
        select(NumberStatus::ALL.to_vec()),
        select(NumberKind::ALL.to_vec()),
    )
        .prop_map(|(e164, status, kind)| {
            let e164 = status.has_e164().then_some(e164);
            number("138****8000", e164, status, kind)
        })
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let text = select(vec![
        "", "", "张三", "Bob", "BOB", "bob", "New York", "深圳",
    ]);
    let city = select(vec!["", "深圳", "Shenzhen", "SHENZHEN", "深圳市"]);
    let mail = select(vec![
        "a@qq.com",
        "b@QQ.com",
        "c@qq.com.cn",
        "d@x.org",
        "none",
    ]);
    let fields = (
        select(vec!["", "12.5", "7", "-3"]),
        select(vec!["", "2025-03-01", "2025-03-09", "2024-12-31"]),
        select(vec!["", "XL", "xl", "M"]),
        select(vec!["", "yes", "no"]),
    );
    (
        (
            text.clone(),
            text,
            prop::collection::vec(any_number(), 0..3),
        ),
        prop::collection::vec(mail, 0..3),
        prop::collection::vec(city, 0..3),
        prop::collection::vec(1..4_i64, 0..3),
        prop::option::of(1..4_i64),
        (0..3_u32, -200_i64..20_000),
        fields,
    )
        .prop_map(
            |((name, company, numbers), mails, cities, mut tags, source, (orders, day), fields)| {
                tags.sort_unstable();
                tags.dedup();
                let (points, birthday, size, member) = fields;
                let values = [
                    (1, points),
                    (2, birthday),
                    (3, size),
                    (4, size),
                    (5, member),
                ];
                Contact {
                    reference: company.to_owned(),
                    name: name.to_owned(),
                    company: company.to_owned(),
                    created: Millis(day * 86_400_000 + 5),
                    source: source.map(SourceId),
                    numbers,
                    emails: mails.into_iter().map(email).collect(),
                    addresses: cities.into_iter().map(address).collect(),
                    tags: tags.into_iter().map(TagId).collect(),
                    fields: values
                        .into_iter()
                        .filter(|(_, value)| !value.is_empty())
                        .map(|(id, value)| (FieldId(id), value.to_owned()))
                        .collect(),
                    purchases: PurchaseSummary {
                        count: orders,
                        total_cents: i64::from(orders) * 150,
                        last: (orders > 0).then_some(Day(i32::try_from(day).unwrap())),
                    },
                    ..contact(0)
                }
            },
        )
}

fn any_event() -> impl Strategy<Value = NewEvent> {
    let scopes: Vec<Option<Scope>> = std::iter::once(None)
        .chain(Scope::all().map(Some))
        .collect();
    let kinds = vec![
        EventKind::Request,
        EventKind::Grant,
        EventKind::Permit,
        EventKind::Refuse,
        EventKind::Withdraw,
        EventKind::Invalidate,
        EventKind::Expire,
    ];
    let grades = vec![Grade::A, Grade::B, Grade::C, Grade::D];
    (select(scopes), select(kinds), select(grades))
        .prop_map(|(scope, kind, grade)| event(0, scope, kind, grade))
}

fn any_roster() -> impl Strategy<Value = Roster> {
    let person = (any_contact(), prop::collection::vec(any_event(), 0..4));
    prop::collection::vec(person, 0..9).prop_map(|people| {
        let people: Vec<(Contact, Vec<NewEvent>)> = (1..)
            .zip(people)
            .map(|(id, (mut contact, mut events))| {
                contact.id = ContactId(id);
                for event in &mut events {
                    event.contact = contact.id;
                }
                (contact, events)
            })
            .collect();
        roster(&people)
    })
}

/// Checks that a listed term finds as many of the set as it says, and can be written down.
fn agrees(roster: &Roster, set: &Filter, term: &Term, count: usize) -> Result<(), TestCaseError> {
    let filter = one(term);
    prop_assert_eq!(parse(&filter.to_string()), filter.clone());
    let both = Filter::from_chips(set.chips().iter().chain(filter.chips()).cloned());
    prop_assert_eq!(roster.count(&both, TODAY), count, "{}", both);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_listed_value_finds_the_contacts_it_counts(
        roster in any_roster(),
        set in select(vec!["", "orders:1..", "-city:深圳", "has:email OR tag:vip"]),
    ) {
        let set = parse(set);
        let people = roster.filter(&set, TODAY);
        for subject in subjects() {
            let values = roster.values(&people, &subject, &Needle::default(), usize::MAX);
            prop_assert_eq!(values.distinct, values.entries.len());
            for entry in &values.entries {
                agrees(&roster, &set, &entry.term, entry.count)?;
                prop_assert!(Expr::Term(entry.term.clone()).speaks_of(&subject));
            }
            let is_frequent_first = values.entries.is_sorted_by(|a, b| a.count >= b.count);
            prop_assert!(is_frequent_first, "{:?}", values);
            if let Some(blank) = subject.blank() {
                agrees(&roster, &set, &blank, values.blank)?;
            }
            let few = roster.values(&people, &subject, &Needle::default(), 2);
            prop_assert_eq!(few.distinct, values.distinct);
            prop_assert!(values.entries.starts_with(&few.entries));
            // All boxes ticked, blank too, is everyone; it is written and read back as one chip.
            let terms = values.entries.into_iter().map(|entry| entry.term).chain(subject.blank());
            if let Some(all) = any_of(terms) {
                let filter = Filter::from_chips([all]);
                prop_assert_eq!(parse(&filter.to_string()), filter.clone());
                prop_assert!(filter.chips().iter().all(|chip| chip.speaks_of(&subject)));
            }
        }
    }

    #[test]
    fn years_and_months_find_the_contacts_they_count(roster in any_roster()) {
        let everyone = roster.everyone();
        for subject in subjects() {
            let mut total = 0;
            for year in roster.years(&everyone, &subject) {
                agrees(&roster, &Filter::all(), &year.term, year.count)?;
                let months: usize = year.months.iter().map(|month| month.count).sum();
                prop_assert_eq!(months, year.count);
                for month in year.months {
                    agrees(&roster, &Filter::all(), &month.term, month.count)?;
                }
                total += year.count;
            }
            if subject == Subject::Date(DateKey::Created) {
                prop_assert_eq!(total, roster.len());
            }
        }
    }

    #[test]
    fn badges_agree_with_piles_and_filters(roster in any_roster()) {
        let members = |text: &str| roster.filter(&parse(text), TODAY);
        for slot in roster.everyone().slots() {
            let badge = roster.badge(slot, Channel::Sms);
            let pile = roster.pile(slot);
            prop_assert_eq!(badge.badge == Badge::Yes, pile == Pile::MayText);
            prop_assert_eq!(badge.service_only, pile == Pile::ServiceOnly);
            prop_assert!(badge.badge != Badge::Service || badge.service_only);
            prop_assert!(pile != Pile::DoNotDisturb || badge.badge == Badge::No);
            for (channel, can) in [(Channel::Sms, "can:sms"), (Channel::Call, "can:call")] {
                let may = members(can).contains(slot);
                prop_assert_eq!(roster.badge(slot, channel).badge == Badge::Yes, may);
            }
        }
        let piles = Pile::ALL.map(|pile| {
            let found = roster.filter(&pile_filter(pile), TODAY);
            assert!(found.slots().eq(roster.pile_members(pile).slots()));
            found.len()
        });
        prop_assert_eq!(piles.iter().sum::<usize>(), roster.len());
        for (attention, count) in attention_counts(&roster, &roster.everyone()) {
            prop_assert_eq!(roster.count(&attention.filter(), TODAY), count, "{:?}", attention);
        }
    }

    #[test]
    fn what_is_suggested_can_be_put_there(
        roster in any_roster(),
        text in select(vec![
            "", "ci", "city:", "city:s", "city:\"s", "x -(tag:", "source:f", "email:q", "region:",
            "\"Shoe size\":", "\"Shoe size\":x", "name:=b", "name:bob,n", "has:", "no:s", "is:",
            "pile:", "can:", "\"city\":", "created:", "标签：v", "Member:",
        ]),
    ) {
        let found = suggest(&roster, text, text.len(), 50);
        for choice in &found.choices {
            let mut whole = text.to_owned();
            whole.replace_range(found.span.start..found.span.end, &choice.text);
            if whole.ends_with(':') {
                continue;
            }
            whole.push_str(&")".repeat(text.matches('(').count()));
            let filter = parse(&whole);
            if let Some(count) = choice.count.filter(|_| !text.contains([',', '-'])) {
                prop_assert!(roster.count(&filter, TODAY) >= count, "{}", whole);
            }
        }
    }
}

#[test]
fn badges_say_what_may_be_done() {
    let sms = |purpose| Some(Scope::new(Channel::Sms, purpose));
    let marketing = sms(Purpose::Marketing);
    let service = sms(Purpose::Service);
    let check = |status, events: &[(Option<Scope>, EventKind, Grade)], badge, state, only| {
        let person = Contact {
            numbers: vec![number(
                "x",
                Some(8_613_800_138_000),
                status,
                NumberKind::Mobile,
            )],
            ..contact(1)
        };
        let events = events
            .iter()
            .map(|(scope, kind, grade)| event(1, *scope, *kind, *grade));
        let roster = roster(&[(person, events.collect())]);
        let slot = roster.slot_of(ContactId(1)).unwrap();
        let found = roster.badge(slot, Channel::Sms);
        assert_eq!(
            (found.badge, found.state, found.service_only),
            (badge, state, only)
        );
    };
    let ok = NumberStatus::Ok;
    let granted = (marketing, EventKind::Grant, Grade::B);
    let claimed = (marketing, EventKind::Grant, Grade::C);
    let refused = (marketing, EventKind::Refuse, Grade::B);
    let contract = (service, EventKind::Permit, Grade::B);
    let basis = (marketing, EventKind::Permit, Grade::B);
    check(ok, &[], Badge::Unknown, State::Unknown, false);
    check(ok, &[granted], Badge::Yes, State::Granted, false);
    check(ok, &[basis], Badge::Yes, State::Permitted, false);
    check(ok, &[claimed], Badge::Waiting, State::Granted, false);
    check(
        NumberStatus::Masked,
        &[granted],
        Badge::Waiting,
        State::Granted,
        false,
    );
    check(
        ok,
        &[(marketing, EventKind::Request, Grade::B)],
        Badge::Waiting,
        State::Requested,
        false,
    );
    check(ok, &[contract], Badge::Service, State::Permitted, true);
    check(
        ok,
        &[contract, claimed],
        Badge::Service,
        State::Permitted,
        true,
    );
    check(ok, &[contract, granted], Badge::Yes, State::Granted, false);
    check(ok, &[refused], Badge::No, State::Refused, true);
    check(ok, &[contract, refused], Badge::No, State::Refused, true);
    check(
        ok,
        &[(None, EventKind::Withdraw, Grade::A)],
        Badge::No,
        State::Withdrawn,
        false,
    );
    check(
        NumberStatus::Masked,
        &[contract],
        Badge::Unknown,
        State::Unknown,
        false,
    );
}

#[test]
fn a_row_shows_numbers_as_the_owner_writes_them() {
    let check = |numbers: Vec<Number>, text: &str, is_mobile: bool| {
        let person = Contact {
            numbers,
            ..contact(1)
        };
        let roster = plain(&[person]);
        let slot = roster.slot_of(ContactId(1)).unwrap();
        let cell = roster.table_row(slot, CHINA).unwrap().mobile.unwrap();
        assert_eq!((cell.text.as_str(), cell.is_mobile), (text, is_mobile));
    };
    let masked = || {
        number(
            "138****5678",
            None,
            NumberStatus::Masked,
            NumberKind::Unknown,
        )
    };
    check(vec![mobile(8_613_823_165_520)], "138 2316 5520", true);
    check(
        vec![masked(), mobile(8_613_823_165_520)],
        "138 2316 5520",
        true,
    );
    check(vec![mobile(85_261_234_567)], "+852 6123 4567", true);
    check(vec![masked()], "138****5678", false);
    let ambiguous = number(
        "49 123",
        Some(49_123),
        NumberStatus::Ambiguous,
        NumberKind::Mobile,
    );
    check(vec![ambiguous], "49 123", false);
}

#[test]
fn a_row_has_all_its_cells() {
    let mut roster = plain(&[Contact {
        name: "陈美玲".into(),
        company: "花店".into(),
        reference: "M1".into(),
        created: Millis(86_400_000 - 1),
        source: Some(SourceId(1)),
        numbers: vec![mobile(8_613_823_165_520), mobile(85_261_234_567)],
        emails: vec![email("a@qq.com")],
        addresses: vec![address(""), address("深圳")],
        tags: vec![TagId(1), TagId(2)],
        fields: vec![(FieldId(3), "XL".into())],
        purchases: PurchaseSummary {
            count: 2,
            total_cents: 990,
            last: Some(Day(19_990)),
        },
        ..contact(7)
    }]);
    roster.set_utc_offset(8 * 3600);
    let slot = roster.slot_of(ContactId(7)).unwrap();
    let row = roster.table_row(slot, CHINA).unwrap();
    assert_eq!(
        (row.id, row.numbers, row.created),
        (ContactId(7), 2, Day(1))
    );
    assert_eq!(
        (row.name.as_str(), row.company.as_str()),
        ("陈美玲", "花店")
    );
    assert_eq!(
        (row.reference.as_str(), row.email.as_str()),
        ("M1", "a@qq.com")
    );
    assert_eq!((row.city.as_str(), row.province.as_str()), ("深圳", "广东"));
    assert_eq!((row.country.as_str(), row.source), ("", Some(SourceId(1))));
    assert_eq!(row.tags, [TagId(1), TagId(2)]);
    assert_eq!(row.fields, [(FieldId(3), "XL".to_owned())]);
    assert_eq!(
        (row.purchases.count, row.purchases.last),
        (2, Some(Day(19_990)))
    );
    assert_eq!(
        (row.text.badge, row.call.badge),
        (Badge::Unknown, Badge::Unknown)
    );
    roster.remove(ContactId(7));
    assert_eq!(roster.table_row(slot, CHINA), None);
}

fn cities() -> Roster {
    let people = ["深圳", "深圳", "广州", "New York", "new york", "北京", ""];
    let people = (1..).zip(people).map(|(id, city)| Contact {
        addresses: vec![address(city)],
        name: if id < 3 { "张三" } else { "" }.into(),
        ..contact(id)
    });
    plain(&people.collect::<Vec<_>>())
}

#[test]
fn values_are_searched_as_they_are_typed() {
    let roster = cities();
    let check = |subject: TextKey, needle: Needle, limit, expected: &[(&str, usize)], distinct| {
        let values = roster.values(&roster.everyone(), &Subject::Text(subject), &needle, limit);
        let listed: Vec<(&str, usize)> = values
            .entries
            .iter()
            .map(|entry| (entry.text.as_str(), entry.count))
            .collect();
        assert_eq!(
            (listed.as_slice(), values.distinct),
            (expected, distinct),
            "{needle:?}"
        );
    };
    let all = [("New York", 2), ("深圳", 2), ("北京", 1), ("广州", 1)];
    let city = TextKey::City;
    // Equally frequent ones stand as a reader expects, Han by pinyin before Latin or behind.
    let values = roster.values(
        &roster.everyone(),
        &Subject::Text(city),
        &Needle::default(),
        9,
    );
    let counts: Vec<usize> = values.entries.iter().map(|entry| entry.count).collect();
    assert_eq!(
        (counts.as_slice(), values.blank),
        ([2, 2, 1, 1].as_slice(), 1)
    );
    assert!(
        all.iter()
            .all(|(text, _)| values.entries.iter().any(|entry| entry.text == *text))
    );
    let last: Vec<&str> = values
        .entries
        .iter()
        .skip(2)
        .map(|e| e.text.as_str())
        .collect();
    assert_eq!(last, ["北京", "广州"]);
    check(city, Needle::within("圳"), 9, &[("深圳", 2)], 1);
    check(city, Needle::within("gz"), 9, &[("广州", 1)], 1);
    check(city, Needle::within("YORK"), 9, &[("New York", 2)], 1);
    check(city, Needle::prefix("york"), 9, &[], 0);
    check(city, Needle::within("jing"), 9, &[("北京", 1)], 1);
    check(TextKey::Name, Needle::within("zs"), 9, &[("张三", 2)], 1);
    check(TextKey::Name, Needle::prefix("san"), 9, &[], 0);
}

#[test]
fn ranges_reach_from_the_least_to_the_greatest() {
    let bought = |id, count, total_cents, last: Option<i32>, points: &str| Contact {
        purchases: PurchaseSummary {
            count,
            total_cents,
            last: last.map(Day),
        },
        fields: vec![(FieldId(1), points.to_owned())],
        ..contact(id)
    };
    let roster = plain(&[
        bought(1, 3, 990, Some(19_000), "12.5"),
        bought(2, 1, 50, Some(19_500), "-3"),
        contact(3),
    ]);
    let check = |set: &str, subject: Subject, expected: Option<(i64, i64)>| {
        let set = roster.filter(&parse(set), TODAY);
        assert_eq!(roster.range(&set, &subject), expected, "{subject:?}");
    };
    check("", Subject::Number(NumberKey::Orders), Some((0, 3)));
    check(
        "has:order",
        Subject::Number(NumberKey::Spent),
        Some((50, 990)),
    );
    check(
        "",
        Subject::Date(DateKey::LastOrder),
        Some((19_000, 19_500)),
    );
    check("no:order", Subject::Date(DateKey::LastOrder), None);
    check(
        "",
        Subject::Field("Points".into()),
        Some((-30_000, 125_000)),
    );
    check("", Subject::Text(TextKey::City), None);
}

#[test]
fn a_filter_explains_itself_chip_by_chip() {
    let roster = cities();
    let slot = roster.slot_of(ContactId(1)).unwrap();
    let filter = parse("city:深圳 -name:张 (city:北京 OR zs)");
    let why: Vec<(String, bool)> = roster
        .explain(&filter, slot, TODAY)
        .into_iter()
        .map(|(chip, holds)| (chip.to_string(), holds))
        .collect();
    let expected = [
        ("city:深圳", true),
        ("-name:张", false),
        ("city:北京 OR zs", true),
    ];
    let expected = expected.map(|(chip, holds)| (chip.to_owned(), holds));
    assert_eq!(why, expected);
}

#[test]
fn suggestions_carry_counts_and_quotes() {
    let roster = cities();
    let check = |text: &str, expected: &[(&str, &str, Option<usize>)]| {
        let found = suggest(&roster, text, text.len(), 50);
        let found: Vec<(&str, &str, Option<usize>)> = found
            .choices
            .iter()
            .map(|choice| (choice.label.as_str(), choice.text.as_str(), choice.count))
            .collect();
        assert_eq!(found, expected, "{text}");
    };
    check("city:sz", &[("深圳", "深圳", Some(2))]);
    check("城市：new", &[("New York", "\"New York\"", Some(2))]);
    check("city:\"ne", &[("New York", "\"New York\"", Some(2))]);
    check(
        "cit",
        &[("city", "city:", None), ("city", "\"city\":", None)],
    );
    check("sho", &[("Shoe size", "\"Shoe size\":", None)]);
    check("has:shoe", &[("Shoe size", "\"Shoe size\"", None)]);
    check(
        "has:cit",
        &[("city", "city", None), ("city", "\"city\"", None)],
    );
    check("pile:m", &[("may_text", "may_text", None)]);
    check("is:inv", &[("invalid", "invalid", None)]);
    assert_eq!(Attention::InvalidNumbers.filter().to_string(), "is:invalid");
}
