//! The phone numbers of all contacts, and who shares them.

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use zeroize::Zeroize as _;

use super::digits::{DigitNeedle, Digits};
use super::pool::{Pool, Within};
use super::rows::{Rows, gather};
use super::set::{Slot, half_of, in_two, position};
use crate::domain::listing::NumberRow;
use crate::domain::phone::{E164, NumberKind, NumberStatus, Region};

/// Marks a raw text that is rebuilt from the digits; below it an entry of the pool.
const DERIVED: u32 = 1 << 31;
/// Derived, with a plus in front.
const PLUS: u32 = 1 << 30;
/// Numbers added since the index was sorted are kept apart until there are this many.
const FRESH_LIMIT: usize = 65_536;

#[derive(Clone, Copy)]
pub(super) struct NumberFacts {
    pub(super) status: NumberStatus,
    pub(super) kind: NumberKind,
    pub(super) region: Option<Region>,
}

#[derive(Default)]
pub(super) struct NumberTable {
    pub(super) rows: Rows,
    digits: Vec<Digits>,
    facts: Vec<NumberFacts>,
    raw: Vec<u32>,
    /// Cells as written that say more than the number: found by their digits.
    odd: Option<Pool>,
    /// Row of each entry of `odd`.
    odd_rows: Vec<u32>,
    /// Rows with digits, in the order of the digits; replaced rows stay in it.
    sorted: Vec<u32>,
    /// Rows added since, by digits.
    fresh: FxHashMap<Digits, Vec<u32>>,
    fresh_rows: usize,
}

impl NumberTable {
    pub(super) fn push(&mut self, slot: Slot, row: NumberRow<'_>) -> Option<Digits> {
        if !self.rows.push(slot) {
            return None;
        }
        let digits = row.e164.map(Digits::pack).unwrap_or_default();
        self.digits.push(digits);
        self.facts.push(NumberFacts {
            status: row.status,
            kind: row.kind,
            region: row.region,
        });
        let raw = self.store_raw(row.raw, digits);
        self.raw.push(raw);
        Some(digits)
    }

    /// Most cells are the number with or without its country code: nothing to keep.
    fn store_raw(&mut self, raw: &str, digits: Digits) -> u32 {
        if raw.is_empty() {
            return DERIVED;
        }
        let (plus, bare) = match raw.strip_prefix('+') {
            Some(bare) => (PLUS, bare),
            None => (0, raw),
        };
        let packed = Digits::parse(bare);
        let is_tail = packed.is_some_and(|bare| digits.tail(bare.len()) == bare);
        if is_tail {
            return DERIVED | plus | position(bare.len());
        }
        let found_by: String = raw.chars().filter(char::is_ascii_digit).collect();
        let is_inside = Digits::parse(&found_by)
            .is_some_and(|found_by| DigitNeedle::new(found_by).is_in(digits));
        let found_by = if is_inside { "" } else { &found_by };
        let pool = self.odd.get_or_insert_with(Pool::plain);
        let entry = pool.add_as(raw, found_by);
        self.odd_rows.resize(pool.len(), 0);
        if let Some(row) = self.odd_rows.last_mut() {
            *row = position(self.digits.len() - 1);
        }
        entry
    }

    /// The cell as it was written.
    pub(super) fn raw(&self, row: usize) -> String {
        let Some(code) = self.raw.get(row).copied() else {
            return String::new();
        };
        if code & DERIVED == 0 {
            let text = self.odd.as_ref().map(|pool| pool.text(code));
            return text.unwrap_or_default().to_owned();
        }
        let count = (code & !(DERIVED | PLUS)) as usize;
        let digits = self.digits.get(row).copied().unwrap_or_default();
        let tail = digits.tail(count).e164().map_or(0, |number| number.0);
        let plus = if code & PLUS == 0 { "" } else { "+" };
        if count == 0 {
            return plus.to_owned();
        }
        format!("{plus}{tail:0count$}")
    }

    pub(super) fn facts(&self, row: usize) -> Option<NumberFacts> {
        self.facts.get(row).copied()
    }

    pub(super) fn digits(&self, row: usize) -> Digits {
        self.digits.get(row).copied().unwrap_or_default()
    }

    /// The first valid number that may be a mobile.
    pub(super) fn mobile(&self, slot: Slot) -> Digits {
        self.rows
            .of(slot)
            .find(|row| self.facts(*row).is_some_and(is_usable_mobile))
            .map(|row| self.digits(row))
            .unwrap_or_default()
    }

    pub(super) fn e164(&self, row: usize) -> Option<E164> {
        self.digits(row).e164()
    }

    /// Digits seen in the cell or the number of this row, bit 0 for 0.
    pub(super) fn seen(&self, row: usize) -> u64 {
        self.found_by(row)
            .bytes()
            .filter(u8::is_ascii_digit)
            .fold(self.digits(row).seen(), |seen, b| seen | 1 << (b - b'0'))
    }

    fn found_by(&self, row: usize) -> &str {
        match (self.raw.get(row), &self.odd) {
            (Some(code), Some(pool)) if code & DERIVED == 0 => pool.folded(*code),
            _ => "",
        }
    }

    /// Owners of rows that pass.
    pub(super) fn owners(&self, slots: usize, test: impl Fn(NumberFacts) -> bool) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(slots);
        for (facts, owner) in self.facts.iter().zip(self.rows.owners()) {
            if test(*facts) && (*owner as usize) < slots {
                bits.insert(*owner as usize);
            }
        }
        bits
    }

    /// Contacts with these digits in a row in one number or cell.
    pub(super) fn find(&self, needle: &str, slots: usize) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(slots);
        if let Some(digits) = Digits::parse(needle) {
            let ready = DigitNeedle::new(digits);
            let half = half_of(self.digits.len());
            let owners = self.rows.owners();
            let look = |from: usize, to: usize| {
                let mut bits = FixedBitSet::with_capacity(slots);
                let owners = owners.get(from..to).unwrap_or_default();
                ready.find_in(self.digits.get(from..to).unwrap_or_default(), |at| {
                    if let Some(owner) = owners.get(at).filter(|owner| (**owner as usize) < slots) {
                        bits.insert(*owner as usize);
                    }
                });
                bits
            };
            let (low, high) = in_two(
                || look(0, half),
                || look(half, self.digits.len()),
                self.digits.len(),
            );
            bits = high;
            bits.union_with(&low);
        }
        if let Some(pool) = &self.odd {
            for entry in pool.find(needle, Within::Text).ones() {
                let row = self.odd_rows.get(entry).copied().unwrap_or_default();
                if let Some(slot) = self.rows.owner(row as usize) {
                    bits.insert(slot.index());
                }
            }
        }
        bits
    }

    pub(super) fn matches(&self, slot: Slot, needle: Option<Digits>, finder: &Finder<'_>) -> bool {
        let ready = needle.map(DigitNeedle::new);
        self.rows.of(slot).any(|row| {
            ready.is_some_and(|ready| ready.is_in(self.digits(row)))
                || finder.find(self.found_by(row).as_bytes()).is_some()
        })
    }

    /// Rows of living contacts that have this number.
    pub(super) fn rows_with(&self, digits: Digits) -> impl Iterator<Item = usize> {
        let of = |row: &u32| self.digits(*row as usize);
        let from = self.sorted.partition_point(|row| of(row) < digits);
        let same = self.sorted.get(from..).unwrap_or_default().iter();
        let fresh = self.fresh.get(&digits).into_iter().flatten();
        same.take_while(move |row| of(row) == digits)
            .chain(fresh)
            .map(|row| *row as usize)
            .filter(|row| self.rows.owner(*row).is_some())
    }

    /// Whether another contact has one of this contact's numbers.
    pub(super) fn is_shared(&self, slot: Slot) -> bool {
        self.rows.of(slot).any(|row| {
            let digits = self.digits(row);
            digits != Digits::default()
                && self
                    .rows_with(digits)
                    .any(|other| self.rows.owner(other) != Some(slot))
        })
    }

    /// Lets the rows of this contact be found by [`NumberTable::rows_with`].
    pub(super) fn index(&mut self, slot: Slot) {
        for row in self.rows.of(slot) {
            let digits = self.digits(row);
            if digits != Digits::default() {
                self.fresh.entry(digits).or_default().push(position(row));
                self.fresh_rows += 1;
            }
        }
        if self.fresh_rows > FRESH_LIMIT.max(self.digits.len() / 8) {
            self.index_all();
        }
    }

    /// Indexes every row; returns the contacts that share a number.
    pub(super) fn index_all(&mut self) -> FixedBitSet {
        self.fresh = FxHashMap::default();
        self.fresh_rows = 0;
        let mut keyed: Vec<(Digits, u32)> = self
            .digits
            .iter()
            .zip(0..)
            .filter(|(digits, row)| {
                **digits != Digits::default() && self.rows.owner(*row as usize).is_some()
            })
            .map(|(digits, row)| (*digits, row))
            .collect();
        let half = half_of(keyed.len());
        let len = keyed.len();
        let (low, high) = keyed.split_at_mut(half);
        in_two(|| low.sort_unstable(), || high.sort_unstable(), len);
        // Two sorted runs: the stable sort only merges them.
        keyed.sort();
        let mut shared = FixedBitSet::new();
        for group in keyed
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|group| group.len() > 1)
        {
            let owner = |row: &(Digits, u32)| self.rows.owner(row.1 as usize);
            let first = group.first().and_then(owner);
            if group.iter().any(|row| owner(row) != first) {
                for slot in group.iter().filter_map(owner) {
                    shared.grow_and_insert(slot.index());
                }
            }
        }
        self.sorted = keyed.iter().map(|(_, row)| *row).collect();
        shared
    }

    /// Drops rows of nobody once they are the most.
    pub(super) fn tidy(&mut self) {
        if !self.rows.wants_compaction() {
            return;
        }
        let kept = self.rows.compact();
        self.digits = gather(&self.digits, &kept);
        self.facts = gather(&self.facts, &kept);
        self.raw = gather(&self.raw, &kept);
        if let Some(pool) = &mut self.odd {
            let entries = self.raw.iter().filter(|code| **code & DERIVED == 0);
            let mut used = FixedBitSet::with_capacity(pool.len());
            entries.for_each(|entry| used.insert(*entry as usize));
            let moved = pool.compact(&used);
            self.odd_rows = vec![0; pool.len()];
            for (row, code) in self.raw.iter_mut().enumerate() {
                if *code & DERIVED == 0 {
                    *code = moved.get(*code as usize).copied().unwrap_or(DERIVED);
                    if let Some(place) = self.odd_rows.get_mut(*code as usize) {
                        *place = position(row);
                    }
                }
            }
        }
        self.index_all();
    }

    pub(super) fn shrink(&mut self) {
        self.rows.shrink();
        self.digits.shrink_to_fit();
        self.facts.shrink_to_fit();
        self.raw.shrink_to_fit();
        self.odd_rows.shrink_to_fit();
        if let Some(pool) = &mut self.odd {
            pool.shrink();
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.rows.bytes()
            + 8 * self.digits.capacity()
            + size_of::<NumberFacts>() * self.facts.capacity()
            + 4 * (self.raw.capacity() + self.odd_rows.capacity() + self.sorted.capacity())
            + self.odd.as_ref().map_or(0, Pool::bytes)
    }

    pub(super) fn wipe(&mut self) {
        for digits in &mut self.digits {
            digits.0.zeroize();
        }
        if let Some(pool) = &mut self.odd {
            pool.wipe();
        }
        self.fresh = FxHashMap::default();
    }
}

pub(super) fn is_usable_mobile(facts: NumberFacts) -> bool {
    facts.status == NumberStatus::Ok && facts.kind.may_be_mobile()
}
