//! The command palette: every command, every segment and every person, by name.

mod matching;

use std::sync::Arc;

use egui::{
    Align2, CornerRadius, CursorIcon, Event, Frame, Id, Key, Margin, Modal, Modifiers, Response,
    Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use super::people::View;
use super::theme::{fonts, icons, icons::Icon, radius, size, space};
use super::widgets::{menu_caption, paint, small_paragraph};
use super::{Action, AppContext, Command};
use crate::domain::ids::{ContactId, SegmentId};
use crate::i18n::Language;
use crate::text;
use crate::workspace::{Direction, Latest, SortKey};

/// In points.
const WIDTH: f32 = 560.0;
/// From the upper edge of the window, in points.
const TOP: f32 = 72.0;
/// So many people at most.
const PEOPLE: usize = 8;
/// From so many characters on, people are looked for.
const ENOUGH: usize = 2;

/// Open or closed, and what was typed.
#[derive(Default)]
pub struct Palette {
    is_open: bool,
    query: String,
    /// Place in the list of what was found.
    chosen: usize,
    asked: Option<(String, u64)>,
    people: Latest<Vec<Found>>,
    /// It was opened since the last frame.
    is_fresh: bool,
}

/// Somebody whose name or number was typed.
#[derive(Clone, Debug)]
struct Found {
    id: ContactId,
    name: String,
    /// City and company, to tell people of one name apart.
    about: String,
}

#[derive(Clone, Debug)]
enum Target {
    Command(Command),
    Segment(SegmentId),
    Person(ContactId),
}

struct Entry {
    target: Target,
    icon: Option<Icon>,
    words: String,
    /// At the right: keys, or what tells people apart.
    aside: String,
    is_ready: bool,
    /// Above the first of its kind.
    caption: Option<String>,
}

impl Palette {
    pub fn open(&mut self) {
        *self = Self {
            is_open: true,
            is_fresh: true,
            ..Self::default()
        };
    }

    /// Draws the palette, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        if !self.is_open {
            return;
        }
        self.look_for_people(app);
        let entries = self.entries(ctx, app);
        self.chosen = self.chosen.min(entries.len().saturating_sub(1));
        let is_moved = self.keys(ctx, entries.len());
        let id = Id::unique("palette");
        let title = text!(app.language, "palette-title");
        let area = Modal::default_area(id)
            .accessible_name(title)
            .anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
        let frame = Frame::new()
            .fill(app.tokens.panel)
            .stroke(app.tokens.line_stroke())
            .corner_radius(CornerRadius::same(radius::DIALOG))
            .shadow(app.tokens.window_shadow())
            .inner_margin(Margin::same(8));
        let modal = Modal::new(id)
            .area(area)
            .frame(frame)
            .backdrop_color(app.tokens.scrim)
            .show(ctx, |ui| {
                let room = ui.ctx().content_rect().width() - 48.0;
                ui.set_width(WIDTH.min(room));
                ui.spacing_mut().item_spacing.y = space::TINY;
                self.field_ui(ui, app);
                self.list_ui(ui, app, &entries, is_moved)
            });
        let entered = !self.is_fresh && is_entered(ctx);
        let picked = modal
            .inner
            .or_else(|| entered.then_some(self.chosen))
            .and_then(|place| entries.get(place));
        let should_close = !self.is_fresh && modal.should_close();
        self.is_fresh = false;
        if let Some(entry) = picked.filter(|entry| entry.is_ready) {
            self.close();
            run(app, &entry.target);
        } else if should_close {
            self.close();
        }
    }

    fn close(&mut self) {
        *self = Self::default();
    }

    fn look_for_people(&mut self, app: &AppContext<'_>) {
        let query = self.query.trim();
        let asked = (query.to_owned(), app.session.list().revision());
        if self.asked.as_ref() == Some(&asked) || !app.environment.is_open {
            return;
        }
        self.asked = Some(asked);
        if !is_enough(query) {
            self.people = Latest::default();
            return;
        }
        let mut view = View::default();
        query.clone_into(&mut view.search);
        let filter = view.search_filter(&app.snapshot.vocabulary);
        let today = app.today;
        app.session.ask(&self.people, move |roster| {
            let found = roster.filter(&filter, today);
            roster
                .sort(&found, SortKey::Name, Direction::Ascending)
                .into_iter()
                .filter_map(|slot| {
                    let parts = [roster.name(slot), roster.company(slot)];
                    let mut parts = parts.into_iter().filter(|part| !part.is_empty());
                    let name = parts.next().map(str::to_owned)?;
                    let about: Vec<&str> = parts
                        .chain([roster.city(slot)])
                        .filter(|part| !part.is_empty())
                        .collect();
                    Some(Found {
                        id: roster.id(slot)?,
                        name,
                        about: about.join(" · "),
                    })
                })
                .take(PEOPLE)
                .collect()
        });
    }

    fn entries(&self, ctx: &egui::Context, app: &AppContext<'_>) -> Vec<Entry> {
        let query = self.query.trim();
        let mut entries = commands(ctx, app, query);
        if app.environment.is_open && !query.is_empty() {
            entries.extend(segments(app, query));
        }
        let people: Option<Arc<Vec<Found>>> = self.people.get();
        let people = people.filter(|_| is_enough(query));
        let mut caption = Some(text!(app.language, "palette-people"));
        for found in people.iter().flat_map(|people| people.iter()) {
            entries.push(Entry {
                target: Target::Person(found.id),
                icon: Some(icons::PERSON),
                words: found.name.clone(),
                aside: found.about.clone(),
                is_ready: true,
                caption: caption.take(),
            });
        }
        entries
    }

    /// Moves the choice with the arrows; whether it moved.
    fn keys(&mut self, ctx: &egui::Context, count: usize) -> bool {
        let last = count.saturating_sub(1);
        let before = self.chosen;
        ctx.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.chosen = if self.chosen >= last {
                    0
                } else {
                    self.chosen + 1
                };
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                self.chosen = self.chosen.checked_sub(1).unwrap_or(last);
            }
        });
        self.chosen != before
    }

    fn field_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let hint = text!(app.language, "palette-hint");
        let title = text!(app.language, "palette-title");
        let id = Id::unique("palette field");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let (rect, _) = ui.allocate_exact_size(vec2(28.0, 36.0), Sense::hover());
            let icon = icons::SEARCH;
            paint::icon(
                ui.painter(),
                rect.center(),
                icon,
                size::ICON,
                app.tokens.mute,
            );
            let edit = TextEdit::singleline(&mut self.query)
                .id(id)
                .hint_text(hint)
                .frame(Frame::NONE)
                .desired_width(f32::INFINITY)
                .min_size(vec2(0.0, 36.0))
                .align(Align2::LEFT_CENTER);
            let response = ui.add(edit).accessible_name(title);
            if response.changed() {
                self.chosen = 0;
            }
            // Wherever a click went, the keyboard stays with the text.
            if !response.has_focus() {
                response.request_focus();
            }
        });
        super::widgets::hairline(ui);
    }

    /// Draws what was found; gives what was clicked.
    fn list_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        entries: &[Entry],
        is_moved: bool,
    ) -> Option<usize> {
        if entries.is_empty() {
            let query = self.query.trim();
            let words = text!(app.language, "palette-none", text = query);
            ui.add_space(space::SMALL);
            ui.horizontal(|ui| {
                ui.add_space(10.0);
                small_paragraph(ui, &words, app.tokens.mute);
            });
            ui.add_space(space::SMALL);
            return None;
        }
        let most = (ui.ctx().content_rect().height() - TOP - 120.0).clamp(120.0, 440.0);
        let mut picked = None;
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, entry) in entries.iter().enumerate() {
                if let Some(caption) = &entry.caption {
                    menu_caption(ui, caption);
                }
                let response = entry_ui(ui, app, entry, place == self.chosen);
                if is_moved && place == self.chosen {
                    response.scroll_to_me(None);
                }
                if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
                    self.chosen = place;
                }
                if response.clicked() {
                    picked = Some(place);
                }
            }
        });
        picked
    }
}

/// One letter says nothing about who is meant; one character of a Chinese name does.
fn is_enough(query: &str) -> bool {
    query.chars().count() >= ENOUGH || !query.is_ascii()
}

/// Enter, and not to end a composition of an input method.
fn is_entered(ctx: &egui::Context) -> bool {
    ctx.input(|input| {
        let is_composing = input
            .events
            .iter()
            .any(|event| matches!(event, Event::Ime(_)));
        input.key_pressed(Key::Enter) && !is_composing
    })
}

fn run(app: &AppContext<'_>, target: &Target) {
    match target {
        Target::Command(command) => app.run(*command),
        Target::Segment(id) => app.send(Action::ShowSegment(*id)),
        Target::Person(id) => app.send(Action::ShowContact(*id)),
    }
}

/// Commands that answer to what was typed, the best first; in their own order while nothing is.
fn commands(ctx: &egui::Context, app: &AppContext<'_>, query: &str) -> Vec<Entry> {
    let mut found: Vec<(u32, Command, String)> = Command::ALL
        .into_iter()
        .filter(|command| *command != Command::Palette)
        .filter_map(|command| {
            let name = command.name(app.language);
            Some((score(query, command, &name, app.language)?, command, name))
        })
        .collect();
    // Stable: equals stay in their order. What cannot run now comes last.
    found.sort_by_key(|(score, command, _)| {
        let is_ready = app.environment.allows(*command);
        std::cmp::Reverse((is_ready, *score))
    });
    let mut caption = Some(text!(app.language, "palette-commands"));
    found
        .into_iter()
        .map(|(_, command, words)| {
            let is_ready = app.environment.allows(command);
            let keys = command.keys(ctx);
            let not_now = || text!(app.language, "palette-not-now");
            Entry {
                target: Target::Command(command),
                icon: None,
                words,
                aside: if is_ready { keys } else { not_now() },
                is_ready,
                caption: caption.take(),
            }
        })
        .collect()
}

/// As it is called here; less well, as it is called in the other language, where letters that are
/// merely scattered over a name would stand in the way of people's initials.
fn score(query: &str, command: Command, name: &str, language: Language) -> Option<u32> {
    let elsewhere = || {
        let mut others = Language::ALL.into_iter().filter(|other| *other != language);
        let found = others.find_map(|other| matching::score(query, &command.name(other)));
        found
            .filter(|score| *score >= matching::TOGETHER)
            .map(|score| score / 2)
    };
    matching::score(query, name).or_else(elsewhere)
}

fn segments(app: &AppContext<'_>, query: &str) -> Vec<Entry> {
    let mut found: Vec<(u32, SegmentId, &str)> = app
        .snapshot
        .vocabulary
        .segments
        .iter()
        .filter_map(|entry| {
            Some((
                matching::score(query, &entry.name)?,
                entry.id,
                entry.name.as_str(),
            ))
        })
        .collect();
    found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    let mut caption = Some(text!(app.language, "palette-segments"));
    found
        .into_iter()
        .map(|(_, id, name)| Entry {
            target: Target::Segment(id),
            icon: Some(icons::SEGMENT),
            words: name.to_owned(),
            aside: String::new(),
            is_ready: true,
            caption: caption.take(),
        })
        .collect()
}

fn entry_ui(ui: &mut Ui, app: &AppContext<'_>, entry: &Entry, is_chosen: bool) -> Response {
    let tokens = app.tokens;
    let wanted = vec2(ui.available_width(), size::CONTROL);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    if ui.is_rect_visible(rect) {
        if is_chosen {
            let corners = CornerRadius::same(radius::SMALL);
            ui.painter().rect_filled(rect, corners, tokens.selected);
        }
        let mut inner = rect.shrink2(vec2(10.0, 0.0));
        let ink = if entry.is_ready {
            tokens.ink
        } else {
            tokens.mute
        };
        if let Some(icon) = entry.icon {
            let center = egui::pos2(inner.left() + size::ICON / 2.0, inner.center().y);
            paint::icon(ui.painter(), center, icon, size::ICON, tokens.mute);
            inner.min.x += size::ICON + space::SMALL;
        }
        let aside = paint::line(ui, &entry.aside, fonts::small(), tokens.mute, 240.0);
        let room = inner.width() - aside.size().x - space::LARGE;
        let words = paint::line(ui, &entry.words, fonts::body(), ink, room);
        paint::left(ui.painter(), inner, words);
        paint::right(ui.painter(), inner, aside);
    }
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, entry.is_ready, is_chosen, &entry.words)
    });
    if entry.is_ready {
        response.on_hover_cursor(CursorIcon::PointingHand)
    } else {
        response
    }
}
