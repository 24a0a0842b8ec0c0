//! The may-contact rule: whether one point may be used for one scope now, and why not.

use super::consent::{Channel, Grade, Purpose, Scope, Standing, State};
use super::phone::{NumberKind, NumberStatus};

/// What kind of point is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PointKind {
    Phone {
        status: NumberStatus,
        kind: NumberKind,
    },
    Email,
    Post,
}

/// Why a point may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// The channel does not run over such a point.
    WrongPoint,
    /// The number is invalid, masked, cut, or only lent by a platform.
    BadNumber,
    /// A text cannot reach such a line.
    NotMobile,
    /// Nothing on record.
    NoConsent,
    /// Asked, not answered.
    Unanswered,
    Refused,
    Withdrawn,
    Expired,
    Invalidated,
    /// A file claims it, nobody can prove it.
    Unproven,
}

/// Whether a point may be used in `scope`, given its standing there.
///
/// Service messages need no consent but stop at an objection; marketing and research need a yes
/// with evidence of grade B or better, or another basis.
///
/// # Errors
/// The reason it may not.
pub fn may_contact(
    point: PointKind,
    scope: Scope,
    standing: Option<Standing>,
) -> Result<(), Block> {
    reachable(point, scope.channel)?;
    let state = standing.map_or(State::Unknown, |standing| standing.state);
    match (state, scope.purpose) {
        (State::Refused, _) => Err(Block::Refused),
        (State::Withdrawn, _) => Err(Block::Withdrawn),
        (State::Invalidated, _) => Err(Block::Invalidated),
        (_, Purpose::Service) | (State::Permitted, _) => Ok(()),
        (State::Unknown, _) => Err(Block::NoConsent),
        (State::Requested, _) => Err(Block::Unanswered),
        (State::Expired, _) => Err(Block::Expired),
        (State::Granted, _) => match standing {
            Some(standing) if standing.grade >= Grade::B => Ok(()),
            _ => Err(Block::Unproven),
        },
    }
}

fn reachable(point: PointKind, channel: Channel) -> Result<(), Block> {
    match (point, channel) {
        (PointKind::Email, Channel::Email) | (PointKind::Post, Channel::Post) => Ok(()),
        (
            PointKind::Phone { status, kind },
            Channel::Sms | Channel::Call | Channel::Whatsapp | Channel::Wechat,
        ) => {
            // An ambiguous number is one guess of two, a relay number dies: neither may be used.
            if status != NumberStatus::Ok {
                return Err(Block::BadNumber);
            }
            if channel != Channel::Call && !kind.may_be_mobile() {
                return Err(Block::NotMobile);
            }
            Ok(())
        }
        _ => Err(Block::WrongPoint),
    }
}
