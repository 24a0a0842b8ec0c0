//! What columns mean beside each other: labels of values, companies of people, recipients of orders.

use super::field::Field;
use super::names::{lookup, normalise};
use super::preset::Preset;
use super::{Because, Column};
use crate::import::options::Recipient;

/// Google's `Phone 1 - Label` stands beside `Phone 1 - Value`, and so do ours.
pub(super) fn find_labels(columns: &mut [Column], presets: &[Option<&'static Preset>]) {
    let exporter = |index: usize| presets.get(index).copied().flatten().map(Preset::name);
    let normal: Vec<String> = columns
        .iter()
        .map(|column| normalise(&column.header))
        .collect();
    for (at, (column, name)) in columns.iter_mut().zip(&normal).enumerate() {
        let found = ["label", "type", "consent"].into_iter().find_map(|what| {
            let stem = name.strip_suffix(what)?;
            stem.ends_with(|c: char| c.is_ascii_digit())
                .then(|| (format!("{stem}value"), what))
        });
        let Some((value, what)) = found else {
            continue;
        };
        let is_value =
            |(index, other): (usize, &String)| *other == value && exporter(index) == exporter(at);
        if let Some(index) = normal.iter().enumerate().position(is_value) {
            column.field = Some(match what {
                "consent" => Field::StandingOf(index),
                _ => Field::LabelOf(index),
            });
            column.because = Because::Header;
        }
    }
}

pub(super) fn is_of_orders(columns: &[Column]) -> bool {
    let of_order = |column: &&Column| column.field.as_ref().is_some_and(Field::is_of_order);
    let has_number = columns
        .iter()
        .any(|column| column.field == Some(Field::OrderNo));
    has_number || columns.iter().filter(of_order).count() > 1
}

/// Beside a 联系人 the 客户 is a company.
pub(super) fn settle_names(columns: &mut [Column]) {
    let is_name =
        |column: &Column| column.field == Some(Field::Name) && column.because == Because::Header;
    let says = |column: &Column, words: &[&str]| {
        let header = normalise(&column.header);
        words.iter().any(|word| header.starts_with(word))
    };
    let has_company = columns
        .iter()
        .any(|column| column.field == Some(Field::Company));
    let has_person = columns
        .iter()
        .any(|column| is_name(column) && says(column, &["联系人", "聯絡人", "contact"]));
    if has_company || !has_person {
        return;
    }
    let customers = ["客户", "客戶", "customer", "client"];
    let customer = columns
        .iter_mut()
        .find(|column| is_name(column) && says(column, &customers));
    if let Some(column) = customer {
        column.field = Some(Field::Company);
    }
}

/// Province and city often stand in columns of their own.
fn is_part_of_address(header: &str) -> bool {
    matches!(
        lookup(header),
        Some(Field::Province | Field::City | Field::Country | Field::Postcode)
    )
}

pub(super) fn is_of_recipient(column: &Column) -> bool {
    matches!(
        column.field,
        Some(Field::RecipientName | Field::RecipientPhone | Field::RecipientAddress)
    )
}

/// A recipient agreed to nothing, so is a contact only where the file lists people, or where the
/// user says that buyer and recipient are one.
pub(super) fn settle_recipients(columns: &mut [Column], orders: bool, recipient: Recipient) {
    let has = |columns: &[Column], field: Field| {
        columns
            .iter()
            .any(|column| column.field == Some(field.clone()))
    };
    let people = !orders || recipient == Recipient::Contact;
    if !people && has(columns, Field::RecipientName) && !has(columns, Field::Name) {
        // Numbers beside a recipient are the recipient's unless they are called the buyer's.
        for column in columns.iter_mut() {
            let of_buyer = ["买家", "客户", "会员", "buyer", "customer"]
                .iter()
                .any(|owner| normalise(&column.header).starts_with(owner));
            if of_buyer || column.because != Because::Header {
                continue;
            }
            match column.field {
                Some(Field::Mobile | Field::Phone) => column.field = Some(Field::RecipientPhone),
                Some(Field::Street) => column.field = Some(Field::RecipientAddress),
                _ => (),
            }
        }
    }
    if people {
        let mut has_street = has(columns, Field::Street);
        for column in columns
            .iter_mut()
            .filter(|column| column.because != Because::User)
        {
            column.field = match column.field.take() {
                Some(Field::RecipientName) => Some(Field::Name),
                Some(Field::RecipientPhone) => Some(Field::Mobile),
                Some(Field::RecipientAddress) if is_part_of_address(&column.header) => {
                    lookup(&column.header)
                }
                Some(Field::RecipientAddress) if std::mem::replace(&mut has_street, true) => {
                    Some(Field::StreetMore)
                }
                Some(Field::RecipientAddress) => Some(Field::Street),
                other => other,
            };
        }
    }
}
