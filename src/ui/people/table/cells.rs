//! How each kind of cell is painted, and what it says in words.

use egui::{Color32, FontId, Rect, Ui, pos2, vec2};

use crate::domain::badge::{Badge, ConsentBadge};
use crate::domain::phone::NumberStatus;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, size, text as type_size};
use crate::ui::widgets::{
    BadgeKind, cell_badge_width, paint, paint_cell_badge, paint_tag, tag_width,
};
use crate::workspace::listview::{MobileCell, TableColumn, TableRow};

/// Empty space at both sides of a cell, in points.
pub const PADDING: f32 = 12.0;
const GAP: f32 = 4.0;
/// Between two badges.
const BADGE_GAP: f32 = 6.0;

/// Paints a cell; says what did not fit or needs words, for the pointer that rests on it.
pub fn cell(
    ui: &Ui,
    app: &AppContext<'_>,
    rect: Rect,
    column: TableColumn,
    row: &TableRow,
) -> Option<String> {
    let t = app.tokens;
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    match column {
        TableColumn::Name => {
            let font = fonts::bold(type_size::BODY);
            if row.name.is_empty() {
                // Whoever has no name is shown by the company, as little sure as it is.
                let words = if row.company.is_empty() {
                    "—"
                } else {
                    row.company.as_str()
                };
                return line(ui, inner, words, fonts::body(), t.mute, false);
            }
            line(ui, inner, &row.name, font, t.ink, false)
        }
        TableColumn::Mobile => mobile(ui, app, inner, row),
        TableColumn::Consent => {
            consent(ui, app, inner, row);
            None
        }
        TableColumn::Tags => tags(ui, app, inner, row),
        TableColumn::LastOrder | TableColumn::Created => {
            let words = plain(app, column, row);
            line(ui, inner, &words, fonts::body(), t.mute, false);
            day(column, row).map(i18n::date)
        }
        _ => {
            let words = plain(app, column, row);
            let is_right = column.aligns_right(&app.snapshot.vocabulary);
            let (words, color) = if words.is_empty() {
                ("—", t.mute)
            } else {
                (words.as_str(), t.ink)
            };
            line(ui, inner, words, fonts::body(), color, is_right)
        }
    }
}

/// What a cell says in words, for screen readers and narrow columns.
pub fn words(app: &AppContext<'_>, column: TableColumn, row: &TableRow) -> String {
    match column {
        TableColumn::Mobile => match &row.mobile {
            None => "—".to_owned(),
            Some(cell) if cell.status == NumberStatus::Ok => cell.text.clone(),
            Some(cell) => {
                let status = i18n::number_status(app.language, cell.status);
                format!("{} ({status})", cell.text)
            }
        },
        TableColumn::Consent => [
            (text!(app.language, "table-badge-text"), row.text),
            (text!(app.language, "table-badge-call"), row.call),
        ]
        .map(|(channel, badge)| format!("{channel}: {}", badge_meaning(app, badge)))
        .join("\n"),
        TableColumn::Tags => i18n::list(app.language, &tag_names(app, row)),
        _ => plain(app, column, row),
    }
}

/// The text of the columns that are one text.
pub fn plain(app: &AppContext<'_>, column: TableColumn, row: &TableRow) -> String {
    let vocabulary = &app.snapshot.vocabulary;
    match column {
        TableColumn::Name => row.name.clone(),
        TableColumn::Company => row.company.clone(),
        TableColumn::Reference => row.reference.clone(),
        TableColumn::Mobile => row
            .mobile
            .as_ref()
            .map(|cell| cell.text.clone())
            .unwrap_or_default(),
        TableColumn::Numbers => i18n::count(u64::try_from(row.numbers).unwrap_or_default()),
        TableColumn::Email => row.email.clone(),
        TableColumn::City => row.city.clone(),
        TableColumn::Province => row.province.clone(),
        TableColumn::Country => row.country.clone(),
        TableColumn::Tags | TableColumn::Consent => String::new(),
        TableColumn::Source => row
            .source
            .and_then(|id| vocabulary.sources.iter().find(|source| source.id == id))
            .map(|source| source.name.clone())
            .unwrap_or_default(),
        TableColumn::Orders => i18n::count(u64::from(row.purchases.count)),
        TableColumn::Spent => i18n::money(row.purchases.total_cents),
        TableColumn::LastOrder | TableColumn::Created => match day(column, row) {
            Some(day) => i18n::ago(app.language, day, app.today),
            None => "—".to_owned(),
        },
        TableColumn::Field(id) => {
            let value = row.fields.iter().find(|(field, _)| *field == id);
            let value = value.map(|(_, value)| value.as_str()).unwrap_or_default();
            field_words(app, id, value)
        }
    }
}

fn field_words(app: &AppContext<'_>, id: crate::domain::ids::FieldId, value: &str) -> String {
    let fields = &app.snapshot.vocabulary.fields;
    let field = fields.iter().find(|field| field.id == id);
    field.map_or_else(
        || value.to_owned(),
        |field| i18n::field_value(app.language, field.kind, value),
    )
}

fn day(column: TableColumn, row: &TableRow) -> Option<crate::domain::time::Day> {
    match column {
        TableColumn::LastOrder => row.purchases.last,
        _ => Some(row.created),
    }
}

/// One line that elides; the whole of it where it did not fit.
fn line(
    ui: &Ui,
    rect: Rect,
    words: &str,
    font: FontId,
    color: Color32,
    is_right: bool,
) -> Option<String> {
    let galley = paint::line(ui, words, font, color, rect.width());
    let is_cut = galley.elided;
    if is_right && !is_cut {
        paint::right(ui.painter(), rect, galley);
    } else {
        paint::left(ui.painter(), rect, galley);
    }
    is_cut.then(|| words.to_owned())
}

fn mobile(ui: &Ui, app: &AppContext<'_>, rect: Rect, row: &TableRow) -> Option<String> {
    let t = app.tokens;
    let Some(MobileCell {
        text: number,
        status,
        ..
    }) = &row.mobile
    else {
        line(ui, rect, "—", fonts::body(), t.mute, false);
        return None;
    };
    if *status == NumberStatus::Ok {
        let cut = line(ui, rect, number, fonts::body(), t.ink, false);
        let further = row.numbers.saturating_sub(1);
        if further == 0 {
            return cut;
        }
        return Some(text!(
            app.language,
            "table-further-numbers",
            count = further
        ));
    }
    // A sign beside the number: its colour alone would say nothing to many.
    let center = pos2(rect.right() - size::SMALL_ICON / 2.0, rect.center().y);
    paint::icon(
        ui.painter(),
        center,
        icons::WARNING,
        size::SMALL_ICON,
        t.wait,
    );
    let room = rect.with_max_x(rect.right() - size::SMALL_ICON - GAP);
    line(ui, room, number, fonts::body(), t.mute, false);
    let status = i18n::number_status(app.language, *status);
    Some(format!("{number}\n{status}"))
}

fn consent(ui: &Ui, app: &AppContext<'_>, rect: Rect, row: &TableRow) {
    let channels = [
        (text!(app.language, "table-badge-text"), row.text),
        (text!(app.language, "table-badge-call"), row.call),
    ];
    let mut left = rect.left();
    for (channel, badge) in channels {
        let kind = badge_kind(badge.badge);
        let width = cell_badge_width(ui, kind, &channel).min((rect.right() - left).max(0.0));
        if width < size::BADGE {
            break;
        }
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        paint_cell_badge(ui, place, kind, &channel);
        left += width + BADGE_GAP;
    }
}

pub const fn badge_kind(badge: Badge) -> BadgeKind {
    match badge {
        Badge::Yes => BadgeKind::Yes,
        Badge::Service => BadgeKind::Service,
        Badge::Waiting => BadgeKind::Waiting,
        Badge::Unknown => BadgeKind::Unknown,
        Badge::No => BadgeKind::No,
    }
}

/// What a badge says, with the reason behind it.
fn badge_meaning(app: &AppContext<'_>, badge: ConsentBadge) -> String {
    let state = i18n::state(app.language, badge.state);
    if badge.service_only {
        let service = text!(app.language, "table-service-only");
        return if badge.badge == Badge::Service {
            service
        } else {
            i18n::list(app.language, &[state, service])
        };
    }
    if badge.badge == Badge::Waiting {
        let waiting = text!(app.language, "table-not-enough");
        return i18n::list(app.language, &[state, waiting]);
    }
    state
}

/// Names of a row's tags.
pub fn tag_names(app: &AppContext<'_>, row: &TableRow) -> Vec<String> {
    let known = &app.snapshot.vocabulary.tags;
    let name = |tag| {
        let found = known.iter().find(|(id, _)| *id == tag);
        found.map(|(_, name)| name.clone())
    };
    row.tags.iter().filter_map(|tag| name(*tag)).collect()
}

/// The tags that fit, and how many more there are.
fn tags(ui: &Ui, app: &AppContext<'_>, rect: Rect, row: &TableRow) -> Option<String> {
    let names = tag_names(app, row);
    let mut left = rect.left();
    for (index, name) in names.iter().enumerate() {
        let behind = names.len() - index - 1;
        // Room for the words that say how many more there are, unless this is the last.
        let reserved = if behind > 0 { 28.0 } else { 0.0 };
        let room = rect.right() - left - reserved;
        let wanted = tag_width(ui, name);
        let is_first = index == 0;
        if wanted > room && !is_first || room < size::TAG {
            let more = format!("+{}", names.len() - index);
            let place = rect.with_min_x(left);
            line(ui, place, &more, fonts::small(), app.tokens.mute, false);
            return Some(i18n::list(app.language, &names));
        }
        let width = wanted.min(room);
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        paint_tag(ui, place, name);
        left += width + GAP;
    }
    None
}

/// How wide a column would have to be for this row, in points.
pub fn wanted_width(ui: &Ui, app: &AppContext<'_>, column: TableColumn, row: &TableRow) -> f32 {
    let text_width = |words: &str, font: FontId| {
        paint::line(ui, words, font, Color32::PLACEHOLDER, f32::INFINITY)
            .size()
            .x
    };
    let inner = match column {
        TableColumn::Name => text_width(&row.name, fonts::bold(type_size::BODY)),
        TableColumn::Consent => [("table-text", row.text), ("table-call", row.call)]
            .map(|(which, badge)| {
                let channel = if which == "table-text" {
                    text!(app.language, "table-badge-text")
                } else {
                    text!(app.language, "table-badge-call")
                };
                cell_badge_width(ui, badge_kind(badge.badge), &channel) + BADGE_GAP
            })
            .iter()
            .sum(),
        TableColumn::Tags => tag_names(app, row)
            .iter()
            .map(|name| tag_width(ui, name) + GAP)
            .sum(),
        TableColumn::Mobile => {
            text_width(&plain(app, column, row), fonts::body()) + size::SMALL_ICON + GAP
        }
        _ => text_width(&plain(app, column, row), fonts::body()),
    };
    inner.ceil() + 2.0 * PADDING
}
