//! Custom fields: their definitions, and values of many people at once.

use rusqlite::OptionalExtension as _;

use super::contact::pair_id;
use super::stored::Stored as _;
use super::table::Entity;
use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::field::FieldDefinition;
use crate::domain::ids::{ChildId, ContactId, FieldId, MAX_ORDINAL, ORDINAL_BITS, TagId};
use crate::domain::listing::FieldKind;
use crate::domain::op::IdRanges;
use crate::domain::problem::{BookProblem, Problem};

/// From so many ranges on one pass over everything between is quicker than asking for each.
const MANY_RANGES: usize = 512;

impl Tx<'_> {
    /// Defines a custom field.
    ///
    /// # Errors
    /// What the database says.
    pub fn add_field(
        &mut self,
        name: &str,
        kind: FieldKind,
        definition: &FieldDefinition,
    ) -> Result<FieldId, Problem> {
        let id = self.next_id("field_def")?;
        let text = definition.text();
        self.insert(
            Entity::FieldDef,
            id,
            &[
                id.stored(),
                name.stored(),
                (kind as u8).stored(),
                text.stored(),
            ],
        )?;
        Ok(FieldId(id))
    }

    /// Changes the definition of a field; its values stay as they are.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn replace_field(
        &mut self,
        id: FieldId,
        name: &str,
        kind: FieldKind,
        definition: &FieldDefinition,
    ) -> Result<(), Problem> {
        self.keep(Entity::FieldDef, id.0)?;
        self.connection()?
            .execute(
                "UPDATE field_def SET name=?2,kind=?3,purpose=?4 WHERE id=?1",
                rusqlite::params![id.0, name, kind as u8, definition.text()],
            )
            .map_err(database_problem)?;
        self.vocabulary = true;
        Ok(())
    }

    /// Deletes a field with everybody's values. Returns how many had one. `at` is told how many so
    /// far and may stop it.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], [`Problem::Cancelled`], or what the database says.
    pub fn remove_field(
        &mut self,
        id: FieldId,
        mut at: impl FnMut(u64) -> bool,
    ) -> Result<u64, Problem> {
        let mut pairs = Vec::new();
        self.each_value(id, |contact, _| pairs.push(contact))?;
        for (done, contact) in (0..).zip(&pairs) {
            if !at(done) {
                return Err(Problem::Cancelled);
            }
            self.remove(Entity::FieldValue, pair_id(*contact, id.0)?)?;
        }
        self.remove(Entity::FieldDef, id.0)?;
        Ok(u64::try_from(pairs.len()).unwrap_or(u64::MAX))
    }

    /// Calls `each` with everybody who has a value of a field, and the value.
    ///
    /// # Errors
    /// What the database says.
    pub fn each_value(
        &self,
        field: FieldId,
        mut each: impl FnMut(ContactId, &str),
    ) -> Result<(), Problem> {
        let mut statement = self
            .connection()?
            .prepare(&format!(
                "SELECT id,value FROM field_value WHERE (id & {MAX_ORDINAL})=?1 ORDER BY id"
            ))
            .map_err(database_problem)?;
        let mut rows = statement.query([field.0]).map_err(database_problem)?;
        while let Some(row) = rows.next().map_err(database_problem)? {
            let id = ChildId(row.get(0).map_err(database_problem)?);
            let value = row.get_ref(1).map_err(database_problem)?;
            each(
                id.contact(),
                value
                    .as_str()
                    .map_err(|error| database_problem(error.into()))?,
            );
        }
        Ok(())
    }

    /// Whether there is a field of this id.
    ///
    /// # Errors
    /// [`BookProblem::NoSuchRow`], or what the database says.
    pub fn expect_field(&self, id: FieldId) -> Result<(), Problem> {
        if self.exists(Entity::FieldDef, id.0)? {
            return Ok(());
        }
        Err(BookProblem::NoSuchRow.into())
    }

    /// Those of these who have a tag.
    ///
    /// # Errors
    /// What the database says.
    pub fn tagged(&self, contacts: &IdRanges, tag: TagId) -> Result<IdRanges, Problem> {
        let mut tagged = IdRanges::default();
        each_pair(
            self.connection()?,
            Entity::ContactTag,
            contacts,
            |contact, other, _| {
                if other == tag.0 {
                    tagged.insert(contact);
                }
                Ok(())
            },
        )?;
        Ok(tagged)
    }

    /// Puts a tag on a contact that does not have it.
    ///
    /// # Errors
    /// What the database says.
    pub fn add_tag(&mut self, contact: ContactId, tag: TagId) -> Result<(), Problem> {
        let pair = pair_id(contact, tag.0)?;
        self.insert(Entity::ContactTag, pair, &[pair.stored()])?;
        self.touch_by(Entity::ContactTag, contact);
        Ok(())
    }

    /// The value that somebody has of a field.
    ///
    /// # Errors
    /// What the database says.
    pub fn field_of(&self, contact: ContactId, field: FieldId) -> Result<Option<String>, Problem> {
        let pair = pair_id(contact, field.0)?;
        self.connection()?
            .prepare_cached("SELECT value FROM field_value WHERE id=?1")
            .and_then(|mut statement| statement.query_row([pair], |row| row.get(0)).optional())
            .map_err(database_problem)
    }
}

impl Book {
    /// Calls `tag` and `field` with every tag and every value of a custom field that these contacts
    /// have.
    ///
    /// # Errors
    /// What the database says.
    pub fn parts(
        &self,
        contacts: &IdRanges,
        mut tag: impl FnMut(ContactId, TagId),
        mut field: impl FnMut(ContactId, FieldId, &str),
    ) -> Result<(), Problem> {
        let connection = &self.connection;
        each_pair(connection, Entity::ContactTag, contacts, |id, other, _| {
            tag(id, TagId(other));
            Ok(())
        })?;
        each_pair(
            connection,
            Entity::FieldValue,
            contacts,
            |id, other, row| {
                field(id, FieldId(other), row.get_ref(1)?.as_str()?);
                Ok(())
            },
        )
    }
}

/// Calls `each` with every row that pairs one of these contacts with something.
fn each_pair(
    connection: &rusqlite::Connection,
    entity: Entity,
    contacts: &IdRanges,
    mut each: impl FnMut(ContactId, i64, &rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> Result<(), Problem> {
    let mut spans: Vec<(i64, i64)> = contacts.ranges().collect();
    if spans.len() > MANY_RANGES
        && let (Some((first, _)), Some((_, last))) = (spans.first().copied(), spans.last().copied())
    {
        spans = vec![(first, last)];
    }
    let run = || -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(&entity.select_range_sql())?;
        for (first, last) in spans {
            let mut rows =
                statement.query([first << ORDINAL_BITS, (last << ORDINAL_BITS) | MAX_ORDINAL])?;
            while let Some(row) = rows.next()? {
                let id = ChildId(row.get(0)?);
                if contacts.contains(id.contact()) {
                    each(id.contact(), id.ordinal(), row)?;
                }
            }
        }
        Ok(())
    };
    run().map_err(database_problem)
}
