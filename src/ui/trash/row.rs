//! One line of the trash: somebody who was deleted, and when.

use egui::{CornerRadius, CursorIcon, Id, Role, Sense, Ui, WidgetInfo, vec2};

use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, radius, round_focus, size, space, text as type_size};
use crate::ui::widgets::{Tick, paint, paint_check_box};
use crate::workspace::TrashEntry;

/// Of every line, in points.
pub const HEIGHT: f32 = 44.0;
/// Width of when it was, in points.
const WHEN: f32 = 200.0;

/// Draws a line; whether it was clicked.
pub fn entry_ui(ui: &mut Ui, app: &AppContext<'_>, entry: &TrashEntry, is_on: bool) -> bool {
    let tokens = app.tokens;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    let response = ui.interact(rect, Id::unique(("trash", entry.contact)), Sense::click());
    let card = rect.shrink2(vec2(0.0, 2.0));
    let fill = if response.hovered() {
        tokens.hover
    } else {
        tokens.panel
    };
    ui.painter().rect(
        card,
        CornerRadius::same(radius::CONTROL),
        fill,
        tokens.line_stroke(),
        egui::StrokeKind::Inside,
    );
    // In line with the box above that ticks everybody.
    let mut inner = card.shrink2(vec2(space::SMALL, 0.0));
    let place = inner.with_max_x(inner.left() + size::CHECK_BOX);
    paint_check_box(ui, place, Tick::from(is_on), response.hovered());
    inner.min.x += size::CHECK_BOX + space::MEDIUM;

    let at = i18n::date_time(entry.at);
    let when = text!(app.language, "trash-deleted-at", when = at);
    let when_text = paint::line(ui, &when, fonts::small(), tokens.mute, WHEN);
    paint::right(ui.painter(), inner, when_text);
    inner.max.x -= WHEN + space::MEDIUM;

    let nameless = text!(app.language, "trash-nameless");
    let names = [&entry.name, &entry.company, &nameless];
    let name = names.into_iter().find(|name| !name.is_empty());
    let name = name.map(String::as_str).unwrap_or_default();
    let font = fonts::bold(type_size::BODY);
    let name_text = paint::line(ui, name, font, tokens.ink, inner.width() * 0.5);
    let end = inner.left() + name_text.size().x + space::MEDIUM;
    paint::left(ui.painter(), inner, name_text);
    let mut about = vec![entry.reach.as_str()];
    if !entry.name.is_empty() {
        about.push(entry.company.as_str());
    }
    about.retain(|text| !text.is_empty());
    let about = about.join(" · ");
    let place = inner.with_min_x(end);
    let about_text = paint::line(ui, &about, fonts::body(), tokens.mute, place.width());
    paint::left(ui.painter(), place, about_text);
    round_focus(&response, radius::CONTROL);
    let said = [name, about.as_str(), when.as_str()].join(" ");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, said.trim()));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
