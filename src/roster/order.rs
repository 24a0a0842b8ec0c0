//! Sort orders: one permutation per column, kept and repaired after edits.

use std::cmp::Ordering;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::addresses::Place;
use super::collate::{Collation, ranks};
use super::pool::Pool;
use super::set::{Slot, slot_at};
use super::{ContactSet, Roster};
use crate::domain::ids::{ContactId, FieldId};
use crate::domain::listing::FieldKind;

/// Most permutations kept, 4 bytes per contact each.
const KEPT: usize = 8;
/// Edits after which building anew is no slower than repairing.
const MANY_EDITS: usize = 10_000;
/// Where contacts without a value go: behind all others, whatever the direction.
const EMPTY: u64 = u64::MAX;

/// Columns the list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortKey {
    Id,
    Ref,
    Name,
    Company,
    Mobile,
    Email,
    City,
    Province,
    Country,
    Source,
    Created,
    Orders,
    LastOrder,
    Spent,
    Field(FieldId),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

/// Everyone in order.
struct Order {
    slots: Vec<u32>,
    /// So many have a value; the others follow by id.
    filled: usize,
}

/// Permutations with the edits they have not seen.
#[derive(Default)]
pub(super) struct OrderCache {
    /// Latest used last.
    orders: Vec<(SortKey, Arc<Order>, usize)>,
    /// Contacts edited since the oldest kept permutation was built.
    edited: Vec<Slot>,
}

impl OrderCache {
    pub(super) fn forget_all(&mut self) {
        self.orders.clear();
        self.edited.clear();
    }

    pub(super) fn note(&mut self, slot: Slot, slots: usize) {
        if self.orders.is_empty() {
            return;
        }
        self.edited.push(slot);
        if self.edited.len() > MANY_EDITS.min(slots) {
            self.forget_all();
        }
    }

    fn take(&mut self, key: SortKey) -> Option<(Arc<Order>, usize)> {
        let at = self.orders.iter().position(|(kept, _, _)| *kept == key)?;
        let (_, order, seen) = self.orders.remove(at);
        Some((order, seen))
    }

    fn keep(&mut self, key: SortKey, order: Arc<Order>) {
        self.orders.retain(|(kept, _, _)| *kept != key);
        if self.orders.len() >= KEPT {
            self.orders.remove(0);
        }
        self.orders.push((key, order, self.edited.len()));
        if self
            .orders
            .iter()
            .all(|(_, _, seen)| *seen == self.edited.len())
        {
            self.edited.clear();
            for (_, _, seen) in &mut self.orders {
                *seen = 0;
            }
        }
    }
}

impl Roster {
    /// The contacts of a set in order. Those without a value come last in either direction; equals
    /// follow each other by id, reversed in descending order.
    pub fn sort(&self, set: &ContactSet, key: SortKey, direction: Direction) -> Vec<Slot> {
        let order = self.order(key);
        let (filled, empty) = order
            .slots
            .split_at_checked(order.filled)
            .unwrap_or_default();
        let mut sorted = Vec::with_capacity(set.len());
        let inside = |slot: &&u32| set.bits.contains(**slot as usize);
        match direction {
            Direction::Ascending => sorted.extend(filled.iter().filter(inside).map(|s| Slot(*s))),
            Direction::Descending => {
                sorted.extend(filled.iter().rev().filter(inside).map(|s| Slot(*s)));
            }
        }
        sorted.extend(empty.iter().filter(inside).map(|s| Slot(*s)));
        sorted
    }

    /// Prepares sorting by these columns, so that the first click on their heads is quick too.
    pub fn warm(&self, keys: &[SortKey]) {
        for key in keys {
            self.order(*key);
        }
    }

    fn order(&self, key: SortKey) -> Arc<Order> {
        let (known, edited) = {
            let mut caches = self.caches();
            let known = caches.orders.take(key);
            let seen = known.as_ref().map_or(0, |(_, seen)| *seen);
            let edited = caches
                .orders
                .edited
                .get(seen..)
                .unwrap_or_default()
                .to_vec();
            (known, edited)
        };
        let order = match known {
            Some((order, _)) if edited.is_empty() => order,
            Some((order, _)) => Arc::new(self.repair(key, &order, &edited)),
            None => Arc::new(self.build(key)),
        };
        self.caches().orders.keep(key, Arc::clone(&order));
        order
    }

    fn build(&self, key: SortKey) -> Order {
        let slots = self.by_id();
        if key == SortKey::Id {
            return Order {
                filled: slots.len(),
                slots,
            };
        }
        let keyed = self.keyed(key, &slots);
        let filled = keyed.iter().filter(|(key, _)| *key != EMPTY).count();
        Order {
            slots: radix_sorted(keyed),
            filled,
        }
    }

    /// Everyone by id.
    fn by_id(&self) -> Vec<u32> {
        let mut slots: Vec<u32> = self.live.ones().map(|index| slot_at(index).0).collect();
        if !self.late.is_empty() {
            slots.sort_by_key(|slot| self.ids.get(*slot as usize));
        }
        slots
    }

    /// A number for every contact that orders them as the column does.
    fn keyed(&self, key: SortKey, slots: &[u32]) -> Vec<(u64, u32)> {
        let by_value = |value: &dyn Fn(Slot) -> Option<i64>| {
            let keyed = slots.iter().map(|slot| {
                let value = value(Slot(*slot));
                (value.map_or(EMPTY, ordered), *slot)
            });
            keyed.collect()
        };
        let by_entry = |pool: &Pool, collation, code: &dyn Fn(Slot) -> u32| {
            let ranks = ranks(pool, collation);
            let keyed = slots.iter().map(|slot| {
                let code = code(Slot(*slot));
                let rank = ranks.get(code as usize).copied().unwrap_or_default();
                (if code == 0 { EMPTY } else { u64::from(rank) }, *slot)
            });
            keyed.collect()
        };
        match key {
            SortKey::Name => by_entry(&self.names.pool, Collation::Reader, &|slot| {
                self.names.code(slot)
            }),
            SortKey::Company => by_entry(&self.companies.pool, Collation::Reader, &|slot| {
                self.companies.code(slot)
            }),
            SortKey::Ref => by_entry(&self.refs.pool, Collation::Natural, &|slot| {
                self.refs.code(slot)
            }),
            SortKey::City | SortKey::Province | SortKey::Country => {
                let place = place_of(key);
                let pool = &self.addresses.column(place).pool;
                by_entry(pool, Collation::Reader, &|slot| {
                    self.addresses.code(slot, place)
                })
            }
            SortKey::Source => {
                let mut pool = Pool::plain();
                let names = self.source_ids.iter().map(|id| self.source_entry(*id));
                let entries: Vec<u32> = names
                    .map(|entry| {
                        let name = entry.map(|entry| entry.name.as_str()).unwrap_or_default();
                        pool.add(name, |_, _| ())
                    })
                    .collect();
                by_entry(&pool, Collation::Reader, &|slot| {
                    let code = self.sources.get(slot.index()).copied().unwrap_or_default();
                    let index = code.checked_sub(1).map(|index| index as usize);
                    index
                        .and_then(|index| entries.get(index).copied())
                        .unwrap_or_default()
                })
            }
            SortKey::Email => {
                let (locals, domains) = self.emails.ranks();
                let keyed = slots.iter().map(|slot| {
                    let Some(row) = self.emails.rows.of(Slot(*slot)).next() else {
                        return (EMPTY, *slot);
                    };
                    let (local, domain) = self.emails.entries(row);
                    let rank = |ranks: &[u32], entry: u32| {
                        u64::from(ranks.get(entry as usize).copied().unwrap_or_default())
                    };
                    (rank(&locals, local) << 32 | rank(&domains, domain), *slot)
                });
                keyed.collect()
            }
            SortKey::Field(field) => match (self.fields.get(&field), self.field_kind(field)) {
                (None, _) => by_value(&|_| None),
                (Some(column), FieldKind::Number | FieldKind::Date | FieldKind::Birthday) => {
                    by_value(&|slot| self.field_value(field, column.texts.code(slot)))
                }
                (Some(column), _) => by_entry(&column.texts.pool, Collation::Reader, &|slot| {
                    column.texts.code(slot)
                }),
            },
            _ => by_value(&|slot| self.sort_value(key, slot)),
        }
    }

    /// What a column of numbers or dates is sorted by.
    fn sort_value(&self, key: SortKey, slot: Slot) -> Option<i64> {
        let purchases = || self.purchases.get(slot);
        match key {
            SortKey::Id => self.ids.get(slot.index()).map(|id| id.0),
            SortKey::Mobile => {
                let number = self.numbers.mobile(slot).e164()?;
                i64::try_from(number.0).ok()
            }
            SortKey::Created => Some(self.created(slot).0),
            SortKey::Orders => Some(i64::from(purchases().count)).filter(|count| *count != 0),
            SortKey::Spent => Some(purchases().total_cents).filter(|_| purchases().count != 0),
            SortKey::LastOrder => purchases().last.map(|day| i64::from(day.0)),
            SortKey::Field(field) => {
                self.field_value(field, self.fields.get(&field)?.texts.code(slot))
            }
            _ => None,
        }
    }

    pub(super) fn field_value(&self, field: FieldId, entry: u32) -> Option<i64> {
        let column = self.fields.get(&field).filter(|_| entry != 0)?;
        match self.field_kind(field) {
            FieldKind::Number => column.number(entry),
            FieldKind::Date => column.day(entry).map(i64::from),
            // From January to December: whose birthday comes when matters more than who is older.
            FieldKind::Birthday => Some(column.birthday(entry)?.place_in_year()),
            _ => None,
        }
    }

    /// What a column of texts is sorted by; `None` for columns of numbers.
    fn sort_text(&self, key: SortKey, slot: Slot) -> Option<(Collation, &str)> {
        let reader = |text| Some((Collation::Reader, text));
        match key {
            SortKey::Name => reader(self.name(slot)),
            SortKey::Company => reader(self.company(slot)),
            SortKey::Ref => Some((Collation::Natural, self.reference(slot))),
            SortKey::City | SortKey::Province | SortKey::Country => {
                reader(self.addresses.get(slot, place_of(key)))
            }
            SortKey::Source => {
                let entry = self.source(slot).and_then(|id| self.source_entry(id));
                reader(entry.map(|entry| entry.name.as_str()).unwrap_or_default())
            }
            SortKey::Field(field) => match self.field_kind(field) {
                FieldKind::Number | FieldKind::Date | FieldKind::Birthday => None,
                _ => reader(self.field(slot, field)),
            },
            _ => None,
        }
    }

    fn has_value(&self, key: SortKey, slot: Slot) -> bool {
        match (key, self.sort_text(key, slot)) {
            (SortKey::Email, _) => !self.emails.rows.of(slot).is_empty(),
            (_, Some((_, text))) => !text.is_empty(),
            (_, None) => self.sort_value(key, slot).is_some(),
        }
    }

    /// Compares two contacts that both have a value.
    fn compare(&self, key: SortKey, a: Slot, b: Slot) -> Ordering {
        let by_value = match (key, self.sort_text(key, a), self.sort_text(key, b)) {
            (SortKey::Email, ..) => self.emails.compare(a, b),
            (_, Some((collation, a)), Some((_, b))) => collation.compare(a, b),
            _ => self.sort_value(key, a).cmp(&self.sort_value(key, b)),
        };
        by_value.then_with(|| self.id_at(a).cmp(&self.id_at(b)))
    }

    fn id_at(&self, slot: Slot) -> Option<ContactId> {
        self.ids.get(slot.index()).copied()
    }

    /// Takes the edited contacts out and puts them where they belong now.
    fn repair(&self, key: SortKey, order: &Order, edited: &[Slot]) -> Order {
        let mut moved = FixedBitSet::with_capacity(self.slots());
        for slot in edited {
            moved.insert(slot.index());
        }
        let stays = |slot: &&u32| !moved.contains(**slot as usize);
        let (filled, empty) = order
            .slots
            .split_at_checked(order.filled)
            .unwrap_or_default();
        let filled: Vec<u32> = filled.iter().filter(stays).copied().collect();
        let empty: Vec<u32> = empty.iter().filter(stays).copied().collect();
        let returning = moved.ones().filter(|index| self.live.contains(*index));
        let (mut with, mut without): (Vec<Slot>, Vec<Slot>) = returning
            .map(slot_at)
            .partition(|slot| self.has_value(key, *slot));
        with.sort_unstable_by(|a, b| self.compare(key, *a, *b));
        without.sort_unstable_by_key(|slot| self.id_at(*slot));
        let mut slots = merged(&filled, &with, |a, b| self.compare(key, a, b));
        let filled = slots.len();
        slots.extend(merged(&empty, &without, |a, b| {
            self.id_at(a).cmp(&self.id_at(b))
        }));
        Order { slots, filled }
    }
}

const fn place_of(key: SortKey) -> Place {
    match key {
        SortKey::Country => Place::Country,
        SortKey::Province => Place::Province,
        _ => Place::City,
    }
}

/// Two sorted runs as one; the second is short.
fn merged(run: &[u32], more: &[Slot], compare: impl Fn(Slot, Slot) -> Ordering) -> Vec<u32> {
    let mut all = Vec::with_capacity(run.len() + more.len());
    let mut rest = run;
    for slot in more {
        let before = rest.partition_point(|other| compare(Slot(*other), *slot).is_lt());
        let (head, tail) = rest.split_at_checked(before).unwrap_or_default();
        all.extend_from_slice(head);
        all.push(slot.0);
        rest = tail;
    }
    all.extend_from_slice(rest);
    all
}

/// Keeps the order of signed numbers; below [`EMPTY`].
fn ordered(value: i64) -> u64 {
    (value.cast_unsigned() ^ (1 << 63)).min(EMPTY - 1)
}

/// The slots by their keys, equals in the order given: least significant 16 bits first.
fn radix_sorted(mut keyed: Vec<(u64, u32)>) -> Vec<u32> {
    const BITS: u32 = 16;
    let mut sorted = vec![(0, 0); keyed.len()];
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        let digit = |key: u64| (key >> shift & 0xFFFF) as usize;
        let mut places = vec![0_u32; 1 << BITS];
        for (key, _) in &keyed {
            if let Some(count) = places.get_mut(digit(*key)) {
                *count += 1;
            }
        }
        let all_same = places.iter().any(|count| *count as usize == keyed.len());
        if all_same {
            continue;
        }
        let mut next = 0;
        for place in &mut places {
            let count = *place;
            *place = next;
            next += count;
        }
        for pair in &keyed {
            if let Some(place) = places.get_mut(digit(pair.0)) {
                if let Some(target) = sorted.get_mut(*place as usize) {
                    *target = *pair;
                }
                *place += 1;
            }
        }
        std::mem::swap(&mut keyed, &mut sorted);
    }
    keyed.into_iter().map(|(_, slot)| slot).collect()
}
