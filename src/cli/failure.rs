//! How a command can end, and the exit code of each end.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::Console;
use unicode_width::UnicodeWidthStr as _;

use crate::domain::problem::{
    BookProblem, ExportProblem, FilterProblem, ImportProblem, KeyProblem, Problem,
};
use crate::i18n::{filter_fault, sentence};
use crate::text;

/// The ends of a command. The discriminants are the exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    Done = 0,
    Failed = 1,
    BadArguments = 2,
    SomeRejected = 3,
    /// Wrong passphrase or damaged book.
    NotOpened = 4,
}

/// Why a command did not do its work.
#[derive(Debug)]
pub enum Failure {
    Problem(Problem),
    /// A problem with a file that the problem itself does not name.
    In(PathBuf, Problem),
    /// A fault of the filter, with the filter's text.
    Filter(String, FilterProblem),
    /// Said already in the user's language.
    Told(Outcome, String),
    Output(io::Error),
    Input(io::Error),
}

impl Outcome {
    fn of(problem: &Problem) -> Self {
        match problem {
            Problem::Book(
                BookProblem::EmptyFile
                | BookProblem::CutFile
                | BookProblem::PlainDatabase
                | BookProblem::ForeignFile
                | BookProblem::WrongPassphraseOrDamaged
                | BookProblem::BadPassphrase
                | BookProblem::Damaged
                | BookProblem::NotABackup
                | BookProblem::BackupDamaged
                | BookProblem::NotABook,
            )
            | Problem::Key(
                KeyProblem::WordCount { .. }
                | KeyProblem::UnknownWord { .. }
                | KeyProblem::MistypedCode
                | KeyProblem::OtherCode,
            ) => Self::NotOpened,
            Problem::Import(
                ImportProblem::UnknownEncoding { .. }
                | ImportProblem::BadDelimiter { .. }
                | ImportProblem::UnknownSheet { .. }
                | ImportProblem::UnknownColumn { .. }
                | ImportProblem::UnknownField { .. }
                | ImportProblem::UnknownPreset { .. }
                | ImportProblem::UnknownCountry { .. },
            )
            | Problem::Export(
                ExportProblem::UnknownFormat { .. } | ExportProblem::UnknownColumn { .. },
            )
            | Problem::Filter(_) => Self::BadArguments,
            Problem::Book(_)
            | Problem::Import(_)
            | Problem::Export(_)
            | Problem::Edit(_)
            | Problem::Key(_)
            | Problem::File { .. }
            | Problem::Cancelled => Self::Failed,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Failure {
    /// Adds the filter's text, so that the place of a fault in it can be shown.
    pub(super) fn in_filter(self, text: Option<&str>) -> Self {
        match (self, text) {
            (Self::Problem(Problem::Filter(problem)), Some(text)) => {
                Self::Filter(text.to_owned(), problem)
            }
            (failure, _) => failure,
        }
    }

    /// Says on the error stream what went wrong.
    pub(super) fn report(&self, console: &mut Console<'_>) -> Outcome {
        let language = console.language;
        let (outcome, said) = match self {
            Self::Problem(problem) => (Outcome::of(problem), sentence(language, problem)),
            Self::In(path, problem) => {
                let said = text!(
                    language,
                    "error-about",
                    path = path.display().to_string(),
                    sentence = sentence(language, problem)
                );
                console.say(&said);
                return Outcome::of(problem);
            }
            Self::Filter(filter, problem) => {
                let said = filter_fault(language, &problem.kind);
                console.say(&text!(language, "error", sentence = said));
                console.say(&format!("  {filter}\n  {}", marked(filter, problem)));
                return Outcome::BadArguments;
            }
            Self::Told(outcome, said) => (*outcome, said.clone()),
            Self::Output(error) => {
                let said = sentence(language, &Problem::file("-", error));
                (Outcome::Failed, said)
            }
            Self::Input(_) => (Outcome::Failed, text!(language, "input-failed")),
        };
        console.say(&text!(language, "error", sentence = said));
        outcome
    }
}

/// A line that marks the faulty place of a filter when it stands below it.
fn marked(filter: &str, problem: &FilterProblem) -> String {
    let start = problem.span.start.min(filter.len());
    let before = filter.get(..start).unwrap_or_default().width();
    let inside = filter.get(start..problem.span.end).unwrap_or_default();
    format!(
        "{}{}",
        " ".repeat(before),
        "^".repeat(inside.width().max(1))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::{FilterProblemKind, Span};

    #[test]
    fn the_faulty_place_is_marked() {
        let check = |filter: &str, start: usize, end: usize, expected: &str| {
            let problem = FilterProblem {
                span: Span { start, end },
                kind: FilterProblemKind::MissingValue,
            };
            assert_eq!(marked(filter, &problem), expected, "{filter}");
        };
        check("city: vip", 0, 5, "^^^^^");
        check("城市:深圳 tga:x", 14, 17, "          ^^^");
        check("city:", 5, 5, "     ^");
        check("x", 9, 12, " ^");
    }
}
