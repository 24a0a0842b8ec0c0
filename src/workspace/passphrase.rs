//! Passphrases: words to make one from, and how long one would withstand guessing.

use zeroize::Zeroizing;

use crate::domain::problem::BookProblem;

/// So many words make a passphrase: more than 50 bits, which at a book's cost per guess is enough.
pub const WORDS: usize = 5;

/// Guesses per second of somebody with the file and a room full of machines. A book's key costs
/// each of them about a second and 256 MiB.
const GUESSES_PER_SECOND: f64 = 10_000.0;

/// What is estimated is never longer; the estimate's time grows with the square of the length.
const LOOKED_AT: usize = 64;

/// `pinyin word` a line, each pinyin once, tones left out.
const PINYIN: &str = include_str!("../../assets/words/pinyin.txt");
/// One a line.
const ENGLISH: &str = include_str!("../../assets/words/english.txt");

/// The words a passphrase is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// Typed in pinyin: passphrase fields take no input method.
    Pinyin,
    English,
}

/// One word of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What is typed, in `a` to `z`.
    pub typed: &'static str,
    /// The same word in Han characters, to remember it by.
    pub han: Option<&'static str>,
}

/// A passphrase that somebody may take.
#[derive(Clone)]
pub struct Suggestion {
    words: Zeroizing<Vec<usize>>,
    list: WordList,
}

/// How good a passphrase is against somebody who has the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Found within hours.
    Weak,
    /// Within months.
    Fair,
    /// Within a lifetime.
    Good,
    VeryGood,
}

impl Grade {
    /// As a book keeps it; never renumber.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Weak => 1,
            Self::Fair => 2,
            Self::Good => 3,
            Self::VeryGood => 4,
        }
    }

    pub(super) fn from_number(number: u8) -> Option<Self> {
        [Self::Weak, Self::Fair, Self::Good, Self::VeryGood]
            .into_iter()
            .find(|grade| grade.number() == number)
    }
}

/// How long guessing would take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    pub grade: Grade,
    pub seconds: f64,
}

impl WordList {
    pub fn words(self) -> impl Iterator<Item = Word> {
        let text = match self {
            Self::Pinyin => PINYIN,
            Self::English => ENGLISH,
        };
        text.lines().map(|line| match line.split_once(' ') {
            Some((typed, han)) => Word {
                typed,
                han: Some(han),
            },
            None => Word {
                typed: line,
                han: None,
            },
        })
    }
}

impl Suggestion {
    /// Draws words that nobody can foresee, each as likely as any other.
    ///
    /// # Errors
    /// [`BookProblem::KeyDerivation`] when the system has no randomness.
    pub fn draw(list: WordList) -> Result<Self, BookProblem> {
        let count = list.words().count();
        let mut words = Zeroizing::new(Vec::with_capacity(WORDS));
        while words.len() < WORDS {
            words.push(below(count)?);
        }
        Ok(Self { words, list })
    }

    pub fn words(&self) -> impl Iterator<Item = Word> {
        let word = |index: &usize| self.list.words().nth(*index);
        self.words.iter().filter_map(word)
    }

    /// As it is typed: words with a space between.
    pub fn typed(&self) -> Zeroizing<String> {
        // As large as it can get, so that it never moves and leaves a copy behind.
        let mut typed = Zeroizing::new(String::with_capacity(WORDS * 24));
        for word in self.words() {
            if !typed.is_empty() {
                typed.push(' ');
            }
            typed.push_str(word.typed);
        }
        typed
    }
}

impl std::fmt::Debug for Suggestion {
    /// Without the words: they are a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suggestion").finish_non_exhaustive()
    }
}

/// A random number below `end`; draws that would favour small numbers are thrown away.
fn below(end: usize) -> Result<usize, BookProblem> {
    let end = u32::try_from(end)
        .ok()
        .filter(|end| *end > 0)
        .ok_or(BookProblem::KeyDerivation)?;
    let fair = u32::MAX - u32::MAX % end;
    loop {
        let drawn = getrandom::u32().ok().ok_or(BookProblem::KeyDerivation)?;
        if drawn < fair {
            return usize::try_from(drawn % end)
                .ok()
                .ok_or(BookProblem::KeyDerivation);
        }
    }
}

/// Estimates a passphrase; takes milliseconds. `known` are words somebody would try first, such as
/// the name of the book.
pub fn strength(passphrase: &str, known: &[&str]) -> Strength {
    let end = passphrase
        .char_indices()
        .nth(LOOKED_AT)
        .map_or(passphrase.len(), |(at, _)| at);
    let looked_at = passphrase.get(..end).unwrap_or(passphrase);
    let guesses_log10 = zxcvbn::zxcvbn(looked_at, known).guesses_log10();
    Strength {
        grade: match guesses_log10 {
            ..8.0 => Grade::Weak,
            ..11.0 => Grade::Fair,
            ..14.0 => Grade::Good,
            _ => Grade::VeryGood,
        },
        seconds: 10_f64.powf(guesses_log10) / GUESSES_PER_SECOND,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const LISTS: [WordList; 2] = [WordList::Pinyin, WordList::English];

    #[test]
    fn lists_are_long_and_hold_no_word_twice() {
        for list in LISTS {
            let words: Vec<Word> = list.words().collect();
            let typed: HashSet<&str> = words.iter().map(|word| word.typed).collect();
            assert_eq!(typed.len(), words.len(), "{list:?}");
            assert!(words.len() >= 1_296, "{list:?}: {}", words.len());
        }
    }

    #[test]
    fn words_can_be_typed_on_any_keyboard() {
        for list in LISTS {
            for word in list.words() {
                let is_plain = word.typed.bytes().all(|byte| byte.is_ascii_lowercase());
                assert!(is_plain && (3..=12).contains(&word.typed.len()), "{word:?}");
                assert_eq!(word.han.is_some(), list == WordList::Pinyin, "{word:?}");
                assert!(word.han.is_none_or(|han| han.chars().count() >= 2));
            }
        }
    }

    #[test]
    fn a_suggestion_holds_more_than_fifty_bits() {
        for list in LISTS {
            let words = f64::from(u32::try_from(list.words().count()).unwrap());
            let bits = f64::from(u32::try_from(WORDS).unwrap()) * words.log2();
            assert!(bits > 50.0, "{list:?}: {bits}");
        }
    }

    #[test]
    fn suggestions_are_words_of_their_list_and_never_the_same() {
        for list in LISTS {
            let known: HashSet<&str> = list.words().map(|word| word.typed).collect();
            let mut seen = HashSet::new();
            for _ in 0..200 {
                let suggestion = Suggestion::draw(list).unwrap();
                let typed = suggestion.typed();
                let words: Vec<&str> = typed.split(' ').collect();
                assert_eq!(words.len(), WORDS);
                assert!(words.iter().all(|word| known.contains(word)), "{list:?}");
                assert!(seen.insert(typed.to_string()), "{list:?}");
            }
        }
    }

    #[test]
    fn every_word_can_be_drawn() {
        let count = 16;
        let drawn: HashSet<usize> = (0..1_000).map(|_| below(count).unwrap()).collect();
        assert_eq!(drawn, (0..count).collect());
    }

    #[test]
    fn grades_follow_the_time_that_guessing_takes() {
        let check = |passphrase: &str, known: &[&str], expected: Grade| {
            let found = strength(passphrase, known);
            assert_eq!(found.grade, expected, "{passphrase}: {found:?}");
        };
        check("", &[], Grade::Weak);
        check("123456", &[], Grade::Weak);
        check("Huadian2024", &["huadian"], Grade::Weak);
        check("tulip-kettle-9", &[], Grade::Good);
        check(
            "xinghe mantou liulang bolang shuitong",
            &[],
            Grade::VeryGood,
        );
        for list in LISTS {
            let typed = Suggestion::draw(list).unwrap().typed();
            check(&typed, &[], Grade::VeryGood);
        }
    }
}
