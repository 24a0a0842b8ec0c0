//! The rail at the left: the rooms of the book. Only those that exist are shown.

use egui::{
    Align2, CornerRadius, CursorIcon, Frame, Panel, Rect, Response, Role, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::text;
use crate::ui::theme::{Tokens, fonts, icons, icons::Icon, radius, round_focus, size, space};
use crate::ui::widgets::paint;
use crate::ui::{Action, AppContext, Route};

const ITEM: egui::Vec2 = vec2(56.0, 48.0);

/// Draws the rail.
pub fn rail(ui: &mut Ui, app: &AppContext<'_>, route: &Route) {
    Panel::left("rail")
        .exact_size(size::RAIL)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(app.tokens.panel))
        .show(ui, |ui| {
            let rail = ui.max_rect();
            ui.painter().rect_filled(
                Rect::from_min_max(rail.right_top() - vec2(1.0, 0.0), rail.right_bottom()),
                0,
                app.tokens.line,
            );
            let x = rail.left() + (rail.width() - ITEM.x) / 2.0;
            let language = app.language;
            let top = rail.top() + space::SMALL;
            let bottom = rail.bottom() - space::SMALL - ITEM.y;
            let step = ITEM.y + space::TINY;
            let items = [
                (
                    top,
                    icons::PEOPLE,
                    text!(language, "rail-people"),
                    Route::People,
                ),
                (
                    bottom - 5.0 * step,
                    icons::EXPORT,
                    text!(language, "rail-lists"),
                    Route::Lists,
                ),
                (
                    bottom - 4.0 * step,
                    icons::TRASH,
                    text!(language, "rail-trash"),
                    Route::Trash,
                ),
                (
                    bottom - 3.0 * step,
                    icons::BACKUP,
                    text!(language, "rail-backups"),
                    Route::Backups,
                ),
                (
                    bottom - 2.0 * step,
                    icons::PRIVACY,
                    text!(language, "rail-security"),
                    Route::Security,
                ),
                (
                    bottom - step,
                    icons::HISTORY,
                    text!(language, "rail-history"),
                    Route::History,
                ),
                (
                    bottom,
                    icons::SETTINGS,
                    text!(language, "rail-settings"),
                    Route::Settings,
                ),
            ];
            for (y, icon, words, target) in items {
                let rect = Rect::from_min_size(pos2(x, y), ITEM);
                // A walk goes along the list of people.
                let is_walk =
                    matches!(route, Route::Review | Route::Held) && target == Route::People;
                let is_here = *route == target || is_walk;
                if item(ui, app.tokens, rect, icon, &words, is_here).clicked() {
                    app.send(Action::Go(target));
                }
            }
        });
}

fn item(
    ui: &mut Ui,
    tokens: &Tokens,
    rect: Rect,
    icon: Icon,
    words: &str,
    is_here: bool,
) -> Response {
    let id = ui.scope_id().with(("rail", words));
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_here, words));
    let fill = if is_here {
        Some(tokens.accent_bg)
    } else if response.hovered() {
        Some(tokens.hover)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(radius::CONTROL), fill);
    }
    let color = if is_here { tokens.accent } else { tokens.mute };
    let center = rect.center();
    paint::icon(ui.painter(), center - vec2(0.0, 9.0), icon, 18.0, color);
    ui.painter().text(
        center + vec2(0.0, 13.0),
        Align2::CENTER_CENTER,
        words,
        fonts::small(),
        color,
    );
    round_focus(&response, radius::CONTROL);
    response
}
