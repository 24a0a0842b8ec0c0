//! Faults of files between two sessions: healed, warned of, or refused before anything is written;
//! and backups that are made by themselves.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use haobu::book::{
    Access, Backup, Book, ContactDetails, KdfProfile, Key, NewContact, NewOp, Passphrase, Salt,
};
use haobu::domain::op::OpKind;
use haobu::domain::problem::{BookProblem, FileProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::{BookMemory, Session, Standing, Warning, Workspace, conflict_copies};

const AT: Millis = Millis(1_760_000_000_000);

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse 电池 staple").unwrap()
}

/// Each step at a time of its own, as in life: what was done is told apart by it.
fn add(book: &mut Book, name: &str) {
    static STEPS: AtomicI64 = AtomicI64::new(0);
    let at = Millis(AT.0 + STEPS.fetch_add(1, Ordering::Relaxed));
    let contact = NewContact {
        details: ContactDetails {
            name,
            ..ContactDetails::default()
        },
        ..NewContact::default()
    };
    book.transact(&NewOp::new(OpKind::AddContact, at), |tx| {
        tx.insert_contact(&contact)
    })
    .unwrap();
}

struct Shop {
    folder: tempfile::TempDir,
    key: Key,
}

impl Shop {
    /// A book under a passphrase, with one contact.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::create(&passphrase(), KdfProfile::Small).unwrap();
        let shop = Self { folder, key };
        let mut book = Book::create(&shop.path("shop.haobu"), &shop.key, AT).unwrap();
        add(&mut book, "张三");
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn book(&self) -> PathBuf {
        self.path("shop.haobu")
    }

    fn open(&self) -> Book {
        Book::open_with_key(&self.book(), &self.key, Access::ReadWrite).unwrap()
    }

    fn memory(&self) -> BookMemory {
        BookMemory::at(self.path("books.json"))
    }

    fn session(&self) -> Session {
        let session = Session::start_remembering(Arc::new(|| ()), self.memory());
        let answer = session.open(&self.book(), passphrase());
        settle(&session);
        answer.take().unwrap().unwrap();
        session
    }
}

/// Until everything that was asked of it is done.
fn settle(session: &Session) {
    while !session.is_idle() {
        std::thread::yield_now();
    }
}

fn flip(path: &Path, bit: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[bit / 8] ^= 1 << (bit % 8);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn every_bit_of_the_salt_is_healed_by_the_key() {
    let shop = Shop::new();
    let whole = std::fs::read(shop.book()).unwrap();
    for bit in 0..128 {
        flip(&shop.book(), bit);
        let seen = Book::open_with_key(&shop.book(), &shop.key, Access::ReadOnly).unwrap();
        assert_eq!(seen.found_salt(), Salt::Damaged, "bit {bit}");
        assert!(!seen.check().unwrap().is_healthy());
        drop(seen);
        let healed = shop.open();
        assert_eq!(healed.found_salt(), Salt::Healed, "bit {bit}");
        assert!(healed.check().unwrap().is_healthy());
        drop(healed);
        assert_eq!(std::fs::read(shop.book()).unwrap(), whole, "bit {bit}");
    }
}

#[test]
fn a_damaged_salt_is_healed_from_a_backup_or_from_memory() {
    let shop = Shop::new();
    // In the profile's number, and behind it.
    let open =
        |known| Workspace::open_knowing(&shop.book(), &passphrase(), Access::ReadWrite, known);
    flip(&shop.book(), 77);
    let refused = matches!(
        open(None),
        Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged))
    );
    assert!(refused);
    let known = haobu::workspace::Remembered {
        salt: shop.key.salt().to_vec(),
        ..haobu::workspace::Remembered::default()
    };
    let workspace = open(Some(&known)).unwrap();
    assert_eq!(workspace.book().found_salt(), Salt::Healed);
    workspace
        .back_up(None, &haobu::workspace::Unwatched)
        .unwrap();
    drop(workspace);
    flip(&shop.book(), 6);
    let workspace = open(None).unwrap();
    assert_eq!(workspace.book().found_salt(), Salt::Healed);
    drop(workspace);
    let healthy = open(None).unwrap();
    assert_eq!(healthy.book().found_salt(), Salt::Whole);
    // A passphrase that is wrong heals nothing.
    drop(healthy);
    flip(&shop.book(), 77);
    let before = std::fs::read(shop.book()).unwrap();
    let wrong = Passphrase::new("wrong").unwrap();
    assert!(Workspace::open(&shop.book(), &wrong, Access::ReadWrite).is_err());
    assert_eq!(std::fs::read(shop.book()).unwrap(), before);
}

#[test]
fn a_book_that_was_moved_or_replaced_is_not_written_to() {
    let check = |disturb: fn(&Path, &Path)| {
        let shop = Shop::new();
        let mut book = shop.open();
        let other = shop.path("other.haobu");
        std::fs::copy(shop.book(), &other).unwrap();
        disturb(&shop.book(), &other);
        let there = std::fs::read(shop.book()).ok();
        let refused = book.transact(&NewOp::new(OpKind::AddContact, AT), |tx| {
            tx.insert_contact(&NewContact::default())
        });
        let is_moved = matches!(refused, Err(Problem::Book(BookProblem::Moved)));
        assert!(is_moved, "{refused:?}");
        assert_eq!(std::fs::read(shop.book()).ok(), there);
    };
    check(|book, other| std::fs::rename(other, book).unwrap());
    check(|book, _| std::fs::remove_file(book).unwrap());
    check(|book, _| std::fs::rename(book, book.with_extension("moved")).unwrap());
    check(|book, other| {
        std::fs::remove_file(book).unwrap();
        std::fs::copy(other, book).unwrap();
    });
}

#[test]
fn copies_that_sync_programs_leave_are_found_and_compared() {
    let shop = Shop::new();
    let copy = |name: &str| {
        std::fs::copy(shop.book(), shop.path(name)).unwrap();
    };
    copy("shop (conflicted copy 2026-11-26).haobu");
    let mut book = shop.open();
    add(&mut book, "李四");
    drop(book);
    copy("shop (1).haobu");
    let mut ahead =
        Book::open_with_key(&shop.path("shop (1).haobu"), &shop.key, Access::ReadWrite).unwrap();
    add(&mut ahead, "王五");
    add(&mut ahead, "赵六");
    drop(ahead);
    copy("shop-DESK-2.haobu");
    let mut own_way = Book::open_with_key(
        &shop.path("shop-DESK-2.haobu"),
        &shop.key,
        Access::ReadWrite,
    )
    .unwrap();
    add(&mut own_way, "孙七");
    drop(own_way);
    let mut book = shop.open();
    add(&mut book, "周八");
    std::fs::write(shop.path("shop (2).haobu"), "?").unwrap();
    let found = conflict_copies(&book);
    let standing = |name: &str| {
        let copy = found
            .iter()
            .find(|copy| copy.path == shop.path(name))
            .unwrap();
        copy.standing
    };
    assert_eq!(found.len(), 4);
    let earlier = "shop (conflicted copy 2026-11-26).haobu";
    assert_eq!(standing(earlier), Some(Standing::Newer { by: 2 }));
    assert_eq!(standing("shop (1).haobu"), Some(Standing::Diverged));
    assert_eq!(standing("shop-DESK-2.haobu"), Some(Standing::Diverged));
    assert_eq!(standing("shop (2).haobu"), None);
    // What only goes on from here.
    let mut mark = book.mark().unwrap();
    assert_eq!(book.standing_to(&mark).unwrap(), Standing::Same);
    mark.op += 3;
    assert_eq!(book.standing_to(&mark).unwrap(), Standing::Older { by: 3 });
}

#[test]
fn a_session_backs_up_by_itself_and_warns_of_an_older_file() {
    let shop = Shop::new();
    let beside = shop.path("shop.backups");
    let numbers = || -> Vec<u64> {
        let backups = Backup::all_in(&beside).unwrap();
        backups
            .iter()
            .map(|backup| backup.manifest.as_ref().unwrap().number)
            .collect()
    };
    let session = shop.session();
    settle(&session);
    // Nothing was backed up before: that is caught up at once.
    assert_eq!(numbers(), [1]);
    let (_, is_current) = session.safety().last_backup().unwrap();
    assert!(is_current);
    session.run(|workspace| {
        let op = NewOp::new(OpKind::AddContact, AT);
        workspace.transact(&op, |tx| {
            tx.insert_contact(&NewContact::default()).map(drop)
        })
    });
    settle(&session);
    assert!(!session.safety().last_backup().unwrap().1);
    let older = shop.path("older");
    std::fs::copy(&Backup::all_in(&beside).unwrap()[0].path, &older).unwrap();
    drop(session);
    // On closing, since it was changed.
    assert_eq!(numbers(), [2, 1]);
    // Opened and closed without a change: no backup more, no warning.
    let session = shop.session();
    assert_eq!(session.safety().warnings, []);
    drop(session);
    assert_eq!(numbers(), [2, 1]);
    // An older file in its place.
    let key = Backup::key(&older, &passphrase()).unwrap();
    Backup::restore(&older, &key, &shop.book(), false, &|_| true).unwrap();
    let session = shop.session();
    let warnings = session.safety().warnings.clone();
    let is_older = matches!(warnings[..], [Warning::OlderThanSeen { by: 1, .. }]);
    assert!(is_older, "{warnings:?}");
}

#[test]
fn a_second_session_looks_on_and_says_who_has_it() {
    let shop = Shop::new();
    let first = shop.session();
    let second = shop.session();
    let warnings = second.safety().warnings.clone();
    assert!(
        matches!(
            warnings[..],
            [Warning::OpenElsewhere { is_left: false, .. }]
        ),
        "{warnings:?}"
    );
    let access = |session: &Session| session.snapshot().book.as_ref().unwrap().access;
    assert_eq!(access(&first), Access::ReadWrite);
    assert_eq!(access(&second), Access::ReadOnly);
    // Nobody takes the book from a program that runs.
    let taken = second.forget_other_computer();
    settle(&second);
    assert!(matches!(
        taken.take(),
        Some(Err(Problem::Book(BookProblem::OpenElsewhere { .. })))
    ));
    assert!(Book::is_held(&shop.book()));
    drop(first);
    assert!(!Book::is_held(&shop.book()));
}

#[test]
fn a_book_that_another_computer_left_open_is_taken_back_where_it_stands() {
    let shop = Shop::new();
    std::fs::write(shop.path("shop.haobu.lock"), "DESK-2\n").unwrap();
    let session = shop.session();
    let warnings = session.safety().warnings.clone();
    assert!(
        matches!(warnings[..], [Warning::OpenElsewhere { is_left: true, .. }]),
        "{warnings:?}"
    );
    let taken = session.forget_other_computer();
    settle(&session);
    taken.take().unwrap().unwrap();
    assert_eq!(session.safety().warnings, []);
    let access = session.snapshot().book.as_ref().unwrap().access;
    assert_eq!(access, Access::ReadWrite);
}

#[test]
fn a_lock_that_another_computer_left_is_believed_until_somebody_knows_better() {
    let shop = Shop::new();
    std::fs::write(shop.path("shop.haobu.lock"), "DESK-2\n").unwrap();
    let open = || Book::open_with_key(&shop.book(), &shop.key, Access::ReadWrite);
    let Err(Problem::Book(BookProblem::OpenElsewhere { host, .. })) = open() else {
        panic!("opened");
    };
    assert_eq!(host, "DESK-2");
    Book::forget_other_computer(&shop.book()).unwrap();
    open().unwrap();
}

#[test]
fn a_folder_that_is_not_there_is_said_and_caught_up_later() {
    let shop = Shop::new();
    let stick = shop.path("stick");
    let session = shop.session();
    session.back_up_to(vec![stick.clone()]);
    settle(&session);
    let safety = session.safety();
    assert_eq!(safety.folders.len(), 1);
    assert!(safety.folders[0].problem.is_some());
    assert_eq!(safety.last_backup(), None);
    drop(session);
    std::fs::create_dir(&stick).unwrap();
    let session = shop.session();
    settle(&session);
    let safety = session.safety();
    assert!(safety.folders[0].problem.is_none());
    assert!(safety.last_backup().unwrap().1);
    assert_eq!(Backup::all_in(&stick).unwrap().len(), 1);
}

#[test]
fn a_book_of_an_older_version_is_backed_up_before_it_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.haobu");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/book-v1.haobu");
    std::fs::copy(fixture, &path).unwrap();
    let mut salt = [5; 16];
    salt[0] = 1;
    let key = Key::from_raw([6; 32], salt);
    let open = |access, may: bool| {
        Book::open_prepared(&path, &key, access, &|book| {
            if !may {
                return Err(BookProblem::DiskFull.into());
            }
            book.snapshot(folder.path(), AT)?
                .finish(&|_| true)
                .map(drop)
        })
    };
    let backups = || Backup::all_in(folder.path()).unwrap().len();
    let before = std::fs::read(&path).unwrap();
    // To look at it is not to change it, and without a backup it is not changed either.
    open(Access::ReadOnly, false).unwrap();
    assert!(open(Access::ReadWrite, false).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    open(Access::ReadWrite, true).unwrap();
    assert_eq!(backups(), 1);
    open(Access::ReadWrite, true).unwrap();
    assert_eq!(backups(), 1);
}

#[test]
fn what_has_no_room_is_not_begun_and_says_how_much_is_missing() {
    const LARGE: u64 = 12 << 40;
    let shop = Shop::new();
    let stick = shop.path("stick");
    std::fs::create_dir(&stick).unwrap();
    let made = shop.open().snapshot(&stick, AT).unwrap();
    let made = made.finish(&|_| true).unwrap().path;
    // As long as no disk of tests has room for, and all of it a hole.
    let file = std::fs::File::options().write(true).open(shop.book());
    file.unwrap().set_len(LARGE).unwrap();
    let names = || {
        let found = std::fs::read_dir(shop.folder.path()).unwrap();
        let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let check = |outcome: Result<(), Problem>, folder: &Path| {
        let Err(Problem::File { path, kind }) = outcome else {
            panic!("{outcome:?}");
        };
        let FileProblem::NoRoom { missing } = kind else {
            panic!("{kind:?}");
        };
        assert_eq!(path, folder);
        assert!(missing > 0 && missing < 3 * LARGE, "{missing}");
    };
    let mut book = shop.open();
    let before = names();
    check(book.snapshot(&stick, AT).map(drop), &stick);
    let other = Key::random().unwrap();
    let changed = book.change_key(&other, AT, &|_| true);
    check(changed, shop.folder.path());
    assert_eq!(names(), before);
    drop(book);
    let restored = Backup::restore(&made, &shop.key, &shop.book(), false, &|_| true);
    check(restored.map(drop), shop.folder.path());
    assert_eq!(Backup::all_in(&stick).unwrap().len(), 1);
    assert_eq!(std::fs::metadata(shop.book()).unwrap().len(), LARGE);
}
