//! Whatever knows a book by its salt follows a change of passphrase: copies of the salt, backups,
//! restores, older files, copies of sync programs, left-over journals and remembered keys.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

mod support;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use haobu::book::{
    Access, Backup, Book, ContactDetails, KdfProfile, Key, NewContact, NewOp, Passphrase, Salt,
};
use haobu::domain::op::OpKind;
use haobu::domain::problem::{BookProblem, KeyProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::keys::{KeyStore, Keyring, RecoveryCode};
use haobu::workspace::{
    BookMemory, Event, KeyRequest, Session, Unwatched, Warning, Workspace, conflict_copies,
};
use support::Desk;
use zeroize::Zeroizing;

const AT: Millis = Millis(1_760_000_000_000);

fn old() -> Passphrase {
    Passphrase::new("correct horse 电池 staple").unwrap()
}

fn new() -> Passphrase {
    Passphrase::new("another 月亮 sofa").unwrap()
}

/// A keyring of one's own.
#[derive(Default)]
struct Ring(Mutex<HashMap<String, String>>);

impl Keyring for Ring {
    fn set(&self, name: &str, secret: &str) -> Result<(), KeyProblem> {
        let mut kept = self.0.lock().unwrap();
        kept.insert(name.to_owned(), secret.to_owned());
        Ok(())
    }
    fn get(&self, name: &str) -> Result<Zeroizing<String>, KeyProblem> {
        let kept = self.0.lock().unwrap().get(name).cloned();
        kept.map(Zeroizing::new).ok_or(KeyProblem::NotRemembered)
    }
    fn remove(&self, name: &str) -> Result<(), KeyProblem> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
}

struct Shop {
    folder: tempfile::TempDir,
    keys: KeyStore,
}

impl Shop {
    /// A book under the old passphrase, with one contact.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyStore::at(folder.path().join("keys"), Arc::new(Ring::default()));
        let shop = Self { folder, keys };
        let key = Key::create(&old(), KdfProfile::Small).unwrap();
        let mut book = Book::create(&shop.book(), &key, AT).unwrap();
        add(&mut book, "张三");
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn book(&self) -> PathBuf {
        self.path("shop.haobu")
    }

    fn memory(&self) -> BookMemory {
        BookMemory::at(self.path("books.json"))
    }

    fn session(&self) -> Session {
        Session::start_remembering(Arc::new(|| ()), self.memory())
    }

    /// A session with the book open, and what is said of it.
    fn open(&self, passphrase: Passphrase) -> Result<Session, Problem> {
        let session = self.session();
        let answer = session.open(&self.book(), passphrase);
        settle(&session);
        answer.take().unwrap().map(|()| session)
    }

    /// Changes the passphrase in the window.
    fn change(&self) {
        let session = self.open(old()).unwrap();
        change_in(&session, &self.keys, old()).unwrap();
    }
}

fn change_in(session: &Session, keys: &KeyStore, present: Passphrase) -> Result<(), Problem> {
    let request = KeyRequest {
        grade: None,
        present: Some(present),
        new: new(),
        is_harder: false,
    };
    let (_, changed) = session.change_passphrase(request, keys.clone());
    settle(session);
    changed.take().unwrap().map(drop)
}

fn add(book: &mut Book, name: &str) {
    let contact = NewContact {
        details: ContactDetails {
            name,
            ..ContactDetails::default()
        },
        ..NewContact::default()
    };
    book.transact(&NewOp::new(OpKind::AddContact, AT), |tx| {
        tx.insert_contact(&contact)
    })
    .unwrap();
}

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

/// The salts of the backups beside the book, the newest first.
fn backup_salts(shop: &Shop) -> Vec<[u8; 16]> {
    let backups = Backup::all_in(&shop.path("shop.backups")).unwrap();
    let salt = |backup: &Backup| backup.manifest.as_ref().unwrap().salt().unwrap();
    backups.iter().map(salt).collect()
}

#[test]
fn memory_and_backups_follow_at_once() {
    let shop = Shop::new();
    let before = Book::salt(&shop.book()).unwrap();
    let session = shop.open(old()).unwrap();
    let refused = change_in(&session, &shop.keys, new());
    let wrong = BookProblem::WrongPassphraseOrDamaged;
    assert!(
        matches!(refused, Err(Problem::Book(problem)) if problem == wrong),
        "by whoever knows the present one"
    );
    assert_eq!(backup_salts(&shop), [before]);
    change_in(&session, &shop.keys, old()).unwrap();
    // Before the window is closed.
    let remembered = shop.memory().at_path(&shop.book()).unwrap();
    let newest = backup_salts(&shop)[0];
    assert_ne!(newest, before);
    assert_eq!(remembered.salt, newest);
    assert!(session.safety().last_backup().unwrap().1);
    session.run(|workspace| {
        workspace.transact(&NewOp::new(OpKind::AddContact, AT), |tx| {
            tx.insert_contact(&NewContact::default()).map(drop)
        })
    });
    settle(&session);
    drop(session);
    assert_eq!(Book::salt(&shop.book()).unwrap(), newest);
    let session = shop.open(new()).unwrap();
    assert_eq!(session.safety().warnings, [], "it is the same book");
    let salts = session.call(|workspace| workspace.book().former_salts());
    settle(&session);
    assert_eq!(salts.take().unwrap().unwrap(), [before]);
}

#[test]
fn an_older_salt_heals_nothing_and_a_newer_one_does() {
    let shop = Shop::new();
    let earlier = Book::salt(&shop.book()).unwrap();
    shop.change();
    let known = haobu::workspace::Remembered {
        salt: earlier.to_vec(),
        ..haobu::workspace::Remembered::default()
    };
    let whole = std::fs::read(shop.book()).unwrap();
    let open = |passphrase: &Passphrase| {
        Workspace::open_knowing(&shop.book(), passphrase, Access::ReadWrite, Some(&known))
    };
    // What is remembered, and a backup, are of before the change.
    let opened = open(&new()).unwrap();
    assert_eq!(opened.book().found_salt(), Salt::Whole);
    drop(opened);
    assert!(open(&old()).is_err());
    assert!(std::fs::read(shop.book()).unwrap() == whole);
    for bit in [2, 77] {
        flip(&shop.book(), bit);
        let damaged = std::fs::read(shop.book()).unwrap();
        assert!(open(&old()).is_err());
        assert!(std::fs::read(shop.book()).unwrap() == damaged, "bit {bit}");
        let healed = open(&new()).unwrap();
        assert_eq!(healed.book().found_salt(), Salt::Healed);
        drop(healed);
        assert!(std::fs::read(shop.book()).unwrap() == whole, "bit {bit}");
    }
}

#[test]
fn a_journal_of_the_earlier_key_is_not_rolled_back() {
    let shop = Shop::new();
    let journal = shop.path("shop.haobu-journal");
    let open = |passphrase: &Passphrase, access| {
        let key = Book::find_key(&shop.book(), passphrase, &[])?;
        Book::open_with_key(&shop.book(), &key, access)
    };
    let earlier = Key::derive(&old(), Book::salt(&shop.book()).unwrap()).unwrap();
    let mut left = {
        let mut book = open(&old(), Access::ReadWrite).unwrap();
        let op = NewOp::new(OpKind::AddContact, AT);
        book.transact(&op, |tx| {
            // So many that some are written at once and the file grows, which its first page says.
            for _ in 0..1_500 {
                tx.insert_contact(&NewContact::default())?;
            }
            Ok(std::fs::read(&journal).unwrap())
        })
        .unwrap()
        .0
    };
    assert!(left.len() > 8192, "the journal holds pages");
    // What the database writes once all of the journal is on the disk: from then on it counts.
    left[..8].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    let records = u32::try_from((left.len() - 512) / 4104).unwrap();
    left[8..12].copy_from_slice(&records.to_be_bytes());
    shop.change();
    let whole = std::fs::read(shop.book()).unwrap();
    std::fs::write(&journal, &left).unwrap();
    for access in [Access::ReadOnly, Access::ReadWrite] {
        let refused = open(&new(), access).map(drop);
        let expected = BookProblem::ForeignJournal(journal.clone());
        assert!(
            matches!(&refused, Err(Problem::Book(problem)) if *problem == expected),
            "{refused:?}"
        );
        // The key of then fits the journal, but not the file.
        let refused = Book::open_with_key(&shop.book(), &earlier, access).map(drop);
        let expected = BookProblem::WrongPassphraseOrDamaged;
        assert!(
            matches!(&refused, Err(Problem::Book(problem)) if *problem == expected),
            "{refused:?}"
        );
        assert!(std::fs::read(shop.book()).unwrap() == whole);
        assert!(std::fs::read(&journal).unwrap() == left);
    }
    std::fs::rename(&journal, shop.path("elsewhere")).unwrap();
    open(&new(), Access::ReadWrite).unwrap();
}

#[test]
fn copies_of_before_the_change_are_known_for_what_they_are() {
    let shop = Shop::new();
    let earlier = shop.path("shop (1).haobu");
    std::fs::copy(shop.book(), &earlier).unwrap();
    shop.change();
    let later = shop.path("shop (2).haobu");
    std::fs::copy(shop.book(), &later).unwrap();
    std::fs::write(shop.path("shop (3).haobu"), [1; 8192]).unwrap();
    let session = shop.open(new()).unwrap();
    let warnings = session.safety().warnings.clone();
    let [Warning::ConflictCopies(copies)] = &warnings[..] else {
        panic!("{warnings:?}");
    };
    let said: Vec<(bool, bool)> = copies
        .iter()
        .map(|copy| (copy.standing.is_some(), copy.is_under_earlier_key))
        .collect();
    assert_eq!(said, [(false, true), (true, false), (false, false)]);
    // And the other way round nothing is known of a later key.
    drop(session);
    let key = Book::find_key(&earlier, &old(), &[]).unwrap();
    let book = Book::open_with_key(&earlier, &key, Access::ReadOnly).unwrap();
    assert!(conflict_copies(&book).is_empty());
}

#[test]
fn a_file_of_before_the_change_says_so() {
    let shop = Shop::new();
    let copy = std::fs::read(shop.book()).unwrap();
    shop.change();
    std::fs::write(shop.book(), &copy).unwrap();
    let refused = shop.open(new()).err();
    assert!(
        matches!(refused, Some(Problem::Key(KeyProblem::EarlierKey))),
        "{refused:?}"
    );
    let refused = shop.open(Passphrase::new("wrong").unwrap()).err();
    assert!(refused.is_some());
    assert!(std::fs::read(shop.book()).unwrap() == copy);
    let session = shop.open(old()).unwrap();
    let warnings = session.safety().warnings.clone();
    assert!(
        matches!(warnings[..], [Warning::OlderThanSeen { .. }]),
        "{warnings:?}"
    );
}

#[test]
fn a_backup_of_before_the_change_is_restored_with_the_passphrase_of_then() {
    let shop = Shop::new();
    shop.change();
    let folder = shop.path("shop.backups");
    let backups = Backup::all_in(&folder).unwrap();
    let (newest, oldest) = (backups.first().unwrap(), backups.last().unwrap());
    let session = shop.open(new()).unwrap();
    let safety = session.safety();
    assert!(safety.opens(newest) && !safety.opens(oldest));
    let before = std::fs::read(shop.book()).unwrap();
    let refused = session.restore(&oldest.path);
    settle(&session);
    let refused = refused.take().unwrap().err();
    assert!(
        matches!(refused, Some(Problem::Key(KeyProblem::EarlierKey))),
        "{refused:?}"
    );
    // The book is open as before.
    assert!(session.snapshot().book.is_some());
    let restored = session.restore(&newest.path);
    settle(&session);
    restored.take().unwrap().unwrap();
    let left = |event: &Event| matches!(event, Event::Left(_));
    assert!(!session.events().iter().any(left), "nobody went away");
    drop(session);
    // Looked into with the passphrase of then, and restored from there.
    let session = shop.session();
    let opened = session.open(&oldest.path, old());
    settle(&session);
    opened.take().unwrap().unwrap();
    let restored = session.restore(&oldest.path);
    settle(&session);
    restored.take().unwrap().unwrap();
    let book = session.snapshot().book.clone().unwrap();
    assert_eq!((book.path, book.is_backup), (shop.book(), false));
    drop(session);
    let session = shop.open(old()).unwrap();
    assert_eq!(session.safety().warnings, [], "the owner wanted it so");
    assert_eq!(backup_salts(&shop)[0], Book::salt(&shop.book()).unwrap());
    drop(session);
    assert!(shop.open(new()).is_err());
    // What was replaced is there, under the passphrase it had.
    let kept = shop.path("shop.before-restore.haobu");
    assert!(std::fs::read(&kept).unwrap() == before);
    Workspace::open(&kept, &new(), Access::ReadOnly).unwrap();
}

#[test]
fn a_restore_that_fails_goes_on_with_what_was_open() {
    let shop = Shop::new();
    shop.change();
    let backups = Backup::all_in(&shop.path("shop.backups")).unwrap();
    let oldest = &backups.last().unwrap().path;
    let session = shop.session();
    let opened = session.open(oldest, old());
    settle(&session);
    opened.take().unwrap().unwrap();
    // Another computer has the book.
    std::fs::write(shop.path("shop.haobu.lock"), "DESK-2").unwrap();
    let refused = session.restore(oldest);
    settle(&session);
    let refused = refused.take().unwrap().err();
    assert!(
        matches!(
            refused,
            Some(Problem::Book(BookProblem::OpenElsewhere { .. }))
        ),
        "{refused:?}"
    );
    let book = session.snapshot().book.clone().unwrap();
    assert!(book.is_backup);
}

#[test]
fn a_remembered_key_follows_heals_the_salt_and_is_dropped_when_it_is_another_ones() {
    let shop = Shop::new();
    let earlier = Book::salt(&shop.book()).unwrap();
    let session = shop.open(old()).unwrap();
    let keys = shop.keys.clone();
    let remembered = session.call(move |workspace| workspace.set_remembered(true, &keys));
    settle(&session);
    remembered.take().unwrap().unwrap();
    change_in(&session, &shop.keys, old()).unwrap();
    drop(session);
    assert!(!shop.keys.is_remembered(&earlier));
    let open = || {
        let session = shop.session();
        let offered = session.is_remembered(&shop.book(), shop.keys.clone());
        let opened = session.open_remembered(&shop.book(), shop.keys.clone());
        settle(&session);
        let opened = opened.take().unwrap();
        (
            offered.take().unwrap(),
            opened.map(|()| session.safety().warnings.clone()),
        )
    };
    let (is_offered, warnings) = open();
    assert!(is_offered);
    assert_eq!(warnings.unwrap(), []);
    for bit in [2, 77] {
        flip(&shop.book(), bit);
        let (is_offered, warnings) = open();
        assert!(is_offered, "bit {bit}");
        assert_eq!(warnings.unwrap(), [Warning::SaltHealed], "bit {bit}");
    }
    // Changed once more, on another computer.
    let elsewhere = KeyStore::at(shop.path("elsewhere"), Arc::new(Ring::default()));
    let mut workspace = Workspace::open(&shop.book(), &new(), Access::ReadWrite).unwrap();
    workspace
        .change_passphrase(&old(), KdfProfile::Small, &elsewhere, &Unwatched)
        .unwrap();
    drop(workspace);
    let (_, refused) = open();
    let refused = refused.err();
    assert!(
        matches!(refused, Some(Problem::Key(KeyProblem::NotRemembered))),
        "{refused:?}"
    );
    shop.open(old()).unwrap();
}

#[test]
fn the_recovery_code_goes_on_through_changes_and_damage() {
    let shop = Shop::new();
    let code = RecoveryCode::create().unwrap();
    let session = shop.open(old()).unwrap();
    let (keys, made) = (shop.keys.clone(), code.clone());
    let set = session.call(move |workspace| workspace.set_recovery_code(&made, &keys));
    settle(&session);
    set.take().unwrap().unwrap();
    for number in 0..3 {
        let present = if number == 0 { old() } else { new() };
        change_in(&session, &shop.keys, present).unwrap();
    }
    drop(session);
    let recover = |keys: &KeyStore| {
        let session = shop.session();
        let opened = session.recover(&shop.book(), code.clone(), None, keys.clone());
        settle(&session);
        opened
            .take()
            .unwrap()
            .map(|()| session.safety().warnings.clone())
    };
    assert_eq!(recover(&shop.keys).unwrap(), []);
    // Nothing of it on this computer: the newest backup leads in.
    let elsewhere = KeyStore::at(shop.path("elsewhere"), Arc::new(Ring::default()));
    assert_eq!(recover(&elsewhere).unwrap(), []);
    flip(&shop.book(), 77);
    assert_eq!(recover(&shop.keys).unwrap(), [Warning::SaltHealed]);
    flip(&shop.book(), 2);
    assert_eq!(recover(&elsewhere).unwrap(), [Warning::SaltHealed]);
}

#[test]
fn whoever_leaves_finds_the_book_closed() {
    let shop = Shop::new();
    let session = shop.open(old()).unwrap();
    session.events();
    session.closer()();
    settle(&session);
    assert!(session.snapshot().book.is_none());
    let events = session.events();
    assert!(
        matches!(&events[..], [Event::Left(path)] if *path == shop.book()),
        "{events:?}"
    );
    // Nobody was there to leave.
    session.closer()();
    settle(&session);
    assert!(session.events().is_empty());
}

#[test]
fn a_backup_that_fails_after_the_change_is_said_with_the_change() {
    let desk = Desk::new();
    desk.done(&["new", "shop.haobu", "--kdf", "1"]);
    desk.file("new.txt", "another 电池 horse");
    // Where the folder of backups would be, there is a file.
    desk.file("shop.backups", "");
    let change = [
        "passphrase",
        "shop.haobu",
        "--new-passphrase-file",
        "new.txt",
    ];
    let run = desk.run(&change);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("The passphrase is changed, but"),
        "{}",
        run.err
    );
    let stats = ["stats", "shop.haobu", "--passphrase-file", "new.txt"];
    assert_eq!(desk.run(&stats).code, 0);
}
