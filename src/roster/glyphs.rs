//! Which letters and digits each contact can be found by: one-character searches answered at once.

use fixedbitset::FixedBitSet;

use super::set::Slot;

const LETTERS: usize = 26;
const DIGITS: usize = 10;

/// One set of contacts per ASCII letter and digit.
pub(super) struct Glyphs {
    /// Digits first.
    sets: [FixedBitSet; DIGITS + LETTERS],
}

impl Default for Glyphs {
    fn default() -> Self {
        Self {
            sets: std::array::from_fn(|_| FixedBitSet::new()),
        }
    }
}

/// The letters and digits of folded text, as a mask.
pub(super) fn mask_of(text: &str) -> u64 {
    text.bytes().fold(0, |mask, byte| mask | bit_of(byte))
}

const fn bit_of(byte: u8) -> u64 {
    match byte {
        b'0'..=b'9' => 1 << (byte - b'0'),
        b'a'..=b'z' => 1 << DIGITS << (byte - b'a'),
        _ => 0,
    }
}

impl Glyphs {
    pub(super) fn grow(&mut self, slots: usize) {
        for set in &mut self.sets {
            set.grow(slots);
        }
    }

    pub(super) fn add(&mut self, slot: Slot, mut mask: u64) {
        while mask != 0 {
            if let Some(set) = self.sets.get_mut(mask.trailing_zeros() as usize) {
                set.grow_and_insert(slot.index());
            }
            mask &= mask - 1;
        }
    }

    pub(super) fn clear(&mut self, slot: Slot) {
        for set in &mut self.sets {
            if slot.index() < set.len() {
                set.remove(slot.index());
            }
        }
    }

    /// The contacts found by this needle, if it is one ASCII letter or digit.
    pub(super) fn find(&self, needle: &str) -> Option<&FixedBitSet> {
        match needle.as_bytes() {
            [byte] if bit_of(*byte) != 0 => self.sets.get(bit_of(*byte).trailing_zeros() as usize),
            _ => None,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.sets
            .iter()
            .map(|set| size_of_val(set.as_slice()))
            .sum()
    }
}
