//! Rows of the look-up: who, the number that was typed, whether they may be texted, and since when
//! they have not bought.

use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::phone::NumberStatus;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::pile_kind;
use crate::ui::theme::{fonts, radius, round_focus, space, text as type_size};
use crate::ui::widgets::{cell_badge_width, paint, paint_cell_badge};
use crate::workspace::listview::LookedUp;

const HEIGHT: f32 = 52.0;

/// Draws the rows; gives the place of the one that was clicked.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, people: &[LookedUp], chosen: usize) -> Option<usize> {
    let mut clicked = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, person) in people.iter().enumerate() {
            if row_ui(ui, app, person, place == chosen) {
                clicked = Some(place);
            }
        }
    });
    clicked
}

fn row_ui(ui: &mut Ui, app: &AppContext<'_>, person: &LookedUp, is_chosen: bool) -> bool {
    let (language, tokens) = (app.language, app.tokens);
    let wanted = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => Some(tokens.selected),
        (false, true) => Some(tokens.hover),
        _ => None,
    };
    if let Some(fill) = fill {
        let corners = CornerRadius::same(radius::CONTROL);
        ui.painter().rect_filled(rect, corners, fill);
    }
    let inner = rect.shrink2(vec2(space::MEDIUM, 6.0));
    let half = inner.height() / 2.0;
    let upper = inner.with_max_y(inner.top() + half);
    let lower = inner.with_min_y(inner.top() + half);

    let pile = i18n::pile(language, person.pile);
    let kind = pile_kind(person.pile);
    let width = cell_badge_width(ui, kind, &pile);
    let place = Rect::from_min_max(pos2(upper.right() - width, upper.top()), upper.max);
    paint_cell_badge(ui, place, kind, &pile);
    let order = order_words(app, person);
    let room = inner.width() * 0.4;
    let galley = paint::line(ui, &order, fonts::small(), tokens.mute, room);
    paint::right(ui.painter(), lower, galley);

    let name = name_of(app, person);
    let (number, color) = match &person.number {
        Some(number) if number.status == NumberStatus::Ok => (number.text.clone(), tokens.ink),
        Some(number) => (number.text.clone(), tokens.wait),
        None => (text!(language, "review-no-number"), tokens.mute),
    };
    let number_font = fonts::bold(type_size::BODY);
    let number_text = paint::line(ui, &number, number_font, color, 200.0);
    let number_left = inner.left() + (inner.width() * 0.42).round();
    let name_room = number_left - inner.left() - space::MEDIUM;
    let galley = paint::line(
        ui,
        &name,
        fonts::bold(type_size::BODY),
        tokens.ink,
        name_room,
    );
    paint::left(ui.painter(), upper, galley);
    paint::left(ui.painter(), upper.with_min_x(number_left), number_text);
    let about = about(person);
    let galley = paint::line(
        ui,
        &about,
        fonts::small(),
        tokens.mute,
        inner.width() * 0.55,
    );
    paint::left(ui.painter(), lower, galley);
    round_focus(&response, radius::CONTROL);
    let words = [name, number, pile, order]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<String>>()
        .join(" ");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &words));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn name_of(app: &AppContext<'_>, person: &LookedUp) -> String {
    [&person.name, &person.company]
        .into_iter()
        .find(|name| !name.is_empty())
        .cloned()
        .unwrap_or_else(|| text!(app.language, "inspector-unnamed"))
}

fn about(person: &LookedUp) -> String {
    let company = (!person.name.is_empty()).then_some(person.company.as_str());
    company
        .into_iter()
        .chain([person.city.as_str()])
        .filter(|part| !part.is_empty())
        .collect::<Vec<&str>>()
        .join(" · ")
}

fn order_words(app: &AppContext<'_>, person: &LookedUp) -> String {
    match person.last_order {
        Some(day) => {
            let ago = i18n::ago(app.language, day, app.today);
            text!(app.language, "lookup-last-order", ago = ago)
        }
        None => text!(app.language, "pane-day-never"),
    }
}
