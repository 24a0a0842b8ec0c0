//! What an act on many people would change, told before it is done: asked of the list, never of the
//! book.

use rustc_hash::FxHashMap;

use crate::domain::consent::{Channel, Purpose, Scope, State};
use crate::domain::field::canonical;
use crate::domain::filter::{Expr, Filter, Part, Subject, Term, TextKey, fold};
use crate::domain::ids::{ContactId, FieldId};
use crate::domain::listing::FieldKind;
use crate::domain::time::Day;
use crate::roster::{ContactSet, Pile, Roster, Slot};
use crate::workspace::editing::{BulkChange, BulkField};

/// So many of the values that would be replaced are named.
const NAMED: usize = 3;

/// What an act would change, in people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkPreview {
    /// Selected and there.
    pub people: usize,
    /// Had nothing there and get something.
    pub added: usize,
    /// Had something else.
    pub replaced: usize,
    /// Lose what they have.
    pub taken: usize,
    /// Are so already.
    pub unchanged: usize,
    /// What would be replaced or taken, most frequent first.
    pub before: Vec<(String, usize)>,
    /// With orders on record: for deleting.
    pub with_orders: usize,
    /// Who said no: it goes on to hold for their numbers.
    pub do_not_disturb: usize,
}

/// What recording consent of many people would meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentPreview {
    pub people: usize,
    /// Without any number or address that the channels run over.
    pub without_point: usize,
    /// Said no on one of the channels before.
    pub refused: usize,
    /// Said yes on all of the channels before.
    pub granted: usize,
}

/// How the values of a custom field would take another kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retyping {
    pub people: usize,
    /// Their values are not of the kind.
    pub misfits: usize,
    /// Some values that do not fit, most frequent first.
    pub examples: Vec<String>,
}

/// The people of these who are in the list.
pub fn people_of(roster: &Roster, ids: impl IntoIterator<Item = ContactId>) -> ContactSet {
    let slots = ids.into_iter().filter_map(|id| roster.slot_of(id));
    slots.collect()
}

/// What a change would do to a set of people.
pub fn bulk_preview(
    roster: &Roster,
    set: &ContactSet,
    change: &BulkChange,
    today: Day,
) -> BulkPreview {
    let people = set.len();
    let mut preview = BulkPreview {
        people,
        ..BulkPreview::default()
    };
    match change {
        BulkChange::Tag(name) => {
            let has = common(roster, set, tagged(name), today);
            (preview.unchanged, preview.added) = (has, people - has);
        }
        BulkChange::Untag(name) => {
            let has = common(roster, set, tagged(name), today);
            (preview.taken, preview.unchanged) = (has, people - has);
        }
        BulkChange::Set { field, value } => {
            let kind = kind_of(roster, *field);
            let value = canonical(kind, value).unwrap_or_else(|| value.trim().to_owned());
            compare(roster, set, *field, &value, &mut preview);
        }
        BulkChange::Delete => {
            preview.taken = people;
            let orders = Term::Has(vec![Part::Order]);
            preview.with_orders = common(roster, set, Some(orders), today);
            let no = Term::Pile(vec![Pile::DoNotDisturb]);
            preview.do_not_disturb = common(roster, set, Some(no), today);
        }
    }
    preview
}

fn tagged(name: &str) -> Option<Term> {
    Subject::Text(TextKey::Tag).text_term(name)
}

fn common(roster: &Roster, set: &ContactSet, term: Option<Term>, today: Day) -> usize {
    let Some(term) = term else {
        return 0;
    };
    let mut found = roster.filter(&Filter::from_chips([Expr::Term(term)]), today);
    found.intersect(set);
    found.len()
}

fn kind_of(roster: &Roster, field: BulkField) -> FieldKind {
    let BulkField::Custom(id) = field else {
        return FieldKind::Text;
    };
    let fields = &roster.vocabulary().fields;
    let entry = fields.iter().find(|entry| entry.id == id);
    entry.map_or(FieldKind::Text, |entry| entry.kind)
}

/// What somebody has in a field, as lists show it.
pub fn value_in(roster: &Roster, slot: Slot, field: BulkField) -> &str {
    match field {
        BulkField::Company => roster.company(slot),
        BulkField::City => roster.city(slot),
        BulkField::Province => roster.province(slot),
        BulkField::Country => roster.country(slot),
        BulkField::Custom(id) => roster.field(slot, id),
    }
}

fn compare(
    roster: &Roster,
    set: &ContactSet,
    field: BulkField,
    value: &str,
    preview: &mut BulkPreview,
) {
    let mut before: FxHashMap<&str, usize> = FxHashMap::default();
    for slot in set.slots() {
        let old = value_in(roster, slot, field);
        let place = match (old.is_empty(), value.is_empty()) {
            _ if old == value => &mut preview.unchanged,
            (true, _) => &mut preview.added,
            (false, true) => &mut preview.taken,
            (false, false) => &mut preview.replaced,
        };
        *place += 1;
        if old != value && !old.is_empty() {
            *before.entry(old).or_default() += 1;
        }
    }
    preview.before = most_frequent(before);
}

fn most_frequent(counts: FxHashMap<&str, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let named = counts.into_iter().take(NAMED);
    named
        .map(|(text, count)| (text.to_owned(), count))
        .collect()
}

/// What is on record of a set of people for these channels.
pub fn consent_preview(
    roster: &Roster,
    set: &ContactSet,
    channels: &[Channel],
    purpose: Purpose,
    today: Day,
) -> ConsentPreview {
    let part = |channel: &Channel| match channel {
        Channel::Email => Part::Email,
        Channel::Post => Part::Address,
        Channel::Sms | Channel::Call | Channel::Whatsapp | Channel::Wechat => Part::Phone,
    };
    let standing = |channel: &Channel, states: &[State]| {
        Expr::Term(Term::Standing(
            Scope::new(*channel, purpose),
            states.to_vec(),
        ))
    };
    let count = |expr: Option<Expr>| {
        let Some(expr) = expr else {
            return 0;
        };
        let mut found = roster.filter(&Filter { expr: Some(expr) }, today);
        found.intersect(set);
        found.len()
    };
    let no = [State::Refused, State::Withdrawn];
    let yes = [State::Granted, State::Permitted];
    let lacking = channels
        .iter()
        .map(|channel| Expr::Term(Term::No(vec![part(channel)])));
    ConsentPreview {
        people: set.len(),
        without_point: count(Expr::and(lacking)),
        refused: count(Expr::or(
            channels.iter().map(|channel| standing(channel, &no)),
        )),
        granted: count(Expr::and(
            channels.iter().map(|channel| standing(channel, &yes)),
        )),
    }
}

/// How many people have a value of each custom field.
pub fn field_counts(roster: &Roster) -> Vec<(FieldId, usize)> {
    let fields = roster.vocabulary().fields.iter();
    fields
        .map(|entry| (entry.id, roster.values_of_field(entry.id).count()))
        .collect()
}

/// Whether the values of a custom field would take another kind.
pub fn retyping(roster: &Roster, field: FieldId, kind: FieldKind) -> Retyping {
    let mut retyping = Retyping::default();
    let mut misfits: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, value) in roster.values_of_field(field) {
        retyping.people += 1;
        if canonical(kind, value).is_none() {
            retyping.misfits += 1;
            *misfits.entry(value).or_default() += 1;
        }
    }
    let examples = most_frequent(misfits).into_iter();
    retyping.examples = examples.map(|(text, _)| text).collect();
    retyping
}

/// What can be chosen in a field: the owner's choices, then what is in use besides, most frequent
/// first.
pub fn choices(roster: &Roster, field: FieldId, most: usize) -> Vec<String> {
    let fields = &roster.vocabulary().fields;
    let entry = fields.iter().find(|entry| entry.id == field);
    let mut choices = entry.map_or_else(Vec::new, |entry| entry.definition.choices.clone());
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, value) in roster.values_of_field(field) {
        *counts.entry(value).or_default() += 1;
    }
    let mut used: Vec<(&str, usize)> = counts.into_iter().collect();
    used.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    for (value, _) in used {
        if choices.len() >= most {
            break;
        }
        if !choices.iter().any(|known| fold(known) == fold(value)) {
            choices.push(value.to_owned());
        }
    }
    choices
}
