//! The way into a book and what goes in and out of it, driven as an owner drives the window.
//!
//! With `HAOBU_PICTURES=FOLDER` the pictures are written there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use std::path::{Path, PathBuf};

use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use haobu::i18n::Language;
use haobu::ui::theme::SystemFonts;
use haobu::ui::{App, Launch, Opening};
use haobu::workspace::settings::{RecentBook, Settings, SettingsFile, Theme};
use haobu::workspace::{self, Access, KdfProfile, Passphrase, Workspace};
use tempfile::TempDir;

const PASSPHRASE: &str = "xinghe mantou 2026";

/// How a window is to look.
#[derive(Clone, Copy)]
struct Look {
    size: [f32; 2],
    pixels: f32,
    theme: Theme,
    language: Language,
}

const PLAIN: Look = Look {
    size: [1280.0, 800.0],
    pixels: 1.0,
    theme: Theme::Light,
    language: Language::Chinese,
};

/// A folder with settings, and whatever a test puts there.
struct House {
    folder: TempDir,
    settings: Settings,
}

impl House {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            settings: Settings::default(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a book that opens with [`PASSPHRASE`].
    fn book(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        let passphrase = Passphrase::new(PASSPHRASE).unwrap();
        workspace::create(&path, &passphrase, KdfProfile::Small).unwrap();
        path
    }

    fn window<'a>(&self, look: Look, opening: Opening) -> Harness<'a, App> {
        let mut settings = self.settings.clone();
        settings.theme = look.theme;
        settings.language = Some(look.language.tag().to_owned());
        let place = self.path("settings.json");
        let mut file = SettingsFile::at(place.clone());
        file.save(&settings);
        drop(file);
        let launch = Launch {
            opening,
            settings: SettingsFile::at(place),
            language: None,
            system_fonts: SystemFonts::No,
            on_ready: None,
        };
        Harness::builder()
            .with_size(look.size)
            .with_pixels_per_point(look.pixels)
            .with_theme(match look.theme {
                Theme::Dark => egui::Theme::Dark,
                Theme::Light | Theme::System => egui::Theme::Light,
            })
            .with_max_steps(64)
            .build_eframe(move |creation| App::new(&creation.egui_ctx, launch))
    }
}

/// Steps until something is so; the threads behind the window answer between frames.
fn step_until<'a>(
    harness: &mut Harness<'a, App>,
    what: &str,
    so: impl Fn(&Harness<'a, App>) -> bool,
) {
    for _ in 0..200_000 {
        harness.step();
        if so(harness) {
            harness.step();
            return;
        }
        std::thread::yield_now();
    }
    panic!("never so: {what}");
}

fn step_until_label(harness: &mut Harness<'_, App>, label: &str) {
    step_until(harness, label, |harness| {
        harness.query_all_by_label_contains(label).next().is_some()
    });
}

fn steps(harness: &mut Harness<'_, App>) {
    harness.run_steps(4);
}

fn picture(harness: &mut Harness<'_, App>, name: &str) {
    if let Some(folder) = std::env::var_os("HAOBU_PICTURES") {
        let path = Path::new(&folder).join(format!("{name}.png"));
        harness.render().unwrap().save(path).unwrap();
    }
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).scroll_to_me();
    steps(harness);
    harness.get_by_label(label).click();
    steps(harness);
}

fn type_into(harness: &mut Harness<'_, App>, role: Role, label: &str, text: &str) {
    harness.get_by_role_and_label(role, label).focus();
    harness.step();
    harness.get_by_role_and_label(role, label).type_text(text);
    steps(harness);
}

fn is_there(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_all_by_label_contains(label).next().is_some()
}

#[test]
fn the_welcome_screen_shows_recent_books_and_drops_those_that_are_gone() {
    let mut house = House::new();
    let mut add = |path: PathBuf, days: i64, contacts| {
        house.settings.recent.push(RecentBook {
            path,
            opened: workspace::now().0 - days * 86_400_000,
            contacts,
        });
    };
    let there = house.folder.path().join("花样年华花店.haobu");
    std::fs::write(&there, "").unwrap();
    add(there, 1, 9_411);
    add(house.folder.path().join("婚礼季 2026.haobu"), 7, 612);
    let looks = [
        ("welcome-zh", PLAIN),
        (
            "welcome-zh-dark",
            Look {
                theme: Theme::Dark,
                ..PLAIN
            },
        ),
        (
            "welcome-zh-small",
            Look {
                size: [720.0, 480.0],
                ..PLAIN
            },
        ),
        (
            "welcome-zh-scaled",
            Look {
                pixels: 1.5,
                size: [1440.0, 900.0],
                ..PLAIN
            },
        ),
        (
            "welcome-en",
            Look {
                language: Language::English,
                ..PLAIN
            },
        ),
    ];
    for (name, look) in looks {
        let mut harness = house.window(look, Opening::Nothing);
        let missing = match look.language {
            Language::Chinese => "找不到",
            Language::English => "not found",
        };
        step_until_label(&mut harness, missing);
        steps(&mut harness);
        picture(&mut harness, name);
    }
    let mut harness = house.window(PLAIN, Opening::Nothing);
    step_until_label(&mut harness, "找不到");
    assert!(is_there(&harness, "花样年华花店, 9,411 · 昨天"));
    click(&mut harness, "从列表中去掉");
    assert!(!is_there(&harness, "婚礼季"));
    click(&mut harness, "花样年华花店, 9,411 · 昨天");
    assert!(is_there(&harness, "打开其他客户本"));
}

#[test]
fn without_recent_books_there_is_no_card_and_files_may_be_named() {
    let house = House::new();
    let mut harness = house.window(PLAIN, Opening::Nothing);
    steps(&mut harness);
    assert!(!is_there(&harness, "最近的客户本"));
    let field = "或者输入文件位置";
    let missing = house.path("没有.csv").display().to_string();
    type_into(&mut harness, Role::TextInput, field, &missing);
    harness.key_press(Key::Enter);
    step_until_label(&mut harness, "不存在");
    picture(&mut harness, "welcome-zh-path-error");
    harness
        .input_mut()
        .hovered_files
        .push(egui::HoveredFile::default());
    steps(&mut harness);
    assert!(is_there(&harness, "松开就打开"));
    picture(&mut harness, "welcome-zh-hover");
}

#[test]
fn a_named_customer_file_waits_for_the_new_book() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    std::fs::write(&list, "姓名,手机\n张三,13800138000\n").unwrap();
    let mut harness = house.window(PLAIN, Opening::Nothing);
    steps(&mut harness);
    let typed = list.display().to_string();
    type_into(&mut harness, Role::TextInput, "或者输入文件位置", &typed);
    harness.key_press(Key::Enter);
    step_until_label(&mut harness, "接着导入“老顾客.csv”");
}

fn fill_new_book(harness: &mut Harness<'_, App>, folder: &Path) {
    step_until(harness, "the folder for documents", |harness| {
        let field = harness.get_by_role_and_label(Role::TextInput, "存放在");
        field.value().is_some_and(|value| !value.is_empty())
    });
    let field = harness.get_by_role_and_label(Role::TextInput, "存放在");
    field.focus();
    harness.step();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.step();
    let typed = folder.display().to_string();
    harness
        .get_by_role_and_label(Role::TextInput, "存放在")
        .type_text(&typed);
    steps(harness);
    type_into(harness, Role::PasswordInput, "密码", PASSPHRASE);
    type_into(harness, Role::PasswordInput, "再输一次密码", PASSPHRASE);
    click(harness, "我已经记下");
}

#[test]
fn a_new_book_is_made_and_opened() {
    let house = House::new();
    let mut harness = house.window(PLAIN, Opening::Nothing);
    steps(&mut harness);
    click(&mut harness, "新建客户本");
    step_until_label(&mut harness, "请先设密码");
    picture(&mut harness, "new-book-zh");
    fill_new_book(&mut harness, house.folder.path());
    step_until_label(&mut harness, "离线猜测约需");
    picture(&mut harness, "new-book-zh-filled");
    click(&mut harness, "建好并打开");
    step_until_label(&mut harness, "导入表格");
    let book = house.path("我的客户本.haobu");
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    drop(harness);
    assert!(Workspace::open(&book, &passphrase, Access::ReadOnly).is_ok());
}

#[test]
fn a_book_is_never_made_over_another_file() {
    let house = House::new();
    let taken = house.path("我的客户本.haobu");
    std::fs::write(&taken, "precious").unwrap();
    let mut harness = house.window(PLAIN, Opening::Nothing);
    steps(&mut harness);
    click(&mut harness, "新建客户本");
    steps(&mut harness);
    fill_new_book(&mut harness, house.folder.path());
    click(&mut harness, "建好并打开");
    step_until_label(&mut harness, "已经有同名的客户本");
    picture(&mut harness, "new-book-zh-exists");
    assert_eq!(std::fs::read(&taken).unwrap(), b"precious");
}

#[test]
fn words_are_offered_and_taken() {
    let house = House::new();
    for (name, look) in [
        ("new-book-zh-offer", PLAIN),
        (
            "new-book-en-offer",
            Look {
                language: Language::English,
                theme: Theme::Dark,
                ..PLAIN
            },
        ),
        (
            "new-book-zh-offer-small",
            Look {
                size: [720.0, 480.0],
                ..PLAIN
            },
        ),
    ] {
        let zh = look.language == Language::Chinese;
        let words =
            |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
        let mut harness = house.window(look, Opening::Nothing);
        steps(&mut harness);
        click(&mut harness, words("新建客户本", "New book"));
        steps(&mut harness);
        click(&mut harness, words("帮我想一个", "Think of one for me"));
        picture(&mut harness, name);
        click(&mut harness, words("用这个密码", "Use this one"));
        step_until_label(&mut harness, words("很好", "Very good"));
        assert!(is_there(&harness, words("现在抄下来", "write it down now")));
        picture(&mut harness, &format!("{name}-taken"));
    }
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_right_one_does() {
    let house = House::new();
    let book = house.book("花样年华花店.haobu");
    let mut harness = house.window(PLAIN, Opening::File(book.clone()));
    step_until_label(&mut harness, "打开其他客户本");
    picture(&mut harness, "unlock-zh");
    type_into(&mut harness, Role::PasswordInput, "密码", "something else");
    harness.key_press(Key::Enter);
    step_until_label(&mut harness, "密码不对，或者文件已损坏");
    picture(&mut harness, "unlock-zh-wrong");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    steps(&mut harness);
    type_into(&mut harness, Role::PasswordInput, "密码", PASSPHRASE);
    harness.key_press(Key::Enter);
    step_until_label(&mut harness, "导入表格");
}

#[test]
fn what_is_no_book_is_said_in_plain_words() {
    let check = |make: &dyn Fn(&Path), expected: &str, name: &str| {
        let house = House::new();
        let path = house.path("客户.haobu");
        make(&path);
        let look = Look {
            theme: Theme::Dark,
            ..PLAIN
        };
        let mut harness = house.window(look, Opening::File(path));
        step_until_label(&mut harness, "打开其他客户本");
        type_into(&mut harness, Role::PasswordInput, "密码", PASSPHRASE);
        click(&mut harness, "打开");
        step_until_label(&mut harness, expected);
        picture(&mut harness, name);
    };
    check(&|_| {}, "可能改了名、移走了", "unlock-zh-missing");
    let text = "姓名,手机\n".repeat(2_000);
    let foreign = |path: &Path| std::fs::write(path, &text).unwrap();
    check(&foreign, "这不是客户本", "unlock-zh-foreign");
    let empty = |path: &Path| std::fs::write(path, "").unwrap();
    check(&empty, "文件是空的", "unlock-zh-empty");
}

/// A window with an open book.
fn open_house<'a>(house: &House, look: Look) -> Harness<'a, App> {
    let book = house.book("花样年华花店.haobu");
    let mut harness = house.window(look, Opening::File(book));
    let (label, ready) = match look.language {
        Language::Chinese => ("密码", "导入表格"),
        Language::English => ("Passphrase", "Import"),
    };
    step_until(&mut harness, "the passphrase is asked", |harness| {
        harness
            .query_by_role_and_label(Role::PasswordInput, label)
            .is_some()
    });
    type_into(&mut harness, Role::PasswordInput, label, PASSPHRASE);
    harness.key_press(Key::Enter);
    step_until_label(&mut harness, ready);
    harness
}

#[test]
fn settings_are_changed_with_and_without_a_book() {
    let house = House::new();
    let mut harness = house.window(PLAIN, Opening::Nothing);
    steps(&mut harness);
    click(&mut harness, "设置");
    assert!(is_there(&harness, "闲置后锁定"));
    picture(&mut harness, "settings-zh");
    click(&mut harness, "English");
    assert!(is_there(&harness, "Lock when idle"));
    picture(&mut harness, "settings-en");
    click(&mut harness, "60 min");
    click(&mut harness, "Dark");
    picture(&mut harness, "settings-en-dark");
    click(&mut harness, "Back");
    assert!(is_there(&harness, "Choose a file…"));
    drop(harness);
    let saved = SettingsFile::at(house.path("settings.json")).load();
    assert_eq!(saved.lock_after_minutes, 60);
    assert_eq!(saved.theme, Theme::Dark);
    let mut harness = open_house(
        &house,
        Look {
            size: [720.0, 480.0],
            ..PLAIN
        },
    );
    click(&mut harness, "设置");
    picture(&mut harness, "settings-zh-small");
    assert!(!is_there(&harness, "返回"));
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

fn drop_file(harness: &mut Harness<'_, App>, path: &Path) {
    let file = std::sync::Arc::new(Dropped(path.to_owned()));
    harness.input_mut().dropped_files.push(file);
    steps(harness);
}

#[test]
fn a_file_that_is_dropped_goes_where_it_belongs() {
    let house = House::new();
    let book = house.book("婚礼季 2026.haobu");
    let list = house.path("老顾客.csv");
    std::fs::write(&list, customers()).unwrap();
    let mut harness = house.window(PLAIN, Opening::Nothing);
    steps(&mut harness);
    drop_file(&mut harness, &list);
    assert!(is_there(&harness, "接着导入“老顾客.csv”"));
    picture(&mut harness, "new-book-zh-kept");
    click(&mut harness, "返回");
    assert!(is_there(&harness, "接着就导入“老顾客.csv”"));
    drop_file(&mut harness, &book);
    assert!(is_there(&harness, "打开其他客户本"));

    let mut harness = open_house(&house, PLAIN);
    drop_file(&mut harness, &list);
    let field = harness.get_by_role_and_label(Role::TextInput, "文件");
    assert_eq!(field.value(), Some(list.display().to_string()));
}

fn customers() -> String {
    use std::fmt::Write as _;
    let mut text = String::from("姓名,手机,城市\n");
    for number in 0..300 {
        writeln!(text, "顾客{number},138001{number:05},深圳").unwrap();
    }
    text.push_str(",,\n顾客7,13800100007,深圳\n,,深圳\n");
    text
}

#[test]
fn a_list_comes_in_after_its_result_was_shown_and_goes_out_again() {
    for (tail, look) in [
        ("", PLAIN),
        (
            "-small-dark",
            Look {
                size: [720.0, 480.0],
                theme: Theme::Dark,
                ..PLAIN
            },
        ),
        (
            "-scaled",
            Look {
                pixels: 1.5,
                size: [1440.0, 900.0],
                ..PLAIN
            },
        ),
    ] {
        let house = House::new();
        let list = house.path("老顾客.csv");
        std::fs::write(&list, customers()).unwrap();
        let mut harness = open_house(&house, look);
        click(&mut harness, "导入表格");
        steps(&mut harness);
        let typed = list.display().to_string();
        type_into(&mut harness, Role::TextInput, "文件", &typed);
        harness
            .get_by_role_and_label(Role::RadioButton, "门店")
            .click();
        steps(&mut harness);
        type_into(&mut harness, Role::TextInput, "用您自己的话说", "柜台登记");
        picture(&mut harness, &format!("import-zh{tail}"));
        click(&mut harness, "先看结果");
        step_until_label(&mut harness, "300 位新客户");
        picture(&mut harness, &format!("import-zh-shown{tail}"));
        click(&mut harness, "导入 300 位客户");
        step_until_label(&mut harness, "导入好了");
        steps(&mut harness);
        picture(&mut harness, &format!("import-zh-done{tail}"));
        click(&mut harness, "完成");
        steps(&mut harness);

        click(&mut harness, "导出");
        step_until_label(&mut harness, "全部 300 人");
        click(&mut harness, "CSV");
        step_until(&mut harness, "a place is proposed", |harness| {
            let field = harness.get_by_role_and_label(Role::TextInput, "存为");
            field.value().is_some_and(|value| value.contains(".csv"))
        });
        picture(&mut harness, &format!("export-zh{tail}"));
        harness
            .get_by_role_and_label(Role::TextInput, "存为")
            .focus();
        harness.step();
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        let out = house.path("名单.csv");
        let typed = out.display().to_string();
        type_into(&mut harness, Role::TextInput, "存为", &typed);
        harness
            .get_all_by_role_and_label(Role::Button, "导出")
            .last()
            .unwrap()
            .click();
        step_until_label(&mut harness, "300 位联系人已写入");
        picture(&mut harness, &format!("export-zh-done{tail}"));
        let written = std::fs::read_to_string(&out).unwrap();
        assert_eq!(written.lines().count(), 301);
    }
}
