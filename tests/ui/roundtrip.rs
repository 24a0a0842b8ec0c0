//! An edited list on its way back: dropped, looked through, one change turned down, the rest taken
//! over, and taken back.

#![expect(clippy::indexing_slicing, reason = "a failed test should panic")]

use std::path::{Path, PathBuf};

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use haobu::workspace::editing::NewContactInput;
use haobu::workspace::roundtrip::Ticks;
use haobu::workspace::{
    Access, Audience, Column, Format, Query, SendRequest, Unwatched, Workspace,
};

use crate::window::{House, PLAIN, Window, passphrase};

const COLUMNS: [Column; 5] = [
    Column::Name,
    Column::Numbers,
    Column::City,
    Column::Tags,
    Column::Reference,
];

fn add(shop: &mut Workspace, name: &str, number: &str, city: &str) {
    shop.add_contact(&NewContactInput {
        name: name.to_owned(),
        numbers: vec![number.to_owned()],
        city: city.to_owned(),
        tags: vec!["VIP".to_owned()],
        ..NewContactInput::default()
    })
    .unwrap();
}

/// A book and a list of it that was edited in a spreadsheet.
pub fn edited_list(house: &House, heads: [&str; 5]) -> (PathBuf, PathBuf) {
    let list = house.path("客户名单 改.csv");
    let (book, ()) = house.book(|shop| {
        for (number, (name, city)) in [
            ("林小满", "深圳"),
            ("周景行", "广州"),
            ("何知夏", "深圳"),
            ("许南乔", "北京"),
            ("宋一鸣", "杭州"),
            ("沈清和", "成都"),
            ("唐予安", "上海"),
        ]
        .into_iter()
        .enumerate()
        {
            add(shop, name, &format!("1381234560{number}"), city);
        }
        shop.send_out(
            &SendRequest {
                file: list.clone(),
                format: Format::Csv,
                columns: COLUMNS.to_vec(),
                heads: heads.map(str::to_owned).to_vec(),
                audience: Audience::Shown(Box::default()),
                scope: None,
                for_editing: true,
            },
            &Unwatched,
        )
        .unwrap();
        edit(&list);
        // Somebody is changed in the book, too, while the list is away.
        let ids = shop.query(&Query::default()).unwrap();
        assert_eq!(ids.len(), 7);
        let trip = shop.read_round_trip(&list, &options(), &Unwatched).unwrap();
        let person = trip.people.iter().find(|person| person.name == "宋一鸣");
        let id = person.unwrap().contact;
        let city = haobu::workspace::editing::Edit::City("宁波".to_owned());
        shop.edit(id, &city).unwrap();
    });
    (book, list)
}

fn options() -> haobu::workspace::ImportOptions {
    let home = haobu::domain::phone::Region(*b"CN");
    haobu::workspace::ImportOptions::new(home, haobu::domain::listing::SourceKind::Other)
}

/// What somebody does in Excel: three edits, a cleared cell, a damaged number, a new row, a row
/// less.
fn edit(list: &Path) {
    let text = std::fs::read_to_string(list).unwrap();
    let lines = text.lines().map(|line| {
        line.replace("林小满", "林小满（大）")
            .replace("广州", "佛山")
            .replace(",杭州,", ",绍兴,")
            .replace("+8613812345602", "8.61381E+12")
    });
    let mut lines: Vec<String> = lines.filter(|line| !line.contains("唐予安")).collect();
    let place = lines.iter().position(|line| line.contains("许南乔"));
    let cleared = &mut lines[place.unwrap()];
    *cleared = cleared.replace(",北京,", ",,");
    lines.insert(3, "苏晚晴,13700001111,苏州,VIP,,".to_owned());
    lines.insert(4, "同号的人,13812345600,苏州,VIP,,".to_owned());
    lines.push("谁的行,,苏州,,,hbnobodyh".to_owned());
    std::fs::write(list, lines.join("\r\n")).unwrap();
}

fn heads(window: &Window) -> [&'static str; 5] {
    [
        window.look.says("姓名", "Name"),
        window.look.says("电话", "Numbers"),
        window.look.says("城市", "City"),
        window.look.says("标签", "Tags"),
        window.look.says("会员号", "Reference"),
    ]
}

fn names(book: &Path) -> Vec<(String, String)> {
    let shop = Workspace::open(book, &passphrase(), Access::ReadOnly).unwrap();
    let found = shop.query(&Query::default()).unwrap();
    let mut names = Vec::new();
    let columns = [Column::Name, Column::City];
    shop.each_row(&found, &columns, &mut |row| {
        names.push((row[0].clone(), row[1].clone()));
        Ok(())
    })
    .unwrap();
    names
}

#[test]
fn an_edited_list_is_looked_through_taken_over_and_taken_back() {
    for look in [PLAIN, PLAIN.english()] {
        let house = House::new();
        let all = ["姓名", "电话", "城市", "标签", "会员号"];
        let english = ["Name", "Numbers", "City", "Tags", "Reference"];
        let (book, list) = edited_list(
            &house,
            [0, 1, 2, 3, 4].map(|at| look.says(all[at], english[at])),
        );
        let before = names(&book);
        let mut window = house.open(look, &book);
        window.drop_file(&list);
        window.until_shown(look.says("哪些改动要收下？", "Which changes come in?"));
        let [name, _, city, ..] = heads(&window);
        let arrow = |head: &str, old: &str, new: &str| {
            let colon = look.says("：", ": ");
            format!("{head}{colon}{old} → {new}")
        };
        let renamed = arrow(name, "林小满", "林小满（大）");
        for words in [
            renamed.as_str(),
            &arrow(city, "广州", "佛山"),
            &arrow(city, "北京", look.says("清空", "cleared")),
            // The book has another city by now: told, and off.
            &arrow(city, "宁波", "绍兴"),
            look.says("客户本里也改过", "Changed in the book, too"),
            "苏晚晴 · 13700001111",
            look.says("1 格被表格软件改坏", "1 cell damaged by the spreadsheet"),
        ] {
            assert!(window.is_shown(words), "{words}");
        }
        // Four changes are on: a name, two cities, a new row.
        window.until_shown(look.says("收下 4 处改动", "Bring in 4 changes"));
        window.click(&renamed);
        window.until_shown(look.says("收下 3 处改动", "Bring in 3 changes"));
        // What a spreadsheet damaged is told on request.
        window.click(look.says("保持原样的 1 格", "1 cell stays as the book has it"));
        window.until_shown(look.says("变成了科学计数", "Shortened to a power of ten"));
        // Off and on again by column; the conflict stays off.
        let of_city = format!("{city} 2");
        window.click(&of_city);
        window.until_shown(look.says("收下 1 处改动", "Bring in 1 change"));
        window.click(&of_city);
        window.until_shown(look.says("收下 3 处改动", "Bring in 3 changes"));
        window.click(look.says("收下 3 处改动", "Bring in 3 changes"));
        window.until_shown(look.says("改动收下了", "Changes brought in"));
        window.until_shown(look.says("全部撤销", "Undo all of it"));
        let pair = |name: &str, city: &str| (name.to_owned(), city.to_owned());
        let mut expected = before.clone();
        expected[1] = pair("周景行", "佛山");
        expected[3] = pair("许南乔", "");
        expected.push(pair("苏晚晴", "苏州"));
        window.click(look.says("全部撤销", "Undo all of it"));
        window.until_shown(look.says("客户本和收下之前一样", "The book is as it was before"));
        window.press(Key::Escape);
        window.until_shown(look.says("全部客户", "Everyone"));
        drop(window);
        assert_eq!(names(&book), before);

        // The same once more, and kept.
        let mut window = house.open(look, &book);
        window.drop_file(&list);
        window.until_shown(look.says("收下 4 处改动", "Bring in 4 changes"));
        window.click(&renamed);
        window.click(look.says("收下 3 处改动", "Bring in 3 changes"));
        window.until_shown(look.says("全部撤销", "Undo all of it"));
        window.click(look.says("完成", "Done"));
        window.until_shown(&format!("{} 8", look.says("全部客户", "Everyone")));
        drop(window);
        assert_eq!(names(&book), expected);
    }
}

#[test]
fn a_list_of_no_book_that_is_open_goes_another_way() {
    let house = House::new();
    let heads = ["姓名", "电话", "城市", "标签", "会员号"];
    let (book, list) = edited_list(&house, heads);
    let mut window = house.welcome(PLAIN);
    window.drop_file(&list);
    window.until_shown("先打开那个客户本");
    window.settle();
    window.picture("trip-no-book");
    drop(window);
    let other = house.empty_book("另一本.haobu");
    let mut window = house.open(PLAIN, &other);
    window.drop_file(&list);
    window.until_shown("这些行是从另一个客户本导出的");
    assert!(window.is_shown("没有要收下的改动"));
    assert!(window.is_shown("认不出的 9 行"));
    window.picture("trip-other-book");
    window.click("当作普通文件导入");
    crate::import::counted(&mut window, "9 位客户");
    window.press(Key::Escape);
    drop(window);
    let shop = Workspace::open(&book, &passphrase(), Access::ReadOnly).unwrap();
    let trip = shop.read_round_trip(&list, &options(), &Unwatched).unwrap();
    assert_eq!(Ticks::of(&trip).all(), 4);
}

#[test]
fn ten_thousand_differences_are_listed_as_fast_as_ten() {
    let house = House::new();
    let list = house.path("很长.csv");
    let rows: usize = 10_000;
    let (book, ()) = house.book(|shop| {
        let source = house.path("源.csv");
        let lines = (0..rows).map(|row| format!("顾客{row},138{row:08},深圳"));
        let lines: Vec<String> = ["姓名,手机,城市".to_owned()]
            .into_iter()
            .chain(lines)
            .collect();
        std::fs::write(&source, lines.join("\n")).unwrap();
        let request = haobu::workspace::ImportRequest {
            file: source,
            options: options(),
            source: "门店".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        shop.import(&request, &Unwatched).unwrap();
        shop.send_out(
            &SendRequest {
                file: list.clone(),
                format: Format::Csv,
                columns: vec![Column::Name, Column::Numbers, Column::City],
                heads: ["姓名", "电话", "城市"].map(str::to_owned).to_vec(),
                audience: Audience::Shown(Box::default()),
                scope: None,
                for_editing: true,
            },
            &Unwatched,
        )
        .unwrap();
    });
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replace("深圳", "深圳市")).unwrap();
    let mut window = house.open(PLAIN, &book);
    window.drop_file(&list);
    window.until_shown("收下 10,000 处改动");
    window.picture("trip-long");
    // Only what is in view is drawn.
    let shown = window
        .harness
        .query_all_by_label("城市：深圳 → 深圳市")
        .count();
    assert!((3..60).contains(&shown), "{shown}");
    window.click("收下 10,000 处改动");
    window.until_shown("全部撤销");
    drop(window);
    let names = names(&book);
    assert_eq!(names.len(), rows);
    assert!(names.iter().all(|(_, city)| city == "深圳市"));
}
