//! What changes by the clock alone: contacts whose consent was given for a time.

use std::collections::BTreeMap;

use super::set::Slot;
use super::{ContactSet, Roster};
use crate::domain::op::IdRanges;
use crate::domain::time::{Day, Millis};

/// Days before its end from which a consent counts as ending soon.
pub(super) const SOON: u16 = 30;

/// The next end of each contact that has one: of very few, so everybody else costs nothing.
#[derive(Default)]
pub(super) struct Ends {
    by_slot: BTreeMap<u32, Millis>,
}

impl Ends {
    pub(super) fn set(&mut self, slot: Slot, end: Option<Millis>) {
        match end {
            Some(end) => {
                self.by_slot.insert(slot.0, end);
            }
            None => {
                self.by_slot.remove(&slot.0);
            }
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.by_slot.len() * (size_of::<u32>() + size_of::<Millis>())
    }
}

impl Roster {
    /// The instant at which consent is folded from now on; contacts that are there keep the state
    /// they were folded to. Until it is set, nothing is over.
    pub fn set_now(&mut self, now: Millis) {
        self.now = now;
    }

    /// The instant at which consent was folded last.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// Contacts with a consent or other basis that holds today and ends within so many days.
    pub fn expiring(&self, today: Day, days: u16) -> ContactSet {
        let first_too_late = Day(today.0.saturating_add(i32::from(days)).saturating_add(1));
        let limit = Millis(first_too_late.start().0 - self.utc_offset);
        let start = Millis(today.start().0 - self.utc_offset);
        let ends = self.ends.by_slot.iter();
        ends.filter(|(_, end)| (start..limit).contains(*end))
            .map(|(slot, _)| Slot(*slot))
            .collect()
    }

    /// Contacts whose consent is over by `now` and was not yet when they were put into the list:
    /// to be put anew.
    pub fn due(&self, now: Millis) -> IdRanges {
        let mut due = IdRanges::default();
        for (slot, end) in &self.ends.by_slot {
            if *end <= now
                && let Some(id) = self.id(Slot(*slot))
            {
                due.insert(id);
            }
        }
        due
    }
}
