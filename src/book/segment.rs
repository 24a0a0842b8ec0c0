//! Saved filters and the contacts that the owner put in or left out by hand.

use rusqlite::OptionalExtension as _;

use super::contact::pair_id;
use super::database_problem;
use super::stored::Stored as _;
use super::table::Entity;
use super::transact::Tx;
use crate::domain::ids::{ContactId, MAX_ORDINAL, SegmentId};
use crate::domain::problem::{BookProblem, Problem};

/// A segment as it is handed to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewSegment<'a> {
    pub name: &'a str,
    pub filter: &'a str,
    /// Place of its colour in the palette.
    pub colour: u8,
}

impl Tx<'_> {
    /// Adds a segment; that its name is free is the caller's to know.
    ///
    /// # Errors
    /// What the database says.
    pub fn add_segment(&mut self, new: &NewSegment<'_>) -> Result<SegmentId, Problem> {
        let id = self.next_id("segment")?;
        self.insert(
            Entity::Segment,
            id,
            &[
                id.stored(),
                new.name.stored(),
                new.filter.stored(),
                new.colour.stored(),
            ],
        )?;
        Ok(SegmentId(id))
    }

    /// Replaces a segment's name, filter and colour.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn replace_segment(&mut self, id: SegmentId, new: &NewSegment<'_>) -> Result<(), Problem> {
        self.keep(Entity::Segment, id.0)?;
        self.connection()?
            .execute(
                "UPDATE segment SET name=?2,filter=?3,colour=?4 WHERE id=?1",
                rusqlite::params![id.0, new.name, new.filter, new.colour],
            )
            .map_err(database_problem)?;
        self.vocabulary = true;
        Ok(())
    }

    /// Removes a segment with all that was put in or left out by hand.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn remove_segment(&mut self, id: SegmentId) -> Result<(), Problem> {
        let overrides: Vec<i64> = self
            .connection()?
            .prepare("SELECT id FROM segment_override WHERE id & ?1 = ?2 ORDER BY id")
            .and_then(|mut statement| {
                statement
                    .query_map([MAX_ORDINAL, id.0], |row| row.get(0))?
                    .collect()
            })
            .map_err(database_problem)?;
        for row in overrides {
            self.remove(Entity::SegmentOverride, row)?;
        }
        self.remove(Entity::Segment, id.0)
    }

    /// Puts a contact into a segment, leaves it out, or lets the filter decide again. Returns
    /// whether that changed anything.
    ///
    /// # Errors
    /// [`BookProblem::TooManyChildren`], or what the database says.
    pub fn override_segment(
        &mut self,
        segment: SegmentId,
        contact: ContactId,
        included: Option<bool>,
    ) -> Result<bool, Problem> {
        let pair = pair_id(contact, segment.0)?;
        let before: Option<bool> = self
            .connection()?
            .prepare_cached("SELECT included FROM segment_override WHERE id=?1")
            .and_then(|mut statement| statement.query_row([pair], |row| row.get(0)).optional())
            .map_err(database_problem)?;
        match (before, included) {
            (before, after) if before == after => return Ok(false),
            (_, None) => self.remove(Entity::SegmentOverride, pair)?,
            (None, Some(included)) => {
                self.insert(
                    Entity::SegmentOverride,
                    pair,
                    &[pair.stored(), included.stored()],
                )?;
            }
            (Some(_), Some(included)) => {
                self.keep(Entity::SegmentOverride, pair)?;
                self.connection()?
                    .prepare_cached("UPDATE segment_override SET included=?2 WHERE id=?1")
                    .and_then(|mut statement| statement.execute((pair, included)))
                    .map_err(database_problem)?;
                self.vocabulary = true;
            }
        }
        self.touch(contact);
        Ok(true)
    }

    /// Refuses a segment that is not there.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn expect_segment(&self, id: SegmentId) -> Result<(), Problem> {
        if self.exists(Entity::Segment, id.0)? {
            return Ok(());
        }
        Err(BookProblem::NoSuchRow.into())
    }
}
