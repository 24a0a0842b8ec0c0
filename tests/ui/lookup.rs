//! The look-up at the counter, the palette and the cheat sheet, by keyboard and in both languages.

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use haobu::domain::consent::EventKind;
use haobu::domain::ids::ContactId;
use haobu::workspace::editing::NewContactInput;
use haobu::workspace::settings::Theme;
use haobu::workspace::{Access, Happening, Workspace};

use crate::window::{House, Look, PLAIN, Window, passphrase};

fn name_of(look: Look) -> &'static str {
    match (look.theme, look.language) {
        (Theme::Dark, haobu::i18n::Language::English) => "en-dark",
        (Theme::Dark, _) => "zh-dark",
        (_, haobu::i18n::Language::English) => "en",
        _ => "zh",
    }
}

/// 方晓彤, whose number ends in 9021; 王小明, in whose number that stands in the middle; and 李雷 with a
/// landline only.
fn fill(workspace: &mut Workspace) -> Vec<ContactId> {
    [
        ("方晓彤", "18607559021"),
        ("王小明", "13902190211"),
        ("李雷", "0755-8321 4455"),
    ]
    .into_iter()
    .map(|(name, number)| {
        let input = NewContactInput {
            name: name.to_owned(),
            numbers: vec![number.to_owned()],
            ..NewContactInput::default()
        };
        workspace.add_contact(&input).unwrap()
    })
    .collect()
}

fn open(house: &House, look: Look) -> (Window, Vec<ContactId>, std::path::PathBuf) {
    let (path, people) = house.book(fill);
    (house.open(look, &path), people, path)
}

fn look_up(window: &mut Window, text: &str) {
    window.press_with(Modifiers::COMMAND, Key::L);
    window.until_shown(window.look.says("柜台查号", "Look up a number"));
    window.type_text(text);
}

/// What was said by somebody, newest first, with the words they heard.
fn said(workspace: &Workspace, id: ContactId) -> Vec<(EventKind, Option<String>)> {
    let details = workspace.details(id).unwrap().unwrap();
    let entries = details.timeline.into_iter();
    entries
        .filter_map(|entry| match entry.what {
            Happening::Consent(record) => Some((
                record.event.what.kind,
                record.notice.map(|notice| notice.wording),
            )),
            Happening::CameIn(_) => None,
        })
        .collect()
}

fn reopen(path: &std::path::Path) -> Workspace {
    Workspace::open(path, &passphrase(), Access::ReadOnly).unwrap()
}

#[test]
fn four_digits_say_who_it_is_and_one_key_takes_the_answer() {
    for (look, key, kind) in [
        (PLAIN, Key::Y, EventKind::Grant),
        (PLAIN.english().dark(), Key::N, EventKind::Refuse),
    ] {
        let house = House::new();
        let (mut window, people, path) = open(&house, look);
        look_up(&mut window, "9021");
        window.until_shown("186 0755 9021");
        // The last digits say more than those in the middle.
        let rows: Vec<String> = window
            .harness
            .query_all_by_role(Role::Button)
            .filter_map(|node| node.accesskit_node().label())
            .filter(|label| label.starts_with("方晓彤") || label.starts_with("王小明"))
            .collect();
        assert_eq!(rows.len(), 2);
        let first = rows.first().unwrap();
        assert!(first.starts_with("方晓彤 186 0755 9021"), "{rows:?}");
        window.picture(&format!("lookup-{}", name_of(look)));
        window.press(Key::Enter);
        let wording = look.says("想发短信告诉您", "text you about new things");
        window.until_shown(wording);
        window.until_shown(look.says("从未下单", "Never ordered"));
        window.picture(&format!("lookup-ask-{}", name_of(look)));
        window.press(key);
        window.until_shown(look.says("记下了", "Recorded:"));
        let pile = match kind {
            EventKind::Grant => look.says("可发短信", "May text"),
            _ => look.says("仅服务通知", "Service only"),
        };
        window.until_shown(pile);
        window.picture(&format!("lookup-answered-{}", name_of(look)));
        // Enter is for the next customer; Esc leaves.
        window.press(Key::Enter);
        window.until_shown(look.says("手机号的后四位", "last four digits of their"));
        window.press(Key::Escape);
        window.until_gone(look.says("手机号的后四位", "last four digits of their"));
        drop(window);
        let workspace = reopen(&path);
        let said = said(&workspace, *people.first().unwrap());
        assert!(!said.is_empty());
        for (said, words) in said {
            assert_eq!(said, kind);
            let words = words.unwrap();
            assert!(words.contains(wording), "{words}");
            // The shop is named as the book is.
            assert!(words.contains("花样年华花店"), "{words}");
        }
    }
}

#[test]
fn an_unknown_number_is_added_in_one_line() {
    for (look, agrees) in [(PLAIN.dark(), true), (PLAIN.english(), false)] {
        let house = House::new();
        let (mut window, _, path) = open(&house, look);
        look_up(&mut window, "13823165520");
        window.until_shown(look.says("新建客户 13823165520", "New contact 13823165520"));
        window.press(Key::Enter);
        window.type_text("陈美玲");
        window.picture(&format!("lookup-add-{}", name_of(look)));
        if agrees {
            window.press_with(Modifiers::COMMAND, Key::Enter);
        } else {
            window.press(Key::Enter);
        }
        window.until_shown(look.says("当面问一句", "Ask now"));
        window.until_shown("138 2316 5520");
        let pile = if agrees {
            look.says("可发短信", "May text")
        } else {
            look.says("待征得同意", "Ask first")
        };
        window.until_shown(pile);
        drop(window);
        let workspace = reopen(&path);
        let roster = workspace.roster().unwrap();
        let slot = roster
            .everyone()
            .slots()
            .find(|slot| roster.name(*slot) == "陈美玲")
            .unwrap();
        let id = roster.id(slot).unwrap();
        drop(roster);
        assert_eq!(said(&workspace, id).len(), usize::from(agrees));
    }
}

#[test]
fn names_pinyin_and_landlines_are_found_and_a_landline_is_not_asked() {
    let house = House::new();
    let (mut window, ..) = open(&house, PLAIN);
    look_up(&mut window, "wxm");
    window.until_shown("王小明 139 0219 0211");
    for _ in 0..3 {
        window.press(Key::Backspace);
    }
    window.type_text("8321");
    window.until_shown("李雷 ");
    window.press(Key::Enter);
    window.until_shown("这个号码收不到短信");
    window.picture("lookup-landline");
    // There is nothing to answer.
    window.press(Key::Y);
    window.settle();
    assert!(!window.is_shown("记下了"));
    window.press(Key::O);
    window.until_gone("这个号码收不到短信");
    window.until_shown("0755 8321 4455");
}

#[test]
fn the_words_that_are_read_out_are_the_owners() {
    let house = House::new();
    let (mut window, people, path) = open(&house, PLAIN);
    look_up(&mut window, "9021");
    window.until_shown("186 0755 9021");
    window.press(Key::Enter);
    window.until_shown("改这句话");
    window.click("改这句话");
    let label = "对方看到的原话（可不填）";
    window.until("the wording", |harness| {
        harness
            .query_by_role_and_label(Role::MultilineTextInput, label)
            .is_some()
    });
    window.type_over(Role::MultilineTextInput, label, "新花到了给您发个短信？");
    window.click("改好了");
    window.until_shown("新花到了给您发个短信？");
    window.press(Key::Y);
    window.until_shown("记下了：同意");
    window.press(Key::Escape);
    // The next one hears the same words.
    window.type_text("0211");
    window.until_shown("139 0219 0211");
    window.press(Key::Enter);
    window.until_shown("新花到了给您发个短信？");
    drop(window);
    let said = said(&reopen(&path), *people.first().unwrap());
    assert_eq!(
        said,
        [(EventKind::Grant, Some("新花到了给您发个短信？".to_owned()))]
    );
    // And so on another day.
    let mut window = house.open(PLAIN, &path);
    look_up(&mut window, "0211");
    window.until_shown("139 0219 0211");
    window.press(Key::Enter);
    window.until_shown("新花到了给您发个短信？");
}

#[test]
fn the_cheat_sheet_shows_every_key_in_both_languages() {
    for look in [PLAIN, PLAIN.english().dark()] {
        let house = House::new();
        let (mut window, ..) = open(&house, look);
        window.press(Key::F1);
        window.until_shown(look.says("在客户列表里", "In the list"));
        for words in [
            look.says("柜台查号", "Look up a number"),
            look.says("号码无效", "Dead number"),
            "Ctrl+L",
            "Ctrl+Shift+R",
            "F1",
        ] {
            window.until_shown(words);
        }
        window.picture(&format!("keys-{}", name_of(look)));
        window.press(Key::Escape);
        window.until_gone(look.says("在客户列表里", "In the list"));
    }
}

#[test]
fn the_palette_finds_by_pinyin_by_initials_and_in_the_other_language() {
    let house = House::new();
    let (path, ()) = house.book(|workspace| {
        fill(workspace);
        workspace.save_segment("深圳老客", "city:深圳", 0).unwrap();
    });
    let mut window = house.open(PLAIN, &path);
    for (typed, found) in [
        ("zyhd", "逐一核对…"),
        ("guitai", "柜台查号"),
        ("export", "导出…"),
        ("szlk", "深圳老客"),
        ("shenzhen", "深圳老客"),
        ("王", "王小明"),
        ("9021", "方晓彤"),
    ] {
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_text(typed);
        window.until(found, |harness| {
            harness
                .query_by_role_and_label(Role::ListBoxOption, found)
                .is_some()
        });
        window.press(Key::Escape);
        window.settle();
    }
    // It opens what it found.
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_text("guitai");
    window.press(Key::Enter);
    window.until_shown("手机号的后四位");
}
