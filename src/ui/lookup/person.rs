//! Whoever was looked up: may I text, why, what they bought last, and their answer on the spot.

use egui::{Align, Event, Id, Key, Layout, Modifiers, ScrollArea, Ui, vec2};

use super::{Chosen, Desk};
use crate::domain::badge::Badge;
use crate::domain::consent::{Channel, Point};
use crate::domain::problem::Problem;
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::keys::key_words;
use crate::ui::people::{Person, Reader, number_text, number_words, pile_badge, standing_ui};
use crate::ui::theme::{fonts, icons, size, space, text as type_size};
use crate::ui::widgets::{
    Button, Card, Severity, elided, key_value, note, paragraph, scroll_by_keys, small_link,
    small_paragraph, text_area,
};
use crate::ui::{Action, AppContext};
use crate::workspace::editing::Asked;
use crate::workspace::{Pile, Reply};

/// What the title, the field and the margins take of the window's height.
const AROUND: f32 = 160.0;

/// One person at the counter.
pub struct PersonPage {
    chosen: Chosen,
    reader: Reader,
    /// As the list said last: kept while somebody writes to it.
    pile: Option<Pile>,
    /// What they have said about marketing texts.
    has_said: Option<bool>,
    saving: Option<(bool, Reply<Result<(), Problem>>)>,
    /// What they answered, once it is recorded.
    answered: Option<bool>,
    problem: Option<String>,
    is_wording_open: bool,
}

/// What the page leads to.
pub enum Outcome {
    Open,
    /// The next person.
    Next,
    /// The look-up closes.
    Leave,
}

/// What a key or a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Answer(bool),
    Next,
    Open,
}

/// Every key of the page.
const KEYS: [(Key, Pressed); 4] = [
    (Key::Y, Pressed::Answer(true)),
    (Key::N, Pressed::Answer(false)),
    (Key::Enter, Pressed::Next),
    (Key::O, Pressed::Open),
];

impl PersonPage {
    pub fn new(chosen: Chosen) -> Self {
        Self {
            chosen,
            reader: Reader::default(),
            pile: None,
            has_said: None,
            saving: None,
            answered: None,
            problem: None,
            is_wording_open: false,
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, desk: &mut Desk) -> Outcome {
        self.keep_up(app);
        let person = self.reader.person(self.chosen.id);
        let Some(person) = person.filter(|_| desk.is_ready()) else {
            ui.set_min_height(200.0);
            return Outcome::Open;
        };
        let mut pressed = self.keys(ui);
        let most = (ui.ctx().content_rect().height() - AROUND).max(200.0);
        ScrollArea::vertical()
            .id_salt("look up person")
            .max_height(most)
            // The page grows with what is known, whatever was shown before.
            .min_scrolled_height(most)
            .show(ui, |ui| {
                scroll_by_keys(ui, false);
                ui.spacing_mut().item_spacing.y = space::SMALL;
                self.head_ui(ui, app, &person);
                consent_ui(ui, app, &person);
                order_ui(ui, app, &person);
                if app.can_write() {
                    pressed = self.ask_ui(ui, app, desk).or(pressed);
                }
                pressed = foot_ui(ui, app).or(pressed);
            });
        match pressed {
            None => {}
            Some(Pressed::Next) => return Outcome::Next,
            Some(Pressed::Open) => {
                app.send(Action::ShowContact(self.chosen.id));
                return Outcome::Leave;
            }
            Some(Pressed::Answer(agreed)) => self.record(app, desk, agreed),
        }
        Outcome::Open
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        self.reader.keep_up(app, self.chosen.id);
        if let Some(list) = app.session.list().try_read() {
            let slot = list.slot_of(self.chosen.id);
            self.pile = slot.map(|slot| list.pile(slot));
            let texts = slot.map(|slot| list.badge(slot, Channel::Sms).badge);
            self.has_said = match texts {
                Some(Badge::Yes) => Some(true),
                Some(Badge::No) => Some(false),
                _ => None,
            };
        }
        let Some((agreed, reply)) = &self.saving else {
            return;
        };
        let agreed = *agreed;
        match reply.take() {
            None => return,
            Some(Ok(())) => self.answered = Some(agreed),
            Some(Err(problem)) => self.problem = Some(i18n::sentence(app.language, &problem)),
        }
        self.saving = None;
    }

    fn keys(&self, ui: &Ui) -> Option<Pressed> {
        // Keys belong to the wording while it is written, and to a button that has the keyboard.
        if ui.ctx().text_edit_focused() {
            return None;
        }
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        let can_answer = self.saving.is_none() && self.chosen.mobile.is_some();
        ui.input_mut(|input| {
            let is_composing = (input.events.iter()).any(|event| matches!(event, Event::Ime(_)));
            if is_composing {
                return None;
            }
            KEYS.into_iter()
                .filter(|(key, pressed)| match pressed {
                    Pressed::Answer(_) => can_answer,
                    Pressed::Next => *key != Key::Enter || !has_focus,
                    Pressed::Open => true,
                })
                .find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
                .map(|(_, pressed)| pressed)
        })
    }

    fn record(&mut self, app: &AppContext<'_>, desk: &Desk, agreed: bool) {
        let id = self.chosen.id;
        let Some(mobile) = self.chosen.mobile.filter(|_| app.can_write()) else {
            return;
        };
        if desk.wording.trim().is_empty() || self.saving.is_some() {
            return;
        }
        let asked = Asked {
            agreed,
            notice: desk.notice(app),
        };
        self.problem = None;
        self.is_wording_open = false;
        let reply = app
            .session
            .call(move |workspace| workspace.record_asked(id, Some(Point::Phone(mobile)), &asked));
        self.saving = Some((agreed, reply));
    }

    fn head_ui(&self, ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
        let contact = &person.details.contact;
        let name = [&contact.name, &contact.company]
            .into_iter()
            .find(|name| !name.is_empty())
            .cloned()
            .unwrap_or_else(|| text!(app.language, "inspector-unnamed"));
        let line = vec2(ui.available_width(), size::CONTROL);
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(line, layout, |ui| {
            if let Some(pile) = self.pile {
                pile_badge(ui, app, pile);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let font = fonts::bold(type_size::TITLE);
                elided(ui, &name, font, app.tokens.ink);
            });
        });
        let numbers = contact.numbers.iter().zip(&person.details.numbers);
        // The number that was typed; else all of them.
        let is_meant = |e164| self.chosen.mobile.is_none() || self.chosen.mobile == e164;
        for (number, info) in numbers.filter(|(number, _)| is_meant(number.e164)) {
            let shown = number_text(app.language, number, person.home);
            let mut parts = vec![shown, number_words(app.language, number, info)];
            if number.status != crate::domain::phone::NumberStatus::Ok {
                parts.push(i18n::number_status(app.language, number.status));
            }
            parts.retain(|part| !part.is_empty());
            paragraph(ui, &parts.join(" · "), app.tokens.mute);
        }
    }

    /// The question as it is read out, and the two answers.
    fn ask_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, desk: &mut Desk) -> Option<Pressed> {
        let language = app.language;
        let title = text!(language, "lookup-ask");
        let edit = text!(language, "lookup-edit-wording");
        let can_edit = !self.is_wording_open && self.answered.is_none();
        let mut card = Card::new(&title);
        if can_edit && self.chosen.mobile.is_some() {
            card = card.action(&edit);
        }
        let mut pressed = None;
        let shown = card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            if self.chosen.mobile.is_none() {
                paragraph(ui, &text!(language, "lookup-no-mobile"), app.tokens.wait);
                return;
            }
            if let Some(agreed) = self.answered {
                let (severity, words) = answered_words(language, agreed);
                note(ui, severity, &words);
                return;
            }
            match self.has_said {
                Some(true) => {
                    small_paragraph(ui, &text!(language, "lookup-said-yes"), app.tokens.ok);
                }
                Some(false) => {
                    small_paragraph(ui, &text!(language, "lookup-said-no"), app.tokens.no);
                }
                None => {}
            }
            if self.is_wording_open {
                let label = text!(language, "consent-wording");
                let id = Id::unique("look up wording");
                text_area(ui, id, &label, "", 3, &mut desk.wording);
                if small_link(ui, &text!(language, "lookup-wording-done")).clicked() {
                    self.is_wording_open = false;
                }
            } else {
                paragraph(ui, &desk.wording, app.tokens.ink);
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let can = self.saving.is_none() && !desk.wording.trim().is_empty();
                let words = text!(language, "lookup-yes");
                let yes = Button::primary(&words)
                    .with_icon(icons::CHECK)
                    .shortcut("Y");
                if ui.add_enabled(can, yes).clicked() {
                    pressed = Some(Pressed::Answer(true));
                }
                let words = text!(language, "lookup-no");
                let no = Button::normal(&words).with_icon(icons::CROSS).shortcut("N");
                if ui.add_enabled(can, no).clicked() {
                    pressed = Some(Pressed::Answer(false));
                }
            });
            small_paragraph(ui, &text!(language, "lookup-kept"), app.tokens.mute);
            if let Some(problem) = &self.problem {
                small_paragraph(ui, problem, app.tokens.no);
            }
        });
        if shown.action {
            self.is_wording_open = true;
        }
        pressed
    }
}

fn answered_words(language: Language, agreed: bool) -> (Severity, String) {
    if agreed {
        (Severity::Success, text!(language, "lookup-said-yes-now"))
    } else {
        (Severity::Info, text!(language, "lookup-said-no-now"))
    }
}

fn consent_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
    Card::new(&text!(app.language, "inspector-consent")).show(ui, |ui| {
        standing_ui(ui, app, person);
    });
}

fn order_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
    let language = app.language;
    let summary = &person.details.contact.purchases;
    let last = summary.last.map_or_else(
        || text!(language, "pane-day-never"),
        |day| i18n::ago(language, day, app.today),
    );
    let item = person.details.purchases.first();
    let item = item
        .map(|purchase| purchase.item.as_str())
        .unwrap_or_default();
    let parts: Vec<&str> = [item, last.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    key_value(
        ui,
        &text!(language, "inspector-last-order"),
        &parts.join(" · "),
    );
}

fn foot_ui(ui: &mut Ui, app: &AppContext<'_>) -> Option<Pressed> {
    let language = app.language;
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let keys = egui::KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
        let keys = key_words(ui.ctx(), keys);
        let words = text!(language, "lookup-next");
        if ui.add(Button::normal(&words).shortcut(&keys)).clicked() {
            pressed = Some(Pressed::Next);
        }
        let words = text!(language, "lookup-open");
        if ui.add(Button::quiet(&words).shortcut("O")).clicked() {
            pressed = Some(Pressed::Open);
        }
    });
    pressed
}
