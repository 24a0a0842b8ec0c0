//! Opening the window: size, fonts, the way pictures are drawn, and what to open in it.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use super::App;
use super::theme::SystemFonts;
use crate::i18n::Language;
use crate::workspace::BookMemory;
use crate::workspace::keys::KeyStore;
use crate::workspace::settings::SettingsFile;

/// What the window opens with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// The welcome screen.
    #[default]
    Nothing,
    /// The sample book, in a temporary folder.
    Sample,
    /// A book or a customer file that was double-clicked.
    File(PathBuf),
}

/// How the window is started.
pub struct Launch {
    pub opening: Opening,
    pub settings: SettingsFile,
    /// What opens books beside their passphrases.
    pub keys: KeyStore,
    /// What this computer knows of the books that were open on it.
    pub memory: BookMemory,
    /// Before what the settings say.
    pub language: Option<Language>,
    pub system_fonts: SystemFonts,
    /// Called once, with the number of rows, when the list was drawn for the first time.
    pub on_ready: Option<Box<dyn FnOnce(usize)>>,
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowProblem {
    /// There is no display to open it on.
    #[error("no display")]
    NoDisplay,
    /// The system's graphics refused; what they said, for whoever looks into it.
    #[error("no window: {0}")]
    Graphics(String),
}

impl std::fmt::Debug for Launch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Launch")
            .field("opening", &self.opening)
            .finish_non_exhaustive()
    }
}

impl Launch {
    /// With the settings of the account.
    pub fn new(opening: Opening) -> Self {
        Self {
            opening,
            settings: SettingsFile::of_account(),
            keys: KeyStore::of_account(),
            memory: BookMemory::of_account(),
            language: None,
            system_fonts: SystemFonts::Yes,
            on_ready: None,
        }
    }
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When there is no display or nothing to draw with.
pub fn run(launch: Launch) -> Result<(), WindowProblem> {
    if !has_display() {
        return Err(WindowProblem::NoDisplay);
    }
    let window = launch.settings.load().window;
    // eframe may need the launch twice: the second way of drawing starts where the first failed.
    let launch = Rc::new(RefCell::new(Some(launch)));
    let open = |renderer| {
        let launch = Rc::clone(&launch);
        let options = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_app_id("haobu")
                .with_inner_size([window.width, window.height])
                .with_min_inner_size([720.0, 480.0])
                .with_maximized(window.is_maximized)
                .with_icon(egui::IconData::default()),
            renderer,
            // Our own provider knows which forms of Han to prefer.
            system_font_fallback: false,
            centered: true,
            ..eframe::NativeOptions::default()
        };
        eframe::run_native(
            "Haobu",
            options,
            Box::new(move |creation| {
                let launch = launch
                    .borrow_mut()
                    .take()
                    .ok_or("the window was made already")?;
                Ok(Box::new(App::new(&creation.egui_ctx, launch)))
            }),
        )
    };
    let first = open(FIRST);
    match first {
        Err(_) if launch.borrow().is_some() => open(SECOND),
        outcome => outcome,
    }
    .map_err(|error| WindowProblem::Graphics(error.to_string()))
}

const FIRST: eframe::Renderer = eframe::Renderer::Wgpu;
const SECOND: eframe::Renderer = eframe::Renderer::Glow;

#[cfg(all(unix, not(target_os = "macos")))]
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}

/// Windows and macOS always have one.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_display() -> bool {
    true
}
