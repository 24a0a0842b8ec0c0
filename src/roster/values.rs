//! The values of a column with their contacts: what a column's menu lists and ticks.

use fixedbitset::FixedBitSet;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;

use super::addresses::Place;
use super::fields::FieldColumn;
use super::reach::Reach;
use super::set::{Slot, slot_at};
use super::tally::{Tally, by_frequency, first_by};
use super::{ContactSet, Roster};
use crate::domain::badge::Pile;
use crate::domain::consent::{Scope, State};
use crate::domain::field::{AGE_BANDS, age_band};
use crate::domain::filter::{
    FieldTest, Flag, Part, Range, Subject, Term, TextKey, TextMatch, fold,
};
use crate::domain::listing::{FieldEntry, FieldKind, SourceKind};
use crate::domain::phone::{NumberKind, NumberStatus, Region};
use crate::domain::time::Millis;

pub use super::tally::Needle;

/// What a menu lists of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnValues {
    /// Most frequent first, then as a reader expects.
    pub entries: Vec<ColumnValue>,
    /// Values that fit, listed or not.
    pub distinct: usize,
    /// Contacts without a value.
    pub blank: usize,
}

/// One value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnValue {
    /// Texts as written; of enumerations the canonical word, which the window translates by `term`.
    pub text: String,
    /// The condition that selects the contacts counted here.
    pub term: Term,
    /// Contacts of the set; one with several values counts with each.
    pub count: usize,
}

/// The flags of numbers that a menu lists.
const NUMBER_FLAGS: [(Flag, NumberStatus); 5] = [
    (Flag::Invalid, NumberStatus::Invalid),
    (Flag::Ambiguous, NumberStatus::Ambiguous),
    (Flag::Masked, NumberStatus::Masked),
    (Flag::Lossy, NumberStatus::Lossy),
    (Flag::Relay, NumberStatus::Relay),
];

impl Roster {
    /// The values that the contacts of a set have in a column, at most `limit` of those that fit
    /// the needle. Empty for columns of numbers, days and digits.
    pub fn values(
        &self,
        set: &ContactSet,
        subject: &Subject,
        needle: &Needle,
        limit: usize,
    ) -> ColumnValues {
        let (entries, distinct) = match subject {
            Subject::Text(key) => self.text_values(set, *key, needle, limit),
            Subject::Field(name) => self.field_values(set, name, needle, limit),
            Subject::SourceKind => listed(self.source_kinds(set), needle, limit),
            Subject::NumberStatus => listed(self.number_flags(set), needle, limit),
            Subject::NumberType => listed(self.number_types(set), needle, limit),
            Subject::NumberRegion => listed(self.number_regions(set), needle, limit),
            Subject::Consent => listed(self.pile_counts(set), needle, limit),
            Subject::Standing(scope) => listed(self.state_counts(set, *scope), needle, limit),
            Subject::Number(_) | Subject::Date(_) | Subject::Phone => (Vec::new(), 0),
        };
        ColumnValues {
            entries,
            distinct,
            blank: self.blank(set, subject),
        }
    }

    /// Contacts of a set without a value in this column.
    pub fn blank(&self, set: &ContactSet, subject: &Subject) -> usize {
        subject.part().map_or(0, |part| {
            let mut without = set.bits.clone();
            without.difference_with(&self.having(&part));
            without.count_ones(..)
        })
    }

    fn text_values(
        &self,
        set: &ContactSet,
        key: TextKey,
        needle: &Needle,
        limit: usize,
    ) -> (Vec<ColumnValue>, usize) {
        let column = |column: &super::column::TextColumn| {
            Tally::new(&column.pool)
                .count(set, column.codes())
                .top_terms(&Subject::Text(key), needle, limit)
        };
        match key {
            TextKey::Name => column(&self.names),
            TextKey::Company => column(&self.companies),
            TextKey::Ref => column(&self.refs),
            TextKey::City => self.place_values(set, Place::City, key, needle, limit),
            TextKey::Province => self.place_values(set, Place::Province, key, needle, limit),
            TextKey::Country => self.place_values(set, Place::Country, key, needle, limit),
            TextKey::Email => listed(self.domains(set), needle, limit),
            TextKey::Tag => listed(self.tag_counts(set), needle, limit),
            TextKey::Source => listed(self.source_counts(set), needle, limit),
            TextKey::List => listed(self.sent_list_counts(set), needle, limit),
        }
    }

    fn place_values(
        &self,
        set: &ContactSet,
        place: Place,
        key: TextKey,
        needle: &Needle,
        limit: usize,
    ) -> (Vec<ColumnValue>, usize) {
        let column = self.addresses.column(place);
        let codes = |slot: Slot| {
            let rows = self.addresses.rows.of(slot);
            rows.map(|row| column.codes.get(row).copied().unwrap_or_default())
        };
        Tally::new(&column.pool).count_each(set, codes).top_terms(
            &Subject::Text(key),
            needle,
            limit,
        )
    }

    fn field_values(
        &self,
        set: &ContactSet,
        name: &str,
        needle: &Needle,
        limit: usize,
    ) -> (Vec<ColumnValue>, usize) {
        let Some(entry) = self.field_entry(name) else {
            return (Vec::new(), 0);
        };
        let Some(column) = self.fields.get(&entry.id) else {
            return (Vec::new(), 0);
        };
        let tally = || Tally::new(&column.texts.pool).count(set, column.texts.codes());
        let subject = Subject::Field(entry.name.clone());
        match entry.kind {
            FieldKind::Text | FieldKind::Choice => tally().top_terms(&subject, needle, limit),
            FieldKind::YesNo => {
                let (counts, _) = tally().top(&Needle::default(), usize::MAX);
                let values = [("yes", true), ("no", false)].map(|(word, yes)| {
                    let count = counts.iter().find(|(text, _)| fold(text) == word);
                    let term = Term::Field(entry.name.clone(), FieldTest::YesNo(yes));
                    (word.to_owned(), term, count.map_or(0, |(_, count)| *count))
                });
                listed(values, needle, limit)
            }
            FieldKind::Birthday => listed(self.age_bands(set, entry, column), needle, limit),
            FieldKind::Number | FieldKind::Date => (Vec::new(), 0),
        }
    }

    /// Contacts by how old they are today.
    fn age_bands(
        &self,
        set: &ContactSet,
        entry: &FieldEntry,
        column: &FieldColumn,
    ) -> Vec<(String, Term, usize)> {
        let today = Millis(self.now.0.saturating_add(self.utc_offset)).day();
        // Every distinct text is read once.
        let size = u32::try_from(column.texts.pool.len()).unwrap_or(u32::MAX);
        let band = |code| age_band(column.age(code, today)?);
        let bands: Vec<_> = (0..size).map(band).collect();
        let mut counts = vec![0; AGE_BANDS.len()];
        for index in set.bits.ones() {
            let code = column.texts.code(slot_at(index));
            let own = bands.get(code as usize).copied().flatten();
            if let Some(place) = AGE_BANDS.iter().position(|band| Some(*band) == own) {
                bump(&mut counts, place);
            }
        }
        let term = |(first, last): (i64, Option<i64>)| {
            let range = last.map_or(Range::AtLeast(first), |last| Range::Between(first, last));
            Term::Field(entry.name.clone(), FieldTest::Age(vec![range]))
        };
        worded(AGE_BANDS.into_iter().map(term).zip(counts))
    }

    /// Mail domains: the addresses themselves hardly repeat.
    fn domains(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let pool = self.emails.domains();
        let leaders = pool.leaders();
        let by_text: FxHashMap<&str, u32> = (0..)
            .zip(&leaders)
            .filter(|(entry, leader)| entry == *leader && *entry != 0)
            .map(|(entry, _)| (pool.folded(entry), entry))
            .collect();
        // What begins with a domain is found by it too: `@qq.com` in `a@qq.com.cn`.
        let longer: Vec<Vec<u32>> = leaders
            .iter()
            .map(|leader| {
                let text = pool.folded(*leader);
                let starts = text.char_indices().skip(1).map(|(at, _)| at);
                let shorter = starts.filter_map(|end| by_text.get(text.get(..end)?).copied());
                shorter.chain([*leader]).collect()
            })
            .collect();
        let codes = |slot: Slot| {
            let rows = self.emails.rows.of(slot);
            rows.flat_map(|row| {
                let (_, domain) = self.emails.entries(row);
                longer.get(domain as usize).into_iter().flatten().copied()
            })
        };
        let (counts, _) = Tally::new(pool)
            .count_each(set, codes)
            .top(&Needle::default(), usize::MAX);
        let term = |domain: &str| {
            let text = format!("@{domain}");
            Term::Text(TextKey::Email, vec![TextMatch { text, exact: false }])
        };
        counts
            .into_iter()
            .map(|(domain, count)| (domain.to_owned(), term(domain), count))
            .collect()
    }

    fn tag_counts(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let mut tags: Vec<(String, &str, RoaringBitmap)> = Vec::new();
        for (id, name) in &self.vocabulary.tags {
            let Some(tagged) = self.tags.get(id) else {
                continue;
            };
            let folded = fold(name).into_owned();
            match tags.iter_mut().find(|(other, ..)| *other == folded) {
                Some((_, _, known)) => *known |= tagged,
                None => tags.push((folded, name, tagged.clone())),
            }
        }
        let subject = Subject::Text(TextKey::Tag);
        let counts = tags.iter().filter_map(|(_, name, tagged)| {
            let inside = |slot: &u32| set.bits.contains(*slot as usize);
            let count = tagged.iter().filter(inside).count();
            Some(((*name).to_owned(), subject.text_term(name)?, count))
        });
        counts.collect()
    }

    /// Contacts by number of their source, those without one first.
    fn by_source_code(&self, set: &ContactSet) -> Vec<usize> {
        let mut counts = vec![0; self.source_ids.len() + 1];
        for index in set.bits.ones() {
            let code = self.sources.get(index).copied().unwrap_or_default();
            bump(&mut counts, code as usize);
        }
        counts
    }

    fn source_counts(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let subject = Subject::Text(TextKey::Source);
        let mut values: Vec<(String, Term, usize)> = Vec::new();
        let counts = self.by_source_code(set);
        for (id, count) in self.source_ids.iter().zip(counts.into_iter().skip(1)) {
            let name = self.source_entry(*id).map(|entry| entry.name.as_str());
            let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
                continue;
            };
            let same = |(other, ..): &&mut (String, Term, usize)| fold(other) == fold(name);
            if let Some((_, _, known)) = values.iter_mut().find(same) {
                *known += count;
            } else if let Some(term) = subject.text_term(name) {
                values.push((name.to_owned(), term, count));
            }
        }
        values
    }

    /// Lists of one name are counted as one: whoever is on any of them.
    fn sent_list_counts(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let subject = Subject::Text(TextKey::List);
        let mut known: Vec<(&str, FixedBitSet)> = Vec::new();
        for list in &self.sent_lists {
            let mut bits = self.nobody();
            self.on_list(list)
                .for_each(|slot| bits.insert(slot.index()));
            bits.intersect_with(&set.bits);
            match known.iter_mut().find(|(name, _)| *name == list.name) {
                Some((_, all)) => all.union_with(&bits),
                None => known.push((&list.name, bits)),
            }
        }
        let values = known.into_iter().filter_map(|(name, bits)| {
            let term = subject.text_term(name)?;
            Some((name.to_owned(), term, bits.count_ones(..)))
        });
        values.collect()
    }

    fn source_kinds(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let mut counts = vec![0; SourceKind::ALL.len()];
        let by_source = self.by_source_code(set);
        for (id, count) in self.source_ids.iter().zip(by_source.into_iter().skip(1)) {
            let kind = self.source_entry(*id).map(|entry| entry.kind);
            let at = SourceKind::ALL
                .iter()
                .position(|other| Some(*other) == kind);
            if let Some(place) = at.and_then(|at| counts.get_mut(at)) {
                *place += count;
            }
        }
        let term = |kind| Term::SourceKind(vec![kind]);
        worded(SourceKind::ALL.into_iter().map(term).zip(counts))
    }

    /// Counts contacts by the bits of what their numbers are.
    fn by_number(
        &self,
        set: &ContactSet,
        kinds: usize,
        kind: impl Fn(super::numbers::NumberFacts) -> usize,
    ) -> Vec<usize> {
        let mut counts = vec![0; kinds];
        for index in set.bits.ones() {
            let rows = self.numbers.rows.of(slot_at(index));
            let facts = rows.filter_map(|row| self.numbers.facts(row));
            let mut seen = facts.fold(0_u32, |seen, facts| seen | 1 << kind(facts));
            while seen != 0 {
                bump(&mut counts, seen.trailing_zeros() as usize);
                seen &= seen - 1;
            }
        }
        counts
    }

    fn number_flags(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let by_status = self.by_number(set, NumberStatus::ALL.len(), |facts| facts.status as usize);
        let count = |status: NumberStatus| by_status.get(status as usize).copied();
        let mut values = vec![
            (
                Term::Has(vec![Part::Mobile]),
                common(&self.having(&Part::Mobile), set),
            ),
            (Term::Is(vec![Flag::Duplicate]), common(&self.shared, set)),
        ];
        values.extend(
            NUMBER_FLAGS
                .map(|(flag, status)| (Term::Is(vec![flag]), count(status).unwrap_or_default())),
        );
        worded(values)
    }

    fn number_types(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let counts = self.by_number(set, NumberKind::ALL.len(), |facts| facts.kind as usize);
        let term = |kind| Term::Type(vec![kind]);
        worded(NumberKind::ALL.into_iter().map(term).zip(counts))
    }

    fn number_regions(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let mut regions: Vec<(Region, usize)> = Vec::new();
        let mut seen: Vec<Region> = Vec::new();
        for index in set.bits.ones() {
            let rows = self.numbers.rows.of(slot_at(index));
            seen.clear();
            for region in rows.filter_map(|row| self.numbers.facts(row)?.region) {
                if seen.contains(&region) {
                    continue;
                }
                seen.push(region);
                match regions.iter_mut().find(|(other, _)| *other == region) {
                    Some((_, count)) => *count += 1,
                    None => regions.push((region, 1)),
                }
            }
        }
        let term = |(region, count)| (Term::Region(vec![region]), count);
        worded(regions.into_iter().map(term))
    }

    fn by_reach_code(&self, set: &ContactSet) -> Vec<usize> {
        let mut counts = vec![0; self.reaches.answers(|_| ()).len()];
        for index in set.bits.ones() {
            let code = self.reach.get(index).copied().unwrap_or_default();
            bump(&mut counts, code as usize);
        }
        counts
    }

    fn pile_counts(&self, set: &ContactSet) -> Vec<(String, Term, usize)> {
        let piles = self.reaches.answers(Reach::pile);
        let by_reach = self.by_reach_code(set);
        worded(Pile::ALL.map(|pile| {
            let members = piles.iter().zip(&by_reach).filter(|(p, _)| **p == pile);
            (
                Term::Pile(vec![pile]),
                members.map(|(_, count)| count).sum(),
            )
        }))
    }

    fn state_counts(&self, set: &ContactSet, scope: Scope) -> Vec<(String, Term, usize)> {
        let by_reach = self.by_reach_code(set);
        worded(State::ALL.map(|state| {
            let has = self.reaches.answers(|reach| reach.has_state(scope, state));
            let members = has.iter().zip(&by_reach).filter(|(has, _)| **has);
            let count = members.map(|(_, count)| count).sum();
            (Term::Standing(scope, vec![state]), count)
        }))
    }
}

impl Tally<'_> {
    fn top_terms(
        &self,
        subject: &Subject,
        needle: &Needle,
        limit: usize,
    ) -> (Vec<ColumnValue>, usize) {
        let (top, distinct) = self.top(needle, limit);
        let entries = top.into_iter().filter_map(|(text, count)| {
            Some(ColumnValue {
                text: text.to_owned(),
                term: subject.text_term(text)?,
                count,
            })
        });
        (entries.collect(), distinct)
    }
}

fn bump(counts: &mut [usize], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

/// How many contacts of a set are among these.
fn common(bits: &FixedBitSet, set: &ContactSet) -> usize {
    bits.intersection_count(&set.bits)
}

/// Terms under the words they are written with.
fn worded(terms: impl IntoIterator<Item = (Term, usize)>) -> Vec<(String, Term, usize)> {
    terms
        .into_iter()
        .map(|(term, count)| (term.values_text(), term, count))
        .collect()
}

/// The first of a short list, without values that nobody has.
fn listed(
    values: impl IntoIterator<Item = (String, Term, usize)>,
    needle: &Needle,
    limit: usize,
) -> (Vec<ColumnValue>, usize) {
    let fits = |text: &str, count: usize| count > 0 && needle.fits(&fold(text));
    let fitting: Vec<(String, Term, usize)> = values
        .into_iter()
        .filter(|(text, _, count)| fits(text, *count))
        .collect();
    let distinct = fitting.len();
    let compare = |a: &(String, Term, usize), b: &(String, Term, usize)| {
        by_frequency(&(a.0.as_str(), a.2), &(b.0.as_str(), b.2))
    };
    let entries = first_by(fitting.into_iter(), limit, compare);
    let entries = entries
        .into_iter()
        .map(|(text, term, count)| ColumnValue { text, term, count });
    (entries.collect(), distinct)
}
