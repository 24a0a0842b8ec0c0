//! Up to 16 digits in one word, so that "is 0013 in this number" is a few shifts.

use crate::domain::phone::E164;

/// Most digits that fit.
const WIDTH: usize = 16;
/// One in every nibble.
const ONES: u64 = 0x1111_1111_1111_1111;
/// Needles up to this length are faster compared digit by digit than place by place.
const SHORT: usize = 5;

/// Digits of a number, four bits each, the last one lowest; a digit is stored plus one and 0 is no
/// digit. Ordered as the numbers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Digits(pub(super) u64);

impl Digits {
    pub(super) fn pack(number: E164) -> Self {
        let mut rest = number.0;
        let mut packed = 0;
        for place in 0..WIDTH {
            packed |= (rest % 10 + 1) << (4 * place);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        Self(packed)
    }

    /// Packs a run of ASCII digits; `None` when there are none or too many.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let fits = (1..=WIDTH).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| {
            let packed = text
                .bytes()
                .fold(0, |packed, b| packed << 4 | u64::from(b - b'0' + 1));
            Self(packed)
        })
    }

    pub(super) fn e164(self) -> Option<E164> {
        (self.0 != 0).then(|| E164(self.values().fold(0, |number, digit| number * 10 + digit)))
    }

    /// Digits from the first to the last.
    fn values(self) -> impl Iterator<Item = u64> {
        (0..WIDTH)
            .rev()
            .map(move |place| self.0 >> (4 * place) & 0xF)
            .filter(|nibble| *nibble != 0)
            .map(|nibble| nibble - 1)
    }

    /// Which digits occur: bit 0 for 0.
    pub(super) fn seen(self) -> u64 {
        self.values().fold(0, |seen, digit| seen | 1 << digit)
    }

    pub(super) fn len(self) -> usize {
        (u64::BITS - self.0.leading_zeros()).div_ceil(4) as usize
    }

    /// The last `count` digits.
    pub(super) fn tail(self, count: usize) -> Self {
        if count >= WIDTH {
            return self;
        }
        Self(self.0 & ((1 << (4 * count)) - 1))
    }
}

/// Digits to look for, made ready.
#[derive(Clone, Copy)]
pub(super) struct DigitNeedle {
    packed: u64,
    mask: u64,
    len: usize,
    /// Each of the first digits in every nibble.
    spread: [u64; SHORT],
}

impl DigitNeedle {
    pub(super) fn new(digits: Digits) -> Self {
        let len = digits.len();
        let mask = if len >= WIDTH {
            u64::MAX
        } else {
            (1 << (4 * len)) - 1
        };
        let mut spread = [0; SHORT];
        for (place, digit) in spread.iter_mut().zip(digits.values()) {
            *place = (digit + 1) * ONES;
        }
        Self {
            packed: digits.0,
            mask,
            len,
            spread,
        }
    }

    /// Calls `each` with the position of every number that has the needle in it.
    pub(super) fn find_in(&self, numbers: &[Digits], each: impl FnMut(usize)) {
        match self.len {
            1 => self.find_short::<1>(numbers, each),
            2 => self.find_short::<2>(numbers, each),
            3 => self.find_short::<3>(numbers, each),
            4 => self.find_short::<4>(numbers, each),
            5 => self.find_short::<5>(numbers, each),
            _ => visit(numbers, |digits| self.is_in(digits), each),
        }
    }

    fn find_short<const LEN: usize>(&self, numbers: &[Digits], each: impl FnMut(usize)) {
        let test = |digits: Digits| {
            let mut hits = ONES;
            for (place, spread) in self.spread.iter().take(LEN).enumerate() {
                hits &= equal_nibbles(digits.0, *spread) << (4 * place);
            }
            hits != 0
        };
        visit(numbers, test, each);
    }

    pub(super) fn is_in(&self, digits: Digits) -> bool {
        (0..=WIDTH.saturating_sub(self.len))
            .any(|place| digits.0 >> (4 * place) & self.mask == self.packed)
    }
}

/// Tests 64 numbers at a time without branches, then visits the hits.
fn visit(numbers: &[Digits], test: impl Fn(Digits) -> bool, mut each: impl FnMut(usize)) {
    for (chunk_index, chunk) in numbers.chunks(64).enumerate() {
        let mut hits = 0_u64;
        for (bit, digits) in chunk.iter().enumerate() {
            hits |= u64::from(test(*digits)) << bit;
        }
        while hits != 0 {
            each(chunk_index * 64 + hits.trailing_zeros() as usize);
            hits &= hits - 1;
        }
    }
}

/// One in the nibbles in which both agree.
const fn equal_nibbles(a: u64, b: u64) -> u64 {
    let differ = a ^ b;
    let differ = differ | differ >> 2;
    !(differ | differ >> 1) & ONES
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn digits_round_trip_and_order() {
        let check = |number: u64| {
            let digits = Digits::pack(E164(number));
            assert_eq!(digits.e164(), Some(E164(number)));
            assert_eq!(digits.len(), number.to_string().len());
            assert_eq!(Digits::parse(&number.to_string()), Some(digits));
        };
        check(0);
        check(10);
        check(8_613_800_138_000);
        check(999_999_999_999_999);
        assert_eq!(Digits::default().e164(), None);
        assert!(Digits::pack(E164(99)) < Digits::pack(E164(100)));
        assert_eq!(Digits::parse("12345678901234567"), None);
    }

    #[test]
    fn needles_of_every_length_are_found_as_in_text() {
        let numbers = [
            8_613_800_138_000_u64,
            14_155_550_100,
            7,
            861_111_111_111_111,
            3_800,
        ];
        let packed: Vec<Digits> = numbers.iter().map(|n| Digits::pack(E164(*n))).collect();
        for needle in [
            "0",
            "7",
            "86",
            "00",
            "138",
            "0013",
            "8000",
            "11111",
            "13800",
            "380013",
            "1380013800",
            "8613800138000",
            "861111111111111",
            "9",
        ] {
            let ready = DigitNeedle::new(Digits::parse(needle).unwrap());
            let mut found = Vec::new();
            ready.find_in(&packed, |at| found.push(at));
            let expected: Vec<usize> = (0..numbers.len())
                .filter(|at| numbers.get(*at).unwrap().to_string().contains(needle))
                .collect();
            assert_eq!(found, expected, "{needle}");
            let one_by_one: Vec<usize> = (0..packed.len())
                .filter(|at| ready.is_in(*packed.get(*at).unwrap()))
                .collect();
            assert_eq!(one_by_one, expected, "{needle}");
        }
    }
}
