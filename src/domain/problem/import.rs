//! What can be wrong with a file that is brought in, with one of its rows, or with one cell.

/// The ways in which a whole file can be refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[error("{self:?}")]
pub enum ImportProblem {
    /// A kind of file that is not read (yet).
    UnknownKind,
    /// No rows at all, or only a header.
    NoRows,
    /// No column looks like a name or a way to reach someone.
    NothingRecognised,
    UnknownEncoding {
        given: String,
    },
    /// The delimiter must be one character.
    BadDelimiter {
        given: String,
    },
    UnknownSheet {
        given: String,
        /// None where the kind of file has no sheets at all.
        sheets: Vec<String>,
    },
    UnknownColumn {
        given: String,
        columns: Vec<String>,
    },
    UnknownField {
        given: String,
    },
    UnknownPreset {
        given: String,
        presets: Vec<String>,
    },
    UnknownCountry {
        given: String,
    },
    /// A spreadsheet that cannot be taken apart.
    BrokenSpreadsheet,
    /// A spreadsheet behind a password.
    ProtectedSpreadsheet,
    /// An archive that cannot be unpacked.
    BrokenArchive,
    /// An archive behind a password.
    ProtectedArchive,
    /// An archive in an archive.
    NestedArchive,
    /// A folder or an archive with more in it than anything real.
    TooMuchInside,
    /// One of the files in a folder or an archive.
    Inside {
        name: String,
        problem: Box<Self>,
    },
    /// A file of another kind that is damaged or cut off near this row.
    BrokenFile {
        row: u64,
    },
    /// A field, record or sheet larger than anything real.
    TooLarge {
        row: u64,
    },
    /// A list that left a book to be edited, among other files.
    EditedList,
    /// It was written to while it was read.
    Changed,
    /// Whoever read it needed too much memory or time, or died of it.
    ReaderStopped,
}

/// What is wrong with one file among others: it stays out, and they come in.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum FileFault {
    Import(ImportProblem),
    File(super::FileProblem),
}

/// Why a row was rejected, held or set aside. The words stand in the rejects file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectReason {
    /// Neither a name nor any way to reach someone.
    NothingToKeep,
    /// The row has more cells than the header.
    TooManyCells,
    /// Bytes that are not text in the chosen encoding.
    NotText,
    /// A quote that is never closed has swallowed the rows behind it.
    UnclosedQuote,
    /// A field over the size limit.
    TooLarge,
    /// The file ends in the middle of it.
    CutOff,
    /// Matches two or more contacts.
    MatchesSeveral,
    /// Contradicts the contact it matches.
    Contradicts,
    /// The point is on the suppression list.
    Suppressed,
}

/// A cell that was kept but is flagged.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum CellProblem {
    InvalidNumber,
    AmbiguousNumber,
    LossyNumber,
    MaskedNumber,
    RelayNumber,
    InvalidEmail,
    InvalidDate,
    InvalidConsent,
    InvalidAmount,
    /// Not of the kind that the custom field keeps.
    WrongKind,
}

impl FileFault {
    /// Whether it is no damage: there is just no list of people in it.
    pub const fn is_no_list(&self) -> bool {
        matches!(
            self,
            Self::Import(
                ImportProblem::UnknownKind
                    | ImportProblem::NoRows
                    | ImportProblem::NothingRecognised
                    | ImportProblem::EditedList
            )
        )
    }

    /// The fault of one file; other problems are not the file's, and handed back.
    ///
    /// # Errors
    /// A problem that would be the same with every other file.
    pub fn of(problem: super::Problem) -> Result<Self, super::Problem> {
        match problem {
            super::Problem::Import(
                problem @ (ImportProblem::UnknownEncoding { .. }
                | ImportProblem::BadDelimiter { .. }
                | ImportProblem::UnknownSheet { .. }
                | ImportProblem::UnknownColumn { .. }
                | ImportProblem::UnknownField { .. }
                | ImportProblem::UnknownPreset { .. }
                | ImportProblem::UnknownCountry { .. }),
            ) => Err(problem.into()),
            super::Problem::Import(problem) => Ok(Self::Import(problem)),
            super::Problem::File { kind, .. } => Ok(Self::File(kind)),
            other => Err(other),
        }
    }
}

impl RejectReason {
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    pub const ALL: [Self; 9] = [
        Self::NothingToKeep,
        Self::TooManyCells,
        Self::NotText,
        Self::UnclosedQuote,
        Self::TooLarge,
        Self::CutOff,
        Self::MatchesSeveral,
        Self::Contradicts,
        Self::Suppressed,
    ];

    /// The word in reports for machines.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NothingToKeep => "nothing_to_keep",
            Self::TooManyCells => "too_many_cells",
            Self::NotText => "not_text",
            Self::UnclosedQuote => "unclosed_quote",
            Self::TooLarge => "too_large",
            Self::CutOff => "cut_off",
            Self::MatchesSeveral => "matches_several",
            Self::Contradicts => "contradicts",
            Self::Suppressed => "suppressed",
        }
    }
}
