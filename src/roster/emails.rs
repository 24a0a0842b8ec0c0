//! The e-mail addresses of all contacts, with each domain kept once.

use std::cmp::Ordering;

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;

use super::collate::{Collation, ranks};
use super::glyphs::mask_of;
use super::pool::{Pool, Within};
use super::rows::{Rows, gather};
use super::set::{Slot, scan};

pub(super) struct EmailTable {
    pub(super) rows: Rows,
    /// What stands before the last `@`, or all of it.
    local: Pool,
    /// What stands behind the last `@`; entry 0 without one.
    domain: Pool,
    /// Entries of both, by row.
    parts: Vec<(u32, u32)>,
}

impl Default for EmailTable {
    fn default() -> Self {
        Self {
            rows: Rows::default(),
            local: Pool::plain(),
            domain: Pool::distinct(),
            parts: Vec::new(),
        }
    }
}

/// Local part and domain; no domain unless there is something behind the `@`.
fn parts(addr: &str) -> (&str, &str) {
    match addr.rsplit_once('@') {
        Some((local, domain)) if !domain.is_empty() => (local, domain),
        _ => (addr, ""),
    }
}

impl EmailTable {
    pub(super) fn push(&mut self, slot: Slot, addr: &str) -> bool {
        if !self.rows.push(slot) {
            return false;
        }
        let (local, domain) = parts(addr);
        let local = self.local.add(local, |_, _| ());
        let domain = self.domain.add(domain, |_, _| ());
        self.parts.push((local, domain));
        true
    }

    /// The address as written.
    pub(super) fn get(&self, row: usize) -> String {
        let (local, domain) = self.entries(row);
        joined(self.local.text(local), self.domain.text(domain))
    }

    /// The address folded.
    pub(super) fn folded(&self, row: usize) -> String {
        let (local, domain) = self.entries(row);
        joined(self.local.folded(local), self.domain.folded(domain))
    }

    /// Letters and digits of the address.
    pub(super) fn mask(&self, row: usize) -> u64 {
        let (local, domain) = self.entries(row);
        mask_of(self.local.folded(local)) | mask_of(self.domain.folded(domain))
    }

    /// Every domain once.
    pub(super) fn domains(&self) -> &Pool {
        &self.domain
    }

    /// Entries of the local part and of the domain.
    pub(super) fn entries(&self, row: usize) -> (u32, u32) {
        self.parts.get(row).copied().unwrap_or_default()
    }

    /// Contacts with the needle in an address, or with the needle as one.
    pub(super) fn find(&self, needle: &str, exact: bool, slots: usize) -> FixedBitSet {
        let (local, domain) = parts(needle);
        let rows = if exact {
            let locals = self.local.find(local, Within::Whole);
            let domains = self.domain.find(domain, Within::Whole);
            scan(&self.parts, |(l, d)| {
                let has_local = if local.is_empty() {
                    *l == 0
                } else {
                    locals.contains(*l as usize)
                };
                let has_domain = if domain.is_empty() {
                    *d == 0
                } else {
                    domains.contains(*d as usize)
                };
                has_local && has_domain
            })
        } else {
            let locals = self.local.find(needle, Within::Text);
            let domains = self.domain.find(needle, Within::Text);
            let mut rows = self.rows_with(&locals, &domains);
            if let Some((before, after)) = needle.rsplit_once('@') {
                let ends = self.local.find(before, Within::End);
                let starts = self.domain.find(after, Within::Start);
                let across = scan(&self.parts, |(l, d)| {
                    *d != 0
                        && (before.is_empty() || ends.contains(*l as usize))
                        && (after.is_empty() || starts.contains(*d as usize))
                });
                rows.union_with(&across);
            }
            rows
        };
        let mut bits = FixedBitSet::with_capacity(slots);
        for row in rows.ones() {
            if let Some(slot) = self.rows.owner(row) {
                bits.insert(slot.index());
            }
        }
        bits
    }

    fn rows_with(&self, locals: &FixedBitSet, domains: &FixedBitSet) -> FixedBitSet {
        if locals.is_clear() && domains.is_clear() {
            return FixedBitSet::new();
        }
        scan(&self.parts, |(local, domain)| {
            locals.contains(*local as usize) || domains.contains(*domain as usize)
        })
    }

    pub(super) fn matches(&self, slot: Slot, finder: &Finder<'_>) -> bool {
        self.rows
            .of(slot)
            .any(|row| finder.find(self.folded(row).as_bytes()).is_some())
    }

    /// Places of local parts and of domains among each other.
    pub(super) fn ranks(&self) -> (Vec<u32>, Vec<u32>) {
        (
            ranks(&self.local, Collation::Folded),
            ranks(&self.domain, Collation::Folded),
        )
    }

    /// By first address, local part before domain.
    pub(super) fn compare(&self, a: Slot, b: Slot) -> Ordering {
        let texts = |slot: Slot| {
            let row = self.rows.of(slot).next();
            let (local, domain) = row.map(|row| self.entries(row)).unwrap_or_default();
            (self.local.text(local), self.domain.text(domain))
        };
        let ((local_a, domain_a), (local_b, domain_b)) = (texts(a), texts(b));
        Collation::Folded
            .compare(local_a, local_b)
            .then_with(|| Collation::Folded.compare(domain_a, domain_b))
    }

    pub(super) fn shrink(&mut self) {
        self.rows.shrink();
        self.local.shrink();
        self.domain.shrink();
        self.parts.shrink_to_fit();
    }

    pub(super) fn tidy(&mut self) {
        if !self.rows.wants_compaction() {
            return;
        }
        let kept = self.rows.compact();
        self.parts = gather(&self.parts, &kept);
        let mut locals = FixedBitSet::with_capacity(self.local.len());
        let mut domains = FixedBitSet::with_capacity(self.domain.len());
        for (local, domain) in &self.parts {
            locals.insert(*local as usize);
            domains.insert(*domain as usize);
        }
        let locals = self.local.compact(&locals);
        let domains = self.domain.compact(&domains);
        let moved = |to: &[u32], entry: u32| to.get(entry as usize).copied().unwrap_or_default();
        for (local, domain) in &mut self.parts {
            *local = moved(&locals, *local);
            *domain = moved(&domains, *domain);
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.rows.bytes() + self.local.bytes() + self.domain.bytes() + 8 * self.parts.capacity()
    }

    pub(super) fn wipe(&mut self) {
        self.local.wipe();
        self.domain.wipe();
    }
}

fn joined(local: &str, domain: &str) -> String {
    if domain.is_empty() {
        return local.to_owned();
    }
    format!("{local}@{domain}")
}
