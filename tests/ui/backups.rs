//! Backups and faults of the file, as the owner meets them: made, listed, looked into, restored,
//! warned of.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use haobu::workspace::backups::Backup;
use haobu::workspace::editing::NewContactInput;
use haobu::workspace::{Access, Workspace};

use crate::window::{House, Look, PASSPHRASE, PLAIN, Window, passphrase};

const LOOKS: [(Look, &str); 2] = [(PLAIN, "zh"), (PLAIN.english().dark(), "en-dark")];

fn person(name: &str) -> NewContactInput {
    NewContactInput {
        name: name.to_owned(),
        ..NewContactInput::default()
    }
}

fn show_backups(window: &mut Window) {
    let look = window.look;
    window.click_role(Role::Button, look.says("备份", "Backups"));
    window.settle();
}

#[test]
fn a_backup_is_said_to_be_done_once_it_was_tried_out() {
    for (look, name) in LOOKS {
        let house = House::new();
        let (path, added) = house.book(|workspace| workspace.add_contact(&person("张三")));
        added.unwrap();
        let mut window = house.open(look, &path);
        // Nothing was backed up before, so it was caught up by itself.
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
        show_backups(&mut window);
        window.until_shown(look.says("第 1 份", "No. 1"));
        window.click_role(Role::Button, look.says("立即备份", "Back up now"));
        window.until_shown(look.says("第 2 份", "No. 2"));
        window.picture(&format!("backups-{name}"));
        let folder = haobu::workspace::backups::folder_beside(&path);
        assert_eq!(Backup::all_in(&folder).unwrap().len(), 2);
    }
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    for (look, name) in LOOKS {
        let house = House::new();
        let path = house.empty_book("花店.haobu");
        let mut window = house.open(look, &path);
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
        show_backups(&mut window);
        window.click(look.says("再加一个文件夹…", "Add a second folder…"));
        let field = look.says(
            "文件夹，例如 U 盘上的",
            "Folder, for example on a USB stick",
        );
        let stick = house.path("U盘").display().to_string();
        window.type_into(Role::TextInput, field, &stick);
        window.press(Key::Enter);
        window.until_shown(look.says("备份未完成", "Backup incomplete"));
        window.picture(&format!("backups-stick-{name}"));
    }
}

#[test]
fn a_backup_is_restored_and_what_was_there_is_kept() {
    for (look, name) in LOOKS {
        let house = House::new();
        let (path, added) = house.book(|workspace| workspace.add_contact(&person("张三")));
        added.unwrap();
        let mut window = house.open(look, &path);
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
        drop(window);
        let mut workspace = Workspace::open(&path, &passphrase(), Access::ReadWrite).unwrap();
        workspace.add_contact(&person("李四")).unwrap();
        drop(workspace);
        let mut window = house.open(look, &path);
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
        show_backups(&mut window);
        window.until_shown(look.says("第 2 份", "No. 2"));
        let restore = look.says("还原", "Restore the backup");
        let of_first = |window: &Window| {
            let found = window.harness.query_all_by_label_contains(restore);
            found.last().unwrap().click();
        };
        of_first(&window);
        window.until_shown(look.says("还原这份备份？", "Restore this backup?"));
        window.picture(&format!("backups-restore-{name}"));
        window.press(Key::Enter);
        window.until_shown(look.says("已还原", "Restored the backup of"));
        window.settle();
        window.picture(&format!("backups-restored-{name}"));
        window.press_with(Modifiers::COMMAND, Key::Num1);
        window.until_shown("张三");
        window.until_gone("李四");
        drop(window);
        let kept = path.with_extension("before-restore.haobu");
        let kept = Workspace::open(&kept, &passphrase(), Access::ReadOnly).unwrap();
        assert_eq!(kept.check().unwrap().contacts, 2);
        // The owner wanted the older book: no warning of it.
        drop(kept);
        let window = house.open(look, &path);
        assert!(!window.is_shown(look.says("请留意", "Please look at this")));
    }
}

#[test]
fn a_backup_is_looked_into_without_changing_anything() {
    for (look, name) in LOOKS {
        let house = House::new();
        let (path, added) = house.book(|workspace| workspace.add_contact(&person("张三")));
        added.unwrap();
        let mut window = house.open(look, &path);
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
        show_backups(&mut window);
        window.click_containing(look.says("的备份看看", "Look inside the backup"));
        window.unlock();
        window.until_shown(look.says("正在查看备份", "Looking into a backup"));
        window.until_shown("张三");
        show_backups(&mut window);
        window.until_shown(look.says("还原这份备份…", "Restore this backup…"));
        window.picture(&format!("backups-inside-{name}"));
    }
}

#[test]
fn a_book_that_is_open_elsewhere_is_looked_at_and_says_where() {
    for (look, name) in LOOKS {
        let house = House::new();
        let (path, added) = house.book(|workspace| workspace.add_contact(&person("张三")));
        added.unwrap();
        let mut lock = path.clone().into_os_string();
        lock.push(".lock");
        std::fs::write(lock, "DESK-2").unwrap();
        let mut window = house.window(look, haobu::ui::Opening::File(path));
        let field = look.says("密码", "Passphrase");
        window.until_shown(field);
        window.type_into(Role::PasswordInput, field, PASSPHRASE);
        window.press(Key::Enter);
        window.until_shown("DESK-2");
        window.settle();
        window.picture(&format!("backups-elsewhere-{name}"));
        assert!(window.is_shown(look.says("只读", "Read only")));
        // Somebody knows better than the file that the other computer left.
        window.click(look.says(
            "那里没有打开，在这里更改",
            "It is not open there: change it here",
        ));
        window.until_shown("张三");
        window.until_gone(look.says("只读", "Read only"));
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
    }
}

#[test]
fn copies_of_sync_programs_are_shown() {
    for (look, name) in LOOKS {
        let house = House::new();
        let (path, added) = house.book(|workspace| workspace.add_contact(&person("张三")));
        added.unwrap();
        let copy = path.with_file_name("花样年华花店 (1).haobu");
        std::fs::copy(&path, &copy).unwrap();
        let mut workspace = Workspace::open(&path, &passphrase(), Access::ReadWrite).unwrap();
        workspace.add_contact(&person("李四")).unwrap();
        drop(workspace);
        let mut window = house.window(look, haobu::ui::Opening::File(path));
        let field = look.says("密码", "Passphrase");
        window.until_shown(field);
        window.type_into(Role::PasswordInput, field, PASSPHRASE);
        window.press(Key::Enter);
        window.until_shown("花样年华花店 (1).haobu");
        window.settle();
        window.picture(&format!("backups-copies-{name}"));
        assert!(window.is_shown(look.says("少 1 步", "1 step behind")));
    }
}
