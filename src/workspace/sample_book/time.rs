//! Days and hours of the sample book, all counted back from now.

use crate::domain::time::{Day, Millis};
use crate::workspace::sample::dice::Dice;

const MINUTE: i64 = 60_000;
/// The shop opens at nine in China.
const OPENING: i64 = 60;
/// Midnight in China, in minutes after midnight UTC.
const CLOSING: i64 = 16 * 60;
/// Minutes it is open.
const OPEN: u64 = 12 * 60;

/// When the book is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) now: Millis,
}

impl Clock {
    /// Some minute of a day so long ago, while the shop is open; never in the future.
    pub(super) fn day(self, ago: i64, dice: &mut Dice) -> Millis {
        self.at(ago, OPENING + days(dice.below(OPEN)))
    }

    /// A minute of a day so long ago, counted from midnight UTC; never in the future.
    pub(super) fn at(self, ago: i64, minute: i64) -> Millis {
        let day = self.now.day().start().0 - ago * 24 * 60 * MINUTE;
        Millis((day + minute * MINUTE).min(self.now.0 - MINUTE))
    }

    /// When a day in so many days is over in China; negative days are past.
    pub(super) fn end(self, ahead: i64) -> Millis {
        Millis(self.now.day().start().0 + (ahead * 24 * 60 + CLOSING) * MINUTE)
    }

    pub(super) fn date(self, ago: i64) -> Day {
        Day(self.now.day().0 - i32::try_from(ago).unwrap_or(0))
    }

    /// How many days before today.
    pub(super) fn ago(self, day: Day) -> i64 {
        i64::from(self.now.day().0) - i64::from(day.0)
    }
}

/// A count of days, for subtraction.
pub(super) fn days(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(0)
}

/// A number of days from `from` to `to`, both included.
pub(super) fn between(dice: &mut Dice, from: i64, to: i64) -> i64 {
    let span = u64::try_from(to - from + 1).unwrap_or(0);
    from + days(dice.below(span))
}
