//! Walking a list one by one: what was decided about each person, and how a step is told.

use super::ids::ReviewId;

/// Bits of an item's id that say which place in its list it has.
pub const PLACE_BITS: u32 = 32;

/// What was decided about somebody on the list. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Decision {
    /// Not looked at yet.
    Waiting = 0,
    Kept = 1,
    Tagged = 2,
    /// A number was written anew.
    Mended = 3,
    /// A number reaches nobody any more.
    Invalid = 4,
    /// Wants no more advertising.
    Withdrawn = 5,
    /// To be looked at later.
    Skipped = 6,
    Deleted = 7,
}

/// How many people a decision was made about, decision by decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u64; Decision::ALL.len()]);

/// One step of a walk, as the log keeps it: it names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewStep {
    pub review: ReviewId,
    /// From 0.
    pub place: u32,
    pub decision: Decision,
}

/// What an op of the log did to a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAct {
    Begun,
    Stepped(ReviewStep),
    /// Taken off the desk before its end.
    Dropped,
}

impl Decision {
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Kept,
        Self::Tagged,
        Self::Mended,
        Self::Invalid,
        Self::Withdrawn,
        Self::Skipped,
        Self::Deleted,
    ];

    /// The word in the subject of an op, and the one that messages are named after.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Kept => "kept",
            Self::Tagged => "tagged",
            Self::Mended => "mended",
            Self::Invalid => "invalid",
            Self::Withdrawn => "withdrawn",
            Self::Skipped => "skipped",
            Self::Deleted => "deleted",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|decision| decision.word() == word)
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|decision| *decision as u8 == code)
    }
}

impl Tally {
    pub fn count(&mut self, decision: Decision, people: u64) {
        if let Some(count) = self.0.get_mut(decision as usize) {
            *count += people;
        }
    }

    pub fn of(&self, decision: Decision) -> u64 {
        self.0.get(decision as usize).copied().unwrap_or_default()
    }

    /// Everybody on the list.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// How many have been looked at.
    pub fn done(&self) -> u64 {
        self.total() - self.of(Decision::Waiting)
    }
}

impl ReviewAct {
    const BEGUN: &'static str = "begin";
    const DROPPED: &'static str = "drop";

    /// `kept 3 17`: what, in which review, at which place.
    pub fn subject(self) -> String {
        match self {
            Self::Begun => Self::BEGUN.to_owned(),
            Self::Dropped => Self::DROPPED.to_owned(),
            Self::Stepped(step) => {
                let word = step.decision.word();
                format!("{word} {} {}", step.review.0, step.place)
            }
        }
    }

    /// Reads what [`ReviewAct::subject`] wrote.
    pub fn parse(subject: &str) -> Option<Self> {
        let mut words = subject.split(' ');
        match words.next()? {
            Self::BEGUN => Some(Self::Begun),
            Self::DROPPED => Some(Self::Dropped),
            word => Some(Self::Stepped(ReviewStep {
                review: ReviewId(words.next()?.parse().ok()?),
                place: words.next()?.parse().ok()?,
                decision: Decision::from_word(word)?,
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_tells_a_step_and_reads_it_back() {
        let review = ReviewId(3);
        let step = |decision| {
            ReviewAct::Stepped(ReviewStep {
                review,
                place: 17,
                decision,
            })
        };
        assert_eq!(step(Decision::Kept).subject(), "kept 3 17");
        let steps = Decision::ALL.map(step);
        for act in [ReviewAct::Begun, ReviewAct::Dropped]
            .into_iter()
            .chain(steps)
        {
            assert_eq!(ReviewAct::parse(&act.subject()), Some(act));
        }
        for odd in ["", "kept", "kept x 1", "kept 3", "loved 3 1"] {
            assert_eq!(ReviewAct::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_tally_tells_how_far_the_walk_is() {
        let mut tally = Tally::default();
        tally.count(Decision::Waiting, 5);
        tally.count(Decision::Kept, 2);
        tally.count(Decision::Skipped, 1);
        assert_eq!((tally.total(), tally.done()), (8, 3));
        assert_eq!(tally.of(Decision::Kept), 2);
    }
}
