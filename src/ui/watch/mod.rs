//! The watched folder: which one it is, which files wait for the owner, and what became of the
//! others.

mod row;
mod words;

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use super::files::{Ask, PathField};
use super::theme::{icons, space};
use super::widgets::{
    Button, Card, Severity, empty_state, note, paragraph, scrolling_column, small_link,
    small_paragraph, title,
};
use super::{Action, AppContext, Command, Route};
use crate::i18n::{self, count};
use crate::text;
use crate::workspace::{Access, Watching};

/// Widest column of text, in points.
const WIDTH: f32 = 860.0;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct WatchScreen {
    folder: PathField,
    is_choosing: bool,
}

impl WatchScreen {
    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let watching = app.session.watching();
        scrolling_column(ui, app.tokens.bg, WIDTH, "watch", |ui| {
            self.column_ui(ui, app, &watching);
        });
    }

    fn column_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, watching: &Watching) {
        let language = app.language;
        title(ui, &text!(language, "watch-title"));
        paragraph(ui, &text!(language, "watch-about"), app.tokens.mute);
        self.folder_ui(ui, app, watching);
        for problem in [&watching.problem, &watching.refused].into_iter().flatten() {
            note(ui, Severity::Error, &i18n::sentence(language, problem));
        }
        if !watching.waiting.is_empty() {
            waiting_ui(ui, app, watching);
        }
        if !watching.unreadable.is_empty() {
            let heading = text!(language, "watch-unreadable");
            Card::new(&heading).show(ui, |ui| {
                for (name, kind) in &watching.unreadable {
                    let said = words::unreadable(language, name, *kind);
                    paragraph(ui, &said, app.tokens.no);
                }
            });
        }
        if watching.reports.is_empty() {
            if watching.folder.is_some() {
                let heading = text!(language, "watch-none");
                let words = text!(language, "watch-none-words");
                empty_state(ui, icons::FOLDER, &heading, &words, |_| ());
            }
            return;
        }
        let heading = text!(language, "watch-reports");
        Card::new(&heading).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for report in watching.reports.iter() {
                let path = (watching.folder.as_ref()).map(|folder| folder.join(&report.file_name));
                if row::report_ui(ui, app, report, path.is_some())
                    && let Some(path) = path
                {
                    app.send(Action::OpenFile(path));
                }
            }
        });
    }

    fn folder_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, watching: &Watching) {
        let language = app.language;
        Card::new(&text!(language, "watch-folder")).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            if let Some(folder) = &watching.folder {
                paragraph(ui, &folder.display().to_string(), app.tokens.ink);
                small_paragraph(ui, &words::status(language, watching), app.tokens.mute);
            } else {
                small_paragraph(ui, &text!(language, "watch-folder-none"), app.tokens.mute);
            }
            if !app.can_write() {
                return;
            }
            if self.is_choosing {
                let label = text!(language, "watch-folder-which");
                let id = Id::unique("watched folder");
                let answer = self.folder.ui(ui, app, id, &label, None, &Ask::Folder);
                if let Some(path) = answer.submitted {
                    self.choose(app, &path);
                }
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let choose = if watching.folder.is_some() {
                    text!(language, "watch-folder-change")
                } else {
                    text!(language, "sweep-choose-folder")
                };
                let button = Button::normal(&choose).with_icon(icons::FOLDER).small();
                if ui.add(button).clicked() {
                    self.is_choosing = true;
                }
                if watching.folder.is_some() {
                    let stop = text!(language, "watch-folder-stop");
                    if ui.add(Button::quiet(&stop).small()).clicked() {
                        app.session.watch(None);
                    }
                }
            });
            small_paragraph(ui, &text!(language, "watch-here"), app.tokens.mute);
        });
    }

    fn choose(&mut self, app: &AppContext<'_>, path: &Path) {
        self.is_choosing = false;
        self.folder = PathField::default();
        app.session.watch(Some(PathBuf::from(path)));
    }
}

fn waiting_ui(ui: &mut Ui, app: &AppContext<'_>, watching: &Watching) {
    let language = app.language;
    let files = u64::try_from(watching.waiting.len()).unwrap_or(u64::MAX);
    let heading = text!(language, "watch-waiting", n = files, count = count(files));
    Card::new(&heading).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        for file in &watching.waiting {
            match row::waiting_ui(ui, app, file) {
                Some(row::Clicked::Open) => app.send(Action::OpenFile(file.path.clone())),
                Some(row::Clicked::LeaveOut) => app.session.leave_out(file),
                None => {}
            }
        }
    });
}

/// Says at the foot of every screen that something waits or does not work, and leads there.
pub fn offer_ui(ui: &mut Ui, app: &AppContext<'_>, route: &Route) {
    let is_written = app
        .snapshot
        .book
        .as_ref()
        .is_some_and(|book| book.access == Access::ReadWrite);
    if *route == Route::Watch || !is_written {
        return;
    }
    if let Some(words) = words::offer(app.language, &app.session.watching())
        && small_link(ui, &words).clicked()
    {
        app.run(Command::ShowWatch);
    }
}
