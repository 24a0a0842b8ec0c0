//! What needs the owner's attention, and the piles, each as a filter that opens the people behind.

use crate::domain::badge::Pile;
use crate::domain::filter::{Expr, Filter, Flag, Part, Subject, Term};
use crate::roster::{ContactSet, Needle, Roster};

/// A reason to look at some contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attention {
    /// A number that another contact has too.
    SharedNumbers,
    InvalidNumbers,
    /// A number that reads two ways.
    AmbiguousNumbers,
    /// `138****1234`.
    MaskedNumbers,
    /// A spreadsheet cut digits off.
    LossyNumbers,
    /// Lent by a platform; they expire.
    RelayNumbers,
    /// Nothing on record on any channel.
    NoConsent,
}

impl Attention {
    pub const ALL: [Self; 7] = [
        Self::SharedNumbers,
        Self::InvalidNumbers,
        Self::AmbiguousNumbers,
        Self::MaskedNumbers,
        Self::LossyNumbers,
        Self::RelayNumbers,
        Self::NoConsent,
    ];

    fn term(self) -> Term {
        let is = |flag| Term::Is(vec![flag]);
        match self {
            Self::SharedNumbers => is(Flag::Duplicate),
            Self::InvalidNumbers => is(Flag::Invalid),
            Self::AmbiguousNumbers => is(Flag::Ambiguous),
            Self::MaskedNumbers => is(Flag::Masked),
            Self::LossyNumbers => is(Flag::Lossy),
            Self::RelayNumbers => is(Flag::Relay),
            Self::NoConsent => Term::No(vec![Part::Consent]),
        }
    }

    /// The contacts concerned.
    pub fn filter(self) -> Filter {
        Filter::from_chips([Expr::Term(self.term())])
    }
}

/// The contacts of a pile.
pub fn pile_filter(pile: Pile) -> Filter {
    Filter::from_chips([Expr::Term(Term::Pile(vec![pile]))])
}

/// How many contacts of a set each reason concerns, in the order of [`Attention::ALL`].
pub fn attention_counts(roster: &Roster, set: &ContactSet) -> Vec<(Attention, usize)> {
    // One pass over all numbers instead of one for each kind of fault.
    let numbers = roster.values(set, &Subject::NumberStatus, &Needle::default(), usize::MAX);
    let count = |attention: Attention| {
        if attention == Attention::NoConsent {
            return roster.blank(set, &Subject::Consent);
        }
        let term = attention.term();
        let entry = numbers.entries.iter().find(|entry| entry.term == term);
        entry.map_or(0, |entry| entry.count)
    };
    Attention::ALL
        .map(|attention| (attention, count(attention)))
        .to_vec()
}
