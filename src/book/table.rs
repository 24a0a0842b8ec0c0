//! The tables whose rows undo restores, and the form in which rows are kept in `change`.

use rusqlite::types::{Value, ValueRef};

use crate::domain::problem::BookProblem;

/// A table of rows that ops insert, update and delete. Numbers are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Entity {
    Contact = 0,
    Number = 1,
    Email = 2,
    Address = 3,
    ContactTag = 4,
    FieldValue = 5,
    Purchase = 6,
    SegmentOverride = 7,
    Tag = 8,
    Source = 9,
    FieldDef = 10,
    Segment = 11,
    ImportBatch = 12,
    Review = 13,
    ReviewItem = 14,
    Held = 15,
}

/// What an op did to rows. Numbers are stored; never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Action {
    /// The ids of a range of rows; for contacts, their children with them.
    Inserted = 1,
    /// Updated or deleted: the rows as they were before.
    Before = 2,
    /// The ids of many scattered rows that hang on contacts, as packed ranges.
    InsertedEach = 3,
    /// A row of a ledger that was erased, with the hash of what was left of it.
    Erased = 4,
}

impl Entity {
    pub(super) const ALL: [Self; 16] = [
        Self::Contact,
        Self::Number,
        Self::Email,
        Self::Address,
        Self::ContactTag,
        Self::FieldValue,
        Self::Purchase,
        Self::SegmentOverride,
        Self::Tag,
        Self::Source,
        Self::FieldDef,
        Self::Segment,
        Self::ImportBatch,
        Self::Review,
        Self::ReviewItem,
        Self::Held,
    ];

    /// The tables whose ids carry the contact's.
    pub(super) const CHILDREN: [Self; 7] = [
        Self::Number,
        Self::Email,
        Self::Address,
        Self::ContactTag,
        Self::FieldValue,
        Self::Purchase,
        Self::SegmentOverride,
    ];

    pub(super) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| *entity as u8 == code)
    }

    /// Whether its ids pair a contact with something small that lists show by themselves: they are
    /// brought up to date without reading the contact again.
    pub(super) const fn is_light(self) -> bool {
        matches!(self, Self::ContactTag | Self::FieldValue)
    }

    pub(super) const fn is_child(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Email
                | Self::Address
                | Self::ContactTag
                | Self::FieldValue
                | Self::Purchase
                | Self::SegmentOverride
        )
    }

    /// Whether its rows are names of what contacts refer to, or are counted beside them.
    pub(super) const fn is_vocabulary(self) -> bool {
        matches!(
            self,
            Self::Tag | Self::Source | Self::FieldDef | Self::Segment | Self::SegmentOverride
        )
    }

    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Number => "number",
            Self::Email => "email",
            Self::Address => "address",
            Self::ContactTag => "contact_tag",
            Self::FieldValue => "field_value",
            Self::Purchase => "purchase",
            Self::SegmentOverride => "segment_override",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::FieldDef => "field_def",
            Self::Segment => "segment",
            Self::ImportBatch => "import_batch",
            Self::Review => "review",
            Self::ReviewItem => "review_item",
            Self::Held => "held",
        }
    }

    /// All columns in the order of `schema.sql`, the id first.
    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Contact => &[
                "id",
                "ref",
                "name",
                "company",
                "notes",
                "created",
                "source_id",
                "batch_id",
                "next_child",
            ],
            Self::Number => &[
                "id", "raw", "e164", "status", "kind", "region", "ext", "label",
            ],
            Self::Email => &["id", "addr", "label"],
            Self::Address => &["id", "country", "province", "city", "street", "postcode"],
            Self::ContactTag => &["id"],
            Self::FieldValue => &["id", "value"],
            Self::Purchase => &[
                "id",
                "order_no",
                "at",
                "amount_cents",
                "item",
                "status",
                "recipient_name",
                "recipient_phone",
                "recipient_address",
            ],
            Self::SegmentOverride => &["id", "included"],
            Self::Tag => &["id", "name"],
            Self::Source => &["id", "name", "kind", "method", "wording", "proof"],
            Self::FieldDef => &["id", "name", "kind", "purpose"],
            Self::Segment => &["id", "name", "filter", "colour"],
            Self::ImportBatch => &[
                "id",
                "source_id",
                "file_name",
                "file_hash",
                "at",
                "settings",
            ],
            Self::Review => &["id", "name", "at"],
            Self::ReviewItem => &["id", "contact_id", "decision"],
            Self::Held => &[
                "id",
                "batch_id",
                "row",
                "reason",
                "print",
                "candidates",
                "content",
                "state",
                "contact_id",
            ],
        }
    }

    pub(super) fn insert_sql(self) -> String {
        let columns = self.columns();
        let marks = vec!["?"; columns.len()].join(",");
        format!(
            "INSERT INTO {} ({}) VALUES ({marks})",
            self.table(),
            columns.join(",")
        )
    }

    /// Puts a row as it was, whether it is there or not.
    pub(super) fn restore_sql(self) -> String {
        let sets: Vec<String> = self
            .columns()
            .iter()
            .skip(1)
            .map(|column| {
                // Ordinals of children are used once, even when the op that used them is undone.
                if *column == "next_child" {
                    "next_child=max(next_child,excluded.next_child)".to_owned()
                } else {
                    format!("{column}=excluded.{column}")
                }
            })
            .collect();
        let insert = self.insert_sql();
        if sets.is_empty() {
            return format!("{insert} ON CONFLICT(id) DO NOTHING");
        }
        format!("{insert} ON CONFLICT(id) DO UPDATE SET {}", sets.join(","))
    }

    pub(super) fn select_range_sql(self) -> String {
        format!(
            "SELECT {} FROM {} WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
            self.columns().join(","),
            self.table()
        )
    }

    pub(super) fn delete_range_sql(self) -> String {
        format!("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", self.table())
    }
}

impl Action {
    pub(super) const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Inserted),
            2 => Some(Self::Before),
            3 => Some(Self::InsertedEach),
            4 => Some(Self::Erased),
            _ => None,
        }
    }
}

const NULL: u8 = 0;
const INTEGER: u8 = 1;
const TEXT: u8 = 2;
const BLOB: u8 = 3;
const REAL: u8 = 4;

/// Appends one value in a form that reads back and that no other value has: used both for images
/// and for the digests of the audit chain.
pub(super) fn encode(value: ValueRef<'_>, out: &mut Vec<u8>) {
    match value {
        ValueRef::Null => out.push(NULL),
        ValueRef::Integer(integer) => {
            out.push(INTEGER);
            out.extend_from_slice(&integer.to_le_bytes());
        }
        ValueRef::Real(real) => {
            out.push(REAL);
            out.extend_from_slice(&real.to_bits().to_le_bytes());
        }
        ValueRef::Text(bytes) => encode_bytes(TEXT, bytes, out),
        ValueRef::Blob(bytes) => encode_bytes(BLOB, bytes, out),
    }
}

fn encode_bytes(tag: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    // Fields are bounded far below 4 GiB by the limits of the connection.
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(bytes);
}

/// Reads one value that [`encode`] wrote, moving `bytes` behind it.
pub(super) fn decode(bytes: &mut &[u8]) -> Result<Value, BookProblem> {
    let (tag, rest) = bytes.split_first().ok_or(BookProblem::Damaged)?;
    *bytes = rest;
    match *tag {
        NULL => Ok(Value::Null),
        INTEGER => Ok(Value::Integer(i64::from_le_bytes(take(bytes)?))),
        REAL => Ok(Value::Real(f64::from_bits(u64::from_le_bytes(take(
            bytes,
        )?)))),
        TEXT => String::from_utf8(take_bytes(bytes)?)
            .map(Value::Text)
            .ok()
            .ok_or(BookProblem::Damaged),
        BLOB => take_bytes(bytes).map(Value::Blob),
        _ => Err(BookProblem::Damaged),
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], BookProblem> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(BookProblem::Damaged)?;
    *bytes = rest;
    Ok(*head)
}

fn take_bytes(bytes: &mut &[u8]) -> Result<Vec<u8>, BookProblem> {
    let length = usize::try_from(u32::from_le_bytes(take(bytes)?))
        .ok()
        .ok_or(BookProblem::Damaged)?;
    let (head, rest) = bytes.split_at_checked(length).ok_or(BookProblem::Damaged)?;
    *bytes = rest;
    Ok(head.to_vec())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn values_read_back() {
        let values = [
            Value::Null,
            Value::Integer(-7),
            Value::Integer(i64::MAX),
            Value::Real(0.5),
            Value::Text("张三".into()),
            Value::Blob(vec![0, 255]),
        ];
        let mut bytes = Vec::new();
        for value in &values {
            encode(ValueRef::from(value), &mut bytes);
        }
        let mut rest = bytes.as_slice();
        for value in &values {
            assert_eq!(&decode(&mut rest).unwrap(), value);
        }
        assert!(rest.is_empty());
        assert_eq!(decode(&mut rest), Err(BookProblem::Damaged));
        for cut in 0..bytes.len() {
            let mut rest = bytes.get(..cut).unwrap();
            while !rest.is_empty() && decode(&mut rest).is_ok() {}
        }
    }

    /// Undo would lose a column that the list of columns forgets.
    #[test]
    fn columns_are_those_of_the_schema() {
        crate::book::sqlcipher::start();
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        crate::book::migrate::make_tables(&connection).unwrap();
        for entity in Entity::ALL {
            let mut statement = connection
                .prepare(&format!(
                    "SELECT name FROM pragma_table_info('{}')",
                    entity.table()
                ))
                .unwrap();
            let names: Vec<String> = statement
                .query_map([], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            assert_eq!(names, entity.columns(), "{}", entity.table());
            assert_eq!(Entity::from_code(entity as u8), Some(entity));
            assert_eq!(Entity::CHILDREN.contains(&entity), entity.is_child());
        }
    }
}
