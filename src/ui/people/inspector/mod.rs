//! Everything about one person, in cards; about several, what they have in common.

mod edit;
mod facts;
mod head;
mod orders;
mod reach;
mod reader;
mod several;
mod standing;
mod story;

use egui::{Frame, Id, Margin, ScrollArea, Ui};

pub use edit::read_number;
pub use orders::purchase_ui;
pub use reach::{number_text, number_words};
pub use reader::{Person, Reader};
pub use standing::reasons_ui as standing_ui;

use super::{Selection, View};
use crate::domain::ids::ContactId;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{Card, empty_state, small_paragraph};
use crate::workspace::listview::Sharers;
use edit::Editor;
use head::Head;
use several::Several;

/// What the inspector remembers.
#[derive(Default)]
pub struct Inspector {
    reader: Reader,
    editor: Editor,
    head: Head,
    several: Several,
    orders: orders::Orders,
    story: story::Story,
}

/// Says why somebody may be contacted or not, to the pointer that rests on a badge in the list.
#[derive(Default)]
pub struct BadgeReasons {
    reader: Reader,
}

impl std::fmt::Debug for BadgeReasons {
    /// Without the person who was read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BadgeReasons").finish_non_exhaustive()
    }
}

impl BadgeReasons {
    /// Asks the book; `None` until it has answered.
    pub fn of(&mut self, app: &AppContext<'_>, id: ContactId) -> Option<String> {
        self.reader.keep_up(app, id);
        let person = self.reader.person(id)?;
        Some(standing::words(app.language, &person))
    }
}

impl Inspector {
    /// Draws the pane for whoever is selected.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, selection: &Selection, view: &View) {
        let line = ui.max_rect().with_max_x(ui.max_rect().left() + 1.0);
        ui.painter().rect_filled(line, 0, app.tokens.line);
        // Left of the margin stands the line, right of it the scroll bar.
        let margin = Margin {
            left: 16,
            right: 4,
            top: 0,
            bottom: 0,
        };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            let id = selection.cursor().filter(|id| selection.contains(*id));
            match (selection.len(), id) {
                (0, _) => nobody_ui(ui, app),
                (1, _) => {
                    let only = selection.ids().first().copied();
                    if let Some(id) = id.or(only) {
                        self.one_ui(ui, app, id, view);
                    }
                }
                _ => scroll_ui(ui, Id::unique("inspector several"), |ui| {
                    self.several.ui(ui, app, selection);
                }),
            }
        });
    }

    fn one_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, id: ContactId, view: &View) {
        self.reader.keep_up(app, id);
        let person = self.reader.person(id);
        scroll_ui(ui, Id::unique(("inspector", id)), |ui| {
            self.head
                .ui(ui, app, id, person.as_deref(), &mut self.editor, view);
            ui.add_space(space::MEDIUM);
            let Some(person) = person else {
                if let Some(problem) = self.reader.problem() {
                    let words = crate::i18n::sentence(app.language, problem);
                    small_paragraph(ui, &words, app.tokens.no);
                }
                return;
            };
            let sharers = self.reader.sharers(id);
            let sharers = sharers.as_ref().map(|sharers| &sharers.1);
            self.cards_ui(ui, app, &person, sharers);
        });
    }

    fn cards_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        person: &Person,
        sharers: Option<&Sharers>,
    ) {
        ui.spacing_mut().item_spacing.y = space::MEDIUM;
        reach::ui(ui, app, person, sharers, &mut self.editor);
        standing::ui(ui, app, person);
        if person.details.contact.purchases.count > 0 {
            self.orders.ui(ui, app, person);
        }
        self.story.ui(ui, app, person);
        facts::ui(ui, app, person, &mut self.editor);
        ui.add_space(space::LARGE);
    }
}

fn nobody_ui(ui: &mut Ui, app: &AppContext<'_>) {
    ui.add_space((ui.available_height() * 0.3).round());
    let heading = text!(app.language, "inspector-nobody");
    let words = text!(app.language, "inspector-nobody-more");
    // The words keep away from both edges.
    let margin = Margin {
        left: 8,
        right: 20,
        ..Margin::ZERO
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        empty_state(ui, icons::PERSON, &heading, &words, |_| ());
    });
}

fn scroll_ui(ui: &mut Ui, id: Id, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // As far from the right edge as from the left, whether there is a bar or not.
            ui.set_width(ui.available_width() - space::MEDIUM);
            ui.add_space(space::LARGE);
            content(ui);
        });
}

/// A card whose folding is remembered in the settings under `key`; whether its link was clicked.
fn card_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    key: &'static str,
    title: &str,
    action: Option<&str>,
    body: impl FnOnce(&mut Ui),
) -> bool {
    let id = Id::unique(("inspector card", key));
    let is_folded = app.settings.folded_cards.iter().any(|card| card == key);
    ui.data_mut(|data| data.insert_temp(id, !is_folded));
    let mut card = Card::new(title).foldable(id);
    if let Some(action) = action {
        card = card.action(action);
    }
    let shown = card.show(ui, body);
    let is_open = ui.data(|data| data.get_temp(id)).unwrap_or(true);
    if is_open == is_folded {
        app.change_settings(move |settings| {
            settings.folded_cards.retain(|card| card != key);
            if !is_open {
                settings.folded_cards.push(key.to_owned());
            }
        });
    }
    shown.action
}
