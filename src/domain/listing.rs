//! How the whole list is handed over: table by table, row by row, without copies.

use super::consent::NewEvent;
use super::contact::PurchaseSummary;
use super::field::FieldDefinition;
use super::ids::{ContactId, FieldId, SegmentId, SourceId, TagId};
use super::phone::{E164, NumberKind, NumberStatus, Region};
use super::time::Millis;

/// Names of what contacts refer to by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    pub tags: Vec<(TagId, String)>,
    pub sources: Vec<SourceEntry>,
    pub fields: Vec<FieldEntry>,
    pub segments: Vec<SegmentEntry>,
}

/// Where contacts came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    pub id: SourceId,
    pub name: String,
    pub kind: SourceKind,
}

/// A custom field's definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldEntry {
    pub id: FieldId,
    pub name: String,
    pub kind: FieldKind,
    /// What it is for, and what can be chosen in it.
    pub definition: FieldDefinition,
}

/// A saved filter, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentEntry {
    pub id: SegmentId,
    pub name: String,
    pub filter: String,
    /// Place of its colour in the palette.
    pub colour: u8,
    /// Contacts put in by hand.
    pub included: u32,
    /// Contacts left out by hand.
    pub excluded: u32,
}

/// How contacts came to the owner. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum SourceKind {
    WebForm = 1,
    Shop = 2,
    Event = 3,
    Marketplace = 4,
    Partner = 5,
    /// Never yields a sendable state.
    Purchased = 6,
    Other = 7,
}

/// What values of a custom field are. The discriminants are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum FieldKind {
    Text = 1,
    Number = 2,
    /// ISO 8601, `2026-11-23`.
    Date = 3,
    Choice = 4,
    /// `yes` or `no`.
    YesNo = 5,
    /// A day of the year, solar or lunar, with or without the year it was.
    Birthday = 6,
}

/// One row of the contact table.
#[derive(Clone, Copy, Debug)]
pub struct ContactRow<'a> {
    pub id: ContactId,
    pub reference: &'a str,
    pub name: &'a str,
    pub company: &'a str,
    pub created: Millis,
    pub source: Option<SourceId>,
}

/// One row of the number table.
#[derive(Clone, Copy, Debug)]
pub struct NumberRow<'a> {
    pub raw: &'a str,
    pub e164: Option<E164>,
    pub status: NumberStatus,
    pub kind: NumberKind,
    pub region: Option<Region>,
}

/// One row of the address table.
#[derive(Clone, Copy, Debug)]
pub struct AddressRow<'a> {
    pub country: &'a str,
    pub province: &'a str,
    pub city: &'a str,
}

/// Receives the whole list. Contacts come first, in ascending order of id; then each other table
/// in ascending order of contact; then the events that count, in any order.
pub trait ListSink {
    fn contact(&mut self, row: ContactRow<'_>);
    fn number(&mut self, contact: ContactId, row: NumberRow<'_>);
    fn email(&mut self, contact: ContactId, addr: &str);
    fn address(&mut self, contact: ContactId, row: AddressRow<'_>);
    fn tag(&mut self, contact: ContactId, tag: TagId);
    fn field(&mut self, contact: ContactId, field: FieldId, value: &str);
    fn purchases(&mut self, contact: ContactId, summary: PurchaseSummary);
    /// The contact was put into the segment by hand, or left out of it.
    fn segment_override(&mut self, contact: ContactId, segment: SegmentId, included: bool);
    fn event(&mut self, event: NewEvent);
}

impl SourceKind {
    pub const ALL: [Self; 7] = [
        Self::WebForm,
        Self::Shop,
        Self::Event,
        Self::Marketplace,
        Self::Partner,
        Self::Purchased,
        Self::Other,
    ];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WebForm => "web_form",
            Self::Shop => "shop",
            Self::Event => "event",
            Self::Marketplace => "marketplace",
            Self::Partner => "partner",
            Self::Purchased => "purchased",
            Self::Other => "other",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }
}

impl FieldEntry {
    /// A field that nothing else is said of.
    pub fn new(id: FieldId, name: impl Into<String>, kind: FieldKind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            definition: FieldDefinition::default(),
        }
    }
}

impl FieldKind {
    pub const ALL: [Self; 6] = [
        Self::Text,
        Self::Number,
        Self::Date,
        Self::Choice,
        Self::YesNo,
        Self::Birthday,
    ];

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }
}
