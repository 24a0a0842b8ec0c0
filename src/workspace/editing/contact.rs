//! One contact, added or changed by hand.

use super::one_line;
use crate::book::{ContactDetails, NewContact, NewOp, Tx};
use crate::domain::contact::{Address, Contact, EmailDetails, Number, NumberDetails, email_key};
use crate::domain::field::canonical;
use crate::domain::ids::{ChildId, ContactId, FieldId, TagId};
use crate::domain::listing::FieldKind;
use crate::domain::op::OpKind;
use crate::domain::phone::Region;
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::import::{typed_emails, typed_numbers};
use crate::workspace::{Workspace, now};

/// A contact as it is typed; blank text means that it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContactInput {
    pub name: String,
    pub company: String,
    /// As typed: each may hold several numbers, and what cannot be read is kept and flagged.
    pub numbers: Vec<String>,
    pub emails: Vec<String>,
    pub city: String,
    /// Names of tags, made where there are none.
    pub tags: Vec<String>,
}

/// One change of one contact, as it is typed. Blank text takes away what stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Name(String),
    Company(String),
    Reference(String),
    Notes(String),
    /// City of the first address that has one, which is the one that lists show.
    City(String),
    /// Replaces a number, or adds one; further numbers in the text are added.
    Number {
        id: Option<ChildId>,
        text: String,
    },
    RemoveNumber(ChildId),
    /// Replaces an e-mail address, or adds one; further ones in the text are added.
    Email {
        id: Option<ChildId>,
        text: String,
    },
    RemoveEmail(ChildId),
    /// The names of all tags the contact has from now on.
    Tags(Vec<String>),
    /// The value of a custom field: a day as `2026-11-23`, `yes` or `no`, a number or any text.
    Field(FieldId, String),
}

impl Workspace {
    /// Adds a contact.
    ///
    /// # Errors
    /// [`EditProblem::NobodyThere`], [`EditProblem::NotAnEmail`], or what the book says.
    pub fn add_contact(&mut self, input: &NewContactInput) -> Result<ContactId, Problem> {
        let typed = Typed::read(input, self.home_country()?)?;
        self.transact(&NewOp::new(OpKind::AddContact, now()), |tx| {
            typed.insert(tx)
        })
    }

    /// Changes one thing about a contact. Returns whether anything is different now.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`] when the contact, or what is to change of it, is not there;
    /// [`EditProblem`] when the value will not do; or what the book says.
    pub fn edit(&mut self, id: ContactId, edit: &Edit) -> Result<bool, Problem> {
        let home = self.home_country()?;
        let checked = match edit {
            Edit::Field(field, value) => Some(self.field_value(*field, value)?),
            _ => None,
        };
        let kind = match edit {
            Edit::Tags(_) => OpKind::Tag,
            _ => OpKind::EditContact,
        };
        self.transact(&NewOp::new(kind, now()), |tx| {
            let contact = tx.contact(id)?.ok_or(BookProblem::NoSuchRow)?;
            match edit {
                Edit::Name(_) | Edit::Company(_) | Edit::Reference(_) | Edit::Notes(_) => {
                    edit_details(tx, &contact, edit)?;
                }
                Edit::City(city) => edit_place(tx, &contact, Place::City, &one_line(city))?,
                Edit::Number { id, text } => edit_number(tx, &contact, *id, text, home)?,
                Edit::RemoveNumber(number) => {
                    own_number(&contact, *number)?;
                    tx.remove_number(*number)?;
                }
                Edit::Email { id, text } => edit_email(tx, &contact, *id, text)?,
                Edit::RemoveEmail(email) => {
                    own_email(&contact, *email)?;
                    tx.remove_email(*email)?;
                }
                Edit::Tags(names) => edit_tags(tx, &contact, names)?,
                Edit::Field(field, _) => {
                    let value = checked.as_deref().unwrap_or_default();
                    let before = contact.fields.iter().find(|(known, _)| known == field);
                    if before.map_or("", |(_, before)| before.as_str()) != value {
                        tx.set_field(id, *field, value)?;
                    }
                }
            }
            Ok(tx.counts().changed > 0)
        })
    }

    /// The value in the form in which a field of its kind keeps it.
    pub(in crate::workspace) fn field_value(
        &self,
        field: FieldId,
        value: &str,
    ) -> Result<String, Problem> {
        let entries = &self.vocabulary().fields;
        let entry = entries
            .iter()
            .find(|entry| entry.id == field)
            .ok_or(BookProblem::NoSuchRow)?;
        canonical(entry.kind, &one_line(value)).ok_or_else(|| {
            match entry.kind {
                FieldKind::Number => EditProblem::NotANumber,
                FieldKind::YesNo => EditProblem::NotYesOrNo,
                FieldKind::Birthday => EditProblem::NotABirthday,
                FieldKind::Text | FieldKind::Choice | FieldKind::Date => EditProblem::NotADate,
            }
            .into()
        })
    }
}

/// A new contact whose text has been read.
pub(super) struct Typed<'a> {
    name: String,
    company: String,
    numbers: Vec<NumberDetails>,
    emails: Vec<EmailDetails>,
    address: Address,
    tags: &'a [String],
}

impl<'a> Typed<'a> {
    /// Reads what was typed, or says what is wrong with it.
    pub(super) fn read(input: &'a NewContactInput, home: Region) -> Result<Self, Problem> {
        let (name, company) = (one_line(&input.name), one_line(&input.company));
        let mut numbers: Vec<NumberDetails> = Vec::new();
        for number in input
            .numbers
            .iter()
            .flat_map(|cell| typed_numbers(cell, home))
        {
            if !numbers.iter().any(|other| is_same(other, &number)) {
                numbers.push(number);
            }
        }
        let mut emails: Vec<EmailDetails> = Vec::new();
        for text in &input.emails {
            for email in typed_emails(text).ok_or(EditProblem::NotAnEmail)? {
                let key = email_key(&email.addr);
                if !emails.iter().any(|other| email_key(&other.addr) == key) {
                    emails.push(email);
                }
            }
        }
        if name.is_empty() && company.is_empty() && numbers.is_empty() && emails.is_empty() {
            return Err(EditProblem::NobodyThere.into());
        }
        let address = Address {
            city: one_line(&input.city),
            ..Address::default()
        };
        Ok(Self {
            name,
            company,
            numbers,
            emails,
            address,
            tags: &input.tags,
        })
    }

    pub(super) fn insert(&self, tx: &mut Tx<'_>) -> Result<ContactId, Problem> {
        let tags = tags_named(tx, self.tags)?;
        let addresses: &[Address] = if self.address.city.is_empty() {
            &[]
        } else {
            std::slice::from_ref(&self.address)
        };
        tx.insert_contact(&NewContact {
            details: ContactDetails {
                name: &self.name,
                company: &self.company,
                ..ContactDetails::default()
            },
            numbers: &self.numbers,
            emails: &self.emails,
            addresses,
            tags: &tags,
            ..NewContact::default()
        })
    }
}

/// The tags of these names, each once, made where there are none; blank names are passed over.
pub(in crate::workspace) fn tags_named(
    tx: &mut Tx<'_>,
    names: &[String],
) -> Result<Vec<TagId>, Problem> {
    let mut tags = Vec::new();
    for name in names.iter().map(|name| one_line(name)) {
        if name.is_empty() {
            continue;
        }
        let tag = tx.tag_named(&name)?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

pub(in crate::workspace) fn edit_details(
    tx: &mut Tx<'_>,
    contact: &Contact,
    edit: &Edit,
) -> Result<(), Problem> {
    let mut details = ContactDetails {
        reference: &contact.reference,
        name: &contact.name,
        company: &contact.company,
        notes: &contact.notes,
        ..ContactDetails::default()
    };
    let before = details;
    let line = match edit {
        Edit::Name(text) | Edit::Company(text) | Edit::Reference(text) => one_line(text),
        Edit::Notes(text) => text.trim().to_owned(),
        _ => return Ok(()),
    };
    match edit {
        Edit::Name(_) => details.name = &line,
        Edit::Company(_) => details.company = &line,
        Edit::Reference(_) => details.reference = &line,
        _ => details.notes = &line,
    }
    if details == before {
        return Ok(());
    }
    tx.update_contact(contact.id, &details)
}

/// A part of an address that lists show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    City,
    Province,
    Country,
}

impl Place {
    fn of(self, address: &mut Address) -> &mut String {
        match self {
            Self::City => &mut address.city,
            Self::Province => &mut address.province,
            Self::Country => &mut address.country,
        }
    }
}

/// Changes the place in the first address that has one, which is the one that lists show.
pub(super) fn edit_place(
    tx: &mut Tx<'_>,
    contact: &Contact,
    place: Place,
    text: &str,
) -> Result<(), Problem> {
    let has_one = |known: &&Address| !place.of(&mut (*known).clone()).is_empty();
    let with_place = contact.addresses.iter().find(has_one);
    let Some(known) = with_place.or_else(|| contact.addresses.first()) else {
        if !text.is_empty() {
            let mut address = Address::default();
            text.clone_into(place.of(&mut address));
            tx.add_address(contact.id, &address)?;
        }
        return Ok(());
    };
    let id = known.id.ok_or(BookProblem::NoSuchRow)?;
    let mut after = known.clone();
    text.clone_into(place.of(&mut after));
    if after == *known {
        return Ok(());
    }
    if after.is_blank() {
        tx.remove_address(id)
    } else {
        tx.replace_address(id, &after)
    }
}

pub(super) fn edit_number(
    tx: &mut Tx<'_>,
    contact: &Contact,
    id: Option<ChildId>,
    text: &str,
    home: Region,
) -> Result<(), Problem> {
    let before = id.map(|id| own_number(contact, id)).transpose()?;
    let others: Vec<NumberDetails> = contact
        .numbers
        .iter()
        .filter(|number| Some(number.id) != id)
        .map(details_of)
        .collect();
    let is_there = |number: &NumberDetails| others.iter().any(|other| is_same(other, number));
    let mut typed = typed_numbers(text, home).into_iter();
    if let Some(before) = before {
        if before.raw == text.trim() {
            return Ok(());
        }
        match typed.next() {
            Some(mut first) if !is_there(&first) => {
                first.label.clone_from(&before.label);
                // Written in another way it is the same number, and the first way stays.
                if !is_same(&details_of(before), &first) {
                    tx.replace_number(before.id, &first)?;
                }
            }
            // Nothing is left of it, or what the contact has already.
            _ => tx.remove_number(before.id)?,
        }
    }
    for number in typed.filter(|number| !is_there(number)) {
        tx.add_number(contact.id, &number)?;
    }
    Ok(())
}

fn edit_email(
    tx: &mut Tx<'_>,
    contact: &Contact,
    id: Option<ChildId>,
    text: &str,
) -> Result<(), Problem> {
    let mut typed = typed_emails(text)
        .ok_or(EditProblem::NotAnEmail)?
        .into_iter();
    if let Some(id) = id {
        let before = own_email(contact, id)?;
        match typed.next() {
            None => return tx.remove_email(id),
            Some(first) if first.addr == before => {}
            Some(first) => tx.replace_email(id, &first.addr)?,
        }
    }
    for email in typed {
        let key = email_key(&email.addr);
        if !contact
            .emails
            .iter()
            .any(|other| email_key(&other.addr) == key)
        {
            tx.add_email(contact.id, &email.addr, "")?;
        }
    }
    Ok(())
}

pub(in crate::workspace) fn edit_tags(
    tx: &mut Tx<'_>,
    contact: &Contact,
    names: &[String],
) -> Result<(), Problem> {
    let tags = tags_named(tx, names)?;
    for tag in contact.tags.iter().filter(|tag| !tags.contains(tag)) {
        tx.untag(contact.id, *tag)?;
    }
    for tag in tags {
        tx.tag(contact.id, tag)?;
    }
    Ok(())
}

pub(super) fn own_number(contact: &Contact, id: ChildId) -> Result<&Number, Problem> {
    let found = contact.numbers.iter().find(|number| number.id == id);
    found.ok_or_else(|| BookProblem::NoSuchRow.into())
}

/// The address as it is written now.
fn own_email(contact: &Contact, id: ChildId) -> Result<&str, Problem> {
    let found = contact.emails.iter().find(|email| email.id == id);
    found
        .map(|email| email.addr.as_str())
        .ok_or_else(|| BookProblem::NoSuchRow.into())
}

pub(super) fn details_of(number: &Number) -> NumberDetails {
    NumberDetails {
        raw: number.raw.clone(),
        e164: number.e164,
        status: number.status,
        kind: number.kind,
        region: number.region,
        extension: number.extension.clone(),
        label: number.label.clone(),
    }
}

/// Whether two readings are of one number, and as sure.
fn is_same(a: &NumberDetails, b: &NumberDetails) -> bool {
    match a.e164 {
        Some(_) => a.e164 == b.e164 && a.extension == b.extension && a.status == b.status,
        None => b.e164.is_none() && a.raw == b.raw,
    }
}
