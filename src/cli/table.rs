//! Tables in the terminal, aligned by the width that Han characters really take.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// Rows that are looked at to find the widths; later ones may stick out.
const SAMPLE: usize = 200;
/// Widest that a column is made; longer cells stick out.
const WIDEST: usize = 48;

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    /// For counts.
    Right,
}

/// A table that is written while it is filled.
pub(super) struct Table<W> {
    out: W,
    aligns: Vec<Align>,
    waiting: Vec<Vec<String>>,
    /// Set once the widths are known.
    widths: Option<Vec<usize>>,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W, columns: Vec<(String, Align)>) -> Self {
        let (heads, aligns) = columns.into_iter().unzip();
        Self {
            out,
            aligns,
            waiting: vec![heads],
            widths: None,
        }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        if let Some(widths) = &self.widths {
            return write_row(&mut self.out, &self.aligns, widths, &cells);
        }
        self.waiting.push(cells);
        if self.waiting.len() > SAMPLE {
            self.settle()?;
        }
        Ok(())
    }

    /// Writes what still waits.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.settle()
    }

    fn settle(&mut self) -> io::Result<()> {
        if self.widths.is_some() {
            return Ok(());
        }
        let mut widths = vec![0; self.aligns.len()];
        for row in &self.waiting {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(shown(cell).width().min(WIDEST));
            }
        }
        for row in std::mem::take(&mut self.waiting) {
            write_row(&mut self.out, &self.aligns, &widths, &row)?;
        }
        self.widths = Some(widths);
        Ok(())
    }
}

fn write_row(
    out: &mut impl Write,
    aligns: &[Align],
    widths: &[usize],
    cells: &[String],
) -> io::Result<()> {
    let mut line = String::new();
    for ((cell, align), width) in cells.iter().zip(aligns).zip(widths) {
        let cell = shown(cell);
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        match align {
            Align::Left => line.extend([cell.as_str(), &padding]),
            Align::Right => line.extend([&padding, cell.as_str()]),
        }
        line.push_str("  ");
    }
    writeln!(out, "{}", line.trim_end())
}

/// Control characters out of strangers' files must not reach the terminal.
fn shown(cell: &str) -> String {
    cell.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> String {
        let mut out = Vec::new();
        let columns = vec![
            ("姓名".to_owned(), Align::Left),
            ("N".to_owned(), Align::Right),
        ];
        let mut table = Table::new(&mut out, columns);
        for row in rows {
            table.row(row.map(str::to_owned).to_vec()).unwrap();
        }
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_under_each_other() {
        assert_eq!(table(&[]), "姓名  N\n");
        assert_eq!(
            table(&[["张三", "1"], ["Zoë", "120"]]),
            "姓名    N\n张三    1\nZoë   120\n"
        );
        assert_eq!(table(&[["a\tb\u{1b}[2J", "1"]]), "姓名     N\na b [2J  1\n");
    }

    #[test]
    fn long_tables_keep_every_row() {
        let rows = vec![["x", "1"]; SAMPLE * 3];
        assert_eq!(table(&rows).lines().count(), SAMPLE * 3 + 1);
    }
}
