//! The inspector, the dialogs, the history and the palette in the real window, over a small book.
//!
//! With `HAOBU_PICTURES=FOLDER` the pictures are written there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::book::{NewOp, Tx};
use crate::domain::consent::{Channel, Cover, EventKind, Method, Purpose, Scope};
use crate::domain::contact::{Address, Purchase};
use crate::domain::ids::ContactId;
use crate::domain::op::OpKind;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;
use crate::i18n::Language;
use crate::ui::theme::SystemFonts;
use crate::ui::{Action, App, Command, Launch, Opening};
use crate::workspace::editing::{ConsentInput, Edit, NewContactInput};
use crate::workspace::settings::{Settings, SettingsFile, Theme};
use crate::workspace::{Access, KdfProfile, Passphrase, Workspace, create, now};

const DAY: i64 = 86_400_000;
/// Steps after which something that should have happened has not.
const PATIENCE: usize = 40_000;

/// A window over a book of a few people.
struct Window {
    harness: Harness<'static, App>,
    rich: ContactId,
    poor: ContactId,
    /// The book lies here as long as the window is open.
    _folder: tempfile::TempDir,
}

fn secret() -> Passphrase {
    Passphrase::new("花样年华").unwrap()
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

fn fill(workspace: &mut Workspace) -> Result<(ContactId, ContactId), Problem> {
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
    grant.note = "回复“Y”".to_owned();
    workspace.record_consent(&grant)?;
    let mut withdraw = say(rich, Channel::Call, Purpose::Marketing, EventKind::Withdraw);
    withdraw.note = "小李记录".to_owned();
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
    Ok((rich, poor))
}

impl Window {
    fn open(theme: Theme, language: Language, scale: f32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("花样年华花店.haobu");
        create(&path, &secret(), KdfProfile::Small).unwrap();
        let mut workspace = Workspace::open(&path, &secret(), Access::ReadWrite).unwrap();
        let (rich, poor) = fill(&mut workspace).unwrap();
        drop(workspace);
        let settings_path = folder.path().join("settings.json");
        let mut settings = SettingsFile::at(settings_path.clone());
        settings.save(&Settings {
            theme,
            scale,
            ..Settings::default()
        });
        drop(settings);
        let launch = Launch {
            opening: Opening::Nothing,
            settings: SettingsFile::at(settings_path),
            language: Some(language),
            system_fonts: SystemFonts::No,
            on_ready: None,
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1440.0, 900.0) / scale)
            .with_theme(if theme == Theme::Dark {
                egui::Theme::Dark
            } else {
                egui::Theme::Light
            })
            .with_max_steps(64)
            .build_eframe(move |creation| App::new(&creation.egui_ctx, launch));
        let reply = harness.state().session_for_test().open(&path, secret());
        let ctx = harness.ctx.clone();
        harness.state_mut().act_for_test(&ctx, Action::BookOpened);
        let mut window = Self {
            harness,
            rich,
            poor,
            _folder: folder,
        };
        window.until(|_| matches!(reply.take(), Some(Ok(()))));
        window.until(|app| app.session_for_test().snapshot().is_complete);
        window
    }

    /// Frames until something holds; threads answer between them.
    fn until(&mut self, mut holds: impl FnMut(&App) -> bool) {
        for _ in 0..PATIENCE {
            self.harness.step();
            if holds(self.harness.state()) {
                return;
            }
            std::thread::yield_now();
        }
        panic!("it never came");
    }

    /// Frames until something with this name is drawn.
    fn until_shown(&mut self, label: &str) {
        for _ in 0..PATIENCE {
            self.harness.step();
            if self
                .harness
                .query_all_by_label_contains(label)
                .next()
                .is_some()
            {
                return;
            }
            std::thread::yield_now();
        }
        panic!("{label} was never shown");
    }

    fn act(&mut self, action: Action) {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().act_for_test(&ctx, action);
        self.harness.step();
    }

    fn picture(&mut self, name: &str) {
        for _ in 0..4 {
            self.harness.step();
        }
        if let Some(folder) = std::env::var_os("HAOBU_PICTURES") {
            let path = std::path::Path::new(&folder).join(format!("{name}.png"));
            self.harness.render().unwrap().save(path).unwrap();
        }
    }
}

#[test]
fn one_person_is_shown_with_all_that_is_known() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::open(theme, Language::Chinese, 1.0);
        window.picture(&format!("inspector-nobody-{name}"));
        let (rich, poor) = (window.rich, window.poor);
        window.act(Action::ShowContact(rich));
        window.until_shown("186 0755 9021");
        for words in [
            "与方伟共用",
            "已退订",
            "已同意，到",
            "退订电话",
            "喜欢白色系",
        ] {
            window.until_shown(words);
        }
        window.harness.check_accessibility();
        window.picture(&format!("inspector-rich-{name}"));
        window.act(Action::ShowContact(poor));
        // Whoever is shown now, nothing of the one before is.
        let of_the_one_before = window
            .harness
            .query_all_by_label_contains("喜欢白色系")
            .next();
        assert!(of_the_one_before.is_none());
        window.until_shown("手工新建");
        window.picture(&format!("inspector-poor-{name}"));
        window.harness.state_mut().select_for_test(&[rich, poor]);
        window.until_shown("已选 2 人");
        window.until_shown("勿扰");
        window.picture(&format!("inspector-several-{name}"));
    }
}

#[test]
fn an_opt_out_is_two_keys_away() {
    let mut window = Window::open(Theme::Light, Language::Chinese, 1.0);
    let rich = window.rich;
    window.act(Action::ShowContact(rich));
    window.until_shown("186 0755 9021");
    window.act(Action::RecordConsent(vec![rich]));
    window.until_shown("可以给 186 0755 9021 发营销短信");
    window.picture("consent-light");
    window.harness.get_by_label("退订短信").click();
    window.until_shown("不再给 方晓彤 发营销短信");
    window.picture("consent-opt-out-light");
    window.harness.key_press(Key::Enter);
    window.until_shown("记录退订（短信 · 营销）：1 人");
    window.picture("consent-recorded-light");
}

#[test]
fn history_goes_back_to_a_step() {
    let mut window = Window::open(Theme::Light, Language::Chinese, 1.0);
    window.act(Action::Run(Command::ShowHistory));
    window.until_shown("给 2 人加标签 婚礼");
    window.picture("history-light");
    window
        .harness
        .query_all_by_label_contains("撤销到这里：记录其他依据")
        .next()
        .unwrap()
        .click();
    window.until_shown("将撤销 4 步");
    window.picture("history-confirm-light");
    window.harness.get_by_label("撤销 4 步").click();
    window.until_shown("已撤销 4 步");
    window.until(|app| app.session_for_test().snapshot().redo.is_some());
    window.until_shown("重做：");
    window.picture("history-undone-light");
}

#[test]
fn the_palette_finds_people_and_commands() {
    let mut window = Window::open(Theme::Light, Language::Chinese, 1.0);
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.until_shown("新建客户…");
    window.picture("palette-light");
    window.harness.event(egui::Event::Text("fxt".to_owned()));
    window.until_shown("方晓彤");
    window.picture("palette-person-light");
    window.harness.key_press(Key::Enter);
    window.until_shown("喜欢白色系");
    window.act(Action::Run(Command::NewContact));
    window.until_shown("标签（用逗号分开）");
    window.picture("new-contact-light");
}

#[test]
fn everything_is_drawn_large_and_in_english() {
    let mut window = Window::open(Theme::Dark, Language::English, 1.5);
    let rich = window.rich;
    window.act(Action::ShowContact(rich));
    window.act(Action::RecordConsent(vec![rich]));
    window.until_shown("send marketing texts");
    window.picture("consent-large-dark-en");
    window.harness.key_press(Key::Escape);
    window.act(Action::Run(Command::ShowHistory));
    window.until_shown("Tagged 2 people");
    window.picture("history-large-dark-en");
}
