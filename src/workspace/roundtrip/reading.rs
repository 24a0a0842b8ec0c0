//! Reads a list that came back, and finds out cell by cell what became of it.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::Path;

use super::judging::{Judging, away, called, reach};
use super::layout::{Layout, Sample};
use super::seen::{Claim, Seen, shown};
use super::strangers::new_rows;
use super::values::Values;
use super::{GonePerson, ListSeen, OddRow, OddWhy, RoundTrip, TripColumn, count};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::op::IdRanges;
use crate::domain::problem::{ImportProblem, Problem};
use crate::domain::roundtrip::{MARK_HEAD, MarkKey};
use crate::import::{ImportOptions, MarkedFile};
use crate::workspace::listing::{Depth, Words};
use crate::workspace::{Progress, Workspace};

/// Rows that are looked at to find columns of other names.
const SAMPLES: usize = 200;
/// The watcher is asked so often, in rows.
const STEP: u64 = 1_024;

impl Workspace {
    /// Reads a list that came back. The book stays as it is.
    ///
    /// # Errors
    /// What the file or the book says; [`ImportProblem::NothingRecognised`] when the file has no
    /// column of marks.
    pub fn read_round_trip(
        &self,
        path: &Path,
        options: &ImportOptions,
        progress: &dyn Progress,
    ) -> Result<RoundTrip, Problem> {
        let file =
            MarkedFile::open(path, options, MARK_HEAD)?.ok_or(ImportProblem::NothingRecognised)?;
        let mut reading = Reading {
            workspace: self,
            key: self.book.mark_key()?,
            fields: self
                .vocabulary()
                .fields
                .iter()
                .map(|field| field.name.clone())
                .collect(),
            layouts: BTreeMap::new(),
            samples: Vec::new(),
            seen: Seen::default(),
            trip: RoundTrip::default(),
            file,
        };
        reading.look_ahead()?;
        reading.rows(progress)?;
        reading.finish()
    }
}

struct Reading<'w> {
    workspace: &'w Workspace,
    file: MarkedFile,
    key: MarkKey,
    /// Names of custom fields.
    fields: Vec<String>,
    /// Nothing for a list that the book does not know.
    layouts: BTreeMap<OpId, Option<Layout>>,
    samples: Vec<Sample>,
    seen: Seen,
    trip: RoundTrip,
}

impl Reading<'_> {
    /// Reads the first marked rows, by which columns of other names are known.
    fn look_ahead(&mut self) -> Result<(), Problem> {
        let (file, key, samples) = (&self.file, &self.key, &mut self.samples);
        file.each(&mut |row| {
            if row.fault.is_none()
                && let Ok(Some(mark)) = key.read(row.mark())
            {
                samples.push(Sample {
                    mark,
                    cells: row.cells(),
                });
            }
            Ok(if samples.len() == SAMPLES {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        })
    }

    fn rows(&mut self, progress: &dyn Progress) -> Result<(), Problem> {
        let file = &self.file;
        let (key, workspace, fields) = (&self.key, self.workspace, &self.fields);
        let (layouts, samples) = (&mut self.layouts, &self.samples);
        let seen = &mut self.seen;
        let mut done = 0;
        file.each(&mut |row| {
            done += 1;
            if done % STEP == 0 && !progress.at(done, None) {
                return Err(Problem::Cancelled);
            }
            let mark = key.read(row.mark());
            if let Ok(Some(mark)) = &mark
                && !layouts.contains_key(&mark.op)
            {
                let list = workspace.book.sent_list(mark.op)?;
                let find = |list| {
                    let (heads, marks) = (file.heads(), file.mark_column());
                    Layout::find(list, fields, heads, marks, samples, key)
                };
                layouts.insert(mark.op, list.map(find));
            }
            seen.row(row, mark, layouts, key);
            Ok(ControlFlow::Continue(()))
        })?;
        self.trip.rows = done;
        self.trip.is_shuffled = self.seen.is_shuffled();
        self.trip.odd_rows = std::mem::take(&mut self.seen.odd_rows);
        Ok(())
    }

    fn finish(mut self) -> Result<RoundTrip, Problem> {
        self.name_columns();
        if self.main_list().is_none() {
            // Without a list nobody knows what the columns are.
            for (row, cells) in std::mem::take(&mut self.seen.strangers) {
                self.trip.odd_rows.push(OddRow {
                    row,
                    why: OddWhy::UnknownList,
                    text: shown(cells.iter().map(String::as_str)),
                });
            }
            self.trip.strange.clear();
        }
        let values = Values::of(self.workspace.vocabulary(), self.workspace.home_country()?);
        self.judge_people(&values)?;
        let places = self.places();
        self.trip.new_rows = new_rows(
            &self.file,
            &mut self.seen,
            &self.trip.columns,
            &places,
            &values,
            &self.workspace.book,
        )?;
        self.find_gone()?;
        let unchanged = self.seen.own.values().filter(|own| own.claim.is_none());
        self.trip.unchanged += count(unchanged.count());
        self.trip.people.sort_by_key(|person| person.row);
        self.trip.odd_rows.sort_by_key(|odd| odd.row);
        self.trip
            .kept
            .cells
            .sort_by_key(|cell| (cell.row, cell.column));
        Ok(self.trip)
    }

    /// The list that most rows are of.
    fn main_list(&self) -> Option<&Layout> {
        let most = self
            .seen
            .rows_of
            .iter()
            .max_by_key(|(op, rows)| (**rows, **op));
        let (op, _) = most?;
        self.layouts.get(op)?.as_ref()
    }

    fn name_columns(&mut self) {
        let heads = self.file.heads();
        let mut known = vec![false; heads.len()];
        if let Some(marks) = known.get_mut(self.file.mark_column()) {
            *marks = true;
        }
        let main = self.main_list();
        let mut columns: Vec<TripColumn> = Vec::new();
        let mut missing = Vec::new();
        let mut layouts: Vec<&Layout> = self.layouts.values().flatten().collect();
        // Those of the main list come first, in its order.
        layouts.sort_by_key(|layout| main.is_none_or(|main| main.list.op != layout.list.op));
        for (turn, layout) in layouts.into_iter().enumerate() {
            for column in &layout.columns {
                match (&column.column, column.at) {
                    (Some(own), Some(at)) => {
                        if let Some(known) = known.get_mut(at) {
                            *known = true;
                        }
                        if !columns.iter().any(|other| other.column == *own) {
                            let head = heads.get(at).unwrap_or(&column.head);
                            columns.push(TripColumn {
                                column: own.clone(),
                                head: head.clone(),
                            });
                        }
                    }
                    (Some(_), None) if turn == 0 => missing.push(column.head.clone()),
                    _ => {}
                }
            }
        }
        let strange = heads.iter().zip(&known);
        let strange = strange.filter(|(head, known)| !**known && !head.is_empty());
        let strange = strange.map(|(head, _)| head.clone()).collect();
        let list = main.map(|layout| ListSeen {
            op: layout.list.op,
            at: layout.list.at,
            file_name: layout.list.file_name.clone(),
            contacts: layout.list.contacts.len(),
        });
        self.trip.list = list;
        self.trip.columns = columns;
        self.trip.missing = missing;
        self.trip.strange = strange;
    }

    /// Compares what differs with what the book has now.
    fn judge_people(&mut self, values: &Values) -> Result<(), Problem> {
        let mut claims: BTreeMap<ContactId, Claim> = BTreeMap::new();
        let mut ids = IdRanges::default();
        let own: HashMap<usize, ContactId> = self
            .seen
            .own
            .iter()
            .filter_map(|(contact, own)| Some((own.claim?, *contact)))
            .collect();
        for (place, claim) in std::mem::take(&mut self.seen.claims)
            .into_iter()
            .enumerate()
        {
            if let Some(contact) = own.get(&place) {
                ids.insert(*contact);
                claims.insert(*contact, claim);
            }
        }
        let words = Words::of(self.workspace.vocabulary(), self.workspace.places);
        let (layouts, key, trip) = (&self.layouts, &self.key, &mut self.trip);
        self.workspace.book.contacts(&ids, |contact| {
            let Some(claim) = claims.remove(&contact.id) else {
                return Ok(());
            };
            if let Some(layout) = layouts.get(&claim.op).and_then(Option::as_ref) {
                let years = away(layout);
                let judging = Judging {
                    claim: &claim,
                    layout,
                    values,
                    key,
                    years: &years,
                };
                judging.person(&contact, &words.view(&contact, &[], Depth::Plain), trip);
            }
            Ok(())
        })?;
        // Whoever is left has been deleted since.
        for claim in claims.into_values() {
            let texts = claim.cells.iter().map(|(_, text)| text.as_str());
            trip.odd_rows.push(OddRow {
                row: claim.row,
                why: OddWhy::NotInBook,
                text: shown(texts),
            });
        }
        Ok(())
    }

    /// Where the columns of the trip are, for rows that are of no list.
    fn places(&self) -> Vec<Option<usize>> {
        let layouts = || {
            let all = self.layouts.values().flatten();
            self.main_list().into_iter().chain(all)
        };
        let columns = self.trip.columns.iter();
        columns
            .map(|known| {
                let mut of_lists = layouts().flat_map(|layout| &layout.columns);
                of_lists.find_map(|column| {
                    (column.column.as_ref() == Some(&known.column))
                        .then_some(column.at)
                        .flatten()
                })
            })
            .collect()
    }

    fn find_gone(&mut self) -> Result<(), Problem> {
        let Some(main) = self.main_list() else {
            return Ok(());
        };
        let mut missing = IdRanges::default();
        for contact in main.list.ids().filter(|id| !self.seen.own.contains_key(id)) {
            missing.insert(contact);
        }
        let mut gone = Vec::new();
        self.workspace.book.contacts(&missing, |contact| {
            gone.push(GonePerson {
                contact: contact.id,
                name: called(&contact),
                reach: reach(&contact),
            });
            Ok(())
        })?;
        self.trip.gone = gone;
        Ok(())
    }
}
