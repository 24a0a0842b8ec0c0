//! Arguments become a window or a command.

use std::process::ExitCode;
use std::time::Instant;

use haobu::cli::{self, NoWindow, Start, WindowStart};
use haobu::ui::{self, Launch, Opening, WindowProblem};

fn main() -> ExitCode {
    let started = Instant::now();
    match cli::start() {
        Start::Done(code) => code,
        Start::Window(window) => open(window, started),
    }
}

fn open(window: WindowStart, started: Instant) -> ExitCode {
    let opening = match window.file {
        _ if window.sample => Opening::Sample,
        Some(file) => Opening::File(file),
        None => Opening::Nothing,
    };
    let mut launch = Launch::new(opening);
    launch.language = window.language;
    if window.sample {
        launch.on_ready = Some(Box::new(move |rows| {
            eprintln!("ready rows={rows} ms={}", started.elapsed().as_millis());
        }));
    }
    match ui::run(launch) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => cli::explain_no_window(&match problem {
            WindowProblem::NoDisplay => NoWindow::NoDisplay,
            WindowProblem::Graphics(said) => NoWindow::Graphics(said),
        }),
    }
}
