//! The head of a file: title rows above the table, the header, and the first rows of data.

use std::ops::ControlFlow;

use super::map::{is_data, known_headers};
use super::read::{Rows, Source};
use crate::domain::phone::Region;
use crate::domain::problem::{ImportProblem, Problem};

/// How many rows are looked at.
const ROWS: usize = 100;
/// How many of them may stand above the header.
const TITLES: usize = 20;
/// How many bytes of them are kept.
const BYTES: usize = 4 << 20;

/// The head of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    header: Vec<String>,
    /// Rows up to this one are titles and header; 0 when the first row is data.
    last_row_above: u32,
    width: usize,
    samples: Rows,
}

impl Head {
    /// Reads the head. `header` says whether there is one; otherwise it is found out.
    ///
    /// # Errors
    /// [`ImportProblem::NoRows`] when there is no row of data.
    pub(super) fn read(
        source: &Source,
        header: Option<bool>,
        country: Region,
    ) -> Result<Self, Problem> {
        if let Some(contents) = source.contents() {
            return Ok(contents.head());
        }
        // Headers that a reader made are headers, whatever they look like.
        if source.makes_headers() {
            return Self::of_made(source);
        }
        let rows = Self::first_rows(source)?;
        Ok(Self::of(rows, header, country)?)
    }

    /// The head of a table whose first row is its header.
    fn of_made(source: &Source) -> Result<Self, Problem> {
        let mut rows = Self::first_rows(source)?.into_iter();
        let header = rows.next().map(|(_, cells)| cells).unwrap_or_default();
        let samples: Rows = rows.collect();
        if samples.is_empty() {
            return Err(ImportProblem::NoRows.into());
        }
        Ok(Self::made(header, samples))
    }

    /// A head that was put together by a reader.
    pub(super) fn made(header: Vec<String>, samples: Rows) -> Self {
        Self {
            width: header.len(),
            header,
            last_row_above: 0,
            samples,
        }
    }

    fn first_rows(source: &Source) -> Result<Rows, Problem> {
        let mut rows = Rows::new();
        let mut bytes = 0;
        source.each(&mut |record| {
            let cells = record.to_owned_cells();
            bytes += cells
                .iter()
                .map(|cell| cell.len() + size_of::<String>())
                .sum::<usize>();
            rows.push((record.row, cells));
            let full = rows.len() == ROWS || bytes > BYTES;
            Ok(if full {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        })?;
        Ok(rows)
    }

    fn of(rows: Rows, header: Option<bool>, country: Region) -> Result<Self, ImportProblem> {
        let (above, named) = match header {
            Some(false) => (0, false),
            Some(true) => (
                find_header(&rows, country, true).map_or(1, |index| index + 1),
                true,
            ),
            None => match find_header(&rows, country, false) {
                Some(index) => (index + 1, true),
                None => (count_titles(&rows, country), false),
            },
        };
        // Headers in two rows: groups of columns above, their parts below.
        let two_rows = named && above > 0 && is_second_header(&rows, above, country);
        let above = above + usize::from(two_rows);
        let mut rows = rows.into_iter();
        let mut skipped: Rows = rows.by_ref().take(above).collect();
        let samples: Rows = rows.collect();
        if samples.is_empty() {
            return Err(ImportProblem::NoRows);
        }
        let last = skipped.pop();
        let last_row_above = last.as_ref().map_or(0, |(row, _)| *row);
        let mut header = last
            .filter(|_| named)
            .map(|(_, cells)| cells)
            .unwrap_or_default();
        if two_rows && let Some((_, groups)) = skipped.pop() {
            if header.len() < groups.len() {
                header.resize(groups.len(), String::new());
            }
            for (cell, group) in header.iter_mut().zip(groups) {
                if cell.trim().is_empty() {
                    *cell = group;
                }
            }
        }
        let widest = samples
            .iter()
            .map(|(_, cells)| filled_width(cells))
            .max()
            .unwrap_or(0);
        // Cells beyond a header are a fault of their row; without a header every cell is a column.
        let width = if named { filled_width(&header) } else { widest };
        Ok(Self {
            header,
            last_row_above,
            width,
            samples,
        })
    }

    /// Headers as they are written; none when the file names no columns.
    pub(super) fn headers(&self) -> &[String] {
        &self.header
    }

    /// Forgets what stands in these columns.
    pub(super) fn forget(&mut self, columns: &[usize]) {
        for (_, cells) in &mut self.samples {
            for column in columns {
                if let Some(cell) = cells.get_mut(*column) {
                    cell.clear();
                }
            }
        }
    }

    /// How many columns the table has.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Whether the row is a title or the header.
    pub(super) const fn is_above(&self, row: u32) -> bool {
        row <= self.last_row_above
    }

    /// The first rows of data.
    pub(super) const fn samples(&self) -> &Rows {
        &self.samples
    }
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// How many columns there are up to the last one with anything in it.
fn filled_width(cells: &[String]) -> usize {
    cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .map_or(0, |last| last + 1)
}

/// The usual number of filled cells.
fn usual_width(rows: &Rows) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|(_, cells)| filled(cells)).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

fn find_header(rows: &Rows, country: Region, certain: bool) -> Option<usize> {
    let usual = usual_width(rows);
    let top = || rows.iter().take(TITLES).map(|(_, cells)| cells).enumerate();
    let has_data = |cells: &[String]| cells.iter().any(|cell| is_data(cell, country));
    let by_name = top().find(|(_, cells)| {
        let (known, filled) = (known_headers(cells), filled(cells));
        // A single known word above a wider table is a title.
        let enough = known > 1 || (known == 1 && (filled == 1) == (usual <= 1));
        // Most cells of a header are known; where fewer are, none may look like data.
        enough && (known * 2 > filled || known * 4 >= filled && !has_data(cells))
    });
    if let Some((index, _)) = by_name {
        return Some(index);
    }
    let titles = count_titles(rows, country);
    let (index, cells) = top().nth(titles)?;
    if certain {
        return Some(index);
    }
    let below: Vec<&Vec<String>> = rows
        .iter()
        .skip(index + 1)
        .map(|(_, cells)| cells)
        .collect();
    let data_below = below.iter().filter(|cells| has_data(cells)).count();
    let is_header = !has_data(cells) && !below.is_empty() && data_below * 2 > below.len();
    is_header.then_some(index)
}

/// Whether the row at `index` goes on with the header above it: it names columns, and some of them
/// where that header has a blank, which a merged cell leaves.
fn is_second_header(rows: &Rows, index: usize, country: Region) -> bool {
    let above = index.checked_sub(1).and_then(|above| rows.get(above));
    let (Some((_, groups)), Some((_, cells))) = (above, rows.get(index)) else {
        return false;
    };
    let (known, filled) = (known_headers(cells), filled(cells));
    let is_blank = |cell: Option<&String>| cell.is_none_or(|cell| cell.trim().is_empty());
    let fills_gap =
        (1..cells.len()).any(|column| !is_blank(cells.get(column)) && is_blank(groups.get(column)));
    known > 1 && known * 2 > filled && fills_gap && !cells.iter().any(|cell| is_data(cell, country))
}

/// How many rows with one filled cell stand above a wider table.
fn count_titles(rows: &Rows, country: Region) -> usize {
    if usual_width(rows) < 3 {
        return 0;
    }
    rows.iter()
        .take(TITLES)
        .take_while(|(_, cells)| {
            filled(cells) == 1 && !cells.iter().any(|cell| looks_filled_in(cell, country))
        })
        .count()
}

/// Whether a lone cell is data rather than a title, which may well have a date in it.
fn looks_filled_in(cell: &str, country: Region) -> bool {
    let has_words = cell.chars().any(char::is_alphabetic);
    !has_words && is_data(cell, country)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Rows {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect();
        (1..)
            .zip(lines)
            .map(|(row, line)| (row, cells(line)))
            .collect()
    }

    #[test]
    fn the_header_is_found() {
        let check = |lines: &[&str], asked: Option<bool>, expected: (&str, u32)| {
            let head = Head::of(rows(lines), asked, Region(*b"CN")).unwrap();
            let found = (head.headers().join(","), head.last_row_above);
            assert_eq!(found, (expected.0.to_owned(), expected.1), "{lines:?}");
        };
        check(&["姓名,手机", "张三,13800138000"], None, ("姓名,手机", 1));
        check(&["手机", "13800138000"], None, ("手机", 1));
        check(&["13800138000", "13900139000"], None, ("", 0));
        check(&["张三,13800138000", "李四,13900139000"], None, ("", 0));
        let titled = [
            "2025年客户名单,,",
            "导出日期：2025-01-02,,",
            "姓名,手机,城市",
            "张三,13800138000,深圳",
        ];
        check(&titled, None, ("姓名,手机,城市", 3));
        check(
            &["客户,,", "姓名,手机,城市", "张三,13800138000,深圳"],
            None,
            ("姓名,手机,城市", 2),
        );
        check(
            &["名单一,,", "张三,13800138000,深圳", "李四,1390013900,广州"],
            None,
            ("", 1),
        );
        check(
            &["姓名,手机,20250101消费", "张三,13800138000,5"],
            None,
            ("姓名,手机,20250101消费", 1),
        );
        check(&["Wer,Wo", "Max,+491701234567"], None, ("Wer,Wo", 1));
        check(&["姓名,手机", "张三,13800138000"], Some(false), ("", 0));
        check(&["x,y", "a,b"], Some(true), ("x,y", 1));
        check(&["x,y", "a,b"], None, ("", 0));
        check(
            &[
                "基本信息,,联系方式,",
                "姓名,性别,手机,邮箱",
                "张三,男,13800138000,a@b.com",
            ],
            None,
            ("姓名,性别,手机,邮箱", 2),
        );
        check(
            &[
                "姓名,联系方式,,备注",
                ",手机,邮箱,",
                "张三,13800138000,a@b.com,x",
            ],
            None,
            ("姓名,手机,邮箱,备注", 2),
        );
        check(
            &["姓名,手机,城市", "张三,13800138000,深圳"],
            None,
            ("姓名,手机,城市", 1),
        );
    }

    #[test]
    fn a_header_alone_is_no_table() {
        let check = |lines: &[&str]| {
            let head = Head::of(rows(lines), None, Region(*b"CN"));
            assert_eq!(head, Err(ImportProblem::NoRows), "{lines:?}");
        };
        check(&[]);
        check(&["姓名,手机"]);
    }
}
