//! The history screen: everything that was done to the book, to be undone from there.

mod row;

use egui::{Id, ScrollArea, Ui};

use super::theme::{icons, space};
use super::widgets::{
    Button, Dialog, DialogOutcome, Progress, column, empty_state, paragraph, progress_row,
    small_paragraph, title,
};
use super::{Action, AppContext, Command};
use crate::domain::ids::OpId;
use crate::domain::op::{OpKind, OpRecord};
use crate::domain::problem::Problem;
use crate::domain::time::Day;
use crate::i18n::{self, count};
use crate::text;
use crate::workspace::{HistoryEntry, Reply};

/// So many steps are named before they are taken back.
const NAMED: usize = 6;
/// Widest column of text, in points.
const WIDTH: f32 = 860.0;

/// What the screen remembers.
#[derive(Default)]
pub struct History {
    entries: Vec<HistoryEntry>,
    lines: Vec<Line>,
    is_known: bool,
    /// The newest entry of the log as of the last question.
    asked: Option<OpId>,
    waiting: Option<Reply<Result<Vec<HistoryEntry>, Problem>>>,
    problem: Option<String>,
    /// The step back to which the owner was asked to confirm.
    confirming: Option<OpId>,
    undoing: Option<Reply<Result<Vec<OpRecord>, Problem>>>,
}

/// One line of the list; all are of the same height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Day(Day),
    /// Place in the entries.
    Entry(usize),
}

impl History {
    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.keep_up(app);
        column(ui, app.tokens.bg, WIDTH, |ui| self.column_ui(ui, app));
        self.confirm_ui(ui.ctx(), app);
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        if let Some(answer) = Reply::take_from(&mut self.waiting) {
            self.is_known = true;
            match answer {
                Ok(entries) => {
                    self.lines = lines(&entries);
                    self.entries = entries;
                    self.problem = None;
                }
                Err(problem) => self.problem = Some(i18n::sentence(app.language, &problem)),
            }
        }
        if let Some(outcome) = Reply::take_from(&mut self.undoing) {
            match outcome {
                Ok(undone) => {
                    let number = u64::try_from(undone.len()).unwrap_or(u64::MAX);
                    app.send(Action::Say(text!(
                        app.language,
                        "history-did-undo",
                        n = number,
                        count = count(number)
                    )));
                }
                Err(problem) => self.problem = Some(i18n::sentence(app.language, &problem)),
            }
        }
        let is_stale = self.asked.is_none() || self.asked != app.snapshot.newest;
        if self.waiting.is_none() && self.undoing.is_none() && is_stale {
            self.asked = app.snapshot.newest;
            self.waiting = Some(app.session.call(|workspace| workspace.history()));
        }
    }

    fn column_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.spacing_mut().item_spacing.y = space::SMALL;
        title(ui, &text!(language, "history-title"));
        paragraph(ui, &text!(language, "history-words"), app.tokens.mute);
        if let Some(problem) = &self.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        if self.undoing.is_some() {
            progress_ui(ui, app);
        } else {
            buttons_ui(ui, app);
        }
        ui.add_space(space::SMALL);
        if !self.is_known {
            let words = text!(language, "history-loading");
            small_paragraph(ui, &words, app.tokens.mute);
            return;
        }
        let has_steps = self
            .entries
            .iter()
            .any(|entry| entry.record.kind != OpKind::Create);
        if !has_steps {
            nothing_ui(ui, app);
            return;
        }
        let mut asked = None;
        let is_busy = self.undoing.is_some();
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show_rows(ui, row::HEIGHT, self.lines.len(), |ui, rows| {
                ui.set_width(ui.available_width() - space::MEDIUM);
                for line in self.lines.get(rows).unwrap_or_default() {
                    match line {
                        Line::Day(day) => row::day_ui(ui, app, *day),
                        Line::Entry(place) => {
                            let Some(entry) = self.entries.get(*place) else {
                                continue;
                            };
                            if row::entry_ui(ui, app, entry, !is_busy) {
                                asked = Some(entry.record.id);
                            }
                        }
                    }
                }
            });
        if asked.is_some() {
            self.confirming = asked;
        }
    }

    /// The steps that would be taken back, newest first.
    fn steps_to(&self, op: OpId) -> Vec<&HistoryEntry> {
        let mut steps = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.can_undo) {
            steps.push(entry);
            if entry.record.id == op {
                return steps;
            }
        }
        Vec::new()
    }

    fn confirm_ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(op) = self.confirming else {
            return;
        };
        let language = app.language;
        let steps = self.steps_to(op);
        if steps.is_empty() {
            self.confirming = None;
            return;
        }
        let number = u64::try_from(steps.len()).unwrap_or(u64::MAX);
        let heading = text!(language, "history-confirm-title");
        let do_it = text!(
            language,
            "history-confirm-do",
            n = number,
            count = count(number)
        );
        let cancel = text!(language, "history-cancel");
        let id = Id::unique("history confirm");
        let (outcome, ()) = Dialog::new(id, &heading, &do_it, &cancel).show(ctx, |ui| {
            let words = text!(
                language,
                "history-confirm",
                n = number,
                count = count(number)
            );
            paragraph(ui, &words, app.tokens.ink);
            ui.spacing_mut().item_spacing.y = space::TINY;
            for step in steps.iter().take(NAMED) {
                let sentence = i18n::op_sentence(language, &step.record);
                let when = i18n::date_time(step.record.at);
                paragraph(ui, &format!("{when} · {sentence}"), app.tokens.mute);
            }
            let hidden = steps.len().saturating_sub(NAMED);
            if hidden > 0 {
                let hidden = count(u64::try_from(hidden).unwrap_or(u64::MAX));
                let words = text!(language, "history-confirm-more", count = hidden);
                paragraph(ui, &words, app.tokens.mute);
            }
            let words = text!(language, "history-confirm-redo");
            small_paragraph(ui, &words, app.tokens.mute);
        });
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary => {
                self.confirming = None;
                self.undoing = Some(
                    app.session
                        .start_large(move |workspace, progress| workspace.undo_to(op, progress))
                        .1,
                );
            }
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.confirming = None,
        }
    }
}

fn lines(entries: &[HistoryEntry]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(entries.len());
    let mut day = None;
    for (place, entry) in entries.iter().enumerate() {
        let own = i18n::local_day(entry.record.at);
        if day != Some(own) {
            day = Some(own);
            lines.push(Line::Day(own));
        }
        lines.push(Line::Entry(place));
    }
    lines
}

/// Undo and redo, as far as there is something.
fn buttons_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let words = text!(language, "history-undo-last");
        let button = Button::normal(&words).with_icon(icons::UNDO);
        let can_undo = app.environment.allows(Command::Undo);
        if ui.add_enabled(can_undo, button).clicked() {
            app.run(Command::Undo);
        }
        if let Some(op) = &app.snapshot.redo
            && app.environment.allows(Command::Redo)
        {
            let what = i18n::op_sentence(language, op);
            let words = text!(language, "history-redo", what = what);
            let button = Button::normal(&words).with_icon(icons::REDO);
            if ui.add(button).clicked() {
                app.run(Command::Redo);
            }
        }
    });
}

fn progress_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    let job = app.session.job();
    let share = job.as_ref().and_then(crate::workspace::Job::share);
    let left = job
        .as_ref()
        .and_then(crate::workspace::Job::time_left)
        .map(|left| {
            let seconds = count(left.as_secs().max(1));
            text!(language, "history-left", seconds = seconds)
        })
        .unwrap_or_default();
    let what = text!(language, "history-undoing");
    let stop = text!(language, "history-stop");
    #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
    let done = share.map(|share| share as f32);
    let progress = Progress {
        what: &what,
        done,
        rate: "",
        left: &left,
        cancel: &stop,
    };
    if progress_row(ui, progress)
        && let Some(job) = job
    {
        job.cancel();
    }
}

fn nothing_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    ui.add_space((ui.available_height() * 0.2).round());
    let heading = text!(language, "history-empty");
    let words = text!(language, "history-empty-words");
    let import = text!(language, "history-import");
    empty_state(ui, icons::HISTORY, &heading, &words, |ui| {
        let can = app.environment.allows(Command::Import);
        let button = Button::primary(&import).with_icon(icons::IMPORT);
        if ui.add_enabled(can, button).clicked() {
            app.run(Command::Import);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::op::OpCounts;
    use crate::domain::time::Millis;
    use crate::workspace::OpState;

    fn entry(id: i64, at: i64, can_undo: bool) -> HistoryEntry {
        HistoryEntry {
            record: OpRecord {
                id: OpId(id),
                kind: OpKind::Tag,
                at: Millis(at),
                actor: String::new(),
                subject: String::new(),
                counts: OpCounts::default(),
                target: None,
            },
            state: OpState::Done,
            can_undo,
        }
    }

    #[test]
    fn steps_are_grouped_by_day() {
        const DAY: i64 = 86_400_000;
        let entries = [
            entry(3, 2 * DAY, true),
            entry(2, DAY, true),
            entry(1, DAY, true),
        ];
        assert_eq!(
            lines(&entries),
            [
                Line::Day(Day(2)),
                Line::Entry(0),
                Line::Day(Day(1)),
                Line::Entry(1),
                Line::Entry(2),
            ]
        );
    }

    #[test]
    fn what_is_not_undoable_is_passed_over() {
        let history = History {
            entries: vec![entry(4, 4, true), entry(3, 3, false), entry(2, 2, true)],
            ..History::default()
        };
        let ids = |op| -> Vec<i64> {
            let steps = history.steps_to(OpId(op));
            steps.iter().map(|step| step.record.id.0).collect()
        };
        assert_eq!(ids(2), [4, 2]);
        assert_eq!(ids(4), [4]);
        assert!(ids(3).is_empty());
    }
}
