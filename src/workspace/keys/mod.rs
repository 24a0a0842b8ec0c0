//! The ways to a book's key beside the passphrase, and how the passphrase is changed.

mod keyring;
mod store;

use std::path::Path;

pub use keyring::{Keyring, SystemKeyring};
pub use store::{KeyStore, write_page};

use super::{Access, KdfProfile, Passphrase, Progress, Remembered, Workspace, backups, now};
use crate::book::{Backup, Book, Key};
use crate::domain::problem::{BookProblem, KeyProblem, Problem};

pub use crate::book::{RECOVERY_WORDS, RecoveryCode, RecoveryState};

/// What became of the key of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyChange {
    pub profile: KdfProfile,
    /// Whether this computer remembers the new key.
    pub is_remembered: bool,
    /// Whether the recovery code opens the new key from this computer, too.
    pub is_sealed: bool,
}

impl Workspace {
    /// Changes the passphrase, the cost of guessing it, or both, by a copy under a new key. Whoever
    /// makes backups makes one right after: older ones still open with the older passphrase.
    ///
    /// # Errors
    /// As [`Book::change_key`]; [`Book::key_salt`] tells whether it was changed all the same.
    pub fn change_passphrase(
        &mut self,
        passphrase: &Passphrase,
        profile: KdfProfile,
        store: &KeyStore,
        progress: &dyn Progress,
    ) -> Result<KeyChange, Problem> {
        let before = self.book.key().map(|key| *key.salt());
        if !progress.at(0, Some(0.0)) {
            return Err(Problem::Cancelled);
        }
        let key = Key::create(passphrase, profile)?;
        let changed = self
            .book
            .change_key(&key, now(), &|share| progress.at(0, Some(share)));
        let changed = match changed {
            Err(problem) if self.book.key_salt() != Some(*key.salt()) => return Err(problem),
            changed => changed,
        };
        // The passphrase is changed, whatever happens to what lies outside.
        let was_remembered = before.is_some_and(|salt| store.is_remembered(&salt));
        if let Some(salt) = before.filter(|_| was_remembered) {
            store.forget(&salt).ok();
        }
        let is_remembered = was_remembered && store.remember(&self.book).is_ok();
        let is_kept = store.keep_envelope(&self.book, before.as_ref()).is_ok();
        changed.map(|()| KeyChange {
            profile,
            is_remembered,
            is_sealed: is_kept && store.has_envelope(key.salt()),
        })
    }

    /// Whether the book has a recovery code.
    ///
    /// # Errors
    /// What the book says.
    pub fn recovery(&self) -> Result<RecoveryState, Problem> {
        self.book.recovery()
    }

    /// Lets this recovery code open the book from now on, instead of the one before.
    ///
    /// # Errors
    /// What the book says, and the system of the folder of keys.
    pub fn set_recovery_code(
        &mut self,
        code: &RecoveryCode,
        store: &KeyStore,
    ) -> Result<(), Problem> {
        self.book.set_recovery_code(code, now())?;
        store.keep_envelope(&self.book, None)
    }

    /// Notes that the owner has the code on paper.
    ///
    /// # Errors
    /// [`KeyProblem::OtherCode`] when it is not this book's.
    pub fn confirm_recovery_code(&mut self, code: &RecoveryCode) -> Result<(), Problem> {
        self.book.confirm_recovery_code(code, now())
    }

    /// How costly it is to guess the passphrase.
    pub fn profile(&self) -> KdfProfile {
        self.book.key().map(Key::profile).unwrap_or_default()
    }

    /// Whether this is the passphrase of the open book.
    ///
    /// # Errors
    /// That the key cannot be derived.
    pub fn is_passphrase(&self, passphrase: &Passphrase) -> Result<bool, Problem> {
        let Some(key) = self.book.key() else {
            return Ok(false);
        };
        Ok(Key::derive(passphrase, *key.salt())?.is(key))
    }

    /// Lets this computer open the book without its passphrase from now on, or no longer.
    ///
    /// # Errors
    /// As [`KeyStore::remember`] and [`KeyStore::forget`].
    pub fn set_remembered(&self, on: bool, store: &KeyStore) -> Result<(), Problem> {
        match self.book.key() {
            Some(key) if !on => store.forget(key.salt()),
            Some(_) => store.remember(&self.book),
            None => Err(KeyProblem::NotRemembered.into()),
        }
    }

    /// Whether this computer opens the book without its passphrase.
    pub fn is_remembered(&self, store: &KeyStore) -> bool {
        self.book
            .key()
            .is_some_and(|key| store.is_remembered(key.salt()))
    }

    /// Sees to it that a recovery code opens the book from this computer, too: it may have come from
    /// another one, or been changed there.
    ///
    /// # Errors
    /// As [`KeyStore::keep_envelope`].
    pub fn keep_envelope(&self, store: &KeyStore) -> Result<(), Problem> {
        match self.book.key() {
            Some(key) if !store.has_envelope(key.salt()) => store.keep_envelope(&self.book, None),
            _ => Ok(()),
        }
    }

    /// Opens a book with the key that this computer remembers, by its own salt or, should that be
    /// damaged, by what is known of it.
    ///
    /// # Errors
    /// [`KeyProblem`] when the passphrase has to be asked for, and as [`Book::open`].
    pub fn open_remembered(
        path: &Path,
        store: &KeyStore,
        access: Access,
        known: Option<&Remembered>,
    ) -> Result<Self, Problem> {
        let salt = remembered_salt(path, store, known)?.ok_or(KeyProblem::NotRemembered)?;
        let key = store.remembered(salt)?;
        match Self::open_keyed(path, &key, access) {
            // The key of before a change of passphrase on another computer.
            Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged)) => {
                Err(KeyProblem::NotRemembered.into())
            }
            opened => opened,
        }
    }

    /// Opens a book for writing with its recovery code. The key is in `from`, or in what lies on
    /// this computer. Where there is no book, `from` is restored first.
    ///
    /// # Errors
    /// [`KeyProblem`] when the code does not lead to the key, and as [`Book::open`].
    pub fn recover(
        path: &Path,
        code: &RecoveryCode,
        from: Option<&Path>,
        store: &KeyStore,
        known: Option<&Remembered>,
    ) -> Result<Self, Problem> {
        if let Some(from) = from.filter(|_| !path.exists()) {
            let key = code.open(&Backup::envelope(from)?)?;
            Backup::restore(from, &key, path, false, &|_| true)?;
            return Self::open_keyed(path, &key, Access::ReadWrite);
        }
        let envelopes = match from {
            Some(from) => vec![envelope_in(from)?],
            None => envelopes_of(path, store, known)?,
        };
        let mut refusal = KeyProblem::NothingSealed;
        for envelope in envelopes {
            match code.open(&envelope) {
                Ok(key) => match Self::open_keyed(path, &key, Access::ReadWrite) {
                    Err(Problem::Book(BookProblem::WrongPassphraseOrDamaged)) => {
                        refusal = KeyProblem::OlderKey;
                    }
                    opened => return opened,
                },
                Err(problem) if refusal == KeyProblem::NothingSealed => refusal = problem,
                Err(_) => {}
            }
        }
        Err(refusal.into())
    }

    fn open_keyed(path: &Path, key: &Key, access: Access) -> Result<Self, Problem> {
        let book = Book::open_prepared(path, key, access, &|book| {
            backups::snapshot(book, None)?.finish(&|_| true).map(drop)
        })?;
        Self::over(book)
    }
}

/// Whether the key of the book at `path`, which is not open, is remembered here. Asks no keyring.
pub(super) fn is_remembered(path: &Path, store: &KeyStore, known: Option<&Remembered>) -> bool {
    remembered_salt(path, store, known).is_ok_and(|salt| salt.is_some())
}

/// The salt under which the key of the book at `path` is remembered: its own, or one that is known
/// of it as long as nobody knows its own.
fn remembered_salt(
    path: &Path,
    store: &KeyStore,
    known: Option<&Remembered>,
) -> Result<Option<[u8; 16]>, Problem> {
    let own = own_salt(path)?;
    if let Some(own) = own.filter(|own| store.is_remembered(own)) {
        return Ok(Some(own));
    }
    let copies = backups::salts(path, known);
    if own.is_some_and(|own| copies.contains(&own)) {
        return Ok(None);
    }
    Ok(copies.into_iter().find(|salt| store.is_remembered(salt)))
}

/// The salt at the start of the book at `path`; none when it is no salt any more.
fn own_salt(path: &Path) -> Result<Option<[u8; 16]>, Problem> {
    match Book::salt(path) {
        Ok(salt) => Ok(Some(salt)),
        // It may be its first byte that is damaged; a key that fits puts it right.
        Err(Problem::Book(BookProblem::ForeignFile)) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The sealed key in a file that somebody chose: a backup, or what lies beside the settings.
fn envelope_in(file: &Path) -> Result<Vec<u8>, Problem> {
    if backups::is_backup(file) {
        return Backup::envelope(file);
    }
    store::read(file).map_err(|error| Problem::file(file, &error))
}

/// Sealed keys that may be those of the book at `path`: what lies on this computer, and those of its
/// backups, the newest first.
fn envelopes_of(
    path: &Path,
    store: &KeyStore,
    known: Option<&Remembered>,
) -> Result<Vec<Vec<u8>>, Problem> {
    let mut salts: Vec<[u8; 16]> = own_salt(path)?.into_iter().collect();
    salts.extend(backups::salts(path, known));
    let here = salts.iter().filter_map(|salt| store.envelope(salt).ok());
    let beside = backups::folder_beside(path);
    let folders = known.map(|known| known.folders.as_slice());
    let folders = folders.unwrap_or_default().iter().chain([&beside]);
    let backups = folders.flat_map(|folder| Backup::all_in(folder).unwrap_or_default());
    let sealed = backups
        .filter_map(|backup| Backup::envelope(&backup.path).ok())
        .filter(|envelope| !envelope.is_empty());
    Ok(here.chain(sealed).collect())
}
