//! Takes over what is ticked of a list that came back: all of it as one op.

use super::values::Values;
use super::{RoundTrip, Ticks, count};
use crate::book::{NewOp, Tx};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::op::{IdRanges, OpKind};
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::domain::roundtrip::tidy;
use crate::export::Column;
use crate::workspace::listing::{Depth, Words};
use crate::workspace::{Progress, Workspace, now};

/// After so many people the watcher is asked whether to go on.
const STEP: u64 = 256;

/// What was taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Its entry of the log, if anything was written.
    pub op: Option<OpId>,
    pub cells: u64,
    /// People of whom a cell was written.
    pub people: u64,
    pub added: u64,
    pub deleted: u64,
    /// What was ticked and is not in the book, one by one.
    pub refused: Vec<RefusedCell>,
}

/// Something that was ticked and could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCell {
    pub row: u32,
    pub name: String,
    /// Place in the columns of the trip; nothing for a whole row.
    pub column: Option<usize>,
    pub file: String,
    pub why: RefusedWhy,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedWhy {
    /// The book has another text than the one that was shown.
    Changed,
    /// Whoever or whatever it is of is not in the book any more.
    NotThere,
    /// The number or address must never come in again.
    Suppressed,
    Unfit(EditProblem),
}

/// What stops one cell, or everything.
#[derive(Debug)]
pub(super) enum Refusal {
    Suppressed,
    /// The column is not in the book any more.
    NotThere,
    Problem(Problem),
}

impl<P: Into<Problem>> From<P> for Refusal {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

impl Workspace {
    /// Takes over what is ticked, as one op. A cell of which the book has another text by now than
    /// was shown is refused, and told.
    ///
    /// # Errors
    /// [`Problem::Cancelled`], or what the book says; nothing is changed then.
    pub fn bring_back(
        &mut self,
        trip: &RoundTrip,
        ticks: &Ticks,
        progress: &dyn Progress,
    ) -> Result<Brought, Problem> {
        let vocabulary = self.vocabulary().clone();
        let run = Run {
            trip,
            ticks,
            words: Words::of(&vocabulary, self.places),
            values: Values::of(&vocabulary, self.home_country()?),
            progress,
            all: ticks.all(),
        };
        let op = NewOp::new(OpKind::RoundTrip, now());
        let (mut brought, changes) = self.book.transact(&op, |tx| run.all(tx))?;
        brought.op = changes.op;
        self.follow(&changes)?;
        Ok(brought)
    }
}

struct Run<'r> {
    trip: &'r RoundTrip,
    ticks: &'r Ticks,
    words: Words<'r>,
    values: Values,
    progress: &'r dyn Progress,
    all: u64,
}

impl Run<'_> {
    fn all(&self, tx: &mut Tx<'_>) -> Result<Brought, Problem> {
        let mut brought = Brought::default();
        let mut done = 0;
        let mut go_on = || {
            done += 1;
            let is_time = done % STEP == 1;
            if is_time && !self.progress.at(done - 1, Some(self.share(done - 1))) {
                return Err(Problem::Cancelled);
            }
            Ok(())
        };
        for place in 0..self.trip.people.len() {
            if self.ticks.person(place).on > 0 {
                go_on()?;
                self.edit(tx, place, &mut brought)?;
            }
        }
        for place in 0..self.trip.new_rows.len() {
            if self.ticks.new_row(place) {
                go_on()?;
                self.add(tx, place, &mut brought)?;
            }
        }
        let mut gone = IdRanges::default();
        for (place, person) in self.trip.gone.iter().enumerate() {
            if self.ticks.gone(place) {
                gone.insert(person.contact);
            }
        }
        if !gone.is_empty() {
            brought.deleted = tx.delete_all(&gone)?;
        }
        Ok(brought)
    }

    #[expect(clippy::cast_precision_loss, reason = "a part of one, to be shown")]
    fn share(&self, done: u64) -> f64 {
        (done as f64 / self.all.max(1) as f64).min(1.0)
    }

    fn edit(&self, tx: &mut Tx<'_>, place: usize, brought: &mut Brought) -> Result<(), Problem> {
        let Some(person) = self.trip.people.get(place) else {
            return Ok(());
        };
        let cells = person.cells.iter().enumerate();
        let cells: Vec<_> = cells
            .filter(|(cell, _)| self.ticks.cell(place, *cell))
            .map(|(_, cell)| cell)
            .collect();
        let refused = |column, file: &str, why| RefusedCell {
            row: person.row,
            name: person.name.clone(),
            column: Some(column),
            file: file.to_owned(),
            why,
        };
        let Some(before) = tx.contact(person.contact)? else {
            let gone = cells
                .iter()
                .map(|cell| refused(cell.column, &cell.file, RefusedWhy::NotThere));
            brought.refused.extend(gone);
            return Ok(());
        };
        // All cells are compared before the first is written: the columns of one person may show
        // parts of the same thing.
        let view = self.words.view(&before, &[], Depth::Plain);
        let mut fitting = Vec::new();
        for cell in cells {
            let column = self
                .trip
                .columns
                .get(cell.column)
                .map(|known| &known.column);
            match column {
                Some(column) if tidy(&view.cell(column)) == tidy(&cell.book) => {
                    fitting.push((column, cell));
                }
                _ => brought
                    .refused
                    .push(refused(cell.column, &cell.file, RefusedWhy::Changed)),
            }
        }
        let written = brought.cells;
        for (column, cell) in fitting {
            let why = match self.put(tx, person.contact, column, &cell.file) {
                Ok(()) => {
                    brought.cells += 1;
                    continue;
                }
                Err(Refusal::Suppressed) => RefusedWhy::Suppressed,
                Err(Refusal::NotThere) => RefusedWhy::NotThere,
                Err(Refusal::Problem(Problem::Edit(problem))) => RefusedWhy::Unfit(problem),
                Err(Refusal::Problem(problem)) => return Err(problem),
            };
            brought.refused.push(refused(cell.column, &cell.file, why));
        }
        brought.people += u64::from(brought.cells > written);
        Ok(())
    }

    /// Each cell is put into the contact as the one before it left it.
    fn put(
        &self,
        tx: &mut Tx<'_>,
        contact: ContactId,
        column: &Column,
        text: &str,
    ) -> Result<(), Refusal> {
        let contact = tx.contact(contact)?.ok_or(BookProblem::NoSuchRow)?;
        self.values.write(tx, &contact, column, text)
    }

    fn add(&self, tx: &mut Tx<'_>, place: usize, brought: &mut Brought) -> Result<(), Problem> {
        let Some(row) = self.trip.new_rows.get(place) else {
            return Ok(());
        };
        let columns = self.trip.columns.iter().map(|known| &known.column);
        let cells = columns.zip(row.cells.iter().map(String::as_str));
        let why = match self.values.newcomer(cells) {
            Err(problem) => RefusedWhy::Unfit(problem),
            Ok(new) if new.is_suppressed(tx)? => RefusedWhy::Suppressed,
            Ok(new) => {
                new.insert(tx)?;
                brought.added += 1;
                return Ok(());
            }
        };
        let name = row.name(&self.trip.columns).to_owned();
        brought.refused.push(RefusedCell {
            row: row.row,
            name: name.clone(),
            column: None,
            file: name,
            why,
        });
        Ok(())
    }
}

impl super::NewRow {
    /// What the row calls them, or whatever else stands in it.
    pub fn name(&self, columns: &[super::TripColumn]) -> &str {
        let place = columns
            .iter()
            .position(|known| known.column == Column::Name);
        let name = place.and_then(|place| self.cells.get(place));
        let any = self.cells.iter().filter(|cell| !cell.trim().is_empty());
        name.into_iter()
            .filter(|name| !name.trim().is_empty())
            .chain(any)
            .next()
            .map(|name| name.trim())
            .unwrap_or_default()
    }
}

impl Brought {
    /// How many changes there were.
    pub fn all(&self) -> u64 {
        self.cells + self.added + self.deleted
    }

    /// How many were ticked and are not in the book.
    pub fn refused(&self) -> u64 {
        count(self.refused.len())
    }
}
