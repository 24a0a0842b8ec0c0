//! One person's row beside the book: what of it is an edit, and what is told and left alone.

use std::ops::RangeInclusive;

use super::layout::Layout;
use super::seen::Claim;
use super::values::Values;
use super::{CellDiff, Kept, KeptCell, KeptWhy, PersonDiff, RoundTrip};
use crate::domain::contact::Contact;
use crate::domain::roundtrip::{Mark, MarkKey, Verdict, judge, meant};
use crate::export::ExportContact;
use crate::workspace::{day_of, today};

/// Cells that are not taken over and told one by one.
const MOST_KEPT: usize = 2_000;

/// One person's row beside the book.
pub(super) struct Judging<'j> {
    pub(super) claim: &'j Claim,
    pub(super) layout: &'j Layout,
    pub(super) values: &'j Values,
    pub(super) key: &'j MarkKey,
    pub(super) years: &'j RangeInclusive<i16>,
}

impl Judging<'_> {
    pub(super) fn person(&self, contact: &Contact, view: &ExportContact<'_>, trip: &mut RoundTrip) {
        let claim = self.claim;
        let name = called(contact);
        let mut cells = Vec::new();
        let mut is_kept = false;
        for (place, file) in &claim.cells {
            let of_list = self.layout.columns.get(*place);
            let Some(column) = of_list.and_then(|column| column.column.as_ref()) else {
                continue;
            };
            let mut known = trip.columns.iter();
            let Some(at) = known.position(|known| known.column == *column) else {
                continue;
            };
            let book = view.cell(column);
            let was = |text: &str| is_exactly(self.key, &claim.mark, *place, text);
            let verdict = judge(file, &book, was, self.values.kind(column), self.years);
            let file = meant(file).into_owned();
            let why = match verdict {
                Verdict::Same => continue,
                Verdict::OtherForm => {
                    trip.kept.other_forms += 1;
                    continue;
                }
                Verdict::Damaged(damage) => KeptWhy::Damaged(damage),
                Verdict::Edited | Verdict::Conflict if !column.is_editable() => KeptWhy::ReadOnly,
                Verdict::Edited | Verdict::Conflict => {
                    let Some(unfit) = self.values.unfit(column, &book, &file) else {
                        cells.push(CellDiff {
                            column: at,
                            book,
                            file,
                            is_conflict: verdict == Verdict::Conflict,
                        });
                        continue;
                    };
                    KeptWhy::Unfit(unfit)
                }
            };
            is_kept = true;
            trip.kept.add(KeptCell {
                row: claim.row,
                name: name.clone(),
                column: at,
                book,
                file,
                why,
            });
        }
        if !cells.is_empty() {
            trip.people.push(PersonDiff {
                row: claim.row,
                contact: contact.id,
                name,
                cells,
            });
        } else if is_kept {
            trip.only_kept += 1;
        } else {
            trip.unchanged += 1;
        }
    }
}

impl Kept {
    fn add(&mut self, cell: KeptCell) {
        *self.counts.entry((cell.column, cell.why)).or_default() += 1;
        if self.cells.len() < MOST_KEPT {
            self.cells.push(cell);
        }
    }
}

fn is_exactly(key: &MarkKey, mark: &Mark, column: usize, text: &str) -> bool {
    let was = mark.cells.get(column).copied();
    was == Some(key.cell(mark.op, mark.contact, column, text))
}

/// The years in which a list was away.
pub(super) fn away(layout: &Layout) -> RangeInclusive<i16> {
    day_of(layout.list.at).to_date().year()..=today().to_date().year()
}

/// What somebody is called in a list.
pub(super) fn called(contact: &Contact) -> String {
    let names = [&contact.name, &contact.company];
    let name = names.into_iter().find(|name| !name.is_empty());
    name.cloned().unwrap_or_else(|| reach(contact))
}

pub(super) fn reach(contact: &Contact) -> String {
    let numbers = contact.numbers.iter().map(|number| number.raw.clone());
    let emails = contact.emails.iter().map(|email| email.addr.clone());
    numbers.chain(emails).next().unwrap_or_default()
}
