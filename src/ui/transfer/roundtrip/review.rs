//! The differences: what they come to, ticks for whole columns, and the list of all of them.

use egui::{ScrollArea, Ui, vec2};

use super::change::{self, Done};
use super::frame::nothing_ui;
use super::lines::{Line, Section};
use super::{TripScreen, words};
use crate::i18n::{count, date, local_day};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space};
use crate::ui::widgets::{
    Severity, Tick, check_label, elided, note, scroll_by_keys, small_paragraph, title,
};
use crate::workspace::roundtrip::Share;

impl From<Share> for Tick {
    fn from(share: Share) -> Self {
        match share.on {
            0 => Self::Off,
            on if on == share.all => Self::On,
            _ => Self::Some,
        }
    }
}

impl TripScreen {
    pub(super) fn review_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        self.problem_ui(ui, app);
        self.summary_ui(ui, app);
        if self.lines.is_empty() {
            nothing_ui(ui, app);
            return;
        }
        self.columns_ui(ui, app);
        ui.add_space(space::SMALL);
        let mut done = None;
        let frame = egui::Frame::new()
            .fill(app.tokens.panel)
            .stroke(app.tokens.line_stroke());
        frame.show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("trip lines")
                .auto_shrink([false, false])
                .show_rows(ui, change::ROW, self.lines.len(), |ui, places| {
                    scroll_by_keys(ui, true);
                    for line in self.lines.get(places).unwrap_or_default() {
                        if let Some(act) =
                            change::line_ui(ui, app, &self.trip, &self.ticks, self.folds, *line)
                        {
                            done = Some(act);
                        }
                    }
                });
        });
        if let Some(done) = done {
            self.carry_out(done);
        }
    }

    fn carry_out(&mut self, done: Done) {
        let is_on = done.is_on;
        match done.line {
            Line::Cell { person, cell } => self.ticks.set_cell(person, cell, is_on),
            Line::Person(person) => self.ticks.set_person(&self.trip, person, is_on),
            Line::New(row) => self.ticks.set_new_row(row, is_on),
            Line::Gone(person) => self.ticks.set_gone(person, is_on),
            Line::Section(section) if done.is_fold => {
                self.folds.toggle(section);
                self.list_lines();
                return;
            }
            Line::Section(Section::New) => self.ticks.set_new_rows(&self.trip, is_on),
            Line::Section(Section::Gone) => self.ticks.set_all_gone(is_on),
            Line::Section(Section::People) => self.ticks.set_edits(&self.trip, is_on),
            Line::Section(_) | Line::Kept(_) | Line::MoreKept | Line::Odd(_) => {}
        }
        self.recount();
    }

    fn summary_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        title(ui, &text!(language, "trip-which"));
        if let Some(list) = &self.trip.list {
            let words = text!(
                language,
                "trip-list",
                file = list.file_name.as_str(),
                date = date(local_day(list.at)),
                n = list.contacts,
                count = count(list.contacts)
            );
            elided(ui, &words, fonts::body(), app.tokens.mute);
        }
        ui.add_space(space::SMALL);
        for notice in words::notices(language, &self.trip) {
            note(ui, Severity::Warning, &notice);
            ui.add_space(space::SMALL);
        }
        let summary = words::summary(language, &self.trip, self.counts.conflicts);
        small_paragraph(ui, &summary.join("  ·  "), app.tokens.ink);
    }

    /// A tick for each column that was edited.
    fn columns_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        if self.counts.columns.is_empty() {
            return;
        }
        ui.add_space(space::SMALL);
        let mut clicked = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::MEDIUM, space::TINY);
            ui.spacing_mut().interact_size.y = 28.0;
            let caption = text!(app.language, "trip-columns");
            elided(ui, &caption, fonts::body(), app.tokens.mute);
            for (column, share) in &self.counts.columns {
                let head = words::head(&self.trip.columns, *column);
                let words = [head, &count(share.all)].join(" ");
                if check_label(ui, Tick::from(*share), &words).clicked() {
                    clicked = Some((*column, share.on < share.all));
                }
            }
        });
        if let Some((column, is_on)) = clicked {
            self.ticks.set_column(&self.trip, column, is_on);
            self.recount();
        }
    }
}
