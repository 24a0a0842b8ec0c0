//! What the owner changes by hand: every act is one op, and so one step of undo.

mod consent;
mod contact;
mod counter;
mod fields;
mod held;
mod many;
mod review;
mod segments;

pub use consent::{ConsentInput, NoticeInput, derived_grade};
pub use contact::{Edit, NewContactInput};
pub(super) use contact::{edit_details, edit_tags, tags_named};
pub use counter::Asked;
pub use fields::FieldInput;
pub use held::{Fate, HeldCandidate, HeldVerdict, HeldView, Says};
pub use many::{BulkChange, BulkField};
pub use review::{ReviewStop, Seek, Verdict};

use super::Workspace;
use crate::domain::ids::ContactId;
use crate::domain::op::IdRanges;
use crate::domain::phone::Region;
use crate::domain::problem::Problem;

/// Where numbers without a country code are at home while nothing else is known.
const HOME: Region = Region(*b"CN");

impl Workspace {
    /// Where numbers without a country code are at home: where those of the newest import were.
    ///
    /// # Errors
    /// What the book says.
    pub fn home_country(&self) -> Result<Region, Problem> {
        let settings = self.book.newest_import_settings()?.unwrap_or_default();
        let country = serde_json::from_str::<serde_json::Value>(&settings)
            .ok()
            .and_then(|settings| Region::parse(settings.get("country")?.as_str()?));
        Ok(country.unwrap_or(HOME))
    }
}

/// What was typed into a field of one line: without outer blanks and line breaks.
pub(super) fn one_line(text: &str) -> String {
    let line = text.replace(|c: char| c.is_control(), " ");
    line.trim().to_owned()
}

pub(super) fn ranges(contacts: &[ContactId]) -> IdRanges {
    let mut ranges = IdRanges::default();
    for contact in contacts {
        ranges.insert(*contact);
    }
    ranges
}
