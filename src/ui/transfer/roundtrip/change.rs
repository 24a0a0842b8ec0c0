//! One line of the list of differences, and what is done with it.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::lines::{Folds, Line, Section};
use super::words;
use crate::i18n::count;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, radius, round_focus, size, space, text as type_size};
use crate::ui::widgets::{Tick, paint, paint_check_box};
use crate::workspace::roundtrip::{CellDiff, KeptCell, RoundTrip, Share, Ticks};

/// Of every line, in points.
pub const ROW: f32 = 34.0;
/// Width of the head of a column.
const HEAD: f32 = 120.0;
/// Most room for what stands in the book.
const OLD: f32 = 280.0;
/// Room for why, at the right.
const WHY: f32 = 240.0;
/// Narrower than this, less room is left for why.
const ROOM_FOR_WHY: f32 = 860.0;
const INDENT: f32 = 28.0;

/// What was done with a line.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub line: Line,
    /// What is to be ticked from now on.
    pub is_on: bool,
    pub is_fold: bool,
}

/// Where one line draws.
struct Place<'p, 'a> {
    ui: &'p mut Ui,
    app: &'p AppContext<'a>,
    rect: Rect,
    /// What is free of it, from the left and from the right.
    free: Rect,
    /// Not all of a text fits.
    is_cut: bool,
}

/// Draws a line; what was done with it.
pub fn line_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    trip: &RoundTrip,
    ticks: &Ticks,
    folds: Folds,
    line: Line,
) -> Option<Done> {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let below = rect.with_min_y(rect.bottom() - 1.0);
    ui.painter().rect_filled(below, 0, app.tokens.row);
    let mut place = Place {
        ui,
        app,
        rect,
        // The scroll bar floats over the right edge.
        free: rect
            .shrink2(vec2(space::MEDIUM, 0.0))
            .with_max_x(rect.right() - space::HUGE),
        is_cut: false,
    };
    match line {
        Line::Section(section) => place.section(trip, ticks, folds, section),
        Line::Person(person) => place.person(trip, ticks, person),
        Line::Cell { person, cell } => place.cell(trip, ticks, person, cell),
        Line::New(row) => place.new_row(trip, ticks, row),
        Line::Gone(person) => place.gone(trip, ticks, person),
        Line::Kept(cell) => {
            place.kept(trip, trip.kept.cells.get(cell)?);
            None
        }
        Line::MoreKept => {
            let told = u64::try_from(trip.kept.cells.len()).unwrap_or(u64::MAX);
            let words = text!(
                app.language,
                "intake-first-of",
                shown = count(told),
                all = count(trip.kept.all())
            );
            place.said(&words, app.tokens.mute);
            None
        }
        Line::Odd(row) => {
            place.odd(trip, row);
            None
        }
    }
}

impl Place<'_, '_> {
    fn section(
        &mut self,
        trip: &RoundTrip,
        ticks: &Ticks,
        folds: Folds,
        section: Section,
    ) -> Option<Done> {
        let tokens = self.app.tokens;
        let language = self.app.language;
        self.ui.painter().rect_filled(self.rect, 0, tokens.head);
        let line = Line::Section(section);
        let title = words::section(language, trip, section);
        let mut done = None;
        if let Some(share) = share(trip, ticks, section) {
            let name = text!(language, "trip-tick-all", what = title.as_str());
            let place = self.free.with_max_x(self.free.left() + size::CHECK_BOX);
            let place = place.expand2(vec2(space::TINY, -3.0));
            let all = self.tick_in(place, ("section", section), Tick::from(share), &name);
            if all.clicked() {
                done = Some(Done {
                    line,
                    is_on: share.on < share.all,
                    is_fold: false,
                });
            }
        }
        let is_open = !folds.is_folded(section);
        let rect = self.free.expand2(vec2(space::TINY, -3.0));
        let id = Id::unique(("trip fold", section));
        let fold = self.ui.interact(rect, id, Sense::click());
        let sign = if is_open {
            icons::CHEVRON_DOWN
        } else {
            icons::CHEVRON_RIGHT
        };
        let color = if fold.hovered() {
            tokens.ink
        } else {
            tokens.mute
        };
        let center = pos2(self.free.left() + 7.0, self.free.center().y);
        paint::icon(self.ui.painter(), center, sign, 14.0, color);
        self.free.min.x += 20.0;
        self.text(&title, true, tokens.ink, 1.0);
        round_focus(&fold, radius::SMALL);
        fold.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, &title));
        if fold.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            done = Some(Done {
                line,
                is_on: false,
                is_fold: true,
            });
        }
        done
    }

    fn person(&mut self, trip: &RoundTrip, ticks: &Ticks, person: usize) -> Option<Done> {
        let diff = trip.people.get(person)?;
        let tokens = self.app.tokens;
        let share = ticks.person(person);
        let nameless = text!(self.app.language, "trash-nameless");
        let name = if diff.name.is_empty() {
            &nameless
        } else {
            &diff.name
        };
        let row = text!(
            self.app.language,
            "intake-row",
            row = count(u64::from(diff.row))
        );
        let said = [name.as_str(), &row].join(" · ");
        let response = self.tick(("person", diff.contact.0), Tick::from(share), &said);
        self.right(&row, tokens.mute, 100.0);
        self.text(name, true, tokens.ink, 1.0);
        response.clicked().then_some(Done {
            line: Line::Person(person),
            is_on: share.on == 0 || (share.on < share.all && !has_conflict(&diff.cells)),
            is_fold: false,
        })
    }

    fn cell(
        &mut self,
        trip: &RoundTrip,
        ticks: &Ticks,
        person: usize,
        cell: usize,
    ) -> Option<Done> {
        let diff = trip.people.get(person)?;
        let change = diff.cells.get(cell)?;
        let tokens = self.app.tokens;
        let language = self.app.language;
        let is_on = ticks.cell(person, cell);
        self.free.min.x += INDENT;
        let said = words::change(language, &trip.columns, change);
        let id = ("cell", diff.contact.0, cell);
        let response = self.tick(id, Tick::from(is_on), &said);
        if change.is_conflict {
            let words = text!(language, "trip-conflict");
            self.right(&words, tokens.wait, self.why());
        }
        let head = words::head(&trip.columns, change.column);
        self.text_in(head, false, tokens.mute, HEAD);
        let old = words::shown(language, &change.book);
        // The same in every line, whatever stands at its right.
        let room = self.rect.width() - 2.0 * HEAD - self.why();
        self.text_in(&old, false, tokens.mute, (room / 2.0).clamp(80.0, OLD));
        let arrow = pos2(self.free.left() - 2.0, self.free.center().y);
        paint::icon(
            self.ui.painter(),
            arrow,
            icons::CHEVRON_RIGHT,
            14.0,
            tokens.faint,
        );
        self.free.min.x += space::MEDIUM;
        if change.file.is_empty() {
            let words = text!(language, "trip-cleared");
            self.text(&words, true, tokens.no, 1.0);
        } else {
            let new = words::one_line(&change.file);
            self.text(&new, true, tokens.ink, 1.0);
        }
        self.whole(response, &said).clicked().then_some(Done {
            line: Line::Cell { person, cell },
            is_on: !is_on,
            is_fold: false,
        })
    }

    fn new_row(&mut self, trip: &RoundTrip, ticks: &Ticks, row: usize) -> Option<Done> {
        let new = trip.new_rows.get(row)?;
        let tokens = self.app.tokens;
        let is_on = ticks.new_row(row);
        let name = new.name(&trip.columns);
        let why = words::new_row(self.app.language, new);
        let others = new.cells.iter().map(|cell| cell.trim());
        let others = others.filter(|cell| !cell.is_empty() && *cell != name);
        let about = others.map(words::one_line).collect::<Vec<_>>().join(" · ");
        let said: Vec<&str> = [name, &about, &why]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect();
        let said = said.join(" · ");
        let response = if new.is_usable() {
            Some(self.tick(("new", new.row), Tick::from(is_on), &said))
        } else {
            self.free.min.x += size::CHECK_BOX + space::SMALL;
            self.label(("new", new.row), &said);
            None
        };
        let color = if new.is_usable() {
            tokens.wait
        } else {
            tokens.no
        };
        self.right(&why, color, self.why());
        self.text(name, true, tokens.ink, 0.4);
        self.text(&about, false, tokens.mute, 1.0);
        self.whole(response?, &said).clicked().then_some(Done {
            line: Line::New(row),
            is_on: !is_on,
            is_fold: false,
        })
    }

    fn gone(&mut self, trip: &RoundTrip, ticks: &Ticks, person: usize) -> Option<Done> {
        let gone = trip.gone.get(person)?;
        let tokens = self.app.tokens;
        let is_on = ticks.gone(person);
        let words = if is_on {
            text!(self.app.language, "trip-gone-delete")
        } else {
            text!(self.app.language, "trip-gone-keep")
        };
        let said = [gone.name.as_str(), &gone.reach, &words].join(" · ");
        let response = self.tick(("gone", gone.contact.0), Tick::from(is_on), &said);
        let color = if is_on { tokens.no } else { tokens.mute };
        self.right(&words, color, self.why());
        self.text(&gone.name, true, tokens.ink, 0.4);
        if gone.reach != gone.name {
            self.text(&gone.reach, false, tokens.mute, 1.0);
        }
        response.clicked().then_some(Done {
            line: Line::Gone(person),
            is_on: !is_on,
            is_fold: false,
        })
    }

    fn kept(&mut self, trip: &RoundTrip, cell: &KeptCell) {
        let tokens = self.app.tokens;
        let language = self.app.language;
        let why = words::kept_why(language, cell.why);
        let head = words::head(&trip.columns, cell.column);
        let file = words::shown(language, &cell.file);
        let book = text!(
            language,
            "trip-kept-book",
            value = words::shown(language, &cell.book)
        );
        let said = [cell.name.as_str(), head, &file, &book, &why].join(" · ");
        let response = self.label(("kept", cell.row, cell.column), &said);
        self.right(&why, tokens.wait, self.why() + 60.0);
        self.text_in(&cell.name, true, tokens.ink, HEAD);
        self.text_in(head, false, tokens.mute, HEAD * 0.7);
        self.text(&file, false, tokens.wait, 0.4);
        self.text(&book, false, tokens.mute, 1.0);
        self.whole(response, &said);
    }

    fn odd(&mut self, trip: &RoundTrip, row: usize) {
        let Some(odd) = trip.odd_rows.get(row) else {
            return;
        };
        let tokens = self.app.tokens;
        let language = self.app.language;
        let why = words::odd_why(language, odd.why);
        let number = text!(language, "intake-row", row = count(u64::from(odd.row)));
        let said = [number.as_str(), &odd.text, &why].join(" · ");
        let response = self.label(("odd", odd.row), &said);
        self.right(&why, tokens.wait, self.why() + 60.0);
        self.text_in(&number, false, tokens.mute, 84.0);
        self.text(&words::one_line(&odd.text), false, tokens.ink, 1.0);
        self.whole(response, &said);
    }

    fn said(&mut self, words: &str, color: Color32) {
        self.label("said", words);
        self.text(words, false, color, 1.0);
    }

    fn why(&self) -> f32 {
        if self.rect.width() < ROOM_FOR_WHY {
            WHY * 0.6
        } else {
            WHY
        }
    }

    /// A box at the left; all of the line ticks it.
    fn tick(&mut self, id: impl Hash + Debug, tick: Tick, said: &str) -> Response {
        let rect = self.rect.with_min_x(self.free.left() - space::TINY);
        self.tick_in(rect, id, tick, said)
    }

    /// A box at the left that is ticked by a click in `rect`.
    fn tick_in(&mut self, rect: Rect, id: impl Hash + Debug, tick: Tick, said: &str) -> Response {
        let box_place = self.free.with_max_x(self.free.left() + size::CHECK_BOX);
        let id = Id::unique(("trip", id));
        let response = self.ui.interact(rect, id, Sense::click());
        if response.hovered() {
            let corners = CornerRadius::same(radius::SMALL);
            let place = rect.shrink2(vec2(0.0, 1.0));
            self.ui
                .painter()
                .rect_filled(place, corners, self.app.tokens.hover);
        }
        paint_check_box(self.ui, box_place, tick, response.hovered());
        self.free.min.x += size::CHECK_BOX + space::SMALL;
        round_focus(&response, radius::SMALL);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::CheckBox, true, said);
            info.selected = match tick {
                Tick::Off => Some(false),
                Tick::On => Some(true),
                Tick::Some => None,
            };
            info
        });
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// A line that only says something.
    fn label(&mut self, id: impl Hash + Debug, said: &str) -> Response {
        let id = Id::unique(("trip label", id));
        let response = self.ui.interact(self.rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
        response
    }

    /// All that the line says on hover, where not all of it fits.
    fn whole(&self, response: Response, said: &str) -> Response {
        if self.is_cut {
            response.on_hover_text(said)
        } else {
            response
        }
    }

    /// A text at the left, at most this part of what is free.
    fn text(&mut self, words: &str, is_bold: bool, color: Color32, part: f32) {
        let room = self.free.width() * part;
        let font = if is_bold {
            fonts::bold(type_size::BODY)
        } else {
            fonts::body()
        };
        let galley = paint::line(self.ui, words, font, color, room);
        let width = galley.size().x;
        self.is_cut |= galley.elided;
        paint::left(self.ui.painter(), self.free, galley);
        self.free.min.x = (self.free.left() + width + space::MEDIUM).min(self.free.right());
    }

    /// A text at the left that takes all of its width.
    fn text_in(&mut self, words: &str, is_bold: bool, color: Color32, width: f32) {
        let left = self.free.left();
        let part = (width / self.free.width().max(1.0)).min(1.0);
        self.text(words, is_bold, color, part);
        self.free.min.x = (left + width + space::MEDIUM).min(self.free.right());
    }

    fn right(&mut self, words: &str, color: Color32, most: f32) {
        if words.is_empty() {
            return;
        }
        let most = most.min(self.free.width() * 0.5);
        let galley = paint::line(self.ui, words, fonts::small(), color, most);
        let width = galley.size().x;
        self.is_cut |= galley.elided;
        paint::right(self.ui.painter(), self.free, galley);
        self.free.max.x -= width + space::MEDIUM;
    }
}

/// What a tick for a whole part stands for; nothing where nothing can be ticked.
fn share(trip: &RoundTrip, ticks: &Ticks, section: Section) -> Option<Share> {
    let size = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    match section {
        Section::New => {
            let usable = trip.new_rows.iter().filter(|row| row.is_usable());
            let all = size(usable.count());
            (all > 0).then(|| Share {
                on: ticks.new_rows_on(),
                all,
            })
        }
        Section::Gone => Some(Share {
            on: ticks.gone_on(),
            all: size(trip.gone.len()),
        }),
        Section::People => Some(ticks.edits(trip)),
        Section::Kept | Section::Odd => None,
    }
}

fn has_conflict(cells: &[CellDiff]) -> bool {
    cells.iter().any(|cell| cell.is_conflict)
}
