//! The checklist: what keeps the book safe, how each of it stands, and a way to mend it.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::PassphraseChange;
use crate::i18n::{date, date_time, local_day};
use crate::text;
use crate::ui::theme::{fonts, size, space, text as type_size};
use crate::ui::widgets::{Button, Severity, elided, hairline, paint, small_paragraph};
use crate::ui::{Action, AppContext, Route};
use crate::workspace::keys::RecoveryState;
use crate::workspace::passphrase::Grade;
use crate::workspace::{KdfProfile, MOST_FOLDERS, Safety};

/// Room for what mends an item, in points.
const MEND: f32 = 232.0;

/// One thing to look at.
pub(super) struct Item {
    pub severity: Severity,
    name: String,
    state: String,
    /// What mends it, and whether that can be done now.
    mend: Option<(String, Action, bool)>,
}

/// All there is to look at, in the order of how much depends on it.
pub(super) fn items(app: &AppContext<'_>) -> Vec<Item> {
    let safety = app.session.safety();
    let mut items = vec![passphrase(app)];
    items.extend(cost(app, &safety));
    items.push(recovery(app));
    // Samples and backups that are looked into are not backed up.
    if !safety.folders.is_empty() {
        items.extend([
            backup(app, &safety),
            second_place(app, &safety),
            rehearsal(app, &safety),
        ]);
    }
    items.push(lock(app));
    items
}

fn passphrase(app: &AppContext<'_>) -> Item {
    let language = app.language;
    let (severity, state) = match app.snapshot.grade {
        Some(Grade::Weak) => (Severity::Warning, text!(language, "security-grade-weak")),
        Some(Grade::Fair) => (Severity::Warning, text!(language, "security-grade-fair")),
        Some(Grade::Good) => (Severity::Success, text!(language, "security-grade-good")),
        Some(Grade::VeryGood) => (
            Severity::Success,
            text!(language, "security-grade-very-good"),
        ),
        None => (Severity::Info, text!(language, "security-grade-unknown")),
    };
    let change = Action::ChangePassphrase(PassphraseChange::Another);
    Item {
        severity,
        name: text!(language, "security-check-passphrase"),
        state,
        mend: Some((
            text!(language, "security-change-passphrase"),
            change,
            app.can_write(),
        )),
    }
}

/// How costly each guess is.
fn cost(app: &AppContext<'_>, safety: &Safety) -> Option<Item> {
    let language = app.language;
    let profile = KdfProfile::of_salt(&safety.salt?)?;
    let (level, least) = (profile as u8, KdfProfile::default() as u8);
    let severity = if level >= least {
        Severity::Success
    } else {
        Severity::Warning
    };
    let harder = Action::ChangePassphrase(PassphraseChange::Harder);
    Some(Item {
        severity,
        name: text!(language, "security-check-cost"),
        state: text!(
            language,
            "security-cost",
            level = level,
            memory = profile.megabytes()
        ),
        mend: (profile.harder() != profile)
            .then(|| (text!(language, "security-harder"), harder, app.can_write())),
    })
}

fn recovery(app: &AppContext<'_>) -> Item {
    let language = app.language;
    let (severity, state, act) = match app.snapshot.recovery {
        RecoveryState::None => (
            Severity::Warning,
            text!(language, "security-no-code"),
            text!(language, "security-make-code"),
        ),
        RecoveryState::Unconfirmed => (
            Severity::Warning,
            text!(language, "security-unconfirmed-code"),
            text!(language, "security-new-code"),
        ),
        RecoveryState::Confirmed => (
            Severity::Success,
            text!(language, "security-confirmed-code"),
            text!(language, "security-new-code"),
        ),
    };
    Item {
        severity,
        name: text!(language, "recovery-title"),
        state,
        mend: Some((act, Action::ShowRecoveryCode, app.can_write())),
    }
}

fn backup(app: &AppContext<'_>, safety: &Safety) -> Item {
    let language = app.language;
    let has_failed = safety.folders.iter().any(|folder| folder.problem.is_some());
    let (severity, state) = match safety.last_backup() {
        _ if has_failed => (Severity::Warning, text!(language, "security-backup-failed")),
        Some((made, true)) => (
            Severity::Success,
            text!(language, "security-backup-current", when = date_time(made)),
        ),
        // It is made when the book is closed, at the latest.
        Some((made, false)) => (
            Severity::Info,
            text!(language, "security-backup-behind", when = date_time(made)),
        ),
        None => (Severity::Warning, text!(language, "backups-none")),
    };
    Item {
        severity,
        name: text!(language, "backups-title"),
        state,
        mend: Some((
            text!(language, "security-to-backups"),
            Action::Go(Route::Backups),
            true,
        )),
    }
}

fn second_place(app: &AppContext<'_>, safety: &Safety) -> Item {
    let language = app.language;
    let (severity, state) = if safety.folders.len() < MOST_FOLDERS {
        (Severity::Warning, text!(language, "security-second-none"))
    } else {
        (Severity::Success, text!(language, "security-second-there"))
    };
    let is_missing = severity == Severity::Warning;
    Item {
        severity,
        name: text!(language, "security-check-second"),
        state,
        mend: is_missing.then(|| {
            (
                text!(language, "security-add-second"),
                Action::Go(Route::Backups),
                app.can_write(),
            )
        }),
    }
}

fn rehearsal(app: &AppContext<'_>, safety: &Safety) -> Item {
    let language = app.language;
    let (severity, state) = match safety.rehearse_by {
        Some(by) if !safety.is_rehearsal_due => {
            let day = date(local_day(by));
            (
                Severity::Success,
                text!(language, "security-rehearsal-by", day = day),
            )
        }
        _ => (Severity::Warning, text!(language, "security-rehearsal-due")),
    };
    Item {
        severity,
        name: text!(language, "security-check-rehearsal"),
        state,
        mend: Some((
            text!(language, "security-rehearse"),
            Action::Go(Route::Backups),
            true,
        )),
    }
}

fn lock(app: &AppContext<'_>) -> Item {
    let language = app.language;
    let (severity, state) = match app.settings.lock_after_minutes {
        0 => (Severity::Warning, text!(language, "security-lock-never")),
        minutes => (
            Severity::Success,
            text!(language, "security-lock-after", minutes = minutes),
        ),
    };
    Item {
        severity,
        name: text!(language, "security-check-lock"),
        state,
        mend: Some((
            text!(language, "security-change-lock"),
            Action::Go(Route::Settings),
            true,
        )),
    }
}

/// Draws the items below each other.
pub(super) fn ui(ui: &mut Ui, app: &AppContext<'_>, items: Vec<Item>) {
    ui.spacing_mut().item_spacing.y = space::SMALL;
    for (place, item) in items.into_iter().enumerate() {
        if place > 0 {
            hairline(ui);
        }
        item_ui(ui, app, item);
    }
}

fn item_ui(ui: &mut Ui, app: &AppContext<'_>, item: Item) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let (rect, _) =
            ui.allocate_exact_size(vec2(size::ICON, type_size::BODY_LINE), Sense::hover());
        let color = item.severity.color(app.tokens);
        let icon = item.severity.icon();
        paint::icon(ui.painter(), rect.center(), icon, size::ICON, color);
        let width = (ui.available_width() - MEND - space::SMALL).max(MEND);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            let font = fonts::bold(type_size::BODY);
            elided(ui, &item.name, font, app.tokens.ink);
            small_paragraph(ui, &item.state, app.tokens.mute);
        });
        let Some((words, action, can)) = item.mend else {
            return;
        };
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if ui
                .add_enabled(can, Button::normal(&words).small())
                .clicked()
            {
                app.send(action);
            }
        });
    });
}
