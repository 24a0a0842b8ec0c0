//! The dialog that deletes a field: what goes with it, and what asks for it.

use egui::Id;

use crate::domain::filter::{FieldNames, Filter};
use crate::domain::listing::FieldEntry;
use crate::domain::problem::Problem;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::transfer::job_ui;
use crate::ui::widgets::{Dialog, DialogOutcome, paragraph, small_paragraph};
use crate::workspace::Reply;

/// Open or closed.
#[derive(Default)]
pub struct DeleteDialog {
    open: Option<Open>,
}

struct Open {
    entry: FieldEntry,
    people: usize,
    /// Names of segments that ask for it; worked out when it is first shown.
    segments: Option<Vec<String>>,
    deleting: Option<Reply<Result<u64, Problem>>>,
    problem: Option<String>,
}

impl DeleteDialog {
    pub fn open(&mut self, entry: FieldEntry, people: usize) {
        self.open = Some(Open {
            entry,
            people,
            segments: None,
            deleting: None,
            problem: None,
        });
    }

    /// Draws the dialog, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        match Reply::take_from(&mut open.deleting) {
            Some(Ok(_) | Err(Problem::Cancelled)) => {
                self.open = None;
                return;
            }
            Some(Err(problem)) => open.problem = Some(i18n::sentence(app.language, &problem)),
            None => {}
        }
        let language = app.language;
        let name = open.entry.name.as_str();
        let title = text!(language, "fields-delete-title", name = name);
        let delete = text!(language, "fields-delete-do");
        let cancel = text!(language, "fields-cancel");
        let is_busy = open.deleting.is_some();
        let cancel = if is_busy { "" } else { cancel.as_str() };
        let segments = open
            .segments
            .get_or_insert_with(|| segments_with(app, &open.entry.name));
        let id = Id::unique("delete field");
        let (outcome, ()) = Dialog::new(id, &title, &delete, cancel)
            .danger()
            .ready(!is_busy)
            .show(ctx, |ui| {
                let people = u64::try_from(open.people).unwrap_or(u64::MAX);
                let words = if people == 0 {
                    text!(language, "fields-delete-nobody")
                } else {
                    text!(
                        language,
                        "fields-delete-words",
                        n = people,
                        count = count(people)
                    )
                };
                paragraph(ui, &words, app.tokens.ink);
                if !segments.is_empty() {
                    let names = i18n::list(language, segments);
                    let words = text!(language, "fields-delete-segments", segments = names);
                    paragraph(ui, &words, app.tokens.wait);
                }
                if is_busy {
                    job_ui(
                        ui,
                        app,
                        app.session.job().as_ref(),
                        &text!(language, "fields-deleting"),
                    );
                }
                if let Some(problem) = &open.problem {
                    small_paragraph(ui, problem, app.tokens.no);
                }
            });
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary => {
                let id = open.entry.id;
                let deleting = app
                    .session
                    .start_large(move |workspace, progress| workspace.delete_field(id, progress));
                open.deleting = Some(deleting.1);
            }
            DialogOutcome::Secondary | DialogOutcome::Cancelled if is_busy => {}
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.open = None,
        }
    }
}

/// The segments whose filter names a field.
fn segments_with(app: &AppContext<'_>, name: &str) -> Vec<String> {
    let vocabulary = &app.snapshot.vocabulary;
    let names = FieldNames::from(vocabulary.as_ref());
    let mut segments = Vec::new();
    for segment in &vocabulary.segments {
        let asks = Filter::parse_with(&segment.filter, &names)
            .is_ok_and(|filter| filter.with_field_renamed(name, "") != filter);
        if asks {
            segments.push(segment.name.clone());
        }
    }
    segments
}
