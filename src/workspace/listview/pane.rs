//! What stands beside the list: who is in each pile, segment, tag and source, the values that
//! facets offer, and why somebody is in a list.

use super::{Attention, attention_counts};
use crate::domain::badge::Pile;
use crate::domain::filter::{Expr, FieldNames, Filter, Flag, Subject, Term, TextKey};
use crate::domain::ids::{ContactId, SegmentId};
use crate::domain::time::Day;
use crate::roster::{ColumnValue, ColumnValues, ContactSet, Needle, Roster};

/// How many contacts are behind each row of the pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaneCounts {
    pub everyone: usize,
    /// Add up to everyone.
    pub piles: Vec<ColumnValue>,
    /// `None` where the filter cannot be read any more.
    pub segments: Vec<(SegmentId, Option<usize>)>,
    pub attention: Vec<(Attention, usize)>,
    /// With a consent that ends soon.
    pub expiring: usize,
    /// Most used first.
    pub tags: Vec<ColumnValue>,
    /// Most used first.
    pub sources: Vec<ColumnValue>,
    /// Contacts without a source.
    pub sourceless: usize,
}

/// The people that a list shows: those of a segment or a filter, narrowed by a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub segment: Option<SegmentId>,
    pub filter: Filter,
    pub search: Filter,
}

/// What a facet asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetQuestion {
    pub subject: Subject,
    /// What its values have in them.
    pub needle: String,
    pub limit: usize,
}

/// Why one person is in a list or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    pub name: String,
    /// Put in (`true`) or left out by hand.
    pub by_hand: Option<bool>,
    pub conditions: Vec<Reason>,
}

/// One condition, and what the person has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub condition: Expr,
    pub holds: bool,
    /// The person's own values of what the condition speaks about.
    pub own: Vec<ColumnValue>,
    /// The same for numbers and days, which have no list of values.
    pub own_number: Option<i64>,
}

/// Counts everything the pane shows.
pub fn pane_counts(roster: &Roster, today: Day) -> PaneCounts {
    let everyone = roster.everyone();
    let listed = |subject: &Subject| {
        let values = roster.values(&everyone, subject, &Needle::default(), usize::MAX);
        let mut entries = values.entries;
        entries.retain(|entry| entry.count > 0 || *subject == Subject::Consent);
        (entries, values.blank)
    };
    let fields = FieldNames::from(roster.vocabulary());
    let segments = roster.vocabulary().segments.iter().map(|segment| {
        let filter = Filter::parse_with(&segment.filter, &fields).ok();
        let members = filter.map(|filter| roster.segment_members(segment.id, &filter, today));
        (segment.id, members.map(|members| members.len()))
    });
    let expiring = Filter::from_chips([Expr::Term(Term::Is(vec![Flag::Expiring]))]);
    let (sources, sourceless) = listed(&Subject::Text(TextKey::Source));
    PaneCounts {
        everyone: everyone.len(),
        piles: piles(&listed(&Subject::Consent).0),
        segments: segments.collect(),
        attention: attention_counts(roster, &everyone),
        expiring: roster.count(&expiring, today),
        tags: listed(&Subject::Text(TextKey::Tag)).0,
        sources,
        sourceless,
    }
}

/// In the order of [`Pile::ALL`], whatever is most frequent.
fn piles(entries: &[ColumnValue]) -> Vec<ColumnValue> {
    let of = |pile: Pile| {
        let term = Term::Pile(vec![pile]);
        let known = entries.iter().find(|entry| entry.term == term);
        known.cloned().unwrap_or(ColumnValue {
            text: String::new(),
            term,
            count: 0,
        })
    };
    Pile::ALL.map(of).to_vec()
}

/// The people of a list.
pub fn shown_people(roster: &Roster, shown: &Shown, today: Day) -> ContactSet {
    let mut set = match shown.segment {
        Some(segment) => roster.segment_members(segment, &shown.filter, today),
        None => roster.filter(&shown.filter, today),
    };
    if shown.search.expr.is_some() {
        set.intersect(&roster.filter(&shown.search, today));
    }
    set
}

/// What each facet offers. Its own condition is left out, so that its other values can be seen.
pub fn facet_values(
    roster: &Roster,
    shown: &Shown,
    questions: &[FacetQuestion],
    today: Day,
) -> Vec<(Subject, ColumnValues)> {
    let all = shown_people(roster, shown, today);
    let answer = |question: &FacetQuestion| {
        let needle = Needle::within(&question.needle);
        let subject = &question.subject;
        let values = if shown.filter.chip_of(subject).is_some() {
            let without = Shown {
                filter: shown.filter.with_subject(subject, None),
                ..shown.clone()
            };
            let set = shown_people(roster, &without, today);
            roster.values(&set, subject, &needle, question.limit)
        } else {
            roster.values(&all, subject, &needle, question.limit)
        };
        (subject.clone(), values)
    };
    questions.iter().map(answer).collect()
}

/// Why a contact passes a filter or not; `None` when nobody has that id.
pub fn reasons(
    roster: &Roster,
    segment: Option<SegmentId>,
    filter: &Filter,
    contact: ContactId,
    today: Day,
) -> Option<Reasons> {
    let slot = roster.slot_of(contact)?;
    let alone: ContactSet = [slot].into_iter().collect();
    let conditions = roster.explain(filter, slot, today);
    let reason = |(condition, holds): (Expr, bool)| {
        let subject = condition.subject();
        let own = subject.as_ref().map(|subject| {
            let values = roster.values(&alone, subject, &Needle::default(), 8);
            let mut own = values.entries;
            own.retain(|value| value.count > 0);
            own
        });
        let own_number = subject
            .and_then(|subject| roster.range(&alone, &subject))
            .map(|(value, _)| value);
        Reason {
            condition,
            holds,
            own: own.unwrap_or_default(),
            own_number,
        }
    };
    Some(Reasons {
        name: roster.name(slot).to_owned(),
        by_hand: segment.and_then(|segment| roster.overridden(segment, slot)),
        conditions: conditions.into_iter().map(reason).collect(),
    })
}
