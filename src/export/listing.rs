//! Contacts as text on a stream: what `haobu list` prints for other programs.

use std::io::{BufWriter, Write};

use super::column::{Column, Format};
use super::csv::Reader;
use super::json::Frame;
use super::stream::Stream;
use super::vcard::Version;
use super::view::ExportContact;
use crate::domain::problem::{ExportProblem, Problem};

/// Contacts on their way to a terminal or another program.
///
/// Values are as they are: CSV has neither a byte order mark nor the guard against formulas, and
/// ends its lines with LF; JSON has one object per line. Nothing has surely arrived before
/// [`Listing::finish`].
pub struct Listing<'w> {
    stream: Stream<BufWriter<&'w mut dyn Write>>,
}

impl<'w> Listing<'w> {
    /// Starts a list; CSV gets its header at once.
    ///
    /// # Errors
    /// [`ExportProblem::UnknownFormat`] for a format that is not text, and what the writer says,
    /// as a problem of the file `-`.
    pub fn new(
        format: Format,
        columns: &[Column],
        out: &'w mut dyn Write,
    ) -> Result<Self, Problem> {
        let out = BufWriter::new(out);
        let stream = match format {
            Format::Csv => {
                let heads: Vec<String> = columns
                    .iter()
                    .map(|column| column.word().to_owned())
                    .collect();
                Stream::table(out, columns, &heads, Reader::Program).map_err(problem)?
            }
            Format::Vcard => Stream::cards(out, columns, Version::V3),
            Format::Vcard4 => Stream::cards(out, columns, Version::V4),
            Format::Json => Stream::objects(out, Frame::Lines),
            Format::Xlsx => {
                let ending = format.word().to_owned();
                return Err(ExportProblem::UnknownFormat { ending }.into());
            }
        };
        Ok(Self { stream })
    }

    /// # Errors
    /// What the writer says, as a problem of the file `-`.
    pub fn write(&mut self, contact: &ExportContact<'_>) -> Result<(), Problem> {
        self.stream.write(contact, None).map_err(problem)
    }

    /// # Errors
    /// What the writer says, as a problem of the file `-`.
    pub fn finish(self) -> Result<(), Problem> {
        self.stream
            .finish()
            .and_then(|mut out| out.flush())
            .map_err(problem)
    }
}

impl std::fmt::Debug for Listing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listing").finish_non_exhaustive()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn problem(error: std::io::Error) -> Problem {
    Problem::file("-", &error)
}
