//! `haobu backup` and `haobu restore`: a copy that was tried out, and a book out of a copy.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::book::BookArgs;
use super::progress::Meter;
use super::{Console, Failure, Outcome};
use crate::i18n::{Language, count, date_time};
use crate::text;
use crate::workspace::Access;
use crate::workspace::backups::{self, Manifest};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    backup: PathBuf,
    #[command(flatten)]
    book: BookArgs,
    #[arg(long = "replace-other-book")]
    replace_other_book: bool,
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    // Reading is enough: a book on read-only media, or one that is open elsewhere, can be backed
    // up too.
    let workspace = args.book.open(Access::ReadOnly, console)?;
    let backup = workspace
        .back_up(args.to.as_deref(), &Meter::new(console))
        .map_err(|problem| args.book.failed(problem))?;
    let path = backup.path.display().to_string();
    if args.json {
        let mut answer = json!({ "path": path, "bytes": backup.bytes, "verified": true });
        let about = backup.manifest.as_ref().map(as_json);
        if let (Value::Object(answer), Some(Value::Object(about))) = (&mut answer, about) {
            answer.extend(about);
        }
        console.line(&answer.to_string())?;
    } else {
        console.say(&text!(console.language, "backup-done", path = path));
    }
    Ok(Outcome::Done)
}

pub(super) fn restore(args: &RestoreArgs, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let passphrase = args.book.passphrase_for(&args.backup, console)?;
    let to = &args.book.book;
    let restored = backups::restore(
        &args.backup,
        &passphrase,
        to,
        args.replace_other_book,
        &Meter::new(console),
    )
    .map_err(|problem| Failure::In(args.backup.clone(), problem))?;
    let language = console.language;
    let path = to.display().to_string();
    let kept = restored.kept.map(|kept| kept.display().to_string());
    if args.json {
        let mut answer = json!({ "path": path, "kept": kept });
        if let (Value::Object(answer), Value::Object(about)) =
            (&mut answer, as_json(&restored.manifest))
        {
            answer.extend(about);
        }
        console.line(&answer.to_string())?;
        return Ok(Outcome::Done);
    }
    let backup = about(language, &restored.manifest);
    console.say(&text!(
        language,
        "restore-done",
        path = path,
        backup = backup
    ));
    if let Some(kept) = kept {
        console.say(&text!(language, "restore-kept", path = kept));
    }
    Ok(Outcome::Done)
}

/// What a backup is a backup of.
pub(super) fn as_json(manifest: &Manifest) -> Value {
    json!({
        "number": manifest.number,
        "made": manifest.made.to_iso(),
        "op": manifest.op,
        "contacts": manifest.contacts,
    })
}

/// `No. 12 of 2026-11-26 10:42, 1,204 contacts`.
pub(super) fn about(language: Language, manifest: &Manifest) -> String {
    let contacts = manifest.contacts;
    text!(
        language,
        "backup-about",
        n = contacts,
        number = manifest.number.to_string(),
        time = date_time(manifest.made),
        contacts = count(contacts)
    )
}
