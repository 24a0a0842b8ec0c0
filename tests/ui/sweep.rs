//! A whole folder on its way in: what is in it is seen file by file, few questions are asked, and
//! one step takes all of it back.

use std::path::{Path, PathBuf};

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use haobu::workspace::{Access, Workspace};

use crate::import::counted;
use crate::shop_folder;
use crate::window::{House, PLAIN, Window, passphrase};

fn contacts(book: &Path) -> usize {
    let workspace = Workspace::open(book, &passphrase(), Access::ReadOnly).unwrap();
    workspace.roster().unwrap().len()
}

/// A small folder: lists of three kinds, two pages of the same, and what is no list.
pub fn small_folder(folder: &Path) -> PathBuf {
    let path = folder.join("门店资料");
    std::fs::create_dir_all(path.join("六月")).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(path.join(name), bytes).unwrap();
    write(
        "老顾客.csv",
        "姓名,手机,城市\n方晓彤,13823165520,深圳\n陈美玲,13823165521,广州\n".as_bytes(),
    );
    write(
        "六月/新登记.csv",
        "姓名,联系电话,备注\n方晓彤,13823165520,\n欧阳雪,13713800138,喜欢百合\n".as_bytes(),
    );
    write(
        "通讯录.vcf",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:He Wei\r\nTEL:13600136000\r\nEND:VCARD\r\n",
    );
    crate::import::orders(&path.join("淘宝订单.csv"), 20);
    write("店面.jpg", b"\xFF\xD8\xFF\xE0");
    write("损坏.xlsx", b"PK\x03\x04 cut off");
    write("进货价.csv", "甲,乙\n1.5,2.5\n3.5,4.5\n".as_bytes());
    path
}

/// The numbers are those of the settings that are shown.
pub fn seen(window: &mut Window) {
    window.until_shown(window.look.says("哪些文件要导入", "Which files come in"));
    let people = window.look.says("导入 24 位客户", "Import 24 customers");
    counted(window, people);
}

#[test]
fn a_folder_is_seen_file_by_file_and_files_can_stay_out() {
    let house = House::new();
    let folder = small_folder(house.folder());
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&folder);
    seen(&mut window);
    for words in [
        "找到 4 份名单，一共 45 行",
        "有 3 个文件不导入",
        "损坏.xlsx",
    ] {
        window.until_shown(words);
    }
    // One file stays out, with all that it would have brought.
    window.click("导入 淘宝订单.csv");
    counted(&mut window, "导入 4 位客户");
    window.choose("这些号码怎么来的？", "门店");
    counted(&mut window, "导入 4 位客户");
    // A row is named by the file it stands in.
    window.click("同一位客户的其他行 1");
    window.until_shown("老顾客.csv 第 2 行");
    window.press(Key::Escape);
    window.click("导入 4 位客户");
    window.until_shown("导入好了");
    window.until_shown("各个文件");
    window.click("撤销这次导入");
    window.until_shown("客户本和导入前一样");
    drop(window);
    assert_eq!(contacts(&book), 0);
}

#[test]
fn several_files_dropped_at_once_are_one_import() {
    let house = House::new();
    let folder = small_folder(house.folder());
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_files(&[folder.join("老顾客.csv"), folder.join("六月")]);
    window.until_shown("2 个文件");
    window.until_shown("找到 2 份名单，一共 4 行");
    counted(&mut window, "导入 3 位客户");
    window.choose("这些号码怎么来的？", "门店");
    counted(&mut window, "导入 3 位客户");
    window.click("导入 3 位客户");
    window.until_shown("导入好了");
    drop(window);
    assert_eq!(contacts(&book), 3);
}

/// Every click and every choice is an answer to a question of the program's.
#[test]
fn thirty_files_of_nine_thousand_people_ask_five_questions_at_most() {
    let house = House::new();
    let folder = house.path("店铺资料");
    shop_folder::write(&folder);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    let mut asked = 0;
    window.drop_file(&folder);
    window.until_shown("哪些文件要导入");
    counted(&mut window, "导入 9,");
    // Nothing else is wanted before it can begin.
    window.choose("这些号码怎么来的？", "门店");
    asked += 1;
    counted(&mut window, "导入 9,");
    window.picture("sweep-nine-thousand");
    let bring = window.harness.query_all_by_role(Role::Button);
    let bring = bring.filter_map(|node| node.accesskit_node().label());
    let bring: Vec<String> = bring.filter(|label| label.starts_with("导入 9,")).collect();
    window.click(bring.first().unwrap());
    asked += 1;
    window.until_shown("导入好了");
    window.until_shown("撤销这次导入");
    assert!(asked <= 5);
    window.click("撤销这次导入");
    window.until_shown("客户本和导入前一样");
    drop(window);
    assert_eq!(contacts(&book), 0);
}
