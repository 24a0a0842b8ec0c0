//! The key of a book, sealed for this computer: useless without the sealing key, which lies in the
//! system's keyring, and for any other book.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::key::{Key, SALT};
use crate::domain::problem::{BookProblem, KeyProblem};

/// Says what is sealed, in front of the salt of the book.
const LABEL: &[u8] = b"haobu remembered key 1\0";
const NONCE: usize = 24;

/// What a key is sealed with. Wiped when dropped, never shown.
pub struct SealingKey(Box<Zeroizing<[u8; 32]>>);

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey([redacted])")
    }
}

impl SealingKey {
    /// Draws a new one.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the system has no randomness.
    pub fn create() -> Result<Self, BookProblem> {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        getrandom::fill(bytes.as_mut_slice())
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        Ok(Self(bytes))
    }

    /// In hexadecimal digits: some keyrings keep nothing but text.
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(nibble.into(), 16));
            }
        }
        text
    }

    /// Reads what [`SealingKey::text`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = Box::new(Zeroizing::new([0; 32]));
        let digits = text.as_bytes();
        if digits.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let nibble = char::from(*digit).to_digit(16)?;
                *byte = *byte << 4 | u8::try_from(nibble).ok()?;
            }
        }
        Some(Self(bytes))
    }

    /// Seals the key of a book.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the system has no randomness.
    pub fn seal(&self, key: &Key) -> Result<Vec<u8>, BookProblem> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce)
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        let payload = Payload {
            msg: key.bytes(),
            aad: &about(key.salt()),
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for the book with this salt.
    ///
    /// # Errors
    /// [`KeyProblem::NotRemembered`] when anything of it does not fit.
    pub fn open(&self, sealed: &[u8], salt: [u8; SALT]) -> Result<Key, KeyProblem> {
        let open = || {
            let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
            let payload = Payload {
                msg: sealed,
                aad: &about(&salt),
            };
            let opened = self.cipher().decrypt(&XNonce::from(*nonce), payload).ok()?;
            Key::from_slice(&Zeroizing::new(opened), salt)
        };
        open().ok_or(KeyProblem::NotRemembered)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key: &[u8; 32] = &self.0;
        XChaCha20Poly1305::new(key.into())
    }
}

fn about(salt: &[u8; SALT]) -> Vec<u8> {
    [LABEL, salt].concat()
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::from_raw([5; 32], [1; SALT])
    }

    #[test]
    fn what_is_sealed_opens_for_its_book_only() {
        let sealing = SealingKey::create().unwrap();
        let again = SealingKey::read(&sealing.text()).unwrap();
        let sealed = sealing.seal(&key()).unwrap();
        assert_eq!(again.open(&sealed, [1; SALT]).unwrap().bytes(), &[5; 32]);
        assert!(again.open(&sealed, [2; SALT]).is_err());
        let other = SealingKey::create().unwrap();
        assert!(other.open(&sealed, [1; SALT]).is_err());
        assert!(!sealed.windows(8).any(|window| window == [5; 8]));
    }

    #[test]
    fn every_changed_bit_and_every_cut_shows() {
        let sealing = SealingKey::create().unwrap();
        let sealed = sealing.seal(&key()).unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(sealing.open(&changed, [1; SALT]).is_err(), "{place}");
            assert!(
                sealing.open(&sealed[..place], [1; SALT]).is_err(),
                "{place}"
            );
        }
    }

    #[test]
    fn what_a_lying_keyring_says_is_no_key() {
        for text in [
            "",
            "0",
            &"g".repeat(64),
            &"0".repeat(63),
            &"0".repeat(66),
            "é",
        ] {
            assert!(SealingKey::read(text).is_none(), "{text}");
        }
    }
}
