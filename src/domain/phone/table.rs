//! Look-up by a number's first digits in the tables that `assets/phone/generate.rs` writes.

use super::E164;

/// A table as it lies in the program: nothing is read or copied before the first look-up.
///
/// The layout stands in `assets/phone/generate.rs`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    bytes: &'static [u8],
    blocks: usize,
    entries: usize,
}

const HEADER: usize = 8;
const BLOCK: usize = 8;
const ENTRY: usize = 4;
/// The digits of a number that the tables look at, and how they are split.
const WIDTH: u32 = 9;
const LOW: u32 = 10_000;

impl Table {
    pub(super) fn new(bytes: &'static [u8]) -> Self {
        let mut table = Self {
            bytes,
            blocks: 0,
            entries: 0,
        };
        table.blocks = table.u32(0);
        table.entries = table.u32(4);
        table
    }

    /// The line that the number's first digits lead to, counted from 0.
    pub(super) fn line(&self, e164: E164) -> Option<usize> {
        let key = first_digits(e164)?;
        let (high, low) = (key / LOW, key % LOW);
        // The last block that does not begin after the key, and in it the last such entry.
        let block = partition_point(0, self.blocks, |block| {
            self.u32(HEADER + block * BLOCK) <= high as usize
        });
        let block = block.checked_sub(1)?;
        let first = self.u32(HEADER + block * BLOCK + 4);
        let end = if block + 1 == self.blocks {
            self.entries
        } else {
            self.u32(HEADER + (block + 1) * BLOCK + 4)
        };
        let entry = if self.u32(HEADER + block * BLOCK) == high as usize {
            partition_point(first, end, |entry| {
                self.u16(self.entry(entry)) <= low as usize
            })
        } else {
            end
        };
        self.u16(self.entry(entry.checked_sub(1)?) + 2)
            .checked_sub(1)
    }

    const fn entry(&self, index: usize) -> usize {
        HEADER + self.blocks * BLOCK + index * ENTRY
    }

    fn u16(&self, at: usize) -> usize {
        match self.bytes.get(at..at + 2) {
            Some(&[a, b]) => usize::from(u16::from_le_bytes([a, b])),
            _ => 0,
        }
    }

    fn u32(&self, at: usize) -> usize {
        match self.bytes.get(at..at + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
            _ => 0,
        }
    }
}

/// The number cut or filled up to nine digits.
fn first_digits(e164: E164) -> Option<u32> {
    let width = e164.0.checked_ilog10()? + 1;
    let key = if width > WIDTH {
        e164.0 / 10_u64.pow(width - WIDTH)
    } else {
        e164.0 * 10_u64.pow(WIDTH - width)
    };
    u32::try_from(key).ok()
}

/// The first of `from..to` for which `before` does not hold; it must hold for all earlier ones.
fn partition_point(mut from: usize, mut to: usize, before: impl Fn(usize) -> bool) -> usize {
    while from < to {
        let middle = from.midpoint(to);
        if before(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}
