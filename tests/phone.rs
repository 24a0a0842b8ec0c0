//! The promise of the phone room: no cell is silently read as a number it does not hold, and what
//! is said of a number offline is what the sources say.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use haobu::domain::phone::{
    CellReading, E164, NumberKind, NumberStatus, Place, PlaceLanguage, Reason, Region,
    country_name, display, national_format, original_carrier, place, read_cell, time_zones,
};
use proptest::prelude::*;

#[path = "../assets/phone/generate.rs"]
#[expect(
    dead_code,
    reason = "the tests take the tables, only the example writes them"
)]
mod generate;

const DIRTY: &str = include_str!("fixtures/phone/dirty_cells.tsv");
const MEANINGS: &str = include_str!("fixtures/phone/meanings.tsv");
const GOLDEN: &str = include_str!("fixtures/phone/golden.tsv");

/// Where a cell of the golden file may read differently from the engine alone, and why.
///
/// Class of the cell, word that must stand among the reasons ("" for none), why.
const CLEANED: [(&str, &str, &str); 9] = [
    (
        "cc_no_plus",
        "other_reading",
        "the engine takes 49… for an area code; we keep the mobile reading and flag it",
    ),
    (
        "excel_float",
        "decimal_zeros",
        "the engine takes the zeros of .0 for digits of the number",
    ),
    (
        "excel_sci",
        "scientific_notation",
        "all digits are there, in a notation the engine cannot read",
    ),
    ("ext", "extension", "转 and 分机 are unknown to the engine"),
    ("fake", "date", "the digits of a date make a German number"),
    (
        "label",
        "label",
        "a remark after the number is unknown to the engine",
    ),
    (
        "letter_inside",
        "letters",
        "the engine drops letters silently, or takes x between the digits for an extension; we flag",
    ),
    (
        "two_numbers",
        "several_numbers",
        "the engine reads one number, or swallows the second as an extension",
    ),
    ("zero_width", "", "the engine stops at invisible characters"),
];

fn region(code: &str) -> Region {
    Region::parse(code).unwrap()
}

fn read(home: &str, cell: &str) -> CellReading {
    read_cell(cell, region(home))
}

fn words(reading: &CellReading) -> Vec<String> {
    reading.reasons.iter().map(|reason| reason.word()).collect()
}

/// The valid numbers of a cell in one line.
fn valid_numbers(reading: &CellReading) -> String {
    let numbers = reading
        .numbers
        .iter()
        .filter_map(|part| part.reading.as_ref());
    let valid: Vec<_> = numbers
        .filter(|number| number.valid)
        .map(|number| number.e164.to_string())
        .collect();
    valid.join(" ")
}

/// 6,800 cells of 17 kinds of dirt, with the numbers that were put into them.
#[test]
fn dirty_cells_are_read_right_or_flagged() {
    #[derive(Default)]
    struct Count {
        right: usize,
        flagged: usize,
    }
    let mut classes: BTreeMap<&str, Count> = BTreeMap::new();
    let mut silently_wrong = Vec::new();
    for line in DIRTY.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [home, class, cell, truth] = fields[..] else {
            panic!("{line}")
        };
        let cell: String = serde_json::from_str(cell).unwrap();
        let reading = read(home, &cell);
        let count = classes.entry(class).or_default();
        if valid_numbers(&reading) == truth && reading.status.has_e164() {
            count.right += 1;
        } else if reading.status == NumberStatus::Ok {
            silently_wrong.push(format!(
                "{home} {cell:?} -> {} not {truth}",
                valid_numbers(&reading)
            ));
        } else {
            count.flagged += 1;
        }
    }
    for (class, Count { right, flagged }) in &classes {
        println!("{class:14} right {right:5} flagged {flagged:5}");
    }
    let right: usize = classes.values().map(|count| count.right).sum();
    let flagged: usize = classes.values().map(|count| count.flagged).sum();
    assert!(silently_wrong.is_empty(), "{silently_wrong:#?}");
    // What is left are numbers in scientific notation whose digits are gone, and cells in which
    // one of two numbers is in no numbering plan.
    assert!(right >= 6_441, "{right} right, {flagged} flagged");
    let sure = |class: &str| !matches!(class, "excel_sci" | "two_numbers");
    assert!(
        classes
            .iter()
            .all(|(class, count)| !sure(class) || count.flagged == 0)
    );
}

/// 10,000 cells with what Google's own library makes of them without any cleaner.
#[test]
fn golden_cells_agree_except_where_the_cleaner_has_its_say() {
    let mut used = BTreeSet::new();
    let mut differences = Vec::new();
    for line in GOLDEN.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [
            home,
            class,
            cell,
            parse,
            e164,
            valid,
            kind,
            plan_region,
            extension,
            national,
            _,
        ] = fields[..]
        else {
            panic!("{line}")
        };
        let cell: String = serde_json::from_str(cell).unwrap();
        let expected = if parse == "ok" {
            let plan_region = plan_region.replace("001", "-");
            format!("{e164} {valid} {kind} {plan_region} {extension} {national}")
        } else {
            String::new()
        };
        let reading = read(home, &cell);
        let ours: Vec<String> = reading
            .numbers
            .iter()
            .filter_map(|part| part.reading.as_ref())
            .map(|number| {
                let extension = if number.extension.is_empty() {
                    "-"
                } else {
                    &number.extension
                };
                format!(
                    "{} {} {} {} {extension} {}",
                    number.e164,
                    u8::from(number.valid),
                    number.kind.word(),
                    number.region.as_ref().map_or("-", Region::as_str),
                    number.national_format()
                )
            })
            .collect();
        if ours.join(" | ") == expected {
            continue;
        }
        let words = words(&reading);
        let cleaned = CLEANED.iter().find(|(cleaned, word, _)| {
            *cleaned == class
                && (word.is_empty() && parse == "err"
                    || words.iter().any(|w| w.split(':').next() == Some(word)))
        });
        match cleaned {
            Some((class, ..)) => {
                used.insert(*class);
            }
            None => differences.push(format!(
                "{home} {cell:?}: {expected} / {} {words:?}",
                ours.join(" | ")
            )),
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
    for (class, ..) in CLEANED {
        assert!(used.contains(class), "{class} needs no exception any more");
    }
}

/// A second opinion, on what that library is known to read rightly: plain E.164 without a default
/// country (its metadata is some months older, so numbers of new ranges may be unknown to it).
#[test]
fn another_library_agrees_on_plain_numbers() {
    let mut asked = 0;
    let mut unknown_to_it = 0;
    let numbers: BTreeSet<&str> = GOLDEN
        .lines()
        .skip(1)
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            (fields[5] == "1" && !fields[4].starts_with("+8")).then_some(fields[4])
        })
        .collect();
    for number in numbers.into_iter().step_by(7) {
        let theirs = phonenumber::parse(None, number).unwrap();
        let ours = read("US", number);
        assert_eq!(ours.status, NumberStatus::Ok, "{number}");
        assert_eq!(
            theirs.format().mode(phonenumber::Mode::E164).to_string(),
            valid_numbers(&ours)
        );
        asked += 1;
        unknown_to_it += usize::from(!phonenumber::is_valid(&theirs));
    }
    assert!(
        asked > 500 && unknown_to_it * 100 <= asked,
        "{unknown_to_it} of {asked}"
    );
}

/// Cells as people write them: home, cell, status, usable numbers (`x` before an extension), reasons.
#[test]
fn cells_mean_what_people_mean() {
    let mut differences = Vec::new();
    for line in MEANINGS.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [home, cell, status, numbers, reasons] = fields[..] else {
            panic!("{line}")
        };
        let cell: String = serde_json::from_str(cell).unwrap();
        let reading = read(home, &cell);
        let usable: Vec<String> = reading
            .numbers
            .iter()
            .filter_map(|part| part.reading.as_ref().filter(|_| part.status.has_e164()))
            .map(|number| match number.extension.as_str() {
                "" => number.e164.to_string(),
                extension => format!("{}x{extension}", number.e164),
            })
            .collect();
        let shown = [
            reading.status.word(),
            &usable.join(" "),
            &words(&reading).join(" "),
        ]
        .join("\t");
        let expected = [status, numbers, reasons].join("\t");
        if shown != expected {
            differences.push(format!("{home} {cell:?}: {expected} / {shown}"));
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn long_cells_are_not_read() {
    let reading = read("CN", &"1 ".repeat(5_000));
    assert_eq!(reading.status, NumberStatus::Invalid);
    assert_eq!(reading.reasons, [Reason::TooLong]);
}

#[test]
fn invalid_numbers_still_say_what_was_parsed() {
    let reading = read("CN", "+8612345678901");
    let number = reading.numbers[0].reading.as_ref().unwrap();
    assert_eq!(
        (number.e164, number.valid),
        (E164(8_612_345_678_901), false)
    );
}

#[test]
fn raw_text_is_kept_for_every_part() {
    let raws = |cell: &str| -> Vec<String> {
        read("CN", cell)
            .numbers
            .into_iter()
            .map(|part| part.raw)
            .collect()
    };
    assert_eq!(
        raws(" ＋86 138\u{a0}0013 8000 "),
        ["＋86 138\u{a0}0013 8000"]
    );
    assert_eq!(
        raws("电话:13800138000、010-62345678转12"),
        ["电话:13800138000", "010-62345678转12"]
    );
    assert_eq!(raws("138****1234"), ["138****1234"]);
}

#[test]
fn numbers_show_as_their_country_writes_them() {
    let check =
        |e164, home, expected: &str| assert_eq!(display(E164(e164), region(home)), expected);
    check(8_613_823_165_520, "CN", "138 2316 5520");
    check(8_613_823_165_520, "US", "+86 138 2316 5520");
    check(861_062_345_678, "CN", "010 6234 5678");
    check(16_502_530_000, "US", "(650) 253-0000");
    check(390_271_011_344, "CN", "+39 02 7101 1344");
    assert_eq!(national_format(E164(390_271_011_344), ""), "02 7101 1344");
    assert_eq!(
        national_format(E164(447_400_510_478), "10"),
        "07400 510478 x10"
    );
}

#[test]
fn places_carriers_and_clocks_of_known_numbers() {
    let check = |e164, language, country: &str, province, city| {
        let expected = Place {
            country: Region::parse(country),
            province,
            city,
        };
        assert_eq!(place(E164(e164), language), Some(expected), "{e164}");
    };
    let (zh, en) = (PlaceLanguage::Zh, PlaceLanguage::En);
    check(8_613_800_138_000, zh, "CN", "北京市", "");
    check(8_613_800_138_000, en, "CN", "Beijing", "");
    check(8_675_526_012_345, zh, "CN", "广东省", "深圳市");
    check(8_675_526_012_345, en, "CN", "Guangdong", "Shenzhen");
    check(869_911_234_567, zh, "CN", "新疆", "乌鲁木齐市");
    check(16_502_530_000, en, "US", "California", "");
    check(13_125_550_123, zh, "US", "Illinois", "Chicago");
    check(16_045_550_123, en, "CA", "British Columbia", "");
    check(18_765_550_123, en, "JM", "", "");
    check(886_223_456_789, zh, "TW", "", "台北");
    check(49_303_187_123, en, "DE", "", "");
    assert_eq!(place(E164(80_012_982_892), en), None);

    assert_eq!(
        original_carrier(E164(8_613_800_138_000), zh),
        Some("中国移动")
    );
    assert_eq!(
        original_carrier(E164(8_613_000_138_000), en),
        Some("China Unicom")
    );
    assert_eq!(original_carrier(E164(861_062_345_678), zh), None);

    assert_eq!(country_name(region("HK"), zh), Some("中国香港"));
    assert_eq!(country_name(region("DE"), en), Some("Germany"));
    assert_eq!(country_name(region("ZZ"), en), None);

    let mobile = NumberKind::Mobile;
    assert_eq!(
        time_zones(E164(8_613_800_138_000), mobile),
        ["Asia/Shanghai"]
    );
    assert_eq!(
        time_zones(E164(16_502_530_000), NumberKind::FixedOrMobile),
        ["America/Los_Angeles"]
    );
    assert_eq!(
        time_zones(E164(18_505_550_123), mobile),
        ["America/Chicago", "America/New_York"]
    );
    let toll_free = time_zones(E164(18_002_255_288), NumberKind::TollFree);
    assert!(toll_free.contains(&"America/New_York") && toll_free.contains(&"Pacific/Honolulu"));
    assert!(time_zones(E164(80_012_982_892), NumberKind::TollFree).is_empty());
}

/// The committed tables are what the generator makes of the sources.
#[test]
fn tables_are_generated() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/phone");
    let source = generate::source().unwrap();
    for (name, bytes) in generate::tables(&source).unwrap() {
        let committed = fs::read(here.join(name)).unwrap();
        assert!(
            committed == bytes,
            "{name} is stale: run `cargo run --example phone-tables`"
        );
    }
}

/// The look-up finds for every prefix of China what the source's line says.
#[test]
fn look_ups_agree_with_the_sources() {
    let source = generate::source().unwrap();
    let text = fs::read_to_string(source.join("geocoding/en/86.txt")).unwrap();
    let lines: BTreeMap<&str, &str> = text
        .lines()
        .filter_map(|line| line.split_once('|'))
        .collect();
    let mut checked = 0;
    for (prefix, name) in &lines {
        // A number inside the prefix and outside of every longer one.
        let number = format!("{prefix:5<13}");
        if (prefix.len() + 1..=9).any(|length| lines.contains_key(&number[..length])) {
            continue;
        }
        let place = place(E164(number.parse().unwrap()), PlaceLanguage::En).unwrap();
        let found = if place.city.is_empty() {
            place.province.to_owned()
        } else {
            format!("{}, {}", place.city, place.province)
        };
        assert_eq!(found, *name, "{prefix}");
        checked += 1;
    }
    assert!(checked > 100_000, "{checked}");
}

proptest! {
    #[test]
    fn any_text_is_read(cell in "\\PC{0,80}", home in "[A-Z]{2}") {
        let reading = read(&home, &cell);
        prop_assert_eq!(reading.status == NumberStatus::Empty, reading.numbers.is_empty());
        for part in &reading.numbers {
            let valid = part.reading.as_ref().is_some_and(|number| number.valid);
            prop_assert_eq!(part.status.has_e164(), valid);
        }
    }

    #[test]
    fn anything_like_numbers_is_read(cell in "[0-9+ ()*#xXeE./,;、|转ext\\n-]{0,60}") {
        for home in ["CN", "US", "DE"] {
            let reading = read(home, &cell);
            let valid = reading.numbers.iter().all(|part| part.status.has_e164());
            prop_assert!(valid || !reading.status.has_e164());
        }
    }

    #[test]
    fn hidden_digits_never_become_a_number(
        head in "1[3-9][0-9]", mask in "[*]{2,8}|x{3,6}|#{3,6}|•{2,8}|＊{2,8}", tail in "[0-9]{2,4}"
    ) {
        let reading = read("CN", &format!("{head}{mask}{tail}"));
        prop_assert_eq!(reading.status, NumberStatus::Masked);
        prop_assert!(reading.numbers.iter().all(|part| part.reading.is_none()));
    }

    #[test]
    fn four_digits_after_a_mobile_number_make_a_relay_number(
        line in "1(3[0-9]|5[0-35-9]|8[0-9])[0-9]{8}", joint in "-?", tail in "[0-9]{4}", prefix in "(\\+86 ?)?"
    ) {
        let reading = read("CN", &format!("{prefix}{line}{joint}{tail}"));
        prop_assert_eq!(reading.status, NumberStatus::Relay);
        prop_assert_eq!(&reading.reasons, &[Reason::Relay]);
        let number = reading.numbers[0].reading.as_ref().unwrap();
        prop_assert_eq!(number.e164.to_string(), format!("+86{line}"));
        prop_assert_eq!(&number.extension, &tail);
    }

    /// Spaces, dashes, brackets and invisible characters never change which number it is.
    #[test]
    fn punctuation_means_nothing(
        line in "1(3[0-9]|5[0-35-9]|8[0-9])[0-9]{8}", gaps in prop::collection::vec("[ \u{200b}\u{2060}-]?", 11)
    ) {
        let cell: String = line.chars().zip(&gaps).flat_map(|(digit, gap)| [digit.to_string(), gap.clone()]).collect();
        prop_assert_eq!(valid_numbers(&read("CN", &cell)), format!("+86{line}"), "{:?}", cell);
    }
}
