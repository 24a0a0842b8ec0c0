//! Watched folders: files that arrive there come in by themselves, with the settings that are
//! remembered for such files, each once, and the owner is told what became of every one.
//!
//! [`Folder`] looks at the disk and knows when a file has arrived whole. [`examine`] looks into the
//! file, in a process of its own. [`Workspace::receive`] decides: brought in, waits for the owner,
//! failed. All three are as good for a window's thread as for a command.

mod details;
mod folder;
mod receive;

pub use crate::book::Watched;
pub use crate::domain::watch::{WaitReason, WatchOutcome};
pub use details::{Counted, WatchEnd, WatchReport};
pub use folder::{Arrival, Folder, Looked, STILL};
pub(super) use receive::{ByHand, note_by_hand};
pub use receive::{Dealt, Examined, Terms, examine};

use std::collections::HashSet;

use super::{OpState, Workspace, now};
use crate::book::{NewOp, NewWatched};
use crate::domain::ids::OpId;
use crate::domain::op::OpKind;
use crate::domain::problem::Problem;

/// So many reports are shown at most.
pub const MOST_REPORTS: usize = 500;

impl Workspace {
    /// What became of files, newest first.
    ///
    /// # Errors
    /// What the book says.
    pub fn watch_reports(&self) -> Result<Vec<WatchReport>, Problem> {
        let files = self.book.watched_files(MOST_REPORTS)?;
        let mut reports: Vec<WatchReport> = files.into_iter().map(WatchReport::of).collect();
        if reports.iter().any(|report| report.op.is_some()) {
            let history = self.history()?.into_iter();
            let undone: HashSet<OpId> = history
                .filter(|entry| entry.state == OpState::Undone)
                .map(|entry| entry.record.id)
                .collect();
            for report in &mut reports {
                report.is_undone = report.op.is_some_and(|op| undone.contains(&op));
            }
        }
        Ok(reports)
    }

    /// The owner does not want a file that waits.
    ///
    /// # Errors
    /// What the book says.
    pub fn leave_file_out(&mut self, name: &str, hash: &[u8]) -> Result<(), Problem> {
        self.note_file(&NewWatched {
            file_name: name,
            hash,
            outcome: WatchOutcome::LeftOut,
            details: &WatchEnd::LeftOut.to_text(),
        })
    }

    /// Keeps what became of a file that changed nothing.
    fn note_file(&mut self, file: &NewWatched<'_>) -> Result<(), Problem> {
        let op = NewOp::new(OpKind::Watch, now()).about(file.outcome.word());
        self.book.note(&op, |tx| tx.keep_watched(file))
    }
}
