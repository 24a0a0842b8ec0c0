//! Carries the decisions of an import out, row by row.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ImportRequest;
use super::rows::{Batch, Rows};
use crate::book::{NewBatch, NewHeld, NewSource, Tx};
use crate::domain::consent::Method;
use crate::domain::ids::{ContactId, FieldId};
use crate::domain::problem::{Problem, RejectReason};
use crate::import::{
    Decision, Draft, HeldContent, HeldFile, ImportFile, Mapping, MatchBy, Planner,
};

/// Carries decisions out.
pub(super) struct Writer<'r> {
    request: &'r ImportRequest,
    hash: Vec<u8>,
    /// Made with the first row that is written: a file that adds nothing leaves no trace.
    batch: Option<Batch>,
    mapping: &'r Mapping,
    rows: Rows,
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
        hash: Vec<u8>,
        tx: &Tx<'_>,
    ) -> Result<Self, Problem> {
        let mapping = file.mapping();
        let kinds = mapping.kinds().iter().copied();
        let custom = mapping.custom().iter().cloned().zip(kinds).collect();
        let proof = request.options.proved().map(|proof| proof.proof.clone());
        Ok(Self {
            request,
            hash,
            batch: None,
            mapping,
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
        draft: &Draft,
        decision: &Decision,
        planner: &mut Planner,
    ) -> Result<Option<ContactId>, Problem> {
        match decision {
            Decision::New => {
                let batch = self.batch(tx)?;
                let id = self.rows.insert(tx, batch, draft)?;
                planner.inserted(draft, id);
                Ok(Some(id))
            }
            Decision::Combine { into, additions }
            | Decision::Fill { into, additions }
            | Decision::Update { into, additions } => {
                let batch = self.batch(tx)?;
                self.rows.add(tx, batch, draft.row, *into, additions)?;
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
    pub(super) fn hold(
        &mut self,
        tx: &mut Tx<'_>,
        file: &ImportFile,
        waiting: Vec<Waiting>,
    ) -> Result<(), Problem> {
        if waiting.is_empty() {
            return Ok(());
        }
        let batch = self.batch(tx)?;
        let numbers: Vec<u32> = waiting.iter().map(|one| one.draft.row).collect();
        let mut cells = file.rows(&numbers)?.into_iter().peekable();
        for one in waiting {
            let row = one.draft.row;
            let found = cells.next_if(|(number, _)| *number == row);
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

    /// The source and the batch of this import.
    fn batch(&mut self, tx: &mut Tx<'_>) -> Result<Batch, Problem> {
        if let Some(batch) = self.batch {
            return Ok(batch);
        }
        let ImportRequest {
            file,
            options,
            source,
            ..
        } = self.request;
        let proof = options.proved();
        let said = |part: fn(&crate::import::Attestation) -> &str| {
            proof.map(part).unwrap_or_default().to_owned()
        };
        let source = tx.source(&NewSource {
            name: source.clone(),
            kind: options.source_kind,
            method: said(|proof| Method::word(proof.method)),
            wording: said(|proof| &proof.wording),
            proof: said(|proof| &proof.proof),
        })?;
        let notice = match proof.filter(|proof| !proof.wording.trim().is_empty()) {
            Some(proof) => match tx.find_notice(&proof.language, "", &proof.wording)? {
                Some(known) => Some(known),
                None => Some(tx.add_notice(&proof.language, "", &proof.wording)?),
            },
            None => None,
        };
        let id = tx.add_batch(&NewBatch {
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
                "match": options.keys.list().map(MatchBy::word).collect::<Vec<_>>(),
                "recipient": options.recipient.word(),
                // What rows that wait need to be settled.
                "held": HeldFile::new(self.mapping, options, notice),
            })
            .to_string(),
        })?;
        let batch = Batch {
            source,
            id,
            notice,
            at: tx.at(),
        };
        self.batch = Some(batch);
        Ok(batch)
    }
}

/// SHA-256 of the file's bytes.
pub(super) fn hash_file(path: &Path) -> Result<Vec<u8>, Problem> {
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
