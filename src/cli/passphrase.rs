//! `haobu passphrase`: another passphrase for a book, or the same one made harder to guess.

use std::path::PathBuf;
use std::time::Instant;

use clap::value_parser;
use serde_json::json;

use super::book::{BookArgs, ask_for_new, given};
use super::progress::Meter;
use super::{Console, Failure, Outcome};
use crate::i18n::sentence;
use crate::text;
use crate::workspace::keys::KeyStore;
use crate::workspace::{Access, KdfProfile, Passphrase, Workspace};

/// The environment variable that may hold the new passphrase.
const NEW_PASSPHRASE_VARIABLE: &str = "HAOBU_NEW_PASSPHRASE";

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    book: BookArgs,
    #[command(flatten)]
    new: NewPassphrase,
    #[arg(long)]
    json: bool,
}

/// Arguments of every command that gives a book a passphrase.
#[derive(Debug, clap::Args)]
pub struct NewPassphrase {
    #[arg(id = "new-passphrase-file", long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "1..5", value_parser = value_parser!(u8).range(1..=5))]
    kdf: Option<u8>,
}

pub(super) fn run(args: &Args, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    let mut workspace = args.book.open(Access::ReadWrite, console)?;
    args.new
        .give(&mut workspace, &args.book, args.json, console)?;
    Ok(Outcome::Done)
}

impl NewPassphrase {
    /// Changes the passphrase of an open book and says so.
    pub(super) fn give(
        &self,
        workspace: &mut Workspace,
        book: &BookArgs,
        json: bool,
        console: &mut Console<'_>,
    ) -> Result<(), Failure> {
        let passphrase = self.choose(console)?;
        let profile = self
            .kdf
            .and_then(KdfProfile::from_number)
            .unwrap_or(workspace.profile());
        let store = KeyStore::of_account();
        let started = Instant::now();
        let changed = {
            let meter = Meter::new(console);
            workspace.change_passphrase(&passphrase, profile, &store, &meter)
        };
        let change = changed.map_err(|problem| book.failed(problem))?;
        // Older backups open with the older passphrase only.
        let backup = workspace.back_up(None, &Meter::new(console));
        if json {
            let made = backup.as_ref().ok();
            let report = json!({
                "backup": made.map(|backup| backup.path.display().to_string()),
                "changed": true,
                "kdf": change.profile as u8,
                "recovery_code": change.is_sealed,
                "remembered": change.is_remembered,
                "seconds": started.elapsed().as_secs_f64(),
            });
            console.line(&report.to_string())?;
        } else {
            let path = book.book.display().to_string();
            console.say(&text!(console.language, "passphrase-done", path = path));
            if !change.is_sealed {
                console.say(&text!(console.language, "passphrase-no-recovery"));
            }
        }
        let Err(problem) = backup else {
            return Ok(());
        };
        let reason = sentence(console.language, &problem);
        let said = text!(console.language, "passphrase-no-backup", reason = reason);
        Err(Failure::Told(Outcome::Failed, said))
    }

    fn choose(&self, console: &Console<'_>) -> Result<Passphrase, Failure> {
        let file = self.new_passphrase_file.as_deref();
        let typed = match given(file, NEW_PASSPHRASE_VARIABLE, console)? {
            Some(given) => given,
            None => ask_for_new(console)?,
        };
        Passphrase::new(&typed).map_err(|problem| {
            let said = sentence(console.language, &problem.into());
            Failure::Told(Outcome::BadArguments, said)
        })
    }
}
