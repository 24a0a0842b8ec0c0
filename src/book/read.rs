//! Reading contacts with all that hangs on them, one or a range at a time.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{CachedStatement, Connection, Row, Rows};

use super::table::Entity;
use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::contact::{Address, Contact, Email, Number, Purchase, PurchaseSummary};
use crate::domain::ids::{
    ChildId, ContactId, FieldId, MAX_ORDINAL, ORDINAL_BITS, SegmentId, SourceId, TagId,
};
use crate::domain::op::IdRanges;
use crate::domain::phone::{E164, NumberKind, NumberStatus, Region};
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// The tables that make a contact whole, in the order of [`add_child`].
const PARTS: [Entity; 7] = [
    Entity::Number,
    Entity::Email,
    Entity::Address,
    Entity::ContactTag,
    Entity::FieldValue,
    Entity::Purchase,
    Entity::SegmentOverride,
];

impl Book {
    /// The contact with this id, if there is one.
    ///
    /// # Errors
    /// What the database says.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>, Problem> {
        read_contact(&self.connection, id)
    }

    /// Calls `each` with every contact of `ids` that exists, in ascending order.
    ///
    /// # Errors
    /// What the database or `each` says.
    pub fn contacts(
        &self,
        ids: &IdRanges,
        each: impl FnMut(Contact) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        read_contacts(&self.connection, ids, each)
    }

    /// The purchases of a contact in the order they were added.
    ///
    /// # Errors
    /// What the database says.
    pub fn purchases(&self, contact: ContactId) -> Result<Vec<Purchase>, Problem> {
        read_purchases(&self.connection, contact).map_err(database_problem)
    }
}

impl Tx<'_> {
    /// A contact as it stands inside this transaction.
    ///
    /// # Errors
    /// What the database says.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>, Problem> {
        read_contact(self.connection()?, id)
    }

    /// Calls `each` with every contact of `ids` that exists inside this transaction, in ascending
    /// order.
    ///
    /// # Errors
    /// What the database or `each` says.
    pub fn contacts(
        &self,
        ids: &IdRanges,
        each: impl FnMut(Contact) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        read_contacts(self.connection()?, ids, each)
    }

    /// The purchases of a contact as they stand inside this transaction.
    ///
    /// # Errors
    /// What the database says.
    pub fn purchases(&self, contact: ContactId) -> Result<Vec<Purchase>, Problem> {
        read_purchases(self.connection()?, contact).map_err(database_problem)
    }
}

/// The number behind a stored integer.
pub(super) fn e164_of(stored: Option<i64>) -> Option<E164> {
    stored
        .and_then(|digits| u64::try_from(digits).ok())
        .map(E164)
}

fn read_contacts(
    connection: &Connection,
    ids: &IdRanges,
    mut each: impl FnMut(Contact) -> Result<(), Problem>,
) -> Result<(), Problem> {
    for (first, last) in ids.ranges() {
        read_range(connection, first, last, &mut each)?;
    }
    Ok(())
}

fn read_contact(connection: &Connection, id: ContactId) -> Result<Option<Contact>, Problem> {
    let mut found = None;
    read_range(connection, id.0, id.0, &mut |contact| {
        found = Some(contact);
        Ok(())
    })?;
    Ok(found)
}

/// Reads contacts and their parts side by side: all tables are in the order of the contact's id.
fn read_range(
    connection: &Connection,
    first: i64,
    last: i64,
    each: &mut impl FnMut(Contact) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let failed = database_problem;
    let children = [first << ORDINAL_BITS, (last << ORDINAL_BITS) | MAX_ORDINAL];
    let mut statements: Vec<CachedStatement<'_>> = PARTS
        .iter()
        .map(|entity| connection.prepare_cached(&entity.select_range_sql()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    let mut parts: Vec<(Entity, Rows<'_>)> = Vec::with_capacity(PARTS.len());
    for (entity, statement) in PARTS.into_iter().zip(&mut statements) {
        let mut rows = statement.query(children).map_err(failed)?;
        rows.advance().map_err(failed)?;
        parts.push((entity, rows));
    }
    let mut statement = connection
        .prepare_cached("SELECT id,ref,name,company,notes,created,source_id FROM contact WHERE id BETWEEN ?1 AND ?2 ORDER BY id")
        .map_err(failed)?;
    let mut contacts = statement.query([first, last]).map_err(failed)?;
    while let Some(row) = contacts.next().map_err(failed)? {
        let mut contact = bare_contact(row).map_err(failed)?;
        for (entity, rows) in &mut parts {
            while let Some(row) = rows.get() {
                let owner = ChildId(row.get(0).map_err(failed)?).contact();
                if owner > contact.id {
                    break;
                }
                if owner == contact.id {
                    add_child(&mut contact, *entity, row).map_err(failed)?;
                }
                rows.advance().map_err(failed)?;
            }
        }
        each(contact)?;
    }
    Ok(())
}

fn bare_contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: ContactId(row.get(0)?),
        reference: row.get(1)?,
        name: row.get(2)?,
        company: row.get(3)?,
        notes: row.get(4)?,
        created: Millis(row.get(5)?),
        source: row.get::<_, Option<i64>>(6)?.map(SourceId),
        numbers: Vec::new(),
        emails: Vec::new(),
        addresses: Vec::new(),
        tags: Vec::new(),
        fields: Vec::new(),
        purchases: PurchaseSummary::default(),
        overrides: Vec::new(),
    })
}

fn add_child(contact: &mut Contact, entity: Entity, row: &Row<'_>) -> rusqlite::Result<()> {
    let id = ChildId(row.get(0)?);
    match entity {
        Entity::Number => contact.numbers.push(Number {
            id,
            raw: row.get(1)?,
            e164: e164_of(row.get(2)?),
            status: NumberStatus::from_code(row.get(3)?).unwrap_or(NumberStatus::Invalid),
            kind: NumberKind::from_code(row.get(4)?).unwrap_or(NumberKind::Unknown),
            region: row.get_ref(5)?.as_str_or_null()?.and_then(Region::parse),
            extension: row.get(6)?,
            label: row.get(7)?,
        }),
        Entity::Email => contact.emails.push(Email {
            id,
            addr: row.get(1)?,
            label: row.get(2)?,
        }),
        Entity::Address => contact.addresses.push(Address {
            id: Some(id),
            country: row.get(1)?,
            province: row.get(2)?,
            city: row.get(3)?,
            street: row.get(4)?,
            postcode: row.get(5)?,
        }),
        Entity::ContactTag => contact.tags.push(TagId(id.ordinal())),
        Entity::FieldValue => contact.fields.push((FieldId(id.ordinal()), row.get(1)?)),
        Entity::Purchase => {
            let purchase = read_purchase(row)?;
            contact.purchases.add(purchase.at, purchase.amount_cents);
        }
        Entity::SegmentOverride => {
            let segment = SegmentId(id.ordinal());
            contact.overrides.push((segment, row.get(1)?));
        }
        _ => {}
    }
    Ok(())
}

fn read_purchases(connection: &Connection, contact: ContactId) -> rusqlite::Result<Vec<Purchase>> {
    let first = contact.0 << ORDINAL_BITS;
    connection
        .prepare_cached(&Entity::Purchase.select_range_sql())?
        .query_map([first, first | MAX_ORDINAL], read_purchase)?
        .collect()
}

fn read_purchase(row: &Row<'_>) -> rusqlite::Result<Purchase> {
    Ok(Purchase {
        order_no: row.get(1)?,
        at: row.get::<_, Option<i64>>(2)?.map(Millis),
        amount_cents: row.get(3)?,
        item: row.get(4)?,
        status: row.get(5)?,
        recipient_name: row.get(6)?,
        recipient_phone: row.get(7)?,
        recipient_address: row.get(8)?,
    })
}
