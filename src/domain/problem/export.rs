//! What can be wrong with an export.

/// The ways in which an export can be refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum ExportProblem {
    /// The file's ending names no known format.
    UnknownFormat {
        ending: String,
    },
    UnknownColumn {
        given: String,
        columns: Vec<String>,
    },
    /// More rows than a worksheet holds (1,048,576 with the header).
    TooManyRows {
        /// As many as were to be written when it was full, or all of them where that is known.
        rows: u64,
    },
    /// A text longer than a cell of a worksheet holds (32,767 characters).
    CellTooLong {
        /// Line of the worksheet, 1-based, header included.
        row: u64,
        column: String,
    },
    /// Only a CSV or Excel list for the owner's own use can be edited and brought back: a list for
    /// a purpose holds only the numbers that may be used for it.
    NotForEditing,
    /// The spreadsheet could not be made.
    Spreadsheet,
}
