//! Where contacts live, every place name kept once.

use fixedbitset::FixedBitSet;

use super::pool::{Pool, Within};
use super::rows::{Rows, gather};
use super::set::Slot;
use crate::domain::listing::AddressRow;

/// A level of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Country,
    Province,
    City,
}

#[derive(Default)]
pub(super) struct AddressTable {
    pub(super) rows: Rows,
    country: PlaceColumn,
    province: PlaceColumn,
    city: PlaceColumn,
}

pub(super) struct PlaceColumn {
    pub(super) pool: Pool,
    pub(super) codes: Vec<u32>,
}

impl Default for PlaceColumn {
    fn default() -> Self {
        Self {
            pool: Pool::distinct(),
            codes: Vec::new(),
        }
    }
}

impl PlaceColumn {
    fn push(&mut self, text: &str) {
        self.codes.push(self.pool.add(text, |_, _| ()));
    }
}

impl AddressTable {
    pub(super) fn push(&mut self, slot: Slot, row: AddressRow<'_>) -> bool {
        if !self.rows.push(slot) {
            return false;
        }
        self.country.push(row.country);
        self.province.push(row.province);
        self.city.push(row.city);
        true
    }

    pub(super) fn column(&self, place: Place) -> &PlaceColumn {
        match place {
            Place::Country => &self.country,
            Place::Province => &self.province,
            Place::City => &self.city,
        }
    }

    /// The entry of the first address that names such a place, or 0.
    pub(super) fn code(&self, slot: Slot, place: Place) -> u32 {
        let codes = &self.column(place).codes;
        self.rows
            .of(slot)
            .filter_map(|row| codes.get(row).copied())
            .find(|code| *code != 0)
            .unwrap_or_default()
    }

    pub(super) fn get(&self, slot: Slot, place: Place) -> &str {
        self.column(place).pool.text(self.code(slot, place))
    }

    /// Contacts with an address in such a place.
    pub(super) fn find(
        &self,
        place: Place,
        needle: &str,
        within: Within,
        slots: usize,
    ) -> FixedBitSet {
        let entries = self.column(place).pool.find(needle, within);
        self.owners(place, slots, |code| entries.contains(code as usize))
    }

    /// Contacts with an address whose place passes.
    pub(super) fn owners(
        &self,
        place: Place,
        slots: usize,
        test: impl Fn(u32) -> bool,
    ) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(slots);
        for (code, owner) in self.column(place).codes.iter().zip(self.rows.owners()) {
            if test(*code) && (*owner as usize) < slots {
                bits.insert(*owner as usize);
            }
        }
        bits
    }

    pub(super) fn tidy(&mut self) {
        if !self.rows.wants_compaction() {
            return;
        }
        let kept = self.rows.compact();
        for column in [&mut self.country, &mut self.province, &mut self.city] {
            column.codes = gather(&column.codes, &kept);
        }
    }

    pub(super) fn shrink(&mut self) {
        self.rows.shrink();
        for column in [&mut self.country, &mut self.province, &mut self.city] {
            column.pool.shrink();
            column.codes.shrink_to_fit();
        }
    }

    pub(super) fn bytes(&self) -> usize {
        let columns = [&self.country, &self.province, &self.city];
        let columns = columns.map(|column| column.pool.bytes() + 4 * column.codes.capacity());
        self.rows.bytes() + columns.iter().sum::<usize>()
    }

    pub(super) fn wipe(&mut self) {
        for column in [&mut self.country, &mut self.province, &mut self.city] {
            column.pool.wipe();
        }
    }
}
