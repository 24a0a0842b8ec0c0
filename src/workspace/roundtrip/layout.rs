//! Which column of a file is which column of the list: by its head, or by what stands in it.

use crate::book::SentList;
use crate::domain::roundtrip::{Mark, MarkKey, meant};
use crate::export::Column;

/// In front of the names of custom fields, which may be called as a built-in column is.
const FIELD: &str = "field:";

/// A list that left, and where its columns are in the file.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) list: SentList,
    pub(super) columns: Vec<ListColumn>,
}

/// One column of a list.
#[derive(Clone, Debug)]
pub(super) struct ListColumn {
    /// Nothing when the book has no such column any more.
    pub(super) column: Option<Column>,
    pub(super) head: String,
    /// Its place in the file, unless it was taken out.
    pub(super) at: Option<usize>,
}

/// A row that was looked at to find out what columns are.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub(super) mark: Mark,
    pub(super) cells: Vec<String>,
}

/// What the book remembers of a list's columns: `[[word, head], …]`.
pub(in crate::workspace) fn written_columns(columns: &[Column], heads: &[String]) -> String {
    let pairs: Vec<[String; 2]> = columns
        .iter()
        .zip(heads)
        .map(|(column, head)| {
            let word = match column {
                Column::Field(name) => format!("{FIELD}{name}"),
                built_in => built_in.word().to_owned(),
            };
            [word, head.clone()]
        })
        .collect();
    serde_json::json!(pairs).to_string()
}

/// The columns of a list as the book remembers them, in either of the forms it ever wrote.
fn remembered(columns: &str, fields: &[String]) -> Vec<ListColumn> {
    let values: Vec<serde_json::Value> = serde_json::from_str(columns).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| {
            let pair = value.as_array().map(Vec::as_slice);
            let (word, head) = match pair {
                Some([word, head]) => (word.as_str()?, head.as_str()?),
                // Lists of before are known by their words only.
                _ => (value.as_str()?, value.as_str()?),
            };
            let column = match word.strip_prefix(FIELD) {
                Some(name) => fields
                    .iter()
                    .find(|field| field.as_str() == name)
                    .map(|name| Column::Field(name.clone())),
                None => Column::parse(word, fields).ok(),
            };
            Some(ListColumn {
                column,
                head: head.to_owned(),
                at: None,
            })
        })
        .collect()
}

impl Layout {
    /// Finds the columns of a list in a file with these heads.
    pub(super) fn find(
        list: SentList,
        fields: &[String],
        heads: &[String],
        marks: usize,
        samples: &[Sample],
        key: &MarkKey,
    ) -> Self {
        let mut columns = remembered(&list.columns, fields);
        let mut is_free = vec![true; heads.len()];
        if let Some(free) = is_free.get_mut(marks) {
            *free = false;
        }
        let mut take = |column: &mut ListColumn, fits: &dyn Fn(&str) -> bool| {
            let mut places = heads.iter().enumerate();
            let place = places
                .position(|(place, head)| is_free.get(place) == Some(&true) && fits(head.as_str()));
            if let Some(place) = place {
                column.at = Some(place);
                if let Some(free) = is_free.get_mut(place) {
                    *free = false;
                }
            }
        };
        for column in &mut columns {
            let head = column.head.trim().to_owned();
            take(column, &|other| other == head);
        }
        for column in columns.iter_mut().filter(|column| column.at.is_none()) {
            let head = column.head.trim().to_lowercase();
            take(column, &|other| other.to_lowercase() == head);
        }
        // What was given another name is known by what stands in it.
        for (place, column) in columns.iter_mut().enumerate() {
            if column.at.is_none() {
                let own = samples.iter().filter(|sample| sample.mark.op == list.op);
                let own: Vec<&Sample> = own.collect();
                let free = (0..heads.len()).filter(|at| is_free.get(*at) == Some(&true));
                let found = free.into_iter().find(|at| holds(&own, place, *at, key));
                if let Some(at) = found {
                    column.at = Some(at);
                    if let Some(free) = is_free.get_mut(at) {
                        *free = false;
                    }
                }
            }
        }
        Self { list, columns }
    }

    /// Whether the mark can be of this list.
    pub(super) fn has(&self, mark: &Mark) -> bool {
        mark.cells.len() == self.columns.len() && self.list.has(mark.contact)
    }
}

/// Whether most cells at this place of the file are as those of a column were.
fn holds(samples: &[&Sample], column: usize, at: usize, key: &MarkKey) -> bool {
    let (mut filled, mut fitting) = (0, 0);
    for sample in samples {
        let Some(text) = sample.cells.get(at).filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        filled += 1;
        let was = sample.mark.cells.get(column).copied();
        if was.is_some() && is_as_it_left(key, &sample.mark, column, text) {
            fitting += 1;
        }
    }
    fitting > 0 && fitting * 2 >= filled
}

/// Whether a cell reads as it did when the list left.
pub(super) fn is_as_it_left(key: &MarkKey, mark: &Mark, column: usize, text: &str) -> bool {
    let Some(was) = mark.cells.get(column) else {
        return false;
    };
    let hash = |text: &str| key.cell(mark.op, mark.contact, column, text);
    hash(text) == *was || hash(&meant(text)) == *was
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_remembered_in_both_forms() {
        let fields = ["City".to_owned(), "生日".to_owned()];
        let columns = [
            Column::Name,
            Column::City,
            Column::Field("City".to_owned()),
            Column::Field("生日".to_owned()),
        ];
        let heads = ["姓名", "城市", "City", "生日"].map(str::to_owned);
        let written = written_columns(&columns, &heads);
        let found = remembered(&written, &fields);
        let found_columns: Vec<_> = found.iter().map(|found| found.column.clone()).collect();
        assert_eq!(found_columns, columns.map(Some));
        let found_heads: Vec<_> = found.iter().map(|found| found.head.as_str()).collect();
        assert_eq!(found_heads, heads);
        let old = remembered(r#"["name","mobile","生日","gone"]"#, &fields);
        let old: Vec<_> = old.iter().map(|found| found.column.clone()).collect();
        let field = Column::Field("生日".to_owned());
        assert_eq!(
            old,
            [Some(Column::Name), Some(Column::Mobile), Some(field), None]
        );
        assert!(remembered("nonsense", &fields).is_empty());
    }
}
