//! Choosing files: the system's dialog, and always a box to type a place into, because not every
//! desktop answers when it is asked for a dialog.

use std::path::{Path, PathBuf};

use egui::{Align, Event, Id, Key, Layout, Response, Ui, vec2};

use super::AppContext;
use super::theme::{icons, size, space};
use super::widgets::{Button, TextField};
use crate::text;
use crate::workspace::Reply;
use crate::workspace::places::typed_path;

/// Endings of customer files.
const CUSTOMERS: [&str; 10] = [
    "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt", "vcf", "json", "zip",
];
const BOOK: &str = "haobu";

/// What the system's dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A book or a customer file.
    BookOrCustomers,
    Book,
    Customers,
    /// Any file.
    Any,
    Folder,
    /// Where a file of this name is to go.
    Save(String),
}

/// A place on the disk that is typed or chosen.
#[derive(Debug, Default)]
pub struct PathField {
    pub typed: String,
    /// The system's dialog, while it is open.
    dialog: Option<Reply<Option<PathBuf>>>,
    /// Chosen in the dialog, and not changed since.
    is_chosen: bool,
}

/// What happened to a [`PathField`] in this pass.
#[derive(Debug, Default)]
pub struct PathAnswer {
    /// It names another place than before.
    pub changed: bool,
    /// Enter, or a choice in the dialog.
    pub submitted: Option<PathBuf>,
}

impl PathField {
    /// The place; nothing while the box is empty.
    pub fn path(&self) -> Option<PathBuf> {
        let is_empty = self.typed.trim().is_empty();
        (!is_empty).then(|| typed_path(&self.typed))
    }

    /// Whether the dialog chose the place: it has then asked about files that are there already.
    pub fn is_chosen(&self) -> bool {
        self.is_chosen
    }

    pub fn set(&mut self, path: &Path) {
        self.typed = path.display().to_string();
        self.is_chosen = false;
    }

    /// Opens the system's dialog, unless it is open.
    pub fn browse(&mut self, app: &AppContext<'_>, ask: &Ask) {
        if self.dialog.is_none() {
            self.dialog = Some(open_dialog(app, ask, self.path().as_deref()));
        }
    }

    /// What the dialog answered, once.
    pub fn take_choice(&mut self) -> Option<PathBuf> {
        let path = Reply::take_from(&mut self.dialog)??;
        self.set(&path);
        self.is_chosen = true;
        Some(path)
    }

    /// The box with its label, and a button that opens the dialog.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: Id,
        label: &str,
        error: Option<&str>,
        ask: &Ask,
    ) -> PathAnswer {
        let mut answer = PathAnswer::default();
        let browse = text!(app.language, "files-browse");
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), 0.0),
            Layout::left_to_right(Align::Min),
            |ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let room = ui.available_width() - BROWSE - space::SMALL;
                let field = TextField::new(id, label)
                    .error(error)
                    .max_width(room)
                    .show(ui, &mut self.typed)
                    .field;
                if field.changed() {
                    self.is_chosen = false;
                    answer.changed = true;
                }
                if entered(ui, &field) {
                    answer.submitted = self.path();
                }
                ui.vertical(|ui| {
                    // Beside the box, below its label.
                    ui.add_space(size::CONTROL - space::SMALL);
                    let button = Button::normal(&browse).with_icon(icons::FOLDER);
                    if ui.add(button.min_width(BROWSE)).clicked() {
                        self.browse(app, ask);
                    }
                });
            },
        );
        if let Some(path) = self.take_choice() {
            answer.changed = true;
            answer.submitted = Some(path);
        }
        answer
    }
}

/// Width of the button beside the box, in points.
const BROWSE: f32 = 120.0;

/// Whether Enter ended the editing of a field, and no word of an input method.
pub fn entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus()
        && ui.input(|input| {
            let is_composing = (input.events.iter()).any(|event| matches!(event, Event::Ime(_)));
            input.key_pressed(Key::Enter) && !is_composing
        })
}

fn open_dialog(app: &AppContext<'_>, ask: &Ask, begin_at: Option<&Path>) -> Reply<Option<PathBuf>> {
    let language = app.language;
    let mut dialog = rfd::AsyncFileDialog::new();
    let folder = match ask {
        Ask::Folder => begin_at,
        _ => begin_at.and_then(Path::parent),
    };
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        dialog = dialog.set_directory(folder);
    }
    let books = text!(language, "files-books");
    let customers = text!(language, "files-customers");
    match ask {
        Ask::BookOrCustomers => {
            let mut endings = CUSTOMERS.to_vec();
            endings.push(BOOK);
            let all = text!(language, "files-all");
            app.session
                .wait_for(path_of(dialog.add_filter(all, &endings).pick_file()))
        }
        Ask::Book => {
            let dialog = dialog.add_filter(books, &[BOOK]);
            app.session.wait_for(path_of(dialog.pick_file()))
        }
        Ask::Customers => {
            let dialog = dialog.add_filter(customers, &CUSTOMERS);
            app.session.wait_for(path_of(dialog.pick_file()))
        }
        Ask::Any => app.session.wait_for(path_of(dialog.pick_file())),
        Ask::Folder => app.session.wait_for(path_of(dialog.pick_folder())),
        Ask::Save(name) => {
            let dialog = dialog.set_file_name(name.clone());
            app.session.wait_for(path_of(dialog.save_file()))
        }
    }
}

async fn path_of(answer: impl Future<Output = Option<rfd::FileHandle>>) -> Option<PathBuf> {
    answer.await.map(|file| file.path().to_owned())
}
