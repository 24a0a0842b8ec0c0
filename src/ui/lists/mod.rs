//! The lists that went out: what was written when and for what, and who is in it.

mod members;
mod row;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::theme::{icons, space};
use super::widgets::{Button, Chip, empty_state, paragraph, title};
use super::{AppContext, Command};
use crate::domain::ids::{ContactId, OpId};
use crate::text;
use crate::ui::people::person_line;
use crate::workspace::SentList;
use members::Members;

/// Width of the lists, in points.
const LISTS: f32 = 420.0;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct Lists {
    /// The newest where nothing was chosen.
    chosen: Option<OpId>,
    /// Only lists with this person.
    of: Option<ContactId>,
    members: Members,
}

impl Lists {
    /// Shows one list.
    pub fn show(&mut self, op: OpId) {
        self.of = None;
        self.chosen = Some(op);
    }

    /// Shows the lists that somebody is in.
    pub fn show_of(&mut self, contact: ContactId) {
        self.of = Some(contact);
        self.chosen = None;
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let lists = Arc::clone(&app.snapshot.sent_lists);
        let of = self.of;
        let fits = |list: &&SentList| of.is_none_or(|contact| list.has(contact));
        let shown: Vec<&SentList> = lists.iter().filter(fits).collect();
        let chosen = shown
            .iter()
            .find(|list| Some(list.op) == self.chosen)
            .or(shown.first())
            .copied();
        let side = Frame::new()
            .fill(app.tokens.panel)
            .inner_margin(Margin::symmetric(16, 16));
        if !lists.is_empty() {
            Panel::left("sent lists")
                .exact_size(LISTS)
                .resizable(false)
                .frame(side)
                .show(ui, |ui| {
                    self.lists_ui(ui, app, &shown, chosen.map(|list| list.op));
                });
        }
        CentralPanel::no_frame()
            .frame(
                Frame::new()
                    .fill(app.tokens.bg)
                    .inner_margin(Margin::same(24)),
            )
            .show(ui, |ui| match chosen {
                Some(list) => self.members.ui(ui, app, list),
                None if lists.is_empty() => nothing_ui(ui, app),
                None => {
                    let words = text!(app.language, "lists-none-of");
                    paragraph(ui, &words, app.tokens.mute);
                }
            });
    }

    fn lists_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        shown: &[&SentList],
        chosen: Option<OpId>,
    ) {
        let language = app.language;
        title(ui, &text!(language, "lists-title"));
        ui.add_space(space::TINY);
        if let Some(contact) = self.of {
            let line = person_line(app, contact);
            let name = line.map_or_else(|| text!(language, "lists-gone"), |line| line.name);
            let label = text!(language, "lists-with");
            let remove = text!(language, "lists-all");
            let chip = Chip::new(&label, &name, &remove).show(ui);
            if chip.removed || chip.chip.clicked() {
                self.of = None;
            }
        } else {
            paragraph(ui, &text!(language, "lists-about"), app.tokens.mute);
        }
        ui.add_space(space::SMALL);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("sent lists")
            .auto_shrink([false, false])
            .show_rows(ui, row::HEIGHT, shown.len(), |ui, places| {
                for list in shown.get(places).unwrap_or_default() {
                    if row::ui(ui, app, list, Some(list.op) == chosen) {
                        self.chosen = Some(list.op);
                    }
                }
            });
    }
}

fn nothing_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    ui.add_space((ui.available_height() * 0.2).round());
    let heading = text!(language, "lists-empty");
    let words = text!(language, "lists-empty-words");
    let export = text!(language, "lists-export");
    empty_state(ui, icons::EXPORT, &heading, &words, |ui| {
        let button = Button::primary(&export).with_icon(icons::EXPORT);
        if ui.add(button).clicked() {
            app.run(Command::Export);
        }
    });
}
