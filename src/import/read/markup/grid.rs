//! Rows and cells of the tables in a document.

use std::io::Read;
use std::ops::ControlFlow;

use super::cell::Cell;
use super::token::{Attributes, Token, Tokens, entities};
use crate::domain::problem::{ImportProblem, Problem, RejectReason};
use crate::import::read::line::Line;
use crate::import::read::{Answer, MAX_COLUMNS, MAX_FIELD, Record};

/// Most rows that a sheet of any program has.
const MAX_ROWS: usize = 1_048_576;
/// Most sheets of anything real.
const MAX_SHEETS: usize = 1_000;

/// Kinds of documents with tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::read) enum Dialect {
    Html,
    /// Excel's XML of 2003.
    Xml2003,
    OpenDocument,
}

/// Follows a document and puts its rows together.
pub(super) struct Grid {
    dialect: Dialect,
    names: Vec<String>,
    line: Line,
    /// The number of the last row.
    row: usize,
    /// How often this row stands there.
    times: usize,
    in_row: bool,
    cell: Option<Cell>,
    /// Columns that a cell from above reaches into, and for how many rows.
    below: Vec<usize>,
    /// Inside something that is not shown in the cell.
    hidden: usize,
}

type Sink<'s> = dyn FnMut(usize, Record<'_>) -> Answer + 's;

impl Grid {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            names: Vec::new(),
            line: Line::default(),
            row: 0,
            times: 1,
            in_row: false,
            cell: None,
            below: Vec::new(),
            hidden: 0,
        }
    }

    /// Names of the sheets that were met.
    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }

    /// Hands over every row that is not blank, with the index of its sheet.
    pub(super) fn walk(
        &mut self,
        reader: impl Read,
        fault: impl Fn(std::io::Error) -> Problem,
        sink: &mut Sink<'_>,
    ) -> Result<(), Problem> {
        let mut tokens = Tokens::new(reader);
        while let Some(token) = tokens.next().map_err(&fault)? {
            let answer = match token {
                Token::Open {
                    name,
                    attributes,
                    is_closed,
                } => {
                    let answer = self.open(name, attributes, sink)?;
                    if is_closed && answer.is_continue() {
                        self.close(name, sink)?
                    } else {
                        answer
                    }
                }
                Token::Close(name) => self.close(name, sink)?,
                Token::Text(text) => {
                    self.text(text, false)?;
                    ControlFlow::Continue(())
                }
                Token::Verbatim(text) => {
                    self.text(text, true)?;
                    ControlFlow::Continue(())
                }
            };
            if answer.is_break() {
                return Ok(());
            }
        }
        // Rows of HTML need not be closed.
        if self.dialect == Dialect::Html {
            return self.end_row(sink).map(|_| ());
        }
        if self.in_row {
            return Err(ImportProblem::BrokenSpreadsheet.into());
        }
        Ok(())
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>, sink: &mut Sink<'_>) -> Answer {
        match (self.dialect, name) {
            (Dialect::OpenDocument, "table") | (Dialect::Xml2003, "worksheet") => {
                if self.names.len() >= MAX_SHEETS {
                    return Err(ImportProblem::BrokenSpreadsheet.into());
                }
                let name = attributes.get("name").unwrap_or_default();
                self.names.push(name.into_owned());
                self.row = 0;
            }
            (Dialect::Html, "tr") => {
                if self.end_row(sink)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                self.start_row(self.row + 1, 1)?;
            }
            (Dialect::Xml2003, "row") => {
                let index = attributes.number("index").unwrap_or(self.row + 1);
                self.start_row(index.max(self.row + 1), 1)?;
            }
            (Dialect::OpenDocument, "table-row") => {
                let times = attributes.number("number-rows-repeated").unwrap_or(1);
                self.start_row(self.row + 1, times.max(1))?;
            }
            (Dialect::Html, "td" | "th") => {
                self.end_cell()?;
                if !self.in_row {
                    self.start_row(self.row + 1, 1)?;
                }
                self.start_html(attributes);
            }
            (Dialect::Xml2003, "cell") => {
                let next = self.line.len();
                let index = attributes
                    .number("index")
                    .map(|index| index.saturating_sub(1));
                self.cell = Some(Cell {
                    column: index.unwrap_or(next).max(next),
                    span: attributes.number("mergeacross").unwrap_or(0) + 1,
                    ..Cell::default()
                });
            }
            (Dialect::Xml2003, "data") => {
                let kind = attributes.get("type").unwrap_or_default();
                if let Some(cell) = &mut self.cell {
                    cell.is_number = kind.eq_ignore_ascii_case("number");
                }
            }
            (Dialect::OpenDocument, "table-cell" | "covered-table-cell") => {
                self.start_open(attributes);
            }
            (Dialect::Html, "br") | (Dialect::OpenDocument, "line-break") => self.add("\n"),
            (Dialect::OpenDocument, "tab") => self.add("\t"),
            (Dialect::OpenDocument, "s") => {
                let count = attributes.number("c").unwrap_or(1).min(100);
                self.add(&" ".repeat(count));
            }
            (Dialect::Html, "p" | "div") | (Dialect::OpenDocument, "p") => {
                if let Some(cell) = &mut self.cell
                    && self.hidden == 0
                {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            (Dialect::OpenDocument, "annotation") | (Dialect::Xml2003, "comment") => {
                self.hidden += 1;
            }
            _ => (),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn close(&mut self, name: &str, sink: &mut Sink<'_>) -> Answer {
        match (self.dialect, name) {
            (Dialect::Html, "td" | "th")
            | (Dialect::Xml2003, "cell")
            | (Dialect::OpenDocument, "table-cell" | "covered-table-cell") => {
                self.end_cell()?;
            }
            (Dialect::Html, "tr" | "table")
            | (Dialect::Xml2003, "row")
            | (Dialect::OpenDocument, "table-row") => return self.end_row(sink),
            (Dialect::OpenDocument, "annotation") | (Dialect::Xml2003, "comment") => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            _ => (),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn start_row(&mut self, row: usize, times: usize) -> Result<(), ImportProblem> {
        // Blank rows at the end of a sheet are often counted in millions.
        self.row = row.min(MAX_ROWS + 1);
        self.times = times.min(MAX_ROWS);
        self.in_row = true;
        let number = u32::try_from(self.row).unwrap_or(u32::MAX);
        self.line.start(number);
        if self.names.is_empty() && self.dialect != Dialect::Html {
            return Err(ImportProblem::BrokenSpreadsheet);
        }
        Ok(())
    }

    fn start_html(&mut self, attributes: Attributes<'_>) {
        let mut column = self.line.len();
        while let Some(rows) = self.below.get_mut(column).filter(|rows| **rows > 0) {
            *rows -= 1;
            column += 1;
        }
        self.cell = Some(Cell {
            column,
            value: attributes.get("num").map(std::borrow::Cow::into_owned),
            span: attributes.number("colspan").unwrap_or(1).max(1),
            rows: attributes.number("rowspan").unwrap_or(1).min(MAX_ROWS),
            ..Cell::default()
        });
    }

    fn start_open(&mut self, attributes: Attributes<'_>) {
        let kind = attributes.get("value-type").unwrap_or_default();
        let mut cell = Cell {
            column: self.line.len(),
            span: attributes
                .number("number-columns-repeated")
                .unwrap_or(1)
                .max(1),
            repeats: true,
            ..Cell::default()
        };
        match &*kind {
            "float" | "currency" | "percentage" => {
                cell.is_number = true;
                cell.value = attributes.get("value").map(std::borrow::Cow::into_owned);
            }
            "date" => {
                cell.value = attributes
                    .get("date-value")
                    .map(|date| date.replace('T', " "));
            }
            "boolean" => {
                let value = attributes.get("boolean-value");
                cell.value = value.map(|value| value.to_ascii_uppercase());
            }
            "string" => {
                cell.value = attributes
                    .get("string-value")
                    .map(std::borrow::Cow::into_owned);
            }
            _ => (),
        }
        self.cell = Some(cell);
    }

    fn add(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && self.hidden == 0
            && cell.text.len() <= MAX_FIELD
        {
            cell.text.push_str(text);
        }
    }

    fn text(&mut self, bytes: &[u8], verbatim: bool) -> Result<(), ImportProblem> {
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        if self.hidden > 0 {
            return Ok(());
        }
        if cell.text.len() + bytes.len() > MAX_FIELD {
            return Err(ImportProblem::TooLarge {
                row: u64::from(self.line.row),
            });
        }
        let text = String::from_utf8_lossy(bytes);
        cell.broken |= matches!(text, std::borrow::Cow::Owned(_));
        if verbatim {
            cell.text.push_str(&text);
            return Ok(());
        }
        let text = entities(&text);
        if self.dialect != Dialect::Html {
            cell.text.push_str(&text);
            return Ok(());
        }
        // Line ends and runs of blanks in the source are one blank.
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\r' | '\n' => {
                    if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                        cell.text.push(' ');
                    }
                }
                c => cell.text.push(c),
            }
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ImportProblem> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        if cell.broken {
            self.line.fault = Some(RejectReason::NotText);
        }
        let shown = cell.shown(self.dialect);
        let shown = shown.trim();
        if cell.rows > 1 {
            let end = (cell.column + cell.span).min(MAX_COLUMNS);
            if self.below.len() < end {
                self.below.resize(end, 0);
            }
            for rows in self.below.get_mut(cell.column..end).unwrap_or_default() {
                *rows = cell.rows - 1;
            }
        }
        if shown.is_empty() && cell.repeats && cell.column + cell.span > MAX_COLUMNS {
            // Blank cells up to the edge of the sheet.
            return Ok(());
        }
        let copies = if cell.repeats && !shown.is_empty() {
            cell.span
        } else {
            1
        };
        for copy in 0..copies {
            self.line
                .push(cell.column + copy, |text| text.push_str(shown))?;
        }
        for blank in copies..cell.span {
            self.line.push(cell.column + blank, |_| ())?;
        }
        Ok(())
    }

    fn end_row(&mut self, sink: &mut Sink<'_>) -> Answer {
        self.end_cell()?;
        if !std::mem::take(&mut self.in_row) {
            return Ok(ControlFlow::Continue(()));
        }
        for rows in self.below.iter_mut().skip(self.line.len()) {
            *rows = rows.saturating_sub(1);
        }
        let sheet = self.names.len().saturating_sub(1);
        let last = self.row.saturating_add(self.times - 1);
        if !self.line.is_blank() {
            if last > MAX_ROWS {
                return Err(ImportProblem::TooLarge {
                    row: MAX_ROWS as u64,
                }
                .into());
            }
            for row in self.row..=last {
                self.line.row = u32::try_from(row).unwrap_or(u32::MAX);
                if sink(sheet, self.line.record())?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        self.row = last.min(MAX_ROWS + 1);
        Ok(ControlFlow::Continue(()))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn rows(dialect: Dialect, document: &str) -> Vec<(usize, u32, String)> {
        let mut found = Vec::new();
        let fault = |error: std::io::Error| panic!("{error}");
        Grid::new(dialect)
            .walk(document.as_bytes(), fault, &mut |sheet, record| {
                let cells = record.to_owned_cells().join("|");
                found.push((sheet, record.row, cells));
                Ok(ControlFlow::Continue(()))
            })
            .unwrap();
        found
    }

    #[test]
    fn html_tables_are_read() {
        let check = |document: &str, expected: &[(u32, &str)]| {
            let found = rows(Dialect::Html, document);
            let found: Vec<_> = found
                .iter()
                .map(|(_, row, cells)| (*row, cells.as_str()))
                .collect();
            assert_eq!(found, expected, "{document}");
        };
        check(
            "<table><tr><th>姓名</th><th>手机</th></tr><tr><td>张三<td>138 0013&nbsp;8000</table>",
            &[(1, "姓名|手机"), (2, "张三|138 0013 8000")],
        );
        check(
            "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            &[(1, "a|b|"), (2, "|c|d")],
        );
        check(
            "<tr><td>x\n  y<br>z</td><td x:num=\"13800138000\">1.38E+10</td>",
            &[(1, "x y\nz|13800138000")],
        );
        check("<p>nothing</p>", &[]);
    }

    #[test]
    fn excels_xml_is_read() {
        let document = "<?xml version='1.0'?><Workbook><Worksheet ss:Name='一'><Table>\
            <Row ss:Index='2'><Cell ss:Index='2'><Data ss:Type='Number'>1.38E10</Data></Cell>\
            <Cell><Data ss:Type='String'>a&amp;b</Data><Comment><Data>no</Data></Comment></Cell></Row>\
            <Row/><Row><Cell><Data ss:Type='DateTime'>2025-01-02T00:00:00.000</Data></Cell></Row>\
            </Table></Worksheet><Worksheet ss:Name='二'><Row><Cell><Data>x</Data></Cell></Row></Worksheet>";
        let expected = [
            (0, 2, "|13800000000|a&b"),
            (0, 4, "2025-01-02T00:00:00.000"),
            (1, 1, "x"),
        ];
        let expected = expected.map(|(sheet, row, cells)| (sheet, row, cells.to_owned()));
        assert_eq!(rows(Dialect::Xml2003, document), expected);
    }

    #[test]
    fn open_documents_are_read() {
        let document = "<table:table table:name='客户'>\
            <table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell office:value-type='string'><text:p>张</text:p><text:p>三</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='13800138000'><text:p>1.38E10</text:p></table:table-cell>\
            <table:table-cell office:value-type='date' office:date-value='2025-01-02'><office:annotation><text:p>no</text:p></office:annotation><text:p>1/2/25</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated='16380'/></table:table-row>\
            <table:table-row table:number-rows-repeated='1048573'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
            </table:table>";
        let expected = [(0, 3, "张\n三|13800138000|13800138000|2025-01-02".to_owned())];
        assert_eq!(rows(Dialect::OpenDocument, document), expected);
    }
}
