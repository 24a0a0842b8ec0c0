//! Walking a list one by one: a large card, and one key for each decision.

mod card;
mod decisions;
mod done;
mod input;
mod offers;
mod start;
mod walk;

use egui::{CentralPanel, Frame, Ui};

pub use decisions::KEYS;

use super::people::People;
use super::{Action, AppContext, Route};
use crate::domain::consent::Method;
use crate::domain::ids::ReviewId;
use offers::Offers;
use start::{Start, Started};
use walk::Walk;

/// Everything that is remembered of walks while the book is open; locking drops it.
#[derive(Default)]
pub struct ReviewScreen {
    offers: Offers,
    start: Option<Start>,
    walk: Option<Walk>,
    habits: Habits,
}

/// What the keys stand for until the owner says otherwise.
#[derive(Debug)]
struct Habits {
    /// The tag that is put on; blank until one was chosen.
    tag: String,
    /// How people say that they want no more advertising.
    method: Method,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            tag: String::new(),
            method: Method::VerbalCall,
        }
    }
}

impl ReviewScreen {
    /// Asks what to walk through.
    pub fn begin(&mut self, people: &People) {
        self.start = Some(Start::new(people));
    }

    /// Goes on with a list where it was left.
    pub fn resume(&mut self, id: ReviewId, app: &AppContext<'_>) {
        self.start = None;
        self.walk = Some(Walk::resume(id, app));
    }

    /// Keeps up with what is unfinished; to be called in every frame of an open book.
    pub fn keep_up(&mut self, app: &AppContext<'_>) {
        self.offers.keep_up(app);
    }

    /// Draws the link to what was left unfinished, where nobody walks at present.
    pub fn offer_ui(&self, ui: &mut Ui, app: &AppContext<'_>, route: &Route) {
        if *route != Route::Review {
            self.offers.ui(ui, app);
        }
    }

    /// Draws the dialog over whatever is shown, if it is open.
    pub fn dialog_ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>, people: &People) {
        let Some(start) = &mut self.start else {
            return;
        };
        match start.ui(ctx, app, people, self.offers.open()) {
            Started::NotYet => {}
            Started::Never => self.start = None,
            Started::Resumed(id) => {
                self.start = None;
                app.send(Action::ResumeReview(id));
            }
        }
    }

    /// Draws the walk.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let is_there = self.walk.as_mut().is_some_and(|walk| walk.keep_up(app));
        if !is_there {
            self.walk = None;
            app.send(Action::Go(Route::People));
        }
        CentralPanel::no_frame()
            .frame(Frame::new().fill(app.tokens.bg))
            .show(ui, |ui| {
                if let Some(walk) = &mut self.walk {
                    walk.ui(ui, app, &mut self.habits);
                }
            });
    }
}
