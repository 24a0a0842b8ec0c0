//! The book as the import plan sees it: who has a number, an address, a reference or a name.

mod index;
mod recall;

use crate::book::Tx;
use crate::domain::consent::Point;
use crate::domain::contact::{Contact, Purchase};
use crate::domain::ids::{ContactId, FieldId, TagId};
use crate::domain::phone::E164;
use crate::domain::problem::{BookProblem, Problem};
use crate::import::{DraftConsent, Existing};
pub(super) use index::MatchIndex;
pub(super) use recall::Recall;

/// The book inside a transaction, with the keys from before it.
pub(super) struct BookView<'v, 'c> {
    pub(super) tx: &'v mut Tx<'c>,
    pub(super) index: &'v MatchIndex,
    pub(super) recall: &'v mut Recall,
    /// Fields of the mapping's custom columns, as far as they exist.
    pub(super) fields: &'v [Option<FieldId>],
    /// Whether the suppression list has any entry.
    pub(super) suppressing: bool,
}

impl Existing for BookView<'_, '_> {
    fn by_number(&mut self, number: E164, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.numbers, number.0, found);
        Ok(())
    }

    fn by_email(&mut self, key: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.emails, key, found);
        Ok(())
    }

    fn by_reference(&mut self, reference: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.references, reference, found);
        Ok(())
    }

    fn by_name(
        &mut self,
        name: &str,
        company: &str,
        found: &mut Vec<ContactId>,
    ) -> Result<(), Problem> {
        self.index.find(&self.index.names, (name, company), found);
        Ok(())
    }

    fn by_full_name(&mut self, name: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.index.find(&self.index.people, name, found);
        Ok(())
    }

    fn contact(&mut self, id: ContactId) -> Result<Contact, Problem> {
        self.recall
            .contact(self.tx, id)?
            .ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    fn tag(&mut self, name: &str) -> Result<Option<TagId>, Problem> {
        self.tx.find_tag(name)
    }

    fn field(&mut self, custom: usize) -> Result<Option<FieldId>, Problem> {
        Ok(self.fields.get(custom).copied().flatten())
    }

    fn has_purchase(&mut self, id: ContactId, purchase: &Purchase) -> Result<bool, Problem> {
        let same = |other: &Purchase| {
            if purchase.order_no.is_empty() {
                other == purchase
            } else {
                other.order_no == purchase.order_no && other.item == purchase.item
            }
        };
        Ok(self.tx.purchases(id)?.iter().any(same))
    }

    fn has_event(&mut self, contact: &Contact, consent: &DraftConsent) -> Result<bool, Problem> {
        self.recall.says(self.tx, contact, consent)
    }

    fn suppresses_anything(&self) -> bool {
        self.suppressing
    }

    fn is_suppressed(&mut self, point: &Point) -> Result<bool, Problem> {
        self.tx.is_suppressed(point)
    }
}
