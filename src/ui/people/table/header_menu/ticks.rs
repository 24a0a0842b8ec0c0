//! Which values of a column are ticked, from the chip that stands in the filter to the one that
//! takes its place.

use crate::domain::filter::{Expr, Selection, Term, any_of};
use crate::domain::time::Day;

/// Ticks of one column's values.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    /// What the filter had; nothing where it let everything through.
    base: Option<Selection>,
    /// Ticked or not since, against what the filter had.
    changed: Vec<(Term, bool)>,
}

impl Ticks {
    pub fn new(base: Option<Selection>) -> Self {
        Self {
            base,
            changed: Vec::new(),
        }
    }

    pub fn is_ticked(&self, value: &Term, today: Day) -> bool {
        if let Some((_, on)) = self.changed.iter().find(|(term, _)| term == value) {
            return *on;
        }
        match &self.base {
            None => true,
            Some(base) => base.includes(value, today),
        }
    }

    pub fn set(&mut self, value: &Term, on: bool) {
        self.changed.retain(|(term, _)| term != value);
        self.changed.push((value.clone(), on));
    }

    /// Ticks everything, listed or not.
    pub fn set_all(&mut self) {
        *self = Self::default();
    }

    /// Ticks these alone.
    pub fn set_only(&mut self, terms: Vec<Term>) {
        self.base = Some(Selection {
            terms,
            except: false,
        });
        self.changed.clear();
    }

    /// Whether values that no list shows are ticked.
    fn takes_others(&self) -> bool {
        self.base.as_ref().is_none_or(|base| base.except)
    }

    /// Whether nothing at all is ticked.
    pub fn is_nothing(&self, listed: &[Term], today: Day) -> bool {
        !self.takes_others() && self.positive(listed, today).is_empty()
    }

    /// Whether everything is ticked.
    pub fn is_everything(&self, listed: &[Term], today: Day) -> bool {
        self.takes_others() && self.negative(listed, today).is_empty()
    }

    /// The condition that these ticks stand for. `is_complete`: `listed` is every value there is.
    pub fn expr(&self, listed: &[Term], is_complete: bool, today: Day) -> Option<Expr> {
        if !self.takes_others() {
            return any_of(self.positive(listed, today));
        }
        let without = self.negative(listed, today);
        let within: Vec<Term> = listed
            .iter()
            .filter(|value| self.is_ticked(value, today))
            .cloned()
            .collect();
        // The shorter way to say the same, where both do.
        if is_complete && !within.is_empty() && within.len() < without.len() {
            return any_of(within);
        }
        any_of(without).map(Expr::not)
    }

    /// What is ticked, where everything else is not.
    fn positive(&self, listed: &[Term], today: Day) -> Vec<Term> {
        self.sides(listed, true, today)
    }

    /// What is not ticked, where everything else is.
    fn negative(&self, listed: &[Term], today: Day) -> Vec<Term> {
        self.sides(listed, false, today)
    }

    fn sides(&self, listed: &[Term], on: bool, today: Day) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        let mut add = |term: &Term| {
            if !terms.contains(term) {
                terms.push(term.clone());
            }
        };
        let base = self.base.as_ref().map_or(&[][..], |base| &base.terms);
        for term in base {
            let one = Selection {
                terms: vec![term.clone()],
                except: false,
            };
            let was_turned = self
                .changed
                .iter()
                .any(|(value, now)| *now != on && one.includes(value, today));
            if was_turned {
                // A loose condition such as `city:深圳` of which one value was turned: the others
                // it covers, by name.
                listed
                    .iter()
                    .filter(|value| one.includes(value, today))
                    .filter(|value| self.is_ticked(value, today) == on)
                    .for_each(&mut add);
            } else {
                add(term);
            }
        }
        for (value, now) in &self.changed {
            let is_covered = base.iter().any(|term| {
                let one = Selection {
                    terms: vec![term.clone()],
                    except: false,
                };
                one.includes(value, today)
            });
            if *now == on && !is_covered {
                add(value);
            }
        }
        terms
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::filter::Filter;

    fn term(text: &str) -> Term {
        match Filter::parse(text).unwrap().expr.unwrap() {
            Expr::Term(term) => term,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn ticks_become_the_shortest_condition() {
        let cities = ["city:=深圳", "city:=广州", "city:=北京", "no:city"];
        let listed: Vec<Term> = cities.map(term).into();
        let check = |before: &str, turned: &[(&str, bool)], complete: bool, expected: &str| {
            let filter = Filter::parse(before).unwrap();
            let base = filter.expr.and_then(|expr| {
                let subject = expr.subject().unwrap();
                expr.selection(&subject)
            });
            let mut ticks = Ticks::new(base);
            for (value, on) in turned {
                ticks.set(&term(value), *on);
            }
            let expr = ticks.expr(&listed, complete, Day(20_000));
            let text = expr.map(|expr| expr.to_string()).unwrap_or_default();
            assert_eq!(text, expected, "{before} {turned:?}");
        };
        check("", &[], true, "");
        check("", &[("city:=深圳", false)], true, "-city:=深圳");
        check(
            "",
            &[
                ("city:=广州", false),
                ("city:=北京", false),
                ("no:city", false),
            ],
            true,
            "city:=深圳",
        );
        check(
            "",
            &[
                ("city:=广州", false),
                ("city:=北京", false),
                ("no:city", false),
            ],
            false,
            "-(city:=广州,=北京 OR no:city)",
        );
        check("-city:=深圳", &[("city:=深圳", true)], true, "");
        check(
            "city:=深圳",
            &[("city:=广州", true)],
            true,
            "city:=深圳,=广州",
        );
        check("city:=深圳", &[("city:=深圳", false)], true, "");
        check("city:州", &[("city:=北京", true)], true, "city:州,=北京");
        check("city:州", &[("city:=广州", false)], true, "");
    }

    #[test]
    fn only_nothing_is_nothing() {
        let listed = [term("tag:vip")];
        let mut ticks = Ticks::default();
        assert!(ticks.is_everything(&listed, Day(0)));
        ticks.set_only(Vec::new());
        assert!(ticks.is_nothing(&listed, Day(0)));
        ticks.set(&listed[0], true);
        assert!(!ticks.is_nothing(&listed, Day(0)));
    }
}
