//! Languages: every sentence and word that a user sees is made here, from `assets/locales`.

mod consent;
mod fields;
mod filter;
mod format;
mod ops;
mod problem;
mod recovery_page;
#[cfg(test)]
mod tests;
mod words;

use std::sync::LazyLock;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{DesktopLanguageRequester, LanguageLoader as _, unic_langid::LanguageIdentifier};
use rust_embed::RustEmbed;

pub use consent::{
    act, channel, channels, event_kind, event_sentence, method, proof, purpose, scope, standing,
};
pub use fields::{age_band_words, field_kind, field_value, ready_made, ready_made_reason};
pub use filter::{ConditionWords, condition, key_meaning, pile, subject, value};
pub use format::{ago, clock, date, date_time, local_day, money, month};
pub use ops::op_sentence;
pub use problem::{file_fault, filter_fault, sentence};
pub use recovery_page::recovery_page;
pub use words::{
    cell_fault, column, decision, left_out, left_out_meaning, line_kind, number_status, op_kind,
    reject_reason, source_kind, state, wait_reason,
};

/// The environment variable that sets the language, before the system's own setting.
pub const LANGUAGE_VARIABLE: &str = "HAOBU_LANG";

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    English,
    /// 简体中文
    Chinese,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The tag of BCP 47, which is also the folder of its messages.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language for a tag such as `zh-Hans-CN` or `zh_TW.UTF-8`: Chinese for any kind of
    /// Chinese, English for everything else.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("zh") {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// The language the user asks for: `setting` when there is one, else the first of the
    /// system's, else English.
    pub fn choose(setting: Option<&str>, system: &[String]) -> Self {
        let tag = setting
            .filter(|tag| !tag.is_empty())
            .or_else(|| system.first().map(String::as_str));
        tag.map(Self::from_tag).unwrap_or_default()
    }

    /// The language of this process, from `HAOBU_LANG` or the system.
    pub fn of_environment() -> Self {
        let setting = std::env::var(LANGUAGE_VARIABLE).ok();
        let system: Vec<String> = DesktopLanguageRequester::requested_languages()
            .iter()
            .map(ToString::to_string)
            .collect();
        Self::choose(setting.as_deref(), &system)
    }
}

#[derive(RustEmbed)]
#[folder = "assets/locales/"]
struct Locales;

/// The messages of a language. English fills in for what is missing, though a test sees to it that
/// nothing is.
pub fn loader(language: Language) -> &'static FluentLanguageLoader {
    static ENGLISH: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Language::English));
    static CHINESE: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Language::Chinese));
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

fn load(language: Language) -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("haobu", identifier(Language::English));
    // The messages are part of the program, so loading cannot fail; the tests would see it.
    loader
        .load_languages(&Locales, &[identifier(language)])
        .ok();
    // Marks around inserted values would stand as boxes in terminals and break copied paths.
    loader.set_use_isolating(false);
    loader
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.tag().parse().unwrap_or_default()
}

/// A message in a language: `text!(language, "file-missing", path = name)`. The message and its
/// variables are checked when the program is compiled.
#[macro_export]
macro_rules! text {
    ($language:expr, $($message:tt)+) => {
        ::i18n_embed_fl::fl!($crate::i18n::loader($language), $($message)+)
    };
}

/// A count with its thousands apart: `1,048,576`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many people: `1 person`, 12 人.
pub fn people(language: Language, number: u64) -> String {
    text!(language, "people", n = number, count = count(number))
}

/// Several words in one sentence.
pub fn list<T: AsRef<str>>(language: Language, words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join(match language {
        Language::English => ", ",
        Language::Chinese => "、",
    })
}
