//! The thread that owns the book: commands one after the other, in the order they were given.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Wake;
use super::job::{Job, Reporter};
use super::keys::Opener;
use super::reply::ReplyTo;
use super::safekeeping::Safety;
use super::watching::{Watcher, Watching};
use crate::book::Backup;
use crate::domain::ids::OpId;
use crate::domain::listing::Vocabulary;
use crate::domain::op::{OpKind, OpRecord};
use crate::domain::phone::Region;
use crate::domain::problem::{BookProblem, Problem};
use crate::domain::time::Millis;
use crate::roster::SortKey;
use crate::workspace::keys::RecoveryState;
use crate::workspace::passphrase::Grade;
use crate::workspace::{Access, BookMemory, Passphrase, SentList, SharedList, Workspace};

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

/// Something that everybody may want to know.
#[derive(Debug)]
pub enum Event {
    /// An op of the user was committed, and undo can take it back.
    Committed(OpRecord),
    /// This op was undone.
    Undone(OpRecord),
    /// This op was redone.
    Redone(OpRecord),
    /// A command failed, and the book is as it was before.
    Failed(Problem),
    /// The owner went away, and the book at this place was closed.
    Left(PathBuf),
}

/// The open book as of the last command that ended.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub book: Option<BookInfo>,
    /// Grows with every snapshot: whoever kept something from an older one asks again.
    pub revision: u64,
    pub vocabulary: Arc<Vocabulary>,
    /// The newest entry of the log: what was read while it was another may be outdated.
    pub newest: Option<OpId>,
    /// Where numbers without a country code are at home, once that is known.
    pub home: Option<Region>,
    /// Lists that went out, newest first.
    pub sent_lists: Arc<Vec<SentList>>,
    /// Whether it has a recovery code.
    pub recovery: RecoveryState,
    /// How strong the passphrase was found, where that is known.
    pub grade: Option<Grade>,
    /// How many rows of imported files wait for the owner.
    pub held: u64,
    /// What undo would take back.
    pub undo: Option<OpRecord>,
    /// What redo would bring back.
    pub redo: Option<OpRecord>,
    /// Whether the list is in memory to its end.
    pub is_complete: bool,
}

/// Which book is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookInfo {
    pub path: PathBuf,
    /// The file's name without its ending.
    pub name: String,
    pub access: Access,
    /// It is a backup that is looked into.
    pub is_backup: bool,
}

/// What the thread shares with the window.
struct Board {
    snapshot: Mutex<Arc<Snapshot>>,
    events: Mutex<Vec<Event>>,
    job: Mutex<Option<Job>>,
    safety: Mutex<Arc<Safety>>,
    watching: Mutex<Arc<Watching>>,
    /// Commands that were sent and have not ended.
    waiting: AtomicUsize,
}

type Command = Box<dyn FnOnce(&mut Desk) + Send>;

/// The window's end.
pub(super) struct Worker {
    board: Arc<Board>,
    wake: Wake,
    commands: Option<Arc<Sender<Command>>>,
    thread: Option<JoinHandle<()>>,
}

/// The thread's end: the book and where to say what happened.
pub(super) struct Desk {
    board: Arc<Board>,
    wake: Wake,
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
    lines: u64,
}

/// A way for another thread to have something done by the owner of the book.
pub(super) struct Line {
    board: Arc<Board>,
    commands: Weak<Sender<Command>>,
    number: u64,
}

impl Line {
    /// Has something done, and waits for what comes of it; nothing once nobody listens.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> T + Send + 'static,
    ) -> Option<T> {
        let (to, answer) = std::sync::mpsc::sync_channel(1);
        let number = self.number;
        let command: Command = Box::new(move |desk| {
            if desk.lines == number {
                // Whoever asked may have gone meanwhile.
                to.send(work(desk)).ok();
            }
        });
        self.board.waiting.fetch_add(1, Ordering::AcqRel);
        let sent = (self.commands.upgrade()).is_some_and(|commands| commands.send(command).is_ok());
        if !sent {
            self.board.waiting.fetch_sub(1, Ordering::AcqRel);
        }
        answer.recv().ok()
    }
}

/// What came of a backup in a folder.
pub(super) type Trial = (PathBuf, Result<Backup, Problem>);

impl Worker {
    pub(super) fn start(list: Arc<SharedList>, wake: Wake, memory: BookMemory) -> Self {
        let board = Arc::new(Board {
            snapshot: Mutex::default(),
            events: Mutex::default(),
            job: Mutex::default(),
            safety: Mutex::default(),
            watching: Mutex::default(),
            waiting: AtomicUsize::new(0),
        });
        let (commands, received) = channel::<Command>();
        let commands = Arc::new(commands);
        let mut desk = Desk {
            board: Arc::clone(&board),
            wake: Arc::clone(&wake),
            list,
            workspace: None,
            known: OpId(0),
            memory,
            is_remembered: false,
            safety: Safety::default(),
            backed_up: Millis(0),
            trials: None,
            commands: Arc::downgrade(&commands),
            watching: Watching::default(),
            watcher: None,
            lines: 0,
        };
        let thread = std::thread::Builder::new()
            .name("haobu book".to_owned())
            .spawn(move || {
                for command in received {
                    // A fault in one command must not leave the window waiting for all others.
                    let ended = catch_unwind(AssertUnwindSafe(|| command(&mut desk)));
                    if ended.is_err() {
                        desk.give_up();
                    }
                    desk.board.waiting.fetch_sub(1, Ordering::AcqRel);
                    (desk.wake)();
                }
                desk.close();
            })
            .ok();
        Self {
            board,
            wake,
            commands: Some(commands),
            thread,
        }
    }

    pub(super) fn send(&self, command: impl FnOnce(&mut Desk) + Send + 'static) {
        if let Some(commands) = &self.commands {
            self.board.waiting.fetch_add(1, Ordering::AcqRel);
            // The receiver lives as long as this worker.
            commands.send(Box::new(command)).ok();
        }
    }

    /// Closes the book once what is running is done, from any thread, as long as there is a worker.
    pub(super) fn closer(&self) -> impl Fn() + Send + use<> {
        let board = Arc::clone(&self.board);
        let commands = self.commands.as_ref().map(Arc::downgrade);
        move || {
            let commands = commands.as_ref().and_then(Weak::upgrade);
            if let Some(commands) = commands {
                board.waiting.fetch_add(1, Ordering::AcqRel);
                let leave: Command = Box::new(|desk| {
                    let book = desk.workspace.as_ref().map(Workspace::book);
                    let place = book.map(|book| book.path().to_owned());
                    desk.close();
                    if let Some(place) = place {
                        desk.tell(Event::Left(place));
                    }
                });
                // Nobody may be there any more; then the book is closed.
                commands.send(leave).ok();
            }
        }
    }

    /// Whether every command has ended.
    pub(super) fn is_idle(&self) -> bool {
        self.board.waiting.load(Ordering::Acquire) == 0
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&lock(&self.board.snapshot))
    }

    pub(super) fn events(&self) -> Vec<Event> {
        std::mem::take(&mut *lock(&self.board.events))
    }

    pub(super) fn job(&self) -> Option<Job> {
        lock(&self.board.job).clone()
    }

    pub(super) fn safety(&self) -> Arc<Safety> {
        Arc::clone(&lock(&self.board.safety))
    }

    pub(super) fn watching(&self) -> Arc<Watching> {
        Arc::clone(&lock(&self.board.watching))
    }

    pub(super) fn wake(&self) -> Wake {
        Arc::clone(&self.wake)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(job) = self.job() {
            job.cancel();
        }
        // The thread ends once it has done everything that was asked of it.
        self.commands = None;
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported by its own thread.
            thread.join().ok();
        }
    }
}

impl Desk {
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
        Line {
            board: Arc::clone(&self.board),
            commands: Weak::clone(&self.commands),
            number: self.lines,
        }
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
    fn give_up(&mut self) {
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_fault_in_one_command_ends_with_the_book_closed_and_said() {
        let (woken, wakes) = channel();
        let wake: Wake = Arc::new(move || woken.send(()).unwrap_or_default());
        let worker = Worker::start(Arc::default(), wake, BookMemory::default());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        let place = path.clone();
        worker.send(move |desk| {
            let key = crate::book::Key::random().unwrap();
            let book = crate::book::Book::create(&place, &key, Millis(1)).unwrap();
            desk.take_over(Workspace::over(book).unwrap());
        });
        worker.send(|_| panic!("a fault that the test makes"));
        let (answered, answer) = channel();
        worker.send(move |desk| answered.send(desk.workspace.is_some()).unwrap());
        assert_eq!(answer.recv(), Ok(false));
        while !worker.is_idle() {
            wakes.recv().unwrap();
        }
        let events = worker.events();
        assert!(
            matches!(
                events.as_slice(),
                [
                    Event::Left(left),
                    Event::Failed(Problem::Book(BookProblem::Stopped))
                ] if *left == path
            ),
            "{events:?}"
        );
        assert!(worker.snapshot().book.is_none());
    }
}
