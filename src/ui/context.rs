//! What every screen is handed: shared references only, so that no screen owns the book.

use std::cell::RefCell;

use super::command::{Action, Command};
use super::theme::Tokens;
use crate::domain::time::{Day, Millis};
use crate::i18n::Language;
use crate::workspace::settings::Settings;
use crate::workspace::{Session, Snapshot};

/// The house as a screen sees it during one frame.
#[derive(Clone, Copy)]
pub struct AppContext<'a> {
    pub session: &'a Session,
    /// The open book as of the last command that ended.
    pub snapshot: &'a Snapshot,
    pub settings: &'a Settings,
    pub language: Language,
    /// Colours and sizes of the present theme.
    pub tokens: &'static Tokens,
    pub now: Millis,
    pub today: Day,
    pub actions: &'a ActionSender,
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
