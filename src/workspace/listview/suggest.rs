//! What the filter bar offers at the cursor: words of the language, and values of the list.

use crate::domain::filter::{
    FieldNames, FieldTest, Key, Offer, Subject, Term, TextMatch, complete,
};
use crate::domain::problem::Span;
use crate::roster::{ColumnValue, Needle, Roster};

/// What may be put in place of `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestions {
    /// The part of the text, in bytes, that a choice replaces.
    pub span: Span,
    pub choices: Vec<Suggestion>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// As it is shown.
    pub label: String,
    /// As it must be written: quoted where it needs to be, a key with its colon.
    pub text: String,
    /// Contacts that have the value; `None` for words of the language.
    pub count: Option<usize>,
}

/// At most `limit` choices for the cursor at byte `cursor` of a filter's text. Values of the list
/// come most frequent first, found by how they begin or how they are typed in pinyin.
pub fn suggest(roster: &Roster, text: &str, cursor: usize, limit: usize) -> Suggestions {
    let fields = FieldNames::from(roster.vocabulary());
    let completion = complete(text, cursor, &fields);
    let listed = |subject: &Subject| {
        let needle = Needle::prefix(completion.prefix.trim_start_matches('@'));
        let values = roster.values(&roster.everyone(), subject, &needle, limit);
        values.entries.into_iter().map(suggestion).collect()
    };
    let choices = match &completion.offer {
        Offer::FromList(Key::Text(key)) => listed(&Subject::Text(*key)),
        Offer::FromList(Key::Region) => listed(&Subject::NumberRegion),
        Offer::FromField(name) => listed(&Subject::Field(name.clone())),
        _ => completion
            .choices(&fields)
            .into_iter()
            .take(limit)
            .map(|choice| Suggestion {
                label: choice.label,
                text: choice.text,
                count: None,
            })
            .collect(),
    };
    Suggestions {
        span: completion.span,
        choices,
    }
}

fn suggestion(value: ColumnValue) -> Suggestion {
    Suggestion {
        text: loose(value.term).values_text(),
        label: value.text,
        count: Some(value.count),
    }
}

/// As people type it: without the `=` of an exact match, which may stand there already.
fn loose(term: Term) -> Term {
    let plain = |texts: Vec<TextMatch>| {
        let plain = texts.into_iter().map(|text| TextMatch {
            exact: false,
            ..text
        });
        plain.collect()
    };
    match term {
        Term::Text(key, texts) => Term::Text(key, plain(texts)),
        Term::Field(name, FieldTest::Text(texts)) => {
            Term::Field(name, FieldTest::Text(plain(texts)))
        }
        other => other,
    }
}
