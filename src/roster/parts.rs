//! Keeping up with tags and custom fields of many contacts at once, without reading them as a whole.

use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;

use super::Roster;
use super::set::Slot;
use crate::domain::ids::{ContactId, FieldId, TagId};
use crate::domain::op::IdRanges;

/// From so many contacts on, orders by a custom field are made again instead of mended.
const MANY: u64 = 1_000;

/// The tags and values of custom fields that some contacts have now.
#[derive(Clone, Default)]
pub struct Parts {
    /// Whose; what they had before and is not named here is gone.
    pub contacts: IdRanges,
    pub tags: Vec<(ContactId, TagId)>,
    pub fields: Vec<(ContactId, FieldId, String)>,
}

impl std::fmt::Debug for Parts {
    /// Without the values: they are personal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts")
            .field("contacts", &self.contacts.len())
            .finish_non_exhaustive()
    }
}

impl Roster {
    /// Replaces tags and custom fields of contacts; those that are not in the list are passed over.
    pub fn replace_parts(&mut self, parts: &Parts) {
        if parts.contacts.is_empty() {
            return;
        }
        let slots: RoaringBitmap = parts
            .contacts
            .ids()
            .filter_map(|id| Some(self.slot_of(id)?.0))
            .collect();
        for tagged in self.tags.values_mut() {
            *tagged -= &slots;
        }
        let mut tags: FxHashMap<TagId, Vec<u32>> = FxHashMap::default();
        for (contact, tag) in &parts.tags {
            if let Some(slot) = self.slot_of(*contact) {
                tags.entry(*tag).or_default().push(slot.0);
            }
        }
        let mut tags: Vec<(TagId, Vec<u32>)> = tags.into_iter().collect();
        tags.sort_unstable_by_key(|(tag, _)| *tag);
        for (tag, slots) in tags {
            self.tags.entry(tag).or_default().extend(slots);
        }
        self.replace_fields(parts, &slots);
        self.touch();
        self.caches_mut().words.forget();
    }

    fn replace_fields(&mut self, parts: &Parts, slots: &RoaringBitmap) {
        let mut values: FxHashMap<(FieldId, u32), &str> = FxHashMap::default();
        for (contact, field, value) in &parts.fields {
            if let Some(slot) = self.slot_of(*contact) {
                self.fields.entry(*field).or_default();
                values.insert((*field, slot.0), value);
            }
        }
        let mut changed = Vec::new();
        for (field, column) in &mut self.fields {
            for slot in slots {
                let value = values.get(&(*field, slot)).copied().unwrap_or_default();
                if column.texts.get(Slot(slot)) != value {
                    column.set(Slot(slot), value);
                    changed.push(Slot(slot));
                }
            }
        }
        let all = self.slots();
        let is_many = parts.contacts.len() > MANY;
        let orders = &mut self.caches_mut().orders;
        if changed.is_empty() {
            return;
        }
        if is_many {
            orders.forget_all();
            return;
        }
        for slot in changed {
            orders.note(slot, all);
        }
    }
}
