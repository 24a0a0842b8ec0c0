//! The whole list in memory, as columns: answers search, filter, sort and counts.
//!
//! Filled once from the book ([`LoadBatch`], [`Roster::append`], [`Roster::finish_load`]), then
//! kept up to date contact by contact ([`Roster::upsert`], [`Roster::remove`]). After any sequence
//! of these it answers like one filled afresh. Questions need only `&self`; what they cache lies
//! behind a mutex.

mod addresses;
mod batch;
mod cells;
mod collate;
mod column;
mod columns;
mod digits;
mod edit;
mod emails;
mod eval;
mod expiry;
mod facets;
mod fields;
mod glyphs;
mod load;
mod numbers;
mod order;
mod parts;
mod pool;
mod purchases;
mod reach;
mod reading;
mod rows;
mod search;
mod segments;
mod sendable;
mod set;
mod spread;
mod tally;
mod values;

pub use crate::domain::badge::Pile;
pub use batch::LoadBatch;
pub use cells::{MobileCell, TableRow};
pub use columns::NumberCell;
pub use facets::Facets;
pub use load::{LoadStage, Stage};
pub use order::{Direction, SortKey};
pub use parts::Parts;
pub use reading::{latin_name, typed_as};
pub use sendable::Sendable;
pub use set::{ContactSet, Slot};
pub use spread::{MonthCount, YearCount};
pub use values::{ColumnValue, ColumnValues, Needle};

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fixedbitset::FixedBitSet;
use roaring::{RoaringBitmap, RoaringTreemap};
use rustc_hash::FxHashMap;

use crate::domain::filter::fold;
use crate::domain::ids::{ContactId, FieldId, SegmentId, SourceId, TagId};
use crate::domain::listing::{FieldEntry, FieldKind, SourceEntry, Vocabulary};
use crate::domain::time::Millis;

/// Replaced values below this count are not worth compacting; tests want to see it happen.
const GARBAGE_FLOOR: usize = if cfg!(test) { 8 } else { 16_384 };

/// Every contact of an open book.
pub struct Roster {
    vocabulary: Vocabulary,
    /// Changes with everything that could change an answer.
    revision: u64,
    /// Added to an instant before asking for its day.
    utc_offset: i64,
    /// When consent is folded.
    now: Millis,

    ids: Vec<ContactId>,
    /// So many of `ids`, from the first, are in ascending order.
    ascending: usize,
    /// Slots of the others.
    late: FxHashMap<ContactId, Slot>,
    live: FixedBitSet,

    created: Vec<Millis>,
    names: column::TextColumn,
    companies: column::TextColumn,
    refs: column::TextColumn,
    numbers: numbers::NumberTable,
    emails: emails::EmailTable,
    addresses: addresses::AddressTable,
    tags: BTreeMap<TagId, RoaringBitmap>,
    overrides: BTreeMap<SegmentId, segments::Overrides>,
    /// Position in `source_ids` plus one; 0 without a source.
    sources: Vec<u32>,
    source_ids: Vec<SourceId>,
    purchases: purchases::PurchaseColumns,
    fields: BTreeMap<FieldId, fields::FieldColumn>,
    reaches: reach::ReachTable,
    /// Number of the contact's reach.
    reach: Vec<u32>,
    ends: expiry::Ends,
    /// Lists that went out, newest first.
    sent_lists: Vec<OnList>,
    /// Contacts with a number that another contact has too.
    shared: FixedBitSet,
    glyphs: glyphs::Glyphs,

    load: Option<load::Load>,
    caches: Mutex<Caches>,
}

/// A list that went out.
#[derive(Clone, Debug, PartialEq)]
pub struct OnList {
    /// Of the file.
    pub name: String,
    /// Ids, of people who are gone too.
    pub contacts: RoaringTreemap,
}

/// What answers leave behind for the next question.
#[derive(Default)]
struct Caches {
    words: search::WordCache,
    orders: order::OrderCache,
}

impl Roster {
    pub fn new(vocabulary: Vocabulary) -> Self {
        use column::TextColumn;
        use pool::Pool;
        Self {
            vocabulary,
            revision: 0,
            utc_offset: 0,
            now: Millis(i64::MIN),
            ids: Vec::new(),
            ascending: 0,
            late: FxHashMap::default(),
            live: FixedBitSet::new(),
            created: Vec::new(),
            names: TextColumn::new(Pool::distinct()),
            companies: TextColumn::new(Pool::distinct()),
            refs: TextColumn::new(Pool::plain()),
            numbers: numbers::NumberTable::default(),
            emails: emails::EmailTable::default(),
            addresses: addresses::AddressTable::default(),
            tags: BTreeMap::new(),
            overrides: BTreeMap::new(),
            sources: Vec::new(),
            source_ids: Vec::new(),
            purchases: purchases::PurchaseColumns::default(),
            fields: BTreeMap::new(),
            reaches: reach::ReachTable::default(),
            reach: Vec::new(),
            ends: expiry::Ends::default(),
            sent_lists: Vec::new(),
            shared: FixedBitSet::new(),
            glyphs: glyphs::Glyphs::default(),
            load: None,
            caches: Mutex::default(),
        }
    }

    /// Contacts in the list.
    pub fn len(&self) -> usize {
        self.live.count_ones(..)
    }

    pub fn is_empty(&self) -> bool {
        self.live.is_clear()
    }

    /// Grows with every change; answers of the same revision agree with each other.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How far the owner's clock is ahead of UTC, in seconds; decides on which day a contact was
    /// created. 0 until set.
    pub fn set_utc_offset(&mut self, seconds: i32) {
        self.utc_offset = i64::from(seconds) * 1000;
        self.touch();
    }

    /// Names of tags, sources, fields and segments.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Takes over changed names; what contacts refer to stays.
    pub fn set_vocabulary(&mut self, vocabulary: Vocabulary) {
        self.vocabulary = vocabulary;
        self.touch();
        let caches = self.caches_mut();
        caches.orders.forget_all();
        caches.words.forget();
    }

    /// Takes over the lists that went out, newest first.
    pub fn set_sent_lists(&mut self, lists: Vec<OnList>) {
        self.sent_lists = lists;
        self.touch();
    }

    /// Those on a list who are still here.
    fn on_list<'r>(&'r self, list: &'r OnList) -> impl Iterator<Item = Slot> + 'r {
        let ids = list.contacts.iter();
        let ids = ids.filter_map(|id| i64::try_from(id).ok().map(ContactId));
        ids.filter_map(|id| self.slot_of(id))
    }

    /// Bytes held by the columns, without what answers have cached.
    pub fn column_bytes(&self) -> usize {
        let codes = 4 * (self.sources.capacity() + self.reach.capacity());
        let slots = 8 * (self.ids.capacity() + self.created.capacity());
        let tags: usize = self.tags.values().map(RoaringBitmap::serialized_size).sum();
        let fields: usize = self.fields.values().map(|field| field.texts.bytes()).sum();
        let overrides = self.overrides.values().map(segments::Overrides::bytes);
        codes
            + slots
            + tags
            + overrides.sum::<usize>()
            + self.ends.bytes()
            + fields
            + self.names.bytes()
            + self.companies.bytes()
            + self.refs.bytes()
            + self.numbers.bytes()
            + self.emails.bytes()
            + self.addresses.bytes()
            + self.purchases.bytes()
            + self.glyphs.bytes()
    }

    /// Overwrites every text and number, then forgets every contact.
    pub fn wipe(&mut self) {
        let mut fresh = Self::new(std::mem::take(&mut self.vocabulary));
        fresh.revision = self.revision + 1;
        fresh.utc_offset = self.utc_offset;
        fresh.now = self.now;
        // Dropping overwrites.
        *self = fresh;
    }

    fn overwrite(&mut self) {
        for column in [&mut self.names, &mut self.companies, &mut self.refs] {
            column.pool.wipe();
        }
        for field in self.fields.values_mut() {
            field.texts.pool.wipe();
        }
        self.numbers.wipe();
        self.emails.wipe();
        self.addresses.wipe();
        self.caches_mut().words.forget();
    }

    fn slots(&self) -> usize {
        self.ids.len()
    }

    fn touch(&mut self) {
        self.revision += 1;
    }

    fn caches(&self) -> MutexGuard<'_, Caches> {
        // A cache is always whole: it is replaced, never patched while another call could panic.
        self.caches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn caches_mut(&mut self) -> &mut Caches {
        self.caches
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn source_entry(&self, id: SourceId) -> Option<&SourceEntry> {
        self.vocabulary.sources.iter().find(|entry| entry.id == id)
    }

    fn field_entry(&self, name: &str) -> Option<&FieldEntry> {
        let folded = fold(name);
        self.vocabulary
            .fields
            .iter()
            .find(|entry| fold(&entry.name) == folded)
    }

    fn field_kind(&self, id: FieldId) -> FieldKind {
        let entry = self.vocabulary.fields.iter().find(|entry| entry.id == id);
        entry.map_or(FieldKind::Text, |entry| entry.kind)
    }
}

impl Drop for Roster {
    fn drop(&mut self) {
        self.overwrite();
    }
}

impl std::fmt::Debug for Roster {
    /// Without the contacts: they are personal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Roster")
            .field("contacts", &self.len())
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}
