//! Segments: saved, renamed, changed and deleted, with hand-made includes and excludes.

use super::{one_line, ranges};
use crate::book::{NewOp, NewSegment, Tx};
use crate::domain::filter::{FieldNames, Filter, fold};
use crate::domain::ids::{ContactId, SegmentId};
use crate::domain::listing::SegmentEntry;
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::workspace::{Workspace, now};

impl Workspace {
    /// Saves a filter as a segment. `colour` is a place in the palette.
    ///
    /// # Errors
    /// [`EditProblem::UnnamedSegment`], [`EditProblem::SegmentExists`], what is wrong with the
    /// filter, or what the book says.
    pub fn save_segment(
        &mut self,
        name: &str,
        filter: &str,
        colour: u8,
    ) -> Result<SegmentId, Problem> {
        let name = self.free_name(name, None)?;
        let filter = self.canonical(filter)?;
        let op = about(&name);
        self.transact(&op, |tx| {
            tx.add_segment(&NewSegment {
                name: &name,
                filter: &filter,
                colour,
            })
        })
    }

    /// Gives a segment another name. Returns whether it is another one.
    ///
    /// # Errors
    /// As [`Workspace::save_segment`], or [`BookProblem::NoSuchRow`].
    pub fn rename_segment(&mut self, id: SegmentId, name: &str) -> Result<bool, Problem> {
        let name = self.free_name(name, Some(id))?;
        self.replace(id, |entry| SegmentEntry { name, ..entry })
    }

    /// Gives a segment another colour. Returns whether it is another one.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the book says.
    pub fn recolour_segment(&mut self, id: SegmentId, colour: u8) -> Result<bool, Problem> {
        self.replace(id, |entry| SegmentEntry { colour, ..entry })
    }

    /// Gives a segment another filter; what was put in or left out by hand stays so. Returns
    /// whether it is another one.
    ///
    /// # Errors
    /// As [`Workspace::save_segment`], or [`BookProblem::NoSuchRow`].
    pub fn set_segment_filter(&mut self, id: SegmentId, filter: &str) -> Result<bool, Problem> {
        let filter = self.canonical(filter)?;
        self.replace(id, |entry| SegmentEntry { filter, ..entry })
    }

    /// Deletes a segment with all that was put in or left out by hand; nobody in it is touched.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the book says.
    pub fn delete_segment(&mut self, id: SegmentId) -> Result<(), Problem> {
        let op = about(&self.segment(id)?.name);
        self.transact(&op, |tx| tx.remove_segment(id))
    }

    /// Puts contacts into a segment (`Some(true)`), leaves them out of it (`Some(false)`), or lets
    /// the filter decide again (`None`). Returns for how many that is new; contacts that are gone
    /// are passed over.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the book says.
    pub fn set_segment_override(
        &mut self,
        id: SegmentId,
        contacts: &[ContactId],
        included: Option<bool>,
    ) -> Result<u64, Problem> {
        let op = about(&self.segment(id)?.name);
        let contacts = ranges(contacts);
        self.transact(&op, |tx: &mut Tx<'_>| {
            tx.expect_segment(id)?;
            let mut count = 0;
            for contact in tx.existing(&contacts)?.ids() {
                count += u64::from(tx.override_segment(id, contact, included)?);
            }
            Ok(count)
        })
    }

    fn segment(&self, id: SegmentId) -> Result<&SegmentEntry, Problem> {
        let segments = &self.vocabulary().segments;
        let found = segments.iter().find(|entry| entry.id == id);
        found.ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    fn replace(
        &mut self,
        id: SegmentId,
        change: impl FnOnce(SegmentEntry) -> SegmentEntry,
    ) -> Result<bool, Problem> {
        let before = self.segment(id)?.clone();
        let after = change(before.clone());
        if after == before {
            return Ok(false);
        }
        let op = about(&after.name);
        self.transact(&op, |tx| {
            tx.replace_segment(
                id,
                &NewSegment {
                    name: &after.name,
                    filter: &after.filter,
                    colour: after.colour,
                },
            )
        })?;
        Ok(true)
    }

    /// The name, if no other segment than `own` has it; case makes no difference.
    fn free_name(&self, name: &str, own: Option<SegmentId>) -> Result<String, Problem> {
        let name = one_line(name);
        if name.is_empty() {
            return Err(EditProblem::UnnamedSegment.into());
        }
        let folded = fold(&name);
        let mut others = self.vocabulary().segments.iter();
        if others.any(|entry| Some(entry.id) != own && fold(&entry.name) == folded) {
            return Err(EditProblem::SegmentExists { name }.into());
        }
        Ok(name)
    }

    /// The one way to write the filter.
    fn canonical(&self, filter: &str) -> Result<String, Problem> {
        let names = FieldNames::from(self.vocabulary());
        Ok(Filter::parse_with(filter, &names)?.to_string())
    }
}

fn about(name: &str) -> NewOp {
    NewOp::new(OpKind::EditSegments, now()).about(name)
}
