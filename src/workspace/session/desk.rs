//! The desk of the thread that owns the book: the book itself, and where to say what happened to it.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Wake;
use super::job::{Job, Reporter};
use super::keys::Opener;
use super::reply::ReplyTo;
use super::safekeeping::Safety;
use super::watching::{Watcher, Watching};
use super::worker::{Board, BookInfo, Command, Event, Line, Snapshot, lock};
use crate::book::Backup;
use crate::domain::ids::OpId;
use crate::domain::op::{OpKind, OpRecord};
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;
use crate::roster::SortKey;
use crate::workspace::{BookMemory, Passphrase, SharedList, Workspace};

/// Orders that are made behind the load, so that the first click on a column's head is quick.
const WARM: [SortKey; 5] = [
    SortKey::Name,
    SortKey::Mobile,
    SortKey::City,
    SortKey::LastOrder,
    SortKey::Created,
];
/// While a list loads the window looks again so often.
const SHOW: Duration = Duration::from_millis(50);

/// The thread's end: the book and where to say what happened.
pub(super) struct Desk {
    pub(super) board: Arc<Board>,
    pub(super) wake: Wake,
    list: Arc<SharedList>,
    pub(super) workspace: Option<Workspace>,
    /// The newest entry of the log that was looked at.
    known: OpId,
    pub(super) memory: BookMemory,
    /// Whether the open book is one of the owner's, opened from a file.
    pub(super) is_remembered: bool,
    pub(super) safety: Safety,
    /// When backups were last begun.
    pub(super) backed_up: Millis,
    /// Backups that are being tried out.
    pub(super) trials: Option<JoinHandle<Vec<Trial>>>,
    /// To be told when they are done.
    commands: Weak<Sender<Command>>,
    pub(super) watching: Watching,
    pub(super) watcher: Option<Watcher>,
    /// Lines of before are not listened to.
    pub(super) lines: u64,
}

/// What came of a backup in a folder.
pub(super) type Trial = (PathBuf, Result<Backup, Problem>);

impl Desk {
    pub(super) fn new(
        board: Arc<Board>,
        wake: Wake,
        list: Arc<SharedList>,
        memory: BookMemory,
        commands: Weak<Sender<Command>>,
    ) -> Self {
        Self {
            board,
            wake,
            list,
            workspace: None,
            known: OpId(0),
            memory,
            is_remembered: false,
            safety: Safety::default(),
            backed_up: Millis(0),
            trials: None,
            commands,
            watching: Watching::default(),
            watcher: None,
            lines: 0,
        }
    }

    pub(super) fn open(&mut self, path: &Path, passphrase: &Passphrase) -> Result<(), Problem> {
        self.open_by(path, &|path, access, known| {
            Workspace::open_knowing(path, passphrase, access, known)
        })
    }

    /// Opens a book of the owner's, in whatever way.
    pub(super) fn open_by(&mut self, path: &Path, open: &Opener<'_>) -> Result<(), Problem> {
        // One book at a time, and never the same file twice.
        self.close();
        let (workspace, warnings) = self.open_best(path, open)?;
        self.take_over(workspace);
        self.safety = Safety {
            warnings,
            ..Safety::default()
        };
        self.is_remembered = self.memory.remembers();
        self.look_for_backups();
        Ok(())
    }

    /// Work for another thread, after which this one takes over what came of it.
    pub(super) fn behind(
        &self,
        work: impl FnOnce() -> Vec<Trial> + Send + 'static,
    ) -> impl FnOnce() -> Vec<Trial> + Send + 'static {
        let board = Arc::clone(&self.board);
        let commands = Weak::clone(&self.commands);
        board.waiting.fetch_add(1, Ordering::AcqRel);
        move || {
            let done = work();
            let told = commands.upgrade().is_some_and(|commands| {
                let take_over: Command = Box::new(Self::finish_backups);
                commands.send(take_over).is_ok()
            });
            // The command counts itself off when it has run.
            if !told {
                board.waiting.fetch_sub(1, Ordering::AcqRel);
            }
            done
        }
    }

    /// Shows the window how safe the book is.
    pub(super) fn say_safety(&self) {
        *lock(&self.board.safety) = Arc::new(self.safety.clone());
        (self.wake)();
    }

    /// Shows the window what is known of the watched folder.
    pub(super) fn say_watching(&self) {
        *lock(&self.board.watching) = Arc::new(self.watching.clone());
        (self.wake)();
    }

    /// A line to this thread, until the next time that lines are forgotten.
    pub(super) fn line(&self) -> Line {
        Line::new(
            Arc::clone(&self.board),
            Weak::clone(&self.commands),
            self.lines,
        )
    }

    /// Listens to no line that was given so far.
    pub(super) fn forget_lines(&mut self) {
        self.lines += 1;
    }

    /// Works with this book from now on.
    pub(super) fn take_over(&mut self, workspace: Workspace) {
        self.close();
        self.workspace = Some(workspace.sharing(Arc::clone(&self.list)));
        // What was done before is not news.
        self.new_ops();
    }

    /// Says whether the book is open, then reads its list.
    pub(super) fn answer_and_load(
        &mut self,
        to: ReplyTo<Result<(), Problem>>,
        opened: Result<(), Problem>,
    ) {
        let is_open = opened.is_ok();
        self.publish(false);
        to.send(opened);
        (self.wake)();
        if !is_open {
            return;
        }
        let loaded = self.load();
        if let Err(problem) = loaded {
            self.close();
            self.tell(Event::Failed(problem));
            return;
        }
        self.publish(true);
        (self.wake)();
        // What was missed before, a stick that was not there for one, is caught up now.
        self.back_up(false);
        self.begin_watching();
        if let Some(workspace) = &self.workspace
            && let Ok(roster) = workspace.roster()
        {
            roster.warm(&WARM);
        }
    }

    /// Reads the list of a book that took the place of another.
    pub(super) fn load_and_publish(&mut self) {
        if let Err(problem) = self.load() {
            self.close();
            self.tell(Event::Failed(problem));
            return;
        }
        self.publish(true);
        self.begin_watching();
    }

    fn load(&self) -> Result<(), Problem> {
        let Some(workspace) = &self.workspace else {
            return Ok(());
        };
        let wake = &self.wake;
        let mut shown = Instant::now();
        workspace.load(&mut |_| {
            if shown.elapsed() >= SHOW {
                shown = Instant::now();
                wake();
            }
        })
    }

    /// Closes the book and overwrites the list.
    pub(super) fn close(&mut self) {
        self.stop_watching();
        self.keep_safe();
        if self.workspace.take().is_some() {
            self.list.change(crate::roster::Roster::wipe);
        }
        self.known = OpId(0);
        self.publish(false);
    }

    /// After a fault in the middle of a command: the book is closed without another look at it,
    /// which rolls back what was half done.
    pub(super) fn give_up(&mut self) {
        *lock(&self.board.job) = None;
        self.stop_watching();
        let workspace = self.workspace.take();
        let place = workspace.map(|workspace| workspace.book().path().to_owned());
        self.list.change(crate::roster::Roster::wipe);
        self.known = OpId(0);
        self.publish(false);
        if let Some(place) = place {
            self.tell(Event::Left(place));
        }
        self.tell(Event::Failed(BookProblem::Stopped.into()));
    }

    /// Works with the open book, then tells what changed.
    pub(super) fn with<T>(
        &mut self,
        work: impl FnOnce(&mut Workspace) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let workspace = self.workspace.as_mut().ok_or(BookProblem::Closed)?;
        let outcome = work(workspace);
        // After a change that was too large to follow.
        let loaded = self.load();
        self.publish(true);
        let outcome = outcome?;
        loaded?;
        Ok(outcome)
    }

    pub(super) fn begin(&self, job: &Job) -> Reporter {
        *lock(&self.board.job) = Some(job.clone());
        (self.wake)();
        job.reporter(Arc::clone(&self.wake))
    }

    pub(super) fn end(&self) {
        *lock(&self.board.job) = None;
    }

    pub(super) fn tell(&self, event: Event) {
        lock(&self.board.events).push(event);
    }

    /// Makes the snapshot anew, and tells of ops that were committed since the last one.
    fn publish(&mut self, is_complete: bool) {
        let before = Arc::clone(&lock(&self.board.snapshot));
        let mut snapshot = Snapshot {
            revision: before.revision + 1,
            is_complete,
            ..Snapshot::default()
        };
        if let Some(workspace) = &self.workspace {
            let path = workspace.book().path().to_owned();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            snapshot.book = Some(BookInfo {
                name: name.into_owned(),
                path,
                access: workspace.book().access(),
                is_backup: workspace.book().is_backup(),
            });
            snapshot.vocabulary = Arc::new(workspace.vocabulary().clone());
            snapshot.sent_lists = Arc::clone(workspace.sent_lists());
            let home = workspace.home_country().ok();
            snapshot.recovery = workspace.recovery().unwrap_or_default();
            snapshot.grade = workspace.grade();
            let held = workspace.held_counts().unwrap_or_default();
            let ops = self.new_ops();
            snapshot.newest = Some(self.known);
            snapshot.home = home;
            snapshot.held = held.iter().map(|(_, rows)| rows).sum();
            // Most commands only read, and the log may be long.
            if ops.is_empty() && before.book.is_some() {
                snapshot.undo.clone_from(&before.undo);
                snapshot.redo.clone_from(&before.redo);
            } else {
                (snapshot.undo, snapshot.redo) = self.next_steps();
            }
            if !ops.is_empty() {
                self.outdate_backups();
                self.nudge_watcher();
                let is_of_files = |op: &OpRecord| {
                    use OpKind::{Import, Redo, Undo, Watch};
                    matches!(op.kind, Import | Undo | Redo | Watch)
                };
                if ops.iter().any(is_of_files) {
                    self.read_reports();
                }
            }
            for op in ops {
                if !matches!(op.kind, OpKind::Undo | OpKind::Redo | OpKind::Create) {
                    self.tell(Event::Committed(op));
                }
            }
        }
        *lock(&self.board.snapshot) = Arc::new(snapshot);
    }

    /// What was written into the log since the last time.
    fn new_ops(&mut self) -> Vec<OpRecord> {
        let Some(workspace) = &self.workspace else {
            return Vec::new();
        };
        match workspace.log_after(self.known) {
            Ok(ops) => {
                self.known = ops.last().map_or(self.known, |op| op.id);
                ops
            }
            Err(problem) => {
                self.tell(Event::Failed(problem));
                Vec::new()
            }
        }
    }

    fn next_steps(&self) -> (Option<OpRecord>, Option<OpRecord>) {
        let Some(workspace) = &self.workspace else {
            return (None, None);
        };
        workspace.next_steps().unwrap_or_else(|problem| {
            self.tell(Event::Failed(problem));
            (None, None)
        })
    }
}
