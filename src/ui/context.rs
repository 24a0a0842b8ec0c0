//! What every screen is handed: shared references only, so that no screen owns the book.

use std::cell::RefCell;

use super::command::{Action, Command, Needs};
use super::theme::Tokens;
use crate::domain::time::{Day, Millis};
use crate::i18n::Language;
use crate::workspace::keys::KeyStore;
use crate::workspace::settings::Settings;
use crate::workspace::{Session, Snapshot};

/// The house as a screen sees it during one frame.
#[derive(Clone, Copy, Debug)]
pub struct AppContext<'a> {
    pub session: &'a Session,
    /// The open book as of the last command that ended.
    pub snapshot: &'a Snapshot,
    pub settings: &'a Settings,
    /// What this computer keeps so that books can be opened.
    pub keys: &'a KeyStore,
    pub language: Language,
    /// Colours and sizes of the present theme.
    pub tokens: &'static Tokens,
    pub now: Millis,
    pub today: Day,
    pub actions: &'a ActionSender,
    pub environment: Environment,
}

/// What there is to work with now: menus, shortcuts and the palette all ask here whether a command
/// can run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked on its own, and all combinations occur"
)]
pub struct Environment {
    /// A book is open and its list is shown.
    pub is_open: bool,
    /// It can be written.
    pub can_write: bool,
    /// Somebody is selected on the screen that is shown.
    pub has_selection: bool,
    pub can_undo: bool,
    pub can_redo: bool,
}

impl Environment {
    /// Whether a command can run now.
    pub const fn allows(self, command: Command) -> bool {
        match command.needs() {
            Needs::Nothing => true,
            Needs::Book => self.is_open,
            Needs::Writing => self.is_open && self.can_write,
            Needs::Selection => self.is_open && self.has_selection,
            Needs::WritingSelection => self.is_open && self.can_write && self.has_selection,
            Needs::Undo => self.can_write && self.can_undo,
            Needs::Redo => self.can_write && self.can_redo,
        }
    }
}

/// Takes actions while screens draw; they are carried out once the frame is drawn.
#[derive(Default)]
pub struct ActionSender {
    queue: RefCell<Vec<Action>>,
}

impl std::fmt::Debug for ActionSender {
    /// Without the actions: they may name people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActionSender").finish_non_exhaustive()
    }
}

impl AppContext<'_> {
    /// Does something at the end of this frame.
    pub fn send(&self, action: Action) {
        self.actions.send(action);
    }

    /// Runs a command of the menus at the end of this frame.
    pub fn run(&self, command: Command) {
        self.actions.send(Action::Run(command));
    }

    /// Changes the settings at the end of this frame.
    pub fn change_settings(&self, change: impl FnOnce(&mut Settings) + 'static) {
        self.actions.send(Action::ChangeSettings(Box::new(change)));
    }

    /// Whether the book can be written.
    pub fn can_write(&self) -> bool {
        let book = self.snapshot.book.as_ref();
        book.is_some_and(|book| book.access == crate::workspace::Access::ReadWrite)
    }
}

impl ActionSender {
    pub fn send(&self, action: Action) {
        self.queue.borrow_mut().push(action);
    }

    /// Everything that was sent, in order.
    pub fn take(&self) -> Vec<Action> {
        self.queue.take()
    }
}
