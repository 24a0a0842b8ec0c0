//! What the plan asks the book.

use crate::domain::consent::Point;
use crate::domain::contact::{Contact, Purchase};
use crate::domain::ids::{ContactId, FieldId, TagId};
use crate::domain::phone::E164;
use crate::domain::problem::Problem;
use crate::import::draft::DraftConsent;

/// The book, as far as the plan needs it.
///
/// The look-ups by key are asked once per key and row, so they should be cheap when the book is
/// empty. They need to know only the contacts from before this import: the planner itself remembers
/// those of the file. The look-ups by id must also know contacts written by this import.
pub trait Existing {
    /// Appends the contacts that have this number with status ok or ambiguous.
    fn by_number(&mut self, number: E164, found: &mut Vec<ContactId>) -> Result<(), Problem>;

    /// Appends the contacts that have this address; `key` is in the form of `email_key`.
    fn by_email(&mut self, key: &str, found: &mut Vec<ContactId>) -> Result<(), Problem>;

    /// Appends the contacts with exactly this reference, which is never blank.
    fn by_reference(&mut self, reference: &str, found: &mut Vec<ContactId>) -> Result<(), Problem>;

    /// Appends the contacts with exactly this name and company. Asked only for rows that have no
    /// number, address or reference to go by.
    fn by_name(
        &mut self,
        name: &str,
        company: &str,
        found: &mut Vec<ContactId>,
    ) -> Result<(), Problem>;

    /// Appends the contacts with exactly this name, whatever their company. Asked only where name
    /// and birthday tell who somebody is.
    fn by_full_name(&mut self, name: &str, found: &mut Vec<ContactId>) -> Result<(), Problem>;

    /// The whole contact, as it stands now.
    fn contact(&mut self, id: ContactId) -> Result<Contact, Problem>;

    /// The tag of this name, if there is one.
    fn tag(&mut self, name: &str) -> Result<Option<TagId>, Problem>;

    /// The custom field that column `custom` of the mapping goes to, if there is one yet.
    fn field(&mut self, custom: usize) -> Result<Option<FieldId>, Problem>;

    /// Whether the contact already has this purchase: the same order number and item, or without
    /// an order number the same in every part.
    fn has_purchase(&mut self, id: ContactId, purchase: &Purchase) -> Result<bool, Problem>;

    /// Whether an event that counts already says this; see [`DraftConsent::is_said_by`].
    fn has_event(&mut self, contact: &Contact, consent: &DraftConsent) -> Result<bool, Problem>;

    /// Whether the suppression list has any entry.
    fn suppresses_anything(&self) -> bool;

    /// Whether the point is on the suppression list.
    fn is_suppressed(&mut self, point: &Point) -> Result<bool, Problem>;
}
