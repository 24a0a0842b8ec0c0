//! Drives the real window in tests: books made through the workspace, frames until something is
//! shown, and pictures of it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Action;
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::domain::problem::KeyProblem;
use haobu::i18n::Language;
use haobu::ui::theme::SystemFonts;
use haobu::ui::{App, Launch, Opening};
use haobu::workspace::keys::{KeyStore, Keyring};
use haobu::workspace::sample_book::SAMPLE_PASSPHRASE;
use haobu::workspace::settings::{Settings, SettingsFile, Theme};
use haobu::workspace::{
    self, Access, BookMemory, ImportOptions, ImportRequest, KdfProfile, Passphrase, Unwatched,
    Workspace, create, sample, sample_book,
};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// What every book that is made here opens with; the sample book has the same.
pub const PASSPHRASE: &str = SAMPLE_PASSPHRASE;
/// After this, what was waited for will not come any more, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(1);
/// Frames that let a click, a menu or a scroll come to rest.
const REST: usize = 4;

/// How a window looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// In points.
    pub size: [f32; 2],
    /// Pixels per point.
    pub scale: f32,
    pub theme: Theme,
    pub language: Language,
}

/// As most owners see it.
pub const PLAIN: Look = Look {
    size: [1440.0, 900.0],
    scale: 1.0,
    theme: Theme::Light,
    language: Language::Chinese,
};

impl Look {
    pub const fn dark(self) -> Self {
        Self {
            theme: Theme::Dark,
            ..self
        }
    }

    pub const fn english(self) -> Self {
        Self {
            language: Language::English,
            ..self
        }
    }

    pub const fn sized(self, width: f32, height: f32) -> Self {
        Self {
            size: [width, height],
            ..self
        }
    }

    /// The same screen of pixels under a larger scale: there is room for less.
    pub const fn scaled(self, scale: f32) -> Self {
        let [width, height] = self.size;
        Self {
            size: [width / scale, height / scale],
            scale,
            ..self
        }
    }

    /// What it says in its language.
    pub fn says(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }
}

pub fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE).unwrap()
}

/// A folder with settings, books, and whatever a test puts there.
pub struct House {
    folder: TempDir,
    pub settings: Settings,
    /// What the system keeps; nothing, unless a test says so.
    pub keyring: Arc<dyn Keyring>,
}

impl House {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            settings: Settings::default(),
            keyring: Arc::new(NoKeyring),
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// What the window wrote down when it was last closed.
    pub fn saved_settings(&self) -> Settings {
        SettingsFile::at(self.path("settings.json")).load()
    }

    /// Makes a book without contacts.
    pub fn empty_book(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        create(&path, &passphrase(), KdfProfile::Small).unwrap();
        path
    }

    /// Makes a book, and lets `fill` work in it.
    pub fn book<T>(&self, fill: impl FnOnce(&mut Workspace) -> T) -> (PathBuf, T) {
        let path = self.empty_book("花样年华花店.haobu");
        let mut workspace = Workspace::open(&path, &passphrase(), Access::ReadWrite).unwrap();
        let filled = fill(&mut workspace);
        (path, filled)
    }

    /// Makes a book with so many rows of the messy sample in it, as an import brings them.
    pub fn imported_book(&self, rows: u64) -> PathBuf {
        let file = self.path("sample.csv");
        let mut text = String::from("\u{feff}");
        writeln!(text, "{}", sample::HEADER.join(",")).unwrap();
        for index in 0..rows {
            let cells = sample::Sample::new(1).row(index);
            let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            writeln!(text, "{}", quoted.join(",")).unwrap();
        }
        std::fs::write(&file, text).unwrap();
        let (path, ()) = self.book(|workspace| {
            let request = ImportRequest {
                file,
                options: ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
                source: "门店登记".to_owned(),
                rejects: None,
                rehearsal: false,
            };
            workspace.import(&request, &Unwatched).unwrap();
        });
        path
    }

    /// Makes the sample book of `haobu demo`, of another size.
    pub fn sample_book(&self, contacts: u64) -> PathBuf {
        let workspace = sample_book::make(self.folder(), workspace::now(), contacts).unwrap();
        drop(workspace);
        self.path("花样年华花店.haobu")
    }

    /// Opens the window on the welcome screen.
    pub fn welcome(&self, look: Look) -> Window {
        self.window(look, Opening::Nothing)
    }

    /// Opens the window on a book, types the passphrase, and waits until the list is there.
    pub fn open(&self, look: Look, book: &Path) -> Window {
        let mut window = self.window(look, Opening::File(book.to_owned()));
        window.unlock();
        window
    }

    pub fn window(&self, look: Look, opening: Opening) -> Window {
        let settings = Settings {
            theme: look.theme,
            language: Some(look.language.tag().to_owned()),
            ..self.settings.clone()
        };
        let place = self.path("settings.json");
        let mut file = SettingsFile::at(place.clone());
        file.save(&settings);
        // Dropping waits until it is written.
        drop(file);
        let launch = Launch {
            opening,
            settings: SettingsFile::at(place),
            keys: KeyStore::at(self.path("keys"), Arc::clone(&self.keyring)),
            memory: BookMemory::at(self.path("books.json")),
            language: None,
            system_fonts: SystemFonts::No,
            on_ready: None,
        };
        let harness = Harness::builder()
            .with_size(look.size)
            .with_pixels_per_point(look.scale)
            .with_theme(match look.theme {
                Theme::Dark => egui::Theme::Dark,
                Theme::Light | Theme::System => egui::Theme::Light,
            })
            .with_max_steps(64)
            .build_eframe(move |creation| App::new(&creation.egui_ctx, launch));
        let mut window = Window { harness, look };
        window.rest();
        window
    }
}

/// A system without a keyring: tests touch none that somebody has.
struct NoKeyring;

impl Keyring for NoKeyring {
    fn set(&self, _name: &str, _secret: &str) -> Result<(), KeyProblem> {
        Err(KeyProblem::NoKeyring)
    }

    fn get(&self, _name: &str) -> Result<Zeroizing<String>, KeyProblem> {
        Err(KeyProblem::NoKeyring)
    }

    fn remove(&self, _name: &str) -> Result<(), KeyProblem> {
        Err(KeyProblem::NoKeyring)
    }
}

/// A keyring that lasts as long as the test.
#[derive(Default)]
pub struct OwnKeyring(Mutex<HashMap<String, String>>);

impl Keyring for OwnKeyring {
    fn set(&self, name: &str, secret: &str) -> Result<(), KeyProblem> {
        let mut kept = self.0.lock().unwrap();
        kept.insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    fn get(&self, name: &str) -> Result<Zeroizing<String>, KeyProblem> {
        let kept = self.0.lock().unwrap().get(name).cloned();
        kept.map(Zeroizing::new).ok_or(KeyProblem::NotRemembered)
    }

    fn remove(&self, name: &str) -> Result<(), KeyProblem> {
        let gone = self.0.lock().unwrap().remove(name);
        gone.map(drop).ok_or(KeyProblem::NotRemembered)
    }
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// A window; the house it stands in must outlive it.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub look: Look,
}

impl Window {
    /// Draws frames until `holds`; the threads behind the window answer between them.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Harness<'static, App>) -> bool) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            self.harness.step();
            if holds(&self.harness) {
                self.rest();
                return;
            }
            std::thread::yield_now();
        }
        panic!("waited in vain for {what}");
    }

    /// Until something is shown whose name has these words in it.
    #[track_caller]
    pub fn until_shown(&mut self, words: &str) {
        self.until(words, |harness| is_shown(harness, words));
    }

    /// Once the recovery code of a new book is shown, leaves it for later.
    #[track_caller]
    pub fn put_off_recovery(&mut self) {
        let later = self.look.says("以后再说", "Later");
        // While the code is being made, the dialog is another one with the same buttons.
        self.until_shown("24 ");
        self.activate(later);
        self.until_gone(later);
    }

    /// Until nothing is shown whose name has these words in it.
    #[track_caller]
    pub fn until_gone(&mut self, words: &str) {
        self.until(words, |harness| !is_shown(harness, words));
    }

    pub fn is_shown(&self, words: &str) -> bool {
        is_shown(&self.harness, words)
    }

    /// A few frames, then looks whether every input has a name.
    #[track_caller]
    pub fn rest(&mut self) {
        self.harness.run_steps(REST);
        self.harness.check_accessibility();
    }

    /// Until every question has been answered and drawn.
    #[track_caller]
    pub fn settle(&mut self) {
        // An answer may be what the next question hangs on.
        for _ in 0..2 {
            self.until("the answers", |harness| harness.state().is_idle());
        }
    }

    #[track_caller]
    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        self.rest();
        self.harness.get_by_label(label).click();
        self.rest();
    }

    /// Does what a click would do, once that is possible, as assistive technology does: it needs no
    /// place, so what moves meanwhile does not matter.
    #[track_caller]
    pub fn activate(&mut self, label: &str) {
        self.until(label, |harness| {
            let mut found = harness.query_all_by_label(label);
            found.any(|node| !node.accesskit_node().is_disabled())
        });
        self.harness.get_by_label(label).click_accesskit();
        self.rest();
    }

    /// The first whose name has these words in it.
    #[track_caller]
    pub fn click_containing(&mut self, words: &str) {
        for act in [false, true] {
            let mut found = self.harness.query_all_by_label_contains(words);
            let first = found.next().unwrap_or_else(|| panic!("no {words}"));
            if act {
                first.click();
            } else {
                first.scroll_to_me();
            }
            drop(found);
            self.rest();
        }
    }

    #[track_caller]
    pub fn click_role(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).click();
        self.rest();
    }

    pub fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.rest();
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.rest();
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.rest();
    }

    #[track_caller]
    pub fn type_into(&mut self, role: Role, label: &str, text: &str) {
        let field = self.harness.get_by_role_and_label(role, label);
        field.focus();
        self.rest();
        self.type_text(text);
    }

    /// Types over what stands in a field.
    #[track_caller]
    pub fn type_over(&mut self, role: Role, label: &str, text: &str) {
        let field = self.harness.get_by_role_and_label(role, label);
        field.focus();
        self.rest();
        self.press_with(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    /// What stands in a text field.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        let field = self.harness.get_by_role_and_label(Role::TextInput, label);
        field.value().unwrap_or_default()
    }

    /// Types the passphrase where the window asks for it, and waits until the list is there.
    #[track_caller]
    pub fn unlock(&mut self) {
        let field = self.look.says("密码", "Passphrase");
        self.until(field, |harness| {
            harness
                .query_by_role_and_label(Role::PasswordInput, field)
                .is_some()
        });
        self.type_into(Role::PasswordInput, field, PASSPHRASE);
        self.press(Key::Enter);
        self.until_shown(self.look.says("全部客户", "Everyone"));
        self.until_gone(self.look.says("正在读取客户列表", "Reading the list"));
        self.settle();
    }

    /// Finds somebody as an owner does, and selects them.
    #[track_caller]
    pub fn find(&mut self, text: &str) {
        self.press_with(Modifiers::COMMAND, Key::F);
        self.press_with(Modifiers::COMMAND, Key::A);
        self.type_text(text);
        self.settle();
        self.press(Key::Enter);
        self.settle();
    }

    /// Lets a file go over the window.
    pub fn drop_file(&mut self, path: &Path) {
        let file = Arc::new(Dropped(path.to_owned()));
        self.harness.input_mut().dropped_files.push(file);
        self.rest();
    }

    /// Lets several files go over the window at once.
    pub fn drop_files(&mut self, paths: &[PathBuf]) {
        let files = paths.iter().map(|path| Dropped(path.clone()));
        let dropped = &mut self.harness.input_mut().dropped_files;
        for file in files {
            dropped.push(std::sync::Arc::new(file));
        }
        self.rest();
    }

    /// Takes a choice from a closed list.
    #[track_caller]
    pub fn choose(&mut self, list: &str, choice: &str) {
        self.harness
            .get_by_role_and_label(Role::ComboBox, list)
            .scroll_to_me();
        self.rest();
        self.click_role(Role::ComboBox, list);
        self.harness
            .get_by_role_and_label(Role::MenuItemRadio, choice)
            .scroll_to_me();
        self.rest();
        self.click_role(Role::MenuItemRadio, choice);
    }

    /// Makes a book for the file that was looked at: what the owner has to fill in.
    #[track_caller]
    pub fn fill_new_book(&mut self, folder: &Path) {
        let look = self.look;
        let place = look.says("存放在", "Keep it in");
        self.until("the folder for documents", |harness| {
            let field = harness.query_by_role_and_label(Role::TextInput, place);
            field.is_some_and(|field| field.value().is_some_and(|value| !value.is_empty()))
        });
        self.type_over(Role::TextInput, place, &folder.display().to_string());
        let first = look.says("密码", "Passphrase");
        self.type_into(Role::PasswordInput, first, PASSPHRASE);
        let again = look.says("再输一次密码", "Passphrase again");
        self.type_into(Role::PasswordInput, again, PASSPHRASE);
        // What is said of the passphrase moves what stands below it.
        self.until_shown(look.says("离线猜测约需", "Guessing it from a stolen file"));
        self.rest();
        self.activate(look.says("我已经记下", "I have written it down"));
    }

    /// Writes a picture into the folder that `HAOBU_PICTURES` names, if it does.
    pub fn picture(&mut self, name: &str) {
        picture(&mut self.harness, name);
    }

    /// Everything that can be clicked but is never reached by Tab, by name. The list is one stop,
    /// with arrows and Space inside.
    pub fn out_of_reach(&mut self) -> Vec<String> {
        let mut missing = clickable(&self.harness);
        let most = self.harness.root().children_recursive().count() + 60;
        for _ in 0..most {
            self.harness.key_press(Key::Tab);
            self.harness.step();
            let root = self.harness.root();
            let focused = root
                .children_recursive()
                .find(egui_kittest::Node::is_focused);
            let Some(node) = focused.map(|node| node.accesskit_node()) else {
                continue;
            };
            if let Some(name) = name(node) {
                missing.retain(|other| *other != name);
            }
            if missing.is_empty() {
                break;
            }
        }
        // A message may have gone by itself before Tab came to its buttons.
        let still = clickable(&self.harness);
        missing.retain(|name| still.contains(name));
        missing
    }
}

fn clickable(harness: &Harness<'static, App>) -> Vec<String> {
    let root = harness.root();
    let is_modal = root
        .children_recursive()
        .any(|node| node.accesskit_node().role() == Role::Dialog);
    let mut names: Vec<String> = root
        .children_recursive()
        .map(|node| node.accesskit_node())
        // Nothing behind a dialog can be done.
        .filter(|node| !is_modal || is_in_dialog(node))
        .filter(|node| node.data().supports_action(Action::Click))
        .filter(|node| !node.is_disabled() && !node.is_hidden())
        // The menu of a head sorts too, and has a stop; lists of choices are walked by arrows.
        .filter(|node| ![Role::ColumnHeader, Role::ListBoxOption].contains(&node.role()))
        .filter(|node| !node.label().is_some_and(|label| is_of_row(&label)))
        .filter_map(name)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn is_in_dialog(node: &AccessKitNode<'_>) -> bool {
    std::iter::successors(node.parent(), AccessKitNode::parent)
        .any(|ancestor| ancestor.role() == Role::Dialog)
}

/// The boxes of the list's rows.
fn is_of_row(label: &str) -> bool {
    ["选择 ", "Select "]
        .iter()
        .any(|words| label.starts_with(words))
}

fn name(node: AccessKitNode<'_>) -> Option<String> {
    node.label().filter(|label| !label.is_empty())
}

fn is_shown(harness: &Harness<'static, App>, words: &str) -> bool {
    let mut found = harness.query_all_by_label_contains(words);
    found.next().is_some()
}

/// Writes a picture into the folder that `HAOBU_PICTURES` names, if it does.
pub fn picture<State>(harness: &mut Harness<'_, State>, name: &str) {
    if let Some(folder) = std::env::var_os("HAOBU_PICTURES") {
        let path = Path::new(&folder).join(format!("{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}
