//! Rows that an import held back: what is known of them, and settling them.

use crate::book::{HeldRow, NewOp, Tx};
use crate::domain::consent::Point;
use crate::domain::contact::{Address, Contact, email_key};
use crate::domain::held::{HeldAct, HeldEnd};
use crate::domain::ids::{ContactId, HeldId, SourceId};
use crate::domain::op::OpKind;
use crate::domain::phone::display;
use crate::domain::problem::{BookProblem, EditProblem, Problem, RejectReason};
use crate::domain::time::Millis;
use crate::import::{Additions, Draft, HeldContent, HeldFile, Value, meet};
use crate::workspace::existing::{BookView, MatchIndex, Recall};
use crate::workspace::importing::{Batch, Rows};
use crate::workspace::{Workspace, now};

/// What the owner says about a row that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldVerdict {
    /// It is about this contact.
    Known(ContactId),
    New,
    ThrowAway,
}

/// A row that waits, side by side with those it may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldView {
    pub id: HeldId,
    pub reason: RejectReason,
    pub row: u32,
    pub file: String,
    pub source: SourceId,
    pub at: Millis,
    /// Heads and cells as the file has them, without blank cells.
    pub cells: Vec<(String, String)>,
    /// What was read of it.
    pub says: Vec<(Says, String)>,
    /// Those that are still there.
    pub candidates: Vec<HeldCandidate>,
}

/// Somebody whom the row may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCandidate {
    pub id: ContactId,
    /// What stands there, in the order of [`HeldView::says`], and what would become of it.
    pub stands: Vec<(String, Fate)>,
}

/// A part of a contact that a row says something about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Says {
    Name,
    Company,
    Reference,
    Numbers,
    Emails,
    Address,
    Tags,
    Notes,
    Purchase,
    Field(String),
}

/// What becomes of what stands there if the row is about this contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It says the same.
    Same,
    /// It stays, though the row says something else.
    Stays,
    /// What the row says is added, or fills a blank.
    Added,
    Replaced,
}

/// A row with all that is needed to settle it.
struct Settling {
    held: HeldRow,
    content: HeldContent,
    file: HeldFile,
}

impl HeldVerdict {
    const fn end(self) -> HeldEnd {
        match self {
            Self::Known(_) => HeldEnd::Known,
            Self::New => HeldEnd::New,
            Self::ThrowAway => HeldEnd::ThrownAway,
        }
    }
}

impl Workspace {
    /// How many rows wait, reason by reason.
    ///
    /// # Errors
    /// What the book says.
    pub fn held_counts(&self) -> Result<Vec<(RejectReason, u64)>, Problem> {
        self.book.held_counts()
    }

    /// The rows that wait, in the order they came in.
    ///
    /// # Errors
    /// What the book says.
    pub fn held_ids(&self) -> Result<Vec<(HeldId, RejectReason)>, Problem> {
        self.book.held_ids()
    }

    /// A row that waits, side by side with those it may be about; `None` where it waits no more.
    ///
    /// # Errors
    /// What the book says.
    pub fn held_view(&mut self, id: HeldId) -> Result<Option<HeldView>, Problem> {
        let Some(settling) = self.settling(id)? else {
            return Ok(None);
        };
        let home = self.home_country()?;
        // What would be written is found out by beginning to write it.
        let op = NewOp::new(OpKind::SettleHeld, now());
        self.book.rehearse(&op, |tx| {
            let says = said(&settling.content.draft, &settling.file, home);
            let mut candidates = Vec::new();
            for id in &settling.held.candidates {
                if let Some(contact) = tx.contact(*id)? {
                    let additions = settling.meet(tx, &contact)?;
                    candidates.push(settling.compare(tx, &contact, &says, &additions, home)?);
                }
            }
            let HeldRow {
                id,
                reason,
                row,
                ref file_name,
                source,
                at,
                ..
            } = settling.held;
            let heads = settling.file.heads.iter().map(String::as_str);
            let heads = heads.chain(std::iter::repeat(""));
            let cells = heads.zip(&settling.content.cells);
            Ok(Some(HeldView {
                id,
                reason,
                row,
                file: file_name.clone(),
                source,
                at,
                cells: cells
                    .filter(|(_, cell)| !cell.trim().is_empty())
                    .map(|(head, cell)| (head.to_owned(), cell.trim().to_owned()))
                    .collect(),
                says,
                candidates,
            }))
        })
    }

    /// Settles rows that wait, all of them in one way and one op. Those that wait no more are
    /// passed by.
    ///
    /// # Errors
    /// [`EditProblem::NeverAgain`] when a row names a number or address that must not come in
    /// again, [`BookProblem::NoSuchRow`] when the contact is gone, or what the book says; nothing is
    /// changed then.
    pub fn settle_held(&mut self, ids: &[HeldId], verdict: HeldVerdict) -> Result<(), Problem> {
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.extend(self.settling(*id)?);
        }
        let act = HeldAct {
            end: verdict.end(),
            rows: u64::try_from(rows.len()).unwrap_or(u64::MAX),
        };
        let op = NewOp::new(OpKind::SettleHeld, now()).about(act.subject());
        self.transact(&op, |tx| {
            for row in &rows {
                let contact = match verdict {
                    HeldVerdict::ThrowAway => None,
                    HeldVerdict::New => Some(row.insert(tx)?),
                    HeldVerdict::Known(id) => Some(row.add_to(tx, id)?),
                };
                tx.settle(row.held.id, verdict.end(), contact)?;
            }
            Ok(())
        })
    }

    fn settling(&self, id: HeldId) -> Result<Option<Settling>, Problem> {
        let Some(held) = self.book.held(id)? else {
            return Ok(None);
        };
        let content = HeldContent::parse(&held.content).ok_or(BookProblem::Damaged)?;
        let settings: serde_json::Value = serde_json::from_str(&held.settings)
            .ok()
            .ok_or(BookProblem::Damaged)?;
        let file = settings.get("held").cloned().ok_or(BookProblem::Damaged)?;
        let file = serde_json::from_value(file)
            .ok()
            .ok_or(BookProblem::Damaged)?;
        Ok(Some(Settling {
            held,
            content,
            file,
        }))
    }
}

impl Settling {
    fn rows(&self, tx: &Tx<'_>) -> Result<Rows, Problem> {
        let proof = Some(self.file.proof.clone());
        Rows::new(self.file.custom.clone(), proof, tx)
    }

    /// The file as it came in: what the row says counts from that day.
    const fn batch(&self) -> Batch {
        Batch {
            source: self.held.source,
            id: self.held.batch,
            notice: self.file.notice,
            at: self.held.at,
        }
    }

    fn insert(&self, tx: &mut Tx<'_>) -> Result<ContactId, Problem> {
        may_come_in(tx, &self.content.draft)?;
        self.rows(tx)?
            .insert(tx, self.batch(), self.held.row, &self.content.draft)
    }

    fn add_to(&self, tx: &mut Tx<'_>, id: ContactId) -> Result<ContactId, Problem> {
        may_come_in(tx, &self.content.draft)?;
        let contact = tx.contact(id)?.ok_or(BookProblem::NoSuchRow)?;
        let additions = self.meet(tx, &contact)?;
        self.rows(tx)?
            .add(tx, self.batch(), self.held.row, id, &additions)?;
        Ok(id)
    }

    fn meet(&self, tx: &mut Tx<'_>, contact: &Contact) -> Result<Additions, Problem> {
        let rows = self.rows(tx)?;
        let mut view = BookView {
            tx,
            index: &MatchIndex::default(),
            recall: &mut Recall::default(),
            fields: rows.fields(),
            suppressing: false,
        };
        meet(contact, &self.content.draft, &self.file.rules(), &mut view)
    }

    fn compare(
        &self,
        tx: &mut Tx<'_>,
        contact: &Contact,
        says: &[(Says, String)],
        additions: &Additions,
        home: crate::domain::phone::Region,
    ) -> Result<HeldCandidate, Problem> {
        let mut stands = Vec::with_capacity(says.len());
        for (what, said) in says {
            let (text, comes) = match what {
                Says::Name => (contact.name.clone(), comes(additions, Value::Name)),
                Says::Company => (contact.company.clone(), comes(additions, Value::Company)),
                Says::Reference => (
                    contact.reference.clone(),
                    comes(additions, Value::Reference),
                ),
                Says::Notes => (contact.notes.clone(), comes(additions, Value::Notes)),
                Says::Numbers => {
                    let shown = contact.numbers.iter().map(|number| match number.e164 {
                        Some(e164) => display(e164, home),
                        None => number.raw.clone(),
                    });
                    (joined(shown), !additions.numbers.is_empty())
                }
                Says::Emails => {
                    let shown = contact.emails.iter().map(|email| email.addr.clone());
                    (joined(shown), !additions.emails.is_empty())
                }
                Says::Address => {
                    let shown = contact.addresses.iter().map(address_line);
                    (joined(shown), !additions.addresses.is_empty())
                }
                Says::Tags => {
                    let mut names = Vec::new();
                    for name in &self.content.draft.tags {
                        let tag = tx.find_tag(name)?;
                        if tag.is_some_and(|tag| contact.tags.contains(&tag)) {
                            names.push(name.clone());
                        }
                    }
                    (joined(names.into_iter()), !additions.tags.is_empty())
                }
                Says::Purchase => {
                    let known = tx.purchases(contact.id)?;
                    let shown = known
                        .iter()
                        .map(|one| purchase_line(&one.order_no, &one.item));
                    let shown: Vec<String> = shown.filter(|line| line == said).collect();
                    (joined(shown.into_iter()), additions.purchase.is_some())
                }
                Says::Field(name) => {
                    let id = tx.find_field(name)?;
                    let known = contact.fields.iter().find(|(field, _)| Some(*field) == id);
                    let place = self.file.custom.iter().position(|(own, _)| own == name);
                    let comes = additions
                        .fields
                        .iter()
                        .any(|(custom, _)| Some(*custom) == place);
                    (
                        known.map(|(_, value)| value.clone()).unwrap_or_default(),
                        comes,
                    )
                }
            };
            let is_single = matches!(
                what,
                Says::Name | Says::Company | Says::Reference | Says::Notes | Says::Field(_)
            );
            let fate = match (comes, is_single) {
                (true, true) if !text.is_empty() => Fate::Replaced,
                (true, false) if *what == Says::Address && replaces_address(additions) => {
                    Fate::Replaced
                }
                (true, _) => Fate::Added,
                (false, true) if text != *said => Fate::Stays,
                (false, false) if !said.split(", ").all(|part| text.contains(part)) => Fate::Stays,
                (false, _) => Fate::Same,
            };
            stands.push((text, fate));
        }
        Ok(HeldCandidate {
            id: contact.id,
            stands,
        })
    }
}

/// Whether a row may come in now, whatever was known when it was held.
fn may_come_in(tx: &mut Tx<'_>, draft: &Draft) -> Result<(), Problem> {
    let numbers = draft.numbers.iter().filter_map(|number| number.e164);
    let emails = draft.emails.iter().map(|email| email_key(&email.addr));
    for point in numbers.map(Point::Phone).chain(emails.map(Point::Email)) {
        if tx.is_suppressed(&point)? {
            return Err(EditProblem::NeverAgain.into());
        }
    }
    Ok(())
}

fn comes(additions: &Additions, which: Value) -> bool {
    additions.values.iter().any(|value| value.which == which)
}

/// An address with an id is one that stands there.
fn replaces_address(additions: &Additions) -> bool {
    additions
        .addresses
        .iter()
        .any(|address| address.id.is_some())
}

fn said(draft: &Draft, file: &HeldFile, home: crate::domain::phone::Region) -> Vec<(Says, String)> {
    let numbers = draft.numbers.iter().map(|number| match number.e164 {
        Some(e164) => display(e164, home),
        None => number.raw.clone(),
    });
    let emails = draft.emails.iter().map(|email| email.addr.clone());
    let purchase = draft.purchase.iter();
    let mut says = vec![
        (Says::Name, draft.name.clone()),
        (Says::Company, draft.company.clone()),
        (Says::Reference, draft.reference.clone()),
        (Says::Numbers, joined(numbers)),
        (Says::Emails, joined(emails)),
        (
            Says::Address,
            joined(draft.addresses.iter().map(address_line)),
        ),
        (Says::Tags, joined(draft.tags.iter().cloned())),
        (
            Says::Purchase,
            joined(purchase.map(|one| purchase_line(&one.order_no, &one.item))),
        ),
        (Says::Notes, draft.notes.clone()),
    ];
    for (custom, value) in &draft.fields {
        if let Some((name, _)) = file.custom.get(*custom) {
            says.push((Says::Field(name.clone()), value.clone()));
        }
    }
    says.retain(|(_, text)| !text.is_empty());
    says
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn address_line(address: &Address) -> String {
    let parts = [
        &address.country,
        &address.province,
        &address.city,
        &address.street,
        &address.postcode,
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn purchase_line(number: &str, item: &str) -> String {
    [number, item].join(" ").trim().to_owned()
}
