//! What was left unfinished, offered at the foot of every screen.

use egui::Ui;

use crate::domain::ids::OpId;
use crate::domain::op::{OpKind, OpRecord};
use crate::domain::problem::Problem;
use crate::i18n::count;
use crate::text;
use crate::ui::widgets::small_link;
use crate::ui::{Action, AppContext};
use crate::workspace::{Reply, Review};

/// Longest link, in points.
const WIDEST: f32 = 480.0;
/// What else stands behind it in the bar, in points.
const OTHERS: f32 = 240.0;

/// Lists on which somebody is still to be looked at, the newest first.
#[derive(Debug, Default)]
pub struct Offers {
    asked: Option<Asked>,
    waiting: Option<Reply<Result<Vec<Review>, Problem>>>,
    open: Vec<Review>,
}

/// Only steps of walks change what is unfinished; all others leave these as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    undo: Option<OpId>,
    redo: Option<OpId>,
}

impl Offers {
    pub fn keep_up(&mut self, app: &AppContext<'_>) {
        if let Some(Ok(open)) = Reply::take_from(&mut self.waiting) {
            self.open = open;
        }
        let step = |op: &Option<OpRecord>| {
            let op = op.as_ref().filter(|op| op.kind == OpKind::Review);
            op.map(|op| op.id)
        };
        let asked = Asked {
            undo: step(&app.snapshot.undo),
            redo: step(&app.snapshot.redo),
        };
        if self.asked != Some(asked) && app.snapshot.is_complete && self.waiting.is_none() {
            self.asked = Some(asked);
            self.waiting = Some(app.session.call(|workspace| workspace.open_reviews()));
        }
    }

    pub fn open(&self) -> &[Review] {
        &self.open
    }

    /// The newest one as a link.
    pub fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Some(review) = self.open.first().filter(|_| app.can_write()) else {
            return;
        };
        // The right end of the bar says when the book locks itself.
        let room = (ui.available_width() - OTHERS).clamp(0.0, WIDEST);
        let shown = ui.scope(|ui| {
            ui.set_max_width(room);
            small_link(ui, &words(app, review))
        });
        if shown.inner.clicked() {
            app.send(Action::ResumeReview(review.id));
        }
    }
}

/// 继续核对：深圳老客（117 / 500）
pub fn words(app: &AppContext<'_>, review: &Review) -> String {
    text!(
        app.language,
        "review-resume",
        name = review.name.as_str(),
        done = count(review.tally.done()),
        total = count(review.tally.total())
    )
}
