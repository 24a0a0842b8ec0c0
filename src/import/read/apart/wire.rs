//! What goes through the pipes between a reader and whoever started it. Neither side trusts the
//! other's lengths.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::ops::ControlFlow;
use std::path::Path;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::super::bundle::{Contents, Place};
use super::super::{Answer, MAX_COLUMNS, MAX_RECORD, Record, Rows, Source};
use crate::domain::listing::SourceKind;
use crate::domain::phone::Region;
use crate::domain::problem::{FileProblem, ImportProblem, Problem, RejectReason};
use crate::import::file::{FileLeftOut, Layout};
use crate::import::map::{Preset, choose_preset};
use crate::import::options::ImportOptions;

/// The first chunk is sent once it is so large: whoever only looks at the head of a file, or waits
/// for its first rows, has them soon. Each one after it is twice the size, up to [`CHUNK`].
const FIRST_CHUNK: usize = 16 << 10;
pub(super) const CHUNK: usize = 64 << 10;
/// Chunks that are on their way while one is worked with: now the reader, now the rest is slower.
pub(super) const AHEAD: usize = 8;
/// No chunk is larger: one of the usual size, and one largest record more.
const MAX_CHUNK: usize = CHUNK + MAX_RECORD + 4 * (MAX_COLUMNS + 8);
/// No message is larger: the first rows of a thousand files.
const MAX_MESSAGE: usize = 32 << 20;

/// What the starter says next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Begin = b'b' as isize,
    /// As `Begin`, with the names of errors in cells that hold one.
    BeginWithErrors = b'e' as isize,
    GoOn = b'm' as isize,
    Stop = b's' as isize,
}

impl Order {
    pub(super) fn from_byte(byte: u8) -> Option<Self> {
        [Self::Begin, Self::BeginWithErrors, Self::GoOn, Self::Stop]
            .into_iter()
            .find(|order| *order as u8 == byte)
    }
}

/// What of the options concerns whoever takes a file apart.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    country: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    header: Option<bool>,
    only: Vec<String>,
    without: Vec<String>,
    /// Files that readers have died of.
    deadly: Vec<String>,
}

/// Files of one folder that readers may die of, each with a reader of its own.
const MOST_DEADLY: usize = 16;

impl Request {
    /// Whether it is worth another reader to look into what is left without this file.
    pub(super) fn has_room_without(&self, name: &String) -> bool {
        self.deadly.len() < MOST_DEADLY && !self.deadly.contains(name)
    }

    /// Does not look into this file again.
    pub(super) fn leave_out(&mut self, name: String) {
        self.deadly.push(name);
    }

    pub(super) fn of(options: &ImportOptions) -> Self {
        Self {
            country: options.country.as_str().to_owned(),
            encoding: options.encoding.clone(),
            delimiter: options.delimiter.clone(),
            sheet: options.sheet.clone(),
            header: options.header,
            only: options.only.clone(),
            without: options.without.clone(),
            deadly: options.deadly.clone(),
        }
    }

    pub(super) fn options(self) -> Option<ImportOptions> {
        let country = Region::parse(&self.country)?;
        let mut options = ImportOptions::new(country, SourceKind::Other);
        options.encoding = self.encoding;
        options.delimiter = self.delimiter;
        options.sheet = self.sheet;
        options.header = self.header;
        options.only = self.only;
        options.without = self.without;
        options.deadly = self.deadly;
        Some(options)
    }
}

/// What is known of a file once it is open.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Opened {
    layout: Shape,
    pub(super) has_serial_dates: bool,
    pub(super) makes_headers: bool,
    contents: Option<Several>,
    /// SHA-256 of each of several files.
    pub(super) hashes: Vec<Vec<u8>>,
}

/// What a reader says until it has opened what it was to open.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Opening {
    /// It looks into this one of several files.
    At(String),
    Done(Told<Opened>),
}

/// [`Contents`] with presets by name.
#[derive(Debug, Serialize, Deserialize)]
struct Several {
    parts: Vec<Place>,
    left_out: Vec<FileLeftOut>,
    headers: Vec<String>,
    presets: Vec<Option<String>>,
    samples: Rows,
}

/// A [`Layout`] with names in place of what is known by name on either side.
#[derive(Debug, Serialize, Deserialize)]
enum Shape {
    Text { encoding: String, delimiter: char },
    Sheet { name: String, all: Vec<String> },
    Records,
}

impl Opened {
    pub(super) fn of(source: &Source) -> std::result::Result<Self, Problem> {
        let contents = source.contents();
        let files = contents.map_or(0, |contents| contents.parts.len());
        let hashes = (0..files).map(|part| source.hash(part).map(Option::unwrap_or_default));
        Ok(Self {
            hashes: hashes.collect::<std::result::Result<_, _>>()?,
            contents: contents.map(Several::of),
            layout: match source.layout() {
                Layout::Text {
                    encoding,
                    delimiter,
                } => Shape::Text {
                    encoding: encoding.to_owned(),
                    delimiter,
                },
                Layout::Sheet { name, all } => Shape::Sheet { name, all },
                Layout::Records | Layout::Bundle { .. } => Shape::Records,
            },
            has_serial_dates: source.has_serial_dates(),
            makes_headers: source.makes_headers(),
        })
    }

    /// What is in the folder or archive, if it is one.
    pub(super) fn take_contents(&mut self) -> Option<Contents> {
        let several = self.contents.take()?;
        let preset = |name: Option<String>| {
            let name = name?;
            choose_preset(Some(&name), &[]).ok().flatten()
        };
        Some(Contents {
            parts: several.parts,
            left_out: several.left_out,
            headers: several.headers,
            presets: several.presets.into_iter().map(preset).collect(),
            samples: several.samples,
        })
    }

    pub(super) fn layout(&self) -> Layout {
        match &self.layout {
            Shape::Text {
                encoding,
                delimiter,
            } => Layout::Text {
                encoding: encoding_rs::Encoding::for_label(encoding.as_bytes())
                    .map_or("", encoding_rs::Encoding::name),
                delimiter: *delimiter,
            },
            Shape::Sheet { name, all } => Layout::Sheet {
                name: name.clone(),
                all: all.clone(),
            },
            Shape::Records => Layout::Records,
        }
    }
}

impl Several {
    fn of(contents: &Contents) -> Self {
        let name = |preset: &'static Preset| preset.name().to_owned();
        Self {
            parts: contents.parts.clone(),
            left_out: contents.left_out.clone(),
            headers: contents.headers.clone(),
            presets: contents.presets.iter().map(|one| one.map(name)).collect(),
            samples: contents.samples.clone(),
        }
    }
}

/// What came of it, or what is wrong with the file.
pub(super) type Told<T> = std::result::Result<T, Fault>;

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Fault {
    Import(ImportProblem),
    File(FileProblem),
    /// Nothing that a reader can have to say.
    Other,
}

impl Fault {
    pub(super) fn of(problem: Problem) -> Self {
        match problem {
            Problem::Import(problem) => Self::Import(problem),
            Problem::File { kind, .. } => Self::File(kind),
            _ => Self::Other,
        }
    }

    pub(super) fn problem(self, path: &Path) -> Problem {
        match self {
            Self::Import(problem) => problem.into(),
            Self::File(kind) => Problem::File {
                path: path.to_owned(),
                kind,
            },
            Self::Other => ImportProblem::ReaderStopped.into(),
        }
    }
}

/// Sends one message.
pub(super) fn send(to: &mut impl Write, message: &impl Serialize) -> Result<()> {
    let bytes = serde_json::to_vec(message)?;
    let length = u32::try_from(bytes.len()).ok().ok_or_else(too_large)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)
}

/// Receives one message.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> Result<T> {
    let length = length(from, MAX_MESSAGE)?;
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn length(from: &mut impl Read, most: usize) -> Result<usize> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    let length = usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX);
    if length > most {
        return Err(too_large());
    }
    Ok(length)
}

fn too_large() -> Error {
    Error::new(ErrorKind::InvalidData, "a message of impossible length")
}

/// Records on their way.
#[derive(Debug)]
pub(super) struct Chunk {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Sent once it is so large.
    full: usize,
}

impl Chunk {
    pub(super) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            ends: Vec::new(),
            full: FIRST_CHUNK,
        }
    }

    /// Adds a record; whether it is time to send.
    pub(super) fn add(&mut self, record: Record<'_>) -> bool {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let fault = record
            .fault
            .and_then(|fault| RejectReason::ALL.iter().position(|known| *known == fault));
        let fault = fault.and_then(|place| u8::try_from(place + 1).ok());
        let bytes = &mut self.bytes;
        let (text, ends) = record.whole();
        bytes.extend_from_slice(&record.row.to_le_bytes());
        bytes.push(fault.unwrap_or(0));
        bytes.extend_from_slice(&number(ends.len()));
        for end in ends {
            bytes.extend_from_slice(&number(*end));
        }
        let length = ends.last().copied().unwrap_or(0);
        bytes.extend_from_slice(text.as_bytes().get(..length).unwrap_or_default());
        bytes.len() >= self.full
    }

    /// Sends what there is and empties it.
    pub(super) fn send(&mut self, to: &mut impl Write, is_last: bool) -> Result<()> {
        let length = u32::try_from(self.bytes.len()).ok().ok_or_else(too_large)?;
        to.write_all(&[u8::from(is_last)])?;
        to.write_all(&length.to_le_bytes())?;
        to.write_all(&self.bytes)?;
        to.flush()?;
        self.bytes.clear();
        self.full = CHUNK.min(self.full * 2);
        Ok(())
    }

    /// Receives a chunk in place of the one before; whether it is the last.
    pub(super) fn receive(&mut self, from: &mut impl Read) -> Result<bool> {
        let is_last = super::one_byte(from)?.ok_or(ErrorKind::UnexpectedEof)?;
        let length = length(from, MAX_CHUNK)?;
        self.bytes.resize(length, 0);
        from.read_exact(&mut self.bytes)?;
        Ok(is_last != 0)
    }

    /// Hands the records over until the sink breaks off.
    pub(super) fn each(&mut self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Result<Answer> {
        let mut rest = self.bytes.as_slice();
        while !rest.is_empty() {
            let (row, fault, cells) = head(&mut rest)?;
            self.ends.clear();
            for _ in 0..cells {
                self.ends.push(take_number(&mut rest)?);
            }
            let length = self.ends.last().copied().unwrap_or(0);
            let text = take(&mut rest, length)?;
            let text = std::str::from_utf8(text)
                .map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
            let record = Record::new(row, text, &self.ends).with_fault(fault);
            let answer = sink(record);
            if !matches!(answer, Ok(ControlFlow::Continue(()))) {
                return Ok(answer);
            }
        }
        Ok(Ok(ControlFlow::Continue(())))
    }
}

fn head(rest: &mut &[u8]) -> Result<(u32, Option<RejectReason>, usize)> {
    let row = u32::try_from(take_number(rest)?).unwrap_or(u32::MAX);
    let fault = take(rest, 1)?.first().copied().unwrap_or(0);
    let fault = usize::from(fault).checked_sub(1);
    let fault = fault.and_then(|place| RejectReason::ALL.get(place).copied());
    Ok((row, fault, take_number(rest)?))
}

fn take<'r>(rest: &mut &'r [u8], length: usize) -> Result<&'r [u8]> {
    let (taken, behind) = rest
        .split_at_checked(length)
        .ok_or(ErrorKind::UnexpectedEof)?;
    *rest = behind;
    Ok(taken)
}

fn take_number(rest: &mut &[u8]) -> Result<usize> {
    let bytes = take(rest, 4)?;
    let bytes = bytes.try_into().ok().ok_or(ErrorKind::UnexpectedEof)?;
    Ok(usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX))
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]
mod tests {
    use super::*;

    fn sent(records: &[(u32, Option<RejectReason>, &[&str])]) -> Vec<u8> {
        let mut chunk = Chunk::new();
        for (row, fault, cells) in records {
            let text = cells.concat();
            let ends: Vec<usize> = cells
                .iter()
                .scan(0, |end, cell| {
                    *end += cell.len();
                    Some(*end)
                })
                .collect();
            chunk.add(Record::new(*row, &text, &ends).with_fault(*fault));
        }
        let mut bytes = Vec::new();
        chunk.send(&mut bytes, true).unwrap();
        bytes
    }

    #[test]
    fn records_arrive_as_they_were_sent() {
        let records: [(u32, Option<RejectReason>, &[&str]); 4] = [
            (1, None, &["姓名", "手机"]),
            (2, None, &["", ""]),
            (3, Some(RejectReason::CutOff), &["陈\0美玲", "", "x"]),
            (9, Some(RejectReason::Suppressed), &[]),
        ];
        let bytes = sent(&records);
        let mut chunk = Chunk::new();
        assert!(chunk.receive(&mut bytes.as_slice()).unwrap());
        let mut arrived = Vec::new();
        let answer = chunk.each(&mut |record| {
            arrived.push((record.row, record.fault, record.to_owned_cells()));
            Ok(ControlFlow::Continue(()))
        });
        assert!(answer.unwrap().unwrap().is_continue());
        let expected = records.map(|(row, fault, cells)| {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            (row, fault, cells)
        });
        assert_eq!(arrived, expected);
    }

    #[test]
    fn what_no_reader_sends_is_refused() {
        let good = sent(&[(1, None, &["a", "b"])]);
        let read = |bytes: &[u8]| {
            let mut chunk = Chunk::new();
            chunk.receive(&mut &*bytes).and_then(|_| {
                let answer = chunk.each(&mut |_| Ok(ControlFlow::Continue(())));
                answer.map(|_| ())
            })
        };
        assert!(read(&good).is_ok());
        // Cut anywhere.
        for length in 0..good.len() {
            assert!(read(&good[..length]).is_err(), "{length}");
        }
        // A length beyond everything.
        let mut long = good.clone();
        long[1..5].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(read(&long).is_err());
        // Cells that end behind the text.
        let mut outside = good.clone();
        outside[18..22].copy_from_slice(&9_u32.to_le_bytes());
        assert!(read(&outside).is_err());
        // No text.
        let mut bytes = good;
        let last = bytes.len() - 1;
        bytes[last] = 0xFF;
        assert!(read(&bytes).is_err());
    }
}
