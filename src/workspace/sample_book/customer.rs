//! One customer of the sample book with everything that happened to them.

use super::consent::{Entry, Speaker};
use super::orders;
use super::people::{Origin, Person};
use super::time::{Clock, between};
use super::words;
use crate::domain::consent::{EventKind, Grade, Scope};
use crate::domain::contact::Purchase;
use crate::domain::time::Millis;
use crate::workspace::sample::dice::Dice;

/// A list that was brought in: how long ago, what it was, and how many thousandths of all customers
/// it brought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Intake {
    pub(super) ago: i64,
    pub(super) origin: Origin,
    pub(super) file: &'static str,
    pub(super) share: u64,
}

const fn intake(ago: i64, origin: Origin, file: &'static str, share: u64) -> Intake {
    Intake {
        ago,
        origin,
        file,
        share,
    }
}

/// Oldest first; the shares add up to 1,000.
pub(super) const INTAKES: [Intake; 8] = [
    intake(430, Origin::Counter, "会员登记.xlsx", 300),
    intake(428, Origin::Marketplace, "淘宝订单导出.csv", 220),
    intake(355, Origin::Fair, "展会名片.xlsx", 90),
    intake(300, Origin::BoughtList, "商圈企业名单.xlsx", 140),
    intake(268, Origin::MiniProgram, "小程序客户.csv", 140),
    intake(188, Origin::Partner, "婚庆推荐客户.xlsx", 50),
    intake(95, Origin::Marketplace, "淘宝订单导出-2.csv", 30),
    intake(20, Origin::MiniProgram, "小程序客户-2.csv", 30),
];

/// What a value of a custom field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Birthday,
    FavouriteFlower,
    Delivery,
}

#[derive(Clone, Debug)]
pub(super) struct Customer {
    pub(super) person: Person,
    /// A place in [`INTAKES`].
    pub(super) intake: usize,
    pub(super) created: Millis,
    pub(super) notes: &'static str,
    pub(super) tags: Vec<&'static str>,
    /// The owner likes them, whatever they buy.
    pub(super) is_dear: bool,
    pub(super) known: Vec<(Known, String)>,
    /// Oldest first.
    pub(super) orders: Vec<Purchase>,
    pub(super) consent: Vec<Entry>,
}

/// All customers, in the order in which they were brought in.
pub(super) fn all(seed: u64, clock: Clock, count: u64) -> Vec<Customer> {
    let mut people: Vec<Person> = Vec::new();
    let mut customers = Vec::new();
    let mut index = 0;
    let mut until = 0;
    for (place, intake) in INTAKES.iter().enumerate() {
        until += intake.share;
        while index * 1000 < count * until {
            let person = Person::new(seed, index, intake.origin, &people);
            people.push(person.clone());
            let mut dice = Dice::new(seed, index, "customer");
            customers.push(Customer::new(&mut dice, clock, place, intake, person));
            index += 1;
        }
    }
    customers
}

impl Customer {
    fn new(dice: &mut Dice, clock: Clock, place: usize, intake: &Intake, person: Person) -> Self {
        let Intake { ago, origin, .. } = *intake;
        let since = orders::known_since(dice, origin, ago);
        let orders = orders::orders(dice, clock, origin, &person, since);
        let speaker = Speaker {
            dice: &mut *dice,
            clock,
            origin,
            person: &person,
            brought_in: ago,
            known: since,
            has_orders: !orders.is_empty(),
            entries: Vec::new(),
        };
        let consent = speaker.speak();
        let first = orders.first().and_then(|order| order.at);
        let visit = clock.day(since, dice);
        Self {
            intake: place,
            created: first.map_or(visit, |first| first.min(visit)),
            notes: if dice.per_mille(80) {
                dice.pick(&words::NOTES)
            } else {
                ""
            },
            is_dear: dice.per_mille(250),
            known: known(dice, clock, origin, !orders.is_empty()),
            tags: tags(dice, origin, &person, &orders),
            person,
            orders,
            consent,
        }
    }

    /// Orders made after `from` until `to`.
    pub(super) fn orders_between(&self, from: Millis, to: Millis) -> &[Purchase] {
        let place = |at| self.orders.partition_point(|order| order.at <= Some(at));
        self.orders.get(place(from)..place(to)).unwrap_or_default()
    }

    /// Whether they were among the best by then.
    pub(super) fn is_vip(&self, at: Millis) -> bool {
        let orders = self.orders_between(Millis(0), at).len();
        orders >= 9 || (orders >= 5 && self.is_dear)
    }

    /// Whether there is a provable yes by then that was not taken back.
    pub(super) fn agreed_to(&self, scope: Scope, at: Millis) -> bool {
        let said = self.consent.iter();
        let said = said.filter(|entry| entry.at <= at && entry.cover.includes(scope));
        let last = said.max_by_key(|entry| entry.at);
        last.is_some_and(|entry| {
            entry.kind == EventKind::Grant
                && matches!(entry.grade, Grade::A | Grade::B)
                && entry.until.is_none_or(|until| until > at)
        })
    }

    /// Whether flowers went out for the mother by then.
    pub(super) fn thought_of_mother(&self, at: Millis) -> bool {
        let mut orders = self.orders_between(Millis(0), at).iter();
        orders.any(|order| order.item == words::MOTHERS_DAY)
    }
}

fn tags(
    dice: &mut Dice,
    origin: Origin,
    person: &Person,
    orders: &[Purchase],
) -> Vec<&'static str> {
    let bought = |word: &str| orders.iter().any(|order| order.item.contains(word));
    let near = matches!(origin, Origin::Counter | Origin::MiniProgram);
    let is_firm = !person.company.is_empty();
    let mut tags = Vec::new();
    let mut tag = |name, put: bool| {
        if put {
            tags.push(name);
        }
    };
    tag(
        "花艺课",
        bought("花艺课") || bought("花艺体验课") || (near && dice.per_mille(6)),
    );
    tag(
        "婚礼",
        bought("婚礼现场") || (origin == Origin::Partner && dice.per_mille(520)),
    );
    tag("企业月结", is_firm && bought("月结") && dice.per_mille(800));
    tag("包月", bought("包月") && dice.per_mille(600));
    tag("展会", origin == Origin::Fair && dice.per_mille(650));
    tag("老客", near && orders.len() >= 4 && dice.per_mille(500));
    tag("微信好友", near && dice.per_mille(110));
    tag("转介绍", dice.per_mille(14));
    tag("待跟进", origin == Origin::Fair && dice.per_mille(120));
    tags
}

fn known(dice: &mut Dice, clock: Clock, origin: Origin, has_orders: bool) -> Vec<(Known, String)> {
    let near = matches!(origin, Origin::Counter | Origin::MiniProgram);
    let mut known = Vec::new();
    if near && dice.per_mille(330) {
        // Grown up and not yet ninety.
        let birthday = clock.date(between(dice, 19 * 365, 72 * 365)).to_date();
        known.push((Known::Birthday, birthday.to_string()));
    }
    if near && dice.per_mille(220) {
        let flower = dice.pick_early(&words::FAVOURITES);
        known.push((Known::FavouriteFlower, flower.to_owned()));
    }
    if has_orders && dice.per_mille(90) {
        let note = dice.pick(&words::DELIVERY_NOTES);
        known.push((Known::Delivery, note.to_owned()));
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let sum: u64 = INTAKES.iter().map(|intake| intake.share).sum();
        assert_eq!(sum, 1000);
    }

    #[test]
    fn every_number_of_customers_can_be_had() {
        let clock = Clock {
            now: Millis(1_764_000_000_000),
        };
        for count in [0, 1, 7, 250] {
            let customers = all(1, clock, count);
            assert_eq!(u64::try_from(customers.len()), Ok(count));
        }
    }

    #[test]
    fn nothing_lies_in_the_future_or_before_they_came() {
        let clock = Clock {
            now: Millis(1_764_000_000_000),
        };
        for customer in all(1, clock, 1_500) {
            assert!(customer.created <= clock.now);
            for order in &customer.orders {
                let at = order.at.unwrap_or_default();
                assert!((customer.created..=clock.now).contains(&at));
            }
            assert!(customer.consent.iter().all(|entry| entry.at <= clock.now));
        }
    }
}
