//! The dialog that shows a new recovery code once, prints it, and has three of its words typed.

use egui::{Align2, Context, CornerRadius, Id, Sense, Ui, vec2};
use zeroize::Zeroizing;

use crate::domain::problem::{KeyProblem, Problem};
use crate::i18n::{recovery_page, sentence};
use crate::text;
use crate::ui::files::{Ask, PathField};
use crate::ui::theme::{fonts, radius, space};
use crate::ui::widgets::{
    Button, Dialog, DialogOutcome, Severity, TextField, note, paint, paragraph,
};
use crate::ui::{Action, AppContext};
use crate::workspace::Reply;
use crate::workspace::keys::{RecoveryCode, write_page};

/// In points, without margins.
const WIDTH: f32 = 640.0;
const COLUMNS: usize = 4;

/// How far it has come.
#[derive(Debug)]
pub(super) struct ShowRecovery {
    making: Option<Reply<Result<RecoveryCode, Problem>>>,
    code: Option<RecoveryCode>,
    /// The words are hidden, and these are asked for.
    asked: Option<Quiz>,
    page: PathField,
    saving: Option<Reply<Result<(), Problem>>>,
    is_saved: bool,
    confirming: Option<Reply<Result<(), Problem>>>,
    problem: Option<Problem>,
}

#[derive(Debug)]
struct Quiz {
    places: [usize; 3],
    typed: [Zeroizing<String>; 3],
}

impl ShowRecovery {
    /// Makes the code: from now on only the new one opens what is sealed.
    pub(super) fn new(app: &AppContext<'_>) -> Self {
        let keys = app.keys.clone();
        let making = app.session.call(move |workspace| {
            let code = RecoveryCode::create()?;
            workspace.set_recovery_code(&code, &keys)?;
            Ok(code)
        });
        Self {
            making: Some(making),
            code: None,
            asked: None,
            page: PathField::default(),
            saving: None,
            is_saved: false,
            confirming: None,
            problem: None,
        }
    }

    /// Whether it is over.
    pub(super) fn ui(&mut self, ctx: &Context, app: &AppContext<'_>) -> bool {
        if self.hear(app) {
            return true;
        }
        let language = app.language;
        let title = text!(language, "recovery-title");
        let act = if self.asked.is_some() {
            text!(language, "recovery-confirm")
        } else {
            text!(language, "recovery-written")
        };
        let later = text!(language, "recovery-later");
        let back = text!(language, "recovery-back");
        let mut dialog =
            Dialog::new(Id::unique("recovery code"), &title, &act, &later).width(WIDTH);
        if self.asked.is_some() {
            dialog = dialog.secondary(&back);
        }
        let is_ready = self.code.is_some() && self.confirming.is_none();
        let (outcome, ()) = dialog.ready(is_ready).show(ctx, |ui| {
            match (&self.code, &mut self.asked) {
                (Some(_), Some(quiz)) => quiz.ui(ui, app),
                (Some(_), None) => self.words_ui(ui, app),
                (None, _) => {
                    paragraph(ui, &text!(language, "recovery-making"), app.tokens.mute);
                }
            }
            if let Some(problem) = &self.problem {
                note(ui, Severity::Error, &sentence(language, problem));
            }
        });
        match outcome {
            DialogOutcome::Primary if self.asked.is_some() => self.confirm(app),
            DialogOutcome::Primary => self.ask(),
            DialogOutcome::Secondary => {
                self.asked = None;
                self.problem = None;
            }
            // The reminder stays until it is confirmed.
            DialogOutcome::Cancelled => return true,
            DialogOutcome::Open => {}
        }
        false
    }

    fn hear(&mut self, app: &AppContext<'_>) -> bool {
        match Reply::take_from(&mut self.making) {
            Some(Ok(code)) => self.code = Some(code),
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
        match Reply::take_from(&mut self.saving) {
            Some(Ok(())) => self.is_saved = true,
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
        match Reply::take_from(&mut self.confirming) {
            Some(Ok(())) => {
                // The code opens backups that were made after it.
                app.session.back_up();
                app.send(Action::Say(text!(app.language, "recovery-done")));
                return true;
            }
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
        false
    }

    fn words_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let Some(code) = &self.code else {
            return;
        };
        paragraph(ui, &text!(language, "recovery-what"), app.tokens.mute);
        for (row, words) in code.words().chunks(COLUMNS).enumerate() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let room = ui.available_width() + space::SMALL;
                #[expect(clippy::cast_precision_loss, reason = "four")]
                let width = (room / COLUMNS as f32).floor() - space::SMALL;
                for (column, word) in words.iter().enumerate() {
                    plate_ui(ui, app, row * COLUMNS + column + 1, word, width);
                }
            });
        }
        let label = text!(language, "recovery-page");
        let book = app.snapshot.book.as_ref();
        let name = book.map_or("", |book| book.name.as_str());
        let file = text!(language, "recovery-page-file", book = name);
        let answer = self.page.ui(
            ui,
            app,
            Id::unique("recovery page"),
            &label,
            None,
            &Ask::Save(file),
        );
        if answer.changed {
            self.problem = None;
            self.is_saved = false;
        }
        let save = text!(language, "recovery-save-page");
        let can = self.page.path().is_some() && self.saving.is_none() && !self.is_saved;
        let is_asked = ui.add_enabled(can, Button::normal(&save)).clicked();
        if let Some(path) = self.page.path().filter(|_| can)
            && (is_asked || answer.submitted.is_some())
        {
            let page = recovery_page(language, name, &code.words());
            let saved = app.session.start_apart(move |_| write_page(&path, &page));
            self.saving = Some(saved.1);
        }
        if self.is_saved {
            note(ui, Severity::Success, &text!(language, "recovery-saved"));
        }
    }

    /// Asks for three words of which nobody knows before which they are.
    fn ask(&mut self) {
        match RecoveryCode::three_places() {
            Ok(places) => {
                self.problem = None;
                self.asked = Some(Quiz {
                    places,
                    typed: std::array::from_fn(|_| Zeroizing::new(String::with_capacity(64))),
                });
            }
            Err(problem) => self.problem = Some(problem.into()),
        }
    }

    fn confirm(&mut self, app: &AppContext<'_>) {
        let (Some(code), Some(quiz)) = (&self.code, &self.asked) else {
            return;
        };
        let is_right = (quiz.places.iter().zip(&quiz.typed))
            .all(|(place, typed)| code.has_word(*place, typed));
        if !is_right {
            self.problem = Some(KeyProblem::WordsDiffer.into());
            return;
        }
        self.problem = None;
        let code = code.clone();
        let confirmed = app
            .session
            .call(move |workspace| workspace.confirm_recovery_code(&code));
        self.confirming = Some(confirmed);
    }
}

impl Quiz {
    fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        paragraph(ui, &text!(language, "recovery-quiz"), app.tokens.mute);
        for (place, typed) in self.places.iter().zip(&mut self.typed) {
            let label = text!(language, "recovery-word", place = (place + 1).to_string());
            let id = Id::unique(("recovery word", place));
            TextField::new(id, &label).show(ui, typed);
        }
    }
}

/// One word with its number.
fn plate_ui(ui: &mut Ui, app: &AppContext<'_>, number: usize, word: &str, width: f32) {
    let t = app.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 32.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, CornerRadius::same(radius::SMALL), t.hover);
    let left = rect.left_center() + vec2(space::SMALL, 0.0);
    let painter = ui.painter();
    painter.text(left, Align2::LEFT_CENTER, number, fonts::small(), t.mute);
    let after = left + vec2(24.0, 0.0);
    let galley = paint::line(ui, word, fonts::body(), t.ink, width - 40.0);
    paint::left(ui.painter(), rect.with_min_x(after.x), galley);
    let name = format!("{number} {word}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
}
