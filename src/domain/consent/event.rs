//! One entry of the append-only ledger.

use super::scope::Cover;
use crate::domain::ids::{BatchId, ContactId, EventId, NoticeId, OpId};
use crate::domain::phone::E164;
use crate::domain::time::Millis;

/// What the event hangs on. Numbers and addresses rather than contacts, so that an opt-out follows
/// the number to whoever shares or re-imports it.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Point {
    /// The contact as a whole, on every point it has.
    Person,
    Phone(E164),
    /// The form given by `email_key`.
    Email(String),
}

/// What happened. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum EventKind {
    /// Asked, no answer yet.
    Request = 1,
    /// The person agreed.
    Grant = 2,
    /// Another legal basis than consent, with its proof.
    Permit = 3,
    /// The person said no when asked.
    Refuse = 4,
    /// The person took an earlier yes back, or objected.
    Withdraw = 5,
    /// The yes turned out worthless (wrong wording, number reassigned, bad provenance).
    Invalidate = 6,
    /// The time told to the person is over.
    Expire = 7,
    /// Compensation: the events of another op no longer count, because it was undone.
    Void = 8,
    /// Compensation: the events of another op count again, because it was redone.
    Restore = 9,
}

/// How the event came to be known. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Method {
    /// Claimed by an imported file.
    Import = 1,
    WebForm = 2,
    Paper = 3,
    InPerson = 4,
    VerbalCall = 5,
    SmsReply = 6,
    EmailClick = 7,
    Qr = 8,
    /// Written by the program itself (compensations, expiry).
    Program = 9,
}

/// How well the event can be proved. The discriminants are stored; never renumber.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[repr(u8)]
pub enum Grade {
    /// Nothing.
    D = 0,
    /// Asserted by an import file.
    C = 1,
    /// Recorded by staff with wording and date.
    B = 2,
    /// The person's own act, with wording, time and artefact.
    A = 3,
}

/// An event as it is handed to the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    pub contact: ContactId,
    pub point: Point,
    pub cover: Cover,
    pub kind: EventKind,
    /// When it took effect.
    pub at: Millis,
    /// For grants and permits: the instant from which they no longer hold; `None` for no end.
    pub until: Option<Millis>,
    pub grade: Grade,
    pub method: Method,
    pub batch: Option<BatchId>,
    /// Row of the imported file, 1-based, header included.
    pub row: Option<u32>,
    pub notice: Option<NoticeId>,
    pub note: String,
    /// For compensations: the op whose events they speak of.
    pub target: Option<OpId>,
}

/// An event as it stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub op: OpId,
    pub what: NewEvent,
}

impl EventKind {
    pub const ALL: [Self; 9] = [
        Self::Request,
        Self::Grant,
        Self::Permit,
        Self::Refuse,
        Self::Withdraw,
        Self::Invalidate,
        Self::Expire,
        Self::Void,
        Self::Restore,
    ];

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }

    /// The word in the subject of an op.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Grant => "grant",
            Self::Permit => "permit",
            Self::Refuse => "refuse",
            Self::Withdraw => "withdraw",
            Self::Invalidate => "invalidate",
            Self::Expire => "expire",
            Self::Void => "void",
            Self::Restore => "restore",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it allows something, for a time or for good.
    pub const fn is_positive(self) -> bool {
        matches!(self, Self::Grant | Self::Permit)
    }

    /// Whether it forbids.
    pub const fn is_negative(self) -> bool {
        matches!(self, Self::Refuse | Self::Withdraw | Self::Invalidate)
    }
}

impl Method {
    pub const ALL: [Self; 9] = [
        Self::Import,
        Self::WebForm,
        Self::Paper,
        Self::InPerson,
        Self::VerbalCall,
        Self::SmsReply,
        Self::EmailClick,
        Self::Qr,
        Self::Program,
    ];

    /// The word that messages are named after.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::WebForm => "web_form",
            Self::Paper => "paper",
            Self::InPerson => "in_person",
            Self::VerbalCall => "verbal_call",
            Self::SmsReply => "sms_reply",
            Self::EmailClick => "email_click",
            Self::Qr => "qr",
            Self::Program => "program",
        }
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|method| *method as u8 == code)
    }
}

impl Grade {
    pub const ALL: [Self; 4] = [Self::D, Self::C, Self::B, Self::A];

    /// `A` to `D`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| *grade as u8 == code)
    }
}
