//! Lists that are walked through one by one, with what was decided about each person on them.

use rusqlite::{OptionalExtension as _, Row};

use super::stored::Stored as _;
use super::table::Entity;
use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::ids::{ContactId, ReviewId};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::review::{Decision, PLACE_BITS, Tally};
use crate::domain::time::Millis;

/// A list and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub id: ReviewId,
    pub name: String,
    /// When it was begun.
    pub at: Millis,
    pub tally: Tally,
}

/// One person on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    /// From 0.
    pub place: u32,
    pub contact: ContactId,
    pub decision: Decision,
}

impl Tx<'_> {
    /// Keeps a list of people in this order, all of them still to be looked at.
    ///
    /// # Errors
    /// [`BookProblem::TooManyChildren`], or what the database says.
    pub fn add_review(&mut self, name: &str, contacts: &[ContactId]) -> Result<ReviewId, Problem> {
        let review = ReviewId(self.next_id("review")?);
        let at = self.at().0;
        self.insert(
            Entity::Review,
            review.0,
            &[review.0.stored(), name.stored(), at.stored()],
        )?;
        for (place, contact) in contacts.iter().enumerate() {
            let place = u32::try_from(place)
                .ok()
                .ok_or(BookProblem::TooManyChildren)?;
            let id = item_id(review, place);
            let waiting = Decision::Waiting as u8;
            self.insert(
                Entity::ReviewItem,
                id,
                &[id.stored(), contact.0.stored(), waiting.stored()],
            )?;
        }
        Ok(review)
    }

    /// Keeps what was decided about the person at a place of the list, and says who that is.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn set_decision(
        &mut self,
        review: ReviewId,
        place: u32,
        decision: Decision,
    ) -> Result<ContactId, Problem> {
        let id = item_id(review, place);
        self.keep(Entity::ReviewItem, id)?;
        self.connection()?
            .prepare_cached("UPDATE review_item SET decision=?2 WHERE id=?1 RETURNING contact_id")
            .and_then(|mut statement| {
                statement.query_row((id, decision as u8), |row| row.get(0).map(ContactId))
            })
            .map_err(database_problem)
    }

    /// Takes a list away; what was decided along it stays with the people.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn remove_review(&mut self, review: ReviewId) -> Result<(), Problem> {
        let (first, last) = span(review);
        self.remove_range(Entity::ReviewItem, first, last)?;
        self.remove(Entity::Review, review.0)
    }
}

impl Book {
    /// Lists on which somebody is still to be looked at, the newest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn open_reviews(&self) -> Result<Vec<Review>, Problem> {
        let sql = "SELECT id,name,at FROM review WHERE EXISTS (SELECT 1 FROM review_item AS item \
                   WHERE item.id BETWEEN review.id<<32 AND (review.id<<32)+4294967295 \
                   AND item.decision=0) ORDER BY at DESC,id DESC";
        let heads: Vec<Review> = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map([], head)?.collect())
            .map_err(database_problem)?;
        heads
            .into_iter()
            .map(|head| self.with_tally(head))
            .collect()
    }

    /// A list and how far it is, if it is there.
    ///
    /// # Errors
    /// What the database says.
    pub fn review(&self, id: ReviewId) -> Result<Option<Review>, Problem> {
        self.connection
            .prepare_cached("SELECT id,name,at FROM review WHERE id=?1")
            .and_then(|mut statement| statement.query_row([id.0], head).optional())
            .map_err(database_problem)?
            .map(|head| self.with_tally(head))
            .transpose()
    }

    /// Who stands at a place of a list.
    ///
    /// # Errors
    /// What the database says.
    pub fn review_item(&self, id: ReviewId, place: u32) -> Result<Option<ReviewItem>, Problem> {
        self.connection
            .prepare_cached("SELECT id,contact_id,decision FROM review_item WHERE id=?1")
            .and_then(|mut statement| statement.query_row([item_id(id, place)], item).optional())
            .map_err(database_problem)
    }

    /// The first on a list, at or behind a place, about whom this was decided.
    ///
    /// # Errors
    /// What the database says.
    pub fn review_item_from(
        &self,
        id: ReviewId,
        place: u32,
        decision: Decision,
    ) -> Result<Option<ReviewItem>, Problem> {
        let sql = "SELECT id,contact_id,decision FROM review_item \
                   WHERE id BETWEEN ?1 AND ?2 AND decision=?3 ORDER BY id LIMIT 1";
        let (_, last) = span(id);
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement
                    .query_row((item_id(id, place), last, decision as u8), item)
                    .optional()
            })
            .map_err(database_problem)
    }

    fn with_tally(&self, head: Review) -> Result<Review, Problem> {
        let (first, last) = span(head.id);
        let mut tally = Tally::default();
        let counts: Vec<(u8, i64)> = self
            .connection
            .prepare_cached(
                "SELECT decision,count(*) FROM review_item WHERE id BETWEEN ?1 AND ?2 GROUP BY decision",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([first, last], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            })
            .map_err(database_problem)?;
        for (code, people) in counts {
            let decision = Decision::from_code(code).ok_or(BookProblem::Damaged)?;
            tally.count(decision, u64::try_from(people).unwrap_or_default());
        }
        Ok(Review { tally, ..head })
    }
}

const fn item_id(review: ReviewId, place: u32) -> i64 {
    (review.0 << PLACE_BITS) | place as i64
}

/// The ids that the items of a list may have.
const fn span(review: ReviewId) -> (i64, i64) {
    (item_id(review, 0), item_id(review, u32::MAX))
}

fn head(row: &Row<'_>) -> rusqlite::Result<Review> {
    Ok(Review {
        id: ReviewId(row.get(0)?),
        name: row.get(1)?,
        at: Millis(row.get(2)?),
        tally: Tally::default(),
    })
}

fn item(row: &Row<'_>) -> rusqlite::Result<ReviewItem> {
    let id: i64 = row.get(0)?;
    let code: u8 = row.get(2)?;
    // The lower half of the id; it always fits.
    let place = u32::try_from(id & i64::from(u32::MAX)).unwrap_or_default();
    Ok(ReviewItem {
        place,
        contact: ContactId(row.get(1)?),
        decision: Decision::from_code(code)
            .ok_or(rusqlite::Error::IntegralValueOutOfRange(2, i64::from(code)))?,
    })
}
