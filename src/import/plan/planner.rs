//! The decisions themselves: who a row is about, and what it adds.

use std::hash::RandomState;

use rustc_hash::FxHashMap;

use super::addition::{Difference, compare};
use super::decision::{Additions, Decision, Policy, SetValue, Value};
use super::example::{Example, Examples};
use super::existing::Existing;
use super::fingerprint::Seen;
use super::index::{Index, Key};
use super::keys::{MOST_SHARERS, find_in_book, has_key};
use super::names::{Canonical, Likeness};
use super::prepared::{Prepared, Preparer};
use super::rules::{Rules, Slots};
use crate::domain::consent::Point;
use crate::domain::contact::{Contact, Purchase, email_key};
use crate::domain::ids::ContactId;
use crate::domain::problem::{BookProblem, Problem, RejectReason};
use crate::import::draft::Draft;

/// Most contacts that a row is compared with value by value.
const MOST_COMPARED: usize = 8;
/// How many contacts' names are remembered between rows.
const KNOWN: usize = 4_096;

/// Decides row by row, in the order of the file. Remembers a few bytes per row.
#[derive(Debug)]
pub struct Planner {
    rules: Rules,
    index: Index,
    seen: Seen,
    /// Contacts that rows were compared with.
    known: FxHashMap<ContactId, Known>,
    /// Contacts read for the present row.
    read: Vec<Contact>,
    /// The first contact that this file brought; ids only grow.
    first_brought: Option<ContactId>,
    /// Where values are replaced: what rows of this file said about contacts of the book.
    said: FxHashMap<ContactId, Slots>,
    /// Whom the last row that was held may be about.
    candidates: Vec<ContactId>,
    examples: Examples,
}

/// A contact that a row may be about.
#[derive(Debug)]
struct Candidate {
    id: ContactId,
    /// Which of the row's keys led to it, bit by bit.
    keys: u64,
    by_reference: bool,
    /// Whether it has another reference than the row.
    other_member: bool,
    likeness: Likeness,
}

/// What of a contact is compared with rows.
#[derive(Debug)]
struct Known {
    name: Canonical,
    reference: String,
}

/// Whom a row is about.
enum Match {
    Nobody,
    One(ContactId),
    /// One of these; which one, if that can be told.
    Several {
        ids: Vec<ContactId>,
        choice: Result<ContactId, RejectReason>,
        /// All of them, those with every key or not.
        all: Vec<ContactId>,
    },
}

impl Planner {
    /// A plan for one file, and what prepares the rows for it, on any thread.
    pub fn of(rules: Rules) -> (Self, Preparer) {
        // Keyed by chance, so that no file can be made to collide.
        let hasher = RandomState::new();
        let plan = Self {
            rules: rules.clone(),
            index: Index::new(hasher.clone()),
            seen: Seen::new(hasher.clone()),
            known: FxHashMap::default(),
            read: Vec::new(),
            first_brought: None,
            said: FxHashMap::default(),
            candidates: Vec::new(),
            examples: Examples::default(),
        };
        (plan, Preparer::new(rules, hasher))
    }

    /// Collects examples of rows that differ from the contacts they are about.
    #[must_use]
    pub fn with_examples(mut self) -> Self {
        self.examples.want();
        self
    }

    /// What was collected, if it was asked for.
    pub fn examples(&self) -> &[Example] {
        self.examples.found()
    }

    /// Whom the row that was held just now may be about, the likeliest first.
    pub fn held_for(&self) -> &[ContactId] {
        &self.candidates
    }

    /// Decides what becomes of a row. Whatever it says must be written before the next row is
    /// asked about.
    ///
    /// # Errors
    /// Only what `existing` reports.
    pub fn decide(
        &mut self,
        row: &Prepared,
        existing: &mut impl Existing,
    ) -> Result<Decision, Problem> {
        debug_assert!(row.is_numbered(), "see Preparer::number");
        let Prepared { draft, said, .. } = row;
        self.read.clear();
        if !draft.is_someone() {
            return Ok(Decision::Rejected(RejectReason::NothingToKeep));
        }
        if is_suppressed(draft, existing)? {
            return Ok(Decision::Suppressed);
        }
        if self.seen.has_whole(*said) {
            return Ok(Decision::DuplicateInFile);
        }
        if let Some(buyer) = self.seen.buyer(*said) {
            let purchase = self.new_purchase(buyer, draft);
            let additions = Additions {
                purchase,
                ..Additions::default()
            };
            return Ok(self.add(
                buyer,
                row,
                Difference {
                    additions,
                    replaces: false,
                },
            ));
        }
        Ok(match self.whom(row, existing)? {
            Match::Nobody => self.by_name_alone(row, existing)?,
            Match::One(id) => {
                let difference = self.difference(id, draft, existing)?;
                self.add(id, row, difference)
            }
            Match::Several { ids, choice, all } => {
                let decision = self.one_of(&ids, choice, row, existing)?;
                self.candidates = all;
                decision
            }
        })
    }

    /// Tells the planner under which id the row of a [`Decision::New`] was written, before the
    /// next row is asked about.
    pub fn inserted(&mut self, row: &Prepared, id: ContactId) {
        self.first_brought.get_or_insert(id);
        self.index.insert(id, row.key_numbers(), || row.name());
        self.seen.insert(id, row.said, &row.draft);
    }

    /// Decides about a row that several contacts may be behind.
    fn one_of(
        &mut self,
        ids: &[ContactId],
        choice: Result<ContactId, RejectReason>,
        row: &Prepared,
        existing: &mut impl Existing,
    ) -> Result<Decision, Problem> {
        // Whoever it is about: a row that one of them already says in full changes nothing.
        for id in ids {
            let difference = self.difference(*id, &row.draft, existing)?;
            if difference.additions.is_empty() {
                return Ok(self.add(*id, row, difference));
            }
        }
        match choice {
            Ok(id) => {
                let difference = self.difference(id, &row.draft, existing)?;
                Ok(self.add(id, row, difference))
            }
            Err(reason) => Ok(Decision::Held(reason)),
        }
    }

    fn is_brought(&self, id: ContactId) -> bool {
        self.first_brought.is_some_and(|first| id >= first)
    }

    fn nothing_to_add(&self, id: ContactId) -> Decision {
        if self.is_brought(id) {
            Decision::DuplicateInFile
        } else {
            Decision::Unchanged
        }
    }

    fn whom(&mut self, row: &Prepared, existing: &mut impl Existing) -> Result<Match, Problem> {
        let candidates = self.candidates(row, existing)?;
        let draft = &row.draft;
        let has_points = !draft.emails.is_empty()
            || draft
                .numbers
                .iter()
                .any(|number| number.identity().is_some());
        let contradicts = |candidate: &Candidate| {
            candidate.by_reference
                && candidate.keys.is_power_of_two()
                && candidate.likeness == Likeness::Different
                && has_points
        };
        if let Some(candidate) = candidates.iter().find(|candidate| contradicts(candidate)) {
            let others = candidates.iter().filter(|other| other.id != candidate.id);
            let first = std::iter::once(candidate);
            let compared: Vec<ContactId> = first
                .chain(others)
                .take(MOST_COMPARED)
                .map(|one| one.id)
                .collect();
            return Ok(Match::Several {
                // Whoever says all of it already, as somebody new may by now, settles it.
                ids: compared.clone(),
                choice: Err(RejectReason::Contradicts),
                all: compared,
            });
        }
        Ok(choose(&candidates))
    }

    fn candidates(
        &mut self,
        row: &Prepared,
        existing: &mut impl Existing,
    ) -> Result<Vec<Candidate>, Problem> {
        let draft = &row.draft;
        let mut candidates: Vec<Candidate> = Vec::new();
        for (position, (key, number)) in row.keys.iter().enumerate() {
            let by_reference = matches!(key, Key::Reference(_));
            let mut found = Vec::new();
            self.index.find(*number, || row.name(), &mut found);
            let hints = found.len();
            if self.rules.policy != Policy::Add {
                find_in_book(key, draft, existing, &mut found)?;
            }
            for (order, id) in found.into_iter().enumerate() {
                let bit = 1_u64 << position.min(63);
                let known = candidates.iter_mut().find(|candidate| candidate.id == id);
                if known
                    .as_ref()
                    .is_some_and(|candidate| candidate.keys & bit != 0)
                {
                    continue;
                }
                let brought = self.is_brought(id);
                let Known {
                    name: other,
                    reference,
                } = self.known(id, existing)?;
                let likeness = row.name().likeness(other);
                let has_references = !reference.is_empty() && !draft.reference.is_empty();
                let other_member = has_references && *reference != draft.reference;
                // Someone else with the same number shares it, and so does another member of the
                // same system; the same member is the same person.
                let different = likeness == Likeness::Different || (brought && other_member);
                if different && !by_reference && known.is_none() {
                    continue;
                }
                // What the index finds is a hint: two keys may have one hash.
                // And of a name, the book knows no birthday until the contact is read.
                let is_hint = order < hints || matches!(key, Key::Person { .. });
                if is_hint && !self.has_key(id, key, existing)? {
                    continue;
                }
                match known {
                    Some(candidate) => {
                        candidate.keys |= bit;
                        candidate.by_reference |= by_reference;
                    }
                    None => candidates.push(Candidate {
                        id,
                        keys: bit,
                        by_reference,
                        other_member,
                        likeness,
                    }),
                }
            }
        }
        if candidates.iter().any(|candidate| candidate.by_reference) {
            candidates.retain(|candidate| !candidate.other_member);
        }
        Ok(candidates)
    }

    /// The contact, read at most once per row.
    fn contact(
        &mut self,
        id: ContactId,
        existing: &mut impl Existing,
    ) -> Result<&Contact, Problem> {
        let known = self.read.iter().position(|contact| contact.id == id);
        let position = known.unwrap_or(self.read.len());
        if known.is_none() {
            self.read.push(existing.contact(id)?);
        }
        self.read
            .get(position)
            .ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    fn known(&mut self, id: ContactId, existing: &mut impl Existing) -> Result<&Known, Problem> {
        if !self.known.contains_key(&id) {
            if self.known.len() >= KNOWN {
                self.known.clear();
            }
            let contact = self.contact(id, existing)?;
            let name = Canonical::of(&contact.name, &contact.company);
            let reference = contact.reference.clone();
            self.known.insert(id, Known { name, reference });
        }
        self.known
            .get(&id)
            .ok_or_else(|| BookProblem::NoSuchRow.into())
    }

    /// A row without any key is recognised only where it says nothing new at all.
    fn by_name_alone(
        &mut self,
        row: &Prepared,
        existing: &mut impl Existing,
    ) -> Result<Decision, Problem> {
        let draft = &row.draft;
        if self.rules.policy == Policy::Add || !row.keys.is_empty() {
            return Ok(Decision::New);
        }
        let mut found = Vec::new();
        existing.by_name(&draft.name, &draft.company, &mut found)?;
        found.truncate(MOST_SHARERS);
        for id in found {
            let difference = self.difference(id, draft, existing)?;
            if difference.additions.is_empty() {
                return Ok(self.add(id, row, difference));
            }
        }
        Ok(Decision::New)
    }

    fn has_key(
        &mut self,
        id: ContactId,
        key: &Key,
        existing: &mut impl Existing,
    ) -> Result<bool, Problem> {
        let mut birthdays = Vec::new();
        if matches!(key, Key::Person { .. }) {
            for custom in &self.rules.birthdays {
                birthdays.extend(existing.field(*custom)?);
            }
        }
        Ok(has_key(self.contact(id, existing)?, key, &birthdays))
    }

    /// Decides about a row whose contact is known.
    fn add(&mut self, into: ContactId, row: &Prepared, difference: Difference) -> Decision {
        let brought = self.is_brought(into);
        if brought {
            self.seen.insert(into, row.said, &row.draft);
        } else if self.rules.policy == Policy::Update {
            let said = self.said.entry(into).or_default();
            *said = said.with(Slots::said(&row.draft));
        }
        let Difference {
            additions,
            replaces,
        } = difference;
        if additions.is_empty() {
            return self.nothing_to_add(into);
        }
        self.remember(into, row, &additions);
        match (brought, replaces) {
            (true, _) => Decision::Combine { into, additions },
            (false, true) => Decision::Update { into, additions },
            (false, false) => Decision::Fill { into, additions },
        }
    }

    /// So that later rows find the contact by what this one adds.
    fn remember(&mut self, into: ContactId, row: &Prepared, additions: &Additions) {
        if !additions.values.is_empty() {
            self.known.remove(&into);
        }
        let is_key = |value: &SetValue| matches!(value.which, Value::Name | Value::Reference);
        let has_new_key = !additions.numbers.is_empty()
            || !additions.emails.is_empty()
            || additions.values.iter().any(is_key);
        if has_new_key {
            self.index.insert(into, row.key_numbers(), || row.name());
        }
    }

    fn difference(
        &mut self,
        id: ContactId,
        draft: &Draft,
        existing: &mut impl Existing,
    ) -> Result<Difference, Problem> {
        let brought = self.is_brought(id);
        // Rows of one file are one source: they fill each other and replace nothing.
        let policy = if brought {
            Policy::Fill
        } else {
            self.rules.policy
        };
        let said = self.said.get(&id).copied().unwrap_or_default();
        let fixed = self.rules.keep.with(said);
        if !brought && self.examples.lack() {
            let contact = self.contact(id, existing)?.clone();
            self.examples.look(&contact, draft, existing)?;
        }
        let mut difference = compare(self.contact(id, existing)?, draft, policy, fixed, existing)?;
        difference.additions.purchase = match &draft.purchase {
            _ if brought => self.new_purchase(id, draft),
            Some(purchase) if policy != Policy::Skip && !existing.has_purchase(id, purchase)? => {
                Some(purchase.clone())
            }
            _ => None,
        };
        Ok(difference)
    }

    /// The purchase of a row, if it is new to a contact of this file, all of whose were seen.
    fn new_purchase(&self, id: ContactId, draft: &Draft) -> Option<Purchase> {
        draft
            .purchase
            .as_ref()
            .filter(|purchase| !self.seen.has_purchase(id, purchase))
            .cloned()
    }
}

/// One candidate is the one; of several, the one that has the very name and every key.
fn choose(candidates: &[Candidate]) -> Match {
    match candidates {
        [] => Match::Nobody,
        [only] => Match::One(only.id),
        several => {
            let all = several
                .iter()
                .fold(0, |all, candidate| all | candidate.keys);
            let full = || several.iter().filter(|candidate| candidate.keys == all);
            let mut same = full().filter(|candidate| candidate.likeness == Likeness::Same);
            let choice = match (same.next(), same.next()) {
                (Some(only), None) => Ok(only.id),
                _ => Err(RejectReason::MatchesSeveral),
            };
            Match::Several {
                ids: full().take(MOST_COMPARED).map(|one| one.id).collect(),
                choice,
                all: likeliest(several),
            }
        }
    }
}

/// Those with most keys first, and of those, the ones of the same name.
fn likeliest(several: &[Candidate]) -> Vec<ContactId> {
    let mut sorted: Vec<&Candidate> = several.iter().collect();
    sorted.sort_by_key(|one| {
        let is_other = one.likeness != Likeness::Same;
        (std::cmp::Reverse(one.keys.count_ones()), is_other)
    });
    let ids = sorted.iter().map(|one| one.id);
    ids.take(MOST_COMPARED).collect()
}

fn is_suppressed(draft: &Draft, existing: &mut impl Existing) -> Result<bool, Problem> {
    if !existing.suppresses_anything() {
        return Ok(false);
    }
    for number in draft.numbers.iter().filter_map(|number| number.e164) {
        if existing.is_suppressed(&Point::Phone(number))? {
            return Ok(true);
        }
    }
    for email in &draft.emails {
        if existing.is_suppressed(&Point::Email(email_key(&email.addr)))? {
            return Ok(true);
        }
    }
    Ok(false)
}
