//! The list of people: shown, selected, sorted and filtered from its heads.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use crate::window::{House, PLAIN};

#[test]
fn the_list_is_shown_selected_and_filtered() {
    let house = House::new();
    let mut window = house.open(PLAIN, &house.imported_book(1_200));
    let boxes = window.harness.query_all_by_role(Role::CheckBox).count();
    assert!(boxes > 10, "only {boxes} rows");

    // Everybody at once, said by number.
    window.click("选中全部或取消");
    window.until_shown("已选");
    window.picture("table-all");
    window.click("清除");
    window.until_gone("已选");

    window.click("城市 的排序和筛选");
    window.until_shown("（全选）");
    window.picture("table-menu");
    window.press(Key::Escape);
    window.until_gone("（全选）");

    window.press_with(Modifiers::COMMAND, Key::A);
    window.until_shown("已选");
}

#[test]
fn an_empty_book_says_what_to_do() {
    let house = House::new();
    let mut window = house.open(PLAIN.dark(), &house.empty_book("新.haobu"));
    window.until_shown("还没有客户");
    window.picture("table-empty");
}
