//! What the owner can prove: it makes a claim of the file reliable, and where the file does not
//! ask at all, it is the answer of everybody in it.

use super::emails_of;
use crate::domain::consent::{Channel, Cover, EventKind, Grade, Point, Purpose};
use crate::domain::time::Millis;
use crate::import::draft::{Draft, DraftConsent};
use crate::import::map::{Field, Mapping};
use crate::import::options::Attestation;

/// The owner's statement, as far as drafts need it.
#[derive(Debug)]
pub(super) struct Attested {
    /// With each channel, whether the file answers for it person by person: a blank there is no
    /// yes.
    channels: Vec<(Channel, bool)>,
    at: Option<Millis>,
}

impl Attested {
    pub(super) fn new(attestation: &Attestation, mapping: &Mapping) -> Self {
        let asks = |channel: Channel| {
            mapping.fields().any(|(_, field)| match field {
                Field::Consent(about) => about.is_none_or(|about| about == channel),
                _ => false,
            })
        };
        let channels = attestation.channels.iter();
        Self {
            channels: channels.map(|channel| (*channel, asks(*channel))).collect(),
            at: attestation.at,
        }
    }

    /// Adds the proved yes of each channel. A row that says no stays a no, a yes without a day is
    /// not proved, and only numbers that are the person's own are meant.
    pub(super) fn prove(&self, draft: &mut Draft) {
        let ordered = draft.purchase.as_ref().and_then(|purchase| purchase.at);
        for (channel, asks) in &self.channels {
            let about = |consent: &&DraftConsent| {
                consent.cover.channel.is_none_or(|about| about == *channel)
            };
            let says = |positive: bool| {
                draft
                    .consents
                    .iter()
                    .filter(about)
                    .find(|consent| consent.kind.is_positive() == positive)
            };
            if says(false).is_some() {
                continue;
            }
            let claim = says(true);
            let at = claim.and_then(|claim| claim.at).or(self.at).or(ordered);
            if at.is_none() || (*asks && claim.is_none()) {
                continue;
            }
            let proved = points_of(draft, *channel)
                .into_iter()
                .map(|point| DraftConsent {
                    point,
                    cover: Cover {
                        channel: Some(*channel),
                        purpose: Some(Purpose::Marketing),
                    },
                    kind: EventKind::Grant,
                    at,
                    grade: Grade::B,
                });
            let proved: Vec<DraftConsent> = proved.collect();
            // What is proved need not be claimed as well.
            draft.consents.retain(|claim| {
                let same =
                    |proof: &DraftConsent| proof.point == claim.point && proof.cover == claim.cover;
                !proved.iter().any(same)
            });
            draft.consents.extend(proved);
        }
    }
}

fn points_of(draft: &Draft, channel: Channel) -> Vec<Point> {
    match channel {
        Channel::Email => emails_of(&draft.emails).collect(),
        Channel::Post if draft.has_address() => vec![Point::Person],
        Channel::Post => Vec::new(),
        Channel::Sms | Channel::Call | Channel::Whatsapp | Channel::Wechat => {
            let numbers = draft.numbers.iter();
            numbers
                .filter_map(|number| number.identity().map(Point::Phone))
                .collect()
        }
    }
}
