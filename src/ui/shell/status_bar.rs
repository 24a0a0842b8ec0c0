//! The bar at the foot: who is selected, what is running, when the book locks itself.

use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Ui, vec2};

use crate::i18n::count;
use crate::text;
use crate::ui::AppContext;
use crate::ui::backups;
use crate::ui::people::People;
use crate::ui::theme::{fonts, size};
use crate::workspace::Access;

/// Draws the bar; `unfinished` draws the links to what waits to be gone on with.
pub fn status_bar(
    ui: &mut Ui,
    app: &AppContext<'_>,
    people: &People,
    unfinished: impl FnOnce(&mut Ui),
) {
    let frame = Frame::new()
        .fill(app.tokens.panel)
        .inner_margin(Margin::symmetric(16, 0));
    Panel::bottom("status bar")
        .exact_size(size::STATUS)
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            let bar = ui.max_rect().expand2(vec2(16.0, 0.0));
            let line = bar.with_max_y(bar.top() + 1.0);
            ui.painter().rect_filled(line, 0, app.tokens.line);
            ui.spacing_mut().item_spacing.x = 20.0;
            // What stands at the right comes first, so that what does not fit is cut at the left of
            // it and never drawn over it.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                say(ui, app, lock_words(app));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.shrink_clip_rect(ui.max_rect());
                    for words in left(app, people) {
                        say(ui, app, words);
                    }
                    unfinished(ui);
                });
            });
        });
}

fn left(app: &AppContext<'_>, people: &People) -> Vec<String> {
    let language = app.language;
    let mut words = Vec::new();
    match people.selection().len() {
        0 => {}
        selected => {
            let count = count(u64::try_from(selected).unwrap_or(u64::MAX));
            words.push(text!(language, "status-selected", count = count));
        }
    }
    if let Some(backup) = backups::status(app) {
        words.push(backup);
    }
    if app.snapshot.book.is_some() && !app.snapshot.is_complete {
        words.push(text!(language, "status-loading"));
    }
    let access = app.snapshot.book.as_ref().map(|book| book.access);
    if access == Some(Access::ReadOnly) {
        words.push(text!(language, "status-read-only"));
    }
    words
}

fn lock_words(app: &AppContext<'_>) -> String {
    let minutes = app.settings.lock_after_minutes;
    if minutes == 0 {
        text!(app.language, "status-never-locks")
    } else {
        text!(app.language, "status-locks", minutes = minutes)
    }
}

fn say(ui: &mut Ui, app: &AppContext<'_>, words: String) {
    let words = RichText::new(words)
        .font(fonts::small())
        .color(app.tokens.mute);
    ui.add(Label::new(words).selectable(false));
}
