//! `haobu recover`: into a book whose passphrase is forgotten, with the recovery code; and how a
//! book gets such a code.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::book::{BookArgs, ask, given};
use super::passphrase::NewPassphrase;
use super::{Console, Failure, Outcome};
use crate::domain::problem::{BookProblem, Problem};
use crate::i18n::recovery_page;
use crate::text;
use crate::workspace::keys::{KeyStore, RecoveryCode, write_page};
use crate::workspace::places::free_place;
use crate::workspace::{Access, Workspace};

/// The environment variable that may hold the words of the code.
const CODE_VARIABLE: &str = "HAOBU_RECOVERY_CODE";

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[arg(id = "code-file", long, value_name = "FILE")]
    code_file: Option<PathBuf>,
    #[command(flatten)]
    new: NewPassphrase,
    #[arg(
        id = "new-code",
        long,
        value_name = "PAGE",
        conflicts_with_all = ["check", "from", "code-file", "new-passphrase-file", "kdf"]
    )]
    new_code: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["from", "new-passphrase-file", "kdf"])]
    check: bool,
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    if let Some(page) = &args.new_code {
        return make(args, page, console);
    }
    if args.check {
        return check(args, console);
    }
    let path = &args.book.book;
    if !path.exists() && args.from.is_none() {
        return Err(Problem::from(BookProblem::Missing(path.clone())).into());
    }
    let code = args.code(console)?;
    let store = KeyStore::of_account();
    let mut workspace = Workspace::recover(path, &code, args.from.as_deref(), &store, None)
        .map_err(|problem| args.book.failed(problem))?;
    args.new
        .give(&mut workspace, &args.book, args.json, console)?;
    Ok(Outcome::Done)
}

/// Makes a new code and writes it on a page.
fn make(args: &Args, page: &Path, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let page = std::path::absolute(page).map_err(|error| Problem::file(page, &error))?;
    free_place(&page)?;
    let mut workspace = args.book.open(Access::ReadWrite, console)?;
    let code = RecoveryCode::create().map_err(Problem::from)?;
    let name = args.book.book.file_stem().unwrap_or_default();
    let text = recovery_page(console.language, &name.to_string_lossy(), &code.words());
    // First the page: a code that nobody knows must not take the place of one that somebody has.
    write_page(&page, &text)?;
    workspace
        .set_recovery_code(&code, &KeyStore::of_account())
        .map_err(|problem| args.book.failed(problem))?;
    let shown = page.display().to_string();
    if args.json {
        console.line(&json!({"page": shown, "confirmed": false}).to_string())?;
    } else {
        console.say(&text!(console.language, "recover-page-done", page = shown));
    }
    Ok(Outcome::Done)
}

/// Whether the words somebody wrote down are the right ones.
fn check(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let mut workspace = args.book.open(Access::ReadWrite, console)?;
    let code = args.code(console)?;
    workspace
        .confirm_recovery_code(&code)
        .map_err(|problem| args.book.failed(problem))?;
    if args.json {
        console.line(&json!({"confirmed": true}).to_string())?;
    } else {
        console.say(&text!(console.language, "recover-check-done"));
    }
    Ok(Outcome::Done)
}

impl Args {
    fn code(&self, console: &Console<'_>) -> Result<RecoveryCode, Failure> {
        let typed = match given(self.code_file.as_deref(), CODE_VARIABLE, console)? {
            Some(given) => given,
            None => ask(console, &text!(console.language, "recover-prompt"))?,
        };
        Ok(RecoveryCode::read(&typed).map_err(Problem::from)?)
    }
}
