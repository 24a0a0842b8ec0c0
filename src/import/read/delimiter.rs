//! Which character stands between the cells of a text file.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::MAX_COLUMNS;
use crate::domain::problem::ImportProblem;
use crate::import::map::known_headers;

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
const RECORDS: usize = 100;

/// The delimiter as the user gives it: one character, or a word for one.
pub(super) fn named(given: &str) -> Result<u8, ImportProblem> {
    let word = given.trim().to_ascii_lowercase();
    match (given, word.as_str()) {
        (_, "comma") => Ok(b','),
        (_, "semicolon") => Ok(b';'),
        ("\t" | "\\t", _) | (_, "tab") => Ok(b'\t'),
        (_, "pipe") => Ok(b'|'),
        _ => match given.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Ok(*byte),
            _ => Err(ImportProblem::BadDelimiter {
                given: given.to_owned(),
            }),
        },
    }
}

/// The delimiter named by a first line `sep=;`, as Excel writes and reads it.
pub(super) fn stated(head: &str) -> Option<u8> {
    let line = head.lines().next()?.trim_matches('"');
    let rest = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and(line.get(4..))?;
    match rest.as_bytes() {
        [byte] if byte.is_ascii_punctuation() || *byte == b'\t' => Some(*byte),
        _ => None,
    }
}

/// The delimiter that cuts the head of the file into the most regular table.
pub(super) fn sniff(head: &str) -> u8 {
    let mut best = (Score::default(), b',');
    for delimiter in CANDIDATES {
        let score = score(head, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Ordered by what counts most.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    known_headers: usize,
    /// Records with the usual number of cells, in percent.
    regular: usize,
    cells: usize,
}

fn score(head: &str, delimiter: u8) -> Score {
    let records = records(head, delimiter);
    let mut counts: Vec<usize> = records
        .iter()
        .map(Vec::len)
        .filter(|count| *count > 1)
        .collect();
    if counts.is_empty() {
        return Score::default();
    }
    counts.sort_unstable();
    let most_common = |counts: &[usize]| {
        counts
            .chunk_by(|a, b| a == b)
            .max_by_key(|run| run.len())
            .map(|run| (run.len(), run.first().copied().unwrap_or_default()))
            .unwrap_or_default()
    };
    let (records_of_usual, cells) = most_common(&counts);
    let known_headers = records
        .iter()
        .take(10)
        .map(|cells| known_headers(cells))
        .max();
    Score {
        // One known name says nothing: the whole line may be one cell.
        known_headers: known_headers.filter(|count| *count > 1).unwrap_or(0),
        regular: records_of_usual * 100 / records.len().max(1),
        cells,
    }
}

fn records(head: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader: Reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut output = vec![0; head.len() + 1];
    let mut ends = vec![0; MAX_COLUMNS];
    let mut input = head.as_bytes();
    let mut records = Vec::new();
    while records.len() < RECORDS {
        let (result, read, _, count) = reader.read_record(input, &mut output, &mut ends);
        input = input.get(read..).unwrap_or_default();
        // A record that is cut by the end of the head would not be regular.
        if result != ReadRecordResult::Record {
            break;
        }
        let mut start = 0;
        let cells = ends.get(..count).unwrap_or_default().iter().map(|end| {
            let cell = output.get(start..*end).unwrap_or_default();
            start = *end;
            String::from_utf8_lossy(cell).into_owned()
        });
        records.push(cells.collect());
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_regular_table_wins() {
        let check = |head: &str, expected: u8| {
            assert_eq!(char::from(sniff(head)), char::from(expected), "{head:?}");
        };
        check("姓名,手机\n张三,13800138000\n", b',');
        check("name;amount\nA;1,50\nB;2,75\n", b';');
        check("a\tb, c\td\n1\t2, 3\t4\n", b'\t');
        check("x|y\n1|2\n", b'|');
        check("\"a;b;c\",d\n\"e;f\",g\n", b',');
        check("Customers, 2025\nname;phone;city\nA;1;B\nC;2;D\n", b';');
        check("手机\n13800138000\n", b',');
        check("", b',');
    }

    #[test]
    fn given_and_stated_delimiters() {
        let check = |given: &str, expected: Option<u8>| {
            assert_eq!(named(given).ok(), expected, "{given:?}");
        };
        check(";", Some(b';'));
        check("tab", Some(b'\t'));
        check("\\t", Some(b'\t'));
        check("Comma", Some(b','));
        check("::", None);
        check("\"", None);
        check("", None);
        check("，", None);
        assert_eq!(stated("sep=;\r\na;b"), Some(b';'));
        assert_eq!(stated("\"SEP=|\"\na|b"), Some(b'|'));
        assert_eq!(stated("separator,b"), None);
        assert_eq!(stated("姓名"), None);
    }
}
