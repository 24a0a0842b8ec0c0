//! What the plan decides about a row, and exactly what is to be written.

use crate::domain::contact::{Address, EmailDetails, NumberDetails, Purchase};
use crate::domain::ids::ContactId;
use crate::domain::problem::RejectReason;
use crate::import::draft::{Draft, DraftConsent};

/// Where a row ends. Every row ends in exactly one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Insert the draft as a new contact, then call [`super::Planner::inserted`].
    New,
    /// The contact came with this same file, and the row adds something to it.
    Combine {
        into: ContactId,
        additions: Additions,
    },
    /// The contact came with this same file, and the row adds nothing.
    DuplicateInFile,
    /// The contact was in the book; blanks are filled or things added, nothing is replaced.
    Fill {
        into: ContactId,
        additions: Additions,
    },
    /// The contact was in the book, and values are replaced.
    Update {
        into: ContactId,
        additions: Additions,
    },
    /// The contact was in the book and already says all this.
    Unchanged,
    /// The owner has to decide; nothing is written.
    Held(RejectReason),
    /// A point of the row must never be brought in again; nothing is written.
    Suppressed,
    Rejected(RejectReason),
}

/// What a row adds to a contact that is in the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Additions {
    /// Values of the contact itself, each at most once.
    pub values: Vec<SetValue>,
    pub numbers: Vec<NumberDetails>,
    pub emails: Vec<EmailDetails>,
    /// With id: that address gets these values. Without: one more address.
    pub addresses: Vec<Address>,
    pub tags: Vec<String>,
    /// Custom fields to set: index into [`crate::import::Mapping::custom`] and value.
    pub fields: Vec<(usize, String)>,
    pub purchase: Option<Purchase>,
    pub consents: Vec<DraftConsent>,
}

/// One value to write into a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetValue {
    pub which: Value,
    /// What stood there, blank when it is filled.
    pub old: String,
    pub new: String,
}

/// The values a contact has exactly one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    Name,
    Company,
    Reference,
    Notes,
}

/// What to do with a row whose contact is in the book already. Within one file, rows of the same
/// contact are always combined; consent is always recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Leave the contact as it is.
    Skip,
    /// Fill blanks and add further numbers, e-mail addresses, tags and purchases.
    #[default]
    Fill,
    /// As `Fill`, and replace values that differ.
    Update,
    /// Do not look into the book: every person of the file becomes a contact.
    Add,
}

impl Decision {
    /// Whether anything of the row is written.
    pub const fn writes(&self) -> bool {
        matches!(
            self,
            Self::New | Self::Combine { .. } | Self::Fill { .. } | Self::Update { .. }
        )
    }

    /// What is recorded of what the row says about consent.
    pub fn consents<'d>(&'d self, draft: &'d Draft) -> &'d [DraftConsent] {
        match self {
            Self::New => &draft.consents,
            Self::Combine { additions, .. }
            | Self::Fill { additions, .. }
            | Self::Update { additions, .. } => &additions.consents,
            Self::DuplicateInFile
            | Self::Unchanged
            | Self::Held(_)
            | Self::Suppressed
            | Self::Rejected(_) => &[],
        }
    }
}

impl Additions {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Policy {
    pub const ALL: [Self; 4] = [Self::Skip, Self::Fill, Self::Update, Self::Add];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Fill => "fill",
            Self::Update => "update",
            Self::Add => "add",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.word() == word)
    }
}
