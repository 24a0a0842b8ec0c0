//! The card: what an owner needs to see of somebody to decide.

use egui::{Align, CornerRadius, Frame, Layout, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use super::walk::Walk;
use crate::domain::contact::Number;
use crate::domain::phone::{NumberStatus, display};
use crate::domain::review::Decision;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::{Person, number_text, number_words, pile_badge, purchase_ui, standing_ui};
use crate::ui::theme::{fonts, icons, radius, round_focus, size, space, text as type_size};
use crate::ui::widgets::{
    Severity, elided, hairline, key_value, note, paint, paragraph, small_paragraph, tag,
};
use crate::workspace::{Happening, NumberInfo, Pile, ReviewItem};

/// Newest orders that are shown.
const ORDERS: usize = 3;
/// From this width on the card has two columns, in points.
const TWO_COLUMNS: f32 = 640.0;
/// Between the columns.
const BETWEEN: f32 = 40.0;

/// Draws the card of somebody who is in the book.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, walk: &mut Walk, person: &Person, item: ReviewItem) {
    frame(app).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TINY;
        head_ui(ui, app, person, item, walk.pile(item.contact));
        ui.add_space(space::MEDIUM);
        hairline(ui);
        ui.add_space(space::MEDIUM);
        let room = ui.available_width();
        if room < TWO_COLUMNS {
            left_ui(ui, app, walk, person);
            ui.add_space(space::MEDIUM);
            right_ui(ui, app, person);
            return;
        }
        let half = ((room - BETWEEN) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = BETWEEN;
            ui.vertical(|ui| {
                ui.set_width(half);
                left_ui(ui, app, walk, person);
            });
            ui.vertical(|ui| {
                ui.set_width(half);
                right_ui(ui, app, person);
            });
        });
    });
}

/// Draws the card of somebody who was deleted.
pub fn gone_ui(ui: &mut Ui, app: &AppContext<'_>) {
    frame(app).show(ui, |ui| {
        ui.set_width(ui.available_width());
        note(ui, Severity::Info, &text!(app.language, "review-gone"));
    });
}

fn frame(app: &AppContext<'_>) -> Frame {
    Frame::new()
        .fill(app.tokens.panel)
        .stroke(app.tokens.line_stroke())
        .corner_radius(CornerRadius::same(radius::DIALOG))
        .inner_margin(Margin::same(24))
}

fn head_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    item: ReviewItem,
    pile: Option<Pile>,
) {
    let language = app.language;
    let contact = &person.details.contact;
    let names = [&contact.name, &contact.company];
    let mut names = names.into_iter().filter(|name| !name.is_empty());
    let name = names
        .next()
        .cloned()
        .unwrap_or_else(|| text!(language, "inspector-unnamed"));
    let line = vec2(ui.available_width(), 36.0);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(line, layout, |ui| {
        if let Some(pile) = pile {
            pile_badge(ui, app, pile);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let font = fonts::bold(type_size::DISPLAY);
            elided(ui, &name, font, app.tokens.ink);
        });
    });
    let address = contact
        .addresses
        .iter()
        .find(|known| !known.city.is_empty());
    let year = i18n::local_day(contact.created).to_date().year();
    let mut parts: Vec<String> = names.cloned().collect();
    parts.extend(address.map(|known| known.city.clone()));
    parts.push(text!(
        language,
        "inspector-customer-since",
        year = year.to_string()
    ));
    if item.decision != Decision::Waiting {
        let what = i18n::decision(language, item.decision);
        parts.push(text!(language, "review-was", what = what));
    }
    paragraph(ui, &parts.join(" · "), app.tokens.mute);
}

fn left_ui(ui: &mut Ui, app: &AppContext<'_>, walk: &mut Walk, person: &Person) {
    let language = app.language;
    let contact = &person.details.contact;
    caption_ui(ui, app, &text!(language, "review-numbers"));
    let meant = walk.number(person);
    let is_choice = contact.numbers.len() > 1;
    for (index, (number, info)) in contact
        .numbers
        .iter()
        .zip(&person.details.numbers)
        .enumerate()
    {
        let inset = inset(is_choice);
        if walk.number_ui(ui, app, Some(number.id), inset) {
            continue;
        }
        let is_meant = is_choice && index == meant;
        if number_ui(ui, app, person, (number, info), is_choice, is_meant) {
            walk.choose_number(index);
        }
    }
    if contact.numbers.is_empty() && !walk.number_ui(ui, app, None, 0.0) {
        paragraph(ui, &text!(language, "review-no-number"), app.tokens.wait);
    }
    for email in &contact.emails {
        paragraph(ui, &email.addr, app.tokens.ink);
    }
    let tags = &app.snapshot.vocabulary.tags;
    let names: Vec<&str> = contact
        .tags
        .iter()
        .filter_map(|tag| tags.iter().find(|(id, _)| id == tag))
        .map(|(_, name)| name.as_str())
        .collect();
    if !names.is_empty() {
        ui.add_space(space::MEDIUM);
        caption_ui(ui, app, &text!(language, "review-tags"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for name in names {
                tag(ui, name);
            }
        });
    }
    if !contact.notes.is_empty() {
        ui.add_space(space::MEDIUM);
        caption_ui(ui, app, &text!(language, "inspector-notes"));
        paragraph(ui, &contact.notes, app.tokens.ink);
    }
}

fn right_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
    let language = app.language;
    let details = &person.details;
    caption_ui(ui, app, &text!(language, "inspector-consent"));
    standing_ui(ui, app, person);
    ui.add_space(space::SMALL);
    caption_ui(ui, app, &text!(language, "inspector-orders"));
    let summary = &details.contact.purchases;
    if summary.count == 0 {
        paragraph(ui, &text!(language, "pane-day-never"), app.tokens.mute);
    } else {
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(last) = summary.last {
            let words = text!(language, "inspector-last-order");
            key_value(ui, &words, &i18n::ago(language, last, app.today));
        }
        let number = u64::from(summary.count);
        let words = text!(
            language,
            "inspector-order-count",
            n = number,
            count = i18n::count(number)
        );
        key_value(ui, &words, &i18n::money(summary.total_cents));
        for purchase in details.purchases.iter().take(ORDERS) {
            purchase_ui(ui, app, purchase);
        }
        ui.spacing_mut().item_spacing.y = space::TINY;
    }
    ui.add_space(space::MEDIUM);
    caption_ui(ui, app, &text!(language, "review-source"));
    paragraph(ui, &source_words(app, person), app.tokens.ink);
}

/// 门店登记 2025 · sample.csv · 第 1,204 行
fn source_words(app: &AppContext<'_>, person: &Person) -> String {
    let language = app.language;
    let details = &person.details;
    let mut parts: Vec<String> = details
        .source
        .iter()
        .map(|source| source.name.clone())
        .collect();
    let came_in = details.timeline.iter().find_map(|entry| match &entry.what {
        Happening::CameIn(came_in) => Some(came_in),
        Happening::Consent(_) => None,
    });
    if let Some(came_in) = came_in {
        parts.extend(came_in.file.clone());
        if let Some(row) = came_in.row {
            let row = i18n::count(u64::from(row));
            parts.push(text!(language, "inspector-row", row = row));
        }
    }
    if parts.is_empty() {
        return text!(language, "inspector-made-by-hand");
    }
    parts.join(" · ")
}

/// Room for the sign of the number that is meant, where there are several.
const fn inset(is_choice: bool) -> f32 {
    if is_choice { space::LARGE } else { 0.0 }
}

fn caption_ui(ui: &mut Ui, app: &AppContext<'_>, words: &str) {
    small_paragraph(ui, words, app.tokens.faint);
}

/// A number as it is read, in large type; below it what it is, how it was written, what is wrong.
/// Whether it was clicked.
fn number_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    (number, info): (&Number, &NumberInfo),
    is_choice: bool,
    is_meant: bool,
) -> bool {
    let (language, tokens) = (app.language, app.tokens);
    let is_read = number.status == NumberStatus::Ok;
    let text = number_text(language, number, person.home);
    let color = if is_read { tokens.ink } else { tokens.wait };
    let inset = inset(is_choice);
    let room = ui.available_width() - inset;
    let galley = paint::line(ui, &text, fonts::bold(type_size::TITLE), color, room);
    let wanted = vec2(ui.available_width(), type_size::TITLE_LINE);
    let sense = if is_choice {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(wanted, sense);
    if is_meant {
        let center = egui::pos2(rect.left() + size::SMALL_ICON / 2.0, rect.center().y);
        let icon = icons::CHEVRON_RIGHT;
        paint::icon(ui.painter(), center, icon, size::ICON, tokens.accent);
    }
    let place = rect.with_min_x(rect.left() + inset);
    paint::left(ui.painter(), place, galley.clone());
    let role = if is_choice {
        Role::RadioButton
    } else {
        Role::Label
    };
    response.widget_info(|| {
        if is_choice {
            WidgetInfo::selected(role, true, is_meant, &text)
        } else {
            WidgetInfo::labeled(role, true, &text)
        }
    });
    round_focus(&response, radius::SMALL);
    let response = paint::whole_on_hover(response, &galley, &text);
    let mut below = |words: &str, color| {
        if !words.is_empty() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(inset);
                small_paragraph(ui, words, color);
            });
        }
    };
    if !is_read {
        let mut wrong = vec![i18n::number_status(language, number.status)];
        if let Some(e164) = number.e164 {
            let read = display(e164, person.home);
            wrong.push(text!(language, "review-read", text = read));
        }
        below(&wrong.join(" · "), tokens.wait);
    }
    below(&number_words(language, number, info), tokens.mute);
    // Spaces alone make no difference.
    let plain = |text: &str| text.replace(char::is_whitespace, "");
    let is_same = number.raw.is_empty() || plain(&number.raw) == plain(&text);
    if !is_same {
        let written = text!(language, "review-written", text = number.raw.trim());
        below(&written, tokens.mute);
    }
    ui.add_space(space::TINY);
    response.clicked()
}
