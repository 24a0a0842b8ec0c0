//! What a row adds to a contact, compared value by value.

use super::decision::{Additions, Policy, SetValue, Value};
use super::existing::Existing;
use super::rules::Slots;
use crate::domain::contact::{Address, Contact, email_key};
use crate::domain::problem::Problem;
use crate::import::draft::{Draft, DraftNumber};

/// What is to be written, and whether anything that stood there goes.
#[derive(Debug, Default)]
pub(super) struct Difference {
    pub(super) additions: Additions,
    pub(super) replaces: bool,
}

/// Compares a row with the contact it matches. What stands in the slots that are `fixed` stays.
/// Purchases are left to the caller.
pub(super) fn compare(
    contact: &Contact,
    draft: &Draft,
    policy: Policy,
    fixed: Slots,
    existing: &mut impl Existing,
) -> Result<Difference, Problem> {
    let mut difference = Difference::default();
    let Difference {
        additions,
        replaces,
    } = &mut difference;
    for consent in &draft.consents {
        if !existing.has_event(contact, consent)? {
            additions.consents.push(consent.clone());
        }
    }
    if policy == Policy::Skip {
        return Ok(difference);
    }
    let updates = |slot| policy == Policy::Update && !fixed.has(slot);
    for (which, old, new) in [
        (Value::Name, &contact.name, &draft.name),
        (Value::Company, &contact.company, &draft.company),
        (Value::Reference, &contact.reference, &draft.reference),
        (Value::Notes, &contact.notes, &draft.notes),
    ] {
        if !new.is_empty() && new != old && (old.is_empty() || updates(Slots::value(which))) {
            *replaces |= !old.is_empty();
            additions.values.push(SetValue {
                which,
                old: old.clone(),
                new: new.clone(),
            });
        }
    }
    let new_numbers = draft
        .numbers
        .iter()
        .filter(|number| !has_number(contact, number));
    additions.numbers = new_numbers.cloned().collect();
    let has_email = |addr: &str| {
        let key = email_key(addr);
        contact
            .emails
            .iter()
            .any(|email| email_key(&email.addr) == key)
    };
    let new_emails = draft.emails.iter().filter(|email| !has_email(&email.addr));
    additions.emails = new_emails.cloned().collect();
    for tag in &draft.tags {
        let known = existing.tag(tag)?;
        if !known.is_some_and(|id| contact.tags.contains(&id)) {
            additions.tags.push(tag.clone());
        }
    }
    for (custom, value) in &draft.fields {
        let known = existing.field(*custom)?;
        let old = contact.fields.iter().find(|(id, _)| Some(*id) == known);
        let old = old.map_or("", |(_, value)| value.as_str());
        if old != value && (old.is_empty() || updates(Slots::field(*custom))) {
            *replaces |= !old.is_empty();
            additions.fields.push((*custom, value.clone()));
        }
    }
    if let Some((first, more)) = draft.addresses.split_first() {
        let (address, replaced) =
            merge_address(&contact.addresses, first, updates(Slots::address()));
        additions.addresses.extend(address);
        *replaces |= replaced;
        // Where somebody has several, those behind the first stand for themselves.
        for address in more {
            let says_it = |known: &Address| {
                parts(known)
                    .into_iter()
                    .zip(parts(address))
                    .all(|(known, new)| new.is_empty() || known == new)
            };
            let known = contact.addresses.iter().chain(&additions.addresses);
            if !known.into_iter().any(says_it) {
                additions.addresses.push(address.clone());
            }
        }
    }
    Ok(difference)
}

fn has_number(contact: &Contact, number: &DraftNumber) -> bool {
    contact.numbers.iter().any(|other| match number.e164 {
        Some(_) => other.e164 == number.e164 && other.extension == number.extension,
        None => other.raw == number.raw,
    })
}

/// What becomes of the addresses: nothing, blanks of one filled, the first one changed, or one
/// more. Also whether something that stood there goes.
fn merge_address(known: &[Address], new: &Address, update: bool) -> (Option<Address>, bool) {
    let Some(first) = known.first() else {
        return (Some(new.clone()), false);
    };
    let fitting = known.iter().find(|old| {
        parts(old)
            .into_iter()
            .zip(parts(new))
            .all(|(old, new)| old.is_empty() || new.is_empty() || old == new)
    });
    let target = match fitting {
        Some(address) => address,
        None if update => first,
        None => return (None, false),
    };
    let mut merged = target.clone();
    for (part, new) in parts_mut(&mut merged).into_iter().zip(parts(new)) {
        if !new.is_empty() {
            new.clone_into(part);
        }
    }
    ((merged != *target).then_some(merged), fitting.is_none())
}

fn parts(address: &Address) -> [&str; 5] {
    let Address {
        id: _,
        country,
        province,
        city,
        street,
        postcode,
    } = address;
    [country, province, city, street, postcode]
}

fn parts_mut(address: &mut Address) -> [&mut String; 5] {
    let Address {
        id: _,
        country,
        province,
        city,
        street,
        postcode,
    } = address;
    [country, province, city, street, postcode]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ChildId;

    #[test]
    fn addresses_are_merged() {
        let address = |id: Option<i64>, city: &str, street: &str| Address {
            id: id.map(ChildId),
            city: city.to_owned(),
            street: street.to_owned(),
            ..Address::default()
        };
        let check = |known: &[Address], new: &Address, update: bool, expected: Option<Address>| {
            assert_eq!(merge_address(known, new, update).0, expected);
        };
        let old = address(Some(1), "深圳", "");
        check(
            &[],
            &address(None, "深圳", "x"),
            false,
            Some(address(None, "深圳", "x")),
        );
        check(
            std::slice::from_ref(&old),
            &address(None, "深圳", ""),
            false,
            None,
        );
        let filled = Some(address(Some(1), "深圳", "x"));
        check(
            std::slice::from_ref(&old),
            &address(None, "", "x"),
            false,
            filled,
        );
        check(
            std::slice::from_ref(&old),
            &address(None, "广州", "x"),
            false,
            None,
        );
        let replaced = Some(address(Some(1), "广州", "x"));
        check(
            std::slice::from_ref(&old),
            &address(None, "广州", "x"),
            true,
            replaced,
        );
    }
}
