//! The dialog that brings a file in: what it is, what would happen, and only then doing it.

use std::path::{Path, PathBuf};

use egui::{Context, Id, ScrollArea, Ui};

use super::progress::job_ui;
use super::report::{report_ui, set_aside, touched};
use super::source::Source;
use crate::domain::phone::{PlaceLanguage, Region, country_name};
use crate::domain::problem::Problem;
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::files::{Ask, PathField};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Dialog, DialogOutcome, Select, Severity, link, note, paragraph, small_paragraph,
};
use crate::workspace::{ImportOptions, ImportRequest, Policy, Reply, Report, places};

/// In points, without margins.
const WIDTH: f32 = 600.0;
/// What the title, the buttons and the margins take of the window's height.
const AROUND: f32 = 200.0;
/// Where numbers without a country code may be at home.
const COUNTRIES: [&[u8; 2]; 16] = [
    b"CN", b"HK", b"MO", b"TW", b"SG", b"MY", b"TH", b"VN", b"JP", b"KR", b"US", b"CA", b"GB",
    b"AU", b"DE", b"FR",
];

/// What was filled in, and how far it is.
#[derive(Debug, Default)]
pub struct ImportDialog {
    file: PathField,
    source: Source,
    country: Option<usize>,
    policy: Policy,
    step: Step,
    problem: Option<Problem>,
    /// A place to which the rows that would be set aside are written before anything is kept.
    saving: Option<Running>,
    saved: Option<PathBuf>,
}

/// A report, and where the rows that were set aside are.
type Running = Reply<Result<(Report, Option<PathBuf>), Problem>>;

#[derive(Debug, Default)]
enum Step {
    #[default]
    Asking,
    Rehearsing(Option<Running>),
    Shown(Report),
    Importing(Option<Running>),
    Done(Report),
}

impl ImportDialog {
    /// A file that was dropped or chosen; while something runs it is too late for another.
    pub fn take_file(&mut self, file: Option<PathBuf>) {
        if let Some(file) = file
            && matches!(self.step, Step::Asking | Step::Shown(_))
        {
            self.file.set(&file);
            self.step = Step::Asking;
            self.problem = None;
        }
    }

    /// Draws the dialog; whether it is over.
    pub fn ui(&mut self, ctx: &Context, app: &AppContext<'_>) -> bool {
        self.keep_up();
        let language = app.language;
        let title = text!(language, "transfer-import-title");
        let cancel = text!(language, "transfer-cancel");
        // Each step is as large as it needs to be, not as the one before.
        let id = Id::unique(("import dialog", std::mem::discriminant(&self.step)));
        match &self.step {
            Step::Asking => {
                let primary = text!(language, "transfer-rehearse");
                let dialog = Dialog::new(id, &title, &primary, &cancel)
                    .width(WIDTH)
                    .ready(self.is_ready());
                match dialog.show(ctx, |ui| self.asking_ui(ui, app)).0 {
                    DialogOutcome::Primary => self.rehearse(app),
                    DialogOutcome::Cancelled => return true,
                    DialogOutcome::Open | DialogOutcome::Secondary => {}
                }
            }
            Step::Rehearsing(_) | Step::Importing(_) => {
                let is_rehearsal = matches!(self.step, Step::Rehearsing(_));
                let what = if is_rehearsal {
                    text!(language, "transfer-rehearsing")
                } else {
                    text!(language, "transfer-importing")
                };
                // The way out is the button beside the bar.
                let wait = text!(language, "transfer-wait");
                let dialog = Dialog::new(id, &title, &wait, "").width(WIDTH).ready(false);
                dialog.show(ctx, |ui| job_ui(ui, app, &what));
            }
            Step::Shown(report) => {
                let touched = touched(report);
                let n = count(touched);
                let primary = text!(language, "transfer-import-now", n = touched, count = n);
                let back = text!(language, "transfer-change");
                let dialog = Dialog::new(id, &title, &primary, &cancel)
                    .width(WIDTH)
                    .secondary(&back)
                    .ready(touched > 0 && self.saving.is_none());
                match dialog.show(ctx, |ui| self.shown_ui(ui, app)).0 {
                    DialogOutcome::Primary => self.import(app),
                    DialogOutcome::Secondary => self.step = Step::Asking,
                    DialogOutcome::Cancelled => return true,
                    DialogOutcome::Open => {}
                }
            }
            Step::Done(_) => {
                let title = text!(language, "transfer-import-done");
                let primary = text!(language, "transfer-close");
                let dialog = Dialog::new(id, &title, &primary, "").width(WIDTH);
                let outcome = dialog.show(ctx, |ui| self.done_ui(ui, app)).0;
                return outcome != DialogOutcome::Open;
            }
        }
        false
    }

    /// Takes what the threads have to say.
    fn keep_up(&mut self) {
        let (answer, is_rehearsal) = match &mut self.step {
            Step::Rehearsing(running) => (Reply::take_from(running), true),
            Step::Importing(running) => (Reply::take_from(running), false),
            _ => (None, true),
        };
        match answer {
            Some(Ok((report, _))) if is_rehearsal => self.step = Step::Shown(report),
            Some(Ok((report, rejects))) => {
                // Those that were saved before are still where they are.
                self.saved = rejects.or_else(|| self.saved.take());
                self.step = Step::Done(report);
            }
            Some(Err(problem)) => {
                self.problem = (!matches!(problem, Problem::Cancelled)).then_some(problem);
                self.step = Step::Asking;
            }
            None => {}
        }
        match Reply::take_from(&mut self.saving) {
            Some(Ok((_, rejects))) => self.saved = rejects,
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
    }

    fn is_ready(&self) -> bool {
        self.file.path().is_some() && self.source.is_said()
    }

    fn asking_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let most = (ui.ctx().content_rect().height() - AROUND).max(160.0);
        ScrollArea::vertical()
            .id_salt("import asking")
            .max_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                // The bar at the right is drawn over what it scrolls.
                ui.set_max_width(ui.available_width() - space::MEDIUM);
                ui.spacing_mut().item_spacing.y = space::SMALL;
                let problem = self.problem.as_ref();
                let problem = problem.map(|problem| i18n::sentence(app.language, problem));
                let label = text!(app.language, "transfer-file");
                let id = Id::unique("import file");
                let error = problem.as_deref();
                let answer = self.file.ui(ui, app, id, &label, error, &Ask::Customers);
                if answer.changed {
                    self.problem = None;
                }
                self.source.ui(ui, app);
                self.reading_ui(ui, app);
            });
    }

    fn reading_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        super::caption_ui(ui, app, &text!(language, "transfer-country"));
        let names = COUNTRIES.map(|code| country(language, Region(*code)));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut chosen = Some(self.country.unwrap_or_else(|| home(language)));
        let name = text!(language, "transfer-country");
        let select = Select::new(Id::unique("import country"), &name).width(240.0);
        if select.show(ui, &mut chosen, &names).changed() {
            self.country = chosen;
        }
        super::caption_ui(ui, app, &text!(language, "transfer-known"));
        for policy in [Policy::Fill, Policy::Update, Policy::Skip, Policy::Add] {
            let words = match policy {
                Policy::Skip => text!(language, "transfer-known-skip"),
                Policy::Fill => text!(language, "transfer-known-fill"),
                Policy::Update => text!(language, "transfer-known-update"),
                Policy::Add => text!(language, "transfer-known-add"),
            };
            if crate::ui::widgets::radio_row(ui, self.policy == policy, &words).clicked() {
                self.policy = policy;
            }
        }
    }

    fn shown_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let Step::Shown(report) = &self.step else {
            return;
        };
        let language = app.language;
        paragraph(ui, &text!(language, "transfer-shown"), app.tokens.mute);
        report_ui(ui, app, report);
        if let Some(problem) = &self.problem {
            note(ui, Severity::Error, &i18n::sentence(language, problem));
        }
        let rows = set_aside(report);
        if self.saved.is_some() {
            self.saved_ui(ui, app);
        } else if rows > 0 {
            let words = text!(
                language,
                "transfer-save-rejects",
                n = rows,
                count = count(rows)
            );
            if link(ui, &words).clicked() && self.saving.is_none() {
                self.saving = self.start(app, true, true);
            }
        }
    }

    fn done_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        if let Step::Done(report) = &self.step {
            report_ui(ui, app, report);
            self.saved_ui(ui, app);
        }
    }

    fn saved_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        if let Some(path) = &self.saved {
            let path = path.display().to_string();
            let words = text!(app.language, "transfer-rejects-saved", path = path);
            small_paragraph(ui, &words, app.tokens.mute);
        }
    }

    fn rehearse(&mut self, app: &AppContext<'_>) {
        self.problem = None;
        self.saved = None;
        self.step = Step::Rehearsing(self.start(app, true, false));
    }

    fn import(&mut self, app: &AppContext<'_>) {
        self.problem = None;
        self.step = Step::Importing(self.start(app, false, self.saved.is_none()));
    }

    fn start(&self, app: &AppContext<'_>, rehearsal: bool, saves: bool) -> Option<Running> {
        let request = self.request(app, rehearsal)?;
        // The book's folder can be written, which that of the file may not.
        let beside = app.snapshot.book.as_ref().map(|book| book.path.clone());
        Some(app.session.start_job(move |workspace, progress| {
            let rejects = beside
                .filter(|_| saves)
                .and_then(|book| rejects_place(&book, &request.file));
            let request = ImportRequest {
                rejects: rejects.clone(),
                ..request
            };
            let report = workspace.import(&request, progress)?;
            let is_written = set_aside(&report) > 0;
            Ok((report, rejects.filter(|_| is_written)))
        }))
    }

    fn request(&self, app: &AppContext<'_>, rehearsal: bool) -> Option<ImportRequest> {
        let home = self.country.unwrap_or_else(|| home(app.language));
        let country = Region(**COUNTRIES.get(home)?);
        Some(ImportRequest {
            file: self.file.path()?,
            options: ImportOptions {
                policy: self.policy,
                ..ImportOptions::new(country, self.source.kind?)
            },
            source: self.source.name.trim().to_owned(),
            rejects: None,
            rehearsal,
        })
    }
}

/// A new file in the folder of the book, named after the one that was brought in.
fn rejects_place(book: &Path, file: &Path) -> Option<PathBuf> {
    let beside = book.parent()?.join(file.file_name()?);
    Some(places::free_name(&beside, "rejected.csv"))
}

/// Where somebody who reads this language is most likely at home.
const fn home(language: Language) -> usize {
    match language {
        Language::Chinese => 0,
        Language::English => 10,
    }
}

fn country(language: Language, region: Region) -> String {
    let places = match language {
        Language::Chinese => PlaceLanguage::Zh,
        Language::English => PlaceLanguage::En,
    };
    country_name(region, places).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_both_languages() {
        for language in Language::ALL {
            for code in COUNTRIES {
                assert!(!country(language, Region(*code)).is_empty(), "{code:?}");
            }
            assert!(home(language) < COUNTRIES.len());
        }
    }
}
