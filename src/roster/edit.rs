//! Keeping up with the book, contact by contact.

use super::Roster;
use super::batch::{LoadedEvent, LoadedPoint};
use super::digits::Digits;
use super::set::Slot;
use crate::domain::consent::NewEvent;
use crate::domain::contact::{Contact, PurchaseSummary};
use crate::domain::ids::ContactId;
use crate::domain::listing::{AddressRow, ContactRow, NumberRow};

impl Roster {
    /// Adds or replaces a contact. `events` are all that count for it: its own and those on its
    /// points, whoever they were recorded with.
    pub fn upsert(&mut self, contact: &Contact, events: &[NewEvent]) {
        let before = self.place_of(contact.id).map(|slot| self.digits_of(slot));
        let slot = self.put_contact(ContactRow {
            id: contact.id,
            reference: &contact.reference,
            name: &contact.name,
            company: &contact.company,
            created: contact.created,
            source: contact.source,
        });
        self.overtake_load(contact.id);
        for number in &contact.numbers {
            let row = NumberRow {
                raw: &number.raw,
                e164: number.e164,
                status: number.status,
                kind: number.kind,
                region: number.region,
            };
            self.put_number(slot, row);
        }
        for email in &contact.emails {
            self.put_email(slot, &email.addr);
        }
        for address in &contact.addresses {
            let row = AddressRow {
                country: &address.country,
                province: &address.province,
                city: &address.city,
            };
            self.addresses.push(slot, row);
        }
        for tag in &contact.tags {
            self.tags.entry(*tag).or_default().insert(slot.0);
        }
        for (field, value) in &contact.fields {
            self.fields.entry(*field).or_default().set(slot, value);
        }
        for (segment, included) in &contact.overrides {
            self.put_override(slot, *segment, *included);
        }
        self.purchases.set(slot, contact.purchases);
        let events: Vec<LoadedEvent> = events.iter().cloned().map(LoadedEvent::from).collect();
        let mut counting: Vec<&LoadedEvent> = events
            .iter()
            .filter(|event| event.point != LoadedPoint::Person || event.contact == contact.id)
            .collect();
        self.settle_reach(slot, &mut Vec::new(), &mut counting);
        self.numbers.index(slot);
        self.refresh_shared(slot, before.unwrap_or_default());
        self.finish_edit(slot);
    }

    /// Takes a contact out of the list; nothing happens when it is not there.
    pub fn remove(&mut self, id: ContactId) {
        self.overtake_load(id);
        let Some(slot) = self.slot_of(id) else {
            return;
        };
        let before = self.digits_of(slot);
        self.clear(slot);
        self.refresh_shared(slot, before);
        self.finish_edit(slot);
    }

    fn finish_edit(&mut self, slot: Slot) {
        self.numbers.tidy();
        self.emails.tidy();
        self.addresses.tidy();
        self.touch();
        let slots = self.slots();
        let caches = self.caches_mut();
        caches.words.forget();
        caches.orders.note(slot, slots);
    }

    fn digits_of(&self, slot: Slot) -> Vec<Digits> {
        let rows = self.numbers.rows.of(slot);
        rows.map(|row| self.numbers.digits(row)).collect()
    }

    /// Takes everything from a contact and the contact from the list; its slot remains its own.
    pub(super) fn clear(&mut self, slot: Slot) {
        if !self.live.contains(slot.index()) {
            return;
        }
        self.live.set(slot.index(), false);
        self.shared.set(slot.index(), false);
        self.glyphs.clear(slot);
        self.names.set(slot, "", |_, _| ());
        self.companies.set(slot, "", |_, _| ());
        self.refs.set(slot, "", |_, _| ());
        self.numbers.rows.clear(slot);
        self.emails.rows.clear(slot);
        self.addresses.rows.clear(slot);
        for tagged in self.tags.values_mut() {
            tagged.remove(slot.0);
        }
        for overrides in self.overrides.values_mut() {
            overrides.clear(slot);
        }
        self.ends.set(slot, None);
        for field in self.fields.values_mut() {
            field.set(slot, "");
        }
        self.purchases.set(slot, PurchaseSummary::default());
        for codes in [&mut self.sources, &mut self.reach] {
            if let Some(code) = codes.get_mut(slot.index()) {
                *code = 0;
            }
        }
    }

    /// Finds out anew who shares a number with this contact, or did.
    fn refresh_shared(&mut self, slot: Slot, mut touched: Vec<Digits>) {
        touched.extend(self.digits_of(slot));
        touched.retain(|digits| *digits != Digits::default());
        touched.sort_unstable();
        touched.dedup();
        for digits in touched {
            let others = self.numbers.rows_with(digits);
            let mut others = others
                .filter_map(|row| self.numbers.rows.owner(row))
                .filter(|other| *other != slot);
            // Two others share it with each other, whatever this contact does.
            let lone = others
                .next()
                .filter(|first| others.all(|other| other == *first));
            if let Some(lone) = lone {
                let is_shared = self.numbers.is_shared(lone);
                self.shared.set(lone.index(), is_shared);
            }
        }
        let is_shared = self.numbers.is_shared(slot);
        self.shared.set(slot.index(), is_shared);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::contact::{Address, Email, Number};
    use crate::domain::filter::Filter;
    use crate::domain::ids::ChildId;
    use crate::domain::listing::Vocabulary;
    use crate::domain::phone::{E164, NumberKind, NumberStatus};
    use crate::domain::time::{Day, Millis};

    /// The `version`-th state of one of three contacts.
    fn contact(version: i64) -> Contact {
        let number = |raw: String| Number {
            id: ChildId(0),
            raw,
            e164: Some(E164(8_613_800_100_000 + version.unsigned_abs())),
            status: NumberStatus::Ok,
            kind: NumberKind::Mobile,
            region: None,
            extension: String::new(),
            label: String::new(),
        };
        Contact {
            id: ContactId(1 + version % 3),
            reference: format!("R{version}x"),
            name: format!("Name {version}x"),
            company: String::new(),
            notes: String::new(),
            created: Millis(0),
            source: None,
            numbers: vec![
                number(format!("13800{}", 100_000 + version)),
                number(format!("0-{version}")),
            ],
            emails: vec![Email {
                id: ChildId(0),
                addr: format!("mail{version}x@d{version}.com"),
                label: String::new(),
            }],
            addresses: vec![Address {
                city: format!("City {version}x"),
                ..Address::default()
            }],
            tags: Vec::new(),
            fields: Vec::new(),
            purchases: PurchaseSummary::default(),
            overrides: Vec::new(),
        }
    }

    #[test]
    fn compaction_loses_nothing() {
        let mut roster = Roster::new(Vocabulary::default());
        for version in 0..200 {
            roster.upsert(&contact(version), &[]);
            for version in (version - 2).max(0)..=version {
                let contact = contact(version);
                let slot = roster.slot_of(contact.id).unwrap();
                assert_eq!(roster.name(slot), contact.name);
                assert_eq!(roster.reference(slot), contact.reference);
                assert_eq!(roster.city(slot), format!("City {version}x"));
                assert_eq!(
                    roster.emails(slot),
                    [format!("mail{version}x@d{version}.com")]
                );
                let raw: Vec<String> = roster.numbers(slot).into_iter().map(|n| n.raw).collect();
                let expected: Vec<String> = contact.numbers.into_iter().map(|n| n.raw).collect();
                assert_eq!(raw, expected);
                for found_by in [
                    format!("\"name {version}x\""),
                    format!("r{version}x"),
                    format!("mail{version}x@d{version}."),
                    format!("city:\"City {version}x\""),
                    format!("phone:{}", 13_800_100_000 + version),
                ] {
                    let filter = Filter::parse(&found_by).unwrap();
                    let found: Vec<Slot> = roster.filter(&filter, Day(0)).slots().collect();
                    assert_eq!(found, [slot], "{found_by}");
                }
            }
            assert!(roster.numbers.rows.len() < 40 && roster.emails.rows.len() < 40);
            assert!(roster.names.pool.len() < 40);
        }
    }
}
