//! Selecting many at once: collected on another thread, and said how many they are.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Margin, Panel, Ui};

use crate::domain::ids::ContactId;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::selection::IdSet;
use crate::ui::people::{Found, Selection};
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, link};
use crate::workspace::Latest;

/// People who are being collected.
#[derive(Debug, Default)]
pub struct Gatherer {
    waiting: Option<Latest<Arc<IdSet>>>,
}

impl Gatherer {
    /// Takes over who was collected.
    pub fn finish(&mut self, selection: &mut Selection) {
        if let Some(ids) = self.waiting.as_ref().and_then(Latest::get) {
            selection.select_set(Arc::clone(&ids));
            self.waiting = None;
        }
    }

    /// Selects everybody who is shown.
    pub fn all(&mut self, app: &AppContext<'_>, found: &Arc<Found>) {
        let last = found.slots.len();
        self.gather(app, found, 0, last);
    }

    /// Selects from the fixed end to this row.
    pub fn extend(
        &mut self,
        app: &AppContext<'_>,
        found: &Arc<Found>,
        selection: &mut Selection,
        row: u64,
        contact: ContactId,
    ) {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        let anchor = selection.anchor().unwrap_or(contact);
        let fixed = row_of(app, found, anchor).and_then(|row| usize::try_from(row).ok());
        let Some(fixed) = fixed else {
            selection.select_only(contact);
            return;
        };
        selection.move_cursor(contact);
        self.gather(app, found, fixed.min(row), fixed.max(row) + 1);
    }

    fn gather(&mut self, app: &AppContext<'_>, found: &Arc<Found>, from: usize, to: usize) {
        let found = Arc::clone(found);
        let place = self.waiting.insert(Latest::default());
        app.session.ask(place, move |roster| {
            let slots = found.slots.get(from..to.min(found.slots.len()));
            let slots = slots.unwrap_or_default().iter();
            Arc::new(slots.filter_map(|slot| roster.id(*slot)).collect::<IdSet>())
        });
    }

    /// Says how many are selected, where they are more than one.
    pub fn bar_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        selection: &mut Selection,
        found: &Arc<Found>,
    ) {
        if selection.len() < 2 {
            return;
        }
        let t = app.tokens;
        let count = |number: usize| i18n::count(u64::try_from(number).unwrap_or_default());
        Panel::top("people selection")
            .exact_size(size::CONTROL + space::TINY)
            .resizable(false)
            .show_separator_line(false)
            .frame(
                Frame::new()
                    .fill(t.accent_bg)
                    .inner_margin(Margin::symmetric(12, 0)),
            )
            .show(ui, |ui| {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = space::LARGE;
                    let words = text!(
                        app.language,
                        "table-selected",
                        count = count(selection.len())
                    );
                    ui.add(egui::Label::new(egui::RichText::new(words).color(t.ink)));
                    let everybody = found.slots.len();
                    if selection.len() < everybody {
                        let words = text!(
                            app.language,
                            "table-select-everybody",
                            count = count(everybody)
                        );
                        if link(ui, &words).clicked() {
                            self.all(app, found);
                        }
                    }
                    let clear = text!(app.language, "table-clear-selection");
                    if ui.add(Button::quiet(&clear).small()).clicked() {
                        self.waiting = None;
                        selection.clear();
                    }
                });
            });
    }
}

/// In which row somebody stands.
pub fn row_of(app: &AppContext<'_>, found: &Found, contact: ContactId) -> Option<u64> {
    let slot = app.session.list().try_read()?.slot_of(contact)?;
    let row = found.slots.iter().position(|other| *other == slot)?;
    u64::try_from(row).ok()
}
