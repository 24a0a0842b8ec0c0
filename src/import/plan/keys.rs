//! What a row and a contact are recognised by.

use super::existing::Existing;
use super::index::Key;
use super::rules::{MatchBy, Rules};
use crate::domain::contact::{Contact, email_key};
use crate::domain::ids::{ContactId, FieldId};
use crate::domain::problem::Problem;
use crate::import::draft::Draft;

/// Most contacts with one key that are looked at; beyond them, only those of the same name.
pub(super) const MOST_SHARERS: usize = 256;

/// What a row can be recognised by, as far as it counts.
pub(super) fn keys(draft: &Draft, rules: &Rules) -> impl Iterator<Item = Key> {
    let by = |key| rules.keys.has(key);
    let reference = Some(&draft.reference)
        .filter(|reference| by(MatchBy::Reference) && !reference.is_empty())
        .map(|reference| Key::Reference(reference.clone()));
    let numbers = draft.numbers.iter().filter(move |_| by(MatchBy::Number));
    let emails = draft.emails.iter().filter(move |_| by(MatchBy::Email));
    let person = rules
        .birthday(draft)
        .filter(|_| by(MatchBy::NameAndBirthday) && !draft.name.is_empty())
        .map(|birthday| Key::Person {
            name: draft.name.clone(),
            birthday: birthday.to_owned(),
        });
    reference
        .into_iter()
        .chain(numbers.filter_map(|number| number.identity().map(Key::Number)))
        .chain(emails.map(|email| Key::email(&email.addr)))
        .chain(person)
}

/// Whether the contact really has the key; `birthdays` are the fields that hold birthdays.
pub(super) fn has_key(contact: &Contact, key: &Key, birthdays: &[FieldId]) -> bool {
    match key {
        Key::Number(number) => contact
            .numbers
            .iter()
            .any(|other| other.e164 == Some(*number)),
        Key::Email(key) => contact
            .emails
            .iter()
            .any(|email| email_key(&email.addr) == *key),
        Key::Reference(reference) => contact.reference == *reference,
        Key::Person { name, birthday } => {
            let born =
                |(field, value): &(FieldId, String)| birthdays.contains(field) && value == birthday;
            contact.name == *name && contact.fields.iter().any(born)
        }
    }
}

/// Appends the contacts of the book that may have the key.
pub(super) fn find_in_book(
    key: &Key,
    draft: &Draft,
    existing: &mut impl Existing,
    found: &mut Vec<ContactId>,
) -> Result<(), Problem> {
    let mut known = Vec::new();
    match key {
        Key::Number(number) => existing.by_number(*number, &mut known)?,
        Key::Email(key) => existing.by_email(key, &mut known)?,
        Key::Reference(reference) => existing.by_reference(reference, &mut known)?,
        Key::Person { name, .. } => existing.by_full_name(name, &mut known)?,
    }
    if known.len() > MOST_SHARERS {
        let mut named = Vec::new();
        existing.by_name(&draft.name, &draft.company, &mut named)?;
        known.retain(|id| named.contains(id));
        known.truncate(MOST_SHARERS);
    }
    found.extend(
        known
            .into_iter()
            .filter(|id| !found.contains(id))
            .collect::<Vec<_>>(),
    );
    Ok(())
}
