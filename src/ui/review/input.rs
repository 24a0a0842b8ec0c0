//! What is typed along a walk: a number written anew, or the name of a tag.

use egui::{Key, Response, Ui};

use super::walk::field_id;
use crate::domain::contact::Number;
use crate::domain::filter::fold;
use crate::domain::ids::ChildId;
use crate::domain::phone::Region;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::read_number;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, TextField};

/// Tags that are offered below the field.
const OFFERED: usize = 8;

/// What is being typed.
pub enum Input {
    Tag(Typing),
    Number {
        /// `None`: a first number.
        id: Option<ChildId>,
        typing: Typing,
        home: Region,
    },
}

/// One field.
#[derive(Default)]
pub struct Typing {
    text: String,
    /// It gets the keyboard in the pass after it appeared.
    is_fresh: bool,
    is_entered: bool,
}

/// What came of it.
pub enum Typed {
    NotYet,
    Dropped,
    Entered(String),
}

impl Input {
    pub fn tag(before: &str) -> Self {
        Self::Tag(Typing::begin(before))
    }

    /// A number as it was written, or a first one.
    pub fn number(number: Option<&Number>, home: Region) -> Self {
        let before = number.map(|number| match number.e164 {
            Some(e164) if number.raw.is_empty() => crate::domain::phone::display(e164, home),
            _ => number.raw.clone(),
        });
        Self::Number {
            id: number.map(|number| number.id),
            typing: Typing::begin(&before.unwrap_or_default()),
            home,
        }
    }

    /// What was entered will not do: the field is open once more.
    pub fn again(&mut self) {
        match self {
            Self::Tag(typing) | Self::Number { typing, .. } => {
                typing.is_entered = false;
                typing.is_fresh = true;
            }
        }
    }
}

impl Typing {
    fn begin(before: &str) -> Self {
        Self {
            text: before.to_owned(),
            is_fresh: true,
            is_entered: false,
        }
    }

    /// A number with what it is read as.
    pub fn number_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, home: Region) -> Typed {
        let name = text!(app.language, "review-mend-name");
        let reading = read_number(app.language, &self.text, home);
        let help = if reading.is_empty() {
            text!(app.language, "inspector-enter-saves")
        } else {
            reading
        };
        let id = field_id("number");
        let field = TextField::new(id, &name)
            .label_hidden()
            .help(&help)
            .show(ui, &mut self.text)
            .field;
        self.outcome(ui, &field)
    }

    /// The name of a tag, with those that are there already.
    pub fn tag_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Typed {
        let name = text!(app.language, "review-tag-name");
        let help = text!(app.language, "review-tag-help");
        let field = TextField::new(field_id("tag"), &name)
            .help(&help)
            .show(ui, &mut self.text)
            .field;
        let typed = fold(self.text.trim()).into_owned();
        let known = app.snapshot.vocabulary.tags.iter();
        let offered: Vec<&String> = known
            .map(|(_, name)| name)
            .filter(|name| typed.is_empty() || fold(name).contains(&typed))
            .take(OFFERED)
            .collect();
        let mut picked = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::SMALL, space::TINY);
            for name in offered {
                if ui.add(Button::normal(name).small()).clicked() {
                    picked = Some(name.clone());
                }
            }
        });
        match picked {
            Some(name) => {
                self.is_entered = true;
                Typed::Entered(name)
            }
            None => self.outcome(ui, &field),
        }
    }

    fn outcome(&mut self, ui: &Ui, field: &Response) -> Typed {
        if std::mem::take(&mut self.is_fresh) {
            field.request_focus();
            return Typed::NotYet;
        }
        if self.is_entered {
            return Typed::NotYet;
        }
        let (is_enter, is_escape) = ui.input(|input| {
            (
                input.key_pressed(Key::Enter),
                input.key_pressed(Key::Escape),
            )
        });
        if field.lost_focus() && is_enter {
            if self.text.trim().is_empty() {
                return Typed::Dropped;
            }
            self.is_entered = true;
            return Typed::Entered(self.text.clone());
        }
        if field.lost_focus() && is_escape {
            return Typed::Dropped;
        }
        Typed::NotYet
    }
}
