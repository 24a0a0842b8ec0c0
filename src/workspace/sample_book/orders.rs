//! What customers of the sample book bought, and when.

use super::people::{Origin, Person};
use super::time::{Clock, between, days};
use super::words;
use crate::domain::contact::Purchase;
use crate::domain::time::{Day, Millis};
use crate::workspace::sample::dice::Dice;

/// The orders of one customer, oldest first.
pub(super) fn orders(
    dice: &mut Dice,
    clock: Clock,
    origin: Origin,
    person: &Person,
    known: i64,
) -> Vec<Purchase> {
    let share = match origin {
        Origin::Counter => 560,
        Origin::Marketplace => 940,
        Origin::MiniProgram => 460,
        Origin::Partner => 620,
        Origin::Fair => 90,
        Origin::BoughtList => 15,
    };
    if !dice.per_mille(share) {
        return Vec::new();
    }
    let last = last(dice).min(known);
    let is_firm = !person.company.is_empty();
    let mut made: Vec<(Millis, Purchase)> = (0..count(dice))
        .map(|number| {
            let ago = if number == 0 {
                last
            } else {
                between(dice, last, known)
            };
            order(dice, clock, origin, person, is_firm, ago, (last, known))
        })
        .collect();
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, order)| order).collect()
}

fn count(dice: &mut Dice) -> u64 {
    match dice.below(100) {
        0..=41 => 1,
        42..=63 => 2,
        64..=84 => 3 + dice.below(3),
        85..=95 => 6 + dice.below(7),
        _ => 13 + dice.below(18),
    }
}

/// How long ago the last order was, in days.
fn last(dice: &mut Dice) -> i64 {
    match dice.below(1000) {
        0..=4 => 0,
        5..=89 => between(dice, 0, 89),
        90..=209 => between(dice, 90, 179),
        210..=399 => between(dice, 180, 365),
        _ => between(dice, 366, 1090),
    }
}

fn order(
    dice: &mut Dice,
    clock: Clock,
    origin: Origin,
    person: &Person,
    is_firm: bool,
    ago: i64,
    (last, known): (i64, i64),
) -> (Millis, Purchase) {
    let festival = if dice.per_mille(if is_firm { 60 } else { 300 }) {
        festival(dice, clock, ago).filter(|(day, ..)| (last..=known).contains(day) && ago != last)
    } else {
        None
    };
    let (ago, item, yuan) = match festival {
        Some(festival) => festival,
        None if is_firm && dice.per_mille(650) => {
            let (item, yuan) = monthly(dice);
            (ago, item, yuan)
        }
        None => {
            let usual = words::PRODUCTS.map(|(item, yuan, share)| (share, (item, yuan)));
            let (item, yuan) = dice.weigh(&usual, ("散装鲜花", 58));
            (ago, item, yuan)
        }
    };
    let at = clock.day(ago, dice);
    let date = at.day().to_date();
    let (year, month, day) = (date.year(), date.month(), date.day());
    let order_no = match origin {
        Origin::Marketplace => format!("{}{:010}", 31 + dice.below(9), dice.below(10_000_000_000)),
        _ => format!("HY{year}{month:02}{day:02}{:04}", dice.below(10_000)),
    };
    let status = match (dice.below(100), origin) {
        (0..=2, _) => "已退款",
        (_, Origin::Marketplace) => "交易成功",
        _ => "已完成",
    };
    // Now and then with a vase, a card or less for a friend.
    let extra = [0, 0, 0, 0, 20, 38, -20];
    let extra = extra.get(usize::try_from(dice.below(7)).unwrap_or(0));
    let yuan = (yuan + extra.copied().unwrap_or(0)).max(19);
    let gift = dice.per_mille(140);
    let purchase = Purchase {
        order_no,
        at: Some(at),
        amount_cents: Some(yuan * 100),
        item: item.to_owned(),
        status: status.to_owned(),
        recipient_name: if gift { recipient(dice) } else { String::new() },
        recipient_phone: if gift {
            format!("1{}****{:04}", 30 + dice.below(60), dice.below(10_000))
        } else {
            String::new()
        },
        recipient_address: if gift {
            format!("{}{}", person.place.province, person.place.city)
        } else {
            String::new()
        },
    };
    (at, purchase)
}

/// Someone flowers were sent to: a surname is what a delivery slip has.
fn recipient(dice: &mut Dice) -> String {
    let surname = dice.pick_early(&crate::workspace::sample::words::SURNAMES);
    format!(
        "{surname}{}",
        dice.pick(&["女士", "小姐", "先生", "老师", "**"])
    )
}

fn monthly(dice: &mut Dice) -> (&'static str, i64) {
    let [first, second, third] = words::MONTHLY;
    dice.weigh(&[(500, first), (300, second), (200, third)], first)
}

/// A day of a festival in the year of a day so long ago, with what is bought then.
fn festival(dice: &mut Dice, clock: Clock, ago: i64) -> Option<(i64, &'static str, i64)> {
    let year = clock.date(ago).to_date().year();
    let [valentine, march, mothers, qixi, christmas] = words::FESTIVALS;
    let weights = [
        (250, valentine),
        (150, march),
        (360, mothers),
        (160, qixi),
        (80, christmas),
    ];
    let (month, first, last, item, yuan) = dice.weigh(&weights, mothers);
    let day = between(dice, i64::from(first), i64::from(last));
    let date = jiff::civil::Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    Some((clock.ago(Day::from_date(date)), item, yuan))
}

/// How many years someone was a customer before the list they stand in was brought in, in days.
pub(super) fn known_since(dice: &mut Dice, origin: Origin, brought_in: i64) -> i64 {
    let before = match origin {
        Origin::Counter | Origin::Marketplace => 660,
        Origin::MiniProgram => 150,
        Origin::Partner => 30,
        Origin::Fair => 4,
        Origin::BoughtList => 0,
    };
    brought_in + days(dice.below(before + 1))
}
