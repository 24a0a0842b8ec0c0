//! One walk: where it stands, who is on the card, and what the keys do.

use egui::{Id, Panel, ScrollArea, Ui};

use super::decisions::{self, Pressed};
use super::input::{Input, Typed};
use super::{Habits, card, done};
use crate::domain::ids::{ChildId, ContactId, OpId, ReviewId};
use crate::domain::op::{OpKind, OpRecord};
use crate::domain::phone::NumberStatus;
use crate::domain::problem::Problem;
use crate::domain::review::{ReviewAct, ReviewStep};
use crate::i18n;
use crate::text;
use crate::ui::people::{Person, Reader};
use crate::ui::theme::space;
use crate::ui::widgets::{paragraph, scroll_by_keys, small_paragraph};
use crate::ui::{Action, AppContext, Route};
use crate::workspace::editing::{ReviewStop, Seek, Verdict};
use crate::workspace::{Pile, Reply, ReviewItem};

/// Widest card, in points.
const WIDTH: f32 = 1040.0;

type Answer = Result<Option<ReviewStop>, Problem>;

/// Who is walked through now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// Whoever has not been looked at.
    First,
    /// Once more those who were skipped.
    Skipped,
}

/// Where a walk stands.
pub struct Walk {
    id: ReviewId,
    stop: Option<ReviewStop>,
    waiting: Option<Reply<Answer>>,
    /// The newest steps that undo and redo would take: they tell what was undone meanwhile.
    steps: (Option<OpId>, Option<OpId>),
    /// The place that was decided last, until its step is among those.
    decided: Option<u32>,
    round: Round,
    reader: Reader,
    /// As the list said last: kept while somebody writes to it.
    pile: Option<(ContactId, Pile)>,
    /// Place among the person's numbers of the one that is meant, once another was chosen.
    chosen: Option<usize>,
    /// A number or a tag that is being typed.
    pub(super) input: Option<Input>,
    problem: Option<String>,
}

impl Walk {
    /// Begins where nobody has been looked at yet.
    pub fn resume(id: ReviewId, app: &AppContext<'_>) -> Self {
        let mut walk = Self {
            id,
            stop: None,
            waiting: None,
            steps: steps(app),
            decided: None,
            round: Round::First,
            reader: Reader::default(),
            pile: None,
            chosen: None,
            input: None,
            problem: None,
        };
        walk.seek(app, Seek::Waiting);
        walk
    }

    /// Takes what the book says; whether the list is still there.
    pub fn keep_up(&mut self, app: &AppContext<'_>) -> bool {
        match Reply::take_from(&mut self.waiting) {
            Some(Ok(Some(stop))) => self.arrive(stop),
            Some(Ok(None)) => return false,
            Some(Err(problem)) => {
                self.decided = None;
                self.problem = Some(i18n::sentence(app.language, &problem));
                if let Some(input) = &mut self.input {
                    input.again();
                }
            }
            None => {}
        }
        self.follow_undo(app);
        if let Some(item) = self.item() {
            self.reader.keep_up(app, item.contact);
            if let Some(list) = app.session.list().try_read() {
                let slot = list.slot_of(item.contact);
                self.pile = slot.map(|slot| (item.contact, list.pile(slot)));
            }
        }
        true
    }

    fn arrive(&mut self, stop: ReviewStop) {
        self.problem = None;
        self.input = None;
        let place = |stop: &ReviewStop| stop.item.map(|item| item.place);
        if self.stop.as_ref().map(place) != Some(place(&stop)) {
            self.chosen = None;
        }
        self.stop = Some(stop);
    }

    /// What was undone is shown again; what was redone is left behind again.
    fn follow_undo(&mut self, app: &AppContext<'_>) {
        let now = steps(app);
        let before = std::mem::replace(&mut self.steps, now);
        if now == before {
            return;
        }
        let undone = self.step(app.snapshot.redo.as_ref());
        let done = self.step(app.snapshot.undo.as_ref());
        let is_own = done.is_some_and(|step| self.decided == Some(step.place));
        if is_own {
            self.decided = None;
        }
        // The answer to a decision leads on by itself.
        if is_own || self.waiting.is_some() {
            return;
        }
        let is_redone = now.0.is_some() && now.0 == before.1;
        let seek = match (undone, done) {
            (Some(step), _) if now.1 != before.1 && !is_redone => Seek::At(step.place),
            (_, Some(step)) if now.0 != before.0 => Seek::After(step.place),
            _ => match self.item() {
                Some(item) => Seek::At(item.place),
                None => Seek::Waiting,
            },
        };
        self.seek(app, seek);
    }

    /// The step of this walk that an op of the log was.
    fn step(&self, op: Option<&OpRecord>) -> Option<ReviewStep> {
        let op = op.filter(|op| op.kind == OpKind::Review)?;
        match ReviewAct::parse(&op.subject)? {
            ReviewAct::Stepped(step) => Some(step).filter(|step| step.review == self.id),
            ReviewAct::Begun | ReviewAct::Dropped => None,
        }
    }

    pub(super) fn item(&self) -> Option<ReviewItem> {
        self.stop.as_ref()?.item
    }

    fn seek(&mut self, app: &AppContext<'_>, seek: Seek) {
        let id = self.id;
        let answer = app
            .session
            .call(move |workspace| workspace.review_stop(id, seek));
        self.waiting = Some(answer);
    }

    pub(super) fn decide(&mut self, app: &AppContext<'_>, verdict: Verdict) {
        let Some(item) = self.item().filter(|_| self.waiting.is_none()) else {
            return;
        };
        let (id, place) = (self.id, item.place);
        let next = match self.round {
            Round::First => Seek::After(place),
            Round::Skipped => Seek::Skipped(place.saturating_add(1)),
        };
        self.problem = None;
        self.decided = Some(place);
        self.waiting = Some(app.session.call(move |workspace| {
            workspace.decide(id, place, &verdict)?;
            workspace.review_stop(id, next)
        }));
    }

    /// The place among the person's numbers of the one that is meant: the first that is not as it
    /// should be, unless another was chosen.
    pub(super) fn number(&self, person: &Person) -> usize {
        let numbers = &person.details.contact.numbers;
        let odd = || {
            let odd = numbers
                .iter()
                .position(|number| number.status != NumberStatus::Ok);
            odd.unwrap_or_default()
        };
        let chosen = self.chosen.filter(|chosen| *chosen < numbers.len());
        chosen.unwrap_or_else(odd)
    }

    pub(super) fn pile(&self, contact: ContactId) -> Option<Pile> {
        let (known, pile) = self.pile?;
        (known == contact).then_some(pile)
    }

    pub(super) fn choose_number(&mut self, index: usize) {
        self.chosen = Some(index);
    }

    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, habits: &mut Habits) {
        let Some(stop) = self.stop.clone() else {
            return;
        };
        let Some(item) = stop.item else {
            self.done_ui(ui, app, &stop);
            return;
        };
        let person = self.reader.person(item.contact);
        let is_gone = (app.session.list().try_read())
            .is_some_and(|list| list.slot_of(item.contact).is_none());
        // Nobody is decided about who is not on the card yet.
        if self.input.is_some() {
            if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                self.input = None;
            }
        } else {
            let is_shown = person.is_some() || is_gone;
            let keys = decisions::pressed(ui).into_iter();
            for key in keys.filter(|key| is_shown || *key == Pressed::Leave) {
                self.press(app, habits, person.as_deref(), key);
            }
        }
        Panel::top("review head")
            .resizable(false)
            .show_separator_line(false)
            .frame(frame(app, space::LARGE, space::SMALL))
            .show(ui, |ui| {
                centred(ui, |ui| {
                    if let Some(key) = decisions::head_ui(ui, app, &stop.review, item, habits) {
                        self.press(app, habits, person.as_deref(), key);
                    }
                });
            });
        Panel::bottom("review decisions")
            .resizable(false)
            .show_separator_line(false)
            .frame(frame(app, space::SMALL, space::LARGE))
            .show(ui, |ui| {
                centred(ui, |ui| {
                    self.tag_ui(ui, app, habits);
                    if let Some(problem) = &self.problem {
                        small_paragraph(ui, problem, app.tokens.no);
                    }
                    let can = self.waiting.is_none();
                    let bar = decisions::Bar {
                        has_person: !is_gone,
                        has_number: person
                            .as_ref()
                            .is_some_and(|person| !person.details.contact.numbers.is_empty()),
                        can,
                    };
                    if let Some(key) = decisions::bar_ui(ui, app, &bar, habits) {
                        self.press(app, habits, person.as_deref(), key);
                    }
                });
            });
        ScrollArea::vertical()
            .id_salt(("review card", item.place))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui, false);
                frame(app, 0.0, space::SMALL).show(ui, |ui| {
                    centred(ui, |ui| match &person {
                        Some(person) => card::ui(ui, app, self, person, item),
                        None if is_gone => card::gone_ui(ui, app),
                        None => {
                            if let Some(problem) = self.reader.problem() {
                                let words = i18n::sentence(app.language, problem);
                                paragraph(ui, &words, app.tokens.no);
                            }
                        }
                    });
                });
            });
    }

    fn done_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, stop: &ReviewStop) {
        match done::ui(ui, app, &stop.review) {
            None => {}
            Some(done::Next::Leave) => app.send(Action::Go(Route::People)),
            Some(done::Next::Skipped) => {
                self.round = Round::Skipped;
                self.seek(app, Seek::Skipped(0));
            }
            Some(done::Next::Back) => {
                let last = stop.review.tally.total().saturating_sub(1);
                let last = u32::try_from(last).unwrap_or(u32::MAX);
                self.seek(app, Seek::At(last));
            }
        }
    }

    fn press(
        &mut self,
        app: &AppContext<'_>,
        habits: &mut Habits,
        person: Option<&Person>,
        key: Pressed,
    ) {
        let item = self.item().filter(|_| self.waiting.is_none());
        let Some(item) = item.filter(|_| key != Pressed::Leave) else {
            if key == Pressed::Leave {
                app.send(Action::Go(Route::People));
            }
            return;
        };
        let total = (self.stop.as_ref()).map_or(0, |stop| stop.review.tally.total());
        let is_last = u64::from(item.place) + 1 >= total;
        match (key, person) {
            (Pressed::Drop, _) => {
                let id = self.id;
                app.session.run(move |workspace| workspace.drop_review(id));
            }
            (Pressed::Back, _) => {
                if let Some(before) = item.place.checked_sub(1) {
                    self.seek(app, Seek::At(before));
                }
            }
            (Pressed::Forward, _) if is_last => self.seek(app, Seek::After(item.place)),
            (Pressed::Forward, _) => self.seek(app, Seek::At(item.place.saturating_add(1))),
            (Pressed::Keep, _) => self.decide(app, Verdict::Keep),
            (Pressed::Skip, _) => self.decide(app, Verdict::Skip),
            // Whoever is gone can only be passed by.
            (_, None) | (Pressed::Leave, Some(_)) => {}
            (Pressed::Tag, Some(_)) if !habits.tag.is_empty() => {
                self.decide(app, Verdict::Tag(habits.tag.clone()));
            }
            (Pressed::Tag | Pressed::OtherTag, Some(_)) => {
                self.input = Some(Input::tag(&habits.tag));
            }
            (Pressed::Withdraw, Some(_)) => self.decide(app, Verdict::Withdraw(habits.method)),
            (Pressed::Delete, Some(_)) => self.decide(app, Verdict::Delete),
            (Pressed::Mend, Some(person)) => {
                let numbers = &person.details.contact.numbers;
                let number = numbers.get(self.number(person));
                self.input = Some(Input::number(number, person.home));
            }
            (Pressed::Invalid, Some(person)) => {
                let numbers = &person.details.contact.numbers;
                match numbers.get(self.number(person)) {
                    Some(number) => self.decide(app, Verdict::Invalid(number.id)),
                    None => {
                        self.problem = Some(text!(app.language, "review-no-number"));
                    }
                }
            }
            (Pressed::Number { down }, Some(person)) => {
                let last = person.details.contact.numbers.len().saturating_sub(1);
                let now = self.number(person);
                let next = if down {
                    (now + 1).min(last)
                } else {
                    now.saturating_sub(1)
                };
                self.chosen = Some(next);
            }
        }
    }

    fn tag_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, habits: &mut Habits) {
        let Some(Input::Tag(typing)) = &mut self.input else {
            return;
        };
        match typing.tag_ui(ui, app) {
            Typed::NotYet => {}
            Typed::Dropped => self.input = None,
            Typed::Entered(name) => {
                habits.tag.clone_from(&name);
                self.decide(app, Verdict::Tag(name));
            }
        }
        ui.add_space(space::SMALL);
    }

    /// The field in which a number is written anew, if it is this one.
    pub(super) fn number_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: Option<ChildId>,
        inset: f32,
    ) -> bool {
        let Some(Input::Number {
            id: own,
            typing,
            home,
        }) = &mut self.input
        else {
            return false;
        };
        if *own != id {
            return false;
        }
        let home = *home;
        let typed = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(inset);
            typing.number_ui(ui, app, home)
        });
        match typed.inner {
            Typed::NotYet => {}
            Typed::Dropped => self.input = None,
            Typed::Entered(text) => {
                self.decide(app, Verdict::Mend { number: id, text });
            }
        }
        true
    }
}

fn steps(app: &AppContext<'_>) -> (Option<OpId>, Option<OpId>) {
    let id = |op: &Option<OpRecord>| op.as_ref().map(|op| op.id);
    (id(&app.snapshot.undo), id(&app.snapshot.redo))
}

fn frame(app: &AppContext<'_>, top: f32, bottom: f32) -> egui::Frame {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "margins are small and whole"
    )]
    let margin = |points: f32| points as i8;
    egui::Frame::new()
        .fill(app.tokens.bg)
        .inner_margin(egui::Margin {
            left: 24,
            right: 24,
            top: margin(top),
            bottom: margin(bottom),
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
            content(ui)
        })
        .inner
    })
    .inner
}

/// Where fields of the walk keep their cursor.
pub(super) fn field_id(of: &str) -> Id {
    Id::unique(("review field", of))
}
