//! Promise: after any sequence of edits the roster answers like one loaded afresh, and both answer
//! what the contacts say.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use haobu::domain::consent::{
    Channel, Cover, EventKind, Grade, Method, NewEvent, Point, Purpose, Scope, State,
};
use haobu::domain::contact::{Address, Contact, Email, Number, PurchaseSummary, email_key};
use haobu::domain::filter::{FieldNames, Filter, fold};
use haobu::domain::ids::{ChildId, ContactId, FieldId, SegmentId, SourceId, TagId};
use haobu::domain::listing::{
    AddressRow, ContactRow, FieldEntry, FieldKind, ListSink, NumberRow, SourceEntry, SourceKind,
    Vocabulary,
};
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::time::{Day, Millis};
use haobu::roster::{Direction, LoadBatch, Pile, Roster, SortKey, Stage};
use proptest::prelude::*;
use proptest::sample::select;

const TODAY: Day = Day(20_000);

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
            (TagId(3), "bo".into()),
        ],
        sources: vec![
            source(1, "门店", SourceKind::Shop),
            source(2, "Fair 2024", SourceKind::Event),
        ],
        fields: vec![
            field(1, "Points", FieldKind::Number),
            field(2, "生日", FieldKind::Date),
            field(3, "Size", FieldKind::Choice),
            field(4, "Member", FieldKind::YesNo),
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
    Number {
        id: ChildId(0),
        raw: raw.to_owned(),
        e164: e164.map(E164),
        status,
        kind,
        region: e164.map(|n| Region(if n > 80_000_000_000 { *b"CN" } else { *b"US" })),
        extension: String::new(),
        label: String::new(),
    }
}

fn mobile(e164: u64) -> Number {
    number(
        &e164.to_string(),
        Some(e164),
        NumberStatus::Ok,
        NumberKind::Mobile,
    )
}

fn email(addr: &str) -> Email {
    Email {
        id: ChildId(0),
        addr: addr.to_owned(),
        label: String::new(),
    }
}

fn event(contact: i64, point: Point, kind: EventKind, at: i64) -> NewEvent {
    NewEvent {
        contact: ContactId(contact),
        point,
        cover: Cover::default(),
        kind,
        at: Millis(at),
        until: None,
        grade: Grade::B,
        method: Method::Paper,
        batch: None,
        row: None,
        notice: None,
        note: String::new(),
        target: None,
    }
}

/// What the book would hold.
#[derive(Clone, Debug, Default)]
struct Model {
    contacts: BTreeMap<ContactId, Contact>,
    events: Vec<NewEvent>,
    now: Millis,
}

impl Model {
    fn counts_for(event: &NewEvent, contact: &Contact) -> bool {
        match &event.point {
            Point::Person => event.contact == contact.id,
            Point::Phone(number) => contact.numbers.iter().any(|own| own.e164 == Some(*number)),
            Point::Email(key) => contact
                .emails
                .iter()
                .any(|own| email_key(&own.addr) == *key),
        }
    }

    fn events_of(&self, contact: &Contact) -> Vec<NewEvent> {
        let counting = |event: &&NewEvent| Self::counts_for(event, contact);
        self.events.iter().filter(counting).cloned().collect()
    }

    fn fresh(&self) -> Roster {
        let mut roster = Roster::new(vocabulary());
        roster.set_now(self.now);
        let all: Vec<&Contact> = self.contacts.values().collect();
        load(&mut roster, &all, &self.events);
        roster
    }
}

/// Hands contacts over as the book does, a few rows per batch.
fn load(roster: &mut Roster, contacts: &[&Contact], events: &[NewEvent]) {
    let mut sink = LoadBatch::default();
    let mut flush = |sink: &mut LoadBatch| {
        if sink.len() >= 3 {
            roster.append(std::mem::take(sink));
        }
    };
    for contact in contacts {
        sink.contact(ContactRow {
            id: contact.id,
            reference: &contact.reference,
            name: &contact.name,
            company: &contact.company,
            created: contact.created,
            source: contact.source,
        });
        flush(&mut sink);
    }
    for contact in contacts {
        for number in &contact.numbers {
            let row = NumberRow {
                raw: &number.raw,
                e164: number.e164,
                status: number.status,
                kind: number.kind,
                region: number.region,
            };
            sink.number(contact.id, row);
            flush(&mut sink);
        }
    }
    for contact in contacts {
        for email in &contact.emails {
            sink.email(contact.id, &email.addr);
            flush(&mut sink);
        }
    }
    for contact in contacts {
        for address in &contact.addresses {
            let row = AddressRow {
                country: &address.country,
                province: &address.province,
                city: &address.city,
            };
            sink.address(contact.id, row);
        }
    }
    for contact in contacts {
        contact
            .tags
            .iter()
            .for_each(|tag| sink.tag(contact.id, *tag));
    }
    for contact in contacts {
        for (field, value) in &contact.fields {
            sink.field(contact.id, *field, value);
            flush(&mut sink);
        }
    }
    for contact in contacts {
        for (segment, included) in &contact.overrides {
            sink.segment_override(contact.id, *segment, *included);
        }
    }
    for contact in contacts {
        if contact.purchases.count > 0 {
            sink.purchases(contact.id, contact.purchases);
        }
    }
    events.iter().cloned().for_each(|event| sink.event(event));
    roster.append(sink);
    roster.finish_load();
}

fn ids(roster: &Roster, text: &str) -> Vec<i64> {
    let fields = FieldNames::from(roster.vocabulary());
    let filter = Filter::parse_with(text, &fields).unwrap();
    let set = roster.filter(&filter, TODAY);
    let mut ids: Vec<i64> = set.slots().map(|slot| roster.id(slot).unwrap().0).collect();
    ids.sort_unstable();
    assert_eq!(roster.count(&filter, TODAY), ids.len());
    ids
}

const FILTERS: &[&str] = &[
    "",
    "a",
    "o",
    "z",
    "8",
    "0",
    "zs",
    "zhang",
    "san",
    "张",
    "bob",
    "BO",
    "138",
    "0013",
    "+86138",
    "\"138 0013\"",
    "86",
    "7551",
    "0755",
    "x.com",
    "a@x",
    "@x.com",
    "com",
    "m1",
    "acme",
    "vip",
    "张三 8",
    "a OR 138",
    "-bob",
    "name:张",
    "name:=bob",
    "company:acme",
    "ref:m",
    "phone:138",
    "phone:0755",
    "email:a@x.com",
    "email:=a@x.com",
    "city:深圳",
    "city:=深圳",
    "province:广",
    "country:cn",
    "tag:vip",
    "tag:vip,批发",
    "source:fair",
    "source:=门店",
    "source_kind:shop",
    "created:<30d",
    "created:>=1970-01-02",
    "orders:0",
    "orders:2..",
    "spent:>10",
    "last_order:<30d",
    "last_order:>30d",
    "id:2..4",
    "region:CN",
    "type:mobile",
    "has:phone",
    "has:mobile",
    "has:email",
    "has:address",
    "has:city",
    "has:tag",
    "has:order",
    "has:consent",
    "has:Points",
    "no:name",
    "no:company,ref",
    "is:duplicate",
    "is:invalid",
    "is:masked",
    "is:relay",
    "is:expiring",
    "sms:expired",
    "can:sms",
    "can:sms.service",
    "can:email",
    "can:post",
    "sms:granted",
    "sms:unknown",
    "sms:withdrawn,refused",
    "call.service:withdrawn",
    "email:granted",
    "Points:>=5",
    "生日:..2000",
    "Size:xl",
    "Member:yes",
    "Member:no",
    "has:source -has:province has:country OR has:ref",
];

const SORTS: &[SortKey] = &[
    SortKey::Id,
    SortKey::Ref,
    SortKey::Name,
    SortKey::Company,
    SortKey::Mobile,
    SortKey::Email,
    SortKey::City,
    SortKey::Country,
    SortKey::Source,
    SortKey::Created,
    SortKey::Orders,
    SortKey::LastOrder,
    SortKey::Spent,
    SortKey::Field(FieldId(1)),
    SortKey::Field(FieldId(2)),
    SortKey::Field(FieldId(3)),
];

/// Everything that can be seen of a roster, by id.
fn seen(roster: &Roster) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    for filter in FILTERS {
        seen.insert(
            format!("filter {filter}"),
            format!("{:?}", ids(roster, filter)),
        );
    }
    for key in SORTS {
        for direction in [Direction::Ascending, Direction::Descending] {
            let slots = roster.sort(&roster.everyone(), *key, direction);
            let ids: Vec<_> = slots
                .iter()
                .map(|slot| roster.id(*slot).unwrap().0)
                .collect();
            seen.insert(format!("sort {key:?} {direction:?}"), format!("{ids:?}"));
        }
    }
    let facets = roster.facets(&roster.everyone());
    let total: usize = facets.piles.iter().map(|(_, count)| count).sum();
    assert_eq!(total, roster.len());
    seen.insert("facets".into(), format!("{facets:?}"));
    for segment in [SegmentId(1), SegmentId(2)] {
        let members = segment_members(roster, segment, "bob");
        let overrides: BTreeMap<_, _> = roster
            .everyone()
            .slots()
            .map(|slot| (roster.id(slot), roster.overridden(segment, slot)))
            .collect();
        seen.insert(format!("{segment:?}"), format!("{members:?} {overrides:?}"));
    }
    seen.insert("due".into(), format!("{:?}", roster.due(Millis(i64::MAX))));
    for slot in roster.everyone().slots() {
        let id = roster.id(slot).unwrap();
        assert_eq!(roster.slot_of(id), Some(slot));
        let scope = Scope::new(Channel::Sms, Purpose::Marketing);
        let standing: Vec<_> = (0..3)
            .map(|i| roster.number_standing(slot, i, scope))
            .collect();
        let columns = (
            (
                roster.name(slot),
                roster.company(slot),
                roster.reference(slot),
            ),
            (
                roster.city(slot),
                roster.province(slot),
                roster.country(slot),
            ),
            (
                roster.mobile(slot),
                roster.numbers(slot),
                roster.emails(slot),
            ),
            (roster.tags(slot), roster.source(slot), roster.created(slot)),
            (
                roster.purchases(slot),
                roster.is_shared(slot),
                roster.pile(slot),
            ),
            (1..=4)
                .map(|id| roster.field(slot, FieldId(id)))
                .collect::<Vec<_>>(),
            standing,
        );
        seen.insert(format!("columns {id:?}"), format!("{columns:?}"));
    }
    seen
}

fn segment_members(roster: &Roster, segment: SegmentId, filter: &str) -> Vec<i64> {
    let filter = Filter::parse(filter).unwrap();
    let members = roster.segment_members(segment, &filter, TODAY);
    let mut ids: Vec<i64> = members
        .slots()
        .map(|slot| roster.id(slot).unwrap().0)
        .collect();
    ids.sort_unstable();
    ids
}

fn sorted(roster: &Roster, key: SortKey) -> Vec<ContactId> {
    let slots = roster.sort(&roster.everyone(), key, Direction::Ascending);
    slots.iter().map(|slot| roster.id(*slot).unwrap()).collect()
}

#[derive(Clone, Debug)]
enum Edit {
    Upsert(Contact),
    Remove(i64),
    Event(NewEvent),
    /// The clock goes on to this day.
    Clock(Day),
    Import(Vec<Contact>),
    /// Sorts, and so leaves permutations behind that later edits must repair.
    Sort(SortKey),
    /// Makes caches that later edits must not leave stale.
    Look,
}

fn any_number() -> impl Strategy<Value = Number> {
    select(vec![
        mobile(8_613_800_138_000),
        mobile(8_613_900_139_000),
        number(
            "+86 138-0013-8000",
            Some(8_613_800_138_000),
            NumberStatus::Ok,
            NumberKind::Mobile,
        ),
        number(
            "0755-1234567",
            Some(867_551_234_567),
            NumberStatus::Ok,
            NumberKind::Fixed,
        ),
        number(
            "4155550100",
            Some(14_155_550_100),
            NumberStatus::Ambiguous,
            NumberKind::FixedOrMobile,
        ),
        number(
            "138****8000",
            None,
            NumberStatus::Masked,
            NumberKind::Unknown,
        ),
        number("12x", None, NumberStatus::Invalid, NumberKind::Unknown),
        number(
            "13900139000-1234",
            Some(8_613_900_139_000),
            NumberStatus::Relay,
            NumberKind::Mobile,
        ),
    ])
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let texts = (
        1..7_i64,
        select(vec!["", "张三", "单伟", "Bob", "bob", "Ann-Marie", "李四"]),
        select(vec!["", "Acme 8", "acme", "号簿有限公司"]),
        select(vec!["", "M10", "m9", "X"]),
    );
    let rows = (
        prop::collection::vec(any_number(), 0..3),
        prop::collection::vec(
            select(vec!["a@x.com", "A@x.com", "b@Y.org", "odd", "c@"]),
            0..3,
        ),
        prop::collection::vec(
            select(vec![
                ("CN", "广东", "深圳市"),
                ("CN", "", "深圳"),
                ("US", "", ""),
                ("", "", ""),
            ]),
            0..3,
        ),
        prop::collection::btree_set(1..4_i64, 0..3),
    );
    let rest = (
        prop::option::of(1..3_i64),
        select(vec![0, 86_400_000, 1_727_900_000_000]),
        0..4_u32,
        prop::collection::btree_map(
            1..5_i64,
            select(vec!["5", "12.5", "1999-12-31", "yes", "no", "XL"]),
            0..3,
        ),
        prop::collection::btree_map(1..3_i64, any::<bool>(), 0..3),
    );
    (texts, rows, rest).prop_map(
        |((id, name, company, reference), (numbers, emails, places, tags), rest)| {
            let (source, created, orders, fields, overrides) = rest;
            Contact {
                reference: reference.to_owned(),
                name: name.to_owned(),
                company: company.to_owned(),
                created: Millis(created),
                source: source.map(SourceId),
                numbers,
                emails: emails.into_iter().map(email).collect(),
                addresses: places
                    .into_iter()
                    .map(|(country, province, city)| Address {
                        country: country.to_owned(),
                        province: province.to_owned(),
                        city: city.to_owned(),
                        ..Address::default()
                    })
                    .collect(),
                tags: tags.into_iter().map(TagId).collect(),
                fields: fields
                    .into_iter()
                    .map(|(id, value)| (FieldId(id), value.to_owned()))
                    .collect(),
                purchases: PurchaseSummary {
                    count: orders,
                    total_cents: i64::from(orders) * 700,
                    last: (orders > 0).then(|| Day(20_000 - 25 * i32::try_from(orders).unwrap())),
                },
                overrides: overrides
                    .into_iter()
                    .map(|(segment, included)| (SegmentId(segment), included))
                    .collect(),
                ..contact(id)
            }
        },
    )
}

fn any_event() -> impl Strategy<Value = NewEvent> {
    let point = select(vec![
        Point::Person,
        Point::Phone(E164(8_613_800_138_000)),
        Point::Phone(E164(14_155_550_100)),
        Point::Phone(E164(99)),
        Point::Email("a@x.com".into()),
    ]);
    let cover = select(vec![
        Cover::default(),
        Cover::only(Scope::new(Channel::Sms, Purpose::Marketing)),
        Cover {
            channel: Some(Channel::Email),
            purpose: None,
        },
    ]);
    let kinds = EventKind::ALL
        .into_iter()
        .filter(|kind| (*kind as u8) < EventKind::Void as u8);
    let kind = select(kinds.collect::<Vec<_>>());
    let method = select(vec![Method::Import, Method::Paper]);
    (
        1..7_i64,
        point,
        cover,
        kind,
        method,
        0..3_i64,
        select(Grade::ALL.to_vec()),
        select(vec![None, Some(0), Some(5), Some(20), Some(70)]),
    )
        .prop_map(
            |(contact, point, cover, kind, method, at, grade, days)| NewEvent {
                cover,
                method,
                grade,
                until: days.map(|days| Day(TODAY.0 + days).start()),
                ..event(contact, point, kind, at)
            },
        )
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => any_contact().prop_map(Edit::Upsert),
        2 => (1..7_i64).prop_map(Edit::Remove),
        2 => any_event().prop_map(Edit::Event),
        1 => (0..30).prop_map(|days| Edit::Clock(Day(TODAY.0 + days))),
        1 => prop::collection::vec(any_contact(), 1..4).prop_map(Edit::Import),
        3 => select(SORTS).prop_map(Edit::Sort),
        1 => Just(Edit::Look),
    ]
}

fn apply(model: &mut Model, roster: &mut Roster, edit: Edit) {
    match edit {
        Edit::Upsert(contact) => {
            roster.upsert(&contact, &model.events_of(&contact));
            model.contacts.insert(contact.id, contact);
        }
        Edit::Remove(id) => {
            roster.remove(ContactId(id));
            model.contacts.remove(&ContactId(id));
        }
        Edit::Event(event) => {
            model.events.push(event.clone());
            let touched = model
                .contacts
                .values()
                .filter(|c| Model::counts_for(&event, c));
            touched.for_each(|contact| roster.upsert(contact, &model.events_of(contact)));
        }
        Edit::Clock(day) => {
            let now = day.start().max(model.now);
            let due = roster.due(now);
            roster.set_now(now);
            model.now = now;
            for id in due.ids() {
                let contact = model.contacts.get(&id).unwrap();
                roster.upsert(contact, &model.events_of(contact));
            }
        }
        Edit::Import(contacts) => {
            let by_id: BTreeMap<_, _> = contacts.into_iter().map(|c| (c.id, c)).collect();
            let batch: Vec<&Contact> = by_id.values().collect();
            let counting = |event: &&NewEvent| batch.iter().any(|c| Model::counts_for(event, c));
            let events: Vec<NewEvent> = model.events.iter().filter(counting).cloned().collect();
            load(roster, &batch, &events);
            model.contacts.extend(by_id.clone());
        }
        Edit::Sort(key) => {
            let fresh = model.fresh();
            for key in [key, SortKey::Name, SortKey::Mobile] {
                assert_eq!(sorted(roster, key), sorted(&fresh, key), "{key:?}");
            }
        }
        Edit::Look => {
            seen(roster);
        }
    }
}

/// What a word should find, worked out the slow way.
fn found_slowly(contact: &Contact, word: &str) -> bool {
    let word = fold(word).into_owned();
    let separators = ['+', '-', ' ', '.', '(', ')'];
    let digits = word.replace(separators, "");
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let pinyin = match contact.name.as_str() {
        "张三" => "zhangsan zs",
        "单伟" => "danwei dw shanwei sw",
        "李四" => "lisi ls",
        _ => "",
    };
    let tags = vocabulary().tags;
    let mut texts = vec![
        contact.name.clone(),
        contact.company.clone(),
        contact.reference.clone(),
    ];
    texts.extend(contact.emails.iter().map(|email| email.addr.clone()));
    texts.extend(
        tags.into_iter()
            .filter(|(id, _)| contact.tags.contains(id))
            .map(|(_, name)| name),
    );
    texts.iter().any(|text| fold(text).contains(&word))
        || pinyin.split(' ').any(|reading| reading.contains(&word))
        || is_number
            && contact.numbers.iter().any(|number| {
                let raw: String = number.raw.chars().filter(char::is_ascii_digit).collect();
                let full = number.e164.map(|n| n.0.to_string()).unwrap_or_default();
                raw.contains(&digits) || full.contains(&digits)
            })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn edited_equals_loaded_afresh(edits in prop::collection::vec(any_edit(), 1..25)) {
        let mut model = Model::default();
        let mut roster = Roster::new(vocabulary());
        for edit in edits {
            apply(&mut model, &mut roster, edit);
        }
        prop_assert_eq!(seen(&roster), seen(&model.fresh()));
    }

    #[test]
    fn words_find_what_the_contacts_say(
        contacts in prop::collection::vec(any_contact(), 1..8),
        words in prop::collection::vec(
            prop_oneof![
                "[a-z0-9]{1,3}",
                select(vec!["张", "三", "san", "zs", "shanw", "138", "+86138", "0013", "8000", "x.com", "a@", "@x", "acme 8",
                    "m1", "vip", "有限", "1234", "0755", "(138)", "-", "n-m"]).prop_map(str::to_owned),
            ],
            1..8,
        ),
    ) {
        let mut model = Model::default();
        model.contacts.extend(contacts.into_iter().map(|c| (c.id, c)));
        let roster = model.fresh();
        for word in words {
            // Typed letter by letter, so that results of the beginning are there to be narrowed.
            let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            for end in ends {
                let word = word.get(..end).unwrap();
                let expected: Vec<i64> = model.contacts.values()
                    .filter(|contact| found_slowly(contact, word))
                    .map(|contact| contact.id.0)
                    .collect();
                prop_assert_eq!(ids(&roster, &format!("\"{word}\"")), expected, "{}", word);
            }
        }
    }
}

fn sample() -> Model {
    let mut model = Model::default();
    let shared = 8_613_800_138_000;
    let people = [
        Contact {
            name: "张三".into(),
            company: "号簿有限公司".into(),
            numbers: vec![mobile(shared)],
            emails: vec![email("Zhang@Example.com")],
            tags: vec![TagId(1)],
            source: Some(SourceId(1)),
            ..contact(1)
        },
        Contact {
            name: "李四".into(),
            numbers: vec![mobile(shared)],
            ..contact(2)
        },
        Contact {
            name: "重庆".into(),
            numbers: vec![number(
                "12x",
                None,
                NumberStatus::Invalid,
                NumberKind::Unknown,
            )],
            ..contact(3)
        },
        Contact {
            name: "Bob".into(),
            numbers: vec![mobile(14_155_550_100)],
            ..contact(4)
        },
        contact(5),
    ];
    model.contacts.extend(people.into_iter().map(|c| (c.id, c)));
    model.events = vec![
        event(1, Point::Phone(E164(shared)), EventKind::Grant, 1),
        event(4, Point::Person, EventKind::Withdraw, 1),
    ];
    model
}

#[test]
fn filters_say_what_they_promise() {
    let roster = sample().fresh();
    let check = |text: &str, expected: &[i64]| assert_eq!(ids(&roster, text), expected, "{text}");
    for word in [
        "\"138 0013\"",
        "138 0013",
        "+86138",
        "0013",
        "8000",
        "138-0013-8000",
    ] {
        check(word, &[1, 2]);
    }
    for word in ["zs", "zhangsan", "张三", "ZS", "ｚｓ"] {
        check(word, &[1]);
    }
    check("chongqing", &[3]);
    check("cq", &[3]);
    check("example", &[1]);
    check("zhang@ex", &[1]);
    check("vip", &[1]);
    check("is:duplicate", &[1, 2]);
    check("is:invalid", &[3]);
    // The number agreed, so it may be used for whoever has it.
    check("sms:granted", &[1, 2]);
    check("can:sms", &[1, 2]);
    check("sms:unknown", &[3, 5]);
    check("no:consent", &[3, 5]);
    check("sms:withdrawn", &[4]);
    check("can:sms.service", &[1, 2]);
    check("-has:phone", &[5]);
    check("source:门", &[1]);
    check("source_kind:shop", &[1]);
}

#[test]
fn consents_end_by_the_clock() {
    let mut model = Model::default();
    for id in 1..=4 {
        model.contacts.insert(
            ContactId(id),
            Contact {
                numbers: vec![mobile(8_613_800_138_000 + id.unsigned_abs())],
                ..contact(id)
            },
        );
    }
    let until = |days: i32| Some(Day(TODAY.0 + days).start());
    for (id, until) in [(1, until(1)), (2, until(30)), (3, until(31)), (4, None)] {
        model.events.push(NewEvent {
            until,
            ..event(id, Point::Person, EventKind::Grant, 1)
        });
    }
    model.now = TODAY.start();
    let mut roster = model.fresh();
    let expiring = |roster: &Roster, days| {
        let set = roster.expiring(TODAY, days);
        set.slots()
            .map(|slot| roster.id(slot).unwrap().0)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&roster, "can:sms"), [1, 2, 3, 4]);
    assert_eq!(ids(&roster, "is:expiring"), [1, 2]);
    assert_eq!(expiring(&roster, 0), [0_i64; 0]);
    assert_eq!(expiring(&roster, 1), [1]);
    assert_eq!(expiring(&roster, 31), [1, 2, 3]);
    let end = Day(TODAY.0 + 1).start();
    assert!(roster.due(Millis(end.0 - 1)).is_empty());
    let due: Vec<_> = roster.due(end).ids().collect();
    assert_eq!(due, [ContactId(1)]);
    apply(&mut model, &mut roster, Edit::Clock(Day(TODAY.0 + 1)));
    assert_eq!(ids(&roster, "can:sms"), [2, 3, 4]);
    assert_eq!(ids(&roster, "sms:expired"), [1]);
    assert!(roster.due(end).is_empty());
}

#[test]
fn segments_are_a_filter_with_exceptions() {
    let mut model = Model::default();
    let by_hand = [(1, None), (2, Some(false)), (3, Some(true)), (4, None)];
    for (id, included) in by_hand {
        let name = if id < 3 { "bob" } else { "ann" };
        let overrides = included.map(|included| (SegmentId(1), included));
        let overrides = overrides.into_iter().collect();
        model.contacts.insert(
            ContactId(id),
            Contact {
                name: name.to_owned(),
                overrides,
                ..contact(id)
            },
        );
    }
    let mut roster = model.fresh();
    assert_eq!(segment_members(&roster, SegmentId(1), "bob"), [1, 3]);
    assert_eq!(segment_members(&roster, SegmentId(2), "bob"), [1, 2]);
    for (id, included) in by_hand {
        let slot = roster.slot_of(ContactId(id)).unwrap();
        assert_eq!(roster.overridden(SegmentId(1), slot), included);
        assert_eq!(roster.overridden(SegmentId(2), slot), None);
    }
    roster.remove(ContactId(3));
    assert_eq!(segment_members(&roster, SegmentId(1), "bob"), [1]);
}

#[test]
fn piles_are_told_apart() {
    let mut model = sample();
    let marketing = Cover {
        channel: None,
        purpose: Some(Purpose::Marketing),
    };
    model.contacts.insert(
        ContactId(6),
        Contact {
            numbers: vec![mobile(8_613_700_137_000)],
            ..contact(6)
        },
    );
    model.events.push(NewEvent {
        cover: marketing,
        ..event(6, Point::Person, EventKind::Refuse, 1)
    });
    let roster = model.fresh();
    let pile = |id| roster.pile(roster.slot_of(ContactId(id)).unwrap());
    assert_eq!(
        [1, 2, 3, 4, 5, 6].map(pile),
        [
            Pile::MayText,
            Pile::MayText,
            Pile::AskFirst,
            Pile::DoNotDisturb,
            Pile::AskFirst,
            Pile::ServiceOnly
        ]
    );
    assert_eq!(roster.pile_members(Pile::MayText).len(), 2);
    let facets = roster.facets(&roster.everyone());
    assert_eq!(facets.sms_marketing.first(), Some(&(State::Unknown, 2)));
}

#[test]
fn names_sort_as_readers_expect_and_blanks_come_last() {
    let roster = sample().fresh();
    let sorted = |direction| -> Vec<i64> {
        let slots = roster.sort(&roster.everyone(), SortKey::Name, direction);
        slots
            .iter()
            .map(|slot| roster.id(*slot).unwrap().0)
            .collect()
    };
    // chóngqìng, lǐsì, zhāngsān; then Latin; then none.
    assert_eq!(sorted(Direction::Ascending), [3, 2, 1, 4, 5]);
    assert_eq!(sorted(Direction::Descending), [4, 1, 2, 3, 5]);
}

#[test]
fn the_stage_says_what_can_be_searched() {
    let mut roster = Roster::new(vocabulary());
    assert_eq!(roster.stage().stage, Stage::Complete);
    let mut batch = LoadBatch::default();
    for id in 1..3 {
        batch.contact(ContactRow {
            id: ContactId(id),
            reference: "",
            name: "张三",
            company: "",
            created: Millis(0),
            source: None,
        });
    }
    roster.append(batch);
    assert_eq!(
        (roster.stage().stage, roster.stage().contacts),
        (Stage::Contacts, 2)
    );
    assert_eq!(ids(&roster, "zs"), [1, 2]);
    let mut batch = LoadBatch::default();
    let row = NumberRow {
        raw: "13800138000",
        e164: Some(E164(8_613_800_138_000)),
        status: NumberStatus::Ok,
        kind: NumberKind::Mobile,
        region: None,
    };
    batch.number(ContactId(2), row);
    roster.append(batch);
    assert_eq!(roster.stage().stage, Stage::Numbers);
    assert_eq!(ids(&roster, "0013"), [2]);
    let mut batch = LoadBatch::default();
    batch.tag(ContactId(1), TagId(1));
    roster.append(batch);
    assert_eq!(roster.stage().stage, Stage::Rest);
    roster.finish_load();
    assert_eq!(roster.stage().stage, Stage::Complete);
}

#[test]
fn an_edit_during_a_load_is_not_overtaken_by_it() {
    let mut roster = Roster::new(vocabulary());
    let row = |name| ContactRow {
        id: ContactId(1),
        reference: "",
        name,
        company: "",
        created: Millis(0),
        source: None,
    };
    let mut batch = LoadBatch::default();
    batch.contact(row("old"));
    roster.append(batch);
    let edited = Contact {
        name: "new".into(),
        emails: vec![email("new@x.com")],
        ..contact(1)
    };
    roster.upsert(&edited, &[event(1, Point::Person, EventKind::Grant, 1)]);
    let mut batch = LoadBatch::default();
    batch.email(ContactId(1), "old@x.com");
    roster.append(batch);
    roster.remove(ContactId(2));
    let mut late = LoadBatch::default();
    late.contact(ContactRow {
        id: ContactId(2),
        ..row("gone")
    });
    roster.append(late);
    roster.finish_load();
    let slot = roster.slot_of(ContactId(1)).unwrap();
    assert_eq!(
        (roster.name(slot), roster.emails(slot)),
        ("new", vec!["new@x.com".to_owned()])
    );
    assert_eq!(ids(&roster, "email:granted"), [1]);
    assert_eq!(roster.len(), 1);
}

#[test]
fn a_vocabulary_change_shows_at_once() {
    let mut roster = sample().fresh();
    assert_eq!(ids(&roster, "vip"), [1]);
    let mut vocabulary = vocabulary();
    vocabulary.tags = vec![(TagId(1), "gold".into())];
    roster.set_vocabulary(vocabulary);
    assert_eq!(
        (ids(&roster, "vip"), ids(&roster, "tag:gold")),
        (vec![], vec![1])
    );
}

#[test]
fn wiping_leaves_nobody() {
    let mut roster = sample().fresh();
    roster.wipe();
    assert_eq!((roster.len(), ids(&roster, "zhang")), (0, vec![]));
    let anyone = Contact {
        name: "张三".into(),
        ..contact(9)
    };
    roster.upsert(&anyone, &[]);
    assert_eq!(ids(&roster, "zs"), [9]);
}
