//! What contacts bought, summed up.

use super::set::Slot;
use crate::domain::contact::PurchaseSummary;
use crate::domain::time::Day;

const NEVER: i32 = i32::MIN;

/// Only as long as the last contact with a purchase; the others have none.
#[derive(Default)]
pub(super) struct PurchaseColumns {
    counts: Vec<u32>,
    totals: Vec<i64>,
    last: Vec<i32>,
}

impl PurchaseColumns {
    pub(super) fn set(&mut self, slot: Slot, summary: PurchaseSummary) {
        let nothing = summary == PurchaseSummary::default();
        if self.counts.len() <= slot.index() {
            if nothing {
                return;
            }
            let len = slot.index() + 1;
            self.counts.resize(len, 0);
            self.totals.resize(len, 0);
            self.last.resize(len, NEVER);
        }
        if let (Some(count), Some(total), Some(last)) = (
            self.counts.get_mut(slot.index()),
            self.totals.get_mut(slot.index()),
            self.last.get_mut(slot.index()),
        ) {
            *count = summary.count;
            *total = summary.total_cents;
            *last = summary.last.map_or(NEVER, |day| day.0);
        }
    }

    pub(super) fn get(&self, slot: Slot) -> PurchaseSummary {
        let index = slot.index();
        PurchaseSummary {
            count: self.counts.get(index).copied().unwrap_or_default(),
            total_cents: self.totals.get(index).copied().unwrap_or_default(),
            last: self.last(slot),
        }
    }

    pub(super) fn last(&self, slot: Slot) -> Option<Day> {
        let day = self.last.get(slot.index()).copied();
        day.filter(|day| *day != NEVER).map(Day)
    }

    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }

    pub(super) fn totals(&self) -> &[i64] {
        &self.totals
    }

    /// Days of last purchases; [`i32::MIN`] without one.
    pub(super) fn last_days(&self) -> &[i32] {
        &self.last
    }

    pub(super) fn shrink(&mut self) {
        self.counts.shrink_to_fit();
        self.totals.shrink_to_fit();
        self.last.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> usize {
        4 * (self.counts.capacity() + self.last.capacity()) + 8 * self.totals.capacity()
    }
}
