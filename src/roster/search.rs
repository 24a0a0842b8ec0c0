//! Free text: which contacts a word finds, by name, pinyin, company, reference, tag, e-mail, number.

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;
use roaring::{MultiOps as _, RoaringBitmap};
use zeroize::Zeroize as _;

use super::Roster;
use super::digits::Digits;
use super::pool::Within;
use super::set::{Slot, add_all, slot_at};
use crate::domain::filter::fold;

/// Words whose results are kept.
const KEPT: usize = 12;
/// Up to so many contacts, looking at each is faster than a scan of everything.
const FEW: usize = 4_096;

/// Results of the last words, of one revision.
#[derive(Default)]
pub(super) struct WordCache {
    revision: u64,
    /// Latest last.
    found: Vec<(Needle, FixedBitSet)>,
}

/// A word made ready to be looked for.
#[derive(Clone, PartialEq, Eq)]
struct Needle {
    folded: String,
    /// The digits of a word that has nothing else but what is written between digits.
    digits: String,
}

impl Needle {
    fn new(word: &str) -> Self {
        let folded = fold(word).into_owned();
        let between = |c: char| matches!(c, '+' | '-' | ' ' | '.' | '(' | ')');
        let is_number = folded.chars().all(|c| c.is_ascii_digit() || between(c));
        let digits = if is_number {
            folded.chars().filter(char::is_ascii_digit).collect()
        } else {
            String::new()
        };
        Self { folded, digits }
    }

    /// Whether all that this finds is found by `other` too.
    fn narrows(&self, other: &Self) -> bool {
        let by_digits = self.digits.is_empty()
            || (!other.digits.is_empty() && self.digits.contains(&other.digits));
        by_digits && self.folded.contains(&other.folded)
    }
}

impl WordCache {
    pub(super) fn forget(&mut self) {
        for (needle, _) in &mut self.found {
            needle.folded.zeroize();
            needle.digits.zeroize();
        }
        self.found.clear();
    }

    fn get(&self, revision: u64, needle: &Needle) -> Option<&FixedBitSet> {
        let mut entries = self.entries(revision);
        entries
            .find(|(known, _)| known == needle)
            .map(|(_, set)| set)
    }

    /// The smallest result that holds everything `needle` finds.
    fn around(&self, revision: u64, needle: &Needle) -> Option<&FixedBitSet> {
        self.entries(revision)
            .filter(|(known, _)| needle.narrows(known))
            .map(|(_, set)| (set.count_ones(..), set))
            .filter(|(count, _)| *count <= FEW)
            .min_by_key(|(count, _)| *count)
            .map(|(_, set)| set)
    }

    fn entries(&self, revision: u64) -> impl Iterator<Item = &(Needle, FixedBitSet)> {
        let is_current = self.revision == revision;
        self.found.iter().filter(move |_| is_current)
    }

    fn keep(&mut self, revision: u64, needle: Needle, set: FixedBitSet) {
        if self.revision != revision {
            self.forget();
            self.revision = revision;
        }
        if self.found.len() >= KEPT {
            self.found.remove(0);
        }
        self.found.push((needle, set));
    }
}

impl Roster {
    /// Contacts that a word finds; may hold slots of nobody.
    pub(super) fn find_word(&self, word: &str) -> FixedBitSet {
        let needle = Needle::new(word);
        if let Some(shortcut) = self.glyphs.find(&needle.folded) {
            let mut set = shortcut.clone();
            self.add_tagged(&mut set, &needle);
            return set;
        }
        let few: Option<Vec<Slot>> = {
            let caches = self.caches();
            if let Some(set) = caches.words.get(self.revision, &needle) {
                return set.clone();
            }
            let around = caches.words.around(self.revision, &needle);
            around.map(|set| set.ones().map(slot_at).collect())
        };
        let set = match few {
            Some(few) => self.narrow(&few, &needle),
            None => self.scan_for(&needle),
        };
        self.caches().words.keep(self.revision, needle, set.clone());
        set
    }

    fn scan_for(&self, needle: &Needle) -> FixedBitSet {
        let slots = self.slots();
        let mut set = self.names.find(&needle.folded, Within::Anything);
        set.union_with(&self.companies.find(&needle.folded, Within::Text));
        set.union_with(&self.refs.find(&needle.folded, Within::Text));
        set.union_with(&self.emails.find(&needle.folded, false, slots));
        if !needle.digits.is_empty() {
            set.union_with(&self.numbers.find(&needle.digits, slots));
        }
        self.add_tagged(&mut set, needle);
        set
    }

    fn add_tagged(&self, set: &mut FixedBitSet, needle: &Needle) {
        add_all(set, &self.tagged(needle).union());
    }

    /// The contacts of each tag whose name has the needle in it.
    fn tagged(&self, needle: &Needle) -> Vec<&RoaringBitmap> {
        self.vocabulary
            .tags
            .iter()
            .filter(|(_, name)| fold(name).contains(&needle.folded))
            .filter_map(|(tag, _)| self.tags.get(tag))
            .collect()
    }

    fn narrow(&self, few: &[Slot], needle: &Needle) -> FixedBitSet {
        let finder = Finder::new(&needle.folded);
        let digit_finder = Finder::new(&needle.digits);
        let digits = Digits::parse(&needle.digits);
        let tagged = self.tagged(needle);
        let mut set = FixedBitSet::with_capacity(self.slots());
        for slot in few {
            let is_hit = self.names.matches(*slot, &finder, Within::Anything)
                || self.companies.matches(*slot, &finder, Within::Text)
                || self.refs.matches(*slot, &finder, Within::Text)
                || self.emails.matches(*slot, &finder)
                || (!needle.digits.is_empty()
                    && self.numbers.matches(*slot, digits, &digit_finder))
                || tagged.iter().any(|tagged| tagged.contains(slot.0));
            if is_hit {
                set.insert(slot.index());
            }
        }
        set
    }
}
