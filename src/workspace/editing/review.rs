//! Walking a list one by one: each decision, with what it does to the person, is one step.

use super::consent::{ConsentInput, record};
use super::contact::{details_of, edit_number, own_number, tags_named};
use super::{one_line, ranges};
use crate::book::{NewOp, Review, ReviewItem, Tx};
use crate::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point, Purpose};
use crate::domain::contact::{Contact, NumberDetails};
use crate::domain::ids::{ChildId, ContactId, ReviewId};
use crate::domain::op::OpKind;
use crate::domain::phone::{NumberStatus, Region};
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::domain::review::{Decision, ReviewAct, ReviewStep};
use crate::domain::time::Millis;
use crate::workspace::{Workspace, now};

/// What the owner decides about the person on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Keep,
    /// Puts a tag on, made when there is none of that name.
    Tag(String),
    /// Writes a number anew, or a first one where there is none.
    Mend {
        number: Option<ChildId>,
        text: String,
    },
    /// The number reaches nobody: it is marked so, and what was agreed for it counts no more.
    Invalid(ChildId),
    /// No more advertising, as the person said by this way.
    Withdraw(Method),
    Skip,
    Delete,
}

/// Where to look on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// The first who has not been looked at.
    Waiting,
    /// Whoever stands there.
    At(u32),
    /// The next behind a place who has not been looked at; then any before it.
    After(u32),
    /// The next behind a place who was skipped.
    Skipped(u32),
}

/// A list with the person it stands at; with nobody where the walk is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewStop {
    pub review: Review,
    pub item: Option<ReviewItem>,
}

impl Verdict {
    /// What is kept on the list.
    pub const fn decision(&self) -> Decision {
        match self {
            Self::Keep => Decision::Kept,
            Self::Tag(_) => Decision::Tagged,
            Self::Mend { .. } => Decision::Mended,
            Self::Invalid(_) => Decision::Invalid,
            Self::Withdraw(_) => Decision::Withdrawn,
            Self::Skip => Decision::Skipped,
            Self::Delete => Decision::Deleted,
        }
    }
}

impl Workspace {
    /// Keeps a list to be walked through, in this order. People who are gone are left out.
    ///
    /// # Errors
    /// [`EditProblem::NobodyThere`] when nobody is left, or what the book says.
    pub fn begin_review(
        &mut self,
        name: &str,
        contacts: &[ContactId],
    ) -> Result<ReviewId, Problem> {
        let name = one_line(name);
        let wanted = ranges(contacts);
        let op = NewOp::new(OpKind::Review, now()).about(ReviewAct::Begun.subject());
        self.transact(&op, |tx| {
            let there = tx.existing(&wanted)?;
            let mut contacts: Vec<ContactId> = contacts.to_vec();
            contacts.retain(|contact| there.contains(*contact));
            if contacts.is_empty() {
                return Err(EditProblem::NobodyThere.into());
            }
            tx.add_review(&name, &contacts)
        })
    }

    /// Takes a list away before its end; what was decided along it stays with the people.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the book says.
    pub fn drop_review(&mut self, id: ReviewId) -> Result<(), Problem> {
        let op = NewOp::new(OpKind::Review, now()).about(ReviewAct::Dropped.subject());
        self.transact(&op, |tx| tx.remove_review(id))
    }

    /// Lists on which somebody is still to be looked at, the newest first.
    ///
    /// # Errors
    /// What the book says.
    pub fn open_reviews(&self) -> Result<Vec<Review>, Problem> {
        self.book.open_reviews()
    }

    /// Where a walk stands; `None` when the list is not there (any more).
    ///
    /// # Errors
    /// What the book says.
    pub fn review_stop(&self, id: ReviewId, seek: Seek) -> Result<Option<ReviewStop>, Problem> {
        let Some(review) = self.book.review(id)? else {
            return Ok(None);
        };
        let waiting = |place| self.book.review_item_from(id, place, Decision::Waiting);
        let item = match seek {
            Seek::At(place) => self.book.review_item(id, place)?,
            Seek::Waiting => waiting(0)?,
            Seek::After(place) => match waiting(place.saturating_add(1))? {
                Some(item) => Some(item),
                None => waiting(0)?,
            },
            Seek::Skipped(place) => self.book.review_item_from(id, place, Decision::Skipped)?,
        };
        Ok(Some(ReviewStop { review, item }))
    }

    /// Decides about the person at a place of a list. A place that was decided before is decided
    /// anew; what the earlier decision did to the person stays.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`] when the place, the person or the number is not there,
    /// [`EditProblem`] when what was typed will not do, or what the book says; nothing is changed
    /// then.
    pub fn decide(
        &mut self,
        review: ReviewId,
        place: u32,
        verdict: &Verdict,
    ) -> Result<(), Problem> {
        let home = self.home_country()?;
        let now = now();
        let act = ReviewAct::Stepped(ReviewStep {
            review,
            place,
            decision: verdict.decision(),
        });
        let op = NewOp::new(OpKind::Review, now).about(act.subject());
        self.transact(&op, |tx| {
            let contact = tx.set_decision(review, place, verdict.decision())?;
            carry_out(tx, contact, verdict, home, now)
        })
    }
}

fn carry_out(
    tx: &mut Tx<'_>,
    id: ContactId,
    verdict: &Verdict,
    home: Region,
    now: Millis,
) -> Result<(), Problem> {
    if matches!(verdict, Verdict::Keep | Verdict::Skip) {
        return Ok(());
    }
    let contact = tx.contact(id)?.ok_or(BookProblem::NoSuchRow)?;
    match verdict {
        Verdict::Keep | Verdict::Skip => Ok(()),
        Verdict::Tag(name) => {
            let tags = tags_named(tx, std::slice::from_ref(name))?;
            let tag = *tags.first().ok_or(EditProblem::UnnamedTag)?;
            tx.tag(id, tag)
        }
        Verdict::Mend { number, text } => edit_number(tx, &contact, *number, text, home),
        Verdict::Invalid(number) => invalidate(tx, &contact, *number, now),
        Verdict::Withdraw(method) => record(
            tx,
            &ConsentInput {
                contact: id,
                point: None,
                cover: Cover {
                    channel: None,
                    purpose: Some(Purpose::Marketing),
                },
                kind: EventKind::Withdraw,
                method: *method,
                at: now,
                until: None,
                note: String::new(),
                notice: None,
            },
        ),
        Verdict::Delete => tx.delete_contact(id),
    }
}

/// What is written stays as it is; it is read as no number any more. The entry of the ledger goes
/// with the number, to whoever brings it back.
fn invalidate(tx: &mut Tx<'_>, contact: &Contact, id: ChildId, now: Millis) -> Result<(), Problem> {
    let number = own_number(contact, id)?;
    if let Some(e164) = number.e164 {
        tx.record(&NewEvent {
            contact: contact.id,
            point: Point::Phone(e164),
            cover: Cover::default(),
            kind: EventKind::Invalidate,
            at: now,
            until: None,
            grade: Grade::B,
            method: Method::Program,
            batch: None,
            row: None,
            notice: None,
            note: String::new(),
            target: None,
        })?;
    }
    let mut raw = number.raw.clone();
    if let Some(e164) = number.e164.filter(|_| raw.is_empty()) {
        raw = e164.to_string();
    }
    let marked = NumberDetails {
        raw,
        e164: None,
        status: NumberStatus::Invalid,
        ..details_of(number)
    };
    tx.replace_number(id, &marked)
}
