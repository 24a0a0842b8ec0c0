//! Brings in files: bytes become raw rows, rows become drafts, drafts become a plan.
//!
//! ```text
//! let file = ImportFile::open(path, &options)?;     // sniffs, maps, previews; reads only the head
//! file.mapping()                                    // columns, their fields, custom field names
//! file.read(&mut |row: ReadRow| -> Result<(), Problem> { … })?;   // streams; Err stops it
//! let (mut planner, mut preparer) = Planner::of(Rules::new(file.mapping(), &options));
//! let mut row = preparer.prepare(draft);                           // on the thread that reads
//! preparer.number(once(&mut row));                                 // better: many at once
//! let decision = planner.decide(&row, &mut existing)?;             // one bucket per row
//! planner.inserted(&row, id);                                      // after each Decision::New
//! file.write_rejects(path, &[(row, reason)])?       // reads the file again, row numbers ascending
//!     .place()?;                                    // once the book has what was taken
//! ```

mod clean;
mod draft;
mod file;
mod head;
mod held;
mod map;
mod marked;
mod options;
mod plan;
mod read;
mod rejects;
mod report;
mod survey;

pub use clean::{typed_emails, typed_numbers};
pub use draft::{CellFlag, Claim, Draft, DraftConsent, DraftEmail, DraftNumber};
pub use file::{FileLeftOut, FilePart, ImportFile, Layout};
pub use held::{HeldContent, HeldFile, print_of};
pub use map::{
    Because, Column, Field, Mapping, PresetTitle, preset_is_of_shop, preset_names, preset_title,
};
pub use marked::{MarkedFile, MarkedRow};
pub use options::{Attestation, ImportOptions, Recipient};
pub use plan::{
    Additions, Decision, Example, Existing, MatchBy, MatchKeys, Planner, Policy, Prepared,
    Preparer, Rules, SetValue, Value, can_overwrite, meet,
};
pub use read::{read_apart, read_if_asked};
pub use rejects::RejectsFile;
pub use report::{Bucket, Buckets, PartReport, Report};
pub use survey::{ColumnSeen, FlaggedCell, Survey};

use crate::domain::problem::RejectReason;

/// One data row of a file.
#[expect(clippy::large_enum_variant, reason = "nearly every row is a draft")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadRow {
    Draft(Draft),
    /// The row could not be read; its number is as in [`Draft::row`].
    Rejected {
        row: u32,
        reason: RejectReason,
    },
}
