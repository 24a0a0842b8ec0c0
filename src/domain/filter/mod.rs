//! The filter language: one line of text that every list, segment and export is made from.
//!
//! `city:深圳 can:sms -tag:test created:>2025-01-01 orders:3.. (tag:vip OR tag:wholesale) "free text"`
//!
//! Terms side by side must all hold and bind tighter than `OR`; `-` negates; parentheses group.
//! A value is one of `x`, `"x y"`, `>x`, `>=x`, `<x`, `<=x`, `a..b`, `a..`, `..b`, `=x` (text:
//! exactly), or several of these with commas, any of which will do. Text compares by [`fold`].
//!
//! What the roster found out: `is:duplicate` (shares a number), `is:invalid`, `is:ambiguous`,
//! `is:masked`, `is:lossy`, `is:relay`, `no:consent`. The four piles of the window: `pile:may_text`,
//! `pile:service_only`, `pile:ask_first`, `pile:do_not_disturb`.

mod complete;
mod keys;
mod parse;
mod print;
mod redact;
mod rename;
mod selection;
mod subject;
mod text;
mod value;

pub use complete::{Choice, Completion, Offer, complete};
pub use keys::{Flag, Key, Part};
pub use selection::{Selection, any_of};
pub use subject::Subject;
pub use text::fold;
pub use value::{Age, AgeUnit, DateTest, Moment, Range, decimal, iso_day};

use super::badge::Pile;
use super::consent::{Scope, State};
use super::listing::{FieldKind, SourceKind, Vocabulary};
use super::phone::{NumberKind, Region};
use super::problem::FilterProblem;

/// Digits after the point that numbers in custom fields are compared with.
pub const FIELD_DECIMALS: u32 = 4;
/// Digits after the point of an amount of money.
pub const MONEY_DECIMALS: u32 = 2;

/// A filter; without an expression every contact passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub expr: Option<Expr>,
}

/// A condition on one contact. Build it with [`Expr::and`], [`Expr::or`] and [`Expr::not`], which
/// keep it in the one shape that its text parses back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Term(Term),
}

/// One condition. Several values mean any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Free text, found in names, pinyin, companies, references, tags, e-mails and numbers.
    Word(String),
    Text(TextKey, Vec<TextMatch>),
    /// Digits in a row within one number.
    Phone(Vec<String>),
    Number(NumberKey, Vec<Range<i64>>),
    Date(DateKey, Vec<DateTest>),
    SourceKind(Vec<SourceKind>),
    /// The country of a number.
    Region(Vec<Region>),
    Type(Vec<NumberKind>),
    Has(Vec<Part>),
    No(Vec<Part>),
    Is(Vec<Flag>),
    Pile(Vec<Pile>),
    /// The whole may-contact rule, now, on some point.
    Can(Vec<Scope>),
    /// Some point has one of these states; `Unknown`: no point has any.
    Standing(Scope, Vec<State>),
    /// A custom field, by name.
    Field(String, FieldTest),
}

/// Columns compared as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextKey {
    Name,
    Company,
    Ref,
    Email,
    City,
    Province,
    /// Whole value: `US` is not in `RUSSIA`.
    Country,
    /// Whole value: `vip` is not `vip-2024`.
    Tag,
    Source,
    /// Lists that went out with the contact on them, by the name of the file.
    List,
}

/// A text that must occur within the value, or be the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMatch {
    pub text: String,
    pub exact: bool,
}

/// Columns compared as whole numbers; `spent` in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKey {
    Id,
    Orders,
    Spent,
}

/// Columns compared as days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateKey {
    Created,
    LastOrder,
}

/// A condition on a custom field's value, by the field's kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldTest {
    /// Text and choices.
    Text(Vec<TextMatch>),
    /// In units of 10^-[`FIELD_DECIMALS`].
    Number(Vec<Range<i64>>),
    Date(Vec<DateTest>),
    YesNo(bool),
    /// Of birthdays: how old people are today, in years.
    Age(Vec<Range<i64>>),
}

/// The custom fields that a filter may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// Folded name, name as written, kind.
    entries: Vec<(String, String, FieldKind)>,
}

impl Filter {
    /// Everything.
    pub const fn all() -> Self {
        Self { expr: None }
    }

    /// Reads a filter that names no custom fields.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn parse(text: &str) -> Result<Self, FilterProblem> {
        Self::parse_with(text, &FieldNames::default())
    }

    /// Reads a filter that may name these custom fields.
    ///
    /// # Errors
    /// The first fault, with its place.
    pub fn parse_with(text: &str, fields: &FieldNames) -> Result<Self, FilterProblem> {
        parse::parse(text, fields)
    }

    /// The conditions that must all hold: the chips of the filter bar.
    pub fn chips(&self) -> &[Expr] {
        match &self.expr {
            None => &[],
            Some(Expr::And(all)) => all,
            Some(one) => std::slice::from_ref(one),
        }
    }

    /// The filter that asks for all of these.
    pub fn from_chips(chips: impl IntoIterator<Item = Expr>) -> Self {
        Self {
            expr: Expr::and(chips),
        }
    }
}

impl Expr {
    /// All of these; `None` when there are none.
    pub fn and(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() < 2 {
            return flat.pop();
        }
        Some(Self::And(flat))
    }

    /// Any of these; `None` when there are none.
    pub fn or(parts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() < 2 {
            return flat.pop();
        }
        Some(Self::Or(flat))
    }

    /// The opposite.
    #[expect(clippy::should_implement_trait, reason = "reads as and, or, not")]
    #[must_use]
    pub fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

impl FieldNames {
    pub fn new<S: Into<String>>(fields: impl IntoIterator<Item = (S, FieldKind)>) -> Self {
        let entries = fields
            .into_iter()
            .map(|(name, kind)| {
                let name = name.into();
                (fold(&name).into_owned(), name, kind)
            })
            .collect();
        Self { entries }
    }

    /// The field of this name, in the owner's spelling.
    pub fn find(&self, name: &str) -> Option<(&str, FieldKind)> {
        let folded = fold(name);
        self.entries
            .iter()
            .find(|(key, _, _)| *key == folded)
            .map(|(_, name, kind)| (name.as_str(), *kind))
    }

    /// Names in the owner's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(_, name, _)| name.as_str())
    }
}

impl From<&Vocabulary> for FieldNames {
    fn from(vocabulary: &Vocabulary) -> Self {
        Self::new(
            vocabulary
                .fields
                .iter()
                .map(|field| (field.name.clone(), field.kind)),
        )
    }
}
