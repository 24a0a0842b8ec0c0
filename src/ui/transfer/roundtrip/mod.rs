//! The screen for an edited list that came back: what differs, what of it is taken over, and what
//! has become of it.

mod change;
mod frame;
mod lines;
mod result;
mod review;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Ui};

use crate::domain::problem::Problem;
use crate::ui::AppContext;
use crate::workspace::roundtrip::{Brought, RoundTrip, Share, Ticks};
use crate::workspace::{Job, Reply};

use super::import::options_of;
use lines::{Folds, Line};

/// A list that came back, and how far its owner is with it.
#[derive(Debug)]
pub struct TripScreen {
    path: PathBuf,
    step: Step,
    trip: Arc<RoundTrip>,
    ticks: Ticks,
    folds: Folds,
    /// What is listed now, made anew when something is folded.
    lines: Vec<Line>,
    counts: Counts,
    problem: Option<Problem>,
    /// It was begun in this session's book.
    is_begun: bool,
}

#[derive(Debug, Default)]
enum Step {
    /// Before the file was read; it stays so when it cannot be.
    #[default]
    Unread,
    Reading(Job, Reply<Result<RoundTrip, Problem>>),
    Review,
    Running(Job, Reply<Result<Brought, Problem>>),
    Result(Brought),
}

/// What is ticked, in numbers, counted when a tick changes.
#[derive(Clone, Debug, Default)]
struct Counts {
    all: u64,
    /// Columns with edits, by their place, and how many of them are ticked.
    columns: Vec<(usize, Share)>,
    conflicts: u64,
}

/// How the screen is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    Stay,
    Done,
    /// The file is to be imported like any other.
    AsPlain,
}

impl TripScreen {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            step: Step::default(),
            trip: Arc::default(),
            ticks: Ticks::default(),
            folds: Folds::default(),
            lines: Vec::new(),
            counts: Counts::default(),
            problem: None,
            is_begun: false,
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is too late for another file.
    pub const fn is_running(&self) -> bool {
        matches!(self.step, Step::Running(..))
    }

    /// Draws the screen; how it is left.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Leave {
        self.keep_up(app);
        let leave = self.frame_ui(ui, app);
        let is_closed = !self.is_running()
            && ui.input(|input| input.key_pressed(Key::Escape))
            && !egui::Popup::is_any_open(ui.ctx());
        if is_closed && leave == Leave::Stay {
            self.stop_reading();
            return Leave::Done;
        }
        if leave != Leave::Stay {
            self.stop_reading();
        }
        leave
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        if !self.is_begun {
            self.is_begun = true;
            self.read(app);
        }
        match &self.step {
            Step::Reading(_, reply) => match reply.take() {
                Some(Ok(trip)) => {
                    self.ticks = Ticks::of(&trip);
                    self.trip = Arc::new(trip);
                    self.step = Step::Review;
                    self.recount();
                    self.list_lines();
                }
                Some(Err(problem)) => {
                    self.step = Step::Unread;
                    self.problem = Some(problem);
                }
                None => {}
            },
            Step::Running(_, reply) => match reply.take() {
                Some(Ok(brought)) => self.step = Step::Result(brought),
                Some(Err(problem)) => {
                    self.problem = (!matches!(problem, Problem::Cancelled)).then_some(problem);
                    self.step = Step::Review;
                }
                None => {}
            },
            Step::Unread | Step::Review | Step::Result(_) => {}
        }
    }

    fn read(&mut self, app: &AppContext<'_>) {
        let (path, options) = (self.path.clone(), options_of(app));
        self.problem = None;
        let (job, reply) = app.session.start_watched(move |workspace, progress| {
            workspace.read_round_trip(&path, &options, progress)
        });
        self.step = Step::Reading(job, reply);
    }

    fn stop_reading(&self) {
        if let Step::Reading(job, _) = &self.step {
            job.cancel();
        }
    }

    /// Takes over what is ticked.
    fn bring(&mut self, app: &AppContext<'_>) {
        self.problem = None;
        let (trip, ticks) = (Arc::clone(&self.trip), self.ticks.clone());
        let (job, reply) = app.session.start_watched(move |workspace, progress| {
            workspace.bring_back(&trip, &ticks, progress)
        });
        self.step = Step::Running(job, reply);
    }

    fn recount(&mut self) {
        let columns = (0..self.trip.columns.len())
            .map(|column| (column, self.ticks.column(&self.trip, column)))
            .filter(|(_, share)| share.all > 0);
        self.counts = Counts {
            all: self.ticks.all(),
            columns: columns.collect(),
            conflicts: self.trip.conflicts(),
        };
    }

    fn list_lines(&mut self) {
        self.lines = lines::lines(&self.trip, self.folds);
    }
}
