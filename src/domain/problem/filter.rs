//! What is wrong with a filter, and where in its text.

/// A place in the text: byte offsets, end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// One fault of a filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?} at {span:?}")]
pub struct FilterProblem {
    pub span: Span,
    pub kind: FilterProblemKind,
}

/// The ways in which a filter can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterProblemKind {
    UnclosedQuote,
    UnclosedGroup,
    UnexpectedClose,
    EmptyGroup,
    /// `key:` and nothing behind it.
    MissingValue,
    /// `OR` or `-` with nothing to act on.
    MissingOperand,
    /// No such key; `closest` is the nearest known one.
    UnknownKey {
        closest: Option<String>,
    },
    /// The key does not take such a value; `valid` lists what would do.
    InvalidValue {
        valid: Vec<String>,
    },
    InvalidNumber,
    InvalidDate,
    /// `5..2`.
    EmptyRange,
    /// Nested deeper than anyone writes by hand.
    TooDeep,
}
