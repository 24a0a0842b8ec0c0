//! The book a command works on, and where its passphrase comes from.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{Console, Failure, Outcome};
use crate::domain::problem::{BookProblem, Problem};
use crate::i18n::sentence;
use crate::text;
use crate::workspace::{Access, Passphrase, Workspace};

/// The environment variable that may hold the passphrase.
const PASSPHRASE_VARIABLE: &str = "HAOBU_PASSPHRASE";

/// Arguments of every command that works on a book.
#[derive(Debug, clap::Args)]
pub struct BookArgs {
    pub(super) book: PathBuf,
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl BookArgs {
    /// The passphrase that is given or asked for.
    pub(super) fn passphrase(&self, console: &Console<'_>) -> Result<Passphrase, Failure> {
        self.passphrase_for(&self.book, console)
    }

    /// As [`BookArgs::passphrase`], for another file that must be there.
    pub(super) fn passphrase_for(
        &self,
        file: &Path,
        console: &Console<'_>,
    ) -> Result<Passphrase, Failure> {
        // Nobody should type a passphrase for a file that is not there.
        if !file.exists() {
            return Err(Problem::from(BookProblem::Missing(file.to_owned())).into());
        }
        let typed = match self.given(console)? {
            Some(given) => given,
            None => ask(console, &text!(console.language, "passphrase-prompt"))?,
        };
        Passphrase::new(&typed).map_err(|problem| self.failed(problem.into()))
    }

    /// Opens the book with the passphrase that is given or asked for.
    pub(super) fn open(&self, access: Access, console: &Console<'_>) -> Result<Workspace, Failure> {
        let passphrase = self.passphrase(console)?;
        Workspace::open(&self.book, &passphrase, access).map_err(|problem| self.failed(problem))
    }

    /// The passphrase for a book that is to be made, asked for twice.
    pub(super) fn choose(&self, console: &Console<'_>) -> Result<Passphrase, Failure> {
        if self.book.exists() {
            return Err(Problem::from(BookProblem::AlreadyExists(self.book.clone())).into());
        }
        let language = console.language;
        let typed = match self.given(console)? {
            Some(given) => given,
            None => ask_for_new(console)?,
        };
        Passphrase::new(&typed).map_err(|problem| {
            let said = sentence(language, &problem.into());
            Failure::Told(Outcome::BadArguments, said)
        })
    }

    /// The failure of work on this book: names the file unless the problem does so itself.
    pub(super) fn failed(&self, problem: Problem) -> Failure {
        match problem {
            Problem::Book(BookProblem::Missing(_) | BookProblem::AlreadyExists(_)) => {
                Failure::Problem(problem)
            }
            Problem::Book(_) => Failure::In(self.book.clone(), problem),
            _ => Failure::Problem(problem),
        }
    }

    fn given(&self, console: &Console<'_>) -> Result<Option<Zeroizing<String>>, Failure> {
        given(
            self.passphrase_file.as_deref(),
            PASSPHRASE_VARIABLE,
            console,
        )
    }
}

/// A secret that a file holds, or else a variable of the environment.
pub(super) fn given(
    file: Option<&Path>,
    variable: &str,
    console: &Console<'_>,
) -> Result<Option<Zeroizing<String>>, Failure> {
    let not_text = || {
        let said = text!(console.language, "passphrase-not-text");
        Failure::Told(Outcome::Failed, said)
    };
    if let Some(path) = file {
        let bytes = std::fs::read(path).map_err(|error| Problem::file(path, &error))?;
        let bytes = Zeroizing::new(bytes);
        let text = std::str::from_utf8(&bytes).ok().ok_or_else(not_text)?;
        return Ok(Some(Zeroizing::new(without_newline(text).to_owned())));
    }
    match std::env::var_os(variable) {
        None => Ok(None),
        Some(given) => match given.into_string() {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(_) => Err(not_text()),
        },
    }
}

/// A secret that nobody knows yet, asked for twice.
pub(super) fn ask_for_new(console: &Console<'_>) -> Result<Zeroizing<String>, Failure> {
    let language = console.language;
    let first = ask(console, &text!(language, "passphrase-new-prompt"))?;
    let again = ask(console, &text!(language, "passphrase-again-prompt"))?;
    if *first != *again {
        let said = text!(language, "passphrase-differs");
        return Err(Failure::Told(Outcome::Failed, said));
    }
    Ok(first)
}

/// Without the one line break that editors put at the end of a file.
fn without_newline(text: &str) -> &str {
    match text.strip_suffix('\n') {
        Some(line) => line.strip_suffix('\r').unwrap_or(line),
        None => text,
    }
}

pub(super) fn ask(console: &Console<'_>, prompt: &str) -> Result<Zeroizing<String>, Failure> {
    match rpassword::prompt_password(prompt) {
        Ok(typed) => Ok(Zeroizing::new(typed)),
        // Whatever is wrong with the terminal, the way out is the same.
        Err(_) => Err(Failure::Told(
            Outcome::BadArguments,
            text!(console.language, "passphrase-no-terminal"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_break_goes() {
        let check = |text: &str, expected: &str| assert_eq!(without_newline(text), expected);
        check("correct horse\n", "correct horse");
        check("correct horse\r\n", "correct horse");
        check("correct horse", "correct horse");
        check("correct horse\n\n", "correct horse\n");
        check(" correct horse \n", " correct horse ");
        check("correct horse\r", "correct horse\r");
        check("", "");
    }
}
