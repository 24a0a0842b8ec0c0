//! What is listed of a round trip, line by line: one height for all, so that only what is in view is
//! drawn however many differences there are.

use crate::workspace::roundtrip::RoundTrip;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Section(Section),
    Person(usize),
    Cell {
        person: usize,
        cell: usize,
    },
    New(usize),
    Gone(usize),
    Kept(usize),
    /// There are more than are listed.
    MoreKept,
    Odd(usize),
}

/// A part of the list that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    People,
    New,
    Gone,
    Kept,
    Odd,
}

/// Which parts are folded.
#[derive(Clone, Copy, Debug)]
pub struct Folds([bool; 5]);

impl Default for Folds {
    /// What is only told is folded at first.
    fn default() -> Self {
        let mut folds = Self([false; 5]);
        folds.toggle(Section::Kept);
        folds.toggle(Section::Odd);
        folds
    }
}

impl Folds {
    pub fn is_folded(self, section: Section) -> bool {
        self.0.get(section as usize) == Some(&true)
    }

    pub fn toggle(&mut self, section: Section) {
        if let Some(fold) = self.0.get_mut(section as usize) {
            *fold = !*fold;
        }
    }
}

/// Everything that is listed.
pub fn lines(trip: &RoundTrip, folds: Folds) -> Vec<Line> {
    let mut lines = Vec::new();
    if !trip.people.is_empty() {
        lines.push(Line::Section(Section::People));
    }
    if !folds.is_folded(Section::People) {
        for (person, diff) in trip.people.iter().enumerate() {
            lines.push(Line::Person(person));
            lines.extend((0..diff.cells.len()).map(|cell| Line::Cell { person, cell }));
        }
    }
    let mut plain = |kind: Section, size: usize, line: fn(usize) -> Line| {
        if size > 0 {
            lines.push(Line::Section(kind));
            if !folds.is_folded(kind) {
                lines.extend((0..size).map(line));
            }
        }
    };
    plain(Section::New, trip.new_rows.len(), Line::New);
    plain(Section::Gone, trip.gone.len(), Line::Gone);
    plain(Section::Kept, trip.kept.cells.len(), Line::Kept);
    let told = u64::try_from(trip.kept.cells.len()).unwrap_or(u64::MAX);
    if told < trip.kept.all() && !folds.is_folded(Section::Kept) {
        lines.push(Line::MoreKept);
    }
    if !trip.odd_rows.is_empty() {
        lines.push(Line::Section(Section::Odd));
        if !folds.is_folded(Section::Odd) {
            lines.extend((0..trip.odd_rows.len()).map(Line::Odd));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ContactId;
    use crate::workspace::roundtrip::{GonePerson, OddRow, OddWhy};

    #[test]
    fn parts_are_listed_as_far_as_they_are_open() {
        let trip = RoundTrip {
            gone: vec![GonePerson {
                contact: ContactId(1),
                name: String::new(),
                reach: String::new(),
            }],
            odd_rows: vec![OddRow {
                row: 2,
                why: OddWhy::AboveHeads,
                text: String::new(),
            }],
            ..RoundTrip::default()
        };
        let mut folds = Folds::default();
        let odd = Line::Section(Section::Odd);
        let gone = [Line::Section(Section::Gone), Line::Gone(0)];
        assert_eq!(lines(&trip, folds), [gone.as_slice(), &[odd]].concat());
        folds.toggle(Section::Odd);
        folds.toggle(Section::Gone);
        let folded = [Line::Section(Section::Gone), odd, Line::Odd(0)];
        assert_eq!(lines(&trip, folds), folded);
    }
}
