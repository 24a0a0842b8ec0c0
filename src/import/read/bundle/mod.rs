//! Several files that come in as one: a folder, or a ZIP archive. Their tables lie below each other
//! in one wide table; columns of the same exporter and name are one column.

mod parts;

use std::ops::ControlFlow;
use std::path::Path;

use rustc_hash::FxHashMap;

use self::parts::Found;
use super::input::Input;
use super::kind::Kind;
use super::line::Line;
use super::{Answer, MAX_COLUMNS, Rows, Source};
use crate::domain::problem::{ImportProblem, Problem};
use crate::import::head::Head;
use crate::import::map::{Mapping, Preset, choose_preset, normalise};
use crate::import::options::ImportOptions;

/// Rows of each part that are shown before anything is brought in.
const SAMPLES: usize = 100;
const FEWEST_SAMPLES: usize = 5;

/// The files that come in, and those that do not.
#[derive(Debug)]
pub(in crate::import) struct Bundle {
    parts: Vec<Part>,
    left_out: Vec<String>,
    headers: Vec<String>,
    presets: Vec<Option<&'static Preset>>,
}

/// One file of several.
#[derive(Debug)]
struct Part {
    name: String,
    input: Input,
    source: Source,
    head: Head,
    /// Which column of the whole each of its own is.
    columns: Vec<usize>,
    /// What is added to the number of a row, so that no two rows of the whole have the same.
    offset: u32,
    last: u32,
}

/// What tells columns apart: the exporter, the header, and how many like it stand before.
type Key = (Option<&'static str>, String, usize);

impl Bundle {
    pub(super) fn of_folder(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        Self::of(parts::of_folder(path)?, options)
    }

    pub(super) fn of_archive(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        Self::of(parts::of_archive(input, &mut 0)?, options)
    }

    fn of(found: Vec<Found>, options: &ImportOptions) -> Result<Self, Problem> {
        // What was said of one table's columns and sheets says nothing about each of several.
        let own = ImportOptions {
            sheet: None,
            maps: Vec::new(),
            columns: Vec::new(),
            ..options.clone()
        };
        let mut bundle = Self {
            parts: Vec::new(),
            left_out: Vec::new(),
            headers: Vec::new(),
            presets: Vec::new(),
        };
        let mut known: FxHashMap<Key, usize> = FxHashMap::default();
        let mut why = ImportProblem::NoRows;
        for Found { name, input, kind } in found {
            let opened = Part::open(&name, input, kind, &own);
            match opened {
                Ok((part, preset)) => bundle.add(part, preset, &mut known)?,
                // A text that is no table, a picture, a table that has nothing but a header.
                Err(Problem::Import(
                    problem @ (ImportProblem::UnknownKind
                    | ImportProblem::NoRows
                    | ImportProblem::NothingRecognised),
                )) => {
                    why = problem;
                    bundle.left_out.push(name);
                }
                Err(Problem::Import(problem)) => {
                    return Err(ImportProblem::Inside {
                        name,
                        problem: Box::new(problem),
                    }
                    .into());
                }
                Err(problem) => return Err(problem),
            }
        }
        if bundle.parts.is_empty() {
            return Err(why.into());
        }
        Ok(bundle)
    }

    fn add(
        &mut self,
        mut part: Part,
        preset: Option<&'static Preset>,
        known: &mut FxHashMap<Key, usize>,
    ) -> Result<(), ImportProblem> {
        let exporter = preset.map(Preset::name);
        let mut before: FxHashMap<String, usize> = FxHashMap::default();
        for column in 0..part.head.width() {
            let header = part.head.headers().get(column);
            let name = match header {
                Some(header) => normalise(header),
                // Nameless columns of two files have nothing to do with each other.
                None => format!("{}/{column}", self.parts.len()),
            };
            let nth = before.entry(name.clone()).or_default();
            let key = (exporter, name, *nth);
            *nth += 1;
            let place = *known.entry(key).or_insert_with(|| {
                self.headers.push(
                    header
                        .map(|header| header.trim().to_owned())
                        .unwrap_or_default(),
                );
                self.presets.push(preset);
                self.headers.len() - 1
            });
            part.columns.push(place);
        }
        if self.headers.len() > MAX_COLUMNS / 2 {
            return Err(ImportProblem::TooMuchInside);
        }
        let above = self.parts.last();
        part.offset = above.map_or(0, |above| above.offset.saturating_add(above.last));
        self.parts.push(part);
        Ok(())
    }

    /// The head of the whole: rows of every part, so that each can be looked at.
    pub(in crate::import) fn head(&self) -> Head {
        let count = (SAMPLES / self.parts.len().max(1)).max(FEWEST_SAMPLES);
        let mut samples = Rows::new();
        for part in &self.parts {
            for (row, cells) in part.head.samples().iter().take(count) {
                let mut wide = vec![String::new(); self.headers.len()];
                for (cell, column) in cells.iter().zip(&part.columns) {
                    if let Some(place) = wide.get_mut(*column) {
                        place.clone_from(cell);
                    }
                }
                samples.push((row.saturating_add(part.offset), wide));
            }
        }
        Head::made(self.headers.clone(), samples)
    }

    /// The exporter of each column.
    pub(in crate::import) fn presets(&self) -> &[Option<&'static Preset>] {
        &self.presets
    }

    /// Names of the files that come in.
    pub(super) fn names(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.name.clone()).collect()
    }

    pub(in crate::import) fn left_out(&self) -> &[String] {
        &self.left_out
    }

    pub(super) fn has_serial_dates(&self) -> bool {
        self.parts.iter().any(|part| part.source.has_serial_dates())
    }

    /// Which file a row of the whole is in, and its number there.
    pub(in crate::import) fn place_of(&self, row: u32) -> Option<(usize, u32)> {
        let at = self.parts.partition_point(|part| part.offset < row);
        let at = at.checked_sub(1)?;
        let part = self.parts.get(at)?;
        Some((at, row - part.offset))
    }

    pub(in crate::import) fn name_of(&self, part: usize) -> Option<&str> {
        self.parts.get(part).map(|part| part.name.as_str())
    }

    /// The bytes of a file.
    pub(in crate::import) fn input(&self, part: usize) -> Option<&Input> {
        self.parts.get(part).map(|part| &part.input)
    }

    pub(super) fn each(
        &self,
        sink: &mut dyn FnMut(super::Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let mut line = Line::default();
        let mut ended = false;
        for part in &self.parts {
            part.source.each(&mut |record| {
                if part.head.is_above(record.row) {
                    return Ok(ControlFlow::Continue(()));
                }
                line.start(record.row.saturating_add(part.offset));
                line.fault = record.fault;
                let mut cells = vec![""; self.headers.len()];
                for (column, cell) in record.cells().enumerate() {
                    match part
                        .columns
                        .get(column)
                        .and_then(|place| cells.get_mut(*place))
                    {
                        Some(place) => *place = cell,
                        // Beyond the header; whoever looks at the row will say so.
                        None => cells.push(cell),
                    }
                }
                for cell in cells {
                    line.add(cell)?;
                }
                let answer = sink(line.record())?;
                ended = answer.is_break();
                Ok(answer)
            })?;
            if ended {
                break;
            }
        }
        Ok(())
    }
}

impl Part {
    /// Looks into a file, and reads it once to know how many rows it has.
    fn open(
        name: &str,
        input: Input,
        kind: Kind,
        options: &ImportOptions,
    ) -> Result<(Self, Option<&'static Preset>), Problem> {
        let source = Source::of(&input, kind, options)?;
        let head = Head::read(&source, options.header, options.country)?;
        if !Mapping::new(&head, options, None)?.tells_who() {
            return Err(ImportProblem::NothingRecognised.into());
        }
        let preset = choose_preset(options.preset.as_deref(), head.headers())?;
        let mut last = 0;
        source.each(&mut |record| {
            last = record.row;
            Ok(ControlFlow::Continue(()))
        })?;
        let part = Self {
            name: name.to_owned(),
            input,
            source,
            head,
            columns: Vec::new(),
            offset: 0,
            last,
        };
        Ok((part, preset))
    }
}
