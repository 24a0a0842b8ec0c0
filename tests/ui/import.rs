//! A file on its way in, as an owner takes it through: seen first, checked, brought in, taken back.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use haobu::domain::badge::Pile;
use haobu::domain::filter::{Expr, Filter, Term};
use haobu::workspace::{self, Access, Workspace};
use rust_xlsxwriter::Workbook;

use crate::window::{House, PLAIN, Window, passphrase};

/// Orders as Taobao writes them, in GB18030: every buyer orders twice, one number in three is
/// masked, some are relays, fourteen are wrong.
pub fn orders(path: &Path, buyers: usize) {
    let mut text = String::from(
        "\"订单编号 \",\"买家会员名\",\"买家实际支付金额\",\"订单状态\",\"收货人姓名 \",\"收货地址 \",\
         \"联系手机\",\"订单创建时间\",\"宝贝标题 \",\"物流单号 \"\r\n",
    );
    let goods = ["母亲节花束", "永生花礼盒", "向日葵一打", "绿植月卡"];
    for order in 0..buyers * 2 {
        let buyer = order % buyers;
        let phone = match buyer {
            0..14 => format!("1{buyer:03}"),
            _ if buyer.is_multiple_of(3) => format!("'138****{:04}", buyer % 10_000),
            _ if buyer % 40 == 1 => format!("'139{:08}-{:04}", buyer, buyer % 10_000),
            _ => format!("'138{buyer:08}"),
        };
        let item = goods.iter().cycle().nth(order % 4).unwrap();
        write!(
            text,
            "=\"2026{order:09}\",\"tb_{buyer:05}\",\"{}.00\",\"交易成功\",\"方晓彤\",\
             \"广东省 深圳市 福田区 花街 {buyer} 号\",\"{phone}\",\"2026-05-{:02} 10:00:00\",\
             \"{item}\",\"SF1029{order:06}\"\r\n",
            100 + order % 300,
            1 + order % 28,
        )
        .unwrap();
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    std::fs::write(path, bytes).unwrap();
}

/// A workbook with a title above the heads, and numbers that are numbers.
pub fn titled_workbook(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("会员").unwrap();
    sheet.write(0, 0, "花样年华花店 2026 年会员名单").unwrap();
    for (column, head) in ["姓名", "手机", "城市", "生日", "同意短信"]
        .into_iter()
        .enumerate()
    {
        sheet
            .write(1, u16::try_from(column).unwrap(), head)
            .unwrap();
    }
    for row in 0..30_u32 {
        let line = row + 2;
        sheet.write(line, 0, format!("顾客{row:02}")).unwrap();
        sheet
            .write(line, 1, 13_800_138_000.0 + f64::from(row))
            .unwrap();
        sheet
            .write(line, 2, if row % 2 == 0 { "深圳" } else { "广州" })
            .unwrap();
        sheet.write(line, 3, "05-20").unwrap();
        sheet
            .write(line, 4, if row % 3 == 0 { "是" } else { "" })
            .unwrap();
    }
    let other = workbook.add_worksheet().set_name("门店").unwrap();
    other.write(0, 0, "店名").unwrap();
    other.write(1, 0, "福田店").unwrap();
    workbook.save(path).unwrap();
}

/// A plain list of so many customers.
fn customers(path: &Path, people: usize) {
    let mut text = String::from("姓名,手机,城市,备注\n");
    for number in 0..people {
        writeln!(text, "顾客{number},138{number:08},深圳,").unwrap();
    }
    std::fs::write(path, text).unwrap();
}

/// Everything in the folder but the settings.
fn files(house: &House) -> BTreeSet<PathBuf> {
    let entries = std::fs::read_dir(house.folder()).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("settings.json"))
        .collect()
}

fn contacts(book: &Path) -> usize {
    let workspace = Workspace::open(book, &passphrase(), Access::ReadOnly).unwrap();
    workspace.roster().unwrap().len()
}

fn in_pile(book: &Path, pile: Pile) -> usize {
    let workspace = Workspace::open(book, &passphrase(), Access::ReadOnly).unwrap();
    let roster = workspace.roster().unwrap();
    let filter = Filter::from_chips([Expr::Term(Term::Pile(vec![pile]))]);
    roster.count(&filter, workspace::today())
}

/// What is counted is of the settings that are shown.
#[track_caller]
pub fn counted(window: &mut Window, people: &str) {
    window.until_shown(people);
    let counting = window.look.says("正在数", "Counting");
    window.until_gone(counting);
}

#[test]
fn a_file_is_seen_before_there_is_a_book_and_becomes_the_first_import() {
    for (name, look) in [("zh", PLAIN), ("en-dark", PLAIN.english().dark())] {
        let look = look.sized(1280.0, 800.0);
        let house = House::new();
        let list = house.path("淘宝订单 2026-05.csv");
        orders(&list, 60);
        let before = files(&house);
        let mut window = house.welcome(look);
        window.drop_file(&list);
        counted(&mut window, look.says("60 位客户", "60 customers"));
        for words in [
            look.says("120 行订单，来自", "120 order rows from"),
            look.says("已认出：淘宝订单", "Recognised: Taobao orders"),
            look.says("28 个有误", "28 wrong"),
            look.says("平台虚拟号", "relay"),
            look.says("打码", "masked"),
            look.says("待征得同意 60", "Ask first 60"),
            look.says("可发短信 0", "May text 0"),
        ] {
            assert!(window.is_shown(words), "{words}");
        }
        window.picture(&format!("see-first-{name}"));
        window.click(look.says("28 个有误", "28 wrong"));
        window.until_shown(look.says("第 2 行", "Row 2"));
        assert!(window.is_shown(look.says("无此电话号码", "no such phone number")));
        window.picture(&format!("see-first-cells-{name}"));
        window.press(Key::Escape);
        assert_eq!(files(&house), before, "something was written");

        // Where a known exporter's file comes from need not be said.
        window.click(look.says("设密码，存进新客户本…", "Set a passphrase and keep it…"));
        window.fill_new_book(house.folder());
        window.picture(&format!("see-first-passphrase-{name}"));
        assert_eq!(files(&house), before, "something was written");
        window.activate(look.says("建好并打开", "Make and open"));
        window.put_off_recovery();
        window.until_shown(look.says("导入好了", "Brought in"));
        window.rest();
        window.picture(&format!("import-result-{name}"));
        window.until_shown(look.says("撤销这次导入", "Undo this import"));
        window.click(look.says("完成", "Done"));
        window.until_shown(&format!("{} 60", look.says("全部客户", "Everyone")));
        drop(window);
        let book = house.path("淘宝订单 2026-05.haobu");
        assert_eq!(contacts(&book), 60);
        assert_eq!(in_pile(&book, Pile::MayText), 0);
    }
}

#[test]
fn a_look_that_is_closed_leaves_nothing() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    customers(&list, 20);
    let before = files(&house);
    let mut window = house.welcome(PLAIN);
    window.drop_file(&list);
    counted(&mut window, "20 位客户");
    window.press(Key::Escape);
    window.until_shown("选择文件…");
    drop(window);
    assert_eq!(files(&house), before);
}

#[test]
fn a_workbook_with_a_title_comes_in_through_every_step_and_goes_again() {
    for (name, look) in [
        ("zh", PLAIN),
        ("zh-dark", PLAIN.dark()),
        ("en", PLAIN.english()),
        ("en-dark", PLAIN.english().dark()),
    ] {
        let look = look.sized(1280.0, 800.0);
        let house = House::new();
        let list = house.path("会员名单.xlsx");
        titled_workbook(&list);
        let book = house.empty_book("花样年华花店.haobu");
        let mut window = house.open(look, &book);
        window.press_with(Modifiers::COMMAND, Key::I);
        window.picture(&format!("import-file-{name}"));
        let field = look.says("文件", "File");
        window.type_into(Role::TextInput, field, &list.display().to_string());
        window.press(Key::Enter);
        counted(
            &mut window,
            look.says("导入 30 位客户", "Import 30 customers"),
        );
        window.picture(&format!("import-check-{name}"));
        // The numbers came as numbers, and all of them are sound.
        let becomes = look.says("“手机”导入为", "“手机” becomes");
        let select = window
            .harness
            .get_by_role_and_label(Role::ComboBox, becomes);
        let value = { select.accesskit_node().value().unwrap_or_default() };
        assert_eq!(value, look.says("手机", "Mobile"));
        assert!(!window.is_shown(look.says("个有误", "wrong")));
        assert!(window.is_shown(look.says("请先选：这些号码怎么来的？", "Choose first")));

        window.click(look.says("调整…", "Adjust…"));
        window.until_shown(look.says("工作表", "Sheet"));
        window.picture(&format!("import-adjust-{name}"));
        window.press(Key::Escape);
        let source = look.says("这些号码怎么来的？", "Where do these numbers come from?");
        window.choose(source, look.says("门店", "Shop counter"));
        counted(
            &mut window,
            look.says("导入 30 位客户", "Import 30 customers"),
        );
        window.press_with(Modifiers::COMMAND, Key::Enter);
        window.until_shown(look.says("导入好了", "Brought in"));
        let undo = look.says("撤销这次导入", "Undo this import");
        window.until_shown(undo);
        window.click(look.says("新客户 30", "New customers 30"));
        window.until_shown(look.says("第 3 行", "Row 3"));
        window.until_shown("顾客00");
        window.picture(&format!("import-rows-{name}"));
        window.press(Key::Escape);
        window.click(undo);
        window.until_shown(look.says("客户本和导入前一样", "The book is as it was before"));
        window.picture(&format!("import-undone-{name}"));
        window.click(look.says("完成", "Done"));
        window.until_shown(&format!("{} 0", look.says("全部客户", "Everyone")));
        drop(window);
        assert_eq!(contacts(&book), 0);
    }
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    customers(&list, 30_000);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&list);
    counted(&mut window, "导入 30,000 位客户");
    window.choose("这些号码怎么来的？", "门店");
    counted(&mut window, "导入 30,000 位客户");
    window.harness.get_by_label("导入 30,000 位客户").click();
    window.until_shown("停止");
    window.picture("import-running-zh");
    window.harness.get_by_label("停止").click();
    // Back where it was, with everything that was chosen.
    counted(&mut window, "导入 30,000 位客户");
    assert!(!window.is_shown("导入好了"));
    window.press(Key::Escape);
    window.until_shown("全部客户 0");
    drop(window);
    assert_eq!(contacts(&book), 0);
    let workspace = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
    assert!(workspace.next_steps().unwrap().0.is_none());
    assert!(workspace.check().is_ok());
}

/// Every click and every choice is a decision; typing the passphrase is not counted as the book
/// is there.
#[test]
fn nine_thousand_rows_take_two_decisions() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    customers(&list, 9_000);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    let mut decisions = 0;
    window.drop_file(&list);
    counted(&mut window, "导入 9,000 位客户");
    window.choose("这些号码怎么来的？", "门店");
    decisions += 1;
    counted(&mut window, "导入 9,000 位客户");
    window.click("导入 9,000 位客户");
    decisions += 1;
    window.until_shown("导入好了");
    assert!(window.is_shown("9,000 位客户"));
    assert!(decisions <= 3);
}

#[test]
fn a_yes_that_can_be_proved_makes_people_contactable() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    customers(&list, 12);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN.sized(1280.0, 1000.0), &book);
    window.drop_file(&list);
    counted(&mut window, "导入 12 位客户");
    window.choose("这些号码怎么来的？", "门店");
    window.click("他们同意接收营销信息，我有凭证");
    for (missing, list_or_field, said) in [
        ("请选怎么同意的", "怎么同意的", "纸质表格"),
        ("请填当时看到的原话", "当时看到的原话", "我同意接收优惠短信"),
        ("请填同意的日期", "同意的日期", "2026-01-15"),
        ("请填凭证放在哪里", "凭证放在哪里", "文件柜第二层"),
    ] {
        window.until_shown(missing);
        match list_or_field {
            "怎么同意的" => window.choose(list_or_field, said),
            "当时看到的原话" => {
                window.type_into(Role::MultilineTextInput, list_or_field, said);
            }
            _ => window.type_into(Role::TextInput, list_or_field, said),
        }
    }
    counted(&mut window, "导入 12 位客户");
    window.picture("import-proof-zh");
    window.click("导入 12 位客户");
    window.until_shown("导入好了");
    window.until_shown("可发短信 12");
    drop(window);
    assert_eq!(in_pile(&book, Pile::MayText), 12);
}

#[test]
fn settings_are_remembered_by_the_heads_of_the_file() {
    let house = House::new();
    let (first, second) = (house.path("五月.csv"), house.path("六月.csv"));
    customers(&first, 5);
    customers(&second, 8);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&first);
    counted(&mut window, "导入 5 位客户");
    window.choose("“城市”导入为", "不导入");
    window.choose("这些号码怎么来的？", "活动");
    window.click("下次照此导入");
    counted(&mut window, "导入 5 位客户");
    window.click("导入 5 位客户");
    window.until_shown("导入好了");
    // The next file of the same kind needs one decision.
    window.drop_file(&second);
    window.until_shown("记住的设置");
    counted(&mut window, "导入 3 位客户");
    window.picture("import-recalled-zh");
    window.click("导入 3 位客户");
    window.until_shown("导入好了");
    window.click("完成");
    window.until_shown("全部客户 8");
    drop(window);
    let workspace = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
    let roster = workspace.roster().unwrap();
    let slots = roster.everyone();
    assert!(slots.slots().all(|slot| roster.city(slot).is_empty()));
}

#[test]
fn whoever_was_sent_the_goods_is_a_customer_only_when_the_owner_says_so() {
    let house = House::new();
    let list = house.path("淘宝订单.csv");
    orders(&list, 40);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN.sized(1280.0, 900.0), &book);
    window.drop_file(&list);
    counted(&mut window, "导入 40 位客户");
    window.until_shown("收货人只用来送货");
    window.picture("import-orders-zh");
    window.click_role(Role::RadioButton, "是同一个人");
    window.until_shown("收货人的姓名和号码就算买家的");
    counted(&mut window, "导入 40 位客户");
    window.click("导入 40 位客户");
    window.until_shown("导入好了");
    drop(window);
    let workspace = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
    let roster = workspace.roster().unwrap();
    let slots = roster.everyone();
    assert!(slots.slots().all(|slot| roster.name(slot) == "方晓彤"));
}

#[test]
fn garbled_text_is_read_anew_while_one_looks() {
    let house = House::new();
    let list = house.path("淘宝订单.csv");
    orders(&list, 20);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&list);
    counted(&mut window, "导入 20 位客户");
    window.click("文字显示乱码？");
    window.until_shown("换一种编码或分隔符");
    window.picture("import-garbled-zh");
    window.choose("文字编码", "西欧（Windows-1252）");
    window.until_gone("买家会员名");
    window.choose("文字编码", "简体中文（GB18030）");
    window.until_shown("买家会员名");
    window.press(Key::Escape);
    counted(&mut window, "导入 20 位客户");
}

#[test]
fn going_back_keeps_what_was_chosen() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    customers(&list, 6);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&list);
    counted(&mut window, "导入 6 位客户");
    window.choose("“备注”导入为", "标签");
    window.choose("这些号码怎么来的？", "门店");
    window.type_into(Role::TextInput, "用您自己的话说", "柜台登记");
    counted(&mut window, "导入 6 位客户");
    window.click("上一步");
    assert_eq!(window.value("文件"), list.display().to_string());
    window.click("下一步");
    counted(&mut window, "导入 6 位客户");
    assert_eq!(window.value("用您自己的话说"), "柜台登记");
    let select = window
        .harness
        .get_by_role_and_label(Role::ComboBox, "“备注”导入为");
    let value = select.accesskit_node().value();
    assert_eq!(value.as_deref(), Some("标签"));
}

#[test]
fn known_people_are_filled_updated_or_left_as_the_owner_says() {
    let house = House::new();
    let (first, second) = (house.path("五月.csv"), house.path("六月.csv"));
    std::fs::write(
        &first,
        "姓名,手机,公司\n方晓彤,13823165520,\n陈美玲,13823165521,旧公司\n",
    )
    .unwrap();
    std::fs::write(
        &second,
        "姓名,手机,公司\n方晓彤,13823165520,花店\n陈美玲,13823165521,新公司\n",
    )
    .unwrap();
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&first);
    counted(&mut window, "导入 2 位客户");
    window.choose("这些号码怎么来的？", "门店");
    counted(&mut window, "导入 2 位客户");
    window.click("导入 2 位客户");
    window.until_shown("导入好了");
    window.drop_file(&second);
    counted(&mut window, "导入 1 位客户");
    window.click("调整…");
    window.until_shown("比如方晓彤：公司原来空着，补上“花店”");
    assert!(window.is_shown("比如陈美玲：公司从“旧公司”换成“新公司”"));
    window.picture("import-policy-zh");
    window.click_role(Role::RadioButton, "不一样的以文件为准");
    window.until_shown("已有，以文件为准");
    window.press(Key::Escape);
    counted(&mut window, "导入 2 位客户");
}

#[test]
fn what_is_no_list_is_said_and_another_file_can_be_taken() {
    let house = House::new();
    let (wrong, right) = (house.path("照片.csv"), house.path("老顾客.csv"));
    std::fs::write(&wrong, [0_u8; 4_000]).unwrap();
    customers(&right, 4);
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&wrong);
    window.until_shown("这个文件读不了，请换一个");
    window.picture("import-unreadable-zh");
    window.drop_file(&right);
    counted(&mut window, "导入 4 位客户");
    // A file without anything that tells who somebody is can still be explained.
    let odd = house.path("其他.csv");
    std::fs::write(&odd, "甲,乙\n一,二\n三,四\n").unwrap();
    window.drop_file(&odd);
    window.until_shown("请先指定哪一列是姓名、号码或会员名");
    window.picture("import-unknown-zh");
    window.choose("“A 列”导入为", "姓名");
    counted(&mut window, "3 位客户");
}

#[test]
fn rows_that_are_left_out_are_shown_and_saved() {
    let house = House::new();
    let list = house.path("老顾客.csv");
    std::fs::write(
        &list,
        "姓名,手机,城市\n方晓彤,13823165520,深圳\n,,广州\n方晓彤,13823165520,深圳\n",
    )
    .unwrap();
    let book = house.empty_book("花样年华花店.haobu");
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&list);
    counted(&mut window, "导入 1 位客户");
    window.choose("这些号码怎么来的？", "门店");
    counted(&mut window, "导入 1 位客户");
    window.click("不能导入 1");
    window.until_shown("既没有姓名，也没有联系方式");
    window.until_shown("广州");
    window.press(Key::Escape);
    window.click("导入 1 位客户");
    window.until_shown("导入好了");
    assert!(window.is_shown("文件里重复 1"));
    window.click("把没能导入的 1 行存成表格");
    window.until_shown("改好后可以再导入");
    let saved = std::fs::read_to_string(house.path("老顾客.rejected.csv")).unwrap();
    assert!(
        saved.contains("广州") && saved.contains("nothing_to_keep"),
        "{saved}"
    );
}
