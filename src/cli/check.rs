//! `haobu check` and `haobu verify`: whether a file is whole and its log unbroken.

use serde_json::{Value, json};

use super::backup;
use super::book::BookArgs;
use super::progress::Meter;
use super::{Console, Failure, Outcome};
use crate::i18n::{Language, count, list};
use crate::text;
use crate::workspace::{Access, CheckReport, backups};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub struct VerifyArgs {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let workspace = args.book.open(Access::ReadOnly, console)?;
    let report = workspace
        .check()
        .map_err(|problem| args.book.failed(problem))?;
    if args.json {
        console.line(&as_json(&report).to_string())?;
    } else {
        for sentence in sentences(console.language, &report) {
            console.line(&sentence)?;
        }
    }
    Ok(outcome(&report))
}

pub(super) fn verify(args: &VerifyArgs, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let passphrase = args.book.passphrase(console)?;
    let verified = backups::verify(&args.book.book, &passphrase, &Meter::new(console))
        .map_err(|problem| args.book.failed(problem))?;
    let report = &verified.report;
    if args.json {
        let backup = verified.backup.as_ref().map(backup::as_json);
        let mut answer = json!({ "backup": backup });
        if let (Value::Object(answer), Value::Object(report)) = (&mut answer, as_json(report)) {
            answer.extend(report);
        }
        console.line(&answer.to_string())?;
    } else {
        if let Some(manifest) = &verified.backup {
            let said = backup::about(console.language, manifest);
            console.line(&text!(console.language, "verify-backup", backup = said))?;
        }
        for sentence in sentences(console.language, report) {
            console.line(&sentence)?;
        }
    }
    Ok(outcome(report))
}

/// Damaged pages are a damaged book; everything else is a log or list that does not hold.
fn outcome(report: &CheckReport) -> Outcome {
    if !report.pages_are_whole() {
        Outcome::NotOpened
    } else if report.is_healthy() {
        Outcome::Done
    } else {
        Outcome::Failed
    }
}

fn as_json(report: &CheckReport) -> Value {
    let broken: Vec<i64> = report.broken_ops.iter().map(|id| id.get()).collect();
    json!({
        "healthy": report.is_healthy(),
        "pages_whole": report.pages_are_whole(),
        "damaged_pages": report.damaged_pages,
        "broken_ops": broken,
        "stray_rows": report.stray_rows,
        "tail_cut": report.tail_cut,
        "orphans": report.orphans,
        "ops": report.ops,
        "contacts": report.contacts,
    })
}

fn sentences(language: Language, report: &CheckReport) -> Vec<String> {
    let mut said = Vec::new();
    if report.damaged_pages > 0 {
        let findings = count(report.damaged_pages);
        said.push(text!(language, "check-damaged", findings = findings));
    }
    if !report.broken_ops.is_empty() {
        let entries: Vec<String> = report
            .broken_ops
            .iter()
            .map(|id| id.get().to_string())
            .collect();
        let entries = list(language, &entries);
        said.push(text!(language, "check-broken-ops", entries = entries));
    }
    if report.tail_cut {
        said.push(text!(language, "check-tail-cut"));
    }
    if report.stray_rows > 0 {
        let rows = count(report.stray_rows);
        said.push(text!(language, "check-stray-rows", rows = rows));
    }
    if report.orphans > 0 {
        let rows = count(report.orphans);
        said.push(text!(language, "check-orphans", rows = rows));
    }
    if said.is_empty() {
        said.push(text!(
            language,
            "check-fine",
            contacts = count(report.contacts),
            ops = count(report.ops)
        ));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OpId;

    #[test]
    fn every_finding_is_said_and_fails() {
        let check = |report: CheckReport, expected: Outcome| {
            assert_eq!(outcome(&report), expected, "{report:?}");
            for language in Language::ALL {
                assert_eq!(sentences(language, &report).len(), 1, "{report:?}");
            }
            let healthy = as_json(&report).get("healthy").cloned();
            assert_eq!(healthy, Some((expected == Outcome::Done).into()));
        };
        let fine = CheckReport::default;
        check(fine(), Outcome::Done);
        check(
            CheckReport {
                damaged_pages: 1,
                ..fine()
            },
            Outcome::NotOpened,
        );
        check(
            CheckReport {
                broken_ops: vec![OpId(2)],
                ..fine()
            },
            Outcome::Failed,
        );
        check(
            CheckReport {
                tail_cut: true,
                ..fine()
            },
            Outcome::Failed,
        );
        check(
            CheckReport {
                stray_rows: 1,
                ..fine()
            },
            Outcome::Failed,
        );
        check(
            CheckReport {
                orphans: 1,
                ..fine()
            },
            Outcome::Failed,
        );
    }
}
