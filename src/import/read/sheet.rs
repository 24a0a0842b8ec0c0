//! Records of an Excel workbook's sheet, cell by cell.

use std::fmt::Write as _;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::input::{Input, Stamp, Stream};
use super::line::Line;
use super::{Answer, Record, choose_sheet};
use crate::domain::problem::{ImportProblem, Problem};
use crate::import::options::ImportOptions;

/// Whole numbers up to here are exact in a spreadsheet.
const EXACT: f64 = 1e15;

/// One sheet of a workbook.
pub(in crate::import) struct Sheet {
    input: Input,
    name: String,
    /// Every sheet of the workbook.
    all: Vec<String>,
    /// Opening reads every text of the workbook, so it stays open between readings, with what tells
    /// whether it is still the same.
    opened: Mutex<Option<(Stamp, Workbook)>>,
}

/// What stands for a cell whose formula failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ErrorCells {
    Blank,
    /// `#REF!` and the like.
    Named,
}

type Workbook = Xlsx<BufReader<Stream>>;

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").finish_non_exhaustive()
    }
}

impl Sheet {
    /// The sheet that was asked for, or the one with most rows.
    pub(super) fn open(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        let stamp = input.stamp();
        let mut workbook = open(input)?;
        let sheets = workbook.sheet_names();
        let all = sheets.clone();
        let rows = match (&options.sheet, sheets.as_slice()) {
            (None, [_, _, ..]) => count_rows(&mut workbook, &sheets),
            _ => vec![1; sheets.len()],
        };
        let chosen = choose_sheet(&sheets, &rows, options.sheet.as_deref())?;
        let name = sheets.into_iter().nth(chosen).unwrap_or_default();
        Ok(Self {
            input: input.clone(),
            name,
            all,
            opened: Mutex::new(Some((stamp, workbook))),
        })
    }

    /// Closes the workbook until it is read again.
    pub(super) fn close(&self) {
        drop(self.take());
    }

    fn take(&self) -> Option<(Stamp, Workbook)> {
        self.opened
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    pub(in crate::import) fn name(&self) -> &str {
        &self.name
    }

    pub(in crate::import) fn all(&self) -> &[String] {
        &self.all
    }

    pub(super) fn each(
        &self,
        errors: ErrorCells,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let stamp = self.input.stamp();
        let opened = self.take().filter(|(then, _)| *then == stamp);
        let mut workbook = match opened {
            Some((_, workbook)) => workbook,
            None => open(&self.input)?,
        };
        self.cells(&mut workbook, errors, sink)?;
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, workbook));
        Ok(())
    }

    fn cells(
        &self,
        workbook: &mut Workbook,
        errors: ErrorCells,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let mut cells = workbook
            .worksheet_cells_reader(&self.name)
            .map_err(broken)?;
        let mut line = Line::default();
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let row = row.saturating_add(1);
            if row != line.row {
                if let ControlFlow::Break(()) = line.emit(sink)? {
                    return Ok(());
                }
                line.start(row);
            }
            let is_error = matches!(cell.get_value(), DataRef::Error(_));
            if is_error && errors == ErrorCells::Blank {
                continue;
            }
            push(&mut line, column, cell.get_value())?;
        }
        line.emit(sink).map(|_| ())
    }
}

fn open(input: &Input) -> Result<Workbook, Problem> {
    Xlsx::new(BufReader::new(input.open()?)).map_err(|error| match error {
        XlsxError::Password => ImportProblem::ProtectedSpreadsheet.into(),
        // Some other archive: a document, a presentation, a folder.
        XlsxError::FileNotFound(_) => ImportProblem::UnknownKind.into(),
        other => broken(other),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn broken(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => ImportProblem::ProtectedSpreadsheet.into(),
        _ => ImportProblem::BrokenSpreadsheet.into(),
    }
}

/// How many rows of each sheet have anything in them; none where it is no table.
fn count_rows(workbook: &mut Workbook, sheets: &[String]) -> Vec<u64> {
    let mut count = |name: &String| {
        // Charts and the like are no tables.
        let Ok(mut cells) = workbook.worksheet_cells_reader(name) else {
            return 0;
        };
        let mut rows = 0;
        let mut last = None;
        while let Ok(Some(cell)) = cells.next_cell() {
            let row = cell.get_position().0;
            if *cell.get_value() != DataRef::Empty && last != Some(row) {
                rows += 1;
                last = Some(row);
            }
        }
        rows
    };
    sheets.iter().map(&mut count).collect()
}

/// Adds a cell in its column.
fn push(line: &mut Line, column: u32, value: &DataRef<'_>) -> Result<(), ImportProblem> {
    if *value == DataRef::Empty {
        return Ok(());
    }
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    line.push(column, |text| write_value(text, value))
}

/// Writes a cell as a person would type it.
fn write_value(text: &mut String, value: &DataRef<'_>) {
    // Writing into a String cannot fail.
    let written = match value {
        DataRef::Int(number) => write!(text, "{number}"),
        DataRef::Float(number) => write_number(text, *number),
        DataRef::SharedString(value) => text.write_str(value),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text.write_str(value)
        }
        DataRef::Bool(yes) => text.write_str(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => write_moment(text, moment),
        DataRef::Error(error) => write!(text, "{error}"),
        DataRef::Empty => Ok(()),
    };
    debug_assert!(written.is_ok());
}

pub(super) fn write_number(text: &mut String, number: f64) -> std::fmt::Result {
    if number.abs() < EXACT {
        // Whole numbers come out without a point, all others with as many digits as they have.
        write!(text, "{number}")
    } else {
        // Says by its form that digits were lost.
        write!(text, "{number:E}")
    }
}

pub(super) fn write_moment(text: &mut String, moment: &ExcelDateTime) -> std::fmt::Result {
    if !moment.is_datetime() {
        return write_number(text, moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let serial = moment.as_f64();
    if serial < 1.0 {
        return write!(text, "{hour:02}:{minute:02}:{second:02}");
    }
    write!(text, "{year:04}-{month:02}-{day:02}")?;
    if serial.fract() == 0.0 {
        return Ok(());
    }
    write!(text, " {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn cells_are_written_as_people_type_them() {
        let check = |value: DataRef<'_>, expected: &str| {
            let mut text = String::new();
            write_value(&mut text, &value);
            assert_eq!(text, expected);
        };
        check(DataRef::Float(13_800_138_000.0), "13800138000");
        check(DataRef::Float(8_613_800_138_000.0), "8613800138000");
        check(DataRef::Float(0.5), "0.5");
        check(DataRef::Float(1.38e20), "1.38E20");
        check(DataRef::Int(42), "42");
        check(DataRef::Bool(true), "TRUE");
        let moment = |serial| {
            DataRef::DateTime(ExcelDateTime::new(
                serial,
                ExcelDateTimeType::DateTime,
                false,
            ))
        };
        check(moment(45_658.0), "2025-01-01");
        check(moment(45_658.5), "2025-01-01 12:00:00");
        check(moment(0.25), "06:00:00");
    }
}
