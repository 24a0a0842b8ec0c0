//! A folder as a shop has it on a stick: thirty files of every kind, and who the 9,000 people in
//! them really are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// People of the generated files.
pub const PEOPLE: usize = 9_000;
/// Files in the folder.
pub const FILES: usize = 30;

/// Somebody, as they really are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// Every number they have, as E.164 digits.
    pub numbers: BTreeSet<u64>,
    /// What a shop calls them where no number of theirs is known.
    pub reference: Option<String>,
}

/// Names are shared by several people, as they are in life.
fn name(index: usize) -> String {
    const FAMILY: &[&str] = &[
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱",
    ];
    const GIVEN: &[&str] = &[
        "伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "涛", "明", "超", "霞",
        "平", "刚", "桂英", "晓彤", "美玲", "国强", "建华", "志远",
    ];
    let pick = |from: &[&str], at: usize| from.iter().cycle().nth(at).unwrap().to_string();
    pick(FAMILY, index % FAMILY.len()) + &pick(GIVEN, index / FAMILY.len() % GIVEN.len())
}

fn mobile(index: usize) -> u64 {
    8_613_800_000_000 + index as u64
}

/// Every eighth has one more; so has everybody of the address books.
fn second(index: usize) -> u64 {
    8_613_900_000_000 + index as u64
}

fn national(number: u64) -> u64 {
    number - 8_600_000_000_000
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn register(people: &[usize], heads: &str, delimiter: char) -> String {
    let mut text = heads.replace(',', &delimiter.to_string()) + "\r\n";
    for index in people {
        let (name, number) = (name(*index), national(mobile(*index)));
        let city = ["深圳", "广州", "东莞"]
            .iter()
            .cycle()
            .nth(*index % 3)
            .unwrap();
        writeln!(text, "{name}{delimiter}{number}{delimiter}{city}\r").unwrap();
    }
    text
}

/// The folder as it is filled.
struct Folder<'a> {
    path: &'a Path,
    people: BTreeMap<usize, Person>,
    next: usize,
    files: usize,
}

impl Folder<'_> {
    fn write(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self.files += 1;
    }

    /// The next so many people with their first number.
    fn people(&mut self, count: usize) -> Vec<usize> {
        let all: Vec<usize> = (self.next..self.next + count).collect();
        self.next += count;
        for index in &all {
            self.people.insert(
                *index,
                Person {
                    name: name(*index),
                    numbers: BTreeSet::from([mobile(*index)]),
                    reference: None,
                },
            );
        }
        all
    }

    fn adds(&mut self, index: usize, number: u64) {
        self.people.get_mut(&index).unwrap().numbers.insert(number);
    }

    fn workbook(&mut self, file: &str, people: &[usize]) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "会员登记表").unwrap();
        for (column, head) in (0..).zip(["会员姓名", "联系电话", "备用电话", "城市"])
        {
            sheet.write(1, column, head).unwrap();
        }
        for (row, index) in (2..).zip(people) {
            sheet.write(row, 0, name(*index)).unwrap();
            // Numbers that are numbers.
            let number = f64::from(u32::try_from(*index).unwrap()) + 13_800_000_000.0;
            sheet.write(row, 1, number).unwrap();
            if index.is_multiple_of(8) {
                let other = national(second(*index)).to_string();
                sheet.write(row, 2, other).unwrap();
                self.adds(*index, second(*index));
            }
            sheet.write(row, 3, "深圳").unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        self.write(file, bytes);
    }

    fn cards(&mut self, file: &str, people: &[usize], version: &str) {
        let mut text = String::new();
        for index in people {
            let (name, number) = (name(*index), national(mobile(*index)));
            let other = national(second(*index));
            let kind = if version == "2.1" {
                "CELL"
            } else {
                "TYPE=CELL"
            };
            let charset = if version == "2.1" {
                ";CHARSET=UTF-8"
            } else {
                ""
            };
            write!(
                text,
                "BEGIN:VCARD\r\nVERSION:{version}\r\nN{charset}:{name};;;;\r\nFN{charset}:{name}\r\n\
                 TEL;{kind}:{number}\r\nTEL;{kind}:+86 {other}\r\nEND:VCARD\r\n",
            )
            .unwrap();
            self.adds(*index, second(*index));
        }
        self.write(file, text);
    }

    /// Whoever buys is known by a name of the marketplace only.
    fn orders(&mut self, file: &str, buyers: usize) {
        let mut text = String::from(
            "\"订单编号\",\"买家会员名\",\"买家实际支付金额\",\"订单状态\",\"收货人姓名\",\"收货地址 \",\
             \"联系手机\",\"订单创建时间\",\"宝贝标题 \"\r\n",
        );
        let first = self.next;
        self.next += buyers;
        for index in (first..first + buyers).chain(first..first + buyers / 4) {
            let reference = format!("tb_{index:05}");
            // Goods are sent to somebody's else's number as often as not.
            let number = national(mobile(index % 2_000));
            write!(
                text,
                "=\"2026{:09}\",\"{reference}\",\"88.00\",\"交易成功\",\"{}\",\"广东省 深圳市\",\
                 \"'{number}\",\"2026-05-{:02} 10:00:00\",\"花束\"\r\n",
                text.len(),
                name(index % 2_000),
                1 + index % 28,
            )
            .unwrap();
            let person = Person {
                name: String::new(),
                numbers: BTreeSet::new(),
                reference: Some(reference),
            };
            self.people.insert(index, person);
        }
        self.write(file, gbk(&text));
    }

    fn archive(&mut self, file: &str, entries: &[(&str, Vec<u8>)]) {
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        self.write(file, bytes);
    }
}

/// Fills the folder; who is in it.
pub fn write(path: &Path) -> Vec<Person> {
    let mut folder = Folder {
        path,
        people: BTreeMap::new(),
        next: 0,
        files: 0,
    };
    let mut registered = Vec::new();
    for month in 1..=8 {
        let people = folder.people(300);
        let mut rows = people.clone();
        // The same people come again, word for word.
        rows.extend(registered.iter().copied().take(40));
        let text = register(&rows, "姓名,联系电话,城市", ',');
        folder.write(&format!("门店登记/2026-{month:02}.csv"), gbk(&text));
        registered.extend(people);
    }
    for number in 1..=6 {
        let mut people = folder.people(500);
        people.extend(registered.iter().copied().skip(number * 50).take(30));
        folder.workbook(&format!("会员表{number}.xlsx"), &people);
    }
    for (number, version) in ["2.1", "3.0", "3.0", "4.0"].into_iter().enumerate() {
        let mut people = folder.people(400);
        people.extend(registered.iter().copied().skip(500 + number * 50).take(25));
        folder.cards(&format!("手机通讯录/通讯录{number}.vcf"), &people, version);
    }
    for number in 1..=3 {
        folder.orders(&format!("淘宝/订单{number}.csv"), 400);
    }
    let (first, rest) = (folder.people(200), folder.people(200));
    let one = register(&first, "姓名,手机,城市", ',');
    let two = register(&rest, "姓名,手机,城市", ';');
    folder.archive(
        "旧电脑备份.zip",
        &[("a.csv", one.into_bytes()), ("b/b.csv", gbk(&two))],
    );
    let mut lines = String::new();
    for index in folder.people(300) {
        let line = serde_json::json!({
            "name": name(index),
            "numbers": [{"raw": national(mobile(index)).to_string()}],
        });
        writeln!(lines, "{line}").unwrap();
    }
    folder.write("导出.json", lines);
    let people = folder.people(100);
    let text = register(&people, "姓名,手机,城市", '\t');
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.write("收银机.txt", wide);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    for name in ["register.xls", "1688.xls"] {
        folder.write(name, std::fs::read(corpus.join(name)).unwrap());
    }
    junk(&mut folder);
    assert_eq!((folder.files, folder.people.len()), (FILES, PEOPLE));
    folder.people.into_values().collect()
}

/// What lies on every stick besides.
fn junk(folder: &mut Folder<'_>) {
    folder.write("照片.jpg", b"\xFF\xD8\xFF\xE0 and a picture");
    folder.archive(
        "合同.docx",
        &[
            ("[Content_Types].xml", b"<Types/>".to_vec()),
            ("word/document.xml", b"<document/>".to_vec()),
        ],
    );
    folder.write("说明.txt", "这里是门店的资料，请不要删除。\n");
    folder.write("损坏的表.xlsx", b"PK\x03\x04 cut off");
}
