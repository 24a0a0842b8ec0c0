//! What the program remembers between its runs. Nothing of it is personal: that is in the book.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};

use crate::domain::problem::Problem;
use crate::domain::time::Millis;

/// So many books are remembered.
const RECENT: usize = 8;

/// The owner's preferences and the shape of the window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// A tag such as `zh-CN`; the system's language without one.
    pub language: Option<String>,
    pub theme: Theme,
    pub density: Density,
    /// 1 is the size the system asks for.
    pub scale: f32,
    /// Minutes without a key or a pointer after which the book is locked; 0: never.
    pub lock_after_minutes: u32,
    pub window: Window,
    /// In the owner's order; columns that are not named come after these, hidden or not as they
    /// are by default.
    pub columns: Vec<ColumnSetting>,
    /// The pane with segments and filters.
    pub is_pane_open: bool,
    pub is_inspector_open: bool,
    /// Titles of the inspector's cards that are folded.
    pub folded_cards: Vec<String>,
    /// Newest first.
    pub recent: Vec<RecentBook>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Light,
    Dark,
    #[default]
    System,
}

/// How high the rows of the list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

/// In points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    pub width: f32,
    pub height: f32,
    pub is_maximized: bool,
}

/// One column of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnSetting {
    /// `name`, `mobile`, `field:生日` …
    pub key: String,
    pub width: f32,
    pub is_shown: bool,
}

/// A book that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentBook {
    pub path: PathBuf,
    /// UTC milliseconds.
    pub opened: i64,
    /// How many contacts it had when it was last open.
    pub contacts: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::default(),
            density: Density::default(),
            scale: 1.0,
            lock_after_minutes: 15,
            window: Window::default(),
            columns: Vec::new(),
            is_pane_open: true,
            is_inspector_open: true,
            folded_cards: Vec::new(),
            recent: Vec::new(),
        }
    }
}

impl Default for Window {
    fn default() -> Self {
        Self {
            width: 1440.0,
            height: 900.0,
            is_maximized: false,
        }
    }
}

impl Settings {
    /// Puts a book first among those that were open before.
    pub fn remember(&mut self, path: &Path, at: Millis, contacts: u64) {
        self.recent.retain(|book| book.path != path);
        self.recent.insert(
            0,
            RecentBook {
                path: path.to_owned(),
                opened: at.0,
                contacts,
            },
        );
        self.recent.truncate(RECENT);
    }

    /// Numbers from a file that somebody edited, brought back to what can be shown.
    fn sane(mut self) -> Self {
        let default = Self::default();
        let within = |value: f32, range: std::ops::RangeInclusive<f32>, other: f32| {
            if range.contains(&value) { value } else { other }
        };
        self.scale = within(self.scale, 0.75..=2.5, default.scale);
        self.window.width = within(self.window.width, 640.0..=16_384.0, default.window.width);
        self.window.height = within(self.window.height, 400.0..=16_384.0, default.window.height);
        self.columns
            .retain(|column| (24.0..=4_096.0).contains(&column.width));
        self
    }
}

/// Where settings are kept. Without a path they last as long as the program.
#[derive(Debug, Default)]
pub struct SettingsFile {
    path: Option<PathBuf>,
    saver: Option<Saver>,
}

#[derive(Debug)]
struct Saver {
    newest: Option<Sender<Settings>>,
    thread: Option<JoinHandle<()>>,
}

impl SettingsFile {
    /// The file of the owner's account.
    pub fn of_account() -> Self {
        use etcetera::BaseStrategy as _;
        let folder = etcetera::choose_base_strategy().map(|base| base.config_dir());
        Self {
            path: folder
                .ok()
                .map(|dir| dir.join("haobu").join("settings.json")),
            saver: None,
        }
    }

    /// A file of one's own choice.
    pub fn at(path: PathBuf) -> Self {
        Self {
            path: Some(path),
            saver: None,
        }
    }

    /// Where that is, unless settings last only as long as the program.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What was saved last; the defaults where nothing was, or nothing that can be read.
    pub fn load(&self) -> Settings {
        let text = self
            .path
            .as_ref()
            .and_then(|path| std::fs::read_to_string(path).ok());
        text.and_then(|text| serde_json::from_str(&text).ok())
            .map(Settings::sane)
            .unwrap_or_default()
    }

    /// Saves behind the caller's back; a failure costs no more than a remembered width.
    pub fn save(&mut self, settings: &Settings) {
        let Some(path) = &self.path else {
            return;
        };
        let saver = self.saver.get_or_insert_with(|| Saver::start(path.clone()));
        if let Some(newest) = &saver.newest {
            // The thread lives as long as the saver.
            newest.send(settings.clone()).ok();
        }
    }
}

impl Saver {
    fn start(path: PathBuf) -> Self {
        let (newest, received) = channel::<Settings>();
        let thread = std::thread::Builder::new()
            .name("haobu settings".to_owned())
            .spawn(move || {
                while let Ok(mut settings) = received.recv() {
                    // Only the newest of those that piled up meanwhile.
                    while let Ok(newer) = received.try_recv() {
                        settings = newer;
                    }
                    write_json(&path, &settings).ok();
                }
            })
            .ok();
        Self {
            newest: Some(newest),
            thread,
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.newest = None;
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported by its own thread.
            thread.join().ok();
        }
    }
}

/// The file is either the old one or the new one, never half of each.
pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Problem> {
    let failed = |error: &std::io::Error| Problem::making(path, error);
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    let text =
        serde_json::to_vec_pretty(value).map_err(|error| failed(&std::io::Error::from(error)))?;
    file.write_all(&text).map_err(|error| failed(&error))?;
    file.as_file().sync_all().map_err(|error| failed(&error))?;
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deeper").join("settings.json");
        let mut settings = Settings {
            language: Some("zh-CN".to_owned()),
            scale: 1.5,
            ..Settings::default()
        };
        settings.remember(Path::new("花店.haobu"), Millis(7), 12);
        let mut file = SettingsFile::at(path.clone());
        assert_eq!(file.load(), Settings::default());
        file.save(&settings);
        drop(file);
        assert_eq!(SettingsFile::at(path).load(), settings);
    }

    #[test]
    fn what_cannot_be_read_or_shown_is_left_out() {
        let check = |text: &str, expected: Settings| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("settings.json");
            std::fs::write(&path, text).unwrap();
            assert_eq!(SettingsFile::at(path).load(), expected);
        };
        check("{", Settings::default());
        check(r#"{"scale": 1000}"#, Settings::default());
        check(r#"{"window": {"width": -5}}"#, Settings::default());
        check(
            r#"{"columns": [{"key": "name", "width": 0, "is_shown": true}]}"#,
            Settings::default(),
        );
        let compact = Settings {
            density: Density::Compact,
            ..Settings::default()
        };
        check(
            r#"{"density": "compact", "of a later version": 1}"#,
            compact,
        );
    }

    #[test]
    fn a_book_is_remembered_once_and_newest_first() {
        let mut settings = Settings::default();
        for number in 0..20 {
            settings.remember(
                Path::new(&format!("{}.haobu", number % 10)),
                Millis(number),
                1,
            );
        }
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent.first().unwrap().opened, 19);
    }
}
