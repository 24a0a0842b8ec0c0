//! Segments, facets, chips and the search box of the real window, in both languages and themes.
//!
//! With `HAOBU_PICTURES=FOLDER` the pictures are written there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::i18n::Language;
use haobu::ui::theme::SystemFonts;
use haobu::ui::{App, Launch, Opening};
use haobu::workspace::settings::{Settings, SettingsFile, Theme};
use haobu::workspace::{
    Access, ImportOptions, ImportRequest, KdfProfile, Passphrase, Unwatched, Workspace, create,
    sample,
};
use tempfile::TempDir;

const PASSPHRASE: &str = "xinghe mantou 2026";
/// Steps after which something that was waited for will not come any more.
const MOST_STEPS: usize = 20_000;

#[derive(Clone, Copy)]
struct Look {
    size: [f32; 2],
    pixels: f32,
    theme: Theme,
    language: Language,
}

const PLAIN: Look = Look {
    size: [1440.0, 900.0],
    pixels: 1.0,
    theme: Theme::Light,
    language: Language::Chinese,
};

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE).unwrap()
}

/// A book with so many rows of the sample and some segments.
fn book(folder: &Path, rows: u64) -> PathBuf {
    let path = folder.join("花样年华花店.haobu");
    create(&path, &passphrase(), KdfProfile::Small).unwrap();
    let mut workspace = Workspace::open(&path, &passphrase(), Access::ReadWrite).unwrap();
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
        let request = ImportRequest {
            file,
            options: ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
            source: "门店登记".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        workspace.import(&request, &Unwatched).unwrap();
        for (index, (name, filter)) in [
            ("深圳老客", "city:深圳"),
            ("没有邮箱的人", "no:email"),
            ("名字很长的一个分组，长到侧栏里放不下它的全名", "city:广州"),
        ]
        .into_iter()
        .enumerate()
        {
            let colour = u8::try_from(index).unwrap();
            workspace.save_segment(name, filter, colour).unwrap();
        }
    }
    path
}

struct Window {
    harness: Harness<'static, App>,
    _folder: TempDir,
}

fn window(rows: u64, look: Look) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let path = book(folder.path(), rows);
    let place = folder.path().join("settings.json");
    let mut file = SettingsFile::at(place.clone());
    file.save(&Settings {
        theme: look.theme,
        language: Some(look.language.tag().to_owned()),
        ..Settings::default()
    });
    drop(file);
    let launch = Launch {
        opening: Opening::File(path),
        settings: SettingsFile::at(place),
        language: None,
        system_fonts: SystemFonts::No,
        on_ready: None,
    };
    let mut harness = Harness::builder()
        .with_size(look.size)
        .with_pixels_per_point(look.pixels)
        .with_theme(match look.theme {
            Theme::Dark => egui::Theme::Dark,
            _ => egui::Theme::Light,
        })
        .with_max_steps(64)
        .build_eframe(move |creation| App::new(&creation.egui_ctx, launch));
    for _ in 0..4 {
        harness.step();
    }
    harness.event(egui::Event::Text(PASSPHRASE.to_owned()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.step();
    let everyone = if look.language == Language::Chinese {
        "全部客户"
    } else {
        "Everyone"
    };
    until(&mut harness, |h| {
        h.query_by_label_contains(everyone).is_some()
    });
    if rows > 0 {
        until(&mut harness, |h| {
            h.query_by_label_contains("深圳老客").is_some()
        });
    }
    Window {
        harness,
        _folder: folder,
    }
}

/// Steps until this holds; the threads behind the window answer between the steps.
#[track_caller]
fn until(harness: &mut Harness<'static, App>, holds: impl Fn(&Harness<'static, App>) -> bool) {
    for _ in 0..MOST_STEPS {
        harness.step();
        if holds(harness) {
            return;
        }
        std::thread::yield_now();
    }
    panic!("waited in vain");
}

/// Gives threads time to answer what is not waited for by name.
fn settle(harness: &mut Harness<'static, App>) {
    for _ in 0..200 {
        harness.step();
        std::thread::yield_now();
    }
}

fn picture(harness: &mut Harness<'static, App>, name: &str) {
    if let Some(folder) = std::env::var_os("HAOBU_PICTURES") {
        settle(harness);
        let path = Path::new(&folder).join(format!("pane-{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}

#[test]
fn rows_of_the_pane_show_the_people_behind_them() {
    let mut window = window(120, PLAIN);
    let harness = &mut window.harness;
    picture(harness, "everyone");
    harness.get_by_label_contains("深圳老客").click();
    until(harness, |h| h.query_by_label("城市 深圳").is_some());
    picture(harness, "segment");
    // The chip opens its editor, and ✕ takes it away.
    harness.get_by_label("城市 深圳").click();
    settle(harness);
    picture(harness, "popover");
    harness.key_press(Key::Escape);
    settle(harness);
    harness.get_by_label("去掉 城市 深圳").click();
    until(harness, |h| h.query_by_label("城市 深圳").is_none());
}

#[test]
fn the_filter_can_be_typed_and_its_faults_are_said() {
    let mut window = window(120, PLAIN);
    let harness = &mut window.harness;
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    harness.step();
    harness.step();
    harness.event(egui::Event::Text("city:".to_owned()));
    settle(harness);
    picture(harness, "text-values");
    harness.event(egui::Event::Text("深圳 citi:x".to_owned()));
    settle(harness);
    picture(harness, "text-fault");
    let fault = "没有这个关键字";
    assert!(harness.query_all_by_label_contains(fault).next().is_some());
}

#[test]
fn the_search_box_takes_words_and_conditions() {
    let mut window = window(120, PLAIN);
    let harness = &mut window.harness;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.step();
    harness.step();
    harness.event(egui::Event::Text("city:深圳".to_owned()));
    settle(harness);
    harness.key_press(Key::Enter);
    until(harness, |h| h.query_by_label("城市 深圳").is_some());
    picture(harness, "searched");
}

#[test]
fn facets_tick_the_filter() {
    let mut window = window(120, PLAIN);
    let harness = &mut window.harness;
    harness.get_by_label("筛选").click();
    let is_city = |h: &Harness<'static, App>| {
        let mut named = h.query_all_by_label_contains("深圳 ");
        named.next().is_some()
    };
    until(harness, is_city);
    picture(harness, "facets");
    let city = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == egui::Role::CheckBox
            && node.label().is_some_and(|label| label.starts_with("深圳 "))
    };
    harness.get_by(city).click();
    until(harness, |h| h.query_by_label("城市 深圳").is_some());
}

#[test]
fn pictures_of_other_looks() {
    if std::env::var_os("HAOBU_PICTURES").is_none() {
        return;
    }
    let dark = Look {
        theme: Theme::Dark,
        ..PLAIN
    };
    let small = Look {
        size: [1280.0, 720.0],
        language: Language::English,
        ..PLAIN
    };
    for (name, rows, look) in [
        ("dark", 120, dark),
        ("small-en", 12, small),
        ("empty", 0, PLAIN),
    ] {
        let mut window = window(rows, look);
        if rows > 0 {
            window.harness.get_by_label_contains("深圳老客").click();
        }
        picture(&mut window.harness, name);
    }
}
