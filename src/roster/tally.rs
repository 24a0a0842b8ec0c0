//! Counting the contacts of a set by value, and picking the values worth showing.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::ContactSet;
use super::collate::Collation;
use super::pool::Pool;
use super::reading::readings;
use super::set::{Slot, slot_at};
use crate::domain::filter::fold;

/// What values are looked for by: their text in any case, or how Han is typed.
#[derive(Clone, Debug, Default)]
pub struct Needle {
    folded: String,
    at_start: bool,
}

impl Needle {
    /// Values that have `text` in them; all of them without any.
    pub fn within(text: &str) -> Self {
        Self {
            folded: fold(text.trim()).into_owned(),
            at_start: false,
        }
    }

    /// Values that begin with `text`.
    pub fn prefix(text: &str) -> Self {
        Self {
            at_start: true,
            ..Self::within(text)
        }
    }

    fn is_in(&self, line: &str) -> bool {
        if self.at_start {
            line.starts_with(&self.folded)
        } else {
            line.contains(&self.folded)
        }
    }

    /// Whether a folded text, or its pinyin, has it.
    pub(super) fn fits(&self, folded: &str) -> bool {
        if self.is_in(folded) {
            return true;
        }
        // Pinyin has letters only; nothing else can be found by it.
        if folded.is_ascii() || !self.folded.bytes().any(|b| b.is_ascii_lowercase()) {
            return false;
        }
        let mut lines = String::new();
        readings(folded, &mut lines);
        lines.lines().any(|line| self.is_in(line))
    }

    /// Whether an entry of a pool, or what it is found by besides, has it.
    fn fits_entry(&self, pool: &Pool, entry: u32) -> bool {
        if self.folded.is_empty() {
            return true;
        }
        let mut lines = pool.readings(entry).lines();
        let folded = lines.next().unwrap_or_default();
        match lines.next() {
            None => self.fits(folded),
            Some(next) => self.is_in(folded) || self.is_in(next) || lines.any(|l| self.is_in(l)),
        }
    }
}

/// Contacts by entry of a pool. Spellings that fold to the same text count as one.
pub(super) struct Tally<'a> {
    pool: &'a Pool,
    leaders: Vec<u32>,
    /// By leader.
    counts: Vec<u32>,
    /// By entry: how often each spelling was met.
    spelled: Vec<u32>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(pool: &'a Pool) -> Self {
        Self {
            pool,
            leaders: pool.leaders(),
            counts: vec![0; pool.len()],
            spelled: vec![0; pool.len()],
        }
    }

    fn leader(&self, entry: u32) -> u32 {
        self.leaders
            .get(entry as usize)
            .copied()
            .unwrap_or_default()
    }

    fn add(&mut self, leader: u32, entry: u32) {
        for (counts, at) in [(&mut self.counts, leader), (&mut self.spelled, entry)] {
            if let Some(count) = counts.get_mut(at as usize) {
                *count += 1;
            }
        }
    }

    /// The usual spelling of each text that has several.
    fn spellings(&self) -> FxHashMap<u32, &'a str> {
        let mut usual: FxHashMap<u32, (u32, &'a str)> = FxHashMap::default();
        let mut offer = |leader: u32, entry: u32| {
            let count = self
                .spelled
                .get(entry as usize)
                .copied()
                .unwrap_or_default();
            let text = self.pool.text(entry);
            let best = usual.entry(leader).or_insert((count, text));
            if count > best.0 || count == best.0 && text < best.1 {
                *best = (count, text);
            }
        };
        for (entry, leader) in (0..).zip(&self.leaders) {
            if entry != *leader {
                offer(*leader, *leader);
                offer(*leader, entry);
            }
        }
        usual
            .into_iter()
            .map(|(leader, (_, text))| (leader, text))
            .collect()
    }

    /// Counts a column with one entry per contact.
    pub(super) fn count(mut self, set: &ContactSet, codes: &[u32]) -> Self {
        for index in set.bits.ones() {
            let code = codes.get(index).copied().unwrap_or_default();
            self.add(self.leader(code), code);
        }
        self
    }

    /// Counts a table with any number of entries per contact, each contact once per value.
    pub(super) fn count_each<I: Iterator<Item = u32>>(
        mut self,
        set: &ContactSet,
        codes: impl Fn(Slot) -> I,
    ) -> Self {
        let mut seen = Vec::new();
        for index in set.bits.ones() {
            seen.clear();
            for code in codes(slot_at(index)) {
                let leader = self.leader(code);
                if !seen.contains(&leader) {
                    seen.push(leader);
                    self.add(leader, code);
                }
            }
        }
        self
    }

    /// The most frequent values that fit, and how many fit in all.
    pub(super) fn top(&self, needle: &Needle, limit: usize) -> (Vec<(&'a str, usize)>, usize) {
        let mut distinct = 0;
        let counted = (0..).zip(&self.counts).skip(1);
        let usual = self.spellings();
        let text = |entry| {
            usual
                .get(&entry)
                .copied()
                .unwrap_or_else(|| self.pool.text(entry))
        };
        let fitting = counted
            .filter(|(entry, count)| **count > 0 && needle.fits_entry(self.pool, *entry))
            .map(|(entry, count)| (text(entry), *count as usize))
            .inspect(|_| distinct += 1);
        let top = first_by(fitting, limit, by_frequency);
        (top, distinct)
    }
}

/// Most frequent first, then as a reader expects.
pub(super) fn by_frequency(a: &(&str, usize), b: &(&str, usize)) -> Ordering {
    let order = b.1.cmp(&a.1);
    order.then_with(|| Collation::Reader.compare(a.0, b.0))
}

/// The first `limit` of the items in order, without ordering the others.
pub(super) fn first_by<T>(
    items: impl Iterator<Item = T>,
    limit: usize,
    compare: impl Fn(&T, &T) -> Ordering,
) -> Vec<T> {
    let mut first: Vec<T> = Vec::new();
    // From here on the first `limit` are sorted, and later ones must come before the last of them.
    let mut is_full = false;
    for item in items {
        let last = limit.checked_sub(1).and_then(|last| first.get(last));
        if is_full && last.is_none_or(|last| compare(&item, last).is_ge()) {
            continue;
        }
        first.push(item);
        if first.len() >= limit.saturating_mul(2).max(1) {
            first.sort_by(&compare);
            first.truncate(limit);
            is_full = true;
        }
    }
    first.sort_by(&compare);
    first.truncate(limit);
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_those_of_a_full_sort() {
        let items: Vec<u32> = (0..500).map(|n| n * 7919 % 101).collect();
        let mut sorted = items.clone();
        sorted.sort_unstable();
        for limit in [0, 1, 2, 10, 499, 500, 1000, usize::MAX] {
            let first = first_by(items.iter().copied(), limit, u32::cmp);
            let expected: Vec<u32> = sorted.iter().copied().take(limit).collect();
            assert_eq!(first, expected, "{limit}");
        }
    }

    #[test]
    fn values_are_found_as_they_are_typed() {
        let check = |needle: &Needle, text: &str, expected: bool| {
            assert_eq!(needle.fits(&fold(text)), expected, "{needle:?} {text}");
        };
        check(&Needle::within(""), "深圳", true);
        check(&Needle::within("SZ"), "深圳", true);
        check(&Needle::within("zhen"), "深圳", true);
        check(&Needle::within("圳"), "深圳", true);
        check(&Needle::within("gz"), "深圳", false);
        check(&Needle::within("YORK"), "New York", true);
        check(&Needle::prefix("york"), "New York", false);
        check(&Needle::prefix("new y"), "New York", true);
        check(&Needle::prefix("shen"), "深圳", true);
        check(&Needle::prefix("zhen"), "深圳", false);
    }
}
