//! Carries the decisions of an import out, row by row.

use rustc_hash::FxHashMap;

use super::ImportRequest;
use super::rows::{Batch, Rows};
use crate::book::{NewBatch, NewHeld, NewSource, Tx};
use crate::domain::consent::Method;
use crate::domain::ids::{BatchId, ContactId, FieldId, NoticeId, SourceId};
use crate::domain::problem::{Problem, RejectReason};
use crate::import::{
    Attestation, Decision, Draft, HeldContent, HeldFile, ImportFile, MatchBy, Planner, Prepared,
};

/// Carries decisions out.
pub(super) struct Writer<'r> {
    request: &'r ImportRequest,
    file: &'r ImportFile,
    /// What all rows refer to. Made with the first row that is written: a file that adds nothing
    /// leaves no trace.
    origin: Option<Origin>,
    /// One for every file that rows are written from.
    batches: FxHashMap<usize, BatchId>,
    /// Of files that were asked about: whether they came in before, just so.
    came_before: FxHashMap<usize, bool>,
    rows: Rows,
}

/// What every row that is written refers to.
#[derive(Clone, Copy)]
struct Origin {
    source: SourceId,
    /// The words that the owner says these people agreed to.
    notice: Option<NoticeId>,
}

/// A row that waits for the owner.
pub(super) struct Waiting {
    pub(super) draft: Draft,
    pub(super) reason: RejectReason,
    pub(super) print: Vec<u8>,
    pub(super) candidates: Vec<ContactId>,
}

impl<'r> Writer<'r> {
    pub(super) fn new(
        request: &'r ImportRequest,
        file: &'r ImportFile,
        tx: &Tx<'_>,
    ) -> Result<Self, Problem> {
        let mapping = file.mapping();
        let kinds = mapping.kinds().iter().copied();
        let custom = mapping.custom().iter().cloned().zip(kinds).collect();
        let proof = request.options.proved().map(|proof| proof.proof.clone());
        Ok(Self {
            request,
            file,
            origin: None,
            batches: FxHashMap::default(),
            came_before: FxHashMap::default(),
            rows: Rows::new(custom, proof, tx)?,
        })
    }

    /// Fields of the mapping's custom columns, as far as they exist.
    pub(super) fn fields(&self) -> &[Option<FieldId>] {
        self.rows.fields()
    }

    /// Writes what was decided; the contact that was written to.
    pub(super) fn apply(
        &mut self,
        tx: &mut Tx<'_>,
        prepared: &Prepared,
        decision: &Decision,
        planner: &mut Planner,
    ) -> Result<Option<ContactId>, Problem> {
        let draft = &prepared.draft;
        match decision {
            Decision::New => {
                let (batch, row) = self.batch(tx, draft.row)?;
                let id = self.rows.insert(tx, batch, row, draft)?;
                planner.inserted(prepared, id);
                Ok(Some(id))
            }
            Decision::Combine { into, additions }
            | Decision::Fill { into, additions }
            | Decision::Update { into, additions } => {
                let (batch, row) = self.batch(tx, draft.row)?;
                self.rows.add(tx, batch, row, *into, additions)?;
                Ok(Some(*into))
            }
            Decision::DuplicateInFile
            | Decision::Unchanged
            | Decision::Held(_)
            | Decision::Suppressed
            | Decision::Rejected(_) => Ok(None),
        }
    }

    /// Keeps rows that wait for the owner, with their cells as the file has them.
    pub(super) fn hold(&mut self, tx: &mut Tx<'_>, waiting: Vec<Waiting>) -> Result<(), Problem> {
        if waiting.is_empty() {
            return Ok(());
        }
        let numbers: Vec<u32> = waiting.iter().map(|one| one.draft.row).collect();
        let mut cells = self.file.rows(&numbers)?.into_iter().peekable();
        for one in waiting {
            let found = cells.next_if(|(number, _)| *number == one.draft.row);
            let (batch, row) = self.batch(tx, one.draft.row)?;
            let content = HeldContent {
                cells: found.map(|(_, cells)| cells).unwrap_or_default(),
                draft: one.draft,
            };
            tx.hold(&NewHeld {
                batch: batch.id,
                row,
                reason: one.reason,
                print: &one.print,
                candidates: &one.candidates,
                content: &content.to_text(),
            })?;
        }
        Ok(())
    }

    /// Where a row comes from, and its number in its own file.
    fn batch(&mut self, tx: &mut Tx<'_>, row: u32) -> Result<(Batch, u32), Problem> {
        let Origin { source, notice } = self.origin(tx)?;
        let (part, row) = self.file.place_of(row);
        let known = self.batches.get(&part).copied();
        let id = match known {
            Some(id) => id,
            None => self.new_batch(tx, part)?,
        };
        self.batches.insert(part, id);
        let batch = Batch {
            source,
            id,
            notice,
            at: tx.at(),
        };
        Ok((batch, row))
    }

    /// Whether the file that a row stands in came in before, with the same settings.
    pub(super) fn came_before(&mut self, tx: &Tx<'_>, row: u32) -> Result<bool, Problem> {
        let (part, _) = self.file.place_of(row);
        if let Some(known) = self.came_before.get(&part) {
            return Ok(*known);
        }
        let notice = match self.wording() {
            Some(proof) => tx.find_notice(&proof.language, "", &proof.wording)?,
            None => None,
        };
        let batches = tx.find_batches(&self.file.hash(part)?, &self.settings(notice))?;
        let ours = self.batches.get(&part);
        let before = batches.iter().any(|batch| Some(batch) != ours);
        self.came_before.insert(part, before);
        Ok(before)
    }

    /// The source of this import, and what its people saw.
    fn origin(&mut self, tx: &mut Tx<'_>) -> Result<Origin, Problem> {
        if let Some(origin) = self.origin {
            return Ok(origin);
        }
        let ImportRequest {
            options, source, ..
        } = self.request;
        let proof = options.proved();
        let said = |part: fn(&Attestation) -> &str| proof.map(part).unwrap_or_default().to_owned();
        let source = tx.source(&NewSource {
            name: source.clone(),
            kind: options.source_kind,
            method: said(|proof| Method::word(proof.method)),
            wording: said(|proof| &proof.wording),
            proof: said(|proof| &proof.proof),
        })?;
        let notice = match self.wording() {
            Some(proof) => match tx.find_notice(&proof.language, "", &proof.wording)? {
                Some(known) => Some(known),
                None => Some(tx.add_notice(&proof.language, "", &proof.wording)?),
            },
            None => None,
        };
        let origin = Origin { source, notice };
        self.origin = Some(origin);
        Ok(origin)
    }

    /// The proof with the words that these people agreed to, if the owner gave them.
    fn wording(&self) -> Option<&'r Attestation> {
        let proof = self.request.options.proved();
        proof.filter(|proof| !proof.wording.trim().is_empty())
    }

    /// One of the files that rows are written from.
    fn new_batch(&mut self, tx: &mut Tx<'_>, part: usize) -> Result<BatchId, Problem> {
        let Origin { source, notice } = self.origin(tx)?;
        tx.add_batch(&NewBatch {
            source,
            file_name: self.file.name_of(part),
            file_hash: self.file.hash(part)?,
            settings: self.settings(notice),
        })
    }

    fn settings(&self, notice: Option<NoticeId>) -> String {
        let options = &self.request.options;
        serde_json::json!({
            "country": options.country.as_str(),
            "encoding": options.encoding,
            "delimiter": options.delimiter,
            "sheet": options.sheet,
            "header": options.header,
            "preset": options.preset,
            "policy": options.policy.word(),
            "match": options.keys.list().map(MatchBy::word).collect::<Vec<_>>(),
            "recipient": options.recipient.word(),
            // What rows that wait need to be settled.
            "held": HeldFile::new(self.file.mapping(), options, notice),
        })
        .to_string()
    }
}
