//! What a condition speaks about, so that a column's menu finds and replaces its own chips only.

use super::value::{DateTest, Range};
use super::{
    DateKey, Expr, FieldTest, Filter, Flag, NumberKey, Part, Term, TextKey, TextMatch, fold,
};
use crate::domain::consent::Scope;

/// What one column, or one group of a column's menu, is filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Text(TextKey),
    Number(NumberKey),
    Date(DateKey),
    /// Digits of a phone number.
    Phone,
    /// How well numbers could be read, and who shares them.
    NumberStatus,
    /// The kind of line.
    NumberType,
    /// The country of a number.
    NumberRegion,
    SourceKind,
    /// Piles, and whether anything at all is on record.
    Consent,
    /// Consent in one scope.
    Standing(Scope),
    /// A custom field, by name as written.
    Field(String),
}

impl Subject {
    /// What a contact without a value here lacks; `None` where every contact has one.
    pub fn part(&self) -> Option<Part> {
        Some(match self {
            Self::Text(TextKey::Name) => Part::Name,
            Self::Text(TextKey::Company) => Part::Company,
            Self::Text(TextKey::Ref) => Part::Ref,
            Self::Text(TextKey::Email) => Part::Email,
            Self::Text(TextKey::City) => Part::City,
            Self::Text(TextKey::Province) => Part::Province,
            Self::Text(TextKey::Country) => Part::Country,
            Self::Text(TextKey::Tag) => Part::Tag,
            Self::Text(TextKey::Source) | Self::SourceKind => Part::Source,
            Self::Number(NumberKey::Orders | NumberKey::Spent) | Self::Date(DateKey::LastOrder) => {
                Part::Order
            }
            Self::Phone | Self::NumberStatus | Self::NumberType | Self::NumberRegion => Part::Phone,
            Self::Consent => Part::Consent,
            Self::Field(name) => Part::Field(name.clone()),
            Self::Text(TextKey::List)
            | Self::Number(NumberKey::Id)
            | Self::Date(DateKey::Created)
            | Self::Standing(_) => return None,
        })
    }

    /// The condition that there is no value: the `(blank)` of a menu.
    pub fn blank(&self) -> Option<Term> {
        self.part().map(|part| Term::No(vec![part]))
    }

    /// The condition that a text column holds exactly this; `None` for other subjects and for
    /// blank text.
    pub fn text_term(&self, text: &str) -> Option<Term> {
        // Tags and countries are compared whole in any case.
        let whole = matches!(self, Self::Text(TextKey::Tag | TextKey::Country));
        // Blank text is no condition.
        if text.trim().is_empty() {
            return None;
        }
        let texts = vec![TextMatch {
            text: text.to_owned(),
            exact: !whole,
        }];
        match self {
            Self::Text(key) => Some(Term::Text(*key, texts)),
            Self::Field(name) => Some(Term::Field(name.clone(), FieldTest::Text(texts))),
            _ => None,
        }
    }

    /// The condition on a column of numbers; `None` for other subjects.
    pub fn number_term(&self, range: Range<i64>) -> Option<Term> {
        match self {
            Self::Number(key) => Some(Term::Number(*key, vec![range])),
            Self::Field(name) => Some(Term::Field(name.clone(), FieldTest::Number(vec![range]))),
            _ => None,
        }
    }

    /// The condition on a column of days; `None` for other subjects.
    pub fn date_term(&self, test: DateTest) -> Option<Term> {
        match self {
            Self::Date(key) => Some(Term::Date(*key, vec![test])),
            Self::Field(name) => Some(Term::Field(name.clone(), FieldTest::Date(vec![test]))),
            _ => None,
        }
    }
}

impl Term {
    /// What the whole term may be said to speak about, the likeliest first.
    fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::Word(_) => Vec::new(),
            Self::Text(key, _) => vec![Subject::Text(*key)],
            Self::Phone(_) => vec![Subject::Phone],
            Self::Number(key, _) => vec![Subject::Number(*key)],
            Self::Date(key, _) => vec![Subject::Date(*key)],
            Self::SourceKind(_) => vec![Subject::SourceKind],
            Self::Region(_) => vec![Subject::NumberRegion],
            Self::Type(_) => vec![Subject::NumberType],
            Self::Has(parts) | Self::No(parts) => common(parts.iter().map(part_subjects)),
            Self::Is(flags) => common(flags.iter().map(|flag| flag_subjects(*flag))),
            Self::Pile(_) => vec![Subject::Consent],
            Self::Can(scopes) => common(scopes.iter().map(|scope| vec![Subject::Standing(*scope)])),
            Self::Standing(scope, _) => vec![Subject::Standing(*scope)],
            Self::Field(name, _) => vec![Subject::Field(name.clone())],
        }
    }
}

fn flag_subjects(flag: Flag) -> Vec<Subject> {
    let of_numbers = matches!(
        flag,
        Flag::Duplicate
            | Flag::Invalid
            | Flag::Ambiguous
            | Flag::Masked
            | Flag::Lossy
            | Flag::Relay
    );
    if of_numbers {
        vec![Subject::NumberStatus]
    } else {
        Vec::new()
    }
}

fn part_subjects(part: &Part) -> Vec<Subject> {
    let text = |key| vec![Subject::Text(key)];
    match part {
        Part::Name => text(TextKey::Name),
        Part::Company => text(TextKey::Company),
        Part::Ref => text(TextKey::Ref),
        Part::Email => text(TextKey::Email),
        Part::City => text(TextKey::City),
        Part::Province => text(TextKey::Province),
        Part::Country => text(TextKey::Country),
        Part::Tag => text(TextKey::Tag),
        Part::Source => vec![Subject::Text(TextKey::Source), Subject::SourceKind],
        Part::Phone | Part::Mobile => vec![
            Subject::NumberStatus,
            Subject::NumberType,
            Subject::NumberRegion,
            Subject::Phone,
        ],
        Part::Order => vec![
            Subject::Number(NumberKey::Orders),
            Subject::Number(NumberKey::Spent),
            Subject::Date(DateKey::LastOrder),
        ],
        Part::Consent => vec![Subject::Consent],
        Part::Field(name) => vec![Subject::Field(name.clone())],
        Part::Address => Vec::new(),
    }
}

/// The subjects in all lists, in the order of the first.
fn common(lists: impl IntoIterator<Item = Vec<Subject>>) -> Vec<Subject> {
    let mut lists = lists.into_iter();
    let mut shared = lists.next().unwrap_or_default();
    for list in lists {
        shared.retain(|subject| list.contains(subject));
    }
    shared
}

impl Expr {
    /// The terms of a chip that is one term, some terms with `OR`, or the opposite of either, and
    /// whether it is the opposite.
    pub(super) fn flat_terms(&self) -> Option<(Vec<&Term>, bool)> {
        let (inner, negated) = match self {
            Self::Not(inner) => (inner.as_ref(), true),
            other => (other, false),
        };
        let terms = match inner {
            Self::Term(term) => vec![term],
            Self::Or(parts) => parts.iter().map(Self::as_term).collect::<Option<_>>()?,
            _ => return None,
        };
        Some((terms, negated))
    }

    const fn as_term(&self) -> Option<&Term> {
        match self {
            Self::Term(term) => Some(term),
            _ => None,
        }
    }

    fn subjects(&self) -> Vec<Subject> {
        self.flat_terms().map_or_else(Vec::new, |(terms, _)| {
            common(terms.into_iter().map(Term::subjects))
        })
    }

    /// The column that this chip, and nothing else in it, speaks about.
    pub fn subject(&self) -> Option<Subject> {
        self.subjects().into_iter().next()
    }

    /// Whether this chip may be taken as a condition on `subject` alone.
    pub fn speaks_of(&self, subject: &Subject) -> bool {
        self.subjects().contains(subject)
    }
}

impl Filter {
    /// This filter with `expr` as its only condition on `subject`: it takes the place of the chips
    /// that speak about that alone; `None` only takes them out. All others stay, in their order.
    #[must_use]
    pub fn with_subject(&self, subject: &Subject, expr: Option<Expr>) -> Self {
        let mut chips = Vec::new();
        let mut new = expr;
        for chip in self.chips() {
            if chip.speaks_of(subject) {
                chips.extend(new.take());
            } else {
                chips.push(chip.clone());
            }
        }
        chips.extend(new);
        Self::from_chips(chips)
    }

    /// The chip that a column's menu shows and edits.
    pub fn chip_of(&self, subject: &Subject) -> Option<&Expr> {
        self.chips().iter().find(|chip| chip.speaks_of(subject))
    }
}

/// Whether two spellings of a text are the same to a reader.
pub(super) fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::filter::FieldNames;
    use crate::domain::listing::FieldKind;

    fn parse(text: &str) -> Filter {
        let fields = FieldNames::new([("生日", FieldKind::Date), ("city", FieldKind::Text)]);
        Filter::parse_with(text, &fields).unwrap()
    }

    #[test]
    fn chips_speak_about_one_column_or_none() {
        let check = |text: &str, expected: Option<Subject>| {
            assert_eq!(parse(text).expr.unwrap().subject(), expected, "{text}");
        };
        let city = || Some(Subject::Text(TextKey::City));
        check("city:深圳", city());
        check("-city:深圳,广州", city());
        check("city:深圳 OR no:city", city());
        check("-(city:深圳 OR no:city)", city());
        check("has:city", city());
        check("no:city,email", None);
        check("city:深圳 OR tag:vip", None);
        check("(city:深圳 tag:vip) OR city:a", None);
        check("深圳", None);
        check("\"city\":x", Some(Subject::Field("city".into())));
        check("no:\"city\"", Some(Subject::Field("city".into())));
        check("生日:<30d", Some(Subject::Field("生日".into())));
        check("is:invalid,duplicate", Some(Subject::NumberStatus));
        check("is:invalid OR no:phone", Some(Subject::NumberStatus));
        check("region:CN OR no:phone", Some(Subject::NumberRegion));
        check(
            "last_order:<90d OR no:order",
            Some(Subject::Date(DateKey::LastOrder)),
        );
        check("no:order", Some(Subject::Number(NumberKey::Orders)));
        check("pile:ask_first OR no:consent", Some(Subject::Consent));
        check(
            "can:sms OR sms:requested",
            parse("sms:granted").expr.unwrap().subject(),
        );
        check("can:sms,call", None);
    }

    #[test]
    fn a_menu_replaces_its_own_chips_in_place() {
        let check = |text: &str, subject: Subject, new: &str, expected: &str| {
            let filter = parse(text).with_subject(&subject, parse(new).expr);
            assert_eq!(filter.to_string(), expected, "{text}");
            assert_eq!(parse(&filter.to_string()), filter, "{text}");
        };
        let city = || Subject::Text(TextKey::City);
        let orders = || Subject::Number(NumberKey::Orders);
        check("", city(), "city:=深圳", "city:=深圳");
        check("", city(), "", "");
        check(
            "tag:vip city:a can:sms",
            city(),
            "city:=b OR no:city",
            "tag:vip (city:=b OR no:city) can:sms",
        );
        check("city:a OR no:city", city(), "", "");
        check("city:a x -city:b", city(), "city:c", "city:c x");
        check(
            "(city:a OR tag:b) x",
            city(),
            "city:c",
            "(city:a OR tag:b) x city:c",
        );
        check("x city:a", orders(), "orders:3..", "x city:a orders:3..");
        check("no:order x", orders(), "orders:3..", "orders:3.. x");
        check(
            "created:2024 x",
            Subject::Date(DateKey::Created),
            "created:2025-01-01..2025-03-31",
            "created:2025-01-01..2025-03-31 x",
        );
        check(
            "x",
            Subject::Field("city".into()),
            "\"city\":=y",
            "x \"city\":=y",
        );
    }
}
