//! A row that is held, as it is kept: enough to settle it once the file is gone.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::draft::Draft;
use super::map::Mapping;
use super::options::ImportOptions;
use super::plan::{Policy, Rules, Slots};
use crate::domain::ids::NoticeId;
use crate::domain::listing::FieldKind;

/// One row: how it is written, and what it was read as.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeldContent {
    pub cells: Vec<String>,
    pub draft: Draft,
}

/// What all held rows of one file have in common.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeldFile {
    pub heads: Vec<String>,
    /// Names and kinds of the fields that the drafts speak of by index.
    pub custom: Vec<(String, FieldKind)>,
    policy: String,
    keep: Slots,
    /// The words that the owner says these people agreed to, and where the proof is kept.
    pub notice: Option<NoticeId>,
    pub proof: String,
}

impl HeldFile {
    pub fn new(mapping: &Mapping, options: &ImportOptions, notice: Option<NoticeId>) -> Self {
        let heads = mapping.columns().iter();
        let kinds = mapping.kinds().iter().copied();
        Self {
            heads: heads.map(|column| column.header.clone()).collect(),
            custom: mapping.custom().iter().cloned().zip(kinds).collect(),
            policy: options.policy.word().to_owned(),
            keep: Rules::new(mapping, options).keep,
            notice,
            proof: options
                .proved()
                .map(|proof| proof.proof.clone())
                .unwrap_or_default(),
        }
    }

    /// How the row meets whoever it is about.
    pub fn rules(&self) -> Rules {
        let policy = Policy::from_word(&self.policy).unwrap_or_default();
        Rules {
            policy,
            keep: self.keep,
            ..Rules::default()
        }
    }
}

impl HeldContent {
    /// Reads what was kept; `None` where another version kept what this one does not know.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub fn to_text(&self) -> String {
        // Texts, numbers and lists of them always have a form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// SHA-256 of what a row says, wherever in its file it stands.
pub fn print_of(draft: &Draft) -> Vec<u8> {
    let plain = Draft {
        row: 0,
        flags: Vec::new(),
        ..draft.clone()
    };
    let text = serde_json::to_vec(&plain).unwrap_or_default();
    Sha256::digest(text).to_vec()
}
