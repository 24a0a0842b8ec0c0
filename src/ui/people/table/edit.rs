//! Editing one cell where it stands.

use egui::{Event, Id, Key, Modifiers, Rect, TextEdit, Ui, vec2};

use super::cells;
use crate::domain::ids::ContactId;
use crate::domain::listing::FieldKind;
use crate::domain::phone::E164;
use crate::domain::problem::{BookProblem, Problem};
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{radius, size};
use crate::workspace::editing::Edit;
use crate::workspace::listview::{TableColumn, TableRow};
use crate::workspace::{Reply, Workspace};

/// The cell that is being edited, if any.
#[derive(Debug, Default)]
pub struct InlineEdit {
    open: Option<Open>,
    /// What the table is to do once the change is in the book.
    pub after: Option<After>,
}

#[derive(Debug)]
struct Open {
    contact: ContactId,
    column: TableColumn,
    text: String,
    before: String,
    /// The number as it is in the book, to find it there.
    number: Option<(String, Option<E164>)>,
    is_fresh: bool,
    /// The keyboard was here already.
    was_focused: bool,
    saving: Option<(Reply<Result<bool, Problem>>, After)>,
    error: Option<String>,
}

/// What comes after an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Close,
    NextCell,
    CellBefore,
}

/// Whether this column can be typed over.
pub const fn is_editable(column: TableColumn) -> bool {
    matches!(
        column,
        TableColumn::Name
            | TableColumn::Company
            | TableColumn::Reference
            | TableColumn::Mobile
            | TableColumn::Email
            | TableColumn::City
            | TableColumn::Tags
            | TableColumn::Field(_)
    )
}

impl InlineEdit {
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub fn is_at(&self, contact: ContactId, column: TableColumn) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| open.contact == contact && open.column == column)
    }

    pub fn cell(&self) -> Option<(ContactId, TableColumn)> {
        self.open.as_ref().map(|open| (open.contact, open.column))
    }

    pub fn close(&mut self) {
        self.open = None;
    }

    /// Opens the field over a cell of this row.
    pub fn begin(&mut self, app: &AppContext<'_>, row: &TableRow, column: TableColumn) {
        if !is_editable(column) || !app.can_write() {
            return;
        }
        let text = match column {
            TableColumn::Tags => i18n::list(app.language, &cells::tag_names(app, row)),
            // Words such as `lunar month 8` are for reading; this form is for typing over.
            TableColumn::Field(id) if is_birthday(app, id) => {
                let value = row.fields.iter().find(|(field, _)| *field == id);
                value.map(|(_, value)| value.clone()).unwrap_or_default()
            }
            _ => cells::plain(app, column, row),
        };
        self.open = Some(Open {
            contact: row.id,
            column,
            before: text.clone(),
            text,
            number: row
                .mobile
                .as_ref()
                .map(|number| (number.text.clone(), number.e164)),
            is_fresh: true,
            was_focused: false,
            saving: None,
            error: None,
        });
    }

    /// Takes the book's answer.
    pub fn hear(&mut self, app: &AppContext<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        let Some((reply, after)) = &open.saving else {
            return;
        };
        let after = *after;
        match reply.take() {
            None => {}
            Some(Ok(_)) => {
                self.after = Some(after);
            }
            Some(Err(problem)) => {
                open.error = Some(i18n::sentence(app.language, &problem));
                open.saving = None;
                open.is_fresh = true;
                open.was_focused = false;
            }
        }
    }

    /// The field itself, in the place of the cell.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, table: Id, rect: Rect) {
        let Some(open) = &mut self.open else {
            return;
        };
        let t = app.tokens;
        let id = table.with(("edit", open.contact.0, open.column));
        let composing = is_composing(ui);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed = |ui: &Ui, modifiers, key| {
            has_focus && !composing && ui.input_mut(|input| input.consume_key(modifiers, key))
        };
        // Before egui takes Tab for a walk to the next widget.
        let is_back = pressed(ui, Modifiers::SHIFT, Key::Tab);
        let is_next = pressed(ui, Modifiers::NONE, Key::Tab);
        let is_saved = pressed(ui, Modifiers::NONE, Key::Enter);
        let is_dropped = pressed(ui, Modifiers::NONE, Key::Escape);
        let place = rect.shrink2(vec2(2.0, 2.0));
        let stroke = if open.error.is_some() {
            egui::Stroke::new(size::FOCUS_RING, t.no)
        } else {
            t.focus_stroke()
        };
        ui.painter().rect(
            place,
            radius::SMALL,
            t.panel,
            stroke,
            egui::StrokeKind::Inside,
        );
        let field = TextEdit::singleline(&mut open.text)
            .id(id)
            .frame(egui::Frame::NONE)
            .margin(egui::Margin::ZERO)
            .desired_width(f32::INFINITY)
            .align(egui::Align2::LEFT_CENTER)
            .lock_focus(true)
            .interactive(open.saving.is_none());
        let inner = place.shrink2(vec2(cells::PADDING - 2.0, 1.0));
        let response = ui.put(inner, field).accessible_name(super::columns::title(
            app.language,
            open.column,
            &app.snapshot.vocabulary,
        ));
        if std::mem::take(&mut open.is_fresh) {
            response.request_focus();
            select_all(ui, id, open.text.chars().count());
        }
        if response.changed() {
            open.error = None;
        }
        let has_left = open.was_focused && !response.has_focus() && !open.is_fresh;
        open.was_focused |= response.has_focus();
        if let Some(error) = &open.error {
            error_ui(ui, app, id, rect, error);
        }
        if open.saving.is_some() {
            return;
        }
        let after = if is_dropped {
            self.open = None;
            self.after = Some(After::Close);
            return;
        } else if is_next {
            After::NextCell
        } else if is_back {
            After::CellBefore
        } else if is_saved || has_left && open.error.is_none() {
            After::Close
        } else {
            return;
        };
        if open.text.trim() == open.before.trim() {
            self.after = Some(after);
            return;
        }
        open.save(app, after);
    }
}

impl Open {
    fn save(&mut self, app: &AppContext<'_>, after: After) {
        let contact = self.contact;
        let text = self.text.trim().to_owned();
        let number = self.number.clone();
        let email = self.before.clone();
        let change = match self.column {
            TableColumn::Name => Edit::Name(text),
            TableColumn::Company => Edit::Company(text),
            TableColumn::Reference => Edit::Reference(text),
            TableColumn::City => Edit::City(text),
            TableColumn::Tags => {
                let names = text.split([',', '，', '、', ';', '；']);
                Edit::Tags(names.map(|name| name.trim().to_owned()).collect())
            }
            TableColumn::Field(field) => Edit::Field(field, field_text(app, field, text)),
            TableColumn::Mobile => Edit::Number { id: None, text },
            TableColumn::Email => Edit::Email { id: None, text },
            _ => return,
        };
        let reply = app.session.call(move |workspace| {
            let change = match change {
                Edit::Number { text, .. } => number_edit(workspace, contact, number, text)?,
                Edit::Email { text, .. } => email_edit(workspace, contact, &email, text)?,
                other => other,
            };
            workspace.edit(contact, &change)
        });
        self.saving = Some((reply, after));
    }
}

fn is_birthday(app: &AppContext<'_>, field: crate::domain::ids::FieldId) -> bool {
    let mut fields = app.snapshot.vocabulary.fields.iter();
    fields.any(|entry| entry.id == field && entry.kind == FieldKind::Birthday)
}

/// A yes or no in the owner's language becomes the word that books keep.
fn field_text(app: &AppContext<'_>, field: crate::domain::ids::FieldId, text: String) -> String {
    let fields = &app.snapshot.vocabulary.fields;
    let kind = fields.iter().find(|entry| entry.id == field);
    if kind.is_none_or(|entry| entry.kind != FieldKind::YesNo) {
        return text;
    }
    let lower = text.to_lowercase();
    if lower == text!(app.language, "table-yes").to_lowercase() {
        "yes".to_owned()
    } else if lower == text!(app.language, "table-no").to_lowercase() {
        "no".to_owned()
    } else {
        text
    }
}

/// The number that the cell showed, in the book.
fn number_edit(
    workspace: &Workspace,
    contact: ContactId,
    shown: Option<(String, Option<E164>)>,
    text: String,
) -> Result<Edit, Problem> {
    let details = workspace
        .details(contact)?
        .ok_or(BookProblem::NoSuchRow)?
        .contact;
    let id = shown.and_then(|(words, e164)| {
        let number = details
            .numbers
            .iter()
            .find(|number| e164.is_some() && number.e164 == e164 || number.raw == words);
        number.map(|number| number.id)
    });
    Ok(match (id, text.is_empty()) {
        (Some(id), true) => Edit::RemoveNumber(id),
        (id, _) => Edit::Number { id, text },
    })
}

fn email_edit(
    workspace: &Workspace,
    contact: ContactId,
    shown: &str,
    text: String,
) -> Result<Edit, Problem> {
    let details = workspace
        .details(contact)?
        .ok_or(BookProblem::NoSuchRow)?
        .contact;
    let email = details.emails.iter().find(|email| email.addr == shown);
    Ok(match (email.map(|email| email.id), text.is_empty()) {
        (Some(id), true) => Edit::RemoveEmail(id),
        (id, _) => Edit::Email { id, text },
    })
}

/// Whether an input method is in the middle of a word: its Enter and Esc are not ours.
pub fn is_composing(ui: &Ui) -> bool {
    ui.input(|input| {
        let is_ime = |event: &Event| matches!(event, Event::Ime(_));
        input.events.iter().any(is_ime)
    })
}

fn select_all(ui: &Ui, id: Id, chars: usize) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(chars));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}

fn error_ui(ui: &Ui, app: &AppContext<'_>, id: Id, rect: Rect, error: &str) {
    let t = app.tokens;
    egui::Area::new(id.with("error"))
        .order(egui::Order::Foreground)
        .fixed_pos(rect.left_bottom() + vec2(2.0, 4.0))
        .show(ui.ctx(), |ui| {
            egui::Frame::new()
                .fill(t.no_bg)
                .stroke(egui::Stroke::new(1.0, t.no))
                .corner_radius(radius::SMALL)
                .inner_margin(8)
                .show(ui, |ui| {
                    ui.set_max_width(size::TOOLTIP);
                    crate::ui::widgets::paragraph(ui, error, t.ink);
                });
        });
}
