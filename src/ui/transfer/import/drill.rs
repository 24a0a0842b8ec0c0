//! The rows or cells behind a number: which they are, what stands in them, and why.

use std::sync::Arc;

use egui::{Align, Context, Id, Layout, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::{ImportScreen, Step, words};
use crate::domain::problem::{CellProblem, Problem, RejectReason};
use crate::i18n::{self, Language, cell_fault, count, reject_reason};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space};
use crate::ui::widgets::{Dialog, DialogOutcome, Severity, elided, note, small_paragraph};
use crate::workspace::{Bucket, Imported, Reply, previewing};

const WIDTH: f32 = 760.0;
const ROW: f32 = 32.0;
/// What the title, the buttons and the margins take of the window's height.
const AROUND: f32 = 240.0;
/// Width of a row's number, and of one with the name of its file.
const NUMBER: f32 = 84.0;
const PLACE: f32 = 230.0;
/// Rows of a bucket that are read from the file.
const MOST_ROWS: usize = 500;
/// Cells of a row that are shown.
const MOST_CELLS: usize = 8;

type Rows = Vec<(u32, Vec<String>)>;

/// What is looked at, gathered once when it was asked for.
#[derive(Debug)]
pub struct Drill {
    what: What,
    lines: Vec<Line>,
    /// How many there are, of which the first are shown.
    all: u64,
    /// The rows, while they are read from the file.
    reading: Option<Reply<Result<Rows, Problem>>>,
    problem: Option<Problem>,
}

#[derive(Debug)]
enum What {
    /// Odd cells of the column of this name.
    Cells(String),
    /// Rows that end in one place.
    Rows(Bucket),
}

#[derive(Debug)]
struct Line {
    row: u32,
    /// Which file of several, and the row's number there.
    place: Option<(String, u32)>,
    text: String,
    why: Option<Why>,
}

#[derive(Clone, Copy, Debug)]
enum Why {
    Cell(CellProblem),
    Row(RejectReason),
}

impl ImportScreen {
    /// What is known of every row: of the import that was done, or of the one that would be.
    pub(super) fn known(&self) -> Option<&Arc<Imported>> {
        match &self.step {
            Step::Result(done) => Some(&done.imported),
            _ => self.reading.counted.as_ref(),
        }
    }

    /// Where a row of several files stands.
    fn place_of(&self, row: u32) -> Option<(String, u32)> {
        let look = self.reading.look.as_ref()?;
        let (name, row) = look.layout.place_of(row)?;
        Some((name.to_owned(), row))
    }

    /// Shows the cells that are odd in one of these ways: of one column, or of the whole file.
    pub(super) fn drill_cells(
        &mut self,
        name: &str,
        column: Option<usize>,
        problems: &[CellProblem],
    ) {
        let survey = self.known().and_then(|known| known.survey.as_ref());
        let Some(survey) = survey else {
            return;
        };
        let cells = survey.cells().iter();
        let lines = cells
            .filter(|cell| {
                column.is_none_or(|column| cell.column == column)
                    && problems.contains(&cell.problem)
            })
            .map(|cell| Line {
                row: cell.row,
                place: self.place_of(cell.row),
                text: cell.text.clone(),
                why: Some(Why::Cell(cell.problem)),
            })
            .collect();
        let seen = survey.columns().iter().enumerate();
        let seen = seen.filter(|(index, _)| column.is_none_or(|column| *index == column));
        let odd = seen.flat_map(|(_, seen)| problems.iter().map(|one| seen.odd(*one)));
        let all = odd.sum();
        self.drill = Some(Drill {
            what: What::Cells(name.to_owned()),
            lines,
            all,
            reading: None,
            problem: None,
        });
    }

    /// Shows the rows that end in a place; they are read from the file again.
    pub(super) fn drill_rows(&mut self, app: &AppContext<'_>, bucket: Bucket) {
        let (Some(path), Some(known)) = (self.path.clone(), self.known()) else {
            return;
        };
        let ends = known.rows.iter().filter(|end| end.bucket == bucket);
        let lines: Vec<Line> = ends
            .take(MOST_ROWS)
            .map(|end| Line {
                row: end.row,
                place: self.place_of(end.row),
                text: String::new(),
                why: end.reason.map(Why::Row),
            })
            .collect();
        let numbers: Vec<u32> = lines.iter().map(|line| line.row).collect();
        let options = match &self.step {
            Step::Result(done) => done.request.options.clone(),
            _ => self.choices.options(app.language, app.today),
        };
        let all = known.report.buckets.of(bucket);
        let reading = app
            .session
            .wait_for(async move { previewing::rows_of(&path, &options, &numbers) });
        self.drill = Some(Drill {
            what: What::Rows(bucket),
            lines,
            all,
            reading: Some(reading),
            problem: None,
        });
    }

    pub(super) fn drill_ui(&mut self, ctx: &Context, app: &AppContext<'_>) {
        let language = app.language;
        let Some(drill) = &mut self.drill else {
            return;
        };
        drill.keep_up();
        let close = text!(language, "intake-close");
        let title = match &drill.what {
            What::Cells(name) => text!(language, "intake-cells-of", name = name.as_str()),
            What::Rows(bucket) => words::bucket(language, *bucket),
        };
        let outcome = Dialog::new(Id::unique("import drill"), &title, &close, "")
            .width(WIDTH)
            .show(ctx, |ui| drill.ui(ui, app))
            .0;
        if outcome != DialogOutcome::Open {
            self.drill = None;
        }
    }
}

impl Drill {
    fn keep_up(&mut self) {
        match Reply::take_from(&mut self.reading) {
            Some(Ok(rows)) => {
                for line in &mut self.lines {
                    let known = rows.binary_search_by_key(&line.row, |(row, _)| *row);
                    let cells = known.ok().and_then(|place| rows.get(place));
                    line.text = cells.map(|(_, cells)| shown(cells)).unwrap_or_default();
                }
            }
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
    }

    fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let meaning = match &self.what {
            What::Cells(_) => text!(language, "intake-cells-kept"),
            What::Rows(bucket) => words::bucket_meaning(language, *bucket),
        };
        small_paragraph(ui, &meaning, app.tokens.mute);
        if let Some(problem) = &self.problem {
            note(ui, Severity::Error, &i18n::sentence(language, problem));
            return;
        }
        let most = (ui.ctx().content_rect().height() - AROUND).clamp(120.0, 420.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("drill")
            .max_height(most)
            .auto_shrink([false, true])
            .show_rows(ui, ROW, self.lines.len(), |ui, places| {
                for line in self.lines.get(places).unwrap_or_default() {
                    line.ui(ui, app);
                }
            });
        let shown = u64::try_from(self.lines.len()).unwrap_or(u64::MAX);
        if shown < self.all {
            ui.add_space(space::SMALL);
            let words = text!(
                language,
                "intake-first-of",
                shown = count(shown),
                all = count(self.all)
            );
            small_paragraph(ui, &words, app.tokens.mute);
        }
    }
}

impl Line {
    fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let below = rect.with_min_y(rect.bottom() - 1.0);
        ui.painter().rect_filled(below, 0, app.tokens.row);
        let mut place = rect.shrink2(vec2(space::SMALL, 0.0));
        let mut cell = |width: f32, words: &str, color| {
            let mut ui = ui.new_child(
                UiBuilder::new()
                    .max_rect(place.with_max_x((place.left() + width).min(place.right())))
                    .layout(Layout::left_to_right(Align::Center)),
            );
            elided(&mut ui, words, fonts::body(), color);
            place.min.x = (place.left() + width + space::MEDIUM).min(place.right());
        };
        let row = self.place.as_ref().map_or(self.row, |(_, row)| *row);
        let mut number = text!(language, "intake-row", row = count(u64::from(row)));
        let mut number_width = NUMBER;
        if let Some((file, _)) = &self.place {
            number = [file.as_str(), &number].join(" ");
            number_width = PLACE;
        }
        let room = rect.width() - number_width - space::LARGE - 2.0 * space::MEDIUM;
        let why_width = if self.why.is_some() { 230.0 } else { 0.0 };
        cell(number_width, &number, app.tokens.mute);
        cell(room - why_width, &self.text, app.tokens.ink);
        if let Some(why) = self.why {
            cell(why_width, &why.words(language), app.tokens.wait);
        }
    }
}

impl Why {
    fn words(self, language: Language) -> String {
        match self {
            Self::Cell(problem) => cell_fault(language, problem),
            Self::Row(reason) => reject_reason(language, reason),
        }
    }
}

/// The first cells of a row that have anything in them.
fn shown(cells: &[String]) -> String {
    let filled = cells.iter().map(|cell| cell.trim());
    let filled = filled.filter(|cell| !cell.is_empty()).take(MOST_CELLS);
    filled.collect::<Vec<_>>().join(" · ")
}
