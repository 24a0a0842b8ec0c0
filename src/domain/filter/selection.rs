//! Which values of a column a chip selects, and the chip that selects given values.

use super::subject::{Subject, same};
use super::{DateTest, Expr, FieldTest, Range, Term, TextKey, TextMatch, fold};
use crate::domain::time::Day;

/// What a chip selects of one column: any of these terms, or everything but them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub terms: Vec<Term>,
    pub except: bool,
}

impl Expr {
    /// What this chip selects of `subject`; `None` when it is not about that alone.
    pub fn selection(&self, subject: &Subject) -> Option<Selection> {
        if !self.speaks_of(subject) {
            return None;
        }
        let (terms, except) = self.flat_terms()?;
        Some(Selection {
            terms: terms.into_iter().cloned().collect(),
            except,
        })
    }
}

impl Selection {
    /// Whether contacts with this one value, given as the term a menu lists it with, are in; tells
    /// which boxes of the menu are ticked. `(blank)` is given as its `no:` term.
    pub fn includes(&self, value: &Term, today: Day) -> bool {
        let is_in = self.terms.iter().any(|term| covers(term, value, today));
        is_in != self.except
    }
}

/// The condition that any of these holds, with the values of one column in one term.
pub fn any_of(terms: impl IntoIterator<Item = Term>) -> Option<Expr> {
    let mut merged: Vec<Term> = Vec::new();
    for term in terms {
        if !merged.iter_mut().any(|known| absorb(known, &term)) {
            merged.push(term);
        }
    }
    Expr::or(merged.into_iter().map(Expr::Term))
}

/// Adds the values of `more` to those of `term` if both are of one kind.
fn absorb(term: &mut Term, more: &Term) -> bool {
    match (term, more) {
        (Term::Text(a, all), Term::Text(b, more)) if a == b => add(all, more),
        (Term::Phone(all), Term::Phone(more)) => add(all, more),
        (Term::Number(a, all), Term::Number(b, more)) if a == b => add(all, more),
        (Term::Date(a, all), Term::Date(b, more)) if a == b => add(all, more),
        (Term::SourceKind(all), Term::SourceKind(more)) => add(all, more),
        (Term::Region(all), Term::Region(more)) => add(all, more),
        (Term::Type(all), Term::Type(more)) => add(all, more),
        (Term::Has(all), Term::Has(more)) | (Term::No(all), Term::No(more)) => add(all, more),
        (Term::Is(all), Term::Is(more)) => add(all, more),
        (Term::Pile(all), Term::Pile(more)) => add(all, more),
        (Term::Can(all), Term::Can(more)) => add(all, more),
        (Term::Standing(a, all), Term::Standing(b, more)) if a == b => add(all, more),
        (Term::Field(a, all), Term::Field(b, more)) if a == b => match (all, more) {
            (FieldTest::Text(all), FieldTest::Text(more)) => add(all, more),
            (FieldTest::Number(all), FieldTest::Number(more))
            | (FieldTest::Age(all), FieldTest::Age(more)) => add(all, more),
            (FieldTest::Date(all), FieldTest::Date(more)) => add(all, more),
            (FieldTest::YesNo(a), FieldTest::YesNo(b)) => a == b,
            _ => false,
        },
        _ => false,
    }
}

fn add<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) -> bool {
    for value in more {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    true
}

/// Whether everything that has `value` passes `term`; both speak about one column.
fn covers(term: &Term, value: &Term, today: Day) -> bool {
    match (term, value) {
        (Term::Text(key, texts), Term::Text(_, values)) => {
            let whole = matches!(key, TextKey::Tag | TextKey::Country);
            texts_cover(texts, values, whole)
        }
        (Term::Number(_, ranges), Term::Number(_, values)) => ranges_cover(ranges, values),
        (Term::Date(_, tests), Term::Date(_, values)) => dates_cover(tests, values, today),
        (Term::SourceKind(all), Term::SourceKind(values)) => has_all(all, values),
        (Term::Region(all), Term::Region(values)) => has_all(all, values),
        (Term::Type(all), Term::Type(values)) => has_all(all, values),
        (Term::Is(all), Term::Is(values)) => has_all(all, values),
        (Term::Pile(all), Term::Pile(values)) => has_all(all, values),
        (Term::Can(all), Term::Can(values)) => has_all(all, values),
        (Term::Standing(_, all), Term::Standing(_, values)) => has_all(all, values),
        (Term::Has(all), Term::Has(values)) | (Term::No(all), Term::No(values)) => {
            has_all(all, values)
        }
        (Term::Field(_, test), Term::Field(_, value)) => match (test, value) {
            (FieldTest::Text(texts), FieldTest::Text(values)) => texts_cover(texts, values, false),
            (FieldTest::Number(ranges), FieldTest::Number(values))
            | (FieldTest::Age(ranges), FieldTest::Age(values)) => ranges_cover(ranges, values),
            (FieldTest::Date(tests), FieldTest::Date(values)) => dates_cover(tests, values, today),
            (FieldTest::YesNo(a), FieldTest::YesNo(b)) => a == b,
            _ => false,
        },
        // Whatever has a value of the column has one.
        (Term::Has(_), Term::Text(..) | Term::Number(..) | Term::Date(..) | Term::Field(..)) => {
            true
        }
        _ => false,
    }
}

fn has_all<T: PartialEq>(all: &[T], values: &[T]) -> bool {
    values.iter().all(|value| all.contains(value))
}

fn texts_cover(texts: &[TextMatch], values: &[TextMatch], whole: bool) -> bool {
    values.iter().all(|value| {
        texts.iter().any(|text| {
            same(&text.text, &value.text)
                || !(text.exact || whole) && fold(&value.text).contains(fold(&text.text).as_ref())
        })
    })
}

fn ranges_cover(ranges: &[Range<i64>], values: &[Range<i64>]) -> bool {
    values.iter().all(|value| {
        let is_inside = |range: &Range<i64>| match value {
            Range::Is(value) => range.contains(*value),
            other => range == other,
        };
        ranges.iter().any(is_inside)
    })
}

fn dates_cover(tests: &[DateTest], values: &[DateTest], today: Day) -> bool {
    values.iter().all(|value| {
        let (first, last) = value.days(today);
        tests.iter().any(|test| {
            let (from, to) = test.days(today);
            from <= first && last <= to
        })
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::filter::{FieldNames, Filter};
    use crate::domain::listing::FieldKind;

    fn parse(text: &str) -> Expr {
        let fields = FieldNames::new([("Size", FieldKind::Choice), ("Member", FieldKind::YesNo)]);
        Filter::parse_with(text, &fields).unwrap().expr.unwrap()
    }

    fn term(text: &str) -> Term {
        match parse(text) {
            Expr::Term(term) => term,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn ticks_follow_the_text() {
        let check = |chip: &str, value: &str, expected: bool| {
            let chip = parse(chip);
            let selection = chip.selection(&chip.subject().unwrap()).unwrap();
            let is_in = selection.includes(&term(value), Day(20_000));
            assert_eq!(is_in, expected, "{chip} {value}");
        };
        check("city:=深圳,=广州", "city:=深圳", true);
        check("city:=深圳,=广州", "city:=北京", false);
        check("city:深圳", "city:=深圳市", true);
        check("city:=深圳", "city:=深圳市", false);
        check("city:=shenzhen", "city:=Shenzhen", true);
        check("-city:=深圳", "city:=深圳", false);
        check("-city:=深圳", "city:=北京", true);
        check("-city:=深圳", "no:city", true);
        check("city:=深圳", "no:city", false);
        check("city:=深圳 OR no:city", "no:city", true);
        check("city:=深圳 OR no:city", "city:=深圳", true);
        check("has:city", "city:=深圳", true);
        check("has:city", "no:city", false);
        check("no:city", "no:city", true);
        check("tag:vip", "tag:VIP", true);
        check("tag:vip", "tag:vip-2024", false);
        check("is:invalid,masked", "is:masked", true);
        check("is:invalid,masked", "is:relay", false);
        check("pile:may_text", "pile:ask_first", false);
        check("sms:granted,requested", "sms:requested", true);
        check("created:2025", "created:2025-03", true);
        check("created:2025-03", "created:2025", false);
        check("created:2024-07..2025-06", "created:2025", false);
        check("orders:3..", "orders:3", true);
        check("Size:=XL", "Size:=xl", true);
        check("Member:yes", "Member:no", false);
        check("-Member:yes", "Member:no", true);
    }

    #[test]
    fn ticked_values_become_one_short_chip() {
        let check = |values: &[&str], expected: &str| {
            let expr = any_of(values.iter().map(|value| term(value))).unwrap();
            assert_eq!(expr.to_string(), expected);
            assert_eq!(parse(expected), expr);
        };
        check(&["city:=深圳"], "city:=深圳");
        check(
            &["city:=深圳", "city:=\"New York\""],
            "city:=深圳,=\"New York\"",
        );
        check(
            &["city:=深圳", "no:city", "city:=广州"],
            "city:=深圳,=广州 OR no:city",
        );
        check(&["tag:vip", "tag:批发"], "tag:vip,批发");
        check(
            &["is:invalid", "is:masked", "no:phone"],
            "is:invalid,masked OR no:phone",
        );
        check(
            &["pile:ask_first", "pile:may_text"],
            "pile:ask_first,may_text",
        );
        check(&["created:2025", "created:2024-03"], "created:2025,2024-03");
        check(
            &["Size:=XL", "Size:=M", "no:Size"],
            "Size:=XL,=M OR no:Size",
        );
        check(&["Member:yes", "Member:no"], "Member:yes OR Member:no");
    }
}
