//! One file: a line of its own for each that waits, and for each that was dealt with.

use egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::words;
use crate::i18n::{date_time, wait_reason};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, size, space, text as type_size};
use crate::ui::widgets::{Button, elided, small_paragraph};
use crate::workspace::WaitingFile;
use crate::workspace::watch::{WatchEnd, WatchReport};

const LINE: f32 = 36.0;
/// Width of the time at the left.
const TIME: f32 = 152.0;
/// Narrower than this, the time is left to the order of the lines.
const ROOM_FOR_TIME: f32 = 640.0;

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clicked {
    Open,
    LeaveOut,
}

/// A file that waits; what is to be done with it.
pub fn waiting_ui(ui: &mut Ui, app: &AppContext<'_>, file: &WaitingFile) -> Option<Clicked> {
    let language = app.language;
    let mut clicked = None;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), size::CONTROL),
        Layout::right_to_left(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let can = app.can_write();
            let mut button = |button: Button<'_>, name: &str, what: Clicked| {
                let response = ui.add_enabled(can, button);
                // Several lines have the same words: the name says which is meant.
                response.widget_info(|| WidgetInfo::labeled(Role::Button, can, name));
                if response.clicked() {
                    clicked = Some(what);
                }
            };
            let open = text!(language, "watch-open");
            let name = text!(language, "watch-open-of", name = file.name.as_str());
            button(Button::primary(&open).small(), &name, Clicked::Open);
            let leave = text!(language, "watch-leave-out");
            let name = text!(language, "watch-leave-out-of", name = file.name.as_str());
            button(Button::quiet(&leave).small(), &name, Clicked::LeaveOut);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let bold = fonts::bold(type_size::BODY);
                elided(ui, &file.name, bold, app.tokens.ink);
            });
        },
    );
    small_paragraph(ui, &wait_reason(language, file.why), app.tokens.mute);
    clicked
}

/// What became of a file; whether the owner wants to look at it again.
pub fn report_ui(ui: &mut Ui, app: &AppContext<'_>, report: &WatchReport, can: bool) -> bool {
    let (language, t) = (app.language, app.tokens);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    if !ui.is_rect_visible(row.expand(200.0)) {
        return false;
    }
    let below = row.with_min_y(row.bottom() - 1.0);
    ui.painter().rect_filled(below, 0, t.row);
    let mut rest = row;
    if row.width() >= ROOM_FOR_TIME {
        let time = date_time(report.at);
        cell_ui(ui, row.with_max_x(row.left() + TIME), |ui| {
            elided(ui, &time, fonts::body(), t.mute);
        });
        rest.min.x += TIME;
    }
    let middle = rest.left() + rest.width() * 0.34;
    cell_ui(ui, rest.with_max_x(middle - space::MEDIUM), |ui| {
        elided(ui, &report.file_name, fonts::body(), t.ink);
    });
    rest.min.x = middle;
    let mut again = false;
    if can && has_rejects(report) {
        again = again_ui(ui, app, report, &mut rest);
    }
    let mut said = words::end(language, report);
    if report.is_undone {
        said = text!(language, "watch-undone", what = said);
    }
    let color = match &report.end {
        WatchEnd::Failed(_) => t.no,
        WatchEnd::Waiting(_) => t.wait,
        _ => t.mute,
    };
    cell_ui(ui, rest, |ui| {
        elided(ui, &said, fonts::body(), color);
    });
    again
}

fn has_rejects(report: &WatchReport) -> bool {
    matches!(&report.end, WatchEnd::Imported(counted) if counted.buckets.rejected > 0)
}

/// The button at the right that opens the file once more.
fn again_ui(ui: &mut Ui, app: &AppContext<'_>, report: &WatchReport, rest: &mut Rect) -> bool {
    let words = text!(app.language, "watch-again");
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(*rest)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let response = child.add(Button::quiet(&words).small());
    let name = text!(
        app.language,
        "watch-again-of",
        name = report.file_name.as_str()
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    rest.max.x = response.rect.left() - space::SMALL;
    response.clicked()
}

fn cell_ui(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    content(&mut ui);
}
