//! Several files that come in as one: a folder, or a ZIP archive. Their tables lie below each other
//! in one wide table; columns of the same exporter and name are one column.

mod contents;
mod parts;

use std::ops::ControlFlow;
use std::path::Path;

pub(in crate::import) use contents::Contents;
pub(super) use contents::Place;
use rustc_hash::FxHashMap;

use self::parts::Found;
use super::apart::at_file;
use super::input::Input;
use super::kind::Kind;
use super::line::Line;
use super::{Answer, MAX_COLUMNS, Rows, Source};
use crate::domain::problem::{FileFault, ImportProblem, Problem};
use crate::domain::roundtrip::MARK_HEAD;
use crate::import::file::FileLeftOut;
use crate::import::head::Head;
use crate::import::map::{Mapping, Preset, choose_preset, normalise};
use crate::import::marked::has_head;
use crate::import::options::ImportOptions;

/// Rows of each part that are shown before anything is brought in.
const SAMPLES: usize = 100;
const FEWEST_SAMPLES: usize = 5;

/// The files that come in, and those that do not.
#[derive(Debug)]
pub(in crate::import) struct Bundle {
    parts: Vec<Part>,
    contents: Contents,
}

/// One file of several.
#[derive(Debug)]
struct Part {
    input: Input,
    source: Source,
    head: Head,
    /// Which column of the whole each of its own is.
    columns: Vec<usize>,
    /// What is added to the number of a row, as in [`Place`].
    offset: u32,
    last: u32,
    /// Rows of data.
    rows: u64,
}

/// What tells columns apart: the exporter, the header, and how many like it stand before.
type Key = (Option<&'static str>, String, usize);

impl Bundle {
    pub(super) fn of_folder(path: &Path, options: &ImportOptions) -> Result<Self, Problem> {
        let (found, left_out) = parts::of_folder(path, options)?;
        Self::of(found, left_out, options)
    }

    pub(super) fn of_archive(input: &Input, options: &ImportOptions) -> Result<Self, Problem> {
        Self::of(parts::of_archive(input, &mut 0)?, Vec::new(), options)
    }

    fn of(
        found: Vec<Found>,
        left_out: Vec<FileLeftOut>,
        options: &ImportOptions,
    ) -> Result<Self, Problem> {
        // What was said of one table's columns and sheets says nothing about each of several.
        let own = ImportOptions {
            sheet: None,
            maps: Vec::new(),
            columns: Vec::new(),
            keep: Vec::new(),
            keep_named: Vec::new(),
            ..options.clone()
        };
        let mut bundle = Self {
            parts: Vec::new(),
            contents: Contents {
                left_out,
                ..Contents::default()
            },
        };
        let mut known: FxHashMap<Key, usize> = FxHashMap::default();
        for Found { name, input, kind } in found {
            let opened = if options.deadly.contains(&name) {
                Err(ImportProblem::ReaderStopped.into())
            } else {
                at_file(&name);
                Part::open(input, kind, &own)
            };
            match opened {
                Ok((part, preset)) => bundle.add(name, part, preset, &mut known)?,
                // A text that is no table, a picture, a damaged workbook: one such file is no
                // reason to keep the others out.
                Err(problem) => {
                    let why = FileFault::of(problem)?;
                    bundle.contents.left_out.push(FileLeftOut { name, why });
                }
            }
        }
        bundle.contents.left_out.sort_by(|a, b| a.name.cmp(&b.name));
        if bundle.parts.is_empty() {
            return Err(nothing_in(&bundle.contents.left_out).into());
        }
        for place in &mut bundle.contents.parts {
            place.is_without = options.without.contains(&place.name);
        }
        bundle.contents.samples = bundle.samples();
        Ok(bundle)
    }

    fn add(
        &mut self,
        name: String,
        mut part: Part,
        preset: Option<&'static Preset>,
        known: &mut FxHashMap<Key, usize>,
    ) -> Result<(), ImportProblem> {
        let exporter = preset.map(Preset::name);
        let contents = &mut self.contents;
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
                contents.headers.push(
                    header
                        .map(|header| header.trim().to_owned())
                        .unwrap_or_default(),
                );
                contents.presets.push(preset);
                contents.headers.len() - 1
            });
            part.columns.push(place);
        }
        if contents.headers.len() > MAX_COLUMNS / 2 {
            return Err(ImportProblem::TooMuchInside);
        }
        let above = self.parts.last();
        part.offset = above.map_or(0, |above| above.offset.saturating_add(above.last));
        let offset = part.offset;
        contents.parts.push(Place {
            name,
            offset,
            rows: part.rows,
            preset: exporter.map(str::to_owned),
            columns: part.columns.clone(),
            is_without: false,
        });
        self.parts.push(part);
        Ok(())
    }

    /// Rows of every part, so that each can be looked at.
    fn samples(&self) -> Rows {
        let count = (SAMPLES / self.parts.len().max(1)).max(FEWEST_SAMPLES);
        let mut samples = Rows::new();
        for part in &self.parts {
            for (row, cells) in part.head.samples().iter().take(count) {
                let mut wide = vec![String::new(); self.contents.headers.len()];
                for (cell, column) in cells.iter().zip(&part.columns) {
                    if let Some(place) = wide.get_mut(*column) {
                        place.clone_from(cell);
                    }
                }
                samples.push((row.saturating_add(part.offset), wide));
            }
        }
        samples
    }

    pub(super) const fn contents(&self) -> &Contents {
        &self.contents
    }

    pub(super) fn has_serial_dates(&self) -> bool {
        self.parts.iter().any(|part| part.source.has_serial_dates())
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
        let places = self.contents.parts.iter();
        let wanted = self.parts.iter().zip(places);
        for (part, _) in wanted.filter(|(_, place)| !place.is_without) {
            part.source.each(&mut |record| {
                if part.head.is_above(record.row) {
                    return Ok(ControlFlow::Continue(()));
                }
                line.start(record.row.saturating_add(part.offset));
                line.fault = record.fault;
                let mut cells = vec![""; self.contents.headers.len()];
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
            part.source.close();
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
        input: Input,
        kind: Kind,
        options: &ImportOptions,
    ) -> Result<(Self, Option<&'static Preset>), Problem> {
        let source = Source::of(&input, kind, options)?;
        let head = Head::read(&source, options.header, options.country)?;
        if !Mapping::new(&head, options, None)?.tells_who() {
            return Err(ImportProblem::NothingRecognised.into());
        }
        // Its rows are edits, which are looked at one by one, and no customers that are new.
        if has_head(&source, MARK_HEAD)? {
            return Err(ImportProblem::EditedList.into());
        }
        let preset = choose_preset(options.preset.as_deref(), head.headers())?;
        let (mut last, mut rows) = (0, 0);
        source.each(&mut |record| {
            last = record.row;
            rows += u64::from(!head.is_above(record.row));
            Ok(ControlFlow::Continue(()))
        })?;
        source.close();
        let part = Self {
            input,
            source,
            head,
            columns: Vec::new(),
            offset: 0,
            last,
            rows,
        };
        Ok((part, preset))
    }
}

/// What to say where nothing comes in: the first damage, or what the last of the files is.
fn nothing_in(left_out: &[FileLeftOut]) -> ImportProblem {
    let damaged = left_out.iter().find_map(|one| match &one.why {
        FileFault::Import(problem) if !one.why.is_no_list() => Some(ImportProblem::Inside {
            name: one.name.clone(),
            problem: Box::new(problem.clone()),
        }),
        _ => None,
    });
    let last = || match left_out.last().map(|one| &one.why) {
        Some(FileFault::Import(problem)) => problem.clone(),
        _ => ImportProblem::NoRows,
    };
    damaged.unwrap_or_else(last)
}
