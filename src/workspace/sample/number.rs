//! Phone numbers in all the ways people and spreadsheets write them.

use super::dice::Dice;

/// First three digits of Chinese mobile numbers.
const MOBILE: [u64; 36] = [
    130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 147, 150, 151, 152, 153, 155, 156, 157, 158,
    159, 173, 176, 177, 178, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 198, 199,
];
/// Country code without plus.
const CHINA: &str = "86";
const PER_PREFIX: u64 = 100_000_000;
/// Step through all mobile numbers that visits each once and looks like chance: about the golden
/// section of their count, and without a common divisor.
const STEP: u64 = 2_224_922_357;

/// A person's numbers: one of their own, and what chance adds.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct Numbers {
    /// Country code without plus.
    country: &'static str,
    /// Digits behind the country code.
    national: String,
}

#[derive(Clone, Copy)]
enum Form {
    Plain,
    Dashes,
    Spaces,
    Plus,
    PlusSpaces,
    DoubleZero,
    BareCode,
    Parenthesis,
    FullWidth,
    Formula,
    Apostrophe,
    Decimal,
    Cut,
    Scientific,
    Masked,
    Relay,
    Two,
    Label,
    Invisible,
    Wrong,
    Missing,
}

const FORMS: [(u64, Form); 21] = [
    (430, Form::Plain),
    (90, Form::Dashes),
    (90, Form::Spaces),
    (60, Form::PlusSpaces),
    (50, Form::Plus),
    (25, Form::DoubleZero),
    (15, Form::BareCode),
    (15, Form::Parenthesis),
    (15, Form::FullWidth),
    (15, Form::Formula),
    (15, Form::Apostrophe),
    (20, Form::Decimal),
    (10, Form::Cut),
    (10, Form::Scientific),
    (15, Form::Masked),
    (15, Form::Relay),
    (30, Form::Two),
    (25, Form::Label),
    (15, Form::Invisible),
    (15, Form::Wrong),
    (25, Form::Missing),
];

impl Numbers {
    /// The mobile number of a person; no two persons of a seed share a Chinese one.
    pub(super) fn of_person(seed: u64, person: u64, abroad: bool) -> Self {
        let mut dice = Dice::new(seed, person, "number");
        if abroad {
            let country = dice.pick(&["852", "852", "886", "1", "44", "81", "65", "971", "7"]);
            return Self::abroad(country, &mut dice);
        }
        Self::mainland(seed, person)
    }

    /// The mobile number of a person in a country; Chinese ones are as those of
    /// [`Numbers::of_person`].
    pub(in crate::workspace) fn in_country(seed: u64, person: u64, country: &'static str) -> Self {
        if country == CHINA {
            Self::mainland(seed, person)
        } else {
            Self::abroad(country, &mut Dice::new(seed, person, "number"))
        }
    }

    fn mainland(seed: u64, person: u64) -> Self {
        let prefixes = u64::try_from(MOBILE.len()).unwrap_or(1);
        let all = prefixes * PER_PREFIX;
        let start = Dice::new(seed, 0, "start").below(all);
        let place = (start + (person % all) * STEP) % all;
        let prefix = usize::try_from(place % prefixes).unwrap_or(0);
        let prefix = MOBILE.get(prefix).copied().unwrap_or(138);
        Self {
            country: CHINA,
            national: format!("{prefix}{:08}", place / prefixes),
        }
    }

    fn abroad(country: &'static str, dice: &mut Dice) -> Self {
        let national = match country {
            "852" => {
                let start = dice.pick(&["51", "61", "91", "98"]);
                format!("{start}{:06}", dice.below(1_000_000))
            }
            "886" => format!("9{:08}", 10_000_000 + dice.below(80_000_000)),
            "1" => {
                let area = dice.pick(&["212", "415", "626", "718"]);
                format!("{area}{}{:06}", 2 + dice.below(8), dice.below(1_000_000))
            }
            "44" => format!("74{:08}", dice.below(100_000_000)),
            "81" => format!("90{:08}", 10_000_000 + dice.below(90_000_000)),
            "65" => format!("9{:07}", dice.below(8_000_000)),
            "971" => format!("50{:07}", 1_000_000 + dice.below(9_000_000)),
            _ => format!("916{:07}", 1_000_000 + dice.below(9_000_000)),
        };
        Self { country, national }
    }

    /// The number as one more spreadsheet writes it.
    pub(in crate::workspace) fn written(&self, dice: &mut Dice) -> String {
        if self.country != CHINA {
            return self.written_abroad(dice);
        }
        let digits = self.national.as_str();
        let grouped = |separator: &str| self.grouped(separator);
        match dice.weigh(&FORMS, Form::Plain) {
            Form::Plain => digits.to_owned(),
            Form::Dashes => grouped("-"),
            Form::Spaces => grouped(" "),
            Form::Plus => format!("+86{digits}"),
            Form::PlusSpaces => format!("+86 {}", grouped(" ")),
            Form::DoubleZero => format!("0086{}{digits}", dice.pick(&["", " ", "-"])),
            Form::BareCode => format!("86{}{digits}", dice.pick(&["", " ", "-"])),
            Form::Parenthesis => format!("{}{digits}", dice.pick(&["(+86)", "(86)", "（+86）"])),
            Form::FullWidth => full_width(digits),
            Form::Formula => format!("=\"{digits}\""),
            Form::Apostrophe => format!("'{digits}"),
            Form::Decimal => format!("{digits}.0"),
            Form::Cut => cut(digits),
            Form::Scientific => scientific(digits),
            Form::Masked => self.masked(),
            Form::Relay => self.relay(dice),
            Form::Two => {
                let separator = dice.pick(&["/", "，", ";", "、", " / ", "；", " 或 "]);
                format!("{digits}{separator}{}", landline(dice))
            }
            Form::Label => {
                let label = dice.pick(&[
                    "手机:",
                    "手机：",
                    "电话:",
                    "Tel: ",
                    "微信同号 ",
                    "联系人手机 ",
                ]);
                format!("{label}{digits}")
            }
            Form::Invisible => match dice.below(3) {
                0 => format!(" {digits} "),
                1 => format!("\u{200b}{digits}"),
                _ => format!("\u{202d}{digits}\u{202c}"),
            },
            Form::Wrong => wrong(digits, dice),
            Form::Missing => String::new(),
        }
    }

    fn written_abroad(&self, dice: &mut Dice) -> String {
        let Self { country, national } = self;
        match dice.below(10) {
            0..=5 => format!("+{country} {national}"),
            6..=7 => format!("+{country}{national}"),
            8 => format!("00{country}{national}"),
            // The plus lost on the way: what it means is a question of its own.
            _ => format!("{country}{national}"),
        }
    }

    /// As lists that are sold show it.
    pub(in crate::workspace) fn masked(&self) -> String {
        masked(&self.national)
    }

    /// As marketplaces print it: a number that is lent for one delivery.
    pub(in crate::workspace) fn relay(&self, dice: &mut Dice) -> String {
        format!("{}-{:04}", self.national, dice.below(10_000))
    }

    fn grouped(&self, separator: &str) -> String {
        let part = |from: usize, to: usize| self.national.get(from..to).unwrap_or_default();
        [part(0, 3), part(3, 7), part(7, 11)].join(separator)
    }
}

/// A landline of a large city, as people write them.
pub(super) fn landline(dice: &mut Dice) -> String {
    let area = dice.pick(&["010", "020", "021", "0755", "0769", "0571", "028"]);
    landline_in(area, dice)
}

/// A landline behind this area code.
pub(in crate::workspace) fn landline_in(area: &str, dice: &mut Dice) -> String {
    let number = 20_000_000 + dice.below(69_999_999);
    match dice.below(6) {
        0 => format!("{area}{number}"),
        1 => format!("({area}){number}"),
        2 => format!("{area}-{number}转{}", 800 + dice.below(200)),
        3 => format!("{area} {number}"),
        _ => format!("{area}-{number}"),
    }
}

fn full_width(digits: &str) -> String {
    digits
        .chars()
        .map(|digit| char::from_u32(u32::from(digit) + 0xfee0).unwrap_or(digit))
        .collect()
}

/// What a narrow column of a spreadsheet leaves: the rest is gone for good.
fn cut(digits: &str) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    format!("{first}.{}E+10", rest.get(..2).unwrap_or_default())
}

/// Ugly, but with every digit.
fn scientific(digits: &str) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    format!("{first}.{rest}E+10")
}

fn masked(digits: &str) -> String {
    let start = digits.get(..3).unwrap_or_default();
    let end = digits.get(7..).unwrap_or_default();
    format!("{start}****{end}")
}

fn wrong(digits: &str, dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => digits.get(..10).unwrap_or_default().to_owned(),
        1 => format!("{digits}{}", dice.below(10)),
        2 => "12345678901".to_owned(),
        3 => "00000000000".to_owned(),
        4 => dice.pick(&["无", "没有", "不详", "-", "待补"]).to_owned(),
        _ => format!("2{}", digits.get(1..).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn persons_have_numbers_of_their_own() {
        let mut seen = HashSet::new();
        for person in 0..50_000 {
            let numbers = Numbers::of_person(7, person, false);
            assert_eq!(numbers.national.len(), 11);
            assert!(seen.insert(numbers.national), "{person}");
        }
    }

    #[test]
    fn forms_of_one_number() {
        let numbers = Numbers {
            country: "86",
            national: "13823165520".to_owned(),
        };
        let check = |written: String, expected: &str| assert_eq!(written, expected);
        check(numbers.grouped("-"), "138-2316-5520");
        check(cut(&numbers.national), "1.38E+10");
        check(scientific(&numbers.national), "1.3823165520E+10");
        check(masked(&numbers.national), "138****5520");
        check(full_width(&numbers.national), "１３８２３１６５５２０");
    }

    #[test]
    fn weights_add_up() {
        assert_eq!(FORMS.iter().map(|(weight, _)| weight).sum::<u64>(), 1000);
    }
}
