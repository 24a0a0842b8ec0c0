//! The cells of a list as values: what a text would be taken as, and how it goes into a contact.

use std::collections::{HashMap, HashSet};

use super::Unfit;
use super::applying::Refusal;
use crate::book::{ContactDetails, NewContact, Tx};
use crate::domain::consent::Point;
use crate::domain::contact::{Address, Contact, EmailDetails, NumberDetails, email_key};
use crate::domain::field::canonical;
use crate::domain::ids::{ChildId, ContactId, FieldId};
use crate::domain::listing::{FieldKind, Vocabulary};
use crate::domain::phone::Region;
use crate::domain::problem::{BookProblem, EditProblem, Problem};
use crate::domain::roundtrip::Kind;
use crate::export::{Column, number_text};
use crate::import::{typed_emails, typed_numbers};
use crate::workspace::editing::{Edit, edit_details, edit_tags, one_line, tags_named};

/// Most parts that the name of a tag with separators in it may have.
const LONGEST_NAME: usize = 4;

/// What reads and writes the cells of one book.
#[derive(Debug)]
pub(super) struct Values {
    home: Region,
    fields: HashMap<String, (FieldId, FieldKind)>,
    tags: HashSet<String>,
}

/// Somebody who would be added.
#[derive(Debug, Default)]
pub(super) struct Newcomer {
    reference: String,
    name: String,
    company: String,
    pub(super) numbers: Vec<NumberDetails>,
    pub(super) emails: Vec<EmailDetails>,
    address: Address,
    tags: Vec<String>,
    fields: Vec<(FieldId, String)>,
}

impl Values {
    pub(super) fn of(vocabulary: &Vocabulary, home: Region) -> Self {
        let fields = vocabulary.fields.iter();
        Self {
            home,
            fields: fields
                .map(|field| (field.name.clone(), (field.id, field.kind)))
                .collect(),
            tags: vocabulary
                .tags
                .iter()
                .map(|(_, name)| name.clone())
                .collect(),
        }
    }

    /// What a column holds.
    pub(super) fn kind(&self, column: &Column) -> Kind {
        match column {
            Column::Numbers | Column::Mobile => Kind::Numbers(self.home),
            Column::Email => Kind::Emails,
            Column::Tags => Kind::Tags,
            Column::Field(name) => {
                let field = self.fields.get(name);
                Kind::Field(field.map_or(FieldKind::Text, |(_, kind)| *kind))
            }
            _ => Kind::Text,
        }
    }

    /// Why a text will not do in a column where `before` stands, if so.
    pub(super) fn unfit(&self, column: &Column, before: &str, text: &str) -> Option<Unfit> {
        match column {
            Column::Email => {
                let known: Vec<&str> = tokens(before).collect();
                let mut new = tokens(text).filter(|token| !known.contains(token));
                new.any(|token| typed_emails(token).is_none())
                    .then_some(Unfit::Email)
            }
            Column::Field(name) => {
                let (_, kind) = self.fields.get(name)?;
                canonical(*kind, &one_line(text))
                    .is_none()
                    .then_some(match kind {
                        FieldKind::Number => Unfit::Number,
                        FieldKind::YesNo => Unfit::YesNo,
                        FieldKind::Birthday => Unfit::Birthday,
                        FieldKind::Text | FieldKind::Choice | FieldKind::Date => Unfit::Date,
                    })
            }
            _ => None,
        }
    }

    /// Puts a text into a contact, which is as it stands in the book now.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        contact: &Contact,
        column: &Column,
        text: &str,
    ) -> Result<(), Refusal> {
        match column {
            Column::Name => edit_details(tx, contact, &Edit::Name(text.to_owned()))?,
            Column::Company => edit_details(tx, contact, &Edit::Company(text.to_owned()))?,
            Column::Reference => edit_details(tx, contact, &Edit::Reference(text.to_owned()))?,
            Column::City => first_address(tx, contact, |address| &mut address.city, text)?,
            Column::Country => first_address(tx, contact, |address| &mut address.country, text)?,
            Column::Province => first_address(tx, contact, |address| &mut address.province, text)?,
            Column::Street => first_address(tx, contact, |address| &mut address.street, text)?,
            Column::Postcode => first_address(tx, contact, |address| &mut address.postcode, text)?,
            Column::Tags => edit_tags(tx, contact, &self.tag_names(text))?,
            Column::Numbers => self.write_numbers(tx, contact, text)?,
            Column::Email => write_emails(tx, contact, text)?,
            Column::Field(name) => {
                let (field, kind) = self.fields.get(name).ok_or(Refusal::NotThere)?;
                if let Some(unfit) = self.unfit(column, "", text) {
                    return Err(EditProblem::from(unfit).into());
                }
                let value = canonical(*kind, &one_line(text)).unwrap_or_default();
                tx.set_field(contact.id, *field, &value)?;
            }
            Column::Id | Column::Mobile | Column::Source => {}
        }
        Ok(())
    }

    /// Reads a row as somebody new.
    pub(super) fn newcomer<'c>(
        &self,
        cells: impl Iterator<Item = (&'c Column, &'c str)>,
    ) -> Result<Newcomer, EditProblem> {
        let mut new = Newcomer::default();
        for (column, text) in cells {
            if let Some(unfit) = self.unfit(column, "", text) {
                return Err(unfit.into());
            }
            match column {
                Column::Reference => new.reference = one_line(text),
                Column::Name => new.name = one_line(text),
                Column::Company => new.company = one_line(text),
                Column::City => new.address.city = one_line(text),
                Column::Country => new.address.country = one_line(text),
                Column::Province => new.address.province = one_line(text),
                Column::Street => new.address.street = one_line(text),
                Column::Postcode => new.address.postcode = one_line(text),
                Column::Tags => new.tags = self.tag_names(text),
                // Who types somebody in may well know of this column only.
                Column::Numbers | Column::Mobile => {
                    for number in tokens(text).flat_map(|token| typed_numbers(token, self.home)) {
                        if !new.numbers.iter().any(|other| is_one(other, &number)) {
                            new.numbers.push(number);
                        }
                    }
                }
                Column::Email => {
                    for email in tokens(text).filter_map(typed_emails).flatten() {
                        let key = email_key(&email.addr);
                        let mut known = new.emails.iter();
                        if !known.any(|other| email_key(&other.addr) == key) {
                            new.emails.push(email);
                        }
                    }
                }
                Column::Field(name) => {
                    if let Some((field, kind)) = self.fields.get(name)
                        && let Some(value) = canonical(*kind, &one_line(text))
                        && !value.is_empty()
                    {
                        new.fields.push((*field, value));
                    }
                }
                Column::Id | Column::Source => {}
            }
        }
        let is_nobody = new.name.is_empty()
            && new.company.is_empty()
            && new.numbers.is_empty()
            && new.emails.is_empty();
        if is_nobody {
            return Err(EditProblem::NobodyThere);
        }
        Ok(new)
    }

    /// Names of tags in a cell. One that the book knows may have a comma or semicolon in it.
    fn tag_names(&self, text: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut rest: &[&str] = &tokens(text).collect::<Vec<_>>();
        while let Some((token, behind)) = rest.split_first() {
            // A tag may have the separator of the list in its name.
            let lengths = (1..=rest.len().min(LONGEST_NAME)).rev();
            let known = lengths.filter_map(|length| rest.split_at_checked(length));
            let known = known.map(|(own, others)| (own.join("; "), others));
            if let Some((name, others)) =
                known.into_iter().find(|(name, _)| self.tags.contains(name))
            {
                names.push(name);
                rest = others;
                continue;
            }
            rest = behind;
            let parts = token.split([',', '，', '、', '|']).map(str::trim);
            names.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
        names
    }

    /// Numbers that are in the text stay as they are; others take the places of those that are not
    /// in it any more, one by one, and what is left over is added or removed.
    fn write_numbers(&self, tx: &mut Tx<'_>, contact: &Contact, text: &str) -> Result<(), Refusal> {
        let mut rest: Vec<&str> = tokens(text).collect();
        let mut old: Vec<&crate::domain::contact::Number> = Vec::new();
        for number in &contact.numbers {
            let written = number_text(number).into_owned();
            // What is kept of an odd cell may have separators in it.
            let own: Vec<&str> = tokens(&written).collect();
            if own.is_empty() {
                continue;
            }
            let place = rest
                .windows(own.len())
                .position(|window| window == own.as_slice());
            match place {
                Some(place) => drop(rest.splice(place..place + own.len(), [])),
                None => old.push(number),
            }
        }
        let mut fresh: Vec<NumberDetails> = Vec::new();
        for number in rest
            .iter()
            .flat_map(|token| typed_numbers(token, self.home))
        {
            let same = |e164, extension: &str| {
                number.e164.is_some() && number.e164 == e164 && number.extension == extension
            };
            let known = old.iter().position(|old| {
                same(old.e164, &old.extension) || (old.raw == number.raw && number.e164.is_none())
            });
            if let Some(place) = known {
                old.remove(place);
                continue;
            }
            let is_there = contact.numbers.iter().any(|other| {
                same(other.e164, &other.extension) && !old.iter().any(|old| old.id == other.id)
            });
            if !is_there && !fresh.iter().any(|other| is_one(other, &number)) {
                fresh.push(number);
            }
        }
        for number in fresh.iter().filter_map(|number| number.e164) {
            refuse_suppressed(tx, &Point::Phone(number))?;
        }
        let mut old = old.into_iter();
        for mut number in fresh {
            match old.next() {
                Some(before) => {
                    number.label.clone_from(&before.label);
                    tx.replace_number(before.id, &number)?;
                }
                None => drop(tx.add_number(contact.id, &number)?),
            }
        }
        for number in old {
            tx.remove_number(number.id)?;
        }
        Ok(())
    }
}

impl Newcomer {
    /// Whether a point of theirs must never come in again.
    pub(super) fn is_suppressed(&self, tx: &Tx<'_>) -> Result<bool, Problem> {
        let numbers = self.numbers.iter().filter_map(|number| number.e164);
        let emails = self.emails.iter().map(|email| email_key(&email.addr));
        for point in numbers.map(Point::Phone).chain(emails.map(Point::Email)) {
            if tx.is_suppressed(&point)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn insert(&self, tx: &mut Tx<'_>) -> Result<ContactId, Problem> {
        let tags = tags_named(tx, &self.tags)?;
        let mut address = std::slice::from_ref(&self.address);
        if self.address.is_blank() {
            address = &[];
        }
        let fields: Vec<(FieldId, &str)> = self
            .fields
            .iter()
            .map(|(field, value)| (*field, value.as_str()))
            .collect();
        tx.insert_contact(&NewContact {
            details: ContactDetails {
                reference: &self.reference,
                name: &self.name,
                company: &self.company,
                ..ContactDetails::default()
            },
            numbers: &self.numbers,
            emails: &self.emails,
            addresses: address,
            tags: &tags,
            fields: &fields,
            ..NewContact::default()
        })
    }
}

/// As [`Values::write_numbers`]; a text that is no address was found unfit before.
fn write_emails(tx: &mut Tx<'_>, contact: &Contact, text: &str) -> Result<(), Refusal> {
    let mut old: Vec<(ChildId, &str)> = contact
        .emails
        .iter()
        .map(|email| (email.id, email.addr.as_str()))
        .collect();
    let mut rest = Vec::new();
    for token in tokens(text) {
        match old.iter().position(|(_, addr)| addr.trim() == token) {
            Some(place) => drop(old.remove(place)),
            None => rest.push(token),
        }
    }
    let mut fresh: Vec<EmailDetails> = Vec::new();
    for email in rest.into_iter().filter_map(typed_emails).flatten() {
        let key = email_key(&email.addr);
        let is_kept = contact.emails.iter().any(|other| {
            email_key(&other.addr) == key && !old.iter().any(|(id, _)| *id == other.id)
        });
        let mut others = fresh.iter();
        if !is_kept && !others.any(|other| email_key(&other.addr) == key) {
            fresh.push(email);
        }
    }
    for email in &fresh {
        refuse_suppressed(tx, &Point::Email(email_key(&email.addr)))?;
    }
    let mut old = old.into_iter();
    for email in fresh {
        match old.next() {
            Some((id, _)) => tx.replace_email(id, &email.addr)?,
            None => drop(tx.add_email(contact.id, &email.addr, "")?),
        }
    }
    for (id, _) in old {
        tx.remove_email(id)?;
    }
    Ok(())
}

/// A list shows of the first address only.
fn first_address(
    tx: &mut Tx<'_>,
    contact: &Contact,
    part: impl Fn(&mut Address) -> &mut String,
    text: &str,
) -> Result<(), Problem> {
    let text = one_line(text);
    let Some(known) = contact.addresses.first() else {
        if !text.is_empty() {
            let mut address = Address::default();
            *part(&mut address) = text;
            tx.add_address(contact.id, &address)?;
        }
        return Ok(());
    };
    let id = known.id.ok_or(BookProblem::NoSuchRow)?;
    let mut after = known.clone();
    *part(&mut after) = text;
    // Without a blank one in front, the list would show the city of the next.
    if after.is_blank() && contact.addresses.len() == 1 {
        tx.remove_address(id)
    } else {
        tx.replace_address(id, &after)
    }
}

fn refuse_suppressed(tx: &Tx<'_>, point: &Point) -> Result<(), Refusal> {
    if tx.is_suppressed(point)? {
        return Err(Refusal::Suppressed);
    }
    Ok(())
}

/// The values of a cell that may hold several.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([';', '；', '\n', '\r']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

fn is_one(a: &NumberDetails, b: &NumberDetails) -> bool {
    match a.e164 {
        Some(_) => a.e164 == b.e164 && a.extension == b.extension,
        None => b.e164.is_none() && a.raw == b.raw,
    }
}
