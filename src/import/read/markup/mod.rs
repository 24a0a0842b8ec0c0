//! Tables in a document: HTML that calls itself `.xls`, Excel's XML of 2003, and `OpenDocument`.

mod cell;
mod grid;
mod token;

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use encoding_rs::Encoding;
use zip::ZipArchive;

pub(super) use grid::Dialect;

use self::grid::Grid;
use super::encoding::{self, TextEncoding};
use super::input::Input;
use super::text::Decoding;
use super::{Answer, Record, choose_sheet};
use crate::domain::problem::{ImportProblem, Problem};
use crate::import::options::ImportOptions;

/// How much of a document is looked at for a statement of its encoding.
const HEAD: u64 = 4 << 10;

/// The tables of a document, of which one is read.
#[derive(Debug)]
pub(in crate::import) struct Markup {
    input: Input,
    dialect: Dialect,
    encoding: TextEncoding,
    sheet: usize,
    names: Vec<String>,
}

impl Markup {
    /// Finds the sheets, and the one that was asked for or has most rows.
    pub(super) fn open(
        input: &Input,
        dialect: Dialect,
        options: &ImportOptions,
    ) -> Result<Self, Problem> {
        let mut markup = Self {
            input: input.clone(),
            dialect,
            encoding: find_encoding(input, dialect, options)?,
            sheet: 0,
            names: Vec::new(),
        };
        let mut rows: Vec<u64> = Vec::new();
        let mut grid = Grid::new(dialect);
        markup.walk(&mut grid, &mut |sheet, _| {
            if sheet >= rows.len() {
                rows.resize(sheet + 1, 0);
            }
            if let Some(count) = rows.get_mut(sheet) {
                *count += 1;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        markup.names = grid.into_names();
        rows.resize(markup.names.len().max(rows.len()), 0);
        if rows.is_empty() {
            return Err(ImportProblem::UnknownKind.into());
        }
        markup.sheet = choose_sheet(&markup.names, &rows, options.sheet.as_deref())?;
        Ok(markup)
    }

    /// Name of the sheet; nothing where the document has no sheets.
    pub(in crate::import) fn name(&self) -> &str {
        self.names.get(self.sheet).map_or("", String::as_str)
    }

    pub(in crate::import) fn all(&self) -> &[String] {
        &self.names
    }

    /// Whether plain numbers may be dates.
    pub(super) fn has_serial_dates(&self) -> bool {
        self.dialect != Dialect::Html
    }

    pub(super) fn each(&self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Result<(), Problem> {
        let mut grid = Grid::new(self.dialect);
        self.walk(&mut grid, &mut |sheet, record| {
            if sheet == self.sheet {
                sink(record)
            } else {
                Ok(ControlFlow::Continue(()))
            }
        })
    }

    fn walk(
        &self,
        grid: &mut Grid,
        sink: &mut dyn FnMut(usize, Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let fault = |error: std::io::Error| self.input.fault(&error);
        let mut file = self.input.open()?;
        if self.dialect != Dialect::OpenDocument {
            file.seek(SeekFrom::Start(self.encoding.mark as u64))
                .map_err(fault)?;
            return grid.walk(Decoding::new(file, self.encoding), fault, sink);
        }
        let broken = |_| ImportProblem::BrokenSpreadsheet;
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(broken)?;
        let content = archive.by_name("content.xml").map_err(broken)?;
        if content.encrypted() {
            return Err(ImportProblem::ProtectedSpreadsheet.into());
        }
        // A cut or altered archive is damaged, whatever the reader calls it.
        let damaged = |_| ImportProblem::BrokenSpreadsheet.into();
        grid.walk(content, damaged, sink)
    }
}

/// What was asked for, a mark, what the document says if its bytes agree, or what they look like.
fn find_encoding(
    input: &Input,
    dialect: Dialect,
    options: &ImportOptions,
) -> Result<TextEncoding, Problem> {
    let utf8 = TextEncoding {
        encoding: encoding_rs::UTF_8,
        mark: 0,
    };
    if dialect == Dialect::OpenDocument {
        return Ok(utf8);
    }
    let fault = |error: std::io::Error| input.fault(&error);
    let mut file = input.open()?;
    let found = encoding::sniff(&mut file, options.country).map_err(fault)?;
    if let Some(name) = &options.encoding {
        return encoding::asked(name, found).map_err(Problem::from);
    }
    let found = found.ok_or(ImportProblem::UnknownKind)?;
    if found.mark > 0 {
        return Ok(found);
    }
    file.seek(SeekFrom::Start(0)).map_err(fault)?;
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).map_err(fault)?;
    let stated = stated_encoding(&head).filter(|stated| {
        let is_wide = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(stated);
        !is_wide && *stated != encoding_rs::UTF_8
    });
    // Many say UTF-8 and are not, or the other way round: what is UTF-8 throughout is UTF-8.
    Ok(match stated {
        Some(encoding) if found.encoding != encoding_rs::UTF_8 => {
            TextEncoding { encoding, mark: 0 }
        }
        _ => found,
    })
}

/// `charset=gbk` of HTML, `encoding="gb2312"` of XML.
fn stated_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|word| {
        let (_, behind) = text.split_once(word)?;
        let label = behind.trim_start_matches(['"', '\'', ' ']);
        let end = label
            .find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))
            .unwrap_or(label.len());
        encoding::named(label.get(..end)?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_state_their_encoding() {
        let check = |head: &str, expected: Option<&'static Encoding>| {
            assert_eq!(stated_encoding(head.as_bytes()), expected, "{head}");
        };
        check("<meta charset=\"GBK\">", Some(encoding_rs::GB18030));
        check(
            "<meta content='text/html; charset=gb2312'>",
            Some(encoding_rs::GB18030),
        );
        check("<?xml encoding='Big5'?>", Some(encoding_rs::BIG5));
        check("<table>", None);
    }
}
