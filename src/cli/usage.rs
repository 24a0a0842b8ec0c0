//! Arguments that do not fit, said in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Console, Failure, Outcome};
use crate::i18n::{Language, list};
use crate::text;

/// Shows help, the version, or what is wrong with the arguments.
pub(super) fn show(error: &clap::Error, console: &mut Console<'_>) -> Result<Outcome, Failure> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        console.line(error.render().to_string().trim_end())?;
        return Ok(Outcome::Done);
    }
    let language = console.language;
    let said = sentence(language, error);
    console.say(&text!(language, "usage-error", sentence = said));
    if let Some(usage) = context(error, ContextKind::Usage) {
        let (_, usage) = usage.split_once(' ').unwrap_or_default();
        let name: Vec<&str> = usage.split(' ').take_while(|word| is_name(word)).collect();
        let help = format!("{} --help", name.join(" "));
        console.say(&text!(language, "usage-hint", usage = usage.to_owned()));
        console.say(&text!(language, "usage-help", command = help));
    }
    Ok(Outcome::BadArguments)
}

fn sentence(language: Language, error: &clap::Error) -> String {
    let argument = || context(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
            match contexts(error, ContextKind::ValidValue) {
                valid if valid.is_empty() => text!(
                    language,
                    "usage-invalid-value",
                    value = value,
                    argument = argument()
                ),
                valid => text!(
                    language,
                    "usage-invalid-value-valid",
                    value = value,
                    argument = argument(),
                    valid = list(language, &valid)
                ),
            }
        }
        ErrorKind::UnknownArgument => {
            text!(language, "usage-unknown-argument", argument = argument())
        }
        ErrorKind::InvalidSubcommand => text!(
            language,
            "usage-unknown-command",
            command = context(error, ContextKind::InvalidSubcommand).unwrap_or_default(),
            valid = list(language, &commands())
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            text!(
                language,
                "usage-missing-command",
                valid = list(language, &commands())
            )
        }
        ErrorKind::MissingRequiredArgument => text!(
            language,
            "usage-missing-argument",
            argument = list(language, &contexts(error, ContextKind::InvalidArg))
        ),
        ErrorKind::ArgumentConflict => text!(language, "usage-conflict", argument = argument()),
        _ => text!(language, "usage-other"),
    }
}

fn commands() -> Vec<String> {
    super::command(Language::English)
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    contexts(error, kind).into_iter().next()
}

fn contexts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        _ => Vec::new(),
    }
}

fn is_name(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}
