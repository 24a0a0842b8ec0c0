//! The list of people in the real window: shown, sorted, selected, filtered and edited.
//!
//! With `HAOBU_PICTURES=FOLDER` the pictures are written there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

#[path = "support/window.rs"]
mod window;

use egui::{Key, Modifiers, Role, Theme};
use egui_kittest::kittest::Queryable as _;
use window::{Look, picture, step_until, unlock, window};

const MENU: &str = "城市 的排序和筛选";

#[test]
fn the_list_is_shown_selected_and_filtered() {
    let mut open = window(1_200, &Look::default());
    let harness = &mut open.harness;
    unlock(harness, "密码");
    step_until(harness, |harness| {
        harness.query_all_by_role(Role::CheckBox).count() > 10
    });
    picture(harness, "table-zh");

    // Everybody at once, said by number.
    harness.get_by_label("选中全部或取消").click();
    step_until(harness, |harness| {
        harness.query_all_by_label_contains("已选").next().is_some()
    });
    picture(harness, "table-all");
    harness.get_by_label("清除").click();
    harness.step();

    harness.get_by_label(MENU).click();
    step_until(harness, |harness| {
        harness
            .query_all_by_label_contains("（全选）")
            .next()
            .is_some()
    });
    for _ in 0..4 {
        harness.step();
    }
    picture(harness, "table-menu");
    harness.key_press(Key::Escape);
    harness.step();

    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    step_until(harness, |harness| {
        harness.query_all_by_label_contains("已选").next().is_some()
    });
}

#[test]
fn an_empty_book_says_what_to_do() {
    let look = Look {
        theme: Theme::Dark,
        ..Look::default()
    };
    let mut open = window(0, &look);
    let harness = &mut open.harness;
    unlock(harness, "密码");
    step_until(harness, |harness| {
        harness.query_by_label("还没有客户").is_some()
    });
    picture(harness, "table-empty");
}
