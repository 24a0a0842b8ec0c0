//! What contacts refer to by id: tags, sources, imported files and custom fields.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension as _};

use super::stored::Stored as _;
use super::table::Entity;
use super::transact::Tx;
use super::{Book, database_problem};
use crate::domain::field::FieldDefinition;
use crate::domain::ids::{BatchId, FieldId, MAX_ORDINAL, SegmentId, SourceId, TagId};
use crate::domain::listing::{
    FieldEntry, FieldKind, SegmentEntry, SourceEntry, SourceKind, Vocabulary,
};
use crate::domain::problem::Problem;

/// A source as it is handed to the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSource {
    pub name: String,
    pub kind: SourceKind,
    /// How the people agreed, in the owner's words; empty when not stated.
    pub method: String,
    /// The words they agreed to.
    pub wording: String,
    /// Where the proof is kept.
    pub proof: String,
}

/// An imported file as it is handed to the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBatch {
    pub source: SourceId,
    pub file_name: String,
    /// SHA-256 of the file's bytes.
    pub file_hash: Vec<u8>,
    /// How the file was read, as JSON.
    pub settings: String,
}

impl Tx<'_> {
    /// The tag of this name, if there is one. Names differ by more than case and outer spaces.
    ///
    /// # Errors
    /// What the database says.
    pub fn find_tag(&mut self, name: &str) -> Result<Option<TagId>, Problem> {
        let known = match &mut self.tags {
            Some(known) => known,
            empty => {
                let mut statement = self
                    .writing
                    .connection()?
                    .prepare("SELECT name,id FROM tag")
                    .map_err(database_problem)?;
                let rows = statement
                    .query_map([], |row| {
                        Ok((fold_name(&row.get::<_, String>(0)?), TagId(row.get(1)?)))
                    })
                    .map_err(database_problem)?;
                empty.insert(
                    rows.collect::<Result<HashMap<_, _>, _>>()
                        .map_err(database_problem)?,
                )
            }
        };
        if let Some(tag) = known.get(name) {
            return Ok(Some(*tag));
        }
        let tag = known.get(&fold_name(name)).copied();
        // However it is written here, it is found at once the next time.
        if let Some(tag) = tag {
            known.insert(name.to_owned(), tag);
        }
        Ok(tag)
    }

    /// The tag of this name, made when there is none.
    ///
    /// # Errors
    /// What the database says.
    pub fn tag_named(&mut self, name: &str) -> Result<TagId, Problem> {
        if let Some(tag) = self.find_tag(name)? {
            return Ok(tag);
        }
        let tag = TagId(self.next_id("tag")?);
        self.insert(Entity::Tag, tag.0, &[tag.0.stored(), name.trim().stored()])?;
        if let Some(known) = &mut self.tags {
            known.insert(fold_name(name), tag);
        }
        Ok(tag)
    }

    /// The source with this statement, made when there is none.
    ///
    /// # Errors
    /// What the database says.
    pub fn source(&mut self, new: &NewSource) -> Result<SourceId, Problem> {
        let found: Option<i64> = self
            .connection()?
            .query_row(
                "SELECT id FROM source WHERE name=?1 AND kind=?2 AND method=?3 AND wording=?4 AND proof=?5",
                rusqlite::params![new.name, new.kind as u8, new.method, new.wording, new.proof],
                |row| row.get(0),
            )
            .optional()
            .map_err(database_problem)?;
        if let Some(id) = found {
            return Ok(SourceId(id));
        }
        let id = self.next_id("source")?;
        self.insert(
            Entity::Source,
            id,
            &[
                id.stored(),
                new.name.stored(),
                (new.kind as u8).stored(),
                new.method.stored(),
                new.wording.stored(),
                new.proof.stored(),
            ],
        )?;
        Ok(SourceId(id))
    }

    /// Notes a file that is being imported.
    ///
    /// # Errors
    /// What the database says.
    pub fn add_batch(&mut self, new: &NewBatch) -> Result<BatchId, Problem> {
        let id = self.next_id("import_batch")?;
        let at = self.at.0;
        self.insert(
            Entity::ImportBatch,
            id,
            &[
                id.stored(),
                new.source.0.stored(),
                new.file_name.stored(),
                new.file_hash.stored(),
                at.stored(),
                new.settings.stored(),
            ],
        )?;
        Ok(BatchId(id))
    }

    /// The files with exactly this content that came in with exactly these settings.
    ///
    /// # Errors
    /// What the database says.
    pub fn find_batches(&self, file_hash: &[u8], settings: &str) -> Result<Vec<BatchId>, Problem> {
        self.connection()?
            .prepare_cached("SELECT id FROM import_batch WHERE file_hash=?1 AND settings=?2")
            .and_then(|mut statement| {
                statement
                    .query_map(rusqlite::params![file_hash, settings], |row| {
                        row.get(0).map(BatchId)
                    })?
                    .collect()
            })
            .map_err(database_problem)
    }

    /// The custom field of this name, if there is one.
    ///
    /// # Errors
    /// What the database says.
    pub fn find_field(&self, name: &str) -> Result<Option<FieldId>, Problem> {
        self.connection()?
            .query_row(
                "SELECT id FROM field_def WHERE name=?1",
                [name.trim()],
                |row| row.get(0),
            )
            .optional()
            .map(|id| id.map(FieldId))
            .map_err(database_problem)
    }

    /// The custom field of this name, made when there is none.
    ///
    /// # Errors
    /// What the database says.
    pub fn field_named(&mut self, name: &str, kind: FieldKind) -> Result<FieldId, Problem> {
        if let Some(field) = self.find_field(name)? {
            return Ok(field);
        }
        let id = self.next_id("field_def")?;
        self.insert(
            Entity::FieldDef,
            id,
            &[
                id.stored(),
                name.trim().stored(),
                (kind as u8).stored(),
                "".stored(),
            ],
        )?;
        Ok(FieldId(id))
    }
}

impl Book {
    /// Names of what contacts refer to, each list by id.
    ///
    /// # Errors
    /// What the database says.
    pub fn vocabulary(&self) -> Result<Vocabulary, Problem> {
        read(&self.connection).map_err(database_problem)
    }
}

fn read(connection: &Connection) -> rusqlite::Result<Vocabulary> {
    Ok(Vocabulary {
        tags: connection
            .prepare("SELECT id,name FROM tag ORDER BY id")?
            .query_map([], |row| Ok((TagId(row.get(0)?), row.get(1)?)))?
            .collect::<Result<_, _>>()?,
        sources: connection
            .prepare("SELECT id,name,kind FROM source ORDER BY id")?
            .query_map([], |row| {
                Ok(SourceEntry {
                    id: SourceId(row.get(0)?),
                    name: row.get(1)?,
                    kind: SourceKind::from_code(row.get(2)?).unwrap_or(SourceKind::Other),
                })
            })?
            .collect::<Result<_, _>>()?,
        fields: connection
            .prepare("SELECT id,name,kind,purpose FROM field_def ORDER BY id")?
            .query_map([], |row| {
                Ok(FieldEntry {
                    id: FieldId(row.get(0)?),
                    name: row.get(1)?,
                    kind: FieldKind::from_code(row.get(2)?).unwrap_or(FieldKind::Text),
                    definition: FieldDefinition::read(row.get_ref(3)?.as_str()?),
                })
            })?
            .collect::<Result<_, _>>()?,
        segments: read_segments(connection)?,
    })
}

fn read_segments(connection: &Connection) -> rusqlite::Result<Vec<SegmentEntry>> {
    // Included and excluded by hand.
    let mut counts: HashMap<i64, [u32; 2]> = HashMap::new();
    let mut statement = connection.prepare(&format!(
        "SELECT id & {MAX_ORDINAL},sum(included),count(*) FROM segment_override GROUP BY 1"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (included, all): (u32, u32) = (row.get(1)?, row.get(2)?);
        counts.insert(row.get(0)?, [included, all.saturating_sub(included)]);
    }
    connection
        .prepare("SELECT id,name,filter,colour FROM segment ORDER BY id")?
        .query_map([], |row| {
            let id: i64 = row.get(0)?;
            let [included, excluded] = counts.get(&id).copied().unwrap_or_default();
            Ok(SegmentEntry {
                id: SegmentId(id),
                name: row.get(1)?,
                filter: row.get(2)?,
                colour: row.get(3)?,
                included,
                excluded,
            })
        })?
        .collect()
}

/// The form in which two names of tags are the same.
fn fold_name(name: &str) -> String {
    name.trim().to_lowercase()
}
