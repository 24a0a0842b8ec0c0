//! The badge: a pure fold of the events about one point in one scope, never a stored truth.

use std::cmp::Reverse;

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
    /// For what is granted or permitted: the instant from which it no longer holds.
    pub until: Option<Millis>,
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

/// Folds the events about one point to its standing in `scope` at the instant `now`; `None` when
/// none speaks about it.
///
/// `events` are those of the point itself and of the persons behind it, in any order, without
/// those of undone ops. Later acts beat earlier ones, and at the same instant the negative wins;
/// a positive that a file claims never beats a negative, whatever its date. What was given for a
/// time is [`State::Expired`] when that time is over, from that instant on.
pub fn fold<'a>(
    events: impl IntoIterator<Item = &'a NewEvent>,
    scope: Scope,
    now: Millis,
) -> Option<Standing> {
    trace(events, scope, now).map(|(standing, _)| standing)
}

/// Folds as [`fold`] does, and names the event that the standing comes from: the grant itself
/// where its time is over.
pub fn trace<'a>(
    events: impl IntoIterator<Item = &'a NewEvent>,
    scope: Scope,
    now: Millis,
) -> Option<(Standing, &'a NewEvent)> {
    let mut relevant: Vec<&NewEvent> = events
        .into_iter()
        .filter(|event| event.cover.includes(scope))
        .collect();
    // Of two of the same instant that differ in nothing but their end, the earlier end wins.
    relevant.sort_by_key(|event| {
        let end = event.until.map(Reverse);
        (event.at, rank(event.kind), event.grade, end)
    });
    let mut traced: Option<(Standing, &NewEvent)> = None;
    for event in relevant {
        let before = traced.map(|(standing, _)| standing.at(event.at));
        match step(before, event) {
            after if after == before => {
                traced = traced
                    .zip(before)
                    .map(|((_, cause), before)| (before, cause));
            }
            after => traced = after.map(|standing| (standing, event)),
        }
    }
    traced.map(|(standing, cause)| (standing.at(now), cause))
}

impl Standing {
    /// What becomes of it by `now` when nothing happens until then.
    fn at(self, now: Millis) -> Self {
        match self.until {
            Some(end) if end <= now => Self {
                state: State::Expired,
                since: end,
                grade: self.grade,
                until: None,
            },
            _ => self,
        }
    }
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
    let until = event.until.filter(|_| event.kind.is_positive());
    // The same answer again keeps its first date unless it is better proved; as well proved, it
    // sets its end anew. What a file claims moves no end.
    if let Some(standing) = before
        && standing.state == state
        && standing.grade >= event.grade
    {
        let renews = standing.grade == event.grade && event.method != Method::Import;
        return Some(Standing {
            until: if renews { until } else { standing.until },
            ..standing
        });
    }
    Some(Standing {
        state,
        since: event.at,
        grade: event.grade,
        until,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::{Channel, Cover, Point, Purpose};
    use crate::domain::ids::ContactId;

    fn event(kind: EventKind, at: i64, until: Option<i64>) -> NewEvent {
        NewEvent {
            contact: ContactId(1),
            point: Point::Person,
            cover: Cover::default(),
            kind,
            at: Millis(at),
            until: until.map(Millis),
            grade: Grade::B,
            method: Method::Paper,
            batch: None,
            row: None,
            notice: None,
            note: String::new(),
            target: None,
        }
    }

    /// Which event a standing comes from, by position, with its state, first day and end.
    type Outcome = Option<(usize, State, i64, Option<i64>)>;

    fn check(events: &[NewEvent], now: i64, expected: Outcome) {
        let scope = Scope::new(Channel::Sms, Purpose::Marketing);
        let traced = trace(events, scope, Millis(now));
        let found = traced.map(|(standing, cause)| {
            let cause = events.iter().position(|event| std::ptr::eq(event, cause));
            let until = standing.until.map(|until| until.0);
            let since = standing.since.0;
            (cause.unwrap_or(usize::MAX), standing.state, since, until)
        });
        assert_eq!(found, expected, "at {now}: {events:?}");
        assert_eq!(fold(events, scope, Millis(now)), traced.map(|(s, _)| s));
    }

    #[test]
    fn what_was_given_for_a_time_is_over_when_the_time_is() {
        use EventKind::{Grant, Permit, Refuse, Request, Withdraw};
        use State::{Expired, Granted, Permitted, Refused, Requested, Withdrawn};
        let limited = [event(Grant, 10, Some(20))];
        check(&limited, 10, Some((0, Granted, 10, Some(20))));
        check(&limited, 19, Some((0, Granted, 10, Some(20))));
        check(&limited, 20, Some((0, Expired, 20, None)));
        check(
            &[event(Permit, 10, Some(20))],
            15,
            Some((0, Permitted, 10, Some(20))),
        );
        check(
            &[event(Permit, 10, Some(20))],
            25,
            Some((0, Expired, 20, None)),
        );
        // Only what allows ends by itself.
        check(
            &[event(Refuse, 10, Some(20))],
            25,
            Some((0, Refused, 10, None)),
        );
        // What comes after the end meets what is over.
        let asked_again = [event(Grant, 10, Some(20)), event(Request, 30, None)];
        check(&asked_again, 30, Some((1, Requested, 30, None)));
        // What came before the end holds on.
        let withdrawn = [event(Grant, 10, Some(20)), event(Withdraw, 15, None)];
        check(&withdrawn, 25, Some((1, Withdrawn, 15, None)));
    }

    #[test]
    fn the_same_yes_again_moves_its_end() {
        use EventKind::Grant;
        use State::{Expired, Granted};
        let renewed = [event(Grant, 10, Some(20)), event(Grant, 15, Some(40))];
        check(&renewed, 30, Some((1, Granted, 10, Some(40))));
        check(&renewed, 40, Some((1, Expired, 40, None)));
        let for_good = [event(Grant, 10, Some(20)), event(Grant, 15, None)];
        check(&for_good, 30, Some((1, Granted, 10, None)));
        let too_late = [event(Grant, 10, Some(20)), event(Grant, 25, Some(40))];
        check(&too_late, 30, Some((1, Granted, 25, Some(40))));
        // A claim of a file moves nothing, nor does one that is worse proved.
        let claimed = |grade, method| {
            let claim = NewEvent {
                grade,
                method,
                ..event(Grant, 15, None)
            };
            [event(Grant, 10, Some(20)), claim]
        };
        let over = Some((0, Expired, 20, None));
        check(&claimed(Grade::B, Method::Import), 30, over);
        check(&claimed(Grade::C, Method::Paper), 30, over);
        // Two of one instant: the earlier end, in either order.
        let two = [event(Grant, 10, Some(20)), event(Grant, 10, Some(40))];
        check(&two, 30, Some((0, Expired, 20, None)));
        let [first, second] = two;
        check(&[second, first], 30, Some((1, Expired, 20, None)));
    }
}
