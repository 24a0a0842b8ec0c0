//! Rows of nobody in the book, and copies of somebody's: who they would become, and who has their
//! numbers already.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::judging::called;
use super::seen::Seen;
use super::values::Values;
use super::{NewRow, TripColumn};
use crate::book::{Book, MatchKey};
use crate::domain::contact::{NumberDetails, email_key};
use crate::domain::ids::ContactId;
use crate::domain::phone::E164;
use crate::domain::problem::Problem;
use crate::domain::roundtrip::meant;
use crate::import::MarkedFile;

/// Reads them; `places` is where each of the columns is in the file.
pub(super) fn new_rows(
    file: &MarkedFile,
    seen: &mut Seen,
    columns: &[TripColumn],
    places: &[Option<usize>],
    values: &Values,
    book: &Book,
) -> Result<Vec<NewRow>, Problem> {
    let mut rows: Vec<(u32, Option<ContactId>, Vec<String>)> = std::mem::take(&mut seen.strangers)
        .into_iter()
        .map(|(row, cells)| (row, None, cells))
        .collect();
    if !seen.copies.is_empty() {
        let copies = &seen.copies;
        file.each(&mut |row| {
            if let Some(contact) = copies.get(&row.row) {
                rows.push((row.row, Some(*contact), row.cells()));
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    rows.sort_by_key(|(row, ..)| *row);
    let mut wanted = Wanted::default();
    let mut new_rows = Vec::with_capacity(rows.len());
    for (row, copy_of, cells) in rows {
        let own = places.iter().map(|at| {
            let text = at.and_then(|at| cells.get(at));
            text.map(|text| meant(text).into_owned())
                .unwrap_or_default()
        });
        let cells: Vec<String> = own.collect();
        let known = columns.iter().map(|known| &known.column);
        let fault = match values.newcomer(known.zip(cells.iter().map(String::as_str))) {
            Ok(new) => {
                let numbers = new.numbers.iter().filter_map(NumberDetails::identity);
                let emails = new.emails.iter().map(|email| email_key(&email.addr));
                wanted.add(new_rows.len(), numbers, emails);
                None
            }
            Err(fault) => Some(fault),
        };
        new_rows.push(NewRow {
            row,
            cells,
            copy_of,
            twin: None,
            other_name: String::new(),
            fault,
        });
    }
    find_twins(&mut new_rows, &wanted, book)?;
    Ok(new_rows)
}

/// Who has a number or address of a new row already.
fn find_twins(rows: &mut [NewRow], wanted: &Wanted, book: &Book) -> Result<(), Problem> {
    if !wanted.is_empty() {
        book.match_keys(|contact, key| {
            for place in wanted.by(&key) {
                if let Some(row) = rows.get_mut(*place) {
                    row.twin.get_or_insert(contact);
                }
            }
        })?;
    }
    for row in rows {
        // A copy has the numbers of whom it was copied from.
        if row.copy_of.is_some() {
            row.twin = None;
        }
        if let Some(other) = row.copy_of.or(row.twin) {
            let other = book.contact(other)?;
            row.other_name = other.map(|other| called(&other)).unwrap_or_default();
        }
    }
    Ok(())
}

/// Numbers and addresses of new rows, by which somebody may be in the book already.
#[derive(Default)]
struct Wanted {
    numbers: HashMap<E164, Vec<usize>>,
    emails: HashMap<String, Vec<usize>>,
}

impl Wanted {
    fn add(
        &mut self,
        row: usize,
        numbers: impl Iterator<Item = E164>,
        emails: impl Iterator<Item = String>,
    ) {
        for number in numbers {
            self.numbers.entry(number).or_default().push(row);
        }
        for email in emails {
            self.emails.entry(email).or_default().push(row);
        }
    }

    fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.emails.is_empty()
    }

    fn by(&self, key: &MatchKey<'_>) -> &[usize] {
        let found = match key {
            MatchKey::Number(number) => self.numbers.get(number),
            MatchKey::Email(addr) if !self.emails.is_empty() => self.emails.get(&email_key(addr)),
            _ => None,
        };
        found.map(Vec::as_slice).unwrap_or_default()
    }
}
