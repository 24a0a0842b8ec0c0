//! Who on a list may be reached now, each by one point and each point for one person.

use rustc_hash::FxHashSet;

use super::digits::Digits;
use super::reach::Reach;
use super::{Roster, Slot};
use crate::domain::consent::Scope;
use crate::domain::contact::email_key;
use crate::domain::left_out::LeftOut;

/// A list taken apart: whoever was asked about is in exactly one of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sendable {
    /// In the order they were asked about.
    pub reached: Vec<Slot>,
    pub left_out: Vec<(Slot, LeftOut)>,
}

/// A point that was given to somebody already.
#[derive(PartialEq, Eq, Hash)]
enum Taken {
    Number(Digits),
    Email(String),
    Post(Slot),
}

impl Roster {
    /// Takes a list apart for one scope. Who comes first keeps a number that several share.
    pub fn sendable(&self, people: &[Slot], scope: Scope) -> Sendable {
        let answers = self.reaches.answers(|reach: &Reach| reach.usable(scope));
        let mut taken: FxHashSet<Taken> = FxHashSet::default();
        let mut sendable = Sendable::default();
        for slot in people {
            let number = self.reach.get(slot.index()).copied().unwrap_or_default();
            let verdict = match answers.get(number as usize) {
                Some(Ok(usable)) => {
                    let mut points = usable.iter().map(|place| self.point_at(*slot, *place));
                    // The first that nobody before them has.
                    if points.any(|point| taken.insert(point)) {
                        Ok(())
                    } else {
                        Err(LeftOut::Shared)
                    }
                }
                Some(Err(reason)) => Err(*reason),
                None => Err(LeftOut::Unusable),
            };
            match verdict {
                Ok(()) => sendable.reached.push(*slot),
                Err(reason) => sendable.left_out.push((*slot, reason)),
            }
        }
        sendable
    }

    /// The point at this place: numbers come first, then addresses, as they were folded.
    fn point_at(&self, slot: Slot, place: usize) -> Taken {
        let numbers = self.numbers.rows.of(slot);
        if place < numbers.len() {
            return Taken::Number(self.numbers.digits(numbers.start + place));
        }
        let place = place - numbers.len();
        let emails = self.emails.rows.of(slot);
        if place < emails.len() {
            return Taken::Email(email_key(&self.emails.get(emails.start + place)));
        }
        Taken::Post(slot)
    }
}
