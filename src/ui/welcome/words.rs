//! What is wrong, in the words of the window: what to do next is a button there, not a command.

use std::path::Path;

use crate::domain::problem::{BookProblem, Problem};
use crate::i18n::{self, Language};
use crate::text;

/// The sentence for a problem with a book or a file.
pub fn explained(language: Language, problem: &Problem) -> String {
    let shown = |path: &Path| path.display().to_string();
    match problem {
        Problem::Book(BookProblem::Missing(path)) => {
            text!(language, "welcome-problem-missing", path = shown(path))
        }
        Problem::Book(BookProblem::AlreadyExists(_)) => {
            text!(language, "welcome-problem-exists")
        }
        Problem::Book(BookProblem::ForeignFile) => text!(language, "welcome-problem-foreign"),
        Problem::Book(BookProblem::WrongPassphraseOrDamaged) => {
            text!(language, "welcome-problem-passphrase")
        }
        Problem::Book(BookProblem::Locked | BookProblem::OpenElsewhere { .. }) => {
            text!(language, "welcome-problem-locked")
        }
        Problem::Book(BookProblem::Database { code }) => {
            text!(
                language,
                "welcome-problem-database",
                code = code.to_string()
            )
        }
        other => i18n::sentence(language, other),
    }
}
