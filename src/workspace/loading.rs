//! The list in memory: filled on two threads when first asked for, then kept up with every op.

use std::sync::RwLockReadGuard;
use std::sync::mpsc::{SyncSender, sync_channel};

use super::{Workspace, now};
use crate::domain::consent::NewEvent;
use crate::domain::contact::PurchaseSummary;
use crate::domain::ids::{ContactId, FieldId, SegmentId, TagId};
use crate::domain::listing::{AddressRow, ContactRow, ListSink, NumberRow};
use crate::domain::op::{Changes, IdRanges};
use crate::domain::problem::Problem;
use crate::roster::{LoadBatch, Parts, Roster};

/// Batches that may wait for the thread that builds the columns.
const WAITING: usize = 4;
/// From this share of the list on, reading all of it again is quicker than following each change.
const RELOAD_SHARE: u64 = 4;

/// How much of the list is in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loaded {
    /// Never asked for.
    Nothing,
    /// An op changed so much that reading all of it again is quicker.
    Outdated,
    Everything,
}

impl Workspace {
    /// The list, read from the book if this is the first question.
    ///
    /// # Errors
    /// What the book says.
    pub fn roster(&self) -> Result<RwLockReadGuard<'_, Roster>, Problem> {
        self.load(&mut |_| ())?;
        Ok(self.list.read())
    }

    /// Reads the list if it is not in memory: this thread reads rows, another one builds the
    /// columns and shows `seen` the list as far as it has come, batch by batch, and once more when
    /// it is complete. A list that is only outdated stays readable until the new one is there.
    ///
    /// # Errors
    /// What the book says.
    pub fn load(&self, seen: &mut (dyn FnMut(&Roster) + Send)) -> Result<(), Problem> {
        let mut fresh = Roster::new(self.vocabulary.clone());
        fresh.set_utc_offset(jiff::ZonedDateTime::now().offset().seconds());
        fresh.set_now(now());
        fresh.set_sent_lists(self.on_lists());
        let list = &self.list;
        match self.loaded.get() {
            Loaded::Everything => return Ok(()),
            Loaded::Nothing => {
                list.change(|roster| *roster = fresh);
                self.read_batches(|batch| {
                    list.change(|roster| match batch {
                        Some(batch) => roster.append(batch),
                        None => roster.finish_load(),
                    });
                    seen(&list.read());
                })?;
            }
            Loaded::Outdated => {
                self.read_batches(|batch| match batch {
                    Some(batch) => fresh.append(batch),
                    None => fresh.finish_load(),
                })?;
                list.change(|roster| *roster = fresh);
                seen(&list.read());
            }
        }
        self.loaded.set(Loaded::Everything);
        Ok(())
    }

    /// Hands over the whole list in batches, on another thread than the one that reads the book,
    /// and nothing at the end.
    fn read_batches(&self, mut take: impl FnMut(Option<LoadBatch>) + Send) -> Result<(), Problem> {
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel::<LoadBatch>(WAITING);
            scope.spawn(move || {
                for batch in receiver {
                    take(Some(batch));
                }
                take(None);
            });
            let mut feed = Feed {
                batch: LoadBatch::default(),
                sender,
            };
            self.book.list(&mut feed)?;
            feed.pass_on();
            Ok(())
        })
    }

    /// Takes over what the clock alone changed since the list was last brought up to date: consent
    /// that was given for a time which is over. Returns whose it was.
    ///
    /// # Errors
    /// What the book says.
    pub fn follow_clock(&mut self) -> Result<IdRanges, Problem> {
        let due = self.list.read().due(now());
        self.follow(&Changes::default())?;
        Ok(due)
    }

    /// Takes over what an op changed, and what the clock did meanwhile.
    pub(super) fn follow(&mut self, changes: &Changes) -> Result<(), Problem> {
        if changes.vocabulary {
            self.vocabulary = self.book.vocabulary()?;
        }
        if self.loaded.get() != Loaded::Everything {
            return Ok(());
        }
        let everybody = u64::try_from(self.list.read().len()).unwrap_or(u64::MAX);
        if changes.contacts.len() > everybody / RELOAD_SHARE + 1_000 {
            self.loaded.set(Loaded::Outdated);
            return Ok(());
        }
        let parts = self.parts(&changes.parts)?;
        let now = now();
        let mut stale = self.list.read().due(now);
        for (first, last) in changes.contacts.ranges() {
            stale.insert_range(first, last);
        }
        let mut there = IdRanges::default();
        let mut read = Vec::new();
        self.book.contacts(&stale, |contact| {
            there.insert(contact.id);
            let events = self.book.events(&contact)?;
            read.push((contact, events));
            Ok(())
        })?;
        self.list.change(|roster| {
            roster.set_now(now);
            if changes.vocabulary {
                roster.set_vocabulary(self.vocabulary.clone());
            }
            roster.replace_parts(&parts);
            for (contact, events) in &read {
                roster.upsert(contact, events);
            }
            for id in stale.ids().filter(|id| !there.contains(*id)) {
                roster.remove(id);
            }
        });
        Ok(())
    }
}

impl Workspace {
    /// The tags and custom fields that contacts have now.
    fn parts(&self, contacts: &IdRanges) -> Result<Parts, Problem> {
        let mut parts = Parts {
            contacts: contacts.clone(),
            ..Parts::default()
        };
        if !contacts.is_empty() {
            self.book.parts(
                contacts,
                |contact, tag| parts.tags.push((contact, tag)),
                |contact, field, value| parts.fields.push((contact, field, value.to_owned())),
            )?;
        }
        Ok(parts)
    }
}

/// Cuts the stream of rows into batches for the building thread.
struct Feed {
    batch: LoadBatch,
    sender: SyncSender<LoadBatch>,
}

impl Feed {
    fn pass_on(&mut self) {
        // The receiver only goes away when its thread panicked; the scope then panics, too.
        self.sender.send(std::mem::take(&mut self.batch)).ok();
    }

    fn with(&mut self, add: impl FnOnce(&mut LoadBatch)) {
        add(&mut self.batch);
        if self.batch.is_full() {
            self.pass_on();
        }
    }
}

impl ListSink for Feed {
    fn contact(&mut self, row: ContactRow<'_>) {
        self.with(|batch| batch.contact(row));
    }

    fn number(&mut self, contact: ContactId, row: NumberRow<'_>) {
        self.with(|batch| batch.number(contact, row));
    }

    fn email(&mut self, contact: ContactId, addr: &str) {
        self.with(|batch| batch.email(contact, addr));
    }

    fn address(&mut self, contact: ContactId, row: AddressRow<'_>) {
        self.with(|batch| batch.address(contact, row));
    }

    fn tag(&mut self, contact: ContactId, tag: TagId) {
        self.with(|batch| batch.tag(contact, tag));
    }

    fn field(&mut self, contact: ContactId, field: FieldId, value: &str) {
        self.with(|batch| batch.field(contact, field, value));
    }

    fn purchases(&mut self, contact: ContactId, summary: PurchaseSummary) {
        self.with(|batch| batch.purchases(contact, summary));
    }

    fn segment_override(&mut self, contact: ContactId, segment: SegmentId, included: bool) {
        self.with(|batch| batch.segment_override(contact, segment, included));
    }

    fn event(&mut self, event: NewEvent) {
        self.with(|batch| batch.event(event));
    }
}
