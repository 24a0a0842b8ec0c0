//! Which rows of a child table belong to which contact.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::set::{Slot, position, scan, slot_at};

/// Owner of a row that was replaced or removed.
const NOBODY: u32 = u32::MAX;

/// The rows of one contact lie side by side; replaced rows stay until the table is compacted.
#[derive(Default)]
pub(super) struct Rows {
    first: Vec<u32>,
    count: Vec<u16>,
    owner: Vec<u32>,
    dead: usize,
}

impl Rows {
    /// Makes room for contacts up to `slots`.
    pub(super) fn grow(&mut self, slots: usize) {
        self.first.resize(slots, 0);
        self.count.resize(slots, 0);
    }

    /// The next row belongs to `slot`; rows of one contact must come one after the other.
    /// Returns `false`, and adds nothing, for a row that cannot be listed.
    pub(super) fn push(&mut self, slot: Slot) -> bool {
        let row = position(self.owner.len());
        let (Some(first), Some(count)) = (
            self.first.get_mut(slot.index()),
            self.count.get_mut(slot.index()),
        ) else {
            return false;
        };
        if *count == 0 {
            *first = row;
        }
        if *count == u16::MAX || *first + u32::from(*count) != row {
            return false;
        }
        *count += 1;
        self.owner.push(slot.0);
        true
    }

    pub(super) fn of(&self, slot: Slot) -> Range<usize> {
        let first = self.first.get(slot.index()).copied().unwrap_or_default() as usize;
        let count = self.count.get(slot.index()).copied().unwrap_or_default();
        first..first + usize::from(count)
    }

    pub(super) fn owner(&self, row: usize) -> Option<Slot> {
        self.owner
            .get(row)
            .filter(|slot| **slot != NOBODY)
            .map(|slot| Slot(*slot))
    }

    /// Owners by row; [`Rows::owner`] of each.
    pub(super) fn owners(&self) -> &[u32] {
        &self.owner
    }

    pub(super) fn len(&self) -> usize {
        self.owner.len()
    }

    /// Takes all rows from a contact.
    pub(super) fn clear(&mut self, slot: Slot) {
        let rows = self.of(slot);
        self.dead += rows.len();
        if let Some(owners) = self.owner.get_mut(rows) {
            owners.fill(NOBODY);
        }
        if let Some(count) = self.count.get_mut(slot.index()) {
            *count = 0;
        }
    }

    /// Whether most rows belong to nobody.
    pub(super) fn wants_compaction(&self) -> bool {
        self.dead > super::GARBAGE_FLOOR && self.dead * 2 > self.owner.len()
    }

    /// Drops rows of nobody; returns the old positions in their new order.
    pub(super) fn compact(&mut self) -> Vec<u32> {
        let mut kept = Vec::with_capacity(self.owner.len() - self.dead);
        let mut owner = Vec::with_capacity(kept.capacity());
        for index in 0..self.first.len() {
            let slot = slot_at(index);
            let rows = self.of(slot);
            if let Some(first) = self.first.get_mut(index) {
                *first = position(kept.len());
            }
            kept.extend(rows.clone().map(position));
            owner.extend(rows.map(|_| slot.0));
        }
        self.owner = owner;
        self.dead = 0;
        kept
    }

    /// Contacts with at least one row.
    pub(super) fn having(&self, slots: usize) -> FixedBitSet {
        let mut bits = scan(&self.count, |count| *count != 0);
        bits.grow(slots);
        bits
    }

    pub(super) fn shrink(&mut self) {
        self.first.shrink_to_fit();
        self.count.shrink_to_fit();
        self.owner.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> usize {
        4 * (self.first.capacity() + self.owner.capacity()) + 2 * self.count.capacity()
    }
}

/// The values at these positions, in this order.
pub(super) fn gather<T: Copy>(values: &[T], positions: &[u32]) -> Vec<T> {
    positions
        .iter()
        .filter_map(|at| values.get(*at as usize).copied())
        .collect()
}
