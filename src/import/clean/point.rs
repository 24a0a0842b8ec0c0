//! Numbers and addresses in a cell, as they will be stored.

use super::{add, email, text};
use crate::domain::contact::email_key;
use crate::domain::guard::unguard;
use crate::domain::phone::{NumberKind, NumberStatus, PartReading, Region, read_cell};
use crate::domain::problem::CellProblem;
use crate::import::draft::{DraftEmail, DraftNumber};

/// Longest part of a cell that is kept beside a number.
const MAX_RAW: usize = 256;

/// Adds the numbers of a cell that are not there yet.
pub(super) fn read_numbers(
    cell: &str,
    home: Region,
    label: impl Fn() -> String,
    numbers: &mut Vec<DraftNumber>,
) -> Option<CellProblem> {
    let reading = read_cell(unguard(cell).unwrap_or(cell), home);
    numbers.reserve_exact(reading.numbers.len());
    for part in reading.numbers {
        let number = number(part, &label);
        let is_same = |other: &DraftNumber| match number.e164 {
            Some(_) => other.e164 == number.e164 && other.extension == number.extension,
            None => other.raw == number.raw,
        };
        if !number.raw.is_empty() && !numbers.iter().any(is_same) {
            numbers.push(number);
        }
    }
    match reading.status {
        NumberStatus::Ok | NumberStatus::Empty => None,
        NumberStatus::Ambiguous => Some(CellProblem::AmbiguousNumber),
        NumberStatus::Invalid => Some(CellProblem::InvalidNumber),
        NumberStatus::Lossy => Some(CellProblem::LossyNumber),
        NumberStatus::Masked => Some(CellProblem::MaskedNumber),
        NumberStatus::Relay => Some(CellProblem::RelayNumber),
    }
}

fn number(part: PartReading, label: impl Fn() -> String) -> DraftNumber {
    let PartReading {
        mut raw,
        status,
        reading,
    } = part;
    if raw.len() > MAX_RAW {
        raw.truncate(raw.floor_char_boundary(MAX_RAW));
    }
    let known = reading.filter(|_| status.has_e164());
    DraftNumber {
        raw,
        e164: known.as_ref().map(|reading| reading.e164),
        status,
        kind: known
            .as_ref()
            .map_or(NumberKind::Unknown, |reading| reading.kind),
        region: known.as_ref().and_then(|reading| reading.region),
        extension: known.map(|reading| reading.extension).unwrap_or_default(),
        label: label(),
    }
}

/// Adds the addresses of a cell that are not there yet.
pub(super) fn read_emails(
    cell: &str,
    label: impl Fn() -> String,
    emails: &mut Vec<DraftEmail>,
) -> Option<CellProblem> {
    let line = text::line(cell);
    if line.is_ascii() && !line.bytes().any(|b| b.is_ascii_alphanumeric()) {
        // Nothing, or a dash.
        return None;
    }
    let mut problem = None;
    email::each(&email::narrow(&line), |addr, valid| {
        if !valid {
            problem = Some(CellProblem::InvalidEmail);
            return;
        }
        let is_same = |other: &DraftEmail| email_key(&other.addr) == email_key(addr);
        if !emails.iter().any(is_same) {
            let (addr, label) = (addr.to_owned(), label());
            add(emails, DraftEmail { addr, label });
        }
    });
    problem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::E164;

    #[test]
    fn numbers_of_one_row_stand_once() {
        let check = |cells: &[&str], expected: &[(&str, Option<u64>)]| {
            let mut numbers = Vec::new();
            for cell in cells {
                read_numbers(cell, Region(*b"CN"), String::new, &mut numbers);
            }
            let found: Vec<_> = numbers
                .iter()
                .map(|number| (number.raw.as_str(), number.e164))
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(raw, e164)| (*raw, e164.map(E164)))
                .collect();
            assert_eq!(found, expected, "{cells:?}");
        };
        let (a, b) = (Some(8_613_800_138_000), Some(8_613_900_139_000));
        check(&["13800138000", "+86 138 0013 8000"], &[("13800138000", a)]);
        check(
            &["13800138000;13900139000"],
            &[("13800138000", a), ("13900139000", b)],
        );
        check(&["'+8613800138000"], &[("+8613800138000", a)]);
        check(&["12345", "12345"], &[("12345", None)]);
        check(&["无", "", "-"], &[]);
    }

    #[test]
    fn addresses_of_one_row_stand_once() {
        let check = |cell: &str, expected: &[&str], problem: Option<CellProblem>| {
            let mut emails = Vec::new();
            assert_eq!(
                read_emails(cell, String::new, &mut emails),
                problem,
                "{cell}"
            );
            let found: Vec<_> = emails.iter().map(|email| email.addr.as_str()).collect();
            assert_eq!(found, expected, "{cell}");
        };
        check("A@b.com, a@B.com", &["A@b.com"], None);
        check(
            "a@b.com; c@d",
            &["a@b.com"],
            Some(CellProblem::InvalidEmail),
        );
        check("-", &[], None);
        check("nobody", &[], Some(CellProblem::InvalidEmail));
    }
}
