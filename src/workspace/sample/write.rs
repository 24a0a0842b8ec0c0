//! Writes a sample into a new CSV or Excel file, row by row.

use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{Workbook, XlsxError};
use tempfile::NamedTempFile;

use super::steady::steady;
use super::{HEADER, Row, Sample};
use crate::domain::problem::{ExportProblem, FileProblem, Problem};

/// Rows that an Excel sheet holds below its header.
const SHEET_ROWS: u64 = 1_048_575;
/// Longest number that Excel keeps whole when someone types it.
const EXCEL_DIGITS: usize = 15;

/// Writes `rows` customers below a header; the ending `.csv` or `.xlsx` says how.
///
/// # Errors
/// Another ending, more rows than a sheet holds, a file that exists already (other than an empty
/// one), and whatever the disk says.
pub fn write(path: &Path, rows: u64, seed: u64) -> Result<(), Problem> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    match ending.as_str() {
        "csv" => write_csv(path, rows, seed),
        "xlsx" if rows > SHEET_ROWS => Err(ExportProblem::TooManyRows { rows }.into()),
        "xlsx" => write_xlsx(path, rows, seed),
        _ => Err(ExportProblem::UnknownFormat { ending }.into()),
    }
}

fn write_csv(path: &Path, rows: u64, seed: u64) -> Result<(), Problem> {
    let mut file = create(path)?;
    fill_csv(&mut file, rows, seed).map_err(|error| Problem::file(path, &error))?;
    place(file, path)
}

fn fill_csv(file: &mut NamedTempFile, rows: u64, seed: u64) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(HEADER)?;
    for row in all(rows, seed) {
        writer.write_record(&row)?;
    }
    writer.flush()
}

fn write_xlsx(path: &Path, rows: u64, seed: u64) -> Result<(), Problem> {
    let mut file = create(path)?;
    let mut buffer = BufWriter::new(&mut file);
    steady(|| fill_workbook(&mut buffer, folder(path), rows, seed)).map_err(
        |error| match error {
            XlsxError::IoError(error) => Problem::file(path, &error),
            _ => ExportProblem::Spreadsheet.into(),
        },
    )?;
    let flushed = buffer.flush();
    drop(buffer);
    flushed.map_err(|error| Problem::file(path, &error))?;
    place(file, path)
}

fn fill_workbook(
    file: &mut (impl Write + Seek + Send),
    folder: &Path,
    rows: u64,
    seed: u64,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    book.set_tempdir(folder)?;
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name("客户")?;
    for (column, head) in (0..).zip(HEADER) {
        sheet.write_string(0, column, head)?;
    }
    for (line, row) in (1..).zip(all(rows, seed)) {
        for (column, cell) in (0..).zip(&row) {
            if cell.is_empty() {
                continue;
            }
            // As Excel does with what is typed: digits become a number, all else stays a text.
            match as_number(cell) {
                Some(number) => sheet.write_number(line, column, number)?,
                None => sheet.write_string(line, column, cell)?,
            };
        }
    }
    book.save_to_writer(file)
}

fn as_number(cell: &str) -> Option<f64> {
    let plain = cell.len() <= EXCEL_DIGITS
        && !cell.starts_with('0')
        && cell.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| cell.parse().ok())?
}

/// Starts the file beside its place, so that it appears whole or not at all. What someone keeps in
/// a file is never written over; an empty one holds nothing.
fn create(path: &Path) -> Result<NamedTempFile, Problem> {
    if path.exists() && !is_empty(path) {
        return Err(exists(path));
    }
    NamedTempFile::new_in(folder(path)).map_err(|error| Problem::making(path, &error))
}

fn place(file: NamedTempFile, path: &Path) -> Result<(), Problem> {
    let placed = if is_empty(path) {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    placed
        .map(drop)
        .map_err(|error| Problem::file(path, &error.error))
}

fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0)
}

fn exists(path: &Path) -> Problem {
    Problem::File {
        path: path.to_owned(),
        kind: FileProblem::Exists,
    }
}

fn folder(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn all(rows: u64, seed: u64) -> impl Iterator<Item = Row> {
    let sample = Sample::new(seed);
    (0..rows).map(move |index| sample.row(index))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn csv_has_exactly_so_many_rows_and_the_same_bytes_again() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = |name: &str, seed: u64| {
            let path = folder.path().join(name);
            write(&path, 500, seed).unwrap();
            std::fs::read(path).unwrap()
        };
        let first = bytes("a.csv", 1);
        assert_eq!(first, bytes("b.CSV", 1));
        assert_ne!(first, bytes("c.csv", 2));
        let mut reader = csv::Reader::from_reader(first.as_slice());
        assert_eq!(reader.headers().unwrap(), HEADER.as_slice());
        assert_eq!(reader.records().map(Result::unwrap).count(), 500);
    }

    #[test]
    fn xlsx_holds_the_same_rows() {
        use calamine::{Reader as _, Xlsx, open_workbook};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        write(&path, 200, 1).unwrap();
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let range = book.worksheet_range("客户").unwrap();
        assert_eq!(range.height(), 201);
        for (read, made) in range.rows().skip(1).zip(all(200, 1)) {
            let read: Vec<String> = read.iter().map(ToString::to_string).collect();
            assert_eq!(read, made);
        }
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let check = |name: &str, rows: u64, expected: &str| {
            let refused = write(&folder.path().join(name), rows, 1).unwrap_err();
            assert_eq!(format!("{refused:?}").split(' ').next(), Some(expected));
        };
        check("a.doc", 1, "Export(UnknownFormat");
        check("a", 1, "Export(UnknownFormat");
        check("a.xlsx", SHEET_ROWS + 1, "Export(TooManyRows");
        check("none/a.csv", 1, "File");
    }

    #[test]
    fn a_file_with_contents_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.csv");
        std::fs::write(&path, "").unwrap();
        write(&path, 1, 1).unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(!before.is_empty());
        let refused = write(&path, 1, 2).unwrap_err();
        assert!(matches!(
            refused,
            Problem::File {
                kind: FileProblem::Exists,
                ..
            }
        ));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}
