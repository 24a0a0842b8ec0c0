//! Sets of contacts, and scans of whole columns that make them.

use fixedbitset::{Block, FixedBitSet};
use roaring::RoaringBitmap;

/// Where a contact stands in the columns; stays the same until the roster is loaded afresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Slot {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Contacts that passed a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactSet {
    pub(super) bits: FixedBitSet,
}

/// Fewer values than this are scanned on the calling thread: starting another costs more.
const WORTH_A_THREAD: usize = 100_000;
const BLOCK_BITS: usize = Block::BITS as usize;

impl ContactSet {
    pub fn len(&self) -> usize {
        self.bits.count_ones(..)
    }

    pub fn is_empty(&self) -> bool {
        self.bits.is_clear()
    }

    pub fn contains(&self, slot: Slot) -> bool {
        self.bits.contains(slot.index())
    }

    /// Slots in ascending order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.bits.ones().map(slot_at)
    }

    /// Those in both.
    pub fn intersect(&mut self, other: &Self) {
        self.bits.intersect_with(&other.bits);
    }

    /// Those in either.
    pub fn unite(&mut self, other: &Self) {
        self.bits.union_with(&other.bits);
    }

    /// Those not in `other`.
    pub fn subtract(&mut self, other: &Self) {
        self.bits.difference_with(&other.bits);
    }
}

impl FromIterator<Slot> for ContactSet {
    fn from_iter<I: IntoIterator<Item = Slot>>(slots: I) -> Self {
        Self {
            bits: slots.into_iter().map(Slot::index).collect(),
        }
    }
}

/// The slot at this position; positions come from columns, which never grow past `u32`.
pub(super) fn slot_at(index: usize) -> Slot {
    Slot(position(index))
}

/// A position in a column as it is stored.
pub(super) fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The positions whose value passes, on two threads when there are many.
pub(super) fn scan<T: Sync>(values: &[T], test: impl Fn(&T) -> bool + Sync) -> FixedBitSet {
    let mut blocks = vec![0; values.len().div_ceil(BLOCK_BITS)];
    let half = half_of(values.len());
    let (low, high) = blocks.split_at_mut(half / BLOCK_BITS);
    let (first, second) = values.split_at(half);
    let fill = |values: &[T], blocks: &mut [Block]| {
        for (chunk, block) in values.chunks(BLOCK_BITS).zip(blocks) {
            *block = chunk.iter().enumerate().fold(0, |bits, (bit, value)| {
                bits | (Block::from(test(value)) << bit)
            });
        }
    };
    in_two(|| fill(first, low), || fill(second, high), values.len());
    FixedBitSet::with_capacity_and_blocks(values.len(), blocks)
}

/// A middle at a block's edge; all of it on the second side when not worth a thread.
pub(super) const fn half_of(len: usize) -> usize {
    if len < WORTH_A_THREAD {
        return 0;
    }
    len / 2 / BLOCK_BITS * BLOCK_BITS
}

/// Runs both, at the same time when `size` is worth a thread.
pub(super) fn in_two<A: Send, B>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B,
    size: usize,
) -> (A, B) {
    if size < WORTH_A_THREAD {
        return (first(), second());
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(first);
        let here = second();
        // Half an answer would be a wrong one.
        let there = other
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (there, here)
    })
}

/// Adds a sparse set to a dense one, block by block.
pub(super) fn add_all(bits: &mut FixedBitSet, sparse: &RoaringBitmap) {
    let Some(last) = sparse.max() else {
        return;
    };
    bits.grow(last as usize + 1);
    let blocks = bits.as_mut_slice();
    let (mut at, mut block) = (0, 0);
    for slot in sparse {
        let slot = slot as usize;
        if slot / BLOCK_BITS != at {
            if let Some(place) = blocks.get_mut(at) {
                *place |= block;
            }
            (at, block) = (slot / BLOCK_BITS, 0);
        }
        block |= 1 << (slot % BLOCK_BITS);
    }
    if let Some(place) = blocks.get_mut(at) {
        *place |= block;
    }
}
