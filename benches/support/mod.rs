//! What the benches share: a large file of customers, medians and memory.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that fails should stop and say so"
)]
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "every bench uses its own part of this"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use haobu::domain::listing::SourceKind;
use haobu::domain::phone::Region;
use haobu::import::ImportOptions;
use haobu::workspace::ImportRequest;

const SURNAMES: [&str; 12] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "欧阳",
];
const GIVEN: [&str; 16] = [
    "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "子涵",
    "浩然",
];
const CITIES: [&str; 10] = [
    "深圳", "广州", "上海", "北京", "成都", "杭州", "武汉", "西安", "苏州", "长沙",
];
const TAGS: [&str; 5] = ["VIP", "批发", "老客户", "新客", ""];
const CONSENT: [&str; 4] = ["是", "否", "", "是"];

/// Sizes to run, from `HAOBU_BENCH_ROWS` or the usual two.
pub fn sizes() -> Vec<usize> {
    setting("HAOBU_BENCH_ROWS").map_or_else(|| vec![100_000, 1_000_000], |rows| vec![rows])
}

/// Runs of each, from `HAOBU_BENCH_PAIRS` or five.
pub fn pairs() -> usize {
    setting("HAOBU_BENCH_PAIRS").unwrap_or(5)
}

fn setting(name: &str) -> Option<usize> {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
}

/// `cargo test --benches` only wants to know that a bench starts.
pub fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// A folder on the disk that holds the build, not in memory.
pub fn folder() -> tempfile::TempDir {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&target).unwrap();
    tempfile::tempdir_in(target).unwrap()
}

/// Eight columns without duplicates; names, cities and tags repeat as they do in life.
pub fn write_csv(path: &Path, rows: usize) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(out, "姓名,手机,邮箱,公司,城市,标签,短信同意,备注").unwrap();
    let prefixes = ["138", "139", "150", "186", "177", "199"];
    for row in 0..rows {
        // A full-period walk: distinct for every row, in no order.
        let walk = (row as u64 * 48_271 + 11) % 99_999_989;
        let pick = |list: &[&'static str], salt: u64| {
            list[usize::try_from((walk / salt) % list.len() as u64).unwrap()]
        };
        let prefix = prefixes[row % prefixes.len()];
        let name = format!("{}{}", pick(&SURNAMES, 1), pick(&GIVEN, 13));
        let notes = if walk.is_multiple_of(3) {
            "常来，喜欢百合"
        } else {
            ""
        };
        writeln!(
            out,
            "{name},{prefix}{walk:08},u{walk}@example.com,{}市第{}商行,{},{},{},{notes}",
            pick(&CITIES, 17),
            walk % 9_000,
            pick(&CITIES, 17),
            pick(&TAGS, 19),
            pick(&CONSENT, 23),
        )
        .unwrap();
    }
    out.flush().unwrap();
}

/// The request that brings such a file in.
pub fn request(csv: &Path) -> ImportRequest {
    ImportRequest {
        file: csv.to_owned(),
        options: ImportOptions::new(Region::parse("CN").unwrap(), SourceKind::Shop),
        source: "bench".to_owned(),
        rejects: None,
        rehearsal: false,
    }
}

pub fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The median of the ratios pair by pair, which noise of a shared machine moves least.
pub fn ratio(ours: &[f64], theirs: &[f64]) -> f64 {
    median(
        &ours
            .iter()
            .zip(theirs)
            .map(|(a, b)| a / b)
            .collect::<Vec<_>>(),
    )
}

/// Starts a new measurement of peak memory (Linux).
pub fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").ok();
}

/// Peak memory since then, in MB.
pub fn peak_megabytes() -> u64 {
    status("VmHWM")
}

/// Memory now, in MB.
pub fn megabytes() -> u64 {
    status("VmRSS")
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with(name))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kib| kib.parse::<u64>().ok())
        .unwrap_or(0)
        / 1_000
}
