//! Contacts as vCards, 3.0 (RFC 2426) or 4.0 (RFC 6350), for phones and address books.
//!
//! Written here because the crates that write vCards bring time-zone tables and a procedural
//! macro along, and mark texts of 3.0 with a parameter (`CHARSET`) that 3.0 does not know.

mod line;
mod name;

use std::borrow::Cow;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use self::line::Line;
use self::name::Parts;
use super::column::Column;
use super::view::{ExportContact, number_text};
use crate::domain::contact::{Address, Contact, Number};
use crate::domain::phone::{NumberKind, NumberStatus};

/// Which edition of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V3,
    V4,
}

/// Cards, one after the other.
///
/// A card holds what the columns ask for. Notes, which have no column, and the values of custom
/// fields, which have no property, are in NOTE; notes only when no built-in column is left out.
pub(super) struct Cards<W> {
    out: W,
    columns: Vec<Column>,
    version: Version,
    card: String,
}

impl<W: Write> Cards<W> {
    pub(super) fn new(out: W, columns: &[Column], version: Version) -> Self {
        Self {
            out,
            columns: columns.to_vec(),
            version,
            card: String::new(),
        }
    }

    pub(super) fn write(&mut self, view: &ExportContact<'_>) -> io::Result<()> {
        let mut card = std::mem::take(&mut self.card);
        card.clear();
        self.fill(&mut card, view);
        self.card = card;
        self.out.write_all(self.card.as_bytes())
    }

    pub(super) fn finish(self) -> W {
        self.out
    }

    fn has(&self, column: &Column) -> bool {
        self.columns.contains(column)
    }

    fn fill(&self, card: &mut String, view: &ExportContact<'_>) {
        let contact = view.contact;
        Line::new("BEGIN").raw("VCARD").end(card);
        let version = match self.version {
            Version::V3 => "3.0",
            Version::V4 => "4.0",
        };
        Line::new("VERSION").raw(version).end(card);
        Line::new("UID").raw(&uid(contact)).end(card);
        self.names(card, view);
        self.numbers(card, view);
        if self.has(&Column::Email) {
            for email in &contact.emails {
                Line::new("EMAIL").text(&email.addr).end(card);
            }
        }
        let is_postal = [Column::City, Column::Country, Column::Street]
            .iter()
            .any(|column| self.has(column));
        if is_postal {
            for address in &contact.addresses {
                Line::new("ADR")
                    .components(&address_parts(address))
                    .end(card);
            }
        }
        if self.has(&Column::Tags) && !view.tags.is_empty() {
            Line::new("CATEGORIES").list(&view.tags).end(card);
        }
        let note = self.note(view);
        if !note.is_empty() {
            Line::new("NOTE").text(&note).end(card);
        }
        Line::new("END").raw("VCARD").end(card);
    }

    fn names(&self, card: &mut String, view: &ExportContact<'_>) {
        let Contact { name, company, .. } = view.contact;
        let name = if self.has(&Column::Name) {
            name.trim()
        } else {
            ""
        };
        let company = if self.has(&Column::Company) {
            company.trim()
        } else {
            ""
        };
        Line::new("FN")
            .text(&self.shown_name(view, name, company))
            .end(card);
        let Parts { family, given } = Parts::of(name);
        Line::new("N")
            .components(&[family, given, "", "", ""])
            .end(card);
        if !company.is_empty() {
            Line::new("ORG").text(company).end(card);
        }
    }

    /// A card must have a name to show.
    fn shown_name<'v>(
        &self,
        view: &'v ExportContact<'_>,
        name: &'v str,
        company: &'v str,
    ) -> Cow<'v, str> {
        let contact = view.contact;
        let number = self.chosen_numbers(view).next().map(number_text);
        let email = contact.emails.first().filter(|_| self.has(&Column::Email));
        [Some(name.into()), Some(company.into()), number]
            .into_iter()
            .chain([email.map(|email| email.addr.as_str().into())])
            .flatten()
            .find(|shown: &Cow<'_, str>| !shown.trim().is_empty())
            .unwrap_or_else(|| contact.id.get().to_string().into())
    }

    fn numbers(&self, card: &mut String, view: &ExportContact<'_>) {
        for number in self.chosen_numbers(view) {
            let kind = kind(number);
            let line = Line::new("TEL");
            let line = match (self.version, number.e164) {
                (Version::V3, _) => line.parameter("TYPE", kind).text(&number_text(number)),
                (Version::V4, Some(e164)) => {
                    let line = line
                        .parameter("VALUE", "uri")
                        .parameter("TYPE", &kind.to_lowercase());
                    let extension: String = number
                        .extension
                        .chars()
                        .filter(char::is_ascii_alphanumeric)
                        .collect();
                    if extension.is_empty() {
                        line.raw(&format!("tel:{e164}"))
                    } else {
                        line.raw(&format!("tel:{e164};ext={extension}"))
                    }
                }
                (Version::V4, None) => line
                    .parameter("TYPE", &kind.to_lowercase())
                    .text(&number_text(number)),
            };
            line.end(card);
        }
    }

    /// All numbers, or only the mobile when that is the only column for numbers.
    fn chosen_numbers<'v>(&self, view: &'v ExportContact<'_>) -> impl Iterator<Item = &'v Number> {
        let all = self.has(&Column::Numbers);
        let mobile = view.mobile.filter(|_| self.has(&Column::Mobile));
        let mobile = view
            .contact
            .numbers
            .iter()
            .position(|number| mobile.is_some() && number.e164 == mobile)
            .filter(|_| !all);
        (0..)
            .zip(&view.contact.numbers)
            .filter(move |(at, number)| {
                (all || mobile == Some(*at)) && !number_text(number).trim().is_empty()
            })
            .map(|(_, number)| number)
    }

    fn note(&self, view: &ExportContact<'_>) -> String {
        let complete = Column::BUILT_IN.iter().all(|column| self.has(column));
        let notes = Some(view.contact.notes.trim()).filter(|notes| complete && !notes.is_empty());
        let fields = self.columns.iter().filter_map(|column| match column {
            Column::Field(name) => {
                let value = view.text(column);
                (!value.is_empty()).then(|| format!("{name}: {value}"))
            }
            _ => None,
        });
        let lines: Vec<String> = notes.map(str::to_owned).into_iter().chain(fields).collect();
        lines.join("\n")
    }
}

/// The same for the same contact in every export of its book, and never that of another book's:
/// address books replace the card that has the same.
fn uid(contact: &Contact) -> String {
    let mut hash = Sha256::new();
    hash.update(b"haobu contact");
    hash.update(contact.id.get().to_le_bytes());
    hash.update(contact.created.0.to_le_bytes());
    let digest = hash.finalize();
    let mut bits = [0; 16];
    for (bit, byte) in bits.iter_mut().zip(digest) {
        *bit = byte;
    }
    // Version 8 (made by a rule of one's own) and the variant, RFC 9562.
    let number = u128::from_be_bytes(bits) & !(0xF << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let mut uid = "urn:uuid:".to_owned();
    for (at, digit) in format!("{number:032x}").char_indices() {
        if [8, 12, 16, 20].contains(&at) {
            uid.push('-');
        }
        uid.push(digit);
    }
    uid
}

/// What both editions call the line.
fn kind(number: &Number) -> &'static str {
    match number.kind {
        NumberKind::Mobile | NumberKind::FixedOrMobile if number.status != NumberStatus::Relay => {
            "CELL"
        }
        NumberKind::Pager => "PAGER",
        _ => "VOICE",
    }
}

fn address_parts(address: &Address) -> [&str; 7] {
    let Address {
        country,
        province,
        city,
        street,
        postcode,
        ..
    } = address;
    ["", "", street, city, province, postcode, country]
}
