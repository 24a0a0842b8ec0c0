//! Reads a list that came back, and finds out cell by cell what became of it.

use std::collections::{BTreeMap, HashMap};
use std::ops::{ControlFlow, RangeInclusive};
use std::path::Path;

use super::layout::{Layout, Sample, is_as_it_left};
use super::values::Values;
use super::{
    CellDiff, GonePerson, Kept, KeptCell, KeptWhy, ListSeen, NewRow, OddRow, OddWhy, PersonDiff,
    RoundTrip, TripColumn, count,
};
use crate::book::MatchKey;
use crate::domain::contact::{Contact, NumberDetails, email_key};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::op::IdRanges;
use crate::domain::phone::E164;
use crate::domain::problem::{ImportProblem, Problem};
use crate::domain::roundtrip::{MARK_HEAD, Mark, MarkFault, MarkKey, Verdict, judge, meant};
use crate::export::ExportContact;
use crate::import::{ImportOptions, MarkedFile, MarkedRow};
use crate::workspace::listing::{Depth, Words};
use crate::workspace::{Progress, Workspace, day_of, today};

/// Rows that are looked at to find columns of other names.
const SAMPLES: usize = 200;
/// Cells that are not taken over and told one by one.
const MOST_KEPT: usize = 2_000;
/// The watcher is asked so often, in rows.
const STEP: u64 = 1_024;
/// Cells of an odd row that are shown.
const SHOWN: usize = 6;

/// A row of somebody, as far as it differs.
struct Claim {
    row: u32,
    op: OpId,
    mark: Mark,
    /// Cells that are not as they left: place in the columns of the list, and text.
    cells: Vec<(usize, String)>,
}

/// Which row of the file is somebody's own.
struct Own {
    row: u32,
    cells: usize,
    /// Where its claim is; nothing when nothing differs.
    claim: Option<usize>,
}

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
            rows_of: BTreeMap::new(),
            samples: Vec::new(),
            claims: Vec::new(),
            own: HashMap::new(),
            strangers: Vec::new(),
            copies: BTreeMap::new(),
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
    rows_of: BTreeMap<OpId, u64>,
    samples: Vec<Sample>,
    claims: Vec<Claim>,
    own: HashMap<ContactId, Own>,
    /// Rows without a mark, whole.
    strangers: Vec<(u32, Vec<String>)>,
    /// Rows of people who have another one that is more like theirs.
    copies: BTreeMap<u32, ContactId>,
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
        // Taken out while its rows change what is known of them.
        let mut seen = Seen::default();
        let file = &self.file;
        let (key, workspace, fields) = (&self.key, self.workspace, &self.fields);
        let (layouts, samples) = (&mut self.layouts, &self.samples);
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
        self.trip.odd_rows = seen.odd_rows;
        self.rows_of = seen.rows_of;
        self.claims = seen.claims;
        self.own = seen.own;
        self.strangers = seen.strangers;
        self.copies = seen.copies;
        Ok(())
    }

    fn finish(mut self) -> Result<RoundTrip, Problem> {
        self.name_columns();
        let values = Values::of(self.workspace.vocabulary(), self.workspace.home_country()?);
        self.judge_people(&values)?;
        self.read_strangers(&values)?;
        self.find_gone()?;
        let unchanged = self.own.values().filter(|own| own.claim.is_none());
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
        let most = self.rows_of.iter().max_by_key(|(op, rows)| (**rows, **op));
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
            .own
            .iter()
            .filter_map(|(contact, own)| Some((own.claim?, *contact)))
            .collect();
        for (place, claim) in std::mem::take(&mut self.claims).into_iter().enumerate() {
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

    /// Rows of nobody, and copies of somebody's.
    fn read_strangers(&mut self, values: &Values) -> Result<(), Problem> {
        let mut rows: Vec<(u32, Option<ContactId>, Vec<String>)> =
            std::mem::take(&mut self.strangers)
                .into_iter()
                .map(|(row, cells)| (row, None, cells))
                .collect();
        if !self.copies.is_empty() {
            let copies = &self.copies;
            self.file.each(&mut |row| {
                if let Some(contact) = copies.get(&row.row) {
                    rows.push((row.row, Some(*contact), row.cells()));
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        if rows.is_empty() {
            return Ok(());
        }
        rows.sort_by_key(|(row, ..)| *row);
        let places = self.places();
        let mut wanted = Wanted::default();
        for (row, copy_of, cells) in rows {
            let own = places.iter().map(|at| {
                let text = at.and_then(|at| cells.get(at));
                text.map(|text| meant(text).into_owned())
                    .unwrap_or_default()
            });
            let cells: Vec<String> = own.collect();
            let columns = self.trip.columns.iter().map(|known| &known.column);
            let texts = columns.zip(cells.iter().map(String::as_str));
            let place = self.trip.new_rows.len();
            let fault = match values.newcomer(texts) {
                Ok(new) => {
                    let numbers = new.numbers.iter().filter_map(NumberDetails::identity);
                    let emails = new.emails.iter().map(|email| email_key(&email.addr));
                    wanted.add(place, numbers, emails);
                    None
                }
                Err(fault) => Some(fault),
            };
            self.trip.new_rows.push(NewRow {
                row,
                cells,
                copy_of,
                twin: None,
                other_name: String::new(),
                fault,
            });
        }
        self.find_twins(&wanted)
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

    /// Who has a number or address of a new row already.
    fn find_twins(&mut self, wanted: &Wanted) -> Result<(), Problem> {
        let rows = &mut self.trip.new_rows;
        if !wanted.is_empty() {
            self.workspace.book.match_keys(|contact, key| {
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
                let other = self.workspace.book.contact(other)?;
                row.other_name = other.map(|other| called(&other)).unwrap_or_default();
            }
        }
        Ok(())
    }

    fn find_gone(&mut self) -> Result<(), Problem> {
        let Some(main) = self.main_list() else {
            return Ok(());
        };
        let mut missing = IdRanges::default();
        for contact in main.list.ids().filter(|id| !self.own.contains_key(id)) {
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

/// What the rows of the file were so far.
#[derive(Default)]
struct Seen {
    odd_rows: Vec<OddRow>,
    rows_of: BTreeMap<OpId, u64>,
    claims: Vec<Claim>,
    own: HashMap<ContactId, Own>,
    strangers: Vec<(u32, Vec<String>)>,
    copies: BTreeMap<u32, ContactId>,
}

impl Seen {
    fn row(
        &mut self,
        row: MarkedRow<'_>,
        mark: Result<Option<Mark>, MarkFault>,
        layouts: &BTreeMap<OpId, Option<Layout>>,
        key: &MarkKey,
    ) {
        let why = match mark {
            Err(MarkFault::Foreign) => OddWhy::OtherBook,
            Err(MarkFault::Broken) => OddWhy::BrokenMark,
            Ok(None) if row.is_above => OddWhy::AboveHeads,
            Ok(None) => {
                let Some(fault) = row.fault else {
                    self.strangers.push((row.row, row.cells()));
                    return;
                };
                OddWhy::Unreadable(fault)
            }
            Ok(Some(mark)) => match layouts.get(&mark.op).and_then(Option::as_ref) {
                None => OddWhy::UnknownList,
                Some(layout) if !layout.has(&mark) => OddWhy::BrokenMark,
                Some(layout) => match row.fault {
                    None => return self.claim(row, mark, layout, key),
                    Some(fault) => {
                        // They are there, whatever their row says.
                        self.own.entry(mark.contact).or_insert(Own {
                            row: row.row,
                            cells: usize::MAX,
                            claim: Some(usize::MAX),
                        });
                        OddWhy::Unreadable(fault)
                    }
                },
            },
        };
        let cells = row.cells();
        self.odd_rows.push(OddRow {
            row: row.row,
            why,
            text: shown(cells.iter().map(String::as_str)),
        });
    }

    /// A row of somebody; of several of theirs, the one that differs least is their own.
    fn claim(&mut self, row: MarkedRow<'_>, mark: Mark, layout: &Layout, key: &MarkKey) {
        *self.rows_of.entry(mark.op).or_default() += 1;
        let mut cells = Vec::new();
        for (place, column) in layout.columns.iter().enumerate() {
            let Some(at) = column.at.filter(|_| column.column.is_some()) else {
                continue;
            };
            let text = row.cell(at);
            if !is_as_it_left(key, &mark, place, text) {
                cells.push((place, text.to_owned()));
            }
        }
        let contact = mark.contact;
        let differing = cells.len();
        if let Some(other) = self.own.get(&contact) {
            if other.cells <= differing {
                self.copies.insert(row.row, contact);
                return;
            }
            // A row that could not be read is told as such.
            if other.cells != usize::MAX {
                self.copies.insert(other.row, contact);
            }
        }
        let claim = (!cells.is_empty()).then(|| {
            self.claims.push(Claim {
                row: row.row,
                op: mark.op,
                mark,
                cells,
            });
            self.claims.len() - 1
        });
        self.own.insert(
            contact,
            Own {
                row: row.row,
                cells: differing,
                claim,
            },
        );
    }
}

/// One person's row beside the book.
struct Judging<'j> {
    claim: &'j Claim,
    layout: &'j Layout,
    values: &'j Values,
    key: &'j MarkKey,
    years: &'j RangeInclusive<i16>,
}

impl Judging<'_> {
    fn person(&self, contact: &Contact, view: &ExportContact<'_>, trip: &mut RoundTrip) {
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

fn is_exactly(key: &MarkKey, mark: &Mark, column: usize, text: &str) -> bool {
    let was = mark.cells.get(column).copied();
    was == Some(key.cell(mark.op, mark.contact, column, text))
}

/// The years in which a list was away.
fn away(layout: &Layout) -> RangeInclusive<i16> {
    day_of(layout.list.at).to_date().year()..=today().to_date().year()
}

/// What somebody is called in a list.
fn called(contact: &Contact) -> String {
    let names = [&contact.name, &contact.company];
    let name = names.into_iter().find(|name| !name.is_empty());
    name.cloned().unwrap_or_else(|| reach(contact))
}

fn reach(contact: &Contact) -> String {
    let numbers = contact.numbers.iter().map(|number| number.raw.clone());
    let emails = contact.emails.iter().map(|email| email.addr.clone());
    numbers.chain(emails).next().unwrap_or_default()
}

fn shown<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    // A mark says nothing to anybody.
    let filled = filled.filter(|cell| !(cell.starts_with("hb") && cell.len() > 24));
    filled.take(SHOWN).collect::<Vec<_>>().join(" · ")
}
