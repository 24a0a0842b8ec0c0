//! `haobu import --watch`: a folder is looked at, and files that arrive there come in.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::import::{Args, buckets_json};
use super::{Console, Failure, Outcome};
use crate::domain::problem::{FileFault, ImportProblem, Problem};
use crate::domain::time::Millis;
use crate::i18n::{count, date_time, file_fault, sentence, wait_reason};
use crate::text;
use crate::workspace::watch::{
    Arrival, Dealt, Folder, Looked, Terms, WatchEnd, WatchReport, examine,
};
use crate::workspace::{Access, Progress, Workspace, now};

/// The folder is looked at so often.
const LOOK: Duration = Duration::from_secs(1);
/// So soon somebody who wants it to end is heard.
const LISTEN: Duration = Duration::from_millis(50);

/// One watch while it runs.
struct Watch<'w, 'c> {
    workspace: Workspace,
    folder: Folder,
    terms: Terms,
    args: &'w Args,
    console: &'w mut Console<'c>,
    stop: Stop,
    /// The worst that happened so far.
    outcome: Outcome,
}

/// Whether somebody asked for an end: Ctrl-C, or the system.
#[derive(Clone, Debug, Default)]
struct Stop {
    asked: Arc<AtomicBool>,
}

impl Stop {
    #[cfg(unix)]
    fn listen() -> Self {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let stop = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // Without a handler the system ends the program, which loses nothing either.
            signal_hook::flag::register(signal, Arc::clone(&stop.asked)).ok();
        }
        stop
    }

    /// Elsewhere the system ends the program: what was not committed has not happened.
    #[cfg(not(unix))]
    fn listen() -> Self {
        Self::default()
    }

    fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Progress for Stop {
    fn at(&self, _rows: u64, _share: Option<f64>) -> bool {
        !self.is_asked()
    }
}

pub(super) fn run(
    args: &Args,
    folder: &Path,
    console: &mut Console<'_>,
) -> Result<Outcome, Failure> {
    let folder = Folder::new(folder);
    let terms = args.terms(&folder);
    let workspace = args.book.open(Access::ReadWrite, console)?;
    if !args.once {
        let path = folder.path().display().to_string();
        console.say(&text!(console.language, "watch-begins", path = path));
    }
    let mut watch = Watch {
        workspace,
        folder,
        terms,
        args,
        console,
        stop: Stop::listen(),
        outcome: Outcome::Done,
    };
    watch.all()?;
    Ok(watch.outcome)
}

impl Watch<'_, '_> {
    fn all(&mut self) -> Result<(), Failure> {
        // What is there may still be on its way: it takes two looks to know.
        let mut looks = 0;
        let mut is_gone = false;
        loop {
            let looked = match self.folder.look(now()) {
                Ok(looked) => looked,
                Err(problem) if looks == 0 || self.args.once => return Err(problem.into()),
                // A stick that was pulled out, a server that sleeps: it may come back.
                Err(problem) => {
                    if !std::mem::replace(&mut is_gone, true) {
                        let said = sentence(self.console.language, &problem);
                        self.console.say(&said);
                    }
                    if self.stop.is_asked() {
                        return Ok(());
                    }
                    self.pause();
                    continue;
                }
            };
            is_gone = false;
            looks += 1;
            let unfinished = looked.unfinished;
            self.take(looked)?;
            let is_over = self.args.once && (unfinished == 0 || looks > MOST_LOOKS);
            if is_over || self.stop.is_asked() {
                return Ok(());
            }
            self.pause();
        }
    }

    fn pause(&self) {
        let mut left = LOOK;
        while !left.is_zero() && !self.stop.is_asked() {
            std::thread::sleep(LISTEN);
            left = left.saturating_sub(LISTEN);
        }
    }

    fn take(&mut self, looked: Looked) -> Result<(), Failure> {
        for (name, kind) in looked.unreadable {
            let end = WatchEnd::Failed(FileFault::File(kind));
            self.tell(&name, now(), &end)?;
        }
        for arrival in looked.arrived {
            if self.stop.is_asked() {
                break;
            }
            match self.receive(&arrival) {
                Ok(Some(report)) => self.tell(&arrival.name, report.at, &report.end)?,
                Ok(None) | Err(Problem::Cancelled) => {}
                Err(Problem::Import(ImportProblem::Changed)) => self.folder.again(&arrival.path),
                Err(problem) => return Err(self.args.book.failed(problem)),
            }
        }
        Ok(())
    }

    fn receive(&mut self, arrival: &Arrival) -> Result<Option<WatchReport>, Problem> {
        if self.workspace.dealt_with(&arrival.hash)? == Dealt::Done {
            return Ok(None);
        }
        let home = self.args.country;
        let examined = examine(&arrival.path, &self.terms, home)?;
        let stop = self.stop.clone();
        self.workspace
            .receive(arrival, &examined, &self.terms, &stop)
            .map(Some)
    }

    /// One line for each file.
    fn tell(&mut self, name: &str, at: Millis, end: &WatchEnd) -> Result<(), Failure> {
        self.outcome = worse(self.outcome, end);
        if self.args.json {
            self.console.line(&as_json(name, at, end).to_string())?;
        } else {
            let line = as_words(self.console, name, at, end);
            self.console.line(&line)?;
        }
        // Whoever reads wants to know now.
        self.console.flush()
    }
}

/// Whoever writes for longer than so many looks is left for the next time.
const MOST_LOOKS: usize = 30;

/// 1 for a file that failed; 3 for rows that were rejected, and for files that wait.
fn worse(so_far: Outcome, end: &WatchEnd) -> Outcome {
    let this = match end {
        WatchEnd::Failed(_) => Outcome::Failed,
        WatchEnd::Waiting(_) => Outcome::SomeRejected,
        WatchEnd::Imported(counted)
            if counted.buckets.rejected > 0 || !counted.left_out.is_empty() =>
        {
            Outcome::SomeRejected
        }
        WatchEnd::Imported(_) | WatchEnd::LeftOut | WatchEnd::ByHand(_) => Outcome::Done,
    };
    match (so_far, this) {
        (Outcome::Failed, _) | (_, Outcome::Failed) => Outcome::Failed,
        (Outcome::SomeRejected, _) | (_, Outcome::SomeRejected) => Outcome::SomeRejected,
        _ => Outcome::Done,
    }
}

/// The words of the contract, in its order.
fn as_json(name: &str, at: Millis, end: &WatchEnd) -> Value {
    let mut line = Map::new();
    line.insert("at".to_owned(), json!(at.0));
    line.insert("file".to_owned(), json!(name));
    line.insert("end".to_owned(), json!(end.outcome().word()));
    match end {
        WatchEnd::Imported(counted) | WatchEnd::ByHand(counted) => {
            line.extend(buckets_json(&counted.buckets));
            let rejects = counted.rejects.iter();
            let rejects = rejects.map(|(row, why)| json!({"row": row, "reason": why.word()}));
            line.insert("rejects".to_owned(), rejects.collect());
        }
        WatchEnd::Waiting(why) => {
            line.insert("why".to_owned(), json!(why.word()));
        }
        WatchEnd::Failed(fault) => {
            let why = match fault {
                FileFault::Import(problem) => format!("{problem:?}"),
                FileFault::File(kind) => format!("{kind:?}"),
            };
            line.insert("why".to_owned(), json!(why));
        }
        WatchEnd::LeftOut => {}
    }
    Value::Object(line)
}

fn as_words(console: &Console<'_>, name: &str, at: Millis, end: &WatchEnd) -> String {
    let language = console.language;
    let said = match end {
        WatchEnd::Imported(counted) | WatchEnd::ByHand(counted) => {
            let buckets = &counted.buckets;
            text!(
                language,
                "watch-imported",
                n = buckets.rows,
                rows = count(buckets.rows),
                new = count(buckets.new),
                more = count(buckets.combined + buckets.filled + buckets.updated),
                held = count(buckets.held),
                rejected = count(buckets.rejected)
            )
        }
        WatchEnd::Waiting(why) => wait_reason(language, *why),
        WatchEnd::Failed(fault) => file_fault(language, name, fault),
        WatchEnd::LeftOut => text!(language, "op-did-watch-left-out"),
    };
    [date_time(at).as_str(), name, &said].join("  ")
}
