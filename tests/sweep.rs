//! A whole shop in one go: thirty files of every kind come in as one plan, with nobody mixed up
//! with anybody, nothing dropped in silence, and one way back.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

#[path = "support/shop_folder.rs"]
mod shop_folder;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use support::{BUCKETS, Desk, json_lines};

const BOOK: &str = "花店.haobu";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.done(&["new", BOOK, "--kdf", "1"]);
    desk
}

fn digits(contact: &Value) -> BTreeSet<u64> {
    let numbers = contact["numbers"].as_array().unwrap().iter();
    let e164 = numbers.filter_map(|number| number["e164"].as_str());
    e164.map(|text| text.trim_start_matches('+').parse().unwrap())
        .collect()
}

#[test]
fn thirty_files_come_in_as_one_and_nobody_is_mixed_up() {
    let desk = desk();
    let people = shop_folder::write(&desk.path("店铺资料"));
    let arguments = [
        "import",
        BOOK,
        "店铺资料",
        "--source",
        "全店资料",
        "--source-kind",
        "shop",
    ];
    let run = desk.run(&[&arguments[..], &["--json"]].concat());
    // One file is damaged, and that is no success.
    assert_eq!(run.code, 3, "{}", run.err);
    for (name, why) in [
        ("照片.jpg", ""),
        ("合同.docx", ""),
        ("说明.txt", ""),
        ("损坏的表.xlsx", "damaged"),
    ] {
        let line = run.err.lines().find(|line| line.contains(name));
        assert!(
            line.is_some_and(|line| line.contains(why)),
            "{name}: {}",
            run.err
        );
    }
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let count = |value: &Value, word: &str| value[word].as_u64().unwrap();
    let sum = |value: &Value| BUCKETS.iter().map(|word| count(value, word)).sum::<u64>();
    assert_eq!(sum(&report), count(&report, "rows"));
    // Each file is told by itself, and all of them add up.
    let files = report["files"].as_array().unwrap();
    assert_eq!(
        files.len() + 4,
        shop_folder::FILES + 1,
        "one archive holds two"
    );
    for word in BUCKETS.iter().chain(&["rows"]) {
        let parts: u64 = files.iter().map(|file| count(file, word)).sum();
        assert_eq!(parts, count(&report, word), "{word}");
    }
    assert!(files.iter().all(|file| count(file, "rows") == sum(file)));
    assert_eq!(report["left_out"].as_array().unwrap().len(), 4);
    assert_eq!(count(&report, "held"), 0, "{}", run.out);

    let listed = json_lines(&desk.done(&["list", BOOK, "--format", "json"]));
    assert_eq!(listed.len() as u64, count(&report, "new"));
    let mut by_number: BTreeMap<u64, &shop_folder::Person> = BTreeMap::new();
    let mut by_reference: BTreeMap<&str, &shop_folder::Person> = BTreeMap::new();
    for person in &people {
        by_number.extend(person.numbers.iter().map(|number| (*number, person)));
        by_reference.extend(
            person
                .reference
                .iter()
                .map(|known| (known.as_str(), person)),
        );
    }
    let mut found = 0;
    for contact in &listed {
        let numbers = digits(contact);
        let person = (numbers.iter().find_map(|number| by_number.get(number)))
            .or_else(|| by_reference.get(contact["ref"].as_str().unwrap_or_default()));
        // The two files of the corpus have people of their own.
        let Some(person) = person else { continue };
        found += 1;
        assert_eq!(numbers, person.numbers, "{contact}");
        assert_eq!(contact["name"], person.name, "{contact}");
    }
    assert_eq!(found, shop_folder::PEOPLE);

    // The same folder once more changes nothing, and one step takes all of it back.
    let again = desk.run(&[&arguments[..], &["--json"]].concat());
    let again: Value = serde_json::from_str(&again.out).unwrap();
    for word in ["new", "updated", "filled", "held", "combined"] {
        assert_eq!(count(&again, word), 0, "{again}");
    }
    desk.done(&["undo", BOOK]);
    assert_eq!(desk.done(&["list", BOOK, "--format", "json"]), "");
}

#[test]
fn an_edited_list_among_other_files_is_no_list_of_new_people() {
    let desk = desk();
    std::fs::create_dir(desk.path("混")).unwrap();
    desk.file("混/a.csv", "姓名,手机\n方晓彤,13823165520\n");
    desk.file("混/改过.csv", "haobu-id,姓名,手机\nx,何伟,13600136000\n");
    let run = desk.run(&[
        "import",
        BOOK,
        "混",
        "--source",
        "S",
        "--source-kind",
        "shop",
        "--json",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["left_out"][0], "改过.csv");
    assert_eq!(report["rows"], 1);
}

#[test]
fn a_folder_of_nothing_but_damage_names_it() {
    let desk = desk();
    std::fs::create_dir(desk.path("坏")).unwrap();
    desk.file("坏/a.xlsx", b"PK\x03\x04 cut off");
    desk.file("坏/b.txt", "nothing but words\n");
    let run = desk.run(&[
        "import",
        BOOK,
        "坏",
        "--source",
        "S",
        "--source-kind",
        "shop",
    ]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("a.xlsx"), "{}", run.err);
}
