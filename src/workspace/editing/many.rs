//! Acts on many contacts at once.

use super::{one_line, ranges};
use crate::book::NewOp;
use crate::domain::ids::ContactId;
use crate::domain::op::OpKind;
use crate::domain::problem::{EditProblem, Problem};
use crate::workspace::{Workspace, now};

impl Workspace {
    /// Puts a tag on contacts, made when there is none of that name. Returns how many did not
    /// have it; contacts that are gone are passed over.
    ///
    /// # Errors
    /// [`EditProblem::UnnamedTag`], or what the book says.
    pub fn tag(&mut self, contacts: &[ContactId], name: &str) -> Result<u64, Problem> {
        let name = tag_name(name)?;
        let contacts = ranges(contacts);
        let op = NewOp::new(OpKind::Tag, now()).about(name.as_str());
        self.transact(&op, |tx| {
            let there = tx.existing(&contacts)?;
            if there.is_empty() {
                return Ok(0);
            }
            let tag = tx.tag_named(&name)?;
            for contact in there.ids() {
                tx.tag(contact, tag)?;
            }
            Ok(tx.counts().changed)
        })
    }

    /// Takes a tag off contacts. Returns how many had it.
    ///
    /// # Errors
    /// [`EditProblem::UnnamedTag`], or what the book says.
    pub fn untag(&mut self, contacts: &[ContactId], name: &str) -> Result<u64, Problem> {
        let name = tag_name(name)?;
        let contacts = ranges(contacts);
        // The minus of the filter language: taken off.
        let op = NewOp::new(OpKind::Tag, now()).about(format!("-{name}"));
        self.transact(&op, |tx| {
            let Some(tag) = tx.find_tag(&name)? else {
                return Ok(0);
            };
            for contact in contacts.ids() {
                tx.untag(contact, tag)?;
            }
            Ok(tx.counts().changed)
        })
    }

    /// Deletes contacts with all that hangs on them; what they said about consent stays in the
    /// ledger, with their numbers. Returns how many there were.
    ///
    /// # Errors
    /// What the book says.
    pub fn delete(&mut self, contacts: &[ContactId]) -> Result<u64, Problem> {
        let contacts = ranges(contacts);
        self.transact(&NewOp::new(OpKind::DeleteContact, now()), |tx| {
            tx.delete_all(&contacts)
        })
    }
}

fn tag_name(name: &str) -> Result<String, Problem> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditProblem::UnnamedTag.into());
    }
    Ok(name)
}
