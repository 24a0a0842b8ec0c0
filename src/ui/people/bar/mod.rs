//! The bar above the list: the search box, chips for the filter, and the filter as text.

mod chips;
pub mod editor;
mod text_mode;

use egui::{Event, Frame, Id, Key, Margin, Modifiers, Ui};

use super::pane::{FacetAnswers, SegmentDialog, WhyDialog};
use super::{Found, View};
use crate::domain::filter::{Expr, Filter, Term};
use crate::domain::ids::ContactId;
use crate::text;
use crate::ui::widgets::{SearchWords, search_field};
use crate::ui::{Action, AppContext, Command};

/// What the bar remembers.
#[derive(Debug, Default)]
pub struct Bar {
    /// The search box asks for the keyboard.
    wants_search: bool,
    /// The keyboard goes on to the list.
    wants_list: bool,
    wants_save: bool,
    editing: Option<chips::Editing>,
    answers: FacetAnswers,
    text: text_mode::TextMode,
    dialog: SegmentDialog,
    why: WhyDialog,
}

impl Bar {
    /// The chips and how many people there are; `person` is the one that was touched last.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        view: &mut View,
        found: &Found,
        person: Option<ContactId>,
    ) {
        if std::mem::take(&mut self.wants_save) {
            self.open_save(app, view);
        }
        Frame::new()
            .inner_margin(Margin::symmetric(12, 10))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.chips_ui(ui, app, view, found, person);
                self.text.ui(ui, app, view);
            });
        // The table follows without a gap.
        ui.add_space(-ui.spacing().item_spacing.y);
        self.dialog.ui(ui.ctx(), app, view);
        self.why.ui(ui.ctx(), app, view);
    }

    /// The search box in the bar at the top of the window.
    pub fn search_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View) {
        let id = Id::unique("people search");
        let language = app.language;
        let keys = Command::Search
            .shortcuts()
            .first()
            .map(|shortcut| ui.ctx().format_shortcut(shortcut))
            .unwrap_or_default();
        if std::mem::take(&mut self.wants_search) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let is_here = ui.memory(|memory| memory.has_focus(id));
        let is_composing = ui.input(|input| {
            let mut events = input.events.iter();
            events.any(|event| matches!(event, Event::Ime(_)))
        });
        let mut leaves = false;
        if is_here && !is_composing {
            leaves = ui.input_mut(|input| {
                input.consume_key(Modifiers::NONE, Key::Enter)
                    || input.consume_key(Modifiers::NONE, Key::ArrowDown)
            });
        }
        let width = ui.available_width();
        let words = SearchWords {
            hint: &text!(language, "bar-search"),
            keys: &keys,
            clear: &text!(language, "bar-search-clear"),
        };
        search_field(ui, id, width, &mut view.search, words);
        if leaves {
            take_conditions(app, view);
            ui.memory_mut(|memory| memory.surrender_focus(id));
            self.wants_list = true;
        }
    }

    /// Whether the keyboard goes on to the list; asked once.
    pub fn leaves_for_list(&mut self) -> bool {
        std::mem::take(&mut self.wants_list)
    }

    /// Puts the cursor into the search box.
    pub fn focus_search(&mut self) {
        self.wants_search = true;
    }

    /// Opens the filter as text.
    pub fn edit_filter(&mut self) {
        self.text.open();
    }

    /// Asks for the name of a segment made of the present filter.
    pub fn save_segment(&mut self) {
        self.wants_save = true;
    }

    fn open_save(&mut self, app: &AppContext<'_>, view: &View) {
        let is_all = view.filter().is_ok_and(|filter| filter.expr.is_none());
        if view.filter().is_err() || is_all && view.search.trim().is_empty() {
            app.send(Action::Say(text!(app.language, "pane-own-empty")));
        } else {
            self.dialog.save(app);
        }
    }
}

/// What reads as conditions in the search box becomes chips; plain words stay where they are.
fn take_conditions(app: &AppContext<'_>, view: &mut View) {
    let search = view.search_filter(&app.snapshot.vocabulary);
    let is_word = |chip: &Expr| matches!(chip, Expr::Term(Term::Word(_)));
    if search.chips().iter().all(is_word) {
        return;
    }
    let Ok(filter) = view.filter() else {
        return;
    };
    // Asked twice, a condition is still one.
    let fresh = search.chips().iter();
    let fresh = fresh.filter(|chip| !filter.chips().contains(chip));
    let chips = filter.chips().iter().chain(fresh).cloned();
    let filter = Filter::from_chips(chips);
    view.set_filter(filter);
    view.search.clear();
}
