//! The bar above the list: the search box, chips for the filter, and the filter as text.

use egui::Ui;

use super::{Found, View};
use crate::ui::AppContext;

/// What the bar remembers.
#[derive(Debug, Default)]
pub struct Bar {}

impl Bar {
    /// The chips and how many people there are.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View, found: &Found) {}

    /// The search box in the bar at the top of the window.
    pub fn search_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View) {}

    /// Puts the cursor into the search box.
    pub fn focus_search(&mut self) {}

    /// Opens the filter as text.
    pub fn edit_filter(&mut self) {}

    /// Asks for the name of a segment made of the present filter.
    pub fn save_segment(&mut self) {}
}
