//! Acts on many contacts at once: each is one step, can be watched and stopped, and stopped leaves
//! nothing behind.

use super::contact::{Edit, Place, edit_details, edit_place};
use super::{one_line, ranges};
use crate::book::{NewOp, TrashEntry, Tx};
use crate::domain::ids::{ContactId, FieldId};
use crate::domain::op::{IdRanges, OpKind};
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::workspace::{Progress, Unwatched, Workspace, now};

/// After so many contacts the watcher is asked whether to go on.
const STEP: usize = 1_024;

/// One field of people that can be filled in for many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BulkField {
    Company,
    City,
    Province,
    Country,
    Custom(FieldId),
}

/// What happens to everybody of a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkChange {
    /// Puts a tag on, made when there is none of that name.
    Tag(String),
    /// Takes a tag off.
    Untag(String),
    /// Fills a field in; a blank value clears it. Values of custom fields are as in
    /// [`Edit::Field`].
    Set { field: BulkField, value: String },
    /// Puts them into the trash; what they said about consent stays in the ledger, with their
    /// numbers.
    Delete,
}

impl BulkField {
    /// Of every book, in the order in which they are offered.
    pub const BUILT_IN: [Self; 4] = [Self::Company, Self::City, Self::Province, Self::Country];

    /// What the log calls it: `city`, `field:生日`.
    fn word(self, workspace: &Workspace) -> String {
        match self {
            Self::Company => "company".to_owned(),
            Self::City => "city".to_owned(),
            Self::Province => "province".to_owned(),
            Self::Country => "country".to_owned(),
            Self::Custom(id) => {
                let fields = &workspace.vocabulary().fields;
                let field = fields.iter().find(|field| field.id == id);
                let name = field.map(|field| field.name.as_str()).unwrap_or_default();
                format!("field:{name}")
            }
        }
    }
}

impl Workspace {
    /// Does one thing to many contacts as one step; contacts that are gone are passed over. Returns
    /// how many are different now.
    ///
    /// # Errors
    /// [`EditProblem::UnnamedTag`], that the value is not of the field's kind,
    /// [`BookProblem::NoSuchRow`] when the field is not there, [`Problem::Cancelled`], or what the
    /// book says; nothing is changed then.
    pub fn change_many(
        &mut self,
        contacts: &[ContactId],
        change: &BulkChange,
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        let contacts = ranges(contacts);
        match change {
            BulkChange::Tag(name) => self.tag_many(&contacts, &tag_name(name)?, progress),
            BulkChange::Untag(name) => self.untag_many(&contacts, &tag_name(name)?, progress),
            BulkChange::Set { field, value } => self.set_many(&contacts, *field, value, progress),
            BulkChange::Delete => self.delete_many(&contacts, progress),
        }
    }

    /// Puts a tag on contacts, made when there is none of that name. Returns how many did not
    /// have it.
    ///
    /// # Errors
    /// As [`Workspace::change_many`].
    pub fn tag(&mut self, contacts: &[ContactId], name: &str) -> Result<u64, Problem> {
        let change = BulkChange::Tag(name.to_owned());
        self.change_many(contacts, &change, &Unwatched)
    }

    /// Takes a tag off contacts. Returns how many had it.
    ///
    /// # Errors
    /// As [`Workspace::change_many`].
    pub fn untag(&mut self, contacts: &[ContactId], name: &str) -> Result<u64, Problem> {
        let change = BulkChange::Untag(name.to_owned());
        self.change_many(contacts, &change, &Unwatched)
    }

    /// Puts contacts into the trash. Returns how many there were.
    ///
    /// # Errors
    /// As [`Workspace::change_many`].
    pub fn delete(&mut self, contacts: &[ContactId]) -> Result<u64, Problem> {
        self.change_many(contacts, &BulkChange::Delete, &Unwatched)
    }

    /// Who is in the trash, deleted last first.
    ///
    /// # Errors
    /// What the book says.
    pub fn trash(&self) -> Result<Vec<TrashEntry>, Problem> {
        self.book.trash()
    }

    /// Brings people back from the trash, with the ids, numbers, tags and values they had, as one
    /// step of its own. Who is not in the trash is passed over. Returns how many came back.
    ///
    /// # Errors
    /// [`Problem::Cancelled`], or what the book says; nothing is changed then.
    pub fn restore(
        &mut self,
        contacts: &[ContactId],
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        let contacts = ranges(contacts);
        let all = contacts.len();
        self.transact(&NewOp::new(OpKind::RestoreContact, now()), |tx| {
            tx.restore_deleted(&contacts, |done| progress.at(done, Some(share(done, all))))
        })
    }

    /// Erases people in the trash for good: nothing that could bring them back is kept, and this
    /// cannot be undone. What they said about being contacted stays with their numbers, so that a no
    /// still holds when a number comes back. Who is not in the trash is passed over. Returns how
    /// many were erased.
    ///
    /// # Errors
    /// [`Problem::Cancelled`], or what the book says; nothing is erased then.
    pub fn purge(
        &mut self,
        contacts: &[ContactId],
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        let contacts = ranges(contacts);
        self.transact(&NewOp::new(OpKind::PurgeContact, now()), |tx| {
            let deleted = tx.deleted(&contacts)?;
            if !deleted.is_empty() {
                tx.erase(&deleted, |done, all| {
                    progress.at(done, Some(share(done, all)))
                })?;
            }
            Ok(deleted.len())
        })
    }

    fn tag_many(
        &mut self,
        contacts: &IdRanges,
        name: &str,
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        let op = NewOp::new(OpKind::Tag, now()).about(name);
        self.transact(&op, |tx| {
            let there = tx.existing(contacts)?;
            if there.is_empty() {
                return Ok(0);
            }
            let tag = tx.tag_named(name)?;
            let tagged = tx.tagged(&there, tag)?;
            each(&there, progress, |contact| {
                if tagged.contains(contact) {
                    return Ok(());
                }
                tx.add_tag(contact, tag)
            })?;
            Ok(tx.counts().changed)
        })
    }

    fn untag_many(
        &mut self,
        contacts: &IdRanges,
        name: &str,
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        // The minus of the filter language: taken off.
        let op = NewOp::new(OpKind::Tag, now()).about(format!("-{name}"));
        self.transact(&op, |tx| {
            let Some(tag) = tx.find_tag(name)? else {
                return Ok(0);
            };
            let tagged = tx.tagged(contacts, tag)?;
            each(&tagged, progress, |contact| tx.untag(contact, tag))?;
            Ok(tx.counts().changed)
        })
    }

    fn set_many(
        &mut self,
        contacts: &IdRanges,
        field: BulkField,
        value: &str,
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        let value = match field {
            BulkField::Custom(field) => self.field_value(field, value)?,
            _ => one_line(value),
        };
        let word = field.word(self);
        let sign = if value.is_empty() { "-" } else { "" };
        let op = NewOp::new(OpKind::EditContact, now()).about(format!("{sign}{word}"));
        self.transact(&op, |tx| {
            let there = tx.existing(contacts)?;
            each(&there, progress, |contact| set(tx, contact, field, &value))?;
            Ok(tx.counts().changed)
        })
    }

    fn delete_many(
        &mut self,
        contacts: &IdRanges,
        progress: &dyn Progress,
    ) -> Result<u64, Problem> {
        self.transact(&NewOp::new(OpKind::DeleteContact, now()), |tx| {
            let there = tx.existing(contacts)?;
            let (all, mut done) = (there.len(), 0);
            let step = i64::try_from(4 * STEP).unwrap_or(i64::MAX);
            for (first, last) in there.ranges() {
                let mut from = first;
                while from <= last {
                    if !progress.at(done, Some(share(done, all))) {
                        return Err(Problem::Cancelled);
                    }
                    let to = last.min(from + step - 1);
                    let mut part = IdRanges::default();
                    part.insert_range(from, to);
                    done += tx.delete_all(&part)?;
                    from = to + 1;
                }
            }
            Ok(done)
        })
    }
}

/// Fills a field of one contact in, where it is not so already.
fn set(tx: &mut Tx<'_>, contact: ContactId, field: BulkField, value: &str) -> Result<(), Problem> {
    if let BulkField::Custom(field) = field {
        let before = tx.field_of(contact, field)?.unwrap_or_default();
        if before == value {
            return Ok(());
        }
        return tx.set_field(contact, field, value);
    }
    let known = tx.contact(contact)?.ok_or(BookProblem::NoSuchRow)?;
    match field {
        BulkField::Company => edit_details(tx, &known, &Edit::Company(value.to_owned())),
        BulkField::City => edit_place(tx, &known, Place::City, value),
        BulkField::Province => edit_place(tx, &known, Place::Province, value),
        BulkField::Country => edit_place(tx, &known, Place::Country, value),
        BulkField::Custom(_) => Ok(()),
    }
}

/// Works on one contact after the other, as long as the watcher lets it.
pub(super) fn each(
    contacts: &IdRanges,
    progress: &dyn Progress,
    mut work: impl FnMut(ContactId) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let all = contacts.len();
    for (done, contact) in contacts.ids().enumerate() {
        let number = u64::try_from(done).unwrap_or(u64::MAX);
        if done.is_multiple_of(STEP) && !progress.at(number, Some(share(number, all))) {
            return Err(Problem::Cancelled);
        }
        work(contact)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a part of one, to be shown")]
pub(super) fn share(done: u64, all: u64) -> f64 {
    done as f64 / all.max(1) as f64
}

fn tag_name(name: &str) -> Result<String, Problem> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(EditProblem::UnnamedTag.into());
    }
    Ok(name)
}
