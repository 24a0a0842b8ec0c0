//! Instants and days as plain integers; the clock itself is read outside this room.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub i64);

/// Whole days since 1970-01-01, in the owner's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

const MILLIS_PER_DAY: i64 = 86_400_000;

impl Millis {
    /// The UTC day this instant falls on.
    pub fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(MILLIS_PER_DAY)).unwrap_or(i32::MAX))
    }

    /// ISO 8601 in UTC, to the second: `2026-11-23T21:44:25Z`.
    pub fn to_iso(self) -> String {
        jiff::Timestamp::from_millisecond(self.0)
            .map(|instant| format!("{instant:.0}"))
            .unwrap_or_default()
    }
}

impl Day {
    /// The first instant of this day in UTC.
    pub fn start(self) -> Millis {
        Millis(i64::from(self.0) * MILLIS_PER_DAY)
    }

    /// The day with this Gregorian date, if there is one.
    pub fn from_date(date: jiff::civil::Date) -> Self {
        let epoch = jiff::civil::date(1970, 1, 1);
        let days = date.since(epoch).map_or(0, |span| span.get_days());
        Self(days)
    }

    /// The Gregorian date of this day; the epoch for days outside the calendar.
    pub fn to_date(self) -> jiff::civil::Date {
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch
            .checked_add(jiff::Span::new().days(i64::from(self.0)))
            .unwrap_or(epoch)
    }
}
