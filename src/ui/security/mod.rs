//! Ways to the key, in the window: the card in the settings, the recovery code, another passphrase.

mod card;
mod passphrase;
mod recovery;

use egui::{Context, Ui};

use super::AppContext;
use crate::text;
use crate::ui::widgets::small_link;
use crate::workspace::keys::RecoveryState;
use card::Remembered;
use passphrase::ChangePassphrase;
use recovery::ShowRecovery;

/// What is open of it.
#[derive(Debug, Default)]
pub struct Security {
    remembered: Remembered,
    recovery: Option<ShowRecovery>,
    passphrase: Option<ChangePassphrase>,
}

impl Security {
    /// Makes a new recovery code and shows it.
    pub fn show_recovery(&mut self, app: &AppContext<'_>) {
        self.recovery = Some(ShowRecovery::new(app));
    }

    /// Asks for another passphrase; not for the one there is when nobody knows it any more.
    pub fn change_passphrase(&mut self, is_forgotten: bool) {
        self.passphrase = Some(ChangePassphrase::new(is_forgotten));
    }

    /// The dialogs that are open.
    pub fn ui(&mut self, ctx: &Context, app: &AppContext<'_>) {
        // One after the other: a passphrase that nobody knows is the more urgent of both.
        if let Some(dialog) = &mut self.passphrase {
            if dialog.ui(ctx, app) {
                self.passphrase = None;
                self.remembered = Remembered::default();
            }
        } else if let Some(dialog) = &mut self.recovery
            && dialog.ui(ctx, app)
        {
            self.recovery = None;
        }
    }
}

/// Reminds of a code that nobody has shown to have, until somebody does.
pub fn reminder_ui(ui: &mut Ui, app: &AppContext<'_>) {
    if app.snapshot.recovery == RecoveryState::Unconfirmed
        && app.can_write()
        && small_link(ui, &text!(app.language, "recovery-reminder")).clicked()
    {
        app.send(crate::ui::Action::ShowRecoveryCode);
    }
}
