//! What a window works with: a thread that owns the book, one that answers questions about the
//! list, and what both have to say, without the window ever waiting for either.
//!
//! Commands and jobs go to the owner of the book in the order they were given, and none is lost.
//! Questions go to the list, and only the latest to each place counts. Answers go to whoever asked
//! ([`Reply`], [`Latest`]); what concerns everybody is an [`Event`] or part of the [`Snapshot`].

mod desk;
mod job;
mod keys;
mod queries;
mod reply;
mod safekeeping;
mod watching;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use job::Job;
pub use keys::KeyRequest;
pub use queries::Latest;
pub use reply::Reply;
pub use safekeeping::{BackupFolder, MOST_FOLDERS, Safety, Warning};
pub use watching::{WaitingFile, Watching};
pub use worker::{BookInfo, Event, Snapshot};

use super::passphrase::Grade;
use super::{BookMemory, KdfProfile, Passphrase, Progress, SharedList, Workspace, now};
use crate::book::Restored;
use crate::domain::problem::Problem;
use crate::roster::Roster;
use desk::Desk;
use queries::Queries;
use reply::reply;
use worker::Worker;

/// Tells the window that there is something new to show.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A book that is open or not, and the threads behind it.
pub struct Session {
    list: Arc<SharedList>,
    queries: Queries,
    worker: Worker,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

impl Session {
    /// Starts both threads, without a book.
    pub fn start(wake: Wake) -> Self {
        Self::start_remembering(wake, BookMemory::default())
    }

    /// As [`Session::start`], with what this computer remembers of books. Those that are opened are
    /// backed up by themselves.
    pub fn start_remembering(wake: Wake, memory: BookMemory) -> Self {
        let list: Arc<SharedList> = Arc::default();
        Self {
            queries: Queries::start(Arc::clone(&list), Arc::clone(&wake)),
            worker: Worker::start(Arc::clone(&list), wake, memory),
            list,
        }
    }

    /// The list, for what is in view.
    pub fn list(&self) -> &SharedList {
        &self.list
    }

    /// The book and what can be done with it, as of the last command that ended.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.worker.snapshot()
    }

    /// What happened since the last time.
    pub fn events(&self) -> Vec<Event> {
        self.worker.events()
    }

    /// Whether nothing is on its way: all commands have ended and all questions are answered.
    pub fn is_idle(&self) -> bool {
        self.worker.is_idle() && self.queries.is_idle()
    }

    /// The long work that is running now.
    pub fn job(&self) -> Option<Job> {
        self.worker.job()
    }

    /// Asks the list; of several questions to one place only the latest is answered.
    pub fn ask<A: Send + Sync + 'static>(
        &self,
        place: &Latest<A>,
        question: impl FnOnce(&Roster) -> A + Send + 'static,
    ) {
        self.queries.ask(place, question);
    }

    /// Makes a new book, opens it, and answers once it is open. `grade` is how strong the passphrase
    /// was found.
    pub fn create(
        &self,
        path: &Path,
        passphrase: Passphrase,
        profile: KdfProfile,
        grade: Option<Grade>,
    ) -> Reply<Result<(), Problem>> {
        let (to, answer) = reply();
        let path = path.to_owned();
        self.worker.send(move |desk| {
            let opened = super::create(&path, &passphrase, profile)
                .and_then(|()| desk.open(&path, &passphrase));
            if let (Some(workspace), Some(grade)) = (&desk.workspace, grade) {
                // Costs no more than a line of the checklist.
                workspace.note_grade(grade).ok();
            }
            desk.answer_and_load(to, opened);
        });
        answer
    }

    /// Opens a book. Answers once it is open; the list fills in behind.
    pub fn open(&self, path: &Path, passphrase: Passphrase) -> Reply<Result<(), Problem>> {
        let (to, answer) = reply();
        let path = path.to_owned();
        self.worker.send(move |desk| {
            let opened = desk.open(&path, &passphrase);
            desk.answer_and_load(to, opened);
        });
        answer
    }

    /// Opens what `make` makes, as [`Session::open`].
    pub fn open_with(
        &self,
        make: impl FnOnce() -> Result<Workspace, Problem> + Send + 'static,
    ) -> Reply<Result<(), Problem>> {
        let (to, answer) = reply();
        self.worker.send(move |desk| {
            let opened = make().map(|workspace| desk.take_over(workspace));
            desk.answer_and_load(to, opened);
        });
        answer
    }

    /// Stops what is running, closes the book and wipes the list.
    pub fn close(&self) {
        if let Some(job) = self.job() {
            job.cancel();
        }
        self.worker.send(Desk::close);
    }

    /// What closes the book and wipes the list from any thread, once what is running is done: an
    /// owner who goes away wants to find it done.
    pub fn closer(&self) -> impl Fn() + Send + use<> {
        self.worker.closer()
    }

    /// Runs a command whose outcome everybody sees: a change becomes [`Event::Committed`], a
    /// failure [`Event::Failed`].
    pub fn run(&self, work: impl FnOnce(&mut Workspace) -> Result<(), Problem> + Send + 'static) {
        self.worker.send(move |desk| {
            if let Err(problem) = desk.with(work) {
                desk.tell(Event::Failed(problem));
            }
        });
    }

    /// Runs a command or reads from the book; the asker gets what comes out, failures too.
    pub fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Workspace) -> Result<T, Problem> + Send + 'static,
    ) -> Reply<Result<T, Problem>> {
        let (to, answer) = reply();
        self.worker.send(move |desk| {
            let outcome = desk.with(work);
            to.send(outcome);
        });
        answer
    }

    /// Runs long work that can be watched and stopped.
    pub fn start_job<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Workspace, &dyn Progress) -> Result<T, Problem> + Send + 'static,
    ) -> Reply<Result<T, Problem>> {
        self.start_watched(work).1
    }

    /// As [`Session::start_job`], with the job itself: it can be stopped before its turn comes.
    pub fn start_watched<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Workspace, &dyn Progress) -> Result<T, Problem> + Send + 'static,
    ) -> (Job, Reply<Result<T, Problem>>) {
        self.start_after(work, |_| ())
    }

    /// As [`Session::start_watched`], for work that changes much: where the book was changed since
    /// the last backup, one is begun before.
    pub fn start_large<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Workspace, &dyn Progress) -> Result<T, Problem> + Send + 'static,
    ) -> (Job, Reply<Result<T, Problem>>) {
        self.start_after(work, |desk| desk.back_up(false))
    }

    fn start_after<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Workspace, &dyn Progress) -> Result<T, Problem> + Send + 'static,
        before: impl FnOnce(&mut Desk) + Send + 'static,
    ) -> (Job, Reply<Result<T, Problem>>) {
        let (to, answer) = reply();
        let job = Job::new();
        let watched = job.clone();
        self.worker.send(move |desk| {
            before(desk);
            let reporter = desk.begin(&job);
            // It may have been stopped before its turn came.
            let outcome = if reporter.at(0, None) {
                desk.with(|workspace| work(workspace, &reporter))
            } else {
                Err(Problem::Cancelled)
            };
            desk.end();
            to.send(outcome);
        });
        (watched, answer)
    }

    /// Runs long work that needs no book on a thread of its own, to be watched and stopped.
    pub fn start_apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Progress) -> Result<T, Problem> + Send + 'static,
    ) -> (Job, Reply<Result<T, Problem>>) {
        let (to, answer) = reply();
        let job = Job::new();
        let wake = self.worker.wake();
        let reporter = job.reporter(Arc::clone(&wake));
        std::thread::spawn(move || {
            to.send(work(&reporter));
            wake();
        });
        (job, answer)
    }

    /// How safe the open book is.
    pub fn safety(&self) -> Arc<Safety> {
        self.worker.safety()
    }

    /// Backs the open book up now, to every folder.
    pub fn back_up(&self) {
        self.worker.send(|desk| desk.back_up(true));
    }

    /// From now on backups of the open book go to these folders; to the one beside it when there
    /// are none.
    pub fn back_up_to(&self, folders: Vec<PathBuf>) {
        self.worker.send(
            move |desk| match desk.remember(|known| known.folders = folders) {
                Ok(()) => desk.back_up(false),
                Err(problem) => desk.tell(Event::Failed(problem)),
            },
        );
    }

    /// What is known of the watched folder, and what became of its files.
    pub fn watching(&self) -> Arc<Watching> {
        self.worker.watching()
    }

    /// From now on files that arrive in this folder come in by themselves; none do without one.
    pub fn watch(&self, folder: Option<PathBuf>) {
        self.worker.send(move |desk| {
            if let Err(problem) = desk.watch_folder(folder) {
                desk.tell(Event::Failed(problem));
            }
        });
    }

    /// Does not bring in a file that waits, now or ever.
    pub fn leave_out(&self, file: &WaitingFile) {
        let (name, hash) = (file.name.clone(), file.hash.clone());
        self.worker.send(move |desk| {
            if let Err(problem) = desk.leave_out(&name, &hash) {
                desk.tell(Event::Failed(problem));
            }
        });
    }

    /// Puts the book of a backup in the place of the open one, which is kept beside it, and opens
    /// it.
    pub fn restore(&self, backup: &Path) -> Reply<Result<Restored, Problem>> {
        let (to, answer) = reply();
        let backup = backup.to_owned();
        let job = Job::new();
        self.worker.send(move |desk| {
            let reporter = desk.begin(&job);
            let restored = desk.restore(&backup, &reporter);
            desk.end();
            desk.load_and_publish();
            // The newest backup holds what was replaced.
            desk.back_up(false);
            to.send(restored);
        });
        answer
    }

    /// The owner has looked into a backup: that is asked for again in 90 days.
    pub fn rehearsed(&self) {
        self.worker.send(|desk| {
            if let Err(problem) = desk.remember(|known| known.rehearsed = now()) {
                desk.tell(Event::Failed(problem));
            }
        });
    }

    /// Takes the newest op back.
    pub fn undo(&self) {
        self.worker.send(|desk| match desk.with(Workspace::undo) {
            Ok(op) => desk.tell(Event::Undone(op)),
            Err(problem) => desk.tell(Event::Failed(problem)),
        });
    }

    /// Brings the op that was undone last back.
    pub fn redo(&self) {
        self.worker.send(|desk| match desk.with(Workspace::redo) {
            Ok(op) => desk.tell(Event::Redone(op)),
            Err(problem) => desk.tell(Event::Failed(problem)),
        });
    }

    /// Waits on a thread of its own for something that ends when it likes, a file dialog for one.
    pub fn wait_for<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> Reply<T> {
        let (to, answer) = reply();
        let wake = self.worker.wake();
        std::thread::spawn(move || {
            to.send(pollster::block_on(future));
            wake();
        });
        answer
    }
}
