//! A row with all that it is recognised by, worked out where it is read: whoever decides and writes
//! has enough to do.

use std::cell::OnceCell;
use std::hash::RandomState;

use super::fingerprint::Fingerprint;
use super::index::{Key, KeyHash, half};
use super::keys::keys;
use super::names::Canonical;
use super::rules::Rules;
use crate::import::draft::Draft;

/// Prepares the rows of one file for one [`super::Planner`].
#[derive(Clone, Debug, Default)]
pub struct Preparer {
    /// Keyed by chance, so that no file can be made to collide.
    pub(super) hasher: RandomState,
    pub(super) rules: Rules,
}

/// A row that a plan can decide about.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub draft: Draft,
    pub(super) print: Fingerprint,
    pub(super) keys: Vec<Key>,
    pub(super) hashes: Vec<KeyHash>,
    name: OnceCell<Canonical>,
}

impl Preparer {
    pub fn prepare(&self, draft: Draft) -> Prepared {
        let keys = keys(&draft, &self.rules);
        Prepared {
            print: Fingerprint::of(&draft, &self.hasher),
            hashes: keys.iter().map(|key| half(&self.hasher, key)).collect(),
            keys,
            name: OnceCell::new(),
            draft,
        }
    }
}

impl Prepared {
    /// The name as it is compared. Few rows of a first import ask.
    pub(super) fn name(&self) -> &Canonical {
        self.name
            .get_or_init(|| Canonical::of(&self.draft.name, &self.draft.company))
    }
}
