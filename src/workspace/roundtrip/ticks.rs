//! What the owner takes over of a list that came back: cell by cell, person by person, by column.

use super::{CellDiff, NewRow, RoundTrip, count};

/// What is ticked. Conflicts, copies, people whose number somebody has and people whose row is gone
/// are left alone unless they are ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// Of each person, in the order of their cells.
    cells: Vec<Vec<bool>>,
    new_rows: Vec<bool>,
    gone: Vec<bool>,
}

/// How many of several are ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub on: u64,
    pub all: u64,
}

impl Share {
    fn of(ticks: impl Iterator<Item = bool>) -> Self {
        let mut share = Self::default();
        for is_on in ticks {
            share.all += 1;
            share.on += u64::from(is_on);
        }
        share
    }
}

impl NewRow {
    /// Whether it can become a contact at all.
    pub const fn is_usable(&self) -> bool {
        self.fault.is_none()
    }

    const fn is_on_at_first(&self) -> bool {
        self.is_usable() && self.copy_of.is_none() && self.twin.is_none()
    }
}

impl Ticks {
    /// What is on before the owner says anything.
    pub fn of(trip: &RoundTrip) -> Self {
        let is_on = |cell: &CellDiff| !cell.is_conflict && !trip.is_shuffled;
        let people = trip.people.iter();
        Self {
            cells: people
                .map(|person| person.cells.iter().map(is_on).collect())
                .collect(),
            new_rows: trip.new_rows.iter().map(NewRow::is_on_at_first).collect(),
            gone: vec![false; trip.gone.len()],
        }
    }

    pub fn cell(&self, person: usize, cell: usize) -> bool {
        let cells = self.cells.get(person);
        cells.and_then(|cells| cells.get(cell)) == Some(&true)
    }

    pub fn set_cell(&mut self, person: usize, cell: usize, is_on: bool) {
        let cells = self.cells.get_mut(person);
        if let Some(tick) = cells.and_then(|cells| cells.get_mut(cell)) {
            *tick = is_on;
        }
    }

    /// How many cells of a person are ticked.
    pub fn person(&self, person: usize) -> Share {
        Share::of(self.cells.get(person).into_iter().flatten().copied())
    }

    /// Ticks all of a person but conflicts, which are ticked one by one; or nothing.
    pub fn set_person(&mut self, trip: &RoundTrip, person: usize, is_on: bool) {
        let cells = trip.people.get(person).map(|person| &person.cells);
        let ticks = self.cells.get_mut(person);
        let (Some(cells), Some(ticks)) = (cells, ticks) else {
            return;
        };
        let only_conflicts = cells.iter().all(|cell| cell.is_conflict);
        for (tick, cell) in ticks.iter_mut().zip(cells) {
            *tick = is_on && (only_conflicts || !cell.is_conflict);
        }
    }

    /// How many cells of a column are ticked, conflicts aside.
    pub fn column(&self, trip: &RoundTrip, column: usize) -> Share {
        Share::of(self.each(trip, |cell| cell.column == column))
    }

    /// How many cells are ticked, conflicts aside.
    pub fn edits(&self, trip: &RoundTrip) -> Share {
        Share::of(self.each(trip, |_| true))
    }

    /// The ticks of some cells that are no conflicts.
    fn each(
        &self,
        trip: &RoundTrip,
        fits: impl Fn(&CellDiff) -> bool,
    ) -> impl Iterator<Item = bool> {
        let people = trip.people.iter().zip(&self.cells);
        let cells = people.flat_map(|(person, ticks)| person.cells.iter().zip(ticks));
        let fitting = cells.filter(move |(cell, _)| !cell.is_conflict && fits(cell));
        fitting.map(|(_, tick)| *tick)
    }

    /// Ticks every cell but conflicts, or none.
    pub fn set_edits(&mut self, trip: &RoundTrip, is_on: bool) {
        for (person, ticks) in trip.people.iter().zip(&mut self.cells) {
            for (cell, tick) in person.cells.iter().zip(ticks) {
                *tick = is_on && !cell.is_conflict;
            }
        }
    }

    /// Ticks every cell of a column but conflicts, or none of it.
    pub fn set_column(&mut self, trip: &RoundTrip, column: usize, is_on: bool) {
        for (person, ticks) in trip.people.iter().zip(&mut self.cells) {
            for (cell, tick) in person.cells.iter().zip(ticks) {
                if cell.column == column && !(is_on && cell.is_conflict) {
                    *tick = is_on;
                }
            }
        }
    }

    pub fn new_row(&self, row: usize) -> bool {
        self.new_rows.get(row) == Some(&true)
    }

    pub fn set_new_row(&mut self, row: usize, is_on: bool) {
        if let Some(tick) = self.new_rows.get_mut(row) {
            *tick = is_on;
        }
    }

    /// Ticks every new row that can become a contact, or none.
    pub fn set_new_rows(&mut self, trip: &RoundTrip, is_on: bool) {
        for (tick, row) in self.new_rows.iter_mut().zip(&trip.new_rows) {
            *tick = is_on && row.is_usable();
        }
    }

    pub fn gone(&self, person: usize) -> bool {
        self.gone.get(person) == Some(&true)
    }

    pub fn set_gone(&mut self, person: usize, is_on: bool) {
        if let Some(tick) = self.gone.get_mut(person) {
            *tick = is_on;
        }
    }

    pub fn set_all_gone(&mut self, is_on: bool) {
        self.gone.fill(is_on);
    }

    pub fn cells_on(&self) -> u64 {
        let on = self.cells.iter().flatten().filter(|tick| **tick);
        count(on.count())
    }

    pub fn new_rows_on(&self) -> u64 {
        count(self.new_rows.iter().filter(|tick| **tick).count())
    }

    pub fn gone_on(&self) -> u64 {
        count(self.gone.iter().filter(|tick| **tick).count())
    }

    /// How many changes would be taken over.
    pub fn all(&self) -> u64 {
        self.cells_on() + self.new_rows_on() + self.gone_on()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ContactId;
    use crate::workspace::roundtrip::{GonePerson, PersonDiff};

    fn trip() -> RoundTrip {
        let cell = |column, is_conflict| CellDiff {
            column,
            book: "a".to_owned(),
            file: "b".to_owned(),
            is_conflict,
        };
        let person = |row, cells| PersonDiff {
            row,
            contact: ContactId(i64::from(row)),
            name: String::new(),
            cells,
        };
        let new = |row, twin| NewRow {
            row,
            cells: Vec::new(),
            copy_of: None,
            twin,
            other_name: String::new(),
            fault: None,
        };
        RoundTrip {
            people: vec![
                person(2, vec![cell(0, false), cell(1, true)]),
                person(3, vec![cell(1, false)]),
                person(4, vec![cell(1, true)]),
            ],
            new_rows: vec![new(9, None), new(10, Some(ContactId(7)))],
            gone: vec![GonePerson {
                contact: ContactId(8),
                name: String::new(),
                reach: String::new(),
            }],
            ..RoundTrip::default()
        }
    }

    #[test]
    fn what_could_overwrite_is_off_at_first() {
        let trip = trip();
        let ticks = Ticks::of(&trip);
        assert_eq!(
            (ticks.cells_on(), ticks.new_rows_on(), ticks.gone_on()),
            (2, 1, 0)
        );
        assert!(ticks.cell(0, 0) && !ticks.cell(0, 1) && !ticks.cell(2, 0));
        assert_eq!(ticks.person(0), Share { on: 1, all: 2 });
        assert_eq!(ticks.column(&trip, 1), Share { on: 1, all: 1 });
    }

    #[test]
    fn ticks_of_many_pass_conflicts_over() {
        let trip = trip();
        let mut ticks = Ticks::of(&trip);
        ticks.set_column(&trip, 1, false);
        assert_eq!(ticks.cells_on(), 1);
        ticks.set_column(&trip, 1, true);
        assert_eq!(ticks.cells_on(), 2);
        ticks.set_person(&trip, 0, false);
        assert_eq!(ticks.cells_on(), 1);
        ticks.set_person(&trip, 0, true);
        assert!(ticks.cell(0, 0) && !ticks.cell(0, 1));
        ticks.set_cell(0, 1, true);
        assert!(ticks.cell(0, 1));
        // Whoever has nothing else means them.
        ticks.set_person(&trip, 2, true);
        assert!(ticks.cell(2, 0));
        ticks.set_new_rows(&trip, true);
        ticks.set_all_gone(true);
        assert_eq!(ticks.all(), 7);
        ticks.set_edits(&trip, true);
        assert_eq!(
            (ticks.cells_on(), ticks.edits(&trip)),
            (2, Share { on: 2, all: 2 })
        );
    }
}
