//! What the owner does by hand: each act is one step, shows at once, and undo takes it back.
#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::sync::atomic::{AtomicU64, Ordering};

use haobu::book::{Book, Key};
use haobu::domain::consent::{
    Channel, Cover, EventKind, Grade, Method, Point, Purpose, Scope, State,
};
use haobu::domain::contact::Contact;
use haobu::domain::filter::Filter;
use haobu::domain::ids::{ChildId, ContactId, FieldId, OpId, SegmentId};
use haobu::domain::listing::{FieldKind, SourceKind};
use haobu::domain::op::OpKind;
use haobu::domain::phone::{E164, NumberStatus, Region};
use haobu::domain::problem::{BookProblem, EditProblem, FilterProblemKind, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::editing::{ConsentInput, Edit, NewContactInput, NoticeInput};
use haobu::workspace::{Happening, OpState, Progress, Unwatched, Workspace, now, today};

const AT: Millis = Millis(1_760_000_000_000);
const SMS: Scope = Scope::new(Channel::Sms, Purpose::Marketing);

struct Shop {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::random().unwrap();
    let book = Book::create(&folder.path().join("shop.haobu"), &key, AT).unwrap();
    let workspace = Workspace::over(book).unwrap();
    drop(workspace.roster().unwrap());
    Shop { folder, workspace }
}

impl Shop {
    fn add(&mut self, name: &str, number: &str) -> ContactId {
        let input = NewContactInput {
            name: name.to_owned(),
            numbers: vec![number.to_owned()],
            ..NewContactInput::default()
        };
        self.workspace.add_contact(&input).unwrap()
    }

    fn contact(&self, id: ContactId) -> Contact {
        self.workspace.book().contact(id).unwrap().unwrap()
    }

    /// Steps in the log, undo and redo not counted.
    fn steps(&self) -> usize {
        self.workspace.history().unwrap().len()
    }

    fn found(&self, filter: &str) -> Vec<ContactId> {
        let roster = self.workspace.roster().unwrap();
        let set = roster.filter(&Filter::parse(filter).unwrap(), today());
        set.slots().filter_map(|slot| roster.id(slot)).collect()
    }

    fn members(&self, segment: SegmentId) -> Vec<ContactId> {
        let roster = self.workspace.roster().unwrap();
        let entries = &roster.vocabulary().segments;
        let entry = entries.iter().find(|entry| entry.id == segment).unwrap();
        let filter = Filter::parse(&entry.filter).unwrap();
        let set = roster.segment_members(segment, &filter, today());
        set.slots().filter_map(|slot| roster.id(slot)).collect()
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn is_edit_problem<T: std::fmt::Debug>(result: Result<T, Problem>, expected: &EditProblem) {
    match result {
        Err(Problem::Edit(problem)) => assert_eq!(problem, *expected),
        other => panic!("{other:?} instead of {expected:?}"),
    }
}

#[test]
fn a_contact_is_added_as_it_is_typed() {
    let mut shop = shop();
    let id = shop
        .workspace
        .add_contact(&NewContactInput {
            name: " 张三\n".into(),
            company: "花店".into(),
            numbers: texts(&["138 2316 5520", "13823165520", "12", "", "+1 415 555 2671"]),
            emails: texts(&["Zhang@Example.com", ""]),
            city: "深圳".into(),
            tags: texts(&["VIP", " vip ", ""]),
        })
        .unwrap();
    let contact = shop.contact(id);
    assert_eq!(
        (contact.name.as_str(), contact.company.as_str()),
        ("张三", "花店")
    );
    let numbers: Vec<_> = contact
        .numbers
        .iter()
        .map(|number| (number.raw.as_str(), number.status, number.e164))
        .collect();
    assert_eq!(
        numbers,
        [
            (
                "138 2316 5520",
                NumberStatus::Ok,
                Some(E164(8_613_823_165_520))
            ),
            ("12", NumberStatus::Invalid, None),
            (
                "+1 415 555 2671",
                NumberStatus::Ok,
                Some(E164(14_155_552_671))
            ),
        ]
    );
    assert_eq!(contact.emails.len(), 1);
    assert_eq!(contact.tags.len(), 1);
    assert_eq!(shop.found("tag:VIP city:深圳 5520"), [id]);
    let before = shop.steps();
    let input = |email: &str| NewContactInput {
        emails: texts(&[email]),
        tags: texts(&["VIP"]),
        ..NewContactInput::default()
    };
    is_edit_problem(
        shop.workspace.add_contact(&input("zhang.example.com")),
        &EditProblem::NotAnEmail,
    );
    is_edit_problem(
        shop.workspace.add_contact(&input(" ")),
        &EditProblem::NobodyThere,
    );
    assert_eq!(shop.steps(), before);
    let undone = shop.workspace.undo().unwrap();
    assert_eq!(
        (undone.kind, undone.subject.as_str()),
        (OpKind::AddContact, "")
    );
    assert_eq!(shop.found(""), [] as [ContactId; 0]);
}

#[test]
fn an_edit_is_one_step_and_no_change_is_none() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520");
    let number = shop.contact(id).numbers.first().unwrap().id;
    let text = |text: &str| text.to_owned();
    let add_email = |address: &str| Edit::Email {
        id: None,
        text: text(address),
    };
    let set_number = |id: Option<ChildId>, typed: &str| Edit::Number {
        id,
        text: text(typed),
    };
    // Each change, the same once more, and what it shows.
    let edits = [
        (Edit::Name(text("张三丰")), "name:=张三丰"),
        (Edit::Company(text("花店")), "company:花店"),
        (Edit::Reference(text("M1")), "ref:M1"),
        (Edit::City(text("深圳")), "city:深圳"),
        (Edit::City(text("广州")), "city:广州"),
        (Edit::City(text("")), "no:city,address"),
        (
            set_number(Some(number), "139 0013 9000"),
            "phone:13900139000",
        ),
        (
            set_number(None, "13700137000"),
            "phone:13700137000 phone:13900139000",
        ),
        (set_number(None, "12345"), "is:invalid"),
        (add_email("a@b.com"), "has:email"),
        (Edit::Tags(texts(&["VIP", "批发"])), "tag:VIP tag:批发"),
        (Edit::Tags(texts(&["批发"])), "-tag:VIP tag:批发"),
    ];
    for (edit, filter) in edits {
        let before = shop.contact(id);
        let steps = shop.steps();
        assert!(shop.workspace.edit(id, &edit).unwrap(), "{edit:?}");
        let after = shop.contact(id);
        assert_eq!(shop.found(filter), [id], "{edit:?}");
        assert!(!shop.workspace.edit(id, &edit).unwrap(), "{edit:?} again");
        assert_eq!(shop.steps(), steps + 1, "{edit:?}");
        shop.workspace.undo().unwrap();
        assert_eq!(shop.contact(id), before, "{edit:?} undone");
        shop.workspace.redo().unwrap();
        assert_eq!(shop.contact(id), after, "{edit:?} redone");
    }
    // Written in another way it is the same number.
    let same = set_number(Some(number), "+86 139-0013-9000");
    assert!(!shop.workspace.edit(id, &same).unwrap());
    let email = shop.contact(id).emails.first().unwrap().id;
    assert!(shop.workspace.edit(id, &Edit::RemoveEmail(email)).unwrap());
    assert!(
        shop.workspace
            .edit(id, &Edit::RemoveNumber(number))
            .unwrap()
    );
    assert!(
        shop.workspace
            .edit(id, &Edit::Notes(text("常客\n周末来")))
            .unwrap()
    );
    assert_eq!(shop.contact(id).notes, "常客\n周末来");

    is_edit_problem(
        shop.workspace.edit(id, &add_email("nobody")),
        &EditProblem::NotAnEmail,
    );
    let gone = [
        (id, Edit::RemoveNumber(number)),
        (id, Edit::RemoveEmail(email)),
        (id, Edit::Field(FieldId(99), text("x"))),
        (ContactId(99), Edit::Name(text("x"))),
    ];
    for (id, edit) in gone {
        let result = shop.workspace.edit(id, &edit);
        assert!(
            matches!(result, Err(Problem::Book(BookProblem::NoSuchRow))),
            "{edit:?}: {result:?}"
        );
    }
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn custom_fields_take_what_their_kind_takes() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520");
    let op = haobu::book::NewOp::new(OpKind::EditFields, now());
    let fields = shop.workspace.transact(&op, |tx| {
        Ok([
            tx.field_named("爱好", FieldKind::Text)?,
            tx.field_named("积分", FieldKind::Number)?,
            tx.field_named("生日", FieldKind::Date)?,
            tx.field_named("会员", FieldKind::YesNo)?,
        ])
    });
    let [hobby, points, birthday, member] = fields.unwrap();
    let check =
        |shop: &mut Shop, field: FieldId, value: &str, expected: Result<&str, EditProblem>| {
            let edit = Edit::Field(field, value.to_owned());
            match expected {
                Ok(kept) => {
                    assert!(shop.workspace.edit(id, &edit).unwrap(), "{value}");
                    assert!(!shop.workspace.edit(id, &edit).unwrap(), "{value} again");
                    let fields = shop.contact(id).fields;
                    let found = fields.iter().find(|(other, _)| *other == field);
                    assert_eq!(found.map_or("", |(_, value)| value), kept);
                }
                Err(problem) => is_edit_problem(shop.workspace.edit(id, &edit), &problem),
            }
        };
    check(&mut shop, hobby, " 百合 ", Ok("百合"));
    check(&mut shop, hobby, "", Ok(""));
    check(&mut shop, points, "12.5", Ok("12.5"));
    check(&mut shop, points, "many", Err(EditProblem::NotANumber));
    check(&mut shop, birthday, "1990-01-02", Ok("1990-01-02"));
    check(
        &mut shop,
        birthday,
        "1990-02-31",
        Err(EditProblem::NotADate),
    );
    check(&mut shop, member, "yes", Ok("yes"));
    check(&mut shop, member, "maybe", Err(EditProblem::NotYesOrNo));
}

#[test]
fn many_are_tagged_and_deleted_in_one_step() {
    let mut shop = shop();
    let all: Vec<ContactId> = (0..5)
        .map(|index| shop.add("张三", &format!("1382316552{index}")))
        .collect();
    let (first, rest) = all.split_first().unwrap();
    let steps = shop.steps();
    assert_eq!(shop.workspace.tag(rest, " 花艺课 ").unwrap(), 4);
    assert_eq!(shop.workspace.tag(rest, "花艺课").unwrap(), 0);
    let mut with_strangers = all.clone();
    with_strangers.push(ContactId(999));
    assert_eq!(shop.workspace.tag(&with_strangers, "花艺课").unwrap(), 1);
    assert_eq!(shop.workspace.untag(&[*first], "花艺课").unwrap(), 1);
    assert_eq!(shop.workspace.untag(&all, "没有的").unwrap(), 0);
    assert_eq!(shop.steps(), steps + 3);
    assert_eq!(shop.found("tag:花艺课"), rest);
    is_edit_problem(shop.workspace.tag(&all, " "), &EditProblem::UnnamedTag);
    assert_eq!(shop.workspace.delete(&with_strangers).unwrap(), 5);
    assert_eq!(shop.found(""), [] as [ContactId; 0]);
    let undone = shop.workspace.undo().unwrap();
    assert_eq!(
        (undone.kind, undone.counts.removed),
        (OpKind::DeleteContact, 5)
    );
    assert_eq!(shop.found("tag:花艺课"), rest);
    shop.workspace.undo().unwrap();
    let undone = shop.workspace.undo().unwrap();
    assert_eq!(undone.subject, "花艺课");
    assert!(shop.workspace.check().unwrap().is_healthy());
}

fn yes(contact: ContactId) -> ConsentInput {
    ConsentInput {
        contact,
        point: None,
        cover: Cover::only(SMS),
        kind: EventKind::Grant,
        method: Method::InPerson,
        at: AT,
        until: None,
        note: String::new(),
        notice: None,
    }
}

#[test]
fn a_yes_is_worth_what_can_be_shown_for_it() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520 13900139000");
    let grants = [
        (yes(id), Grade::B),
        (
            ConsentInput {
                method: Method::VerbalCall,
                ..yes(id)
            },
            Grade::C,
        ),
        (
            ConsentInput {
                method: Method::VerbalCall,
                note: "录音 3 号".into(),
                ..yes(id)
            },
            Grade::B,
        ),
        (
            ConsentInput {
                method: Method::Paper,
                notice: Some(NoticeInput {
                    language: "zh-CN".into(),
                    version: "1".into(),
                    wording: "我同意接收短信".into(),
                }),
                ..yes(id)
            },
            Grade::B,
        ),
    ];
    for (input, grade) in grants {
        shop.workspace.record_consent(&input).unwrap();
        let granted = shop.found("sms:granted");
        assert_eq!(granted, [id], "{input:?}");
        assert_eq!(
            !shop.found("can:sms").is_empty(),
            grade >= Grade::B,
            "{input:?}"
        );
        let details = shop.workspace.details(id).unwrap().unwrap();
        assert!(details.person.is_empty());
        for number in &details.numbers {
            assert_eq!(number.consent.len(), 1);
            let standing = number.consent.first().unwrap();
            assert_eq!((standing.scope, standing.standing.grade), (SMS, grade));
        }
        shop.workspace.undo().unwrap();
        assert_eq!(shop.found("no:consent"), [id]);
    }
}

#[test]
fn a_no_holds_for_what_comes_later() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520 13900139000");
    // A no needs nothing but the contact and when, and holds for numbers that come later.
    shop.workspace.record_consent(&yes(id)).unwrap();
    let no = ConsentInput {
        kind: EventKind::Withdraw,
        cover: Cover::default(),
        at: Millis(AT.0 + 1),
        ..yes(id)
    };
    shop.workspace.record_consent(&no).unwrap();
    let more = Edit::Number {
        id: None,
        text: "13700137000".into(),
    };
    shop.workspace.edit(id, &more).unwrap();
    assert_eq!(shop.found("can:sms"), [] as [ContactId; 0]);
    // And follows the number to another contact.
    let other = shop.add("李四", "13900139000");
    assert_eq!(shop.found("sms:withdrawn"), [id, other]);
}

#[test]
fn what_cannot_have_been_said_is_refused() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520");
    let refused = [
        (
            ConsentInput {
                at: Millis(now().0 + 3_600_000),
                ..yes(id)
            },
            EditProblem::InTheFuture,
        ),
        (
            ConsentInput {
                until: Some(AT),
                ..yes(id)
            },
            EditProblem::EndsBeforeItBegins,
        ),
        (
            ConsentInput {
                kind: EventKind::Void,
                ..yes(id)
            },
            EditProblem::NotByHand,
        ),
        (
            ConsentInput {
                method: Method::Import,
                ..yes(id)
            },
            EditProblem::NotByHand,
        ),
    ];
    for (input, problem) in refused {
        is_edit_problem(shop.workspace.record_consent(&input), &problem);
    }
    let strange = ConsentInput {
        point: Some(Point::Phone(E164(8_613_600_136_000))),
        ..yes(id)
    };
    let result = shop.workspace.record_consent(&strange);
    assert!(matches!(result, Err(Problem::Book(BookProblem::NoSuchRow))));
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn a_yes_for_a_time_ends_by_itself() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520");
    let soon = ConsentInput {
        until: Some(Millis(now().0 + 20 * 86_400_000)),
        ..yes(id)
    };
    shop.workspace.record_consent(&soon).unwrap();
    assert_eq!(shop.found("is:expiring can:sms"), [id]);
    assert!(shop.workspace.follow_clock().unwrap().is_empty());
    shop.workspace.undo().unwrap();
    assert_eq!(shop.found("is:expiring"), [] as [ContactId; 0]);
    let over = ConsentInput {
        until: Some(Millis(AT.0 + 1)),
        ..yes(id)
    };
    shop.workspace.record_consent(&over).unwrap();
    assert_eq!(shop.found("sms:expired"), [id]);
    let details = shop.workspace.details(id).unwrap().unwrap();
    let number = details.numbers.first().unwrap();
    let standing = number.consent.first().unwrap();
    assert_eq!(standing.standing.state, State::Expired);
    assert_eq!(standing.standing.since, Millis(AT.0 + 1));
}

#[test]
fn segments_are_saved_changed_and_brought_back() {
    let mut shop = shop();
    let ids: Vec<ContactId> = (0..4)
        .map(|index| shop.add("张三", &format!("1382316552{index}")))
        .collect();
    let [a, b, c, d] = *ids else { panic!() };
    shop.workspace.tag(&[a, b], "VIP").unwrap();
    let vip = shop.workspace.save_segment("贵宾", "标签：VIP", 3).unwrap();
    let entry = shop
        .workspace
        .vocabulary()
        .segments
        .first()
        .unwrap()
        .clone();
    assert_eq!((entry.filter.as_str(), entry.colour), ("tag:VIP", 3));
    assert_eq!(shop.members(vip), [a, b]);
    let set = |shop: &mut Shop, contacts: &[ContactId], included| {
        shop.workspace.set_segment_override(vip, contacts, included)
    };
    assert_eq!(
        set(&mut shop, &[c, d, ContactId(99)], Some(true)).unwrap(),
        2
    );
    assert_eq!(set(&mut shop, &[a], Some(false)).unwrap(), 1);
    assert_eq!(set(&mut shop, &[a], Some(false)).unwrap(), 0);
    assert_eq!(set(&mut shop, &[d], None).unwrap(), 1);
    assert_eq!(shop.members(vip), [b, c]);
    let entry = shop
        .workspace
        .vocabulary()
        .segments
        .first()
        .unwrap()
        .clone();
    assert_eq!((entry.included, entry.excluded), (1, 1));

    assert!(shop.workspace.rename_segment(vip, "老客户").unwrap());
    assert!(!shop.workspace.rename_segment(vip, "老客户").unwrap());
    assert!(shop.workspace.recolour_segment(vip, 5).unwrap());
    assert!(shop.workspace.set_segment_filter(vip, "has:phone").unwrap());
    assert_eq!(shop.members(vip), [b, c, d]);
    shop.workspace.undo().unwrap();
    assert_eq!(shop.members(vip), [b, c]);

    let exists = |name: &str| EditProblem::SegmentExists {
        name: name.to_owned(),
    };
    let other = shop.workspace.save_segment("VIP", "", 0).unwrap();
    is_edit_problem(shop.workspace.save_segment(" vip", "", 0), &exists("vip"));
    is_edit_problem(
        shop.workspace.rename_segment(other, "老客户"),
        &exists("老客户"),
    );
    is_edit_problem(
        shop.workspace.save_segment("", "", 0),
        &EditProblem::UnnamedSegment,
    );
    match shop.workspace.save_segment("坏", "city:", 0) {
        Err(Problem::Filter(problem)) => {
            assert_eq!(problem.kind, FilterProblemKind::MissingValue);
        }
        other => panic!("{other:?}"),
    }
    shop.workspace.delete_segment(vip).unwrap();
    assert_eq!(shop.workspace.vocabulary().segments.len(), 1);
    assert!(shop.contact(c).overrides.is_empty());
    let undone = shop.workspace.undo().unwrap();
    assert_eq!(
        (undone.kind, undone.subject.as_str()),
        (OpKind::EditSegments, "老客户")
    );
    assert_eq!(shop.members(vip), [b, c]);
    // A contact that goes takes its exceptions along, and brings them back.
    shop.workspace.delete(&[c]).unwrap();
    assert_eq!(
        shop.workspace
            .vocabulary()
            .segments
            .first()
            .unwrap()
            .included,
        0
    );
    shop.workspace.undo().unwrap();
    assert_eq!(shop.members(vip), [b, c]);
    assert_eq!(
        shop.workspace
            .vocabulary()
            .segments
            .first()
            .unwrap()
            .included,
        1
    );
    assert!(shop.workspace.check().unwrap().is_healthy());
}

/// Stops after so many questions.
struct Patience(AtomicU64);

impl Progress for Patience {
    fn at(&self, _rows: u64, _share: Option<f64>) -> bool {
        self.0.fetch_sub(1, Ordering::Relaxed) > 0
    }
}

#[test]
fn steps_are_taken_back_from_there() {
    let mut shop = shop();
    let id = shop.add("张三", "13823165520");
    for tag in ["A", "B", "C", "D"] {
        shop.workspace.tag(&[id], tag).unwrap();
    }
    let op_of = |shop: &Shop, subject: &str| -> OpId {
        let history = shop.workspace.history().unwrap();
        let entry = history
            .into_iter()
            .find(|entry| entry.record.subject == subject);
        entry.unwrap().record.id
    };
    let subjects = |shop: &Shop, state: OpState| -> String {
        let history = shop.workspace.history().unwrap().into_iter();
        history
            .filter(|entry| entry.state == state)
            .map(|entry| entry.record.subject)
            .collect()
    };
    let b = op_of(&shop, "B");
    let stopped = shop
        .workspace
        .undo_to(b, &Patience(AtomicU64::new(1)))
        .unwrap();
    assert_eq!(stopped.len(), 1);
    assert_eq!(subjects(&shop, OpState::Undone), "D");
    let undone = shop.workspace.undo_to(b, &Unwatched).unwrap();
    let undone: Vec<&str> = undone.iter().map(|op| op.subject.as_str()).collect();
    assert_eq!(undone, ["C", "B"]);
    assert_eq!(shop.found("tag:A -tag:B -tag:C"), [id]);
    shop.workspace.redo().unwrap();
    assert_eq!(subjects(&shop, OpState::Done), "BA");
    assert_eq!(subjects(&shop, OpState::Undone), "DC");
    for (op, can_undo) in [("A", true), ("B", true), ("C", false), ("D", false)] {
        let op = op_of(&shop, op);
        let history = shop.workspace.history().unwrap();
        let entry = history.iter().find(|entry| entry.record.id == op).unwrap();
        assert_eq!(entry.can_undo, can_undo);
        if !can_undo {
            let result = shop.workspace.undo_to(op, &Unwatched);
            assert!(matches!(
                result,
                Err(Problem::Book(BookProblem::NothingToUndo))
            ));
        }
    }
    let created = shop.workspace.history().unwrap().pop().unwrap();
    assert_eq!(
        (created.record.kind, created.can_undo),
        (OpKind::Create, false)
    );
}

#[test]
fn the_inspector_sees_the_whole_story() {
    let mut shop = shop();
    let file = shop.folder.path().join("orders.csv");
    std::fs::write(
        &file,
        "姓名,手机,订单编号,实付金额,付款时间,短信同意\n\
         张三,13823165520,A1,88.00,2025-01-02,否\n\
         张三,13823165520,A2,12.00,2025-03-04,\n",
    )
    .unwrap();
    let request = haobu::workspace::ImportRequest {
        file,
        options: haobu::workspace::ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
        source: "网店".into(),
        rejects: None,
        rehearsal: false,
    };
    shop.workspace.import(&request, &Unwatched).unwrap();
    let id = ContactId(1);
    let notice = NoticeInput {
        language: "zh-CN".into(),
        version: "2".into(),
        wording: "我同意接收短信".into(),
    };
    let input = ConsentInput {
        at: now(),
        notice: Some(notice),
        note: "前台登记表".into(),
        ..yes(id)
    };
    shop.workspace.record_consent(&input).unwrap();
    let voided = ConsentInput {
        kind: EventKind::Withdraw,
        at: now(),
        ..yes(id)
    };
    shop.workspace.record_consent(&voided).unwrap();
    shop.workspace.undo().unwrap();

    let details = shop.workspace.details(id).unwrap().unwrap();
    assert_eq!(details.source.as_ref().unwrap().name, "网店");
    let came_in = details.came_in.as_ref().unwrap();
    assert_eq!(came_in.op.kind, OpKind::Import);
    assert_eq!(
        (came_in.file.as_deref(), came_in.row),
        (Some("orders.csv"), Some(2))
    );
    let orders: Vec<&str> = details
        .purchases
        .iter()
        .map(|p| p.order_no.as_str())
        .collect();
    assert_eq!(orders, ["A2", "A1"]);
    assert_eq!(details.contact.purchases.total_cents, 10_000);
    let number = details.numbers.first().unwrap();
    assert_eq!(number.place, "广东省 深圳市");
    assert!(!number.carrier.is_empty());
    let standing = number
        .consent
        .iter()
        .find(|standing| standing.scope == SMS)
        .unwrap();
    assert_eq!(standing.standing.state, State::Granted);

    let records: Vec<_> = details
        .timeline
        .iter()
        .filter_map(|entry| match &entry.what {
            Happening::Consent(record) => Some(record),
            Happening::CameIn(_) => None,
        })
        .collect();
    assert_eq!(details.timeline.len(), records.len() + 1);
    assert!(details.timeline.is_sorted_by(|a, b| a.at >= b.at));
    let cause = records
        .iter()
        .find(|record| record.event.id == standing.cause)
        .unwrap();
    assert_eq!(cause.event.what.kind, EventKind::Grant);
    assert_eq!(cause.notice.as_ref().unwrap().version, "2");
    assert_eq!(cause.op.as_ref().unwrap().actor, "owner");
    assert_eq!(cause.event.what.note, "前台登记表");
    let undone: Vec<_> = records.iter().filter(|record| record.voided).collect();
    assert!(!undone.is_empty());
    assert!(
        undone
            .iter()
            .all(|record| record.event.what.kind == EventKind::Withdraw)
    );
    let claimed = records.iter().find(|record| record.file.is_some()).unwrap();
    assert_eq!(claimed.event.what.kind, EventKind::Refuse);
    assert_eq!(shop.workspace.details(ContactId(99)).unwrap(), None);
}
