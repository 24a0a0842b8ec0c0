//! One list that went out: its file, when, for what, and how many people.

use egui::{CornerRadius, CursorIcon, Role, Sense, Ui, WidgetInfo, vec2};

use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, radius, round_focus, space, text as type_size};
use crate::ui::widgets::paint;
use crate::workspace::SentList;

/// Of every row, in points.
pub const HEIGHT: f32 = 56.0;

/// Draws a row; whether it was chosen.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, list: &SentList, is_chosen: bool) -> bool {
    let t = app.tokens;
    let wanted = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => Some(t.selected),
        (false, true) => Some(t.hover),
        _ => None,
    };
    if let Some(fill) = fill {
        let corners = CornerRadius::same(radius::CONTROL);
        ui.painter().rect_filled(rect, corners, fill);
    }
    let inner = rect.shrink2(vec2(space::SMALL, 7.0));
    let half = inner.height() / 2.0;
    let upper = inner.with_max_y(inner.top() + half);
    let lower = inner.with_min_y(inner.top() + half);
    let people = people(app, list);
    let font = fonts::body();
    let galley = paint::line(ui, &people, font, t.ink, inner.width() * 0.35);
    let room = inner.width() - galley.size().x - space::MEDIUM;
    paint::right(ui.painter(), upper, galley);
    let bold = fonts::bold(type_size::BODY);
    let galley = paint::line(ui, &list.file_name, bold, t.ink, room);
    paint::left(ui.painter(), upper, galley);
    let about = about(app, list);
    let galley = paint::line(ui, &about, fonts::small(), t.mute, inner.width());
    paint::left(ui.painter(), lower, galley);
    round_focus(&response, radius::CONTROL);
    let words = [list.file_name.clone(), people, about].join(" ");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &words));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// `1,204 people`.
pub fn people(app: &AppContext<'_>, list: &SentList) -> String {
    let people = list.contacts.len();
    text!(
        app.language,
        "lists-people",
        n = people,
        count = count(people)
    )
}

/// When, and what for.
pub fn about(app: &AppContext<'_>, list: &SentList) -> String {
    let what_for = match list.scope {
        Some(scope) => i18n::scope(app.language, scope),
        None => text!(app.language, "send-records-short"),
    };
    [i18n::date_time(list.at), what_for].join(" · ")
}
