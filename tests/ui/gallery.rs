//! Every widget of the window at once: named, reachable by keyboard, and drawn in both themes.

mod page;

use egui::{Key, Role, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use haobu::ui::theme::{Mode, SystemFonts, apply, fonts};
use haobu::ui::widgets::DialogOutcome;

use crate::window::picture;
use page::{Gallery, page_ui};

fn harness<'a>(mode: Mode) -> Harness<'a, Gallery> {
    let theme = if mode == Mode::Dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    Harness::builder()
        .with_size([1240.0, 860.0])
        .with_theme(theme)
        .with_max_steps(16)
        .with_context_setup(move |ctx| {
            fonts::install(ctx, SystemFonts::No);
            apply(ctx, mode, 1.0);
        })
        .build_ui_state(page_ui, Gallery::default())
}

#[test]
fn every_widget_is_drawn_in_both_themes() {
    for (mode, name) in [(Mode::Light, "light"), (Mode::Dark, "dark")] {
        let mut harness = harness(mode);
        harness.run();
        harness.check_accessibility();
        picture(&mut harness, &format!("gallery-{name}"));

        harness.get_by_label("更多").click();
        harness.run();
        picture(&mut harness, &format!("menu-{name}"));
        harness.key_press(Key::Escape);
        harness.run();

        harness
            .get_by_role_and_label(Role::ComboBox, "导入为")
            .click();
        harness.run();
        picture(&mut harness, &format!("select-{name}"));
        harness.key_press(Key::Escape);
        harness.run();

        harness.get_by_label("打开日历").click();
        harness.run();
        picture(&mut harness, &format!("calendar-{name}"));
        harness.key_press(Key::Escape);
        harness.run();

        harness.get_by_label("退订电话…").click();
        harness.run();
        harness.check_accessibility();
        picture(&mut harness, &format!("dialog-{name}"));
    }
}

/// What stops the keyboard on its way through the page, by accessible name.
fn stops(harness: &mut Harness<'_, Gallery>, most: usize) -> Vec<String> {
    let mut names = Vec::new();
    for _ in 0..most {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness
            .root()
            .children_recursive()
            .find(egui_kittest::Node::is_focused)
            .and_then(|node| node.accesskit_node().label());
        if let Some(name) = focused {
            if names.first() == Some(&name) {
                break;
            }
            names.push(name);
        }
    }
    names
}

#[test]
fn the_keyboard_reaches_everything_that_can_be_done() {
    let mut harness = harness(Mode::Light);
    harness.run();
    let reached = stops(&mut harness, 120);
    for name in [
        "导入表格",
        "存为分组",
        "删除 3 人",
        "更多",
        "搜姓名、号码、拼音、邮箱…",
        "城市 深圳",
        "移除条件 城市 深圳",
        "条件",
        "分组",
        "筛选",
        "可发短信 2,904",
        "新建分组",
        "记录…",
        "来龙去脉",
        "姓名",
        "密码",
        "隐藏密码",
        "导入为",
        "日期",
        "打开日历",
        "花艺课 142",
        "我自己来定",
        "取消",
    ] {
        assert!(
            reached.iter().any(|stop| stop == name),
            "{name} of {reached:?}"
        );
    }
    assert!(
        !reached.iter().any(|stop| stop == "锁定"),
        "what is disabled is no stop"
    );
    picture(&mut harness, "focus-light");
}

#[test]
fn keys_and_clicks_do_what_they_say() {
    let mut harness = harness(Mode::Light);
    harness.run();

    harness.get_by_label("来龙去脉").focus();
    harness.run();
    assert!(harness.query_by_label_contains("确认短信").is_some());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.query_by_label_contains("确认短信").is_none());

    harness.get_by_label("移除条件 城市 深圳").click();
    harness.run();
    assert_eq!(harness.state().removed, 1);

    harness.get_by_label("筛选").click();
    harness.run();
    assert_eq!(harness.state().tab, 1);

    let search = harness.get_by_label("搜姓名、号码、拼音、邮箱…");
    search.focus();
    harness.run();
    harness
        .get_by_label("搜姓名、号码、拼音、邮箱…")
        .type_text("zs");
    harness.run();
    assert_eq!(harness.state().search, "zs");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().search, "");

    harness
        .get_by_role_and_label(Role::ComboBox, "导入为")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::MenuItemRadio, "不导入")
        .click();
    harness.run();
    assert_eq!(harness.state().column, Some(2));
}

#[test]
fn a_dialog_takes_the_keyboard_and_answers_to_enter_and_escape() {
    let mut harness = harness(Mode::Light);
    harness.run();
    for (key, expected) in [
        (Key::Enter, DialogOutcome::Primary),
        (Key::Escape, DialogOutcome::Cancelled),
    ] {
        harness.get_by_label("退订电话…").click();
        harness.run();
        assert!(harness.get_by_label("备注").is_focused());
        harness.get_by_label("备注").type_text("电话");
        harness.run();
        harness.key_press(key);
        harness.run();
        assert_eq!(harness.state().outcome, Some(expected));
        assert!(harness.query_by_label("备注").is_none());
    }
    assert_eq!(harness.state().note, "电话电话");
}

#[test]
fn a_toast_offers_its_act_and_goes_by_itself() {
    let mut harness = harness(Mode::Light);
    harness.run();
    harness.state_mut().say_deleted();
    harness.run_steps(3);
    picture(&mut harness, "toast-light");
    assert!(harness.query_by_label("已删除 3 人").is_some());
    harness.get_by_label("撤销").click();
    harness.run_ok();
    assert_eq!(harness.state().undone, Some("undo"));
    assert!(harness.query_by_label("已删除 3 人").is_none());

    harness.state_mut().say_deleted();
    // Time stands still under the pointer.
    harness.remove_cursor();
    // A step is a quarter of a second, a message with an act stays ten seconds.
    harness.run_steps(30);
    assert!(harness.query_by_label("已删除 3 人").is_some());
    harness.run_steps(15);
    assert!(harness.query_by_label("已删除 3 人").is_none());
}
