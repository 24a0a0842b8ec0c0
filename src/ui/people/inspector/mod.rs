//! Everything about one person, in cards.

use egui::Ui;

use super::{Selection, View};
use crate::ui::AppContext;

/// What the inspector remembers.
#[derive(Debug, Default)]
pub struct Inspector {}

impl Inspector {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, selection: &Selection, view: &View) {}
}
