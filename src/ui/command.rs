//! Everything the owner can do by name: menus, shortcuts and the palette are made from this list.

use std::path::PathBuf;

use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut, Modifiers};

use crate::domain::ids::{ContactId, OpId, ReviewId, SegmentId};
use crate::i18n::Language;
use crate::text;
use crate::ui::keys::key_words;
use crate::ui::people::BulkAct;
use crate::workspace::settings::Settings;

/// A command of the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    Search,
    EditFilter,
    ClearFilter,
    Palette,
    NewContact,
    EditName,
    CopyNumber,
    CopyRows,
    SelectAll,
    RecordConsent,
    ChangeMany,
    DeleteSelected,
    SaveSegment,
    /// Walks the list one by one.
    Review,
    /// Settles the rows that imports held back.
    SettleHeld,
    LookUp,
    Undo,
    Redo,
    Import,
    Export,
    ShowPeople,
    /// Lists that went out.
    ShowLists,
    ShowHistory,
    ShowTrash,
    ShowBackups,
    BackUp,
    ShowFields,
    /// The folder whose files come in by themselves.
    ShowWatch,
    ShowSettings,
    TogglePane,
    ToggleInspector,
    ToggleDensity,
    LightTheme,
    DarkTheme,
    SystemTheme,
    English,
    Chinese,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    NewBook,
    OpenBook,
    OpenSample,
    Lock,
    Keys,
    Quit,
}

/// Where the owner is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Welcome,
    NewBook,
    /// A book that waits for its passphrase.
    Unlock(PathBuf),
    /// A customer file on its way in.
    Import,
    /// A list on its way out.
    Export,
    People,
    /// A list that is walked through one by one.
    Review,
    /// Rows that imports held back.
    Held,
    History,
    /// The lists that went out, and who is in them.
    Lists,
    Trash,
    Backups,
    Fields,
    /// The folder whose files come in by themselves.
    Watch,
    Settings,
}

/// Something a screen asks the house to do once the frame is drawn.
pub enum Action {
    Run(Command),
    Go(Route),
    /// A book or a customer file that was dropped, chosen or double-clicked.
    OpenFile(PathBuf),
    /// Several customer files that were dropped at once.
    OpenFiles(Vec<PathBuf>),
    /// Closes the book and asks for the passphrase of one of its backups.
    LookInside(PathBuf),
    /// The book was opened or made; what it is called is in the snapshot.
    BookOpened,
    /// The customer file that waits for a book need not come in.
    DropWaiting,
    /// Shows the people behind a filter.
    ShowFilter(String),
    ShowSegment(SegmentId),
    ShowContact(ContactId),
    /// Shows a list that went out.
    ShowList(OpId),
    /// Shows the lists that somebody is in.
    ShowListsOf(ContactId),
    /// Goes on with a list where it was left.
    ResumeReview(ReviewId),
    /// Records consent of these people.
    RecordConsent(Vec<ContactId>),
    /// Asks what to do with everybody selected.
    ChangeMany(BulkAct),
    Copy(String),
    /// Makes a recovery code and shows it.
    ShowRecoveryCode,
    ChangePassphrase {
        /// Nobody knows the present one.
        is_forgotten: bool,
    },
    /// Says something for a few seconds.
    Say(String),
    ChangeSettings(Box<dyn FnOnce(&mut Settings)>),
}

impl std::fmt::Debug for Action {
    /// Without what it carries: it may name people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Action")
    }
}

/// What a command needs before it can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    /// An open book.
    Book,
    /// A book that can be written.
    Writing,
    /// Somebody selected.
    Selection,
    /// Somebody selected, in a book that can be written.
    WritingSelection,
    /// Something to undo.
    Undo,
    /// Something to redo.
    Redo,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::COMMAND
};

impl Command {
    /// In the order of the palette.
    pub const ALL: [Self; 46] = [
        Self::Search,
        Self::EditFilter,
        Self::ClearFilter,
        Self::Palette,
        Self::NewContact,
        Self::EditName,
        Self::CopyNumber,
        Self::CopyRows,
        Self::SelectAll,
        Self::RecordConsent,
        Self::ChangeMany,
        Self::DeleteSelected,
        Self::SaveSegment,
        Self::Review,
        Self::SettleHeld,
        Self::LookUp,
        Self::Undo,
        Self::Redo,
        Self::Import,
        Self::Export,
        Self::ShowPeople,
        Self::ShowLists,
        Self::ShowHistory,
        Self::ShowTrash,
        Self::ShowBackups,
        Self::BackUp,
        Self::ShowFields,
        Self::ShowWatch,
        Self::ShowSettings,
        Self::TogglePane,
        Self::ToggleInspector,
        Self::ToggleDensity,
        Self::LightTheme,
        Self::DarkTheme,
        Self::SystemTheme,
        Self::English,
        Self::Chinese,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::NewBook,
        Self::OpenBook,
        Self::OpenSample,
        Self::Lock,
        Self::Keys,
        Self::Quit,
    ];

    /// What menus and the palette call it.
    pub fn name(self, language: Language) -> String {
        match self {
            Self::Search => text!(language, "command-search"),
            Self::EditFilter => text!(language, "command-edit-filter"),
            Self::ClearFilter => text!(language, "command-clear-filter"),
            Self::Palette => text!(language, "command-palette"),
            Self::NewContact => text!(language, "command-new-contact"),
            Self::EditName => text!(language, "command-edit-name"),
            Self::CopyNumber => text!(language, "command-copy-number"),
            Self::CopyRows => text!(language, "command-copy-rows"),
            Self::SelectAll => text!(language, "command-select-all"),
            Self::RecordConsent => text!(language, "command-record-consent"),
            Self::ChangeMany => text!(language, "command-change-many"),
            Self::DeleteSelected => text!(language, "command-delete"),
            Self::SaveSegment => text!(language, "command-save-segment"),
            Self::Review => text!(language, "command-review"),
            Self::SettleHeld => text!(language, "command-settle-held"),
            Self::LookUp => text!(language, "command-look-up"),
            Self::Undo => text!(language, "command-undo"),
            Self::Redo => text!(language, "command-redo"),
            Self::Import => text!(language, "command-import"),
            Self::Export => text!(language, "command-export"),
            Self::ShowPeople => text!(language, "command-people"),
            Self::ShowLists => text!(language, "command-lists"),
            Self::ShowHistory => text!(language, "command-history"),
            Self::ShowTrash => text!(language, "command-trash"),
            Self::ShowBackups => text!(language, "command-backups"),
            Self::BackUp => text!(language, "command-back-up"),
            Self::ShowFields => text!(language, "command-fields"),
            Self::ShowWatch => text!(language, "command-watch"),
            Self::ShowSettings => text!(language, "command-settings"),
            Self::TogglePane => text!(language, "command-pane"),
            Self::ToggleInspector => text!(language, "command-inspector"),
            Self::ToggleDensity => text!(language, "command-density"),
            Self::LightTheme => text!(language, "command-light"),
            Self::DarkTheme => text!(language, "command-dark"),
            Self::SystemTheme => text!(language, "command-system-theme"),
            // Each language under its own name, for whoever reads no other.
            Self::English => text!(Language::English, "command-own-language"),
            Self::Chinese => text!(Language::Chinese, "command-own-language"),
            Self::ZoomIn => text!(language, "command-zoom-in"),
            Self::ZoomOut => text!(language, "command-zoom-out"),
            Self::ZoomReset => text!(language, "command-zoom-reset"),
            Self::NewBook => text!(language, "command-new-book"),
            Self::OpenBook => text!(language, "command-open-book"),
            Self::OpenSample => text!(language, "command-sample"),
            Self::Lock => text!(language, "command-lock"),
            Self::Keys => text!(language, "command-keys"),
            Self::Quit => text!(language, "command-quit"),
        }
    }

    /// On this platform. The first is the one that menus show.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.shortcuts_on(OperatingSystem::from_target_os())
    }

    /// The shortcut that menus show, as it is called on this platform; nothing where there is none.
    pub fn keys(self, ctx: &egui::Context) -> String {
        let first = self.shortcuts().first();
        first
            .map(|shortcut| key_words(ctx, *shortcut))
            .unwrap_or_default()
    }

    /// What differs between platforms is what a system keeps for itself.
    pub fn shortcuts_on(self, platform: OperatingSystem) -> &'static [KeyboardShortcut] {
        const fn one(modifiers: Modifiers, key: Key) -> [KeyboardShortcut; 1] {
            [KeyboardShortcut::new(modifiers, key)]
        }
        const SEARCH: [KeyboardShortcut; 1] = one(CTRL, Key::F);
        // Ctrl Shift F is where input methods switch between simplified and traditional.
        const EDIT_FILTER: [KeyboardShortcut; 1] = one(CTRL, Key::G);
        const PALETTE: [KeyboardShortcut; 1] = one(CTRL, Key::K);
        const NEW_CONTACT: [KeyboardShortcut; 1] = one(CTRL, Key::N);
        const EDIT_NAME: [KeyboardShortcut; 1] = one(Modifiers::NONE, Key::F2);
        const COPY_NUMBER: [KeyboardShortcut; 1] = one(CTRL_SHIFT, Key::C);
        const COPY_ROWS: [KeyboardShortcut; 1] = one(CTRL, Key::C);
        const SELECT_ALL: [KeyboardShortcut; 1] = one(CTRL, Key::A);
        const RECORD: [KeyboardShortcut; 1] = one(CTRL, Key::R);
        const CHANGE_MANY: [KeyboardShortcut; 1] = one(CTRL, Key::J);
        const DELETE: [KeyboardShortcut; 1] = one(Modifiers::NONE, Key::Delete);
        const SAVE_SEGMENT: [KeyboardShortcut; 1] = one(CTRL, Key::S);
        const REVIEW: [KeyboardShortcut; 1] = one(CTRL_SHIFT, Key::R);
        const LOOK_UP: [KeyboardShortcut; 1] = one(CTRL, Key::L);
        const UNDO: [KeyboardShortcut; 1] = one(CTRL, Key::Z);
        const REDO: [KeyboardShortcut; 2] = [
            KeyboardShortcut::new(CTRL_SHIFT, Key::Z),
            KeyboardShortcut::new(CTRL, Key::Y),
        ];
        const IMPORT: [KeyboardShortcut; 1] = one(CTRL, Key::I);
        const EXPORT: [KeyboardShortcut; 1] = one(CTRL, Key::E);
        const PEOPLE: [KeyboardShortcut; 1] = one(CTRL, Key::Num1);
        const HISTORY: [KeyboardShortcut; 1] = one(CTRL, Key::H);
        // Cmd H hides the window.
        const HISTORY_ON_MAC: [KeyboardShortcut; 1] = one(CTRL_SHIFT, Key::H);
        const SETTINGS: [KeyboardShortcut; 1] = one(CTRL, Key::Comma);
        const PANE: [KeyboardShortcut; 1] = one(CTRL, Key::B);
        const INSPECTOR: [KeyboardShortcut; 1] = one(CTRL_SHIFT, Key::B);
        const ZOOM_IN: [KeyboardShortcut; 2] = [
            KeyboardShortcut::new(CTRL, Key::Plus),
            KeyboardShortcut::new(CTRL, Key::Equals),
        ];
        const ZOOM_OUT: [KeyboardShortcut; 1] = one(CTRL, Key::Minus);
        const ZOOM_RESET: [KeyboardShortcut; 1] = one(CTRL, Key::Num0);
        const OPEN_BOOK: [KeyboardShortcut; 1] = one(CTRL, Key::O);
        const LOCK: [KeyboardShortcut; 1] = one(CTRL_SHIFT, Key::L);
        const KEYS: [KeyboardShortcut; 1] = one(Modifiers::NONE, Key::F1);
        const QUIT: [KeyboardShortcut; 1] = one(CTRL, Key::Q);
        match self {
            Self::Search => &SEARCH,
            Self::EditFilter => &EDIT_FILTER,
            Self::Palette => &PALETTE,
            Self::NewContact => &NEW_CONTACT,
            Self::EditName => &EDIT_NAME,
            Self::CopyNumber => &COPY_NUMBER,
            Self::CopyRows => &COPY_ROWS,
            Self::SelectAll => &SELECT_ALL,
            Self::RecordConsent => &RECORD,
            Self::ChangeMany => &CHANGE_MANY,
            Self::DeleteSelected => &DELETE,
            Self::SaveSegment => &SAVE_SEGMENT,
            Self::Review => &REVIEW,
            Self::LookUp => &LOOK_UP,
            Self::Undo => &UNDO,
            Self::Redo => &REDO,
            Self::Import => &IMPORT,
            Self::Export => &EXPORT,
            Self::ShowPeople => &PEOPLE,
            Self::ShowHistory if platform == OperatingSystem::Mac => &HISTORY_ON_MAC,
            Self::ShowHistory => &HISTORY,
            Self::ShowSettings => &SETTINGS,
            Self::TogglePane => &PANE,
            Self::ToggleInspector => &INSPECTOR,
            Self::ZoomIn => &ZOOM_IN,
            Self::ZoomOut => &ZOOM_OUT,
            Self::ZoomReset => &ZOOM_RESET,
            Self::OpenBook => &OPEN_BOOK,
            Self::Lock => &LOCK,
            Self::Keys => &KEYS,
            Self::Quit => &QUIT,
            Self::ClearFilter
            | Self::SettleHeld
            | Self::ShowLists
            | Self::ShowTrash
            | Self::ShowBackups
            | Self::BackUp
            | Self::ShowFields
            | Self::ShowWatch
            | Self::ToggleDensity
            | Self::LightTheme
            | Self::DarkTheme
            | Self::SystemTheme
            | Self::English
            | Self::Chinese
            | Self::NewBook
            | Self::OpenSample => &[],
        }
    }

    /// Whether its shortcut belongs to the text field while one is being edited.
    pub const fn yields_to_text(self) -> bool {
        matches!(
            self,
            Self::CopyRows
                | Self::SelectAll
                | Self::DeleteSelected
                | Self::Undo
                | Self::Redo
                | Self::EditName
        )
    }

    pub const fn needs(self) -> Needs {
        match self {
            Self::Search
            | Self::EditFilter
            | Self::ClearFilter
            | Self::SelectAll
            | Self::Export
            | Self::ShowPeople
            | Self::ShowLists
            | Self::ShowHistory
            | Self::ShowTrash
            | Self::ShowBackups
            | Self::BackUp
            | Self::ShowFields
            | Self::ShowWatch
            | Self::TogglePane
            | Self::ToggleInspector
            | Self::LookUp
            | Self::Lock => Needs::Book,
            Self::NewContact
            | Self::SaveSegment
            | Self::Import
            | Self::Review
            | Self::SettleHeld => Needs::Writing,
            Self::CopyNumber | Self::CopyRows => Needs::Selection,
            Self::EditName | Self::RecordConsent | Self::ChangeMany | Self::DeleteSelected => {
                Needs::WritingSelection
            }
            Self::Undo => Needs::Undo,
            Self::Redo => Needs::Redo,
            Self::Palette
            | Self::ShowSettings
            | Self::ToggleDensity
            | Self::LightTheme
            | Self::DarkTheme
            | Self::SystemTheme
            | Self::English
            | Self::Chinese
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::NewBook
            | Self::OpenBook
            | Self::OpenSample
            | Self::Keys
            | Self::Quit => Needs::Nothing,
        }
    }

    /// The command whose shortcut was pressed, if it can run; what cannot leaves its key to whoever
    /// else listens. Shortcuts with more modifiers are tried first, because egui takes Ctrl Shift Z
    /// for Ctrl Z too.
    pub fn pressed(
        ctx: &egui::Context,
        is_editing_text: bool,
        can_run: impl Fn(Self) -> bool,
    ) -> Option<Self> {
        let mut candidates: Vec<(KeyboardShortcut, Self)> = Self::ALL
            .into_iter()
            .filter(|command| !(is_editing_text && command.yields_to_text()))
            .flat_map(|command| command.shortcuts().iter().map(move |key| (*key, command)))
            .collect();
        candidates.sort_by_key(|(key, _)| !key.modifiers.shift);
        ctx.input_mut(|input| {
            let pressed = candidates.into_iter().find_map(|(shortcut, command)| {
                let mut events = input.events.iter();
                let place = events.position(|event| answers(event, shortcut))?;
                Some((place, command))
            });
            let (place, command) = pressed.filter(|(_, command)| can_run(*command))?;
            input.events.remove(place);
            Some(command)
        })
    }
}

/// Whether an event is the pressing of these keys.
fn answers(event: &egui::Event, shortcut: KeyboardShortcut) -> bool {
    match event {
        egui::Event::Key {
            key,
            modifiers,
            pressed: true,
            ..
        } => *key == shortcut.logical_key && modifiers.matches_logically(shortcut.modifiers),
        // Ctrl C comes from the system by another name, and never as a key.
        egui::Event::Copy => shortcut == KeyboardShortcut::new(CTRL, Key::C),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_command_is_listed_once() {
        let listed: HashSet<Command> = Command::ALL.into_iter().collect();
        assert_eq!(listed.len(), Command::ALL.len());
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        for language in Language::ALL {
            let names: HashSet<String> = Command::ALL
                .into_iter()
                .map(|command| command.name(language))
                .collect();
            assert_eq!(names.len(), Command::ALL.len());
        }
    }
}
