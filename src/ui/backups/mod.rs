//! Backups: what is safe and since when, where it lies, and the way back.

mod row;
mod words;

use std::path::PathBuf;

use egui::{Id, Ui};

use super::files::{Ask, PathField};
use super::theme::{icons, space};
use super::transfer::job_ui;
use super::widgets::{
    Button, Card, Dialog, DialogOutcome, empty_state, paragraph, scrolling_column, small_paragraph,
    title,
};
use super::{Action, AppContext, Command, Route};
use crate::domain::problem::Problem;
use crate::i18n;
use crate::text;
use crate::workspace::backups::{Backup, Restored};
use crate::workspace::{MOST_FOLDERS, Reply, Safety, Warning};

pub use words::status;

/// Widest column of text, in points.
const WIDTH: f32 = 860.0;

/// What the screen remembers.
#[derive(Default)]
pub struct Backups {
    folder: PathField,
    is_adding: bool,
    /// The backup that is asked about.
    asking: Option<Backup>,
    restoring: Option<Reply<Result<Restored, Problem>>>,
    /// The book is opened for writing in spite of what another computer left.
    opening: Option<Reply<Result<(), Problem>>>,
    /// What came of the last restore.
    said: Option<(bool, String)>,
}

impl Backups {
    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.keep_up(app);
        let safety = app.session.safety();
        scrolling_column(ui, app.tokens.bg, WIDTH, "backups", |ui| {
            self.column_ui(ui, app, &safety);
        });
        self.confirm_ui(ui.ctx(), app);
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        let language = app.language;
        match Reply::take_from(&mut self.opening) {
            Some(Ok(())) => app.send(Action::BookOpened),
            Some(Err(problem)) => self.said = Some((false, i18n::sentence(language, &problem))),
            None => {}
        }
        self.said = match Reply::take_from(&mut self.restoring) {
            None => return,
            Some(Ok(restored)) => {
                let when = i18n::date_time(restored.manifest.made);
                let kept = restored.kept.map(|kept| words::file_name(&kept));
                let kept = kept.unwrap_or_default();
                // It may be under an earlier key, which the recovery code should open here, too.
                let keys = app.keys.clone();
                drop(
                    app.session
                        .call(move |workspace| workspace.keep_envelope(&keys)),
                );
                Some((
                    true,
                    text!(language, "backups-restored", when = when, kept = kept),
                ))
            }
            Some(Err(problem)) => Some((false, i18n::sentence(language, &problem))),
        };
    }

    fn column_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, safety: &Safety) {
        let language = app.language;
        title(ui, &text!(language, "backups-title"));
        if let Some((is_good, said)) = &self.said {
            let color = if *is_good {
                app.tokens.ok
            } else {
                app.tokens.no
            };
            paragraph(ui, said, color);
        }
        if self.restoring.is_some() {
            let words = text!(language, "backups-restoring");
            job_ui(ui, app, app.session.job().as_ref(), &words);
            return;
        }
        if self.opening.is_some() {
            paragraph(ui, &text!(language, "unlock-opening"), app.tokens.mute);
            return;
        }
        for warning in &safety.warnings {
            let heading = text!(language, "backups-attention");
            Card::new(&heading).show(ui, |ui| {
                for line in words::warning(language, warning).lines() {
                    paragraph(ui, line, app.tokens.ink);
                }
                if matches!(warning, Warning::OpenElsewhere { is_left: true, .. }) {
                    let words = text!(language, "backups-left-mend");
                    ui.add_space(space::TINY);
                    if ui.add(Button::normal(&words)).clicked() {
                        self.opening = Some(app.session.forget_other_computer());
                    }
                }
            });
        }
        let book = app.snapshot.book.as_ref();
        if let Some(book) = book.filter(|book| book.is_backup) {
            paragraph(ui, &text!(language, "backups-inside"), app.tokens.ink);
            ui.horizontal_wrapped(|ui| {
                let see = text!(language, "backups-see-people");
                if ui
                    .add(Button::normal(&see).with_icon(icons::PEOPLE))
                    .clicked()
                {
                    app.run(Command::ShowPeople);
                }
                let restore = text!(language, "backups-restore-this");
                if ui.add(Button::primary(&restore)).clicked() {
                    self.asking = Some(Backup {
                        path: book.path.clone(),
                        bytes: 0,
                        manifest: None,
                    });
                }
            });
            return;
        }
        paragraph(ui, &text!(language, "backups-about"), app.tokens.mute);
        if safety.is_rehearsal_due {
            paragraph(ui, &text!(language, "backups-rehearse"), app.tokens.wait);
        }
        self.now_ui(ui, app, safety);
        self.folders_ui(ui, app, safety);
        self.list_ui(ui, app, safety);
    }

    #[expect(clippy::unused_self, reason = "the parts of a screen are drawn alike")]
    fn now_ui(&self, ui: &mut Ui, app: &AppContext<'_>, safety: &Safety) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let now = Command::BackUp.name(app.language);
            let button = Button::primary(&now).with_icon(icons::SAVE);
            let can = !safety.is_backing_up && !safety.folders.is_empty();
            if ui.add_enabled(can, button).clicked() {
                app.run(Command::BackUp);
            }
            if let Some(status) = status(app) {
                small_paragraph(ui, &status, app.tokens.mute);
            }
        });
    }

    fn folders_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, safety: &Safety) {
        let language = app.language;
        let heading = text!(language, "backups-folders");
        Card::new(&heading).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            let places = || safety.folders.iter().map(|folder| folder.path.clone());
            for folder in &safety.folders {
                let path = folder.path.display().to_string();
                paragraph(ui, &path, app.tokens.ink);
                let color = if folder.problem.is_some() {
                    app.tokens.no
                } else {
                    app.tokens.mute
                };
                small_paragraph(ui, &words::folder(language, folder), color);
                if safety.folders.len() > 1 {
                    let words = text!(language, "backups-folder-remove", path = path);
                    if ui.add(Button::quiet(&words).small()).clicked() {
                        let left = places().filter(|place| *place != folder.path).collect();
                        app.session.back_up_to(left);
                    }
                }
            }
            if !app.can_write() || safety.folders.is_empty() {
                return;
            }
            if self.is_adding {
                let label = text!(language, "backups-folder-which");
                let id = Id::unique("backup folder");
                let answer = self.folder.ui(ui, app, id, &label, None, &Ask::Folder);
                if let Some(path) = answer.submitted {
                    self.is_adding = false;
                    let mut all: Vec<PathBuf> = places().filter(|place| *place != path).collect();
                    all.truncate(MOST_FOLDERS - 1);
                    all.push(path);
                    app.session.back_up_to(all);
                }
            } else {
                let words = if safety.folders.len() < MOST_FOLDERS {
                    text!(language, "backups-folder-add")
                } else {
                    text!(language, "backups-folder-change")
                };
                let button = Button::normal(&words).with_icon(icons::FOLDER).small();
                if ui.add(button).clicked() {
                    self.is_adding = true;
                }
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, safety: &Safety) {
        let language = app.language;
        if safety
            .folders
            .iter()
            .all(|folder| folder.backups.is_empty())
        {
            let heading = text!(language, "backups-none");
            let words = text!(language, "backups-none-words");
            empty_state(ui, icons::SAVE, &heading, &words, |_| ());
            return;
        }
        let can = app.can_write() && !safety.is_backing_up;
        for folder in &safety.folders {
            if folder.backups.is_empty() {
                continue;
            }
            let heading = words::file_name(&folder.path);
            Card::new(&heading).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::TINY;
                for backup in &folder.backups {
                    match row::ui(ui, app, backup, can) {
                        Some(row::Clicked::Restore) => self.asking = Some(backup.clone()),
                        Some(row::Clicked::LookInside) => {
                            app.session.rehearsed();
                            app.send(Action::LookInside(backup.path.clone()));
                        }
                        None => {}
                    }
                }
            });
        }
    }

    fn confirm_ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(backup) = &self.asking else {
            return;
        };
        let language = app.language;
        let is_earlier = !app.session.safety().opens(backup);
        let heading = text!(language, "backups-confirm");
        let primary = if is_earlier {
            text!(language, "backups-look")
        } else {
            text!(language, "backups-confirm-do")
        };
        let cancel = text!(language, "bulk-cancel");
        let id = Id::unique("restore backup");
        let (outcome, ()) = Dialog::new(id, &heading, &primary, &cancel).show(ctx, |ui| {
            if let Some(manifest) = &backup.manifest {
                let people = manifest.contacts;
                let about = text!(
                    language,
                    "backup-about",
                    n = people,
                    number = manifest.number.to_string(),
                    time = i18n::date_time(manifest.made),
                    contacts = i18n::count(people)
                );
                paragraph(ui, &about, app.tokens.ink);
            }
            let words = if is_earlier {
                text!(language, "backups-confirm-earlier")
            } else {
                text!(language, "backups-confirm-words")
            };
            paragraph(ui, &words, app.tokens.mute);
        });
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary if is_earlier => {
                app.send(Action::LookInside(backup.path.clone()));
                self.asking = None;
            }
            DialogOutcome::Primary => {
                self.said = None;
                self.restoring = Some(app.session.restore(&backup.path));
                self.asking = None;
                app.send(Action::Go(Route::Backups));
            }
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.asking = None,
        }
    }
}
