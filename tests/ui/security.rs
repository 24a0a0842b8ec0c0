//! Ways to the key, driven as an owner drives the window: the recovery code after a book is made,
//! the reminder, another passphrase, and the way in when the passphrase is forgotten.

use std::sync::Arc;

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use haobu::ui::{App, Opening};
use haobu::workspace::{Access, Passphrase, Workspace};

use crate::window::{self as house, House, Look, OwnKeyring, PASSPHRASE, Window, passphrase};

const PLAIN: Look = house::PLAIN.sized(1280.0, 800.0);
const BOOK: &str = "我的客户本.haobu";
const NEW: &str = "yueliang shafa 2026 mantou";

/// Makes a book; its recovery code is shown.
fn made(house: &House) -> Window {
    let mut window = house.welcome(PLAIN);
    window.rest();
    window.click("新建客户本");
    window.fill_new_book(house.folder());
    window.activate("建好并打开");
    window.until_shown("我已经抄好了");
    window
}

/// A word of the code, as it is shown.
fn word(harness: &Harness<'static, App>, number: usize) -> Option<String> {
    let prefix = format!("{number} ");
    let found = harness.query_all_by_label_contains(&prefix);
    let labels = found.filter_map(|node| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    });
    let mut words = labels.filter_map(|label| Some(label.strip_prefix(&prefix)?.to_owned()));
    words.find(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// All words of the code, once they are shown.
fn words(window: &mut Window) -> Vec<String> {
    window.until("the words", |harness| word(harness, 24).is_some());
    (1..=24)
        .map(|number| word(&window.harness, number).unwrap())
        .collect()
}

/// Types the words that are asked for, as `spelled`.
fn answer(window: &mut Window, words: &[String], spelled: impl Fn(&str) -> String) {
    for (place, word) in words.iter().enumerate() {
        let label = format!("第 {} 个单词", place + 1);
        let field = window
            .harness
            .query_by_role_and_label(Role::TextInput, &label);
        if field.is_some() {
            window.type_over(Role::TextInput, &label, &spelled(word));
        }
    }
}

fn opens(house: &House, secret: &Passphrase) -> bool {
    Workspace::open(&house.path(BOOK), secret, Access::ReadOnly).is_ok()
}

#[test]
fn a_new_book_shows_its_recovery_code_until_it_is_confirmed() {
    let house = House::new();
    let mut window = made(&house);
    let shown = words(&mut window);
    window.picture("recovery-words");
    window.put_off_recovery();
    window.until_shown("请抄下恢复码");
    window.picture("recovery-reminder");
    // Whoever put it off gets a new one.
    window.click("请抄下恢复码");
    window.until_shown("我已经抄好了");
    let words = words(&mut window);
    assert_ne!(shown, words);
    let page = house.path("恢复码.html");
    window.type_over(
        Role::TextInput,
        "保存供打印的页面",
        &page.display().to_string(),
    );
    window.click("保存页面");
    window.until_shown("页面已保存");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(words.iter().all(|word| page.contains(word)));
    window.click("我已经抄好了");
    answer(&mut window, &words, |_| "abandon".to_owned());
    window.picture("recovery-quiz");
    window.click("确认");
    window.until_shown("和纸上的单词不一样");
    answer(&mut window, &words, str::to_uppercase);
    window.click("确认");
    window.until_shown("恢复码已确认");
    window.until_gone("请抄下恢复码");
}

#[test]
fn the_passphrase_is_changed_by_whoever_knows_it() {
    let house = House::new();
    let mut window = made(&house);
    window.put_off_recovery();
    window.click("安全");
    window.settle();
    // As it was typed when the book was made.
    window.picture("security-made");
    window.until_shown("够强");
    window.click("更换密码…");
    window.type_into(Role::PasswordInput, "现在的密码", "guessed");
    window.type_into(Role::PasswordInput, "新密码", NEW);
    window.type_into(Role::PasswordInput, "再输一次密码", NEW);
    window.picture("change-passphrase");
    window.click("更换");
    window.until_shown("这不是这个客户本的密码");
    window.type_over(Role::PasswordInput, "现在的密码", PASSPHRASE);
    window.click("更换");
    window.until_shown("密码已更换");
    window.settle();
    drop(window);
    assert!(opens(&house, &Passphrase::new(NEW).unwrap()));
    assert!(!opens(&house, &passphrase()));
}

#[test]
fn a_forgotten_passphrase_is_replaced() {
    let house = House::new();
    let mut window = made(&house);
    let words = words(&mut window);
    window.put_off_recovery();
    drop(window);
    let mut window = house.window(PLAIN, Opening::File(house.path(BOOK)));
    window.until_shown("忘记密码？");
    window.click("忘记密码？");
    let field = "恢复码的单词";
    window.type_into(Role::MultilineTextInput, field, "abandon ability");
    window.click("用恢复码打开");
    window.until_shown("恢复码应有");
    window.picture("unlock-forgotten");
    window.type_over(Role::MultilineTextInput, field, &words.join(" "));
    window.click("用恢复码打开");
    window.until_shown("客户本是用恢复码打开的");
    assert!(!window.is_shown("现在的密码"));
    window.type_into(Role::PasswordInput, "新密码", NEW);
    window.type_into(Role::PasswordInput, "再输一次密码", NEW);
    window.click("更换");
    window.until_shown("密码已更换");
    window.settle();
    drop(window);
    assert!(opens(&house, &Passphrase::new(NEW).unwrap()));
}

#[test]
fn without_a_keyring_remembering_says_why() {
    let house = House::new();
    let book = house.empty_book(BOOK);
    let mut window = house.open(PLAIN, &book);
    window.click("安全");
    window.settle();
    window.until_shown("强弱不明");
    window.click("在这台电脑上记住");
    window.until_shown("用密码总能打开");
    window.picture("security-no-keyring");
    drop(window);
    assert!(opens(&house, &passphrase()));
}

#[test]
fn what_is_not_yet_safe_is_listed_with_a_way_to_mend_it() {
    let house = House::new();
    let book = house.empty_book(BOOK);
    let mut window = house.open(PLAIN, &book);
    window.until_shown("已备份 ✓");
    window.click("安全");
    // The book was made elsewhere, under the cheapest key; it has no code and one place for backups.
    window.until_shown("还有 3 件事值得做");
    for state in [
        "第 1 级",
        "还没有恢复码",
        "试着还原成功过",
        "备份只放在一个地方",
        "之前打开一份看看",
        "闲置 15 分钟后锁定",
    ] {
        assert!(window.is_shown(state), "{state}");
    }
    window.click("让密码更难猜…");
    window.type_into(Role::PasswordInput, "现在的密码", "guessed");
    window.picture("security-harder");
    window.click("更难猜");
    window.until_shown("这不是这个客户本的密码");
    window.type_over(Role::PasswordInput, "现在的密码", PASSPHRASE);
    window.click("更难猜");
    window.until_shown("第 2 级");
    window.settle();
    window.click("更改锁定时间…");
    window.settle();
    window.click("从不");
    window.click("安全检查…");
    window.until_shown("闲置时不锁定");
    window.until_shown("还有 4 件事值得做");
    let elsewhere = house.path("U盘");
    std::fs::create_dir(&elsewhere).unwrap();
    window.click("再加一个位置…");
    window.settle();
    window.click("再加一个文件夹…");
    let field = "文件夹，例如 U 盘上的";
    let place = elsewhere.display().to_string();
    window.type_into(Role::TextInput, field, &place);
    window.press(Key::Enter);
    window.settle();
    window.click("安全");
    window.until_shown("备份放在两个地方");
    window.until_shown("还有 3 件事值得做");
    drop(window);
    assert!(opens(&house, &passphrase()));
}

#[test]
fn a_remembered_book_opens_without_its_passphrase_until_it_is_forgotten() {
    for (look, name) in [(PLAIN, "zh"), (PLAIN.english().dark(), "en-dark")] {
        let mut house = House::new();
        house.keyring = Arc::new(OwnKeyring::default());
        let book = house.empty_book(BOOK);
        let mut window = house.open(look, &book);
        let remember = look.says("在这台电脑上记住", "Remember on this computer");
        let without = look.says("不用密码直接打开", "Open without the passphrase");
        let safety = look.says("安全", "Safety");
        let lock = |window: &mut Window| {
            window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
            window.until_shown(look.says("忘记密码？", "Forgot the passphrase?"));
            window.settle();
        };
        window.click_role(Role::Button, safety);
        window.settle();
        window.click(remember);
        window.settle();
        window.picture(&format!("security-remembered-{name}"));
        lock(&mut window);
        window.until_shown(without);
        window.picture(&format!("unlock-remembered-{name}"));
        window.click(without);
        window.until_shown(look.says("已备份 ✓", "Backed up ✓"));
        window.click_role(Role::Button, safety);
        window.settle();
        window.click(remember);
        window.settle();
        lock(&mut window);
        assert!(!window.is_shown(without));
    }
}
