//! Invented customers as messy as real ones, so that everything can be tried without real people.

mod cells;
pub(super) mod dice;
pub(super) mod number;
pub(super) mod person;
mod steady;
pub(super) mod words;
mod write;

use dice::Dice;
use person::Person;
pub use write::write;

/// The column heads, as a shop's own spreadsheet has them.
pub const HEADER: [&str; COLUMNS] = words::HEADER;

/// How many columns the spreadsheet has.
pub const COLUMNS: usize = 12;

/// The cells of one row, in the order of [`HEADER`].
pub type Row = [String; COLUMNS];

/// A customer list of any length: the same seed and index always give the same row.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    seed: u64,
}

impl Sample {
    pub const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The row at `index`, 0-based, header not counted.
    pub fn row(self, index: u64) -> Row {
        let mut dice = Dice::new(self.seed, index, "row");
        if dice.per_mille(3) {
            return leftover(&mut dice);
        }
        let person = Person::new(self.seed, self.person_at(index));
        person.row(&mut dice)
    }

    /// Whose row it is: mostly a new person, sometimes one who stands further up already.
    fn person_at(self, mut index: u64) -> u64 {
        while index > 0 {
            let mut dice = Dice::new(self.seed, index, "person");
            if !dice.per_mille(60) {
                break;
            }
            index = dice.below(index);
        }
        index
    }
}

/// A row with nothing but a remark, as people leave them between their customers.
fn leftover(dice: &mut Dice) -> Row {
    let mut row = Row::default();
    if let Some(note) = row.last_mut() {
        dice.pick(&words::LEFTOVERS).clone_into(note);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::{NumberStatus, Region, read_cell};
    use std::collections::HashMap;

    const ROWS: u64 = 20_000;
    const NAME: usize = 1;
    const MOBILE: usize = 2;
    const CONSENT: usize = 8;

    fn rows(seed: u64) -> impl Iterator<Item = Row> {
        (0..ROWS).map(move |index| Sample::new(seed).row(index))
    }

    #[test]
    fn the_same_seed_gives_the_same_rows() {
        for index in [0, 1, 7, 19_999, 5_000_000] {
            let row = Sample::new(1).row(index);
            assert_eq!(row, Sample::new(1).row(index));
            assert_ne!(row, Sample::new(2).row(index));
        }
    }

    #[test]
    fn every_row_says_something() {
        for row in rows(1) {
            assert!(row.iter().any(|cell| !cell.trim().is_empty()));
            assert!(row.iter().all(|cell| !cell.contains(['\n', '\r'])));
        }
    }

    #[test]
    fn the_mess_has_believable_shares() {
        let check = |what: &str, found: &dyn Fn(&Row) -> bool, from: u64, to: u64| {
            let count = rows(1).filter(|row| found(row)).count();
            let per_mille = u64::try_from(count).unwrap_or(u64::MAX) * 1000 / ROWS;
            assert!((from..=to).contains(&per_mille), "{what}: {per_mille} ‰");
        };
        let plain = |cell: &str| cell.len() == 11 && cell.bytes().all(|b| b.is_ascii_digit());
        check("no name", &|row| row[NAME].trim().is_empty(), 10, 50);
        check("no mobile", &|row| row[MOBILE].is_empty(), 15, 80);
        check("plain mobile", &|row| plain(&row[MOBILE]), 300, 450);
        check("hidden digits", &|row| row[MOBILE].contains('*'), 5, 30);
        check("cut digits", &|row| row[MOBILE].contains("E+"), 8, 40);
        check("decimal zero", &|row| row[MOBILE].ends_with(".0"), 5, 35);
        check("formula", &|row| row[MOBILE].starts_with("=\""), 5, 30);
        check("said yes", &|row| row[CONSENT] == "是", 150, 350);
        check("said nothing", &|row| row[CONSENT].is_empty(), 300, 500);
    }

    #[test]
    fn most_numbers_can_be_read_and_some_of_every_kind_cannot() {
        let home = Region(*b"CN");
        let mut counts: HashMap<NumberStatus, u64> = HashMap::new();
        for row in rows(1) {
            let status = read_cell(&row[MOBILE], home).status;
            *counts.entry(status).or_default() += 1;
        }
        let check = |status: NumberStatus, from: u64, to: u64| {
            let per_mille = counts.get(&status).copied().unwrap_or(0) * 1000 / ROWS;
            assert!(
                (from..=to).contains(&per_mille),
                "{status:?}: {per_mille} ‰"
            );
        };
        check(NumberStatus::Ok, 850, 930);
        check(NumberStatus::Ambiguous, 1, 15);
        check(NumberStatus::Invalid, 5, 40);
        check(NumberStatus::Lossy, 5, 20);
        check(NumberStatus::Masked, 5, 30);
        check(NumberStatus::Relay, 5, 30);
        check(NumberStatus::Empty, 15, 60);
    }

    #[test]
    fn some_people_stand_in_the_list_twice() {
        let sample = Sample::new(1);
        let mut seen: HashMap<u64, u64> = HashMap::new();
        for index in 0..ROWS {
            *seen.entry(sample.person_at(index)).or_default() += 1;
        }
        let twice = ROWS - u64::try_from(seen.len()).unwrap_or_default();
        assert!((ROWS * 4 / 100..ROWS * 8 / 100).contains(&twice), "{twice}");
    }
}
