//! The list of values to tick: only what is in view is built.

use egui::{Id, ScrollArea, Ui};

use super::ticks::Ticks;
use super::{Listed, OpenMenu, listed_terms, words};
use crate::domain::filter::Term;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, TextField};
use crate::ui::widgets::{Tick, check_row_of, menu_caption, small_paragraph};
use crate::workspace::listview::HeaderMenu;

/// So high at most, in points; the rest scrolls.
const MOST_HEIGHT: f32 = 232.0;

/// One row of the list.
enum Row {
    Caption(String),
    /// Everything of one section.
    All(usize),
    Value {
        section: usize,
        term: Term,
        words: String,
        count: usize,
    },
    Year {
        section: usize,
        at: usize,
    },
    Month {
        section: usize,
        term: Term,
        words: String,
        count: usize,
    },
    More(usize),
}

/// Draws the search field and the list.
pub fn ui(menu: &mut OpenMenu, ui: &mut Ui, app: &AppContext<'_>) {
    let id = Id::unique(("table values", menu.column));
    if menu.kind == HeaderMenu::Values {
        let hint = text!(app.language, "table-search-values");
        let field = TextField::new(id.with("search"), &hint)
            .label_hidden()
            .hint(&hint)
            .show(ui, &mut menu.search);
        menu.offer_focus(&field.field);
        ui.add_space(space::TINY);
    }
    let Some(listed) = menu.answer.get() else {
        small_paragraph(ui, &text!(app.language, "table-loading"), app.tokens.mute);
        return;
    };
    let rows = rows(menu, app, &listed);
    if rows.is_empty() {
        small_paragraph(ui, &text!(app.language, "table-no-values"), app.tokens.mute);
        return;
    }
    let room = (ui.ctx().content_rect().height() - 420.0).clamp(112.0, MOST_HEIGHT);
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(room)
        .auto_shrink([false, true])
        .show_rows(ui, size::CHIP, rows.len(), |ui, range| {
            for row in rows.get(range).unwrap_or_default() {
                row_ui(menu, ui, app, &listed, row);
            }
        });
}

fn rows(menu: &OpenMenu, app: &AppContext<'_>, listed: &[Listed]) -> Vec<Row> {
    let language = app.language;
    let mut rows = Vec::new();
    let has_captions = menu.sections.len() > 1;
    for (section, (of, values)) in menu.sections.iter().zip(listed).enumerate() {
        let blank = of.subject.blank().filter(|_| values.values.blank > 0);
        if values.values.entries.is_empty() && values.years.is_empty() && blank.is_none() {
            continue;
        }
        if has_captions && let Some(caption) = words::caption(language, &of.subject) {
            rows.push(Row::Caption(caption));
        }
        rows.push(Row::All(section));
        let is_searching = !menu.search.trim().is_empty();
        if let Some(term) = blank.filter(|_| !is_searching) {
            rows.push(Row::Value {
                section,
                term,
                words: text!(language, "table-blank"),
                count: values.values.blank,
            });
        }
        for value in &values.values.entries {
            rows.push(Row::Value {
                section,
                term: value.term.clone(),
                words: words::value(language, value),
                count: value.count,
            });
        }
        for (at, year) in values.years.iter().enumerate().rev() {
            rows.push(Row::Year { section, at });
            if menu.unfolded.contains(&year.year) {
                rows.extend(year.months.iter().rev().map(|month| Row::Month {
                    section,
                    term: month.term.clone(),
                    words: i18n::month(language, year.year, month.month),
                    count: month.count,
                }));
            }
        }
        let hidden =
            values.values.distinct - values.values.entries.len().min(values.values.distinct);
        if hidden > 0 {
            rows.push(Row::More(hidden));
        }
    }
    rows
}

fn row_ui(menu: &mut OpenMenu, ui: &mut Ui, app: &AppContext<'_>, listed: &[Listed], row: &Row) {
    let today = app.today;
    let number = |count: usize| i18n::count(u64::try_from(count).unwrap_or_default());
    match row {
        Row::Caption(words) => menu_caption(ui, words),
        Row::More(hidden) => {
            let words = text!(app.language, "table-more-values", count = number(*hidden));
            menu_caption(ui, &words);
        }
        Row::All(section) => all_ui(menu, ui, app, listed, *section),
        Row::Value {
            section,
            term,
            words,
            count,
        } => {
            let Some(section) = menu.sections.get_mut(*section) else {
                return;
            };
            let on = section.ticks.is_ticked(term, today);
            if check_row_of(ui, Tick::from(on), words, &number(*count)).clicked() {
                section.ticks.set(term, !on);
            }
        }
        Row::Month {
            section,
            term,
            words,
            count,
        } => {
            ui.horizontal(|ui| {
                ui.add_space(space::HUGE);
                let Some(section) = menu.sections.get_mut(*section) else {
                    return;
                };
                let on = section.ticks.is_ticked(term, today);
                if check_row_of(ui, Tick::from(on), words, &number(*count)).clicked() {
                    section.ticks.set(term, !on);
                }
            });
        }
        Row::Year { section, at } => year_ui(menu, ui, app, listed, *section, *at),
    }
}

fn all_ui(menu: &mut OpenMenu, ui: &mut Ui, app: &AppContext<'_>, listed: &[Listed], at: usize) {
    let (Some(section), Some(values)) = (menu.sections.get_mut(at), listed.get(at)) else {
        return;
    };
    let terms = listed_terms(section, values);
    if menu.search.trim().is_empty() {
        let everything = section.ticks.is_everything(&terms, app.today);
        let tick = if everything {
            Tick::On
        } else if section.ticks.is_nothing(&terms, app.today) {
            Tick::Off
        } else {
            Tick::Some
        };
        let words = text!(app.language, "table-all-values");
        let row = check_row_of(ui, tick, &words, "");
        if row.clicked() {
            if everything {
                section.ticks.set_only(Vec::new());
            } else {
                section.ticks.set_all();
            }
        }
        menu.offer_focus(&row);
        return;
    }
    let words = text!(app.language, "table-only-found");
    if ui.add(Button::quiet(&words).small()).clicked() {
        let found = values.values.entries.iter();
        section
            .ticks
            .set_only(found.map(|value| value.term.clone()).collect());
    }
}

fn year_ui(
    menu: &mut OpenMenu,
    ui: &mut Ui,
    app: &AppContext<'_>,
    listed: &[Listed],
    section: usize,
    at: usize,
) {
    let Some(year) = listed.get(section).and_then(|listed| listed.years.get(at)) else {
        return;
    };
    let Some(of) = menu.sections.get_mut(section) else {
        return;
    };
    let months = || year.months.iter().map(|month| &month.term);
    let ticked = |ticks: &Ticks, term: &Term| ticks.is_ticked(term, app.today);
    let on = months().filter(|term| ticked(&of.ticks, term)).count();
    let tick = match on {
        0 => Tick::Off,
        all if all == year.months.len() => Tick::On,
        _ => Tick::Some,
    };
    let is_unfolded = menu.unfolded.contains(&year.year);
    // As text: a number would get a comma.
    let written = year.year.to_string();
    let written = written.as_str();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (icon, name) = if is_unfolded {
            (
                crate::ui::theme::icons::CHEVRON_DOWN,
                text!(app.language, "table-fold-year", year = written),
            )
        } else {
            (
                crate::ui::theme::icons::CHEVRON_RIGHT,
                text!(app.language, "table-unfold-year", year = written),
            )
        };
        if ui.add(Button::quiet_icon(icon, &name).small()).clicked() {
            if is_unfolded {
                menu.unfolded.retain(|other| *other != year.year);
            } else {
                menu.unfolded.push(year.year);
            }
        }
        let count = i18n::count(u64::try_from(year.count).unwrap_or_default());
        let words = text!(app.language, "table-year", year = written);
        if check_row_of(ui, tick, &words, &count).clicked() {
            for term in months() {
                of.ticks.set(term, tick != Tick::On);
            }
        }
    });
}
