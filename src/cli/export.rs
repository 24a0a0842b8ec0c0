//! `haobu export`: contacts into a file.

use std::path::PathBuf;

use super::args::{column_names, scope, words};
use super::book::BookArgs;
use super::progress::Meter;
use super::{Console, Failure, Outcome};
use crate::domain::consent::Scope;
use crate::domain::problem::Problem;
use crate::i18n::count;
use crate::text;
use crate::workspace::{Access, ExportRequest, Format};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    file: PathBuf,
    #[arg(long, value_name = "EXPR")]
    filter: Option<String>,
    #[arg(long, value_name = "A,B")]
    columns: Option<String>,
    #[arg(long = "for", value_name = "CHANNEL.PURPOSE", value_parser = scope)]
    scope: Option<Scope>,
    #[arg(long, value_parser = words(&FORMATS, Format::word))]
    format: Option<Format>,
    #[arg(long, value_name = "VERSION", value_parser = words(&VERSIONS, version))]
    vcard: Option<Format>,
}

/// The formats by name; which vCard it is, `--vcard` says.
const FORMATS: [Format; 4] = [Format::Csv, Format::Xlsx, Format::Vcard, Format::Json];
const VERSIONS: [Format; 2] = [Format::Vcard, Format::Vcard4];

const fn version(format: Format) -> &'static str {
    match format {
        Format::Vcard4 => "4.0",
        _ => "3.0",
    }
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let format = match args.format {
        Some(format) => format,
        None => Format::from_path(&args.file).map_err(Problem::from)?,
    };
    if args.vcard.is_some() && format != Format::Vcard {
        let said = text!(console.language, "usage-vcard-only");
        return Err(Failure::Told(Outcome::BadArguments, said));
    }
    let workspace = args.book.open(Access::ReadOnly, console)?;
    let request = ExportRequest {
        file: args.file.clone(),
        format: Some(args.vcard.unwrap_or(format)),
        filter: args.filter.clone(),
        contacts: None,
        columns: column_names(args.columns.as_deref()),
        scope: args.scope,
    };
    let meter = Meter::new(console);
    let done = workspace.export(&request, &meter);
    drop(meter);
    let exported =
        done.map_err(|problem| args.book.failed(problem).in_filter(args.filter.as_deref()))?;
    console.say(&text!(
        console.language,
        "export-done",
        n = exported.contacts,
        rows = count(exported.contacts),
        path = args.file.display().to_string()
    ));
    Ok(Outcome::Done)
}
