//! Lists that leave to be edited in a spreadsheet and come back: what differs, cell by cell, and
//! what of it is taken over, as one op.
//!
//! ```text
//! let trip = workspace.read_round_trip(path, &options, progress)?;   // judges; changes nothing
//! let mut ticks = Ticks::of(&trip);                                  // what is on by default
//! ticks.set_person(&trip, 3, false);                                 // the owner says no to one
//! let brought = workspace.bring_back(&trip, &ticks, progress)?;      // one op, one undo
//! ```

mod applying;
mod judging;
mod layout;
mod reading;
mod seen;
mod strangers;
mod ticks;
mod values;

use std::collections::BTreeMap;

use crate::domain::ids::{ContactId, OpId};
use crate::domain::problem::{EditProblem, RejectReason};
use crate::domain::roundtrip::Damage;
use crate::domain::time::Millis;
use crate::export::Column;

pub use applying::{Brought, RefusedCell, RefusedWhy};
pub(super) use layout::written_columns;
pub use ticks::{Share, Ticks};

/// A list that came back, beside the book.
#[derive(Clone, Debug, Default)]
pub struct RoundTrip {
    /// The list that most rows are of; nothing when none is of this book.
    pub list: Option<ListSeen>,
    /// The columns of the list that are in the file.
    pub columns: Vec<TripColumn>,
    /// Heads of columns in the file that belong to no list; they are not taken over.
    pub strange: Vec<String>,
    /// Heads of columns of the list that are not in the file; nobody's values are cleared by that.
    pub missing: Vec<String>,
    /// Rows below the heads, and those above that are people.
    pub rows: u64,
    /// Rows in which nothing differs.
    pub unchanged: u64,
    /// Rows in which nothing differs but cells that are not taken over.
    pub only_kept: u64,
    /// So many rows hold nothing of whom they are marked as that the marks must have been left
    /// behind when some columns were sorted. Nothing is ticked then.
    pub is_shuffled: bool,
    pub people: Vec<PersonDiff>,
    pub new_rows: Vec<NewRow>,
    /// People of the list who are not in the file any more, and still in the book.
    pub gone: Vec<GonePerson>,
    pub kept: Kept,
    pub odd_rows: Vec<OddRow>,
}

/// A list as the book remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSeen {
    pub op: OpId,
    pub at: Millis,
    pub file_name: String,
    pub contacts: u64,
}

/// A column of the list, by the head it has in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TripColumn {
    pub column: Column,
    pub head: String,
}

/// Somebody of whom cells were edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDiff {
    pub row: u32,
    pub contact: ContactId,
    pub name: String,
    pub cells: Vec<CellDiff>,
}

/// A cell that was edited. An empty text in the file clears what the book has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellDiff {
    /// Place in the columns of the trip.
    pub column: usize,
    pub book: String,
    pub file: String,
    /// The book has another text than when the list left.
    pub is_conflict: bool,
}

/// A row of nobody in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRow {
    pub row: u32,
    /// In the order of the columns of the trip.
    pub cells: Vec<String>,
    /// The row was copied from that of somebody, who has one in the file.
    pub copy_of: Option<ContactId>,
    /// Somebody in the book has one of its numbers or addresses already.
    pub twin: Option<ContactId>,
    /// The name of whom it was copied from, or who has its number.
    pub other_name: String,
    /// Why it cannot become a contact.
    pub fault: Option<EditProblem>,
}

/// Somebody of the list whose row is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GonePerson {
    pub contact: ContactId,
    pub name: String,
    /// The first number or address.
    pub reach: String,
}

/// Cells that differ and are not taken over: the book keeps what it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many, by column and reason.
    pub counts: BTreeMap<(usize, KeptWhy), u64>,
    /// The first of them, by row.
    pub cells: Vec<KeptCell>,
    /// Cells with the book's value in another form, which are not told one by one.
    pub other_forms: u64,
}

/// Why a cell that differs is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeptWhy {
    Damaged(Damage),
    /// The column tells what cannot be changed.
    ReadOnly,
    /// The text will not do for the column.
    Unfit(Unfit),
}

/// What a text is not that its column wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unfit {
    Email,
    Number,
    Date,
    YesNo,
    Birthday,
}

/// One cell that differs and is not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCell {
    pub row: u32,
    pub name: String,
    pub column: usize,
    pub book: String,
    pub file: String,
    pub why: KeptWhy,
}

/// A row that belongs to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddRow {
    pub row: u32,
    pub why: OddWhy,
    /// The first cells that have anything in them.
    pub text: String,
}

/// Why a row is not looked at any closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OddWhy {
    /// Its mark was changed.
    BrokenMark,
    /// Its mark is of another book.
    OtherBook,
    /// The book knows no list that it could be of.
    UnknownList,
    /// Whoever it is of is not in the book any more.
    NotInBook,
    /// It cannot be read.
    Unreadable(RejectReason),
    /// It stands above the heads.
    AboveHeads,
}

impl RoundTrip {
    /// How many cells were edited on both sides.
    pub fn conflicts(&self) -> u64 {
        let cells = self.people.iter().flat_map(|person| &person.cells);
        count(cells.filter(|cell| cell.is_conflict).count())
    }

    /// Whether there is anything to take over.
    pub fn has_changes(&self) -> bool {
        !(self.people.is_empty() && self.new_rows.is_empty() && self.gone.is_empty())
    }
}

impl Kept {
    /// How many cells are not taken over.
    pub fn all(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many of them a spreadsheet damaged.
    pub fn damaged(&self) -> u64 {
        let damaged = |(_, why): &(usize, KeptWhy)| matches!(why, KeptWhy::Damaged(_));
        let counts = self.counts.iter().filter(|(key, _)| damaged(key));
        counts.map(|(_, count)| count).sum()
    }
}

impl From<Unfit> for EditProblem {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Email => Self::NotAnEmail,
            Unfit::Number => Self::NotANumber,
            Unfit::Date => Self::NotADate,
            Unfit::YesNo => Self::NotYesOrNo,
            Unfit::Birthday => Self::NotABirthday,
        }
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
