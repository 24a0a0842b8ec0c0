//! The command line: the same work as the window, for automation and for tests.
//!
//! Names, shapes and exit codes are a contract: 0 done, 1 failed, 2 bad arguments, 3 done but some
//! rows were rejected, 4 wrong passphrase or damaged book. Results go to the standard output,
//! everything else to the standard error.

mod args;
mod backup;
mod book;
mod check;
mod console;
mod export;
mod failure;
mod import;
mod list;
mod log;
mod new;
mod passphrase;
mod phone;
mod progress;
mod recover;
mod sample;
mod stats;
mod table;
mod undo;
mod usage;
mod watch;
mod window;

use std::ffi::OsString;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

pub use args::{Command, command};
pub use console::Console;
pub use failure::{Failure, Outcome};
pub use window::{NoWindow, WindowStart};

use crate::i18n::Language;
use crate::workspace::{read_apart, read_if_asked};

/// How this process goes on.
#[derive(Debug)]
pub enum Start {
    /// The command is done.
    Done(ExitCode),
    /// The caller is to open the window.
    Window(WindowStart),
}

/// Runs the command this process was started with, or says which window it was started for.
pub fn start() -> Start {
    crate::workspace::hygiene::forbid_core_dumps();
    turn_size_limit_into_error();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // Whatever else this is started for, files of strangers are read by a process of their own.
    if let Some(is_read) = read_if_asked(&arguments) {
        return Start::Done(ExitCode::from(u8::from(!is_read)));
    }
    if let Ok(program) = std::env::current_exe() {
        read_apart(&program);
    }
    turn_size_limit_into_error();
    if let Some(window) = WindowStart::read(&arguments) {
        return Start::Window(window);
    }
    match run(arguments, &mut console()) {
        Ended::Command(outcome) => Start::Done(outcome.into()),
        Ended::Window(window) => Start::Window(window),
    }
}

/// Says why the window that [`start`] asked for could not be opened.
pub fn explain_no_window(problem: &NoWindow) -> ExitCode {
    window::explain(problem, &mut console()).into()
}

/// The streams of this process.
fn console() -> Console<'static> {
    let stdout = std::io::stdout();
    // People see each line as it comes; for files and pipes large writes are faster.
    let out: Box<dyn Write> = if stdout.is_terminal() {
        Box::new(stdout)
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, stdout))
    };
    let mut console = Console::new(
        Language::of_environment(),
        Box::new(std::io::stdin().lock()),
        out,
        Box::new(std::io::stderr()),
    );
    console.show_progress = std::io::stderr().is_terminal();
    console
}

/// How arguments ended.
enum Ended {
    Command(Outcome),
    Window(WindowStart),
}

/// Runs a command as `haobu ARGUMENTS…` would, the program's name first.
fn run<I, T>(arguments: I, console: &mut Console<'_>) -> Ended
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let done = match args::parse(arguments, console.language) {
        Ok(command) => dispatch(command, console),
        Err(error) => usage::show(&error, console).map(Ended::Command),
    };
    let flushed = console.flush();
    match done.and_then(|ended| flushed.map(|()| ended)) {
        Ok(ended) => ended,
        // Whoever read our output has seen enough.
        Err(_) if console.reader_is_gone() => Ended::Command(Outcome::Done),
        Err(failure) => Ended::Command(failure.report(console)),
    }
}

/// Where the system limits the size of files (`ulimit -f`), the signal it sends would kill this
/// process in the middle of a write and without a word. With a handler, whatever it does, the write
/// fails like on a full disk: it is rolled back and explained.
#[cfg(unix)]
fn turn_size_limit_into_error() {
    let handled = std::sync::Arc::default();
    // Without the handler the program works all the same, as long as nobody limits it.
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, handled).ok();
}

/// Only Unix has such a limit.
#[cfg(not(unix))]
fn turn_size_limit_into_error() {}

fn dispatch(command: Command, console: &mut Console<'_>) -> Result<Ended, Failure> {
    let outcome = match command {
        Command::Demo => return Ok(Ended::Window(WindowStart::sample())),
        Command::New(args) => new::run(&args, console),
        Command::Import(args) => import::run(&args, console),
        Command::List(args) => list::run(&args, console),
        Command::Export(args) => export::run(&args, console),
        Command::Stats(args) => stats::run(&args, console),
        Command::Undo(args) => undo::undo(&args, console),
        Command::Redo(args) => undo::redo(&args, console),
        Command::Log(args) => log::run(&args, console),
        Command::Check(args) => check::run(&args, console),
        Command::Passphrase(args) => passphrase::run(&args, console),
        Command::Recover(args) => recover::run(&args, console),
        Command::Backup(args) => backup::run(&args, console),
        Command::Restore(args) => backup::restore(&args, console),
        Command::Verify(args) => check::verify(&args, console),
        Command::Phone(args) => phone::run(&args, console),
        Command::Sample(args) => sample::run(&args, console),
    }?;
    Ok(Ended::Command(outcome))
}
