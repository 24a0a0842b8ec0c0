//! The people behind one reason for being left out.

use egui::{Context, Id, ScrollArea, Ui};

use super::ExportScreen;
use crate::domain::ids::ContactId;
use crate::domain::left_out::LeftOut;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::person_row;
use crate::ui::widgets::{Dialog, DialogOutcome, small_paragraph};

const WIDTH: f32 = 620.0;
const ROW: f32 = 32.0;
/// What the title, the buttons and the margins take of the window's height.
const AROUND: f32 = 260.0;

/// Who is looked at.
#[derive(Debug)]
pub(super) struct Names {
    reason: LeftOut,
    people: Vec<ContactId>,
}

impl ExportScreen {
    pub(super) fn open_names(&mut self, reason: LeftOut, people: &[ContactId]) {
        self.names = Some(Names {
            reason,
            people: people.to_vec(),
        });
    }

    pub(super) fn names_ui(&mut self, ctx: &Context, app: &AppContext<'_>) {
        let Some(names) = &self.names else {
            return;
        };
        let language = app.language;
        let number = u64::try_from(names.people.len()).unwrap_or(u64::MAX);
        let reason = i18n::left_out(language, names.reason);
        let title = text!(
            language,
            "send-names-of",
            reason = reason,
            count = count(number)
        );
        let close = text!(language, "intake-close");
        let (outcome, is_left) = Dialog::new(Id::unique("export names"), &title, &close, "")
            .width(WIDTH)
            .show(ctx, |ui| names.ui(ui, app));
        if is_left || outcome != DialogOutcome::Open {
            self.names = None;
        }
    }
}

impl Names {
    /// Draws the people; whether one of them is looked at instead.
    fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        let meaning = i18n::left_out_meaning(app.language, self.reason);
        small_paragraph(ui, &meaning, app.tokens.mute);
        let most = (ui.ctx().content_rect().height() - AROUND).clamp(120.0, 420.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut is_left = false;
        ScrollArea::vertical()
            .id_salt("names")
            .max_height(most)
            .auto_shrink([false, true])
            .show_rows(ui, ROW, self.people.len(), |ui, places| {
                for id in self.people.get(places).unwrap_or_default() {
                    is_left |= person_row(ui, app, *id, ROW);
                }
            });
        is_left
    }
}
