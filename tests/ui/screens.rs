//! Every screen in every look: each input has a name, each control is reached by keyboard, no glyph
//! is missing; and with `HAOBU_PICTURES=FOLDER`, a picture of each.

use std::path::Path;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use haobu::i18n::{Language, count};
use haobu::ui::Opening;
use haobu::workspace::settings::RecentBook;
use haobu::workspace::{self, sample_book};

use crate::roundtrip;
use crate::window::{House, Look, PASSPHRASE, PLAIN, Window};
use crate::{held, import, sweep, watch};

/// Both themes and languages, then small screens and large letters.
const LOOKS: [(&str, Look); 8] = [
    ("zh", PLAIN),
    ("zh-dark", PLAIN.dark()),
    ("en", PLAIN.english()),
    ("en-dark", PLAIN.english().dark()),
    ("zh-1280", PLAIN.sized(1280.0, 720.0)),
    ("en-1280", PLAIN.english().sized(1280.0, 720.0)),
    ("zh-150", PLAIN.scaled(1.5)),
    ("en-150", PLAIN.english().scaled(1.5)),
];

/// What is done at each screen on the way.
type Stop<'a> = &'a mut dyn FnMut(&mut Window, &str);

fn is_for_pictures() -> bool {
    std::env::var_os("HAOBU_PICTURES").is_some()
}

/// A shop as large as the one of `haobu demo` for pictures; a small one is as good for tests.
fn contacts() -> u64 {
    if is_for_pictures() {
        sample_book::SAMPLE_CONTACTS
    } else {
        400
    }
}

/// The screens before a book is open.
fn outside(house: &mut House, look: Look, stop: Stop<'_>) {
    let mut window = house.welcome(look);
    window.rest();
    stop(&mut window, "welcome-first");
    drop(window);

    let book = house.empty_book("花样年华花店.haobu");
    let mut remember = |path: &Path, days: i64, contacts| {
        house.settings.recent.push(RecentBook {
            path: path.to_owned(),
            opened: workspace::now().0 - days * 86_400_000,
            contacts,
        });
    };
    remember(&book, 1, 9_411);
    let gone = book.with_file_name("婚礼季 2026.haobu");
    remember(&gone, 7, 612);
    let mut window = house.welcome(look);
    window.until_shown(look.says("找不到", "not found"));
    stop(&mut window, "welcome");

    window.click(look.says("新建客户本", "New book"));
    window.until("the folder for documents", |harness| {
        let label = look.says("存放在", "Keep it in");
        let field = harness.query_by_role_and_label(Role::TextInput, label);
        field.is_some_and(|field| field.value().is_some_and(|value| !value.is_empty()))
    });
    stop(&mut window, "new-book");
    window.click(look.says("帮我想一个", "Think of one for me"));
    stop(&mut window, "new-book-offer");
    let field = look.says("密码", "Passphrase");
    window.type_into(Role::PasswordInput, field, PASSPHRASE);
    window.settle();
    stop(&mut window, "new-book-strength");
    drop(window);

    // A file is seen before there is a book.
    let list = house.path("淘宝订单 2026-05.csv");
    import::orders(&list, 60);
    let mut window = house.welcome(look);
    window.drop_file(&list);
    let people = look.says("60 位客户", "60 customers");
    import::counted(&mut window, people);
    stop(&mut window, "see-first");
    drop(window);

    let mut window = house.window(look, Opening::File(book));
    window.until_shown(look.says("打开其他客户本", "Open another book"));
    window.type_into(Role::PasswordInput, field, "not the passphrase");
    window.press(Key::Enter);
    window.until_shown(look.says("密码不对", "Wrong passphrase"));
    stop(&mut window, "unlock-wrong");
    window.click(look.says("忘记密码？", "Forgot the passphrase?"));
    stop(&mut window, "unlock-forgotten");
}

/// The screens of an open book.
fn inside(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    bring_in(window, stop);
    let search = |window: &mut Window, text: &str| {
        window.find(text);
        window.settle();
    };
    stop(window, "everyone");
    search(window, "city:深圳 last_order:<90d");
    // The cards of somebody fill in behind.
    window.settle();
    stop(window, "people");

    window.click_containing(look.says("最近下单 的排序和筛选", "Sort and filter Last order"));
    window.settle();
    stop(window, "head-dates");
    window.press(Key::Escape);
    window.click(look.says("标签 的排序和筛选", "Sort and filter Tags"));
    window.settle();
    stop(window, "head-values");
    window.press(Key::Escape);
    window.click(look.says("城市 深圳", "City 深圳"));
    window.settle();
    stop(window, "chip");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::G);
    window.press(Key::End);
    window.type_text(" tag:");
    window.settle();
    stop(window, "filter-text");
    window.type_text("VIP colour:x");
    window.settle();
    stop(window, "filter-wrong");
    // Escape takes the text back, wherever the keyboard went meanwhile.
    window.press_with(Modifiers::COMMAND, Key::G);
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.until_gone("colour:x");

    window.click(look.says("筛选", "Filters"));
    window.settle();
    stop(window, "facets");
    window.click(look.says("分组", "Segments"));
    search(window, "city:深圳 last_order:<90d");
    window.press_with(Modifiers::SHIFT, Key::F10);
    window.settle();
    stop(window, "row-menu");
    window.press(Key::Escape);

    window.press_with(Modifiers::COMMAND, Key::R);
    window.until_shown(look.says("怎么说的", "How"));
    window.settle();
    stop(window, "consent");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.settle();
    stop(window, "several");
    bulk(window, stop);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.until_shown(look.says("标签（用逗号分开）", "Tags (with commas between)"));
    stop(window, "new-contact");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::S);
    window.settle();
    stop(window, "save-segment");
    window.press(Key::Escape);
    search(window, "nobody-has-this-name");
    stop(window, "nobody-found");

    walk(window, stop);
    counter(window, stop);
    window.press(Key::F1);
    window.until_shown(look.says("在客户列表里", "In the list"));
    stop(window, "keys");
    window.press(Key::Escape);

    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text(look.says("zx", "ex"));
    window.settle();
    stop(window, "palette");
    window.press(Key::Escape);
    send(window, stop);
    window.press_with(Modifiers::COMMAND, Key::H);
    window.settle();
    stop(window, "history");
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.settle();
    stop(window, "settings");
    ways_to_the_key(window, stop);
    fields_and_trash(window, stop);
    window.click_role(Role::Button, look.says("备份", "Backups"));
    window.settle();
    stop(window, "backups");
}

/// What is done to everybody selected.
fn bulk(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    window.press_with(Modifiers::COMMAND, Key::J);
    let tag = look.says("标签", "Tag");
    window.type_into(Role::TextInput, tag, "VIP");
    window.settle();
    stop(window, "bulk-tag");
    window.click(look.says("填写一项", "Set a field"));
    window.settle();
    stop(window, "bulk-set");
    window.press(Key::Escape);
    window.press(Key::Delete);
    window.settle();
    stop(window, "bulk-delete");
    window.press(Key::Escape);
}

/// The recovery code and another passphrase.
fn ways_to_the_key(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    window.click(look.says("更换密码…", "Change the passphrase…"));
    window.settle();
    stop(window, "change-passphrase");
    window.press(Key::Escape);
    window.click(look.says("生成恢复码…", "Make a recovery code…"));
    window.until_shown("24 ");
    stop(window, "recovery-words");
    window.click(look.says("我已经抄好了", "I have written it down"));
    window.settle();
    stop(window, "recovery-quiz");
    window.press(Key::Escape);
    window.until_shown(look.says("请抄下恢复码", "Write down the recovery code"));
    stop(window, "recovery-reminder");
}

/// What is kept of people besides, and who was deleted.
fn fields_and_trash(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    window.click(look.says("管理自定义字段", "Manage custom fields"));
    window.settle();
    stop(window, "fields");
    window.click(look.says("启用 性别", "Turn on Gender"));
    window.settle();
    stop(window, "fields-form");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.find("王");
    window.press(Key::Delete);
    window.settle();
    window.click_role(Role::Button, look.says("回收站", "Trash"));
    window.until_shown(look.says("全选 1 人", "Select all 1 person"));
    stop(window, "trash");
    window.click(look.says("全选 1 人", "Select all 1 person"));
    window.click(look.says("彻底删除 1 人…", "Erase 1 person for good…"));
    window.settle();
    stop(window, "trash-purge");
    window.press(Key::Escape);
}

/// A list walked through one by one.
fn walk(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    window.find("city:深圳 last_order:<90d");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.until_shown(look.says("给这份名单起个名字", "Name of this list"));
    stop(window, "review-start");
    window.click(look.says("开始核对", "Begin"));
    window.until_shown(look.says("核对进度", "How far the review is"));
    window.until_shown(look.says("来源", "Where from"));
    stop(window, "review");
    window.press(Key::T);
    stop(window, "review-tag");
    window.press(Key::Escape);
    window.press(Key::F);
    stop(window, "review-mend");
    window.press(Key::Escape);
    window.press(Key::K);
    window.until_shown(look.says("保留 1", "kept 1"));
    window.press(Key::Escape);
    window.until_shown(look.says("继续核对：", "Go on with"));
    stop(window, "review-unfinished");
}

/// The screens that send a list out, and what went out before.
fn send(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click_containing(look.says("全部 ", "Everybody, "));
    window.until_shown(look.says("没问过", "Never asked"));
    window.settle();
    stop(window, "send-who");
    let reason = look.says("已退订 ", "Opted out ");
    window.click_containing(reason);
    window.settle();
    stop(window, "send-names");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.until_shown(look.says("前几行", "The first lines"));
    window.settle();
    stop(window, "send-what");
    let folder = tempfile::tempdir().unwrap();
    let field = look.says("存为", "Save as");
    let file = folder.path().join("母亲节短信.xlsx");
    window.type_over(Role::TextInput, field, &file.display().to_string());
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.until_shown(look.says("导出好了", "Exported"));
    window.settle();
    stop(window, "send-done");
    window.click(look.says("看这份名单", "Show the list"));
    window.until_shown(look.says("列：", "Columns:"));
    window.settle();
    stop(window, "lists");
}

/// Rows that imports held back.
fn waiting(house: &House, look: Look, stop: Stop<'_>) {
    let mut window = house.open(look, &held::book(house));
    window.settle();
    stop(&mut window, "held-pane");
    held::open(&mut window);
    stop(&mut window, "held-several");
    window.press(Key::ArrowRight);
    window.until_shown(look.says("会员1.csv 第 3 行", "Row 3 of 会员1.csv"));
    window.settle();
    stop(&mut window, "held-contradicts");
    window.press_with(Modifiers::SHIFT, Key::N);
    window.until_shown(look.says("已处理 3 / 4", "3 of 4 settled"));
    window.settle();
    window.press(Key::X);
    window.until_shown(look.says("全部处理完了", "Everything is settled"));
    window.settle();
    stop(&mut window, "held-done");
}

/// The look-up at the counter.
fn counter(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    window.press_with(Modifiers::COMMAND, Key::L);
    window.type_text("13");
    window.until_shown(look.says("一共", "in all"));
    stop(window, "lookup");
    window.press(Key::Enter);
    window.until_shown(look.says("当面问一句", "Ask now"));
    stop(window, "lookup-person");
    window.press(Key::Escape);
    window.until_gone(look.says("当面问一句", "Ask now"));
    window.type_text("19912345678");
    window.until_shown(look.says("新建客户 19912345678", "New contact 19912345678"));
    stop(window, "lookup-add");
    window.press(Key::Escape);
    window.until_gone(look.says("新建客户 19912345678", "New contact 19912345678"));
}

/// The screens for an edited list that came back.
fn came_back(look: Look, stop: Stop<'_>) {
    let house = House::new();
    let heads = look.says(
        "姓名,电话,城市,标签,会员号",
        "Name,Numbers,City,Tags,Reference",
    );
    let heads: Vec<&str> = heads.split(',').collect();
    let (book, list) = roundtrip::edited_list(&house, heads.try_into().unwrap());
    let mut window = house.open(look, &book);
    window.drop_file(&list);
    window.until_shown(look.says("收下 4 处改动", "Bring in 4 changes"));
    stop(&mut window, "trip");
    window.click(look.says("有改动的 4 人", "4 people with edits"));
    window.click(look.says("保持原样的 1 格", "1 cell stays as the book has it"));
    window.click(look.says("认不出的 1 行", "1 row that was not understood"));
    stop(&mut window, "trip-told");
    window.click(look.says("收下 4 处改动", "Bring in 4 changes"));
    window.until_shown(look.says("全部撤销", "Undo all of it"));
    stop(&mut window, "trip-result");
}

/// A folder on its way in.
fn whole_folder(look: Look, stop: Stop<'_>) {
    let house = House::new();
    let folder = sweep::small_folder(house.folder());
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(look, &book);
    window.drop_file(&folder);
    sweep::seen(&mut window);
    stop(&mut window, "sweep");
    window.click(look.says("逐列核对…", "Check the columns…"));
    window.settle();
    stop(&mut window, "sweep-columns");
    let source = look.says("这些号码怎么来的？", "Where do these numbers come from?");
    window.choose(source, look.says("门店", "Shop counter"));
    let bring = look.says("导入 24 位客户", "Import 24 customers");
    import::counted(&mut window, bring);
    window.click(bring);
    window.until_shown(look.says("撤销这次导入", "Undo this import"));
    stop(&mut window, "sweep-result");
}

/// The screens that bring a file in.
fn bring_in(window: &mut Window, stop: Stop<'_>) {
    let look = window.look;
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("会员名单.xlsx");
    import::titled_workbook(&list);
    window.press_with(Modifiers::COMMAND, Key::I);
    stop(window, "import-file");
    window.drop_file(&list);
    let bring = look.says("导入 30 位客户", "Import 30 customers");
    import::counted(window, bring);
    stop(window, "import-check");
    window.click(look.says("文字显示乱码？", "Text looks garbled?"));
    stop(window, "import-sheet");
    window.press(Key::Escape);
    window.click(look.says("调整…", "Adjust…"));
    stop(window, "import-adjust");
    window.press(Key::Escape);
    let source = look.says("这些号码怎么来的？", "Where do these numbers come from?");
    window.choose(source, look.says("门店", "Shop counter"));
    window.click(look.says(
        "他们同意接收营销信息，我有凭证",
        "They agreed to marketing, and I hold the proof",
    ));
    stop(window, "import-proof");
    window.click(look.says(
        "他们同意接收营销信息，我有凭证",
        "They agreed to marketing, and I hold the proof",
    ));
    import::counted(window, bring);
    window.click(bring);
    window.until_shown(look.says("撤销这次导入", "Undo this import"));
    stop(window, "import-result");
    window.click(look.says("撤销这次导入", "Undo this import"));
    window.until_shown(look.says("客户本和导入前一样", "The book is as it was before"));
    stop(window, "import-undone");
    window.click(look.says("完成", "Done"));
    window.settle();
}

#[test]
fn every_screen_holds_in_every_look() {
    for (name, look) in LOOKS {
        let mut house = House::new();
        let mut shoot = |window: &mut Window, screen: &str| {
            window.rest();
            window.picture(&format!("{screen}-{name}"));
        };
        outside(&mut house, look, &mut shoot);
        let house = House::new();
        waiting(&house, look, &mut shoot);
        let house = House::new();
        let mut window = house.open(look, &house.sample_book(contacts()));
        inside(&mut window, &mut shoot);
        came_back(look, &mut shoot);
        whole_folder(look, &mut shoot);
        watch::tour(&House::new(), look, &mut shoot);
    }
}

#[test]
fn every_control_is_reached_by_keyboard() {
    for language in [Language::Chinese, Language::English] {
        let look = Look { language, ..PLAIN };
        let mut missed = Vec::new();
        let mut walk = |window: &mut Window, screen: &str| {
            // There Tab takes what is offered.
            if screen.starts_with("filter-") {
                return;
            }
            let names = window.out_of_reach();
            missed.extend(names.into_iter().map(|name| format!("{screen}: {name}")));
        };
        let mut house = House::new();
        outside(&mut house, look, &mut walk);
        let house = House::new();
        waiting(&house, look, &mut walk);
        let house = House::new();
        let mut window = house.open(look, &house.sample_book(contacts()));
        inside(&mut window, &mut walk);
        came_back(look, &mut walk);
        whole_folder(look, &mut walk);
        watch::tour(&House::new(), look, &mut walk);
        assert!(missed.is_empty(), "{}", missed.join("\n"));
    }
}

#[test]
fn books_of_every_size_are_shown() {
    let sizes: &[u64] = if is_for_pictures() {
        &[0, 12, 100_000]
    } else {
        &[0, 12]
    };
    for (name, look) in [("zh", PLAIN), ("en-dark", PLAIN.english().dark())] {
        for size in sizes {
            let house = House::new();
            let book = match size {
                0 => house.empty_book("花样年华花店.haobu"),
                size => house.sample_book(*size),
            };
            let mut window = house.open(look, &book);
            let everyone = look.says("全部客户", "Everyone");
            window.until_shown(&format!("{everyone} {}", count(*size)));
            window.settle();
            window.picture(&format!("size-{size}-{name}"));
        }
    }
}

#[test]
fn the_theme_of_the_system_is_followed() {
    let house = House::new();
    let mut window = house.welcome(PLAIN);
    window.click("设置");
    window.click("跟随系统");
    window.harness.input_mut().system_theme = Some(egui::Theme::Light);
    window.rest();
    let is_dark = |window: &Window| window.harness.ctx.theme() == egui::Theme::Dark;
    assert!(!is_dark(&window));
    window.harness.input_mut().system_theme = Some(egui::Theme::Dark);
    window.rest();
    assert!(is_dark(&window));
}
