//! A filter becomes its one canonical line.

use std::fmt::{self, Display, Formatter, Write as _};

use super::keys::{Key, Part, Word};
use super::parse::is_or;
use super::text::fold;
use super::value::{Age, AgeUnit, DateTest, Moment, Range};
use super::{
    Expr, FIELD_DECIMALS, FieldTest, Filter, MONEY_DECIMALS, NumberKey, Term, TextKey, TextMatch,
};
use crate::domain::consent::{Purpose, State};

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.expr.as_ref().map_or(Ok(()), |expr| expr.fmt(f))
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(f, parts, " "),
            Self::Or(parts) => joined(f, parts, " OR "),
            Self::Not(inner) => {
                f.write_char('-')?;
                nested(f, inner)
            }
            Self::Term(term) => term.fmt(f),
        }
    }
}

fn joined(f: &mut Formatter<'_>, parts: &[Expr], separator: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        nested(f, part)?;
    }
    Ok(())
}

/// Groups always get parentheses: what binds tighter should not have to be known.
fn nested(f: &mut Formatter<'_>, expr: &Expr) -> fmt::Result {
    match expr {
        Expr::And(_) | Expr::Or(_) => write!(f, "({expr})"),
        Expr::Not(_) | Expr::Term(_) => expr.fmt(f),
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) => write_text(f, text, |text| !is_or(text)),
            Self::Text(TextKey::Email, texts) => keyed(f, &Key::Text(TextKey::Email), |f| {
                // A state's word without quotes would be read as a consent.
                listed(f, texts, |f, text| {
                    text_match(f, text, |text| State::from_word(&fold(text)).is_none())
                })
            }),
            Self::Text(key, texts) => keyed(f, &Key::Text(*key), |f| write_texts(f, texts)),
            Self::Phone(digits) => keyed(f, &Key::Phone, |f| {
                listed(f, digits, |f, digits| f.write_str(digits))
            }),
            Self::Number(key, ranges) => keyed(f, &Key::Number(*key), |f| {
                let decimals = if *key == NumberKey::Spent {
                    MONEY_DECIMALS
                } else {
                    0
                };
                write_numbers(f, ranges, decimals)
            }),
            Self::Date(key, tests) => keyed(f, &Key::Date(*key), |f| write_dates(f, tests)),
            Self::SourceKind(kinds) => keyed(f, &Key::SourceKind, |f| write_words(f, kinds)),
            Self::Region(regions) => keyed(f, &Key::Region, |f| {
                listed(f, regions, |f, region| f.write_str(region.as_str()))
            }),
            Self::Type(kinds) => keyed(f, &Key::Type, |f| write_words(f, kinds)),
            Self::Has(parts) => keyed(f, &Key::Has, |f| write_parts(f, parts)),
            Self::No(parts) => keyed(f, &Key::No, |f| write_parts(f, parts)),
            Self::Is(flags) => keyed(f, &Key::Is, |f| write_words(f, flags)),
            Self::Pile(piles) => keyed(f, &Key::Pile, |f| write_words(f, piles)),
            Self::Can(scopes) => keyed(f, &Key::Can, |f| write_words(f, scopes)),
            Self::Standing(scope, states) => {
                let purpose = Some(scope.purpose).filter(|p| *p != Purpose::Marketing);
                keyed(f, &Key::Standing(scope.channel, purpose), |f| {
                    write_words(f, states)
                })
            }
            Self::Field(name, test) => {
                write_field_key(f, name)?;
                f.write_char(':')?;
                match test {
                    FieldTest::Text(texts) => write_texts(f, texts),
                    FieldTest::Number(ranges) => write_numbers(f, ranges, FIELD_DECIMALS),
                    FieldTest::Date(tests) => write_dates(f, tests),
                    FieldTest::YesNo(yes) => f.write_str(&yes.word()),
                    FieldTest::Age(ranges) => write_numbers(f, ranges, 0),
                }
            }
        }
    }
}

impl Term {
    /// What stands behind the colon; all of a bare word.
    pub fn values_text(&self) -> String {
        let text = self.to_string();
        let key = match self {
            Self::Word(_) => return text,
            Self::Field(name, _) => field_key_text(name).len(),
            _ => text.find(':').unwrap_or_default(),
        };
        text.get(key + 1..).unwrap_or_default().to_owned()
    }
}

/// A custom field's name as it stands before the colon.
pub(super) fn field_key_text(name: &str) -> String {
    struct Name<'a>(&'a str);
    impl Display for Name<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write_field_key(f, self.0)
        }
    }
    Name(name).to_string()
}

/// Quotes keep a custom field apart from a key of the same name.
fn write_field_key(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    write_text(f, name, |name| Key::from_word(&fold(name)).is_none())
}

fn keyed(
    f: &mut Formatter<'_>,
    key: &Key,
    values: impl Fn(&mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    f.write_str(&key.word())?;
    f.write_char(':')?;
    values(f)
}

fn listed<T>(
    f: &mut Formatter<'_>,
    values: &[T],
    write: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            f.write_char(',')?;
        }
        write(f, value)?;
    }
    Ok(())
}

fn write_words<T: Word>(f: &mut Formatter<'_>, values: &[T]) -> fmt::Result {
    listed(f, values, |f, value| f.write_str(&value.word()))
}

fn write_parts(f: &mut Formatter<'_>, parts: &[Part]) -> fmt::Result {
    listed(f, parts, |f, part| match part {
        Part::Field(name) => write_text(f, name, |name| {
            <Part as Word>::from_word(&fold(name)).is_none()
        }),
        part => f.write_str(&part.word()),
    })
}

fn write_texts(f: &mut Formatter<'_>, texts: &[TextMatch]) -> fmt::Result {
    listed(f, texts, |f, text| text_match(f, text, |_| true))
}

fn text_match(f: &mut Formatter<'_>, text: &TextMatch, bare: impl Fn(&str) -> bool) -> fmt::Result {
    if text.exact {
        f.write_char('=')?;
    }
    write_text(f, &text.text, bare)
}

/// Without quotes only where nothing could be taken for punctuation and `bare` agrees.
fn write_text(f: &mut Formatter<'_>, text: &str, bare: impl Fn(&str) -> bool) -> fmt::Result {
    let harmless = |c: char| c.is_alphanumeric() || "_@.+-/&#%*'!?".contains(c);
    let sure = !text.is_empty() && !text.starts_with('-') && text.chars().all(harmless);
    if sure && bare(text) {
        return f.write_str(text);
    }
    f.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '"' | '＂' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

fn write_range<T: Copy>(
    f: &mut Formatter<'_>,
    range: Range<T>,
    write: impl Fn(&mut Formatter<'_>, T) -> fmt::Result,
) -> fmt::Result {
    match range {
        Range::Is(x) => write(f, x),
        Range::Over(x) => {
            f.write_char('>')?;
            write(f, x)
        }
        Range::Under(x) => {
            f.write_char('<')?;
            write(f, x)
        }
        Range::AtLeast(x) => {
            write(f, x)?;
            f.write_str("..")
        }
        Range::AtMost(x) => {
            f.write_str("..")?;
            write(f, x)
        }
        Range::Between(a, b) => {
            write(f, a)?;
            f.write_str("..")?;
            write(f, b)
        }
    }
}

fn write_numbers(f: &mut Formatter<'_>, ranges: &[Range<i64>], decimals: u32) -> fmt::Result {
    listed(f, ranges, |f, range| {
        write_range(f, *range, |f, value| write_decimal(f, value, decimals))
    })
}

fn write_decimal(f: &mut Formatter<'_>, value: i64, decimals: u32) -> fmt::Result {
    let unit = 10_u64.pow(decimals);
    let size = value.unsigned_abs();
    if value < 0 {
        f.write_char('-')?;
    }
    write!(f, "{}", size / unit)?;
    if size.is_multiple_of(unit) {
        return Ok(());
    }
    let width = usize::try_from(decimals).unwrap_or_default();
    let fraction = format!("{:0width$}", size % unit);
    write!(f, ".{}", fraction.trim_end_matches('0'))
}

fn write_dates(f: &mut Formatter<'_>, tests: &[DateTest]) -> fmt::Result {
    listed(f, tests, |f, test| match test {
        DateTest::Calendar(range) => write_range(f, *range, write_moment),
        DateTest::Ago(range) => write_range(f, *range, write_age),
    })
}

fn write_moment(f: &mut Formatter<'_>, moment: Moment) -> fmt::Result {
    match moment {
        Moment::Year(year) => write!(f, "{year:04}"),
        Moment::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        Moment::Day(date) => write!(f, "{date}"),
        Moment::Today => f.write_str("today"),
        Moment::Yesterday => f.write_str("yesterday"),
    }
}

fn write_age(f: &mut Formatter<'_>, age: Age) -> fmt::Result {
    let unit = match age.unit {
        AgeUnit::Day => 'd',
        AgeUnit::Week => 'w',
        AgeUnit::Month => 'm',
        AgeUnit::Year => 'y',
    };
    write!(f, "{}{unit}", age.count)
}
