//! The dialog before a walk: whom to walk through, or which list to go on with.

use std::sync::Arc;

use egui::{Id, Key, Ui};

use super::offers;
use crate::domain::ids::{ContactId, ReviewId};
use crate::domain::problem::Problem;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::{Found, IdSet, People};
use crate::ui::theme::space;
use crate::ui::widgets::{Dialog, DialogOutcome, TextField, radio_row, small_paragraph};
use crate::workspace::{Reply, Review, Workspace};

/// Unfinished lists that are offered; older ones come up when these are done.
const OFFERED: usize = 5;

/// What was chosen so far.
#[derive(Debug)]
pub struct Start {
    /// The choice, once it was made or proposed.
    choice: Option<Choice>,
    name: String,
    /// Nobody typed the name: it goes with the choice.
    is_name_proposed: bool,
    /// Passes since the dialog was opened, up to the one in which the name gets the keyboard.
    passes: u8,
    waiting: Option<Reply<Result<ReviewId, Problem>>>,
    problem: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Resume(ReviewId),
    Selected,
    Shown,
}

/// What came of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    NotYet,
    Never,
    Resumed(ReviewId),
}

impl Start {
    pub fn new(people: &People) -> Self {
        Self {
            choice: (people.selection().len() > 1).then_some(Choice::Selected),
            name: String::new(),
            is_name_proposed: true,
            passes: 0,
            waiting: None,
            problem: None,
        }
    }

    pub fn ui(
        &mut self,
        ctx: &egui::Context,
        app: &AppContext<'_>,
        people: &People,
        open: &[Review],
    ) -> Started {
        match Reply::take_from(&mut self.waiting) {
            Some(Ok(id)) => return Started::Resumed(id),
            Some(Err(problem)) => self.problem = Some(i18n::sentence(app.language, &problem)),
            None => {}
        }
        let language = app.language;
        let choice = *self.choice.get_or_insert_with(|| match open.first() {
            Some(review) => Choice::Resume(review.id),
            None => Choice::Shown,
        });
        if self.is_name_proposed {
            self.name = proposed_name(app, people, choice);
        }
        let title = text!(language, "review-title");
        let primary = match (&self.waiting, choice) {
            (Some(_), _) => text!(language, "review-starting"),
            (None, Choice::Resume(_)) => text!(language, "review-go-on"),
            (None, _) => text!(language, "review-start"),
        };
        let cancel = text!(language, "inspector-cancel");
        let is_ready = self.waiting.is_none() && self.is_possible(people);
        let dialog = Dialog::new(Id::unique("review start"), &title, &primary, &cancel)
            .width(480.0)
            .ready(is_ready);
        let (outcome, is_entered) = dialog.show(ctx, |ui| self.body_ui(ui, app, people, open));
        match outcome {
            DialogOutcome::Cancelled | DialogOutcome::Secondary => return Started::Never,
            DialogOutcome::Open if !(is_entered && is_ready) => return Started::NotYet,
            DialogOutcome::Open | DialogOutcome::Primary => {}
        }
        if let Some(Choice::Resume(id)) = self.choice {
            return Started::Resumed(id);
        }
        self.start(app, people);
        Started::NotYet
    }

    fn is_possible(&self, people: &People) -> bool {
        let is_named = !self.name.trim().is_empty();
        match self.choice {
            Some(Choice::Resume(_)) => true,
            Some(Choice::Selected) => is_named && !people.selection().is_empty(),
            Some(Choice::Shown) => {
                is_named && !people.found().slots.is_empty() && !people.is_searching()
            }
            None => false,
        }
    }

    /// Draws the choices; whether Enter was pressed on the one that is taken already.
    fn body_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        people: &People,
        open: &[Review],
    ) -> bool {
        let language = app.language;
        let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX));
        let selected = people.selection().len();
        let shown = people.found().slots.len();
        ui.spacing_mut().item_spacing.y = space::TINY;
        let mut choices: Vec<(Choice, String, bool)> = open
            .iter()
            .take(OFFERED)
            .map(|review| {
                let words = offers::words(app, review);
                (Choice::Resume(review.id), words, true)
            })
            .collect();
        if selected > 0 {
            let words = text!(language, "review-selected", count = number(selected));
            choices.push((Choice::Selected, words, true));
        }
        let words = text!(language, "review-shown", count = number(shown));
        choices.push((Choice::Shown, words, shown > 0));
        let mut is_entered = false;
        for (choice, words, can) in choices {
            ui.add_enabled_ui(can, |ui| {
                let is_chosen = self.choice == Some(choice);
                if radio_row(ui, is_chosen, &words).clicked() {
                    is_entered |= is_chosen && ui.input(|input| input.key_pressed(Key::Enter));
                    self.choice = Some(choice);
                }
            });
        }
        if !matches!(self.choice, Some(Choice::Resume(_))) {
            ui.add_space(space::SMALL);
            let label = text!(language, "review-name");
            let name = TextField::new(Id::unique("review name"), &label)
                .max_width(f32::INFINITY)
                .show(ui, &mut self.name);
            if name.field.changed() {
                self.is_name_proposed = false;
            }
            // From here Enter begins. The dialog itself has led the keyboard to the first choice.
            self.passes = self.passes.saturating_add(1);
            if self.passes == 3 {
                name.field.request_focus();
            }
        }
        ui.add_space(space::SMALL);
        small_paragraph(ui, &text!(language, "review-about"), app.tokens.mute);
        if let Some(problem) = &self.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        is_entered
    }

    fn start(&mut self, app: &AppContext<'_>, people: &People) {
        let name = self.name.clone();
        let found = people.found();
        let selected = (self.choice == Some(Choice::Selected)).then(|| people.selection().set());
        self.problem = None;
        self.waiting = Some(app.session.call(move |workspace| {
            let contacts = in_order(workspace, &found, selected.as_deref());
            workspace.begin_review(&name, &contacts)
        }));
    }
}

/// The people in the order of the list; whoever is selected and not shown comes at the end.
fn in_order(workspace: &Workspace, found: &Arc<Found>, selected: Option<&IdSet>) -> Vec<ContactId> {
    let list = workspace.list().read();
    let shown = found.slots.iter().filter_map(|slot| list.id(*slot));
    let Some(selected) = selected else {
        return shown.collect();
    };
    let mut contacts: Vec<ContactId> = shown.filter(|id| selected.contains(*id)).collect();
    if contacts.len() < selected.len() {
        let there: IdSet = contacts.iter().copied().collect();
        contacts.extend(selected.iter().filter(|id| !there.contains(*id)));
    }
    contacts
}

/// After the segment or the conditions that are shown.
fn proposed_name(app: &AppContext<'_>, people: &People, choice: Choice) -> String {
    let language = app.language;
    let shown = people.shown_words(app);
    match choice {
        Choice::Selected => {
            let selected = u64::try_from(people.selection().len()).unwrap_or(u64::MAX);
            text!(language, "review-selected", count = count(selected))
        }
        _ if shown.is_empty() => text!(language, "pane-everyone"),
        _ => shown,
    }
}
