//! Writes rows into the book: as somebody new, or onto somebody who is there.

use crate::book::{ContactDetails, NewContact, Tx};
use crate::domain::consent::Grade;
use crate::domain::contact::Contact;
use crate::domain::ids::{BatchId, ContactId, FieldId, NoticeId, SourceId, TagId};
use crate::domain::listing::FieldKind;
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;
use crate::import::{Additions, Draft, DraftConsent, Value};

/// Writes the rows of one file.
pub(in crate::workspace) struct Rows {
    /// Names and kinds of the fields that the mapping's custom columns go to.
    custom: Vec<(String, FieldKind)>,
    fields: Vec<Option<FieldId>>,
    /// Where the owner keeps the proof, if there is one.
    proof: Option<String>,
    /// Reused from row to row.
    tags: Vec<TagId>,
}

/// What every row that is written refers to.
#[derive(Clone, Copy)]
pub(in crate::workspace) struct Batch {
    pub source: SourceId,
    pub id: BatchId,
    /// The words that the owner says these people agreed to.
    pub notice: Option<NoticeId>,
    /// When the file came in.
    pub at: Millis,
}

impl Rows {
    pub(in crate::workspace) fn new(
        custom: Vec<(String, FieldKind)>,
        proof: Option<String>,
        tx: &Tx<'_>,
    ) -> Result<Self, Problem> {
        let fields = custom.iter().map(|(name, _)| tx.find_field(name));
        Ok(Self {
            fields: fields.collect::<Result<_, _>>()?,
            custom,
            proof,
            tags: Vec::new(),
        })
    }

    /// Fields of the mapping's custom columns, as far as they exist.
    pub(in crate::workspace) fn fields(&self) -> &[Option<FieldId>] {
        &self.fields
    }

    pub(in crate::workspace) fn insert(
        &mut self,
        tx: &mut Tx<'_>,
        batch: Batch,
        row: u32,
        draft: &Draft,
    ) -> Result<ContactId, Problem> {
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
        self.record(tx, id, batch, row, &draft.consents)?;
        Ok(id)
    }

    pub(in crate::workspace) fn add(
        &mut self,
        tx: &mut Tx<'_>,
        batch: Batch,
        row: u32,
        id: ContactId,
        additions: &Additions,
    ) -> Result<(), Problem> {
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
        for consent in consents {
            let mut event = consent.to_event(contact, batch.id, row, batch.at);
            if let Some(proof) = self.proof.as_ref().filter(|_| consent.grade >= Grade::B) {
                event.notice = batch.notice;
                event.note.clone_from(proof);
            }
            tx.record(&event)?;
        }
        Ok(())
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
