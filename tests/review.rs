//! Walking a list one by one: a decision and what it does to the person are one step, undo takes
//! both back, and the walk goes on where it was left, in another session as well.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp, Tx};
use haobu::domain::badge::Pile;
use haobu::domain::consent::{EventKind, Method};
use haobu::domain::contact::{Contact, NumberDetails};
use haobu::domain::ids::{ContactId, ReviewId};
use haobu::domain::op::OpKind;
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::problem::{BookProblem, EditProblem, Problem};
use haobu::domain::review::{Decision, Tally};
use haobu::domain::time::Millis;
use haobu::workspace::editing::{Asked, NewContactInput, NoticeInput, ReviewStop, Seek, Verdict};
use haobu::workspace::{Happening, ReviewItem, Workspace};

const AT: Millis = Millis(1_760_000_000_000);
/// A list as long as one evening's work.
const PEOPLE: u32 = 500;

struct Shop {
    folder: tempfile::TempDir,
    key: Key,
    workspace: Workspace,
}

fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::random().unwrap();
    let book = Book::create(&folder.path().join("shop.haobu"), &key, AT).unwrap();
    let workspace = Workspace::over(book).unwrap();
    drop(workspace.roster().unwrap());
    Shop {
        folder,
        key,
        workspace,
    }
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

    /// So many people whose numbers differ, brought in at once.
    fn fill(&mut self, people: u32) -> Vec<ContactId> {
        let op = NewOp::new(OpKind::Import, AT);
        let add = |tx: &mut Tx<'_>, index: u32| {
            let number = 13_813_000_000 + u64::from(index);
            tx.insert_contact(&NewContact {
                details: ContactDetails {
                    name: &format!("顾客{index}"),
                    ..ContactDetails::default()
                },
                numbers: &[NumberDetails {
                    raw: number.to_string(),
                    e164: Some(E164(8_600_000_000_000 + number)),
                    status: NumberStatus::Ok,
                    kind: NumberKind::Mobile,
                    region: Some(Region(*b"CN")),
                    extension: String::new(),
                    label: String::new(),
                }],
                ..NewContact::default()
            })
        };
        let filled = self
            .workspace
            .transact(&op, |tx| (0..people).map(|index| add(tx, index)).collect());
        filled.unwrap()
    }

    fn contact(&self, id: ContactId) -> Option<Contact> {
        self.workspace.book().contact(id).unwrap()
    }

    fn pile(&self, id: ContactId) -> Pile {
        let roster = self.workspace.roster().unwrap();
        let slot = roster.slot_of(id).unwrap();
        roster.pile(slot)
    }

    fn stop(&self, review: ReviewId, seek: Seek) -> ReviewStop {
        self.workspace.review_stop(review, seek).unwrap().unwrap()
    }

    fn tally(&self, review: ReviewId) -> Tally {
        self.stop(review, Seek::Waiting).review.tally
    }

    /// Closes the book and opens it again, as on another day.
    fn reopen(self) -> Self {
        let Self {
            folder,
            key,
            workspace,
        } = self;
        let path = workspace.book().path().to_owned();
        drop(workspace);
        let book = Book::open_with_key(&path, &key, Access::ReadWrite).unwrap();
        let workspace = Workspace::over(book).unwrap();
        drop(workspace.roster().unwrap());
        Self {
            folder,
            key,
            workspace,
        }
    }

    /// All that a reader sees of the people, and of where the walk stands.
    fn seen(&self, contacts: &[ContactId], review: ReviewId) -> Seen {
        let roster = self.workspace.roster().unwrap();
        let people = contacts.iter().map(|id| {
            let contact = self.contact(*id);
            let pile = roster.slot_of(*id).map(|slot| roster.pile(slot));
            (contact, pile)
        });
        Seen {
            people: people.collect(),
            stop: self.stop(review, Seek::Waiting),
        }
    }
}

#[derive(Debug, PartialEq)]
struct Seen {
    people: Vec<(Option<Contact>, Option<Pile>)>,
    stop: ReviewStop,
}

/// A decision for each place, all kinds in turn.
fn verdict(shop: &Shop, item: ReviewItem) -> Verdict {
    let number = || shop.contact(item.contact).unwrap().numbers[0].id;
    match item.place % 7 {
        0 => Verdict::Keep,
        1 => Verdict::Tag("老客".to_owned()),
        2 => Verdict::Mend {
            number: Some(number()),
            text: format!("139{:08}", 24_000_000 + item.place),
        },
        3 => Verdict::Invalid(number()),
        4 => Verdict::Withdraw(Method::VerbalCall),
        5 => Verdict::Skip,
        _ => Verdict::Delete,
    }
}

#[test]
fn five_hundred_are_walked_through_in_two_sessions_and_every_step_is_undone() {
    let mut shop = shop();
    let contacts = shop.fill(PEOPLE);
    let review = shop.workspace.begin_review("老客", &contacts).unwrap();
    let first = shop.seen(&contacts, review);
    assert_eq!(first.stop.item.map(|item| item.contact), Some(contacts[0]));

    // What is seen before some of the steps, to be seen again when they are undone.
    let mut before = Vec::new();
    let mut steps = 0;
    while let Some(item) = shop.stop(review, Seek::Waiting).item {
        // In the middle of the list the shop closes.
        if steps == PEOPLE / 2 {
            shop = shop.reopen();
            let open = shop.workspace.open_reviews().unwrap();
            assert_eq!(open.len(), 1);
            assert_eq!((open[0].id, open[0].name.as_str()), (review, "老客"));
            assert_eq!(open[0].tally.done(), u64::from(steps));
        }
        assert_eq!((item.place, item.decision), (steps, Decision::Waiting));
        assert_eq!(item.contact, contacts[steps as usize]);
        if steps % 50 == 0 {
            before.push((steps, shop.seen(&contacts, review)));
        }
        let verdict = verdict(&shop, item);
        shop.workspace.decide(review, item.place, &verdict).unwrap();
        steps += 1;
    }
    assert_eq!(steps, PEOPLE);
    assert!(shop.workspace.open_reviews().unwrap().is_empty());
    let tally = shop.tally(review);
    assert_eq!(tally.done(), u64::from(PEOPLE));
    let of = |decision| tally.of(decision);
    assert_eq!((of(Decision::Kept), of(Decision::Deleted)), (72, 71));

    let mut undone = 0;
    while let Some((place, seen)) = before.pop() {
        while undone < PEOPLE - place {
            let op = shop.workspace.undo().unwrap();
            assert_eq!(op.kind, OpKind::Review);
            undone += 1;
        }
        assert_eq!(shop.seen(&contacts, review), seen, "before step {place}");
    }
    assert_eq!(undone, PEOPLE);
    assert_eq!(shop.seen(&contacts, review), first);

    // And forward again, to the same end.
    for _ in 0..PEOPLE {
        shop.workspace.redo().unwrap();
    }
    assert_eq!(shop.tally(review), tally);
    shop.workspace.check().unwrap();
    // What is in memory is what a fresh reading gives.
    let seen = shop.seen(&contacts, review);
    let shop = shop.reopen();
    assert_eq!(shop.seen(&contacts, review), seen);
    drop(shop.folder);
}

#[test]
fn each_decision_does_what_it_says() {
    let mut shop = shop();
    let contacts = shop.fill(7);
    let review = shop.workspace.begin_review("七位", &contacts).unwrap();
    let mut steps = shop.workspace.log().unwrap().len();
    for place in 0..7 {
        let item = shop.stop(review, Seek::At(place)).item.unwrap();
        let verdict = verdict(&shop, item);
        shop.workspace.decide(review, place, &verdict).unwrap();
        // One op, whatever it does.
        let log = shop.workspace.log().unwrap();
        assert_eq!(log.len(), steps + 1);
        steps = log.len();
    }
    let tags: Vec<usize> = contacts
        .iter()
        .filter_map(|id| Some(shop.contact(*id)?.tags.len()))
        .collect();
    assert_eq!(tags, [0, 1, 0, 0, 0, 0]);
    let number = |place: usize| shop.contact(contacts[place]).unwrap().numbers[0].clone();
    assert_eq!(number(2).e164, Some(E164(8_613_924_000_002)));
    // The number is kept as it was written, and is none any more.
    assert_eq!(number(3).raw, "13813000003");
    assert_eq!(
        (number(3).e164, number(3).status),
        (None, NumberStatus::Invalid)
    );
    // No more advertising; what they ordered may still be announced.
    assert_eq!(shop.pile(contacts[4]), Pile::ServiceOnly);
    assert!(shop.contact(contacts[6]).is_none());
    let decisions: Vec<Decision> = (0..7)
        .map(|place| shop.stop(review, Seek::At(place)).item.unwrap().decision)
        .collect();
    assert_eq!(decisions, Decision::ALL[1..]);
}

#[test]
fn a_dead_number_stays_dead_for_whoever_brings_it_back() {
    let mut shop = shop();
    let contacts = shop.fill(1);
    let review = shop.workspace.begin_review("一位", &contacts).unwrap();
    let number = shop.contact(contacts[0]).unwrap().numbers[0].id;
    shop.workspace
        .decide(review, 0, &Verdict::Invalid(number))
        .unwrap();
    let again = shop.add("别人", "13813000000");
    assert_eq!(shop.pile(again), Pile::DoNotDisturb);
    shop.workspace.undo().unwrap();
    shop.workspace.undo().unwrap();
    let number = &shop.contact(contacts[0]).unwrap().numbers[0];
    assert_eq!(number.status, NumberStatus::Ok);
    assert_eq!(shop.pile(contacts[0]), Pile::AskFirst);
}

#[test]
fn whoever_was_skipped_is_seen_again_and_a_place_may_be_decided_anew() {
    let mut shop = shop();
    let contacts = shop.fill(4);
    let review = shop.workspace.begin_review("四位", &contacts).unwrap();
    let mut decide =
        |place, verdict: Verdict| shop.workspace.decide(review, place, &verdict).unwrap();
    decide(1, Verdict::Skip);
    decide(3, Verdict::Skip);
    decide(2, Verdict::Keep);
    let place = |seek| shop.stop(review, seek).item.map(|item| item.place);
    // Behind the last there is still somebody before it.
    assert_eq!(place(Seek::After(2)), Some(0));
    assert_eq!(place(Seek::Skipped(0)), Some(1));
    assert_eq!(place(Seek::Skipped(2)), Some(3));
    assert_eq!(place(Seek::Skipped(4)), None);
    let mut decide =
        |place, verdict: Verdict| shop.workspace.decide(review, place, &verdict).unwrap();
    decide(0, Verdict::Keep);
    decide(1, Verdict::Withdraw(Method::Paper));
    let place = |seek| shop.stop(review, seek).item.map(|item| item.place);
    assert_eq!(place(Seek::Waiting), None);
    let tally = shop.tally(review);
    let of = |decision| tally.of(decision);
    assert_eq!(
        (
            of(Decision::Kept),
            of(Decision::Skipped),
            of(Decision::Withdrawn)
        ),
        (2, 1, 1)
    );
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let mut shop = shop();
    let contacts = shop.fill(2);
    let refused = shop.workspace.begin_review("没人", &[ContactId(99)]);
    assert!(matches!(
        refused,
        Err(Problem::Edit(EditProblem::NobodyThere))
    ));
    let mixed = [contacts[0], ContactId(99), contacts[1]];
    let review = shop.workspace.begin_review("两位", &mixed).unwrap();
    assert_eq!(shop.tally(review).total(), 2);
    let gone =
        |result: Result<(), Problem>| matches!(result, Err(Problem::Book(BookProblem::NoSuchRow)));
    assert!(gone(shop.workspace.decide(review, 2, &Verdict::Keep)));
    let blank = Verdict::Tag(" ".to_owned());
    let refused = shop.workspace.decide(review, 0, &blank);
    assert!(matches!(
        refused,
        Err(Problem::Edit(EditProblem::UnnamedTag))
    ));
    // Somebody deleted meanwhile can be passed by, and nothing else.
    shop.workspace.delete(&contacts[..1]).unwrap();
    let withdraw = Verdict::Withdraw(Method::InPerson);
    assert!(gone(shop.workspace.decide(review, 0, &withdraw)));
    assert_eq!(shop.tally(review).done(), 0);
    shop.workspace.decide(review, 0, &Verdict::Skip).unwrap();
    assert_eq!(shop.tally(review).done(), 1);
}

#[test]
fn a_list_that_is_put_away_comes_back_with_undo() {
    let mut shop = shop();
    let contacts = shop.fill(3);
    let review = shop.workspace.begin_review("三位", &contacts).unwrap();
    shop.workspace.decide(review, 0, &Verdict::Keep).unwrap();
    let tally = shop.tally(review);
    shop.workspace.drop_review(review).unwrap();
    assert!(shop.workspace.open_reviews().unwrap().is_empty());
    assert_eq!(
        shop.workspace.review_stop(review, Seek::Waiting).unwrap(),
        None
    );
    shop.workspace.undo().unwrap();
    assert_eq!(shop.tally(review), tally);
    // To the very beginning: the list was never made.
    shop.workspace.undo().unwrap();
    shop.workspace.undo().unwrap();
    assert_eq!(
        shop.workspace.review_stop(review, Seek::Waiting).unwrap(),
        None
    );
    shop.workspace.redo().unwrap();
    assert_eq!(shop.tally(review).done(), 0);
    assert_eq!(shop.tally(review).total(), 3);
}

#[test]
fn a_very_long_list_is_begun_and_taken_back_as_one_step() {
    const MANY: i64 = 100_000;
    let mut shop = shop();
    let one = shop.add("一位", "13800138000");
    // The book holds the list itself: that the people are there is asked once, in ranges.
    let everyone: Vec<ContactId> =
        std::iter::repeat_n(one, usize::try_from(MANY).unwrap()).collect();
    let review = shop.workspace.begin_review("十万", &everyone).unwrap();
    assert_eq!(shop.tally(review).total(), MANY.unsigned_abs());
    let last = u32::try_from(MANY - 1).unwrap();
    shop.workspace.decide(review, last, &Verdict::Keep).unwrap();
    assert_eq!(
        shop.stop(review, Seek::At(last)).item.unwrap().decision,
        Decision::Kept
    );
    shop.workspace.undo().unwrap();
    shop.workspace.undo().unwrap();
    assert_eq!(
        shop.workspace.review_stop(review, Seek::Waiting).unwrap(),
        None
    );
    shop.workspace.redo().unwrap();
    assert_eq!(shop.tally(review).total(), MANY.unsigned_abs());
}

#[test]
fn an_answer_at_the_counter_is_kept_with_its_words() {
    let mut shop = shop();
    let notice = NoticeInput {
        language: "zh-CN".to_owned(),
        version: "柜台".to_owned(),
        wording: "可以发短信告诉您新花吗？".to_owned(),
    };
    let asked = |agreed| Asked {
        agreed,
        notice: notice.clone(),
    };
    let wording = |shop: &Shop| shop.workspace.last_wording("zh-CN", "柜台").unwrap();
    assert_eq!(wording(&shop), None);
    let yes = asked(true);
    let added = shop
        .workspace
        .add_at_counter("新客", "138 0013 8000", Some(&yes))
        .unwrap();
    assert_eq!(shop.pile(added), Pile::MayText);
    assert_eq!(wording(&shop), Some(notice.wording.clone()));
    let said = |shop: &Shop| {
        let details = shop.workspace.details(added).unwrap().unwrap();
        let records: Vec<(EventKind, Method, Option<String>)> = details
            .timeline
            .into_iter()
            .filter_map(|entry| match entry.what {
                Happening::Consent(record) => Some((
                    record.event.what.kind,
                    record.event.what.method,
                    record.notice.map(|notice| notice.wording),
                )),
                Happening::CameIn(_) => None,
            })
            .collect();
        records
    };
    let words = Some(notice.wording.clone());
    assert_eq!(said(&shop), [(EventKind::Grant, Method::InPerson, words)]);
    // A no after a yes takes it back, and holds for whatever number comes later.
    shop.workspace
        .record_asked(added, None, &asked(false))
        .unwrap();
    assert_eq!(shop.pile(added), Pile::ServiceOnly);
    let kinds: Vec<EventKind> = said(&shop).into_iter().map(|(kind, ..)| kind).collect();
    assert!(kinds.contains(&EventKind::Withdraw), "{kinds:?}");
    shop.workspace.undo().unwrap();
    assert_eq!(shop.pile(added), Pile::MayText);
    // Adding and agreeing were one step.
    shop.workspace.undo().unwrap();
    assert!(shop.contact(added).is_none());
}
