//! The whole list, table by table, for whoever keeps it in memory.

use rusqlite::Row;

use super::consent::each_event;
use super::read::e164_of;
use super::{Book, database_problem};
use crate::domain::contact::PurchaseSummary;
use crate::domain::ids::{ChildId, ContactId, FieldId, SegmentId, SourceId, TagId};
use crate::domain::listing::{AddressRow, ContactRow, ListSink, NumberRow};
use crate::domain::op::IdRanges;
use crate::domain::phone::{E164, NumberKind, NumberStatus, Region};
use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// One way by which an imported row may turn out to be a contact of the book.
#[derive(Clone, Copy, Debug)]
pub enum MatchKey<'a> {
    Number(E164),
    Email(&'a str),
    Reference(&'a str),
    Name { name: &'a str, company: &'a str },
}

impl Book {
    /// Hands the whole list to `sink`, in the order that [`ListSink`] promises.
    ///
    /// # Errors
    /// What the database says.
    pub fn list(&self, sink: &mut impl ListSink) -> Result<(), Problem> {
        self.each(
            "SELECT id,ref,name,company,created,source_id FROM contact ORDER BY id",
            |row| {
                sink.contact(ContactRow {
                    id: ContactId(row.get(0)?),
                    reference: row.get_ref(1)?.as_str()?,
                    name: row.get_ref(2)?.as_str()?,
                    company: row.get_ref(3)?.as_str()?,
                    created: Millis(row.get(4)?),
                    source: row.get::<_, Option<i64>>(5)?.map(SourceId),
                });
                Ok(())
            },
        )?;
        self.each(
            "SELECT id,raw,e164,status,kind,region FROM number ORDER BY id",
            |row| {
                let number = NumberRow {
                    raw: row.get_ref(1)?.as_str()?,
                    e164: e164_of(row.get(2)?),
                    status: NumberStatus::from_code(row.get(3)?).unwrap_or(NumberStatus::Invalid),
                    kind: NumberKind::from_code(row.get(4)?).unwrap_or(NumberKind::Unknown),
                    region: row.get_ref(5)?.as_str_or_null()?.and_then(Region::parse),
                };
                sink.number(contact_of(row)?, number);
                Ok(())
            },
        )?;
        self.each("SELECT id,addr FROM email ORDER BY id", |row| {
            sink.email(contact_of(row)?, row.get_ref(1)?.as_str()?);
            Ok(())
        })?;
        self.each(
            "SELECT id,country,province,city FROM address ORDER BY id",
            |row| {
                let address = AddressRow {
                    country: row.get_ref(1)?.as_str()?,
                    province: row.get_ref(2)?.as_str()?,
                    city: row.get_ref(3)?.as_str()?,
                };
                sink.address(contact_of(row)?, address);
                Ok(())
            },
        )?;
        self.each("SELECT id FROM contact_tag ORDER BY id", |row| {
            let pair = ChildId(row.get(0)?);
            sink.tag(pair.contact(), TagId(pair.ordinal()));
            Ok(())
        })?;
        self.each("SELECT id,value FROM field_value ORDER BY id", |row| {
            let pair = ChildId(row.get(0)?);
            sink.field(
                pair.contact(),
                FieldId(pair.ordinal()),
                row.get_ref(1)?.as_str()?,
            );
            Ok(())
        })?;
        let mut open: Option<(ContactId, PurchaseSummary)> = None;
        self.each(
            "SELECT id,at,amount_cents FROM purchase ORDER BY id",
            |row| {
                let contact = contact_of(row)?;
                if let Some((before, summary)) = open
                    && before != contact
                {
                    sink.purchases(before, summary);
                    open = None;
                }
                let (_, summary) = open.get_or_insert((contact, PurchaseSummary::default()));
                summary.add(row.get::<_, Option<i64>>(1)?.map(Millis), row.get(2)?);
                Ok(())
            },
        )?;
        if let Some((contact, summary)) = open {
            sink.purchases(contact, summary);
        }
        self.each(
            "SELECT id,included FROM segment_override ORDER BY id",
            |row| {
                let pair = ChildId(row.get(0)?);
                let segment = SegmentId(pair.ordinal());
                sink.segment_override(pair.contact(), segment, row.get(1)?);
                Ok(())
            },
        )?;
        each_event(&self.connection, |event| sink.event(event))
    }

    /// The ids of all contacts, or of the first so many.
    ///
    /// # Errors
    /// What the database says.
    pub fn contact_ids(&self, limit: usize) -> Result<IdRanges, Problem> {
        let mut ids = IdRanges::default();
        let sql = format!(
            "SELECT id FROM contact ORDER BY id LIMIT {}",
            i64::try_from(limit).unwrap_or(i64::MAX)
        );
        self.each(&sql, |row| {
            ids.insert(ContactId(row.get(0)?));
            Ok(())
        })?;
        Ok(ids)
    }

    /// How many numbers of each status there are, and how many e-mail addresses.
    ///
    /// # Errors
    /// What the database says.
    pub fn points(&self) -> Result<(Vec<(NumberStatus, u64)>, u64), Problem> {
        let mut numbers = Vec::new();
        self.each(
            "SELECT status,count(*) FROM number GROUP BY status ORDER BY status",
            |row| {
                let status = NumberStatus::from_code(row.get(0)?).unwrap_or(NumberStatus::Invalid);
                numbers.push((status, u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0)));
                Ok(())
            },
        )?;
        Ok((numbers, self.count("SELECT count(*) FROM email")?))
    }

    /// Calls `each` with every key by which rows of a file may match contacts, with its contact.
    ///
    /// # Errors
    /// What the database says.
    pub fn match_keys(&self, mut each: impl FnMut(ContactId, MatchKey<'_>)) -> Result<(), Problem> {
        self.each(
            "SELECT id,ref,name,company FROM contact ORDER BY id",
            |row| {
                let contact = ContactId(row.get(0)?);
                let reference = row.get_ref(1)?.as_str()?;
                if !reference.is_empty() {
                    each(contact, MatchKey::Reference(reference));
                }
                each(
                    contact,
                    MatchKey::Name {
                        name: row.get_ref(2)?.as_str()?,
                        company: row.get_ref(3)?.as_str()?,
                    },
                );
                Ok(())
            },
        )?;
        self.each(
            "SELECT id,e164 FROM number WHERE e164 IS NOT NULL AND status IN (0,1) ORDER BY id",
            |row| {
                if let Some(e164) = e164_of(row.get(1)?) {
                    each(contact_of(row)?, MatchKey::Number(e164));
                }
                Ok(())
            },
        )?;
        self.each("SELECT id,addr FROM email ORDER BY id", |row| {
            each(contact_of(row)?, MatchKey::Email(row.get_ref(1)?.as_str()?));
            Ok(())
        })
    }

    fn each(
        &self,
        sql: &str,
        mut row: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Problem> {
        self.connection
            .prepare(sql)
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                while let Some(next) = rows.next()? {
                    row(next)?;
                }
                Ok(())
            })
            .map_err(database_problem)
    }
}

fn contact_of(row: &Row<'_>) -> rusqlite::Result<ContactId> {
    row.get(0).map(|id| ChildId(id).contact())
}
