//! A list on its way out, as an owner sends it: who and why not, what is in it, what was written,
//! and who has it later.

use std::path::Path;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use haobu::domain::consent::{Channel, Purpose, Scope};
use haobu::domain::left_out::LeftOut;
use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::i18n::{self, Language, count};
use haobu::workspace::{
    self, Access, Audience, Bucket, ImportOptions, ImportRequest, SendPlan, Unwatched, Workspace,
    plan_list,
};

use crate::window::{House, PLAIN, Window, passphrase};

const TEXTS: Scope = Scope::new(Channel::Sms, Purpose::Marketing);

fn planned(book: &Path, scope: Option<Scope>) -> SendPlan {
    let workspace = Workspace::open(book, &passphrase(), Access::ReadOnly).unwrap();
    let roster = workspace.roster().unwrap();
    let everybody = Audience::Shown(Box::default());
    plan_list(&roster, &everybody, scope, workspace::today())
}

fn number(people: usize) -> String {
    count(u64::try_from(people).unwrap())
}

/// Through the second step into a file of this name.
fn write_to(window: &mut Window, file: &Path) {
    let look = window.look;
    let field = look.says("存为", "Save as");
    window.type_over(Role::TextInput, field, &file.display().to_string());
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.until_shown(look.says("导出好了", "Exported"));
    window.rest();
}

fn to_columns(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.until_shown(window.look.says("前几行", "The first lines"));
    let label = window.look.says("存为", "Save as");
    window.until("a place is proposed", |harness| {
        let field = harness.query_by_role_and_label(Role::TextInput, label);
        field.is_some_and(|field| field.value().is_some_and(|value| !value.is_empty()))
    });
}

#[test]
fn everybody_is_on_the_list_or_left_out_for_a_reason_that_leads_to_them() {
    for (name, look) in [
        ("zh", PLAIN),
        ("zh-dark", PLAIN.dark()),
        ("en", PLAIN.english()),
        ("en-dark", PLAIN.english().dark()),
    ] {
        let house = House::new();
        let book = house.sample_book(400);
        let plan = planned(&book, Some(TEXTS));
        assert!(plan.left_out.len() > 2, "{:?}", plan.left_out.keys());
        let mut window = house.open(look, &book);
        window.press_with(Modifiers::COMMAND, Key::E);
        let reached = number(plan.reached.len());
        window.until_shown(&match look.language {
            Language::English => format!("{reached} on the list"),
            Language::Chinese => format!("名单上 {reached} 人"),
        });
        let language = look.language;
        for (reason, people) in &plan.left_out {
            let words = i18n::left_out(language, *reason);
            let words = format!("{words} {}", number(people.len()));
            assert!(window.is_shown(&words), "{words}");
        }
        window.rest();
        window.picture(&format!("send-who-{name}"));

        // The number leads to the people.
        let withdrawn = plan.left_out.get(&LeftOut::Withdrawn).unwrap();
        let reason = i18n::left_out(language, LeftOut::Withdrawn);
        window.click(&format!("{reason} {}", number(withdrawn.len())));
        window.until_shown(&i18n::left_out_meaning(language, LeftOut::Withdrawn));
        window.picture(&format!("send-names-{name}"));
        window.press(Key::Escape);

        to_columns(&mut window);
        window.settle();
        window.picture(&format!("send-what-{name}"));
        let file = house.path("list.csv");
        window.click("CSV");
        write_to(&mut window, &file);
        window.picture(&format!("send-done-{name}"));
        let written = std::fs::read_to_string(&file).unwrap();
        assert_eq!(written.lines().count(), plan.reached.len() + 1);
        let heads = written.lines().next().unwrap();
        let heads = heads.trim_start_matches('\u{feff}');
        assert_eq!(heads, look.says("姓名,手机", "Name,Mobile"), "the fewest");

        // The book knows who has it.
        window.click(look.says("看这份名单", "Show the list"));
        window.until_shown("list.csv");
        window.rest();
        window.picture(&format!("lists-{name}"));
        window.click(look.says("在客户列表里看", "Show them in the list"));
        window.until_shown(look.says("导出过的名单 list.csv", "List that went out list.csv"));
        drop(window);
        let workspace = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
        let lists = workspace.sent_lists();
        let list = lists.first().unwrap();
        assert_eq!(
            (list.file_name.as_str(), list.scope),
            ("list.csv", Some(TEXTS))
        );
        assert!(plan.reached.iter().all(|id| list.has(*id)));
        assert_eq!(
            list.contacts.len(),
            u64::try_from(plan.reached.len()).unwrap()
        );
    }
}

#[test]
fn who_has_what_is_found_from_the_person_and_from_the_list() {
    let house = House::new();
    let book = house.sample_book(400);
    let (name, lists) = {
        let workspace = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
        let newest = workspace.sent_lists().first().unwrap().clone();
        let id = newest.ids().next().unwrap();
        let lists = workspace.sent_lists().iter().filter(|list| list.has(id));
        let lists = lists.count();
        let roster = workspace.roster().unwrap();
        let slot = roster.slot_of(id).unwrap();
        (roster.name(slot).to_owned(), lists)
    };
    let mut window = house.open(PLAIN, &book);
    window.find(&name);
    window.press(Key::Enter);
    let line = format!("在 {lists} 份导出过的名单里");
    window.until_shown(&line);
    window.click(&line);
    window.until_shown("名单里有");
    window.until_shown("花艺课邀请.xlsx");
    window.type_into(Role::TextInput, "姓名或号码", &name);
    window.until_shown(&name);
    window.rest();
    window.type_over(Role::TextInput, "姓名或号码", "没有这个人");
    window.until_shown("这份名单里没有这个姓名或号码。");
    window.press(Key::Escape);
    window.click_containing("重新显示全部名单");
    window.until_shown("母亲节短信.csv");
}

#[test]
fn the_choices_change_who_is_on_the_list() {
    let house = House::new();
    let book = house.sample_book(400);
    let mut window = house.open(PLAIN, &book);
    window.find("city:深圳");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.until_shown("列表里的");
    window.click("全部 400 人");
    window.until_shown("共 400 人");
    for scope in [
        Scope::new(Channel::Sms, Purpose::Service),
        Scope::new(Channel::Call, Purpose::Service),
        Scope::new(Channel::Post, Purpose::Marketing),
    ] {
        let plan = planned(&book, Some(scope));
        window.click(&i18n::channel(PLAIN.language, scope.channel));
        window.click(&i18n::purpose(PLAIN.language, scope.purpose));
        window.until_shown(&format!("名单上 {} 人", number(plan.reached.len())));
    }
    window.click("自己留底");
    window.until_shown("名单上 400 人");
    window.until_shown("没有人被排除。");
    window.click("一个分组");
    window.choose("分组", "半年没来");
    window.until_gone("名单上 400 人");
    window.press(Key::Escape);
    window.until_shown("全部客户 400");
}

#[test]
fn an_export_that_cannot_be_written_says_so_and_keeps_every_choice() {
    let house = House::new();
    let book = house.sample_book(60);
    let mut window = house.open(PLAIN.english(), &book);
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("For my own records");
    window.until_shown("60 on the list");
    to_columns(&mut window);
    window.click("CSV");
    window.click_role(Role::CheckBox, "Company");
    let nowhere = house.path("missing").join("list.csv");
    let field = "Save as";
    window.type_over(Role::TextInput, field, &nowhere.display().to_string());
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.until_shown("missing");
    window.rest();
    window.picture("send-nowhere-en");
    let file = house.path("list.csv");
    write_to(&mut window, &file);
    let written = std::fs::read_to_string(&file).unwrap();
    let heads = written.lines().next().unwrap();
    assert!(heads.ends_with("Name,Numbers,E-mail,City,Tags"), "{heads}");
    drop(window);
    let workspace = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
    let lists = workspace.sent_lists();
    let of_today = lists.iter().filter(|list| list.file_name == "list.csv");
    assert_eq!(of_today.count(), 1, "the one that failed is not noted");
}

/// What goes out in either language and format comes in again without changing anything.
#[test]
fn what_went_out_comes_in_unchanged() {
    for (look, format, file) in [
        (PLAIN, "Excel", "名单.xlsx"),
        (PLAIN, "CSV", "名单.csv"),
        (PLAIN.english(), "Excel", "list.xlsx"),
        (PLAIN.english(), "CSV", "list.csv"),
    ] {
        let house = House::new();
        let book = house.sample_book(120);
        let file = house.path(file);
        let mut window = house.open(look, &book);
        window.press_with(Modifiers::COMMAND, Key::E);
        window.click(look.says("自己留底", "For my own records"));
        window.until_shown(look.says("名单上 120 人", "120 on the list"));
        to_columns(&mut window);
        window.click(look.says("全选", "All"));
        window.click(format);
        write_to(&mut window, &file);
        drop(window);
        assert_eq!(buckets_of(&book, &file), [(Bucket::Unchanged, 120)]);
    }
}

/// Where the rows of a file would end up in this book: none but these.
fn buckets_of(book: &Path, file: &Path) -> Vec<(Bucket, u64)> {
    let mut workspace = Workspace::open(book, &passphrase(), Access::ReadWrite).unwrap();
    let request = ImportRequest {
        file: file.to_owned(),
        options: ImportOptions::new(Region::parse("CN").unwrap(), SourceKind::Shop),
        source: "门店".to_owned(),
        rejects: None,
        rehearsal: true,
    };
    let report = workspace.import(&request, &Unwatched).unwrap();
    let counted = Bucket::ALL.map(|bucket| (bucket, report.buckets.of(bucket)));
    counted.into_iter().filter(|(_, rows)| *rows > 0).collect()
}
