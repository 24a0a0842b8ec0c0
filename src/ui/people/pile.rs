//! Whether somebody may be texted, in one badge.

use egui::{Response, Ui};

use crate::i18n;
use crate::ui::AppContext;
use crate::ui::widgets::{BadgeKind, badge};
use crate::workspace::Pile;

/// The shape of a pile.
pub const fn pile_kind(pile: Pile) -> BadgeKind {
    match pile {
        Pile::MayText => BadgeKind::Yes,
        Pile::ServiceOnly => BadgeKind::Service,
        Pile::AskFirst => BadgeKind::Waiting,
        Pile::DoNotDisturb => BadgeKind::No,
    }
}

/// Draws the badge.
pub fn pile_badge(ui: &mut Ui, app: &AppContext<'_>, pile: Pile) -> Response {
    badge(ui, pile_kind(pile), &i18n::pile(app.language, pile), "")
}
