//! What opens the window instead of running a command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Console, Outcome, args};
use crate::i18n::{LANGUAGE_VARIABLE, Language, list};
use crate::text;

/// The ending of books.
const ENDING: &str = "haobu";
/// The command that needs a window itself.
pub(super) const DEMO: &str = "demo";

/// What the window is to open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowStart {
    /// The sample book.
    pub sample: bool,
    /// A book that was double-clicked.
    pub file: Option<PathBuf>,
    /// Before what the window's own settings say.
    pub language: Option<Language>,
}

/// Why there was no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWindow {
    NoDisplay,
    /// What the system's graphics said.
    Graphics(String),
}

impl WindowStart {
    /// The window that these arguments ask for, the program's name first; `None` when they are a
    /// command.
    pub(super) fn read(arguments: &[OsString]) -> Option<Self> {
        let file = match arguments {
            [] | [_] => None,
            [_, path] if is_book(Path::new(path)) => Some(PathBuf::from(path)),
            _ => return None,
        };
        Some(Self {
            file,
            ..Self::new()
        })
    }

    /// The window with the sample book.
    pub(super) fn sample() -> Self {
        Self {
            sample: true,
            ..Self::new()
        }
    }

    fn new() -> Self {
        let language = std::env::var(LANGUAGE_VARIABLE).ok();
        let language = language.filter(|tag| !tag.is_empty());
        Self {
            language: language.map(|tag| Language::from_tag(&tag)),
            ..Self::default()
        }
    }
}

fn is_book(path: &Path) -> bool {
    let is_named_so = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    is_named_so && path.is_file()
}

/// Says that no window could be opened, and what works without one.
pub(super) fn explain(problem: &NoWindow, console: &mut Console<'_>) -> Outcome {
    let language = console.language;
    let said = match problem {
        NoWindow::NoDisplay => text!(language, "demo-no-display"),
        NoWindow::Graphics(said) => text!(language, "demo-no-graphics", said = said.clone()),
    };
    console.say(&text!(language, "error", sentence = said));
    let commands: Vec<String> = args::command(language)
        .get_subcommands()
        .map(clap::Command::get_name)
        .filter(|name| *name != DEMO)
        .map(|name| format!("haobu {name}"))
        .collect();
    console.say(&text!(
        language,
        "demo-without-window",
        commands = list(language, &commands)
    ));
    Outcome::Failed
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_or_a_book_opens_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "").unwrap();
            path.into_os_string()
        };
        let (book, large, list) = (file("a.haobu"), file("b.HAOBU"), file("c.csv"));
        let missing = folder.path().join("none.haobu").into_os_string();
        let check = |arguments: &[&OsString], expected: Option<Option<&OsString>>| {
            let program = OsString::from("haobu");
            let arguments: Vec<OsString> = [&program]
                .into_iter()
                .chain(arguments.iter().copied())
                .cloned()
                .collect();
            let start = WindowStart::read(&arguments);
            let found = start.as_ref().map(|start| start.file.clone());
            let expected = expected.map(|file| file.map(PathBuf::from));
            assert_eq!(found, expected, "{arguments:?}");
        };
        check(&[], Some(None));
        check(&[&book], Some(Some(&book)));
        check(&[&large], Some(Some(&large)));
        check(&[&list], None);
        check(&[&missing], None);
        check(&[&folder.path().as_os_str().to_owned()], None);
        check(&[&book, &book], None);
        check(&[&"check".into(), &book], None);
        assert!(WindowStart::sample().sample);
    }
}
