//! One person in a line, as the list in memory knows them: for lists that name people.

use egui::{Align, Layout, Sense, Ui, UiBuilder, vec2};

use crate::domain::ids::ContactId;
use crate::domain::phone::Region;
use crate::text;
use crate::ui::theme::{fonts, space};
use crate::ui::widgets::{elided, link};
use crate::ui::{Action, AppContext};

/// Where numbers are at home until the book has said so.
const HOME: Region = Region(*b"CN");

/// Who somebody is, and how to tell them from others of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// The company's where there is none.
    pub name: String,
    /// Number and city.
    pub about: String,
}

/// Nothing for people who are not in the list, or while it is being written.
pub fn person_line(app: &AppContext<'_>, id: ContactId) -> Option<PersonLine> {
    let list = app.session.list().try_read()?;
    let slot = list.slot_of(id)?;
    let names = [list.name(slot), list.company(slot)];
    let name = names.into_iter().find(|name| !name.is_empty());
    let name = name.map_or_else(|| text!(app.language, "inspector-unnamed"), str::to_owned);
    let home = app.snapshot.home.unwrap_or(HOME);
    let number = list.mobile_cell(slot, home).map(|cell| cell.text);
    let email = list.email(slot);
    let reach = number.or_else(|| (!email.is_empty()).then_some(email));
    let city = Some(list.city(slot).to_owned()).filter(|city| !city.is_empty());
    let about: Vec<String> = reach.into_iter().chain(city).collect();
    Some(PersonLine {
        name,
        about: about.join(" · "),
    })
}

/// Room for the name, in points.
const NAME: f32 = 200.0;

/// Draws somebody in a row of this height, with a way to look at them; whether it was taken.
pub fn person_row(ui: &mut Ui, app: &AppContext<'_>, id: ContactId, height: f32) -> bool {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let below = row.with_min_y(row.bottom() - 1.0);
    ui.painter().rect_filled(below, 0, app.tokens.row);
    let Some(line) = person_line(app, id) else {
        return false;
    };
    let row = row.shrink2(vec2(space::SMALL, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let part = |left: f32, right: f32| {
        let rect = row.with_min_x(left).with_max_x(right);
        UiBuilder::new().max_rect(rect).layout(layout)
    };
    let middle = (row.left() + NAME).min(row.center().x);
    let mut name = ui.new_child(part(row.left(), middle).id_salt(("person name", id)));
    let is_taken = link(&mut name, &line.name).clicked();
    let mut about = ui.new_child(part(middle, row.right()).id_salt(("person about", id)));
    elided(&mut about, &line.about, fonts::body(), app.tokens.mute);
    if is_taken {
        app.send(Action::ShowContact(id));
    }
    is_taken
}
