//! What could stand at the cursor: keys, enumerated values, or values that only the list knows.

use super::keys::{Flag, Key, Part, Word};
use super::parse::plain;
use super::print::field_key_text;
use super::text::fold;
use super::{FieldNames, Term};
use crate::domain::badge::Pile;
use crate::domain::consent::{Scope, State};
use crate::domain::field::AGE_BANDS;
use crate::domain::listing::{FieldKind, SourceKind};
use crate::domain::phone::NumberKind;
use crate::domain::problem::Span;

/// What may be put in place of `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The part of the text, in bytes, that a choice replaces.
    pub span: Span,
    /// What is there already, folded; offers begin with it.
    pub prefix: String,
    pub offer: Offer,
}

/// One thing that may be put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is shown.
    pub label: String,
    /// As it must be written: quoted where it needs to be, a key with its colon.
    pub text: String,
}

/// Where choices come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Keys, without the colon.
    Keys(Vec<String>),
    /// The values of an enumeration.
    Values(Vec<String>),
    /// Values of this key that occur in the list.
    FromList(Key),
    /// Values of this custom field that occur in the list.
    FromField(String),
    /// Free text, a number or a date.
    Nothing,
}

impl Completion {
    /// What the language itself offers; nothing for values that only the list knows.
    pub fn choices(&self, fields: &FieldNames) -> Vec<Choice> {
        let (offers, write_field): (_, fn(&str) -> String) = match &self.offer {
            Offer::Keys(keys) => (keys, |name| format!("{}:", field_key_text(name))),
            Offer::Values(values) => (values, |name| {
                Term::Has(vec![Part::Field(name.to_owned())]).values_text()
            }),
            _ => return Vec::new(),
        };
        let is_key = matches!(self.offer, Offer::Keys(_));
        let write = |index: usize, label: &String| {
            // A field that is named like a word of the language is offered behind it.
            let is_word = if is_key {
                Key::from_word(&fold(label)).is_some()
            } else {
                fields.find(label).is_none() || Part::from_word(&fold(label)).is_some()
            };
            let is_first = !offers.iter().take(index).any(|other| other == label);
            match (is_word && is_first, is_key) {
                (true, true) => format!("{label}:"),
                (true, false) => label.clone(),
                (false, _) => write_field(label),
            }
        };
        let choices = offers.iter().enumerate().map(|(index, label)| Choice {
            label: label.clone(),
            text: write(index, label),
        });
        choices.collect()
    }
}

/// What could stand at `cursor` (a byte offset) of `text`.
pub fn complete(text: &str, cursor: usize, fields: &FieldNames) -> Completion {
    let before = text.get(..cursor).unwrap_or(text);
    let cursor = before.len();
    let start = token_start(before);
    let token = before.get(start..).unwrap_or_default();
    let body = token.trim_start_matches(|c| plain(c) == '-');
    let body_start = cursor - body.len();
    let Some(colon) = body.find(|c| plain(c) == ':') else {
        return at(body_start, cursor, body, |prefix| {
            let custom = fields.names().map(str::to_owned);
            Offer::Keys(starting(Key::offers().into_iter().chain(custom), prefix))
        });
    };
    let (name, values) = body.split_at(colon);
    let value = values
        .rfind(|c| matches!(plain(c), ':' | ',' | '='))
        .and_then(|last| {
            let width = values.get(last..)?.chars().next()?.len_utf8();
            values.get(last + width..)
        })
        .unwrap_or_default();
    let value_start = cursor - value.len();
    let opened = value.trim_start_matches(|c| plain(c) == '"');
    at(value_start, cursor, opened, |prefix| {
        let quoted = name.starts_with(|c| plain(c) == '"');
        let name = name.trim_matches(|c| plain(c) == '"');
        match Key::from_word(&fold(name)).filter(|_| !quoted) {
            Some(key) => key_offer(key, prefix, fields),
            None => field_offer(name, prefix, fields),
        }
    })
}

/// Where the word under the cursor begins: behind the last space or parenthesis outside quotes.
fn token_start(before: &str) -> usize {
    let mut start = 0;
    let mut quoted = false;
    for (index, c) in before.char_indices() {
        match plain(c) {
            '"' => quoted = !quoted,
            p if !quoted && (p.is_whitespace() || p == '(' || p == ')') => {
                start = index + c.len_utf8();
            }
            _ => {}
        }
    }
    start
}

fn at(start: usize, end: usize, typed: &str, offer: impl Fn(&str) -> Offer) -> Completion {
    let prefix = fold(typed).into_owned();
    Completion {
        span: Span { start, end },
        offer: offer(&prefix),
        prefix,
    }
}

fn starting(offers: impl IntoIterator<Item = String>, prefix: &str) -> Vec<String> {
    offers
        .into_iter()
        .filter(|offer| fold(offer).starts_with(prefix))
        .collect()
}

fn key_offer(key: Key, prefix: &str, fields: &FieldNames) -> Offer {
    let values = |offers: Vec<String>| Offer::Values(starting(offers, prefix));
    match key {
        Key::Text(_) | Key::Region => Offer::FromList(key),
        Key::SourceKind => values(SourceKind::offers()),
        Key::Type => values(NumberKind::offers()),
        Key::Has | Key::No => {
            let mut offers = Part::offers();
            offers.extend(fields.names().map(str::to_owned));
            values(offers)
        }
        Key::Is => values(Flag::offers()),
        Key::Pile => values(Pile::offers()),
        Key::Can => values(Scope::offers()),
        Key::Standing(..) => values(State::offers()),
        Key::Date(_) => values(
            ["today", "yesterday", "<7d", "<30d", "<90d", "<1y"]
                .map(str::to_owned)
                .to_vec(),
        ),
        Key::Phone | Key::Number(_) => Offer::Nothing,
    }
}

fn field_offer(name: &str, prefix: &str, fields: &FieldNames) -> Offer {
    match fields.find(name) {
        Some((name, FieldKind::Text | FieldKind::Choice)) => Offer::FromField(name.to_owned()),
        Some((_, FieldKind::YesNo)) => Offer::Values(starting(bool::offers(), prefix)),
        Some((_, FieldKind::Birthday)) => {
            let band = |(first, last): (i64, Option<i64>)| match last {
                Some(last) => format!("{first}..{last}"),
                None => format!("{first}.."),
            };
            Offer::Values(starting(AGE_BANDS.map(band).to_vec(), prefix))
        }
        _ => Offer::Nothing,
    }
}
