//! What was seen in a column, in a few badges: how much of it is sound, and what is odd.

use egui::{Align, Layout, Rect, Ui, UiBuilder};

use crate::domain::problem::CellProblem;
use crate::i18n::{Language, count, money};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space};
use crate::ui::widgets::{BadgeKind, badge, elided, link};
use crate::workspace::{Because, ColumnSeen, Field, FileColumn};

/// What is wrong for good, and can be shown cell by cell.
pub const WRONG: [CellProblem; 7] = [
    CellProblem::InvalidNumber,
    CellProblem::LossyNumber,
    CellProblem::AmbiguousNumber,
    CellProblem::InvalidEmail,
    CellProblem::InvalidDate,
    CellProblem::InvalidConsent,
    CellProblem::InvalidAmount,
];

/// Draws the badges into `rect`; whether the link to the wrong cells was clicked.
pub fn seen_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    rect: Rect,
    column: &FileColumn,
    seen: Option<&ColumnSeen>,
) -> bool {
    let language = app.language;
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.shrink_clip_rect(rect);
    ui.spacing_mut().item_spacing.x = 6.0;
    let muted = |ui: &mut Ui, words: &str| {
        elided(ui, words, fonts::body(), app.tokens.mute);
    };
    let field = match &column.field {
        None | Some(Field::Ignore) => {
            if column.because != Because::User {
                muted(&mut ui, &text!(language, "intake-seen-not-needed"));
            }
            return false;
        }
        Some(Field::LabelOf(_)) => {
            muted(&mut ui, &text!(language, "intake-seen-label"));
            return false;
        }
        Some(field) => field,
    };
    let Some(seen) = seen else {
        muted(&mut ui, "…");
        return false;
    };
    if seen.filled == 0 {
        muted(&mut ui, &text!(language, "intake-seen-empty"));
        return false;
    }
    if matches!(field, Field::RecipientName | Field::RecipientAddress) {
        muted(&mut ui, &text!(language, "intake-seen-recipient"));
        return false;
    }
    let good = good(language, field, seen);
    badge(&mut ui, BadgeKind::Yes, &good, "");
    let wrong: u64 = WRONG.iter().map(|problem| seen.odd(*problem)).sum();
    let mut is_clicked = false;
    if wrong > 0 {
        let words = text!(language, "intake-seen-wrong", count = count(wrong));
        is_clicked = link(&mut ui, &words).clicked();
        ui.add_space(space::TINY);
    }
    for (problem, words) in [
        (
            CellProblem::MaskedNumber,
            text!(
                language,
                "intake-seen-masked",
                count = count(seen.odd(CellProblem::MaskedNumber))
            ),
        ),
        (
            CellProblem::RelayNumber,
            text!(
                language,
                "intake-seen-relay",
                count = count(seen.odd(CellProblem::RelayNumber))
            ),
        ),
    ] {
        if seen.odd(problem) > 0 {
            let meaning = crate::i18n::cell_fault(language, problem);
            badge(&mut ui, BadgeKind::Waiting, &words, &meaning);
        }
    }
    is_clicked
}

/// What is sound in a column.
fn good(language: Language, field: &Field, seen: &ColumnSeen) -> String {
    let distinct = count(seen.distinct);
    let sound = count(seen.sound());
    match field {
        Field::Reference => text!(
            language,
            "intake-seen-people",
            n = seen.distinct,
            count = distinct
        ),
        Field::Item => text!(
            language,
            "intake-seen-items",
            n = seen.distinct,
            count = distinct
        ),
        Field::City => text!(
            language,
            "intake-seen-cities",
            n = seen.distinct,
            count = distinct
        ),
        Field::Amount => text!(language, "intake-seen-sum", sum = money(seen.cents)),
        Field::OrderTime | Field::Created => text!(
            language,
            "intake-seen-dates",
            n = seen.sound(),
            count = sound
        ),
        _ => sound,
    }
}
