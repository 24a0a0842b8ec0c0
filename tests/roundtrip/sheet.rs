//! A table as a spreadsheet has it, and what spreadsheets do to one: written apart from the program,
//! so that both can be compared.

use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader as _};
use rust_xlsxwriter::{Formula, Workbook};

/// Numbers that are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, most: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

/// What a cell holds in a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    Number,
    Failed,
}

#[derive(Debug)]
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Cells that are no texts.
    typed: Vec<(usize, usize, Typed)>,
}

impl Table {
    pub fn from_csv(path: &Path) -> Self {
        let mut text = String::new();
        let mut file = std::fs::File::open(path).unwrap();
        file.read_to_string(&mut text).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let rows = reader.records().map(|record| {
            let record = record.unwrap();
            record.iter().map(str::to_owned).collect()
        });
        Self::of(rows.collect())
    }

    pub fn from_xlsx(path: &Path) -> Self {
        let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
        let range = workbook.worksheet_range_at(0).unwrap().unwrap();
        let rows = range.rows().map(|row| {
            let cells = row.iter().map(|cell| match cell {
                Data::Empty => String::new(),
                Data::String(text) => text.clone(),
                other => panic!("{other:?} is no text"),
            });
            cells.collect()
        });
        Self::of(rows.collect())
    }

    fn of(mut rows: Vec<Vec<String>>) -> Self {
        let heads = rows.remove(0);
        Self {
            heads,
            rows,
            typed: Vec::new(),
        }
    }

    /// Changes every cell that a spreadsheet takes for a number or a date into how it would show
    /// it; `changed` is told of each cell that reads otherwise now.
    pub fn opened_by_a_spreadsheet(&mut self, mut changed: impl FnMut(i64, usize)) {
        for row in &mut self.rows {
            let id = row[0].parse::<i64>();
            for (column, cell) in row.iter_mut().enumerate() {
                let shown = shown(cell);
                if let Some(shown) = shown.filter(|shown| shown != cell) {
                    if let Ok(id) = id {
                        changed(id, column);
                    }
                    *cell = shown;
                }
            }
        }
    }

    /// Tells which cells of people the code page cannot hold, and what it makes of them.
    pub fn losses_in_gbk(&self, mut lost: impl FnMut(i64, usize, String)) {
        for row in &self.rows {
            for (column, cell) in row.iter().enumerate() {
                let held = in_gbk(cell);
                if let Ok(id) = row[0].parse()
                    && held != *cell
                {
                    lost(id, column, held);
                }
            }
        }
    }

    pub fn to_csv(&self, path: &Path, as_gbk: bool) {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        for row in [&self.heads].into_iter().chain(&self.rows) {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if as_gbk {
            let text = in_gbk(&text);
            let (bytes, _, had_errors) = encoding_rs::GBK.encode(&text);
            assert!(!had_errors);
            bytes.into_owned()
        } else {
            format!("\u{FEFF}{text}").into_bytes()
        };
        std::fs::write(path, bytes).unwrap();
    }

    /// Turns a cell into a number where that changes it, or lets its formula fail.
    pub fn damage(&mut self, row: usize, column: usize) {
        let kind = if changes_as_number(&self.rows[row][column]) {
            Typed::Number
        } else {
            Typed::Failed
        };
        self.typed.push((row, column, kind));
    }

    pub fn to_xlsx(&self, path: &Path) {
        let mut workbook = Workbook::new();
        // Somebody keeps notes in a longer sheet in front.
        let notes = workbook.add_worksheet();
        for row in 0..u32::try_from(self.rows.len() + 50).unwrap() {
            notes.write_string(row, 0, "x").unwrap();
        }
        let sheet = workbook.add_worksheet();
        for (at, row) in (0..).zip([&self.heads].into_iter().chain(&self.rows)) {
            for (column, cell) in (0..).zip(row) {
                if !cell.is_empty() {
                    sheet.write_string(at, column, cell).unwrap();
                }
            }
        }
        for (row, column, kind) in &self.typed {
            let cell = &self.rows[*row][*column];
            let (row, column) = (
                u32::try_from(*row).unwrap() + 1,
                u16::try_from(*column).unwrap(),
            );
            match kind {
                Typed::Number => {
                    let number: f64 = cell.parse().unwrap();
                    sheet.write_number(row, column, number).unwrap();
                }
                Typed::Failed => {
                    let failed = Formula::new("=VLOOKUP(1,A1:A1,2)").set_result("#REF!");
                    sheet.write_formula(row, column, failed).unwrap();
                }
            }
        }
        workbook.save(path).unwrap();
    }
}

/// What a spreadsheet shows of a cell of a CSV file that it takes for a number or a date.
fn shown(cell: &str) -> Option<String> {
    if let Some(date) = date(cell) {
        return Some(date);
    }
    let is_number = cell.bytes().any(|byte| byte.is_ascii_digit())
        && cell
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'.' | b'E'));
    let number: f64 = cell.parse().ok().filter(|_| is_number)?;
    if number.abs() >= 1e11 || cell.contains('E') {
        let text = format!("{number:.5E}");
        let (mantissa, exponent) = text.split_once('E').unwrap();
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        let mantissa = if cell.contains('E') {
            format!("{number:.2E}")
                .split_once('E')
                .unwrap()
                .0
                .to_owned()
        } else {
            mantissa.to_owned()
        };
        return Some(format!("{mantissa}E+{exponent:0>2}"));
    }
    Some(format!("{number}"))
}

/// Days, as a Chinese system shows them.
fn date(cell: &str) -> Option<String> {
    let parts: Vec<&str> = cell.split(['-', '/']).collect();
    let numbers: Vec<u16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [month @ 1..=12, day @ 1..=31] if parts.len() == 2 => Some(format!("{month}月{day}日")),
        [year @ 1900..=2100, month @ 1..=12, day @ 1..=31] if parts.len() == 3 => {
            Some(format!("{year}/{month}/{day}"))
        }
        _ => None,
    }
}

/// Whether opening it would change it, so that an edit to it could not be told.
pub fn is_damageable(cell: &str) -> bool {
    shown(cell).is_some_and(|shown| shown != cell)
}

/// Whether it reads otherwise once it is a number.
pub fn changes_as_number(cell: &str) -> bool {
    let is_number = !cell.is_empty()
        && cell
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'.'));
    let number: Option<f64> = cell.parse().ok().filter(|_| is_number);
    number.is_some_and(|number| format!("{number}") != cell)
}

/// As a Chinese Windows writes it: a question mark for what is not in its code page.
fn in_gbk(text: &str) -> String {
    let in_page = |c: char| {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        let (bytes, _, had_errors) = encoding_rs::GBK.encode(text);
        !had_errors && bytes.len() <= 2
    };
    let each = text.chars().flat_map(|c| {
        let halves = if in_page(c) { 0 } else { c.len_utf16() };
        let kept = (halves == 0).then_some(c);
        kept.into_iter().chain(std::iter::repeat_n('?', halves))
    });
    each.collect()
}

/// The numbers of a cell as their last eleven digits, in order of size.
pub fn digits(cell: &str) -> Vec<String> {
    let mut numbers: Vec<String> = cell
        .split(';')
        .map(|part| {
            let digits: String = part.chars().filter(char::is_ascii_digit).collect();
            digits.chars().rev().take(10).collect()
        })
        .filter(|digits: &String| !digits.is_empty())
        .collect();
    numbers.sort();
    numbers
}

pub fn parts(cell: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = cell.split(';').map(str::trim).collect();
    parts.retain(|part| !part.is_empty());
    parts.sort_unstable();
    parts
}
