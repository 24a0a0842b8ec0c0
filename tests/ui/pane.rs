//! Segments, facets, chips and the search box.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};
use haobu::workspace::{Access, Workspace};

use crate::window::{House, PLAIN, Window, passphrase};

/// A window over a book with a hundred rows of the sample and some segments.
fn window(house: &House) -> Window {
    let path = house.imported_book(120);
    let mut workspace = Workspace::open(&path, &passphrase(), Access::ReadWrite).unwrap();
    for (name, filter, colour) in [
        ("深圳老客", "city:深圳", 0),
        ("没有邮箱的人", "no:email", 1),
        (
            "名字很长的一个分组，长到侧栏里放不下它的全名",
            "city:广州",
            2,
        ),
    ] {
        workspace.save_segment(name, filter, colour).unwrap();
    }
    drop(workspace);
    let mut window = house.open(PLAIN, &path);
    window.until_shown("深圳老客");
    window
}

#[test]
fn rows_of_the_pane_show_the_people_behind_them() {
    let house = House::new();
    let mut window = window(&house);
    window.picture("pane-everyone");
    window.click_containing("深圳老客");
    window.until_shown("城市 深圳");
    window.picture("pane-segment");
    // The chip opens its editor, and ✕ takes it away.
    window.click("城市 深圳");
    window.settle();
    window.picture("pane-popover");
    window.press(Key::Escape);
    window.click("去掉 城市 深圳");
    window.until_gone("城市 深圳");
}

#[test]
fn the_filter_can_be_typed_and_its_faults_are_said() {
    let house = House::new();
    let mut window = window(&house);
    window.press_with(Modifiers::COMMAND, Key::G);
    window.type_text("city:");
    window.settle();
    window.picture("pane-text-values");
    window.type_text("深圳 citi:x");
    window.until_shown("没有这个关键字");
    window.picture("pane-text-fault");
}

#[test]
fn the_search_box_takes_words_and_conditions() {
    let house = House::new();
    let mut window = window(&house);
    window.find("city:深圳");
    window.until_shown("城市 深圳");
    window.picture("pane-searched");
}

#[test]
fn facets_tick_the_filter() {
    let house = House::new();
    let mut window = window(&house);
    window.click("筛选");
    window.until_shown("深圳 ");
    window.picture("pane-facets");
    let city = |node: &AccessKitNode<'_>| {
        node.role() == Role::CheckBox
            && node.label().is_some_and(|label| label.starts_with("深圳 "))
    };
    window.harness.get_by(city).click();
    window.until_shown("城市 深圳");
}
