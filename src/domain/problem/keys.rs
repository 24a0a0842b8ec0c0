//! What can be wrong with the ways to a book's key: recovery code, keyring, change of passphrase.

/// The ways in which a key cannot be had or changed; the book is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum KeyProblem {
    /// A recovery code has another number of words.
    WordCount { found: usize, wanted: usize },
    /// Not one of the words that codes are made of; the place counts from 1. The word itself is
    /// part of a secret.
    UnknownWord { place: usize },
    /// All are words of codes, but not of one code: mistyped, or in another order.
    MistypedCode,
    /// A right code, but not the one that this was sealed to.
    OtherCode,
    /// The book has no recovery code.
    NoRecoveryCode,
    /// There is nothing beside the book that a recovery code could open.
    NothingSealed,
    /// Neither a backup nor a key that was sealed to a recovery code.
    NotSealed,
    /// The code opens an older key: the book's passphrase was changed since.
    OlderKey,
    /// It is of before a change of passphrase, and opens with the passphrase of then.
    EarlierKey,
    /// The new passphrase holds, but the disk has not confirmed it: after a power cut it may be the
    /// one before.
    Unconfirmed,
    /// The words that were typed are not those of the code.
    WordsDiffer,
    /// The copy is not the same as the book. The book was kept.
    CopyDiffers,
    /// This system has no keyring, or none that answers.
    NoKeyring,
    /// The keyring is locked.
    KeyringLocked,
    /// The keyring did not answer in time.
    KeyringSlow,
    /// The computer does not remember this book, or what it remembers does not fit.
    NotRemembered,
}
