//! The formats that are written from front to back, whatever they are written to.

use std::io::{self, Write};

use super::column::Column;
use super::csv::{Reader, Table};
use super::json::{Frame, Objects};
use super::vcard::{Cards, Version};
use super::view::ExportContact;

/// Contacts on their way into any writer.
pub(super) enum Stream<W: Write> {
    Table(Box<Table<W>>),
    Cards(Cards<W>),
    Objects(Objects<W>),
}

impl<W: Write> Stream<W> {
    pub(super) fn table(
        out: W,
        columns: &[Column],
        heads: &[String],
        reader: Reader,
    ) -> io::Result<Self> {
        Ok(Self::Table(Box::new(Table::new(
            out, columns, heads, reader,
        )?)))
    }

    pub(super) fn cards(out: W, columns: &[Column], version: Version) -> Self {
        Self::Cards(Cards::new(out, columns, version))
    }

    pub(super) const fn objects(out: W, frame: Frame) -> Self {
        Self::Objects(Objects::new(out, frame))
    }

    /// One contact; only a table has room for a mark.
    pub(super) fn write(
        &mut self,
        contact: &ExportContact<'_>,
        mark: Option<&str>,
    ) -> io::Result<()> {
        match self {
            Self::Table(table) => table.write(contact, mark),
            Self::Cards(cards) => cards.write(contact),
            Self::Objects(objects) => objects.write(contact),
        }
    }

    /// Hands back the writer with everything in it, not yet flushed.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::Table(table) => table.finish(),
            Self::Cards(cards) => Ok(cards.finish()),
            Self::Objects(objects) => objects.finish(),
        }
    }
}
