//! Carries the decisions of an import out, row by row.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ImportRequest;
use crate::book::{ContactDetails, NewBatch, NewContact, NewSource, Tx};
use crate::domain::consent::{Grade, Method};
use crate::domain::contact::Contact;
use crate::domain::ids::{BatchId, ContactId, FieldId, NoticeId, SourceId, TagId};
use crate::domain::listing::FieldKind;
use crate::domain::problem::{BookProblem, Problem};
use crate::import::{Additions, Decision, Draft, DraftConsent, ImportFile, Planner, Value};

/// Carries decisions out.
pub(super) struct Writer<'r> {
    request: &'r ImportRequest,
    hash: Vec<u8>,
    /// Made with the first row that is written: a file that adds nothing leaves no trace.
    batch: Option<Batch>,
    /// Names and kinds of the fields that the mapping's custom columns go to.
    custom: Vec<(String, FieldKind)>,
    fields: Vec<Option<FieldId>>,
    /// Reused from row to row.
    tags: Vec<TagId>,
}

/// What every row that is written refers to.
#[derive(Clone, Copy)]
struct Batch {
    source: SourceId,
    id: BatchId,
    /// The words that the owner says these people agreed to.
    notice: Option<NoticeId>,
}

impl<'r> Writer<'r> {
    pub(super) fn new(
        request: &'r ImportRequest,
        file: &ImportFile,
        hash: Vec<u8>,
        tx: &Tx<'_>,
    ) -> Result<Self, Problem> {
        let mapping = file.mapping();
        let custom = mapping
            .custom()
            .iter()
            .cloned()
            .zip(mapping.kinds().iter().copied());
        let custom: Vec<(String, FieldKind)> = custom.collect();
        let fields = custom.iter().map(|(name, _)| tx.find_field(name));
        Ok(Self {
            request,
            hash,
            batch: None,
            fields: fields.collect::<Result<_, _>>()?,
            custom,
            tags: Vec::new(),
        })
    }

    /// Fields of the mapping's custom columns, as far as they exist.
    pub(super) fn fields(&self) -> &[Option<FieldId>] {
        &self.fields
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
                let id = self.insert(tx, draft)?;
                planner.inserted(draft, id);
                Ok(Some(id))
            }
            Decision::Combine { into, additions }
            | Decision::Fill { into, additions }
            | Decision::Update { into, additions } => {
                self.add(tx, draft.row, *into, additions)?;
                Ok(Some(*into))
            }
            Decision::DuplicateInFile
            | Decision::Unchanged
            | Decision::Held(_)
            | Decision::Suppressed
            | Decision::Rejected(_) => Ok(None),
        }
    }

    fn insert(&mut self, tx: &mut Tx<'_>, draft: &Draft) -> Result<ContactId, Problem> {
        let batch = self.batch(tx)?;
        self.tags.clear();
        for name in &draft.tags {
            let tag = tx.tag_named(name)?;
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        let fields = self.field_values(tx, &draft.fields)?;
        let id = tx.insert_contact(&NewContact {
            details: ContactDetails {
                reference: &draft.reference,
                name: &draft.name,
                company: &draft.company,
                notes: &draft.notes,
                created: draft.created,
                source: Some(batch.source),
                batch: Some(batch.id),
            },
            numbers: &draft.numbers,
            emails: &draft.emails,
            addresses: &draft.addresses,
            tags: &self.tags,
            fields: &fields,
            purchases: draft.purchase.as_slice(),
        })?;
        self.record(tx, id, batch, draft.row, &draft.consents)?;
        Ok(id)
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        row: u32,
        id: ContactId,
        additions: &Additions,
    ) -> Result<(), Problem> {
        let batch = self.batch(tx)?;
        let Additions {
            values,
            numbers,
            emails,
            addresses,
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
        for address in addresses {
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
        self.record(tx, id, batch, row, consents)
    }

    fn record(
        &self,
        tx: &mut Tx<'_>,
        contact: ContactId,
        batch: Batch,
        row: u32,
        consents: &[DraftConsent],
    ) -> Result<(), Problem> {
        let at = tx.at();
        let proof = self.request.options.proved();
        for consent in consents {
            let mut event = consent.to_event(contact, batch.id, row, at);
            if let Some(proof) = proof.filter(|_| consent.grade >= Grade::B) {
                event.notice = batch.notice;
                event.note.clone_from(&proof.proof);
            }
            tx.record(&event)?;
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
                "recipient": options.recipient.word(),
            })
            .to_string(),
        })?;
        let batch = Batch { source, id, notice };
        self.batch = Some(batch);
        Ok(batch)
    }

    /// Values with the fields they go to; the fields are made when they are first needed.
    fn field_values<'d>(
        &mut self,
        tx: &mut Tx<'_>,
        values: &'d [(usize, String)],
    ) -> Result<Vec<(FieldId, &'d str)>, Problem> {
        let mut found = Vec::with_capacity(values.len());
        for (custom, value) in values {
            let (Some(slot), Some((name, kind))) =
                (self.fields.get_mut(*custom), self.custom.get(*custom))
            else {
                continue;
            };
            let field = match slot {
                Some(field) => *field,
                empty => *empty.insert(tx.field_named(name, *kind)?),
            };
            found.push((field, value.as_str()));
        }
        Ok(found)
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
