//! How strong the passphrase is that is being typed; estimated on a thread of its own.

use egui::Ui;
use zeroize::Zeroizing;

use crate::i18n::{Language, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::widgets::{small_paragraph, strength_meter};
use crate::workspace::Reply;
use crate::workspace::passphrase::{Grade, Strength, strength};

/// What is known of the passphrase.
#[derive(Debug, Default)]
pub struct Meter {
    asked: Option<Reply<Strength>>,
    known: Option<Strength>,
    /// The text has changed since the question.
    is_stale: bool,
}

impl Meter {
    /// The text is another one now.
    pub fn touch(&mut self) {
        self.is_stale = true;
    }

    /// How strong the text is, once that is known.
    pub fn grade(&self) -> Option<Grade> {
        let is_known = !self.is_stale && self.asked.is_none();
        self.known.filter(|_| is_known).map(|known| known.grade)
    }

    /// `known` are words that somebody would try first.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, text: &str, known: &str) {
        self.keep_up(app, text, known);
        let Some(strength) = self.known.filter(|_| !text.is_empty()) else {
            return;
        };
        let language = app.language;
        let (bars, word) = match strength.grade {
            Grade::Weak => (1, text!(language, "create-grade-weak")),
            Grade::Fair => (2, text!(language, "create-grade-fair")),
            Grade::Good => (3, text!(language, "create-grade-good")),
            Grade::VeryGood => (4, text!(language, "create-grade-very-good")),
        };
        strength_meter(ui, bars, &word);
        let time = time_words(language, strength.seconds);
        let words = text!(language, "create-guessing", time = time);
        small_paragraph(ui, &words, app.tokens.mute);
    }

    fn keep_up(&mut self, app: &AppContext<'_>, text: &str, known: &str) {
        if let Some(strength) = Reply::take_from(&mut self.asked) {
            self.known = Some(strength);
        }
        if self.is_stale && self.asked.is_none() {
            self.is_stale = false;
            let text = Zeroizing::new(text.to_owned());
            let known = known.to_owned();
            let asked = async move { strength(&text, &[known.as_str()]) };
            self.asked = Some(app.session.wait_for(asked));
        }
    }
}

/// A time that nobody needs to know to the second.
fn time_words(language: Language, seconds: f64) -> String {
    const MINUTE: f64 = 60.0;
    const HOUR: f64 = 60.0 * MINUTE;
    const DAY: f64 = 24.0 * HOUR;
    const YEAR: f64 = 365.25 * DAY;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number of units, rounded"
    )]
    let units = |unit: f64| (seconds / unit).round().max(1.0) as u64;
    let said = |n: u64| (n, count(n));
    if seconds < MINUTE {
        text!(language, "create-time-under-a-minute")
    } else if seconds < HOUR {
        let (n, number) = said(units(MINUTE));
        text!(language, "create-time-minutes", n = n, number = number)
    } else if seconds < DAY {
        let (n, number) = said(units(HOUR));
        text!(language, "create-time-hours", n = n, number = number)
    } else if seconds < YEAR {
        let (n, number) = said(units(DAY));
        text!(language, "create-time-days", n = n, number = number)
    } else if seconds < 10_000.0 * YEAR {
        let (n, number) = said(units(YEAR));
        text!(language, "create-time-years", n = n, number = number)
    } else {
        text!(language, "create-time-ages")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_their_own_unit() {
        let check = |seconds: f64, chinese: &str, english: &str| {
            assert_eq!(time_words(Language::Chinese, seconds), chinese);
            assert_eq!(time_words(Language::English, seconds), english);
        };
        check(0.001, "不到一分钟", "less than a minute");
        check(90.0, "2 分钟", "2 minutes");
        check(3_600.0, "1 小时", "1 hour");
        check(7.0 * 86_400.0, "7 天", "7 days");
        check(1.0e9, "32 年", "32 years");
        check(1.0e15, "一万年以上", "more than 10,000 years");
    }
}
