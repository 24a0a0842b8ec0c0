//! The owner's whole day in one go: a new book, a list brought in, somebody found, a segment saved,
//! a name mended, a withdrawal recorded and taken back, the book locked and unlocked.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use crate::window::{House, PASSPHRASE, PLAIN, Window};

const CUSTOMERS: &str = "\
姓名,手机,城市,标签
方晓彤,186 0755 9021,深圳,VIP
方伟,13800138000,广州,
陈美玲,138 2316 5520,深圳,VIP、花艺课
王小明,138****5678,深圳,
何伟,13713800138,广州,花艺课
欧阳雪,150 1234 8888,北京,
";

/// What the pane says of a row: its words and its number.
fn row(words: &str, number: u32) -> String {
    format!("{words} {number}")
}

fn make_book(window: &mut Window, house: &House) {
    window.click("新建客户本");
    window.until("the folder for documents", |harness| {
        let field = harness.get_by_role_and_label(Role::TextInput, "存放在");
        field.value().is_some_and(|value| !value.is_empty())
    });
    window.type_over(Role::TextInput, "名称", "花样年华花店");
    let folder = house.folder().display().to_string();
    window.type_over(Role::TextInput, "存放在", &folder);
    window.type_into(Role::PasswordInput, "密码", PASSPHRASE);
    window.type_into(Role::PasswordInput, "再输一次密码", PASSPHRASE);
    // What is said of the passphrase moves what stands below it.
    window.until_shown("离线猜测约需");
    window.rest();
    window.activate("我已经记下");
    window.activate("建好并打开");
    window.put_off_recovery();
    window.until_shown("还没有客户");
}

fn bring_in(window: &mut Window, house: &House) {
    let file = house.path("老顾客.csv");
    std::fs::write(&file, CUSTOMERS).unwrap();
    window.press_with(Modifiers::COMMAND, Key::I);
    window.type_into(Role::TextInput, "文件", &file.display().to_string());
    window.press(Key::Enter);
    window.until_shown("6 位客户");
    window.choose("这些号码怎么来的？", "门店");
    window.type_into(Role::TextInput, "用您自己的话说", "柜台登记");
    window.until_gone("正在数");
    window.click("导入 6 位客户");
    window.until_shown("导入好了");
    window.click("完成");
    window.until_shown(&row("全部客户", 6));
}

fn people(window: &Window) -> Vec<String> {
    let boxes = window.harness.query_all_by_role(Role::CheckBox);
    let labels = boxes.filter_map(|node| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().label()
    });
    labels
        .filter_map(|label| label.strip_prefix("选择 ").map(str::to_owned))
        .collect()
}

/// Records of whoever is selected what they said in the shop.
fn record(window: &mut Window, what: &str) {
    window.press_with(Modifiers::COMMAND, Key::R);
    window.until_shown("怎么说的");
    if what == "退订" {
        window.click("退订短信");
    } else {
        window.click(what);
        window.click("当面");
    }
    window.until_shown("记录之后：");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.until_gone("怎么说的");
    window.settle();
}

#[test]
fn a_day_with_the_book() {
    let house = House::new();
    let mut window = house.welcome(PLAIN);
    make_book(&mut window, &house);
    bring_in(&mut window, &house);
    assert_eq!(
        people(&window),
        ["陈美玲", "方伟", "方晓彤", "何伟", "欧阳雪", "王小明"]
    );

    // Found by the initials of the pinyin, at every letter.
    window.press_with(Modifiers::COMMAND, Key::F);
    for (letter, left) in [("f", 2), ("x", 1), ("t", 1)] {
        window.type_text(letter);
        window.settle();
        assert_eq!(people(&window).len(), left, "after {letter}");
    }
    assert_eq!(people(&window), ["方晓彤"]);
    window.press(Key::Escape);
    window.until("everybody", |_| true);
    window.settle();
    assert_eq!(people(&window).len(), 6);

    // The head of a column filters, its chip says so, and ✕ takes it back.
    window.click("城市 的排序和筛选");
    window.until_shown("（全选）");
    window.settle();
    window.click_role(Role::CheckBox, "（全选）");
    window.click_containing("深圳 3");
    window.click("确定");
    window.until_shown("城市 深圳");
    window.settle();
    assert_eq!(people(&window), ["陈美玲", "方晓彤", "王小明"]);

    // The filter becomes a segment that counts.
    window.press_with(Modifiers::COMMAND, Key::S);
    window.type_into(Role::TextInput, "分组名称", "深圳老客");
    window.press(Key::Enter);
    window.until_shown(&row("深圳老客", 3));

    // A name is mended in its cell.
    window.find("wxm");
    window.press(Key::F2);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_text("王晓明");
    window.press(Key::Enter);
    window.until_shown("修改 1 人的资料");
    window.settle();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.press(Key::Escape);
    window.settle();
    assert!(
        people(&window).contains(&"王晓明".to_owned()),
        "{:?}",
        people(&window)
    );

    // What people say about being contacted moves them between the piles, and their badge with it.
    window.until_shown(&row("待征得同意", 6));
    window.find("fxt");
    record(&mut window, "同意");
    window.until_shown(&row("可发短信", 1));
    window.until_shown("短信: 已同意");
    record(&mut window, "退订");
    window.until_shown(&row("可发短信", 0));
    window.picture("main-withdrawn");
    window.until_shown(&row("仅服务通知", 1));
    window.until_shown("短信: 已退订");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.until_shown("已撤销：记录退订");
    window.until_shown(&row("可发短信", 1));
    window.until_shown(&row("仅服务通知", 0));
    window.until_shown("短信: 已同意");

    // Nothing of anybody is left on the screen of a locked book, and all of it comes back.
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.until_shown("打开其他客户本");
    for words in ["方晓彤", "186 0755 9021", "深圳", "已撤销"] {
        assert!(!window.is_shown(words), "{words} is still shown");
    }
    window.unlock();
    window.until_shown(&row("深圳老客", 3));
    window.until_shown(&row("可发短信", 1));
    assert_eq!(people(&window).len(), 6);
}

#[test]
fn a_segment_takes_people_in_and_leaves_them_out_by_hand() {
    let house = House::new();
    let mut window = house.welcome(PLAIN);
    make_book(&mut window, &house);
    bring_in(&mut window, &house);
    window.find("city:广州");
    window.press_with(Modifiers::COMMAND, Key::S);
    window.type_into(Role::TextInput, "分组名称", "广州");
    window.press(Key::Enter);
    window.until_shown(&row("广州", 2));
    // Somebody from elsewhere is put in, from the menu of the row.
    window.click_containing("全部客户 6");
    window.find("欧阳雪");
    window.press_with(Modifiers::SHIFT, Key::F10);
    window.picture("main-row-menu");
    window.click("加入分组");
    window.rest();
    window.click_role(Role::MenuItem, "广州");
    window.until_shown(&row("广州", 3));
    window.click_containing("广州 3");
    window.settle();
    assert_eq!(people(&window), ["方伟", "何伟", "欧阳雪"]);
    // And the window says why.
    window.find("欧阳雪");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.until_shown(&row("广州", 2));
}
