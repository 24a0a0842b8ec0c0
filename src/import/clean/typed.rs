//! What the owner types, read as the cells of a file are.

use super::point::{read_emails, read_numbers};
use crate::domain::contact::{EmailDetails, NumberDetails};
use crate::domain::phone::{NumberKind, NumberStatus, Region};

/// Longest text that is kept of what is no number at all.
const MAX_RAW: usize = 256;

/// The numbers in what was typed. What cannot be read is kept as it stands, and flagged.
pub fn typed_numbers(text: &str, home: Region) -> Vec<NumberDetails> {
    let mut numbers = Vec::new();
    let problem = read_numbers(text, home, String::new, &mut numbers);
    let mut raw = text.trim();
    if numbers.is_empty() && problem.is_some() && !raw.is_empty() {
        raw = raw
            .get(..raw.floor_char_boundary(MAX_RAW))
            .unwrap_or_default();
        numbers.push(NumberDetails {
            raw: raw.to_owned(),
            e164: None,
            status: NumberStatus::Invalid,
            kind: NumberKind::Unknown,
            region: None,
            extension: String::new(),
            label: String::new(),
        });
    }
    numbers
}

/// The e-mail addresses in what was typed; `None` when something in it is none.
pub fn typed_emails(text: &str) -> Option<Vec<EmailDetails>> {
    let mut emails = Vec::new();
    match read_emails(text, String::new, &mut emails) {
        None => Some(emails),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::E164;

    #[test]
    fn nothing_typed_as_a_number_is_lost() {
        let check = |text: &str, expected: &[(&str, NumberStatus, Option<u64>)]| {
            let found = typed_numbers(text, Region(*b"CN"));
            let found: Vec<_> = found
                .iter()
                .map(|number| {
                    let digits = number.e164.map(|E164(digits)| digits);
                    (number.raw.as_str(), number.status, digits)
                })
                .collect();
            assert_eq!(found, expected, "{text:?}");
        };
        let ok = NumberStatus::Ok;
        check(
            " 138 0013 8000 ",
            &[("138 0013 8000", ok, Some(8_613_800_138_000))],
        );
        check("12", &[("12", NumberStatus::Invalid, None)]);
        check("", &[]);
        check("-", &[]);
        let long = "1".repeat(400);
        let kept = long.get(..MAX_RAW).unwrap_or_default();
        check(&long, &[(kept, NumberStatus::Invalid, None)]);
    }

    #[test]
    fn only_addresses_are_taken_as_such() {
        let check = |text: &str, expected: Option<&[&str]>| {
            let found = typed_emails(text);
            let found: Option<Vec<&str>> = found
                .as_ref()
                .map(|emails| emails.iter().map(|email| email.addr.as_str()).collect());
            assert_eq!(found.as_deref(), expected, "{text:?}");
        };
        check(" a@b.com ", Some(&["a@b.com"]));
        check("", Some(&[]));
        check("a.b.com", None);
        check("a@b.com, nobody@", None);
    }
}
