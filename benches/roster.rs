//! The roster's figures beside a plain in-memory `SQLite` table with the same contacts.
//!
//! `cargo bench --bench roster [-- CONTACTS…]`; without numbers 100,000 and 1,000,000. Times are in
//! milliseconds, medians of 5.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "figures for people; a failure should stop the run"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use haobu::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point};
use haobu::domain::contact::{Contact, Email, Number, PurchaseSummary};
use haobu::domain::filter::{DateKey, Filter, Subject, TextKey};
use haobu::domain::ids::{ChildId, ContactId, SourceId, TagId};
use haobu::domain::listing::{
    AddressRow, ContactRow, ListSink as _, NumberRow, SourceEntry, SourceKind, Vocabulary,
};
use haobu::domain::phone::{E164, NumberKind, NumberStatus, Region};
use haobu::domain::time::{Day, Millis};
use haobu::roster::{Direction, LoadBatch, Needle, Roster, Slot, SortKey};
use pinyin::ToPinyin as _;
use rusqlite::{Connection, params};

const RUNS: usize = 5;
const TODAY: Day = Day(20_500);
const TAGS: u64 = 30;
const SOURCES: u64 = 12;

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建国华红志梅鑫波斌宇浩凯健俊帆雪琴云飞鹏瑞欣怡佳慧晨阳琳晓东海燕春峰婷颖雯倩楠玉珍凤莲荣贵福生林松柏青山川河江湖天星月光亮德仁义礼智信诚思远航嘉豪子轩梓涵一诺浩然雨桐诗雅若曦奕辰宏达永康美";
const FIRST: &[&str] = &[
    "James", "Mary", "Robert", "Linda", "John", "Susan", "Michael", "Karen", "David", "Lisa",
    "William", "Nancy", "Richard", "Emma", "Joseph", "Olivia", "Thomas", "Ava", "Carlos", "Sofia",
    "José", "Lucía", "Ahmed", "Fatima", "Ivan", "Olga",
];
const LAST: &[&str] = &[
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Wilson",
    "Anderson",
    "Taylor",
    "Thomas",
    "Moore",
    "Jackson",
    "Martin",
    "Lee",
    "Thompson",
    "White",
    "Harris",
    "Clark",
    "Lewis",
    "Walker",
    "Hall",
    "Young",
    "Müller",
    "Novak",
    "Ivanov",
    "Khan",
];
const CITIES: &[&str] = &[
    "深圳市",
    "广州市",
    "北京市",
    "上海市",
    "杭州市",
    "成都市",
    "重庆市",
    "武汉市",
    "西安市",
    "苏州市",
    "南京市",
    "天津市",
    "长沙市",
    "东莞市",
    "佛山市",
    "宁波市",
    "青岛市",
    "郑州市",
    "沈阳市",
    "昆明市",
    "合肥市",
    "无锡市",
    "厦门市",
    "福州市",
    "济南市",
    "大连市",
    "哈尔滨市",
    "温州市",
    "石家庄市",
    "泉州市",
];
const TRADES: &[&str] = &[
    "科技有限公司",
    "贸易有限公司",
    "服装店",
    "电子商务有限公司",
    "餐饮管理有限公司",
    "Trading Ltd",
    "进出口公司",
    "超市",
];
const DOMAINS: &[&str] = &[
    "qq.com",
    "163.com",
    "gmail.com",
    "126.com",
    "outlook.com",
    "foxmail.com",
    "sina.com",
    "hotmail.com",
];

/// Typed letter by letter.
const TYPED: &[&str] = &[
    "张伟", "zhangwei", "zs", "wxm", "李", "lina", "smith", "jones", "138", "13800138", "8000",
    "0013", "+86139", "深圳", "科技", "qq.com", "gmail", "M0012", "vip", "garcia m",
];

const FILTERS: &[(&str, &str)] = &[
    (
        "city:深圳 can:sms -tag:tag3 orders:3..",
        "city LIKE '%深圳%' AND may_text AND NOT EXISTS (SELECT 1 FROM tagged WHERE contact = contacts.id AND tag = 3) AND orders >= 3",
    ),
    (
        "tag:tag1 created:>2023-01-01 sms:granted has:email",
        "EXISTS (SELECT 1 FROM tagged WHERE contact = contacts.id AND tag = 1) AND created >= 1672617600000 AND state = 2 AND email <> ''",
    ),
    (
        "name:张 last_order:<365d spent:>500 source:s4",
        "name LIKE '%张%' AND last_order > 20135 AND last_order <= 20500 AND spent > 50000 AND source = 's4'",
    ),
    (
        "company:科技 -city:北京 sms:refused,withdrawn orders:0",
        "company LIKE '%科技%' AND city NOT LIKE '%北京%' AND state IN (4, 5) AND orders = 0",
    ),
    (
        "(tag:tag5 OR tag:tag6) phone:88 no:company created:2020..2024",
        "EXISTS (SELECT 1 FROM tagged WHERE contact = contacts.id AND tag IN (5, 6)) AND phone LIKE '%88%' AND company = '' AND created >= 1577836800000 AND created < 1735689600000",
    ),
    (
        "has:email email:qq can:sms ref:m00",
        "email <> '' AND email LIKE '%qq%' AND may_text AND ref LIKE '%m00%'",
    ),
];

const SORTS: &[(SortKey, &str)] = &[
    (SortKey::Name, "name"),
    (SortKey::Company, "company"),
    (SortKey::Ref, "ref"),
    (SortKey::Mobile, "phone"),
    (SortKey::Email, "email"),
    (SortKey::City, "city"),
    (SortKey::Created, "created"),
    (SortKey::Spent, "spent"),
];

/// `SplitMix64`: small, seeded, good enough.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    /// Small values are likelier, as with surnames.
    fn skewed(&mut self, end: u64) -> u64 {
        self.below(end).min(self.below(end))
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(usize::try_from(self.below(from.len() as u64)).unwrap())
            .unwrap()
    }

    fn letter(&mut self, from: &[char], skewed: bool) -> char {
        let len = from.len() as u64;
        let at = if skewed {
            self.skewed(len)
        } else {
            self.below(len)
        };
        *from.get(usize::try_from(at).unwrap()).unwrap()
    }
}

struct People {
    surnames: Vec<char>,
    given: Vec<char>,
}

/// The same for the same number, so that tables can be written one after the other.
fn person(people: &People, index: u64) -> Contact {
    let mut dice = Dice(index.wrapping_mul(0x51_7C_C1_B7_27_22_0A_95));
    let han = dice.below(10) < 7;
    let name = if han {
        let mut name = String::from(dice.letter(&people.surnames, true));
        for _ in 0..=u64::from(dice.below(4) > 0) {
            name.push(dice.letter(&people.given, true));
        }
        name
    } else {
        let middle = char::from(b'A' + u8::try_from(dice.below(26)).unwrap());
        format!("{} {middle} {}", dice.pick(FIRST), dice.pick(LAST))
    };
    let company = if dice.below(10) < 6 {
        let word: String = (0..2).map(|_| dice.letter(&people.given, false)).collect();
        format!("{word}{}", dice.pick(TRADES))
    } else {
        String::new()
    };
    let e164 = if dice.below(20) > 0 {
        let prefix = [130, 135, 136, 137, 138, 139, 150, 158, 159, 186, 188, 189];
        let prefix: u64 = *prefix
            .get(usize::try_from(dice.below(12)).unwrap())
            .unwrap();
        // One in fifty is shared with someone.
        let tail = if dice.below(50) == 0 {
            dice.below(5_000)
        } else {
            dice.below(100_000_000)
        };
        8_600_000_000_000 + prefix * 100_000_000 + tail
    } else {
        14_155_550_000 + dice.below(10_000)
    };
    let national = e164.to_string().get(2..).unwrap().to_owned();
    let number = Number {
        id: ChildId(0),
        raw: if dice.below(10) < 9 {
            national
        } else {
            format!("+{e164}")
        },
        e164: Some(E164(e164)),
        status: NumberStatus::Ok,
        kind: NumberKind::Mobile,
        region: Some(Region(*b"CN")),
        extension: String::new(),
        label: String::new(),
    };
    let mut emails = Vec::new();
    if dice.below(10) < 8 {
        let local: String = if han {
            name.as_str()
                .to_pinyin()
                .flatten()
                .map(pinyin::Pinyin::plain)
                .collect()
        } else {
            name.to_lowercase().replace(' ', ".")
        };
        let addr = format!("{local}{}@{}", dice.below(10_000), dice.pick(DOMAINS));
        emails.push(Email {
            id: ChildId(0),
            addr,
            label: String::new(),
        });
    }
    let mut tags = vec![
        TagId(i64::try_from(1 + dice.skewed(TAGS)).unwrap()),
        TagId(i64::try_from(1 + dice.skewed(TAGS)).unwrap()),
    ];
    tags.sort_unstable();
    tags.dedup();
    let orders = u32::try_from(dice.below(12).saturating_sub(5)).unwrap();
    let reference = if dice.below(2) == 0 {
        format!("M{index:07}")
    } else {
        String::new()
    };
    Contact {
        id: ContactId(i64::try_from(index + 1).unwrap()),
        reference,
        name,
        company,
        notes: dice.pick(CITIES).to_owned(),
        created: Millis(i64::try_from(1_400_000_000_000 + dice.below(370_000_000_000)).unwrap()),
        source: Some(SourceId(i64::try_from(1 + dice.skewed(SOURCES)).unwrap())),
        numbers: vec![number],
        emails,
        addresses: Vec::new(),
        tags,
        fields: Vec::new(),
        purchases: PurchaseSummary {
            count: orders,
            total_cents: i64::from(orders) * i64::try_from(dice.below(30_000)).unwrap(),
            last: (orders > 0).then(|| Day(i32::try_from(19_000 + dice.below(1_500)).unwrap())),
        },
        overrides: Vec::new(),
    }
}

fn event(contact: &Contact, index: u64) -> NewEvent {
    let mut dice = Dice(index ^ 0xC0_45_E4_7A);
    let (kind, grade, method) = match dice.below(20) {
        0..=11 => (EventKind::Grant, Grade::B, Method::Paper),
        12..=15 => (EventKind::Grant, Grade::C, Method::Import),
        16..=17 => (EventKind::Refuse, Grade::B, Method::VerbalCall),
        18 => (EventKind::Withdraw, Grade::A, Method::SmsReply),
        _ => (EventKind::Request, Grade::B, Method::Program),
    };
    NewEvent {
        contact: contact.id,
        point: Point::Phone(contact.numbers.first().unwrap().e164.unwrap()),
        cover: Cover::default(),
        kind,
        at: Millis(1_700_000_000_000 + i64::try_from(dice.below(1_000_000_000)).unwrap()),
        until: None,
        grade,
        method,
        batch: None,
        row: None,
        notice: None,
        note: String::new(),
        target: None,
    }
}

fn vocabulary() -> Vocabulary {
    Vocabulary {
        tags: (1..=TAGS)
            .map(|tag| (TagId(i64::try_from(tag).unwrap()), format!("tag{tag}")))
            .collect(),
        sources: (1..=SOURCES)
            .map(|source| SourceEntry {
                id: SourceId(i64::try_from(source).unwrap()),
                name: format!("s{source}"),
                kind: SourceKind::Shop,
            })
            .collect(),
        fields: Vec::new(),
        segments: Vec::new(),
    }
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    *times.get(times.len() / 2).unwrap()
}

fn percentile_95(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    *times.get((times.len() * 95).div_ceil(100) - 1).unwrap()
}

/// Resident memory in megabytes.
fn resident() -> f64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = statm
        .split(' ')
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(0.0);
    pages * 4096.0 / 1e6
}

/// Feeds a table through batches; returns the time that appending took.
fn pass(
    roster: &mut Roster,
    people: &People,
    contacts: u64,
    write: impl Fn(&mut LoadBatch, &Contact, u64),
) -> f64 {
    let mut spent = 0.0;
    let mut batch = LoadBatch::default();
    for index in 0..contacts {
        write(&mut batch, &person(people, index), index);
        if batch.is_full() || index + 1 == contacts {
            let full = std::mem::take(&mut batch);
            let start = Instant::now();
            roster.append(full);
            spent += ms(start);
        }
    }
    spent
}

fn load(people: &People, contacts: u64) -> Roster {
    let before = resident();
    let mut roster = Roster::new(vocabulary());
    let names = pass(&mut roster, people, contacts, |batch, contact, _| {
        batch.contact(ContactRow {
            id: contact.id,
            reference: &contact.reference,
            name: &contact.name,
            company: &contact.company,
            created: contact.created,
            source: contact.source,
        });
    });
    let numbers = pass(&mut roster, people, contacts, |batch, contact, _| {
        for number in &contact.numbers {
            let row = NumberRow {
                raw: &number.raw,
                e164: number.e164,
                status: number.status,
                kind: number.kind,
                region: number.region,
            };
            batch.number(contact.id, row);
        }
    });
    let emails = pass(&mut roster, people, contacts, |batch, contact, _| {
        contact
            .emails
            .iter()
            .for_each(|email| batch.email(contact.id, &email.addr));
    });
    let addresses = pass(&mut roster, people, contacts, |batch, contact, _| {
        let row = AddressRow {
            country: "CN",
            province: "",
            city: &contact.notes,
        };
        batch.address(contact.id, row);
    });
    let tags = pass(&mut roster, people, contacts, |batch, contact, _| {
        contact
            .tags
            .iter()
            .for_each(|tag| batch.tag(contact.id, *tag));
    });
    let purchases = pass(&mut roster, people, contacts, |batch, contact, _| {
        if contact.purchases.count > 0 {
            batch.purchases(contact.id, contact.purchases);
        }
    });
    let events = pass(&mut roster, people, contacts, |batch, contact, index| {
        batch.event(event(contact, index));
    });
    let start = Instant::now();
    roster.finish_load();
    let finish = ms(start);
    println!(
        "load: names {names:.0}, numbers {numbers:.0} (searchable), e-mails {emails:.0}, addresses {addresses:.0}, tags {tags:.0}, purchases {purchases:.0}, events {events:.0}, finish with consent {finish:.0}"
    );
    println!(
        "memory: resident +{:.0} MB, columns {:.0} MB",
        resident() - before,
        roster.column_bytes() as f64 / 1e6
    );
    roster
}

fn peer(people: &People, contacts: u64, roster: &Roster) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = OFF;
             CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, pinyin TEXT, initials TEXT, company TEXT, ref TEXT, phone TEXT, email TEXT, city TEXT, source TEXT, created INTEGER, orders INTEGER, last_order INTEGER, spent INTEGER, tags TEXT, state INTEGER, may_text INTEGER);
             CREATE TABLE tagged (contact INTEGER, tag INTEGER, PRIMARY KEY (contact, tag)) WITHOUT ROWID;
             BEGIN;",
        )
        .unwrap();
    let may_text = roster.filter(&Filter::parse("can:sms").unwrap(), TODAY);
    let states = [("granted", 2), ("refused", 4), ("withdrawn", 5)].map(|(state, code)| {
        (
            roster.filter(&Filter::parse(&format!("sms:{state}")).unwrap(), TODAY),
            code,
        )
    });
    {
        let mut insert = connection
            .prepare("INSERT INTO contacts VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
            .unwrap();
        let mut tagged = connection
            .prepare("INSERT INTO tagged VALUES (?,?)")
            .unwrap();
        for index in 0..contacts {
            let contact = person(people, index);
            let sounds: Vec<_> = contact.name.as_str().to_pinyin().flatten().collect();
            let pinyin: String = sounds.iter().map(|sound| sound.plain()).collect();
            let initials: String = sounds.iter().map(|sound| sound.first_letter()).collect();
            let mut tags = String::new();
            for tag in &contact.tags {
                write!(tags, "tag{} ", tag.0).unwrap();
                tagged.execute(params![contact.id.0, tag.0]).unwrap();
            }
            let slot = roster.slot_of(contact.id).unwrap();
            let state = states
                .iter()
                .find(|(set, _)| set.contains(slot))
                .map_or(0, |(_, code)| *code);
            insert
                .execute(params![
                    contact.id.0,
                    contact.name,
                    pinyin,
                    initials,
                    contact.company,
                    contact.reference,
                    contact.numbers.first().unwrap().e164.unwrap().0.to_string(),
                    contact.emails.first().map_or("", |email| &email.addr),
                    contact.notes,
                    format!("s{}", contact.source.unwrap().0),
                    contact.created.0,
                    contact.purchases.count,
                    contact.purchases.last.map(|day| day.0),
                    contact.purchases.total_cents,
                    tags,
                    state,
                    may_text.contains(slot)
                ])
                .unwrap();
        }
    }
    connection.execute_batch("COMMIT").unwrap();
    connection
}

fn count(connection: &Connection, condition: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM contacts WHERE {condition}");
    connection
        .prepare_cached(&sql)
        .unwrap()
        .query_row([], |row| row.get(0))
        .unwrap()
}

fn keystrokes() -> Vec<&'static str> {
    let prefixes = TYPED.iter().flat_map(|typed| {
        typed
            .char_indices()
            .map(move |(at, c)| typed.get(..at + c.len_utf8()).unwrap())
    });
    prefixes.collect()
}

fn search(roster: &mut Roster, people: &People, connection: &Connection) {
    let quoted = |text: &str| Filter::parse(&format!("\"{text}\"")).unwrap();
    let mut all = Vec::new();
    let mut typing: Vec<Vec<f64>> = vec![Vec::new(); keystrokes().len()];
    let mut alone = typing.clone();
    for run in 0..RUNS {
        // An edit empties what earlier runs left in the cache.
        roster.upsert(
            &person(people, run as u64),
            &[event(&person(people, run as u64), run as u64)],
        );
        for (text, times) in keystrokes().into_iter().zip(&mut typing) {
            let filter = quoted(text);
            let start = Instant::now();
            black_box(roster.count(&filter, TODAY));
            times.push(ms(start));
        }
        for (text, times) in keystrokes().into_iter().zip(&mut alone) {
            roster.set_vocabulary(vocabulary());
            let filter = quoted(text);
            let start = Instant::now();
            black_box(roster.count(&filter, TODAY));
            times.push(ms(start));
        }
    }
    let mut slowest: Vec<(f64, &str)> = Vec::new();
    for (text, times) in keystrokes().into_iter().zip(&mut typing) {
        let time = median(times);
        all.push(time);
        slowest.push((time, text));
    }
    slowest.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut alone: Vec<f64> = alone.iter_mut().map(|times| median(times)).collect();
    let mut peers = Vec::new();
    for text in keystrokes() {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let phone = if text
            .trim_matches(|c: char| c == '+' || c.is_ascii_digit())
            .is_empty()
            && !digits.is_empty()
        {
            &digits
        } else {
            text
        };
        let condition = format!(
            "name LIKE '%{text}%' OR pinyin LIKE '%{text}%' OR initials LIKE '%{text}%' OR company LIKE '%{text}%' OR ref LIKE '%{text}%' OR phone LIKE '%{phone}%' OR email LIKE '%{text}%' OR tags LIKE '%{text}%'"
        );
        let start = Instant::now();
        let theirs = count(connection, &condition);
        peers.push(ms(start));
        let ours = i64::try_from(roster.count(&quoted(text), TODAY)).unwrap();
        // Seven more are found by a surname's other reading.
        if ours != theirs {
            println!("  {text}: {ours} found, LIKE {theirs}");
        }
    }
    let (ours, theirs) = (median(&mut all), median(&mut peers));
    println!(
        "search, {} keystrokes: median {ours:.2}, p95 {:.2} (each alone: median {:.2}, p95 {:.2}); LIKE median {theirs:.0}, p95 {:.0}; ratio {:.0}, of p95 {:.0}",
        all.len(),
        percentile_95(&mut all),
        median(&mut alone),
        percentile_95(&mut alone),
        percentile_95(&mut peers),
        theirs / ours,
        percentile_95(&mut peers) / percentile_95(&mut all)
    );
    println!(
        "  slowest: {:?}",
        slowest
            .iter()
            .take(8)
            .map(|(time, text)| format!("{text} {time:.1}"))
            .collect::<Vec<_>>()
    );
}

fn filters(roster: &mut Roster, connection: &Connection) {
    let mut ours_all = Vec::new();
    let mut theirs_all = Vec::new();
    for (text, condition) in FILTERS {
        let filter = Filter::parse(text).unwrap();
        let mut ours = Vec::new();
        let mut theirs = Vec::new();
        let mut counts = (0, 0);
        for _ in 0..RUNS {
            roster.set_vocabulary(vocabulary());
            let start = Instant::now();
            counts.0 = roster.count(&filter, TODAY);
            ours.push(ms(start));
            let start = Instant::now();
            counts.1 = usize::try_from(count(connection, condition)).unwrap();
            theirs.push(ms(start));
        }
        let (ours, theirs) = (median(&mut ours), median(&mut theirs));
        println!(
            "filter {text}: {} found (SQL {}), {ours:.2}; WHERE {theirs:.0}; ratio {:.0}",
            counts.0,
            counts.1,
            theirs / ours
        );
        ours_all.push(ours);
        theirs_all.push(theirs);
    }
    println!(
        "filters: median {:.2}, p95 {:.2}; WHERE median {:.0}",
        median(&mut ours_all),
        percentile_95(&mut ours_all),
        median(&mut theirs_all)
    );
}

fn sorts(roster: &mut Roster, people: &People, connection: &Connection) {
    for (key, column) in SORTS {
        let everyone = roster.everyone();
        roster.set_vocabulary(vocabulary());
        let start = Instant::now();
        black_box(roster.sort(&everyone, *key, Direction::Ascending));
        let cold = ms(start);
        let mut kept = Vec::new();
        let mut repaired = Vec::new();
        let mut theirs = Vec::new();
        for run in 0..RUNS {
            let start = Instant::now();
            black_box::<Vec<Slot>>(roster.sort(&everyone, *key, Direction::Descending));
            kept.push(ms(start));
            let edited = Contact {
                name: format!("某{run}"),
                ..person(people, run as u64)
            };
            roster.upsert(&edited, &[]);
            let start = Instant::now();
            black_box(roster.sort(&everyone, *key, Direction::Ascending));
            repaired.push(ms(start));
            let start = Instant::now();
            let sql = format!("SELECT id FROM contacts ORDER BY {column}");
            let mut statement = connection.prepare(&sql).unwrap();
            let ids: Vec<i64> = statement
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            black_box(ids);
            theirs.push(ms(start));
        }
        let (kept, theirs) = (median(&mut kept), median(&mut theirs));
        println!(
            "sort by {column}: {kept:.1} (after an edit {:.1}, first time {cold:.0}); ORDER BY {theirs:.0}; ratio {:.0}",
            median(&mut repaired),
            theirs / kept
        );
    }
}

/// What the window asks when a column's menu opens, and for every frame.
fn menus(roster: &Roster) {
    let everyone = roster.everyone();
    let median_of = |ask: &dyn Fn()| {
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                ask();
                ms(start)
            })
            .collect();
        median(&mut times)
    };
    for subject in [
        Subject::Text(TextKey::City),
        Subject::Text(TextKey::Tag),
        Subject::Text(TextKey::Source),
        Subject::Text(TextKey::Email),
        Subject::Text(TextKey::Company),
        Subject::Text(TextKey::Name),
        Subject::NumberStatus,
        Subject::NumberRegion,
        Subject::Consent,
    ] {
        let list = |needle: &str| {
            black_box(roster.values(&everyone, &subject, &Needle::within(needle), 200));
        };
        println!(
            "menu of {subject:?}: {:.1}, searched {:.1}",
            median_of(&|| list("")),
            median_of(&|| list("zs"))
        );
    }
    let created = Subject::Date(DateKey::Created);
    let days = median_of(&|| drop(black_box(roster.years(&everyone, &created))));
    let home = Region(*b"CN");
    let seen: Vec<Slot> = everyone.slots().skip(everyone.len() / 2).take(40).collect();
    let rows = median_of(&|| {
        for slot in &seen {
            black_box(roster.table_row(*slot, home));
        }
    });
    let why = median_of(&|| {
        let filter = Filter::parse("city:深圳 can:sms -tag:tag3 orders:3..").unwrap();
        black_box(
            seen.first()
                .map(|slot| roster.explain(&filter, *slot, TODAY)),
        );
    });
    println!("years and months {days:.1}; 40 rows {rows:.4}; explained {why:.1}");
}

fn rest(roster: &mut Roster, people: &People) {
    let everyone = roster.everyone();
    let mut facets: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(roster.facets(&everyone));
            ms(start)
        })
        .collect();
    let edits = 1000;
    let start = Instant::now();
    for index in 0..edits {
        let contact = person(people, index * 7);
        roster.upsert(&contact, &[event(&contact, index * 7)]);
    }
    println!(
        "facets of everyone {:.1}; one edit {:.4}",
        median(&mut facets),
        ms(start) / edits as f64
    );
    let start = Instant::now();
    roster.wipe();
    println!("wipe {:.0}", ms(start));
}

fn main() {
    let people = People {
        surnames: SURNAMES.chars().collect(),
        given: GIVEN.chars().collect(),
    };
    let asked: Vec<u64> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        vec![100_000, 1_000_000]
    } else {
        asked
    };
    for contacts in sizes {
        println!("\n{contacts} contacts");
        let mut roster = load(&people, contacts);
        menus(&roster);
        let connection = peer(&people, contacts, &roster);
        search(&mut roster, &people, &connection);
        filters(&mut roster, &connection);
        sorts(&mut roster, &people, &connection);
        rest(&mut roster, &people);
    }
}
