//! The screen that sends a list out: whom it is about and what for, what is in it, and what was
//! written.

mod done;
mod frame;
mod left_out;
mod plan;
mod preview;
mod what;
mod who;

use std::path::PathBuf;

use egui::Ui;

use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::ids::SegmentId;
use crate::domain::problem::Problem;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::files::PathField;
use crate::ui::people::People;
use crate::ui::transfer::steps::Escape;
use crate::workspace::{
    Column, Format, Job, Reply, SendRequest, Sent, editable_columns, fewest_columns, places,
};
use left_out::Names;
use plan::{Offer, Plan};
use preview::Preview;

/// Whom the list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Selected,
    Shown,
    Segment(SegmentId),
    Everyone,
}

/// What the list is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Use {
    /// To write to them or call them: only who may be contacted so.
    #[default]
    Contact,
    /// For the owner's own records: everybody.
    Records,
    /// To be changed in Excel or WPS and brought back.
    Editing,
}

/// What was chosen so far, and how far it is.
#[derive(Debug)]
pub struct ExportScreen {
    step: Step,
    offer: Offer,
    who: Who,
    what_for: Use,
    channel: Channel,
    purpose: Purpose,
    plan: Plan,
    /// What the owner ticked; the fewest that are of use before that.
    columns: Option<Vec<Column>>,
    format: Format,
    file: PathField,
    /// A place that no file has yet, while it is being looked for.
    proposal: Option<Reply<PathBuf>>,
    /// The name it was made of.
    proposed: Option<String>,
    /// The place that was proposed last: what differs from it the owner chose.
    placed: Option<PathBuf>,
    preview: Preview,
    names: Option<Names>,
    escape: Escape,
    problem: Option<Problem>,
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    Who,
    What,
    Running(Box<Running>),
    Done(Box<Done>),
}

/// A list that is being written.
#[derive(Debug)]
struct Running {
    job: Job,
    reply: Reply<Result<Sent, Problem>>,
    file: PathBuf,
    scope: Option<Scope>,
}

/// A list that was written.
#[derive(Debug)]
struct Done {
    sent: Sent,
    file: PathBuf,
    scope: Option<Scope>,
}

impl ExportScreen {
    /// Begins with whoever is selected, or else shown.
    pub fn new(app: &AppContext<'_>, people: &People) -> Self {
        let offer = Offer::of(app, people);
        let who = if offer.selected.len() > 1 {
            Who::Selected
        } else if offer.shown.is_some() {
            Who::Shown
        } else {
            Who::Everyone
        };
        Self {
            step: Step::default(),
            offer,
            who,
            what_for: Use::default(),
            channel: Channel::Sms,
            purpose: Purpose::Marketing,
            plan: Plan::default(),
            columns: None,
            format: Format::Xlsx,
            file: PathField::default(),
            proposal: None,
            proposed: None,
            placed: None,
            preview: Preview::default(),
            names: None,
            escape: Escape::default(),
            problem: None,
        }
    }

    /// Whether something is being written.
    pub fn is_running(&self) -> bool {
        matches!(self.step, Step::Running(_))
    }

    /// Draws the screen; whether it is over.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> bool {
        self.keep_up(app);
        let escaped = self.escape.leaves(ui);
        let is_over = self.frame_ui(ui, app) || escaped;
        self.names_ui(ui.ctx(), app);
        let is_typing = ui.ctx().text_edit_focused();
        let is_taken = is_typing || self.names.is_some() || self.is_running();
        self.escape.keep_up(ui, is_taken);
        is_over
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        self.plan.keep_up(app, &self.offer, self.who, self.scope());
        if let Some(path) = Reply::take_from(&mut self.proposal)
            && self.file.path() == self.placed
        {
            self.file.set(&path);
            self.placed = Some(path);
        }
        match self.step {
            Step::Who | Step::Done(_) => {}
            Step::What => {
                self.propose(app);
                if let Some(planned) = self.plan.planned() {
                    let columns = self.columns(app);
                    self.preview.keep_up(app, &planned, &columns, self.scope());
                }
            }
            Step::Running(_) => self.hear(),
        }
    }

    fn hear(&mut self) {
        let Step::Running(running) = &self.step else {
            return;
        };
        match running.reply.take() {
            Some(Ok(sent)) => {
                self.step = Step::Done(Box::new(Done {
                    sent,
                    file: running.file.clone(),
                    scope: running.scope,
                }));
            }
            Some(Err(problem)) => {
                self.problem = (!matches!(problem, Problem::Cancelled)).then_some(problem);
                self.step = Step::What;
            }
            None => {}
        }
    }

    /// What the people on the list are to be contacted for; nothing where it is for the owner only.
    fn scope(&self) -> Option<Scope> {
        (self.what_for == Use::Contact).then_some(Scope::new(self.channel, self.purpose))
    }

    fn columns(&self, app: &AppContext<'_>) -> Vec<Column> {
        let chosen = self.columns.clone();
        chosen.unwrap_or_else(|| self.proposed_columns(app))
    }

    /// The fewest that are of use.
    fn proposed_columns(&self, app: &AppContext<'_>) -> Vec<Column> {
        if self.what_for != Use::Editing {
            return fewest_columns(self.scope());
        }
        let fields = app.snapshot.vocabulary.fields.iter();
        let fields = fields.map(|field| Column::Field(field.name.clone()));
        editable_columns().into_iter().chain(fields).collect()
    }

    /// Looks for a name that no file has yet, while the owner has not chosen one.
    fn propose(&mut self, app: &AppContext<'_>) {
        let name = self.proposed_name(app);
        if self.proposed.as_ref() == Some(&name) {
            return;
        }
        self.proposed = Some(name.clone());
        let ending = ending(self.format);
        self.proposal = Some(app.session.wait_for(async move {
            // A dot in the name is not the beginning of an ending.
            let place = places::documents().join(format!("{name}.{ending}"));
            places::free_name(&place, ending)
        }));
    }

    /// `花样年华花店 短信 营销 2026-05-20`.
    fn proposed_name(&self, app: &AppContext<'_>) -> String {
        let language = app.language;
        let book = app.snapshot.book.as_ref().map(|book| book.name.clone());
        let what = match self.scope() {
            Some(scope) => i18n::scope(language, scope).replace(" · ", " "),
            None if self.what_for == Use::Editing => text!(language, "send-editing-short"),
            None => text!(language, "send-records-short"),
        };
        let parts = [book.unwrap_or_default(), what, i18n::date(app.today)];
        parts.join(" ")
    }

    fn choose_format(&mut self, format: Format) {
        self.format = format;
        // What was chosen or typed keeps its place; only the ending follows.
        let is_proposed = self.file.path() == self.placed;
        if let Some(path) = self.file.path() {
            let path = path.with_extension(ending(format));
            self.file.set(&path);
            if is_proposed {
                self.placed = Some(path);
            }
        }
    }

    fn write(&mut self, app: &AppContext<'_>) {
        let (Some(file), Some(planned)) = (self.file.path(), self.plan.planned()) else {
            return;
        };
        self.problem = None;
        let columns = self.columns(app);
        let heads = columns.iter().map(|column| head(app, column)).collect();
        let scope = self.scope();
        let request = SendRequest {
            file: file.clone(),
            format: self.format,
            columns,
            heads,
            audience: planned.audience.clone(),
            scope,
            for_editing: self.what_for == Use::Editing,
        };
        // Only the system's dialog has asked whether a file that is there may be replaced.
        let may_replace = self.file.is_chosen();
        let (job, reply) = app.session.start_watched(move |workspace, progress| {
            if !may_replace {
                places::free_place(&request.file)?;
            }
            workspace.send_out(&request, progress)
        });
        self.step = Step::Running(Box::new(Running {
            job,
            reply,
            file,
            scope,
        }));
    }
}

/// What a column is called, on the screen and in the file.
fn head(app: &AppContext<'_>, column: &Column) -> String {
    match column {
        Column::Field(name) => name.clone(),
        built_in => i18n::column(app.language, built_in.word()),
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
