//! One custom field's values.

use super::column::TextColumn;
use super::pool::Pool;
use super::set::Slot;
use crate::domain::field::Birthday;
use crate::domain::filter::{FIELD_DECIMALS, decimal, iso_day};
use crate::domain::time::Day;

pub(super) struct FieldColumn {
    pub(super) texts: TextColumn,
}

impl Default for FieldColumn {
    fn default() -> Self {
        Self {
            texts: TextColumn::new(Pool::distinct()),
        }
    }
}

impl FieldColumn {
    pub(super) fn set(&mut self, slot: Slot, value: &str) {
        self.texts.set(slot, value, |_, _| ());
    }

    /// The entry as a number in units of 10^-[`FIELD_DECIMALS`].
    pub(super) fn number(&self, entry: u32) -> Option<i64> {
        decimal(self.texts.pool.text(entry), FIELD_DECIMALS)
    }

    /// The entry as a day.
    pub(super) fn day(&self, entry: u32) -> Option<i32> {
        iso_day(self.texts.pool.text(entry))
    }

    /// The entry as a birthday.
    pub(super) fn birthday(&self, entry: u32) -> Option<Birthday> {
        Birthday::parse(self.texts.pool.text(entry))
    }

    /// How old whoever has this entry is on a day.
    pub(super) fn age(&self, entry: u32, today: Day) -> Option<i64> {
        self.birthday(entry)?.age(today)
    }
}
