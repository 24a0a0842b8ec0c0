//! After any ops, undos and redos the list in memory answers like one loaded afresh.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp, NewSource, Tx};
use haobu::domain::consent::{Channel, Cover, EventKind, Grade, Method, NewEvent, Point, Purpose};
use haobu::domain::contact::{Address, EmailDetails, NumberDetails, Purchase};
use haobu::domain::filter::Filter;
use haobu::domain::ids::ContactId;
use haobu::domain::listing::{FieldKind, SourceKind};
use haobu::domain::op::OpKind;
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::problem::{BookProblem, EditProblem, Problem};
use haobu::domain::time::{Day, Millis};
use haobu::roster::{Direction, Roster, SortKey};
use haobu::workspace::Workspace;
use proptest::prelude::*;

const NOW: Millis = Millis(1_760_000_000_000);
/// When a consent may end that does not end while the test runs, and a day shortly before.
const FAR: Millis = Millis(4_000_000_000_000);
const BEFORE_FAR: Day = Day(46_280);
const NAMES: [&str; 6] = ["张三", "李四", "重庆花店", "Ada Lovelace", "", "单雄信"];
const CITIES: [&str; 4] = ["深圳", "深圳市", "上海", ""];

#[derive(Clone, Debug)]
enum Act {
    Add(u8, u8),
    Rename(u8, u8),
    Delete(u8),
    AddNumber(u8, u8),
    RemoveNumber(u8),
    Tag(u8, u8),
    Untag(u8, u8),
    Field(u8, u8),
    Purchase(u8, u8),
    Consent(u8, u8),
    SaveSegment(u8),
    DeleteSegment(u8),
    Override(u8, u8),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let pair = any::<(u8, u8)>;
    let act = prop_oneof![
        3 => pair().prop_map(|(a, b)| Act::Add(a, b)),
        1 => pair().prop_map(|(a, b)| Act::Rename(a, b)),
        1 => any::<u8>().prop_map(Act::Delete),
        1 => pair().prop_map(|(a, b)| Act::AddNumber(a, b)),
        1 => any::<u8>().prop_map(Act::RemoveNumber),
        1 => pair().prop_map(|(a, b)| Act::Tag(a, b)),
        1 => pair().prop_map(|(a, b)| Act::Untag(a, b)),
        1 => pair().prop_map(|(a, b)| Act::Field(a, b)),
        1 => pair().prop_map(|(a, b)| Act::Purchase(a, b)),
        2 => pair().prop_map(|(a, b)| Act::Consent(a, b)),
        1 => any::<u8>().prop_map(Act::SaveSegment),
        1 => any::<u8>().prop_map(Act::DeleteSegment),
        2 => pair().prop_map(|(a, b)| Act::Override(a, b)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 1..20)
}

fn number(seed: u8) -> NumberDetails {
    let statuses = [
        NumberStatus::Ok,
        NumberStatus::Ok,
        NumberStatus::Ambiguous,
        NumberStatus::Masked,
    ];
    let status = statuses[usize::from(seed % 4)];
    let digits = 8_613_800_138_000 + u64::from(seed % 5);
    NumberDetails {
        raw: digits.to_string(),
        e164: status.has_e164().then_some(E164(digits)),
        status,
        kind: NumberKind::Mobile,
        region: Region::parse("CN"),
        extension: String::new(),
        label: String::new(),
    }
}

fn add(tx: &mut Tx<'_>, name: u8, seed: u8) -> Result<ContactId, Problem> {
    let source = tx.source(&NewSource {
        name: ["网店", "前台"][usize::from(seed % 2)].into(),
        kind: SourceKind::Shop,
        method: String::new(),
        wording: String::new(),
        proof: String::new(),
    })?;
    let city = CITIES[usize::from(seed) % CITIES.len()];
    tx.insert_contact(&NewContact {
        details: ContactDetails {
            name: NAMES[usize::from(name) % NAMES.len()],
            source: Some(source),
            ..ContactDetails::default()
        },
        numbers: &[number(seed)],
        emails: &[EmailDetails {
            addr: format!("U{}@Example.com", seed % 3),
            label: String::new(),
        }],
        addresses: &[Address {
            city: city.into(),
            ..Address::default()
        }],
        ..NewContact::default()
    })
}

fn perform(workspace: &mut Workspace, act: &Act, at: Millis) {
    let roster = workspace.roster().unwrap();
    let everyone: Vec<ContactId> = roster
        .everyone()
        .slots()
        .filter_map(|slot| roster.id(slot))
        .collect();
    drop(roster);
    let pick = |index: u8| {
        everyone
            .get(usize::from(index) % everyone.len().max(1))
            .copied()
    };
    let op = NewOp::new(OpKind::EditContact, at);
    let segments = &workspace.vocabulary().segments;
    let segment = |index: u8| {
        let found = segments.get(usize::from(index) % segments.len().max(1));
        found.map(|segment| segment.id)
    };
    let done = match act {
        Act::SaveSegment(seed) => {
            let filter = ["tag:VIP", "can:sms", ""][usize::from(seed % 3)];
            let name = format!("分组{}", segments.len() + usize::from(*seed));
            match workspace.save_segment(&name, filter, *seed) {
                Err(Problem::Edit(EditProblem::SegmentExists { .. })) => Ok(()),
                other => other.map(drop),
            }
        }
        Act::DeleteSegment(which) => {
            let Some(id) = segment(*which) else { return };
            workspace.delete_segment(id)
        }
        Act::Override(who, how) => {
            let (Some(contact), Some(id)) = (pick(*who), segment(*how / 3)) else {
                return;
            };
            let included = [Some(true), Some(false), None][usize::from(how % 3)];
            workspace
                .set_segment_override(id, &[contact], included)
                .map(drop)
        }
        Act::Undo => workspace.undo().map(drop),
        Act::Redo => workspace.redo().map(drop),
        Act::Add(name, seed) => workspace
            .transact(&op, |tx| add(tx, *name, *seed))
            .map(drop),
        Act::Rename(who, _)
        | Act::Delete(who)
        | Act::AddNumber(who, _)
        | Act::RemoveNumber(who)
        | Act::Tag(who, _)
        | Act::Untag(who, _)
        | Act::Field(who, _)
        | Act::Purchase(who, _)
        | Act::Consent(who, _) => {
            let Some(id) = pick(*who) else { return };
            workspace.transact(&op, |tx| edit(tx, id, act, at))
        }
    };
    match done {
        Ok(()) | Err(Problem::Book(BookProblem::NothingToUndo | BookProblem::NothingToRedo)) => {}
        Err(other) => panic!("{act:?}: {other:?}"),
    }
}

fn edit(tx: &mut Tx<'_>, id: ContactId, act: &Act, at: Millis) -> Result<(), Problem> {
    let contact = tx.contact(id)?.unwrap();
    match act {
        Act::Rename(_, name) => {
            let name = NAMES[usize::from(*name) % NAMES.len()];
            tx.update_contact(
                id,
                &ContactDetails {
                    name,
                    company: "花店",
                    ..ContactDetails::default()
                },
            )
        }
        Act::Delete(_) => tx.delete_contact(id),
        Act::AddNumber(_, seed) => tx.add_number(id, &number(*seed)).map(drop),
        Act::RemoveNumber(_) => match contact.numbers.first() {
            Some(number) => tx.remove_number(number.id),
            None => Ok(()),
        },
        Act::Tag(_, tag) => {
            let tag = tx.tag_named(["VIP", "批发"][usize::from(tag % 2)])?;
            tx.tag(id, tag)
        }
        Act::Untag(_, tag) => {
            let tag = tx.tag_named(["VIP", "批发"][usize::from(tag % 2)])?;
            tx.untag(id, tag)
        }
        Act::Field(_, value) => {
            let field = tx.field_named("爱好", FieldKind::Text)?;
            tx.set_field(id, field, ["百合", "玫瑰", ""][usize::from(value % 3)])
        }
        Act::Purchase(_, amount) => {
            let purchase = Purchase {
                order_no: amount.to_string(),
                at: Some(at),
                amount_cents: Some(i64::from(*amount)),
                ..Purchase::default()
            };
            tx.add_purchase(id, &purchase).map(drop)
        }
        Act::Consent(_, seed) => {
            let kinds = [
                EventKind::Grant,
                EventKind::Withdraw,
                EventKind::Refuse,
                EventKind::Request,
            ];
            let points = [
                Point::Person,
                contact
                    .numbers
                    .first()
                    .and_then(|number| number.e164)
                    .map_or(Point::Person, Point::Phone),
                Point::Email("u1@example.com".into()),
            ];
            let covers = [
                Cover::default(),
                Cover {
                    channel: Some(Channel::Sms),
                    purpose: Some(Purpose::Marketing),
                },
            ];
            tx.record(&NewEvent {
                contact: id,
                point: points[usize::from(seed / 4 % 3)].clone(),
                cover: covers[usize::from(seed / 12 % 2)],
                kind: kinds[usize::from(seed % 4)],
                at,
                until: [None, Some(Millis(at.0 + 1)), Some(FAR)][usize::from(seed / 24 % 3)],
                grade: Grade::B,
                method: Method::InPerson,
                batch: None,
                row: None,
                notice: None,
                note: String::new(),
                target: None,
            })
            .map(drop)
        }
        Act::Add(..)
        | Act::SaveSegment(_)
        | Act::DeleteSegment(_)
        | Act::Override(..)
        | Act::Undo
        | Act::Redo => Ok(()),
    }
}

/// All that can be asked of a roster, as text.
fn answers(roster: &Roster) -> Vec<String> {
    let ids = |slots: Vec<haobu::roster::Slot>| -> Vec<ContactId> {
        slots
            .into_iter()
            .filter_map(|slot| roster.id(slot))
            .collect()
    };
    let mut answers = Vec::new();
    for text in [
        "",
        "张",
        "zs",
        "zhangsan",
        "cq",
        "138",
        "0013",
        "example",
        "ada lov",
        "city:深圳",
        "tag:VIP",
        "-tag:批发",
        "source:网店",
        "sms:granted",
        "sms:withdrawn,refused,expired",
        "email:granted",
        "can:sms",
        "can:call.service",
        "no:consent",
        "is:shared",
        "is:masked",
        "is:ambiguous",
        "has:email",
        "orders:1..",
        "spent:>1",
        "has:phone",
        "last_order:>2020-01-01",
        "company:花店",
        "no:name",
        "created:>2020-01-01",
    ] {
        let set = roster.filter(&Filter::parse(text).unwrap(), Day(20_400));
        let mut found = ids(set.slots().collect());
        found.sort_unstable();
        let mut facets = roster.facets(&set);
        facets.cities.sort();
        facets.countries.sort();
        answers.push(format!("{text}: {found:?} {facets:?}"));
    }
    let expiring = roster.expiring(BEFORE_FAR, 30);
    let mut found = ids(expiring.slots().collect());
    found.sort_unstable();
    answers.push(format!("expiring: {found:?}"));
    for segment in &roster.vocabulary().segments {
        let filter = Filter::parse(&segment.filter).unwrap();
        let members = roster.segment_members(segment.id, &filter, Day(20_400));
        let mut found = ids(members.slots().collect());
        found.sort_unstable();
        let mut overrides: Vec<_> = roster
            .everyone()
            .slots()
            .map(|slot| (roster.id(slot), roster.overridden(segment.id, slot)))
            .collect();
        overrides.sort_unstable();
        answers.push(format!("{segment:?}: {found:?} {overrides:?}"));
    }
    for key in [
        SortKey::Id,
        SortKey::Name,
        SortKey::Mobile,
        SortKey::City,
        SortKey::Orders,
        SortKey::Company,
    ] {
        for direction in [Direction::Ascending, Direction::Descending] {
            answers.push(format!(
                "{key:?} {direction:?}: {:?}",
                ids(roster.sort(&roster.everyone(), key, direction))
            ));
        }
    }
    for slot in roster.sort(&roster.everyone(), SortKey::Id, Direction::Ascending) {
        answers.push(format!(
            "{:?} {} {} {} {:?} {} {:?} {:?} {:?}",
            roster.id(slot),
            roster.name(slot),
            roster.company(slot),
            roster.city(slot),
            roster.mobile(slot),
            roster.email(slot),
            roster.tags(slot),
            roster.source(slot),
            roster.purchases(slot)
        ));
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_after_ops_is_a_fresh_list(acts in acts()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        let key = Key::random().unwrap();
        let mut workspace = Workspace::over(Book::create(&path, &key, NOW).unwrap()).unwrap();
        for (index, act) in acts.iter().enumerate() {
            perform(&mut workspace, act, Millis(NOW.0 + i64::try_from(index).unwrap()));
            let fresh = Workspace::over(Book::open_with_key(&path, &key, Access::ReadOnly).unwrap()).unwrap();
            let (kept, fresh) = (answers(&workspace.roster().unwrap()), answers(&fresh.roster().unwrap()));
            for (kept, fresh) in kept.iter().zip(&fresh) {
                prop_assert_eq!(kept, fresh, "after {:?} of {:?}", act, acts);
            }
            prop_assert_eq!(kept.len(), fresh.len());
        }
    }
}
