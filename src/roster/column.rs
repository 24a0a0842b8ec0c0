//! A text column: one dictionary or pool, and one entry per contact.

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;

use super::GARBAGE_FLOOR;
use super::pool::{Pool, Within};
use super::set::{Slot, scan};

pub(super) struct TextColumn {
    pub(super) pool: Pool,
    codes: Vec<u32>,
    /// Values replaced since the last compaction.
    replaced: usize,
}

impl TextColumn {
    pub(super) fn new(pool: Pool) -> Self {
        Self {
            pool,
            codes: Vec::new(),
            replaced: 0,
        }
    }

    pub(super) fn grow(&mut self, slots: usize) {
        self.codes.resize(slots, 0);
    }

    pub(super) fn code(&self, slot: Slot) -> u32 {
        self.codes.get(slot.index()).copied().unwrap_or_default()
    }

    /// The entry of every contact, by slot.
    pub(super) fn codes(&self) -> &[u32] {
        &self.codes
    }

    pub(super) fn get(&self, slot: Slot) -> &str {
        self.pool.text(self.code(slot))
    }

    pub(super) fn set(&mut self, slot: Slot, text: &str, readings: impl FnOnce(&str, &mut String)) {
        let code = self.pool.add(text, readings);
        if self.codes.len() <= slot.index() {
            self.grow(slot.index() + 1);
        }
        if let Some(place) = self.codes.get_mut(slot.index()) {
            self.replaced += usize::from(*place != 0 && *place != code);
            *place = code;
        }
        if self.replaced > GARBAGE_FLOOR && self.replaced * 2 > self.pool.len() {
            self.compact();
        }
    }

    fn compact(&mut self) {
        let mut used = FixedBitSet::with_capacity(self.pool.len());
        for code in &self.codes {
            used.insert(*code as usize);
        }
        let moved = self.pool.compact(&used);
        for code in &mut self.codes {
            *code = moved.get(*code as usize).copied().unwrap_or_default();
        }
        self.replaced = 0;
    }

    /// Contacts in whose text the needle is found.
    pub(super) fn find(&self, needle: &str, within: Within) -> FixedBitSet {
        self.with_codes(&self.pool.find(needle, within))
    }

    /// Contacts whose entry is one of these.
    pub(super) fn with_codes(&self, entries: &FixedBitSet) -> FixedBitSet {
        if entries.is_clear() {
            return FixedBitSet::with_capacity(self.codes.len());
        }
        scan(&self.codes, |code| entries.contains(*code as usize))
    }

    pub(super) fn matches(&self, slot: Slot, finder: &Finder<'_>, within: Within) -> bool {
        self.pool.entry_matches(self.code(slot), finder, within)
    }

    pub(super) fn filled(&self) -> FixedBitSet {
        scan(&self.codes, |code| *code != 0)
    }

    pub(super) fn shrink(&mut self) {
        self.pool.shrink();
        self.codes.shrink_to_fit();
    }

    pub(super) fn bytes(&self) -> usize {
        self.pool.bytes() + 4 * self.codes.capacity()
    }
}
