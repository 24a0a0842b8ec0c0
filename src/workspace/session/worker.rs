//! The thread that owns the book: commands one after the other, in the order they were given.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;

use super::Wake;
use super::desk::Desk;
use super::job::Job;
use super::safekeeping::Safety;
use super::watching::Watching;
use crate::domain::ids::OpId;
use crate::domain::listing::Vocabulary;
use crate::domain::op::OpRecord;
use crate::domain::phone::Region;
use crate::domain::problem::Problem;
use crate::workspace::keys::RecoveryState;
use crate::workspace::passphrase::Grade;
use crate::workspace::{Access, BookMemory, SentList, SharedList, Workspace};

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
pub(super) struct Board {
    pub(super) snapshot: Mutex<Arc<Snapshot>>,
    pub(super) events: Mutex<Vec<Event>>,
    pub(super) job: Mutex<Option<Job>>,
    pub(super) safety: Mutex<Arc<Safety>>,
    pub(super) watching: Mutex<Arc<Watching>>,
    /// Commands that were sent and have not ended.
    pub(super) waiting: AtomicUsize,
}

pub(super) type Command = Box<dyn FnOnce(&mut Desk) + Send>;

/// The window's end.
pub(super) struct Worker {
    board: Arc<Board>,
    wake: Wake,
    commands: Option<Arc<Sender<Command>>>,
    thread: Option<JoinHandle<()>>,
}

/// A way for another thread to have something done by the owner of the book.
pub(super) struct Line {
    board: Arc<Board>,
    commands: Weak<Sender<Command>>,
    number: u64,
}

impl Line {
    pub(super) const fn new(
        board: Arc<Board>,
        commands: Weak<Sender<Command>>,
        number: u64,
    ) -> Self {
        Self {
            board,
            commands,
            number,
        }
    }

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
        let mut desk = Desk::new(
            Arc::clone(&board),
            Arc::clone(&wake),
            list,
            memory,
            Arc::downgrade(&commands),
        );
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

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::problem::BookProblem;
    use crate::domain::time::Millis;

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
