//! Plain Chinese mobile numbers, which fill most sheets, read without the engine.

use super::{CellReading, E164, NumberKind, NumberStatus, PartReading, PhoneReading, Region};

const CHINA: Region = Region(*b"CN");
const COUNTRY_CODE: u64 = 86;
const MOBILE_WIDTH: u64 = 100_000_000_000;

/// Reads `13800138000`, `138-0013-8000`, `+86 138 0013 8000`, `008613800138000`; `None` for
/// everything that needs a closer look.
pub(super) fn read(cell: &str, home: Region) -> Option<CellReading> {
    let text = cell.trim_ascii();
    let (plus, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (digits, count) = plain_digits(rest)?;
    let mobile = match (count, plus) {
        (11, false) => digits,
        // Two zeros in front leave no trace in the value, only in the count.
        (13, _) | (15, false) if digits / MOBILE_WIDTH == COUNTRY_CODE => digits % MOBILE_WIDTH,
        _ => return None,
    };
    if !is_mobile(mobile) || !(plus || home == CHINA) {
        return None;
    }
    let reading = PhoneReading {
        e164: E164(COUNTRY_CODE * MOBILE_WIDTH + mobile),
        valid: true,
        kind: NumberKind::Mobile,
        region: Some(CHINA),
        extension: String::new(),
    };
    let part = PartReading {
        raw: text.to_owned(),
        status: NumberStatus::Ok,
        reading: Some(reading),
    };
    Some(CellReading {
        status: NumberStatus::Ok,
        numbers: vec![part],
        reasons: Vec::new(),
    })
}

/// `138 0013 8000` for a Chinese mobile number, as the engine would write it.
pub(super) fn national_format(e164: E164) -> Option<String> {
    let mobile = e164.0 % MOBILE_WIDTH;
    if e164.0 / MOBILE_WIDTH != COUNTRY_CODE || !is_mobile(mobile) {
        return None;
    }
    let (head, rest) = (mobile / 100_000_000, mobile % 100_000_000);
    Some(format!("{head} {:04} {:04}", rest / 10_000, rest % 10_000))
}

/// Whether these eleven digits are in the ranges of China's numbering plan for mobile lines.
pub(super) const fn is_mobile(number: u64) -> bool {
    if number / 10_000_000_000 != 1 {
        return false;
    }
    match number / 100_000_000 {
        130..=139
        | 145
        | 147
        | 150..=153
        | 155..=159
        | 162
        | 165..=167
        | 170..=173
        | 175..=178
        | 180..=189
        | 190..=193
        | 195..=199 => true,
        161 => number / 10_000_000 == 1610,
        174 => matches!(number / 1_000_000, 17_400..=17_405),
        _ => false,
    }
}

/// The value and count of the digits of a text that has nothing else but single spaces and dashes
/// between them.
fn plain_digits(text: &str) -> Option<(u64, u32)> {
    let (mut value, mut count, mut after_digit) = (0_u64, 0_u32, false);
    for &byte in text.as_bytes() {
        match byte {
            b'0'..=b'9' if count < 15 => {
                value = value * 10 + u64::from(byte - b'0');
                count += 1;
                after_digit = true;
            }
            b' ' | b'-' if after_digit => after_digit = false,
            _ => return None,
        }
    }
    after_digit.then_some((value, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::{cell::read_closely, engine};

    /// Every seven-digit prefix that begins with 1, so every range the plan could cut out.
    #[test]
    fn the_ranges_are_the_engines() {
        for prefix in 1_000_000..2_000_000_u64 {
            let number = prefix * 10_000 + 1_234;
            let parsed = engine::parse(&format!("+86{number}"), None);
            let mobile = parsed.is_some_and(|parsed| {
                parsed.kind == NumberKind::Mobile
                    && parsed.region == Some(CHINA)
                    && parsed.e164 == E164(COUNTRY_CODE * MOBILE_WIDTH + number)
            });
            assert_eq!(is_mobile(number), mobile, "{number}");
        }
    }

    /// All four-digit prefixes, one digit too few and too many, all ways to write the country.
    #[test]
    fn reads_as_the_long_way_does() {
        let homes = [CHINA, Region(*b"US"), Region(*b"DE")];
        let mut read_fast = 0;
        for prefix in 1_000..2_000 {
            for national in [
                format!("{prefix}123456"),
                format!("{prefix}1234567"),
                format!("{prefix}12345678"),
            ] {
                let (head, tail) = national.split_at(3);
                for cell in [
                    national.clone(),
                    format!("+{national}"),
                    format!("86{national}"),
                    format!("+86{national}"),
                    format!("0086{national}"),
                    format!("+86 {head}-{tail}"),
                    format!("86-{head} {tail} "),
                    format!("0{national}"),
                    format!("0086 {national}"),
                ] {
                    for home in homes {
                        if let Some(fast) = read(&cell, home) {
                            assert_eq!(fast, read_closely(&cell, home), "{cell}");
                            read_fast += 1;
                        }
                    }
                }
            }
        }
        assert!(read_fast > 5_000, "{read_fast}");
    }

    #[test]
    fn formats_as_the_engine_does() {
        for mobile in [
            13_800_138_000_u64,
            17_400_000_001,
            19_999_999_999,
            16_100_001_000,
        ] {
            let e164 = E164(COUNTRY_CODE * MOBILE_WIDTH + mobile);
            let with_extension = engine::national_format(e164, "1");
            let ours = national_format(e164).unwrap_or_default();
            assert_eq!(with_extension, format!("{ours} ext. 1"));
        }
    }
}
