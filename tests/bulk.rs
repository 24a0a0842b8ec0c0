//! What is done to many people at once: told before, one step each, taken back whole; the trash, and
//! erasing for good.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::sync::atomic::{AtomicU64, Ordering};

use haobu::book::{Access, Book, Key};
use haobu::domain::consent::{Channel, Cover, EventKind, Method, Purpose, Scope, State};
use haobu::domain::contact::Contact;
use haobu::domain::field::FieldDefinition;
use haobu::domain::ids::{ContactId, FieldId};
use haobu::domain::listing::FieldKind;
use haobu::domain::op::{IdRanges, OpKind};
use haobu::domain::problem::{BookProblem, EditProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::editing::{
    BulkChange, BulkField, ConsentInput, Edit, FieldInput, NewContactInput,
};
use haobu::workspace::listview::{BulkPreview, bulk_preview, consent_preview, people_of};
use haobu::workspace::{Progress, Unwatched, Workspace, now, today};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

const AT: Millis = Millis(1_760_000_000_000);

/// How an act was refused.
fn said<T: std::fmt::Debug>(refused: Result<T, Problem>) -> String {
    format!("{:?}", refused.unwrap_err())
}

fn said_of(problem: impl Into<Problem>) -> String {
    format!("{:?}", problem.into())
}

struct Shop {
    folder: tempfile::TempDir,
    workspace: Workspace,
    people: Vec<ContactId>,
    birthday: FieldId,
}

fn key() -> Key {
    let mut salt = [9; 16];
    salt[0] = 1;
    Key::from_raw([1; 32], salt)
}

/// Forty people with cities, companies, tags, birthdays and a few refusals, not all alike.
fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let key = key();
    let book = Book::create(&folder.path().join("shop.haobu"), &key, AT).unwrap();
    let mut workspace = Workspace::over(book).unwrap();
    drop(workspace.roster().unwrap());
    let birthday = workspace
        .define_field(&FieldInput {
            name: "生日".to_owned(),
            kind: FieldKind::Birthday,
            definition: FieldDefinition {
                purpose: "生日当天送花".to_owned(),
                ..FieldDefinition::default()
            },
        })
        .unwrap();
    let mut people = Vec::new();
    for number in 0..40_u32 {
        let input = NewContactInput {
            name: format!("客户{number}"),
            company: if number % 3 == 0 {
                "花店".to_owned()
            } else {
                String::new()
            },
            // Some share a number.
            numbers: vec![format!("138{:08}", number / 2 * 7)],
            emails: if number % 5 == 0 {
                vec![format!("u{number}@example.com")]
            } else {
                Vec::new()
            },
            city: if number % 2 == 0 {
                "深圳".to_owned()
            } else {
                String::new()
            },
            tags: if number % 4 == 0 {
                vec!["VIP".to_owned()]
            } else {
                Vec::new()
            },
        };
        let id = workspace.add_contact(&input).unwrap();
        if number % 6 == 0 {
            let edit = Edit::Field(birthday, format!("19{}-05-09", 60 + number));
            workspace.edit(id, &edit).unwrap();
        }
        people.push(id);
    }
    let mut shop = Shop {
        folder,
        workspace,
        people,
        birthday,
    };
    shop.say(3, EventKind::Withdraw, "客户3 打来的");
    shop.say(4, EventKind::Grant, "客户4 回复");
    shop
}

impl Shop {
    fn say(&mut self, person: usize, kind: EventKind, note: &str) {
        let input = consent(self.people[person], kind, note);
        self.workspace.record_consent(&input).unwrap();
    }

    /// Everything that a reader sees of everybody.
    fn seen(&self) -> Vec<(Contact, usize)> {
        let mut all = IdRanges::default();
        all.insert_range(1, 1_000);
        let mut seen = Vec::new();
        let book = self.workspace.book();
        book.contacts(&all, |contact| {
            let events = book.events(&contact)?;
            seen.push((contact, events.len()));
            Ok(())
        })
        .unwrap();
        seen
    }

    /// The list in memory says of everybody what the book says.
    #[track_caller]
    fn agrees(&self) {
        let roster = self.workspace.roster().unwrap();
        let seen = self.seen();
        assert_eq!(roster.len(), seen.len());
        for (contact, _) in seen {
            let slot = roster.slot_of(contact.id).unwrap();
            assert_eq!(roster.name(slot), contact.name);
            assert_eq!(roster.company(slot), contact.company);
            let city = contact
                .addresses
                .first()
                .map(|address| address.city.as_str());
            assert_eq!(roster.city(slot), city.unwrap_or_default());
            assert_eq!(roster.tags(slot), contact.tags, "{}", contact.name);
            for field in &self.workspace.vocabulary().fields {
                let value = contact.fields.iter().find(|(id, _)| *id == field.id);
                let value = value.map(|(_, value)| value.as_str()).unwrap_or_default();
                assert_eq!(roster.field(slot, field.id), value);
            }
        }
    }

    fn preview(&self, people: &[ContactId], change: &BulkChange) -> BulkPreview {
        let roster = self.workspace.roster().unwrap();
        let set = people_of(&roster, people.iter().copied());
        bulk_preview(&roster, &set, change, today())
    }

    /// A copy of the book as another tool with the key opens it.
    fn decrypted(&self) -> Connection {
        let copy = self.folder.path().join("copy.haobu");
        std::fs::copy(self.workspace.book().path(), &copy).unwrap();
        let connection = Connection::open(&copy).unwrap();
        let key = "01".repeat(32) + "01" + &"09".repeat(15);
        connection
            .execute_batch(&format!("PRAGMA key=\"x'{key}'\""))
            .unwrap();
        connection
    }

    /// Whether a text is in any table of the decrypted book, packed or not.
    fn has_anywhere(&self, needle: &str) -> bool {
        let connection = self.decrypted();
        let tables: Vec<String> = connection
            .prepare("SELECT name FROM sqlite_master WHERE type='table'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(tables.len() > 15);
        tables.iter().any(|table| {
            let mut statement = connection
                .prepare(&format!("SELECT * FROM \"{table}\""))
                .unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    let bytes = match row.get_ref(column).unwrap() {
                        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => unpacked(bytes),
                        _ => continue,
                    };
                    if bytes
                        .windows(needle.len())
                        .any(|part| part == needle.as_bytes())
                    {
                        return true;
                    }
                }
            }
            false
        })
    }
}

/// What is packed in a blob, with what stands before it.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
    let Some(at) = bytes.windows(4).position(|part| part == MAGIC) else {
        return bytes.to_vec();
    };
    let mut plain = bytes[..at].to_vec();
    plain.extend(zstd::bulk::decompress(&bytes[at..], 1 << 24).unwrap());
    plain
}

fn consent(contact: ContactId, kind: EventKind, note: &str) -> ConsentInput {
    ConsentInput {
        contact,
        point: None,
        cover: Cover::only(Scope::new(Channel::Sms, Purpose::Marketing)),
        kind,
        method: Method::InPerson,
        at: Millis(now().0 - 1_000),
        until: None,
        note: note.to_owned(),
        notice: None,
    }
}

fn set(field: BulkField, value: &str) -> BulkChange {
    BulkChange::Set {
        field,
        value: value.to_owned(),
    }
}

#[test]
fn every_act_keeps_its_promise_and_is_taken_back_whole() {
    let mut shop = shop();
    let some: Vec<ContactId> = shop.people.iter().copied().step_by(3).collect();
    let all = shop.people.clone();
    let birthday = BulkField::Custom(shop.birthday);
    let changes = [
        BulkChange::Tag("VIP".to_owned()),
        BulkChange::Tag("新标签".to_owned()),
        BulkChange::Untag("vip".to_owned()),
        BulkChange::Untag("没有的标签".to_owned()),
        set(BulkField::Company, " 新公司 "),
        set(BulkField::Company, ""),
        set(BulkField::City, "广州"),
        set(BulkField::Province, "广东"),
        set(BulkField::Country, "中国"),
        set(BulkField::City, ""),
        set(birthday, "农历八月十五"),
        set(birthday, ""),
        BulkChange::Delete,
    ];
    for people in [&some, &all] {
        for change in &changes {
            let before = shop.seen();
            let steps = shop.workspace.log().unwrap().len();
            let preview = shop.preview(people, change);
            assert_eq!(preview.people, people.len());
            let told = preview.added + preview.replaced + preview.taken;
            assert_eq!(told + preview.unchanged, people.len(), "{change:?}");
            let done = shop
                .workspace
                .change_many(people, change, &Unwatched)
                .unwrap();
            assert_eq!(usize::try_from(done).unwrap(), told, "{change:?}");
            shop.agrees();
            let after = shop.seen();
            assert_eq!(before == after, told == 0, "{change:?}");
            if told == 0 {
                assert_eq!(shop.workspace.log().unwrap().len(), steps);
                continue;
            }
            assert_eq!(shop.workspace.log().unwrap().len(), steps + 1);
            // Done again, it changes nothing.
            let again = shop.preview(people, change);
            assert_eq!(again.added + again.replaced + again.taken, 0, "{change:?}");
            for _ in 0..2 {
                shop.workspace.undo().unwrap();
                assert_eq!(shop.seen(), before, "undo of {change:?}");
                shop.agrees();
                shop.workspace.redo().unwrap();
                assert_eq!(shop.seen(), after, "redo of {change:?}");
                shop.agrees();
            }
            shop.workspace.undo().unwrap();
            assert_eq!(shop.seen(), before);
        }
    }
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn scattered_rows_are_taken_back_even_from_a_large_book() {
    let mut shop = shop();
    let before = shop.seen();
    shop.workspace.tag(&shop.people.clone(), "新标签").unwrap();
    let rows: i64 = shop
        .decrypted()
        .query_row(
            "SELECT count(*) FROM change WHERE op_id=(SELECT max(id) FROM op)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    // The tag itself, and all who have it.
    assert_eq!(rows, 2);
    shop.workspace.undo().unwrap();
    assert_eq!(shop.seen(), before);
    shop.agrees();
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let mut shop = shop();
    let people = shop.people.clone();
    let before = shop.seen();
    let steps = shop.workspace.log().unwrap().len();
    let birthday = shop.birthday;
    let mut check = |change: BulkChange, expected: Problem| {
        let done = shop.workspace.change_many(&people, &change, &Unwatched);
        assert_eq!(said(done), said_of(expected), "{change:?}");
    };
    let blank = || BulkChange::Tag(" ".to_owned());
    check(blank(), EditProblem::UnnamedTag.into());
    let custom = BulkField::Custom(birthday);
    check(set(custom, "tomorrow"), EditProblem::NotABirthday.into());
    let gone = BulkField::Custom(FieldId(99));
    check(set(gone, "x"), BookProblem::NoSuchRow.into());
    assert_eq!(shop.seen(), before);
    assert_eq!(shop.workspace.log().unwrap().len(), steps);
}

/// Stops at the `n`-th question.
struct StopAt(AtomicU64);

impl Progress for StopAt {
    fn at(&self, _rows: u64, _share: Option<f64>) -> bool {
        self.0.fetch_sub(1, Ordering::Relaxed) > 1
    }
}

#[test]
fn stopped_work_leaves_nothing_behind() {
    let mut shop = shop();
    let people = shop.people.clone();
    let before = shop.seen();
    let birthday = BulkField::Custom(shop.birthday);
    for change in [
        BulkChange::Tag("x".to_owned()),
        BulkChange::Untag("VIP".to_owned()),
        set(BulkField::City, "广州"),
        set(birthday, "--05-09"),
        BulkChange::Delete,
    ] {
        let brake = StopAt(AtomicU64::new(1));
        let done = shop.workspace.change_many(&people, &change, &brake);
        assert_eq!(said(done), said_of(Problem::Cancelled), "{change:?}");
        assert_eq!(shop.seen(), before);
        shop.agrees();
    }
    shop.workspace.delete(&people).unwrap();
    for erases in [false, true] {
        let brake = StopAt(AtomicU64::new(1));
        let done = if erases {
            shop.workspace.purge(&people, &brake)
        } else {
            shop.workspace.restore(&people, &brake)
        };
        assert_eq!(said(done), said_of(Problem::Cancelled));
        assert_eq!(shop.workspace.trash().unwrap().len(), people.len());
    }
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn consent_of_many_is_one_step() {
    let mut shop = shop();
    let people = shop.people.clone();
    let before = shop.seen();
    let steps = shop.workspace.log().unwrap().len();
    {
        let roster = shop.workspace.roster().unwrap();
        let set = people_of(&roster, people.iter().copied());
        let preview = consent_preview(&roster, &set, &[Channel::Sms], Purpose::Marketing, today());
        assert_eq!((preview.people, preview.without_point), (40, 0));
        // Both who share the number.
        assert_eq!((preview.refused, preview.granted), (2, 2));
        let preview = consent_preview(
            &roster,
            &set,
            &[Channel::Email],
            Purpose::Marketing,
            today(),
        );
        assert_eq!(preview.without_point, 32);
    }
    let input = consent(ContactId(0), EventKind::Withdraw, "群里说的");
    let mut gone = people.clone();
    gone.push(ContactId(9_999));
    shop.workspace
        .record_consents_of(&gone, std::slice::from_ref(&input), &Unwatched)
        .unwrap();
    assert_eq!(shop.workspace.log().unwrap().len(), steps + 1);
    assert_ne!(shop.seen(), before);
    shop.workspace.undo().unwrap();
    assert_eq!(shop.seen(), before);
    let brake = StopAt(AtomicU64::new(1));
    let outcome = shop.workspace.record_consents_of(&people, &[input], &brake);
    assert_eq!(said(outcome), said_of(Problem::Cancelled));
    assert_eq!(shop.seen(), before);
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn the_trash_gives_people_back_as_they_were() {
    let mut shop = shop();
    let before = shop.seen();
    assert!(shop.workspace.trash().unwrap().is_empty());
    let (first, second) = (shop.people[6], shop.people[7]);
    shop.workspace.delete(&[first]).unwrap();
    shop.workspace.delete(&[second]).unwrap();
    let trash = shop.workspace.trash().unwrap();
    let who: Vec<(ContactId, &str, &str)> = trash
        .iter()
        .map(|entry| (entry.contact, entry.name.as_str(), entry.reach.as_str()))
        .collect();
    assert_eq!(
        who,
        [
            (second, "客户7", "13800000021"),
            (first, "客户6", "13800000021")
        ]
    );
    // Later edits of others stay.
    shop.workspace.tag(&[shop.people[1]], "之后").unwrap();
    let edited = shop.seen();
    let restored = shop.workspace.restore(&[first, shop.people[1]], &Unwatched);
    assert_eq!(restored.unwrap(), 1);
    shop.agrees();
    let find = |seen: &[(Contact, usize)], id| seen.iter().find(|(c, _)| c.id == id).cloned();
    assert_eq!(find(&shop.seen(), first), find(&before, first));
    assert_eq!(
        find(&shop.seen(), shop.people[1]),
        find(&edited, shop.people[1])
    );
    assert_eq!(shop.workspace.trash().unwrap().len(), 1);
    // It is a step of its own.
    shop.workspace.undo().unwrap();
    assert_eq!(shop.seen(), edited);
    assert_eq!(shop.workspace.trash().unwrap().len(), 2);
    shop.workspace.redo().unwrap();
    assert_eq!(shop.workspace.trash().unwrap().len(), 1);
    shop.workspace.undo().unwrap();
    // What comes later can be taken back too, down to the first.
    shop.workspace
        .restore(&[second, first], &Unwatched)
        .unwrap();
    for _ in 0..4 {
        shop.workspace.undo().unwrap();
    }
    assert_eq!(shop.seen(), before);
    assert!(shop.workspace.trash().unwrap().is_empty());
    // Who came by an op that was undone was not deleted by anybody.
    let added = shop.workspace.add_contact(&NewContactInput {
        name: "又来一位".to_owned(),
        ..NewContactInput::default()
    });
    assert!(added.is_ok());
    shop.workspace.undo().unwrap();
    assert!(shop.workspace.trash().unwrap().is_empty());
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn restored_people_leave_behind_what_is_no_more() {
    let mut shop = shop();
    let person = shop.people[6];
    let segment = shop.workspace.save_segment("老客", "city:深圳", 0).unwrap();
    shop.workspace
        .set_segment_override(segment, &[person], Some(false))
        .unwrap();
    shop.workspace.delete(&[person]).unwrap();
    shop.workspace.delete_segment(segment).unwrap();
    shop.workspace
        .delete_field(shop.birthday, &Unwatched)
        .unwrap();
    shop.workspace.restore(&[person], &Unwatched).unwrap();
    let contact = shop.workspace.book().contact(person).unwrap().unwrap();
    assert!(contact.fields.is_empty() && contact.overrides.is_empty());
    assert_eq!(contact.tags.len(), 0);
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn erased_people_are_nowhere_and_the_chain_holds() {
    let mut shop = shop();
    let (gone, kept) = (shop.people[4], shop.people[9]);
    // Traces in steps of every kind, before and after the deletion of others.
    shop.workspace
        .edit(gone, &Edit::Name("查无此人".to_owned()))
        .unwrap();
    shop.workspace
        .edit(gone, &Edit::Notes("住在隐秘街".to_owned()))
        .unwrap();
    shop.workspace
        .edit(
            gone,
            &Edit::Number {
                id: None,
                text: "13900001111".to_owned(),
            },
        )
        .unwrap();
    shop.workspace
        .edit(gone, &Edit::Company("影子公司".to_owned()))
        .unwrap();
    shop.workspace
        .record_consent(&consent(gone, EventKind::Withdraw, "查无此人 亲口说的"))
        .unwrap();
    shop.workspace.undo().unwrap();
    shop.workspace.redo().unwrap();
    shop.workspace.delete(&[gone, kept]).unwrap();
    let healthy = shop.workspace.check().unwrap();
    assert!(healthy.is_healthy(), "{healthy:?}");
    for words in ["查无此人", "隐秘街", "影子公司", "客户4"] {
        assert!(shop.has_anywhere(words), "{words}");
    }
    // Only who is in the trash can be erased.
    let alive = shop.people[1];
    assert_eq!(shop.workspace.purge(&[alive], &Unwatched).unwrap(), 0);
    let steps = shop.workspace.log().unwrap().len();
    assert_eq!(shop.workspace.purge(&[gone, alive], &Unwatched).unwrap(), 1);
    let log = shop.workspace.log().unwrap();
    assert_eq!(log.len(), steps + 1);
    let last = log.last().unwrap();
    assert_eq!((last.kind, last.counts.removed), (OpKind::PurgeContact, 1));
    for words in ["查无此人", "隐秘街", "影子公司"] {
        assert!(!shop.has_anywhere(words), "{words}");
    }
    let report = shop.workspace.check().unwrap();
    assert!(report.is_healthy(), "{report:?}");
    // The other one still comes back, and steps before can be taken back.
    let trash: Vec<ContactId> = shop
        .workspace
        .trash()
        .unwrap()
        .iter()
        .map(|entry| entry.contact)
        .collect();
    assert_eq!(trash, [kept]);
    assert_eq!(
        shop.workspace.restore(&[gone, kept], &Unwatched).unwrap(),
        1
    );
    let undoable = shop.workspace.book().undo_stack().unwrap();
    assert!(!undoable.contains(&last.id));
    let mut undone = 0;
    while shop.workspace.undo().is_ok() {
        undone += 1;
        shop.agrees();
        assert!(!shop.has_anywhere("查无此人"));
    }
    assert_eq!(undone, undoable.len());
    assert!(shop.seen().is_empty());
    while shop.workspace.redo().is_ok() {
        shop.agrees();
    }
    let report = shop.workspace.check().unwrap();
    assert!(report.is_healthy(), "{report:?}");
    // A no outlives whoever said it.
    let back = shop
        .workspace
        .add_contact(&NewContactInput {
            name: "新客户".to_owned(),
            numbers: vec!["13900001111".to_owned()],
            ..NewContactInput::default()
        })
        .unwrap();
    let details = shop.workspace.details(back).unwrap().unwrap();
    let said = details.numbers[0].consent.first().unwrap();
    assert_eq!(said.standing.state, State::Withdrawn);
    let Shop {
        folder, workspace, ..
    } = shop;
    drop(workspace);
    let path = folder.path().join("shop.haobu");
    let again = Book::open_with_key(&path, &key(), Access::ReadOnly).unwrap();
    assert!(again.check().unwrap().is_healthy());
}

#[test]
fn people_can_be_erased_after_one_another() {
    let mut shop = shop();
    let people = shop.people.clone();
    shop.workspace.delete(&people).unwrap();
    for person in people.chunks(7) {
        let count = u64::try_from(person.len()).unwrap();
        assert_eq!(shop.workspace.purge(person, &Unwatched).unwrap(), count);
        let report = shop.workspace.check().unwrap();
        assert!(report.is_healthy(), "{report:?}");
    }
    assert!(shop.workspace.trash().unwrap().is_empty());
    assert!(!shop.has_anywhere("客户"));
    shop.workspace.undo().unwrap();
    assert!(shop.seen().is_empty());
}
