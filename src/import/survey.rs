//! What a whole file has in its columns, gathered while its rows are read: so that the owner sees
//! what is in there before anything is brought in.

use std::hash::{BuildHasher as _, RandomState};

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::Draft;
use super::map::{Field, Mapping};
use super::read::Record;
use crate::domain::guard::unguard;
use crate::domain::phone::{NumberStatus, Region, read_cell};
use crate::domain::problem::CellProblem;

/// Flagged cells of one column and kind that are kept to be shown.
const MOST_CELLS: usize = 1_000;
/// Characters of a cell that are kept.
const MOST_CHARS: usize = 120;

/// What was seen in the columns of a file.
#[derive(Clone, Debug)]
pub struct Survey {
    columns: Vec<ColumnSeen>,
    cells: Vec<FlaggedCell>,
    kept: FxHashMap<(usize, CellProblem), usize>,
    distinct: Vec<FxHashSet<u64>>,
    country: Region,
    hasher: RandomState,
}

/// What was seen in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnSeen {
    field: Option<Field>,
    /// Cells with anything in them.
    pub filled: u64,
    /// Different values, where the field makes that worth knowing.
    pub distinct: u64,
    /// Sum of the amounts.
    pub cents: i64,
    /// How many cells are odd, and how.
    pub odd: Vec<(CellProblem, u64)>,
}

/// One cell that is odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlaggedCell {
    pub row: u32,
    /// Index of the column, from 0.
    pub column: usize,
    pub problem: CellProblem,
    /// As it is written, or the beginning of it.
    pub text: String,
}

impl Survey {
    pub fn new(mapping: &Mapping, country: Region) -> Self {
        let columns = mapping.columns().iter().map(|column| ColumnSeen {
            field: column.field.clone(),
            ..ColumnSeen::default()
        });
        let columns: Vec<ColumnSeen> = columns.collect();
        Self {
            distinct: vec![FxHashSet::default(); columns.len()],
            columns,
            cells: Vec::new(),
            kept: FxHashMap::default(),
            country,
            hasher: RandomState::new(),
        }
    }

    /// Column by column, as the file has them.
    pub fn columns(&self) -> &[ColumnSeen] {
        &self.columns
    }

    /// Cells that are odd, in the order of the rows; of very many, the first.
    pub fn cells(&self) -> &[FlaggedCell] {
        &self.cells
    }

    pub(super) fn see(&mut self, record: Record<'_>, draft: &Draft) {
        for index in 0..self.columns.len() {
            let cell = record.get(index).trim();
            if !cell.is_empty() {
                self.see_cell(record.row, index, cell, draft);
            }
        }
        for flag in &draft.flags {
            self.flag(
                record.row,
                flag.column,
                flag.problem,
                record.get(flag.column),
            );
        }
    }

    fn see_cell(&mut self, row: u32, index: usize, cell: &str, draft: &Draft) {
        let Some(seen) = self.columns.get_mut(index) else {
            return;
        };
        seen.filled += 1;
        match &seen.field {
            Some(Field::Reference | Field::Item | Field::City | Field::Tags) => {
                let hash = self.hasher.hash_one(cell);
                if let Some(values) = self.distinct.get_mut(index)
                    && values.insert(hash)
                {
                    seen.distinct += 1;
                }
            }
            Some(Field::Amount) => {
                let purchase = draft.purchase.as_ref();
                let cents = purchase.and_then(|purchase| purchase.amount_cents);
                seen.cents = seen.cents.saturating_add(cents.unwrap_or(0));
            }
            // Nobody's number is made of it, so the cleaner does not read it.
            Some(Field::RecipientPhone) => {
                let problem = match read_cell(unguard(cell).unwrap_or(cell), self.country).status {
                    NumberStatus::Ok => None,
                    NumberStatus::Empty => {
                        seen.filled -= 1;
                        None
                    }
                    NumberStatus::Ambiguous => Some(CellProblem::AmbiguousNumber),
                    NumberStatus::Invalid => Some(CellProblem::InvalidNumber),
                    NumberStatus::Lossy => Some(CellProblem::LossyNumber),
                    NumberStatus::Masked => Some(CellProblem::MaskedNumber),
                    NumberStatus::Relay => Some(CellProblem::RelayNumber),
                };
                if let Some(problem) = problem {
                    self.flag(row, index, problem, cell);
                }
            }
            _ => {}
        }
    }

    fn flag(&mut self, row: u32, column: usize, problem: CellProblem, cell: &str) {
        if let Some(seen) = self.columns.get_mut(column) {
            match seen.odd.iter_mut().find(|(known, _)| *known == problem) {
                Some((_, count)) => *count += 1,
                None => seen.odd.push((problem, 1)),
            }
        }
        let kept = self.kept.entry((column, problem)).or_default();
        if *kept < MOST_CELLS {
            *kept += 1;
            self.cells.push(FlaggedCell {
                row,
                column,
                problem,
                text: cell.trim().chars().take(MOST_CHARS).collect(),
            });
        }
    }
}

impl ColumnSeen {
    /// How many cells are odd in this way.
    pub fn odd(&self, problem: CellProblem) -> u64 {
        let found = self.odd.iter().find(|(known, _)| *known == problem);
        found.map_or(0, |(_, count)| *count)
    }

    /// How many cells are filled and not odd.
    pub fn sound(&self) -> u64 {
        let odd: u64 = self.odd.iter().map(|(_, count)| count).sum();
        self.filled.saturating_sub(odd)
    }
}
