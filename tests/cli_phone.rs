//! `haobu phone` answers every line with one line, in the words of the contract.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod support;

use serde_json::json;
use support::{Desk, json_lines};

#[test]
fn one_json_object_per_line() {
    let check = |arguments: &[&str], cell: &str, expected: serde_json::Value| {
        let arguments = [&["phone", "--json"], arguments].concat();
        let run = Desk::new().feed(&arguments, cell);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(json_lines(&run.out), [expected], "{cell}");
    };
    let number = json!({
        "e164": "+8613823165520", "valid": true, "type": "mobile", "region": "CN",
        "national": "138 2316 5520", "extension": "",
    });
    check(
        &[],
        "13823165520\n",
        json!({"input": "13823165520", "status": "ok", "numbers": [number], "reasons": []}),
    );
    check(
        &["--country", "us"],
        "+86 138 2316 5520\r\n",
        json!({"input": "+86 138 2316 5520", "status": "ok", "numbers": [number], "reasons": []}),
    );
    check(
        &[],
        "1.38E+10\n",
        json!({"input": "1.38E+10", "status": "lossy", "numbers": [], "reasons": ["digits_lost"]}),
    );
    check(
        &[],
        "138****1234",
        json!({"input": "138****1234", "status": "masked", "numbers": [], "reasons": ["masked"]}),
    );
    check(
        &[],
        "\n",
        json!({"input": "", "status": "empty", "numbers": [], "reasons": []}),
    );
}

#[test]
fn every_line_has_its_answer() {
    let lines = "13823165520\n\n\n无\nx\u{0}y\n0755-82345678转801\r\n+1 415 555 2671";
    let run = Desk::new().feed(&["phone", "--json"], lines);
    let inputs: Vec<String> = json_lines(&run.out)
        .iter()
        .map(|line| line.get("input").unwrap().as_str().unwrap().to_owned())
        .collect();
    let expected: Vec<&str> = lines.lines().collect();
    assert_eq!(inputs, expected);
    assert_eq!(Desk::new().feed(&["phone", "--json"], "").out, "");
}

#[test]
fn bytes_that_are_no_text_do_not_stop_it() {
    let run = Desk::new().feed(&["phone", "--json"], b"\xff\xfe\n13823165520\n");
    assert_eq!(run.code, 0, "{}", run.err);
    let statuses: Vec<_> = json_lines(&run.out)
        .iter()
        .map(|line| line.get("status").unwrap().clone())
        .collect();
    assert_eq!(statuses, ["invalid", "ok"]);
}

#[test]
fn people_read_it_in_their_language() {
    let check = |language: &'static str, expected: &str| {
        let desk = Desk::new().in_language(language);
        let run = desk.feed(&["phone"], "0755-82345678转801\n");
        assert_eq!(run.out, expected);
    };
    check(
        "en",
        "0755-82345678转801\tfine\t+8675582345678 landline CN ext. 801\n",
    );
    check(
        "zh",
        "0755-82345678转801\t正常\t+8675582345678 固定电话 CN 转 801\n",
    );
}
