//! The left pane: segments with their counts, and filters to tick.

use egui::Ui;

use super::{Found, View};
use crate::ui::AppContext;

/// What the pane remembers.
#[derive(Debug, Default)]
pub struct Pane {}

impl Pane {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View, found: &Found) {}
}
