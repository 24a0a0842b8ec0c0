//! From passphrase to key: Argon2id with a numbered profile, and the check of a key against page 1.

use argon2::{Algorithm, Argon2, Params, Version};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Sha256, Sha512};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize as _, Zeroizing};

use crate::domain::problem::BookProblem;

/// Bytes of a page; `SQLCipher`'s default, never changed.
pub(super) const PAGE: usize = 4096;
/// Bytes of salt at the start of the file.
pub(super) const SALT: usize = 16;
/// Longest passphrase, in bytes after normalisation.
const MAX_PASSPHRASE: usize = 1024;

/// What the owner types. Wiped when dropped, never shown.
pub struct Passphrase(Zeroizing<String>);

/// How costly it is to try a passphrase. The number is the file's first byte; never renumber.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum KdfProfile {
    /// 64 MiB, 4 passes: the floor, for machines with little memory.
    Small = 1,
    /// 128 MiB, 3 passes.
    Medium = 2,
    /// 256 MiB, 3 passes, about a second.
    #[default]
    Standard = 3,
    /// 512 MiB, 4 passes.
    Large = 4,
    /// 1 GiB, 4 passes.
    Huge = 5,
}

/// The raw key of a book with the salt it belongs to. Wiped when dropped, never shown.
pub struct Key {
    /// On the heap: what is moved about on the stack leaves copies that nobody wipes.
    bytes: Box<Zeroizing<[u8; 32]>>,
    salt: [u8; SALT],
}

impl Passphrase {
    /// Normalised to NFC, so that the same characters typed on another system fit; nothing is
    /// trimmed.
    ///
    /// # Errors
    /// [`BookProblem::BadPassphrase`] when empty or over 1,024 bytes.
    pub fn new(typed: &str) -> Result<Self, BookProblem> {
        // The buffer is as large as it can get, so that it never moves and leaves a copy behind.
        let mut normal = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(3)));
        normal.extend(typed.nfc());
        if normal.is_empty() || normal.len() > MAX_PASSPHRASE {
            return Err(BookProblem::BadPassphrase);
        }
        Ok(Self(normal))
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase([redacted])")
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key([redacted])")
    }
}

impl KdfProfile {
    pub const ALL: [Self; 5] = [
        Self::Small,
        Self::Medium,
        Self::Standard,
        Self::Large,
        Self::Huge,
    ];

    /// The profile with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|profile| *profile as u8 == number)
    }

    /// The next costly one, as far as there is one.
    #[must_use]
    pub fn harder(self) -> Self {
        Self::from_number(self as u8 + 1).unwrap_or(self)
    }

    /// Memory in KiB and passes; one lane, since more would help only those who guess.
    const fn cost(self) -> (u32, u32) {
        match self {
            Self::Small => (64 * 1024, 4),
            Self::Medium => (128 * 1024, 3),
            Self::Standard => (256 * 1024, 3),
            Self::Large => (512 * 1024, 4),
            Self::Huge => (1024 * 1024, 4),
        }
    }
}

impl Key {
    /// Derives the key of a new book under a fresh salt.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the memory or the system's randomness cannot be had.
    pub fn create(passphrase: &Passphrase, profile: KdfProfile) -> Result<Self, BookProblem> {
        Self::derive(passphrase, new_salt(profile)?)
    }

    /// Derives the key that belongs to `salt`, whose first byte names the profile.
    ///
    /// # Errors
    /// [`BookProblem::ForeignFile`] when it names none, [`BookProblem::KeyDerivation`] when the
    /// memory cannot be had.
    pub fn derive(passphrase: &Passphrase, salt: [u8; SALT]) -> Result<Self, BookProblem> {
        let [number, ..] = salt;
        let profile = KdfProfile::from_number(number).ok_or(BookProblem::ForeignFile)?;
        let (memory_kib, passes) = profile.cost();
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        Params::new(memory_kib, passes, 1, Some(32))
            .map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
            .and_then(|argon| {
                argon.hash_password_into(passphrase.0.as_bytes(), &salt, bytes.as_mut_slice())
            })
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        Ok(Self { bytes, salt })
    }

    /// A key that is kept elsewhere than in a passphrase, with the salt of its book.
    pub fn from_raw(bytes: [u8; 32], salt: [u8; SALT]) -> Self {
        Self {
            bytes: Box::new(Zeroizing::new(bytes)),
            salt,
        }
    }

    /// As [`Key::from_raw`], from a slice of 32 bytes.
    pub(super) fn from_slice(slice: &[u8], salt: [u8; SALT]) -> Option<Self> {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        if slice.len() != bytes.len() {
            return None;
        }
        bytes.copy_from_slice(slice);
        Some(Self { bytes, salt })
    }

    /// The same key once more, for whoever holds it for a time of its own.
    pub(super) fn copy(&self) -> Self {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        bytes.copy_from_slice(self.bytes.as_slice());
        Self {
            bytes,
            salt: self.salt,
        }
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// A random key that no passphrase leads to.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the system has no randomness.
    pub fn random() -> Result<Self, BookProblem> {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        getrandom::fill(bytes.as_mut_slice())
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        Ok(Self {
            bytes,
            salt: new_salt(KdfProfile::Small)?,
        })
    }

    /// Whether both are the same, told in a time that depends on nothing.
    pub fn is(&self, other: &Self) -> bool {
        let differs = (self.bytes.iter().zip(other.bytes.iter()))
            .fold(0, |differs, (ours, theirs)| differs | (ours ^ theirs));
        differs == 0 && self.salt == other.salt
    }

    /// A key for another purpose, which says nothing about this one.
    pub(super) fn derived(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut derived = Zeroizing::new([0; 32]);
        // HMAC takes keys of any length.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.bytes.as_slice()) {
            mac.update(purpose);
            mac.update(&self.salt);
            derived.copy_from_slice(&mac.finalize().into_bytes());
        }
        derived
    }

    /// The salt this key belongs to: the file's first bytes.
    pub fn salt(&self) -> &[u8; SALT] {
        &self.salt
    }

    /// How costly it is to guess the passphrase behind it.
    pub fn profile(&self) -> KdfProfile {
        let [number, ..] = self.salt;
        KdfProfile::from_number(number).unwrap_or_default()
    }

    /// `x'` + key + salt in hex + `'`, as `sqlite3_key` takes it.
    #[expect(
        clippy::unnecessary_box_returns,
        reason = "what is moved about on the stack leaves copies that nobody wipes"
    )]
    pub(super) fn literal(&self) -> Box<Zeroizing<[u8; 99]>> {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or(b'0');
        let mut literal = Box::new(Zeroizing::new([b'\''; 99]));
        let (head, digits) = literal.split_at_mut(2);
        head.copy_from_slice(b"x'");
        for (pair, byte) in digits
            .chunks_exact_mut(2)
            .zip(self.bytes.iter().chain(&self.salt))
        {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        literal
    }

    /// Whether this key made `page`, the file's first page.
    ///
    /// `SQLCipher` would tell, too, but only after `SQLite` has already rolled a left-over journal
    /// back into the file; a wrong passphrase must not change a byte. The page ends in 16 bytes of
    /// IV and 64 of HMAC-SHA512 over ciphertext, IV and page number, under a key that two rounds of
    /// PBKDF2 draw from ours and the salt xor 0x3a (`SQLCipher` 4's design document).
    pub(super) fn fits_first_page(&self, page: &[u8]) -> bool {
        let Some((authentic, tag)) = page
            .get(SALT..PAGE)
            .and_then(|body| body.split_last_chunk::<64>())
        else {
            return false;
        };
        let hmac_salt = self.salt.map(|byte| byte ^ 0x3a);
        let mut hmac_key = Zeroizing::new([0; 32]);
        pbkdf2::pbkdf2_hmac::<Sha512>(self.bytes.as_slice(), &hmac_salt, 2, hmac_key.as_mut());
        let Ok(mut mac) = Hmac::<Sha512>::new_from_slice(hmac_key.as_ref()) else {
            return false;
        };
        hmac_key.zeroize();
        mac.update(authentic);
        mac.update(&1_u32.to_le_bytes());
        mac.verify_slice(tag).is_ok()
    }
}

fn new_salt(profile: KdfProfile) -> Result<[u8; SALT], BookProblem> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt)
        .ok()
        .ok_or(BookProblem::KeyDerivation)?;
    if let Some(first) = salt.first_mut() {
        *first = profile as u8;
    }
    Ok(salt)
}
