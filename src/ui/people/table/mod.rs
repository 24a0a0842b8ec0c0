//! The list of people: a table whose name column and head stay in place.

use egui::Ui;

use super::{Found, Selection, View};
use crate::domain::ids::ContactId;
use crate::ui::{AppContext, Command};

/// What the table remembers.
#[derive(Debug, Default)]
pub struct Table {}

impl Table {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &mut View,
        selection: &mut Selection,
        found: &Found,
    ) {
    }

    /// Carries out a command that is about rows.
    pub fn run(
        &mut self,
        command: Command,
        app: &AppContext<'_>,
        view: &View,
        selection: &mut Selection,
        found: &Found,
    ) {
    }

    /// Scrolls to a contact when it is next drawn.
    pub fn reveal(&mut self, contact: ContactId) {}

    /// Whether a cell is being edited.
    pub fn is_editing(&self) -> bool {
        false
    }
}
