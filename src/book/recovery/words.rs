//! Recovery codes in words: 24 of them hold the 32 bytes of the secret and a checksum.
//!
//! The secret is an X25519 key, of which five bits are always the same, so 251 are written, below
//! two that are 0 for this first form of codes, in 23 words of 11 bits. The last word is their
//! weighted sum in the field of 2,048 elements, each weight another one: one wrong word, or two that
//! changed places, never pass.

use bip39::Language;
use zeroize::Zeroizing;

use crate::domain::problem::KeyProblem;

/// So many words make a code.
pub const WORDS: usize = 24;
/// Words that hold the secret; the last one is their sum.
const CARRIERS: usize = WORDS - 1;
/// Bits in a word.
const BITS: usize = 11;
/// The first bit of the secret that differs from key to key, and how many do.
const FIRST: usize = 3;
const FREE: usize = 251;
/// x¹¹ + x² + 1, which makes the field, and of which x is a generator.
const POLYNOMIAL: u16 = 0x805;

pub(super) type Secret = Box<Zeroizing<[u8; 32]>>;
pub(super) type Code = Box<Zeroizing<[u16; WORDS]>>;

/// Sets the bits that are the same in every X25519 key.
pub(super) fn clamp(secret: &mut [u8; 32]) {
    let [first, .., last] = secret;
    *first &= 0b1111_1000;
    *last = *last & 0b0111_1111 | 0b0100_0000;
}

/// The word at a place of a code, which is below 2,048.
pub(super) fn word(index: u16) -> &'static str {
    Language::English
        .word_list()
        .get(usize::from(index))
        .copied()
        .unwrap_or_default()
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "what is moved about on the stack leaves copies that nobody wipes"
)]
pub(super) fn encode(secret: &[u8; 32]) -> Code {
    let mut code: Code = Box::new(Zeroizing::new([0; WORDS]));
    for place in 0..FREE {
        let from = place + FIRST;
        let bit = secret
            .get(from / 8)
            .is_some_and(|byte| byte >> (from % 8) & 1 == 1);
        if let Some(word) = code.get_mut(place / BITS) {
            *word |= u16::from(bit) << (place % BITS);
        }
    }
    let sum = checksum(code.as_ref().as_slice());
    if let Some(last) = code.last_mut() {
        *last = sum;
    }
    code
}

pub(super) fn decode(code: &Code) -> Result<Secret, KeyProblem> {
    if code.last().copied() != Some(checksum(code.as_ref().as_slice())) {
        return Err(KeyProblem::MistypedCode);
    }
    let mut secret: Secret = Box::new(Zeroizing::new([0; 32]));
    for place in 0..CARRIERS * BITS {
        let is_set = code
            .get(place / BITS)
            .is_some_and(|word| word >> (place % BITS) & 1 == 1);
        if !is_set {
            continue;
        }
        let to = place + FIRST;
        match secret.get_mut(to / 8) {
            Some(byte) if place < FREE => *byte |= 1 << (to % 8),
            // Of a later form of codes, if such ever comes.
            _ => return Err(KeyProblem::MistypedCode),
        }
    }
    clamp(&mut secret);
    Ok(secret)
}

/// Reads words as people type them: in any case, with any white space, numbers and commas between.
pub(super) fn read(typed: &str) -> Result<Code, KeyProblem> {
    let words = || {
        typed
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let found = words().count();
    let mut code: Code = Box::new(Zeroizing::new([0; WORDS]));
    for (place, word) in words().enumerate() {
        let index = index(word).ok_or(KeyProblem::UnknownWord { place: place + 1 })?;
        if let Some(slot) = code.get_mut(place) {
            *slot = index;
        }
    }
    if found != WORDS {
        return Err(KeyProblem::WordCount {
            found,
            wanted: WORDS,
        });
    }
    Ok(code)
}

/// Which word of the list was typed.
pub(super) fn index(typed: &str) -> Option<u16> {
    let list = Language::English.word_list();
    let typed = || typed.bytes().map(|byte| byte.to_ascii_lowercase());
    // The list is in the order of its letters.
    let place = list.binary_search_by(|word| word.bytes().cmp(typed()));
    place.ok().and_then(|place| u16::try_from(place).ok())
}

/// Σ xⁱ · wᵢ, i from 1.
fn checksum(code: &[u16]) -> u16 {
    // By Horner's rule, from the last carrier to the first.
    code.iter()
        .take(CARRIERS)
        .rev()
        .fold(0, |sum, word| times_x(sum ^ word))
}

fn times_x(element: u16) -> u16 {
    let product = element << 1;
    if product >> BITS == 1 {
        product ^ POLYNOMIAL
    } else {
        product
    }
}
