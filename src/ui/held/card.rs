//! The card: what the row says, beside what stands in the book and what would become of it.

use egui::{CornerRadius, Frame, Margin, Ui, vec2};

use super::bar::{Pressed, keys_of};
use super::reason_words;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::person_line;
use crate::ui::theme::{fonts, radius, space, text as type_size};
use crate::ui::widgets::{Button, elided, hairline, paragraph, small_paragraph};
use crate::workspace::editing::{Fate, HeldCandidate, HeldView, Says};

/// Most people that stand side by side.
pub const MOST: usize = 4;
/// Room for what a line is about, in points.
const LABEL: f32 = 88.0;
/// Between columns, in points.
const BETWEEN: f32 = 16.0;

/// Draws the card; gives the candidate that was clicked.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, view: &HeldView, can: bool) -> Option<Pressed> {
    let language = app.language;
    let mut clicked = None;
    frame(app).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TINY;
        let row = i18n::count(u64::from(view.row));
        let heading = text!(
            language,
            "held-row-of",
            row = row,
            file = view.file.as_str()
        );
        elided(ui, &heading, fonts::bold(type_size::TITLE), app.tokens.ink);
        paragraph(ui, &reason_words(app, view), app.tokens.ink);
        small_paragraph(ui, &origin(app, view), app.tokens.mute);
        ui.add_space(space::SMALL);
        hairline(ui);
        ui.add_space(space::SMALL);
        let people: Vec<&HeldCandidate> = view.candidates.iter().take(MOST).collect();
        heads_ui(ui, app, &people, can, &mut clicked);
        for (place, (what, said)) in view.says.iter().enumerate() {
            ui.add_space(space::TINY);
            hairline(ui);
            ui.add_space(space::TINY);
            line_ui(ui, app, (what, said), place, &people);
        }
        if people.is_empty() {
            ui.add_space(space::SMALL);
            paragraph(ui, &text!(language, "held-nobody-left"), app.tokens.mute);
        }
        let more = view.candidates.len().saturating_sub(MOST);
        if more > 0 {
            let more = i18n::count(u64::try_from(more).unwrap_or(u64::MAX));
            let words = text!(language, "held-more", count = more);
            small_paragraph(ui, &words, app.tokens.mute);
        }
        ui.add_space(space::LARGE);
        let words = text!(language, "held-cells");
        elided(ui, &words, fonts::bold(type_size::BODY), app.tokens.ink);
        let cells = view.cells.iter().map(|(head, cell)| {
            let head = if head.is_empty() {
                text!(language, "held-no-head")
            } else {
                head.clone()
            };
            text!(language, "held-cell", head = head, cell = cell.as_str())
        });
        let cells: Vec<String> = cells.collect();
        small_paragraph(ui, &cells.join("  ·  "), app.tokens.mute);
    });
    clicked
}

fn frame(app: &AppContext<'_>) -> Frame {
    Frame::new()
        .fill(app.tokens.panel)
        .stroke(app.tokens.line_stroke())
        .corner_radius(CornerRadius::same(radius::DIALOG))
        .inner_margin(Margin::same(24))
}

/// 门店登记 · 2026-05-01
fn origin(app: &AppContext<'_>, view: &HeldView) -> String {
    let sources = &app.snapshot.vocabulary.sources;
    let source = sources.iter().find(|source| source.id == view.source);
    let mut parts: Vec<String> = source.iter().map(|source| source.name.clone()).collect();
    parts.push(i18n::local_day(view.at).to_date().to_string());
    parts.join(" · ")
}

fn heads_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    people: &[&HeldCandidate],
    can: bool,
    clicked: &mut Option<Pressed>,
) {
    let language = app.language;
    columns(ui, people.len(), |ui, column| match column {
        Column::Label => {}
        Column::Row => {
            let words = text!(language, "held-row-says");
            elided(ui, &words, fonts::bold(type_size::BODY), app.tokens.ink);
        }
        Column::Person(place) => {
            let Some(candidate) = people.get(place) else {
                return;
            };
            let line = person_line(app, candidate.id);
            let (name, about) = line.map(|line| (line.name, line.about)).unwrap_or_default();
            elided(ui, &name, fonts::bold(type_size::BODY), app.tokens.ink);
            elided(ui, &about, fonts::small(), app.tokens.mute);
            let words = text!(
                language,
                "held-known-place",
                place = (place + 1).to_string()
            );
            let keys = keys_of(ui, Pressed::Known(place));
            let button = Button::normal(&words).small().shortcut(&keys);
            if ui.add_enabled(can, button).clicked() {
                *clicked = Some(Pressed::Known(place));
            }
        }
    });
}

fn line_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    (what, said): (&Says, &String),
    place: usize,
    people: &[&HeldCandidate],
) {
    let language = app.language;
    columns(ui, people.len(), |ui, column| match column {
        Column::Label => {
            small_paragraph(ui, &what_words(app, what), app.tokens.mute);
        }
        Column::Row => {
            paragraph(ui, said, app.tokens.ink);
        }
        Column::Person(person) => {
            let stands = people.get(person).and_then(|one| one.stands.get(place));
            let Some((text, fate)) = stands else {
                return;
            };
            if !text.is_empty() {
                paragraph(ui, text, app.tokens.ink);
            }
            let (words, color) = match fate {
                Fate::Same => (text!(language, "held-same"), app.tokens.mute),
                Fate::Stays => (text!(language, "held-stays"), app.tokens.wait),
                Fate::Added if text.is_empty() => (text!(language, "held-filled"), app.tokens.ok),
                Fate::Added => (text!(language, "held-added"), app.tokens.ok),
                Fate::Replaced => (text!(language, "held-replaced"), app.tokens.no),
            };
            small_paragraph(ui, &words, color);
        }
    });
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Column {
    Label,
    Row,
    Person(usize),
}

/// Lays the columns of one line out side by side.
fn columns(ui: &mut Ui, people: usize, mut content: impl FnMut(&mut Ui, Column)) {
    #[expect(clippy::cast_precision_loss, reason = "five at most")]
    let count = (people + 1) as f32;
    let room = ui.available_width() - LABEL - BETWEEN * count;
    let width = (room / count).floor().max(0.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(BETWEEN, 2.0);
        let all = [(Column::Label, LABEL), (Column::Row, width)];
        let all = all
            .into_iter()
            .chain((0..people).map(|place| (Column::Person(place), width)));
        for (column, width) in all {
            ui.vertical(|ui| {
                ui.set_width(width);
                content(ui, column);
            });
        }
    });
}

fn what_words(app: &AppContext<'_>, what: &Says) -> String {
    let language = app.language;
    match what {
        Says::Name => text!(language, "held-says-name"),
        Says::Company => text!(language, "held-says-company"),
        Says::Reference => text!(language, "held-says-reference"),
        Says::Numbers => text!(language, "held-says-numbers"),
        Says::Emails => text!(language, "held-says-emails"),
        Says::Address => text!(language, "held-says-address"),
        Says::Tags => text!(language, "held-says-tags"),
        Says::Notes => text!(language, "held-says-notes"),
        Says::Purchase => text!(language, "held-says-purchase"),
        Says::Field(name) => name.clone(),
    }
}
