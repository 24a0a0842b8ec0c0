//! The dialog that records what somebody said about being contacted.

use crate::domain::ids::ContactId;
use crate::ui::AppContext;

/// Open for some people, or closed.
#[derive(Debug, Default)]
pub struct ConsentDialog {}

impl ConsentDialog {
    pub fn open(&mut self, contacts: Vec<ContactId>) {}

    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {}
}
