//! Contacts as CSV, for spreadsheets or for other programs.

use std::io::{self, Write};

use csv::{ErrorKind, Terminator, Writer, WriterBuilder};

use super::column::Column;
use super::view::ExportContact;
use crate::domain::guard::guard;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Who will read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Excel and WPS read UTF-8 only behind a byte order mark, expect CRLF as RFC 4180 has it, and
    /// run whatever looks like a formula, so such cells carry the guard.
    Spreadsheet,
    /// Programs behind a pipe want the plain values.
    Program,
}

/// A header and one record per contact.
pub(super) struct Table<W: Write> {
    writer: Writer<W>,
    columns: Vec<Column>,
    reader: Reader,
}

impl<W: Write> Table<W> {
    pub(super) fn new(
        mut out: W,
        columns: &[Column],
        heads: &[String],
        reader: Reader,
    ) -> io::Result<Self> {
        let terminator = match reader {
            Reader::Spreadsheet => {
                out.write_all(BYTE_ORDER_MARK)?;
                Terminator::CRLF
            }
            Reader::Program => Terminator::Any(b'\n'),
        };
        let mut writer = WriterBuilder::new().terminator(terminator).from_writer(out);
        for head in heads {
            field(&mut writer, reader, head)?;
        }
        end(&mut writer)?;
        Ok(Self {
            writer,
            columns: columns.to_vec(),
            reader,
        })
    }

    /// One record, with a mark behind its cells if there is one.
    pub(super) fn write(
        &mut self,
        contact: &ExportContact<'_>,
        mark: Option<&str>,
    ) -> io::Result<()> {
        for column in &self.columns {
            field(&mut self.writer, self.reader, &contact.text(column))?;
        }
        if let Some(mark) = mark {
            field(&mut self.writer, self.reader, mark)?;
        }
        end(&mut self.writer)
    }

    pub(super) fn finish(self) -> io::Result<W> {
        self.writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }
}

fn field<W: Write>(writer: &mut Writer<W>, reader: Reader, text: &str) -> io::Result<()> {
    let written = match reader {
        Reader::Spreadsheet => writer.write_field(guard(text).as_bytes()),
        Reader::Program => writer.write_field(text),
    };
    written.map_err(io_error)
}

fn end<W: Write>(writer: &mut Writer<W>) -> io::Result<()> {
    writer.write_record(None::<&[u8]>).map_err(io_error)
}

/// The disk's own error, which the library wraps.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
