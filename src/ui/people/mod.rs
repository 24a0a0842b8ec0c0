//! The people screen: who is in the book, who may be contacted, and everything about one of them.

mod bar;
mod bulk;
mod consent;
mod inspector;
mod new_contact;
mod pane;
mod person_line;
mod pile;
mod selection;
mod table;
mod view;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel, Ui};

pub use bulk::BulkAct;
pub use inspector::{
    Person, Reader, number_text, number_words, purchase_ui, read_number, standing_ui,
};
pub use person_line::{person_line, person_row};
pub use pile::{pile_badge, pile_kind};
pub use selection::{IdSet, Selection};
pub use view::{Finder, Found, View, field_names};

use super::AppContext;
use super::command::Command;
use super::theme::size;
use crate::domain::ids::{ContactId, SegmentId};

/// Below this width of the window, in points, there is no room for the inspector.
const INSPECTOR_FROM: f32 = 1360.0;

/// Everything the screen remembers while the book is open; locking drops it.
#[derive(Default)]
pub struct People {
    view: View,
    finder: Finder,
    selection: Selection,
    pane: pane::Pane,
    bar: bar::Bar,
    table: table::Table,
    inspector: inspector::Inspector,
    consent: consent::ConsentDialog,
    bulk: bulk::BulkDialog,
    new_contact: new_contact::NewContactDialog,
}

impl People {
    /// Draws the screen, without the bars around it.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.finder.keep_up(app, &self.view);
        let found = self.finder.found();
        let tokens = app.tokens;
        let side = Frame::new().fill(tokens.panel);
        if app.settings.is_pane_open {
            Panel::left("people pane")
                .exact_size(size::LEFT_PANE)
                .resizable(false)
                .frame(side)
                .show(ui, |ui| self.pane.ui(ui, app, &mut self.view, &found));
        }
        let has_room = ui.ctx().content_rect().width() >= INSPECTOR_FROM;
        if has_room && app.settings.is_inspector_open {
            Panel::right("people inspector")
                .exact_size(size::INSPECTOR)
                .resizable(false)
                .frame(side)
                .show(ui, |ui| {
                    self.inspector.ui(ui, app, &self.selection, &self.view);
                });
        }
        CentralPanel::no_frame()
            .frame(Frame::new().fill(tokens.bg))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let person = self.selection.cursor();
                self.bar.ui(ui, app, &mut self.view, &found, person);
                if self.bar.leaves_for_list() {
                    self.enter_list(app);
                }
                self.table
                    .ui(ui, app, &mut self.view, &mut self.selection, &found);
            });
        self.consent.ui(ui.ctx(), app);
        if self.bulk.ui(ui.ctx(), app) {
            self.selection.clear();
        }
        self.new_contact.ui(ui.ctx(), app);
    }

    /// The search box in the bar at the top.
    pub fn search_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.bar.search_ui(ui, app, &mut self.view);
    }

    /// The people that are shown, for whoever exports them.
    pub fn found(&self) -> Arc<Found> {
        self.finder.found()
    }

    /// Whether a newer answer is on its way.
    pub fn is_searching(&self) -> bool {
        self.finder.is_pending()
    }

    /// What is asked for.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// What is shown, in words: the segment or the conditions; nothing where it is everybody.
    pub fn shown_words(&self, app: &AppContext<'_>) -> String {
        self.view.words(app)
    }

    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Carries out a command of the menus that is about people.
    pub fn run(&mut self, command: Command, app: &AppContext<'_>) {
        match command {
            Command::Search => self.bar.focus_search(),
            Command::EditFilter => self.bar.edit_filter(),
            Command::ClearFilter => self.view.show_filter("", &app.snapshot.vocabulary),
            Command::SaveSegment => self.bar.save_segment(),
            Command::NewContact => self.new_contact.open(),
            Command::RecordConsent => self.consent.open(self.selection.ids()),
            Command::ChangeMany => self.change_many(BulkAct::Tag),
            Command::DeleteSelected if self.selection.len() > 1 => {
                self.change_many(BulkAct::Delete);
            }
            Command::EditName
            | Command::CopyNumber
            | Command::CopyRows
            | Command::SelectAll
            | Command::DeleteSelected => {
                let found = self.finder.found();
                self.table
                    .run(command, app, &self.view, &mut self.selection, &found);
            }
            _ => {}
        }
    }

    pub fn show_filter(&mut self, text: &str, app: &AppContext<'_>) {
        self.view.show_filter(text, &app.snapshot.vocabulary);
    }

    pub fn show_segment(&mut self, id: SegmentId, app: &AppContext<'_>) {
        self.view.show_segment(id, &app.snapshot.vocabulary);
    }

    pub fn show_contact(&mut self, id: ContactId) {
        self.selection.select_only(id);
        self.table.reveal(id);
    }

    /// The keyboard comes from the search box: the first of those who were found is selected.
    fn enter_list(&mut self, app: &AppContext<'_>) {
        let found = self.finder.found();
        let first = found.slots.first().copied();
        let id = app
            .session
            .list()
            .try_read()
            .and_then(|list| list.id(first?));
        if let Some(id) = id {
            self.show_contact(id);
        }
        self.table.take_keyboard();
    }

    /// Opens the dialog that does one thing to everybody selected.
    pub fn change_many(&mut self, act: BulkAct) {
        self.bulk.open(act, self.selection.set());
    }

    pub fn record_consent(&mut self, contacts: Vec<ContactId>) {
        self.consent.open(contacts);
    }
}
