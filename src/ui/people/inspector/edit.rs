//! One field of a person, edited where it stands.

use egui::{Id, Key, Sense, Ui, vec2};

use crate::domain::ids::{ChildId, ContactId, FieldId};
use crate::domain::listing::{FieldEntry, FieldKind};
use crate::domain::phone::{NumberStatus, Region, read_cell};
use crate::domain::problem::Problem;
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons::Icon, radius, round_focus, size, space};
use crate::ui::value_field::ValueField;
use crate::ui::widgets::{Button, TextField, paint, small_paragraph, text_area};
use crate::workspace::Reply;
use crate::workspace::editing::Edit;

/// Which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    Company,
    /// One of the numbers, or a new one.
    Number(Option<ChildId>),
    Email(Option<ChildId>),
    City,
    Notes,
    Custom(FieldId),
    /// A tag to add.
    Tag,
}

/// What is being edited, of whom.
#[derive(Default)]
pub struct Editor {
    editing: Option<Editing>,
}

struct Editing {
    contact: ContactId,
    field: Field,
    text: String,
    before: String,
    saving: Option<Reply<Result<bool, Problem>>>,
    problem: Option<String>,
    /// It has the keyboard only from the pass after it appeared.
    is_fresh: bool,
    /// For values that are chosen rather than typed.
    value: ValueField,
}

impl Editor {
    /// Begins with a field; what was edited before is let go.
    pub fn begin(&mut self, contact: ContactId, field: Field, text: &str) {
        self.editing = Some(Editing {
            contact,
            field,
            text: text.to_owned(),
            before: text.to_owned(),
            saving: None,
            problem: None,
            is_fresh: true,
            value: ValueField::default(),
        });
    }

    pub fn is_editing(&self, contact: ContactId, field: Field) -> bool {
        let editing = self.editing.as_ref();
        editing.is_some_and(|editing| editing.contact == contact && editing.field == field)
    }

    /// What is edited, if it is of this contact.
    pub fn field(&self, contact: ContactId) -> Option<Field> {
        let editing = self.editing.as_ref()?;
        (editing.contact == contact).then_some(editing.field)
    }

    /// Draws the editor of a custom field by its kind. What is taken from a list is kept at once.
    pub fn value_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        entry: &FieldEntry,
        home: Region,
    ) {
        if matches!(entry.kind, FieldKind::Text | FieldKind::Number) {
            small_paragraph(ui, &entry.name, app.tokens.mute);
            self.ui(ui, app, &entry.name, home, &[]);
            return;
        }
        let Some(editing) = &mut self.editing else {
            return;
        };
        if !editing.hear(app) {
            self.editing = None;
            return;
        }
        let id = Id::unique(("inspector value", editing.contact, editing.field));
        if !matches!(entry.kind, FieldKind::Date | FieldKind::Birthday) {
            small_paragraph(ui, &entry.name, app.tokens.mute);
        }
        // Both keys take the keyboard from a field, so they are looked for before it is drawn.
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed = |ui: &Ui, key| had_focus && ui.input(|input| input.key_pressed(key));
        let change = editing.value.ui(ui, app, id, entry, &mut editing.text);
        if std::mem::take(&mut editing.is_fresh) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if change.is_changed {
            editing.problem = None;
        }
        if let Some(problem) = &editing.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        let is_busy = editing.saving.is_some();
        let (mut is_kept, mut is_dropped) = (change.is_picked, false);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let save = text!(app.language, "fields-value-save");
            let cancel = text!(app.language, "fields-value-cancel");
            let button = Button::normal(&save).small();
            is_kept |= ui.add_enabled(!is_busy, button).clicked();
            is_dropped = ui.add(Button::quiet(&cancel).small()).clicked();
        });
        let is_typed = matches!(entry.kind, FieldKind::Date | FieldKind::Birthday);
        is_kept |= is_typed && pressed(ui, Key::Enter);
        if is_dropped || pressed(ui, Key::Escape) {
            self.editing = None;
        } else if is_kept && !is_busy {
            if editing.text == editing.before {
                self.editing = None;
            } else {
                editing.save(app, &[]);
            }
        }
    }

    /// Draws the field in place of its value. `tags` are those that the contact has, for [`Field::Tag`].
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        name: &str,
        home: Region,
        tags: &[String],
    ) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        if !editing.hear(app) {
            self.editing = None;
            return;
        }
        let id = Id::unique(("inspector field", editing.contact, editing.field));
        let is_long = editing.field == Field::Notes;
        let had_escape = ui.memory(|memory| memory.has_focus(id))
            && ui.input(|input| input.key_pressed(Key::Escape));
        let response = if is_long {
            text_area(ui, id, name, "", 3, &mut editing.text)
        } else {
            let reading = match editing.field {
                Field::Number(_) => read_number(app.language, &editing.text, home),
                _ => text!(app.language, "inspector-enter-saves"),
            };
            let shown = TextField::new(id, name)
                .label_hidden()
                .help(&reading)
                .error(editing.problem.as_deref())
                .show(ui, &mut editing.text);
            shown.field
        };
        if is_long && let Some(problem) = &editing.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        if std::mem::take(&mut editing.is_fresh) {
            response.request_focus();
            return;
        }
        if response.changed() {
            editing.problem = None;
        }
        if had_escape {
            self.editing = None;
        } else if response.lost_focus() && editing.saving.is_none() {
            if editing.text == editing.before {
                self.editing = None;
            } else {
                editing.save(app, tags);
            }
        }
    }
}

impl Editing {
    /// Takes the book's answer; whether the editor stays open.
    fn hear(&mut self, app: &AppContext<'_>) -> bool {
        match Reply::take_from(&mut self.saving) {
            Some(Ok(_)) => return false,
            Some(Err(problem)) => {
                self.problem = Some(i18n::sentence(app.language, &problem));
                self.is_fresh = true;
            }
            None => {}
        }
        true
    }

    fn save(&mut self, app: &AppContext<'_>, tags: &[String]) {
        let text = self.text.clone();
        let edit = match self.field {
            Field::Name => Edit::Name(text),
            Field::Company => Edit::Company(text),
            Field::Number(id) => Edit::Number { id, text },
            Field::Email(id) => Edit::Email { id, text },
            Field::City => Edit::City(text),
            Field::Notes => Edit::Notes(text),
            Field::Custom(field) => Edit::Field(field, text),
            Field::Tag => {
                let mut names = tags.to_vec();
                names.push(text);
                Edit::Tags(names)
            }
        };
        let contact = self.contact;
        self.saving = Some(
            app.session
                .call(move |workspace| workspace.edit(contact, &edit)),
        );
    }
}

/// What a typed number would be taken for: 手机 · 广东深圳, or what is wrong with it.
pub fn read_number(language: Language, text: &str, home: Region) -> String {
    let reading = read_cell(text, home);
    if reading.status == NumberStatus::Empty {
        return String::new();
    }
    let mut parts = Vec::new();
    if reading.status != NumberStatus::Ok {
        parts.push(i18n::number_status(language, reading.status));
    }
    if let Some(number) = reading
        .numbers
        .first()
        .and_then(|part| part.reading.as_ref())
        && number.valid
    {
        parts.push(i18n::line_kind(language, number.kind));
        parts.extend(place_of(language, number.e164));
    }
    parts.join(" · ")
}

/// Where a number was issued: 广东深圳.
fn place_of(language: Language, e164: crate::domain::phone::E164) -> Option<String> {
    use crate::domain::phone::{PlaceLanguage, place};
    let names = match language {
        Language::English => PlaceLanguage::En,
        Language::Chinese => PlaceLanguage::Zh,
    };
    let place = place(e164, names)?;
    let words = place_words(language, [place.province, place.city]);
    (!words.is_empty()).then_some(words)
}

/// A place in as few words as people use: 广东深圳.
pub fn place_words<'a>(language: Language, parts: impl IntoIterator<Item = &'a str>) -> String {
    let short = |part: &'a str| match language {
        Language::Chinese => part.trim_end_matches(['省', '市']),
        Language::English => part,
    };
    let mut parts: Vec<&str> = parts
        .into_iter()
        .map(short)
        .filter(|part| !part.is_empty())
        .collect();
    parts.dedup();
    match language {
        Language::Chinese => parts.concat(),
        Language::English => parts.join(" "),
    }
}

/// Small buttons at the right end of a value, seen while the pointer or the keyboard is there.
/// Returns which was clicked.
pub fn row_buttons_ui(
    ui: &mut Ui,
    id: Id,
    row: egui::Rect,
    buttons: &[(Icon, String)],
) -> Option<usize> {
    const SIDE: f32 = 24.0;
    let tokens = crate::ui::theme::Tokens::of(ui);
    let is_near = ui.rect_contains_pointer(row);
    let mut clicked = None;
    let mut right = row.right();
    let answers: Vec<_> = buttons
        .iter()
        .enumerate()
        .rev()
        .map(|(index, (icon, name))| {
            let center = egui::pos2(right - SIDE / 2.0, row.top() + SIDE / 2.0);
            right -= SIDE + 2.0;
            let rect = egui::Rect::from_center_size(center, vec2(SIDE, SIDE));
            let response = ui.interact(rect, id.with(index), Sense::click());
            (index, *icon, name, rect, response)
        })
        .collect();
    let is_seen = is_near || answers.iter().any(|answer| answer.4.has_focus());
    for (index, icon, name, rect, response) in answers {
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name));
        if response.clicked() {
            clicked = Some(index);
        }
        if is_seen {
            let fill = if response.hovered() {
                tokens.hover
            } else {
                tokens.panel
            };
            ui.painter().rect_filled(rect, radius::SMALL, fill);
            let color = if response.hovered() {
                tokens.ink
            } else {
                tokens.mute
            };
            paint::icon(ui.painter(), rect.center(), icon, size::ICON - 2.0, color);
        }
        round_focus(&response, radius::SMALL);
        response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text(name);
    }
    clicked
}

/// Room that `count` buttons of [`row_buttons_ui`] take.
pub const fn buttons_width(count: f32) -> f32 {
    count * 26.0 + space::TINY
}
