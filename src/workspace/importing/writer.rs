//! Carries the decisions of an import out, row by row.

use rustc_hash::FxHashMap;

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
    file: &'r ImportFile,
    /// What all rows refer to. Made with the first row that is written: a file that adds nothing
    /// leaves no trace.
    origin: Option<Origin>,
    /// One for every file that rows are written from.
    batches: FxHashMap<usize, BatchId>,
    /// Names and kinds of the fields that the mapping's custom columns go to.
    custom: Vec<(String, FieldKind)>,
    fields: Vec<Option<FieldId>>,
    /// Reused from row to row.
    tags: Vec<TagId>,
}

/// What every row that is written refers to.
#[derive(Clone, Copy)]
struct Origin {
    source: SourceId,
    /// The words that the owner says these people agreed to.
    notice: Option<NoticeId>,
}

/// Where one row comes from.
#[derive(Clone, Copy)]
struct Batch {
    source: SourceId,
    id: BatchId,
    notice: Option<NoticeId>,
    /// Its number in its own file.
    row: u32,
}

impl<'r> Writer<'r> {
    pub(super) fn new(
        request: &'r ImportRequest,
        file: &'r ImportFile,
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
            file,
            origin: None,
            batches: FxHashMap::default(),
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
        let batch = self.batch(tx, draft.row)?;
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
        self.record(tx, id, batch, &draft.consents)?;
        Ok(id)
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        row: u32,
        id: ContactId,
        additions: &Additions,
    ) -> Result<(), Problem> {
        let batch = self.batch(tx, row)?;
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
        self.record(tx, id, batch, consents)
    }

    fn record(
        &self,
        tx: &mut Tx<'_>,
        contact: ContactId,
        batch: Batch,
        consents: &[DraftConsent],
    ) -> Result<(), Problem> {
        let at = tx.at();
        let proof = self.request.options.proved();
        for consent in consents {
            let mut event = consent.to_event(contact, batch.id, batch.row, at);
            if let Some(proof) = proof.filter(|_| consent.grade >= Grade::B) {
                event.notice = batch.notice;
                event.note.clone_from(&proof.proof);
            }
            tx.record(&event)?;
        }
        Ok(())
    }

    /// Where a row comes from.
    fn batch(&mut self, tx: &mut Tx<'_>, row: u32) -> Result<Batch, Problem> {
        let Origin { source, notice } = self.origin(tx)?;
        let (part, row) = self.file.place_of(row);
        let known = self.batches.get(&part).copied();
        let id = match known {
            Some(id) => id,
            None => self.new_batch(tx, source, part)?,
        };
        self.batches.insert(part, id);
        Ok(Batch {
            source,
            id,
            notice,
            row,
        })
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
        let origin = Origin { source, notice };
        self.origin = Some(origin);
        Ok(origin)
    }

    /// One of the files that rows are written from.
    fn new_batch(
        &self,
        tx: &mut Tx<'_>,
        source: SourceId,
        part: usize,
    ) -> Result<BatchId, Problem> {
        let options = &self.request.options;
        tx.add_batch(&NewBatch {
            source,
            file_name: self.file.name_of(part),
            file_hash: self.file.hash(part)?,
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
        })
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
