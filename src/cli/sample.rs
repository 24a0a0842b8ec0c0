//! `haobu sample`: a spreadsheet of invented customers.

use std::path::PathBuf;

use super::{Console, Failure, Outcome};
use crate::domain::problem::{ExportProblem, Problem};
use crate::i18n::count;
use crate::text;
use crate::workspace::sample;

#[derive(Debug, clap::Args)]
pub struct Args {
    rows: u64,
    file: PathBuf,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let language = console.language;
    match sample::write(&args.file, args.rows, args.seed) {
        Ok(()) => {
            console.say(&text!(
                language,
                "sample-done",
                n = args.rows,
                rows = count(args.rows),
                path = args.file.display().to_string()
            ));
            Ok(Outcome::Done)
        }
        Err(Problem::Export(ExportProblem::UnknownFormat { .. })) => Err(Failure::Told(
            Outcome::BadArguments,
            text!(language, "sample-ending"),
        )),
        Err(problem) => Err(problem.into()),
    }
}
