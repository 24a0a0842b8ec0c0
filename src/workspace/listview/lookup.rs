//! Who stands at the counter: people by any part of a number, the likeliest first.

use std::cmp::Reverse;

use crate::domain::badge::{ConsentBadge, Pile};
use crate::domain::consent::Channel;
use crate::domain::filter::{Filter, fold};
use crate::domain::ids::ContactId;
use crate::domain::phone::Region;
use crate::domain::time::Day;
use crate::roster::{MobileCell, NumberCell, Roster, Slot};

/// Of more people than this only the first are compared: one digit says nothing about who it is.
const MANY: usize = 20_000;

/// Somebody who may be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedUp {
    pub id: ContactId,
    pub name: String,
    pub company: String,
    pub city: String,
    /// The number that was typed, or else the one that lists show.
    pub number: Option<MobileCell>,
    pub pile: Pile,
    /// Texts.
    pub badge: ConsentBadge,
    pub last_order: Option<Day>,
}

/// The likeliest people, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedUpPeople {
    pub people: Vec<LookedUp>,
    pub found: usize,
}

/// How well a number answers to the digits that were typed; the last digits are what people say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Not,
    Within,
    End,
    Whole,
}

/// The digits of a text that is typed like a number; nothing where it is a word.
pub fn digits_typed(text: &str) -> String {
    let text = fold(text.trim());
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.'));
    if !is_number {
        return String::new();
    }
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The people that `filter` finds, best first: by how they fit `digits`, then by who bought last.
pub fn look_up(
    roster: &Roster,
    filter: &Filter,
    digits: &str,
    home: Region,
    today: Day,
    most: usize,
) -> LookedUpPeople {
    let set = roster.filter(filter, today);
    let mut ranked: Vec<(Fit, Option<Day>, Slot)> = set
        .slots()
        .take(MANY)
        .map(|slot| {
            let fit = best_number(&roster.numbers(slot), digits).map_or(Fit::Not, |of| of.1);
            (fit, roster.purchases(slot).last, slot)
        })
        .collect();
    ranked.sort_by_key(|(fit, last, _)| Reverse((*fit, *last)));
    let people = ranked
        .into_iter()
        .take(most)
        .filter_map(|(_, last_order, slot)| {
            let numbers = roster.numbers(slot);
            let typed = best_number(&numbers, digits).map(|of| of.0);
            let shown = typed.map(|cell| MobileCell::new(cell, home));
            Some(LookedUp {
                id: roster.id(slot)?,
                name: roster.name(slot).to_owned(),
                company: roster.company(slot).to_owned(),
                city: roster.city(slot).to_owned(),
                number: shown.or_else(|| roster.mobile_cell(slot, home)),
                pile: roster.pile(slot),
                badge: roster.badge(slot, Channel::Sms),
                last_order,
            })
        })
        .collect();
    LookedUpPeople {
        people,
        found: set.len(),
    }
}

fn best_number<'n>(numbers: &'n [NumberCell], digits: &str) -> Option<(&'n NumberCell, Fit)> {
    if digits.is_empty() {
        return None;
    }
    let best = numbers
        .iter()
        .map(|cell| (cell, fit(cell, digits)))
        // Of equals the first.
        .rev()
        .max_by_key(|(_, fit)| *fit)?;
    (best.1 > Fit::Not).then_some(best)
}

fn fit(cell: &NumberCell, digits: &str) -> Fit {
    /// From so many digits on it is a whole number with or without what is dialled before it.
    const WHOLE: usize = 7;
    const COUNTRY: usize = 3;
    let own = match cell.e164 {
        Some(e164) => e164.0.to_string(),
        None => cell.raw.chars().filter(char::is_ascii_digit).collect(),
    };
    // As it is dialled at home: 0755 for +86 755.
    let dialled = digits.trim_start_matches('0');
    let is_whole =
        dialled.len() >= WHOLE && own.ends_with(dialled) && own.len() - dialled.len() <= COUNTRY;
    if own == digits || is_whole {
        Fit::Whole
    } else if own.ends_with(digits) {
        Fit::End
    } else if own.contains(digits) || dialled.len() >= WHOLE && own.contains(dialled) {
        Fit::Within
    } else {
        Fit::Not
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::{E164, NumberKind, NumberStatus};

    const HOME: Region = Region(*b"CN");

    fn cell(number: u64) -> NumberCell {
        NumberCell {
            raw: String::new(),
            e164: Some(E164(number)),
            status: NumberStatus::Ok,
            kind: NumberKind::Mobile,
            region: Some(HOME),
        }
    }

    #[test]
    fn what_is_typed_like_a_number_is_one() {
        let check = |text: &str, expected: &str| assert_eq!(digits_typed(text), expected, "{text}");
        check(" 5520 ", "5520");
        check("138-2316 5520", "13823165520");
        check("５５２０", "5520");
        check("+86 138", "86138");
        check("王 5520", "");
        check("wang", "");
        check("", "");
    }

    #[test]
    fn the_last_digits_say_more_than_those_in_the_middle() {
        let check = |digits: &str, expected: Fit| {
            assert_eq!(fit(&cell(8_613_823_165_520), digits), expected, "{digits}");
        };
        check("13823165520", Fit::Whole);
        check("8613823165520", Fit::Whole);
        check("5520", Fit::End);
        check("2316", Fit::Within);
        check("5521", Fit::Not);
        assert_eq!(fit(&cell(8_675_583_214_455), "075583214455"), Fit::Whole);
        let numbers = [cell(8_613_855_201_111), cell(8_613_823_165_520)];
        let best = best_number(&numbers, "5520").map(|(best, _)| best.e164);
        assert_eq!(best, Some(Some(E164(8_613_823_165_520))));
        assert!(best_number(&numbers, "").is_none());
    }
}
