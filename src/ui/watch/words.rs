//! What became of files, and how the folder is, in words.

use std::path::PathBuf;

use crate::domain::problem::{FileProblem, Problem};
use crate::i18n::{self, Language, count, file_fault};
use crate::text;
use crate::ui::transfer::{brought, or_nothing};
use crate::workspace::Watching;
use crate::workspace::watch::{Counted, WatchEnd, WatchReport};

/// How the folder is now.
pub fn status(language: Language, watching: &Watching) -> String {
    if watching.unfinished > 0 {
        let files = u64::try_from(watching.unfinished).unwrap_or(u64::MAX);
        text!(
            language,
            "watch-unfinished",
            n = files,
            count = count(files)
        )
    } else if watching.problem.is_some() {
        text!(language, "watch-closed")
    } else if !watching.waiting.is_empty() {
        text!(language, "watch-on")
    } else {
        text!(language, "watch-quiet")
    }
}

/// What is said at the foot of other screens, if anything.
pub fn offer(language: Language, watching: &Watching) -> Option<String> {
    let files = u64::try_from(watching.waiting.len()).unwrap_or(u64::MAX);
    if files > 0 {
        return Some(text!(
            language,
            "watch-offer",
            n = files,
            count = count(files)
        ));
    }
    let is_wrong = watching.problem.is_some() || watching.refused.is_some();
    is_wrong.then(|| text!(language, "watch-offer-wrong"))
}

/// A file that may not be read.
pub fn unreadable(language: Language, name: &str, kind: FileProblem) -> String {
    let path = PathBuf::from(name);
    i18n::sentence(language, &Problem::File { path, kind })
}

/// How a file ended.
pub fn end(language: Language, report: &WatchReport) -> String {
    match &report.end {
        WatchEnd::Imported(counted) => counts(language, counted),
        WatchEnd::ByHand(counted) => {
            text!(language, "watch-by-hand", what = counts(language, counted))
        }
        WatchEnd::Waiting(_) => text!(language, "watch-waited"),
        WatchEnd::Failed(fault) => file_fault(language, &report.file_name, fault),
        WatchEnd::LeftOut => text!(language, "watch-left-out"),
    }
}

fn counts(language: Language, counted: &Counted) -> String {
    let mut said = brought(language, &counted.buckets);
    if !counted.left_out.is_empty() {
        let files = u64::try_from(counted.left_out.len()).unwrap_or(u64::MAX);
        said.push(text!(
            language,
            "sweep-left-out",
            n = files,
            count = count(files)
        ));
    }
    or_nothing(language, said)
}
