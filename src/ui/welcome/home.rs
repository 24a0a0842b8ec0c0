//! The welcome screen: a place to drop files on, and the books that were open before.

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use super::column::column_ui;
use super::recent::Recent;
use super::sample::Samples;
use super::words;
use crate::domain::problem::Problem;
use crate::text;
use crate::ui::files::{Ask, PathField};
use crate::ui::theme::{fonts, icons, space, text as type_size};
use crate::ui::widgets::{
    Button, Progress, Severity, centred_row, centred_text, drop_zone, elided, link, note,
    paragraph, progress_row,
};
use crate::ui::{Action, AppContext, Command, Route};
use crate::workspace::{Reply, places};

/// As wide as the columns of the other screens are at most.
const WIDTH: f32 = 720.0;
/// A path need not be as wide as the window.
const PATH_WIDTH: f32 = 480.0;

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct Home {
    path: PathField,
    /// Whether the typed path can be read.
    looked: Option<Reply<Result<std::path::PathBuf, Problem>>>,
    problem: Option<Problem>,
    recent: Recent,
    /// A command asked for a book before this screen was drawn.
    wants_book: bool,
}

impl Home {
    pub fn choose_book(&mut self) {
        self.wants_book = true;
    }

    /// `waiting` is a customer file that waits for a book.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        samples: &Samples,
        waiting: Option<&Path>,
    ) {
        self.keep_up(app);
        let language = app.language;
        column_ui(ui, "home", WIDTH, |ui| {
            let name = text!(language, "app-name");
            let font = fonts::bold(type_size::DISPLAY);
            elided(ui, &name, font, app.tokens.ink);
            ui.add_space(space::TINY);
            paragraph(ui, &text!(language, "welcome-promise"), app.tokens.mute);
            ui.add_space(20.0);
            waiting_ui(ui, app, waiting);
            self.drop_ui(ui, app, samples);
            ui.add_space(20.0);
            self.books_ui(ui, app);
        });
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        if std::mem::take(&mut self.wants_book) {
            self.path.browse(app, &Ask::Book);
        }
        if let Some(path) = self.path.take_choice() {
            self.look_at(app, path);
        }
        match Reply::take_from(&mut self.looked) {
            Some(Ok(path)) => {
                self.path = PathField::default();
                app.send(Action::OpenFile(path));
            }
            Some(Err(problem)) => self.problem = Some(problem),
            None => {}
        }
    }

    /// Opens what stands at a path, once it is sure that something does.
    fn look_at(&mut self, app: &AppContext<'_>, path: PathBuf) {
        self.problem = None;
        self.looked = Some(app.session.wait_for(async move {
            places::readable(&path)?;
            Ok(path)
        }));
    }

    fn drop_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, samples: &Samples) {
        let language = app.language;
        let is_over = ui.input(|input| !input.raw.hovered_files.is_empty());
        drop_zone(ui, is_over, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let heading = if is_over {
                text!(language, "welcome-drop-now")
            } else {
                text!(language, "welcome-drop")
            };
            let font = fonts::bold(type_size::TITLE);
            centred_text(ui, &heading, font, type_size::TITLE_LINE, app.tokens.ink);
            ui.add_space(6.0);
            let below = text!(language, "welcome-drop-below");
            let line = type_size::BODY_LINE;
            centred_text(ui, &below, fonts::body(), line, app.tokens.mute);
            ui.add_space(space::LARGE);
            if samples.is_pending() {
                let progress = Progress {
                    what: &text!(language, "welcome-sample-making"),
                    done: None,
                    rate: "",
                    left: "",
                    cancel: "",
                };
                progress_row(ui, progress);
                return;
            }
            self.buttons_ui(ui, app);
            if let Some(problem) = samples.problem() {
                ui.add_space(space::MEDIUM);
                note(ui, Severity::Error, &words::explained(language, problem));
            }
            ui.add_space(space::LARGE);
            self.path_ui(ui, app);
        });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        centred_row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let choose = text!(language, "welcome-choose");
            if ui.add(Button::primary(&choose)).clicked() {
                self.path.browse(app, &Ask::BookOrCustomers);
            }
            let folder = text!(language, "sweep-choose-folder");
            if ui.add(Button::normal(&folder)).clicked() {
                self.path.browse(app, &Ask::Folder);
            }
            let sample = text!(language, "welcome-sample");
            if ui.add(Button::normal(&sample)).clicked() {
                app.run(Command::OpenSample);
            }
            let new = text!(language, "welcome-new");
            if ui.add(Button::normal(&new)).clicked() {
                app.send(Action::Go(Route::NewBook));
            }
        });
    }

    fn path_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let width = PATH_WIDTH.min(ui.available_width());
        let side = ((ui.available_width() - width) / 2.0).floor();
        let problem = (self.problem.as_ref()).map(|problem| words::explained(language, problem));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side);
            let words = text!(language, "welcome-path");
            let field = crate::ui::widgets::TextField::new(Id::unique("welcome path"), &words)
                .label_hidden()
                .hint(&words)
                .max_width(width)
                .error(problem.as_deref())
                .trailing(icons::ARROW_RIGHT, &text!(language, "welcome-path-open"))
                .show(ui, &mut self.path.typed);
            if field.field.changed() {
                self.problem = None;
            }
            let is_asked = crate::ui::files::entered(ui, &field.field) || field.trailing;
            if is_asked && let Some(path) = self.path.path() {
                self.look_at(app, path);
            }
        });
    }

    fn books_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let open = text!(language, "welcome-open");
        if app.settings.recent.is_empty() {
            centred_row(ui, |ui| {
                paragraph_of(ui, &text!(language, "welcome-have-book"), app);
                if link(ui, &open).clicked() {
                    self.path.browse(app, &Ask::Book);
                }
            });
            return;
        }
        ui.horizontal(|ui| {
            let heading = text!(language, "welcome-recent");
            let font = fonts::bold(type_size::BODY);
            elided(ui, &heading, font, app.tokens.ink);
            let end = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(end, |ui| {
                if link(ui, &open).clicked() {
                    self.path.browse(app, &Ask::Book);
                }
            });
        });
        ui.add_space(space::SMALL);
        self.recent.ui(ui, app);
    }
}

/// Says that a file waits, and lets it go.
fn waiting_ui(ui: &mut Ui, app: &AppContext<'_>, waiting: Option<&Path>) {
    let Some(name) = waiting.and_then(Path::file_name) else {
        return;
    };
    let language = app.language;
    let name = name.to_string_lossy().into_owned();
    note(
        ui,
        Severity::Info,
        &text!(language, "welcome-kept", name = name),
    );
    ui.add_space(space::TINY);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        if link(ui, &text!(language, "welcome-kept-back")).clicked() {
            app.send(Action::Go(Route::Import));
        }
        if link(ui, &text!(language, "welcome-kept-not")).clicked() {
            app.send(Action::DropWaiting);
        }
    });
    ui.add_space(space::LARGE);
}

fn paragraph_of(ui: &mut Ui, words: &str, app: &AppContext<'_>) {
    elided(ui, words, fonts::body(), app.tokens.mute);
}
