//! Whether two names can be the same person's, told with caution: only what is clearly different
//! is called so.

use pinyin::ToPinyinMulti as _;
use unicode_normalization::UnicodeNormalization;

use crate::import::clean::is_han;

/// How two names relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    /// One is blank, part of the other, or in another script.
    Compatible,
    /// Clearly someone else's.
    Different,
}

/// What people put before or after a name. Longer ones first.
const HAN_TITLES: [&str; 12] = [
    "先生", "女士", "小姐", "太太", "老师", "经理", "老板", "老闆", "师傅", "阿姨", "总", "总监",
];
const TITLES: [&str; 10] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "mister", "mx",
];
/// Shortest beginning of a word that may stand for the word.
const SHORT_FORM: usize = 3;

/// A name in the form in which names are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Canonical {
    /// Words in alphabetical order; a Han name is one word.
    words: Vec<String>,
    han: bool,
}

impl Canonical {
    /// The name of a contact, or of its company when it has none.
    pub(super) fn of(name: &str, company: &str) -> Self {
        Self::new(if name.trim().is_empty() {
            company
        } else {
            name
        })
    }

    fn new(name: &str) -> Self {
        let lower: String = name.nfkc().flat_map(char::to_lowercase).collect();
        let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
        // An apostrophe does not end a word.
        let spaced: String = lower
            .chars()
            .filter(|c| !matches!(c, '\'' | '’'))
            .map(plain)
            .collect();
        if spaced.contains(is_han) && !spaced.contains(|c: char| c.is_ascii_alphabetic()) {
            let together: String = spaced.split_whitespace().collect();
            return Self {
                words: vec![without_title(&together).to_owned()],
                han: true,
            };
        }
        let mut words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
        let untitled = |words: &[String]| {
            words
                .iter()
                .filter(|word| !TITLES.contains(&word.as_str()))
                .count()
        };
        if untitled(&words) > 0 {
            words.retain(|word| !TITLES.contains(&word.as_str()));
        }
        words.sort_unstable();
        Self { words, han: false }
    }

    pub(super) const fn is_blank(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.is_blank() || other.is_blank() {
            return Likeness::Compatible;
        }
        if self == other {
            return Likeness::Same;
        }
        if self.han != other.han {
            let (han, other) = if self.han {
                (self, other)
            } else {
                (other, self)
            };
            return han.likeness_in_letters(other);
        }
        let compatible = if self.han {
            let (mine, others) = (self.words.concat(), other.words.concat());
            mine.contains(&others) || others.contains(&mine)
        } else {
            let (short, long) = if self.words.len() <= other.words.len() {
                (&self.words, &other.words)
            } else {
                (&other.words, &self.words)
            };
            short
                .iter()
                .all(|word| long.iter().any(|other| may_be_short_for(word, other)))
        };
        if compatible {
            Likeness::Compatible
        } else {
            Likeness::Different
        }
    }
}

impl Canonical {
    /// How a Han name relates to one in another script. 张伟 and Zhang Wei may be one, and so may
    /// 张伟 and David Zhang; Smith John is someone else. Of other scripts nothing here can tell.
    fn likeness_in_letters(&self, other: &Self) -> Likeness {
        let in_letters = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !other.words.iter().all(in_letters) {
            return Likeness::Compatible;
        }
        let name: Vec<char> = self.words.concat().chars().collect();
        let spelt = |word: &String| (0..name.len()).any(|from| spells(word, name.get(from..)));
        if other.words.iter().any(spelt) {
            Likeness::Compatible
        } else {
            Likeness::Different
        }
    }
}

/// Whether a word is the pinyin of the first of these characters, in any of their readings.
fn spells(word: &str, name: Option<&[char]>) -> bool {
    let Some((first, rest)) = name.and_then(<[char]>::split_first) else {
        return false;
    };
    let Some(readings) = first.to_pinyin_multi() else {
        return false;
    };
    readings.into_iter().any(|reading| {
        let after = word.strip_prefix(reading.plain());
        after.is_some_and(|after| after.is_empty() || spells(after, Some(rest)))
    })
}

fn without_title(name: &str) -> &str {
    let title = HAN_TITLES.iter().find_map(|title| name.strip_suffix(title));
    title.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// J for John, Alex for Alexander.
fn may_be_short_for(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let count = short.chars().count();
    short == long || (count == 1 || count >= SHORT_FORM) && long.starts_with(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_clearly_different_is_called_so() {
        let check = |a: &str, b: &str, expected: Likeness| {
            let (a, b) = (Canonical::of(a, ""), Canonical::of(b, ""));
            assert_eq!(a.likeness(&b), expected, "{a:?} {b:?}");
            assert_eq!(b.likeness(&a), expected, "{b:?} {a:?}");
        };
        check("张三", "张三", Likeness::Same);
        check("张 三", "张三先生", Likeness::Same);
        check("张先生", "张三", Likeness::Compatible);
        check("张三", "李四", Likeness::Different);
        check("张伟", "张丽", Likeness::Different);
        check("", "李四", Likeness::Compatible);
        check("张伟", "Zhang Wei", Likeness::Compatible);
        check("王小明", "Xiaoming WANG", Likeness::Compatible);
        check("单雄信", "Shan", Likeness::Compatible);
        check("张伟", "David Zhang", Likeness::Compatible);
        check("王小明", "Smith John", Likeness::Different);
        check("张伟", "Иван", Likeness::Compatible);
        check("John Smith", "Smith, John", Likeness::Same);
        check("JOHN SMITH", "Mr. John Smith", Likeness::Same);
        check("J. Smith", "John Smith", Likeness::Compatible);
        check("John", "John Smith", Likeness::Compatible);
        check("John Smith", "Mary Smith", Likeness::Different);
        check("O'Neill", "O’Neill", Likeness::Same);
        check("Ｊｏｈｎ", "john", Likeness::Same);
        check("Mr", "Mary", Likeness::Different);
        check("先生", "张三", Likeness::Different);
    }

    #[test]
    fn a_company_stands_in_for_a_name() {
        assert_eq!(Canonical::of("", "好运公司"), Canonical::of("好运公司", ""));
        assert!(Canonical::of(" ", "").is_blank());
    }
}
