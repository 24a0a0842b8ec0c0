//! What a frame costs: the real window without a display, logic, drawing and tessellation together.
//!
//! `cargo bench --bench frame`. The peer of the large book is the same window on 1,000 contacts.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that fails should stop and say so"
)]

mod support;

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use egui::{
    Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2,
};
use haobu::i18n::Language;
use haobu::ui::theme::SystemFonts;
use haobu::ui::{App, Launch, Opening};
use haobu::workspace::keys::KeyStore;
use haobu::workspace::settings::SettingsFile;
use haobu::workspace::{Access, BookMemory, KdfProfile, Passphrase, Unwatched, Workspace, create};

use support::{folder, median, pairs, request, write_csv};

const PASSPHRASE: &str = "bench";
const SIZE: Vec2 = vec2(1440.0, 900.0);
/// Frames that are counted.
const FRAMES: usize = 300;
/// A screen shows a frame so often.
const VSYNC: Duration = Duration::from_micros(16_667);
/// Where nothing may be drawn while nothing happens.
const IDLE: Duration = Duration::from_secs(10);

/// What people type to find somebody.
const NEEDLES: [&str; 10] = [
    "王", "zs", "李娜", "1380013", "ouyang", "chen", "+86138", "深圳", "u4", "vip",
];

fn main() {
    if support::is_test() {
        return;
    }
    let folder = folder();
    let mut small = Vec::new();
    for rows in [1_000, 100_000, 1_000_000] {
        let path = make(folder.path(), rows);
        let mut window = Window::open(&path);
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..pairs() {
            let (frame_cpu, frame_wall) = window.scroll();
            cpu.push(frame_cpu);
            wall.push(frame_wall);
        }
        if rows == 1_000 {
            small.clone_from(&cpu);
        }
        println!(
            "\n{rows} contacts, medians of {} runs of {FRAMES} frames, scrolling",
            pairs()
        );
        println!("CPU per frame, p95           {:7.2} ms", median(&cpu));
        println!("the same by the clock        {:7.2} ms", median(&wall));
        println!(
            "beside 1,000 contacts        {:7.2}",
            median(&cpu) / median(&small)
        );
        let (late, all) = window.type_needles();
        println!("keystrokes whose people are not there at the next frame  {late} of {all}");
        if rows == 100_000 {
            println!("frames while idle for 10 s   {:4}", window.idle());
        }
    }
}

/// A book with so many contacts.
fn make(folder: &Path, rows: usize) -> std::path::PathBuf {
    let csv = folder.join("customers.csv");
    let path = folder.join(format!("{rows}.haobu"));
    write_csv(&csv, rows);
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    create(&path, &passphrase, KdfProfile::from_number(1).unwrap()).unwrap();
    let mut workspace = Workspace::open(&path, &passphrase, Access::ReadWrite).unwrap();
    workspace.import(&request(&csv), &Unwatched).unwrap();
    path
}

/// The app with a context of its own instead of a window.
struct Window {
    ctx: egui::Context,
    app: App,
    time: f64,
    woken: Arc<AtomicUsize>,
}

impl Window {
    /// Opens the book as its owner does: by typing the passphrase.
    fn open(path: &Path) -> Self {
        let ctx = egui::Context::default();
        let woken = Arc::new(AtomicUsize::new(0));
        let wakes = Arc::clone(&woken);
        ctx.set_request_repaint_callback(move |request| {
            // The book locks itself later than that.
            if request.delay < IDLE {
                wakes.fetch_add(1, Ordering::Relaxed);
            }
        });
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
            woken,
        };
        for _ in 0..4 {
            window.frame(Vec::new());
        }
        window.frame(vec![Event::Text(PASSPHRASE.to_owned())]);
        window.press(Key::Enter, Modifiers::NONE);
        let started = Instant::now();
        while !is_ready.get() {
            assert!(started.elapsed().as_secs() < 120, "the book does not open");
            std::thread::sleep(Duration::from_millis(5));
            window.frame(Vec::new());
        }
        // Everything that follows the first picture: counts, orders, text layouts.
        for _ in 0..60 {
            std::thread::sleep(Duration::from_millis(20));
            window.frame(Vec::new());
        }
        window
    }

    /// One frame; returns how long it took in CPU time of this thread and by the clock, in ms.
    fn frame(&mut self, events: Vec<Event>) -> (f64, f64) {
        self.time += VSYNC.as_secs_f64();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let (cpu, wall) = (thread_time(), Instant::now());
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| {
            app.tick(ui.ctx());
            app.draw(ui);
        });
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        assert!(!triangles.is_empty());
        (
            (thread_time() - cpu) * 1_000.0,
            wall.elapsed().as_secs_f64() * 1_000.0,
        )
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

    /// Scrolls through the list with the wheel: p95 of the frames, CPU and clock.
    fn scroll(&mut self) -> (f64, f64) {
        self.frame(vec![Event::PointerMoved(pos2(650.0, 500.0))]);
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for frame in 0..FRAMES {
            // Down and up again, so that a short list is not left standing at its end.
            let down = if frame < FRAMES / 2 { -77.0 } else { 77.0 };
            let times = self.frame(vec![Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, down),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            }]);
            cpu.push(times.0);
            wall.push(times.1);
        }
        (p95(cpu), p95(wall))
    }

    /// Types every needle letter by letter, a frame each, and counts the letters after which the
    /// next frame still shows the people of the letter before.
    fn type_needles(&mut self) -> (usize, usize) {
        let (mut late, mut all) = (0, 0);
        for needle in NEEDLES {
            self.press(Key::F, Modifiers::COMMAND);
            for letter in needle.chars() {
                let started = Instant::now();
                self.frame(vec![Event::Text(letter.to_string())]);
                // The screen shows that frame; the next one is drawn when it asks for it.
                std::thread::sleep(VSYNC.saturating_sub(started.elapsed()));
                self.frame(Vec::new());
                all += 1;
                late += usize::from(self.app.is_searching());
                while self.app.is_searching() {
                    std::thread::sleep(VSYNC);
                    self.frame(Vec::new());
                }
            }
            self.press(Key::A, Modifiers::COMMAND);
            self.press(Key::Backspace, Modifiers::NONE);
        }
        self.press(Key::Escape, Modifiers::NONE);
        (late, all)
    }

    /// Repaints asked for while nothing happens for ten seconds.
    fn idle(&mut self) -> usize {
        self.press(Key::Escape, Modifiers::NONE);
        for _ in 0..240 {
            self.frame(Vec::new());
        }
        self.woken.store(0, Ordering::Relaxed);
        let started = Instant::now();
        let mut frames = 0;
        while started.elapsed() < IDLE {
            std::thread::sleep(VSYNC);
            if self.woken.swap(0, Ordering::Relaxed) > 0 {
                frames += 1;
                self.frame(Vec::new());
            }
        }
        frames
    }
}

fn p95(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() * 95 / 100).copied().unwrap()
}

/// Seconds of CPU that this thread has used.
fn thread_time() -> f64 {
    cpu_time::ThreadTime::now().as_duration().as_secs_f64()
}
