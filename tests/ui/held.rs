//! Rows that wait are settled one by one with nothing but the keyboard, and taken back.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::workspace::{Access, ImportOptions, ImportRequest, Unwatched, Workspace};

use crate::window::{House, Look, PLAIN, Window, passphrase};

/// Rows that match several people or contradict: four in all.
const FILES: [&str; 2] = [
    "会员名,姓名,手机,邮箱,城市,公司\n\
     m1,方晓彤,13823165520,,深圳,花样年华\n\
     m2,陈美玲,13800138000,meiling@example.com,广州,\n",
    "会员名,姓名,手机,邮箱,城市,标签,短信同意,备注\n\
     ,,13823165520,meiling@example.com,深圳,VIP,是,两位都用过这个号码\n\
     m1,欧阳雪,13713800138,,,,,\n\
     m2,何伟,13600136000,,上海,,否,\n\
     m1,王小明,13500135000,,,,,老板介绍\n",
];

/// A book with rows that wait.
pub fn book(house: &House) -> PathBuf {
    let (path, ()) = house.book(|workspace| {
        for (index, text) in FILES.iter().enumerate() {
            let file = house.path(&format!("会员{index}.csv"));
            std::fs::write(&file, text).unwrap();
            let request = ImportRequest {
                file,
                options: ImportOptions::new(Region(*b"CN"), SourceKind::Shop),
                source: "门店登记".to_owned(),
                rejects: None,
                rehearsal: false,
            };
            workspace.import(&request, &Unwatched).unwrap();
        }
        assert_eq!(workspace.held_ids().unwrap().len(), 4);
    });
    path
}

/// Opens the screen from the pane, with its first row.
pub fn open(window: &mut Window) {
    window.click_containing(window.look.says("导入待确认 4", "Rows to confirm 4"));
    window.until_shown(window.look.says("已处理 0 / 4", "0 of 4 settled"));
    window.settle();
}

fn people(path: &Path) -> (usize, usize) {
    let workspace = Workspace::open(path, &passphrase(), Access::ReadOnly).unwrap();
    let people = workspace.roster().unwrap().everyone().len();
    (people, workspace.held_ids().unwrap().len())
}

fn done(look: Look, done: usize) -> String {
    match look.says("zh", "en") {
        "zh" => format!("已处理 {done} / 4"),
        _ => format!("{done} of 4 settled"),
    }
}

#[test]
fn rows_are_settled_by_keys_alone_and_taken_back() {
    for look in [PLAIN, PLAIN.english()] {
        let house = House::new();
        let path = book(&house);
        let mut window = house.open(look, &path);
        window.settle();
        open(&mut window);
        // It is the first; a new one; thrown away; skipped.
        for (count, key) in [(1, Key::Num1), (2, Key::N), (3, Key::X)] {
            window.press(key);
            window.until_shown(&done(look, count));
            window.settle();
        }
        window.press(Key::S);
        window.until_shown(look.says("只剩跳过的行", "Only skipped rows are left"));
        // What is taken back is shown again.
        window.press_with(Modifiers::COMMAND, Key::Z);
        window.until_shown(look.says("会员1.csv 第 4 行", "Row 4 of 会员1.csv"));
        window.settle();
        window.press(Key::X);
        window.until_shown(look.says("只剩跳过的行", "Only skipped rows are left"));
        window.settle();
        window.press(Key::S);
        window.until_shown(look.says("会员1.csv 第 5 行", "Row 5 of 会员1.csv"));
        window.settle();
        window.press(Key::N);
        window.until_shown(look.says("全部处理完了", "Everything is settled"));
        window.press(Key::Escape);
        window.until_shown(look.says("全部客户 4", "Everyone 4"));
        drop(window);
        assert_eq!(people(&path), (4, 0));
    }
}

#[test]
fn all_of_one_kind_are_settled_at_once() {
    let house = House::new();
    let path = book(&house);
    let mut window = house.open(PLAIN.english(), &path);
    window.settle();
    open(&mut window);
    window.press(Key::ArrowRight);
    window.until_shown("Row 3 of 会员1.csv");
    window.settle();
    window.press_with(Modifiers::SHIFT, Key::N);
    window.until_shown("3 of 4 settled");
    window.settle();
    drop(window);
    assert_eq!(people(&path), (5, 1));
}
