//! What can be wrong with something that the owner types or decides.

/// The ways in which an act of the owner can be refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum EditProblem {
    /// A new contact with neither a name nor any way to reach it.
    NobodyThere,
    /// Not of the form `name@example.com`.
    NotAnEmail,
    /// The custom field takes numbers.
    NotANumber,
    /// The custom field takes days, as `2026-11-23`.
    NotADate,
    /// The custom field takes `yes` and `no`.
    NotYesOrNo,
    /// The custom field takes birthdays, solar or lunar.
    NotABirthday,
    /// A custom field without a name.
    UnnamedField,
    /// Another custom field has that name.
    FieldExists { name: String },
    /// A custom field that nobody says the purpose of.
    NoPurpose,
    /// So many values of the field are not of the kind it was to become.
    ValuesDoNotFit { count: u64 },
    /// A row that waits names a number or address that must never come in again.
    NeverAgain,
    /// A tag without a name.
    UnnamedTag,
    /// A segment without a name.
    UnnamedSegment,
    /// Another segment has that name.
    SegmentExists { name: String },
    /// What people said cannot lie in the future.
    InTheFuture,
    /// A consent that ends before it begins.
    EndsBeforeItBegins,
    /// Such entries come from files or from the program, never from a hand.
    NotByHand,
}
