//! Drives the real window in tests: a book made through the workspace, steps until something is
//! shown, and pictures of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use egui::Theme;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::i18n::Language;
use haobu::ui::theme::SystemFonts;
use haobu::ui::{App, Launch, Opening};
use haobu::workspace::settings::{Settings, SettingsFile};
use haobu::workspace::{
    Access, ImportOptions, ImportRequest, KdfProfile, Passphrase, Unwatched, Workspace, create,
    sample,
};
use tempfile::TempDir;

/// The passphrase of every book made here.
pub const PASSPHRASE: &str = "correct horse battery staple";

/// Steps after which something that was waited for will not come any more.
const MOST_STEPS: usize = 4_000;

/// A window over a folder of its own.
pub struct Window {
    pub harness: Harness<'static, App>,
    /// Kept as long as the window is.
    pub folder: TempDir,
}

/// How a window is opened.
#[derive(Clone, Debug)]
pub struct Look {
    pub size: [f32; 2],
    pub scale: f32,
    pub theme: Theme,
    pub language: Language,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            size: [1440.0, 900.0],
            scale: 1.0,
            theme: Theme::Light,
            language: Language::Chinese,
        }
    }
}

/// Makes a book with so many rows of the sample in it, as an import would bring them.
pub fn sample_book(folder: &Path, rows: u64) -> PathBuf {
    let book = folder.join("花样年华花店.haobu");
    let passphrase = || Passphrase::new(PASSPHRASE).unwrap();
    create(&book, &passphrase(), KdfProfile::Small).unwrap();
    if rows > 0 {
        let file = folder.join("sample.csv");
        let mut text = String::from("\u{feff}");
        writeln!(text, "{}", sample::HEADER.join(",")).unwrap();
        for index in 0..rows {
            let cells = sample::Sample::new(1).row(index);
            let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            writeln!(text, "{}", quoted.join(",")).unwrap();
        }
        std::fs::write(&file, text).unwrap();
        let mut workspace = Workspace::open(&book, &passphrase(), Access::ReadWrite).unwrap();
        let request = ImportRequest {
            file,
            options: ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
            source: "门店登记".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        workspace.import(&request, &Unwatched).unwrap();
    }
    book
}

/// Opens the window on a book and waits until the list is there.
pub fn window(rows: u64, look: &Look) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let book = sample_book(folder.path(), rows);
    let settings = folder.path().join("settings.json");
    let wanted = Settings {
        theme: match look.theme {
            Theme::Dark => haobu::workspace::settings::Theme::Dark,
            Theme::Light => haobu::workspace::settings::Theme::Light,
        },
        ..Settings::default()
    };
    let mut file = SettingsFile::at(settings.clone());
    file.save(&wanted);
    drop(file);
    let language = look.language;
    let mut harness = Harness::builder()
        .with_size(look.size)
        .with_pixels_per_point(look.scale)
        .with_theme(look.theme)
        .with_max_steps(64)
        .build_eframe(move |creation| {
            let launch = Launch {
                opening: Opening::File(book),
                settings: SettingsFile::at(settings),
                language: Some(language),
                system_fonts: SystemFonts::No,
                on_ready: None,
            };
            App::new(&creation.egui_ctx, launch)
        });
    harness.step();
    Window { harness, folder }
}

/// Steps until this holds; threads answer between the steps.
#[track_caller]
pub fn step_until(
    harness: &mut Harness<'static, App>,
    mut holds: impl FnMut(&Harness<'static, App>) -> bool,
) {
    for _ in 0..MOST_STEPS {
        harness.step();
        if holds(harness) {
            return;
        }
        std::thread::yield_now();
    }
    panic!("waited in vain");
}

/// Types the passphrase where the window asks for it.
pub fn unlock(harness: &mut Harness<'static, App>, field: &str) {
    step_until(harness, |harness| harness.query_by_label(field).is_some());
    harness.get_by_label(field).focus();
    harness.step();
    harness.get_by_label(field).type_text(PASSPHRASE);
    harness.step();
    harness.key_press(egui::Key::Enter);
    harness.step();
}

/// Writes a picture into the folder that `HAOBU_PICTURES` names, if it does.
pub fn picture(harness: &mut Harness<'static, App>, name: &str) {
    if let Some(folder) = std::env::var_os("HAOBU_PICTURES") {
        let path = Path::new(&folder).join(format!("{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}
