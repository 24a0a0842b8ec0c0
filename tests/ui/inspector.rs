//! The inspector, the dialogs, the history and the palette, over a book of a few people.

use egui::{Key, Modifiers};
use haobu::book::{NewOp, Tx};
use haobu::domain::consent::{Channel, Cover, EventKind, Method, Purpose, Scope};
use haobu::domain::contact::{Address, Purchase};
use haobu::domain::ids::ContactId;
use haobu::domain::op::OpKind;
use haobu::domain::problem::Problem;
use haobu::domain::time::Millis;
use haobu::workspace::editing::{ConsentInput, Edit, NewContactInput};
use haobu::workspace::{Workspace, now};

use crate::window::{House, Look, PLAIN, Window};

const DAY: i64 = 86_400_000;

/// A window over the book that [`fill`] makes.
fn open(house: &House, look: Look) -> Window {
    let (path, filled) = house.book(fill);
    filled.unwrap();
    house.open(look, &path)
}

fn say(contact: ContactId, channel: Channel, purpose: Purpose, kind: EventKind) -> ConsentInput {
    ConsentInput {
        contact,
        point: None,
        cover: Cover::only(Scope::new(channel, purpose)),
        kind,
        method: Method::VerbalCall,
        at: Millis(now().0 - 90 * DAY - 5_000_000),
        until: None,
        note: String::new(),
        notice: None,
    }
}

/// 方晓彤, of whom all is known; 王小明, of whom little is; and 方伟, who shares a number.
fn fill(workspace: &mut Workspace) -> Result<(), Problem> {
    let rich = workspace.add_contact(&NewContactInput {
        name: "方晓彤".to_owned(),
        company: String::new(),
        numbers: vec!["18607559021".to_owned(), "0755-8321 4455".to_owned()],
        emails: vec!["xiaotong.fang@example.cn".to_owned()],
        city: "深圳".to_owned(),
        tags: vec!["VIP".to_owned(), "花艺课".to_owned()],
    })?;
    let poor = workspace.add_contact(&NewContactInput {
        name: "王小明".to_owned(),
        numbers: vec!["138****5678".to_owned()],
        ..NewContactInput::default()
    })?;
    workspace.add_contact(&NewContactInput {
        name: "方伟".to_owned(),
        numbers: vec!["18607559021".to_owned()],
        ..NewContactInput::default()
    })?;
    let mut grant = say(rich, Channel::Sms, Purpose::Marketing, EventKind::Grant);
    grant.at = Millis(now().0 - 400 * DAY - 3_000_000);
    grant.until = Some(Millis(now().0 + 100 * DAY));
    grant.method = Method::SmsReply;
    "回复“Y”".clone_into(&mut grant.note);
    workspace.record_consent(&grant)?;
    let mut withdraw = say(rich, Channel::Call, Purpose::Marketing, EventKind::Withdraw);
    "小李记录".clone_into(&mut withdraw.note);
    workspace.record_consent(&withdraw)?;
    workspace.record_consent(&say(
        rich,
        Channel::Sms,
        Purpose::Service,
        EventKind::Permit,
    ))?;
    let op = NewOp::new(OpKind::EditContact, now());
    workspace.transact(&op, |tx: &mut Tx<'_>| {
        for number in 0..7 {
            tx.add_purchase(
                rich,
                &Purchase {
                    order_no: format!("2026{number:04}"),
                    at: Some(Millis(now().0 - (20 + 40 * number) * DAY - 7_000)),
                    amount_cents: Some(26_800 + 1_350 * number),
                    item: "母亲节花束 · 康乃馨与郁金香".to_owned(),
                    ..Purchase::default()
                },
            )?;
        }
        tx.add_address(
            poor,
            &Address {
                province: "广东".to_owned(),
                ..Address::default()
            },
        )?;
        Ok(())
    })?;
    workspace.edit(
        rich,
        &Edit::Notes("喜欢白色系，周末不要打电话。".to_owned()),
    )?;
    workspace.tag(&[rich, poor], "婚礼")?;
    Ok(())
}

#[test]
fn one_person_is_shown_with_all_that_is_known() {
    for (look, name) in [(PLAIN, "light"), (PLAIN.dark(), "dark")] {
        let house = House::new();
        let mut window = open(&house, look);
        window.picture(&format!("inspector-nobody-{name}"));
        window.find("方晓彤");
        for words in [
            "186 0755 9021",
            "与方伟共用",
            "已退订",
            "已同意，到",
            "退订电话",
            "喜欢白色系",
        ] {
            window.until_shown(words);
        }
        window.picture(&format!("inspector-rich-{name}"));
        window.find("wxm");
        window.until_shown("手工新建");
        // Whoever is shown now, nothing of the one before is.
        assert!(!window.is_shown("喜欢白色系"));
        window.picture(&format!("inspector-poor-{name}"));
        window.find("tag:婚礼");
        window.press_with(Modifiers::COMMAND, Key::A);
        window.until_shown("已选 2 人");
        window.until_shown("勿扰");
        window.picture(&format!("inspector-several-{name}"));
    }
}

#[test]
fn an_opt_out_is_two_keys_away() {
    let house = House::new();
    let mut window = open(&house, PLAIN);
    window.find("方晓彤");
    window.until_shown("喜欢白色系");
    window.press_with(Modifiers::COMMAND, Key::R);
    window.until_shown("可以给 186 0755 9021 发营销短信");
    window.click("退订短信");
    window.until_shown("不再给 方晓彤 发营销短信");
    window.picture("consent-opt-out");
    window.press(Key::Enter);
    window.until_shown("记录退订（短信 · 营销）：1 人");
}

#[test]
fn history_goes_back_to_a_step() {
    let house = House::new();
    let mut window = open(&house, PLAIN);
    window.press_with(Modifiers::COMMAND, Key::H);
    window.until_shown("给 2 人加标签 婚礼");
    window.click_containing("撤销到这里：记录其他依据");
    window.until_shown("将撤销 4 步");
    window.picture("history-confirm");
    window.click("撤销 4 步");
    window.until_shown("已撤销 4 步");
    window.until_shown("重做：");
    window.picture("history-undone");
}

#[test]
fn the_palette_finds_people_and_commands() {
    let house = House::new();
    let mut window = open(&house, PLAIN);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.until_shown("新建客户…");
    window.type_text("fxt");
    window.until_shown("方晓彤");
    window.picture("palette-person");
    window.press(Key::Enter);
    window.until_shown("喜欢白色系");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.until_shown("标签（用逗号分开）");
    window.picture("new-contact");
}
