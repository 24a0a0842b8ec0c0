//! A date, typed or taken from a calendar.

use egui::{
    CornerRadius, CursorIcon, Id, Popup, PopupCloseBehavior, Response, Role, Sense, TextEdit, Ui,
    WidgetInfo, vec2,
};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::field::{BUTTON, FieldBox, bare, inner_button, labelled};
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, radius, round_focus, size};

/// Words of a date field.
#[derive(Clone, Copy, Debug)]
pub struct DateWords<'a> {
    pub label: &'a str,
    /// Name of the button that opens the calendar.
    pub open: &'a str,
    /// Name of the button to the month before.
    pub before: &'a str,
    /// Name of the button to the month after.
    pub after: &'a str,
    /// What is said of a text that is no date.
    pub wrong: &'a str,
    /// Monday first.
    pub weekdays: [&'a str; 7],
}

const CELL: f32 = 32.0;

/// Shows the field. An empty text is no date. While the text is no date, `date` stays as it was
/// and the field says so. `today` is ringed in the calendar.
pub fn date_field(
    ui: &mut Ui,
    id: Id,
    date: &mut Option<Date>,
    today: Date,
    words: DateWords<'_>,
) -> Response {
    let typed_id = id.with("typed");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let kept: Option<String> = ui.data(|data| data.get_temp(typed_id));
    let wrong_kept = kept.as_deref().is_some_and(|text| read(text).is_err());
    // What is typed stays as typed while it is typed or wrong; otherwise the date itself shows.
    let mut text = match kept {
        Some(text) if focused || wrong_kept => text,
        _ => date.map(|date| date.to_string()).unwrap_or_default(),
    };
    let wrong = wrong_kept && !focused;
    let width = ui.available_width().min(200.0);
    let mut response = labelled(
        ui,
        width,
        Some(words.label),
        "",
        wrong.then_some(words.wrong),
        |ui| {
            let boxed = FieldBox {
                id,
                width,
                height: size::CONTROL,
                wrong,
            };
            let (mut field, button) = boxed.show(ui, |ui| {
                let edit = TextEdit::singleline(&mut text)
                    .id(id)
                    .hint_text("2026-01-31");
                let field = bare(ui, edit, BUTTON).accessible_name(words.label);
                (field, inner_button(ui, icons::CALENDAR, words.open))
            });
            if field.changed()
                && let Ok(read) = read(&text)
            {
                *date = read;
            }
            let picked = Popup::menu(&button)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .show(|ui| calendar_ui(ui, id.with("month"), *date, today, words))
                .and_then(|shown| shown.inner);
            if let Some(picked) = picked {
                *date = Some(picked);
                text = picked.to_string();
                field.mark_changed();
            }
            field
        },
    );
    if !response.changed() && !focused && !wrong {
        ui.data_mut(|data| data.remove::<String>(typed_id));
    } else {
        ui.data_mut(|data| data.insert_temp(typed_id, text));
    }
    if response.lost_focus() && wrong {
        response.mark_changed();
    }
    response
}

/// Reads what people write for a date, year first; nothing is `Ok(None)`.
fn read(text: &str) -> Result<Option<Date>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        vec![year, month, day]
    } else {
        text.trim_end_matches('日')
            .split(['-', '/', '.', '年', '月'])
            .map(str::trim)
            .collect()
    };
    let [year, month, day] = parts.as_slice() else {
        return Err(());
    };
    if year.len() != 4 {
        return Err(());
    }
    let year = year.parse().map_err(drop)?;
    let month = month.parse().map_err(drop)?;
    let day = day.parse().map_err(drop)?;
    Date::new(year, month, day).map(Some).map_err(drop)
}

/// One month; gives the day that was clicked and closes.
fn calendar_ui(
    ui: &mut Ui,
    id: Id,
    date: Option<Date>,
    today: Date,
    words: DateWords<'_>,
) -> Option<Date> {
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.set_width(7.0 * CELL);
    let kept: Option<Date> = ui.data(|data| data.get_temp(id));
    let shown = kept.or(date).unwrap_or(today).first_of_month();
    let mut month = shown;
    ui.horizontal(|ui| {
        if inner_button(ui, icons::CHEVRON_LEFT, words.before).clicked() {
            month = month.checked_sub(1.month()).unwrap_or(month);
        }
        let caption = shown.strftime("%Y-%m").to_string();
        let width = 7.0 * CELL - 2.0 * BUTTON - 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, CELL), Sense::hover());
        let galley = paint::line(ui, &caption, fonts::bold(14.0), t.ink, width);
        let x = rect.center().x - galley.size().x / 2.0;
        paint::left(ui.painter(), rect.with_min_x(x), galley);
        if inner_button(ui, icons::CHEVRON_RIGHT, words.after).clicked() {
            month = month.checked_add(1.month()).unwrap_or(month);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, month));
    ui.horizontal(|ui| {
        for weekday in words.weekdays {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL, 24.0), Sense::hover());
            centred(ui, rect, weekday, fonts::small(), t.faint);
        }
    });
    let before = shown.weekday().to_monday_zero_offset();
    let mut day = shown.checked_sub(i64::from(before).days()).unwrap_or(shown);
    let mut picked = None;
    for _ in 0..6 {
        ui.horizontal(|ui| {
            for _ in 0..7 {
                if day_ui(ui, day, shown, date, today).clicked() {
                    picked = Some(day);
                }
                day = day.tomorrow().unwrap_or(day);
            }
        });
        if day.month() != shown.month() {
            break;
        }
    }
    if picked.is_some() {
        ui.data_mut(|data| data.remove::<Date>(id));
        ui.close();
    }
    picked
}

fn day_ui(ui: &mut Ui, day: Date, month: Date, date: Option<Date>, today: Date) -> Response {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(CELL, CELL), Sense::click());
    let face = rect.shrink(2.0);
    let corners = CornerRadius::same(radius::SMALL);
    let on = date == Some(day);
    if on {
        ui.painter().rect_filled(face, corners, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(face, corners, t.hover);
    }
    if day == today && !on {
        ui.painter()
            .rect_stroke(face, corners, t.edge_stroke(), egui::StrokeKind::Inside);
    }
    let color = match (on, day.month() == month.month()) {
        (true, _) => t.on_accent,
        (false, true) => t.ink,
        (false, false) => t.faint,
    };
    centred(ui, rect, &day.day().to_string(), fonts::body(), color);
    round_focus(&response, radius::SMALL);
    let name = day.to_string();
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, &name));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn centred(ui: &Ui, rect: egui::Rect, words: &str, font: egui::FontId, color: egui::Color32) {
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        words,
        font,
        color,
    );
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let check = |text: &str, expected: Result<Option<Date>, ()>| {
            assert_eq!(read(text), expected, "{text:?}");
        };
        let day = Ok(Some(date(2026, 5, 9)));
        check("2026-05-09", day);
        check(" 2026-5-9 ", day);
        check("2026/05/09", day);
        check("2026.5.9", day);
        check("20260509", day);
        check("2026年5月9日", day);
        check("", Ok(None));
        check("2026-02-30", Err(()));
        check("26-05-09", Err(()));
        check("2026-05", Err(()));
        check("昨天", Err(()));
    }
}
