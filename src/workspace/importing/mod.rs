//! Import: one thread reads and cleans the file ahead of the one that decides and writes.

mod queue;
mod rows;
mod writer;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Instant;

use super::existing::{BookView, MatchIndex, Recall};
use super::watch::{Arrival, ByHand, note_by_hand};
use super::{Progress, Workspace, now, spare};
use crate::book::{NewOp, Tx};
use crate::domain::badge::Pile;
use crate::domain::ids::OpId;
use crate::domain::op::{IdRanges, OpKind};
use crate::domain::problem::{Problem, RejectReason};
use crate::domain::watch::WatchOutcome;
use crate::import::{
    Bucket, Buckets, Decision, Example, FileLeftOut, ImportFile, ImportOptions, Planner, Prepared,
    Preparer, ReadRow, Report, Rules, Survey,
};
use queue::Queue;
pub(in crate::workspace) use rows::{Batch, Rows};
use writer::Writer;

/// Rows that travel together from the reading to the writing thread.
const BATCH: usize = 256;
/// Batches that may wait: enough to keep both threads busy, little enough to stay small.
const WAITING: usize = 16;
/// Batches that are encrypted and written out together while the next are read: at the end nobody
/// reads any more, and half of the computer would wait.
const WRITTEN_OUT: usize = 32;

/// What to bring in, and what the owner says about it.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    pub file: PathBuf,
    pub options: ImportOptions,
    /// Where these people come from, in the owner's words.
    pub source: String,
    /// Where rows that were set aside are written.
    pub rejects: Option<PathBuf>,
    /// Find out exactly what would happen, and change nothing.
    pub rehearsal: bool,
}

/// What is wanted of an import beside what it does.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// Where every row ended, what is in the columns, and examples of what differs.
    pub listing: bool,
    /// How many rows there are, where that is known: so that the end can be foreseen.
    pub expected: Option<u64>,
    /// What is remembered for the next file with the same heads: their signatures, and settings.
    pub profile: Option<(Vec<Vec<u8>>, String)>,
    /// The file arrived in a watched folder.
    pub arrival: Option<Arrival>,
    /// The owner brings it in, file in hand: if it lies in a watched folder, it is done with.
    pub is_by_hand: bool,
}

/// What an import did, and what was seen on the way.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    pub report: Report,
    /// Its entry of the log, if anything was written.
    pub op: Option<OpId>,
    /// The contacts that were written to.
    pub touched: IdRanges,
    /// Where every row ended, in their order, if it was wanted.
    pub rows: Vec<RowEnd>,
    /// What is in the columns, if it was wanted.
    pub survey: Option<Survey>,
    pub examples: Vec<Example>,
    /// How many of those written to may be contacted, in the order of [`Pile::ALL`]; of an import
    /// that was kept, if it was wanted.
    pub piles: Option<[u64; 4]>,
}

/// Where one row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowEnd {
    pub row: u32,
    pub bucket: Bucket,
    /// Why it was set aside, if it was.
    pub reason: Option<RejectReason>,
}

impl Workspace {
    /// Brings a file in as one op.
    ///
    /// # Errors
    /// What the file, the book or the rejects file says; the book is then as it was.
    pub fn import(
        &mut self,
        request: &ImportRequest,
        progress: &dyn Progress,
    ) -> Result<Report, Problem> {
        self.import_watched(request, &Watch::default(), progress)
            .map(|imported| imported.report)
    }

    /// Brings a file in as [`Workspace::import`] does, and tells more about it.
    ///
    /// # Errors
    /// As [`Workspace::import`].
    pub fn import_watched(
        &mut self,
        request: &ImportRequest,
        watch: &Watch,
        progress: &dyn Progress,
    ) -> Result<Imported, Problem> {
        let started = Instant::now();
        if let Some(path) = &request.rejects {
            spare(&request.file, path)?;
            spare(self.book.path(), path)?;
        }
        let mut options = request.options.clone();
        let fields = self.vocabulary().fields.iter();
        options.fields = fields
            .map(|field| (field.name.clone(), field.kind))
            .collect();
        let (file, index) = ImportFile::open_meanwhile(&request.file, &options, || {
            MatchIndex::read(&self.book, options.keys)
        });
        let (file, index) = (file?, index?);
        let op = NewOp::new(OpKind::Import, now()).about(request.source.as_str());
        let mut notes = Notes::default();
        let work = |tx: &mut Tx<'_>| {
            let run = Run {
                file: &file,
                index: &index,
                request,
                watch,
                progress,
            };
            let (imported, set_aside) = run.all(tx)?;
            if !request.rehearsal {
                notes = Notes::of(&file, request, watch, &imported.report, &set_aside)?;
                notes.keep(tx, watch)?;
            }
            // Before the book keeps anything: an import that cannot say what it left out fails.
            let rejects = match &request.rejects {
                Some(path) if !set_aside.is_empty() => Some(file.write_rejects(path, &set_aside)?),
                _ => None,
            };
            Ok((imported, rejects))
        };
        let (mut imported, rejects) = if request.rehearsal {
            self.book.rehearse(&op, work)?
        } else {
            let ((mut imported, rejects), changes) = self.book.transact(&op, work)?;
            self.follow(&changes)?;
            imported.op = changes.op;
            if changes.op.is_none() {
                self.keep_without_op(&notes, watch)?;
            }
            (imported, rejects)
        };
        if let Some(rejects) = rejects {
            rejects.place()?;
        }
        if watch.listing && !request.rehearsal {
            imported.piles = Some(self.piles_of(&imported.touched)?);
        }
        imported.report.left_out = file.left_out().to_vec();
        imported.report.seconds = started.elapsed().as_secs_f64();
        Ok(imported)
    }

    /// An import that changed nobody leaves no entry of the log, and takes back with it what was
    /// to be remembered: that is kept by itself.
    fn keep_without_op(&mut self, notes: &Notes, watch: &Watch) -> Result<(), Problem> {
        let is_wanted = watch.arrival.is_some()
            || watch.profile.is_some()
            || notes.by_hand.is_waited_for(self)?;
        if !is_wanted {
            return Ok(());
        }
        let op = NewOp::new(OpKind::Watch, now()).about(WatchOutcome::Imported.word());
        self.book.note(&op, |tx| notes.keep(tx, watch))
    }

    /// How many of these contacts are in each pile, in the order of [`Pile::ALL`].
    ///
    /// # Errors
    /// What the book says.
    pub fn piles_of(&self, contacts: &IdRanges) -> Result<[u64; 4], Problem> {
        let roster = self.roster()?;
        let mut piles = [0; 4];
        for slot in contacts.ids().filter_map(|id| roster.slot_of(id)) {
            let pile = roster.pile(slot);
            let place = Pile::ALL.iter().position(|other| *other == pile);
            if let Some(count) = place.and_then(|place| piles.get_mut(place)) {
                *count += 1;
            }
        }
        Ok(piles)
    }
}

type SetAside = Vec<(u32, RejectReason)>;

/// What is remembered of an import beside what it did.
#[derive(Debug, Default)]
struct Notes {
    by_hand: ByHand,
    buckets: Buckets,
    set_aside: SetAside,
    left_out: Vec<FileLeftOut>,
}

impl Notes {
    fn of(
        file: &ImportFile,
        request: &ImportRequest,
        watch: &Watch,
        report: &Report,
        set_aside: &SetAside,
    ) -> Result<Self, Problem> {
        let mut notes = Self::default();
        if let Some(arrival) = &watch.arrival {
            arrival.must_be_unchanged()?;
            notes.buckets = report.buckets;
            notes.set_aside.clone_from(set_aside);
            notes.left_out = file.left_out().to_vec();
        }
        if watch.is_by_hand {
            notes.by_hand = ByHand::of(file, &request.options.without, report)?;
        }
        Ok(notes)
    }

    fn keep(&self, tx: &mut Tx<'_>, watch: &Watch) -> Result<(), Problem> {
        if let Some((signatures, settings)) = &watch.profile {
            for signature in signatures {
                tx.keep_import_profile(signature, settings)?;
            }
        }
        if let Some(arrival) = &watch.arrival {
            arrival.keep(tx, self.buckets, &self.set_aside, &self.left_out)?;
        }
        note_by_hand(tx, &self.by_hand)
    }
}

/// One import while it runs.
#[derive(Clone, Copy)]
struct Run<'r> {
    file: &'r ImportFile,
    index: &'r MatchIndex,
    request: &'r ImportRequest,
    watch: &'r Watch,
    progress: &'r dyn Progress,
}

impl Run<'_> {
    fn all(self, tx: &mut Tx<'_>) -> Result<(Imported, SetAside), Problem> {
        let (sender, receiver) = sync_channel(WAITING);
        let (spent_sender, spent_receiver) = channel();
        let file = self.file;
        let mut survey = self
            .watch
            .listing
            .then(|| Survey::new(file.mapping(), self.request.options.country));
        let (mut planner, preparer) =
            Planner::of(Rules::new(file.mapping(), &self.request.options));
        if self.watch.listing {
            planner = planner.with_examples();
        }
        std::thread::scope(|scope| {
            let surveyed = survey.as_mut();
            let reader =
                scope.spawn(move || read(file, preparer, surveyed, &sender, &spent_receiver));
            let batches = Batches {
                receiver,
                spent: spent_sender,
            };
            let written = self.write(tx, planner, batches);
            // A writer that fails drops the receiver, and the reader stops at its next batch.
            let read = reader
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            match (written, read) {
                (Err(problem), _) | (Ok(_), Err(problem)) => Err(problem),
                (Ok(done), Ok(())) => Ok(done),
            }
        })
        .map(|(imported, set_aside)| (Imported { survey, ..imported }, set_aside))
    }

    fn write(
        self,
        tx: &mut Tx<'_>,
        mut planner: Planner,
        Batches { receiver, spent }: Batches,
    ) -> Result<(Imported, SetAside), Problem> {
        let mut writer = Writer::new(self.request, self.file, tx)?;
        let suppressing = tx.suppresses_anything()?;
        let mut imported = Imported::default();
        let mut parts = self.file.part_reports();
        let mut set_aside = Vec::new();
        let mut queue = Queue::read(tx)?;
        let mut recall = Recall::default();
        let mut batches = 0;
        let mut writes_out = !self.request.rehearsal;
        for rows in receiver {
            for row in &rows {
                let (number, decision) = match row {
                    Arrived::Rejected { row, reason } => {
                        let decision = Decision::Rejected(*reason);
                        imported.report.count(&decision, &[]);
                        (*row, decision)
                    }
                    Arrived::Row(prepared) => {
                        let draft = &prepared.draft;
                        let mut view = BookView {
                            tx: &mut *tx,
                            index: self.index,
                            recall: &mut recall,
                            fields: writer.fields(),
                            suppressing,
                        };
                        let decision = planner.decide(prepared, &mut view)?;
                        let decision =
                            queue.settle(decision, prepared, &planner, &mut writer, tx)?;
                        imported.report.count(&decision, &draft.flags);
                        if let Some(contact) =
                            writer.apply(tx, prepared, &decision, &mut planner)?
                        {
                            imported.touched.insert(contact);
                            recall.wrote(contact, decision.consents(draft), tx.at());
                        }
                        (draft.row, decision)
                    }
                };
                if !parts.is_empty() {
                    let (part, _) = self.file.place_of(number);
                    if let Some(part) = parts.get_mut(part) {
                        part.buckets.count(&decision);
                    }
                }
                let reason = decision.reason();
                if let Some(reason) = reason {
                    set_aside.push((number, reason));
                }
                if self.watch.listing {
                    imported.rows.push(RowEnd {
                        row: number,
                        bucket: decision.bucket(),
                        reason,
                    });
                }
            }
            // Nobody takes them back once the whole file is read.
            spent.send(rows).ok();
            batches += 1;
            if writes_out && batches % WRITTEN_OUT == 0 {
                // Once somebody was found reading the book, the rest waits for the end.
                writes_out = tx.write_out()?;
            }
            let done = imported.report.buckets.rows;
            if !self.progress.at(done, self.share(done)) {
                return Err(Problem::Cancelled);
            }
        }
        if !self.request.rehearsal {
            writer.hold(tx, queue.into_waiting())?;
        }
        imported.report.parts = parts;
        imported.examples = planner.examples().to_vec();
        Ok((imported, set_aside))
    }

    /// How much is done, where the end is known. What comes after the last row takes a while, too.
    #[expect(clippy::cast_precision_loss, reason = "a share to be read by people")]
    fn share(self, done: u64) -> Option<f64> {
        const ROWS: f64 = 0.9;
        let expected = self.watch.expected.filter(|expected| *expected > 0)?;
        Some((done as f64 / expected as f64).min(1.0) * ROWS)
    }
}

/// A row on its way from the reading to the writing thread.
#[expect(clippy::large_enum_variant, reason = "nearly every row is a draft")]
enum Arrived {
    Row(Prepared),
    Rejected { row: u32, reason: RejectReason },
}

impl Arrived {
    fn prepared(&mut self) -> Option<&mut Prepared> {
        match self {
            Self::Row(prepared) => Some(prepared),
            Self::Rejected { .. } => None,
        }
    }
}

/// The writing thread's end of the pipe.
struct Batches {
    receiver: Receiver<Vec<Arrived>>,
    /// Rows that are done go back: the reading thread made their texts and has time to free them.
    spent: Sender<Vec<Arrived>>,
}

fn read(
    file: &ImportFile,
    mut preparer: Preparer,
    survey: Option<&mut Survey>,
    sender: &SyncSender<Vec<Arrived>>,
    spent: &Receiver<Vec<Arrived>>,
) -> Result<(), Problem> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut take = |row| {
        batch.push(match row {
            ReadRow::Draft(draft) => Arrived::Row(preparer.prepare(draft)),
            ReadRow::Rejected { row, reason } => Arrived::Rejected { row, reason },
        });
        if batch.len() == BATCH {
            preparer.number(batch.iter_mut().filter_map(Arrived::prepared));
            let empty = match spent.try_recv() {
                Ok(mut done) => {
                    done.clear();
                    done
                }
                Err(_) => Vec::with_capacity(BATCH),
            };
            let full = std::mem::replace(&mut batch, empty);
            sender.send(full).ok().ok_or(Problem::Cancelled)?;
        }
        Ok(())
    };
    match survey {
        Some(survey) => file.read_surveyed(survey, &mut take)?,
        None => file.read(&mut take)?,
    }
    preparer.number(batch.iter_mut().filter_map(Arrived::prepared));
    sender.send(batch).ok().ok_or(Problem::Cancelled)
}
