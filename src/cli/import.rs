//! `haobu import`: a spreadsheet or address book into the book.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::args::{country, words, words_of_ones_own};
use super::book::BookArgs;
use super::progress::Meter;
use super::table::{Align, Table};
use super::{Console, Failure, Outcome, watch};
use crate::domain::listing::SourceKind;
use crate::domain::phone::Region;
use crate::domain::problem::CellProblem;
use crate::i18n::{cell_fault, count, file_fault, list};
use crate::text;
use crate::workspace::watch::{Folder, Terms};
use crate::workspace::{
    Access, Buckets, FileLeftOut, ImportOptions, ImportRequest, MatchBy, MatchKeys, Policy,
    Recipient, Report,
};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub(super) book: BookArgs,
    #[arg(required_unless_present = "watch")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["file", "rejects", "dry_run"])]
    watch: Option<PathBuf>,
    #[arg(long, requires = "watch", conflicts_with = "file")]
    pub(super) once: bool,
    #[arg(
        long,
        value_name = "TEXT",
        value_parser = words_of_ones_own,
        required_unless_present = "watch",
        requires = "source_kind"
    )]
    source: Option<String>,
    #[arg(
        long,
        value_name = "KIND",
        value_parser = words(&SourceKind::ALL, SourceKind::word),
        required_unless_present = "watch",
        requires = "source"
    )]
    source_kind: Option<SourceKind>,
    #[arg(long, value_name = "CC", default_value = "CN", value_parser = country)]
    pub(super) country: Region,
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    #[arg(long, value_name = "COL=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    #[arg(long)]
    encoding: Option<String>,
    #[arg(long)]
    delimiter: Option<String>,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = words(&[true, false], yes_or_no))]
    header: Option<bool>,
    #[arg(long, default_value = "fill", value_parser = words(&Policy::ALL, Policy::word))]
    policy: Policy,
    #[arg(long = "match", value_name = "KEYS", value_delimiter = ',', value_parser = words(&MatchBy::ALL, MatchBy::word))]
    keys: Option<Vec<MatchBy>>,
    #[arg(long, value_name = "COL")]
    keep: Vec<String>,
    #[arg(long, default_value = "delivery", value_parser = words(&Recipient::ALL, Recipient::word))]
    recipient: Recipient,
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    if let Some(folder) = &args.watch {
        return watch::run(args, folder, console);
    }
    let mut workspace = args.book.open(Access::ReadWrite, console)?;
    let meter = Meter::new(console);
    let done = workspace.import(&request(args), &meter);
    drop(meter);
    let report = done.map_err(|problem| args.book.failed(problem))?;
    if args.json {
        console.line(&as_json(&report).to_string())?;
    } else {
        write_table(&report, console).map_err(Failure::Output)?;
    }
    say(args, &report, console);
    let is_damaged = |file: &FileLeftOut| !file.why.is_no_list();
    // What cannot be read of a whole file is as good as rejected.
    let is_short = report.buckets.rejected > 0 || report.left_out.iter().any(is_damaged);
    Ok(if is_short {
        Outcome::SomeRejected
    } else {
        Outcome::Done
    })
}

/// Arguments see to it that the file and its source are given where no folder is watched.
fn request(args: &Args) -> ImportRequest {
    let kind = args.source_kind.unwrap_or(SourceKind::Other);
    ImportRequest {
        file: args.file.clone().unwrap_or_default(),
        options: args.options(kind),
        source: args.source.clone().unwrap_or_default(),
        rejects: args.rejects.clone(),
        rehearsal: args.dry_run,
    }
}

impl Args {
    fn options(&self, kind: SourceKind) -> ImportOptions {
        ImportOptions {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter.clone(),
            sheet: self.sheet.clone(),
            header: self.header,
            preset: self.preset.clone(),
            maps: self.map.clone(),
            policy: self.policy,
            keys: self
                .keys
                .as_deref()
                .map_or_else(MatchKeys::default, MatchKeys::of),
            keep_named: self.keep.clone(),
            recipient: self.recipient,
            ..ImportOptions::new(self.country, kind)
        }
    }

    /// How the files of a watched folder come in: like this where that is said, as the book
    /// remembers it otherwise.
    pub(super) fn terms(&self, folder: &Folder) -> Terms {
        match (&self.source, self.source_kind) {
            (Some(source), Some(kind)) => Terms::Given {
                options: Box::new(self.options(kind)),
                source: source.clone(),
            },
            _ => Terms::Remembered {
                source: folder.name(),
            },
        }
    }
}

/// The words of the contract, in its order; of a folder or an archive with each file of it.
fn as_json(report: &Report) -> Value {
    let mut words = buckets_json(&report.buckets);
    words.insert("seconds".to_owned(), json!(report.seconds));
    if !report.parts.is_empty() {
        let files = report.parts.iter().map(|part| {
            let mut file = Map::new();
            file.insert("name".to_owned(), json!(part.name));
            file.extend(buckets_json(&part.buckets));
            Value::Object(file)
        });
        words.insert("files".to_owned(), files.collect());
        let left_out = report.left_out.iter().map(|file| json!(file.name));
        words.insert("left_out".to_owned(), left_out.collect());
    }
    Value::Object(words)
}

/// The buckets by the words of the contract.
pub(super) fn buckets_json(buckets: &Buckets) -> Map<String, Value> {
    [
        ("rows", buckets.rows),
        ("new", buckets.new),
        ("combined", buckets.combined),
        ("updated", buckets.updated),
        ("filled", buckets.filled),
        ("unchanged", buckets.unchanged),
        ("duplicate_in_file", buckets.duplicate_in_file),
        ("held", buckets.held),
        ("suppressed", buckets.suppressed),
        ("rejected", buckets.rejected),
    ]
    .map(|(word, rows)| (word.to_owned(), json!(rows)))
    .into_iter()
    .collect()
}

fn write_table(report: &Report, console: &mut Console<'_>) -> std::io::Result<()> {
    let language = console.language;
    let buckets = &report.buckets;
    let mut rows = vec![
        (text!(language, "bucket-new"), buckets.new),
        (text!(language, "bucket-combined"), buckets.combined),
        (text!(language, "bucket-updated"), buckets.updated),
        (text!(language, "bucket-filled"), buckets.filled),
        (text!(language, "bucket-unchanged"), buckets.unchanged),
        (
            text!(language, "bucket-duplicate"),
            buckets.duplicate_in_file,
        ),
        (text!(language, "bucket-held"), buckets.held),
        (text!(language, "bucket-suppressed"), buckets.suppressed),
        (text!(language, "bucket-rejected"), buckets.rejected),
    ];
    let mut flags: BTreeMap<CellProblem, u64> = BTreeMap::new();
    for ((_, problem), cells) in &report.cells {
        *flags.entry(*problem).or_default() += cells;
    }
    rows.retain(|(_, rows)| *rows > 0);
    let head = (text!(language, "bucket-rows"), count(buckets.rows));
    write_counts(console, head, rows)?;
    if flags.is_empty() {
        return Ok(());
    }
    let head = (text!(language, "cells-to-see"), count(flags.values().sum()));
    let cells = flags
        .into_iter()
        .map(|(problem, cells)| (cell_fault(language, problem), cells));
    std::io::Write::write_all(console, b"\n")?;
    write_counts(console, head, cells)
}

fn write_counts(
    console: &mut Console<'_>,
    (what, all): (String, String),
    counts: impl IntoIterator<Item = (String, u64)>,
) -> std::io::Result<()> {
    let mut table = Table::new(console, vec![(what, Align::Left), (all, Align::Right)]);
    for (what, number) in counts {
        table.row(vec![what, count(number)])?;
    }
    table.finish()
}

fn say(args: &Args, report: &Report, console: &mut Console<'_>) {
    let language = console.language;
    console.say(&text!(
        language,
        "import-done",
        n = report.buckets.rows,
        rows = count(report.buckets.rows),
        seconds = format!("{:.1}", report.seconds)
    ));
    if args.dry_run {
        console.say(&text!(language, "import-dry-run"));
    }
    say_left_out(report, console);
    let set_aside: u64 = report.reasons.values().sum();
    match &args.rejects {
        Some(path) if set_aside > 0 => console.say(&text!(
            language,
            "import-rejects",
            n = set_aside,
            rows = count(set_aside),
            path = path.display().to_string()
        )),
        None if report.buckets.rejected > 0 => console.say(&text!(
            language,
            "import-rejected",
            n = report.buckets.rejected,
            rows = count(report.buckets.rejected)
        )),
        _ => {}
    }
}

/// Names the files that did not come in; of very many that are no lists, the first.
fn say_left_out(report: &Report, console: &mut Console<'_>) {
    const SHOWN: usize = 20;
    let language = console.language;
    let (no_lists, damaged): (Vec<_>, Vec<_>) =
        (report.left_out.iter()).partition(|file| file.why.is_no_list());
    if !no_lists.is_empty() {
        let names = no_lists.iter().take(SHOWN).map(|file| file.name.as_str());
        let files = list(language, &names.collect::<Vec<_>>());
        console.say(&text!(language, "import-left-out", files = files));
        let more = u64::try_from(no_lists.len().saturating_sub(SHOWN)).unwrap_or(0);
        if more > 0 {
            let more_words = text!(
                language,
                "import-left-out-more",
                n = more,
                count = count(more)
            );
            console.say(&more_words);
        }
    }
    for file in damaged {
        console.say(&text!(
            language,
            "import-left-out-because",
            name = file.name.as_str(),
            why = file_fault(language, &file.name, &file.why)
        ));
    }
}

/// Reads `COL=FIELD`; the column may itself contain a `=`.
fn pair(text: &str) -> Result<(String, String), String> {
    text.rsplit_once('=')
        .filter(|(column, field)| !column.is_empty() && !field.is_empty())
        .map(|(column, field)| (column.to_owned(), field.to_owned()))
        .ok_or_else(String::new)
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
