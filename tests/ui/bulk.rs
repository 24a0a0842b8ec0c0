//! What is done to many people at once, and the trash, by label and key in both languages.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use haobu::domain::problem::Problem;
use haobu::workspace::Workspace;
use haobu::workspace::editing::NewContactInput;

use crate::window::{House, Look, PLAIN, Window};

const LOOKS: [(Look, &str); 2] = [(PLAIN, "zh"), (PLAIN.english().dark(), "en-dark")];

/// Twelve people, of whom three have a tag and half a city.
fn fill(workspace: &mut Workspace) -> Result<(), Problem> {
    for number in 0..12_u32 {
        workspace.add_contact(&NewContactInput {
            name: format!("客户{number:02}"),
            numbers: vec![format!("138000000{number:02}")],
            city: if number % 2 == 0 {
                "深圳".to_owned()
            } else {
                String::new()
            },
            tags: if number % 4 == 0 {
                vec!["VIP".to_owned()]
            } else {
                Vec::new()
            },
            ..NewContactInput::default()
        })?;
    }
    Ok(())
}

fn open(house: &House, look: Look) -> Window {
    let (path, filled) = house.book(fill);
    filled.unwrap();
    let mut window = house.open(look, &path);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.until_shown(look.says("已选 12 人", "12"));
    window.settle();
    window
}

#[test]
fn a_tag_is_told_before_it_is_put_on() {
    for (look, name) in LOOKS {
        let house = House::new();
        let mut window = open(&house, look);
        window.press_with(Modifiers::COMMAND, Key::J);
        window.until_shown(look.says("批量修改 12 人", "Change 12 people"));
        window.type_into(Role::TextInput, look.says("标签", "Tag"), "VIP");
        window.until_shown(look.says("9 人会加上", "9 people will get it"));
        assert!(window.is_shown(look.says("3 人已有", "3 people have it already")));
        window.picture(&format!("bulk-tag-{name}"));
        window.press(Key::Enter);
        window.until_gone(look.says("批量修改 12 人", "Change 12 people"));
        window.until_shown(look.says("给 9 人加标签 VIP", "Tagged 9 people VIP"));
        window.press_with(Modifiers::COMMAND, Key::Z);
        window.until_shown(look.says("已撤销", "Undone"));
        window.settle();
        window.press_with(Modifiers::COMMAND, Key::J);
        window.picture(&format!("bulk-message-{name}"));
        window.click(look.says("去标签", "Take a tag off"));
        window.type_into(Role::TextInput, look.says("标签", "Tag"), "vip");
        window.until_shown(look.says("3 人会去掉", "3 people will lose it"));
        window.click(look.says("从 3 人去掉", "Untag 3 people"));
        window.until_shown(look.says("去掉 3 人的标签", "off 3 people"));
    }
}

#[test]
fn a_tag_is_put_on_by_keys_alone() {
    let house = House::new();
    let mut window = open(&house, PLAIN);
    window.press_with(Modifiers::COMMAND, Key::J);
    window.settle();
    window.type_text("常客");
    window.until_shown("12 人会加上");
    window.press(Key::Enter);
    window.until_shown("给 12 人加标签 常客");
}

#[test]
fn a_field_is_filled_in_and_cleared() {
    for (look, name) in LOOKS {
        let house = House::new();
        let mut window = open(&house, look);
        window.press_with(Modifiers::COMMAND, Key::J);
        window.click(look.says("填写一项", "Set a field"));
        window.click_role(Role::ComboBox, look.says("哪一项", "Field"));
        let city = look.says("城市", "City");
        choose(&mut window, city);
        window.type_into(Role::TextInput, look.says("填成", "Value"), "广州");
        window.until_shown(look.says("6 人原来空着", "6 people had nothing"));
        assert!(window.is_shown(look.says("6 人原来填了别的", "6 people had something else")));
        assert!(window.is_shown("深圳 6"));
        window.picture(&format!("bulk-set-{name}"));
        window.press(Key::Enter);
        window.until_shown(look.says("填写 12 人的城市", "Set City of 12 people"));
        window.press_with(Modifiers::COMMAND, Key::J);
        window.click(look.says("清空一项", "Clear a field"));
        window.click_role(Role::ComboBox, look.says("哪一项", "Field"));
        choose(&mut window, city);
        window.until_shown(look.says("12 人会清空", "12 people will be cleared"));
        window.press(Key::Escape);
        window.until_gone(look.says("批量修改 12 人", "Change 12 people"));
    }
}

/// Takes a choice of the list that was opened last.
fn choose(window: &mut Window, words: &str) {
    let found = window.harness.query_all_by_label(words).last();
    found.unwrap_or_else(|| panic!("no {words}")).click();
    window.rest();
}

#[test]
fn consent_of_many_says_what_is_on_record() {
    for (look, name) in LOOKS {
        let house = House::new();
        let mut window = open(&house, look);
        window.press_with(Modifiers::COMMAND, Key::R);
        window.until_shown(look.says("怎么说的", "How"));
        window.click(look.says("邮件", "e-mail"));
        window.settle();
        window.picture(&format!("bulk-consent-{name}"));
        window.click(look.says("邮件", "e-mail"));
        choose(&mut window, look.says("记录", "Record"));
        window.until_shown(look.says("记录同意（短信 · 营销）：12 人", "marketing): 12 people"));
    }
}

#[test]
fn the_deleted_come_back_or_are_erased_for_good() {
    for (look, name) in LOOKS {
        let house = House::new();
        let mut window = open(&house, look);
        window.press(Key::Delete);
        window.until_shown(look.says("12 人会移到回收站", "12 people will move to the trash"));
        window.picture(&format!("bulk-delete-{name}"));
        window.click(look.says("删除 12 人", "Delete 12 people"));
        // While it works, the dialog is in front of everything else.
        window.until_gone(look.says("批量修改 12 人", "Change 12 people"));
        window.click_role(Role::Button, look.says("回收站", "Trash"));
        window.until_shown("客户03");
        window.picture(&format!("trash-{name}"));
        window.type_into(
            Role::TextInput,
            look.says("搜索姓名、公司或号码", "Search names, companies or numbers"),
            "客户03",
        );
        window.until_gone("客户04");
        window.click(look.says("全选 1 人", "Select all 1 person"));
        window.click(look.says("恢复 1 人", "Restore 1 person"));
        window.until_shown(look.says("没有找到。", "Nobody found."));
        window.type_over(
            Role::TextInput,
            look.says("搜索姓名、公司或号码", "Search names, companies or numbers"),
            " ",
        );
        window.until_shown("客户04");
        window.click(look.says("全选 11 人", "Select all 11 people"));
        window.click(look.says("彻底删除 11 人…", "Erase 11 people for good…"));
        window.until_shown(look.says("不能撤销", "cannot be undone"));
        window.picture(&format!("trash-purge-{name}"));
        // What cannot be undone is never one Enter away.
        window.press(Key::Enter);
        window.until_gone(look.says("不能撤销", "cannot be undone"));
        assert!(window.is_shown("客户04"));
        window.click(look.says("彻底删除 11 人…", "Erase 11 people for good…"));
        window.click(look.says("彻底删除 11 人", "Erase 11 people"));
        window.until_shown(look.says("回收站是空的", "The trash is empty"));
        window.picture(&format!("trash-empty-{name}"));
    }
}
