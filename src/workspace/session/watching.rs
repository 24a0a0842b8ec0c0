//! The watched folder of the open book: a thread of its own looks at it and into its files, and the
//! thread that owns the book brings in what arrived.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::desk::Desk;
use super::job::Job;
use super::worker::Line;
use crate::domain::phone::Region;
use crate::domain::problem::{BookProblem, FileFault, FileProblem, ImportProblem, Problem};
use crate::workspace::watch::{
    Arrival, Dealt, Examined, Folder, Terms, WaitReason, WatchEnd, WatchReport, examine,
};
use crate::workspace::{Access, now};

/// The folder is looked at so often. Nothing is drawn for that.
const LOOK: Duration = Duration::from_secs(1);

/// What the window shows of the watched folder.
#[derive(Clone, Debug, Default)]
pub struct Watching {
    /// Nothing is watched without one.
    pub folder: Option<PathBuf>,
    /// Why the folder cannot be looked into.
    pub problem: Option<Arc<Problem>>,
    /// Why the book did not take a file in, which is no fault of the file's.
    pub refused: Option<Arc<Problem>>,
    /// Files that lie there and that only the owner can say something about.
    pub waiting: Vec<WaitingFile>,
    pub unreadable: Vec<(String, FileProblem)>,
    /// Files that are still being written, or open in another program.
    pub unfinished: usize,
    /// What became of files, newest first.
    pub reports: Arc<Vec<WatchReport>>,
}

/// A file that waits for the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingFile {
    pub path: PathBuf,
    /// Below the watched folder.
    pub name: String,
    pub hash: Vec<u8>,
    pub why: WaitReason,
}

/// The thread that looks, as the owner of the book knows it. Dropping this ends it.
#[derive(Debug)]
pub(super) struct Watcher {
    nudges: Sender<Nudge>,
}

/// What the owner of the book wants of the thread that looks.
#[derive(Clone, Copy, Debug)]
enum Nudge {
    /// Something was done: what waits may be known now.
    Again,
}

/// What came of a file that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    Done,
    Waits,
    Unreadable(FileProblem),
    /// It was written to meanwhile, or the work was stopped.
    Again,
}

impl Desk {
    /// Watches the folder that this computer remembers for the open book, if there is one.
    pub(super) fn begin_watching(&mut self) {
        let folder = self.known().and_then(|known| known.watch);
        self.watch(folder);
    }

    /// Watches this folder from now on, and next time; or none.
    pub(super) fn watch_folder(&mut self, folder: Option<PathBuf>) -> Result<(), Problem> {
        if self.workspace.is_none() {
            return Err(BookProblem::Closed.into());
        }
        if self.is_remembered {
            let kept = folder.clone();
            self.remember(|known| known.watch = kept)?;
        }
        self.watch(folder);
        Ok(())
    }

    fn watch(&mut self, folder: Option<PathBuf>) {
        self.stop_watching();
        let Some(workspace) = &self.workspace else {
            return;
        };
        self.watching.reports = Arc::new(workspace.watch_reports().unwrap_or_default());
        let book = workspace.book();
        let can_write = book.access() == Access::ReadWrite && !book.is_backup();
        self.watching.folder = folder.filter(|_| can_write);
        if let Some(path) = &self.watching.folder {
            let (nudges, received) = channel();
            let home = workspace.home_country().unwrap_or(Region(*b"CN"));
            let lookout = Lookout::new(Folder::new(path), home, self.line());
            let thread = std::thread::Builder::new().name("haobu folder".to_owned());
            match thread.spawn(move || lookout.run(&received)) {
                Ok(_) => self.watcher = Some(Watcher { nudges }),
                Err(error) => {
                    let problem = Problem::file(path, &error);
                    self.watching.problem = Some(Arc::new(problem));
                }
            }
        }
        self.say_watching();
    }

    /// The thread ends by itself: what it still asks for is not done.
    pub(super) fn stop_watching(&mut self) {
        self.watcher = None;
        self.watching = Watching::default();
        self.forget_lines();
        self.say_watching();
    }

    /// Something was done: what waits is asked about once more.
    pub(super) fn nudge_watcher(&self) {
        if let Some(watcher) = &self.watcher
            && !self.watching.waiting.is_empty()
        {
            // A thread that ended for want of a folder has nothing to ask.
            watcher.nudges.send(Nudge::Again).ok();
        }
    }

    /// The owner does not want a file that waits.
    pub(super) fn leave_out(&mut self, name: &str, hash: &[u8]) -> Result<(), Problem> {
        self.with(|workspace| workspace.leave_file_out(name, hash))?;
        self.watching.waiting.retain(|file| file.hash != hash);
        self.read_reports();
        Ok(())
    }

    /// After something was brought in, by whatever way.
    pub(super) fn read_reports(&mut self) {
        if let Some(workspace) = &self.workspace
            && let Ok(reports) = workspace.watch_reports()
        {
            self.watching.reports = Arc::new(reports);
        }
        self.say_watching();
    }

    fn dealt_with(&mut self, hash: &[u8]) -> Dealt {
        let dealt = self.workspace.as_ref().map(|book| book.dealt_with(hash));
        match dealt {
            Some(Ok(dealt)) => {
                if dealt == Dealt::Done {
                    self.drop_waiting(|file| file.hash == hash);
                }
                dealt
            }
            Some(Err(problem)) => {
                self.watching.refused = Some(Arc::new(problem));
                self.say_watching();
                Dealt::Done
            }
            None => Dealt::Done,
        }
    }

    fn drop_waiting(&mut self, is_gone: impl Fn(&WaitingFile) -> bool) {
        let before = self.watching.waiting.len();
        self.watching.waiting.retain(|file| !is_gone(file));
        if self.watching.waiting.len() != before {
            self.read_reports();
        }
    }

    /// Brings a file in, or keeps why not.
    fn receive(&mut self, arrival: &Arrival, examined: &Examined, terms: &Terms) -> Heard {
        let job = Job::new();
        let reporter = self.begin(&job);
        let outcome = self.with(|workspace| workspace.receive(arrival, examined, terms, &reporter));
        self.end();
        self.watching
            .waiting
            .retain(|file| file.path != arrival.path);
        let heard = match outcome {
            Ok(report) => match report.end {
                WatchEnd::Waiting(why) => {
                    self.watching.waiting.push(WaitingFile {
                        path: arrival.path.clone(),
                        name: arrival.name.clone(),
                        hash: arrival.hash.clone(),
                        why,
                    });
                    Heard::Waits
                }
                WatchEnd::Failed(FileFault::File(kind)) => Heard::Unreadable(kind),
                _ => Heard::Done,
            },
            Err(Problem::Cancelled | Problem::Import(ImportProblem::Changed)) => Heard::Again,
            Err(problem) => {
                self.watching.refused = Some(Arc::new(problem));
                Heard::Done
            }
        };
        self.read_reports();
        heard
    }

    fn look_said(&mut self, said: Said) {
        self.watching.problem = said.problem;
        self.watching.unreadable = said.unreadable;
        self.watching.unfinished = said.unfinished;
        self.say_watching();
    }
}

/// The thread that looks at the folder.
struct Lookout {
    folder: Folder,
    terms: Terms,
    home: Region,
    line: Line,
    /// Files that wait, with what a look into them told.
    waiting: BTreeMap<PathBuf, Examined>,
    unreadable: Vec<(String, FileProblem)>,
    /// What was said last: the window is woken for news only.
    said: (usize, usize, bool),
}

/// What a look at the folder is worth telling.
struct Said {
    problem: Option<Arc<Problem>>,
    unreadable: Vec<(String, FileProblem)>,
    unfinished: usize,
}

impl Lookout {
    fn new(folder: Folder, home: Region, line: Line) -> Self {
        Self {
            terms: Terms::Remembered {
                source: folder.name(),
            },
            folder,
            home,
            line,
            waiting: BTreeMap::new(),
            unreadable: Vec::new(),
            said: (0, 0, false),
        }
    }

    /// Looks until nobody wants it any more.
    fn run(mut self, nudges: &Receiver<Nudge>) {
        while self.look().is_some() {
            match nudges.recv_timeout(LOOK) {
                Ok(Nudge::Again) => {
                    for path in self.waiting.keys() {
                        self.folder.again(path);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Looks once; nothing when nobody listens any more.
    fn look(&mut self) -> Option<()> {
        let (arrived, unfinished, problem) = match self.folder.look(now()) {
            Ok(looked) => {
                let folder = &self.folder;
                self.unreadable.retain(|(name, _)| {
                    let is_there = folder.has(&folder.path().join(name));
                    is_there && !looked.arrived.iter().any(|file| file.name == *name)
                });
                self.unreadable.extend(looked.unreadable);
                (looked.arrived, looked.unfinished, None)
            }
            Err(problem) => (Vec::new(), 0, Some(Arc::new(problem))),
        };
        let said = (unfinished, self.unreadable.len(), problem.is_some());
        if self.said != said {
            self.said = said;
            let said = Said {
                problem,
                unreadable: self.unreadable.clone(),
                unfinished,
            };
            self.line.ask(move |desk| desk.look_said(said))?;
        }
        let gone: Vec<PathBuf> = self.waiting.keys().cloned().collect();
        for path in gone.into_iter().filter(|path| !self.folder.has(path)) {
            self.waiting.remove(&path);
            self.line
                .ask(move |desk| desk.drop_waiting(|file| file.path == path))?;
        }
        for arrival in arrived {
            self.hand_over(arrival)?;
        }
        Some(())
    }

    fn hand_over(&mut self, arrival: Arrival) -> Option<()> {
        let (path, name) = (arrival.path.clone(), arrival.name.clone());
        let hash = arrival.hash.clone();
        if self.line.ask(move |desk| desk.dealt_with(&hash))? == Dealt::Done {
            self.waiting.remove(&path);
            return Some(());
        }
        let examined = match self.waiting.remove(&path) {
            Some(examined) => examined,
            None => match self.examine(&path) {
                Some(examined) => examined,
                None => return Some(()),
            },
        };
        let (told, terms) = (examined.clone(), self.terms.clone());
        let heard = self
            .line
            .ask(move |desk| desk.receive(&arrival, &told, &terms))?;
        match heard {
            Heard::Done => {}
            Heard::Waits => {
                self.waiting.insert(path, examined);
            }
            // Said with the next look, and not asked for again until the file changes.
            Heard::Unreadable(kind) => self.unreadable.push((name, kind)),
            Heard::Again => self.folder.again(&path),
        }
        Some(())
    }

    fn examine(&self, path: &Path) -> Option<Examined> {
        // What is no fault of the file does not get better by asking again.
        examine(path, &self.terms, self.home).ok()
    }
}
