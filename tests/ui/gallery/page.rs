//! The page with one of every widget, in the places and words of the real window.

use egui::{Frame, Id, Layout, Ui, vec2};
use haobu::ui::theme::{Tokens, icons, size, space};
use haobu::ui::widgets::{
    BadgeKind, Button, Card, Chip, DateWords, Dialog, DialogOutcome, MenuRow, PaneRow,
    PasswordWords, Progress, SearchWords, Select, Severity, StepState, TextField, Tick, Toasts,
    add_chip, badge, check_box, check_row, check_row_of, date_field, divider, drop_zone,
    empty_state, hairline, kbd, key_value, link, menu, menu_separator, note, paragraph,
    password_field, progress_row, radio_card, radio_row, search_field, section_label,
    section_label_with, small_paragraph, step, strength_meter, tabs, tag, text_area, timeline_item,
    title, tooltip,
};

pub struct Gallery {
    pub search: String,
    pub tab: u8,
    pub removed: usize,
    pub name: String,
    pub number: String,
    pub note: String,
    pub letter: String,
    pub passphrase: String,
    pub revealed: bool,
    pub column: Option<usize>,
    pub date: Option<jiff::civil::Date>,
    pub ticked: bool,
    pub way: u8,
    pub asking: bool,
    pub outcome: Option<DialogOutcome>,
    pub toasts: Toasts<&'static str>,
    pub undone: Option<&'static str>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            search: String::new(),
            tab: 0,
            removed: 0,
            name: "方晓彤".to_owned(),
            number: "138 2316".to_owned(),
            note: String::new(),
            letter: String::new(),
            passphrase: "xiatian de hua".to_owned(),
            revealed: true,
            column: Some(0),
            date: Some(jiff::civil::date(2026, 5, 9)),
            ticked: true,
            way: 0,
            asking: false,
            outcome: None,
            toasts: Toasts::default(),
            undone: None,
        }
    }
}

impl Gallery {
    pub fn say_deleted(&mut self) {
        let act = ("撤销".to_owned(), "undo");
        self.toasts
            .push(Severity::Success, "已删除 3 人", Some(act));
    }
}

pub fn page_ui(ui: &mut Ui, state: &mut Gallery) {
    let t = Tokens::of(ui);
    ui.painter()
        .rect_filled(ui.max_rect().expand(40.0), 0, t.bg);
    top_ui(ui, state);
    ui.add_space(space::SMALL);
    ui.with_layout(Layout::left_to_right(egui::Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        column(ui, size::LEFT_PANE, |ui| pane_ui(ui, state));
        column(ui, 340.0, |ui| card_column_ui(ui, state));
        column(ui, 300.0, |ui| form_ui(ui, state));
        column(ui, 300.0, rest_ui);
    });
    dialog_ui(ui, state);
    if let Some(act) = state.toasts.show(ui.ctx(), 44.0, "关闭") {
        state.undone = Some(act);
    }
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(
        vec2(width, 780.0),
        Layout::top_down(egui::Align::Min),
        |ui| {
            ui.set_width(width);
            content(ui);
        },
    );
}

fn top_ui(ui: &mut Ui, state: &mut Gallery) {
    ui.horizontal(|ui| {
        let words = SearchWords {
            hint: "搜姓名、号码、拼音、邮箱…",
            keys: "Ctrl F",
            clear: "清空",
        };
        search_field(ui, Id::unique("search"), 360.0, &mut state.search, words);
        ui.add(Button::primary("导入表格").with_icon(icons::IMPORT));
        ui.add(Button::normal("导出").shortcut("Ctrl E"));
        ui.add(Button::quiet("存为分组"));
        ui.add(Button::danger("删除 3 人").with_icon(icons::TRASH));
        ui.add_enabled(false, Button::normal("锁定"));
        ui.add_enabled(false, Button::primary("保存"));
        let more = ui.add(Button::icon(icons::MORE, "更多"));
        menu(&more, |ui| {
            ui.add(MenuRow::new("复制手机号").icon(icons::COPY).keys("Ctrl C"));
            ui.add(MenuRow::new("记一笔").icon(icons::NOTE));
            menu_separator(ui);
            ui.add(MenuRow::new("删除").icon(icons::TRASH).danger().keys("Del"));
        });
        ui.add(Button::quiet_icon(icons::SETTINGS, "设置"));
        ui.add(Button::normal("列").opens_menu());
        divider(ui);
        kbd(ui, "Ctrl K");
    });
    ui.horizontal(|ui| {
        let city = Chip::new("城市", "深圳", "移除条件").show(ui);
        state.removed += usize::from(city.removed);
        Chip::new("最近下单", "90 天内", "移除条件").show(ui);
        Chip::new("标签", "花艺课", "移除条件")
            .wrong(Some("没有这个标签"))
            .show(ui);
        add_chip(ui, "条件");
        step(ui, 1, "选文件", StepState::Done);
        step(ui, 2, "确认", StepState::Now);
        step(ui, 3, "结果", StepState::Ahead);
    });
    ui.horizontal(|ui| {
        badge(ui, BadgeKind::Yes, "短信", "已同意");
        badge(ui, BadgeKind::Unknown, "电话", "还不知道");
        badge(ui, BadgeKind::Waiting, "短信", "等确认");
        badge(ui, BadgeKind::No, "电话", "已退订");
        let service = badge(ui, BadgeKind::Service, "合同所需", "只能发服务通知");
        tooltip(service, "仅服务通知", "下单时留下的号码,只能用于这笔订单。");
        tag(ui, "VIP");
        tag(ui, "花艺课");
        link(ui, "文字显示乱码?");
        ui.label("138 2316 5520 陈美玲 Meiling");
        check_box(ui, Tick::Off, "选中陈美玲");
        check_box(ui, Tick::On, "选中邓子轩");
        check_box(ui, Tick::Some, "全选");
    });
}

fn pane_ui(ui: &mut Ui, state: &mut Gallery) {
    let t = Tokens::of(ui);
    Frame::new().fill(t.panel).inner_margin(8).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        tabs(ui, &mut state.tab, &[(0, "分组"), (1, "筛选")]);
        ui.add_space(6.0);
        ui.add(PaneRow::new("全部客户").count("9,411"));
        section_label(ui, "能否联系");
        ui.add(PaneRow::new("可发短信").dot(t.ok).count("2,904"));
        ui.add(PaneRow::new("仅服务通知").dot(t.service).count("1,310"));
        ui.add(PaneRow::new("待征得同意").dot(t.wait).count("4,871"));
        ui.add(PaneRow::new("勿扰").dot(t.no).count("326"));
        section_label_with(ui, "我的分组", icons::PLUS, "新建分组");
        for (number, name) in [
            "深圳老客 · 近90天",
            "母亲节",
            "半年没来而且名字很长很长的分组",
        ]
        .into_iter()
        .enumerate()
        {
            let row = PaneRow::new(name).dot(t.segment(number));
            ui.add(row.count("1,021").selected(number == 0));
        }
        section_label(ui, "标签");
        check_row(ui, &mut state.ticked, "花艺课", "142");
        check_row_of(ui, Tick::Some, "婚礼", "57");
        check_row_of(ui, Tick::Off, "VIP", "9");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            for number in 0..8 {
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), egui::Sense::hover());
                ui.painter()
                    .circle_filled(rect.center(), 6.0, t.segment(number));
            }
        });
    });
}

fn card_column_ui(ui: &mut Ui, state: &mut Gallery) {
    let t = Tokens::of(ui);
    title(ui, "方晓彤");
    paragraph(ui, "Fang Xiaotong · 深圳 · 2023 年起的客户", t.mute);
    ui.horizontal(|ui| {
        ui.add(Button::primary("复制手机号"));
        ui.add(Button::normal("记一笔"));
        if ui.add(Button::normal("退订电话…")).clicked() {
            state.asking = true;
            state.outcome = None;
        }
    });
    Card::new("联系方式").show(ui, |ui| {
        key_value(ui, "手机", "186 0755 9021");
        key_value(ui, "邮箱", "xiaotong.fang.with.a.long.name@example.cn");
        small_paragraph(ui, "手机 · 广东深圳 · 原号段联通", t.mute);
    });
    Card::new("能否联系").action("记录…").show(ui, |ui| {
        small_paragraph(ui, "短信 · 营销", t.mute);
        badge(ui, BadgeKind::Yes, "已同意,到 2027-03-02", "");
        small_paragraph(ui, "电话 · 营销", t.mute);
        badge(ui, BadgeKind::No, "已退订 2026-08-14", "");
    });
    Card::new("来龙去脉")
        .action("同意凭证…")
        .foldable(Id::unique("why"))
        .show(ui, |ui| {
            timeline_item(
                ui,
                t.no,
                "退订电话",
                "2026-08-14 10:22 · 电话告知 · 小李记录",
                false,
            );
            timeline_item(
                ui,
                t.ok,
                "回复“Y”确认短信",
                "2025-03-02 18:40 · 告知书第 3 版",
                false,
            );
            timeline_item(
                ui,
                t.dot,
                "导入:门店登记 2025",
                "2025-03-02 · 第 1,204 行",
                true,
            );
        });
    note(
        ui,
        Severity::Warning,
        "174 个平台虚拟号在交易完成 15 天后失效,不会被当作客户号码。",
    );
}

fn form_ui(ui: &mut Ui, state: &mut Gallery) {
    TextField::new(Id::unique("name"), "姓名")
        .help("写在信上的名字")
        .show(ui, &mut state.name);
    TextField::new(Id::unique("number"), "手机")
        .hint("138 0013 8000")
        .error(Some("少了几位数字"))
        .trailing(icons::COPY, "复制")
        .show(ui, &mut state.number);
    let words = PasswordWords {
        label: "密码",
        help: "忘了密码,谁也打不开。",
        show: "显示密码",
        hide: "隐藏密码",
    };
    let id = Id::unique("passphrase");
    password_field(
        ui,
        id,
        &mut state.passphrase,
        &mut state.revealed,
        None,
        words,
    );
    strength_meter(ui, 3, "够强");
    let choices = ["手机", "会员名/编号", "不导入"];
    let faded = state.column == Some(2);
    Select::new(Id::unique("column"), "导入为")
        .faded(faded)
        .show(ui, &mut state.column, &choices);
    let words = DateWords {
        label: "日期",
        open: "打开日历",
        before: "上个月",
        after: "下个月",
        wrong: "请写成 2026-01-31",
        weekdays: ["一", "二", "三", "四", "五", "六", "日"],
    };
    let today = jiff::civil::date(2026, 5, 20);
    date_field(ui, Id::unique("date"), &mut state.date, today, words);
    text_area(
        ui,
        Id::unique("letter"),
        "告知书",
        "客户看到的原话",
        3,
        &mut state.letter,
    );
    let cards = [
        ("照此导入", "新客户加进来,已有的补上订单。"),
        ("我自己来定", "一个一个确认。"),
    ];
    for (number, (heading, meaning)) in (0..).zip(cards) {
        let chosen = state.way == number;
        if radio_card(ui, chosen, Some(icons::IMPORT), heading, meaning).clicked() {
            state.way = number;
        }
    }
    radio_row(ui, true, "跟随系统");
}

fn rest_ui(ui: &mut Ui) {
    let t = Tokens::of(ui);
    let progress = Progress {
        what: "正在导入 淘宝订单 2026-05.csv",
        done: Some(0.62),
        rate: "每秒 31,200 行",
        left: "还要 4 秒",
        cancel: "取消",
    };
    progress_row(ui, progress);
    hairline(ui);
    drop_zone(ui, false, |ui| {
        let line = haobu::ui::theme::text::TITLE_LINE;
        let font = haobu::ui::theme::fonts::bold(20.0);
        haobu::ui::widgets::centred_text(ui, "把表格拖到这里", font, line, t.ink);
        haobu::ui::widgets::centred_row(ui, |ui| {
            ui.add(Button::primary("选择文件…"));
        });
    });
    empty_state(
        ui,
        icons::PEOPLE,
        "还没有客户",
        "导入一张表格,马上看到谁能联系。",
        |ui| {
            ui.add(Button::primary("导入表格…"));
            ui.add(Button::normal("看看示例"));
        },
    );
    for severity in [Severity::Info, Severity::Success, Severity::Error] {
        note(ui, severity, "小李 2 小时前备份过。");
    }
    ui.add(egui::Button::new("egui 按钮"));
    ui.add(egui::Slider::new(&mut 3.0_f32, 0.0..=10.0).text("大小"));
}

fn dialog_ui(ui: &mut Ui, state: &mut Gallery) {
    if !state.asking {
        return;
    }
    let t = Tokens::of(ui);
    let dialog = Dialog::new(Id::unique("withdraw"), "退订电话", "退订", "取消");
    let (outcome, ()) = dialog.secondary("看看凭证").show(ui.ctx(), |ui| {
        paragraph(
            ui,
            "方晓彤以后不再接到营销电话。这件事记在她的来龙去脉里。",
            t.mute,
        );
        let field = TextField::new(Id::unique("note"), "备注");
        field.max_width(f32::INFINITY).show(ui, &mut state.note);
    });
    if outcome != DialogOutcome::Open {
        state.asking = false;
        state.outcome = Some(outcome);
    }
}
