//! A book in memory: as simple as the real one is fast, so that plans can be tried on it.

use std::collections::BTreeSet;

use haobu::domain::consent::{NewEvent, Point};
use haobu::domain::contact::{
    Address, Contact, Email, Number, Purchase, PurchaseSummary, email_key,
};
use haobu::domain::ids::{BatchId, ChildId, ContactId, FieldId, TagId};
use haobu::domain::phone::{E164, NumberStatus};
use haobu::domain::problem::{BookProblem, Problem};
use haobu::domain::time::Millis;
use haobu::import::{
    Additions, Buckets, Decision, Draft, DraftConsent, DraftNumber, Existing, ImportFile, Planner,
    Policy, ReadRow, Rules, Value,
};

#[derive(Debug, Default)]
pub struct MemoryBook {
    pub contacts: Vec<Contact>,
    pub purchases: Vec<(ContactId, Purchase)>,
    pub events: Vec<NewEvent>,
    pub suppressed: BTreeSet<Point>,
    tags: Vec<String>,
    fields: Vec<String>,
    pub custom: Vec<String>,
    /// Contacts written by the import that is running are not found by key.
    before: usize,
    children: i64,
}

const NOW: Millis = Millis(1_750_000_000_000);

impl MemoryBook {
    /// Brings in a whole file and says where every row ended.
    pub fn import(&mut self, file: &ImportFile, policy: Policy) -> (Buckets, Vec<(u32, Decision)>) {
        let mut rows = Vec::new();
        file.read(&mut |row| {
            rows.push(row);
            Ok(())
        })
        .unwrap();
        self.custom = file.mapping().custom().to_vec();
        self.import_rows(&rows, policy)
    }

    pub fn import_rows(
        &mut self,
        rows: &[ReadRow],
        policy: Policy,
    ) -> (Buckets, Vec<(u32, Decision)>) {
        let (mut planner, mut preparer) = Planner::of(Rules {
            policy,
            ..Rules::default()
        });
        let mut buckets = Buckets::default();
        let mut decisions = Vec::new();
        self.before = self.contacts.len();
        for row in rows {
            let (number, decision) = match row {
                ReadRow::Rejected { row, reason } => (*row, Decision::Rejected(*reason)),
                ReadRow::Draft(draft) => {
                    let mut row = preparer.prepare(draft.clone());
                    preparer.number(std::iter::once(&mut row));
                    let decision = planner.decide(&row, self).unwrap();
                    if let Some(id) = self.write(draft, &decision) {
                        planner.inserted(&row, id);
                    }
                    (draft.row, decision)
                }
            };
            buckets.count(&decision);
            decisions.push((number, decision));
        }
        self.before = self.contacts.len();
        (buckets, decisions)
    }

    fn write(&mut self, draft: &Draft, decision: &Decision) -> Option<ContactId> {
        match decision {
            Decision::New => {
                let id = ContactId(count(&self.contacts) + 1);
                self.contacts.push(Contact {
                    id,
                    reference: draft.reference.clone(),
                    name: draft.name.clone(),
                    company: draft.company.clone(),
                    notes: draft.notes.clone(),
                    created: draft.created.unwrap_or(NOW),
                    source: None,
                    numbers: Vec::new(),
                    emails: Vec::new(),
                    addresses: Vec::new(),
                    tags: Vec::new(),
                    fields: Vec::new(),
                    purchases: PurchaseSummary::default(),
                    overrides: Vec::new(),
                });
                let everything = Additions {
                    values: Vec::new(),
                    numbers: draft.numbers.clone(),
                    emails: draft.emails.clone(),
                    addresses: draft.addresses.clone(),
                    tags: draft.tags.clone(),
                    fields: draft.fields.clone(),
                    purchase: draft.purchase.clone(),
                    consents: draft.consents.clone(),
                };
                self.add(id, draft.row, &everything);
                Some(id)
            }
            Decision::Combine { into, additions }
            | Decision::Fill { into, additions }
            | Decision::Update { into, additions } => {
                assert!(!additions.is_empty(), "an addition that adds nothing");
                self.add(*into, draft.row, additions);
                None
            }
            _ => None,
        }
    }

    fn add(&mut self, id: ContactId, row: u32, additions: &Additions) {
        let tags: Vec<TagId> = additions.tags.iter().map(|tag| self.tag_id(tag)).collect();
        let fields: Vec<(FieldId, String)> = additions
            .fields
            .iter()
            .map(|(custom, value)| (self.field_id(*custom), value.clone()))
            .collect();
        for consent in &additions.consents {
            self.events.push(consent.to_event(id, BatchId(1), row, NOW));
        }
        self.purchases.extend(
            additions
                .purchase
                .iter()
                .map(|purchase| (id, purchase.clone())),
        );
        let mut children = self.children;
        let mut child = || {
            children += 1;
            ChildId(children)
        };
        let contact = self
            .contacts
            .iter_mut()
            .find(|contact| contact.id == id)
            .unwrap();
        for set in &additions.values {
            let target = match set.which {
                Value::Name => &mut contact.name,
                Value::Company => &mut contact.company,
                Value::Reference => &mut contact.reference,
                Value::Notes => &mut contact.notes,
            };
            assert_eq!(*target, set.old, "the plan knows what stood there");
            target.clone_from(&set.new);
        }
        contact.numbers.extend(
            additions
                .numbers
                .iter()
                .map(|number| stored(number, child())),
        );
        contact
            .emails
            .extend(additions.emails.iter().map(|email| Email {
                id: child(),
                addr: email.addr.clone(),
                label: email.label.clone(),
            }));
        for address in &additions.addresses {
            let known = contact
                .addresses
                .iter_mut()
                .find(|other| other.id == address.id);
            if let Some(known) = known {
                known.clone_from(address);
            } else {
                let id = Some(child());
                contact.addresses.push(Address {
                    id,
                    ..address.clone()
                });
            }
        }
        for (field, value) in fields {
            contact.fields.retain(|(other, _)| *other != field);
            contact.fields.push((field, value));
        }
        contact.tags.extend(tags);
        contact.tags.sort_unstable();
        contact.tags.dedup();
        self.children = children;
    }

    fn tag_id(&mut self, name: &str) -> TagId {
        TagId(position(&mut self.tags, name))
    }

    fn field_id(&mut self, custom: usize) -> FieldId {
        let name = self.custom[custom].clone();
        FieldId(position(&mut self.fields, &name))
    }

    fn find(&self, found: &mut Vec<ContactId>, is_it: impl Fn(&Contact) -> bool) {
        let before = &self.contacts[..self.before];
        found.extend(
            before
                .iter()
                .filter(|contact| is_it(contact))
                .map(|contact| contact.id),
        );
    }
}

impl Existing for MemoryBook {
    fn by_number(&mut self, number: E164, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.find(found, |contact| {
            contact.numbers.iter().any(|other| {
                other.e164 == Some(number)
                    && matches!(other.status, NumberStatus::Ok | NumberStatus::Ambiguous)
            })
        });
        Ok(())
    }

    fn by_email(&mut self, key: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.find(found, |contact| {
            contact
                .emails
                .iter()
                .any(|email| email_key(&email.addr) == key)
        });
        Ok(())
    }

    fn by_reference(&mut self, reference: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        assert!(!reference.is_empty());
        self.find(found, |contact| contact.reference == reference);
        Ok(())
    }

    fn by_name(
        &mut self,
        name: &str,
        company: &str,
        found: &mut Vec<ContactId>,
    ) -> Result<(), Problem> {
        self.find(found, |contact| {
            contact.name == name && contact.company == company
        });
        Ok(())
    }

    fn by_full_name(&mut self, name: &str, found: &mut Vec<ContactId>) -> Result<(), Problem> {
        self.find(found, |contact| contact.name == name);
        Ok(())
    }

    fn contact(&mut self, id: ContactId) -> Result<Contact, Problem> {
        let contact = self.contacts.iter().find(|contact| contact.id == id);
        contact
            .cloned()
            .ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    fn tag(&mut self, name: &str) -> Result<Option<TagId>, Problem> {
        Ok(self
            .tags
            .iter()
            .position(|tag| tag == name)
            .map(|index| TagId(i64::try_from(index).unwrap())))
    }

    fn field(&mut self, custom: usize) -> Result<Option<FieldId>, Problem> {
        let name = &self.custom[custom];
        Ok(self
            .fields
            .iter()
            .position(|field| field == name)
            .map(|index| FieldId(i64::try_from(index).unwrap())))
    }

    fn has_purchase(&mut self, id: ContactId, purchase: &Purchase) -> Result<bool, Problem> {
        Ok(self.purchases.iter().any(|(owner, other)| {
            *owner == id
                && if purchase.order_no.is_empty() {
                    other == purchase
                } else {
                    other.order_no == purchase.order_no && other.item == purchase.item
                }
        }))
    }

    fn has_event(&mut self, contact: &Contact, consent: &DraftConsent) -> Result<bool, Problem> {
        Ok(self
            .events
            .iter()
            .any(|event| event.contact == contact.id && consent.is_said_by(event)))
    }

    fn suppresses_anything(&self) -> bool {
        !self.suppressed.is_empty()
    }

    fn is_suppressed(&mut self, point: &Point) -> Result<bool, Problem> {
        Ok(self.suppressed.contains(point))
    }
}

fn count<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap()
}

fn position(names: &mut Vec<String>, name: &str) -> i64 {
    let index = names
        .iter()
        .position(|other| other == name)
        .unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
    i64::try_from(index).unwrap()
}

fn stored(number: &DraftNumber, id: ChildId) -> Number {
    let DraftNumber {
        raw,
        e164,
        status,
        kind,
        region,
        extension,
        label,
    } = number.clone();
    Number {
        id,
        raw,
        e164,
        status,
        kind,
        region,
        extension,
        label,
    }
}
