//! What the window does when a screen, a menu or a key asks for it.

use std::path::PathBuf;

use super::clipboard::Copied;
use super::{App, with_context};
use crate::i18n::Language;
use crate::ui::backups::Backups;
use crate::ui::command::{Action, Command, Route};
use crate::ui::fields::Fields;
use crate::ui::held::HeldScreen;
use crate::ui::history::History;
use crate::ui::keys::KeySheet;
use crate::ui::lists::Lists;
use crate::ui::lookup::LookUp;
use crate::ui::palette::Palette;
use crate::ui::people::People;
use crate::ui::review::ReviewScreen;
use crate::ui::security::Security;
use crate::ui::transfer::Transfer;
use crate::ui::trash::Trash;
use crate::ui::watch::WatchScreen;
use crate::ui::widgets::Severity;
use crate::workspace;
use crate::workspace::settings::{self, Settings};

impl App {
    pub(super) fn act(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Go(route) => self.route = route,
            Action::LookInside(backup) => {
                self.lock(ctx);
                self.route = Route::Unlock(backup);
            }
            Action::OpenFile(path) => {
                let is_book = path.extension().is_some_and(|ending| ending == "haobu");
                if is_book {
                    self.lock(ctx);
                    self.route = Route::Unlock(path);
                } else {
                    self.transfer.import(Some(path));
                    self.route = Route::Import;
                }
            }
            Action::OpenFiles(paths) => {
                self.transfer.import_several(&paths);
                self.route = Route::Import;
            }
            Action::BookOpened => self.book_opened(ctx),
            Action::DropWaiting => self.transfer.drop_waiting(),
            Action::ShowFilter(text) => {
                with_context(self, ctx, |app, people| people.show_filter(&text, app));
                self.route = Route::People;
            }
            Action::ShowSegment(id) => {
                with_context(self, ctx, |app, people| people.show_segment(id, app));
                self.route = Route::People;
            }
            Action::ShowContact(id) => {
                self.people.show_contact(id);
                self.route = Route::People;
            }
            Action::ShowList(op) => {
                self.lists.show(op);
                self.route = Route::Lists;
            }
            Action::ShowListsOf(contact) => {
                self.lists.show_of(contact);
                self.route = Route::Lists;
            }
            Action::ResumeReview(id) => {
                let mut screen = std::mem::take(&mut self.review);
                with_context(self, ctx, |app, _| screen.resume(id, app));
                self.review = screen;
                self.route = Route::Review;
            }
            Action::RecordConsent(contacts) => self.people.record_consent(contacts),
            Action::ChangeMany(act) => self.people.change_many(act),
            Action::Copy(text) => {
                self.copied = Some(Copied::now(&text));
                ctx.copy_text(text);
            }
            Action::ShowRecoveryCode => {
                let mut security = std::mem::take(&mut self.security);
                with_context(self, ctx, |app, _| security.show_recovery(app));
                self.security = security;
            }
            Action::ChangePassphrase { is_forgotten } => {
                self.security.change_passphrase(is_forgotten);
            }
            Action::Say(words) => self.toasts.push(Severity::Info, words, None),
            Action::ChangeSettings(change) => {
                change(&mut self.settings);
                if let Some(tag) = &self.settings.language {
                    self.language = Language::from_tag(tag);
                }
                self.wear(ctx);
                self.settings_file.save(&self.settings);
            }
        }
    }

    fn run(&mut self, ctx: &egui::Context, command: Command) {
        let set_theme = |theme| move |settings: &mut Settings| settings.theme = theme;
        let change = |change: Box<dyn FnOnce(&mut Settings)>| {
            self.actions.send(Action::ChangeSettings(change));
        };
        match command {
            Command::LightTheme => change(Box::new(set_theme(settings::Theme::Light))),
            Command::DarkTheme => change(Box::new(set_theme(settings::Theme::Dark))),
            Command::SystemTheme => change(Box::new(set_theme(settings::Theme::System))),
            Command::English | Command::Chinese => {
                let language = match command {
                    Command::English => Language::English,
                    _ => Language::Chinese,
                };
                change(Box::new(move |settings| {
                    settings.language = Some(language.tag().to_owned());
                }));
            }
            Command::ZoomIn => change(Box::new(|s| s.scale = (s.scale + 0.1).min(2.5))),
            Command::ZoomOut => change(Box::new(|s| s.scale = (s.scale - 0.1).max(0.75))),
            Command::ZoomReset => change(Box::new(|s| s.scale = 1.0)),
            Command::ToggleDensity => change(Box::new(|s| {
                s.density = match s.density {
                    settings::Density::Comfortable => settings::Density::Compact,
                    settings::Density::Compact => settings::Density::Comfortable,
                };
            })),
            Command::TogglePane => change(Box::new(|s| s.is_pane_open = !s.is_pane_open)),
            Command::ToggleInspector => {
                change(Box::new(|s| s.is_inspector_open = !s.is_inspector_open));
            }
            Command::Palette => self.palette.open(),
            Command::Review => self.review.begin(&self.people),
            Command::SettleHeld => {
                self.held.begin();
                self.route = Route::Held;
            }
            Command::LookUp => self.look_up.open(),
            Command::Keys => self.key_sheet.open(),
            Command::ShowPeople => self.route = Route::People,
            Command::ShowLists => self.route = Route::Lists,
            Command::ShowHistory => self.route = Route::History,
            Command::ShowTrash => self.route = Route::Trash,
            Command::ShowBackups => self.route = Route::Backups,
            Command::BackUp => self.session.back_up(),
            Command::ShowFields => self.route = Route::Fields,
            Command::ShowWatch => self.route = Route::Watch,
            Command::ShowSettings => self.route = Route::Settings,
            Command::Undo => self.session.undo(),
            Command::Redo => self.session.redo(),
            Command::Import => {
                self.transfer.import(None);
                self.route = Route::Import;
            }
            Command::Export => self.export(ctx),
            Command::NewBook => {
                self.lock(ctx);
                self.route = Route::NewBook;
            }
            Command::OpenBook => {
                self.lock(ctx);
                self.route = Route::Welcome;
                self.welcome.choose_file();
            }
            Command::OpenSample => {
                self.lock(ctx);
                self.welcome.open_sample(&self.session);
                self.route = Route::Welcome;
            }
            Command::Lock => self.lock(ctx),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Search
            | Command::EditFilter
            | Command::ClearFilter
            | Command::NewContact
            | Command::EditName
            | Command::CopyNumber
            | Command::CopyRows
            | Command::SelectAll
            | Command::RecordConsent
            | Command::ChangeMany
            | Command::DeleteSelected
            | Command::SaveSegment => {
                self.route = Route::People;
                with_context(self, ctx, |app, people| people.run(command, app));
            }
        }
    }

    /// Begins to send out whoever is selected or shown.
    fn export(&mut self, ctx: &egui::Context) {
        let mut transfer = std::mem::take(&mut self.transfer);
        with_context(self, ctx, |app, people| transfer.export(app, people));
        self.transfer = transfer;
        self.route = Route::Export;
    }

    /// The list appears; whatever was on the way in waits for it there.
    fn book_opened(&mut self, ctx: &egui::Context) {
        self.snapshot = self.session.snapshot();
        let keys = self.keys.clone();
        // A failure costs nothing now: the next opening tries again.
        drop(
            self.session
                .call(move |workspace| workspace.keep_envelope(&keys)),
        );
        let mut transfer = std::mem::take(&mut self.transfer);
        let mut goes_on = false;
        with_context(self, ctx, |app, _| goes_on = transfer.book_opened(app));
        self.transfer = transfer;
        // What is wrong with the file is said where it can be put right.
        self.route = if !self.session.safety().warnings.is_empty() && !goes_on {
            Route::Backups
        } else if goes_on {
            Route::Import
        } else {
            Route::People
        };
    }

    /// Closes the book and forgets everything that was shown of it.
    pub(super) fn lock(&mut self, ctx: &egui::Context) {
        let Some(book) = &self.snapshot.book else {
            return;
        };
        let contacts = self.session.list().try_read().map(|list| list.len());
        if let Some(contacts) = contacts
            && !self.welcome.is_sample(&book.path)
        {
            let contacts = u64::try_from(contacts).unwrap_or(u64::MAX);
            self.settings
                .remember(&book.path, workspace::now(), contacts);
            self.settings_file.save(&self.settings);
        }
        let path = book.path.clone();
        self.session.close();
        self.forget_book(ctx, path);
    }

    /// Forgets everything that was shown of a book that is closed.
    pub(super) fn forget_book(&mut self, ctx: &egui::Context, path: PathBuf) {
        self.route = Route::Unlock(path);
        self.security = Security::default();
        self.people = People::default();
        self.history = History::default();
        self.lists = Lists::default();
        self.trash = Trash::default();
        self.backups = Backups::default();
        self.fields = Fields::default();
        self.watch = WatchScreen::default();
        self.transfer = Transfer::default();
        self.palette = Palette::default();
        self.review = ReviewScreen::default();
        self.held = HeldScreen::default();
        self.look_up = LookUp::default();
        self.key_sheet = KeySheet::default();
        self.toasts.clear();
        // What was typed, undo buffers of fields and laid-out texts are egui's to forget.
        ctx.memory_mut(|memory| {
            memory.data.clear();
            memory.reset_areas();
        });
        if self.copied.take().is_some() {
            ctx.copy_text(String::new());
        }
        self.wear(ctx);
    }
}
