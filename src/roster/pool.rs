//! Texts kept in one buffer, folded and ready to be searched, each under a small number.

use std::hash::{BuildHasher as _, RandomState};

use fixedbitset::{Block, FixedBitSet};
use hashbrown::HashTable;
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use zeroize::Zeroize as _;

use super::set::{half_of, in_two, position};
use crate::domain::filter::fold;

/// Ends the folded text and each further reading; folded text has no control characters.
const END: char = '\n';
const END_BYTE: u8 = b'\n';
/// More than any text with its readings; far beyond what a cell can hold.
const LONGEST_TEXT: usize = 1 << 24;

/// An append-only store. Entry 0 is the empty text. What no one refers to any more is dropped by
/// [`Pool::compact`].
pub(super) struct Pool {
    /// For every entry its folded text, then further readings, each with an `END` behind.
    hay: String,
    /// Where each entry begins, and at last where the next would.
    starts: Vec<u32>,
    /// Texts as written, where they differ from their fold.
    written: String,
    written_starts: Vec<u32>,
    /// Finds the entry of a text, in pools that keep each text once.
    known: Option<Known>,
}

/// Entries by the hash of their text.
#[derive(Default)]
struct Known {
    /// Entry and hash, so that growing need not read the texts again.
    table: HashTable<(u32, u32)>,
    /// Seeded: names come from strangers' files.
    seed: RandomState,
}

impl Known {
    fn hash(&self, text: &str) -> u32 {
        // The upper half is as good as the lower.
        position((self.seed.hash_one(text) >> 32) as usize)
    }

    fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self.table.find(spread(hash), |(entry, other)| {
            *other == hash && is_it(*entry)
        });
        found.map(|(entry, _)| *entry)
    }

    fn insert(&mut self, hash: u32, entry: u32) {
        self.table
            .insert_unique(spread(hash), (entry, hash), |(_, hash)| spread(*hash));
    }
}

/// The table looks at the highest and the lowest bits.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// What part of an entry a needle must lie in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// The text or one of its further readings.
    Anything,
    /// The text itself.
    Text,
    /// The text must be the needle.
    Whole,
    /// The text must begin with the needle.
    Start,
    /// The text must end with the needle.
    End,
}

impl Pool {
    /// A pool that keeps every text it is given.
    pub(super) fn plain() -> Self {
        let mut pool = Self {
            hay: String::new(),
            starts: vec![0],
            written: String::new(),
            written_starts: vec![0],
            known: None,
        };
        pool.append("", "", |_, _| ());
        pool
    }

    /// A pool that keeps each text once.
    pub(super) fn distinct() -> Self {
        let mut pool = Self::plain();
        pool.known = Some(Known::default());
        pool
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        let table = self
            .known
            .as_ref()
            .map_or(0, |known| known.table.allocation_size());
        self.hay.capacity()
            + self.written.capacity()
            + 4 * (self.starts.capacity() + self.written_starts.capacity())
            + table
    }

    /// The entry of `text`; `readings` writes what else a text not yet known is found by, line by
    /// line, given its fold.
    pub(super) fn add(&mut self, text: &str, readings: impl FnOnce(&str, &mut String)) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let Some(known) = &self.known else {
            return self.append(text, &fold(text), readings);
        };
        let hash = known.hash(text);
        if let Some(entry) = known.find(hash, |entry| self.text(entry) == text) {
            return entry;
        }
        let entry = self.append(text, &fold(text), readings);
        if let Some(known) = &mut self.known {
            known.insert(hash, entry);
        }
        entry
    }

    /// Touches what adding these texts will need, so that the cache has it by then.
    pub(super) fn read_ahead(&self, texts: &[&str]) {
        let Some(known) = &self.known else {
            return;
        };
        let hashes: Vec<u32> = texts.iter().map(|text| known.hash(text)).collect();
        let entries: Vec<usize> = hashes
            .iter()
            .filter_map(|hash| known.find(*hash, |_| true))
            .map(|entry| entry as usize)
            .collect();
        let first_byte = |text: &str, starts: &[u32], entry: usize| {
            let start = starts.get(entry).copied().unwrap_or_default();
            text.as_bytes()
                .get(start as usize)
                .copied()
                .unwrap_or_default()
        };
        let touched = entries.iter().fold(0, |sum: u8, entry| {
            sum ^ first_byte(&self.hay, &self.starts, *entry)
                ^ first_byte(&self.written, &self.written_starts, *entry)
        });
        // Otherwise the compiler sees that nothing comes of it.
        std::hint::black_box(touched);
    }

    /// Adds an entry that is found by `folded` but reads `text`.
    pub(super) fn add_as(&mut self, text: &str, folded: &str) -> u32 {
        self.append(text, folded, |_, _| ())
    }

    /// Four gigabytes of one column are more than the roster can hold; the text then stays empty.
    fn append(
        &mut self,
        text: &str,
        folded: &str,
        readings: impl FnOnce(&str, &mut String),
    ) -> u32 {
        let longest = self.hay.len().max(self.written.len()) + LONGEST_TEXT;
        if u32::try_from(longest).is_err() || text.len().max(folded.len()) > LONGEST_TEXT / 16 {
            return 0;
        }
        self.hay.push_str(folded);
        self.hay.push(END);
        let before = self.hay.len();
        readings(folded, &mut self.hay);
        if self.hay.len() > before {
            self.hay.push(END);
        }
        self.starts.push(position(self.hay.len()));
        if text != folded {
            self.written.push_str(text);
        }
        self.written_starts.push(position(self.written.len()));
        position(self.len() - 1)
    }

    /// The text as written.
    pub(super) fn text(&self, entry: u32) -> &str {
        let index = entry as usize;
        let written = span(&self.written_starts, index)
            .and_then(|(start, end)| self.written.get(start..end))
            .unwrap_or_default();
        if written.is_empty() {
            self.folded(entry)
        } else {
            written
        }
    }

    /// The text folded.
    pub(super) fn folded(&self, entry: u32) -> &str {
        self.readings(entry).split(END).next().unwrap_or_default()
    }

    /// The folded text and its further readings, with ends between.
    pub(super) fn readings(&self, entry: u32) -> &str {
        span(&self.starts, entry as usize)
            .and_then(|(start, end)| self.hay.get(start..end))
            .unwrap_or_default()
    }

    /// For every entry the first one that folds to the same text: to a reader they are one.
    pub(super) fn leaders(&self) -> Vec<u32> {
        let mut leaders: Vec<u32> = (0..position(self.len())).collect();
        let mut first: FxHashMap<&str, u32> = FxHashMap::default();
        for entry in 1..self.len() {
            let differs = span(&self.written_starts, entry).is_some_and(|(start, end)| start < end);
            let entry = position(entry);
            let folded = self.folded(entry);
            // Where each text is kept once, two can only meet if one of them is not its own fold.
            let twin = match &self.known {
                Some(_) if !differs => continue,
                Some(known) => known.find(known.hash(folded), |twin| self.text(twin) == folded),
                None => None,
            };
            let leader = *first
                .entry(folded)
                .or_insert(entry.min(twin.unwrap_or(entry)));
            for entry in [Some(entry), twin].into_iter().flatten() {
                if let Some(place) = leaders.get_mut(entry as usize) {
                    *place = leader;
                }
            }
        }
        leaders
    }

    /// The entries in which `needle` is found.
    pub(super) fn find(&self, needle: &str, within: Within) -> FixedBitSet {
        let mut blocks: Vec<Block> = vec![0; self.len().div_ceil(Block::BITS as usize)];
        if self.hay.len() > self.len() || needle.is_empty() {
            let finder = Finder::new(needle);
            let half = half_of(self.len());
            let (low, high) = blocks.split_at_mut(half / Block::BITS as usize);
            in_two(
                || self.find_between(&finder, within, 0, half, low),
                || self.find_between(&finder, within, half, self.len(), high),
                self.len(),
            );
        }
        FixedBitSet::with_capacity_and_blocks(self.len(), blocks)
    }

    /// Sets the bits of the entries from `first` to before `end`; `blocks` begins at `first`.
    fn find_between(
        &self,
        finder: &Finder<'_>,
        within: Within,
        first: usize,
        end: usize,
        blocks: &mut [Block],
    ) {
        let hay = self.hay.as_bytes();
        let start_of = |entry: usize| self.starts.get(entry).map_or(hay.len(), |at| *at as usize);
        let stop = start_of(end);
        let mut entry = first;
        let mut from = start_of(first);
        while entry < end {
            let Some(found) = hay.get(from..stop).and_then(|rest| finder.find(rest)) else {
                return;
            };
            let at = from + found;
            entry = self.entry_at(at, entry);
            let next = start_of(entry + 1);
            let is_hit = match within {
                Within::Anything => true,
                _ => hay
                    .get(start_of(entry)..next)
                    .is_some_and(|entry| fits(entry, finder.needle(), within)),
            };
            if is_hit {
                let bit = entry - first;
                if let Some(block) = blocks.get_mut(bit / Block::BITS as usize) {
                    *block |= 1 << (bit % Block::BITS as usize);
                }
            }
            // One hit in an entry is enough; the next can only be further on.
            from = next;
            entry += 1;
        }
    }

    /// The entry that holds byte `at`, known not to lie before `from`.
    fn entry_at(&self, at: usize, from: usize) -> usize {
        let after = self.starts.get(from + 1..).unwrap_or_default();
        let at = position(at);
        // Frequent needles hit soon again, rare ones far away.
        let near = after
            .iter()
            .take(8)
            .take_while(|start| **start <= at)
            .count();
        if near < 8 {
            return from + near;
        }
        from + after.partition_point(|start| *start <= at)
    }

    /// Whether `needle` is found in this entry.
    pub(super) fn entry_matches(&self, entry: u32, finder: &Finder<'_>, within: Within) -> bool {
        let hay = self.readings(entry).as_bytes();
        match within {
            Within::Anything => finder.find(hay).is_some(),
            _ => fits(hay, finder.needle(), within),
        }
    }

    /// Keeps the entries that `is_used` and returns where each went; the others go to 0.
    pub(super) fn compact(&mut self, is_used: &FixedBitSet) -> Vec<u32> {
        let mut fresh = if self.known.is_some() {
            Self::distinct()
        } else {
            Self::plain()
        };
        let mut moved = vec![0; self.len()];
        for (entry, to) in moved.iter_mut().enumerate().skip(1) {
            if is_used.contains(entry) {
                let entry = position(entry);
                let (folded, more) = self.readings(entry).split_once(END).unwrap_or_default();
                let text = self.text(entry);
                *to = fresh.append(text, folded, |_, hay| {
                    hay.push_str(more.trim_end_matches(END));
                });
                if let Some(known) = &mut fresh.known {
                    known.insert(known.hash(text), *to);
                }
            }
        }
        self.wipe();
        *self = fresh;
        moved
    }

    pub(super) fn shrink(&mut self) {
        self.hay.shrink_to_fit();
        self.written.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.written_starts.shrink_to_fit();
    }

    pub(super) fn wipe(&mut self) {
        self.hay.zeroize();
        self.written.zeroize();
    }
}

fn span(starts: &[u32], index: usize) -> Option<(usize, usize)> {
    let start = *starts.get(index)?;
    let end = *starts.get(index + 1)?;
    Some((start as usize, end as usize))
}

fn fits(entry: &[u8], needle: &[u8], within: Within) -> bool {
    let end = memchr::memchr(END_BYTE, entry).unwrap_or(entry.len());
    let text = entry.get(..end).unwrap_or_default();
    match within {
        Within::Anything => memchr::memmem::find(entry, needle).is_some(),
        Within::Text => memchr::memmem::find(text, needle).is_some(),
        Within::Whole => text == needle,
        Within::Start => text.starts_with(needle),
        Within::End => text.ends_with(needle),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pool: &Pool, needle: &str, within: Within) -> Vec<usize> {
        pool.find(needle, within).ones().collect()
    }

    #[test]
    fn needles_map_back_to_entries() {
        let mut pool = Pool::distinct();
        let readings = |text: &str, lines: &mut String| {
            if text == "张三" {
                lines.push_str("zhangsan\nzs");
            }
        };
        let zhang = pool.add("张三", readings);
        let bob = pool.add("Bob", readings);
        assert_eq!(pool.add("张三", readings), zhang);
        assert_eq!(pool.add("", readings), 0);
        assert_eq!((pool.text(zhang), pool.text(bob)), ("张三", "Bob"));
        let check = |needle: &str, within, expected: &[u32]| {
            let expected: Vec<usize> = expected.iter().map(|entry| *entry as usize).collect();
            assert_eq!(found(&pool, needle, within), expected, "{needle}");
        };
        check("zs", Within::Anything, &[zhang]);
        check("zs", Within::Text, &[]);
        check("bo", Within::Anything, &[bob]);
        check("b", Within::Anything, &[bob]);
        check("bob", Within::Whole, &[bob]);
        check("bo", Within::Whole, &[]);
        check("ob", Within::End, &[bob]);
        check("ob", Within::Start, &[]);
        check("san\nzs\nbob", Within::Text, &[]);
    }

    #[test]
    fn spellings_of_one_text_have_one_leader() {
        let check = |mut pool: Pool, texts: &[&str], expected: &[u32]| {
            for text in texts {
                pool.add(text, |_, _| ());
            }
            assert_eq!(pool.leaders(), expected, "{texts:?}");
        };
        let texts = ["Ab", "x", "ab", "AB", "深圳", "y"];
        check(Pool::distinct(), &texts, &[0, 1, 2, 1, 1, 5, 6]);
        check(Pool::plain(), &["x", "Ab", "x", "aB"], &[0, 1, 2, 1, 2]);
        check(Pool::distinct(), &["ab", "Ab", "AB"], &[0, 1, 1, 1]);
    }

    #[test]
    fn compaction_keeps_what_is_used() {
        let mut pool = Pool::distinct();
        let [a, b, c] =
            ["Ann", "bob", "张三"].map(|name| pool.add(name, |_, lines| lines.push('x')));
        let used: FixedBitSet = [a, c].map(|entry| entry as usize).into_iter().collect();
        let moved = pool.compact(&used);
        let new = |entry: u32| moved.get(entry as usize).copied().unwrap_or_default();
        assert_eq!(
            (pool.text(new(a)), new(b), pool.text(new(c))),
            ("Ann", 0, "张三")
        );
        assert_eq!(pool.readings(new(c)), "张三\nx\n");
        assert_eq!(pool.add("Ann", |_, _| ()), new(a));
        assert_eq!(pool.len(), 3);
    }
}
