//! The dialog that sends a list out: who, what for, as what, and where to.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Id, ScrollArea, Ui};

use super::progress::job_ui;
use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::ids::ContactId;
use crate::domain::problem::Problem;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::files::{Ask, PathField};
use crate::ui::people::{Found, People};
use crate::ui::theme::space;
use crate::ui::widgets::{Dialog, DialogOutcome, Select, Severity, note, radio_row, tabs_fitting};
use crate::workspace::{ExportRequest, Exported, Format, Latest, Reply, places};

/// In points, without margins.
const WIDTH: f32 = 520.0;
/// What the title, the buttons and the margins take of the window's height.
const AROUND: f32 = 200.0;

/// Whom the file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Selected,
    Shown,
    Everyone,
}

/// What it is for: everything that is known, or only what may be used.
const PURPOSES: [Option<Scope>; 5] = [
    None,
    Some(Scope::new(Channel::Sms, Purpose::Marketing)),
    Some(Scope::new(Channel::Sms, Purpose::Service)),
    Some(Scope::new(Channel::Call, Purpose::Marketing)),
    Some(Scope::new(Channel::Email, Purpose::Marketing)),
];

/// What was filled in, and how far it is.
#[derive(Debug)]
pub struct ExportDialog {
    who: Option<Who>,
    purpose: usize,
    format: Format,
    file: PathField,
    /// A name in the folder for documents that no file has yet, while it is being looked for.
    proposal: Option<Reply<PathBuf>>,
    has_proposal: bool,
    /// The people who are shown, by id, as they were found when they were asked for.
    shown: Latest<Vec<ContactId>>,
    asked: Option<Arc<Found>>,
    step: Step,
    problem: Option<Problem>,
}

type Running = Reply<Result<Exported, Problem>>;

#[derive(Debug, Default)]
enum Step {
    #[default]
    Asking,
    Writing(Option<Running>),
    Done(Exported),
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self {
            who: None,
            purpose: 0,
            format: Format::Xlsx,
            file: PathField::default(),
            proposal: None,
            has_proposal: false,
            shown: Latest::default(),
            asked: None,
            step: Step::default(),
            problem: None,
        }
    }
}

impl ExportDialog {
    /// Draws the dialog; whether it is over.
    pub fn ui(&mut self, ctx: &Context, app: &AppContext<'_>, people: &People) -> bool {
        self.keep_up(app, people);
        let language = app.language;
        let title = text!(language, "transfer-export-title");
        // Each step is as large as it needs to be, not as the one before.
        let id = Id::unique(("export dialog", std::mem::discriminant(&self.step)));
        match &self.step {
            Step::Asking => {
                let primary = text!(language, "transfer-export-now");
                let cancel = text!(language, "transfer-cancel");
                let dialog = Dialog::new(id, &title, &primary, &cancel)
                    .width(WIDTH)
                    .ready(self.is_ready());
                match dialog.show(ctx, |ui| self.asking_ui(ui, app, people)).0 {
                    DialogOutcome::Primary => self.write(app, people),
                    DialogOutcome::Cancelled => return true,
                    DialogOutcome::Open | DialogOutcome::Secondary => {}
                }
            }
            Step::Writing(_) => {
                // The way out is the button beside the bar.
                let wait = text!(language, "transfer-wait");
                let what = text!(language, "transfer-exporting");
                let dialog = Dialog::new(id, &title, &wait, "").width(WIDTH).ready(false);
                dialog.show(ctx, |ui| job_ui(ui, app, app.session.job().as_ref(), &what));
            }
            Step::Done(exported) => {
                let contacts = exported.contacts;
                let path = self.file.typed.clone();
                let words = text!(
                    language,
                    "transfer-exported",
                    n = contacts,
                    count = count(contacts),
                    path = path
                );
                let title = text!(language, "transfer-export-done");
                let primary = text!(language, "transfer-close");
                let dialog = Dialog::new(id, &title, &primary, "").width(WIDTH);
                let shown = dialog.show(ctx, |ui| {
                    note(ui, Severity::Success, &words);
                    note(ui, Severity::Warning, &text!(language, "transfer-plain"));
                });
                return shown.0 != DialogOutcome::Open;
            }
        }
        false
    }

    fn keep_up(&mut self, app: &AppContext<'_>, people: &People) {
        let found = people.found();
        let is_known = (self.asked.as_ref()).is_some_and(|asked| Arc::ptr_eq(asked, &found));
        if matches!(self.step, Step::Asking) && !is_known {
            self.asked = Some(Arc::clone(&found));
            app.session.ask(&self.shown, move |roster| {
                let ids = found.slots.iter().filter_map(|slot| roster.id(*slot));
                ids.collect()
            });
        }
        if !self.has_proposal {
            self.has_proposal = true;
            self.propose(app);
        }
        if let Some(path) = Reply::take_from(&mut self.proposal) {
            self.file.set(&path);
        }
        if let Step::Writing(running) = &mut self.step {
            match Reply::take_from(running) {
                Some(Ok(exported)) => self.step = Step::Done(exported),
                Some(Err(problem)) => {
                    self.problem = (!matches!(problem, Problem::Cancelled)).then_some(problem);
                    self.step = Step::Asking;
                }
                None => {}
            }
        }
    }

    fn propose(&mut self, app: &AppContext<'_>) {
        let book = app.snapshot.book.as_ref().map(|book| book.name.clone());
        let (name, ending) = (book.unwrap_or_default(), ending(self.format));
        let proposal = async move {
            let place = places::documents().join(format!("{name}.{ending}"));
            places::free_name(&place, ending)
        };
        self.proposal = Some(app.session.wait_for(proposal));
    }

    fn is_ready(&self) -> bool {
        let is_waiting = self.chosen() == Who::Shown && self.shown.is_pending();
        self.file.path().is_some() && !is_waiting
    }

    fn chosen(&self) -> Who {
        self.who.unwrap_or(Who::Everyone)
    }

    fn asking_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, people: &People) {
        let most = (ui.ctx().content_rect().height() - AROUND).max(160.0);
        ScrollArea::vertical()
            .id_salt("export asking")
            .max_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                // The bar at the right is drawn over what it scrolls.
                ui.set_max_width(ui.available_width() - space::MEDIUM);
                ui.spacing_mut().item_spacing.y = space::TINY;
                self.who_ui(ui, app, people);
                self.purpose_ui(ui, app);
                self.format_ui(ui, app);
                ui.add_space(space::MEDIUM);
                let problem = self.problem.as_ref();
                let problem = problem.map(|problem| i18n::sentence(app.language, problem));
                let label = text!(app.language, "transfer-export-file");
                let id = Id::unique("export file");
                let name = self.file.path().and_then(|path| {
                    let name = path.file_name()?;
                    Some(name.to_string_lossy().into_owned())
                });
                let ask = Ask::Save(name.unwrap_or_default());
                let error = problem.as_deref();
                if self.file.ui(ui, app, id, &label, error, &ask).changed {
                    self.problem = None;
                }
            });
    }

    fn who_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, people: &People) {
        let language = app.language;
        super::caption_ui(ui, app, &text!(language, "transfer-who"));
        let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX));
        let found = people.found();
        let selected = people.selection().len();
        let shown = found.slots.len();
        if self.who.is_none() {
            self.who = Some(if selected > 1 {
                Who::Selected
            } else {
                Who::Shown
            });
        }
        let choices = [
            (
                Who::Selected,
                text!(language, "transfer-selected", count = number(selected)),
                selected > 0,
            ),
            (
                Who::Shown,
                text!(language, "transfer-visible", count = number(shown)),
                true,
            ),
            (
                Who::Everyone,
                text!(
                    language,
                    "transfer-everyone",
                    count = number(found.everyone)
                ),
                true,
            ),
        ];
        for (who, words, can) in choices {
            let is_chosen = self.chosen() == who;
            ui.add_enabled_ui(can, |ui| {
                if radio_row(ui, is_chosen, &words).clicked() {
                    self.who = Some(who);
                }
            });
        }
    }

    fn purpose_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let label = text!(language, "transfer-purpose");
        super::caption_ui(ui, app, &label);
        let words = [
            text!(language, "transfer-purpose-all"),
            text!(language, "transfer-purpose-text"),
            text!(language, "transfer-purpose-service"),
            text!(language, "transfer-purpose-call"),
            text!(language, "transfer-purpose-email"),
        ];
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut chosen = Some(self.purpose);
        Select::new(Id::unique("export purpose"), &label)
            .width(360.0)
            .show(ui, &mut chosen, &words);
        self.purpose = chosen.unwrap_or(0);
    }

    fn format_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        super::caption_ui(ui, app, &text!(language, "transfer-format"));
        let card = text!(language, "transfer-format-vcard");
        let choices = [
            (Format::Xlsx, "Excel"),
            (Format::Csv, "CSV"),
            (Format::Vcard, card.as_str()),
        ];
        let before = self.format;
        tabs_fitting(ui, &mut self.format, &choices);
        if before == self.format {
            return;
        }
        // What was chosen or typed keeps its place; only the ending follows.
        match self.file.path() {
            Some(path) => self.file.set(&path.with_extension(ending(self.format))),
            None => self.propose(app),
        }
    }

    fn write(&mut self, app: &AppContext<'_>, people: &People) {
        let Some(file) = self.file.path() else {
            return;
        };
        self.problem = None;
        let contacts = match self.chosen() {
            Who::Selected => Some(people.selection().ids()),
            Who::Shown => Some(self.shown.get().map(|ids| ids.to_vec()).unwrap_or_default()),
            Who::Everyone => None,
        };
        let request = ExportRequest {
            file,
            format: Some(self.format),
            contacts,
            scope: PURPOSES.get(self.purpose).copied().flatten(),
            ..ExportRequest::default()
        };
        // Only the system's dialog has asked whether a file that is there may be replaced.
        let may_replace = self.file.is_chosen();
        self.step = Step::Writing(Some(app.session.start_job(move |workspace, progress| {
            if !may_replace {
                places::free_place(&request.file)?;
            }
            workspace.export(&request, progress)
        })));
    }
}

const fn ending(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::Vcard | Format::Vcard4 => "vcf",
        Format::Json => "json",
    }
}
