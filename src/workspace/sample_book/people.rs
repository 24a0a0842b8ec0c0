//! Who the customers of the sample book are: names, places, numbers and what is known of them.

use pinyin::ToPinyin as _;

use super::words::{self, Names, Place};
use crate::domain::contact::{Address, EmailDetails, NumberDetails};
use crate::domain::phone::{NumberKind, NumberStatus, PartReading, Region, read_cell};
use crate::workspace::sample::dice::Dice;
use crate::workspace::sample::number::{Numbers, landline_in};
use crate::workspace::sample::person::{chinese, romanised, two};
use crate::workspace::sample::words as shared;

/// Far above any customer: whose second number it is.
const SECOND_NUMBERS: u64 = 10_000_000;

/// How customers came to the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Counter,
    Marketplace,
    Fair,
    BoughtList,
    MiniProgram,
    Partner,
}

/// What stays the same about a customer whatever they do.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) company: String,
    pub(super) reference: String,
    pub(super) place: Place,
    pub(super) numbers: Vec<NumberDetails>,
    pub(super) emails: Vec<EmailDetails>,
    pub(super) address: Option<Address>,
}

impl Person {
    /// The customer at `index`; `earlier` are those before, with whom a number may be shared.
    pub(super) fn new(seed: u64, index: u64, origin: Origin, earlier: &[Self]) -> Self {
        let mut dice = Dice::new(seed, index, "person");
        let place = place(&mut dice, origin);
        let name = name(&mut dice, place.names);
        let company = company(&mut dice, origin, &place);
        let mut person = Self {
            reference: reference(&mut dice, index, origin, &name),
            numbers: numbers(seed, index, origin, &place, !company.is_empty(), &mut dice),
            emails: email(&mut dice, index, &name).into_iter().collect(),
            address: address(&mut dice, &place),
            name,
            company,
            place,
        };
        if dice.per_mille(38) {
            person.move_in_with(&mut dice, earlier);
        }
        person
    }

    /// The first number that a text can reach.
    pub(super) fn mobile(&self) -> Option<&NumberDetails> {
        self.numbers
            .iter()
            .find(|number| number.status == NumberStatus::Ok && number.kind.may_be_mobile())
    }

    /// A family has one number, and so has an office.
    fn move_in_with(&mut self, dice: &mut Dice, earlier: &[Self]) {
        let Some(back) = earlier.len().checked_sub(1 + small(dice.below(60))) else {
            return;
        };
        let Some(other) = earlier.get(back).filter(|other| other.mobile().is_some()) else {
            return;
        };
        self.numbers.clone_from(&other.numbers);
        self.company.clone_from(&other.company);
        self.address.clone_from(&other.address);
        self.place = other.place;
        // Couples mostly have two surnames, siblings one.
        if dice.per_mille(300) && self.place.names == Names::Mainland {
            let family: String = other.name.chars().take(1).collect();
            self.name = format!("{family}{}", dice.pick(&words::GIVEN));
        }
    }
}

fn small(number: u64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn place(dice: &mut Dice, origin: Origin) -> Place {
    let [home, ..] = words::PLACES;
    // Who comes to the counter lives near it.
    if origin == Origin::Counter && dice.per_mille(450) {
        return home;
    }
    dice.weigh(&words::PLACES.map(|place| (place.share, place)), home)
}

fn name(dice: &mut Dice, names: Names) -> String {
    match names {
        Names::Mainland if dice.per_mille(8) => {
            two(dice, &shared::ENGLISH_GIVEN, &shared::ENGLISH_FAMILY)
        }
        Names::HongKong if dice.per_mille(450) => romanised(dice),
        Names::Mainland | Names::HongKong | Names::Taiwan => han(dice),
        Names::Japan => format!(
            "{} {}",
            dice.pick(&words::JAPANESE_FAMILY),
            dice.pick(&words::JAPANESE_GIVEN)
        ),
        Names::English if dice.per_mille(400) => romanised(dice),
        Names::English => two(dice, &shared::ENGLISH_GIVEN, &shared::ENGLISH_FAMILY),
        Names::Singapore => two(dice, &words::SINGAPORE_FAMILY, &words::SINGAPORE_GIVEN),
    }
}

fn han(dice: &mut Dice) -> String {
    loop {
        let name = if dice.per_mille(780) {
            let family = dice.pick_early(&shared::SURNAMES);
            format!("{family}{}", dice.pick(&words::GIVEN))
        } else {
            chinese(dice)
        };
        if !words::TAKEN.contains(&name.as_str()) {
            return name;
        }
    }
}

fn company(dice: &mut Dice, origin: Origin, place: &Place) -> String {
    let share = match origin {
        Origin::Fair => 820,
        Origin::BoughtList => 300,
        Origin::Partner => 80,
        Origin::Counter => 70,
        Origin::Marketplace | Origin::MiniProgram => 25,
    };
    if !dice.per_mille(share) || place.code != "86" {
        return String::new();
    }
    let name = format!(
        "{}{}",
        dice.pick(&shared::TRADE_FIRST),
        dice.pick(&shared::TRADE_SECOND)
    );
    let trade = dice.pick(&words::TRADES);
    match dice.below(10) {
        0..=5 => format!("{}市{name}{trade}有限公司", place.city),
        6..=7 => format!("{}{name}{trade}", place.city),
        _ => format!("{name}{trade}工作室"),
    }
}

/// What the programs that the lists come from call a customer.
fn reference(dice: &mut Dice, index: u64, origin: Origin, name: &str) -> String {
    match origin {
        Origin::Counter => format!("HY{:06}", index + 1),
        Origin::Marketplace => match dice.below(3) {
            0 => format!("tb{}_{:02}", 10_000 + index * 7, dice.below(100)),
            1 => format!("{}{:04}", spelled(name), dice.below(10_000)),
            _ => format!("{}的花{}", name.chars().last().unwrap_or('小'), 1 + index),
        },
        Origin::MiniProgram => format!("WX{:07}", 300_000 + index * 3),
        Origin::Fair | Origin::BoughtList | Origin::Partner => String::new(),
    }
}

/// The name in Latin letters, as in addresses.
fn spelled(name: &str) -> String {
    let latin: String = if name.is_ascii() {
        name.to_lowercase()
    } else {
        let syllables = name.chars().filter_map(|c| c.to_pinyin());
        syllables.map(pinyin::Pinyin::plain).collect()
    };
    let letters: String = latin.chars().filter(char::is_ascii_lowercase).collect();
    if letters.is_empty() {
        "hana".to_owned()
    } else {
        letters
    }
}

/// Below `.example`, where nobody ever has an address.
fn email(dice: &mut Dice, index: u64, name: &str) -> Option<EmailDetails> {
    if !dice.per_mille(340) {
        return None;
    }
    let local = spelled(name);
    let addr = match dice.below(10) {
        0..=3 => format!("{}{index}@qq.example", 1_000 + dice.below(9_000)),
        4..=6 => format!("{local}{}@163.example", index % 1000),
        7 => format!("{local}.{:02}@126.example", index % 100),
        8 => format!("{local}{}@gmail.example", index % 1000),
        _ => format!("{local}_{}@outlook.example", index % 1000),
    };
    Some(EmailDetails {
        addr,
        label: String::new(),
    })
}

fn address(dice: &mut Dice, place: &Place) -> Option<Address> {
    if place.city.is_empty() || dice.per_mille(40) {
        return None;
    }
    let street = if !place.districts.is_empty() && dice.per_mille(420) {
        format!(
            "{}{} {} 号 {} 栋 {}{:02}",
            dice.pick(place.districts),
            dice.pick(&words::ROADS),
            1 + dice.below(240),
            1 + dice.below(12),
            1 + dice.below(32),
            1 + dice.below(8)
        )
    } else {
        String::new()
    };
    Some(Address {
        country: place.country.to_owned(),
        province: place.province.to_owned(),
        city: place.city.to_owned(),
        street,
        ..Address::default()
    })
}

fn numbers(
    seed: u64,
    index: u64,
    origin: Origin,
    place: &Place,
    is_firm: bool,
    dice: &mut Dice,
) -> Vec<NumberDetails> {
    let own = Numbers::in_country(seed, index, place.code);
    let at_home = place.code == "86";
    let cell = match origin {
        Origin::Marketplace if at_home && dice.per_mille(55) => own.relay(dice),
        Origin::Marketplace if at_home && dice.per_mille(35) => own.masked(),
        Origin::BoughtList if at_home && dice.per_mille(60) => own.masked(),
        _ => own.written(dice),
    };
    let mut numbers = read(&cell, "手机");
    if at_home && dice.per_mille(45) {
        let second = Numbers::in_country(seed, SECOND_NUMBERS + index, place.code);
        numbers.extend(read(
            &second.written(dice),
            dice.pick(&["备用", "家人", "工作"]),
        ));
    }
    let fixed = if is_firm { 480 } else { 15 };
    if !place.area.is_empty() && dice.per_mille(fixed) {
        let label = if is_firm { "公司" } else { "家里" };
        numbers.extend(read(&landline_in(place.area, dice), label));
    }
    numbers
}

fn read(cell: &str, label: &str) -> Vec<NumberDetails> {
    let reading = read_cell(cell, Region(*b"CN"));
    let details = |part: PartReading| {
        let known = part.reading.filter(|_| part.status.has_e164());
        NumberDetails {
            raw: part.raw,
            e164: known.as_ref().map(|reading| reading.e164),
            status: part.status,
            kind: known
                .as_ref()
                .map_or(NumberKind::Unknown, |reading| reading.kind),
            region: known.as_ref().and_then(|reading| reading.region),
            extension: known.map(|reading| reading.extension).unwrap_or_default(),
            label: label.to_owned(),
        }
    };
    reading.numbers.into_iter().map(details).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(seed: u64) -> Vec<Person> {
        let mut people = Vec::new();
        for index in 0..2_000 {
            let person = Person::new(seed, index, Origin::Counter, &people);
            people.push(person);
        }
        people
    }

    #[test]
    fn nobody_is_somebody_else() {
        for person in people(1) {
            assert!(!person.name.is_empty());
            assert!(!words::TAKEN.contains(&person.name.as_str()));
            let known = person
                .emails
                .iter()
                .all(|email| email.addr.ends_with(".example"));
            assert!(known, "{:?}", person.emails);
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_people() {
        let names = |seed| people(seed).into_iter().map(|person| person.name);
        assert!(names(1).eq(names(1)));
        assert!(!names(1).eq(names(2)));
    }
}
