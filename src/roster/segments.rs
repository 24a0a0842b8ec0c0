//! Segments: a filter, and the contacts that the owner put in or left out by hand.

use roaring::RoaringBitmap;

use super::set::{Slot, add_all};
use super::{ContactSet, Roster};
use crate::domain::filter::Filter;
use crate::domain::ids::SegmentId;
use crate::domain::time::Day;

/// What was decided by hand about one segment.
#[derive(Default)]
pub(super) struct Overrides {
    included: RoaringBitmap,
    excluded: RoaringBitmap,
}

impl Overrides {
    pub(super) fn clear(&mut self, slot: Slot) {
        self.included.remove(slot.0);
        self.excluded.remove(slot.0);
    }

    pub(super) fn bytes(&self) -> usize {
        self.included.serialized_size() + self.excluded.serialized_size()
    }
}

impl Roster {
    /// The contacts of a segment with this filter: those the filter finds and those put in by
    /// hand, without those left out by hand.
    pub fn segment_members(&self, segment: SegmentId, filter: &Filter, today: Day) -> ContactSet {
        let mut members = self.filter(filter, today);
        if let Some(Overrides { included, excluded }) = self.overrides.get(&segment) {
            add_all(&mut members.bits, included);
            for slot in excluded.iter().map(|slot| slot as usize) {
                if members.bits.contains(slot) {
                    members.bits.remove(slot);
                }
            }
        }
        members
    }

    /// Whether a contact was put into a segment (`true`) or left out of it by hand.
    pub fn overridden(&self, segment: SegmentId, slot: Slot) -> Option<bool> {
        let Overrides { included, excluded } = self.overrides.get(&segment)?;
        if included.contains(slot.0) {
            Some(true)
        } else {
            excluded.contains(slot.0).then_some(false)
        }
    }

    pub(super) fn put_override(&mut self, slot: Slot, segment: SegmentId, included: bool) {
        let overrides = self.overrides.entry(segment).or_default();
        overrides.clear(slot);
        let slots = if included {
            &mut overrides.included
        } else {
            &mut overrides.excluded
        };
        slots.insert(slot.0);
    }
}
