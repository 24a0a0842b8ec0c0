//! Filling the roster: rows as the book hands them over, then what needs all of them.

use std::mem;

use fixedbitset::FixedBitSet;
use rustc_hash::{FxHashMap, FxHashSet};

use super::batch::{LoadBatch, LoadedEvent, LoadedPoint, Row};
use super::glyphs::mask_of;
use super::reach::{PointKey, ReachPoint};
use super::reading::readings;
use super::set::{Slot, position, slot_at};
use super::{Roster, digits::Digits};
use crate::domain::contact::email_key;
use crate::domain::contactable::PointKind;
use crate::domain::ids::{ContactId, SourceId};
use crate::domain::listing::{AddressRow, ContactRow, NumberRow};

/// Columns grow by so many slots at a time, so that they grow rarely.
const GROWTH: usize = 65_536;

/// Contacts whose names are looked for in memory at the same time.
const AHEAD: usize = 512;

/// How much of the list can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadStage {
    /// Contacts listed so far.
    pub contacts: usize,
    pub stage: Stage,
}

/// What has come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Contacts are coming in.
    Contacts,
    /// All contacts are there: names can be searched. Numbers are coming in.
    Numbers,
    /// Names and numbers can be searched; the rest is coming in.
    Rest,
    Complete,
}

/// A load under way.
pub(super) struct Load {
    stage: Stage,
    /// Contacts it brought; edits take theirs out again.
    slots: FixedBitSet,
    /// Contacts edited meanwhile: what the load still brings of them is older.
    edited: FxHashSet<ContactId>,
    events: Vec<LoadedEvent>,
    /// Contact of the last row: the next row is mostly near.
    hint: Slot,
}

impl Default for Load {
    fn default() -> Self {
        Self {
            stage: Stage::Contacts,
            slots: FixedBitSet::new(),
            edited: FxHashSet::default(),
            events: Vec::new(),
            hint: Slot(0),
        }
    }
}

/// Cuts the texts of a batch's rows off its buffer.
#[derive(Clone, Copy)]
struct Texts<'a>(&'a str);

impl<'a> Texts<'a> {
    fn take(&mut self, len: usize) -> &'a str {
        let (text, rest) = self.0.split_at_checked(len).unwrap_or_default();
        self.0 = rest;
        text
    }
}

impl Roster {
    /// How far the load is.
    pub fn stage(&self) -> LoadStage {
        LoadStage {
            contacts: self.len(),
            stage: self
                .load
                .as_ref()
                .map_or(Stage::Complete, |load| load.stage),
        }
    }

    /// Takes over some rows. The rows of one load follow the order of
    /// [`ListSink`](crate::domain::listing::ListSink); contacts that are known already are
    /// replaced. Its events must be all those that count for its contacts.
    pub fn append(&mut self, mut batch: LoadBatch) {
        let mut load = self.load.take().unwrap_or_default();
        let mut rows = mem::take(&mut batch.rows).into_iter();
        let mut texts = Texts(&batch.text);
        while !rows.as_slice().is_empty() {
            self.read_ahead(rows.as_slice(), texts);
            for row in rows.by_ref().take(AHEAD) {
                self.append_row(&mut load, row, &mut texts);
            }
        }
        self.load = Some(load);
        self.touch();
        self.caches_mut().orders.forget_all();
    }

    /// Most of the time of adding a contact is waiting for the memory in which its name may stand;
    /// asking for many at once lets the waits overlap.
    fn read_ahead(&self, rows: &[Row], mut texts: Texts<'_>) {
        let mut names = Vec::with_capacity(AHEAD);
        let mut companies = Vec::with_capacity(AHEAD);
        for row in rows.iter().take(AHEAD) {
            let Row::Contact {
                reference,
                name,
                company,
                ..
            } = *row
            else {
                break;
            };
            texts.take(reference);
            names.push(texts.take(name));
            companies.push(texts.take(company));
        }
        self.names.pool.read_ahead(&names);
        self.companies.pool.read_ahead(&companies);
    }

    fn append_row(&mut self, load: &mut Load, row: Row, texts: &mut Texts<'_>) {
        let stage = match row {
            Row::Contact { .. } => Stage::Contacts,
            Row::Number { .. } => Stage::Numbers,
            _ => Stage::Rest,
        };
        load.stage = load.stage.max(stage);
        match row {
            Row::Contact {
                id,
                created,
                source,
                reference,
                name,
                company,
            } => {
                let row = ContactRow {
                    id,
                    created,
                    source,
                    reference: texts.take(reference),
                    name: texts.take(name),
                    company: texts.take(company),
                };
                if !load.edited.contains(&id) {
                    load.hint = self.put_contact(row);
                    load.slots.grow_and_insert(load.hint.index());
                }
            }
            Row::Number {
                contact,
                e164,
                status,
                kind,
                region,
                raw,
            } => {
                let row = NumberRow {
                    raw: texts.take(raw),
                    e164,
                    status,
                    kind,
                    region,
                };
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.put_number(slot, row);
                }
            }
            Row::Email { contact, addr } => {
                let addr = texts.take(addr);
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.put_email(slot, addr);
                }
            }
            Row::Address {
                contact,
                country,
                province,
                city,
            } => {
                let row = AddressRow {
                    country: texts.take(country),
                    province: texts.take(province),
                    city: texts.take(city),
                };
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.addresses.push(slot, row);
                }
            }
            Row::Tag(contact, tag) => {
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.tags.entry(tag).or_default().insert(slot.0);
                }
            }
            Row::Field {
                contact,
                field,
                value,
            } => {
                let value = texts.take(value);
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.fields.entry(field).or_default().set(slot, value);
                }
            }
            Row::Purchases(contact, summary) => {
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.purchases.set(slot, summary);
                }
            }
            Row::Override(contact, segment, included) => {
                if let Some(slot) = self.slot_in_load(load, contact) {
                    self.put_override(slot, segment, included);
                }
            }
            Row::Event(event) => load.events.push(event),
        }
    }

    fn slot_in_load(&self, load: &mut Load, contact: ContactId) -> Option<Slot> {
        let slot = self.slot_near(contact, load.hint)?;
        load.hint = slot;
        load.slots.contains(slot.index()).then_some(slot)
    }

    /// The slot of a contact that is probably close behind `hint`.
    fn slot_near(&self, contact: ContactId, hint: Slot) -> Option<Slot> {
        let id_at = |index: usize| self.ids.get(index).copied();
        let at_hint = id_at(hint.index())?;
        // Ids without gaps: as far away as the ids differ.
        let ahead = usize::try_from(contact.0.checked_sub(at_hint.0)?).ok();
        let guesses = [
            ahead.map(|ahead| hint.index().saturating_add(ahead)),
            Some(hint.index() + 1),
        ];
        guesses
            .into_iter()
            .flatten()
            .find(|index| id_at(*index) == Some(contact))
            .map(slot_at)
            .or_else(|| self.place_of(contact))
    }

    /// Ends a load: folds consent and finds shared numbers.
    pub fn finish_load(&mut self) {
        let Some(load) = self.load.take() else {
            return;
        };
        self.shrink();
        self.shared = self.numbers.index_all();
        self.shared.grow(self.live.len());
        let mut pairs = self.events_by_contact(&load);
        if !pairs.is_sorted() {
            pairs.sort_unstable();
        }
        // A contact may be hit by one event through two of its rows.
        pairs.dedup();
        let mut rest = pairs.as_slice();
        let mut points = Vec::new();
        let mut events = Vec::new();
        for index in load.slots.ones() {
            let slot = slot_at(index);
            let behind = rest.iter().take_while(|(owner, _)| *owner < slot.0).count();
            rest = rest.get(behind..).unwrap_or_default();
            let count = rest
                .iter()
                .take_while(|(owner, _)| *owner == slot.0)
                .count();
            let (own, later) = rest.split_at_checked(count).unwrap_or_default();
            rest = later;
            if self.live.contains(index) {
                let event = |pair: &(u32, u32)| load.events.get(pair.1 as usize);
                events.clear();
                events.extend(own.iter().filter_map(event));
                self.settle_reach(slot, &mut points, &mut events);
            }
        }
        self.touch();
        let caches = self.caches_mut();
        caches.orders.forget_all();
        caches.words.forget();
    }

    /// Contact and event, for every contact of the load that an event counts for.
    fn events_by_contact(&self, load: &Load) -> Vec<(u32, u32)> {
        let mut pairs = Vec::with_capacity(load.events.len());
        let mut hint = Slot(0);
        let mut by_email: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (event, number) in load.events.iter().zip(0_u32..) {
            let own = self.slot_near(event.contact, hint);
            hint = own.unwrap_or(hint);
            match &event.point {
                LoadedPoint::Person => pairs.extend(own.map(|slot| (slot.0, number))),
                LoadedPoint::Phone(e164) => {
                    let digits = Digits::pack(*e164);
                    let alone = own.filter(|slot| {
                        let mut rows = self.numbers.rows.of(*slot);
                        !self.shared.contains(slot.index())
                            && rows.any(|row| self.numbers.digits(row) == digits)
                    });
                    if let Some(slot) = alone {
                        pairs.push((slot.0, number));
                    } else {
                        let rows = self.numbers.rows_with(digits);
                        let owners = rows.filter_map(|row| self.numbers.rows.owner(row));
                        pairs.extend(owners.map(|slot| (slot.0, number)));
                    }
                }
                LoadedPoint::Email(key) => by_email.entry(key).or_default().push(number),
            }
        }
        if !by_email.is_empty() {
            for row in 0..self.emails.rows.len() {
                if let Some(slot) = self.emails.rows.owner(row)
                    && let Some(events) = by_email.get(email_key(&self.emails.get(row)).as_str())
                {
                    pairs.extend(events.iter().map(|event| (slot.0, *event)));
                }
            }
        }
        pairs
    }

    /// Folds the events that may count for this contact. `points` is only a buffer to use again.
    pub(super) fn settle_reach(
        &mut self,
        slot: Slot,
        points: &mut Vec<ReachPoint>,
        events: &mut [&LoadedEvent],
    ) {
        let has_email_events = events
            .iter()
            .any(|event| matches!(event.point, LoadedPoint::Email(_)));
        points.clear();
        points.extend(self.numbers.rows.of(slot).filter_map(|row| {
            let facts = self.numbers.facts(row)?;
            let number = self.numbers.e164(row);
            Some(ReachPoint::phone(facts.status, facts.kind, number))
        }));
        points.extend(self.emails.rows.of(slot).map(|row| ReachPoint {
            kind: PointKind::Email,
            key: PointKey::Email(if has_email_events {
                email_key(&self.emails.get(row))
            } else {
                String::new()
            }),
        }));
        if !self.addresses.rows.of(slot).is_empty() {
            points.push(ReachPoint {
                kind: PointKind::Post,
                key: PointKey::Post,
            });
        }
        let (number, end) = self.reaches.number(points, events, self.now);
        if let Some(place) = self.reach.get_mut(slot.index()) {
            *place = number;
        }
        self.ends.set(slot, end);
    }

    /// Adds a contact, or takes everything from it that it had.
    pub(super) fn put_contact(&mut self, row: ContactRow<'_>) -> Slot {
        let slot = match self.place_of(row.id) {
            Some(slot) => {
                self.clear(slot);
                slot
            }
            None => self.new_slot(row.id),
        };
        self.live.insert(slot.index());
        if let Some(created) = self.created.get_mut(slot.index()) {
            *created = row.created;
        }
        let source = row.source.map_or(0, |source| self.source_code(source));
        if let Some(place) = self.sources.get_mut(slot.index()) {
            *place = source;
        }
        self.names.set(slot, row.name, readings);
        self.companies.set(slot, row.company, |_, _| ());
        self.refs.set(slot, row.reference, |_, _| ());
        let mask = [&self.names, &self.companies, &self.refs]
            .map(|column| mask_of(column.pool.readings(column.code(slot))));
        self.glyphs
            .add(slot, mask.into_iter().fold(0, |all, mask| all | mask));
        slot
    }

    pub(super) fn put_number(&mut self, slot: Slot, row: NumberRow<'_>) {
        if self.numbers.push(slot, row).is_some() {
            let seen = self.numbers.seen(self.numbers.rows.len() - 1);
            self.glyphs.add(slot, seen);
        }
    }

    pub(super) fn put_email(&mut self, slot: Slot, addr: &str) {
        if self.emails.push(slot, addr) {
            let mask = self.emails.mask(self.emails.rows.len() - 1);
            self.glyphs.add(slot, mask);
        }
    }

    fn new_slot(&mut self, id: ContactId) -> Slot {
        let slot = slot_at(self.ids.len());
        if self.ascending == self.ids.len() && self.ids.last().is_none_or(|last| *last < id) {
            self.ascending += 1;
        } else {
            self.late.insert(id, slot);
        }
        self.ids.push(id);
        if self.live.len() < self.ids.len() {
            let slots = self.ids.len().next_multiple_of(GROWTH);
            self.live.grow(slots);
            self.shared.grow(slots);
            self.glyphs.grow(slots);
        }
        let slots = self.ids.len();
        self.created.push(crate::domain::time::Millis(0));
        self.sources.push(0);
        self.reach.push(0);
        self.names.grow(slots);
        self.companies.grow(slots);
        self.refs.grow(slots);
        self.numbers.rows.grow(slots);
        self.emails.rows.grow(slots);
        self.addresses.rows.grow(slots);
        slot
    }

    fn source_code(&mut self, source: SourceId) -> u32 {
        let known = self.source_ids.iter().position(|id| *id == source);
        let index = known.unwrap_or_else(|| {
            self.source_ids.push(source);
            self.source_ids.len() - 1
        });
        position(index + 1)
    }

    /// Marks a contact as newer than what a load under way brings.
    pub(super) fn overtake_load(&mut self, id: ContactId) {
        let slot = self.place_of(id);
        if let Some(load) = &mut self.load {
            load.edited.insert(id);
            if let Some(slot) = slot.filter(|slot| slot.index() < load.slots.len()) {
                load.slots.remove(slot.index());
            }
        }
    }

    fn shrink(&mut self) {
        self.ids.shrink_to_fit();
        self.created.shrink_to_fit();
        self.sources.shrink_to_fit();
        self.reach.shrink_to_fit();
        self.names.shrink();
        self.companies.shrink();
        self.refs.shrink();
        self.numbers.shrink();
        self.emails.shrink();
        self.addresses.shrink();
        self.purchases.shrink();
        for field in self.fields.values_mut() {
            field.texts.shrink();
        }
    }
}
