//! An opened book with its list: what both the window and the command line work with.
//!
//! It is the only room that joins the others: files become ops, ops become changes of the list,
//! and the list answers what is shown and sent out.

pub mod away;
pub mod backups;
mod conflicts;
mod details;
pub mod editing;
mod existing;
mod exporting;
mod history;
pub mod hygiene;
pub mod import_profile;
mod importing;
pub mod keys;
mod list;
mod listing;
pub mod listview;
mod loading;
mod memory;
pub mod passphrase;
pub mod places;
pub mod previewing;
pub mod roundtrip;
pub mod sample;
pub mod sample_book;
mod sending;
mod session;
pub mod settings;
mod stats;
pub mod watch;

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

pub use crate::book::{
    Access, CheckReport, KdfProfile, Notice, Passphrase, Review, ReviewItem, SentList, TrashEntry,
};
pub use crate::book::{Salt, Standing};
pub use crate::export::{Column, Format};
pub use crate::import::{
    Attestation, Because, Bucket, Buckets, Column as FileColumn, ColumnSeen, Example, Field,
    FileLeftOut, FilePart, FlaggedCell, ImportOptions, Layout, Mapping, MatchBy, MatchKeys,
    PartReport, Policy, Recipient, Report, Survey, Value, can_overwrite, preset_is_of_shop,
    preset_names, preset_title, read_apart, read_if_asked,
};
pub use crate::roster::{ContactSet, Direction, Facets, NumberCell, Pile, Roster, Slot, SortKey};
pub use crate::roster::{latin_name, typed_as};
pub use conflicts::{ConflictCopy, conflict_copies};
pub use details::{
    CameIn, ConsentRecord, ContactDetails, Happening, NumberInfo, PointStanding, TimelineEntry,
};
pub use exporting::{ExportRequest, Exported};
pub use history::{HistoryEntry, OpState};
pub use importing::{ImportRequest, Imported, RowEnd, Watch};
pub use list::SharedList;
pub use listing::{Found, Query};
pub use memory::{BookMemory, Remembered};
pub use sending::{
    Audience, SendPlan, SendRequest, Sent, editable_columns, fewest_columns, plan_list,
};
pub use session::{
    BackupFolder, BookInfo, Event, Job, KeyRequest, Latest, MOST_FOLDERS, Reply, Safety, Session,
    Snapshot, WaitingFile, Warning, Watching,
};
pub use stats::Stats;

use crate::book::{Book, Key, NewOp, Tx};
use crate::domain::ids::OpId;
use crate::domain::listing::Vocabulary;
use crate::domain::op::OpRecord;
use crate::domain::phone::PlaceLanguage;
use crate::domain::problem::{FileProblem, Problem};
use crate::domain::time::{Day, Millis};
use loading::Loaded;

/// An opened book and, once it is asked for, the list in memory.
#[derive(Debug)]
pub struct Workspace {
    book: Book,
    vocabulary: Vocabulary,
    list: Arc<SharedList>,
    /// The list is read when it is first asked for: an import from the command line never needs it.
    loaded: Cell<Loaded>,
    places: PlaceLanguage,
    /// Lists that went out, newest first: asked for with every look at a person.
    sent_lists: Arc<Vec<SentList>>,
}

/// Watches long work and may stop it.
pub trait Progress: Sync {
    /// `rows` are done; `share` of the whole, from 0 to 1, where it is known. Returns whether to go
    /// on.
    fn at(&self, rows: u64, share: Option<f64>) -> bool;
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn at(&self, _rows: u64, _share: Option<f64>) -> bool {
        true
    }
}

/// Makes a new book.
///
/// # Errors
/// As [`Book::create`]; nothing is ever overwritten.
pub fn create(path: &Path, passphrase: &Passphrase, profile: KdfProfile) -> Result<(), Problem> {
    Book::create(path, &Key::create(passphrase, profile)?, now()).map(drop)
}

impl Workspace {
    /// Opens the book at `path`.
    ///
    /// # Errors
    /// As [`Book::open`].
    pub fn open(path: &Path, passphrase: &Passphrase, access: Access) -> Result<Self, Problem> {
        Self::open_knowing(path, passphrase, access, None)
    }

    /// As [`Workspace::open`], with what this computer remembers of the book. A damaged salt is put
    /// right from that, or from the backups beside the book; a book of an older version is backed
    /// up before it is brought up to date.
    ///
    /// # Errors
    /// As [`Book::open`].
    pub fn open_knowing(
        path: &Path,
        passphrase: &Passphrase,
        access: Access,
        known: Option<&Remembered>,
    ) -> Result<Self, Problem> {
        let key = Book::find_key(path, passphrase, &backups::salts(path, known))?;
        let book = Book::open_prepared(path, &key, access, &|book| {
            backups::snapshot(book, None)?.finish(&|_| true).map(drop)
        })?;
        Self::over(book)
    }

    /// Works on a book that is open already.
    ///
    /// # Errors
    /// What the book says.
    pub fn over(book: Book) -> Result<Self, Problem> {
        let vocabulary = book.vocabulary()?;
        let sent_lists = Arc::new(book.sent_lists()?);
        Ok(Self {
            book,
            vocabulary,
            list: Arc::default(),
            loaded: Cell::new(Loaded::Nothing),
            places: PlaceLanguage::Zh,
            sent_lists,
        })
    }

    /// The book behind it.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The list, for other threads to ask.
    pub fn list(&self) -> &Arc<SharedList> {
        &self.list
    }

    /// Keeps the list where others read it already. Before it is loaded.
    #[must_use]
    fn sharing(self, list: Arc<SharedList>) -> Self {
        Self { list, ..self }
    }

    /// The language in which places of issue are named from now on.
    pub fn name_places_in(&mut self, language: PlaceLanguage) {
        self.places = language;
    }

    /// Names of tags, sources and custom fields.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Runs `work` as one op, and keeps the list up with it.
    ///
    /// # Errors
    /// As [`Book::transact`].
    pub fn transact<T>(
        &mut self,
        op: &NewOp,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let (value, changes) = self.book.transact(op, work)?;
        self.follow(&changes)?;
        Ok(value)
    }

    /// Takes the newest op back and says which it was.
    ///
    /// # Errors
    /// As [`Book::undo`].
    pub fn undo(&mut self) -> Result<OpRecord, Problem> {
        let (op, changes) = self.book.undo(now())?;
        self.follow(&changes)?;
        Ok(op)
    }

    /// Brings the op that was undone last back and says which it was.
    ///
    /// # Errors
    /// As [`Book::redo`].
    pub fn redo(&mut self) -> Result<OpRecord, Problem> {
        let (op, changes) = self.book.redo(now())?;
        self.follow(&changes)?;
        Ok(op)
    }

    /// What undo would take back now, and what redo would bring back.
    ///
    /// # Errors
    /// What the book says.
    pub fn next_steps(&self) -> Result<(Option<OpRecord>, Option<OpRecord>), Problem> {
        self.book.next_steps()
    }

    /// The log, oldest entry first.
    ///
    /// # Errors
    /// What the book says.
    pub fn log(&self) -> Result<Vec<OpRecord>, Problem> {
        self.book.ops()
    }

    /// What was done after `known`, oldest entry first.
    ///
    /// # Errors
    /// What the book says.
    pub fn log_after(&self, known: OpId) -> Result<Vec<OpRecord>, Problem> {
        self.book.ops_after(known)
    }

    /// Verifies the whole book.
    ///
    /// # Errors
    /// As [`Book::check`].
    pub fn check(&self) -> Result<CheckReport, Problem> {
        self.book.check()
    }
}

/// Refuses to write over `precious`, by whatever name `path` reaches it.
fn spare(precious: &Path, path: &Path) -> Result<(), Problem> {
    match (precious.canonicalize(), path.canonicalize()) {
        (Ok(precious), Ok(target)) if precious == target => Err(Problem::File {
            path: path.to_owned(),
            kind: FileProblem::Exists,
        }),
        _ => Ok(()),
    }
}

/// The clock, read in this one place below the window and the command line.
pub fn now() -> Millis {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The day of the owner's calendar that an instant falls on.
pub fn day_of(instant: Millis) -> Day {
    let zone = jiff::tz::TimeZone::system();
    jiff::Timestamp::from_millisecond(instant.0).map_or_else(
        |_| instant.day(),
        |instant| Day::from_date(jiff::ZonedDateTime::new(instant, zone).date()),
    )
}

/// Today in the owner's calendar.
pub fn today() -> Day {
    Day::from_date(jiff::ZonedDateTime::now().date())
}
