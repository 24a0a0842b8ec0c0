//! Several people at once: how they stand, and what can be done with all of them.

use egui::Ui;

use crate::domain::ids::ContactId;
use crate::domain::phone::{Region, display};
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::people::{BulkAct, Selection};
use crate::ui::theme::{Tokens, icons, space};
use crate::ui::widgets::{Button, Card, PaneRow, small_paragraph, title};
use crate::ui::{Action, AppContext, Command};
use crate::workspace::{ContactSet, Latest, Pile};

/// Numbers are copied as in this country until the book says where it is at home.
const HOME: Region = Region(*b"CN");

/// What is known of those who are selected.
#[derive(Default)]
pub struct Several {
    asked: Option<Asked>,
    piles: Latest<Vec<(Pile, usize)>>,
    numbers: Latest<(usize, String)>,
    is_copying: bool,
}

/// Tells one selection from another without going through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    count: usize,
    cursor: Option<ContactId>,
    revision: u64,
}

impl Several {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, selection: &Selection) {
        let language = app.language;
        self.keep_up(app, selection);
        let number = u64::try_from(selection.len()).unwrap_or(u64::MAX);
        let people = i18n::people(language, number);
        title(
            ui,
            &text!(language, "inspector-several", people = people.as_str()),
        );
        ui.add_space(space::TINY);
        self.buttons_ui(ui, app, selection);
        ui.add_space(space::TINY);
        Card::new(&text!(language, "inspector-consent")).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let Some(piles) = self.piles.get() else {
                let words = text!(language, "inspector-loading");
                small_paragraph(ui, &words, app.tokens.mute);
                return;
            };
            for (pile, people) in piles.iter() {
                let people = count(u64::try_from(*people).unwrap_or(u64::MAX));
                let (words, color) = pile_words(language, app.tokens, *pile);
                ui.add(PaneRow::new(&words).dot(color).count(&people));
            }
        });
        self.copy(app);
    }

    fn keep_up(&mut self, app: &AppContext<'_>, selection: &Selection) {
        let asked = Asked {
            count: selection.len(),
            cursor: selection.cursor(),
            revision: app.session.list().revision(),
        };
        if self.asked == Some(asked) {
            return;
        }
        self.asked = Some(asked);
        let ids = selection.ids();
        app.session.ask(&self.piles, move |roster| {
            let set: ContactSet = ids.iter().filter_map(|id| roster.slot_of(*id)).collect();
            roster.facets(&set).piles
        });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, selection: &Selection) {
        let language = app.language;
        let can_write = app.can_write();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::SMALL);
            let words = text!(language, "inspector-record-for-all");
            if ui.add_enabled(can_write, Button::primary(&words)).clicked() {
                app.send(Action::RecordConsent(selection.ids()));
            }
            let words = text!(language, "inspector-tag-all");
            let button = Button::normal(&words).with_icon(icons::TAG);
            if ui.add_enabled(can_write, button).clicked() {
                app.send(Action::ChangeMany(BulkAct::Tag));
            }
            let words = text!(language, "bulk-more");
            let button = Button::normal(&words).with_icon(icons::EDIT);
            if ui.add_enabled(can_write, button).clicked() {
                app.send(Action::ChangeMany(BulkAct::Set));
            }
            let words = text!(language, "inspector-copy-all");
            if ui
                .add(Button::normal(&words).with_icon(icons::COPY))
                .clicked()
            {
                self.ask_numbers(app, selection.ids());
            }
            let words = text!(language, "inspector-delete-all");
            let button = Button::danger(&words).with_icon(icons::TRASH);
            if ui.add_enabled(can_write, button).clicked() {
                app.run(Command::DeleteSelected);
            }
        });
    }

    fn ask_numbers(&mut self, app: &AppContext<'_>, ids: Vec<ContactId>) {
        self.is_copying = true;
        self.numbers = Latest::default();
        app.session.ask(&self.numbers, move |roster| {
            let numbers: Vec<String> = ids
                .iter()
                .filter_map(|id| roster.mobile(roster.slot_of(*id)?))
                .map(|e164| display(e164, HOME).replace(' ', ""))
                .collect();
            (numbers.len(), numbers.join("\n"))
        });
    }

    fn copy(&mut self, app: &AppContext<'_>) {
        if !self.is_copying {
            return;
        }
        let Some(numbers) = self.numbers.get() else {
            return;
        };
        self.is_copying = false;
        let copied = count(u64::try_from(numbers.0).unwrap_or(u64::MAX));
        app.send(Action::Copy(numbers.1.clone()));
        app.send(Action::Say(text!(
            app.language,
            "inspector-copied-all",
            count = copied
        )));
    }
}

fn pile_words(language: Language, tokens: &Tokens, pile: Pile) -> (String, egui::Color32) {
    match pile {
        Pile::MayText => (text!(language, "inspector-pile-may-text"), tokens.ok),
        Pile::ServiceOnly => (
            text!(language, "inspector-pile-service-only"),
            tokens.service,
        ),
        Pile::AskFirst => (text!(language, "inspector-pile-ask-first"), tokens.wait),
        Pile::DoNotDisturb => (text!(language, "inspector-pile-do-not-disturb"), tokens.no),
    }
}
