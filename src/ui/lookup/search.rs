//! The field of the look-up and whoever answers to what is typed.

use std::sync::Arc;

use egui::{Align2, Event, Frame, Id, Key, Modifiers, Sense, TextEdit, Ui, vec2};

use super::add::{self, Add};
use super::{Chosen, Desk, rows};
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::View;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::{hairline, paint, small_paragraph};
use crate::workspace::Latest;
use crate::workspace::listview::{LookedUp, LookedUpPeople, digits_typed, look_up};

/// So many people at most.
const PEOPLE: usize = 8;
/// From so many digits on somebody may be added by the number.
const ADDABLE: usize = 7;

/// What was typed, and who was found.
#[derive(Default)]
pub struct Search {
    text: String,
    asked: Option<(String, u64)>,
    answer: Latest<(String, LookedUpPeople)>,
    /// Place among those who were found.
    place: usize,
    /// Enter was pressed before the answer was there.
    is_entered: bool,
    add: Add,
}

fn field_id() -> Id {
    Id::unique("look up field")
}

impl Search {
    /// Draws it; gives whoever was chosen or added.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, desk: &Desk) -> Option<Chosen> {
        if let Some(chosen) = self.add.added(app) {
            return Some(chosen);
        }
        self.ask(app, desk);
        let answer = self.answered();
        let people: &[LookedUp] = match &answer {
            Some(answer) => &answer.1.people,
            None => &[],
        };
        self.place = self.place.min(people.len().saturating_sub(1));
        let is_adding = add::has_keyboard(ui);
        if !is_adding {
            self.keys(ui, people.len());
        }
        self.field_ui(ui, app, is_adding);
        hairline(ui);
        let digits = digits_typed(&self.text);
        let is_current = answer.as_ref().is_some_and(|answer| answer.0 == self.text);
        if self.text.trim().is_empty() {
            small_paragraph(ui, &text!(app.language, "lookup-about"), app.tokens.mute);
            return None;
        }
        let Some(answer) = &answer else {
            return None;
        };
        if people.is_empty() && is_current {
            self.nobody_ui(ui, app, desk, &digits);
            return None;
        }
        let clicked = rows::ui(ui, app, people, self.place);
        let found = u64::try_from(answer.1.found).unwrap_or(u64::MAX);
        let more = answer.1.found.saturating_sub(people.len());
        if more > 0 {
            let people = i18n::people(app.language, found);
            let words = text!(app.language, "lookup-more", people = people);
            small_paragraph(ui, &words, app.tokens.mute);
        }
        let is_entered = is_current && std::mem::take(&mut self.is_entered);
        let place = clicked.or(is_entered.then_some(self.place))?;
        let person = people.get(place)?;
        Some(Chosen {
            id: person.id,
            mobile: person
                .number
                .as_ref()
                .filter(|number| number.is_mobile)
                .and_then(|number| number.e164),
        })
    }

    /// The newest answer; the one before stays until it is there.
    fn answered(&self) -> Option<Arc<(String, LookedUpPeople)>> {
        self.answer.get().filter(|_| !self.text.trim().is_empty())
    }

    fn ask(&mut self, app: &AppContext<'_>, desk: &Desk) {
        let asked = (self.text.clone(), app.session.list().revision());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        if self.text.trim().is_empty() {
            self.answer = Latest::default();
            return;
        }
        let mut view = View::default();
        self.text.trim().clone_into(&mut view.search);
        let filter = view.search_filter(&app.snapshot.vocabulary);
        let (text, digits) = (self.text.clone(), digits_typed(&self.text));
        let (home, today) = (desk.home(), app.today);
        app.session.ask(&self.answer, move |roster| {
            (text, look_up(roster, &filter, &digits, home, today, PEOPLE))
        });
    }

    fn keys(&mut self, ui: &Ui, count: usize) {
        let last = count.saturating_sub(1);
        let is_at_field = ui.memory(|memory| memory.focused().is_none_or(|id| id == field_id()));
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.place = if self.place >= last {
                    0
                } else {
                    self.place + 1
                };
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                self.place = self.place.checked_sub(1).unwrap_or(last);
            }
            // Enter on a row that the keyboard was led to is that row's.
            let is_composing = (input.events.iter()).any(|event| matches!(event, Event::Ime(_)));
            if is_at_field && !is_composing && input.consume_key(Modifiers::NONE, Key::Enter) {
                self.is_entered = !self.text.trim().is_empty();
            }
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, is_adding: bool) {
        let language = app.language;
        let id = field_id();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 40.0), Sense::hover());
            let (center, color) = (rect.center(), app.tokens.mute);
            paint::icon(ui.painter(), center, icons::PHONE, size::ICON + 2.0, color);
            let edit = TextEdit::singleline(&mut self.text)
                .id(id)
                .font(egui::FontSelection::FontId(
                    crate::ui::theme::fonts::regular(crate::ui::theme::text::TITLE),
                ))
                .hint_text(text!(language, "lookup-hint"))
                .frame(Frame::NONE)
                .desired_width(f32::INFINITY)
                .min_size(vec2(0.0, 40.0))
                .align(Align2::LEFT_CENTER);
            let name = text!(language, "lookup-title");
            let response = ui.add(edit).accessible_name(name);
            if response.changed() {
                self.place = 0;
                self.is_entered = false;
            }
            // Wherever a click went, the keyboard stays with the text.
            if !response.has_focus() && !is_adding && !self.add.wants_keyboard() {
                let other = ui.memory(egui::Memory::focused);
                if other.is_none() {
                    response.request_focus();
                }
            }
        });
    }

    /// Nobody has it: they can be added in one line.
    fn nobody_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, desk: &Desk, digits: &str) {
        let language = app.language;
        let typed = self.text.trim();
        let words = text!(language, "lookup-nobody", text = typed);
        small_paragraph(ui, &words, app.tokens.mute);
        if digits.len() < ADDABLE || !app.can_write() {
            self.is_entered = false;
        } else if desk.is_ready() {
            if std::mem::take(&mut self.is_entered) {
                self.add.take_keyboard();
            }
            self.add.ui(ui, app, desk, typed);
        }
    }
}
