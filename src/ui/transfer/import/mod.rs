//! The screen that brings a file in: which file, what is in it and what would become of it, and
//! what has become of it.

mod adjust;
mod check;
mod choices;
mod drill;
mod file_step;
mod frame;
mod garbled;
mod parts;
mod proof;
mod reading;
mod result;
mod seen;
mod side;
mod table;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Ui;

use crate::domain::ids::OpId;
use crate::domain::problem::Problem;
use crate::ui::files::PathField;
use crate::ui::transfer::steps::Escape;
use crate::ui::{Action, AppContext, Command, Route};
use crate::workspace::import_profile::remembered;
use crate::workspace::previewing;
use crate::workspace::{ImportOptions, ImportRequest, Imported, Job, Reply, Watch, places};

use choices::Choices;
use drill::Drill;
use reading::{News, Reading};

/// What was chosen so far, and how far it is.
#[derive(Debug, Default)]
pub struct ImportScreen {
    step: Step,
    file: PathField,
    /// The file whose numbers are shown.
    path: Option<PathBuf>,
    choices: Choices,
    reading: Reading,
    /// When the settings that are used were remembered.
    recalled: Option<crate::domain::time::Millis>,
    drill: Option<Drill>,
    adjust: Adjust,
    problem: Option<Problem>,
    /// Where the rows that were set aside are written, while they are.
    saving: Option<Reply<Result<PathBuf, Problem>>>,
    saved: Option<PathBuf>,
    /// The owner wants to keep it and makes or opens a book for it.
    waits_for: Option<Waiting>,
    escape: Escape,
    /// The box for the file got the keyboard when it was first shown.
    has_asked: bool,
    /// The owner wants it like any other, though it left a book to be edited.
    is_plain: bool,
    unfolded: Unfolded,
}

/// What is shown of several files, beside what always is.
#[derive(Debug, Default)]
struct Unfolded {
    /// The columns of all of them, in place of the files.
    columns: bool,
    /// All that stay out.
    left_out: bool,
}

/// How a file is read while nothing was said of it.
pub fn options_of(app: &AppContext<'_>) -> ImportOptions {
    Choices::default().options(app.language, app.today)
}

/// Which of the settings that are rarely needed are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Adjust {
    #[default]
    Closed,
    Garbled,
    All,
}

/// Which book a file waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// It becomes the first import of a new one.
    NewBook,
    /// It is looked at again beside what is in there.
    AnyBook,
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    File,
    Check,
    Running(Box<Running>),
    Result(Box<Done>),
}

/// An import that runs.
#[derive(Debug)]
struct Running {
    job: Job,
    reply: Reply<Result<Imported, Problem>>,
    request: ImportRequest,
}

/// An import that was done.
#[derive(Debug)]
struct Done {
    imported: Arc<Imported>,
    request: ImportRequest,
    /// Its entry of the log, if anything was written.
    op: Option<OpId>,
}

impl ImportScreen {
    /// A file that was dropped or chosen; while something runs it is too late for another.
    pub fn take_file(&mut self, path: &Path) {
        if matches!(self.step, Step::Running(_)) {
            return;
        }
        *self = Self {
            path: Some(path.to_owned()),
            step: Step::Check,
            ..Self::default()
        };
        self.file.set(path);
    }

    /// Several files that were dropped at once, as one.
    pub fn take_files(&mut self, paths: &[PathBuf]) {
        match paths {
            _ if matches!(self.step, Step::Running(_)) => {}
            [] => {}
            [one] => self.take_file(one),
            several => {
                let (folder, names) = places::gathered(several);
                self.take_file(&folder);
                self.choices.only = names;
            }
        }
    }

    /// An edited list that came back and is to be imported like any other file.
    pub fn of_plain(path: &Path) -> Self {
        let mut screen = Self::default();
        screen.take_file(path);
        screen.is_plain = true;
        screen
    }

    /// The file, if it is a list that left a book to be edited and there is a book to compare it
    /// with.
    pub fn came_back(&mut self, app: &AppContext<'_>) -> Option<PathBuf> {
        let is_open = app.snapshot.book.is_some();
        if self.is_plain || !is_open || !matches!(self.step, Step::Check) {
            return None;
        }
        self.keep_up(app);
        let look = self.reading.look.as_ref().filter(|look| look.is_marked);
        look?;
        self.reading.stop();
        self.path.clone()
    }

    /// Whether the owner is making or opening a book for it.
    pub fn waiting_file(&self) -> Option<&Path> {
        self.waits_for.and(self.path.as_deref())
    }

    /// There is a book now: what waited for it goes on.
    pub fn book_opened(&mut self, app: &AppContext<'_>) {
        // A book in which something was done is not the new one, whatever was asked for.
        let is_new = app.snapshot.undo.is_none() && app.snapshot.redo.is_none();
        match self.waits_for.take() {
            Some(Waiting::NewBook) if is_new => self.run(app),
            Some(_) => {
                self.reading.keep_choices();
                self.reread(app);
            }
            None => {}
        }
    }

    /// Draws the screen; whether it is over.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        // Back from the screen that makes a book: nothing waits any more.
        self.waits_for = None;
        self.keep_up(app);
        let escaped = self.escape.leaves(ui);
        let is_over = self.frame_ui(ui, app) || escaped;
        self.dialogs_ui(ui, app);
        let is_typing = ui.ctx().text_edit_focused() && !matches!(self.step, Step::File);
        let is_taken = is_typing
            || self.drill.is_some()
            || self.adjust != Adjust::Closed
            || matches!(self.step, Step::Running(_));
        self.escape.keep_up(ui, is_taken);
        if is_over {
            self.reading.stop();
        }
        is_over
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        if let Some(path) = self.file.take_choice() {
            self.take_file(&path);
        }
        if matches!(self.step, Step::Check) && !self.reading.is_begun() {
            self.reread(app);
        }
        match self.reading.keep_up(app) {
            News::Nothing => {}
            News::Looked => self.presume(app),
            News::Recalled(profile) => {
                self.choices.recall(&profile);
                self.recalled = Some(profile.at);
                self.reread(app);
            }
        }
        self.hear_from_import(app);
        match Reply::take_from(&mut self.saving) {
            Some(Ok(path)) => self.saved = Some(path),
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
    }

    /// What the file itself says, where the owner has not said anything.
    fn presume(&mut self, app: &AppContext<'_>) {
        let Some(look) = self.reading.look.clone() else {
            return;
        };
        let before = self.choices.kind;
        self.choices.presume(look.mapping.preset());
        if self.choices.presume_country(look.other_country) {
            self.reread(app);
        } else if before != self.choices.kind {
            // What is presumed changes no number that is shown.
            let (language, today) = (app.language, app.today);
            self.reading.retarget(|request| {
                *request = self.choices.request(language, today, &request.file);
            });
        }
    }

    fn hear_from_import(&mut self, app: &AppContext<'_>) {
        if let Step::Running(running) = &self.step
            && let Some(outcome) = running.reply.take()
        {
            match outcome {
                Ok(imported) => {
                    self.step = Step::Result(Box::new(Done {
                        op: imported.op,
                        imported: Arc::new(imported),
                        request: running.request.clone(),
                    }));
                }
                Err(problem) => {
                    self.problem = (!matches!(problem, Problem::Cancelled)).then_some(problem);
                    self.step = Step::Check;
                    // The book may be another than the one it was compared with.
                    self.reread(app);
                }
            }
        }
    }

    /// Reads the file with what is chosen now.
    fn reread(&mut self, app: &AppContext<'_>) {
        if let Some(path) = self.path.clone() {
            let request = self.choices.request(app.language, app.today, &path);
            self.reading.begin(app, request);
        }
    }

    /// Other columns are other columns: what was said of the old ones does not hold.
    fn reread_from_scratch(&mut self, app: &AppContext<'_>) {
        self.choices.columns.clear();
        self.choices.keep.clear();
        self.reread(app);
    }

    /// Brings the file in.
    fn run(&mut self, app: &AppContext<'_>) {
        let Some(path) = self.path.clone() else {
            return;
        };
        self.reading.stop();
        self.problem = None;
        let request = self.choices.request(app.language, app.today, &path);
        let counted = self.reading.counted.as_ref();
        let look = self.reading.look.as_ref();
        let watch = Watch {
            listing: true,
            expected: counted.map(|counted| counted.report.buckets.rows),
            profile: look.filter(|_| self.choices.remember).map(|_| {
                let settings = remembered(&request.options, self.choices.source.trim());
                (self.reading.signatures(), settings)
            }),
            is_by_hand: true,
            ..Watch::default()
        };
        let running = request.clone();
        let (job, reply) = app.session.start_large(move |workspace, progress| {
            workspace.import_watched(&running, &watch, progress)
        });
        self.step = Step::Running(Box::new(Running {
            job,
            reply,
            request,
        }));
    }

    /// The owner wants it: it goes into the open book, or a book is made for it.
    fn keep(&mut self, app: &AppContext<'_>) {
        if app.snapshot.book.is_some() {
            self.run(app);
        } else {
            self.waits_for = Some(Waiting::NewBook);
            app.send(Action::Go(Route::NewBook));
        }
    }

    fn keep_in_another(&mut self, app: &AppContext<'_>) {
        self.waits_for = Some(Waiting::AnyBook);
        app.send(Action::Go(Route::Welcome));
    }

    fn undo(app: &AppContext<'_>) {
        app.run(Command::Undo);
    }

    /// Writes the rows that were set aside beside the book, whose folder can be written.
    fn save_rejects(&mut self, app: &AppContext<'_>) {
        let Step::Result(done) = &self.step else {
            return;
        };
        let Some(book) = app.snapshot.book.as_ref().map(|book| book.path.clone()) else {
            return;
        };
        let (imported, request) = (Arc::clone(&done.imported), done.request.clone());
        self.saving = Some(app.session.wait_for(async move {
            let rows = imported.rows.iter();
            let rejects: Vec<_> = rows
                .filter_map(|end| Some((end.row, end.reason?)))
                .collect();
            let beside = book.with_file_name(request.file.file_name().unwrap_or_default());
            let place = places::free_name(&beside, "rejected.csv");
            previewing::write_rejects(&request.file, &request.options, &rejects, &place)?;
            Ok(place)
        }));
    }
}
