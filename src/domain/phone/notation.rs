//! Ways to write a number that are not plain digits: spreadsheet floats, masks, stand-ins.

use std::ops::RangeInclusive;

/// What a piece of a cell turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// `138****1234`.
    Masked,
    /// `1.38E+10`: digits are gone.
    DigitsLost,
    /// `1.3800138000E+10`: these are all its digits.
    Scientific(String),
}

/// What people type when there is no number, lower case.
const PLACEHOLDERS: [&str; 25] = [
    "-",
    "--",
    "---",
    ".",
    "/",
    "\\",
    "?",
    "??",
    "无",
    "没有",
    "暂无",
    "空",
    "未知",
    "不详",
    "未填写",
    "未提供",
    "n/a",
    "#n/a",
    "na",
    "none",
    "null",
    "nil",
    "nan",
    "unknown",
    "k.a.",
];

/// Digits that must stand before `.0` for it to be a spreadsheet's decimal fraction.
const MIN_INTEGER_DIGITS: usize = 6;

pub(super) fn is_placeholder(text: &str) -> bool {
    text.len() <= 16 && PLACEHOLDERS.contains(&text.to_lowercase().as_str())
}

/// Whether [`read`] can find anything in the text or in a piece of it.
pub(super) fn may_be_special(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().any(|byte| {
        let special = match byte {
            b'*' => true,
            b'e' | b'E' => before.is_ascii_digit() || before == b' ',
            b'x' | b'X' | b'#' | b'?' | b'_' | b'.' | b'-' => before == byte,
            _ => false,
        };
        before = byte;
        special
    })
}

/// Reads a piece that is masked or in scientific notation; `None` for all others.
pub(super) fn read(piece: &str) -> Option<Notation> {
    scientific(piece).or_else(|| is_masked(piece).then_some(Notation::Masked))
}

/// `13800138000.0` without its fraction; `None` when there is none.
pub(super) fn without_decimals(number: &str) -> Option<&str> {
    let (integer, fraction) = number.split_once('.')?;
    let integer_is_digits = {
        let digits = integer.strip_prefix('+').unwrap_or(integer);
        digits.len() >= MIN_INTEGER_DIGITS && is_digits(digits)
    };
    let zeros = !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0');
    (integer_is_digits && zeros).then_some(integer)
}

/// Whether the text is a day, perhaps with a time: its digits alone could be a number.
pub(super) fn is_date(text: &str) -> bool {
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    let fields: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, second, third] = fields[..] else {
        return false;
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        (third, second, first)
    };
    let in_range = |text: &str, length: RangeInclusive<usize>, values: RangeInclusive<u16>| {
        length.contains(&text.len())
            && is_digits(text)
            && text.parse().is_ok_and(|value| values.contains(&value))
    };
    in_range(year, 4..=4, 1900..=2099)
        && in_range(month, 1..=2, 1..=31)
        && in_range(day, 1..=2, 1..=31)
}

/// `13,800,138,000` as digits; `None` for anything else.
pub(super) fn without_thousands(text: &str) -> Option<String> {
    let integer = text.split_once('.').map_or(text, |(integer, fraction)| {
        if fraction.bytes().all(|byte| byte == b'0') {
            integer
        } else {
            text
        }
    });
    let mut groups = integer.split(',');
    let is_group = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let head = groups
        .next()
        .filter(|head| (1..=3).contains(&head.len()) && is_group(head))?;
    let mut digits = head.to_owned();
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    (digits.len() > MIN_INTEGER_DIGITS).then_some(digits)
}

/// `d.ddE+dd`, with a point or a comma.
fn scientific(piece: &str) -> Option<Notation> {
    let piece: String = piece.chars().filter(|c| *c != ' ').collect();
    let (mantissa, exponent) = piece.split_once(['e', 'E'])?;
    let exponent: usize = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .ok()?;
    let mantissa = mantissa.strip_prefix('+').unwrap_or(mantissa);
    let (integer, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    if !is_digits(integer) || !(fraction.is_empty() || is_digits(fraction)) {
        return None;
    }
    // Fewer decimals than the exponent shifts by: the last digits are gone.
    let Some((kept, beyond)) = fraction.split_at_checked(exponent) else {
        return Some(Notation::DigitsLost);
    };
    if beyond.bytes().any(|byte| byte != b'0') {
        return Some(Notation::DigitsLost);
    }
    Some(Notation::Scientific(format!("{integer}{kept}")))
}

/// Whether stars, or runs of x, #, ?, _, dots or dashes, stand in for digits.
fn is_masked(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let first = bytes
        .iter()
        .position(u8::is_ascii_digit)
        .unwrap_or(usize::MAX);
    let last = bytes.iter().rposition(u8::is_ascii_digit).unwrap_or(0);
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let (mut hidden, mut between_digits, mut at) = (0, false, 0);
    for run in bytes.chunk_by(|a, b| a == b) {
        let (start, end) = (at, at + run.len());
        at = end;
        let lone_star = run == b"*" && start > 0 && is_digit(start - 1) && is_digit(end);
        if lone_star || mask_run(run).is_some_and(|least| run.len() >= least) {
            hidden += run.len();
            between_digits |= (first..last).contains(&start);
        }
    }
    // Marks beside a whole number are footnotes, not hidden digits.
    let whole = digits >= 10 && !between_digits;
    hidden > 0 && digits + hidden >= 6 && !whole
}

/// How many of a character in a row hide digits.
const fn mask_run(run: &[u8]) -> Option<usize> {
    match run {
        [b'*' | b'x' | b'X' | b'#' | b'?' | b'_', ..] => Some(2),
        [b'.', ..] => Some(3),
        [b'-', ..] => Some(4),
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_notations() {
        let digits = |digits: &str| Some(Notation::Scientific(digits.to_owned()));
        for (piece, expected) in [
            ("1.3800138000E+10", digits("13800138000")),
            ("1.3800138E+7", digits("13800138")),
            ("4.16959480900E+09", digits("4169594809")),
            ("1,3800138000e10", digits("13800138000")),
            ("1.38E+10", Some(Notation::DigitsLost)),
            ("4.16959480912E+09", Some(Notation::DigitsLost)),
            ("1E400", Some(Notation::DigitsLost)),
            ("138****1234", Some(Notation::Masked)),
            ("+86 138 **** 1234", Some(Notation::Masked)),
            ("138xxxx1234", Some(Notation::Masked)),
            ("138....1234", Some(Notation::Masked)),
            ("030----123", Some(Notation::Masked)),
            ("010--62345678", None),
            ("13800138000...", None),
            ("1380013####", Some(Notation::Masked)),
            ("1*********0", Some(Notation::Masked)),
            ("********", Some(Notation::Masked)),
            ("1380013*000", Some(Notation::Masked)),
            ("13800138000*", None),
            ("**13800138000", None),
            ("13800138000x12", None),
            ("13800138000", None),
            ("Jane 13800138000", None),
        ] {
            assert_eq!(read(piece), expected, "{piece}");
            if expected.is_some() {
                assert!(may_be_special(piece), "{piece}");
            }
        }
    }

    #[test]
    fn takes_out_thousands_and_decimals() {
        for (text, expected) in [
            ("13,800,138,000", Some("13800138000")),
            ("13,800,138,000.00", Some("13800138000")),
            ("13800138000,1234", None),
            ("138,1234", None),
        ] {
            assert_eq!(without_thousands(text).as_deref(), expected, "{text}");
        }
        for (number, expected) in [
            ("13800138000.0", Some("13800138000")),
            ("+8613800138000.00", Some("+8613800138000")),
            ("13800138000.5", None),
            ("650.253.0000", None),
            ("650.0000", None),
        ] {
            assert_eq!(without_decimals(number), expected, "{number}");
        }
    }
}
