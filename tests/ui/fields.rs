//! Custom fields: defined, turned on, filled in, changed and deleted, by label and key in both
//! languages.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use haobu::workspace::editing::NewContactInput;

use crate::window::{House, Look, PLAIN, Window};

const LOOKS: [(Look, &str); 2] = [(PLAIN, "zh"), (PLAIN.english().dark(), "en-dark")];

fn open(house: &House, look: Look) -> Window {
    let (path, ()) = house.book(|workspace| {
        for name in ["方晓彤", "王小明"] {
            let input = NewContactInput {
                name: name.to_owned(),
                ..NewContactInput::default()
            };
            workspace.add_contact(&input).unwrap();
        }
    });
    let mut window = house.open(look, &path);
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.click(look.says("管理自定义字段", "Manage custom fields"));
    window.until_shown(look.says("还没有自己的字段", "No fields of your own yet"));
    window
}

/// Takes a choice of the list that was opened last.
fn choose(window: &mut Window, words: &str) {
    let found = window.harness.query_all_by_label(words).last();
    found.unwrap_or_else(|| panic!("no {words}")).click();
    window.rest();
}

fn purpose(look: Look) -> &'static str {
    look.says("为什么留这一项", "Why we keep it")
}

#[test]
fn a_field_is_made_used_changed_and_deleted() {
    for (look, name) in LOOKS {
        let house = House::new();
        let mut window = open(&house, look);
        window.picture(&format!("fields-none-{name}"));
        window.click(look.says("新建字段…", "New field…"));
        window.type_into(Role::TextInput, look.says("名称", "Name"), "喜欢的花");
        window.click_role(Role::ComboBox, look.says("类型", "Type"));
        choose(&mut window, look.says("选项", "Choice"));
        window.type_into(
            Role::TextInput,
            look.says("可选的内容（用顿号分开）", "Choices, between commas"),
            "玫瑰、百合",
        );
        // Nothing is kept of people without a reason.
        window.press(Key::Enter);
        assert!(window.is_shown(purpose(look)));
        window.type_into(Role::TextInput, purpose(look), "节日推荐");
        window.picture(&format!("fields-form-{name}"));
        window.press(Key::Enter);
        window.until_shown(look.says("为什么留：节日推荐", "Why we keep it: 节日推荐"));
        window.picture(&format!("fields-{name}"));

        window.find("方晓彤");
        window.click(look.says("修改 喜欢的花", "Edit 喜欢的花"));
        window.settle();
        window.click_role(Role::ComboBox, "喜欢的花");
        window.picture(&format!("fields-choose-{name}"));
        choose(&mut window, "百合");
        window.until_shown(look.says("修改 1 人的资料", "1 person"));
        window.settle();

        window.press_with(Modifiers::COMMAND, Key::Comma);
        window.click(look.says("管理自定义字段", "Manage custom fields"));
        window.until_shown(look.says("1 人填了", "1 person has it"));
        window.click(look.says("修改字段 喜欢的花", "Edit the field 喜欢的花"));
        window.click_role(Role::ComboBox, look.says("类型", "Type"));
        choose(&mut window, look.says("数字", "Number"));
        window.until_shown(look.says("有 1 人填的内容不合", "1 person is not of this type"));
        window.picture(&format!("fields-misfit-{name}"));
        window.press(Key::Escape);
        window.until_gone(look.says("有 1 人填的内容不合", "1 person is not of this type"));
        window.click(look.says("删除字段 喜欢的花", "Delete the field 喜欢的花"));
        window.until_shown(look.says("1 人填的内容会一起删除", "1 person goes with it"));
        window.picture(&format!("fields-delete-{name}"));
        window.click(look.says("删除字段", "Delete field"));
        window.until_shown(look.says("还没有自己的字段", "No fields of your own yet"));
        window.press_with(Modifiers::COMMAND, Key::Z);
        window.until_shown(look.says("1 人填了", "1 person has it"));
    }
}

#[test]
fn a_birthday_is_turned_on_and_filled_in() {
    for (look, name) in LOOKS {
        let house = House::new();
        let mut window = open(&house, look);
        let birthday = look.says("生日", "Birthday");
        window.click(look.says("启用 生日", "Turn on Birthday"));
        window.type_into(Role::TextInput, purpose(look), "生日送花");
        window.picture(&format!("fields-birthday-form-{name}"));
        window.press(Key::Enter);
        window.settle();
        window.picture(&format!("fields-birthday-on-{name}"));
        window.until_shown(look.says("为什么留：生日送花", "Why we keep it: 生日送花"));
        window.until_gone(look.says("启用 生日", "Turn on Birthday"));

        window.find("方晓彤");
        window.click(look.says("修改 生日", "Edit Birthday"));
        window.settle();
        window.click_role(Role::ComboBox, look.says("历法", "Calendar"));
        choose(&mut window, look.says("农历", "Lunar"));
        window.type_into(Role::TextInput, birthday, "1990-08-15");
        window.picture(&format!("fields-birthday-typed-{name}"));
        window.until_shown(look.says("1990年农历八月十五", "lunar month 8, day 15, 1990"));
        window.picture(&format!("fields-birthday-{name}"));
        window.press(Key::Enter);
        window.until_shown(look.says("修改 1 人的资料", "1 person"));
        window.settle();
        // How old somebody is can be asked, and is nowhere kept.
        window.find(look.says("生日:25..60", "Birthday:25..60"));
        window.until_shown("方晓彤");
        window.picture(&format!("fields-age-{name}"));
    }
}
