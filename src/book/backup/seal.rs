//! The end of a backup file: what it is a backup of, and a seal over all of it.
//!
//! ```text
//! pages      the snapshot: an encrypted database, whole pages of 4,096 bytes
//! manifest   u32 length (little endian), JSON
//! envelope   u32 length, the snapshot's key sealed to the recovery code; empty while there is none
//! mac        32 bytes: HMAC-SHA256 over the manifest and the envelope with their lengths, under a
//!            key that is derived from the book's
//! zeros      up to a whole page, less 16 bytes
//! footer     u64 where the manifest's length begins, then 8 bytes of magic
//! ```
//!
//! The manifest holds the SHA-256 of the pages, so the seal covers every byte. Databases read as
//! many pages as their first one promises: a backup opens like any book, for reading.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::book::key::{Key, PAGE, SALT};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

const MAGIC: &[u8; 8] = b"HAOBUBK1";
const FOOTER: usize = 16;
const MAC: usize = 32;
/// Longer ends are none of ours.
const MOST: u64 = 1 << 20;
/// What the key of the seal is derived for.
const PURPOSE: &[u8] = b"haobu backup seal v1";

/// What a backup says about itself. Believed once the seal was checked with the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which book, in hexadecimal digits.
    pub book: String,
    /// Counts the backups of a book; order and retention go by it, never by the clock.
    pub number: u64,
    /// The newest entry of the log, and its HMAC in hexadecimal digits.
    pub op: i64,
    pub head: String,
    pub made: Millis,
    pub contacts: u64,
    /// A copy of the file's first bytes, which nothing else can bring back.
    pub salt: String,
    pub pages: u64,
    /// SHA-256 of the pages.
    pub digest: String,
}

/// The end of a backup as it stands in the file.
#[derive(Debug)]
pub(in crate::book) struct Tail {
    pub manifest: Manifest,
    /// For the recovery code: the snapshot's key, sealed.
    pub envelope: Vec<u8>,
    mac: [u8; MAC],
    sealed: Vec<u8>,
}

impl Manifest {
    /// Bytes of the snapshot.
    pub(super) fn length(&self) -> u64 {
        self.pages.saturating_mul(PAGE as u64)
    }

    /// The salt, when it is one.
    pub fn salt(&self) -> Option<[u8; SALT]> {
        from_hex(&self.salt)?.try_into().ok()
    }
}

/// The bytes that make `manifest.pages` pages a backup.
pub(super) fn tail(manifest: &Manifest, envelope: &[u8], key: &Key) -> Result<Vec<u8>, Problem> {
    let text = serde_json::to_vec(manifest)
        .ok()
        .ok_or(BookProblem::BackupFailed)?;
    let mut bytes = Vec::with_capacity(PAGE);
    for part in [text.as_slice(), envelope] {
        let length = u32::try_from(part.len())
            .ok()
            .ok_or(BookProblem::BackupFailed)?;
        bytes.extend(length.to_le_bytes());
        bytes.extend(part);
    }
    let mac = seal(key, &bytes)?.finalize().into_bytes();
    bytes.extend(mac);
    let padded = (bytes.len() + FOOTER).next_multiple_of(PAGE) - FOOTER;
    bytes.resize(padded, 0);
    bytes.extend(manifest.length().to_le_bytes());
    bytes.extend(MAGIC);
    Ok(bytes)
}

/// The end of the file at `path`, if it is a backup's.
///
/// # Errors
/// [`BookProblem::NotABackup`], [`BookProblem::BackupDamaged`] where it is one and does not hold
/// together, and what the system says.
pub(in crate::book) fn read_tail(path: &Path) -> Result<Tail, Problem> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => BookProblem::Missing(path.to_owned()).into(),
        _ => Problem::file(path, &error),
    };
    let mut file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let footer_at = length
        .checked_sub(FOOTER as u64)
        .ok_or(BookProblem::NotABackup)?;
    let mut footer = [0; FOOTER];
    file.seek(SeekFrom::Start(footer_at))
        .and_then(|_| file.read_exact(&mut footer))
        .map_err(failed)?;
    let (start, magic) = footer.split_at(8);
    if magic != MAGIC {
        return Err(BookProblem::NotABackup.into());
    }
    let start = u64::from_le_bytes(start.try_into().unwrap_or_default());
    let size = footer_at
        .checked_sub(start)
        .filter(|size| *size <= MOST && start > 0)
        .ok_or(BookProblem::BackupDamaged)?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))
        .and_then(|_| file.take(size).read_to_end(&mut bytes))
        .map_err(failed)?;
    parse(bytes)
        .filter(|tail| tail.manifest.length() == start && length.is_multiple_of(PAGE as u64))
        .ok_or_else(|| BookProblem::BackupDamaged.into())
}

fn parse(mut bytes: Vec<u8>) -> Option<Tail> {
    let (text, rest) = part(&bytes)?;
    let manifest: Manifest = serde_json::from_slice(text).ok()?;
    let (envelope, rest) = part(rest)?;
    let envelope = envelope.to_vec();
    let (mac, padding) = rest.split_first_chunk::<MAC>()?;
    let mac = *mac;
    if padding.len() >= PAGE || padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    let sealed = bytes.len() - rest.len();
    bytes.truncate(sealed);
    Some(Tail {
        manifest,
        envelope,
        mac,
        sealed: bytes,
    })
}

fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    rest.split_at_checked(length)
}

impl Tail {
    /// Whether `key` made this end.
    pub(in crate::book) fn is_sealed_by(&self, key: &Key) -> Result<bool, Problem> {
        Ok(seal(key, &self.sealed)?.verify_slice(&self.mac).is_ok())
    }
}

fn seal(key: &Key, bytes: &[u8]) -> Result<Hmac<Sha256>, Problem> {
    let key = key.derived(PURPOSE);
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_ref())
        .ok()
        .ok_or(BookProblem::KeyDerivation)?;
    mac.update(bytes);
    Ok(mac)
}

/// Reads `length` bytes from the start of a file, gives them away in pieces, and returns their
/// SHA-256 in hexadecimal digits.
pub(super) fn digest(
    path: &Path,
    length: u64,
    mut each: impl FnMut(&[u8]) -> Result<(), Problem>,
) -> Result<String, Problem> {
    let failed = |error: std::io::Error| Problem::file(path, &error);
    let mut file = File::open(path).map_err(failed)?.take(length);
    let mut digest = Sha256::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut piece).map_err(failed)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        digest.update(bytes);
        each(bytes)?;
    }
    Ok(hex(&digest.finalize()))
}

pub(in crate::book) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a text does not fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_come_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(from_hex(&hex(&bytes)).unwrap(), bytes);
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("0g"), None);
        assert_eq!(from_hex("号0"), None);
    }
}
