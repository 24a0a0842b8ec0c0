//! One invented person: what stays the same however often they are written down.

use super::cells;
use super::dice::Dice;
use super::number::{Numbers, landline};
use super::words;
use super::{COLUMNS, Row};

/// Who someone is. Their rows differ only in how they are written.
#[derive(Clone, Debug)]
pub(super) struct Person {
    id: u64,
    name: String,
    company: String,
    city: &'static [&'static str],
    email: String,
    numbers: Numbers,
    /// Days since 2019-01-01.
    created: u64,
    orders: u64,
    /// A remembered answer; blank when nobody asked.
    consent: &'static [&'static str],
}

#[derive(Clone, Copy)]
enum Origin {
    Mainland,
    Romanised,
    English,
    Elsewhere,
    Company,
}

const ORIGINS: [(u64, Origin); 5] = [
    (840, Origin::Mainland),
    (50, Origin::Romanised),
    (55, Origin::English),
    (25, Origin::Elsewhere),
    (30, Origin::Company),
];

impl Person {
    pub(super) fn new(seed: u64, id: u64) -> Self {
        let mut dice = Dice::new(seed, id, "who");
        let origin = dice.weigh(&ORIGINS, Origin::Mainland);
        let home = matches!(origin, Origin::Mainland | Origin::Company);
        let abroad = dice.per_mille(if home { 8 } else { 450 });
        let city = cells::city(&mut dice);
        let company = match origin {
            Origin::Company => cells::company(&mut dice, city),
            _ if dice.per_mille(350) => cells::company(&mut dice, city),
            _ => String::new(),
        };
        let name = match origin {
            Origin::Mainland => chinese(&mut dice),
            Origin::Romanised => romanised(&mut dice),
            Origin::English => two(&mut dice, &words::ENGLISH_GIVEN, &words::ENGLISH_FAMILY),
            Origin::Elsewhere => dice.pick(&words::OTHER_NAMES).to_owned(),
            Origin::Company => String::new(),
        };
        Self {
            id,
            email: cells::email(&mut dice, id),
            numbers: Numbers::of_person(seed, id, abroad),
            created: dice.below(6 * 365),
            orders: (dice.below(6) * dice.below(6)).saturating_sub(4),
            consent: cells::consent(&mut dice),
            name,
            company,
            city,
        }
    }

    /// This person as one more row; `dice` decides how it is written and what is left out.
    pub(super) fn row(&self, dice: &mut Dice) -> Row {
        let reference = if dice.per_mille(850) {
            format!("VIP{:07}", self.id + 1)
        } else {
            String::new()
        };
        let fixed = if dice.per_mille(150) {
            landline(dice)
        } else {
            String::new()
        };
        let orders = if dice.per_mille(800) {
            self.orders.to_string()
        } else {
            String::new()
        };
        let row: [String; COLUMNS] = [
            reference,
            self.written_name(dice),
            self.numbers.written(dice),
            fixed,
            cells::written_email(&self.email, dice),
            self.company.clone(),
            dice.pick_early(self.city).to_owned(),
            cells::tags(dice),
            dice.pick_early(self.consent).to_owned(),
            orders,
            cells::written_day(self.created, dice),
            cells::note(dice),
        ];
        row
    }

    fn written_name(&self, dice: &mut Dice) -> String {
        let name = self.name.as_str();
        match dice.below(1000) {
            // The name is lost, the way to reach them is not.
            0..=9 => String::new(),
            10..=29 => format!("{name} "),
            30..=39 => format!("\u{3000}{name}"),
            // What people are called across a counter.
            40..=64 if !name.is_ascii() => {
                let family: String = name.chars().take(1).collect();
                format!(
                    "{family}{}",
                    dice.pick(&["先生", "女士", "小姐", "老板", "总", "姐"])
                )
            }
            65..=74 if !name.is_ascii() => {
                let family: String = name.chars().take(1).collect();
                format!("{family}**")
            }
            75..=84 => name.to_uppercase(),
            _ => name.to_owned(),
        }
    }
}

pub(in crate::workspace) fn chinese(dice: &mut Dice) -> String {
    let family = if dice.per_mille(15) {
        dice.pick(&words::DOUBLE_SURNAMES)
    } else {
        dice.pick_early(&words::SURNAMES)
    };
    let first = dice.pick(&words::GIVEN);
    let second = if dice.per_mille(720) {
        dice.pick(&words::GIVEN)
    } else {
        ""
    };
    format!("{family}{first}{second}")
}

pub(in crate::workspace) fn romanised(dice: &mut Dice) -> String {
    let family = dice.pick(&words::ROMAN_FAMILY);
    let given = dice.pick(&words::ROMAN_GIVEN);
    match dice.below(3) {
        0 => format!("{}, {given}", family.to_uppercase()),
        1 => format!("{given} {family}"),
        _ => format!("{family} {given}"),
    }
}

pub(in crate::workspace) fn two(dice: &mut Dice, first: &[&str], second: &[&str]) -> String {
    format!("{} {}", dice.pick(first), dice.pick(second))
}
