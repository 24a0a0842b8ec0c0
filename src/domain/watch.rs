//! What can become of a file that a watched folder brings.

/// What became of it. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WatchOutcome {
    Imported = 1,
    /// Only the owner can say how it is to be read.
    Waiting = 2,
    Failed = 3,
    /// The owner does not want it.
    LeftOut = 4,
    /// The owner brought it in, file in hand.
    ByHand = 5,
}

/// Why a file waits for the owner.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// No settings are remembered for files with such heads.
    NoSettings,
    /// Nothing in it says what its columns are, so that no two such files need be alike.
    NoHeads,
    /// The proof that is remembered is of one day, and that day is of other people.
    ProofDay,
    /// A list that left to be edited and came back.
    EditedList,
}

impl WatchOutcome {
    pub const ALL: [Self; 5] = [
        Self::Imported,
        Self::Waiting,
        Self::Failed,
        Self::LeftOut,
        Self::ByHand,
    ];

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|end| *end as u8 == code)
    }

    /// The word of reports for machines.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::LeftOut => "left_out",
            Self::ByHand => "by_hand",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.word() == word)
    }
}

impl WaitReason {
    pub const ALL: [Self; 4] = [
        Self::NoSettings,
        Self::NoHeads,
        Self::ProofDay,
        Self::EditedList,
    ];

    /// The word of reports for machines.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoSettings => "no_settings",
            Self::NoHeads => "no_heads",
            Self::ProofDay => "proof_day",
            Self::EditedList => "edited_list",
        }
    }
}
