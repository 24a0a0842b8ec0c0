//! Contacts as an XLSX file whose every cell is a text, written row by row.
//!
//! `rust_xlsxwriter` makes the workbook around the rows: header, styles, widths. The rows are
//! streamed into its worksheet here: its own mode for long sheets keeps all rows in a second
//! temporary file, and panics when that cannot be written.

mod cell;
mod latch;

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{ColNum, Format, IgnoreError, Workbook, XlsxError, utility};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{ZipArchive, ZipWriter};

use self::latch::{Latch, Wrong};
use super::column::Column;
use super::view::ExportContact;
use crate::domain::guard::guard_typed;
use crate::domain::problem::{ExportProblem, Problem};

/// Rows of a worksheet, the header among them.
const MOST_ROWS: u64 = 1_048_576;
/// UTF-16 units that a cell holds.
const LONGEST_TEXT: usize = 32_767;
/// Excel's own number for the format in which whatever is typed is text.
const TEXT: u8 = 49;
/// The only worksheet of the shell, as `rust_xlsxwriter` names it.
const WORKSHEET: &str = "xl/worksheets/sheet1.xml";
/// Level 6 takes half as long again for a file that is a tenth smaller.
const LEVEL: i64 = 3;

/// A worksheet that is being written.
pub(super) struct Sheet {
    zip: ZipWriter<StreamWriter<Latch<BufWriter<File>>>>,
    wrong: Wrong,
    columns: Vec<(String, Column)>,
    /// The letters of the column of marks, where there is one.
    mark: Option<String>,
    /// The number of the style that makes Excel treat whatever is typed as text.
    style: String,
    tail: String,
    line: Vec<u8>,
    /// The last row written, 1-based.
    row: u64,
}

/// Why a sheet could not be written.
#[derive(Debug)]
pub(super) enum Failed {
    Io(io::Error),
    Export(ExportProblem),
}

impl Failed {
    pub(super) fn at(self, path: &Path) -> Problem {
        match self {
            Self::Io(error) => Problem::file(path, &error),
            Self::Export(problem) => problem.into(),
        }
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<ZipError> for Failed {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::Io(error),
            _ => Self::Export(ExportProblem::Spreadsheet),
        }
    }
}

impl From<XlsxError> for Failed {
    fn from(_: XlsxError) -> Self {
        Self::Export(ExportProblem::Spreadsheet)
    }
}

impl Sheet {
    pub(super) fn new(
        out: BufWriter<File>,
        columns: &[Column],
        heads: &[String],
        mark_head: Option<&str>,
    ) -> Result<Self, Failed> {
        let (out, wrong) = Latch::new(out);
        let mut zip = ZipWriter::new_stream(out);
        let mut shell = ZipArchive::new(Cursor::new(shell(columns, heads, mark_head)?))?;
        let mut worksheet = String::new();
        for at in 0..shell.len() {
            let mut part = shell.by_index(at)?;
            if part.name()? == WORKSHEET {
                part.read_to_string(&mut worksheet)?;
            } else {
                zip.raw_copy_file(part)?;
            }
        }
        let parts = cut(&worksheet).ok_or(Failed::Export(ExportProblem::Spreadsheet))?;
        let options = SimpleFileOptions::default().compression_level(Some(LEVEL));
        zip.start_file(WORKSHEET, options)?;
        zip.write_all(parts.before_size.as_bytes())?;
        zip.write_all(parts.head.as_bytes())?;
        let behind = ColNum::try_from(columns.len()).unwrap_or(ColNum::MAX);
        let columns = (0..)
            .zip(columns)
            .map(|(at, column)| (letters(at), column.clone()));
        Ok(Self {
            zip,
            wrong,
            columns: columns.collect(),
            mark: mark_head.map(|_| letters(behind)),
            style: parts.style.to_owned(),
            tail: parts.tail.to_owned(),
            line: Vec::new(),
            row: 1,
        })
    }

    /// One row; the mark stands in the column for it.
    pub(super) fn write(
        &mut self,
        contact: &ExportContact<'_>,
        mark: Option<&str>,
    ) -> Result<(), Failed> {
        if self.row == MOST_ROWS {
            return Err(Failed::Export(ExportProblem::TooManyRows {
                rows: self.row + 1,
            }));
        }
        self.row += 1;
        let Self {
            line,
            row,
            style,
            columns,
            mark: mark_column,
            ..
        } = self;
        line.clear();
        write!(line, r#"<row r="{row}">"#)?;
        for (letters, column) in columns.iter() {
            // Text cells need no guard, but reading takes one off where a value looks guarded.
            let text = contact.text(column);
            let text = guard_typed(&text);
            if text.is_empty() {
                continue;
            }
            if is_too_long(&text) {
                let column = column.word().to_owned();
                return Err(Failed::Export(ExportProblem::CellTooLong {
                    row: *row,
                    column,
                }));
            }
            put(line, letters, *row, style, &text)?;
        }
        if let (Some(letters), Some(mark)) = (mark_column, mark) {
            put(line, letters, *row, style, mark)?;
        }
        line.extend(b"</row>");
        self.zip.write_all(line)?;
        Ok(self.wrong.check()?)
    }

    /// Hands back the writer with everything in it, not yet flushed.
    pub(super) fn finish(mut self) -> Result<BufWriter<File>, Failed> {
        self.zip.write_all(self.tail.as_bytes())?;
        let latch = self.zip.finish()?.into_inner();
        self.wrong.check()?;
        Ok(latch.into_inner())
    }
}

/// Writes a cell of text.
fn put(line: &mut Vec<u8>, letters: &str, row: u64, style: &str, text: &str) -> io::Result<()> {
    write!(line, r#"<c r="{letters}{row}" s="{style}" t="inlineStr">"#)?;
    line.extend(br#"<is><t xml:space="preserve">"#);
    cell::escape(text, line);
    line.extend(b"</t></is></c>");
    Ok(())
}

/// A workbook with the header, and a second row that shows how cells are styled.
fn shell(
    columns: &[Column],
    heads: &[String],
    mark_head: Option<&str>,
) -> Result<Vec<u8>, XlsxError> {
    let text = Format::new().set_num_format_index(TEXT);
    let bold = text.clone().set_bold();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut last = 0;
    for (at, (column, head)) in (0..).zip(columns.iter().zip(heads)) {
        sheet.set_column_width(at, width(column))?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, head, &bold)?;
        sheet.write_blank(1, at, &text)?;
        last = at;
    }
    if let Some(head) = mark_head {
        let at = ColNum::try_from(columns.len()).unwrap_or(ColNum::MAX);
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, head, &bold)?;
        sheet.set_column_hidden(at)?;
        last = at;
    }
    sheet.set_freeze_panes(1, 0)?;
    // Numbers are texts here by intent; Excel need not mark each with a green corner.
    let bottom = u32::try_from(MOST_ROWS - 1).unwrap_or(u32::MAX);
    sheet.ignore_error_range(0, 0, bottom, last, IgnoreError::NumberStoredAsText)?;
    book.save_to_buffer()
}

/// The worksheet around its rows.
struct Cut<'x> {
    before_size: &'x str,
    head: &'x str,
    style: &'x str,
    tail: &'x str,
}

/// Takes out the second row and the size of the sheet, which is not known yet and may be left out.
fn cut(worksheet: &str) -> Option<Cut<'_>> {
    let (head, rest) = worksheet.split_once(r#"<row r="2""#)?;
    let (row, _) = rest.split_once("</sheetData>")?;
    let tail = worksheet
        .find("</sheetData>")
        .and_then(|at| worksheet.get(at..))?;
    let (before_size, head) = head.split_once("<dimension")?;
    let (_, head) = head.split_once("/>")?;
    let (_, style) = row.split_once(r#" s=""#)?;
    let (style, _) = style.split_once('"')?;
    Some(Cut {
        before_size,
        head,
        style,
        tail,
    })
}

/// A column's name: A, B … AA.
fn letters(at: ColNum) -> String {
    utility::column_number_to_name(at)
}

/// In characters of the usual font.
fn width(column: &Column) -> f64 {
    match column {
        Column::Id => 9.0,
        Column::Country | Column::Postcode => 10.0,
        Column::City | Column::Province => 14.0,
        Column::Reference | Column::Name | Column::Mobile | Column::Source | Column::Field(_) => {
            18.0
        }
        Column::Tags => 24.0,
        Column::Company | Column::Numbers | Column::Email | Column::Street => 30.0,
    }
}

fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::export::view::tests::{nobody, plain};

    #[test]
    fn a_worksheet_is_cut_around_its_rows() {
        let columns = [Column::Id, Column::Name];
        let heads = ["id".to_owned(), "name".to_owned()];
        let mut shell =
            ZipArchive::new(Cursor::new(shell(&columns, &heads, None).unwrap())).unwrap();
        let worksheet = io::read_to_string(shell.by_name(WORKSHEET).unwrap()).unwrap();
        let cut = cut(&worksheet).unwrap();
        assert!(cut.before_size.ends_with('>'), "{}", cut.before_size);
        assert!(cut.head.starts_with("<sheetViews>"), "{}", cut.head);
        assert!(cut.head.ends_with("</row>"), "{}", cut.head);
        assert_eq!(cut.style, "1");
        assert!(cut.tail.starts_with("</sheetData>"), "{}", cut.tail);
        assert!(cut.tail.ends_with("</worksheet>"), "{}", cut.tail);
    }

    #[test]
    fn a_full_worksheet_takes_no_more() {
        let file = BufWriter::new(tempfile::tempfile().unwrap());
        let mut sheet = Sheet::new(file, &[Column::Id], &["id".to_owned()], None).unwrap();
        sheet.row = MOST_ROWS;
        let contact = nobody();
        let refused = sheet.write(&plain(&contact), None);
        let rows = MOST_ROWS + 1;
        assert!(matches!(
            refused,
            Err(Failed::Export(ExportProblem::TooManyRows { rows: told })) if told == rows
        ));
    }

    #[test]
    fn a_disk_that_takes_nothing_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("read-only");
        File::create(&path).unwrap();
        // Opened for reading only, every write to it fails.
        let file = BufWriter::new(File::open(&path).unwrap());
        let mut sheet = Sheet::new(file, &[Column::Id], &["id".to_owned()], None).unwrap();
        let contact = nobody();
        let plain = plain(&contact);
        let failed = (0..100_000).find_map(|_| sheet.write(&plain, None).err());
        assert!(matches!(failed, Some(Failed::Io(_))), "{failed:?}");
    }
}
