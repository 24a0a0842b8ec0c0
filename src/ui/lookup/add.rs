//! Nobody has the number: somebody is added in one line, together with a yes if they gave one.

use egui::{Event, Id, Key, KeyboardShortcut, Modifiers, Ui};

use super::{Chosen, Desk};
use crate::domain::ids::ContactId;
use crate::domain::phone::{E164, Region, read_cell};
use crate::domain::problem::Problem;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::keys::key_words;
use crate::ui::people::read_number;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, TextField, paragraph, small_paragraph};
use crate::workspace::Reply;
use crate::workspace::editing::Asked;

/// The name that is typed, and how far it is.
#[derive(Default)]
pub struct Add {
    name: String,
    wants_keyboard: bool,
    saving: Option<Reply<Result<ContactId, Problem>>>,
    mobile: Option<E164>,
    problem: Option<String>,
}

/// Whether the name is being typed.
pub fn has_keyboard(ui: &Ui) -> bool {
    ui.memory(|memory| memory.has_focus(name_id()))
}

fn name_id() -> Id {
    Id::unique("look up name")
}

impl Add {
    /// The name is typed next.
    pub fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    pub fn wants_keyboard(&self) -> bool {
        self.wants_keyboard
    }

    /// Whoever was added, once the book has them: the list may show them even before.
    pub fn added(&mut self, app: &AppContext<'_>) -> Option<Chosen> {
        match Reply::take_from(&mut self.saving)? {
            Ok(id) => Some(Chosen {
                id,
                mobile: self.mobile,
            }),
            Err(problem) => {
                self.problem = Some(i18n::sentence(app.language, &problem));
                None
            }
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, desk: &Desk, number: &str) {
        let language = app.language;
        let home = desk.home();
        self.mobile = mobile(number, home);
        let reading = read_number(language, number, home);
        let label = text!(language, "lookup-name", number = number);
        let had_keyboard = has_keyboard(ui);
        let is_composing =
            ui.input(|input| (input.events.iter()).any(|event| matches!(event, Event::Ime(_))));
        let both = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
        let only = KeyboardShortcut::new(Modifiers::NONE, Key::Enter);
        let (mut agrees, mut adds) = (false, false);
        if had_keyboard && !is_composing {
            ui.input_mut(|input| {
                agrees = input.consume_shortcut(&both);
                adds = input.consume_shortcut(&only);
            });
        }
        let field = TextField::new(name_id(), &label)
            .hint(&text!(language, "inspector-name"))
            .help(&reading)
            .max_width(f32::INFINITY)
            .show(ui, &mut self.name);
        if std::mem::take(&mut self.wants_keyboard) {
            field.field.request_focus();
        }
        if self.mobile.is_some() {
            ui.add_space(space::TINY);
            small_paragraph(ui, &text!(language, "lookup-read-out"), app.tokens.mute);
            paragraph(ui, &desk.wording, app.tokens.ink);
        }
        ui.add_space(space::TINY);
        let is_ready = self.saving.is_none();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let words = text!(language, "lookup-add");
            let keys = key_words(ui.ctx(), only);
            let button = Button::primary(&words).shortcut(&keys);
            adds |= ui.add_enabled(is_ready, button).clicked();
            let words = text!(language, "lookup-add-agrees");
            let keys = key_words(ui.ctx(), both);
            let can = is_ready && self.mobile.is_some() && !desk.wording.trim().is_empty();
            let button = Button::normal(&words).shortcut(&keys);
            agrees = ui.add_enabled(can, button).clicked() || agrees && can;
        });
        if let Some(problem) = &self.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        if is_ready && (adds || agrees) {
            let asked = agrees.then(|| Asked {
                agreed: true,
                notice: desk.notice(app),
            });
            let (name, number) = (self.name.clone(), number.to_owned());
            self.problem = None;
            self.saving =
                Some(app.session.call(move |workspace| {
                    workspace.add_at_counter(&name, &number, asked.as_ref())
                }));
        }
    }
}

/// The number, where it is one that a text can reach.
fn mobile(text: &str, home: Region) -> Option<E164> {
    let reading = read_cell(text, home);
    let number = reading.numbers.first()?.reading.as_ref()?;
    let can = number.valid && number.kind.may_be_mobile();
    can.then_some(number.e164)
}
