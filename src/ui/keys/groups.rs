//! What each key is for: the commands by what they are about, then the keys of single screens.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::i18n::Language;
use crate::text;
use crate::ui::Command;
use crate::ui::{held, review};

/// Keys that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub lines: Vec<Line>,
}

/// One act and its keys, the usual one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub keys: Vec<KeyboardShortcut>,
}

/// What commands are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Finding,
    People,
    Steps,
    Places,
    Look,
    Book,
}

impl About {
    const ALL: [Self; 6] = [
        Self::Finding,
        Self::People,
        Self::Steps,
        Self::Places,
        Self::Look,
        Self::Book,
    ];

    fn name(self, language: Language) -> String {
        match self {
            Self::Finding => text!(language, "keys-finding"),
            Self::People => text!(language, "keys-people"),
            Self::Steps => text!(language, "keys-steps"),
            Self::Places => text!(language, "keys-places"),
            Self::Look => text!(language, "keys-look"),
            Self::Book => text!(language, "keys-book"),
        }
    }

    const fn of(command: Command) -> Self {
        match command {
            Command::Search
            | Command::EditFilter
            | Command::ClearFilter
            | Command::Palette
            | Command::LookUp => Self::Finding,
            Command::NewContact
            | Command::EditName
            | Command::CopyNumber
            | Command::CopyRows
            | Command::SelectAll
            | Command::RecordConsent
            | Command::ChangeMany
            | Command::DeleteSelected
            | Command::SaveSegment
            | Command::Review
            | Command::SettleHeld => Self::People,
            Command::Undo | Command::Redo | Command::Import | Command::Export | Command::BackUp => {
                Self::Steps
            }
            Command::ShowPeople
            | Command::ShowLists
            | Command::ShowHistory
            | Command::ShowTrash
            | Command::ShowBackups
            | Command::ShowSecurity
            | Command::ShowFields
            | Command::ShowWatch
            | Command::ShowSettings
            | Command::TogglePane
            | Command::ToggleInspector => Self::Places,
            Command::ToggleDensity
            | Command::LightTheme
            | Command::DarkTheme
            | Command::SystemTheme
            | Command::English
            | Command::Chinese
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset => Self::Look,
            Command::NewBook
            | Command::OpenBook
            | Command::OpenSample
            | Command::Lock
            | Command::Keys
            | Command::Quit => Self::Book,
        }
    }
}

/// Every key of the window.
pub fn groups(language: Language) -> Vec<Group> {
    let commands = About::ALL.into_iter().map(|about| Group {
        name: about.name(language),
        lines: Command::ALL
            .into_iter()
            .filter(|command| About::of(*command) == about)
            .filter(|command| !command.shortcuts().is_empty())
            .map(|command| Line {
                name: command.name(language),
                keys: command.shortcuts().to_vec(),
            })
            .collect(),
    });
    let own = [table(language), walk(language), settling(language)];
    commands.chain(own).collect()
}

fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// What the keys of the table do.
fn table(language: Language) -> Group {
    let shifted = |key| KeyboardShortcut::new(Modifiers::SHIFT, key);
    let lines = [
        (
            text!(language, "keys-table-rows"),
            vec![plain(Key::ArrowUp), plain(Key::ArrowDown)],
        ),
        (
            text!(language, "keys-table-extend"),
            vec![shifted(Key::ArrowUp), shifted(Key::ArrowDown)],
        ),
        (
            text!(language, "keys-table-columns"),
            vec![plain(Key::ArrowLeft), plain(Key::ArrowRight)],
        ),
        (
            text!(language, "keys-table-ends"),
            vec![plain(Key::Home), plain(Key::End)],
        ),
        (
            text!(language, "keys-table-toggle"),
            vec![plain(Key::Space)],
        ),
        (text!(language, "keys-table-edit"), vec![plain(Key::Enter)]),
        (text!(language, "keys-table-menu"), vec![shifted(Key::F10)]),
    ];
    Group {
        name: text!(language, "keys-table"),
        lines: lines.map(|(name, keys)| Line { name, keys }).into(),
    }
}

/// One key per decision.
fn walk(language: Language) -> Group {
    let mut lines: Vec<Line> = Vec::new();
    for (modifiers, key, pressed) in review::KEYS {
        let name = pressed.name(language);
        let shortcut = KeyboardShortcut::new(modifiers, key);
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.keys.push(shortcut),
            None => lines.push(Line {
                name,
                keys: vec![shortcut],
            }),
        }
    }
    // Single keys first, as the buttons stand.
    let is_shifted = |line: &Line| line.keys.iter().any(|keys| !keys.modifiers.is_none());
    lines.sort_by_key(is_shifted);
    Group {
        name: text!(language, "review-title"),
        lines,
    }
}

/// One key per decision about a row that waits.
fn settling(language: Language) -> Group {
    let mut lines: Vec<Line> = Vec::new();
    for (modifiers, key, pressed) in held::KEYS {
        let name = pressed.name(language);
        let shortcut = KeyboardShortcut::new(modifiers, key);
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.keys.push(shortcut),
            None => lines.push(Line {
                name,
                keys: vec![shortcut],
            }),
        }
    }
    Group {
        name: text!(language, "held-title"),
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_is_on_the_sheet() {
        for language in Language::ALL {
            let shown: Vec<KeyboardShortcut> = groups(language)
                .into_iter()
                .flat_map(|group| group.lines)
                .flat_map(|line| line.keys)
                .collect();
            for command in Command::ALL {
                for shortcut in command.shortcuts() {
                    assert!(shown.contains(shortcut), "{command:?}: {shortcut:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_said_twice_within_a_group() {
        for language in Language::ALL {
            for group in groups(language) {
                assert!(!group.lines.is_empty(), "{}", group.name);
                let names: HashSet<&str> =
                    group.lines.iter().map(|line| line.name.as_str()).collect();
                assert_eq!(names.len(), group.lines.len(), "{}", group.name);
            }
        }
    }
}
