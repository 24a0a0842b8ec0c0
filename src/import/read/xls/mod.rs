//! Records of an old Excel workbook (`.xls`, Excel 5 to 2003), cell by cell.
//!
//! Read here because calamine takes the place of a cell on trust: one altered byte in a file makes
//! it ask for more memory than there is, which ends the program.

mod compound;
mod record;

use std::io::Read as _;
use std::ops::ControlFlow;

use calamine::{ExcelDateTime, ExcelDateTimeType};
use rustc_hash::FxHashMap;

use self::compound::{u16_at, u32_at};
use self::record::{Records, Texts, number, packed_number, shared};
use super::input::Input;
use super::line::Line;
use super::sheet::{write_moment, write_number};
use super::{Answer, choose_sheet, encoding};
use crate::domain::problem::{ImportProblem, Problem};
use crate::import::options::ImportOptions;

/// An old workbook, of which one sheet is read.
#[derive(Debug)]
pub(in crate::import) struct OldWorkbook {
    stream: Vec<u8>,
    texts: Texts,
    shared: Vec<String>,
    /// Which formats of cells show days.
    shows_days: Vec<bool>,
    is_1904: bool,
    names: Vec<String>,
    /// Where the sheets begin.
    places: Vec<usize>,
    sheet: usize,
}

impl OldWorkbook {
    /// Reads the workbook, and finds the sheet that was asked for or has most rows.
    pub(super) fn open(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        let fault = |error: std::io::Error| input.fault(&error);
        let file = input.open()?;
        if file.size().map_err(fault)? > compound::MAX_FILE {
            return Err(ImportProblem::TooLarge { row: 65_536 }.into());
        }
        let mut bytes = Vec::new();
        file.take(compound::MAX_FILE)
            .read_to_end(&mut bytes)
            .map_err(fault)?;
        let stream = compound::stream(&bytes, &["Workbook", "Book"])
            .ok_or(ImportProblem::BrokenSpreadsheet)?;
        drop(bytes);
        let mut workbook = Self::of(stream, options)?;
        let rows: Vec<u64> = (0..workbook.places.len())
            .map(|sheet| workbook.count(sheet))
            .collect::<Result<_, _>>()?;
        if rows.is_empty() {
            return Err(ImportProblem::BrokenSpreadsheet.into());
        }
        workbook.sheet = choose_sheet(&workbook.names, &rows, options.sheet.as_deref())?;
        Ok(workbook)
    }

    /// Reads what stands before the sheets.
    fn of(stream: Vec<u8>, options: &ImportOptions) -> Result<Self, ImportProblem> {
        let usual = encoding::usual_in(options.country);
        let mut workbook = Self {
            stream: Vec::new(),
            texts: Texts {
                is_unicode: true,
                encoding: usual.unwrap_or(encoding_rs::WINDOWS_1252),
            },
            shared: Vec::new(),
            shows_days: Vec::new(),
            is_1904: false,
            names: Vec::new(),
            places: Vec::new(),
            sheet: 0,
        };
        let mut formats = FxHashMap::default();
        for record in Records(&stream) {
            let data = record.data;
            match record.kind {
                0x0809 => workbook.texts.is_unicode = u16_at(data, 0) != Some(0x0500),
                0x002F => return Err(ImportProblem::ProtectedSpreadsheet),
                0x0042 => {
                    let page = u16_at(data, 0).and_then(code_page);
                    workbook.texts.encoding = page.unwrap_or(workbook.texts.encoding);
                }
                0x0022 => workbook.is_1904 = u16_at(data, 0) == Some(1),
                0x041E => {
                    let is_short = !workbook.texts.is_unicode;
                    let format = workbook.texts.read(record, 2, is_short);
                    if let (Some(id), Some(format)) = (u16_at(data, 0), format) {
                        formats.insert(id, shows_days(&format));
                    }
                }
                0x00E0 => {
                    let id = u16_at(data, 2).unwrap_or(0);
                    let of_old = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
                    let days = formats.get(&id).copied().unwrap_or(of_old);
                    workbook.shows_days.push(days);
                }
                0x0085 => {
                    let place = u32_at(data, 0).and_then(|place| usize::try_from(place).ok());
                    let name = workbook.texts.read(record, 6, true);
                    // Charts and macros are no tables.
                    if let (Some(place), Some(name), Some(0)) = (place, name, data.get(5)) {
                        workbook.places.push(place);
                        workbook.names.push(name);
                    }
                }
                0x00FC => workbook.shared = shared(record),
                0x000A => break,
                _ => (),
            }
        }
        workbook.stream = stream;
        Ok(workbook)
    }

    pub(in crate::import) fn name(&self) -> &str {
        self.names.get(self.sheet).map_or("", String::as_str)
    }

    pub(in crate::import) fn all(&self) -> &[String] {
        &self.names
    }

    fn count(&self, sheet: usize) -> Result<u64, Problem> {
        let mut rows = 0;
        self.walk(sheet, &mut |_| {
            rows += 1;
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    pub(super) fn each(
        &self,
        sink: &mut dyn FnMut(super::Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        self.walk(self.sheet, sink)
    }

    fn walk(
        &self,
        sheet: usize,
        sink: &mut dyn FnMut(super::Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let place = self.places.get(sheet).copied().unwrap_or(usize::MAX);
        let stream = self
            .stream
            .get(place..)
            .ok_or(ImportProblem::BrokenSpreadsheet)?;
        let mut row = Row::default();
        // Charts inside a sheet are sheets of their own.
        let mut depth = 0_usize;
        let mut formula = None;
        let mut ended = false;
        for record in Records(stream) {
            match record.kind {
                0x0809 => depth += 1,
                0x000A if depth <= 1 => {
                    ended = true;
                    break;
                }
                0x000A => depth -= 1,
                _ if depth > 1 => (),
                // The text that the formula before gives.
                0x0207 => {
                    if let (Some((at, column)), Some(text)) =
                        (formula.take(), self.texts.read(record, 0, false))
                        && row.number == at
                    {
                        row.cells.push((column, text));
                    }
                }
                kind => {
                    let Some((at, column)) = Self::place_of(kind, record.data) else {
                        continue;
                    };
                    if row.number != at {
                        if row.emit(sink)?.is_break() {
                            return Ok(());
                        }
                        row.number = at;
                    }
                    if kind == 0x0006 && record.data.get(12..14) == Some(&[0xFF, 0xFF]) {
                        formula = Some((at, column));
                    }
                    self.cells(kind, record, column, &mut row.cells);
                }
            }
        }
        if !ended {
            return Err(ImportProblem::BrokenSpreadsheet.into());
        }
        row.emit(sink).map(|_| ())
    }

    /// Row and column of a record that is a cell.
    fn place_of(kind: u16, data: &[u8]) -> Option<(u32, u16)> {
        let is_cell = matches!(
            kind,
            0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x027E | 0x00BD | 0x00D6 | 0x00FD
        );
        let row = u16_at(data, 0).filter(|_| is_cell)?;
        Some((u32::from(row) + 1, u16_at(data, 2)?))
    }

    fn cells(
        &self,
        kind: u16,
        record: record::Record<'_>,
        column: u16,
        cells: &mut Vec<(u16, String)>,
    ) {
        let data = record.data;
        let shown = match kind {
            0x0203 => number(data, 6).map(|number| self.shown(data, 4, number)),
            0x027E => packed_number(data, 6).map(|number| self.shown(data, 4, number)),
            0x00BD => {
                let pairs = data.len().saturating_sub(6) / 6;
                for (pair, column) in (0..pairs).zip(column..) {
                    let at = 4 + pair * 6;
                    if let Some(number) = packed_number(data, at + 2) {
                        cells.push((column, self.shown(data, at, number)));
                    }
                }
                None
            }
            0x00FD => u32_at(data, 6)
                .and_then(|index| self.shared.get(usize::try_from(index).ok()?))
                .cloned(),
            0x0204 | 0x00D6 => self.texts.read(record, 6, false),
            0x0205 => match (data.get(6), data.get(7)) {
                (Some(value), Some(0)) => Some(truth(*value)),
                _ => None,
            },
            // What the formula gave when the file was saved.
            0x0006 => match (data.get(12..14), data.get(6), data.get(8)) {
                (Some([0xFF, 0xFF]), Some(1), Some(value)) => Some(truth(*value)),
                (Some([0xFF, 0xFF]), ..) => None,
                _ => number(data, 6).map(|number| self.shown(data, 4, number)),
            },
            _ => None,
        };
        if let Some(shown) = shown {
            cells.push((column, shown));
        }
    }

    /// A number as its format shows it; `at` is where the format stands.
    fn shown(&self, data: &[u8], at: usize, number: f64) -> String {
        let format = u16_at(data, at).map_or(0, usize::from);
        let days = self.shows_days.get(format).copied().unwrap_or(false);
        let mut text = String::new();
        let written = if days && number.is_finite() {
            let kind = ExcelDateTimeType::DateTime;
            write_moment(&mut text, &ExcelDateTime::new(number, kind, self.is_1904))
        } else {
            write_number(&mut text, number)
        };
        debug_assert!(written.is_ok());
        text
    }
}

fn truth(value: u8) -> String {
    if value == 0 { "FALSE" } else { "TRUE" }.to_owned()
}

fn code_page(page: u16) -> Option<&'static encoding_rs::Encoding> {
    match page {
        936 => Some(encoding_rs::GB18030),
        950 => Some(encoding_rs::BIG5),
        932 => Some(encoding_rs::SHIFT_JIS),
        949 => Some(encoding_rs::EUC_KR),
        // 1200 is Unicode.
        1250..=1258 | 874 => encoding_rs::Encoding::for_label(format!("windows-{page}").as_bytes()),
        _ => None,
    }
}

/// Whether a format of numbers shows a day or a time.
fn shows_days(format: &str) -> bool {
    let mut quoted = false;
    let mut bracket = false;
    let mut escaped = false;
    format.chars().any(|c| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' => bracket = false,
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
                return !quoted && !bracket;
            }
            _ => (),
        }
        false
    })
}

/// The row that is being put together.
#[derive(Default)]
struct Row {
    number: u32,
    cells: Vec<(u16, String)>,
    line: Line,
}

impl Row {
    fn emit(&mut self, sink: &mut dyn FnMut(super::Record<'_>) -> Answer) -> Answer {
        self.line.start(self.number);
        // Stable: of a cell that stands there twice the first counts.
        self.cells.sort_by_key(|(column, _)| *column);
        for (column, text) in self.cells.drain(..) {
            self.line
                .push(usize::from(column), |cell| cell.push_str(&text))?;
        }
        self.line.emit(sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_others() {
        let check = |format: &str, expected: bool| {
            assert_eq!(shows_days(format), expected, "{format}");
        };
        check("yyyy-mm-dd", true);
        check("yyyy\"年\"m\"月\"d\"日\"", true);
        check("[h]:mm", true);
        check("0.00", false);
        check("[Red]#,##0", false);
        check("\"days\" 0", false);
        check("0\\d", false);
        check("General", false);
        check("@", false);
    }
}
