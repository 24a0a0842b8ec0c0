//! The arguments of every command; their help comes from the language files.

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use super::{
    backup, check, export, import, list, log, new, passphrase, phone, recover, sample, stats, undo,
};
use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::phone::{PlaceLanguage, Region, country_name};
use crate::i18n::{Language, loader};
use crate::text;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "haobu",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Opens the window on the sample book; the others need none.
    Demo,
    New(new::Args),
    Import(Box<import::Args>),
    List(list::Args),
    Export(export::Args),
    Stats(stats::Args),
    Undo(undo::Args),
    Redo(undo::Args),
    Log(log::Args),
    Check(check::Args),
    Passphrase(passphrase::Args),
    Recover(recover::Args),
    Backup(backup::Args),
    Restore(backup::RestoreArgs),
    Verify(check::VerifyArgs),
    Phone(phone::Args),
    Sample(sample::Args),
}

/// Reads arguments, the program's name first.
///
/// # Errors
/// What does not fit, and requests for help, which clap treats alike.
pub(super) fn parse<I, T>(arguments: I, language: Language) -> Result<Command, clap::Error>
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let mut command = command(language);
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches)
        .map(|arguments| arguments.command)
        .map_err(|error| error.format(&mut command))
}

/// The command line with its help in a language.
pub fn command(language: Language) -> clap::Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(text!(language, "help-version"));
    translate(Arguments::command().arg(version), language, "help")
}

/// Puts the messages `help`, `help-new`, `help-new-book` … into the command of that name, its
/// subcommands and arguments.
fn translate(command: clap::Command, language: Language, id: &str) -> clap::Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(text!(language, "help-help"));
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}",
        text!(language, "help-usage")
    );
    let mut order = 0;
    command
        .about(loader(language).get(id))
        .help_template(template)
        .subcommand_help_heading(text!(language, "help-commands"))
        .disable_help_flag(true)
        .arg(help)
        .mut_args(|arg| {
            // Under headings of our own clap would sort them by name.
            order += 1;
            translate_arg(arg, language, id).display_order(order)
        })
        .mut_subcommands(|subcommand| {
            let id = format!("{id}-{}", subcommand.get_name());
            translate(subcommand, language, &id)
        })
}

fn translate_arg(arg: Arg, language: Language, command: &str) -> Arg {
    let heading = if arg.is_positional() {
        text!(language, "help-arguments")
    } else {
        text!(language, "help-options")
    };
    let own = format!("{command}-{}", arg.get_id());
    // Arguments that several commands share have one message for all of them.
    let shared = format!("help-{}", arg.get_id());
    let messages = loader(language);
    let id = if messages.has(&own) { own } else { shared };
    // The help names the possible values and says what each of them does.
    let takes_value = arg.get_action().takes_values();
    arg.help(messages.get(&id))
        .help_heading(heading)
        .hide_possible_values(takes_value)
}

/// Reads a country's two letters.
pub(super) fn country(text: &str) -> Result<Region, String> {
    Region::parse(text)
        .filter(|region| country_name(*region, PlaceLanguage::En).is_some())
        .ok_or_else(String::new)
}

/// Reads words that say something.
pub(super) fn words_of_ones_own(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        Err(String::new())
    } else {
        Ok(text.to_owned())
    }
}

/// Reads `sms.marketing` and the like.
pub(super) fn scope(text: &str) -> Result<Scope, String> {
    let (channel, purpose) = text.split_once('.').ok_or_else(String::new)?;
    let channel = Channel::from_word(channel).ok_or_else(String::new)?;
    let purpose = Purpose::from_word(purpose).ok_or_else(String::new)?;
    Ok(Scope::new(channel, purpose))
}

/// Reads one of the words that stand for `all` these values.
pub(super) fn words<T>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|value| word(*value))).try_map(move |given| {
        let value = all.iter().find(|value| word(**value) == given);
        value.copied().ok_or_else(String::new)
    })
}

/// The names in a list with commas.
pub(super) fn column_names(list: Option<&str>) -> Vec<String> {
    list.into_iter()
        .flat_map(|list| list.split([',', '，']))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contract's own examples, and every argument of it.
    const FITTING: [&str; 34] = [
        "demo",
        "new B",
        "new B --kdf 5 --passphrase-file P",
        "import B F --source 官网 --source-kind web_form",
        "import B F --source S --source-kind shop --country US --preset taobao --map 手机=mobile \
         --map A=B=name --encoding gb18030 --delimiter ; --sheet S --header yes --policy update \
         --recipient contact --match number,name+birthday --keep 备注 --keep 3 --rejects R --dry-run --json --passphrase-file P",
        "import B --watch D --source S --source-kind shop --json",
        "import B --watch D --once",
        "import B --watch D --once --source S --source-kind shop --policy update --country US",
        "list B",
        "list B --filter city:深圳 --sort name --columns id,name --format json --limit 10",
        "list B --format csv",
        "export B F",
        "export B F --filter can:sms --columns name,mobile --for sms.marketing --format xlsx",
        "export B F --format vcard --vcard 4.0",
        "stats B --json",
        "undo B",
        "redo B",
        "log B --json",
        "check B --json",
        "passphrase B",
        "passphrase B --kdf 4 --new-passphrase-file N --passphrase-file P --json",
        "recover B",
        "recover B --from K --code-file C --new-passphrase-file N --kdf 1 --json",
        "recover B --new-code P --passphrase-file P --json",
        "recover B --check --code-file C",
        "backup B",
        "backup B --to D --json",
        "restore K B",
        "restore K B --replace-other-book --json",
        "verify B --json",
        "phone",
        "phone --country GB --json",
        "sample 10 F",
        "sample 10 F --seed 7",
    ];

    const UNFITTING: [&str; 41] = [
        "",
        "demo B",
        "open B",
        "new",
        "new B --kdf 0",
        "new B --kdf 6",
        "new B --passphrase secret",
        "import B F",
        "import B F --source S",
        "import B F --source-kind shop",
        "import B F --source S --source-kind friend",
        "import B F --source S --source-kind shop --map mobile",
        "import B F --source S --source-kind shop --policy merge",
        "import B F --source S --source-kind shop --match fax",
        "import B F --source S --source-kind shop --header maybe",
        "import B F --source S --source-kind shop --country CHN",
        "import B F --source S --source-kind shop --country XX",
        "import B F --source= --source-kind shop",
        "import B F --watch D --source S --source-kind shop",
        "import B --watch D --source S",
        "import B --watch D --rejects R",
        "import B --watch D --dry-run",
        "import B F --once --source S --source-kind shop",
        "list",
        "list B --format xlsx",
        "list B --limit many",
        "export B",
        "export B F --for sms",
        "export B F --for fax.marketing",
        "export B F --format doc",
        "export B F --vcard 5",
        "sample many F",
        "passphrase",
        "passphrase B --kdf 6",
        "passphrase B --new-passphrase secret",
        "recover",
        "recover B --code secret",
        "recover B --new-code P --check",
        "backup",
        "restore K",
        "verify",
    ];

    #[test]
    fn the_contract_is_kept() {
        let parsed = |line: &str| {
            let arguments = format!("haobu {line}");
            let arguments: Vec<&str> = arguments.split_whitespace().collect();
            parse(arguments, Language::English)
        };
        for line in FITTING {
            assert!(parsed(line).is_ok(), "{line}: {:?}", parsed(line).err());
        }
        for line in UNFITTING {
            let refused = parsed(line).err().map(|error| error.exit_code());
            assert_eq!(refused, Some(2), "{line}");
        }
    }

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        fn check(command: &clap::Command, language: Language) {
            let said = |text: Option<&clap::builder::StyledStr>, name: &str| {
                let text = text.map(ToString::to_string).unwrap_or_default();
                assert!(!text.is_empty(), "{name} in {language:?}");
                assert!(!text.contains("No localization"), "{name}: {text}");
            };
            said(command.get_about(), command.get_name());
            for arg in command.get_arguments() {
                said(arg.get_help(), arg.get_id().as_str());
            }
            for subcommand in command.get_subcommands() {
                check(subcommand, language);
            }
        }
        for language in Language::ALL {
            let mut command = command(language);
            command.build();
            check(&command, language);
        }
    }
}
