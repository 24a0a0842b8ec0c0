//! What became of a file, as it is kept in the book.

use serde::{Deserialize, Serialize};

use crate::book::Watched;
use crate::domain::ids::OpId;
use crate::domain::problem::{FileFault, RejectReason};
use crate::domain::time::Millis;
use crate::domain::watch::{WaitReason, WatchOutcome};
use crate::import::{Buckets, FileLeftOut};

/// So many rows that were set aside are kept by number; the buckets count all.
const MOST_REJECTS: usize = 1_000;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchReport {
    pub at: Millis,
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub hash: Vec<u8>,
    /// The import, where it changed anything.
    pub op: Option<OpId>,
    /// That was taken back; the file does not come in again for that.
    pub is_undone: bool,
    pub end: WatchEnd,
}

/// How a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchEnd {
    Imported(Counted),
    Waiting(WaitReason),
    Failed(FileFault),
    LeftOut,
    ByHand(Counted),
}

/// Where the rows of a file ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub buckets: Buckets,
    /// Rows that were set aside, with the reason; of very many, the first.
    pub rejects: Vec<(u32, RejectReason)>,
    /// Of an archive: files in it that did not come in.
    pub left_out: Vec<FileLeftOut>,
}

/// As it is stored. What a later version writes beside it is not read.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    #[serde(skip_serializing_if = "Option::is_none")]
    buckets: Option<Buckets>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rejects: Vec<(u32, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<FileLeftOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waits: Option<WaitReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<FileFault>,
}

impl Counted {
    pub(super) fn new(
        buckets: Buckets,
        set_aside: &[(u32, RejectReason)],
        left_out: &[FileLeftOut],
    ) -> Self {
        Self {
            buckets,
            rejects: set_aside.iter().copied().take(MOST_REJECTS).collect(),
            left_out: left_out.to_vec(),
        }
    }
}

impl WatchEnd {
    pub const fn outcome(&self) -> WatchOutcome {
        match self {
            Self::Imported(_) => WatchOutcome::Imported,
            Self::Waiting(_) => WatchOutcome::Waiting,
            Self::Failed(_) => WatchOutcome::Failed,
            Self::LeftOut => WatchOutcome::LeftOut,
            Self::ByHand(_) => WatchOutcome::ByHand,
        }
    }

    /// As text, beside the outcome.
    pub(super) fn to_text(&self) -> String {
        let mut stored = Stored::default();
        match self {
            Self::Imported(counted) | Self::ByHand(counted) => {
                stored.buckets = Some(counted.buckets);
                let rejects = counted.rejects.iter();
                stored.rejects = rejects
                    .map(|(row, reason)| (*row, reason.word().to_owned()))
                    .collect();
                stored.left_out.clone_from(&counted.left_out);
            }
            Self::Waiting(why) => stored.waits = Some(*why),
            Self::Failed(fault) => stored.fault = Some(fault.clone()),
            Self::LeftOut => {}
        }
        // Numbers, words and lists of them always have a form.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    fn of(outcome: WatchOutcome, text: &str) -> Self {
        let stored: Stored = serde_json::from_str(text).unwrap_or_default();
        let known = |(row, word): (u32, String)| Some((row, RejectReason::from_word(&word)?));
        let counted = Counted {
            buckets: stored.buckets.unwrap_or_default(),
            rejects: stored.rejects.into_iter().filter_map(known).collect(),
            left_out: stored.left_out,
        };
        match outcome {
            WatchOutcome::Imported => Self::Imported(counted),
            WatchOutcome::ByHand => Self::ByHand(counted),
            WatchOutcome::Waiting => Self::Waiting(stored.waits.unwrap_or(WaitReason::NoSettings)),
            WatchOutcome::Failed => stored.fault.map_or(Self::LeftOut, Self::Failed),
            WatchOutcome::LeftOut => Self::LeftOut,
        }
    }
}

impl WatchReport {
    pub(super) fn of(file: Watched) -> Self {
        Self {
            end: WatchEnd::of(file.outcome, &file.details),
            at: file.at,
            file_name: file.file_name,
            hash: file.hash,
            op: file.op,
            is_undone: false,
        }
    }

    /// Rows and files that the owner may want to look after.
    pub fn is_short(&self) -> bool {
        match &self.end {
            WatchEnd::Imported(counted) => {
                counted.buckets.rejected > 0 || !counted.left_out.is_empty()
            }
            WatchEnd::Failed(_) => true,
            WatchEnd::Waiting(_) | WatchEnd::LeftOut | WatchEnd::ByHand(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::{FileProblem, ImportProblem};

    #[test]
    fn what_became_of_a_file_comes_back_as_it_was_kept() {
        let buckets = Buckets {
            rows: 3,
            new: 2,
            rejected: 1,
            ..Buckets::default()
        };
        let counted = Counted::new(buckets, &[(4, RejectReason::TooManyCells)], &[]);
        for end in [
            WatchEnd::Imported(counted.clone()),
            WatchEnd::ByHand(counted),
            WatchEnd::Waiting(WaitReason::ProofDay),
            WatchEnd::Failed(FileFault::Import(ImportProblem::BrokenSpreadsheet)),
            WatchEnd::Failed(FileFault::File(FileProblem::NotAllowed)),
            WatchEnd::LeftOut,
        ] {
            let again = WatchEnd::of(end.outcome(), &end.to_text());
            assert_eq!(again, end);
        }
        // Nothing that cannot be read stops the list.
        assert_eq!(WatchEnd::of(WatchOutcome::Failed, "?"), WatchEnd::LeftOut);
    }
}
