//! The window itself: which screen is shown, and what happens between two frames.

mod acting;
mod clipboard;
mod idle;

use std::sync::Arc;
use std::time::Duration;

use egui::{CentralPanel, Frame, Ui};

use super::backups::Backups;
use super::command::{Action, Command, Route};
use super::context::{ActionSender, AppContext, Environment};
use super::fields::Fields;
use super::held::HeldScreen;
use super::history::History;
use super::keys::KeySheet;
use super::launch::{Launch, Opening};
use super::lists::Lists;
use super::lookup::LookUp;
use super::palette::Palette;
use super::people::People;
use super::review::ReviewScreen;
use super::security::{Security, reminder_ui};
use super::settings::SettingsScreen;
use super::theme::{self, Density, Mode, Tokens};
use super::transfer::Transfer;
use super::trash::Trash;
use super::watch::WatchScreen;
use super::welcome::Welcome;
use super::widgets::{Severity, Toasts};
use super::{shell, theme::fonts};
use crate::domain::op::OpKind;
use crate::i18n::{self, Language};
use crate::text;
use crate::workspace::keys::KeyStore;
use crate::workspace::settings::{self, Settings, SettingsFile};
use crate::workspace::{self, Event, Session, Snapshot};

use clipboard::Copied;
use idle::ActiveSince;

/// The window.
pub struct App {
    session: Session,
    snapshot: Arc<Snapshot>,
    settings: Settings,
    settings_file: SettingsFile,
    language: Language,
    route: Route,
    actions: ActionSender,
    toasts: Toasts<Command>,
    welcome: Welcome,
    people: People,
    history: History,
    lists: Lists,
    trash: Trash,
    backups: Backups,
    fields: Fields,
    watch: WatchScreen,
    settings_screen: SettingsScreen,
    keys: KeyStore,
    security: Security,
    transfer: Transfer,
    palette: Palette,
    review: ReviewScreen,
    held: HeldScreen,
    look_up: LookUp,
    key_sheet: KeySheet,
    /// When the owner last did something.
    active: ActiveSince,
    /// Whether an input method is in the middle of a word.
    is_composing: bool,
    /// People's data that may be in the clipboard through us.
    copied: Option<Copied>,
    title: String,
    on_ready: Option<Box<dyn FnOnce(usize)>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("route", &self.route)
            .finish_non_exhaustive()
    }
}

impl App {
    /// Makes the window's insides, and begins with what it was launched for.
    pub fn new(ctx: &egui::Context, launch: Launch) -> Self {
        let waker = ctx.clone();
        let settings = launch.settings.load();
        let language = launch
            .language
            .or_else(|| settings.language.as_deref().map(Language::from_tag))
            .unwrap_or_else(Language::of_environment);
        fonts::install(ctx, launch.system_fonts);
        let wake = Arc::new(move || waker.request_repaint());
        let session = Session::start_remembering(wake, launch.memory);
        // Closed at once, whether or not the window is drawn meanwhile.
        workspace::away::watch_for_leaving(session.closer());
        let app = Self {
            snapshot: session.snapshot(),
            session,
            settings,
            settings_file: launch.settings,
            language,
            route: Route::Welcome,
            actions: ActionSender::default(),
            toasts: Toasts::default(),
            welcome: Welcome::default(),
            people: People::default(),
            history: History::default(),
            lists: Lists::default(),
            trash: Trash::default(),
            backups: Backups::default(),
            fields: Fields::default(),
            watch: WatchScreen::default(),
            settings_screen: SettingsScreen::default(),
            keys: launch.keys,
            security: Security::default(),
            transfer: Transfer::default(),
            palette: Palette::default(),
            review: ReviewScreen::default(),
            held: HeldScreen::default(),
            look_up: LookUp::default(),
            key_sheet: KeySheet::default(),
            active: ActiveSince::now(),
            is_composing: false,
            copied: None,
            title: String::new(),
            on_ready: launch.on_ready,
        };
        app.wear(ctx);
        match launch.opening {
            Opening::Nothing => {}
            Opening::Sample => app.actions.send(Action::Run(Command::OpenSample)),
            Opening::File(path) => app.actions.send(Action::OpenFile(path)),
        }
        app
    }

    /// Theme and scale as the settings say.
    fn wear(&self, ctx: &egui::Context) {
        let mode = match self.settings.theme {
            settings::Theme::Light => Mode::Light,
            settings::Theme::Dark => Mode::Dark,
            settings::Theme::System => Mode::System,
        };
        theme::apply(ctx, mode, self.settings.scale);
    }

    /// Everything between two frames; draws nothing.
    pub fn tick(&mut self, ctx: &egui::Context) {
        self.snapshot = self.session.snapshot();
        self.hear(ctx);
        self.clear_clipboard(ctx);
        self.watch_input(ctx);
        self.lock_when_idle(ctx);
        self.drop_files(ctx);
        for action in self.actions.take() {
            self.act(ctx, action);
        }
        self.title(ctx);
    }

    fn hear(&mut self, ctx: &egui::Context) {
        for event in self.session.events() {
            // The screens of files say so themselves, with the way back.
            if let Event::Committed(op) | Event::Undone(op) = &event
                && matches!(
                    (&self.route, op.kind),
                    (Route::Import, OpKind::Import | OpKind::RoundTrip)
                        | (Route::Export, OpKind::Export)
                )
            {
                continue;
            }
            let undo = || Some((text!(self.language, "toast-undo"), Command::Undo));
            let (severity, words, act) = match event {
                // A walk shows by itself how it goes on and back.
                Event::Committed(op) if op.kind == OpKind::Review => continue,
                Event::Committed(op) | Event::Undone(op) | Event::Redone(op)
                    if op.kind == OpKind::SettleHeld && self.route == Route::Held =>
                {
                    continue;
                }
                Event::Undone(op) | Event::Redone(op)
                    if op.kind == OpKind::Review && self.route == Route::Review =>
                {
                    continue;
                }
                Event::Committed(op) if op.kind == OpKind::Watch => {
                    let is_told = ["waiting", "failed"].contains(&op.subject.as_str());
                    if self.route == Route::Watch || !is_told {
                        continue;
                    }
                    let look = text!(self.language, "watch-look");
                    (
                        Severity::Warning,
                        i18n::op_sentence(self.language, &op),
                        Some((look, Command::ShowWatch)),
                    )
                }
                Event::Committed(op) if op.kind.undoable() => (
                    Severity::Success,
                    i18n::op_sentence(self.language, &op),
                    undo(),
                ),
                Event::Committed(op) => (
                    Severity::Success,
                    i18n::op_sentence(self.language, &op),
                    None,
                ),
                Event::Undone(op) => {
                    let what = i18n::op_sentence(self.language, &op);
                    let redo = text!(self.language, "toast-redo");
                    (
                        Severity::Info,
                        text!(self.language, "toast-undone", what = what),
                        Some((redo, Command::Redo)),
                    )
                }
                Event::Redone(op) => {
                    let what = i18n::op_sentence(self.language, &op);
                    (
                        Severity::Info,
                        text!(self.language, "toast-redone", what = what),
                        undo(),
                    )
                }
                // What was shown of it goes, too.
                Event::Left(book) => {
                    self.forget_book(ctx, book);
                    continue;
                }
                Event::Failed(problem) => (
                    Severity::Error,
                    i18n::sentence(self.language, &problem),
                    None,
                ),
            };
            self.toasts.push(severity, words, act);
            ctx.request_repaint();
        }
    }

    fn watch_input(&mut self, ctx: &egui::Context) {
        ctx.input(|input| {
            for event in &input.events {
                if let egui::Event::Ime(ime) = event {
                    self.is_composing = match ime {
                        egui::ImeEvent::Preedit { text, .. } => !text.is_empty(),
                        _ => false,
                    };
                }
            }
            let is_active = !input.events.is_empty() || input.pointer.is_moving();
            if is_active {
                self.active = ActiveSince::now();
            }
        });
        if self.is_composing || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let environment = self.environment();
        let can_run = |command| environment.allows(command);
        if let Some(command) = Command::pressed(ctx, ctx.text_edit_focused(), can_run) {
            self.actions.send(Action::Run(command));
        }
    }

    /// Locks the book when nobody has been there for a while, even if the computer slept.
    fn lock_when_idle(&mut self, ctx: &egui::Context) {
        let minutes = self.settings.lock_after_minutes;
        if self.snapshot.book.is_none() || minutes == 0 {
            return;
        }
        let limit = Duration::from_secs(u64::from(minutes) * 60);
        let idle = self.active.elapsed();
        if idle >= limit && self.session.job().is_none() {
            self.actions.send(Action::Run(Command::Lock));
        } else {
            let left = limit.saturating_sub(idle).max(Duration::from_secs(1));
            ctx.request_repaint_after(left);
        }
    }

    fn environment(&self) -> Environment {
        environment(&self.snapshot, &self.route, &self.people)
    }

    fn drop_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let paths: Vec<_> = dropped.iter().map(|file| file.path().to_owned()).collect();
        match paths.as_slice() {
            [] => {}
            [one] => self.actions.send(Action::OpenFile(one.clone())),
            _ => self.actions.send(Action::OpenFiles(paths)),
        }
    }

    fn title(&mut self, ctx: &egui::Context) {
        let program = text!(self.language, "app-name");
        let title = match &self.snapshot.book {
            Some(book) => format!("{} – {program}", book.name),
            None => program,
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Draws the window, then does what was asked for meanwhile, so that the very next frame has it.
    pub fn draw(&mut self, ui: &mut Ui) {
        self.show(ui);
        self.tell_ready();
        let ctx = ui.ctx().clone();
        let actions = self.actions.take();
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        for action in actions {
            self.act(&ctx, action);
        }
        self.remember_window(&ctx);
    }

    /// Whether the people on the screen are not yet the ones that were asked for.
    pub fn is_searching(&self) -> bool {
        self.people.is_searching()
    }

    /// Whether nothing that was asked for is still on its way.
    pub fn is_idle(&self) -> bool {
        self.session.is_idle()
    }

    /// Whether the book knows a tag of this name, as far as the window has heard.
    pub fn has_tag_in_use(&self, name: &str) -> bool {
        let mut tags = self.snapshot.vocabulary.tags.iter();
        tags.any(|(_, known)| known == name)
    }

    fn show(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        ui.painter().rect_filled(ui.max_rect(), 0, tokens.bg);
        let Self {
            session,
            snapshot,
            settings,
            language,
            route,
            actions,
            toasts,
            welcome,
            people,
            history,
            lists,
            trash,
            backups,
            fields,
            watch,
            settings_screen,
            keys,
            security,
            transfer,
            palette,
            review,
            held,
            look_up,
            key_sheet,
            ..
        } = self;
        let app = AppContext {
            session,
            snapshot,
            settings,
            keys,
            language: *language,
            tokens,
            now: workspace::now(),
            today: workspace::today(),
            actions,
            environment: environment(snapshot, route, people),
        };
        match route {
            Route::Welcome | Route::NewBook | Route::Unlock(_) => {
                CentralPanel::no_frame()
                    .frame(Frame::new().fill(tokens.bg))
                    .show(ui, |ui| {
                        welcome.ui(ui, &app, route, transfer.waiting_file());
                    });
            }
            Route::Import => transfer.import_ui(ui, &app),
            Route::Export => transfer.export_ui(ui, &app, people),
            Route::Settings if snapshot.book.is_none() => {
                CentralPanel::no_frame()
                    .frame(Frame::new().fill(tokens.bg))
                    .show(ui, |ui| settings_screen.ui(ui, &app, security));
            }
            Route::People
            | Route::Review
            | Route::Held
            | Route::History
            | Route::Lists
            | Route::Trash
            | Route::Backups
            | Route::Fields
            | Route::Watch
            | Route::Settings => {
                review.keep_up(&app);
                shell::top_bar(ui, &app, route, people);
                shell::status_bar(ui, &app, people, |ui| {
                    super::watch::offer_ui(ui, &app, route);
                    review.offer_ui(ui, &app, route);
                    reminder_ui(ui, &app);
                });
                shell::rail(ui, &app, route);
                match route {
                    Route::Review => review.ui(ui, &app),
                    Route::Held => held.ui(ui, &app),
                    Route::History => history.ui(ui, &app),
                    Route::Lists => lists.ui(ui, &app),
                    Route::Trash => trash.ui(ui, &app),
                    Route::Backups => backups.ui(ui, &app),
                    Route::Fields => fields.ui(ui, &app),
                    Route::Watch => watch.ui(ui, &app),
                    Route::Settings => settings_screen.ui(ui, &app, security),
                    _ => people.ui(ui, &app),
                }
            }
        }
        review.dialog_ui(ui.ctx(), &app, people);
        look_up.ui(ui.ctx(), &app);
        key_sheet.ui(ui.ctx(), &app);
        security.ui(ui.ctx(), &app);
        palette.ui(ui.ctx(), &app);
        let close = text!(app.language, "toast-close");
        if let Some(command) = toasts.show(ui.ctx(), theme::size::STATUS, &close) {
            actions.send(Action::Run(command));
        }
    }

    /// Tells the one who asked that the list has been drawn.
    fn tell_ready(&mut self) {
        if self.on_ready.is_none() || self.route != Route::People || !self.snapshot.is_complete {
            return;
        }
        let rows = self.people.found().slots.len();
        if rows > 0
            && let Some(tell) = self.on_ready.take()
        {
            tell(rows);
        }
    }
}

/// Runs something on the people screen with the context it gets while drawing.
fn with_context(
    app: &mut App,
    ctx: &egui::Context,
    work: impl FnOnce(&AppContext<'_>, &mut People),
) {
    let App {
        session,
        snapshot,
        settings,
        keys,
        language,
        actions,
        people,
        route,
        ..
    } = app;
    let context = AppContext {
        session,
        snapshot,
        settings,
        keys,
        language: *language,
        tokens: Tokens::of_ctx(ctx),
        now: workspace::now(),
        today: workspace::today(),
        actions,
        environment: environment(snapshot, route, people),
    };
    work(&context, people);
}

/// What there is to work with.
fn environment(snapshot: &Snapshot, route: &Route, people: &People) -> Environment {
    let is_open = snapshot.book.is_some() && !matches!(route, Route::Unlock(_));
    let access = snapshot.book.as_ref().map(|book| book.access);
    Environment {
        is_open,
        can_write: is_open && access == Some(workspace::Access::ReadWrite),
        has_selection: *route == Route::People && !people.selection().is_empty(),
        can_undo: snapshot.undo.is_some(),
        can_redo: snapshot.redo.is_some(),
    }
}

/// The row height that the settings ask for.
pub(super) const fn density(settings: &Settings) -> Density {
    match settings.density {
        settings::Density::Comfortable => Density::Comfortable,
        settings::Density::Compact => Density::Compact,
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.tick(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.settings_file.save(&self.settings);
    }
}

impl App {
    fn remember_window(&mut self, ctx: &egui::Context) {
        let (size, is_maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.inner_rect, viewport.maximized.unwrap_or(false))
        });
        self.settings.window.is_maximized = is_maximized;
        if let Some(rect) = size
            && !is_maximized
        {
            // In points of the system, not of our own scale.
            let scale = self.settings.scale;
            self.settings.window.width = rect.width() * scale;
            self.settings.window.height = rect.height() * scale;
        }
    }
}
