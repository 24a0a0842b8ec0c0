//! The trash: who was deleted and when, to be brought back or erased for good.

mod row;

use std::sync::Arc;

use egui::{Id, ScrollArea, Ui, vec2};

use super::AppContext;
use super::people::IdSet;
use super::theme::{icons, space};
use super::transfer::job_ui;
use super::widgets::{
    Button, Dialog, DialogOutcome, TextField, check_row, column, empty_state, paragraph,
    small_paragraph, title,
};
use crate::domain::filter::fold;
use crate::domain::ids::{ContactId, OpId};
use crate::domain::problem::Problem;
use crate::i18n;
use crate::text;
use crate::workspace::{Reply, TrashEntry};

/// Widest column of text, in points.
const WIDTH: f32 = 860.0;

/// What the screen remembers.
#[derive(Default)]
pub struct Trash {
    found: Vec<TrashEntry>,
    everybody: Arc<IdSet>,
    /// How many there are whatever was looked for.
    all: usize,
    is_known: bool,
    needle: String,
    /// The newest entry of the log, and what was looked for, as of the last question.
    asked: Option<(Option<OpId>, String)>,
    waiting: Option<Reply<Result<Answer, Problem>>>,
    chosen: IdSet,
    doing: Option<(bool, Reply<Result<u64, Problem>>)>,
    is_confirming: bool,
    problem: Option<String>,
}

struct Answer {
    found: Vec<TrashEntry>,
    everybody: Arc<IdSet>,
    all: usize,
}

impl Trash {
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
                Ok(answer) => {
                    self.found = answer.found;
                    self.everybody = answer.everybody;
                    self.all = answer.all;
                }
                Err(problem) => self.problem = Some(i18n::sentence(app.language, &problem)),
            }
        }
        if let Some((_, reply)) = &self.doing
            && let Some(outcome) = reply.take()
        {
            self.doing = None;
            match outcome {
                Ok(_) => self.chosen = IdSet::default(),
                Err(Problem::Cancelled) => {}
                Err(problem) => self.problem = Some(i18n::sentence(app.language, &problem)),
            }
        }
        let is_stale = self.asked.as_ref().is_none_or(|(newest, needle)| {
            *newest != app.snapshot.newest || *needle != self.needle
        });
        if self.waiting.is_none() && self.doing.is_none() && is_stale {
            self.asked = Some((app.snapshot.newest, self.needle.clone()));
            let needle = fold(self.needle.trim()).into_owned();
            self.waiting = Some(app.session.call(move |workspace| {
                let mut found = workspace.trash()?;
                let all = found.len();
                let fits = |text: &str| fold(text).contains(&needle);
                found.retain(|entry| {
                    fits(&entry.name) || fits(&entry.company) || fits(&entry.reach)
                });
                let everybody = Arc::new(found.iter().map(|entry| entry.contact).collect());
                Ok(Answer {
                    found,
                    everybody,
                    all,
                })
            }));
        }
    }

    fn column_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.spacing_mut().item_spacing.y = space::SMALL;
        title(ui, &text!(language, "trash-title"));
        paragraph(ui, &text!(language, "trash-words"), app.tokens.mute);
        if let Some(problem) = &self.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        if !self.is_known {
            small_paragraph(ui, &text!(language, "trash-loading"), app.tokens.mute);
            return;
        }
        if self.all == 0 {
            ui.add_space((ui.available_height() * 0.2).round());
            let heading = text!(language, "trash-empty");
            let words = text!(language, "trash-empty-words");
            empty_state(ui, icons::TRASH, &heading, &words, |_| ());
            return;
        }
        let label = text!(language, "trash-search");
        TextField::new(Id::unique("trash search"), &label)
            .hint(&label)
            .label_hidden()
            .max_width(320.0)
            .show(ui, &mut self.needle);
        match &self.doing {
            Some((is_purge, _)) => {
                let words = if *is_purge {
                    text!(language, "trash-purging")
                } else {
                    text!(language, "trash-restoring")
                };
                job_ui(ui, app, app.session.job().as_ref(), &words);
            }
            None => self.buttons_ui(ui, app),
        }
        if self.found.is_empty() {
            small_paragraph(ui, &text!(language, "trash-none-found"), app.tokens.mute);
            return;
        }
        self.list_ui(ui, app);
    }

    fn buttons_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let number = u64::try_from(self.chosen.len()).unwrap_or(u64::MAX);
        let people = i18n::people(language, number);
        let can = app.can_write() && number > 0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            let words = if number == 0 {
                text!(language, "trash-restore-nobody")
            } else {
                text!(language, "trash-restore", people = people.as_str())
            };
            let button = Button::primary(&words).with_icon(icons::BACKUP);
            if ui.add_enabled(can, button).clicked() {
                let people: Vec<ContactId> = self.chosen.iter().collect();
                self.problem = None;
                self.doing = Some((
                    false,
                    app.session
                        .start_job(move |workspace, progress| workspace.restore(&people, progress)),
                ));
            }
            let words = if number == 0 {
                text!(language, "trash-purge-nobody")
            } else {
                text!(language, "trash-purge", people = people.as_str())
            };
            let button = Button::danger(&words).with_icon(icons::TRASH);
            if ui.add_enabled(can, button).clicked() {
                self.is_confirming = true;
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let mut is_all = self.chosen.len() >= self.everybody.len();
        let people = u64::try_from(self.found.len()).unwrap_or(u64::MAX);
        let people = i18n::people(language, people);
        let words = text!(language, "trash-all", people = people);
        if check_row(ui, &mut is_all, &words, "").changed() {
            self.chosen = if is_all {
                (*self.everybody).clone()
            } else {
                IdSet::default()
            };
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let can = self.doing.is_none();
        let (found, chosen) = (&self.found, &mut self.chosen);
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show_rows(ui, row::HEIGHT, found.len(), |ui, rows| {
                ui.set_width(ui.available_width() - space::MEDIUM);
                for entry in found.get(rows).unwrap_or_default() {
                    let is_on = chosen.contains(entry.contact);
                    if row::entry_ui(ui, app, entry, is_on) && can {
                        chosen.toggle(entry.contact);
                    }
                }
            });
    }

    fn confirm_ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        if !self.is_confirming {
            return;
        }
        let language = app.language;
        let number = u64::try_from(self.chosen.len()).unwrap_or(u64::MAX);
        let people = i18n::people(language, number);
        let heading = text!(language, "trash-confirm", people = people.as_str());
        let purge = text!(language, "trash-confirm-do", people = people.as_str());
        let cancel = text!(language, "bulk-cancel");
        let id = Id::unique("trash confirm");
        let (outcome, ()) = Dialog::new(id, &heading, &purge, &cancel)
            .danger()
            .show(ctx, |ui| {
                paragraph(ui, &text!(language, "trash-confirm-words"), app.tokens.no);
                paragraph(ui, &text!(language, "trash-confirm-keeps"), app.tokens.mute);
            });
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary => {
                self.is_confirming = false;
                self.problem = None;
                let people: Vec<ContactId> = self.chosen.iter().collect();
                self.doing = Some((
                    true,
                    app.session
                        .start_large(move |workspace, progress| workspace.purge(&people, progress))
                        .1,
                ));
            }
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.is_confirming = false,
        }
    }
}
