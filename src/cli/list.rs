//! `haobu list`: contacts on the standard output.

use super::args::{column_names, words};
use super::book::BookArgs;
use super::table::{Align, Table};
use super::{Console, Failure, Outcome};
use crate::domain::phone::PlaceLanguage;
use crate::i18n::{self, Language};
use crate::text;
use crate::workspace::{Access, Column, Format};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long, value_name = "EXPR")]
    filter: Option<String>,
    #[arg(long, value_name = "COL")]
    sort: Option<String>,
    #[arg(long, value_name = "A,B")]
    columns: Option<String>,
    #[arg(long, default_value = "table", value_parser = words(&Layout::ALL, Layout::word))]
    format: Layout,
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    limit: Option<usize>,
}

/// How the list is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Table,
    Csv,
    Json,
}

impl Layout {
    const ALL: [Self; 3] = [Self::Table, Self::Csv, Self::Json];

    const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let mut workspace = args.book.open(Access::ReadOnly, console)?;
    workspace.name_places_in(match console.language {
        Language::English => PlaceLanguage::En,
        Language::Chinese => PlaceLanguage::Zh,
    });
    let failed = |problem| args.book.failed(problem).in_filter(args.filter.as_deref());
    let contacts = workspace
        .parse_query(args.filter.as_deref(), args.sort.as_deref(), args.limit)
        .and_then(|query| workspace.query(&query))
        .map_err(failed)?;
    let columns = workspace
        .columns(&column_names(args.columns.as_deref()))
        .map_err(failed)?;
    match args.format {
        Layout::Csv => workspace.write(&contacts, &columns, Format::Csv, console),
        Layout::Json => workspace.write(&contacts, &columns, Format::Json, console),
        Layout::Table if contacts.is_empty() => {
            console.say(&text!(console.language, "list-empty"));
            return Ok(Outcome::Done);
        }
        Layout::Table => {
            let heads = columns
                .iter()
                .map(|column| (head(console.language, column), align(column)))
                .collect();
            let mut table = Table::new(&mut *console, heads);
            workspace
                .each_row(&contacts, &columns, &mut |cells| table.row(cells))
                .map_err(failed)?;
            return table
                .finish()
                .map(|()| Outcome::Done)
                .map_err(Failure::Output);
        }
    }
    .map(|()| Outcome::Done)
    .map_err(failed)
}

const fn align(column: &Column) -> Align {
    match column {
        Column::Id => Align::Right,
        _ => Align::Left,
    }
}

fn head(language: Language, column: &Column) -> String {
    match column {
        Column::Field(name) => name.clone(),
        built_in => i18n::column(language, built_in.word()),
    }
}
