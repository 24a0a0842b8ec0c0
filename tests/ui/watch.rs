//! A folder is chosen, what arrives there and is not known waits, is brought in once by hand, and
//! from then on such files come in by themselves, each once, with a way back.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, Role};
use haobu::workspace::{Access, Workspace};

use crate::import::counted;
use crate::window::{House, Look, PLAIN, Window, passphrase};

const JUNE: &str = "姓名,手机,城市\n方晓彤,13823165520,深圳\n陈美玲,13823165521,广州\n";
const JULY: &str = "姓名,手机,城市\n方晓彤,13823165520,深圳\n欧阳雪,13713800138,北京\n,,天津\n";

fn people(book: &Path) -> usize {
    let workspace = Workspace::open(book, &passphrase(), Access::ReadOnly).unwrap();
    workspace.roster().unwrap().len()
}

/// Shows the screen, as from the settings.
pub fn show(window: &mut Window) {
    let look = window.look;
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.click(look.says("设置自动导入", "Set up the watched folder"));
    window.settle();
}

/// Chooses a folder by typing it.
pub fn choose(window: &mut Window, folder: &Path) {
    let look = window.look;
    window.click(look.says("选择文件夹…", "Choose a folder…"));
    let field = look.says("要看着的文件夹", "Folder to watch");
    window.type_into(Role::TextInput, field, &folder.display().to_string());
    window.press(Key::Enter);
    window.until_shown(look.says("不再自动导入", "Stop watching"));
}

/// A folder with a list that nobody has seen before, a damaged one, and a download on its way.
pub fn folder(house: &House) -> PathBuf {
    let folder = house.path("柜台登记");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("六月.csv"), JUNE).unwrap();
    std::fs::write(folder.join("坏.xlsx"), b"PK\x03\x04 cut off").unwrap();
    folder
}

/// The screens on the way from no folder to files that come in by themselves.
pub fn tour(house: &House, look: Look, stop: &mut dyn FnMut(&mut Window, &str)) -> PathBuf {
    let folder = folder(house);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(look, &book);
    show(&mut window);
    stop(&mut window, "watch-none");
    choose(&mut window, &folder);
    window.until_shown(look.says("1 个文件等您确认", "One file waits for you"));
    window.until_shown(look.says("表格已损坏", "spreadsheet is damaged"));
    window.settle();
    stop(&mut window, "watch-waiting");

    window.click(look.says("导入 六月.csv", "Import 六月.csv"));
    let bring = look.says("导入 2 位客户", "Import 2 customers");
    counted(&mut window, bring);
    let source = look.says("这些号码怎么来的？", "Where do these numbers come from?");
    window.choose(source, look.says("门店", "Shop counter"));
    window.click(look.says("下次照此导入", "Use these settings next time"));
    counted(&mut window, bring);
    window.click(bring);
    window.until_shown(look.says("导入好了", "Brought in"));
    window.click(look.says("完成", "Done"));
    window.settle();

    // The next one of the kind needs nobody.
    std::fs::write(folder.join("七月.csv"), JULY).unwrap();
    window.until_shown(look.says("新增 1 人", "1 added"));
    show(&mut window);
    window.until_shown(look.says("新客户 1", "1 new customer"));
    window.settle();
    stop(&mut window, "watch-reports");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.until_shown(look.says("已撤销：新客户 1", "Undone: 1 new customer"));
    window.settle();
    stop(&mut window, "watch-undone");
    drop(window);
    book
}

#[test]
fn what_arrives_comes_in_by_itself_once_it_is_known_how() {
    let house = House::new();
    let book = tour(&house, PLAIN, &mut |_, _| ());
    assert_eq!(people(&book), 2);
    // The folder is remembered, and what came in stays known: only what is new comes in.
    let folder = house.path("柜台登记");
    std::fs::write(folder.join("七月（副本）.csv"), JULY).unwrap();
    let more = "姓名,手机,城市\n何伟,13600136000,深圳\n";
    std::fs::write(folder.join("八月.csv"), more).unwrap();
    let mut window = house.open(PLAIN, &book);
    window.until_shown("全部客户 3");
    window.settle();
    drop(window);
    assert_eq!(people(&book), 3);
}

#[test]
fn a_file_that_waits_is_said_everywhere_and_can_be_left_out() {
    let house = House::new();
    let folder = folder(&house);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    show(&mut window);
    choose(&mut window, &folder);
    window.until_shown("1 个文件等您确认");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.click("有 1 个新文件等您确认");
    window.click("不导入 六月.csv");
    window.until_shown("您选了不导入");
    assert!(!window.is_shown("1 个文件等您确认"));
    window.click("不再自动导入");
    window.until_shown("还没有选文件夹");
    drop(window);
    assert_eq!(people(&book), 0);
}
