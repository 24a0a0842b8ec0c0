//! What is in a folder or an archive, apart from the rows themselves.

use crate::import::file::{FileLeftOut, FilePart, Layout};
use crate::import::head::Head;
use crate::import::map::Preset;
use crate::import::read::Rows;

/// The table that several files make, and which files those are.
#[derive(Debug, Default)]
pub(in crate::import) struct Contents {
    pub(in crate::import::read) parts: Vec<Place>,
    /// The files that do not come in.
    pub(in crate::import) left_out: Vec<FileLeftOut>,
    pub(in crate::import::read) headers: Vec<String>,
    /// The exporter of each column.
    pub(in crate::import::read) presets: Vec<Option<&'static Preset>>,
    /// Rows of every file, so that each can be looked at.
    pub(in crate::import::read) samples: Rows,
}

/// Where the rows of one file are.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(in crate::import::read) struct Place {
    pub(in crate::import::read) name: String,
    /// What is added to the number of a row, so that no two rows of the whole have the same.
    pub(in crate::import::read) offset: u32,
    /// How many rows of data it has.
    pub(in crate::import::read) rows: u64,
    pub(in crate::import::read) preset: Option<String>,
    /// Which column of the whole each of its own is.
    pub(in crate::import::read) columns: Vec<usize>,
    /// Its rows stay out.
    pub(in crate::import::read) is_without: bool,
}

impl Contents {
    /// The head of the whole.
    pub(in crate::import) fn head(&self) -> Head {
        Head::made(self.headers.clone(), self.samples.clone())
    }

    pub(in crate::import) fn presets(&self) -> &[Option<&'static Preset>] {
        &self.presets
    }

    pub(in crate::import::read) fn layout(&self) -> Layout {
        Layout::Bundle {
            parts: self.parts.iter().map(Place::told).collect(),
            left_out: self.left_out.clone(),
        }
    }

    /// What the files are called that rows come from.
    pub(in crate::import) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str())
    }

    /// Which file a row of the whole is in, and its number there.
    pub(in crate::import) fn place_of(&self, row: u32) -> Option<(usize, u32)> {
        let at = self.parts.partition_point(|part| part.offset < row);
        let at = at.checked_sub(1)?;
        let part = self.parts.get(at)?;
        Some((at, row - part.offset))
    }

    pub(in crate::import) fn name_of(&self, part: usize) -> Option<&str> {
        self.parts.get(part).map(|part| part.name.as_str())
    }
}

impl Place {
    fn told(&self) -> FilePart {
        FilePart {
            name: self.name.clone(),
            offset: self.offset,
            rows: self.rows,
            preset: self.preset.clone(),
            columns: self.columns.clone(),
            is_without: self.is_without,
        }
    }
}
