//! What the table shows of each contact.

use super::addresses::Place;
use super::set::{Slot, slot_at};
use super::{ContactSet, Roster};
use crate::domain::badge::{ConsentBadge, Pile};
use crate::domain::consent::{Channel, Grade, Scope, State};
use crate::domain::contact::PurchaseSummary;
use crate::domain::ids::{ContactId, FieldId, SourceId, TagId};
use crate::domain::phone::{E164, NumberKind, NumberStatus, Region};
use crate::domain::time::Millis;

/// One number of a contact, for the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberCell {
    /// The cell as it was written.
    pub raw: String,
    pub e164: Option<E164>,
    pub status: NumberStatus,
    pub kind: NumberKind,
    pub region: Option<Region>,
}

impl Roster {
    /// Every contact.
    pub fn everyone(&self) -> ContactSet {
        ContactSet {
            bits: self.live.clone(),
        }
    }

    /// Where a contact stands, if it is in the list.
    pub fn slot_of(&self, id: ContactId) -> Option<Slot> {
        self.place_of(id)
            .filter(|slot| self.live.contains(slot.index()))
    }

    /// The slot that is or was a contact's.
    pub(super) fn place_of(&self, id: ContactId) -> Option<Slot> {
        let ascending = self.ids.get(..self.ascending).unwrap_or_default();
        // A new contact's id mostly lies behind all others.
        if ascending.last().is_some_and(|last| *last >= id)
            && let Ok(index) = ascending.binary_search(&id)
        {
            return Some(slot_at(index));
        }
        self.late.get(&id).copied()
    }

    /// The contact in this slot.
    pub fn id(&self, slot: Slot) -> Option<ContactId> {
        let is_live = self.live.contains(slot.index());
        is_live
            .then(|| self.ids.get(slot.index()).copied())
            .flatten()
    }

    pub fn name(&self, slot: Slot) -> &str {
        self.names.get(slot)
    }

    pub fn company(&self, slot: Slot) -> &str {
        self.companies.get(slot)
    }

    /// Member name or id.
    pub fn reference(&self, slot: Slot) -> &str {
        self.refs.get(slot)
    }

    pub fn created(&self, slot: Slot) -> Millis {
        self.created.get(slot.index()).copied().unwrap_or_default()
    }

    /// City of the first address that has one.
    pub fn city(&self, slot: Slot) -> &str {
        self.addresses.get(slot, Place::City)
    }

    /// Province of the first address that has one.
    pub fn province(&self, slot: Slot) -> &str {
        self.addresses.get(slot, Place::Province)
    }

    /// Country of the first address that has one.
    pub fn country(&self, slot: Slot) -> &str {
        self.addresses.get(slot, Place::Country)
    }

    /// The first valid number that may be a mobile.
    pub fn mobile(&self, slot: Slot) -> Option<E164> {
        self.numbers.mobile(slot).e164()
    }

    /// All numbers, in the contact's order.
    pub fn numbers(&self, slot: Slot) -> Vec<NumberCell> {
        let rows = self.numbers.rows.of(slot);
        rows.filter_map(|row| {
            let facts = self.numbers.facts(row)?;
            Some(NumberCell {
                raw: self.numbers.raw(row),
                e164: self.numbers.e164(row),
                status: facts.status,
                kind: facts.kind,
                region: facts.region,
            })
        })
        .collect()
    }

    /// The first e-mail address, or nothing.
    pub fn email(&self, slot: Slot) -> String {
        let first = self.emails.rows.of(slot).next();
        first.map(|row| self.emails.get(row)).unwrap_or_default()
    }

    /// All e-mail addresses, in the contact's order.
    pub fn emails(&self, slot: Slot) -> Vec<String> {
        let rows = self.emails.rows.of(slot);
        rows.map(|row| self.emails.get(row)).collect()
    }

    /// Tags in ascending order of id.
    pub fn tags(&self, slot: Slot) -> Vec<TagId> {
        let tagged = self.tags.iter().filter(|(_, slots)| slots.contains(slot.0));
        tagged.map(|(tag, _)| *tag).collect()
    }

    pub fn source(&self, slot: Slot) -> Option<SourceId> {
        let code = self.sources.get(slot.index())?.checked_sub(1)?;
        self.source_ids.get(code as usize).copied()
    }

    pub fn purchases(&self, slot: Slot) -> PurchaseSummary {
        self.purchases.get(slot)
    }

    /// A custom field's value in its canonical text form.
    pub fn field(&self, slot: Slot, field: FieldId) -> &str {
        let column = self.fields.get(&field);
        column
            .map(|column| column.texts.get(slot))
            .unwrap_or_default()
    }

    /// Everybody who has a value of a custom field, with the value in its canonical text form.
    pub fn values_of_field(&self, field: FieldId) -> impl Iterator<Item = (Slot, &str)> {
        let column = self.fields.get(&field);
        let slots = self.live.ones().map(super::set::slot_at);
        slots
            .filter_map(move |slot| Some((slot, column?.texts.get(slot))))
            .filter(|(_, value)| !value.is_empty())
    }

    /// Whether the contact shares a number with another.
    pub fn is_shared(&self, slot: Slot) -> bool {
        self.shared.contains(slot.index())
    }

    pub fn pile(&self, slot: Slot) -> Pile {
        let reach = self.reach_of(slot);
        reach.map_or(Pile::AskFirst, super::reach::Reach::pile)
    }

    /// What the table shows of texts or calls.
    pub fn badge(&self, slot: Slot, channel: Channel) -> ConsentBadge {
        let reach = self.reach_of(slot);
        reach.map_or_else(ConsentBadge::default, |reach| reach.badge(channel))
    }

    /// State and grade of the contact's `index`-th number, if anything is on record.
    pub fn number_standing(
        &self,
        slot: Slot,
        index: usize,
        scope: Scope,
    ) -> Option<(State, Grade)> {
        let is_number = index < self.numbers.rows.of(slot).len();
        self.reach_of(slot)
            .filter(|_| is_number)?
            .of_point(index, scope)
    }

    /// State and grade of the contact's `index`-th e-mail address, if anything is on record.
    pub fn email_standing(&self, slot: Slot, index: usize, scope: Scope) -> Option<(State, Grade)> {
        let is_email = index < self.emails.rows.of(slot).len();
        let numbers = self.numbers.rows.of(slot).len();
        self.reach_of(slot)
            .filter(|_| is_email)?
            .of_point(numbers + index, scope)
    }

    fn reach_of(&self, slot: Slot) -> Option<&super::reach::Reach> {
        self.reaches.get(*self.reach.get(slot.index())?)
    }
}
