//! A filter without what may tell who someone is, so that the log can say what was asked for.

use super::{Expr, FieldTest, Filter, NumberKey, Term, TextKey, TextMatch};

/// Stands where a name, a number or the like was.
const GONE: &str = "…";

impl Filter {
    /// The filter with names, numbers, addresses and free text left out. The owner's own words
    /// (tags, sources), places and what is known of consent stay. For reading, not for asking.
    #[must_use]
    pub fn redacted(&self) -> Self {
        Self {
            expr: self.expr.as_ref().map(redact),
        }
    }
}

fn redact(expr: &Expr) -> Expr {
    match expr {
        Expr::And(parts) => Expr::And(parts.iter().map(redact).collect()),
        Expr::Or(parts) => Expr::Or(parts.iter().map(redact).collect()),
        Expr::Not(inner) => Expr::Not(Box::new(redact(inner))),
        Expr::Term(term) => Expr::Term(redact_term(term)),
    }
}

fn redact_term(term: &Term) -> Term {
    let gone = || {
        vec![TextMatch {
            text: GONE.to_owned(),
            exact: false,
        }]
    };
    match term {
        Term::Word(_) | Term::Number(NumberKey::Id, _) => Term::Word(GONE.to_owned()),
        Term::Phone(_) => Term::Phone(vec![GONE.to_owned()]),
        Term::Text(key @ (TextKey::Name | TextKey::Company | TextKey::Ref | TextKey::Email), _) => {
            Term::Text(*key, gone())
        }
        Term::Field(name, _) => Term::Field(name.clone(), FieldTest::Text(gone())),
        other => other.clone(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::filter::FieldNames;
    use crate::domain::listing::FieldKind;

    #[test]
    fn nobody_is_told_by_what_is_left() {
        let fields = FieldNames::new([("生日", FieldKind::Date)]);
        let check = |text: &str, expected: &str| {
            let filter = Filter::parse_with(text, &fields).unwrap();
            assert_eq!(filter.redacted().to_string(), expected, "{text}");
        };
        check(
            "张三 city:深圳 -tag:VIP can:sms",
            "\"…\" city:深圳 -tag:VIP can:sms",
        );
        check(
            "(name:张三 OR phone:138) orders:3..",
            "(name:\"…\" OR phone:…) orders:3..",
        );
        check("email:a@b.com 生日:1990-01-02", "email:\"…\" 生日:\"…\"");
        check("id:7", "\"…\"");
        check("", "");
    }
}
