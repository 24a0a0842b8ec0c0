//! The screen of custom fields: what is kept of people besides names and numbers, and why.

mod delete;
mod form;
mod row;

use std::sync::Arc;

use egui::{CentralPanel, Frame, ScrollArea, Ui};

use super::theme::{icons, space};
use super::widgets::{Button, empty_state, paragraph, section_label, small_paragraph, title};
use super::{Action, AppContext, Route};
use crate::domain::field::ReadyMade;
use crate::domain::ids::FieldId;
use crate::domain::listing::FieldEntry;
use crate::text;
use crate::workspace::Latest;
use crate::workspace::listview::field_counts;
use delete::DeleteDialog;
use form::FieldDialog;

/// Widest column of text, in points.
const WIDTH: f32 = 760.0;

/// What the screen remembers.
#[derive(Default)]
pub struct Fields {
    counts: Latest<Vec<(FieldId, usize)>>,
    /// Of the list and the book that were asked.
    asked: Option<(u64, u64)>,
    form: FieldDialog,
    delete: DeleteDialog,
}

/// What was asked for on the screen.
enum Act {
    New,
    Edit(FieldEntry),
    Delete(FieldEntry),
    Use(ReadyMade),
}

impl Fields {
    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.keep_up(app);
        let mut act = None;
        CentralPanel::no_frame()
            .frame(Frame::new().fill(app.tokens.bg))
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .id_salt("fields")
                    .auto_shrink(false)
                    .show(ui, |ui| {
                        let room = ui.available_width();
                        let width = WIDTH.min(room - 2.0 * space::HUGE).floor();
                        ui.horizontal_top(|ui| {
                            ui.add_space(((room - width) / 2.0).floor());
                            ui.vertical(|ui| {
                                ui.set_width(width);
                                ui.spacing_mut().item_spacing.y = space::SMALL;
                                ui.add_space(space::HUGE);
                                act = self.column_ui(ui, app);
                                ui.add_space(space::HUGE);
                            });
                        });
                    });
            });
        match act {
            None => {}
            Some(Act::New) => self.form.define(),
            Some(Act::Edit(entry)) => self.form.edit(entry),
            Some(Act::Use(ready)) => self.form.turn_on(app.language, ready),
            Some(Act::Delete(entry)) => {
                let people = self.count(entry.id);
                self.delete.open(entry, people.unwrap_or_default());
            }
        }
        self.form.ui(ui.ctx(), app);
        self.delete.ui(ui.ctx(), app);
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        let now = (app.session.list().revision(), app.snapshot.revision);
        if self.asked != Some(now) {
            self.asked = Some(now);
            app.session.ask(&self.counts, field_counts);
        }
    }

    /// How many people have a value, once that is known.
    fn count(&self, field: FieldId) -> Option<usize> {
        let counts: Arc<Vec<(FieldId, usize)>> = self.counts.get()?;
        let found = counts.iter().find(|(id, _)| *id == field);
        found.map(|(_, count)| *count)
    }

    fn column_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Option<Act> {
        let language = app.language;
        let mut act = None;
        let back = text!(language, "settings-title");
        if ui
            .add(Button::quiet(&back).with_icon(icons::ARROW_LEFT))
            .clicked()
        {
            app.send(Action::Go(Route::Settings));
        }
        title(ui, &text!(language, "fields-title"));
        paragraph(ui, &text!(language, "fields-words"), app.tokens.mute);
        let can_write = app.can_write();
        let fields = &app.snapshot.vocabulary.fields;
        let new = text!(language, "fields-new");
        if fields.is_empty() {
            ui.add_space(space::HUGE);
            let heading = text!(language, "fields-none");
            let words = text!(language, "fields-none-words");
            let is_new = empty_state(ui, icons::CUSTOMIZE, &heading, &words, |ui| {
                let button = Button::primary(&new).with_icon(icons::PLUS);
                ui.add_enabled(can_write, button).clicked()
            });
            if is_new {
                act = Some(Act::New);
            }
        } else {
            ui.add_space(space::TINY);
            let button = Button::primary(&new).with_icon(icons::PLUS);
            if ui.add_enabled(can_write, button).clicked() {
                act = Some(Act::New);
            }
            ui.add_space(space::SMALL);
            section_label(ui, &text!(language, "fields-yours"));
            for entry in fields {
                let asked = row::field_ui(ui, app, entry, self.count(entry.id));
                act = asked.or(act);
            }
        }
        let offered = |ready: &ReadyMade| {
            !fields
                .iter()
                .any(|field| field.definition.ready == Some(*ready))
        };
        let offers: Vec<ReadyMade> = ReadyMade::ALL.into_iter().filter(offered).collect();
        if !offers.is_empty() {
            ui.add_space(space::LARGE);
            section_label(ui, &text!(language, "fields-offers"));
            small_paragraph(ui, &text!(language, "fields-offers-words"), app.tokens.mute);
            for ready in offers {
                if row::offer_ui(ui, app, ready) {
                    act = Some(Act::Use(ready));
                }
            }
        }
        act
    }
}
