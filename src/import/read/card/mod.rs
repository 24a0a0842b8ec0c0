//! Records of vCards, editions 2.1 to 4.0: one row per card under headers of our own, so that
//! cards go the way of every other table.
//!
//! The crates that read vCards know 3.0 and 4.0 only, or give up on the first odd line; the cards
//! that phones write are of 2.1, with an encoding per line.

mod decode;
mod fields;
mod line;

use std::io::{Seek, SeekFrom};
use std::ops::ControlFlow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use rustc_hash::FxHashMap;

use self::fields::{Card, Shape};
use self::line::{Lines, Property};
use super::encoding::{self, TextEncoding};
use super::input::Input;
use super::line::Line;
use super::text::Decoding;
use super::{Answer, MAX_RECORD};
use crate::domain::problem::{ImportProblem, Problem, RejectReason};
use crate::import::options::ImportOptions;

/// Most groups of one file that are followed.
const MAX_MEMBERS: usize = 1_000_000;

/// A file of vCards.
#[derive(Debug)]
pub(in crate::import) struct Cards {
    input: Input,
    encoding: TextEncoding,
    /// Of lines that do not say another, where they are no UTF-8.
    usual: &'static Encoding,
    shape: Shape,
    /// The groups that cards say they hold, by the ids of their members.
    groups: FxHashMap<String, Vec<String>>,
}

/// What is handed over card by card.
struct Found {
    card: Card,
    fault: Option<RejectReason>,
}

impl Cards {
    /// Reads all cards once, to know which columns they need.
    pub(super) fn open(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        let fault = |error: std::io::Error| input.fault(&error);
        let mut file = input.open()?;
        let found = encoding::sniff(&mut file, options.country).map_err(fault)?;
        let encoding = match &options.encoding {
            Some(name) => encoding::asked(name, found)?,
            None => found.ok_or(ImportProblem::UnknownKind)?,
        };
        let mut cards = Self {
            input: input.clone(),
            encoding,
            usual: if encoding.encoding == UTF_8 {
                encoding::usual_in(options.country).unwrap_or(GB18030)
            } else {
                encoding.encoding
            },
            shape: Shape::default(),
            groups: FxHashMap::default(),
        };
        let mut shape = Shape::default();
        let mut groups: FxHashMap<String, Vec<String>> = FxHashMap::default();
        let mut members = 0;
        cards.walk(&mut |found| {
            if !found.card.is_group {
                shape.grow(&found.card);
            } else if members < MAX_MEMBERS {
                let name = found.card.name();
                members += found.card.members.len();
                for member in found.card.members {
                    groups.entry(member).or_default().push(name.clone());
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        cards.shape = shape;
        cards.groups = groups;
        Ok(cards)
    }

    /// Hands over the headers as row 0, and then the cards by their number.
    pub(super) fn each(
        &self,
        sink: &mut dyn FnMut(super::Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let mut line = Line::default();
        line.start(0);
        for header in self.shape.headers() {
            line.add(&header)?;
        }
        if line.emit(sink)?.is_break() {
            return Ok(());
        }
        let mut row = 0_u32;
        self.walk(&mut |mut found| {
            if found.card.is_group {
                return Ok(ControlFlow::Continue(()));
            }
            row = row.saturating_add(1);
            line.start(row);
            if let Some(groups) = self.groups.get(&found.card.uid) {
                found.card.tags.extend(groups.iter().cloned());
            }
            let mut fault = found.fault;
            for cell in self.shape.cells(&found.card) {
                // What does not fit is cut, and the card is set aside.
                if line.add(&cell).is_err() {
                    fault = Some(RejectReason::TooLarge);
                    break;
                }
            }
            line.fault = fault;
            // A card without anything is a row, too.
            sink(line.record())
        })
    }

    fn walk(&self, sink: &mut dyn FnMut(Found) -> Answer) -> Result<(), Problem> {
        let fault = |error: std::io::Error| self.input.fault(&error);
        let mut file = self.input.open()?;
        file.seek(SeekFrom::Start(self.encoding.mark as u64))
            .map_err(fault)?;
        if [UTF_16LE, UTF_16BE].contains(&self.encoding.encoding) {
            let mut reader = Lines::new(Decoding::new(file, self.encoding));
            return walk(&mut reader, UTF_8, fault, sink);
        }
        // Each line may have an encoding of its own, so they come as bytes.
        walk(&mut Lines::new(file), self.usual, fault, sink)
    }
}

fn walk<R: std::io::Read>(
    lines: &mut Lines<R>,
    usual: &'static Encoding,
    fault: impl Fn(std::io::Error) -> Problem,
    sink: &mut dyn FnMut(Found) -> Answer,
) -> Result<(), Problem> {
    let mut open: Option<Found> = None;
    let mut size = 0;
    // An agent's card stands inside another and is about somebody else.
    let mut agent = false;
    let mut inside_agent = false;
    while let Some(line) = lines.next().map_err(&fault)? {
        let Some(property) = Property::parse(&line.bytes, usual) else {
            continue;
        };
        let is_of_card = property.value.trim().eq_ignore_ascii_case("vcard");
        match property.name.as_str() {
            "BEGIN" if is_of_card => {
                if agent {
                    inside_agent = true;
                    agent = false;
                    continue;
                }
                // Some writers leave the end away.
                if let Some(found) = open.take()
                    && sink(found)?.is_break()
                {
                    return Ok(());
                }
                size = 0;
                open = Some(Found {
                    card: Card::default(),
                    fault: None,
                });
            }
            "END" if is_of_card => {
                if std::mem::take(&mut inside_agent) {
                    continue;
                }
                if let Some(found) = open.take()
                    && sink(found)?.is_break()
                {
                    return Ok(());
                }
            }
            _ if inside_agent => (),
            name => {
                agent = name == "AGENT" && property.value.trim().is_empty();
                let Some(found) = &mut open else { continue };
                size += property.value.len();
                if line.too_long || size > MAX_RECORD {
                    found.fault = Some(RejectReason::TooLarge);
                } else {
                    let broken = property.broken;
                    if found.card.take(property) && broken {
                        found.fault = Some(RejectReason::NotText);
                    }
                }
            }
        }
    }
    if let Some(mut found) = open {
        // Whatever stood behind is lost, so the card is not taken for whole.
        found.fault = Some(RejectReason::CutOff);
        return sink(found).map(|_| ());
    }
    Ok(())
}
