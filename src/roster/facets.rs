//! Counts beside a list: how many of its contacts have which tag, source, city and standing.

use super::addresses::Place;
use super::set::slot_at;
use super::{ContactSet, Pile, Roster};
use crate::domain::consent::{Channel, Purpose, Scope, State};
use crate::domain::ids::{SourceId, TagId};
use crate::domain::phone::NumberStatus;

/// Each entry counts contacts; values that nobody has are left out, piles excepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Contacts in the set.
    pub total: usize,
    /// By id.
    pub tags: Vec<(TagId, usize)>,
    /// By id, contacts without a source first.
    pub sources: Vec<(Option<SourceId>, usize)>,
    /// Most frequent first; a contact with addresses in two cities counts in both.
    pub cities: Vec<(String, usize)>,
    /// Most frequent first.
    pub countries: Vec<(String, usize)>,
    /// A contact with two kinds of number counts in both.
    pub statuses: Vec<(NumberStatus, usize)>,
    /// For marketing texts, as the filter `sms:…` counts them.
    pub sms_marketing: Vec<(State, usize)>,
    /// Add up to the total.
    pub piles: Vec<(Pile, usize)>,
}

impl Roster {
    /// Counts the contacts of a set.
    pub fn facets(&self, set: &ContactSet) -> Facets {
        let mut reach_counts = vec![0; self.reaches.answers(|_| ()).len()];
        let mut source_counts = vec![0; self.source_ids.len() + 1];
        for index in set.bits.ones() {
            let reach = self.reach.get(index).copied().unwrap_or_default();
            let source = self.sources.get(index).copied().unwrap_or_default();
            bump(&mut reach_counts, reach);
            bump(&mut source_counts, source);
        }
        let tags = self.tags.iter().map(|(tag, slots)| {
            let inside = slots
                .iter()
                .filter(|slot| set.bits.contains(*slot as usize));
            (*tag, inside.count())
        });
        let mut sources: Vec<(Option<SourceId>, usize)> = [None]
            .into_iter()
            .chain(self.source_ids.iter().copied().map(Some))
            .zip(source_counts)
            .collect();
        sources.sort_unstable();
        Facets {
            total: set.len(),
            tags: some(tags),
            sources: some(sources),
            cities: self.places(set, Place::City),
            countries: self.places(set, Place::Country),
            statuses: self.statuses(set),
            sms_marketing: self.states(&reach_counts),
            piles: self.piles(&reach_counts),
        }
    }

    /// Names of places with their contacts.
    fn places(&self, set: &ContactSet, place: Place) -> Vec<(String, usize)> {
        let column = self.addresses.column(place);
        let mut counts = vec![0; column.pool.len()];
        let mut seen = Vec::new();
        for index in set.bits.ones() {
            seen.clear();
            for row in self.addresses.rows.of(slot_at(index)) {
                let code = column.codes.get(row).copied().unwrap_or_default();
                if code != 0 && !seen.contains(&code) {
                    seen.push(code);
                    bump(&mut counts, code);
                }
            }
        }
        let named = (0..).zip(counts).filter(|(_, count)| *count > 0);
        let mut named: Vec<(String, usize)> = named
            .map(|(entry, count)| (column.pool.text(entry).to_owned(), count))
            .collect();
        named.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        named
    }

    fn statuses(&self, set: &ContactSet) -> Vec<(NumberStatus, usize)> {
        let mut counts = vec![0; NumberStatus::ALL.len()];
        for index in set.bits.ones() {
            let rows = self.numbers.rows.of(slot_at(index));
            let facts = rows.filter_map(|row| self.numbers.facts(row));
            let mut seen = facts.fold(0_u8, |seen, facts| seen | 1 << facts.status as u8);
            while seen != 0 {
                bump(&mut counts, seen.trailing_zeros());
                seen &= seen - 1;
            }
        }
        some(NumberStatus::ALL.into_iter().zip(counts))
    }

    fn states(&self, reach_counts: &[usize]) -> Vec<(State, usize)> {
        let scope = Scope::new(Channel::Sms, Purpose::Marketing);
        some(State::ALL.map(|state| {
            let has = self.reaches.answers(|reach| reach.has_state(scope, state));
            let counts = has.into_iter().zip(reach_counts);
            (
                state,
                counts.filter(|(has, _)| *has).map(|(_, count)| count).sum(),
            )
        }))
    }

    fn piles(&self, reach_counts: &[usize]) -> Vec<(Pile, usize)> {
        let piles = self.reaches.answers(super::reach::Reach::pile);
        Pile::ALL
            .map(|pile| {
                let counts = piles.iter().zip(reach_counts);
                (
                    pile,
                    counts
                        .filter(|(other, _)| **other == pile)
                        .map(|(_, count)| count)
                        .sum(),
                )
            })
            .to_vec()
    }

    /// Contacts of one pile.
    pub fn pile_members(&self, pile: Pile) -> ContactSet {
        let mut bits = self.by_reach(|reach| reach.pile() == pile);
        bits.intersect_with(&self.live);
        ContactSet { bits }
    }
}

fn bump(counts: &mut [usize], at: u32) {
    if let Some(count) = counts.get_mut(at as usize) {
        *count += 1;
    }
}

fn some<T>(counts: impl IntoIterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}
