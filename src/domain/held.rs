//! Rows that an import held back: how each of them ended, once the owner decided.

/// What became of a row that was held. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum HeldEnd {
    /// Not decided yet.
    Waiting = 0,
    /// It was about somebody in the book.
    Known = 1,
    /// It was about somebody new.
    New = 2,
    ThrownAway = 3,
}

impl HeldEnd {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Known, Self::New, Self::ThrownAway];

    /// The word in the subject of an op, and the one that messages are named after.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Known => "known",
            Self::New => "new",
            Self::ThrownAway => "thrown-away",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.word() == word)
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|end| *end as u8 == code)
    }
}

/// What an op decided: how, and about how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldAct {
    pub end: HeldEnd,
    pub rows: u64,
}

impl HeldAct {
    /// `new 12`: it names nobody.
    pub fn subject(self) -> String {
        [self.end.word(), &self.rows.to_string()].join(" ")
    }

    /// Reads what [`HeldAct::subject`] wrote.
    pub fn parse(subject: &str) -> Option<Self> {
        let (word, rows) = subject.split_once(' ')?;
        Some(Self {
            end: HeldEnd::from_word(word)?,
            rows: rows.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_tells_what_was_decided() {
        for end in HeldEnd::ALL {
            let act = HeldAct { end, rows: 12 };
            assert_eq!(HeldAct::parse(&act.subject()), Some(act));
            assert_eq!(HeldEnd::from_code(end as u8), Some(end));
        }
        for odd in ["", "new", "new x", "old 1"] {
            assert_eq!(HeldAct::parse(odd), None, "{odd}");
        }
    }
}
