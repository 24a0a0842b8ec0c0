//! What the window shows of a person's consent at a glance: four piles and five badges.

use super::consent::State;

/// Whom the owner may text: four piles that add up to everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pile {
    /// Some number may get marketing texts now.
    MayText,
    /// Some number may get service texts, after a no to marketing or with a basis for service.
    ServiceOnly,
    /// Nothing that could be relied on, and nothing against asking.
    AskFirst,
    /// A no, and nothing that may still be sent.
    DoNotDisturb,
}

/// The shapes that tell one answer from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Badge {
    /// Marketing may be sent now: consent that can be proved, or another basis.
    Yes,
    /// No word on marketing, but a basis for service messages.
    Service,
    /// Asked, run out, claimed by a file only, or given for a number that cannot be used.
    Waiting,
    /// Nothing on record.
    #[default]
    Unknown,
    /// The person, or the facts, said no to marketing.
    No,
}

/// One person's answer on one channel. It never says more than the [`Pile`]: `Yes` is exactly
/// [`Pile::MayText`], `service_only` exactly [`Pile::ServiceOnly`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ConsentBadge {
    pub badge: Badge,
    /// The state behind it: of service for [`Badge::Service`], of marketing for all others.
    pub state: State,
    /// Service messages may be sent and marketing may not; also after a no to marketing.
    pub service_only: bool,
}

impl Pile {
    pub const ALL: [Self; 4] = [
        Self::MayText,
        Self::ServiceOnly,
        Self::AskFirst,
        Self::DoNotDisturb,
    ];
}

impl Badge {
    pub const ALL: [Self; 5] = [
        Self::Yes,
        Self::Service,
        Self::Waiting,
        Self::Unknown,
        Self::No,
    ];
}
