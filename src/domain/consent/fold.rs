//! The badge: a pure fold of the events about one point in one scope, never a stored truth.

use super::event::{EventKind, Grade, Method, NewEvent};
use super::scope::Scope;
use crate::domain::time::Millis;

/// What the events about a scope add up to. The discriminants are used in columns in memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum State {
    #[default]
    Unknown = 0,
    Requested = 1,
    Granted = 2,
    /// Another legal basis than consent.
    Permitted = 3,
    Refused = 4,
    Withdrawn = 5,
    Expired = 6,
    Invalidated = 7,
}

/// A state with where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    pub state: State,
    pub since: Millis,
    pub grade: Grade,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Unknown,
        Self::Requested,
        Self::Granted,
        Self::Permitted,
        Self::Refused,
        Self::Withdrawn,
        Self::Expired,
        Self::Invalidated,
    ];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Requested => "requested",
            Self::Granted => "granted",
            Self::Permitted => "permitted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Invalidated => "invalidated",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether the person, or the facts, said no.
    pub const fn is_negative(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Invalidated)
    }
}

/// Folds the events about one point to its standing in `scope`; `None` when none speaks about it.
///
/// `events` are those of the point itself and of the persons behind it, in any order, without
/// those of undone ops. Later acts beat earlier ones, and at the same instant the negative wins;
/// a positive that a file claims never beats a negative, whatever its date.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a NewEvent>, scope: Scope) -> Option<Standing> {
    let mut relevant: Vec<&NewEvent> = events
        .into_iter()
        .filter(|event| event.cover.includes(scope))
        .collect();
    relevant.sort_by_key(|event| (event.at, rank(event.kind), event.grade));
    let mut standing = None;
    for event in relevant {
        standing = step(standing, event);
    }
    standing
}

/// Order of events of the same instant: the stronger comes later and so wins.
const fn rank(kind: EventKind) -> u8 {
    match kind {
        EventKind::Void | EventKind::Restore => 0,
        EventKind::Request => 1,
        EventKind::Permit => 2,
        EventKind::Grant => 3,
        EventKind::Refuse => 4,
        EventKind::Expire => 5,
        EventKind::Invalidate => 6,
        EventKind::Withdraw => 7,
    }
}

fn step(before: Option<Standing>, event: &NewEvent) -> Option<Standing> {
    let state_before = before.map_or(State::Unknown, |standing| standing.state);
    let state = match event.kind {
        EventKind::Void | EventKind::Restore => return before,
        // A request changes nothing that is already settled.
        EventKind::Request if state_before != State::Unknown && state_before != State::Expired => {
            return before;
        }
        EventKind::Request => State::Requested,
        EventKind::Grant | EventKind::Permit
            if state_before.is_negative() && event.method == Method::Import =>
        {
            return before;
        }
        // Another basis adds nothing to a consent.
        EventKind::Permit if state_before == State::Granted => return before,
        // Objecting ends every other basis; only a new act of the person ends an objection.
        EventKind::Permit | EventKind::Expire if state_before.is_negative() => return before,
        EventKind::Permit => State::Permitted,
        EventKind::Grant => State::Granted,
        // A refusal of something already withdrawn or invalid does not weaken it.
        EventKind::Refuse if matches!(state_before, State::Withdrawn | State::Invalidated) => {
            return before;
        }
        EventKind::Refuse => State::Refused,
        EventKind::Withdraw => State::Withdrawn,
        EventKind::Invalidate if state_before == State::Withdrawn => return before,
        EventKind::Invalidate => State::Invalidated,
        EventKind::Expire => State::Expired,
    };
    // The same answer again keeps its first date unless it is better proved.
    if let Some(standing) = before
        && standing.state == state
        && standing.grade >= event.grade
    {
        return before;
    }
    Some(Standing {
        state,
        since: event.at,
        grade: event.grade,
    })
}
