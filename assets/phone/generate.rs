//! Writes the tables of places and original carriers beside this file.
//!
//! Run `cargo run --example phone-tables` after raising the version of the `phonenumber`
//! dev-dependency; `tests/phone.rs` fails when the tables are not what this writes.
//!
//! The sources are the geocoding and carrier files of Google's libphonenumber (Copyright The
//! Libphonenumber Authors, Apache License 2.0; mobile prefixes of China contributed by
//! farmer1992@gmail.com), which the package of the `phonenumber` crate carries:
//!
//! * `geocoding/{en,zh}/86.txt` and `886.txt`: province and city of issue;
//! * `geocoding/en/1.txt`, area codes only: state or province;
//! * `carrier/en/*.txt`, `carrier/zh/{86,852}.txt`: the carrier a range was first given to.
//!
//! `zones.tsv` and `countries.tsv` are kept by hand; their sources stand in their first lines.
//!
//! # Format
//!
//! A `.bin` table maps the first nine digits of a number to a line of the `.tsv` beside it. All
//! integers are little-endian. Two `u32` counts come first, B and E; then B blocks of two `u32`:
//! the first five digits, and the index of the block's first entry; then E entries of two `u16`:
//! the other four digits from which on it holds, and the line counted from 1, or 0 for none.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The digits of a number that the tables look at.
const WIDTH: usize = 9;
const LOW: u32 = 10_000;

/// Abbreviations that stand for the whole state where an area code lies in one city.
const STATES: [(&str, &str); 8] = [
    ("CA", "California"),
    ("FL", "Florida"),
    ("IL", "Illinois"),
    ("NY", "New York"),
    ("ON", "Ontario"),
    ("PA", "Pennsylvania"),
    ("QC", "Quebec"),
    ("TX", "Texas"),
];

/// Chinese provinces whose names do not end in 省.
const REGIONS: [&str; 9] = [
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "北京市",
    "天津市",
    "上海市",
    "重庆市",
];

/// The name of a file and what is in it.
pub type File = (&'static str, Vec<u8>);

type Prefixes = BTreeMap<String, String>;

/// Where a name begins to hold, as nine digits; no name holds where there is none.
type Range<'n> = (u32, Option<&'n str>);

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/phone");
    for (name, bytes) in tables(&source()?)? {
        println!("{name}: {} bytes", bytes.len());
        fs::write(here.join(name), bytes)?;
    }
    Ok(())
}

/// The `assets` folder of the `phonenumber` package this crate is built with.
pub fn source() -> Result<PathBuf, Box<dyn Error>> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata
        .get("packages")
        .and_then(|packages| packages.as_array());
    let manifest = packages
        .into_iter()
        .flatten()
        .find(|package| {
            package
                .get("name")
                .is_some_and(|name| name == "phonenumber")
        })
        .and_then(|package| package.get("manifest_path"))
        .and_then(|path| path.as_str())
        .ok_or("the phonenumber package is not among the dependencies")?;
    Ok(Path::new(manifest).with_file_name("assets"))
}

/// Makes all tables from the `assets` folder of the `phonenumber` package.
pub fn tables(source: &Path) -> Result<Vec<File>, Box<dyn Error>> {
    let read = |path: &str| prefixes(&source.join(path));
    let (places_bin, places_tsv) = encode(&places(read)?)?;
    let (carriers_bin, carriers_tsv) = encode(&carriers(source, read)?)?;
    Ok(vec![
        ("places.bin", places_bin),
        ("places.tsv", places_tsv),
        ("carriers.bin", carriers_bin),
        ("carriers.tsv", carriers_tsv),
    ])
}

/// Prefix → province and city in Chinese, province and city in English, separated by tabs.
fn places(
    read: impl Fn(&str) -> Result<Prefixes, Box<dyn Error>>,
) -> Result<Prefixes, Box<dyn Error>> {
    let mut places = Prefixes::new();
    for file in ["86.txt", "886.txt"] {
        let chinese = read(&format!("geocoding/zh/{file}"))?;
        for (prefix, english) in read(&format!("geocoding/en/{file}"))? {
            let (province_en, city_en) = match english.rsplit_once(", ") {
                Some((city, province)) => (province, city),
                None if file == "86.txt" => (english.as_str(), ""),
                None => ("", english.as_str()),
            };
            let name = chinese.get(&prefix).map_or("", String::as_str);
            let (province_zh, city_zh) = chinese_place(name);
            places.insert(
                prefix,
                format!("{province_zh}\t{city_zh}\t{province_en}\t{city_en}"),
            );
        }
    }
    let area_codes = read("geocoding/en/1.txt")?;
    for (prefix, name) in area_codes
        .into_iter()
        .filter(|(prefix, _)| prefix.len() == 4)
    {
        let (state, city) = match name.split_once(", ") {
            Some((city, short)) => {
                let state = STATES.iter().find(|(code, _)| *code == short);
                (state.map_or(short, |(_, state)| *state), city)
            }
            None => (name.as_str(), ""),
        };
        let state = match state {
            "British Colombia" => "British Columbia",
            "Washington State" => "Washington",
            state => state,
        };
        places.insert(prefix, format!("\t\t{state}\t{city}"));
    }
    Ok(places)
}

/// Splits `广东省深圳市`; municipalities are provinces without a city.
fn chinese_place(name: &str) -> (&str, &str) {
    if name == "天津" {
        return ("天津市", "");
    }
    let region = REGIONS
        .iter()
        .find_map(|region| Some((*region, name.strip_prefix(region)?)));
    region.unwrap_or_else(|| match name.split_once('省') {
        Some((province, city)) => (
            name.get(..province.len() + '省'.len_utf8())
                .unwrap_or(province),
            city,
        ),
        None => ("", name),
    })
}

/// Prefix → carrier in Chinese (or nothing) and in English.
fn carriers(
    source: &Path,
    read: impl Fn(&str) -> Result<Prefixes, Box<dyn Error>>,
) -> Result<Prefixes, Box<dyn Error>> {
    let mut chinese = read("carrier/zh/86.txt")?;
    chinese.extend(read("carrier/zh/852.txt")?);
    let mut carriers = Prefixes::new();
    for entry in fs::read_dir(source.join("carrier/en"))? {
        for (prefix, english) in prefixes(&entry?.path())? {
            let name = chinese.get(&prefix).map_or("", String::as_str);
            carriers.insert(prefix, format!("{name}\t{english}"));
        }
    }
    Ok(carriers)
}

/// Reads `prefix|name` lines.
fn prefixes(path: &Path) -> Result<Prefixes, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| line.split_once('|'));
    Ok(entries
        .filter(|(_, name)| !name.is_empty())
        .map(|(prefix, name)| (prefix.to_owned(), name.trim().to_owned()))
        .collect())
}

/// Encodes the prefixes as a `.bin` table and the `.tsv` with its lines.
fn encode(prefixes: &Prefixes) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
    let lines: Vec<&String> = prefixes
        .values()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    let mut entries: Vec<(u16, u16)> = Vec::new();
    for (start, name) in ranges(prefixes)? {
        let line = match name {
            Some(name) => u16::try_from(lines.partition_point(|line| line.as_str() < name) + 1)?,
            None => 0,
        };
        let (high, low) = (start / LOW, start % LOW);
        if blocks.last().is_none_or(|(last, _)| *last != high) {
            blocks.push((high, u32::try_from(entries.len())?));
        }
        entries.push((u16::try_from(low)?, line));
    }
    let mut table = Vec::new();
    table.extend(u32::try_from(blocks.len())?.to_le_bytes());
    table.extend(u32::try_from(entries.len())?.to_le_bytes());
    for (high, first) in blocks {
        table.extend(high.to_le_bytes());
        table.extend(first.to_le_bytes());
    }
    for (low, line) in entries {
        table.extend(low.to_le_bytes());
        table.extend(line.to_le_bytes());
    }
    let lines: String = lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect();
    Ok((table, lines.into_bytes()))
}

/// The ranges of all names in order; inside a prefix the longer ones hold.
fn ranges(prefixes: &Prefixes) -> Result<Vec<Range<'_>>, Box<dyn Error>> {
    let mut sorted = Vec::with_capacity(prefixes.len());
    for (prefix, name) in prefixes {
        let rest = WIDTH
            .checked_sub(prefix.len())
            .ok_or("a prefix is too long for the tables")?;
        let span = 10_u32.pow(u32::try_from(rest)?);
        sorted.push((prefix.parse::<u32>()? * span, span, name.as_str()));
    }
    sorted.sort_by_key(|(start, span, _)| (*start, u32::MAX - span));
    let mut ranges = Vec::new();
    // The prefixes around the current one, outermost first: where each ends, and its name.
    let mut open: Vec<(u32, &str)> = Vec::new();
    for (start, span, name) in sorted {
        while let Some((end, _)) = open.pop_if(|(end, _)| *end <= start) {
            put(&mut ranges, end, open.last().map(|(_, name)| *name));
        }
        put(&mut ranges, start, Some(name));
        open.push((start + span, name));
    }
    while let Some((end, _)) = open.pop() {
        put(&mut ranges, end, open.last().map(|(_, name)| *name));
    }
    Ok(ranges)
}

/// Lets a name hold from `start` on; a range that would be empty or change nothing is left out.
fn put<'n>(ranges: &mut Vec<Range<'n>>, start: u32, name: Option<&'n str>) {
    ranges.pop_if(|(last, _)| *last == start);
    if ranges.last().and_then(|(_, name)| *name) != name {
        ranges.push((start, name));
    }
}
