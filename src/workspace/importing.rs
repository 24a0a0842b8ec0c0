//! Import: one thread reads and cleans the file ahead of the one that decides and writes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Instant;

use sha2::{Digest as _, Sha256};

use super::existing::{BookView, MatchIndex};
use super::{Progress, Workspace, now, spare};
use crate::book::{ContactDetails, NewBatch, NewContact, NewOp, NewSource, Tx};
use crate::domain::contact::Contact;
use crate::domain::ids::{BatchId, ContactId, FieldId, SourceId, TagId};
use crate::domain::listing::FieldKind;
use crate::domain::op::OpKind;
use crate::domain::problem::{BookProblem, Problem, RejectReason};
use crate::import::{
    Additions, Decision, Draft, DraftConsent, ImportFile, ImportOptions, Planner, ReadRow, Report,
    Value,
};

/// Rows that travel together from the reading to the writing thread.
const BATCH: usize = 1_024;
/// Batches that may wait: enough to keep both threads busy, little enough to stay small.
const WAITING: usize = 8;

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
        let file = ImportFile::open(&request.file, &options)?;
        let hash = hash_file(&request.file)?;
        let index = MatchIndex::read(&self.book)?;
        let op = NewOp::new(OpKind::Import, now()).about(request.source.as_str());
        let work = |tx: &mut Tx<'_>| {
            let (report, set_aside) = run(tx, &file, &index, request, hash, progress)?;
            // Before the book keeps anything: an import that cannot say what it left out fails.
            let rejects = match &request.rejects {
                Some(path) if !set_aside.is_empty() => Some(file.write_rejects(path, &set_aside)?),
                _ => None,
            };
            Ok((report, rejects))
        };
        let (mut report, rejects) = if request.rehearsal {
            self.book.rehearse(&op, work)?
        } else {
            let (done, changes) = self.book.transact(&op, work)?;
            self.follow(&changes)?;
            done
        };
        if let Some(rejects) = rejects {
            rejects.place()?;
        }
        report.seconds = started.elapsed().as_secs_f64();
        Ok(report)
    }
}

type SetAside = Vec<(u32, RejectReason)>;

fn run(
    tx: &mut Tx<'_>,
    file: &ImportFile,
    index: &MatchIndex,
    request: &ImportRequest,
    hash: Vec<u8>,
    progress: &dyn Progress,
) -> Result<(Report, SetAside), Problem> {
    let (sender, receiver) = sync_channel(WAITING);
    let (spent_sender, spent_receiver) = channel();
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || read(file, &sender, &spent_receiver));
        let batches = Batches {
            receiver,
            spent: spent_sender,
        };
        let written = write(tx, file, index, request, hash, progress, batches);
        // A writer that fails drops the receiver, and the reader stops at its next batch.
        let read = reader
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        match (written, read) {
            (Err(problem), _) | (Ok(_), Err(problem)) => Err(problem),
            (Ok(done), Ok(())) => Ok(done),
        }
    })
}

/// The writing thread's end of the pipe.
struct Batches {
    receiver: Receiver<Vec<ReadRow>>,
    /// Rows that are done go back: the reading thread made their texts and has time to free them.
    spent: Sender<Vec<ReadRow>>,
}

fn read(
    file: &ImportFile,
    sender: &SyncSender<Vec<ReadRow>>,
    spent: &Receiver<Vec<ReadRow>>,
) -> Result<(), Problem> {
    let mut batch = Vec::with_capacity(BATCH);
    file.read(&mut |row| {
        batch.push(row);
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            sender.send(full).ok().ok_or(Problem::Cancelled)?;
            spent.try_iter().for_each(drop);
        }
        Ok(())
    })?;
    sender.send(batch).ok().ok_or(Problem::Cancelled)
}

fn write(
    tx: &mut Tx<'_>,
    file: &ImportFile,
    index: &MatchIndex,
    request: &ImportRequest,
    hash: Vec<u8>,
    progress: &dyn Progress,
    batches: Batches,
) -> Result<(Report, SetAside), Problem> {
    let mut writer = Writer {
        request,
        hash,
        batch: None,
        custom: file.mapping().custom().to_vec(),
        fields: vec![None; file.mapping().custom().len()],
        tags: Vec::new(),
    };
    writer.find_fields(tx)?;
    let suppressing = tx.suppresses_anything()?;
    let mut planner = Planner::new(request.options.policy);
    let mut report = Report::default();
    let mut set_aside = Vec::new();
    for rows in batches.receiver {
        for row in &rows {
            let (number, decision) = match row {
                ReadRow::Rejected { row, reason } => {
                    let decision = Decision::Rejected(*reason);
                    report.count(&decision, &[]);
                    (*row, decision)
                }
                ReadRow::Draft(draft) => {
                    let mut view = BookView {
                        tx: &mut *tx,
                        index,
                        fields: &writer.fields,
                        suppressing,
                    };
                    let decision = planner.decide(draft, &mut view)?;
                    report.count(&decision, &draft.flags);
                    writer.apply(tx, draft, &decision, &mut planner)?;
                    (draft.row, decision)
                }
            };
            if let Some(reason) = decision.reason() {
                set_aside.push((number, reason));
            }
        }
        // Nobody takes them back once the whole file is read.
        batches.spent.send(rows).ok();
        if !progress.at(report.buckets.rows, None) {
            return Err(Problem::Cancelled);
        }
    }
    Ok((report, set_aside))
}

/// Carries decisions out.
struct Writer<'r> {
    request: &'r ImportRequest,
    hash: Vec<u8>,
    /// Made with the first row that is written: a file that adds nothing leaves no trace.
    batch: Option<(SourceId, BatchId)>,
    custom: Vec<String>,
    fields: Vec<Option<FieldId>>,
    /// Reused from row to row.
    tags: Vec<TagId>,
}

impl Writer<'_> {
    fn apply(
        &mut self,
        tx: &mut Tx<'_>,
        draft: &Draft,
        decision: &Decision,
        planner: &mut Planner,
    ) -> Result<(), Problem> {
        match decision {
            Decision::New => {
                let id = self.insert(tx, draft)?;
                planner.inserted(draft, id);
                Ok(())
            }
            Decision::Combine { into, additions }
            | Decision::Fill { into, additions }
            | Decision::Update { into, additions } => self.add(tx, draft.row, *into, additions),
            Decision::DuplicateInFile
            | Decision::Unchanged
            | Decision::Held(_)
            | Decision::Suppressed
            | Decision::Rejected(_) => Ok(()),
        }
    }

    fn insert(&mut self, tx: &mut Tx<'_>, draft: &Draft) -> Result<ContactId, Problem> {
        let (source, batch) = self.batch(tx)?;
        self.tags.clear();
        for name in &draft.tags {
            let tag = tx.tag_named(name)?;
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        let fields = self.field_values(tx, &draft.fields)?;
        let address = draft.has_address().then_some(&draft.address);
        let id = tx.insert_contact(&NewContact {
            details: ContactDetails {
                reference: &draft.reference,
                name: &draft.name,
                company: &draft.company,
                notes: &draft.notes,
                created: draft.created,
                source: Some(source),
                batch: Some(batch),
            },
            numbers: &draft.numbers,
            emails: &draft.emails,
            addresses: address.map(std::slice::from_ref).unwrap_or_default(),
            tags: &self.tags,
            fields: &fields,
            purchases: draft.purchase.as_slice(),
        })?;
        record(tx, id, batch, draft.row, &draft.consents)?;
        Ok(id)
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        row: u32,
        id: ContactId,
        additions: &Additions,
    ) -> Result<(), Problem> {
        let (_, batch) = self.batch(tx)?;
        let Additions {
            values,
            numbers,
            emails,
            address,
            tags,
            fields,
            purchase,
            consents,
        } = additions;
        if !values.is_empty() {
            let contact = tx.contact(id)?.ok_or(BookProblem::NoSuchRow)?;
            let pick = |which: Value, old: fn(&Contact) -> &String| {
                values
                    .iter()
                    .find(|value| value.which == which)
                    .map_or(old(&contact).as_str(), |value| &value.new)
            };
            tx.update_contact(
                id,
                &ContactDetails {
                    reference: pick(Value::Reference, |contact| &contact.reference),
                    name: pick(Value::Name, |contact| &contact.name),
                    company: pick(Value::Company, |contact| &contact.company),
                    notes: pick(Value::Notes, |contact| &contact.notes),
                    ..ContactDetails::default()
                },
            )?;
        }
        for number in numbers {
            tx.add_number(id, number)?;
        }
        for email in emails {
            tx.add_email(id, &email.addr, &email.label)?;
        }
        if let Some(address) = address {
            match address.id {
                Some(child) => tx.replace_address(child, address)?,
                None => drop(tx.add_address(id, address)?),
            }
        }
        for name in tags {
            let tag = tx.tag_named(name)?;
            tx.tag(id, tag)?;
        }
        for (field, value) in self.field_values(tx, fields)? {
            tx.set_field(id, field, value)?;
        }
        if let Some(purchase) = purchase {
            tx.add_purchase(id, purchase)?;
        }
        record(tx, id, batch, row, consents)
    }

    /// The source and the batch of this import.
    fn batch(&mut self, tx: &mut Tx<'_>) -> Result<(SourceId, BatchId), Problem> {
        if let Some(batch) = self.batch {
            return Ok(batch);
        }
        let ImportRequest {
            file,
            options,
            source,
            ..
        } = self.request;
        let source = tx.source(&NewSource {
            name: source.clone(),
            kind: options.source_kind,
            method: String::new(),
            wording: String::new(),
            proof: String::new(),
        })?;
        let batch = tx.add_batch(&NewBatch {
            source,
            file_name: file
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            file_hash: std::mem::take(&mut self.hash),
            settings: serde_json::json!({
                "country": options.country.as_str(),
                "encoding": options.encoding,
                "delimiter": options.delimiter,
                "sheet": options.sheet,
                "header": options.header,
                "preset": options.preset,
                "policy": options.policy.word(),
                "recipient": options.recipient.word(),
            })
            .to_string(),
        })?;
        self.batch = Some((source, batch));
        Ok((source, batch))
    }

    /// Values with the fields they go to; the fields are made when they are first needed.
    fn field_values<'d>(
        &mut self,
        tx: &mut Tx<'_>,
        values: &'d [(usize, String)],
    ) -> Result<Vec<(FieldId, &'d str)>, Problem> {
        let mut found = Vec::with_capacity(values.len());
        for (custom, value) in values {
            let (Some(slot), Some(name)) = (self.fields.get_mut(*custom), self.custom.get(*custom))
            else {
                continue;
            };
            let field = match slot {
                Some(field) => *field,
                empty => *empty.insert(tx.field_named(name, FieldKind::Text)?),
            };
            found.push((field, value.as_str()));
        }
        Ok(found)
    }

    fn find_fields(&mut self, tx: &Tx<'_>) -> Result<(), Problem> {
        for (slot, name) in self.fields.iter_mut().zip(&self.custom) {
            *slot = tx.find_field(name)?;
        }
        Ok(())
    }
}

fn record(
    tx: &mut Tx<'_>,
    contact: ContactId,
    batch: BatchId,
    row: u32,
    consents: &[DraftConsent],
) -> Result<(), Problem> {
    let at = tx.at();
    for consent in consents {
        tx.record(&consent.to_event(contact, batch, row, at))?;
    }
    Ok(())
}

fn hash_file(path: &Path) -> Result<Vec<u8>, Problem> {
    let failed = |error: std::io::Error| Problem::file(path, &error);
    let mut hasher = Sha256::new();
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let length = std::io::Read::read(&mut file, &mut buffer).map_err(failed)?;
        match buffer.get(..length) {
            Some([]) | None => return Ok(hasher.finalize().to_vec()),
            Some(read) => hasher.update(read),
        }
    }
}
