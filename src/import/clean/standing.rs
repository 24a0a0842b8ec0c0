//! What is on record about a point, as our own JSON says it.

use super::date;
use crate::domain::consent::{Channel, Cover, EventKind, Grade, Point, Purpose};
use crate::domain::problem::CellProblem;
use crate::import::draft::DraftConsent;

/// Adds what `sms.marketing=withdrawn@2025-01-02T00:00:00Z; …` says about these points.
///
/// A yes comes back as a mere claim, since its proof did not come along; what else was a positive
/// state or a question is flagged.
pub(super) fn read(
    cell: &str,
    points: &[Point],
    grade: Grade,
    consents: &mut Vec<DraftConsent>,
) -> Option<CellProblem> {
    let mut problem = None;
    for part in cell.split(';').map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let Some((cover, kind, since)) = standing(part) else {
            problem = Some(CellProblem::InvalidConsent);
            continue;
        };
        for point in points {
            let consent = DraftConsent {
                point: point.clone(),
                cover,
                kind,
                at: date::parse(since, false, false),
                grade: if kind.is_negative() { Grade::C } else { grade },
            };
            if !consents.contains(&consent) {
                consents.push(consent);
            }
        }
    }
    problem
}

fn standing(part: &str) -> Option<(Cover, EventKind, &str)> {
    let (scope, state) = part.split_once('=')?;
    let (channel, purpose) = scope.split_once('.')?;
    let (state, since) = state.split_once('@')?;
    let cover = Cover {
        channel: Some(Channel::from_word(channel)?),
        purpose: Some(Purpose::from_word(purpose)?),
    };
    let kind = match state {
        "granted" => EventKind::Grant,
        "refused" => EventKind::Refuse,
        "withdrawn" => EventKind::Withdraw,
        "invalidated" => EventKind::Invalidate,
        "expired" => EventKind::Expire,
        _ => return None,
    };
    Some((cover, kind, since))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standings_become_events() {
        let check = |cell: &str, expected: &[EventKind], problem: bool| {
            let mut found = Vec::new();
            let flagged = read(cell, &[Point::Person], Grade::C, &mut found);
            let kinds: Vec<EventKind> = found.iter().map(|consent| consent.kind).collect();
            assert_eq!(
                (kinds.as_slice(), flagged.is_some()),
                (expected, problem),
                "{cell}"
            );
        };
        let day = "2025-01-02T00:00:00Z";
        check(
            &format!("sms.marketing=withdrawn@{day}"),
            &[EventKind::Withdraw],
            false,
        );
        check(
            &format!("sms.marketing=granted@{day}; call.marketing=refused@{day}"),
            &[EventKind::Grant, EventKind::Refuse],
            false,
        );
        check(&format!("sms.service=permitted@{day}"), &[], true);
        check("nonsense", &[], true);
        check("", &[], false);
    }
}
