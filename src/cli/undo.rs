//! `haobu undo` and `haobu redo`: the last step back, and forth again.

use super::book::BookArgs;
use super::{Console, Failure, Outcome};
use crate::domain::op::OpRecord;
use crate::i18n::{Language, count, list, op_kind};
use crate::text;
use crate::workspace::Access;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
}

pub(super) fn undo(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let mut workspace = args.book.open(Access::ReadWrite, console)?;
    let op = workspace
        .undo()
        .map_err(|problem| args.book.failed(problem))?;
    let language = console.language;
    let what = what(language, &op);
    console.say(&text!(language, "undo-done", what = what));
    // Backwards, what was added goes and what was removed comes.
    say_counts(
        console,
        op.counts.removed,
        op.counts.changed,
        op.counts.added,
    );
    Ok(Outcome::Done)
}

pub(super) fn redo(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let mut workspace = args.book.open(Access::ReadWrite, console)?;
    let op = workspace
        .redo()
        .map_err(|problem| args.book.failed(problem))?;
    let language = console.language;
    let what = what(language, &op);
    console.say(&text!(language, "redo-done", what = what));
    say_counts(
        console,
        op.counts.added,
        op.counts.changed,
        op.counts.removed,
    );
    Ok(Outcome::Done)
}

/// The step, with what it was about: `import (Spring fair)`.
pub(super) fn what(language: Language, op: &OpRecord) -> String {
    let kind = op_kind(language, op.kind);
    if op.subject.is_empty() {
        kind
    } else {
        let subject = op.subject.as_str();
        text!(language, "op-about", kind = kind, subject = subject)
    }
}

/// How many contacts came, changed and went, as far as any did.
fn say_counts(console: &mut Console<'_>, back: u64, changed: u64, gone: u64) {
    let language = console.language;
    let mut parts = Vec::new();
    if back > 0 {
        parts.push(text!(language, "contacts-back", count = count(back)));
    }
    if changed > 0 {
        parts.push(text!(language, "contacts-changed", count = count(changed)));
    }
    if gone > 0 {
        parts.push(text!(language, "contacts-gone", count = count(gone)));
    }
    if !parts.is_empty() {
        let parts = list(language, &parts);
        console.say(&text!(language, "contacts-moved", parts = parts));
    }
}
