//! What is said of backups and of the file: one sentence for each state and each warning.

use std::path::Path;

use crate::domain::problem::{FileProblem, Problem};
use crate::i18n::{Language, clock, count, date_time, local_day, sentence};
use crate::text;
use crate::ui::AppContext;
use crate::workspace::{BackupFolder, ConflictCopy, Standing, Warning};

/// For the bar at the foot: whether all that is in the book is backed up, and since when. Said only
/// of backups that were restored for trial.
pub fn status(app: &AppContext<'_>) -> Option<String> {
    let language = app.language;
    let book = app.snapshot.book.as_ref()?;
    if book.is_backup {
        return Some(text!(language, "backups-status-inside"));
    }
    let safety = app.session.safety();
    if safety.is_backing_up {
        return Some(text!(language, "backups-status-running"));
    }
    let failed = safety.folders.iter().any(|folder| folder.problem.is_some());
    match safety.last_backup() {
        _ if failed => Some(text!(language, "backups-status-failed")),
        Some((made, true)) => {
            let when = if local_day(made) == app.today {
                clock(made)
            } else {
                date_time(made)
            };
            Some(text!(language, "backups-status-done", when = when))
        }
        Some((made, false)) => {
            let when = date_time(made);
            Some(text!(language, "backups-status-changed", when = when))
        }
        None => None,
    }
}

/// How a folder stands.
pub fn folder(language: Language, folder: &BackupFolder) -> String {
    if let Some(problem) = &folder.problem {
        if let Problem::File {
            kind: FileProblem::Missing | FileProblem::NoFolder,
            ..
        } = **problem
        {
            return text!(language, "backups-folder-missing");
        }
        return sentence(language, problem);
    }
    let number = folder.backups.len();
    let number = count(u64::try_from(number).unwrap_or(u64::MAX));
    if folder.is_current {
        text!(language, "backups-folder-current", count = number)
    } else {
        text!(language, "backups-folder-behind", count = number)
    }
}

/// What the owner should know about the file, and what to do.
pub fn warning(language: Language, warning: &Warning) -> String {
    match warning {
        Warning::OpenElsewhere { host, since } => text!(
            language,
            "backups-warn-elsewhere",
            host = host.as_str(),
            since = date_time(*since)
        ),
        Warning::SaltHealed => text!(language, "backups-warn-healed"),
        Warning::SaltDamaged => text!(language, "backups-warn-damaged"),
        Warning::OlderThanSeen { by, seen } => {
            let by = *by;
            let seen = date_time(*seen);
            text!(
                language,
                "backups-warn-older",
                n = by,
                steps = count(by),
                seen = seen
            )
        }
        Warning::OtherThanSeen { seen } => {
            text!(language, "backups-warn-other", seen = date_time(*seen))
        }
        Warning::ConflictCopies(copies) => {
            let copies: Vec<String> = copies.iter().map(|found| copy(language, found)).collect();
            let found = copies.join("\n");
            text!(language, "backups-warn-copies", found = found)
        }
        Warning::ClockWentBack { seen } => {
            text!(language, "backups-warn-clock", seen = date_time(*seen))
        }
    }
}

fn copy(language: Language, copy: &ConflictCopy) -> String {
    let name = file_name(&copy.path);
    match copy.standing {
        Some(Standing::Same) => text!(language, "backups-copy-same", name = name),
        Some(Standing::Newer { by }) => {
            text!(
                language,
                "backups-copy-older",
                name = name,
                n = by,
                steps = count(by)
            )
        }
        Some(Standing::Older { by }) => {
            text!(
                language,
                "backups-copy-newer",
                name = name,
                n = by,
                steps = count(by)
            )
        }
        Some(Standing::Diverged | Standing::Unrelated) => {
            text!(language, "backups-copy-other", name = name)
        }
        None if copy.is_under_earlier_key => {
            text!(language, "backups-copy-earlier", name = name)
        }
        None => text!(language, "backups-copy-closed", name = name),
    }
}

/// The last part of a path.
pub fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
