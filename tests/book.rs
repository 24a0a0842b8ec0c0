//! The book keeps its promises: what is written is read, undo restores, check finds tampering.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp, NewSource, Tx};
use haobu::domain::consent::{Channel, Cover, EventKind, Grade, Method, NewEvent, Point, Purpose};
use haobu::domain::contact::{Contact, EmailDetails, NumberDetails};
use haobu::domain::ids::{ChildId, ContactId};
use haobu::domain::listing::{FieldKind, SourceKind};
use haobu::domain::op::{IdRanges, OpKind};
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::problem::{BookProblem, Problem};
use haobu::domain::time::Millis;
use proptest::prelude::*;

const NOW: Millis = Millis(1_760_000_000_000);

struct Fixture {
    _folder: tempfile::TempDir,
    path: std::path::PathBuf,
    key: Key,
    book: Book,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.haobu");
    let key = Key::random().unwrap();
    let book = Book::create(&path, &key, NOW).unwrap();
    Fixture {
        _folder: folder,
        path,
        key,
        book,
    }
}

fn number(digits: u64) -> NumberDetails {
    NumberDetails {
        raw: format!("+{digits}"),
        e164: Some(E164(digits)),
        status: NumberStatus::Ok,
        kind: NumberKind::Mobile,
        region: Region::parse("CN"),
        extension: String::new(),
        label: "手机".to_owned(),
    }
}

/// Adds a contact with one number and one address.
fn add_person(tx: &mut Tx<'_>, name: &str, digits: u64) -> Result<ContactId, Problem> {
    tx.insert_contact(&NewContact {
        details: ContactDetails {
            name,
            ..ContactDetails::default()
        },
        numbers: &[number(digits)],
        emails: &[EmailDetails {
            addr: format!("{digits}@example.com"),
            label: String::new(),
        }],
        ..NewContact::default()
    })
}

fn event(contact: ContactId, point: Point, kind: EventKind, at: i64) -> NewEvent {
    NewEvent {
        contact,
        point,
        cover: Cover {
            channel: Some(Channel::Sms),
            purpose: Some(Purpose::Marketing),
        },
        kind,
        at: Millis(at),
        until: None,
        grade: Grade::B,
        method: Method::InPerson,
        batch: None,
        row: None,
        notice: None,
        note: String::new(),
        target: None,
    }
}

/// What a reader sees: every contact with the events that count for it, and all names.
fn state(book: &Book) -> Vec<(Contact, Vec<NewEvent>)> {
    let mut all = IdRanges::default();
    all.insert_range(1, 500);
    let mut contacts = Vec::new();
    book.contacts(&all, |contact| {
        contacts.push(contact);
        Ok(())
    })
    .unwrap();
    contacts
        .into_iter()
        .map(|contact| {
            let events = book.events(&contact).unwrap();
            (contact, events)
        })
        .collect()
}

#[test]
fn what_is_written_is_read_after_reopening() {
    let Fixture {
        _folder,
        path,
        key,
        mut book,
    } = fixture();
    let (id, changes) = book
        .transact(&NewOp::new(OpKind::AddContact, NOW), |tx| {
            let source = tx.source(&NewSource {
                name: "前台登记".into(),
                kind: SourceKind::Shop,
                method: String::new(),
                wording: String::new(),
                proof: String::new(),
            })?;
            let tag = tx.tag_named("VIP")?;
            assert_eq!(tag, tx.tag_named(" vip ")?);
            let field = tx.field_named("生日", FieldKind::Date)?;
            let id = tx.insert_contact(&NewContact {
                details: ContactDetails {
                    name: "张三",
                    source: Some(source),
                    ..ContactDetails::default()
                },
                numbers: &[number(8_613_800_138_000)],
                tags: &[tag],
                fields: &[(field, "1990-01-02")],
                ..NewContact::default()
            })?;
            tx.add_email(id, "a@example.com", "")?;
            Ok(id)
        })
        .unwrap();
    assert!(changes.contacts.contains(id));
    assert!(changes.vocabulary);
    drop(book);
    let book = Book::open_with_key(&path, &key, Access::ReadOnly).unwrap();
    let contact = book.contact(id).unwrap().unwrap();
    assert_eq!(contact.name, "张三");
    assert_eq!(contact.numbers[0].e164, Some(E164(8_613_800_138_000)));
    assert_eq!(contact.emails[0].addr, "a@example.com");
    assert_eq!(contact.fields[0].1, "1990-01-02");
    assert_eq!(book.vocabulary().unwrap().tags[0].1, "VIP");
    assert!(book.check().unwrap().is_healthy());
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let Fixture {
        _folder,
        path,
        key,
        book,
    } = fixture();
    let refused = Book::open_with_key(&path, &key, Access::ReadWrite);
    assert!(
        matches!(
            refused,
            Err(Problem::Book(BookProblem::OpenElsewhere { .. }))
        ),
        "{refused:?}"
    );
    Book::open_with_key(&path, &key, Access::ReadOnly).unwrap();
    drop(book);
    Book::open_with_key(&path, &key, Access::ReadWrite).unwrap();
}

#[test]
fn a_failed_op_leaves_nothing() {
    let mut fixture = fixture();
    let before = state(&fixture.book);
    let failed: Result<((), _), _> =
        fixture
            .book
            .transact(&NewOp::new(OpKind::AddContact, NOW), |tx| {
                add_person(tx, "张三", 8_613_800_138_000)?;
                Err(Problem::Cancelled)
            });
    assert!(matches!(failed, Err(Problem::Cancelled)));
    fixture
        .book
        .rehearse(&NewOp::new(OpKind::AddContact, NOW), |tx| {
            add_person(tx, "李四", 8_613_800_138_001)
        })
        .unwrap();
    assert_eq!(state(&fixture.book), before);
    assert_eq!(fixture.book.ops().unwrap().len(), 1);
    assert!(matches!(
        fixture.book.undo(NOW),
        Err(Problem::Book(BookProblem::NothingToUndo))
    ));
    assert!(matches!(
        fixture.book.redo(NOW),
        Err(Problem::Book(BookProblem::NothingToRedo))
    ));
}

#[test]
fn events_follow_the_number_and_undo_compensates() {
    let mut fixture = fixture();
    let book = &mut fixture.book;
    let shared = 8_613_800_138_000;
    let ((first, second), _) = book
        .transact(&NewOp::new(OpKind::AddContact, NOW), |tx| {
            Ok((
                add_person(tx, "张三", shared)?,
                add_person(tx, "张太太", shared)?,
            ))
        })
        .unwrap();
    let (_, changes) = book
        .transact(&NewOp::new(OpKind::RecordConsent, NOW), |tx| {
            tx.record(&event(
                first,
                Point::Phone(E164(shared)),
                EventKind::Withdraw,
                NOW.0,
            ))
        })
        .unwrap();
    assert!(
        changes.contacts.contains(second),
        "the other contact on this number folds differently now"
    );
    let counted = |book: &Book| {
        let contact = book.contact(second).unwrap().unwrap();
        book.events(&contact).unwrap().len()
    };
    assert_eq!(counted(book), 1);
    let (_, changes) = book.undo(NOW).unwrap();
    assert!(changes.contacts.contains(second));
    assert_eq!(counted(book), 0);
    book.redo(NOW).unwrap();
    assert_eq!(counted(book), 1);
    assert!(book.check().unwrap().is_healthy());
}

/// Whoever shares a number or an address with somebody who came and goes again folds differently,
/// however many come and go.
#[test]
fn undo_tells_whoever_shares_a_point_with_those_who_go() {
    let check = |people: u64| {
        let mut fixture = fixture();
        let book = &mut fixture.book;
        let base = 8_613_800_000_000;
        let ((by_number, by_email, neither), _) = book
            .transact(&NewOp::new(OpKind::AddContact, NOW), |tx| {
                Ok((
                    add_person(tx, "张三", base + 5)?,
                    tx.insert_contact(&NewContact {
                        emails: &[EmailDetails {
                            addr: format!("{}@Example.com", base + 6),
                            label: String::new(),
                        }],
                        ..NewContact::default()
                    })?,
                    add_person(tx, "李四", base + people)?,
                ))
            })
            .unwrap();
        let ((), changes) = book
            .transact(&NewOp::new(OpKind::Import, NOW), |tx| {
                for one in 0..people {
                    let id = add_person(tx, "来客", base + one)?;
                    let point = if one == 6 {
                        Point::Email(format!("{}@example.com", base + one))
                    } else {
                        Point::Phone(E164(base + one))
                    };
                    tx.record(&event(id, point, EventKind::Withdraw, NOW.0))?;
                }
                Ok(())
            })
            .unwrap();
        let told = |changes: &haobu::domain::op::Changes| {
            [by_number, by_email, neither].map(|id| changes.contacts.contains(id))
        };
        assert_eq!(told(&changes), [true, true, false], "{people} come");
        let (_, changes) = book.undo(NOW).unwrap();
        assert_eq!(told(&changes), [true, true, false], "{people} go");
        assert!(book.check().unwrap().is_healthy());
    };
    check(10);
    check(2_500);
}

#[test]
fn ids_are_never_given_twice() {
    let mut fixture = fixture();
    let add = |book: &mut Book| {
        book.transact(&NewOp::new(OpKind::AddContact, NOW), |tx| {
            add_person(tx, "张三", 8_613_800_138_000)
        })
        .unwrap()
        .0
    };
    let first = add(&mut fixture.book);
    fixture.book.undo(NOW).unwrap();
    let second = add(&mut fixture.book);
    assert!(second > first);
    let number = |book: &mut Book| -> ChildId {
        book.transact(&NewOp::new(OpKind::EditContact, NOW), |tx| {
            tx.add_number(second, &number(8_613_800_138_001))
        })
        .unwrap()
        .0
    };
    let one = number(&mut fixture.book);
    fixture.book.undo(NOW).unwrap();
    assert!(number(&mut fixture.book) > one);
}

#[derive(Clone, Debug)]
enum Act {
    Add(u8),
    Rename(u8, u8),
    Delete(u8),
    AddNumber(u8, u8),
    RemoveNumber(u8),
    Tag(u8, u8),
    Untag(u8, u8),
    Field(u8, u8),
    Consent(u8, u8),
    Many(u8),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        any::<u8>().prop_map(Act::Add),
        any::<(u8, u8)>().prop_map(|(a, b)| Act::Rename(a, b)),
        any::<u8>().prop_map(Act::Delete),
        any::<(u8, u8)>().prop_map(|(a, b)| Act::AddNumber(a, b)),
        any::<u8>().prop_map(Act::RemoveNumber),
        any::<(u8, u8)>().prop_map(|(a, b)| Act::Tag(a, b)),
        any::<(u8, u8)>().prop_map(|(a, b)| Act::Untag(a, b)),
        any::<(u8, u8)>().prop_map(|(a, b)| Act::Field(a, b)),
        any::<(u8, u8)>().prop_map(|(a, b)| Act::Consent(a, b)),
        any::<u8>().prop_map(Act::Many),
        Just(Act::Undo),
        Just(Act::Redo),
    ];
    prop::collection::vec(act, 1..24)
}

/// Does one act; acts on nobody do nothing.
#[expect(clippy::too_many_lines, reason = "one arm per act")]
fn perform(book: &mut Book, act: &Act, at: Millis) {
    let everybody = state(book);
    let pick = |index: u8| {
        everybody
            .get(usize::from(index) % everybody.len().max(1))
            .map(|(contact, _)| contact.clone())
    };
    let op = NewOp::new(OpKind::EditContact, at);
    let done = match act {
        Act::Undo => book.undo(at).map(drop),
        Act::Redo => book.redo(at).map(drop),
        act => book
            .transact(&op, |tx| {
                match act {
                    Act::Add(seed) => {
                        add_person(
                            tx,
                            &format!("客户{seed}"),
                            8_613_800_138_000 + u64::from(seed % 8),
                        )?;
                    }
                    Act::Rename(who, to) => {
                        if let Some(contact) = pick(*who) {
                            let details = ContactDetails {
                                name: &format!("新名{to}"),
                                ..ContactDetails::default()
                            };
                            tx.update_contact(contact.id, &details)?;
                        }
                    }
                    Act::Delete(who) => {
                        if let Some(contact) = pick(*who) {
                            tx.delete_contact(contact.id)?;
                        }
                    }
                    Act::AddNumber(who, digits) => {
                        if let Some(contact) = pick(*who) {
                            tx.add_number(
                                contact.id,
                                &number(8_613_900_000_000 + u64::from(*digits)),
                            )?;
                        }
                    }
                    Act::RemoveNumber(who) => {
                        if let Some(number) =
                            pick(*who).and_then(|contact| contact.numbers.first().cloned())
                        {
                            tx.remove_number(number.id)?;
                        }
                    }
                    Act::Tag(who, tag) => {
                        if let Some(contact) = pick(*who) {
                            let tag = tx.tag_named(&format!("标签{}", tag % 4))?;
                            tx.tag(contact.id, tag)?;
                        }
                    }
                    Act::Untag(who, tag) => {
                        if let Some(contact) = pick(*who) {
                            let tag = tx.tag_named(&format!("标签{}", tag % 4))?;
                            tx.untag(contact.id, tag)?;
                        }
                    }
                    Act::Field(who, value) => {
                        if let Some(contact) = pick(*who) {
                            let field = tx.field_named("爱好", FieldKind::Text)?;
                            let value = if value % 3 == 0 {
                                String::new()
                            } else {
                                format!("{value}")
                            };
                            tx.set_field(contact.id, field, &value)?;
                        }
                    }
                    Act::Consent(who, kind) => {
                        if let Some(contact) = pick(*who) {
                            let kind = [EventKind::Grant, EventKind::Withdraw, EventKind::Refuse]
                                [usize::from(kind % 3)];
                            let point = contact
                                .numbers
                                .first()
                                .and_then(|number| number.e164)
                                .map_or(Point::Person, Point::Phone);
                            tx.record(&event(contact.id, point, kind, at.0))?;
                        }
                    }
                    Act::Many(count) => {
                        // One op that adds, edits its own and older rows, and deletes.
                        for index in 0..count % 5 {
                            let id = add_person(tx, "批量", 8_613_700_000_000 + u64::from(index))?;
                            tx.add_number(id, &number(8_613_700_000_100))?;
                            let tag = tx.tag_named("批量")?;
                            tx.tag(id, tag)?;
                        }
                        if let Some(contact) = pick(*count) {
                            tx.add_number(contact.id, &number(8_613_700_000_200))?;
                            tx.add_email(contact.id, "x@example.com", "")?;
                            let details = ContactDetails {
                                name: "两次",
                                ..ContactDetails::default()
                            };
                            tx.update_contact(contact.id, &details)?;
                            if count % 2 == 0 {
                                tx.delete_contact(contact.id)?;
                            }
                        }
                    }
                    Act::Undo | Act::Redo => {}
                }
                Ok(())
            })
            .map(drop),
    };
    match done {
        Ok(()) | Err(Problem::Book(BookProblem::NothingToUndo | BookProblem::NothingToRedo)) => {}
        Err(other) => panic!("{act:?}: {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// After any acts, each act's undo gives the state before it, and its redo the state after.
    #[test]
    fn undo_after_any_ops_gives_the_state_before(acts in acts()) {
        let mut fixture = fixture();
        let book = &mut fixture.book;
        let mut clock = NOW.0;
        for act in &acts {
            clock += 1;
            let before = state(book);
            let log = book.ops().unwrap().len();
            perform(book, act, Millis(clock));
            let after = state(book);
            let wrote = book.ops().unwrap().len() > log;
            if wrote && !matches!(act, Act::Undo | Act::Redo) {
                book.undo(Millis(clock)).unwrap();
                prop_assert_eq!(&state(book), &before, "undo of {:?}", act);
                book.redo(Millis(clock)).unwrap();
                prop_assert_eq!(&state(book), &after, "redo of {:?}", act);
            }
        }
        prop_assert!(book.check().unwrap().is_healthy());
        // All the way back to nothing.
        while book.undo(Millis(clock)).is_ok() {}
        prop_assert!(state(book).is_empty());
        prop_assert!(book.check().unwrap().is_healthy());
    }
}
