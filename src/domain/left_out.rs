//! Why somebody is not on a list that leaves the house, and by which point the others are reached.

use super::consent::{Purpose, Scope, Standing, State};
use super::contactable::{Block, PointKind, may_contact};

/// The one reason for which somebody is left out of a list. In the order in which they are told;
/// of several that apply, the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    Withdrawn,
    Refused,
    /// What was agreed to is service messages, nothing else.
    ServiceOnly,
    Expired,
    Invalidated,
    /// A file claims a yes that nobody can prove.
    Unproven,
    /// Asked, not answered.
    Unanswered,
    NoConsent,
    /// Nothing that the channel can run over.
    Unusable,
    /// Somebody before them on the list has the same number or address.
    Shared,
}

/// One way to reach somebody, with what was said about it.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub kind: PointKind,
    /// In the scope that the list is for.
    pub standing: Option<Standing>,
    /// For service messages over the same channel.
    pub service: Option<Standing>,
}

impl LeftOut {
    pub const ALL: [Self; 10] = [
        Self::Withdrawn,
        Self::Refused,
        Self::ServiceOnly,
        Self::Expired,
        Self::Invalidated,
        Self::Unproven,
        Self::Unanswered,
        Self::NoConsent,
        Self::Unusable,
        Self::Shared,
    ];

    /// The word after which its message is named.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
            Self::ServiceOnly => "service-only",
            Self::Expired => "expired",
            Self::Invalidated => "invalidated",
            Self::Unproven => "unproven",
            Self::Unanswered => "unanswered",
            Self::NoConsent => "no-consent",
            Self::Unusable => "unusable",
            Self::Shared => "shared",
        }
    }

    const fn of(block: Block) -> Self {
        match block {
            Block::WrongPoint | Block::BadNumber | Block::NotMobile => Self::Unusable,
            Block::NoConsent => Self::NoConsent,
            Block::Unanswered => Self::Unanswered,
            Block::Refused => Self::Refused,
            Block::Withdrawn => Self::Withdrawn,
            Block::Expired => Self::Expired,
            Block::Invalidated => Self::Invalidated,
            Block::Unproven => Self::Unproven,
        }
    }
}

/// The places, among the ways of one person, of those that may be used in `scope`.
///
/// # Errors
/// Why there is none.
pub fn usable_ways(
    ways: impl IntoIterator<Item = Way>,
    scope: Scope,
) -> Result<Vec<usize>, LeftOut> {
    let mut usable = Vec::new();
    let mut reason = LeftOut::Unusable;
    for (place, way) in ways.into_iter().enumerate() {
        match may_contact(way.kind, scope, way.standing) {
            Ok(()) => usable.push(place),
            Err(block) => {
                let told = match LeftOut::of(block) {
                    said_no @ (LeftOut::Withdrawn | LeftOut::Refused | LeftOut::Unusable) => {
                        said_no
                    }
                    _ if is_for_service(&way, scope) => LeftOut::ServiceOnly,
                    other => other,
                };
                reason = reason.min(told);
            }
        }
    }
    if usable.is_empty() {
        Err(reason)
    } else {
        Ok(usable)
    }
}

/// Whether somebody agreed to service messages, or has something with us that they belong to.
fn is_for_service(way: &Way, scope: Scope) -> bool {
    let state = way.service.map(|standing| standing.state);
    scope.purpose != Purpose::Service && matches!(state, Some(State::Granted | State::Permitted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::{Channel, Grade};
    use crate::domain::phone::{NumberKind, NumberStatus};
    use crate::domain::time::Millis;

    const TEXTS: Scope = Scope::new(Channel::Sms, Purpose::Marketing);
    const MOBILE: PointKind = PointKind::Phone {
        status: NumberStatus::Ok,
        kind: NumberKind::Mobile,
    };
    const MASKED: PointKind = PointKind::Phone {
        status: NumberStatus::Masked,
        kind: NumberKind::Mobile,
    };

    #[expect(clippy::unnecessary_wraps, reason = "as ways take it")]
    fn said(state: State) -> Option<Standing> {
        Some(Standing {
            state,
            since: Millis(0),
            grade: Grade::B,
            until: None,
        })
    }

    fn way(kind: PointKind, standing: Option<Standing>) -> Way {
        Way {
            kind,
            standing,
            service: None,
        }
    }

    #[test]
    fn the_gravest_reason_is_told() {
        let check = |ways: &[Way], expected: Result<Vec<usize>, LeftOut>| {
            assert_eq!(usable_ways(ways.iter().copied(), TEXTS), expected);
        };
        check(&[], Err(LeftOut::Unusable));
        check(
            &[way(PointKind::Email, said(State::Granted))],
            Err(LeftOut::Unusable),
        );
        check(&[way(MASKED, said(State::Granted))], Err(LeftOut::Unusable));
        check(&[way(MOBILE, None)], Err(LeftOut::NoConsent));
        check(
            &[way(MASKED, None), way(MOBILE, None)],
            Err(LeftOut::NoConsent),
        );
        check(
            &[
                way(MOBILE, said(State::Expired)),
                way(MOBILE, said(State::Withdrawn)),
            ],
            Err(LeftOut::Withdrawn),
        );
        let claimed = said(State::Granted).map(|said| Standing {
            grade: Grade::C,
            ..said
        });
        check(&[way(MOBILE, claimed)], Err(LeftOut::Unproven));
        check(
            &[
                way(MOBILE, said(State::Withdrawn)),
                way(MOBILE, said(State::Granted)),
            ],
            Ok(vec![1]),
        );
    }

    #[test]
    fn a_yes_to_service_messages_is_named_unless_they_said_no() {
        let with_service = |standing| Way {
            service: said(State::Permitted),
            ..way(MOBILE, standing)
        };
        let check = |standing, expected| {
            assert_eq!(usable_ways([with_service(standing)], TEXTS), Err(expected));
        };
        check(None, LeftOut::ServiceOnly);
        check(said(State::Expired), LeftOut::ServiceOnly);
        check(said(State::Withdrawn), LeftOut::Withdrawn);
        let service = Scope::new(Channel::Sms, Purpose::Service);
        assert_eq!(usable_ways([with_service(None)], service), Ok(vec![0]));
    }
}
