//! What the cleaner says about a cell: its numbers, how sure each one is, and why.

use super::{E164, NumberKind, NumberStatus, Region, engine};

/// What one cell means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellReading {
    /// The worst status among the parts.
    pub status: NumberStatus,
    /// The parts of the cell, in order; none for an empty cell.
    pub numbers: Vec<PartReading>,
    /// Why the cell reads as it does, for machines; without repetitions.
    pub reasons: Vec<Reason>,
}

/// One part of a cell (a cell may hold several numbers).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartReading {
    /// This part as it was written, its labels included.
    pub raw: String,
    pub status: NumberStatus,
    /// The number. Masked and lossy parts have none; an invalid part has one when it has digits
    /// enough to be parsed, and it is then not valid.
    pub reading: Option<PhoneReading>,
}

/// One number read out of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneReading {
    pub e164: E164,
    /// Whether the numbering plan has such a number.
    pub valid: bool,
    pub kind: NumberKind,
    /// None for world-wide services and for invalid numbers of shared country codes.
    pub region: Option<Region>,
    /// Digits to dial after the connection, or nothing.
    pub extension: String,
}

impl PhoneReading {
    /// The number as its own country writes it, with its extension.
    pub fn national_format(&self) -> String {
        engine::national_format(self.e164, &self.extension)
    }
}

/// Why a cell got its reading. The cell's status says how grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The other valid reading of an ambiguous number.
    OtherReading(E164),
    /// The cell holds more than one number.
    SeveralNumbers,
    /// The cell can be cut into valid numbers in more than one way.
    UnclearSplit,
    /// Words beside the number were left out.
    Label,
    /// The number has an extension.
    Extension,
    /// A spreadsheet's `.0` was cut off.
    DecimalZeros,
    /// Thousands separators were taken out.
    ThousandsSeparators,
    /// Scientific notation that still has every digit.
    ScientificNotation,
    /// Scientific notation that has lost digits.
    DigitsLost,
    /// Digits are hidden (`138****1234`).
    Masked,
    /// A platform's relay number.
    Relay,
    /// The country code stands without plus and is not the home country's.
    MissingPlus,
    /// The number starts with another country's way to dial abroad (`011…` outside America).
    ForeignPrefix,
    /// Letters stood between the digits.
    Letters,
    /// Further digits belong to no number.
    LeftoverDigits,
    /// A list of last digits follows the number (`…12/13`); only the first is read.
    ShortTail,
    /// `无`, `n/a` and the like.
    Placeholder,
    /// No digit at all.
    NoDigits,
    /// A date.
    Date,
    /// An e-mail address or a messenger account.
    NotAPhone,
    TooShort,
    TooLong,
    /// The length may be right, but no such number is in the numbering plan.
    NotInPlan,
}

impl Reason {
    /// The word of the command-line contract.
    pub fn word(self) -> String {
        let word = match self {
            Self::OtherReading(other) => return format!("other_reading:{other}"),
            Self::SeveralNumbers => "several_numbers",
            Self::UnclearSplit => "unclear_split",
            Self::Label => "label",
            Self::Extension => "extension",
            Self::DecimalZeros => "decimal_zeros",
            Self::ThousandsSeparators => "thousands_separators",
            Self::ScientificNotation => "scientific_notation",
            Self::DigitsLost => "digits_lost",
            Self::Masked => "masked",
            Self::Relay => "relay",
            Self::MissingPlus => "missing_plus",
            Self::ForeignPrefix => "foreign_prefix",
            Self::Letters => "letters",
            Self::LeftoverDigits => "leftover_digits",
            Self::ShortTail => "short_tail",
            Self::Placeholder => "placeholder",
            Self::NoDigits => "no_digits",
            Self::Date => "date",
            Self::NotAPhone => "not_a_phone",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::NotInPlan => "not_in_plan",
        };
        word.to_owned()
    }
}

impl CellReading {
    /// A cell that has no number to show, for one reason.
    pub(super) fn without_number(cell: &str, status: NumberStatus, reason: Option<Reason>) -> Self {
        let numbers = if status == NumberStatus::Empty {
            Vec::new()
        } else {
            vec![PartReading {
                raw: cell.trim().to_owned(),
                status,
                reading: None,
            }]
        };
        Self {
            status,
            numbers,
            reasons: reason.into_iter().collect(),
        }
    }
}
