//! Who is the same is what the owner says it is; what waits for the owner waits until it is
//! settled; and the same file once more changes nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::path::{Path, PathBuf};

use haobu::book::Book;
use haobu::domain::consent::NewEvent;
use haobu::domain::contact::{Contact, Purchase};
use haobu::domain::ids::{ContactId, HeldId};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::RejectReason;
use haobu::domain::time::Millis;
use haobu::workspace::editing::{Fate, HeldVerdict, Says};
use haobu::workspace::{
    ImportOptions, ImportRequest, MatchBy, MatchKeys, Policy, Report, Unwatched, Workspace,
};
use proptest::prelude::*;
use tempfile::TempDir;

/// A book in memory, and a folder for files.
struct Desk {
    folder: TempDir,
    book: Workspace,
}

/// Everything a reader sees of everybody.
type Everybody = Vec<(Contact, Vec<Purchase>, Vec<NewEvent>)>;

impl Desk {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            book: Workspace::over(Book::in_memory(Millis(1)).unwrap()).unwrap(),
        }
    }

    fn import(&mut self, text: &str, options: ImportOptions) -> Report {
        let file = self.folder.path().join("list.csv");
        std::fs::write(&file, text).unwrap();
        self.import_file(file, options)
    }

    fn import_file(&mut self, file: PathBuf, options: ImportOptions) -> Report {
        let request = ImportRequest {
            file,
            options,
            source: "柜台".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        let report = self.book.import(&request, &Unwatched).unwrap();
        assert_eq!(report.buckets.sum(), report.buckets.rows);
        report
    }

    fn everybody(&self) -> Everybody {
        let book = self.book.book();
        let there = (1..3_000).filter_map(|id| book.contact(ContactId(id)).unwrap());
        there
            .map(|contact| {
                let purchases = book.purchases(contact.id).unwrap();
                let events = book.events(&contact).unwrap();
                (contact, purchases, events)
            })
            .collect()
    }

    fn names(&self) -> Vec<String> {
        let everybody = self.everybody().into_iter();
        everybody.map(|(contact, ..)| contact.name).collect()
    }

    fn held(&self) -> Vec<HeldId> {
        let held = self.book.held_ids().unwrap().into_iter();
        held.map(|(id, _)| id).collect()
    }

    /// Does something, takes it back and does it again: what was before is after.
    fn there_and_back(&mut self, act: impl FnOnce(&mut Workspace)) {
        let (before, held) = (self.everybody(), self.held());
        act(&mut self.book);
        let (after, left) = (self.everybody(), self.held());
        self.book.undo().unwrap();
        assert_eq!(self.everybody(), before);
        assert_eq!(self.held(), held);
        self.book.redo().unwrap();
        assert_eq!(self.everybody(), after);
        assert_eq!(self.held(), left);
        assert!(self.book.check().unwrap().is_healthy());
    }
}

fn options() -> ImportOptions {
    ImportOptions::new(Region(*b"CN"), SourceKind::Shop)
}

fn by(keys: &[MatchBy]) -> ImportOptions {
    ImportOptions {
        keys: MatchKeys::of(keys),
        ..options()
    }
}

fn with(policy: Policy) -> ImportOptions {
    ImportOptions {
        policy,
        ..options()
    }
}

#[test]
fn each_key_counts_only_where_it_is_wanted() {
    let all = MatchBy::ALL;
    let check = |head: &str, first: &str, second: &str, key: MatchBy| {
        let others: Vec<MatchBy> = all.into_iter().filter(|other| *other != key).collect();
        // In the book, and within one file.
        for (keys, people) in [(&all[..], 1), (&[key][..], 1), (&others[..], 2)] {
            let mut desk = Desk::new();
            desk.import(&format!("{head}\n{first}\n"), by(keys));
            desk.import(&format!("{head}\n{second}\n"), by(keys));
            assert_eq!(desk.everybody().len(), people, "book {key:?} {keys:?}");
            let mut desk = Desk::new();
            desk.import(&format!("{head}\n{first}\n{second}\n"), by(keys));
            assert_eq!(desk.everybody().len(), people, "file {key:?} {keys:?}");
        }
    };
    let head = "姓名,手机,邮箱,会员名,生日";
    check(
        head,
        "张伟,13800138000,,,",
        "张伟,13800138000,b@x.com,,",
        MatchBy::Number,
    );
    check(
        head,
        "张伟,,a@x.com,,",
        "张伟,13800138000,A@x.com,,",
        MatchBy::Email,
    );
    check(
        head,
        "张伟,,,m1,",
        "张伟,13800138000,,m1,",
        MatchBy::Reference,
    );
    check(
        head,
        "张伟,13800138000,,,1990-02-03",
        "张伟,13900139000,,,1990-02-03",
        MatchBy::NameAndBirthday,
    );
}

#[test]
fn a_birthday_without_its_year_tells_nobody() {
    let mut desk = Desk::new();
    let text = "姓名,手机,生日\n张伟,13800138000,02-03\n张伟,13900139000,02-03\n";
    let report = desk.import(text, by(&MatchBy::ALL));
    assert_eq!(report.buckets.new, 2);
    // Nor does one name with two birthdays, or a name alone.
    let text = "姓名,手机,生日\n李丽,13700137000,1990-02-03\n李丽,13600136000,1991-02-03\n李丽,13500135000,\n";
    let report = desk.import(text, by(&MatchBy::ALL));
    assert_eq!(report.buckets.new, 3);
}

#[test]
fn what_is_to_stay_stays_and_blanks_are_filled() {
    let mut desk = Desk::new();
    desk.import(
        "姓名,手机,公司,备注,城市\n张伟,13800138000,甲公司,,深圳\n",
        options(),
    );
    let text = "姓名,手机,公司,备注,城市\n张伟,13800138000,乙公司,新,广州\n";
    let kept = ImportOptions {
        keep: vec![2],
        keep_named: vec!["备注".to_owned(), "5".to_owned()],
        ..with(Policy::Update)
    };
    let report = desk.import(text, kept);
    assert_eq!((report.buckets.filled, report.buckets.updated), (1, 0));
    let (contact, ..) = desk.everybody().remove(0);
    assert_eq!(
        (contact.company.as_str(), contact.notes.as_str()),
        ("甲公司", "新")
    );
    assert_eq!(contact.addresses.first().unwrap().city, "深圳");
    let report = desk.import(text, with(Policy::Update));
    assert_eq!(report.buckets.updated, 1);
    let (contact, ..) = desk.everybody().remove(0);
    assert_eq!(contact.company, "乙公司");
    assert_eq!(contact.addresses.first().unwrap().city, "广州");
}

/// Rows that match several and rows that contradict.
const KNOWN: &str = "会员名,姓名,手机,邮箱\nm1,张伟,13800138000,\nm2,李丽,,b@x.com\n";
const ODD: &str = "会员名,姓名,手机,邮箱,标签,短信同意,备注\n\
    ,,13800138000,b@x.com,VIP,是,两位都像\n\
    m1,王芳,13900139000,,,否,\n\
    m2,赵云,13700137000,,,,\n";

fn held_desk() -> Desk {
    let mut desk = Desk::new();
    desk.import(KNOWN, options());
    let report = desk.import(ODD, options());
    assert_eq!(report.buckets.held, 3);
    desk
}

#[test]
fn held_rows_wait_with_all_that_is_known_of_them() {
    let mut desk = held_desk();
    let counts = desk.book.held_counts().unwrap();
    let expected = [
        (RejectReason::Contradicts, 2),
        (RejectReason::MatchesSeveral, 1),
    ];
    assert_eq!(counts, expected);
    let held = desk.held();
    let view = desk
        .book
        .held_view(*held.first().unwrap())
        .unwrap()
        .unwrap();
    assert_eq!((view.row, view.file.as_str()), (2, "list.csv"));
    assert!(
        view.cells
            .contains(&("备注".to_owned(), "两位都像".to_owned()))
    );
    let ids: Vec<i64> = view.candidates.iter().map(|one| one.id.0).collect();
    assert_eq!(ids, [1, 2]);
    let view = desk.book.held_view(*held.get(1).unwrap()).unwrap().unwrap();
    let place = view
        .says
        .iter()
        .position(|(says, _)| *says == Says::Name)
        .unwrap();
    let stands = view.candidates.first().unwrap().stands.get(place).unwrap();
    assert_eq!(*stands, ("张伟".to_owned(), Fate::Stays));
    let mut desk = Desk::new();
    desk.import(
        "会员名,姓名,手机,城市\nm1,张伟,13800138000,深圳\n",
        options(),
    );
    desk.import(
        "会员名,姓名,手机,城市\nm1,王芳,13900139000,广州\n",
        options(),
    );
    let first = desk.held()[0];
    let view = desk.book.held_view(first).unwrap().unwrap();
    let fates: Vec<Fate> = view.candidates[0].stands.iter().map(|one| one.1).collect();
    // Name, reference, number, city.
    assert_eq!(fates, [Fate::Stays, Fate::Same, Fate::Added, Fate::Stays]);
    let mut desk = held_desk();
    // Undoing the import takes them away, and redoing it brings them back.
    desk.book.undo().unwrap();
    assert_eq!(desk.held(), []);
    desk.book.redo().unwrap();
    assert_eq!(desk.held(), held);
}

#[test]
fn held_rows_settle_in_every_way_and_back() {
    let check = |place: usize, verdict: HeldVerdict, names: &[&str]| {
        let mut desk = held_desk();
        let id = *desk.held().get(place).unwrap();
        desk.there_and_back(|book| book.settle_held(&[id], verdict).unwrap());
        assert_eq!(desk.names(), names, "{place} {verdict:?}");
        assert_eq!(desk.held().len(), 2);
        // Once it is settled there is nothing more to settle, and the file brings nothing new.
        let before = desk.everybody();
        desk.book.settle_held(&[id], HeldVerdict::New).unwrap();
        let report = desk.import(ODD, options());
        assert_eq!((report.buckets.held, report.buckets.unchanged), (2, 1));
        assert_eq!(desk.everybody(), before);
        assert_eq!(desk.held().len(), 2);
    };
    let two = ["张伟", "李丽"];
    check(0, HeldVerdict::Known(ContactId(1)), &two);
    check(0, HeldVerdict::Known(ContactId(2)), &two);
    check(0, HeldVerdict::New, &["张伟", "李丽", ""]);
    check(0, HeldVerdict::ThrowAway, &two);
    check(1, HeldVerdict::Known(ContactId(1)), &two);
    check(1, HeldVerdict::New, &["张伟", "李丽", "王芳"]);
    check(2, HeldVerdict::ThrowAway, &two);
}

#[test]
fn a_settled_row_says_what_it_would_have_said_at_the_import() {
    let mut desk = held_desk();
    let held = desk.held();
    desk.book
        .settle_held(&held[..1], HeldVerdict::Known(ContactId(1)))
        .unwrap();
    let (contact, _, events) = desk.everybody().remove(0);
    assert_eq!(contact.emails.len(), 1);
    assert_eq!(contact.tags.len(), 1);
    let event = events.first().unwrap();
    assert_eq!(event.row, Some(2));
    let came_in = desk.book.log().unwrap().get(2).unwrap().at;
    assert_eq!(event.at, came_in);
    assert!(event.batch.is_some());
}

#[test]
fn many_of_one_kind_are_settled_at_once() {
    let mut desk = held_desk();
    let all = desk.book.held_ids().unwrap().into_iter();
    let contradict: Vec<HeldId> = all
        .filter(|(_, reason)| *reason == RejectReason::Contradicts)
        .map(|(id, _)| id)
        .collect();
    desk.there_and_back(|book| book.settle_held(&contradict, HeldVerdict::New).unwrap());
    assert_eq!(desk.names(), ["张伟", "李丽", "王芳", "赵云"]);
    assert_eq!(desk.held().len(), 1);
}

#[test]
fn a_row_that_waits_is_not_asked_about_twice() {
    let mut desk = held_desk();
    let ops = desk.book.log().unwrap().len();
    let report = desk.import(ODD, options());
    assert_eq!(report.buckets.held, 3);
    assert_eq!(desk.held().len(), 3);
    assert_eq!(desk.book.log().unwrap().len(), ops, "nothing to undo");
    let twice = format!("{KNOWN},,13800138000,b@x.com\n,,13800138000,b@x.com\n");
    let mut desk = Desk::new();
    let report = desk.import(&twice, options());
    assert_eq!((report.buckets.held, desk.held().len()), (2, 1));
}

#[test]
fn erasing_somebody_erases_what_waits_about_them() {
    let mut desk = held_desk();
    let held = desk.held();
    desk.book
        .settle_held(&held[2..], HeldVerdict::Known(ContactId(2)))
        .unwrap();
    desk.book.delete(&[ContactId(2)]).unwrap();
    desk.book.purge(&[ContactId(2)], &Unwatched).unwrap();
    // What is about the other one only still waits.
    assert_eq!(desk.held(), held[1..2]);
    assert!(desk.book.check().unwrap().is_healthy());
    let left = desk.book.held_view(held[1]).unwrap();
    assert!(left.is_some());
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(files.len() > 5);
    files
}

#[test]
fn the_same_file_once_more_changes_nothing() {
    for file in fixtures() {
        for policy in [Policy::Skip, Policy::Fill, Policy::Update] {
            let mut desk = Desk::new();
            let first = desk.import_file(file.clone(), with(policy)).buckets;
            let (before, ops) = (desk.everybody(), desk.book.log().unwrap().len());
            let again = desk.import_file(file.clone(), with(policy)).buckets;
            assert_eq!(
                (again.new, again.combined, again.updated, again.filled),
                (0, 0, 0, 0),
                "{} {policy:?}",
                file.display()
            );
            let set_aside = (again.held, again.rejected, again.suppressed);
            assert_eq!(set_aside, (first.held, first.rejected, first.suppressed));
            assert_eq!(desk.everybody(), before, "{} {policy:?}", file.display());
            assert_eq!(desk.book.log().unwrap().len(), ops, "{}", file.display());
        }
    }
}

#[test]
fn undoing_an_import_restores_all_it_touched() {
    let mut desk = Desk::new();
    desk.import(KNOWN, options());
    let file = desk.folder.path().join("more.csv");
    let more = "会员名,姓名,手机,邮箱,标签,备注,城市\n\
        m1,张大伟,13800138000,new@x.com,VIP,改,深圳\n\
        m2,,13600136000,b@x.com,,,广州\n\
        m9,新人,13500135000,,VIP,,\n\
        ,,13800138000,b@x.com,,,\n";
    std::fs::write(&file, more).unwrap();
    desk.there_and_back(|book| {
        let request = ImportRequest {
            file,
            options: with(Policy::Update),
            source: "柜台".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        let buckets = book.import(&request, &Unwatched).unwrap().buckets;
        let all = (buckets.updated, buckets.filled, buckets.new, buckets.held);
        assert_eq!(all, (1, 1, 1, 1));
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whoever is the same: every row ends somewhere, and the same file once more adds nobody.
    #[test]
    fn counts_in_are_counts_out(
        rows in proptest::collection::vec((0..3_usize, 0..4_usize, 0..4_usize, 0..3_usize, 0..3_usize), 1..12),
        on in proptest::array::uniform4(any::<bool>()),
        policy in 0..3_usize,
    ) {
        let name = ["", "张伟", "李丽"];
        let number = ["", "13800138000", "13900139000", "13700137000"];
        let email = ["", "a@x.com", "b@x.com", "c@x.com"];
        let reference = ["", "m1", "m2"];
        let birthday = ["", "1990-02-03", "02-03"];
        let mut text = "姓名,手机,邮箱,会员名,生日\n".to_owned();
        for (a, b, c, d, e) in rows {
            let row = [name[a], number[b], email[c], reference[d], birthday[e]].join(",");
            text.push_str(&row);
            text.push('\n');
        }
        let keys: Vec<MatchBy> = MatchBy::ALL
            .into_iter()
            .zip(on)
            .filter(|(_, is_on)| *is_on)
            .map(|(key, _)| key)
            .collect();
        let policy = [Policy::Skip, Policy::Fill, Policy::Update][policy];
        let options = ImportOptions { policy, ..by(&keys) };
        // A file of nothing but blank rows is no file.
        prop_assume!(text.chars().any(|c| c.is_ascii_digit()));
        let mut desk = Desk::new();
        let report = desk.import(&text, options.clone());
        prop_assert_eq!(report.buckets.new, desk.everybody().len() as u64);
        let people = desk.everybody().len();
        let waiting = desk.held().len();
        prop_assert!(waiting as u64 <= report.buckets.held);
        prop_assert_eq!(waiting == 0, report.buckets.held == 0);
        desk.import(&text, options);
        prop_assert_eq!(desk.everybody().len(), people);
        prop_assert_eq!(desk.held().len(), waiting);
    }
}
