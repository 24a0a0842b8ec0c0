//! Records of JSON: an array of objects, or an object on every line. Our own exports get headers
//! that bring back all of them; of other objects every value gets a header after its name.

use std::cell::Cell;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::encoding::{self, TextEncoding};
use super::input::Input;
use super::line::Line;
use super::text::Decoding;
use super::{Answer, MAX_COLUMNS, MAX_RECORD};
use crate::domain::phone::{NumberStatus, Region, read_cell};
use crate::domain::problem::{ImportProblem, Problem};
use crate::import::options::ImportOptions;

/// How deep values inside values are taken apart.
const DEPTH: usize = 4;
/// Between the values of a list.
const SEPARATOR: &str = "; ";

/// A file of objects.
#[derive(Debug)]
pub(in crate::import) struct Objects {
    input: Input,
    encoding: TextEncoding,
    is_array: bool,
    country: Region,
    headers: Vec<String>,
    places: FxHashMap<String, usize>,
}

impl Objects {
    /// Reads all objects once, to know which columns they need.
    pub(super) fn open(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        let fault = |error: std::io::Error| input.fault(&error);
        let mut file = input.open()?;
        let found = encoding::sniff(&mut file, options.country).map_err(fault)?;
        let encoding = match &options.encoding {
            Some(name) => encoding::asked(name, found)?,
            None => found.ok_or(ImportProblem::UnknownKind)?,
        };
        let mut objects = Self {
            input: input.clone(),
            encoding,
            is_array: false,
            country: options.country,
            headers: Vec::new(),
            places: FxHashMap::default(),
        };
        let mut start = BufReader::new(objects.reader()?).bytes();
        let first = start.find(|byte| {
            byte.as_ref()
                .map_or(true, |byte| !byte.is_ascii_whitespace())
        });
        objects.is_array = first.transpose().map_err(fault)? == Some(b'[');
        let (mut headers, mut places) = (Vec::new(), FxHashMap::default());
        objects.walk(&mut |row, object| {
            for (header, _) in flatten(object, objects.country) {
                if !places.contains_key(&header) {
                    if headers.len() >= MAX_COLUMNS {
                        return Err(ImportProblem::TooLarge {
                            row: u64::from(row),
                        }
                        .into());
                    }
                    places.insert(header.clone(), headers.len());
                    headers.push(header);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        objects.headers = headers;
        objects.places = places;
        Ok(objects)
    }

    /// Hands over the headers as row 0, and then the objects by their number.
    pub(super) fn each(
        &self,
        sink: &mut dyn FnMut(super::Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let mut line = Line::default();
        line.start(0);
        for header in &self.headers {
            line.add(header)?;
        }
        if line.emit(sink)?.is_break() {
            return Ok(());
        }
        let mut cells = vec![String::new(); self.headers.len()];
        self.walk(&mut |row, object| {
            cells.iter_mut().for_each(String::clear);
            for (header, value) in flatten(object, self.country) {
                let place = self.places.get(&header).copied();
                if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
                    *cell = value;
                }
            }
            line.start(row);
            for cell in &cells {
                line.add(cell)?;
            }
            line.emit(sink)
        })
    }

    fn reader(&self) -> Result<impl Read + use<>, Problem> {
        let fault = |error: std::io::Error| self.input.fault(&error);
        let mut file = self.input.open()?;
        file.seek(SeekFrom::Start(self.encoding.mark as u64))
            .map_err(fault)?;
        Ok(Decoding::new(file, self.encoding))
    }

    fn walk(
        &self,
        sink: &mut dyn FnMut(u32, &Map<String, Value>) -> Answer,
    ) -> Result<(), Problem> {
        let since = Rc::new(Cell::new(0));
        let reader = Bounded {
            reader: BufReader::new(self.reader()?),
            since: Rc::clone(&since),
        };
        let mut walk = Walk {
            row: 0,
            since,
            sink,
            answer: Ok(ControlFlow::Continue(())),
        };
        // Byte by byte, so that the bytes of each object can be counted.
        let broken = if self.is_array {
            let mut deserializer = serde_json::Deserializer::from_reader(reader);
            let read = deserializer.deserialize_seq(&mut walk);
            read.and_then(|()| deserializer.end()).is_err()
        } else {
            let mut broken = false;
            for value in serde_json::Deserializer::from_reader(reader).into_iter::<Value>() {
                match value {
                    Ok(value) if walk.take(&value) => (),
                    Ok(_) => break,
                    Err(_) => {
                        broken = true;
                        break;
                    }
                }
            }
            broken
        };
        match walk.answer {
            Ok(ControlFlow::Continue(())) if broken => Err(ImportProblem::BrokenFile {
                row: u64::from(walk.row) + 1,
            }
            .into()),
            answer => answer.map(|_| ()),
        }
    }
}

/// Refuses objects larger than anything real.
struct Bounded<R> {
    reader: R,
    /// Bytes since the last object was done.
    since: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.since.set(self.since.get() + length);
        if self.since.get() > MAX_RECORD {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        Ok(length)
    }
}

/// Hands objects over while they are read.
struct Walk<'s> {
    row: u32,
    since: Rc<Cell<usize>>,
    sink: &'s mut dyn FnMut(u32, &Map<String, Value>) -> Answer,
    answer: Answer,
}

impl Walk<'_> {
    /// Whether to go on.
    fn take(&mut self, value: &Value) -> bool {
        self.since.set(0);
        self.row = self.row.saturating_add(1);
        let Value::Object(object) = value else {
            self.answer = Err(ImportProblem::UnknownKind.into());
            return false;
        };
        self.answer = (self.sink)(self.row, object);
        matches!(self.answer, Ok(ControlFlow::Continue(())))
    }
}

impl<'de> Visitor<'de> for &mut Walk<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while elements.next_element_seed(Element(self))?.is_some() {}
        Ok(())
    }
}

struct Element<'w, 's>(&'w mut Walk<'s>);

impl<'de> DeserializeSeed<'de> for Element<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
        if self.0.take(&value) {
            Ok(())
        } else {
            Err(D::Error::custom("stopped"))
        }
    }
}

/// Headers and values of an object.
fn flatten(object: &Map<String, Value>, country: Region) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    let points = |name: &str| match object.get(name) {
        Some(Value::Array(points)) => Some(points.iter().all(Value::is_object)),
        _ => None,
    };
    if points("numbers") == Some(true) && points("emails") == Some(true) {
        of_our_own(object, country, &mut cells);
    } else {
        for (name, value) in object {
            flatten_value(name.clone(), value, DEPTH, &mut cells);
        }
    }
    cells
}

fn flatten_value(name: String, value: &Value, depth: usize, cells: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) if depth > 0 => {
            for (inner, value) in object {
                flatten_value(format!("{name} {inner}"), value, depth - 1, cells);
            }
        }
        Value::Array(values) if depth > 0 && values.iter().any(Value::is_object) => {
            for (number, value) in (1..).zip(values) {
                flatten_value(format!("{name} {number}"), value, depth - 1, cells);
            }
        }
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().map(scalar).collect();
            cells.push((name, texts.join(SEPARATOR)));
        }
        value => cells.push((name, scalar(value))),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A contact as `export` writes it.
fn of_our_own(object: &Map<String, Value>, country: Region, cells: &mut Vec<(String, String)>) {
    let text = |value: &Value, name: &str| value.get(name).map(scalar).unwrap_or_default();
    for (name, value) in object {
        match (name.as_str(), value) {
            ("numbers", Value::Array(numbers)) => {
                for (at, number) in (1..).zip(numbers) {
                    let value =
                        number_as_written(&text(number, "raw"), &text(number, "e164"), country);
                    cells.push((format!("Phone {at} - Value"), value));
                    cells.push((format!("Phone {at} - Label"), text(number, "label")));
                    cells.push((format!("Phone {at} - Consent"), standings(number)));
                }
            }
            ("emails", Value::Array(emails)) => {
                for (at, email) in (1..).zip(emails) {
                    cells.push((format!("E-mail {at} - Value"), text(email, "addr")));
                    cells.push((format!("E-mail {at} - Label"), text(email, "label")));
                    cells.push((format!("E-mail {at} - Consent"), standings(email)));
                }
            }
            ("fields", Value::Object(fields)) => {
                for (field, value) in fields {
                    cells.push((format!("field:{field}"), scalar(value)));
                }
            }
            _ => flatten_value(name.clone(), value, DEPTH, cells),
        }
    }
}

/// The cell as it was once written, if it still means the same number here.
fn number_as_written(raw: &str, e164: &str, country: Region) -> String {
    let reading = read_cell(raw, country);
    let mut parts = reading.numbers.iter();
    let means_the_same = match (parts.next(), parts.next()) {
        (Some(part), None) => {
            let found = part.reading.as_ref().filter(|_| part.status.has_e164());
            found.map_or(String::new(), |found| found.e164.to_string()) == e164
        }
        (None, _) => e164.is_empty(),
        _ => false,
    };
    let is_kept = means_the_same || (e164.is_empty() && reading.status != NumberStatus::Ok);
    if is_kept && !raw.is_empty() {
        raw
    } else {
        e164
    }
    .to_owned()
}

/// `sms.marketing=withdrawn@2025-01-02T00:00:00Z; …`
fn standings(point: &Value) -> String {
    let Some(Value::Object(consent)) = point.get("consent") else {
        return String::new();
    };
    let texts = consent.iter().map(|(scope, standing)| {
        let part = |name: &str| {
            standing
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        format!("{scope}={}@{}", part("state"), part("since"))
    });
    texts.collect::<Vec<_>>().join(SEPARATOR)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn values_get_headers() {
        let check = |json: &str, expected: &[(&str, &str)]| {
            let Value::Object(object) = serde_json::from_str(json).unwrap() else {
                panic!("no object");
            };
            let found = flatten(&object, Region(*b"CN"));
            let found: Vec<_> = found
                .iter()
                .map(|(header, value)| (header.as_str(), value.as_str()))
                .collect();
            assert_eq!(found, expected, "{json}");
        };
        check(
            r#"{"姓名":"张三","tags":["a","b"],"n":1.5,"x":null,"address":{"city":"深圳"}}"#,
            &[
                ("姓名", "张三"),
                ("tags", "a; b"),
                ("n", "1.5"),
                ("x", ""),
                ("address city", "深圳"),
            ],
        );
        check(
            r#"{"a":[{"b":1},{"b":2}]}"#,
            &[("a 1 b", "1"), ("a 2 b", "2")],
        );
        check(
            r#"{"name":"x","numbers":[{"e164":"+8613800138000","raw":"138 0013 8000","label":"w",
                "consent":{"sms.marketing":{"state":"withdrawn","since":"2025-01-02T00:00:00Z","grade":"C"}}}],
                "emails":[],"fields":{"尺码":"M"}}"#,
            &[
                ("name", "x"),
                ("Phone 1 - Value", "138 0013 8000"),
                ("Phone 1 - Label", "w"),
                (
                    "Phone 1 - Consent",
                    "sms.marketing=withdrawn@2025-01-02T00:00:00Z",
                ),
                ("field:尺码", "M"),
            ],
        );
    }

    #[test]
    fn numbers_stay_as_written_while_they_mean_the_same() {
        let check = |raw: &str, e164: &str, country: &str, expected: &str| {
            let country = Region::parse(country).unwrap();
            assert_eq!(number_as_written(raw, e164, country), expected, "{raw}");
        };
        check("138 0013 8000", "+8613800138000", "CN", "138 0013 8000");
        check("138 0013 8000", "+8613800138000", "GB", "+8613800138000");
        check("138****8000", "", "CN", "138****8000");
        check("", "+8613800138000", "CN", "+8613800138000");
    }
}
