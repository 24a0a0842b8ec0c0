//! The recovery code: an age identity on paper. Its public half is in the book, so that the key of
//! the book can be sealed to it whenever that changes, without asking for the paper.

mod words;

use std::fmt::Write as _;
use std::str::FromStr as _;

use age::x25519::{Identity, Recipient};
use bech32::{Bech32, Hrp};
use rusqlite::OptionalExtension as _;
use zeroize::{Zeroize as _, Zeroizing};

use super::key::{Key, SALT};
use super::transact::End;
use super::{Access, Book, NewOp, database_problem};
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, KeyProblem, Problem};
use crate::domain::time::Millis;

pub use words::WORDS as RECOVERY_WORDS;

/// What an envelope holds in front of key and salt.
const LABEL: &[u8; 12] = b"haobu key 1\0";
/// How files in the age format begin.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// Where the book keeps the public half, and whether the owner has shown that they have the other.
const RECIPIENT: &str = "recovery_recipient";
const CONFIRMED: &str = "recovery_confirmed";
/// How strong the passphrase was found when it was set: only then is it known.
pub(super) const STRENGTH: &str = "passphrase_strength";

/// The secret half. Wiped when dropped, never shown but to its owner.
#[derive(Clone)]
pub struct RecoveryCode {
    secret: words::Secret,
}

/// Whether a book has a recovery code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecoveryState {
    #[default]
    None,
    /// Made, but nobody has shown yet that it was written down.
    Unconfirmed,
    Confirmed,
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode([redacted])")
    }
}

impl RecoveryCode {
    /// Draws a new one.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the system has no randomness.
    pub fn create() -> Result<Self, BookProblem> {
        let mut secret: words::Secret = Box::new(Zeroizing::new([0; 32]));
        getrandom::fill(secret.as_mut_slice())
            .ok()
            .ok_or(BookProblem::KeyDerivation)?;
        words::clamp(&mut secret);
        Ok(Self { secret })
    }

    /// Reads the words of a code.
    ///
    /// # Errors
    /// What is wrong with them, never which words they are.
    pub fn read(typed: &str) -> Result<Self, KeyProblem> {
        words::decode(&words::read(typed)?).map(|secret| Self { secret })
    }

    /// The words of the code, in their order.
    pub fn words(&self) -> Vec<&'static str> {
        let code = words::encode(&self.secret);
        code.iter().map(|index| words::word(*index)).collect()
    }

    /// Whether `typed` is the word at `place`, which counts from 0.
    pub fn has_word(&self, place: usize, typed: &str) -> bool {
        let code = words::encode(&self.secret);
        let typed = words::index(typed.trim());
        typed.is_some() && code.get(place).copied() == typed
    }

    /// Three different places of words, from 0, in their order: nobody knows which before.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the system has no randomness.
    pub fn three_places() -> Result<[usize; 3], BookProblem> {
        // One out of every third of the code.
        const THIRD: u32 = 8;
        let mut places = [0; 3];
        for (third, place) in places.iter_mut().enumerate() {
            let drawn = getrandom::u32().ok().ok_or(BookProblem::KeyDerivation)? % THIRD;
            *place = third * 8 + usize::try_from(drawn).unwrap_or(0);
        }
        Ok(places)
    }

    /// The secret as the `age` program takes it.
    pub fn age_secret(&self) -> Zeroizing<String> {
        // As long as it gets, so that it never moves and leaves a copy behind.
        let mut text = Zeroizing::new(String::with_capacity(96));
        let prefix = Hrp::parse_unchecked("age-secret-key-");
        // A string takes everything, and 32 bytes are not too many.
        bech32::encode_upper_to_fmt::<Bech32, String>(&mut text, prefix, self.secret.as_slice())
            .ok();
        text
    }

    /// Opens a key that was sealed to this code.
    ///
    /// # Errors
    /// [`KeyProblem::OtherCode`], and [`KeyProblem::NotSealed`] when it is no such thing.
    pub fn open(&self, envelope: &[u8]) -> Result<Key, KeyProblem> {
        if !is_envelope(envelope) {
            return Err(KeyProblem::NotSealed);
        }
        let plain = match age::decrypt(&self.identity()?, envelope) {
            Ok(plain) => Zeroizing::new(plain),
            Err(age::DecryptError::NoMatchingKeys) => return Err(KeyProblem::OtherCode),
            Err(_) => return Err(KeyProblem::NotSealed),
        };
        let body = plain.strip_prefix(LABEL).ok_or(KeyProblem::NotSealed)?;
        let (key, salt) = body.split_at_checked(32).ok_or(KeyProblem::NotSealed)?;
        let salt: [u8; SALT] = salt.try_into().ok().ok_or(KeyProblem::NotSealed)?;
        Key::from_slice(key, salt).ok_or(KeyProblem::NotSealed)
    }

    fn identity(&self) -> Result<Identity, KeyProblem> {
        Identity::from_str(&self.age_secret())
            .ok()
            .ok_or(KeyProblem::MistypedCode)
    }

    /// The public half, in age's own writing.
    fn recipient(&self) -> Result<String, KeyProblem> {
        let mut text = String::new();
        // A string takes everything.
        write!(text, "{}", self.identity()?.to_public()).ok();
        Ok(text)
    }
}

/// Whether these bytes begin like a sealed key.
pub fn is_envelope(bytes: &[u8]) -> bool {
    bytes.starts_with(AGE)
}

impl Book {
    /// Whether the book has a recovery code, and whether its owner has it too.
    ///
    /// # Errors
    /// What the database says.
    pub fn recovery(&self) -> Result<RecoveryState, Problem> {
        Ok(if self.meta(RECIPIENT)?.is_none() {
            RecoveryState::None
        } else if self.meta(CONFIRMED)?.is_none() {
            RecoveryState::Unconfirmed
        } else {
            RecoveryState::Confirmed
        })
    }

    /// Seals keys to `code` from now on; an older code opens no newer key.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_recovery_code(&mut self, code: &RecoveryCode, at: Millis) -> Result<(), Problem> {
        let recipient = code.recipient()?;
        let op = NewOp::new(OpKind::MakeRecoveryCode, at);
        let written = self.run(&op, End::CommitAlways, |tx| {
            tx.remove_meta(CONFIRMED)?;
            tx.set_meta(RECIPIENT, recipient.as_bytes())
        });
        written.map(drop)
    }

    /// Notes that the owner has shown to have the code.
    ///
    /// # Errors
    /// [`KeyProblem::OtherCode`] when it is not this book's, and what the database says.
    pub fn confirm_recovery_code(
        &mut self,
        code: &RecoveryCode,
        at: Millis,
    ) -> Result<(), Problem> {
        if self.meta(RECIPIENT)? != Some(code.recipient()?.into_bytes()) {
            return Err(KeyProblem::OtherCode.into());
        }
        let op = NewOp::new(OpKind::ConfirmRecoveryCode, at);
        let written = self.run(&op, End::CommitAlways, |tx| {
            tx.set_meta(CONFIRMED, &at.0.to_be_bytes())
        });
        written.map(drop)
    }

    /// The key of the book as it is now, sealed to its recovery code; nothing where it has none.
    ///
    /// # Errors
    /// What the database says, and that there is no randomness.
    pub fn key_envelope(&self) -> Result<Option<Vec<u8>>, Problem> {
        let (Some(recipient), Some(key)) = (self.meta(RECIPIENT)?, &self.key) else {
            return Ok(None);
        };
        let recipient = std::str::from_utf8(&recipient)
            .ok()
            .and_then(|text| Recipient::from_str(text).ok())
            .ok_or(BookProblem::Damaged)?;
        let mut plain = Zeroizing::new([0; LABEL.len() + 32 + SALT]);
        let (label, rest) = plain.split_at_mut(LABEL.len());
        label.copy_from_slice(LABEL);
        let (bytes, salt) = rest.split_at_mut(32);
        bytes.copy_from_slice(key.bytes());
        salt.copy_from_slice(key.salt());
        let sealed = age::encrypt(&recipient, plain.as_slice());
        plain.zeroize();
        sealed
            .map(Some)
            .ok()
            .ok_or_else(|| BookProblem::KeyDerivation.into())
    }

    /// What [`Book::note_strength`] noted of the present passphrase.
    ///
    /// # Errors
    /// What the database says.
    pub fn strength(&self) -> Result<Option<u8>, Problem> {
        Ok(self.meta(STRENGTH)?.and_then(|kept| kept.first().copied()))
    }

    /// Notes how strong the passphrase is, for the owner to see later. Only whoever opens the book
    /// reads it. It is about the book, not in it: no entry of the log.
    ///
    /// # Errors
    /// What the database says.
    pub fn note_strength(&self, strength: u8) -> Result<(), Problem> {
        if self.access == Access::ReadOnly {
            return Err(BookProblem::ReadOnly.into());
        }
        self.is_still_there()?;
        set_meta(&self.connection, STRENGTH, &[strength])
    }

    pub(super) fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, Problem> {
        self.connection
            .query_row("SELECT value FROM meta WHERE key=?1", [key], |row| {
                row.get(0)
            })
            .optional()
            .map_err(database_problem)
    }
}

impl super::Tx<'_> {
    pub(super) fn set_meta(&mut self, key: &str, value: &[u8]) -> Result<(), Problem> {
        set_meta(self.connection()?, key, value)
    }

    pub(super) fn remove_meta(&mut self, key: &str) -> Result<(), Problem> {
        self.connection()?
            .execute("DELETE FROM meta WHERE key=?1", [key])
            .map(drop)
            .map_err(database_problem)
    }
}

fn set_meta(connection: &rusqlite::Connection, key: &str, value: &[u8]) -> Result<(), Problem> {
    connection
        .execute(
            "INSERT OR REPLACE INTO meta (key,value) VALUES (?1,?2)",
            rusqlite::params![key, value],
        )
        .map(drop)
        .map_err(database_problem)
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]
mod tests {
    use super::*;

    /// A code that is the same in every run.
    fn code(number: u32) -> RecoveryCode {
        use sha2::Digest as _;
        let bytes: [u8; 32] = sha2::Sha256::digest(number.to_be_bytes()).into();
        let mut secret = Box::new(Zeroizing::new(bytes));
        words::clamp(&mut secret);
        RecoveryCode { secret }
    }

    #[test]
    fn ten_thousand_codes_come_back_from_their_words() {
        for number in 0..10_000 {
            let code = code(number);
            let words = code.words();
            assert_eq!(words.len(), RECOVERY_WORDS);
            let read = RecoveryCode::read(&words.join(" ")).unwrap();
            assert_eq!(read.secret, code.secret, "{number}");
        }
    }

    #[test]
    fn words_are_read_as_people_type_them() {
        let code = code(7);
        let mut typed = String::new();
        for (place, word) in code.words().iter().enumerate() {
            writeln!(typed, "{}. {},", place + 1, word.to_uppercase()).unwrap();
        }
        assert_eq!(RecoveryCode::read(&typed).unwrap().secret, code.secret);
    }

    #[test]
    fn every_wrong_word_shows() {
        let list = bip39::Language::English.word_list();
        let words = code(1).words();
        for place in 0..RECOVERY_WORDS {
            for other in list.iter().filter(|word| **word != words[place]) {
                let mut typed = words.clone();
                typed[place] = other;
                let read = RecoveryCode::read(&typed.join(" ")).err();
                assert_eq!(read, Some(KeyProblem::MistypedCode), "{place} {other}");
            }
        }
    }

    #[test]
    fn every_wrong_letter_shows() {
        for number in 0..40 {
            let whole = code(number).words().join(" ");
            for place in (0..whole.len()).filter(|place| whole.as_bytes()[*place] != b' ') {
                for letter in 'a'..='z' {
                    let mut typed = whole.clone();
                    typed.replace_range(place..=place, letter.encode_utf8(&mut [0; 4]));
                    let read = RecoveryCode::read(&typed);
                    assert_eq!(read.is_ok(), typed == whole, "{number}: {typed}");
                }
            }
        }
    }

    #[test]
    fn all_words_that_change_places_show() {
        for number in 0..100 {
            let words = code(number).words();
            for first in 0..RECOVERY_WORDS {
                for second in first + 1..RECOVERY_WORDS {
                    if words[first] == words[second] {
                        continue;
                    }
                    let mut typed = words.clone();
                    typed.swap(first, second);
                    let read = RecoveryCode::read(&typed.join(" ")).err();
                    assert_eq!(read, Some(KeyProblem::MistypedCode), "{first} {second}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_with_words_is_said() {
        let check = |typed: &str, expected: KeyProblem| {
            assert_eq!(RecoveryCode::read(typed).err(), Some(expected), "{typed}");
        };
        let wanted = RECOVERY_WORDS;
        check("", KeyProblem::WordCount { found: 0, wanted });
        check("zoo zoo", KeyProblem::WordCount { found: 2, wanted });
        check("zoo zpp", KeyProblem::UnknownWord { place: 2 });
        check(
            &"zoo ".repeat(25),
            KeyProblem::WordCount { found: 25, wanted },
        );
    }

    #[test]
    fn one_word_is_recognised_at_its_place_only() {
        let code = code(3);
        let words = code.words();
        assert!(code.has_word(4, &format!(" {} ", words[4].to_uppercase())));
        assert!(!code.has_word(5, words[4]));
        assert!(!code.has_word(4, ""));
        assert!(!code.has_word(99, words[4]));
    }

    #[test]
    fn a_code_is_never_printed_and_never_the_same() {
        let code = RecoveryCode::create().unwrap();
        assert_eq!(format!("{code:?}"), "RecoveryCode([redacted])");
        assert_ne!(code.secret, RecoveryCode::create().unwrap().secret);
    }
}
