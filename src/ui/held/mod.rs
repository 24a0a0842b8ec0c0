//! Settling the rows that imports held back: one at a time, beside those it may be about.

mod bar;
mod card;
mod done;

use std::collections::BTreeSet;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

pub use bar::KEYS;

use super::theme::space;
use super::widgets::{paragraph, scroll_by_keys, small_paragraph};
use super::{Action, AppContext, Route};
use crate::domain::ids::{HeldId, OpId};
use crate::domain::problem::{Problem, RejectReason};
use crate::i18n;
use crate::text;
use crate::workspace::editing::{HeldVerdict, HeldView};
use crate::workspace::{Reply, Workspace};
use bar::Pressed;

/// Widest card, in points.
const WIDTH: f32 = 1040.0;

/// What the screen remembers while the book is open.
#[derive(Default)]
pub struct HeldScreen {
    /// The rows that wait, in the order they came in.
    ids: Vec<(HeldId, RejectReason)>,
    /// The one on the card.
    view: Option<HeldView>,
    is_known: bool,
    skipped: BTreeSet<HeldId>,
    /// How many waited when the screen was opened, or since.
    most: usize,
    /// The newest entry of the log as of the last question.
    asked: Option<OpId>,
    waiting: Option<Reply<Result<Answer, Problem>>>,
    problem: Option<String>,
}

struct Answer {
    ids: Vec<(HeldId, RejectReason)>,
    view: Option<HeldView>,
}

/// Which row is shown next.
struct Seek {
    /// Those that were known to wait: one that is not among them came back and is shown.
    known: Option<BTreeSet<HeldId>>,
    skipped: BTreeSet<HeldId>,
    /// This one if it waits, else the next behind it.
    from: Option<HeldId>,
}

impl Seek {
    fn answer(&self, workspace: &mut Workspace) -> Result<Answer, Problem> {
        let ids = workspace.held_ids()?;
        let is_back = |id: &HeldId| self.known.as_ref().is_some_and(|known| !known.contains(id));
        let all = || ids.iter().map(|(id, _)| *id);
        let is_open = |id: &HeldId| !self.skipped.contains(id);
        let found = all()
            .find(is_back)
            .or_else(|| all().filter(is_open).find(|id| Some(*id) >= self.from))
            .or_else(|| all().find(is_open));
        let view = match found {
            Some(id) => workspace.held_view(id)?,
            None => None,
        };
        Ok(Answer { ids, view })
    }
}

impl HeldScreen {
    /// Begins with the first row that waits.
    pub fn begin(&mut self) {
        *self = Self::default();
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.keep_up(app);
        let pressed = if self.view.is_some() || !self.is_known {
            bar::pressed(ui)
        } else {
            None
        };
        if let Some(pressed) = pressed {
            self.press(app, pressed);
        }
        CentralPanel::no_frame()
            .frame(Frame::new().fill(app.tokens.bg))
            .show(ui, |ui| match self.view.clone() {
                Some(view) => self.row_ui(ui, app, &view),
                None if self.is_known => self.done_ui(ui, app),
                None => {
                    if let Some(problem) = &self.problem {
                        paragraph(ui, problem, app.tokens.no);
                    }
                }
            });
    }

    fn row_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &HeldView) {
        let can = self.waiting.is_none() && app.can_write();
        let alike = self.alike(view.reason).len();
        let mut clicked = None;
        Panel::top("held head")
            .resizable(false)
            .show_separator_line(false)
            .frame(frame(app, 16, 8))
            .show(ui, |ui| {
                centred(ui, |ui| {
                    let done = self.most.saturating_sub(self.ids.len());
                    clicked = bar::head_ui(ui, app, done, self.most, self.skipped.len());
                });
            });
        Panel::bottom("held decisions")
            .resizable(false)
            .show_separator_line(false)
            .frame(frame(app, 8, 16))
            .show(ui, |ui| {
                centred(ui, |ui| {
                    if let Some(problem) = &self.problem {
                        small_paragraph(ui, problem, app.tokens.no);
                    }
                    clicked = bar::bar_ui(ui, app, view, alike, can).or(clicked);
                });
            });
        ScrollArea::vertical()
            .id_salt(("held card", view.id.0))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui, false);
                frame(app, 0, 8).show(ui, |ui| {
                    centred(ui, |ui| {
                        clicked = card::ui(ui, app, view, can).or(clicked);
                    });
                });
            });
        if let Some(pressed) = clicked {
            self.press(app, pressed);
        }
    }

    fn done_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        match done::ui(ui, app, self.most, self.skipped.len()) {
            None => {}
            Some(done::Next::Leave) => app.send(Action::Go(Route::People)),
            Some(done::Next::Again) => {
                self.skipped.clear();
                self.seek(app, None);
            }
        }
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        if let Some(answer) = Reply::take_from(&mut self.waiting) {
            match answer {
                Ok(Answer { ids, view }) => {
                    self.problem = None;
                    self.is_known = true;
                    self.most = self.most.max(ids.len());
                    if let Some(view) = &view {
                        self.skipped.remove(&view.id);
                    }
                    (self.ids, self.view) = (ids, view);
                }
                Err(problem) => {
                    self.problem = Some(i18n::sentence(app.language, &problem));
                }
            }
        }
        let is_stale = self.asked.is_none() || self.asked != app.snapshot.newest;
        if is_stale && self.waiting.is_none() {
            self.asked = app.snapshot.newest;
            let from = self.view.as_ref().map(|view| view.id);
            self.seek(app, from);
        }
    }

    fn seek(&mut self, app: &AppContext<'_>, from: Option<HeldId>) {
        let seek = self.seek_from(from);
        self.waiting = Some(app.session.call(move |workspace| seek.answer(workspace)));
    }

    fn seek_from(&self, from: Option<HeldId>) -> Seek {
        let known = self.ids.iter().map(|(id, _)| *id).collect();
        Seek {
            known: self.is_known.then_some(known),
            skipped: self.skipped.clone(),
            from,
        }
    }

    /// The rows that wait for the same reason.
    fn alike(&self, reason: RejectReason) -> Vec<HeldId> {
        let alike = self.ids.iter().filter(|(_, other)| *other == reason);
        alike.map(|(id, _)| *id).collect()
    }

    fn settle(&mut self, app: &AppContext<'_>, ids: Vec<HeldId>, verdict: HeldVerdict) {
        let from = self.view.as_ref().map(|view| view.id);
        let seek = self.seek_from(from);
        self.problem = None;
        self.waiting = Some(app.session.call(move |workspace| {
            workspace.settle_held(&ids, verdict)?;
            seek.answer(workspace)
        }));
    }

    fn press(&mut self, app: &AppContext<'_>, pressed: Pressed) {
        if pressed == Pressed::Leave {
            app.send(Action::Go(Route::People));
            return;
        }
        let Some(view) = self.view.clone().filter(|_| self.waiting.is_none()) else {
            return;
        };
        let place = self.ids.iter().position(|(id, _)| *id == view.id);
        let at = |place: usize| self.ids.get(place).map(|(id, _)| *id);
        match pressed {
            Pressed::Leave => {}
            Pressed::Skip => {
                self.skipped.insert(view.id);
                self.seek(app, Some(view.id));
            }
            Pressed::Back => {
                if let Some(id) = place.and_then(|place| at(place.checked_sub(1)?)) {
                    self.skipped.remove(&id);
                    self.seek(app, Some(id));
                }
            }
            Pressed::Forward => {
                if let Some(id) = place.and_then(|place| at(place + 1)) {
                    self.skipped.remove(&id);
                    self.seek(app, Some(id));
                }
            }
            _ if !app.can_write() => {}
            Pressed::Known(place) => {
                if let Some(candidate) = view.candidates.get(place) {
                    self.settle(app, vec![view.id], HeldVerdict::Known(candidate.id));
                }
            }
            Pressed::New => self.settle(app, vec![view.id], HeldVerdict::New),
            Pressed::ThrowAway => self.settle(app, vec![view.id], HeldVerdict::ThrowAway),
            Pressed::AllNew => {
                let all = self.alike(view.reason);
                self.settle(app, all, HeldVerdict::New);
            }
            Pressed::ThrowAllAway => {
                let all = self.alike(view.reason);
                self.settle(app, all, HeldVerdict::ThrowAway);
            }
        }
    }
}

/// Why a row waits: `contradicts who is in the book`, 与客户本里的人有矛盾.
fn reason_words(app: &AppContext<'_>, view: &HeldView) -> String {
    match view.reason {
        RejectReason::Contradicts => text!(app.language, "held-contradicts"),
        _ => text!(app.language, "held-several"),
    }
}

fn frame(app: &AppContext<'_>, top: i8, bottom: i8) -> Frame {
    Frame::new().fill(app.tokens.bg).inner_margin(Margin {
        left: 24,
        right: 24,
        top,
        bottom,
    })
}

/// In the middle of the width there is, and no wider than is good to read.
fn centred<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_width();
    let side = ((room - WIDTH) / 2.0).max(0.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(room.min(WIDTH));
            ui.spacing_mut().item_spacing.y = space::SMALL;
            content(ui)
        })
        .inner
    })
    .inner
}
