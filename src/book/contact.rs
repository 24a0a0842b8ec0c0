//! Writing contacts and what hangs on them.

use rusqlite::OptionalExtension as _;

use super::database_problem;
use super::indexes::Moving;
use super::stored::Stored as _;
use super::table::Entity;
use super::transact::Tx;
use crate::domain::contact::{Address, EmailDetails, NumberDetails, Purchase};
use crate::domain::ids::{
    BatchId, ChildId, ContactId, FieldId, MAX_ORDINAL, ORDINAL_BITS, SourceId, TagId,
};
use crate::domain::op::IdRanges;
use crate::domain::phone::{E164, Region};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;

/// The contact's own columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactDetails<'a> {
    pub reference: &'a str,
    pub name: &'a str,
    pub company: &'a str,
    pub notes: &'a str,
    /// When the owner came to know the contact; the time of the op when unknown.
    pub created: Option<Millis>,
    pub source: Option<SourceId>,
    pub batch: Option<BatchId>,
}

/// A contact as it is handed to the book, with all that comes with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewContact<'a> {
    pub details: ContactDetails<'a>,
    pub numbers: &'a [NumberDetails],
    pub emails: &'a [EmailDetails],
    pub addresses: &'a [Address],
    pub tags: &'a [TagId],
    pub fields: &'a [(FieldId, &'a str)],
    pub purchases: &'a [Purchase],
}

impl Tx<'_> {
    /// Adds a contact with all that comes with it.
    ///
    /// # Errors
    /// [`BookProblem::TooManyChildren`], or what the database says.
    pub fn insert_contact(&mut self, new: &NewContact<'_>) -> Result<ContactId, Problem> {
        let id = ContactId(self.next_id("contact")?);
        let NewContact {
            details,
            numbers,
            emails,
            addresses,
            tags,
            fields,
            purchases,
        } = *new;
        let children = numbers.len() + emails.len() + addresses.len() + purchases.len();
        let next_child = i64::try_from(children).unwrap_or(i64::MAX);
        self.insert(
            Entity::Contact,
            id.0,
            &[
                id.0.stored(),
                details.reference.stored(),
                details.name.stored(),
                details.company.stored(),
                details.notes.stored(),
                details.created.unwrap_or(self.at).0.stored(),
                details.source.map(SourceId::get).stored(),
                details.batch.map(BatchId::get).stored(),
                next_child.stored(),
            ],
        )?;
        let mut ordinal = 0;
        let mut next = || {
            let child = ChildId::new(id, ordinal).ok_or(BookProblem::TooManyChildren);
            ordinal += 1;
            child
        };
        for number in numbers {
            self.insert_number(next()?, number)?;
        }
        for EmailDetails { addr, label } in emails {
            let child = next()?;
            self.insert_email(child, addr, label)?;
        }
        for address in addresses {
            self.insert_address(next()?, address)?;
        }
        for purchase in purchases {
            self.insert_purchase(next()?, purchase)?;
        }
        for tag in tags {
            let pair = pair_id(id, tag.0)?;
            self.insert(Entity::ContactTag, pair, &[pair.stored()])?;
        }
        for (field, value) in fields {
            let pair = pair_id(id, field.0)?;
            self.insert(Entity::FieldValue, pair, &[pair.stored(), value.stored()])?;
        }
        Ok(id)
    }

    /// Replaces the contact's own columns; its source and batch stay.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn update_contact(
        &mut self,
        id: ContactId,
        details: &ContactDetails,
    ) -> Result<(), Problem> {
        self.keep(Entity::Contact, id.0)?;
        self.connection()?
            .prepare_cached("UPDATE contact SET ref=?2,name=?3,company=?4,notes=?5,created=coalesce(?6,created) WHERE id=?1")
            .and_then(|mut statement| {
                statement.execute(rusqlite::params![
                    id.0,
                    details.reference,
                    details.name,
                    details.company,
                    details.notes,
                    details.created.map(|created| created.0)
                ])
            })
            .map_err(database_problem)?;
        self.touch(id);
        Ok(())
    }

    /// Deletes a contact with all that hangs on it; its consent events stay.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn delete_contact(&mut self, id: ContactId) -> Result<(), Problem> {
        if self.delete_contacts(id.0, id.0)? == 0 {
            return Err(BookProblem::NoSuchRow.into());
        }
        Ok(())
    }

    /// Deletes all contacts of these that there are. Returns how many there were.
    ///
    /// # Errors
    /// What the database says.
    pub fn delete_all(&mut self, ids: &IdRanges) -> Result<u64, Problem> {
        let mut count = 0;
        // Only those that are there: the op counts every id of a range as removed.
        for (first, last) in self.existing(ids)?.ranges() {
            count += self.delete_contacts(first, last)?;
        }
        Ok(count)
    }

    /// The contacts of these that there are.
    ///
    /// # Errors
    /// What the database says.
    pub fn existing(&self, ids: &IdRanges) -> Result<IdRanges, Problem> {
        let mut there = IdRanges::default();
        let mut statement = self
            .connection()?
            .prepare("SELECT id FROM contact WHERE id BETWEEN ?1 AND ?2 ORDER BY id")
            .map_err(database_problem)?;
        for (first, last) in ids.ranges() {
            let mut rows = statement.query([first, last]).map_err(database_problem)?;
            while let Some(row) = rows.next().map_err(database_problem)? {
                there.insert(ContactId(row.get(0).map_err(database_problem)?));
            }
        }
        Ok(there)
    }

    /// Deletes all contacts of a range of ids. Returns how many there were.
    pub(super) fn delete_contacts(&mut self, first: i64, last: i64) -> Result<u64, Problem> {
        let count =
            self.recorder
                .before_range(self.writing.connection()?, Entity::Contact, first, last)?;
        self.note_moved(Moving::Contacts, count)?;
        let children = (first << ORDINAL_BITS, (last << ORDINAL_BITS) | MAX_ORDINAL);
        for entity in Entity::CHILDREN {
            let kept = self.recorder.before_range(
                self.writing.connection()?,
                entity,
                children.0,
                children.1,
            )?;
            self.delete_range(entity, children.0, children.1)?;
            self.vocabulary |= kept > 0 && entity.is_vocabulary();
        }
        self.delete_range(Entity::Contact, first, last)?;
        self.removed.insert_range(first, last);
        Ok(count)
    }

    /// Deletes recorded rows; when they are all there are, the table is emptied in one go.
    fn delete_range(&mut self, entity: Entity, first: i64, last: i64) -> Result<(), Problem> {
        let table = entity.table();
        let others: Option<i64> = self
            .connection()?
            .query_row(
                &format!(
                    "SELECT 1 WHERE EXISTS (SELECT 1 FROM {table} WHERE id<?1) OR EXISTS (SELECT 1 FROM {table} WHERE id>?2)"
                ),
                [first, last],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)?;
        let deleted = if others.is_none() {
            self.connection()?
                .execute(&format!("DELETE FROM {table}"), [])
        } else {
            self.connection()?
                .execute(&entity.delete_range_sql(), [first, last])
        };
        deleted.map(drop).map_err(database_problem)
    }

    /// Adds a number to a contact.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], [`BookProblem::TooManyChildren`], or what the database says.
    pub fn add_number(
        &mut self,
        contact: ContactId,
        number: &NumberDetails,
    ) -> Result<ChildId, Problem> {
        let child = self.next_child(contact)?;
        self.insert_number(child, number)?;
        Ok(child)
    }

    /// Replaces a number, for instance by its repaired form.
    ///
    /// # Errors
    /// As [`Tx::remove`].
    pub fn replace_number(&mut self, id: ChildId, number: &NumberDetails) -> Result<(), Problem> {
        self.keep(Entity::Number, id.0)?;
        self.connection()?
            .prepare_cached("UPDATE number SET raw=?2,e164=?3,status=?4,kind=?5,region=?6,ext=?7,label=?8 WHERE id=?1")
            .and_then(|mut statement| {
                statement.execute(rusqlite::params![
                    id.0,
                    number.raw,
                    stored_e164(number.e164),
                    number.status as u8,
                    number.kind as u8,
                    number.region.as_ref().map(Region::as_str),
                    number.extension,
                    number.label
                ])
            })
            .map_err(database_problem)?;
        self.touch(id.contact());
        Ok(())
    }

    /// Adds an e-mail address to a contact.
    ///
    /// # Errors
    /// As [`Tx::add_number`].
    pub fn add_email(
        &mut self,
        contact: ContactId,
        addr: &str,
        label: &str,
    ) -> Result<ChildId, Problem> {
        let child = self.next_child(contact)?;
        self.insert_email(child, addr, label)?;
        Ok(child)
    }

    /// Replaces an e-mail address; its label stays.
    ///
    /// # Errors
    /// As [`Tx::remove_number`].
    pub fn replace_email(&mut self, id: ChildId, addr: &str) -> Result<(), Problem> {
        self.keep(Entity::Email, id.0)?;
        self.connection()?
            .prepare_cached("UPDATE email SET addr=?2 WHERE id=?1")
            .and_then(|mut statement| statement.execute((id.0, addr)))
            .map_err(database_problem)?;
        self.touch(id.contact());
        Ok(())
    }

    /// Adds a postal address to a contact.
    ///
    /// # Errors
    /// As [`Tx::add_number`].
    pub fn add_address(
        &mut self,
        contact: ContactId,
        address: &Address,
    ) -> Result<ChildId, Problem> {
        let child = self.next_child(contact)?;
        self.insert_address(child, address)?;
        Ok(child)
    }

    /// Replaces a postal address that is stored.
    ///
    /// # Errors
    /// As [`Tx::remove_number`].
    pub fn replace_address(&mut self, id: ChildId, address: &Address) -> Result<(), Problem> {
        self.keep(Entity::Address, id.0)?;
        self.connection()?
            .prepare_cached("UPDATE address SET country=?2,province=?3,city=?4,street=?5,postcode=?6 WHERE id=?1")
            .and_then(|mut statement| {
                statement.execute(rusqlite::params![
                    id.0,
                    address.country,
                    address.province,
                    address.city,
                    address.street,
                    address.postcode
                ])
            })
            .map_err(database_problem)?;
        self.touch(id.contact());
        Ok(())
    }

    /// Adds a purchase to a contact.
    ///
    /// # Errors
    /// As [`Tx::add_number`].
    pub fn add_purchase(
        &mut self,
        contact: ContactId,
        purchase: &Purchase,
    ) -> Result<ChildId, Problem> {
        let child = self.next_child(contact)?;
        self.insert_purchase(child, purchase)?;
        Ok(child)
    }

    /// Removes a number.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn remove_number(&mut self, id: ChildId) -> Result<(), Problem> {
        self.remove(Entity::Number, id.0)
    }

    /// Removes an e-mail address.
    ///
    /// # Errors
    /// As [`Tx::remove_number`].
    pub fn remove_email(&mut self, id: ChildId) -> Result<(), Problem> {
        self.remove(Entity::Email, id.0)
    }

    /// Removes a postal address.
    ///
    /// # Errors
    /// As [`Tx::remove_number`].
    pub fn remove_address(&mut self, id: ChildId) -> Result<(), Problem> {
        self.remove(Entity::Address, id.0)
    }

    /// Puts a tag on a contact; a tag that is there already stays.
    ///
    /// # Errors
    /// What the database says.
    pub fn tag(&mut self, contact: ContactId, tag: TagId) -> Result<(), Problem> {
        let pair = pair_id(contact, tag.0)?;
        if self.exists(Entity::ContactTag, pair)? {
            return Ok(());
        }
        self.insert(Entity::ContactTag, pair, &[pair.stored()])?;
        self.touch_by(Entity::ContactTag, contact);
        Ok(())
    }

    /// Takes a tag off a contact, if it is there.
    ///
    /// # Errors
    /// What the database says.
    pub fn untag(&mut self, contact: ContactId, tag: TagId) -> Result<(), Problem> {
        let pair = pair_id(contact, tag.0)?;
        if self.exists(Entity::ContactTag, pair)? {
            self.remove(Entity::ContactTag, pair)
        } else {
            Ok(())
        }
    }

    /// Sets a custom field; empty text clears it.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_field(
        &mut self,
        contact: ContactId,
        field: FieldId,
        value: &str,
    ) -> Result<(), Problem> {
        let pair = pair_id(contact, field.0)?;
        match (self.exists(Entity::FieldValue, pair)?, value.is_empty()) {
            (false, true) => return Ok(()),
            (true, true) => return self.remove(Entity::FieldValue, pair),
            (false, false) => {
                self.insert(Entity::FieldValue, pair, &[pair.stored(), value.stored()])?;
            }
            (true, false) => {
                self.keep(Entity::FieldValue, pair)?;
                self.connection()?
                    .prepare_cached("UPDATE field_value SET value=?2 WHERE id=?1")
                    .and_then(|mut statement| statement.execute(rusqlite::params![pair, value]))
                    .map_err(database_problem)?;
            }
        }
        self.touch_by(Entity::FieldValue, contact);
        Ok(())
    }

    /// Removes one recorded row of a contact.
    pub(super) fn remove(&mut self, entity: Entity, id: i64) -> Result<(), Problem> {
        if self.remove_if_there(entity, id)? {
            return Ok(());
        }
        Err(BookProblem::NoSuchRow.into())
    }

    /// Removes one row; whether it was there.
    pub(super) fn remove_if_there(&mut self, entity: Entity, id: i64) -> Result<bool, Problem> {
        if !self.recorder.is_new(entity, id)
            && !self
                .recorder
                .before(self.writing.connection()?, entity, id)?
        {
            return Ok(false);
        }
        self.connection()?
            .prepare_cached(&format!("DELETE FROM {} WHERE id=?1", entity.table()))
            .and_then(|mut statement| statement.execute([id]))
            .map_err(database_problem)?;
        if entity.is_child() {
            self.touch_by(entity, ChildId(id).contact());
        }
        self.vocabulary |= entity.is_vocabulary();
        Ok(true)
    }

    /// Removes all rows of a range of ids; only for tables whose rows hang on no contact.
    pub(super) fn remove_range(
        &mut self,
        entity: Entity,
        first: i64,
        last: i64,
    ) -> Result<(), Problem> {
        self.recorder
            .before_range(self.writing.connection()?, entity, first, last)?;
        self.delete_range(entity, first, last)?;
        self.vocabulary |= entity.is_vocabulary();
        Ok(())
    }

    /// Records a row before it changes.
    pub(super) fn keep(&mut self, entity: Entity, id: i64) -> Result<(), Problem> {
        if !self.recorder.is_new(entity, id)
            && !self
                .recorder
                .before(self.writing.connection()?, entity, id)?
        {
            return Err(BookProblem::NoSuchRow.into());
        }
        Ok(())
    }

    pub(super) fn exists(&self, entity: Entity, id: i64) -> Result<bool, Problem> {
        self.connection()?
            .prepare_cached(&format!("SELECT 1 FROM {} WHERE id=?1", entity.table()))
            .and_then(|mut statement| statement.exists([id]))
            .map_err(database_problem)
    }

    fn next_child(&mut self, contact: ContactId) -> Result<ChildId, Problem> {
        self.keep(Entity::Contact, contact.0)?;
        let ordinal: i64 = self
            .connection()?
            .prepare_cached(
                "UPDATE contact SET next_child=next_child+1 WHERE id=?1 RETURNING next_child-1",
            )
            .and_then(|mut statement| statement.query_row([contact.0], |row| row.get(0)))
            .optional()
            .map_err(database_problem)?
            .ok_or(BookProblem::NoSuchRow)?;
        self.touch(contact);
        ChildId::new(contact, ordinal).ok_or_else(|| BookProblem::TooManyChildren.into())
    }

    fn insert_number(&mut self, child: ChildId, number: &NumberDetails) -> Result<(), Problem> {
        let region = number.region.as_ref().map(Region::as_str);
        self.insert(
            Entity::Number,
            child.0,
            &[
                child.0.stored(),
                number.raw.stored(),
                stored_e164(number.e164).stored(),
                (number.status as u8).stored(),
                (number.kind as u8).stored(),
                region.stored(),
                number.extension.stored(),
                number.label.stored(),
            ],
        )
    }

    fn insert_email(&mut self, child: ChildId, addr: &str, label: &str) -> Result<(), Problem> {
        self.insert(
            Entity::Email,
            child.0,
            &[child.0.stored(), addr.stored(), label.stored()],
        )
    }

    fn insert_address(&mut self, child: ChildId, address: &Address) -> Result<(), Problem> {
        let Address {
            id: _,
            country,
            province,
            city,
            street,
            postcode,
        } = address;
        self.insert(
            Entity::Address,
            child.0,
            &[
                child.0.stored(),
                country.stored(),
                province.stored(),
                city.stored(),
                street.stored(),
                postcode.stored(),
            ],
        )
    }

    fn insert_purchase(&mut self, child: ChildId, purchase: &Purchase) -> Result<(), Problem> {
        self.insert(
            Entity::Purchase,
            child.0,
            &[
                child.0.stored(),
                purchase.order_no.stored(),
                purchase.at.map(|at| at.0).stored(),
                purchase.amount_cents.stored(),
                purchase.item.stored(),
                purchase.status.stored(),
                purchase.recipient_name.stored(),
                purchase.recipient_phone.stored(),
                purchase.recipient_address.stored(),
            ],
        )
    }
}

/// Row id of the pair of a contact and something small.
pub(super) fn pair_id(contact: ContactId, other: i64) -> Result<i64, Problem> {
    ChildId::new(contact, other)
        .map(ChildId::get)
        .ok_or_else(|| BookProblem::TooManyChildren.into())
}

/// E.164 has at most 15 digits, so it always fits.
fn stored_e164(e164: Option<E164>) -> Option<i64> {
    e164.and_then(|E164(digits)| i64::try_from(digits).ok())
}
