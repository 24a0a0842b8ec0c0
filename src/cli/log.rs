//! `haobu log`: what was done to the book, when and by whom.

use serde_json::{Value, json};

use super::book::BookArgs;
use super::table::{Align, Table};
use super::undo::what;
use super::{Console, Failure, Outcome};
use crate::domain::ids::OpId;
use crate::domain::op::OpRecord;
use crate::domain::time::Millis;
use crate::i18n::{count, op_kind};
use crate::text;
use crate::workspace::Access;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let workspace = args.book.open(Access::ReadOnly, console)?;
    let ops = workspace
        .log()
        .map_err(|problem| args.book.failed(problem))?;
    if args.json {
        for op in &ops {
            console.line(&as_json(op).to_string())?;
        }
    } else {
        write_table(&ops, console).map_err(Failure::Output)?;
    }
    Ok(Outcome::Done)
}

fn as_json(op: &OpRecord) -> Value {
    json!({
        "id": op.id.get(),
        "kind": op.kind.word(),
        "at": op.at.to_iso(),
        "actor": op.actor,
        "subject": op.subject,
        "added": op.counts.added,
        "changed": op.counts.changed,
        "removed": op.counts.removed,
        "events": op.counts.events,
        "target": op.target.map(OpId::get),
    })
}

fn write_table(ops: &[OpRecord], console: &mut Console<'_>) -> std::io::Result<()> {
    let language = console.language;
    let columns = vec![
        (text!(language, "column-id"), Align::Right),
        (text!(language, "column-when"), Align::Left),
        (text!(language, "column-what"), Align::Left),
        (text!(language, "column-about"), Align::Left),
        (text!(language, "column-who"), Align::Left),
        (text!(language, "column-added"), Align::Right),
        (text!(language, "column-changed"), Align::Right),
        (text!(language, "column-removed"), Align::Right),
    ];
    let mut table = Table::new(console, columns);
    for op in ops {
        // An undo is about another entry of this log.
        let target = op
            .target
            .and_then(|id| ops.iter().find(|other| other.id == id));
        let about = match target {
            Some(target) => format!("{}: {}", target.id.get(), what(language, target)),
            None => op.subject.clone(),
        };
        table.row(vec![
            op.id.get().to_string(),
            local_time(op.at),
            op_kind(language, op.kind),
            about,
            op.actor.clone(),
            count(op.counts.added),
            count(op.counts.changed),
            count(op.counts.removed),
        ])?;
    }
    table.finish()
}

/// By the clock on the wall; scripts get UTC from `--json`.
fn local_time(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|instant| {
            let local = instant.to_zoned_datetime(jiff::tz::TimeZone::system());
            local.strftime("%Y-%m-%d %H:%M").to_string()
        })
        .unwrap_or_default()
}
