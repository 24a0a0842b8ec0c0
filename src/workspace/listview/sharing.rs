//! Who has the same number: families, offices, and people who are in the book twice.

use std::collections::BTreeMap;

use crate::domain::filter::{Expr, Filter, Term};
use crate::domain::ids::ContactId;
use crate::domain::phone::E164;
use crate::domain::time::Day;
use crate::roster::Roster;

/// So many others are named beside a shared number.
const OTHERS: usize = 3;

/// By number, the names of others who have it.
pub type Sharers = BTreeMap<E164, Vec<String>>;

/// Who else has a contact's numbers.
pub fn sharers(roster: &Roster, id: ContactId, today: Day) -> Sharers {
    let mut sharers = Sharers::new();
    let Some(slot) = roster.slot_of(id).filter(|slot| roster.is_shared(*slot)) else {
        return sharers;
    };
    for e164 in roster.numbers(slot).iter().filter_map(|cell| cell.e164) {
        let others: Vec<String> = holders(roster, e164, today, OTHERS + 1)
            .into_iter()
            .filter(|(other, _)| *other != id)
            .map(|(_, name)| name)
            .take(OTHERS)
            .collect();
        if !others.is_empty() {
            sharers.insert(e164, others);
        }
    }
    sharers
}

/// People with a name who have this very number, at most `most` of them.
pub fn holders(roster: &Roster, e164: E164, today: Day, most: usize) -> Vec<(ContactId, String)> {
    let term = Term::Phone(vec![e164.0.to_string()]);
    let found = roster.filter(&Filter::from_chips([Expr::Term(term)]), today);
    found
        .slots()
        .filter(|slot| {
            let numbers = roster.numbers(*slot);
            numbers.iter().any(|cell| cell.e164 == Some(e164))
        })
        .filter_map(|slot| {
            let name = [roster.name(slot), roster.company(slot)]
                .into_iter()
                .find(|name| !name.is_empty())?;
            Some((roster.id(slot)?, name.to_owned()))
        })
        .take(most)
        .collect()
}
