//! The cell of a document that is being put together.

use super::grid::Dialect;
use crate::import::read::sheet::write_number;

/// The cell that is being put together.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) text: String,
    /// What the cell really holds, where that is said beside what it shows.
    pub(super) value: Option<String>,
    /// How many columns it takes.
    pub(super) span: usize,
    /// Whether each of them holds the value.
    pub(super) repeats: bool,
    pub(super) rows: usize,
    pub(super) is_number: bool,
    pub(super) paragraphs: usize,
    pub(super) broken: bool,
}

impl Cell {
    /// What a person would type to get this cell.
    pub(super) fn shown(&self, dialect: Dialect) -> String {
        let number = |text: &str| {
            let number: f64 = text
                .trim()
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())?;
            let mut written = String::new();
            write_number(&mut written, number).ok()?;
            Some(written)
        };
        let shown = match (dialect, &self.value) {
            // A long number may be shown with some of its digits only.
            (Dialect::Html, Some(value)) if self.text.contains(['e', 'E']) => number(value),
            (Dialect::OpenDocument, Some(value)) if self.is_number => number(value),
            (Dialect::OpenDocument, Some(value)) => Some(value.clone()),
            (Dialect::Xml2003, _) if self.is_number => number(&self.text),
            _ => None,
        };
        shown.unwrap_or_else(|| self.text.clone())
    }
}
