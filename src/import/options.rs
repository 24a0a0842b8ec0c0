//! What the user may say about a file before it is read; everything else is found out.

use super::map::Field;
use super::plan::{MatchKeys, Policy};
use crate::domain::consent::{Channel, Method};
use crate::domain::listing::{FieldKind, SourceKind};
use crate::domain::phone::Region;
use crate::domain::time::Millis;

/// How a file is to be read. What is `None` or empty is found out from the file.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Numbers without country code belong here; also breaks ties between encodings and dates.
    pub country: Region,
    /// A name of an encoding, such as `gb18030`.
    pub encoding: Option<String>,
    /// One character, or one of the words `comma semicolon tab pipe`.
    pub delimiter: Option<String>,
    /// Name of the sheet; without it, the one with most rows.
    pub sheet: Option<String>,
    /// Whether the first row of the table names the columns.
    pub header: Option<bool>,
    /// Name of a preset.
    pub preset: Option<String>,
    /// `column → field`: a header, or a letter or 1-based number of a column, and a name of a
    /// field as the command line knows it. These come before every guess.
    pub maps: Vec<(String, String)>,
    /// Fields of columns by their index, from 0. These come even before `maps`.
    pub columns: Vec<(usize, Field)>,
    /// The book's own fields: values that go to one are read as its kind wants them.
    pub fields: Vec<(String, FieldKind)>,
    pub policy: Policy,
    /// What tells that a row is about somebody in the book.
    pub keys: MatchKeys,
    /// Columns, by their index from 0, that overwrite nothing; blanks are filled all the same.
    pub keep: Vec<usize>,
    /// The same, by header, letter or 1-based number.
    pub keep_named: Vec<String>,
    pub recipient: Recipient,
    /// Of a folder: what of it is looked at, by names below it with slashes; everything without
    /// any.
    pub only: Vec<String>,
    /// Files of a folder or an archive, by name, whose rows stay out.
    pub without: Vec<String>,
    /// Files that readers have died of, and that are not looked into.
    pub deadly: Vec<String>,
    /// A purchased list never yields a sendable state.
    pub source_kind: SourceKind,
    /// What the owner can prove; without it, a yes of the file is a mere claim.
    pub attestation: Option<Attestation>,
}

/// The owner's statement that these people agreed to marketing, and where that can be proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    pub channels: Vec<Channel>,
    /// How they said yes.
    pub method: Method,
    /// The words they said yes to.
    pub wording: String,
    /// Tag of BCP 47 of those words.
    pub language: String,
    /// When; without it, each at the time of the order, and rows without an order prove nothing.
    pub at: Option<Millis>,
    /// Where the proof is kept.
    pub proof: String,
}

/// Whom the recipient of an order is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// Someone the goods were sent to: kept with the order, in no list, never contactable.
    #[default]
    Delivery,
    /// The buyer: name and number are the buyer's.
    Contact,
}

impl ImportOptions {
    /// Everything found out from the file itself.
    pub fn new(country: Region, source_kind: SourceKind) -> Self {
        Self {
            country,
            encoding: None,
            delimiter: None,
            sheet: None,
            header: None,
            preset: None,
            maps: Vec::new(),
            columns: Vec::new(),
            fields: Vec::new(),
            policy: Policy::default(),
            keys: MatchKeys::default(),
            keep: Vec::new(),
            keep_named: Vec::new(),
            recipient: Recipient::default(),
            only: Vec::new(),
            without: Vec::new(),
            deadly: Vec::new(),
            source_kind,
            attestation: None,
        }
    }

    /// What can be proved: nothing of people whose numbers were bought.
    pub fn proved(&self) -> Option<&Attestation> {
        self.attestation
            .as_ref()
            .filter(|_| self.source_kind != SourceKind::Purchased)
    }
}

impl ImportOptions {
    /// What the book's own field of this name keeps, if there is one.
    pub(super) fn kind_of(&self, name: &str) -> Option<FieldKind> {
        let known = self.fields.iter().find(|(known, _)| known == name);
        known.map(|(_, kind)| *kind)
    }
}

impl Recipient {
    pub const ALL: [Self; 2] = [Self::Delivery, Self::Contact];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Contact => "contact",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|recipient| recipient.word() == word)
    }
}
