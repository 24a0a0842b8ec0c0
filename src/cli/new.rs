//! `haobu new`: an empty book.

use clap::value_parser;

use super::book::BookArgs;
use super::{Console, Failure, Outcome};
use crate::text;
use crate::workspace::{self, KdfProfile};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long, value_name = "1..5", value_parser = value_parser!(u8).range(1..=5))]
    kdf: Option<u8>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let passphrase = args.book.choose(console)?;
    let profile = args
        .kdf
        .and_then(KdfProfile::from_number)
        .unwrap_or_default();
    let path = &args.book.book;
    workspace::create(path, &passphrase, profile).map_err(|problem| args.book.failed(problem))?;
    console.say(&text!(
        console.language,
        "new-done",
        path = path.display().to_string()
    ));
    Ok(Outcome::Done)
}
