//! A number, the country it belongs to, the kind of its line and how well its cell could be read.

use serde::{Deserialize, Serialize};

/// A number's digits with country code and without plus: at most 15 when valid, 18 otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct E164(pub u64);

impl std::fmt::Display for E164 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "+{}", self.0)
    }
}

/// A country or territory, two capital letters of ISO 3166-1 (world-wide services have none).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Region(pub [u8; 2]);

impl Region {
    /// Reads `CN`, `cn`; `None` for anything but two ASCII letters.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What the cleaner found in a cell. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum NumberStatus {
    Ok = 0,
    /// Not certain: it reads two ways, or something beside it is unexplained. One reading is kept;
    /// the reasons tell the other one or what is in doubt.
    Ambiguous = 1,
    Invalid = 2,
    /// A spreadsheet cut digits off (`1.38E+10`).
    Lossy = 3,
    /// `138****1234`.
    Masked = 4,
    /// A platform's relay number (11 digits and an extension of 4): expires.
    Relay = 5,
    Empty = 6,
}

/// The kind of line. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum NumberKind {
    Fixed = 0,
    Mobile = 1,
    FixedOrMobile = 2,
    TollFree = 3,
    Premium = 4,
    Shared = 5,
    Voip = 6,
    Personal = 7,
    Pager = 8,
    Uan = 9,
    Voicemail = 10,
    Unknown = 11,
}

impl NumberStatus {
    pub const ALL: [Self; 7] = [
        Self::Ok,
        Self::Ambiguous,
        Self::Invalid,
        Self::Lossy,
        Self::Masked,
        Self::Relay,
        Self::Empty,
    ];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Ambiguous => "ambiguous",
            Self::Invalid => "invalid",
            Self::Lossy => "lossy",
            Self::Masked => "masked",
            Self::Relay => "relay",
            Self::Empty => "empty",
        }
    }

    /// The status stored as this number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|status| *status as u8 == code)
    }

    /// Whether a number of this status has an E.164 form.
    pub const fn has_e164(self) -> bool {
        matches!(self, Self::Ok | Self::Ambiguous | Self::Relay)
    }
}

impl NumberKind {
    pub const ALL: [Self; 12] = [
        Self::Fixed,
        Self::Mobile,
        Self::FixedOrMobile,
        Self::TollFree,
        Self::Premium,
        Self::Shared,
        Self::Voip,
        Self::Personal,
        Self::Pager,
        Self::Uan,
        Self::Voicemail,
        Self::Unknown,
    ];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Mobile => "mobile",
            Self::FixedOrMobile => "fixed_or_mobile",
            Self::TollFree => "toll_free",
            Self::Premium => "premium",
            Self::Shared => "shared",
            Self::Voip => "voip",
            Self::Personal => "personal",
            Self::Pager => "pager",
            Self::Uan => "uan",
            Self::Voicemail => "voicemail",
            Self::Unknown => "unknown",
        }
    }

    /// The kind stored as this number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }

    /// Whether a text message can reach such a line.
    pub const fn may_be_mobile(self) -> bool {
        matches!(self, Self::Mobile | Self::FixedOrMobile)
    }
}
