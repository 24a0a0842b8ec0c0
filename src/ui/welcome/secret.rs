//! A passphrase while it is typed.

use zeroize::{Zeroize as _, Zeroizing};

use crate::domain::problem::BookProblem;
use crate::workspace::Passphrase;

/// More than the longest passphrase: the text never moves and leaves a copy behind.
const ROOM: usize = 2_048;

/// Wiped when it is dropped, never shown.
pub struct Secret(Zeroizing<String>);

impl Default for Secret {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(ROOM)))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

impl Secret {
    pub fn text(&self) -> &str {
        &self.0
    }

    /// For the field it is typed into.
    pub fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }

    pub fn set(&mut self, text: &str) {
        self.wipe();
        self.0.push_str(text);
    }

    pub fn wipe(&mut self) {
        self.0.zeroize();
    }

    /// For the one who derives the key.
    pub fn passphrase(&self) -> Result<Passphrase, BookProblem> {
        Passphrase::new(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown_and_can_be_wiped() {
        let mut secret = Secret::default();
        secret.set("花店 1234");
        assert_eq!(secret.text(), "花店 1234");
        assert_eq!(format!("{secret:?}"), "Secret([redacted])");
        assert!(secret.passphrase().is_ok());
        secret.wipe();
        assert_eq!(secret.text(), "");
        assert_eq!(secret.passphrase().err(), Some(BookProblem::BadPassphrase));
    }
}
