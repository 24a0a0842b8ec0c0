//! A custom field is called something else: filters that name it follow.

use super::{Expr, Filter, Part, Term};

impl Filter {
    /// The filter with another name for a custom field.
    #[must_use]
    pub fn with_field_renamed(&self, before: &str, after: &str) -> Self {
        Self {
            expr: self.expr.as_ref().map(|expr| rename(expr, before, after)),
        }
    }
}

fn rename(expr: &Expr, before: &str, after: &str) -> Expr {
    let all = |parts: &[Expr]| {
        parts
            .iter()
            .map(|part| rename(part, before, after))
            .collect()
    };
    match expr {
        Expr::And(parts) => Expr::And(all(parts)),
        Expr::Or(parts) => Expr::Or(all(parts)),
        Expr::Not(inner) => Expr::Not(Box::new(rename(inner, before, after))),
        Expr::Term(term) => Expr::Term(rename_term(term, before, after)),
    }
}

fn rename_term(term: &Term, before: &str, after: &str) -> Term {
    let parts = |parts: &[Part]| {
        let part = |part: &Part| match part {
            Part::Field(name) if name == before => Part::Field(after.to_owned()),
            other => other.clone(),
        };
        parts.iter().map(part).collect()
    };
    match term {
        Term::Field(name, test) if name == before => Term::Field(after.to_owned(), test.clone()),
        Term::Has(all) => Term::Has(parts(all)),
        Term::No(all) => Term::No(parts(all)),
        other => other.clone(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use crate::domain::filter::{FieldNames, Filter};
    use crate::domain::listing::FieldKind;

    #[test]
    fn every_mention_is_renamed() {
        let names = FieldNames::new([("花", FieldKind::Choice), ("x", FieldKind::Text)]);
        let filter = "(花:红 OR -花:白 has:花,city) no:花 x:花 花";
        let filter = Filter::parse_with(filter, &names).unwrap();
        let renamed = filter.with_field_renamed("花", "喜欢 的花");
        assert_eq!(
            renamed.to_string(),
            "(\"喜欢 的花\":红 OR (-\"喜欢 的花\":白 has:\"喜欢 的花\",city)) no:\"喜欢 的花\" x:花 花"
        );
    }
}
