//! The one evaluator of filters: every condition becomes a set of contacts.

use fixedbitset::FixedBitSet;

use super::addresses::Place;
use super::expiry::SOON;
use super::numbers::is_usable_mobile;
use super::pool::Within;
use super::reach::Reach;
use super::set::{add_all, position, scan};
use super::{ContactSet, Roster, Slot};
use crate::domain::filter::{
    DateKey, DateTest, Expr, FieldTest, Filter, Flag, NumberKey, Part, Range, Term, TextKey,
    TextMatch, fold,
};
use crate::domain::phone::NumberStatus;
use crate::domain::time::Day;

impl Roster {
    /// The contacts that pass.
    pub fn filter(&self, filter: &Filter, today: Day) -> ContactSet {
        let mut bits = self.live.clone();
        if let Some(expr) = &filter.expr {
            bits.intersect_with(&self.eval(expr, today));
        }
        ContactSet { bits }
    }

    /// How many contacts pass.
    pub fn count(&self, filter: &Filter, today: Day) -> usize {
        self.filter(filter, today).len()
    }

    /// For each chip of a filter whether it holds for this contact: why someone is in the list, or
    /// is not.
    pub fn explain(&self, filter: &Filter, slot: Slot, today: Day) -> Vec<(Expr, bool)> {
        let chips = filter.chips().iter();
        chips
            .map(|chip| {
                let holds = self.eval(chip, today).contains(slot.index());
                (chip.clone(), holds && self.live.contains(slot.index()))
            })
            .collect()
    }

    /// Slots that pass; may hold slots of nobody.
    fn eval(&self, expr: &Expr, today: Day) -> FixedBitSet {
        match expr {
            Expr::And(parts) => {
                let mut bits = self.live.clone();
                for part in parts {
                    bits.intersect_with(&self.eval(part, today));
                    if bits.is_clear() {
                        break;
                    }
                }
                bits
            }
            Expr::Or(parts) => {
                let mut bits = self.nobody();
                for part in parts {
                    bits.union_with(&self.eval(part, today));
                }
                bits
            }
            Expr::Not(inner) => {
                let mut bits = self.live.clone();
                bits.difference_with(&self.eval(inner, today));
                bits
            }
            Expr::Term(term) => self.term(term, today),
        }
    }

    pub(super) fn nobody(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.slots())
    }

    /// Those found by any of the values.
    fn any<T>(&self, values: &[T], find: impl Fn(&T) -> FixedBitSet) -> FixedBitSet {
        let mut all = values.iter().map(find);
        let mut bits = all.next().unwrap_or_else(|| self.nobody());
        for more in all {
            bits.union_with(&more);
        }
        bits
    }

    fn term(&self, term: &Term, today: Day) -> FixedBitSet {
        match term {
            Term::Word(word) => self.find_word(word),
            Term::Text(key, texts) => self.any(texts, |text| self.text(*key, text)),
            Term::Phone(digits) => {
                self.any(digits, |digits| self.numbers.find(digits, self.slots()))
            }
            Term::Number(key, ranges) => self.number(*key, ranges),
            Term::Date(key, tests) => self.date(*key, tests, today),
            Term::SourceKind(kinds) => self.by_source(|entry| kinds.contains(&entry.kind)),
            Term::Region(regions) => self.numbers.owners(self.slots(), |facts| {
                facts.region.is_some_and(|region| regions.contains(&region))
            }),
            Term::Type(kinds) => self
                .numbers
                .owners(self.slots(), |facts| kinds.contains(&facts.kind)),
            Term::Has(parts) => self.any(parts, |part| self.having(part)),
            Term::No(parts) => self.any(parts, |part| {
                let mut bits = self.live.clone();
                bits.difference_with(&self.having(part));
                bits
            }),
            Term::Is(flags) => self.any(flags, |flag| self.flagged(*flag, today)),
            Term::Pile(piles) => self.by_reach(|reach| piles.contains(&reach.pile())),
            Term::Can(scopes) => {
                self.by_reach(|reach| scopes.iter().any(|scope| reach.may(*scope)))
            }
            Term::Standing(scope, states) => {
                self.by_reach(|reach| states.iter().any(|state| reach.has_state(*scope, *state)))
            }
            Term::Field(name, test) => self.field_test(name, test, today),
        }
    }

    /// Asks once per distinct reach, then looks the answers up.
    pub(super) fn by_reach(&self, ask: impl Fn(&Reach) -> bool) -> FixedBitSet {
        let answers = self.reaches.answers(ask);
        scan(&self.reach, |number| {
            answers.get(*number as usize).copied().unwrap_or_default()
        })
    }

    fn by_source(&self, ask: impl Fn(&crate::domain::listing::SourceEntry) -> bool) -> FixedBitSet {
        let mut answers = vec![false];
        let known = self.source_ids.iter().map(|id| self.source_entry(*id));
        answers.extend(known.map(|entry| entry.is_some_and(&ask)));
        scan(&self.sources, |code| {
            answers.get(*code as usize).copied().unwrap_or_default()
        })
    }

    fn text(&self, key: TextKey, text: &TextMatch) -> FixedBitSet {
        let needle = fold(&text.text);
        let within = if text.exact {
            Within::Whole
        } else {
            Within::Text
        };
        let place = |place, within| self.addresses.find(place, &needle, within, self.slots());
        match key {
            TextKey::Name => self.names.find(&needle, within),
            TextKey::Company => self.companies.find(&needle, within),
            TextKey::Ref => self.refs.find(&needle, within),
            TextKey::Email => self.emails.find(&needle, text.exact, self.slots()),
            TextKey::City => place(Place::City, within),
            TextKey::Province => place(Place::Province, within),
            TextKey::Country => place(Place::Country, Within::Whole),
            TextKey::Tag => {
                let mut bits = self.nobody();
                for (tag, name) in &self.vocabulary.tags {
                    if let Some(tagged) = self.tags.get(tag).filter(|_| fold(name) == needle) {
                        add_all(&mut bits, tagged);
                    }
                }
                bits
            }
            TextKey::List => {
                let mut bits = self.nobody();
                for list in &self.sent_lists {
                    let name = fold(&list.name);
                    let fits = if text.exact {
                        name == needle
                    } else {
                        name.contains(needle.as_ref())
                    };
                    if fits {
                        self.on_list(list)
                            .for_each(|slot| bits.insert(slot.index()));
                    }
                }
                bits
            }
            TextKey::Source => self.by_source(|entry| {
                let name = fold(&entry.name);
                if text.exact {
                    name == needle
                } else {
                    name.contains(needle.as_ref())
                }
            }),
        }
    }

    fn number(&self, key: NumberKey, ranges: &[Range<i64>]) -> FixedBitSet {
        let fits = |value: i64| ranges.iter().any(|range| range.contains(value));
        match key {
            NumberKey::Id => scan(&self.ids, |id| fits(id.0)),
            NumberKey::Orders => self.or_default(
                scan(self.purchases.counts(), |count| fits(i64::from(*count))),
                fits(0),
            ),
            NumberKey::Spent => {
                self.or_default(scan(self.purchases.totals(), |total| fits(*total)), fits(0))
            }
        }
    }

    /// Completes a scan of a column that ends with the last contact that has something in it.
    fn or_default(&self, mut bits: FixedBitSet, default_fits: bool) -> FixedBitSet {
        let known = bits.len();
        if known < self.slots() {
            bits.grow(self.slots());
            bits.set_range(known.., default_fits);
        }
        bits
    }

    fn date(&self, key: DateKey, tests: &[DateTest], today: Day) -> FixedBitSet {
        let spans: Vec<(i32, i32)> = tests.iter().map(|test| test.days(today)).collect();
        match key {
            DateKey::Created => {
                let instants: Vec<(i64, i64)> = spans
                    .iter()
                    .map(|(first, last)| {
                        let start = |day: i64| day * MILLIS_PER_DAY - self.utc_offset;
                        (start(i64::from(*first)), start(i64::from(*last) + 1))
                    })
                    .collect();
                scan(&self.created, |at| {
                    instants
                        .iter()
                        .any(|(from, to)| (*from..*to).contains(&at.0))
                })
            }
            DateKey::LastOrder => scan(self.purchases.last_days(), |day| {
                // The lowest day stands for "never".
                *day != i32::MIN && within(*day, &spans)
            }),
        }
    }

    pub(super) fn having(&self, part: &Part) -> FixedBitSet {
        let slots = self.slots();
        let place = |place| self.addresses.owners(place, slots, |code| code != 0);
        match part {
            Part::Name => self.names.filled(),
            Part::Company => self.companies.filled(),
            Part::Ref => self.refs.filled(),
            Part::Phone => self
                .numbers
                .owners(slots, |facts| facts.status != NumberStatus::Empty),
            Part::Mobile => self.numbers.owners(slots, is_usable_mobile),
            Part::Email => self.emails.rows.having(slots),
            Part::Address => self.addresses.rows.having(slots),
            Part::City => place(Place::City),
            Part::Province => place(Place::Province),
            Part::Country => place(Place::Country),
            Part::Tag => {
                let mut bits = self.nobody();
                self.tags
                    .values()
                    .for_each(|tagged| add_all(&mut bits, tagged));
                bits
            }
            Part::Source => scan(&self.sources, |code| *code != 0),
            Part::Order => scan(self.purchases.counts(), |count| *count != 0),
            Part::Consent => self.by_reach(Reach::has_any_standing),
            Part::Field(name) => self
                .field_entry(name)
                .and_then(|entry| self.fields.get(&entry.id))
                .map_or_else(|| self.nobody(), |column| column.texts.filled()),
        }
    }

    fn flagged(&self, flag: Flag, today: Day) -> FixedBitSet {
        let status = match flag {
            Flag::Duplicate => return self.shared.clone(),
            Flag::Expiring => return self.expiring(today, SOON).bits,
            Flag::Invalid => NumberStatus::Invalid,
            Flag::Ambiguous => NumberStatus::Ambiguous,
            Flag::Masked => NumberStatus::Masked,
            Flag::Lossy => NumberStatus::Lossy,
            Flag::Relay => NumberStatus::Relay,
        };
        self.numbers
            .owners(self.slots(), |facts| facts.status == status)
    }

    /// Tests every distinct value once.
    fn field_test(&self, name: &str, test: &FieldTest, today: Day) -> FixedBitSet {
        let column = self
            .field_entry(name)
            .and_then(|entry| self.fields.get(&entry.id));
        let Some(column) = column else {
            return self.nobody();
        };
        let texts = &column.texts;
        let entries = |test: &dyn Fn(u32) -> bool| -> FixedBitSet {
            let used = 1..position(texts.pool.len());
            used.filter(|entry| test(*entry))
                .map(|entry| entry as usize)
                .collect()
        };
        match test {
            FieldTest::Text(values) => self.any(values, |text| {
                let within = if text.exact {
                    Within::Whole
                } else {
                    Within::Text
                };
                texts.find(&fold(&text.text), within)
            }),
            FieldTest::Number(ranges) => texts.with_codes(&entries(&|entry| {
                let number = column.number(entry);
                number.is_some_and(|number| ranges.iter().any(|range| range.contains(number)))
            })),
            FieldTest::Date(dates) => {
                let spans: Vec<(i32, i32)> = dates.iter().map(|date| date.days(today)).collect();
                texts.with_codes(&entries(&|entry| {
                    column.day(entry).is_some_and(|day| within(day, &spans))
                }))
            }
            FieldTest::Age(ranges) => texts.with_codes(&entries(&|entry| {
                let age = column.age(entry, today);
                age.is_some_and(|age| ranges.iter().any(|range| range.contains(age)))
            })),
            FieldTest::YesNo(yes) => {
                let word = if *yes { "yes" } else { "no" };
                texts.with_codes(&entries(&|entry| texts.pool.folded(entry) == word))
            }
        }
    }
}

const MILLIS_PER_DAY: i64 = 86_400_000;

fn within(day: i32, spans: &[(i32, i32)]) -> bool {
    spans
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&day))
}
