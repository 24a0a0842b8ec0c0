//! One line of the history: a day, or what was done, when, by whom, and whether it still stands.

use egui::{CornerRadius, Id, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::domain::op::{OpKind, OpRecord};
use crate::domain::time::Day;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, icons::Icon, radius, size, space, text as type_size};
use crate::ui::widgets::{Button, paint};
use crate::workspace::{HistoryEntry, OpState};

/// Of every line, in points.
pub const HEIGHT: f32 = 44.0;

/// Width of the hour at the left, in points.
const HOUR: f32 = 52.0;

/// A day above what was done on it.
pub fn day_ui(ui: &mut Ui, app: &AppContext<'_>, day: Day) {
    let wanted = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let ago = i18n::ago(app.language, day, app.today);
    let date = i18n::date(day);
    let words = if ago == date {
        date
    } else {
        [date, ago].join(" · ")
    };
    let font = fonts::bold(type_size::BODY);
    let galley = paint::line(ui, &words, font, app.tokens.mute, rect.width());
    let low = rect.with_min_y(rect.top() + space::MEDIUM);
    paint::left(ui.painter(), low, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &words));
}

/// One step; whether the owner wants to go back to before it.
pub fn entry_ui(ui: &mut Ui, app: &AppContext<'_>, entry: &HistoryEntry, can_ask: bool) -> bool {
    let (language, tokens) = (app.language, app.tokens);
    let id = Id::unique(("history", entry.record.id));
    let wanted = vec2(ui.available_width(), HEIGHT);
    let (_, rect) = ui.allocate_space(wanted);
    let response = ui.interact(rect, id, Sense::hover());
    let card = rect.shrink2(vec2(0.0, 2.0));
    let corners = CornerRadius::same(radius::CONTROL);
    ui.painter().rect(
        card,
        corners,
        tokens.panel,
        tokens.line_stroke(),
        egui::StrokeKind::Inside,
    );
    let is_undone = entry.state == OpState::Undone;
    let color = if is_undone { tokens.mute } else { tokens.ink };
    let mut inner = card.shrink2(vec2(space::MEDIUM, 0.0));
    let hour = i18n::clock(entry.record.at);
    let hour_text = paint::line(ui, &hour, fonts::body(), tokens.mute, HOUR);
    paint::left(ui.painter(), inner, hour_text);
    inner.min.x += HOUR;
    let center = pos2(inner.left() + size::ICON / 2.0, inner.center().y);
    let sign = icon(entry.record.kind);
    paint::icon(ui.painter(), center, sign, size::ICON, tokens.mute);
    inner.min.x += size::ICON + space::SMALL;

    let asked = button_ui(ui, app, entry, can_ask, &mut inner);
    let who = who(app, &entry.record);
    let who_text = paint::line(ui, &who, fonts::small(), tokens.mute, 120.0);
    let who_width = who_text.size().x + space::LARGE;
    paint::right(ui.painter(), inner, who_text);
    inner.max.x -= who_width;
    let undone = text!(language, "history-undone");
    if is_undone {
        let undone_text = paint::line(ui, &undone, fonts::small(), tokens.wait, 120.0);
        let width = undone_text.size().x + space::LARGE;
        paint::right(ui.painter(), inner, undone_text);
        inner.max.x -= width;
    }
    let sentence = i18n::op_sentence(language, &entry.record);
    let galley = paint::line(ui, &sentence, fonts::body(), color, inner.width());
    let width = galley.size().x;
    paint::left(ui.painter(), inner, galley.clone());
    if is_undone {
        let across = inner.left()..=inner.left() + width;
        let stroke = Stroke::new(1.0, color);
        ui.painter().hline(across, inner.center().y, stroke);
    }
    let state = if is_undone { undone } else { String::new() };
    let name = [hour, sentence.clone(), state, who].join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    paint::whole_on_hover(response, &galley, &sentence);
    asked
}

/// The button at the right, where the step can be taken back.
fn button_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    entry: &HistoryEntry,
    can_ask: bool,
    inner: &mut Rect,
) -> bool {
    let can_undo = entry.can_undo && app.environment.can_write;
    if !can_undo {
        return false;
    }
    let words = text!(app.language, "history-undo-to");
    let place = inner.with_max_x(inner.right() + space::SMALL);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("history undo", entry.record.id))
            .max_rect(place)
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let response = child.add_enabled(can_ask, Button::quiet(&words).small());
    let what = i18n::op_sentence(app.language, &entry.record);
    let name = text!(app.language, "history-undo-to-of", what = what);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can_ask, &name));
    inner.max.x = response.rect.left() - space::SMALL;
    response.clicked()
}

fn who(app: &AppContext<'_>, record: &OpRecord) -> String {
    match record.actor.as_str() {
        "" | "owner" => text!(app.language, "history-owner"),
        actor => actor.to_owned(),
    }
}

const fn icon(kind: OpKind) -> Icon {
    match kind {
        OpKind::Create => icons::BOOK,
        OpKind::Import => icons::IMPORT,
        OpKind::AddContact => icons::PERSON,
        OpKind::EditContact | OpKind::EditFields => icons::EDIT,
        OpKind::DeleteContact => icons::TRASH,
        OpKind::Tag => icons::TAG,
        OpKind::RecordConsent => icons::PRIVACY,
        OpKind::Export => icons::EXPORT,
        OpKind::Undo => icons::UNDO,
        OpKind::Redo => icons::REDO,
        OpKind::EditSegments => icons::SEGMENT,
        OpKind::Review | OpKind::SettleHeld => icons::CLEAN_UP,
        OpKind::RestoreContact => icons::BACKUP,
        OpKind::PurgeContact => icons::ERROR,
        OpKind::ChangePassphrase | OpKind::MakeRecoveryCode | OpKind::ConfirmRecoveryCode => {
            icons::LOCK
        }
        OpKind::RoundTrip => icons::TABLE,
        OpKind::Watch => icons::FOLDER,
    }
}
