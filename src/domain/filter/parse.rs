//! Text becomes a filter, or the first fault with its place.

use super::keys::{Key, Word};
use super::text::fold;
use super::value::{Age, DateTest, Moment, Range, decimal};
use super::{
    Expr, FIELD_DECIMALS, FieldNames, FieldTest, Filter, MONEY_DECIMALS, NumberKey, Part, Term,
    TextKey, TextMatch,
};
use crate::domain::consent::{Purpose, Scope, State};
use crate::domain::listing::FieldKind;
use crate::domain::phone::Region;
use crate::domain::problem::{FilterProblem, FilterProblemKind as Kind, Span};

/// Deepest nesting of groups.
const MAX_DEPTH: usize = 32;
/// More edits than this, and a key is not a slip of the hand.
const MAX_EDITS: usize = 2;

pub(super) fn parse(text: &str, fields: &FieldNames) -> Result<Filter, FilterProblem> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        fields,
    };
    let expr = parser.any()?;
    match parser.peek() {
        Some(_) => Err(problem(parser.char_span(), Kind::UnexpectedClose)),
        None => Ok(Filter { expr }),
    }
}

/// Full-width punctuation means what its ASCII form means.
pub(super) const fn plain(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '，' | '、' => ',',
        '－' => '-',
        '＞' => '>',
        '＜' => '<',
        '＝' => '=',
        '＂' | '“' | '”' => '"',
        other => other,
    }
}

/// Whether a bare word is the operator.
pub(super) fn is_or(word: &str) -> bool {
    matches!(word, "OR" | "ＯＲ" | "或")
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    fields: &'a FieldNames,
}

/// The comparison before a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    None,
    Equal,
    Over,
    AtLeast,
    Under,
    AtMost,
}

/// One value as it stands in the text.
struct Item {
    operator: Operator,
    text: String,
    quoted: bool,
    span: Span,
}

fn problem(span: Span, kind: Kind) -> FilterProblem {
    FilterProblem { span, kind }
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next().map(plain)
    }

    fn advance(&mut self) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.advance();
        }
    }

    fn char_span(&self) -> Span {
        let width = self.rest().chars().next().map_or(0, char::len_utf8);
        Span {
            start: self.at,
            end: self.at + width,
        }
    }

    fn span_from(&self, start: usize) -> Span {
        Span {
            start,
            end: self.at,
        }
    }

    /// Alternatives up to the end or a closing parenthesis.
    fn any(&mut self) -> Result<Option<Expr>, FilterProblem> {
        let mut alternatives = Vec::new();
        let mut operator: Option<Span> = None;
        loop {
            let part = self.all()?;
            let next = self.take_or();
            match part {
                Some(part) => alternatives.push(part),
                // An operator without something on either side.
                None => {
                    if let Some(span) = operator.or(next) {
                        return Err(problem(span, Kind::MissingOperand));
                    }
                }
            }
            if next.is_none() {
                return Ok(Expr::or(alternatives));
            }
            operator = next;
        }
    }

    /// Conditions side by side, up to `OR`, the end or a closing parenthesis.
    fn all(&mut self) -> Result<Option<Expr>, FilterProblem> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(')') => break,
                Some(_) if self.at_or().is_some() => break,
                Some(_) => parts.push(self.one()?),
            }
        }
        Ok(Expr::and(parts))
    }

    /// Where the operator ends, if it stands here.
    fn at_or(&self) -> Option<usize> {
        let word = self.rest();
        let end = word.find(ends_word).unwrap_or(word.len());
        is_or(word.get(..end)?).then_some(self.at + end)
    }

    fn take_or(&mut self) -> Option<Span> {
        let end = self.at_or()?;
        let span = Span {
            start: self.at,
            end,
        };
        self.at = end;
        Some(span)
    }

    fn one(&mut self) -> Result<Expr, FilterProblem> {
        let mut negated = false;
        while self.peek() == Some('-') {
            negated = !negated;
            let sign = self.char_span();
            self.advance();
            let stops = |c: char| c == ')' || c.is_whitespace();
            if self.peek().is_none_or(stops) || self.at_or().is_some() {
                return Err(problem(sign, Kind::MissingOperand));
            }
        }
        let expr = match self.peek() {
            Some('(') => self.group()?,
            _ => Expr::Term(self.term()?),
        };
        Ok(if negated { expr.not() } else { expr })
    }

    fn group(&mut self) -> Result<Expr, FilterProblem> {
        let open = self.char_span();
        self.advance();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(problem(open, Kind::TooDeep));
        }
        let inner = self.any()?;
        if self.peek() != Some(')') {
            return Err(problem(open, Kind::UnclosedGroup));
        }
        self.advance();
        self.depth -= 1;
        inner.ok_or_else(|| problem(self.span_from(open.start), Kind::EmptyGroup))
    }

    fn term(&mut self) -> Result<Term, FilterProblem> {
        let start = self.at;
        if self.peek() == Some('"') {
            let text = self.quoted()?;
            let span = self.span_from(start);
            if self.peek() == Some(':') {
                self.advance();
                return self.field(&text, span);
            }
            if text.trim().is_empty() {
                return Err(problem(span, Kind::MissingValue));
            }
            return Ok(Term::Word(text));
        }
        let mut word = String::new();
        while let Some(raw) = self.rest().chars().next() {
            if ends_word(raw) {
                break;
            }
            if plain(raw) == ':' {
                let span = self.span_from(start);
                self.advance();
                return self.keyed(&word, span);
            }
            word.push(raw);
            self.advance();
        }
        Ok(Term::Word(word))
    }

    /// Text between quotes; a backslash keeps the next character as it is.
    fn quoted(&mut self) -> Result<String, FilterProblem> {
        let open = self.char_span();
        // A pair of curly quotes may hold straight ones.
        let curly = self.rest().starts_with(['“', '”']);
        self.advance();
        let mut text = String::new();
        while let Some(raw) = self.rest().chars().next() {
            self.advance();
            match raw {
                '\\' => match self.rest().chars().next() {
                    Some(kept) => {
                        text.push(kept);
                        self.advance();
                    }
                    None => break,
                },
                '"' | '＂' if !curly => return Ok(text),
                '“' | '”' if curly => return Ok(text),
                _ => text.push(raw),
            }
        }
        Err(problem(
            Span {
                start: open.start,
                end: self.text.len(),
            },
            Kind::UnclosedQuote,
        ))
    }

    fn keyed(&mut self, word: &str, span: Span) -> Result<Term, FilterProblem> {
        match Key::from_word(&fold(word)) {
            Some(key) => {
                let items = self.items(span)?;
                key_term(&key, &items, self.fields)
            }
            None => self.field(word, span),
        }
    }

    fn field(&mut self, name: &str, span: Span) -> Result<Term, FilterProblem> {
        let Some((name, kind)) = self.fields.find(name) else {
            let closest = closest_key(&fold(name), self.fields);
            return Err(problem(span, Kind::UnknownKey { closest }));
        };
        let (name, items) = (name.to_owned(), self.items(span)?);
        let test = match kind {
            FieldKind::Text | FieldKind::Choice => FieldTest::Text(texts(&items)?),
            FieldKind::Number => FieldTest::Number(numbers(&items, FIELD_DECIMALS)?),
            FieldKind::Date => FieldTest::Date(dates(&items)?),
            FieldKind::YesNo => match words::<bool>(&items)?.as_slice() {
                [one] => FieldTest::YesNo(*one),
                _ => return Err(problem(whole(&items), invalid::<bool>())),
            },
            FieldKind::Birthday => FieldTest::Age(numbers(&items, 0)?),
        };
        Ok(Term::Field(name, test))
    }

    /// One or more values with commas between them.
    fn items(&mut self, key: Span) -> Result<Vec<Item>, FilterProblem> {
        let mut items = Vec::new();
        loop {
            let start = self.at;
            let operator = self.operator();
            let quoted = self.peek() == Some('"');
            let text = if quoted {
                self.quoted()?
            } else {
                let rest = self.rest();
                let end = rest
                    .find(|c| ends_word(c) || plain(c) == ',')
                    .unwrap_or(rest.len());
                let text = rest.get(..end).unwrap_or_default().to_owned();
                self.at += end;
                text
            };
            let span = self.span_from(start);
            if text.trim().is_empty() {
                let span = Span {
                    start: key.start,
                    end: span.end,
                };
                return Err(problem(span, Kind::MissingValue));
            }
            items.push(Item {
                operator,
                text,
                quoted,
                span,
            });
            if self.peek() != Some(',') {
                return Ok(items);
            }
            self.advance();
        }
    }

    fn operator(&mut self) -> Operator {
        let first = match self.peek() {
            Some(c @ ('>' | '<' | '=')) => c,
            Some('≥') => {
                self.advance();
                return Operator::AtLeast;
            }
            Some('≤') => {
                self.advance();
                return Operator::AtMost;
            }
            _ => return Operator::None,
        };
        self.advance();
        let or_equal = first != '=' && self.peek() == Some('=');
        if or_equal {
            self.advance();
        }
        match (first, or_equal) {
            ('>', true) => Operator::AtLeast,
            ('>', false) => Operator::Over,
            ('<', true) => Operator::AtMost,
            ('<', false) => Operator::Under,
            _ => Operator::Equal,
        }
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(plain(c), '(' | ')')
}

fn key_term(key: &Key, items: &[Item], fields: &FieldNames) -> Result<Term, FilterProblem> {
    Ok(match *key {
        // `email:granted` speaks of consent, `email:"granted"` of the address.
        Key::Text(TextKey::Email) if items.iter().all(is_state) => Term::Standing(
            Scope::new(crate::domain::consent::Channel::Email, Purpose::Marketing),
            words(items)?,
        ),
        Key::Text(key) => Term::Text(key, texts(items)?),
        Key::Phone => Term::Phone(each(items, digits)?),
        Key::Number(NumberKey::Spent) => {
            Term::Number(NumberKey::Spent, numbers(items, MONEY_DECIMALS)?)
        }
        Key::Number(key) => Term::Number(key, numbers(items, 0)?),
        Key::Date(key) => Term::Date(key, dates(items)?),
        Key::SourceKind => Term::SourceKind(words(items)?),
        Key::Region => Term::Region(each(items, region)?),
        Key::Type => Term::Type(words(items)?),
        Key::Has => Term::Has(each(items, |item| part(item, fields))?),
        Key::No => Term::No(each(items, |item| part(item, fields))?),
        Key::Is => Term::Is(words(items)?),
        Key::Pile => Term::Pile(words(items)?),
        Key::Can => Term::Can(words(items)?),
        Key::Standing(channel, purpose) => Term::Standing(
            Scope::new(channel, purpose.unwrap_or(Purpose::Marketing)),
            words(items)?,
        ),
    })
}

fn each<T>(
    items: &[Item],
    read: impl Fn(&Item) -> Result<T, Kind>,
) -> Result<Vec<T>, FilterProblem> {
    items
        .iter()
        .map(|item| read(item).map_err(|kind| problem(item.span, kind)))
        .collect()
}

fn whole(items: &[Item]) -> Span {
    let ends = items.first().zip(items.last());
    ends.map_or(Span::default(), |(first, last)| Span {
        start: first.span.start,
        end: last.span.end,
    })
}

fn invalid<T: Word>() -> Kind {
    Kind::InvalidValue { valid: T::offers() }
}

fn is_state(item: &Item) -> bool {
    !item.quoted && item.operator == Operator::None && State::from_word(&fold(&item.text)).is_some()
}

/// `=sms` is as good as `sms`; other comparisons make no sense for words.
fn words<T: Word>(items: &[Item]) -> Result<Vec<T>, FilterProblem> {
    each(items, |item| {
        let plain = matches!(item.operator, Operator::None | Operator::Equal);
        plain
            .then(|| T::from_word(&fold(&item.text)))
            .flatten()
            .ok_or_else(invalid::<T>)
    })
}

fn part(item: &Item, fields: &FieldNames) -> Result<Part, Kind> {
    let plain = matches!(item.operator, Operator::None | Operator::Equal);
    // As with keys, quotes mean a custom field.
    let known = || (!item.quoted).then(|| <Part as Word>::from_word(&fold(&item.text)));
    let custom = || {
        let (name, _) = fields.find(&item.text)?;
        Some(Part::Field(name.to_owned()))
    };
    plain
        .then(|| known().flatten().or_else(custom))
        .flatten()
        .ok_or_else(|| {
            let mut valid = Part::offers();
            valid.extend(fields.names().map(str::to_owned));
            Kind::InvalidValue { valid }
        })
}

fn texts(items: &[Item]) -> Result<Vec<TextMatch>, FilterProblem> {
    each(items, |item| match item.operator {
        Operator::None | Operator::Equal => Ok(TextMatch {
            text: item.text.clone(),
            exact: item.operator == Operator::Equal,
        }),
        _ => Err(Kind::InvalidValue { valid: Vec::new() }),
    })
}

fn digits(item: &Item) -> Result<String, Kind> {
    let text = fold(&item.text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let known = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '.' | '(' | ')');
    if item.operator == Operator::None && !digits.is_empty() && text.chars().all(known) {
        Ok(digits)
    } else {
        Err(Kind::InvalidNumber)
    }
}

fn region(item: &Item) -> Result<Region, Kind> {
    Region::parse(&fold(&item.text))
        .filter(|_| matches!(item.operator, Operator::None | Operator::Equal))
        .ok_or(Kind::InvalidValue { valid: Vec::new() })
}

/// Applies the operator, or splits `a..b`; `None` when a part cannot be read.
fn range<T: Copy>(item: &Item, read: impl Fn(&str) -> Option<T>) -> Option<Range<T>> {
    let folded = fold(&item.text);
    let text = folded.trim();
    if item.operator == Operator::None
        && let Some((from, to)) = text.split_once("..")
    {
        return match (from, to) {
            ("", to) => read(to).map(Range::AtMost),
            (from, "") => read(from).map(Range::AtLeast),
            (from, to) => Some(Range::Between(read(from)?, read(to)?)),
        };
    }
    let value = read(text)?;
    Some(match item.operator {
        Operator::None | Operator::Equal => Range::Is(value),
        Operator::Over => Range::Over(value),
        Operator::AtLeast => Range::AtLeast(value),
        Operator::Under => Range::Under(value),
        Operator::AtMost => Range::AtMost(value),
    })
}

fn numbers(items: &[Item], decimals: u32) -> Result<Vec<Range<i64>>, FilterProblem> {
    each(items, |item| {
        match range(item, |text| decimal(text, decimals)) {
            Some(Range::Between(from, to)) if from > to => Err(Kind::EmptyRange),
            Some(range) => Ok(range),
            None => Err(Kind::InvalidNumber),
        }
    })
}

fn dates(items: &[Item]) -> Result<Vec<DateTest>, FilterProblem> {
    each(items, |item| {
        if let Some(range) = range(item, Age::parse) {
            return match range {
                Range::Between(from, to) if from.is_longer(to) => Err(Kind::EmptyRange),
                range => Ok(DateTest::Ago(range)),
            };
        }
        match range(item, Moment::parse) {
            Some(Range::Between(from, to)) if from.is_after(to) => Err(Kind::EmptyRange),
            Some(range) => Ok(DateTest::Calendar(range)),
            None => Err(Kind::InvalidDate),
        }
    })
}

/// The nearest known key, unless nothing is near.
fn closest_key(word: &str, fields: &FieldNames) -> Option<String> {
    let known = Key::spellings().map(|(spelling, key)| (spelling.to_owned(), key));
    let custom = fields
        .names()
        .map(|name| (fold(name).into_owned(), name.to_owned()));
    known
        .chain(custom)
        .map(|(spelling, key)| (edits(word, &spelling), spelling, key))
        .filter(|(edits, spelling, _)| *edits <= MAX_EDITS && *edits < spelling.chars().count())
        // Letters that changed places are the likeliest slip: `tga` is `tag`, not `tel`.
        .min_by_key(|(edits, spelling, _)| (*edits, letters(spelling) != letters(word)))
        .map(|(_, _, key)| key)
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// Insertions, deletions and substitutions between two words; long words are not compared.
fn edits(a: &str, b: &str) -> usize {
    const LONGEST: usize = 40;
    let b: Vec<char> = b.chars().collect();
    if a.chars().count().max(b.len()) > LONGEST {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (diagonal + usize::from(x != *y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}
