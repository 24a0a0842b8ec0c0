//! `haobu stats`: how many contacts there are, of which state, source and quality.

use serde_json::{Map, Value, json};

use super::book::BookArgs;
use super::table::{Align, Table};
use super::{Console, Failure, Outcome};
use crate::i18n::{count, number_status, state};
use crate::text;
use crate::workspace::{Access, Stats};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let workspace = args.book.open(Access::ReadOnly, console)?;
    let stats = workspace
        .stats()
        .map_err(|problem| args.book.failed(problem))?;
    if args.json {
        console.line(&as_json(&stats).to_string())?;
    } else {
        write_tables(&stats, console).map_err(Failure::Output)?;
    }
    Ok(Outcome::Done)
}

fn as_json(stats: &Stats) -> Value {
    json!({
        "contacts": stats.contacts,
        "numbers": stats.numbers,
        "emails": stats.emails,
        "states": object(stats.states.iter().map(|(state, n)| (state.word(), *n))),
        "sources": object(stats.sources.iter().map(|(name, n)| (name.as_str(), *n))),
        "quality": object(stats.quality.iter().map(|(status, n)| (status.word(), *n))),
    })
}

fn object<'a>(counts: impl Iterator<Item = (&'a str, u64)>) -> Value {
    let counts: Map<String, Value> = counts
        .map(|(name, number)| (name.to_owned(), number.into()))
        .collect();
    Value::Object(counts)
}

fn write_tables(stats: &Stats, console: &mut Console<'_>) -> std::io::Result<()> {
    let language = console.language;
    let sections: [(String, Vec<(String, u64)>); 4] = [
        (
            text!(language, "stats-book"),
            vec![
                (text!(language, "stats-contacts"), stats.contacts),
                (text!(language, "stats-numbers"), stats.numbers),
                (text!(language, "stats-emails"), stats.emails),
            ],
        ),
        (
            text!(language, "stats-states"),
            stats
                .states
                .iter()
                .map(|(kind, n)| (state(language, *kind), *n))
                .collect(),
        ),
        (text!(language, "stats-sources"), stats.sources.clone()),
        (
            text!(language, "stats-quality"),
            stats
                .quality
                .iter()
                .map(|(status, n)| (number_status(language, *status), *n))
                .collect(),
        ),
    ];
    for (index, (title, counts)) in sections.into_iter().enumerate() {
        if index > 0 {
            std::io::Write::write_all(console, b"\n")?;
        }
        let columns = vec![
            (title, Align::Left),
            (text!(language, "column-count"), Align::Right),
        ];
        let mut table = Table::new(&mut *console, columns);
        for (what, number) in counts {
            table.row(vec![what, count(number)])?;
        }
        table.finish()?;
    }
    Ok(())
}
