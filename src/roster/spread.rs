//! Columns of numbers and days: from where to where they reach, and days by year and month.

use super::set::slot_at;
use super::{ContactSet, Roster};
use crate::domain::filter::{DateKey, DateTest, Moment, NumberKey, Range, Subject, Term};
use crate::domain::listing::FieldKind;
use crate::domain::time::Day;

/// The days that a filter can name: of the years 1 to 9999.
const DAYS: std::ops::RangeInclusive<i64> = -719_162..=2_932_896;

/// Contacts by year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearCount {
    pub year: i16,
    /// The condition that selects them.
    pub term: Term,
    pub count: usize,
    /// Months with contacts, in order.
    pub months: Vec<MonthCount>,
}

/// Contacts by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCount {
    /// 1 to 12.
    pub month: i8,
    pub term: Term,
    pub count: usize,
}

impl Roster {
    /// The least and the greatest value of a set's contacts in a column of numbers or days: counts,
    /// hundredths of money, days, units of 10^-4 in custom fields. `None` when there is none.
    pub fn range(&self, set: &ContactSet, subject: &Subject) -> Option<(i64, i64)> {
        let mut range: Option<(i64, i64)> = None;
        self.each_value(set, subject, |value| {
            range = Some(range.map_or((value, value), |(min, max)| {
                (min.min(value), max.max(value))
            }));
        });
        range
    }

    /// The contacts of a set by the year and month of a column of days, earliest first.
    pub fn years(&self, set: &ContactSet, subject: &Subject) -> Vec<YearCount> {
        if !self.is_of_days(subject) {
            return Vec::new();
        }
        let Some((min, max)) = self.range(set, subject) else {
            return Vec::new();
        };
        let least = min.max(*DAYS.start());
        let days = max.min(*DAYS.end()) - least + 1;
        let mut counts = vec![0; usize::try_from(days).unwrap_or_default()];
        self.each_value(set, subject, |day| {
            let at = usize::try_from(day - least).ok();
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        });
        let mut years: Vec<YearCount> = Vec::new();
        for (day, count) in (least..).zip(counts).filter(|(_, count)| *count > 0) {
            let date = Day(i32::try_from(day).unwrap_or_default()).to_date();
            add(&mut years, subject, date, count);
        }
        years
    }

    fn is_of_days(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Date(_) => true,
            Subject::Field(name) => self
                .field_entry(name)
                .is_some_and(|entry| entry.kind == FieldKind::Date),
            _ => false,
        }
    }

    /// Calls `see` with the value of every contact that has one. Who bought nothing has 0 orders
    /// and has spent 0, as the filter counts it.
    fn each_value(&self, set: &ContactSet, subject: &Subject, mut see: impl FnMut(i64)) {
        let slots = || set.bits.ones().map(slot_at);
        match subject {
            Subject::Number(NumberKey::Id) => {
                slots()
                    .filter_map(|slot| self.id(slot))
                    .for_each(|id| see(id.0));
            }
            Subject::Number(NumberKey::Orders) => {
                slots().for_each(|slot| see(i64::from(self.purchases.get(slot).count)));
            }
            Subject::Number(NumberKey::Spent) => {
                slots().for_each(|slot| see(self.purchases.get(slot).total_cents));
            }
            Subject::Date(DateKey::Created) => {
                slots().for_each(|slot| see(i64::from(self.created_day(slot).0)));
            }
            Subject::Date(DateKey::LastOrder) => slots()
                .filter_map(|slot| self.purchases.last(slot))
                .for_each(|day| see(i64::from(day.0))),
            Subject::Field(name) => {
                let Some(entry) = self.field_entry(name) else {
                    return;
                };
                // Where birthdays lie in the year is for sorting only.
                let is_ordered = entry.kind != FieldKind::Birthday;
                let Some(column) = self.fields.get(&entry.id).filter(|_| is_ordered) else {
                    return;
                };
                // Every distinct text is read once.
                let entries = 0_u32..;
                let values: Vec<Option<i64>> = entries
                    .take(column.texts.pool.len())
                    .map(|code| self.field_value(entry.id, code))
                    .collect();
                slots()
                    .filter_map(|slot| values.get(column.texts.code(slot) as usize).copied()?)
                    .for_each(see);
            }
            _ => {}
        }
    }
}

fn add(years: &mut Vec<YearCount>, subject: &Subject, date: jiff::civil::Date, count: usize) {
    let (year, month) = (date.year(), date.month());
    let term = |moment| subject.date_term(DateTest::Calendar(Range::Is(moment)));
    let (Some(whole), Some(part)) = (term(Moment::Year(year)), term(Moment::Month(year, month)))
    else {
        return;
    };
    if years.last().is_none_or(|last| last.year != year) {
        years.push(YearCount {
            year,
            term: whole,
            count: 0,
            months: Vec::new(),
        });
    }
    let Some(last) = years.last_mut() else {
        return;
    };
    last.count += count;
    match last.months.last_mut().filter(|last| last.month == month) {
        Some(last) => last.count += count,
        None => last.months.push(MonthCount {
            month,
            term: part,
            count,
        }),
    }
}
