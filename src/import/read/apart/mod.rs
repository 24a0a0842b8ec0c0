//! Reading in a process apart: whatever a file does to its reader, the window and the book live on.
//!
//! The reader is this same program, started with [`WORD`]. It sends records in chunks, and no more
//! than [`AHEAD`] of them before they are asked for, so that reading can stop anywhere, and goes on
//! while what it sent is being worked with.

mod child;
mod limits;
mod wire;

use std::ffi::{OsStr, OsString};
use std::io::{BufReader, Read as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::bundle::Contents;
use super::sheet::ErrorCells;
use super::{Answer, Record};
use crate::domain::problem::{ImportProblem, Problem};
use crate::import::file::Layout;
use crate::import::options::ImportOptions;
use wire::{AHEAD, CHUNK, Chunk, Order, Request};

/// The argument that makes this program a reader.
const WORD: &str = "__read";

/// The program to be started, once it is known; without one, files are read where they are asked
/// for, as tests of single readers want it.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Reads every file from now on in processes of this program, whose `main` must begin with
/// [`read_if_asked`].
pub fn read_apart(program: &Path) {
    // A second call would only say the same.
    PROGRAM.set(program.to_owned()).ok();
}

/// Does the work of a reader, if that is what this process was started for; how it ended.
pub fn read_if_asked(arguments: &[OsString]) -> Option<bool> {
    let asked = arguments.get(1).map(OsString::as_os_str) == Some(OsStr::new(WORD));
    asked.then(|| {
        arguments
            .get(2)
            .is_some_and(|path| child::serve(Path::new(path)).is_ok())
    })
}

/// A reader is about to look into one of several files: it has the time of one for it, and says
/// which it is, so that the others come in even if it does not survive that.
pub(super) fn at_file(name: &str) {
    if limits::are_set() {
        // Whoever may not change the limit has the time that is left, and whoever cannot speak any
        // more is not listened to.
        limits::allow_more().ok();
        child::say_at(name).ok();
    }
}

/// A file that is read by another process.
pub(in crate::import) struct Apart {
    path: PathBuf,
    request: Request,
    opened: wire::Opened,
    contents: Option<Contents>,
    /// Nothing after the reader has died; the next one who asks starts another.
    link: Mutex<Option<Link>>,
}

/// The two pipes to a reader.
struct Link {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl std::fmt::Debug for Apart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Apart").finish_non_exhaustive()
    }
}

impl Apart {
    /// Opens the file in another process; nothing where there is no program for that.
    pub(super) fn open(path: &Path, options: &ImportOptions) -> Option<Result<Self, Problem>> {
        let program = PROGRAM.get()?;
        let mut request = Request::of(options);
        Some(loop {
            match Link::start(program, path, &request) {
                Ok((link, mut opened)) => {
                    break Ok(Self {
                        path: path.to_owned(),
                        request,
                        contents: opened.take_contents(),
                        opened,
                        link: Mutex::new(Some(link)),
                    });
                }
                // The file that it died of stays out, and another reader looks into the rest.
                Err(Dead {
                    at: Some(name),
                    problem: _,
                }) if request.has_room_without(&name) => request.leave_out(name),
                Err(dead) => break Err(dead.problem),
            }
        })
    }

    pub(super) fn layout(&self) -> Layout {
        match &self.contents {
            Some(contents) => contents.layout(),
            None => self.opened.layout(),
        }
    }

    pub(super) const fn contents(&self) -> Option<&Contents> {
        self.contents.as_ref()
    }

    /// Of one file of several.
    pub(super) fn hash(&self, part: usize) -> Option<Vec<u8>> {
        self.opened.hashes.get(part).cloned()
    }

    pub(super) const fn has_serial_dates(&self) -> bool {
        self.opened.has_serial_dates
    }

    pub(super) const fn makes_headers(&self) -> bool {
        self.opened.makes_headers
    }

    /// Hands over every record, in order, until the sink breaks off.
    pub(super) fn each(
        &self,
        errors: ErrorCells,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Problem> {
        let mut place = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        let mut link = if let Some(link) = place.take() {
            link
        } else {
            let program = PROGRAM.get().ok_or(ImportProblem::ReaderStopped)?;
            let started = Link::start(program, &self.path, &self.request);
            started.map_err(|dead| dead.problem)?.0
        };
        let outcome = link.each(&self.path, errors, sink);
        // One that has died or does not speak the language any more is not asked again.
        if !matches!(outcome, Err(Failed::Link)) {
            *place = Some(link);
        }
        outcome.map_err(|failed| match failed {
            Failed::Link => ImportProblem::ReaderStopped.into(),
            Failed::Told(problem) => problem,
        })
    }
}

/// A reader that could not open what it was to open.
struct Dead {
    /// The one of several files that it died of.
    at: Option<String>,
    problem: Problem,
}

impl From<Problem> for Dead {
    fn from(problem: Problem) -> Self {
        Self { at: None, problem }
    }
}

/// Why reading ended early.
enum Failed {
    /// The reader is gone, or says what no reader says.
    Link,
    /// The reader says what is wrong with the file, or the sink does not want more.
    Told(Problem),
}

impl From<std::io::Error> for Failed {
    /// Only pipes to the reader are read and written here.
    fn from(_: std::io::Error) -> Self {
        Self::Link
    }
}

impl Link {
    fn start(program: &Path, path: &Path, request: &Request) -> Result<(Self, wire::Opened), Dead> {
        let mut child = Command::new(program)
            .arg(WORD)
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Problem::file(program, &error))?;
        let (Some(orders), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Problem::from(ImportProblem::ReaderStopped).into());
        };
        widen(&answers);
        let mut link = Self {
            child,
            orders,
            answers: BufReader::with_capacity(1 << 16, answers),
        };
        let mut at = None;
        match link.open(path, request, &mut at) {
            Ok(opened) => Ok((link, opened)),
            Err(Failed::Link) => Err(Dead {
                at,
                problem: ImportProblem::ReaderStopped.into(),
            }),
            Err(Failed::Told(problem)) => Err(problem.into()),
        }
    }

    /// `at` is the one of several files that it says it looks into.
    fn open(
        &mut self,
        path: &Path,
        request: &Request,
        at: &mut Option<String>,
    ) -> Result<wire::Opened, Failed> {
        wire::send(&mut self.orders, request)?;
        self.orders.flush()?;
        loop {
            match wire::receive(&mut self.answers)? {
                wire::Opening::At(name) => *at = Some(name),
                wire::Opening::Done(opened) => {
                    return opened.map_err(|fault| Failed::Told(fault.problem(path)));
                }
            }
        }
    }

    fn each(
        &mut self,
        path: &Path,
        errors: ErrorCells,
        sink: &mut dyn FnMut(Record<'_>) -> Answer,
    ) -> Result<(), Failed> {
        self.order(match errors {
            ErrorCells::Blank => Order::Begin,
            ErrorCells::Named => Order::BeginWithErrors,
        })?;
        let mut chunk = Chunk::new();
        // Chunks on their way: one more each time, so that whoever only wants the head waits for few.
        let mut due = 1;
        loop {
            let is_last = chunk.receive(&mut self.answers)?;
            if !is_last {
                self.order(Order::GoOn)?;
                if due < AHEAD {
                    self.order(Order::GoOn)?;
                    due += 1;
                }
            }
            let answer = chunk.each(sink)?;
            if !matches!(answer, Ok(ControlFlow::Continue(()))) {
                self.stop(is_last, due, &mut chunk)?;
                return answer.map(drop).map_err(Failed::Told);
            }
            if is_last {
                let ended: wire::Told<()> = wire::receive(&mut self.answers)?;
                return ended.map_err(|fault| Failed::Told(fault.problem(path)));
            }
        }
    }

    /// Takes what is on its way, so that the reader can be asked again.
    fn stop(&mut self, mut is_last: bool, due: usize, chunk: &mut Chunk) -> Result<(), Failed> {
        if !is_last {
            self.order(Order::Stop)?;
        }
        for _ in 0..due {
            if is_last {
                break;
            }
            is_last = chunk.receive(&mut self.answers)?;
        }
        if is_last {
            let _ended: wire::Told<()> = wire::receive(&mut self.answers)?;
        }
        Ok(())
    }

    fn order(&mut self, order: Order) -> Result<(), Failed> {
        self.orders.write_all(&[order as u8])?;
        self.orders.flush()?;
        Ok(())
    }
}

/// Makes room for all chunks that may be on their way. Where the system grants less, the reader
/// waits more often.
#[cfg(target_os = "linux")]
fn widen(pipe: &ChildStdout) {
    rustix::pipe::fcntl_setpipe_size(pipe, AHEAD * CHUNK).ok();
}

#[cfg(not(target_os = "linux"))]
const fn widen(_pipe: &ChildStdout) {}

impl Drop for Link {
    fn drop(&mut self) {
        // A reader has nothing to lose.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Reads exactly one byte; nothing at the end.
fn one_byte(from: &mut impl std::io::Read) -> std::io::Result<Option<u8>> {
    let mut byte = [0];
    let read = from.take(1).read(&mut byte)?;
    Ok((read == 1).then_some(byte[0]))
}
