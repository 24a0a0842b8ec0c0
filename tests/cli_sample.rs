//! `haobu sample` writes exactly as many customers as asked for, and never over a user's file.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use support::Desk;

#[test]
fn exactly_so_many_rows() {
    let desk = Desk::new();
    for rows in ["0", "1", "1000"] {
        let name = format!("{rows}.csv");
        let run = desk.run(&["sample", rows, &name]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(run.out, "");
        let text = String::from_utf8(desk.read(&name)).unwrap();
        assert_eq!((text.lines().count() - 1).to_string(), rows);
        assert!(text.starts_with("会员编号,姓名,手机,"), "{rows}");
    }
}

#[test]
fn the_seed_decides() {
    let desk = Desk::new();
    for (name, seed) in [("a.csv", "1"), ("b.csv", "1"), ("c.csv", "2")] {
        desk.done(&["sample", "100", name, "--seed", seed]);
    }
    assert_eq!(desk.read("a.csv"), desk.read("b.csv"));
    assert_ne!(desk.read("a.csv"), desk.read("c.csv"));
}

#[test]
fn a_file_that_is_there_stays_as_it_is() {
    let desk = Desk::new();
    desk.file("mine.csv", "name\nZoë\n");
    let run = desk.run(&["sample", "10", "mine.csv"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("mine.csv exists already"), "{}", run.err);
    assert_eq!(desk.read("mine.csv"), "name\nZoë\n".as_bytes());
}
