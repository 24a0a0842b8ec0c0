//! What this computer keeps outside of books so that they can be opened: remembered keys, and keys
//! sealed to recovery codes. Losing any of it loses convenience, never a book.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keyring::{Keyring, SystemKeyring};
use crate::book::{Book, Key, SealingKey, is_envelope};
use crate::domain::problem::{KeyProblem, Problem};

/// How the files end.
const REMEMBERED: &str = "remembered";
const ENVELOPE: &str = "recovery";
/// No file of ours is larger; what is, is not ours.
const LARGEST: u64 = 64 * 1024;

/// The folder of keys and the keyring.
#[derive(Clone)]
pub struct KeyStore {
    /// None: nothing outlasts the program.
    folder: Option<PathBuf>,
    keyring: Arc<dyn Keyring>,
}

impl std::fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyStore").finish_non_exhaustive()
    }
}

impl KeyStore {
    /// The one of the account: beside its settings.
    pub fn of_account() -> Self {
        let settings = crate::workspace::settings::SettingsFile::of_account();
        Self::beside(settings.path())
    }

    /// The one that lies beside these settings.
    pub fn beside(settings: Option<&Path>) -> Self {
        let folder = settings.and_then(Path::parent);
        Self {
            folder: folder.map(|folder| folder.join("keys")),
            keyring: Arc::new(SystemKeyring),
        }
    }

    /// One of one's own.
    pub fn at(folder: PathBuf, keyring: Arc<dyn Keyring>) -> Self {
        Self {
            folder: Some(folder),
            keyring,
        }
    }

    /// Whether the key of the book with this salt is remembered. Asks no keyring.
    pub fn is_remembered(&self, salt: &[u8; 16]) -> bool {
        self.place(salt, REMEMBERED)
            .is_some_and(|place| place.is_file())
    }

    /// Remembers the key of the open book.
    ///
    /// # Errors
    /// What the keyring says, and the system of the folder; nothing is remembered then.
    pub fn remember(&self, book: &Book) -> Result<(), Problem> {
        let key = book.key().ok_or(KeyProblem::NotRemembered)?;
        let place = self
            .place(key.salt(), REMEMBERED)
            .ok_or(KeyProblem::NoKeyring)?;
        let sealing = SealingKey::create()?;
        let sealed = sealing.seal(key)?;
        self.keyring.set(&name(key.salt()), &sealing.text())?;
        write(&place, &sealed)
    }

    /// The remembered key of the book with this salt.
    ///
    /// # Errors
    /// Why there is none, within 3 s.
    pub fn remembered(&self, salt: [u8; 16]) -> Result<Key, KeyProblem> {
        let sealed = self
            .place(&salt, REMEMBERED)
            .and_then(|place| read(&place).ok())
            .ok_or(KeyProblem::NotRemembered)?;
        let kept = self.keyring.get(&name(&salt))?;
        SealingKey::read(kept.trim())
            .ok_or(KeyProblem::NotRemembered)?
            .open(&sealed, salt)
    }

    /// Forgets the key of the book with this salt.
    ///
    /// # Errors
    /// When the sealed key is still there. Without it, what a keyring that does not answer may keep
    /// is of no use to anybody.
    pub fn forget(&self, salt: &[u8; 16]) -> Result<(), Problem> {
        let Some(place) = self.place(salt, REMEMBERED) else {
            return Ok(());
        };
        let was_there = place.is_file();
        match std::fs::remove_file(&place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Problem::file(place, &error));
            }
            _ => {}
        }
        if was_there {
            self.keyring.remove(&name(salt)).ok();
        }
        Ok(())
    }

    /// Keeps the key of the open book, sealed to its recovery code, and drops what was kept of the
    /// key that was its key before.
    ///
    /// # Errors
    /// What the book says, and the system of the folder.
    pub fn keep_envelope(&self, book: &Book, before: Option<&[u8; 16]>) -> Result<(), Problem> {
        let Some(key) = book.key() else {
            return Ok(());
        };
        if let Some(place) = self.place(key.salt(), ENVELOPE)
            && let Some(envelope) = book.key_envelope()?
        {
            write(&place, &envelope)?;
        }
        if let Some(before) = before.filter(|before| *before != key.salt())
            && let Some(place) = self.place(before, ENVELOPE)
        {
            // An older key, which opens nothing here any more.
            std::fs::remove_file(place).ok();
        }
        Ok(())
    }

    /// Whether such an envelope lies here for the book with this salt.
    pub fn has_envelope(&self, salt: &[u8; 16]) -> bool {
        self.place(salt, ENVELOPE)
            .is_some_and(|place| place.is_file())
    }

    /// The sealed key of the book with this salt.
    ///
    /// # Errors
    /// [`KeyProblem::NothingSealed`] when none lies here.
    pub fn envelope(&self, salt: &[u8; 16]) -> Result<Vec<u8>, KeyProblem> {
        self.place(salt, ENVELOPE)
            .and_then(|place| read(&place).ok())
            .filter(|bytes| is_envelope(bytes))
            .ok_or(KeyProblem::NothingSealed)
    }

    fn place(&self, salt: &[u8; 16], ending: &str) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        Some(folder.join(format!("{}.{ending}", name(salt))))
    }
}

/// A file of ours, which is small.
pub(super) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(LARGEST)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a key is called outside of its book: the book's salt, which anybody may know who has it.
fn name(salt: &[u8; 16]) -> String {
    let mut name = String::with_capacity(32);
    for byte in salt {
        // A string takes everything.
        write!(name, "{byte:02x}").ok();
    }
    name
}

/// Writes a file for its owner only, whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_private_folder(folder).map_err(|error| Problem::making(folder, &error))?;
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    });
    written.map_err(|error| Problem::file(path, &error))
}

/// Writes a secret page that its owner asked for, where nothing is yet.
///
/// # Errors
/// What the system says.
pub fn write_page(path: &Path, page: &str) -> Result<(), Problem> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(page.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Problem::making(path, &error))
}

fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
