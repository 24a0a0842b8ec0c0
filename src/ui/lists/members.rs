//! Who is in a list that went out.

use egui::{Id, ScrollArea, Ui};

use super::row;
use crate::domain::filter::{Expr, Filter, Subject, TextKey, fold};
use crate::domain::ids::{ContactId, OpId};
use crate::i18n::{self, count};
use crate::text;
use crate::ui::people::person_row;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{Button, TextField, paragraph, small_paragraph, title};
use crate::ui::{Action, AppContext};
use crate::workspace::listview::people_of;
use crate::workspace::{Direction, Latest, NumberCell, Roster, SentList, SortKey};

const ROW: f32 = 36.0;
/// Widest column of text, in points.
const WIDTH: f32 = 860.0;

/// The people of the list that is shown.
#[derive(Debug, Default)]
pub struct Members {
    needle: String,
    found: Latest<Found>,
    asked: Option<(OpId, String, u64)>,
}

#[derive(Debug)]
struct Found {
    people: Vec<ContactId>,
    /// Those of the list who are not in the book any more.
    gone: usize,
}

impl Members {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, list: &SentList) {
        self.keep_up(app, list);
        let language = app.language;
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing.y = space::TINY;
        title(ui, &list.file_name);
        let about = [row::people(app, list), row::about(app, list)].join(" · ");
        paragraph(ui, &about, app.tokens.mute);
        let columns = columns(app, &list.columns);
        if !columns.is_empty() {
            let columns = i18n::list(language, &columns);
            let words = text!(language, "lists-columns", columns = columns);
            paragraph(ui, &words, app.tokens.mute);
        }
        ui.add_space(space::SMALL);
        let words = text!(language, "lists-show-people");
        if ui
            .add(Button::normal(&words).with_icon(icons::PEOPLE))
            .clicked()
            && let Some(term) = Subject::Text(TextKey::List).text_term(&list.file_name)
        {
            let filter = Filter::from_chips([Expr::Term(term)]);
            app.send(Action::ShowFilter(filter.to_string()));
        }
        ui.add_space(space::SMALL);
        let label = text!(language, "lists-find");
        TextField::new(Id::unique("sent list find"), &label)
            .label_hidden()
            .hint(&label)
            .max_width(320.0)
            .show(ui, &mut self.needle);
        ui.add_space(space::SMALL);
        let Some(found) = self.found.get() else {
            return;
        };
        if found.gone > 0 {
            let gone = u64::try_from(found.gone).unwrap_or(u64::MAX);
            let words = text!(language, "lists-gone-people", n = gone, count = count(gone));
            small_paragraph(ui, &words, app.tokens.mute);
        }
        if found.people.is_empty() && !self.needle.trim().is_empty() {
            paragraph(ui, &text!(language, "lists-nobody"), app.tokens.mute);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("sent list members")
            .auto_shrink([false, false])
            .show_rows(ui, ROW, found.people.len(), |ui, places| {
                for id in found.people.get(places).unwrap_or_default() {
                    person_row(ui, app, *id, ROW);
                }
            });
    }

    fn keep_up(&mut self, app: &AppContext<'_>, list: &SentList) {
        let needle = fold(self.needle.trim()).into_owned();
        let asked = (list.op, needle.clone(), app.session.list().revision());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        let ids: Vec<ContactId> = list.ids().collect();
        app.session.ask(&self.found, move |roster| {
            let all = ids.len();
            let there = people_of(roster, ids);
            let there = roster.sort(&there, SortKey::Name, Direction::Ascending);
            let there: Vec<ContactId> = there.iter().filter_map(|slot| roster.id(*slot)).collect();
            Found {
                gone: all - there.len(),
                people: there
                    .into_iter()
                    .filter(|id| fits(roster, *id, &needle))
                    .collect(),
            }
        });
    }
}

/// Whether a name or a number of somebody has this in it.
fn fits(roster: &Roster, id: ContactId, needle: &str) -> bool {
    let Some(slot) = roster.slot_of(id) else {
        return false;
    };
    if needle.is_empty() {
        return true;
    }
    let digits: String = needle.chars().filter(char::is_ascii_digit).collect();
    let has_number = |number: &NumberCell| {
        let written = number.e164.map(|e164| e164.0.to_string());
        written.is_some_and(|written| !digits.is_empty() && written.contains(&digits))
    };
    [roster.name(slot), roster.company(slot)]
        .iter()
        .any(|text| fold(text).contains(needle))
        || roster.numbers(slot).iter().any(has_number)
}

/// What the columns of the file were called. Older lists know the columns' words only.
fn columns(app: &AppContext<'_>, written: &str) -> Vec<String> {
    let fields = &app.snapshot.vocabulary.fields;
    let columns: Vec<serde_json::Value> = serde_json::from_str(written).unwrap_or_default();
    let name = |column: &serde_json::Value| {
        if let Some([_, head]) = column.as_array().map(Vec::as_slice) {
            return head.as_str().map(str::to_owned);
        }
        let word = column.as_str()?;
        Some(if fields.iter().any(|field| field.name == word) {
            word.to_owned()
        } else {
            i18n::column(app.language, word)
        })
    };
    columns.iter().filter_map(name).collect()
}
