//! The way into a book and what goes in and out of it, driven as an owner drives the window.

use std::path::Path;

use egui::{Key, Role};
use haobu::i18n::Language;
use haobu::ui::Opening;
use haobu::workspace::settings::{RecentBook, Theme};
use haobu::workspace::{self, Access, Workspace};

use crate::window::{self as house, House, Look, PASSPHRASE, Window, passphrase};

/// A window as it is first opened on a small screen.
const PLAIN: Look = house::PLAIN.sized(1280.0, 800.0);

#[test]
fn the_welcome_screen_shows_recent_books_and_drops_those_that_are_gone() {
    let mut house = House::new();
    let there = house.path("花样年华花店.haobu");
    std::fs::write(&there, "").unwrap();
    for (path, days, contacts) in [(there, 1, 9_411), (house.path("婚礼季 2026.haobu"), 7, 612)]
    {
        house.settings.recent.push(RecentBook {
            path,
            opened: workspace::now().0 - days * 86_400_000,
            contacts,
        });
    }
    let mut window = house.welcome(PLAIN);
    window.until_shown("找不到");
    assert!(window.is_shown("花样年华花店, 9,411 · 昨天"));
    window.click("从列表中去掉");
    assert!(!window.is_shown("婚礼季"));
    window.click("花样年华花店, 9,411 · 昨天");
    assert!(window.is_shown("打开其他客户本"));
}

#[test]
fn without_recent_books_there_is_no_card_and_files_may_be_named() {
    let house = House::new();
    let mut window = house.welcome(PLAIN);
    window.rest();
    assert!(!window.is_shown("最近的客户本"));
    let field = "或者输入文件位置";
    let missing = house.path("没有.csv").display().to_string();
    window.type_into(Role::TextInput, field, &missing);
    window.press(Key::Enter);
    window.until_shown("不存在");
    window.picture("welcome-zh-path-error");
    window
        .harness
        .input_mut()
        .hovered_files
        .push(egui::HoveredFile::default());
    window.rest();
    assert!(window.is_shown("松开就打开"));
    window.picture("welcome-zh-hover");
}

#[test]
fn a_named_customer_file_is_seen_at_once() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    std::fs::write(&list, "姓名,手机\n张三,13800138000\n").unwrap();
    let mut window = house.welcome(PLAIN);
    window.rest();
    let typed = list.display().to_string();
    window.type_into(Role::TextInput, "或者输入文件位置", &typed);
    window.press(Key::Enter);
    window.until_shown("1 位客户");
}

#[test]
fn a_new_book_is_made_and_opened() {
    let house = House::new();
    let mut window = house.welcome(PLAIN);
    window.rest();
    window.click("新建客户本");
    window.until_shown("请先设密码");
    window.picture("new-book-zh");
    window.fill_new_book(house.folder());
    window.until_shown("离线猜测约需");
    window.picture("new-book-zh-filled");
    window.activate("建好并打开");
    window.put_off_recovery();
    window.until_shown("导入表格");
    let book = house.path("我的客户本.haobu");
    drop(window);
    assert!(Workspace::open(&book, &passphrase(), Access::ReadOnly).is_ok());
}

#[test]
fn a_book_is_never_made_over_another_file() {
    let house = House::new();
    let taken = house.path("我的客户本.haobu");
    std::fs::write(&taken, "precious").unwrap();
    let mut window = house.welcome(PLAIN);
    window.rest();
    window.click("新建客户本");
    window.rest();
    window.fill_new_book(house.folder());
    window.activate("建好并打开");
    window.until_shown("已经有同名的客户本");
    window.picture("new-book-zh-exists");
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
        let mut window = house.welcome(look);
        window.rest();
        window.click(words("新建客户本", "New book"));
        window.rest();
        window.click(words("帮我想一个", "Think of one for me"));
        window.picture(name);
        window.click(words("用这个密码", "Use this one"));
        window.until_shown(words("很好", "Very good"));
        assert!(window.is_shown(words("现在抄下来", "write it down now")));
        window.picture(&format!("{name}-taken"));
    }
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_right_one_does() {
    let house = House::new();
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.window(PLAIN, Opening::File(book.clone()));
    window.until_shown("打开其他客户本");
    window.picture("unlock-zh");
    window.type_into(Role::PasswordInput, "密码", "something else");
    window.press(Key::Enter);
    window.until_shown("密码不对，或者文件已损坏");
    window.picture("unlock-zh-wrong");
    window.type_over(Role::PasswordInput, "密码", PASSPHRASE);
    window.press(Key::Enter);
    window.until_shown("导入表格");
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
        let mut window = house.window(look, Opening::File(path));
        window.until_shown("打开其他客户本");
        window.type_into(Role::PasswordInput, "密码", PASSPHRASE);
        window.click("打开");
        window.until_shown(expected);
        window.picture(name);
    };
    check(&|_| {}, "可能改了名、移走了", "unlock-zh-missing");
    let text = "姓名,手机\n".repeat(2_000);
    let foreign = |path: &Path| std::fs::write(path, &text).unwrap();
    check(&foreign, "这不是客户本", "unlock-zh-foreign");
    let empty = |path: &Path| std::fs::write(path, "").unwrap();
    check(&empty, "文件是空的", "unlock-zh-empty");
}

/// A window with an open book.
fn open_house(house: &House, look: Look) -> Window {
    let book = house.empty_book("花样年华花店.haobu");
    house.open(look, &book)
}

#[test]
fn settings_are_changed_with_and_without_a_book() {
    let house = House::new();
    let mut window = house.welcome(PLAIN);
    window.rest();
    window.click("设置");
    assert!(window.is_shown("闲置后锁定"));
    window.picture("settings-zh");
    window.click("English");
    assert!(window.is_shown("Lock when idle"));
    window.picture("settings-en");
    window.click("60 min");
    window.click("Dark");
    window.picture("settings-en-dark");
    window.click("Back");
    assert!(window.is_shown("Choose a file…"));
    drop(window);
    let saved = house.saved_settings();
    assert_eq!(saved.lock_after_minutes, 60);
    assert_eq!(saved.theme, Theme::Dark);
    let mut window = open_house(
        &house,
        Look {
            size: [720.0, 480.0],
            ..PLAIN
        },
    );
    window.click("设置");
    window.picture("settings-zh-small");
    assert!(!window.is_shown("返回"));
}

#[test]
fn a_file_that_is_dropped_goes_where_it_belongs() {
    let house = House::new();
    let book = house.empty_book("婚礼季 2026.haobu");
    let list = house.path("老顾客.csv");
    std::fs::write(&list, customers()).unwrap();
    let mut window = house.welcome(PLAIN);
    window.rest();
    // Without a book it is seen at once, and waits while a book is made or opened for it.
    window.drop_file(&list);
    window.until_shown("300 位客户");
    window.choose("这些号码怎么来的？", "门店");
    window.until_gone("正在数");
    window.click("设密码，存进新客户本…");
    assert!(window.is_shown("接着导入“老顾客.csv”"));
    window.picture("new-book-zh-kept");
    window.click("返回");
    window.until_shown("300 位客户");
    window.click("存进已有的客户本…");
    assert!(window.is_shown("接着就导入“老顾客.csv”"));
    window.drop_file(&book);
    assert!(window.is_shown("打开其他客户本"));

    // Into a book that is open it goes by the same screen.
    let mut window = open_house(&house, PLAIN);
    window.drop_file(&list);
    window.until_shown("导入 300 位客户");
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
                scale: 1.5,
                size: [960.0, 600.0],
                ..PLAIN
            },
        ),
    ] {
        let house = House::new();
        let list = house.path("老顾客.csv");
        std::fs::write(&list, customers()).unwrap();
        let mut window = open_house(&house, look);
        window.press_with(egui::Modifiers::COMMAND, Key::I);
        window.picture(&format!("import-zh{tail}"));
        let typed = list.display().to_string();
        window.type_into(Role::TextInput, "文件", &typed);
        window.press(Key::Enter);
        window.until_shown("导入 300 位客户");
        window.picture(&format!("import-zh-shown{tail}"));
        window.choose("这些号码怎么来的？", "门店");
        window.until_gone("正在数");
        window.click("导入 300 位客户");
        window.until_shown("导入好了");
        window.rest();
        window.picture(&format!("import-zh-done{tail}"));
        window.click("完成");
        window.rest();
    }
}
