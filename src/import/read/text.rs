//! Records of a text file: decoded, cut and bounded while streaming.

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::{Decoder, DecoderResult, UTF_8};

use super::encoding::TextEncoding;
use super::input::Input;
use super::{Answer, MAX_COLUMNS, MAX_FIELD, MAX_RECORD, Record, delimiter, encoding};
use crate::domain::problem::{ImportProblem, Problem, RejectReason};
use crate::import::options::ImportOptions;

/// How much of the file is looked at to find the delimiter.
const HEAD: usize = 256 << 10;
const CHUNK: usize = 64 << 10;
/// Stands for bytes that are no text: no UTF-8 ever contains it.
const NOT_TEXT: u8 = 0xFF;

/// A delimited text file.
#[derive(Debug)]
pub(in crate::import) struct Text {
    input: Input,
    encoding: TextEncoding,
    delimiter: u8,
    /// Whether the first line only names the delimiter.
    states_delimiter: bool,
}

impl Text {
    pub(super) fn open(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        let fault = |error: std::io::Error| input.fault(&error);
        let mut file = input.open()?;
        let found = encoding::sniff(&mut file, options.country).map_err(fault)?;
        let encoding = match (&options.encoding, found) {
            (None, None) => return Err(ImportProblem::UnknownKind.into()),
            (None, Some(found)) => found,
            (Some(name), found) => encoding::asked(name, found)?,
        };
        let mut text = Self {
            input: input.clone(),
            encoding,
            delimiter: b',',
            states_delimiter: false,
        };
        let head = text.head()?;
        let stated = delimiter::stated(&head);
        text.states_delimiter = stated.is_some();
        text.delimiter = match (&options.delimiter, stated) {
            (Some(given), _) => delimiter::named(given)?,
            (None, Some(stated)) => stated,
            (None, None) => delimiter::sniff(&head),
        };
        Ok(text)
    }

    /// The name of the encoding, as the Encoding Standard spells it.
    pub(in crate::import) fn encoding(&self) -> &'static str {
        self.encoding.encoding.name()
    }

    pub(in crate::import) const fn delimiter(&self) -> char {
        self.delimiter as char
    }

    pub(super) fn each(&self, sink: &mut dyn FnMut(Record<'_>) -> Answer) -> Result<(), Problem> {
        let fault = |error: std::io::Error| self.input.fault(&error);
        let mut cutter = Cutter::new(self.reader()?, self.delimiter);
        let mut skip = self.states_delimiter;
        loop {
            match cutter.next() {
                Ok(None) => return Ok(()),
                Ok(Some(_)) if skip => skip = false,
                Ok(Some(record)) if record.is_blank() => (),
                Ok(Some(record)) => {
                    if let ControlFlow::Break(()) = sink(record)? {
                        return Ok(());
                    }
                }
                Err(CutError::Read(error)) => return Err(fault(error)),
                Err(CutError::TooLarge { row }) => {
                    return Err(ImportProblem::TooLarge { row }.into());
                }
            }
        }
    }

    fn head(&self) -> Result<String, Problem> {
        let mut head = Vec::new();
        self.reader()?
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(|error| self.input.fault(&error))?;
        Ok(String::from_utf8_lossy(&head).into_owned())
    }

    fn reader(&self) -> Result<Box<dyn Read>, Problem> {
        let mut file = self.input.open()?;
        file.seek(SeekFrom::Start(self.encoding.mark as u64))
            .map_err(|error| self.input.fault(&error))?;
        Ok(if self.encoding.encoding == UTF_8 {
            Box::new(file)
        } else {
            Box::new(Decoding::new(file, self.encoding))
        })
    }
}

/// Reads any encoding as UTF-8. What is no text becomes [`NOT_TEXT`].
pub(super) struct Decoding<R> {
    reader: R,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    /// How much of `output` was handed out.
    taken: usize,
    ended: bool,
}

impl<R: Read> Decoding<R> {
    pub(super) fn new(reader: R, encoding: TextEncoding) -> Self {
        Self {
            reader,
            decoder: encoding.encoding.new_decoder_without_bom_handling(),
            input: vec![0; CHUNK],
            output: Vec::new(),
            taken: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        let length = self.reader.read(&mut self.input)?;
        self.ended = length == 0;
        self.output.clear();
        self.taken = 0;
        let mut rest = self.input.get(..length).unwrap_or_default();
        let mut text = String::with_capacity(length * 3 + 16);
        loop {
            let (result, read) = self
                .decoder
                .decode_to_string_without_replacement(rest, &mut text, self.ended);
            rest = rest.get(read..).unwrap_or_default();
            self.output.extend_from_slice(text.as_bytes());
            text.clear();
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => (),
                DecoderResult::Malformed(..) => self.output.push(NOT_TEXT),
            }
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.taken == self.output.len() && !self.ended {
            self.refill()?;
        }
        let mut rest = self.output.get(self.taken..).unwrap_or_default();
        let count = rest.read(buffer)?;
        self.taken += count;
        Ok(count)
    }
}

enum CutError {
    Read(std::io::Error),
    TooLarge { row: u64 },
}

/// Cuts UTF-8 into records, counting rows as a spreadsheet does: blank lines count, line ends
/// inside quotes do not. Never holds more than one record.
struct Cutter<R> {
    reader: R,
    parser: Reader,
    buffer: Vec<u8>,
    /// The part of `buffer` that was not parsed yet.
    start: usize,
    end: usize,
    ended: bool,
    after_return: bool,
    row: u64,
    output: Vec<u8>,
    ends: Vec<usize>,
    lossy: String,
    lossy_ends: Vec<usize>,
}

impl<R: Read> Cutter<R> {
    fn new(reader: R, delimiter: u8) -> Self {
        Self {
            reader,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            ended: false,
            after_return: false,
            row: 0,
            output: vec![0; CHUNK],
            ends: vec![0; 64],
            lossy: String::new(),
            lossy_ends: Vec::new(),
        }
    }

    fn next(&mut self) -> Result<Option<Record<'_>>, CutError> {
        self.skip_blank_lines().map_err(CutError::Read)?;
        let (mut length, mut columns, mut quotes) = (0, 0, 0);
        self.row += 1;
        let too_large = CutError::TooLarge { row: self.row };
        loop {
            if self.start == self.end && !self.ended {
                self.refill().map_err(CutError::Read)?;
            }
            let input = self.buffer.get(self.start..self.end).unwrap_or_default();
            let (result, read, written, ended) = self.parser.read_record(
                input,
                self.output.get_mut(length..).unwrap_or_default(),
                self.ends.get_mut(columns..).unwrap_or_default(),
            );
            let consumed = input.get(..read).unwrap_or_default();
            quotes += memchr::memchr_iter(b'"', consumed).count();
            self.after_return = consumed
                .last()
                .map_or(self.after_return, |last| *last == b'\r');
            self.start += read;
            length += written;
            columns += ended;
            match result {
                ReadRecordResult::InputEmpty => (),
                ReadRecordResult::OutputFull if length < MAX_RECORD => {
                    self.output.resize((length * 2).min(MAX_RECORD), 0);
                }
                ReadRecordResult::OutputEndsFull if columns < MAX_COLUMNS => {
                    self.ends.resize((columns * 2).min(MAX_COLUMNS), 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(too_large);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        if length > MAX_FIELD && self.longest_field(columns) > MAX_FIELD {
            return Err(too_large);
        }
        // The last record of a file whose quotes do not pair has swallowed the rows behind it.
        let swallowed = self.ended
            && self.start == self.end
            && quotes % 2 == 1
            && memchr::memchr(b'\n', self.output.get(..length).unwrap_or_default()).is_some();
        Ok(Some(self.record(
            length,
            columns,
            swallowed.then_some(RejectReason::UnclosedQuote),
        )))
    }

    fn record(&mut self, length: usize, columns: usize, fault: Option<RejectReason>) -> Record<'_> {
        let row = u32::try_from(self.row).unwrap_or(u32::MAX);
        let bytes = self.output.get(..length).unwrap_or_default();
        let ends = self.ends.get(..columns).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) if ends.iter().all(|end| text.is_char_boundary(*end)) => {
                Record::new(row, text, ends).with_fault(fault)
            }
            _ => {
                self.lossy.clear();
                self.lossy_ends.clear();
                let mut start = 0;
                for end in ends {
                    let cell = bytes.get(start..*end).unwrap_or_default();
                    self.lossy.push_str(&String::from_utf8_lossy(cell));
                    self.lossy_ends.push(self.lossy.len());
                    start = *end;
                }
                Record::new(row, &self.lossy, &self.lossy_ends)
                    .with_fault(Some(RejectReason::NotText))
            }
        }
    }

    fn longest_field(&self, columns: usize) -> usize {
        let mut start = 0;
        let mut longest = 0;
        for end in self.ends.get(..columns).unwrap_or_default() {
            longest = longest.max(end - start);
            start = *end;
        }
        longest
    }

    /// The parser would skip blank lines without saying so.
    fn skip_blank_lines(&mut self) -> std::io::Result<()> {
        loop {
            if self.start == self.end {
                if self.ended {
                    return Ok(());
                }
                self.refill()?;
                continue;
            }
            match self.buffer.get(self.start) {
                Some(b'\n') if self.after_return => self.after_return = false,
                Some(b'\n') => self.row += 1,
                Some(b'\r') => {
                    self.row += 1;
                    self.after_return = true;
                }
                _ => {
                    self.after_return = false;
                    return Ok(());
                }
            }
            self.start += 1;
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        self.start = 0;
        self.end = loop {
            match self.reader.read(&mut self.buffer) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => (),
                result => break result?,
            }
        };
        self.ended = self.end == 0;
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    fn cut(bytes: &[u8]) -> Vec<(u32, Option<RejectReason>, Vec<String>)> {
        let mut cutter = Cutter::new(bytes, b',');
        let mut records = Vec::new();
        while let Some(record) = cutter.next().ok().unwrap() {
            records.push((record.row, record.fault, record.to_owned_cells()));
        }
        records
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let check = |text: &str, expected: &[u32]| {
            let rows: Vec<u32> = cut(text.as_bytes()).iter().map(|record| record.0).collect();
            assert_eq!(rows, expected, "{text:?}");
        };
        check("", &[]);
        check("a", &[1]);
        check("a\nb\n", &[1, 2]);
        check("a\r\nb\r\n", &[1, 2]);
        check("a\rb\r", &[1, 2]);
        check("\n\na\n\nb", &[3, 5]);
        check("\r\na\r\n\r\nb", &[2, 4]);
        check("a\r\rb", &[1, 3]);
        check("\"x\ny\",1\nb\n", &[1, 2]);
        check("\"x\r\n\r\ny\",1\r\nb", &[1, 2]);
    }

    #[test]
    fn quotes_and_faults() {
        let check = |bytes: &[u8], fault: Option<RejectReason>, cells: &[&str]| {
            let records = cut(bytes);
            let last = records.last().unwrap();
            assert_eq!(
                (last.1, last.2.as_slice()),
                (fault, cells.map_owned().as_slice())
            );
        };
        check(b"\"a \"\"b\"\"\",c", None, &["a \"b\"", "c"]);
        check(b"5\" pipe,x", None, &["5\" pipe", "x"]);
        check(b"a,\xFFb", Some(RejectReason::NotText), &["a", "\u{FFFD}b"]);
        check(
            b"a,\"b\nc,d\ne,f\n",
            Some(RejectReason::UnclosedQuote),
            &["a", "b\nc,d\ne,f\n"],
        );
        // A character cut in two by a delimiter is no character.
        check(
            b"\xE5\xBC,\xA0",
            Some(RejectReason::NotText),
            &["\u{FFFD}", "\u{FFFD}"],
        );
    }

    trait MapOwned {
        fn map_owned(&self) -> Vec<String>;
    }

    impl MapOwned for [&str] {
        fn map_owned(&self) -> Vec<String> {
            self.iter().map(|cell| (*cell).to_owned()).collect()
        }
    }

    #[test]
    fn nothing_endless_is_held_in_memory() {
        let check = |bytes: Vec<u8>, expected: u64| {
            let mut cutter = Cutter::new(&*bytes, b',');
            let error = loop {
                match cutter.next() {
                    Ok(record) => assert!(record.is_some(), "no error before the end"),
                    Err(error) => break error,
                }
            };
            assert!(matches!(error, CutError::TooLarge { row } if row == expected));
        };
        check([b"a\n".to_vec(), vec![b'x'; MAX_FIELD + 1]].concat(), 2);
        check(vec![b','; MAX_COLUMNS + 1], 1);
        check(b"xxxxxxxxx,".repeat(MAX_RECORD / 9), 1);
    }

    #[test]
    fn decoding_marks_what_is_no_text() {
        let check = |encoding: &'static encoding_rs::Encoding, bytes: &[u8], expected: &[u8]| {
            let mut read = Vec::new();
            let encoding = TextEncoding { encoding, mark: 0 };
            Decoding::new(bytes, encoding)
                .read_to_end(&mut read)
                .unwrap();
            assert_eq!(read, expected);
        };
        check(encoding_rs::GB18030, b"\xD5\xC5,1", "张,1".as_bytes());
        check(encoding_rs::GB18030, b"\xD5", &[NOT_TEXT]);
        check(encoding_rs::UTF_16LE, b"a\0\x20\x5F", "a张".as_bytes());
    }
}
