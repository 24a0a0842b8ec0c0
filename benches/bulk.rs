//! Bulk work on everybody: a tag on 100,000 people and its undo, with the window alive throughout.
//!
//! `cargo bench --bench bulk`. Budgets: tag ≤ 1 s, undo ≤ 1 s, no frame that waits for either.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that fails should stop and say so"
)]

mod support;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, Vec2, vec2};
use haobu::domain::ids::ContactId;
use haobu::i18n::Language;
use haobu::ui::theme::SystemFonts;
use haobu::ui::{App, Command, Launch, Opening};
use haobu::workspace::editing::{BulkChange, BulkField};
use haobu::workspace::keys::KeyStore;
use haobu::workspace::settings::SettingsFile;
use haobu::workspace::{Access, BookMemory, KdfProfile, Passphrase, Unwatched, Workspace, create};

use support::{folder, median, pairs, request, write_csv};

const PASSPHRASE: &str = "bench";
const ROWS: usize = 100_000;
const SIZE: Vec2 = vec2(1440.0, 900.0);
/// A screen shows a frame so often.
const VSYNC: Duration = Duration::from_micros(16_667);

fn main() {
    if support::is_test() {
        return;
    }
    let folder = folder();
    let path = make(folder.path());
    acts(&path);
    window(&path);
}

fn make(folder: &Path) -> PathBuf {
    let csv = folder.join("customers.csv");
    let path = folder.join("bulk.haobu");
    write_csv(&csv, ROWS);
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    create(&path, &passphrase, KdfProfile::from_number(1).unwrap()).unwrap();
    let mut workspace = open(&path);
    workspace.import(&request(&csv), &Unwatched).unwrap();
    path
}

fn open(path: &Path) -> Workspace {
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    Workspace::open(path, &passphrase, Access::ReadWrite).unwrap()
}

/// Each act on everybody, book and list, without a window.
fn acts(path: &Path) {
    let mut workspace = open(path);
    let everybody: Vec<ContactId> = {
        let roster = workspace.roster().unwrap();
        let all = roster.everyone();
        all.slots().filter_map(|slot| roster.id(slot)).collect()
    };
    assert_eq!(everybody.len(), ROWS);
    println!("{ROWS} contacts, medians of {} runs, seconds", pairs());
    println!("{:28} {:>8} {:>8}", "", "act", "undo");
    let set = |field, value: &str| BulkChange::Set {
        field,
        value: value.to_owned(),
    };
    let all = [
        ("tag", BulkChange::Tag("春节".to_owned())),
        ("untag", BulkChange::Untag("VIP".to_owned())),
        ("company", set(BulkField::Company, "一家公司")),
        ("city", set(BulkField::City, "广州")),
        ("trash", BulkChange::Delete),
    ];
    for (name, change) in all {
        let (mut act, mut undo) = (Vec::new(), Vec::new());
        for _ in 0..pairs() {
            let started = Instant::now();
            workspace
                .change_many(&everybody, &change, &Unwatched)
                .unwrap();
            drop(workspace.roster().unwrap());
            act.push(started.elapsed().as_secs_f64());
            let started = Instant::now();
            workspace.undo().unwrap();
            drop(workspace.roster().unwrap());
            undo.push(started.elapsed().as_secs_f64());
        }
        println!("{name:28} {:8.2} {:8.2}", median(&act), median(&undo));
    }
}

/// The same tag from the window: frames go on while the book works.
fn window(path: &Path) {
    let mut window = Window::open(path);
    window.command(Command::SelectAll);
    for _ in 0..120 {
        window.paced();
    }
    window.command(Command::ChangeMany);
    for _ in 0..10 {
        window.paced();
    }
    window.frame(vec![Event::Text("窗口".to_owned())]);
    // Until it is told whom the tag would be put on.
    for _ in 0..60 {
        window.paced();
    }
    window.press(Key::Enter, Modifiers::NONE);
    window.until_done("tag", "窗口", true);
    window.command(Command::Undo);
    window.until_done("undo", "窗口", false);
}

/// The app with a context of its own instead of a window.
struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
}

impl Window {
    fn open(path: &Path) -> Self {
        let ctx = egui::Context::default();
        let is_ready = Rc::new(Cell::new(false));
        let ready = Rc::clone(&is_ready);
        let app = App::new(
            &ctx,
            Launch {
                opening: Opening::File(path.to_owned()),
                settings: SettingsFile::default(),
                keys: KeyStore::beside(None),
                memory: BookMemory::default(),
                language: Some(Language::Chinese),
                system_fonts: SystemFonts::No,
                on_ready: Some(Box::new(move |_| ready.set(true))),
            },
        );
        let mut window = Self {
            ctx,
            app,
            time: 0.0,
        };
        for _ in 0..4 {
            window.frame(Vec::new());
        }
        window.frame(vec![Event::Text(PASSPHRASE.to_owned())]);
        window.press(Key::Enter, Modifiers::NONE);
        let started = Instant::now();
        while !is_ready.get() {
            assert!(started.elapsed().as_secs() < 120, "the book does not open");
            window.paced();
        }
        for _ in 0..60 {
            window.paced();
        }
        window
    }

    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += VSYNC.as_secs_f64();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let started = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.tick(ui.ctx());
            app.draw(ui);
        });
        // There is no screen to bring pictures of letters to.
        output.textures_delta.clear();
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        assert!(!triangles.is_empty());
        started.elapsed()
    }

    /// A frame as a screen would show it; how long it took to draw.
    fn paced(&mut self) -> Duration {
        let took = self.frame(Vec::new());
        std::thread::sleep(VSYNC.saturating_sub(took));
        took
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            self.frame(vec![Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            }]);
        }
    }

    /// By its keys.
    fn command(&mut self, command: Command) {
        let keys = command.shortcuts().first().unwrap();
        self.press(keys.logical_key, keys.modifiers);
    }

    /// Frames until the list shows that a tag has come, or gone.
    fn until_done(&mut self, what: &str, tag: &str, is_there: bool) {
        let started = Instant::now();
        let mut frames = Vec::new();
        while self.app.has_tag_in_use(tag) != is_there {
            assert!(started.elapsed().as_secs() < 60, "{what} does not end");
            frames.push(self.paced().as_secs_f64() * 1_000.0);
        }
        let seconds = started.elapsed().as_secs_f64();
        let longest = frames.iter().copied().fold(0.0, f64::max);
        println!(
            "window: {what:20} {seconds:8.2} s, {} frames meanwhile, median {:.1} ms, longest {longest:.1} ms",
            frames.len(),
            if frames.is_empty() {
                0.0
            } else {
                median(&frames)
            },
        );
    }
}
