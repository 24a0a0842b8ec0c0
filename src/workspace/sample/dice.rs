//! Chance that comes out the same on every machine: `SplitMix64`, seeded by what it decides about.

/// A stream of numbers fixed by seed, index and topic.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct Dice {
    state: u64,
}

impl Dice {
    /// Different topics give unrelated streams for the same row.
    pub(in crate::workspace) fn new(seed: u64, index: u64, topic: &str) -> Self {
        let mut dice = Self { state: seed };
        for part in [index, u64::from_le_bytes(eight_bytes(topic))] {
            dice.state = dice.next() ^ part;
        }
        dice
    }

    /// Any number.
    pub(in crate::workspace) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 when there is none.
    pub(in crate::workspace) fn below(&mut self, bound: u64) -> u64 {
        self.next().checked_rem(bound).unwrap_or(0)
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(in crate::workspace) fn per_mille(&mut self, share: u64) -> bool {
        self.below(1000) < share
    }

    /// One of the words, all equally likely.
    pub(in crate::workspace) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let bound = u64::try_from(words.len()).unwrap_or(0);
        let index = usize::try_from(self.below(bound)).unwrap_or(0);
        words.get(index).copied().unwrap_or_default()
    }

    /// One of the words, the first ones more likely: half of them come from the first fifth.
    pub(in crate::workspace) fn pick_early<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let common = words.get(..words.len().div_ceil(5)).unwrap_or(words);
        if self.per_mille(500) {
            self.pick(common)
        } else {
            self.pick(words)
        }
    }

    /// One of the kinds, by their weights, which add up to 1,000.
    pub(in crate::workspace) fn weigh<T: Copy>(&mut self, kinds: &[(u64, T)], otherwise: T) -> T {
        let mut left = self.below(1000);
        for (weight, kind) in kinds {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *kind,
            }
        }
        otherwise
    }
}

fn eight_bytes(topic: &str) -> [u8; 8] {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(topic.bytes()) {
        *to = from;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_fixed_and_apart() {
        let first = |seed, index, topic| Dice::new(seed, index, topic).next();
        assert_eq!(first(1, 2, "row"), first(1, 2, "row"));
        assert_ne!(first(1, 2, "row"), first(2, 2, "row"));
        assert_ne!(first(1, 2, "row"), first(1, 3, "row"));
        assert_ne!(first(1, 2, "row"), first(1, 2, "person"));
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1, 1, "test");
        let rolls = 10_000;
        let hits = (0..rolls)
            .filter(|_| dice.weigh(&[(900, false), (100, true)], false))
            .count();
        assert!((850..1150).contains(&hits), "{hits}");
    }
}
