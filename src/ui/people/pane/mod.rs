//! The pane at the left: segments with how many are in them, and facets to filter by.

mod facets;
mod segment_dialog;
mod segments;
mod why;

use egui::{Frame, Margin, ScrollArea, Ui};

use super::{Found, View};
use crate::domain::filter::Filter;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::space;
use crate::ui::widgets::tabs;

pub use facets::{FacetAnswers, singles, subjects, toggled};
pub use segment_dialog::SegmentDialog;
pub use why::WhyDialog;

/// What the pane remembers while the book is open.
#[derive(Debug, Default)]
pub struct Pane {
    tab: Tab,
    segments: segments::Segments,
    facets: facets::Facets,
}

/// Room for the scroll bar, in points.
const SCROLL_BAR: f32 = 7.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Segments,
    Filters,
}

impl Pane {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View, found: &Found) {
        // The scroll bar has its place at the edge, beside the counts.
        let margin = Margin {
            left: 8,
            right: 1,
            top: 8,
            bottom: 0,
        };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let width = ui.available_width() - SCROLL_BAR;
            self.tabs_ui(ui, app, width);
            ui.add_space(space::SMALL - 2.0);
            ScrollArea::vertical()
                .id_salt(("pane", self.tab == Tab::Segments))
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    match self.tab {
                        Tab::Segments => self.segments.ui(ui, app, view, found),
                        Tab::Filters => self.facets.ui(ui, app, view),
                    }
                });
        });
        self.segments.dialog_ui(ui.ctx(), app, view);
    }

    fn tabs_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, width: f32) {
        let language = app.language;
        ui.allocate_ui(egui::vec2(width, 0.0), |ui| {
            tabs(
                ui,
                &mut self.tab,
                &[
                    (Tab::Segments, &text!(language, "pane-segments")),
                    (Tab::Filters, &text!(language, "pane-filters")),
                ],
            );
        });
    }
}

/// What a row stands for, compared with what the list shows.
fn is_shown(view: &View, text: &str) -> bool {
    view.segment.is_none() && view.filter_text() == text
}

/// The canonical text of one condition.
fn text_of(term: &crate::domain::filter::Term) -> String {
    use crate::domain::filter::Expr;
    Filter::from_chips([Expr::Term(term.clone())]).to_string()
}
