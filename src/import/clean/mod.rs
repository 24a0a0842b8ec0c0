//! Cleans one record into a draft: every cell is read for what it means, or flagged.

mod address;
mod attested;
mod consent;
pub(super) mod date;
pub(super) mod email;
pub(super) mod name;
mod point;
mod standing;
mod text;
mod typed;
mod value;

use std::borrow::Cow;

pub(super) use self::text::is_han;
pub use self::typed::{typed_emails, typed_numbers};

use self::address::Addresses;
use self::attested::Attested;
use self::consent::Answer;
use super::draft::{CellFlag, Draft, DraftConsent, DraftEmail};
use super::map::{Field, Mapping};
use super::options::ImportOptions;
use super::read::Record;
use crate::domain::consent::{Channel, Cover, EventKind, Grade, Point, Purpose};
use crate::domain::contact::{Address, Purchase, email_key};
use crate::domain::field::canonical;
use crate::domain::listing::{FieldKind, SourceKind};
use crate::domain::phone::Region;
use crate::domain::problem::CellProblem;
use crate::domain::time::Millis;

/// Knows the columns of a file and cleans its records.
#[derive(Debug)]
pub(super) struct Cleaner {
    columns: Vec<Input>,
    country: Region,
    /// Whether plain numbers may be dates.
    serials: bool,
    /// What a yes of this file is worth.
    grade: Grade,
    /// What the owner can prove beyond the file.
    attested: Option<Attested>,
}

/// One column that is brought in.
#[derive(Debug)]
struct Input {
    column: usize,
    field: Field,
    /// What numbers and addresses of this column are called.
    label: String,
    /// The column that says what each of them is called.
    label_column: Option<usize>,
    /// Index of the custom field.
    custom: usize,
    /// What the custom field keeps.
    kind: FieldKind,
    /// Which of several addresses the column is a part of.
    address: usize,
    /// Whether `02/01/2025` is the first of February.
    month_first: bool,
}

/// What a row says that only makes sense when all of it was read.
#[derive(Default)]
struct Parts<'a> {
    first: Cow<'a, str>,
    middle: Cow<'a, str>,
    last: Cow<'a, str>,
    addresses: Vec<Address>,
    /// Never filled: stands in where an address cannot be.
    spare: Address,
    /// What is said of single points.
    standings: Vec<DraftConsent>,
    answers: Vec<(Option<Channel>, EventKind, Option<Millis>)>,
}

impl Cleaner {
    pub(super) fn new(mapping: &Mapping, options: &ImportOptions, serials: bool) -> Self {
        let purchased = options.source_kind == SourceKind::Purchased;
        Self {
            columns: inputs(mapping),
            country: options.country,
            serials,
            grade: if purchased { Grade::D } else { Grade::C },
            attested: options
                .proved()
                .map(|attestation| Attested::new(attestation, mapping)),
        }
    }

    /// What the record says.
    pub(super) fn clean(&self, record: Record<'_>) -> Draft {
        let mut draft = Draft {
            row: record.row,
            ..Draft::default()
        };
        let mut parts = Parts::default();
        let mut purchase = Purchase::default();
        for input in &self.columns {
            let cell = record.get(input.column);
            if !cell.is_empty() {
                self.cell(input, cell, record, &mut draft, &mut parts, &mut purchase);
            }
        }
        if draft.name.is_empty() {
            draft.name = name::join(&parts.first, &parts.middle, &parts.last);
        }
        if !purchase.is_blank() {
            draft.purchase = Some(purchase);
        }
        let addresses = parts.addresses.into_iter();
        draft.addresses = addresses.filter(|address| !address.is_blank()).collect();
        draft.consents = parts.standings;
        for (channel, kind, at) in parts.answers {
            self.attach(&mut draft, channel, kind, at);
        }
        if let Some(attested) = &self.attested {
            attested.prove(&mut draft);
        }
        draft
    }

    fn cell<'a>(
        &self,
        input: &Input,
        cell: &'a str,
        record: Record<'a>,
        draft: &mut Draft,
        parts: &mut Parts<'a>,
        purchase: &mut Purchase,
    ) {
        let label = || match input.label_column {
            Some(column) => value::label(record.get(column)),
            None => input.label.clone(),
        };
        let problem = match &input.field {
            Field::Name => fill(&mut draft.name, cell),
            Field::FirstName => fill_part(&mut parts.first, cell),
            Field::MiddleName => fill_part(&mut parts.middle, cell),
            Field::LastName => fill_part(&mut parts.last, cell),
            Field::Company => fill(&mut draft.company, cell),
            Field::Reference => fill(&mut draft.reference, cell),
            Field::Mobile | Field::Phone => {
                point::read_numbers(cell, self.country, label, &mut draft.numbers)
            }
            Field::Email => point::read_emails(cell, label, &mut draft.emails),
            Field::City => fill(&mut parts.address(input).city, cell),
            Field::Province => fill(&mut parts.address(input).province, cell),
            Field::Country => fill(&mut parts.address(input).country, cell),
            Field::Street => fill(&mut parts.address(input).street, cell),
            Field::StreetMore => append(&mut parts.address(input).street, &text::line(cell), " "),
            Field::Postcode => fill(&mut parts.address(input).postcode, cell),
            Field::Tags => value::read_tags(cell, &mut draft.tags),
            Field::Notes => append(&mut draft.notes, &text::lines(cell), "\n"),
            Field::Created => self.date(cell, input, &mut draft.created),
            Field::Consent(channel) => self.answer(
                consent::consent(&text::line(cell)),
                *channel,
                cell,
                input,
                parts,
                true,
            ),
            Field::OptOut(channel) => self.answer(
                consent::objection(&text::line(cell)),
                *channel,
                cell,
                input,
                parts,
                false,
            ),
            Field::OrderNo => fill(&mut purchase.order_no, cell),
            Field::OrderTime => self.date(cell, input, &mut purchase.at),
            Field::Amount => value::read_amount(cell, &mut purchase.amount_cents),
            Field::Item => append(&mut purchase.item, &text::line(cell), "; "),
            Field::OrderStatus => fill(&mut purchase.status, cell),
            Field::RecipientName => fill(&mut purchase.recipient_name, cell),
            Field::RecipientPhone => append(
                &mut purchase.recipient_phone,
                &value::phone_as_written(cell),
                "; ",
            ),
            Field::RecipientAddress => {
                append(&mut purchase.recipient_address, &text::line(cell), " ")
            }
            Field::Custom(_) => {
                let value = text::line(cell);
                match self.field_value(input, &value) {
                    Some(value) => {
                        let known = draft
                            .fields
                            .iter()
                            .any(|(custom, _)| *custom == input.custom);
                        if !known && !value.is_empty() {
                            draft.fields.push((input.custom, value));
                        }
                        None
                    }
                    // The cell is reported; what stands there would be no value of this field.
                    None => Some(CellProblem::WrongKind),
                }
            }
            Field::StandingOf(column) => {
                let points = self.points_in(record.get(*column));
                standing::read(&text::line(cell), &points, self.grade, &mut parts.standings)
            }
            // A birthday goes to a field of its own before rows are read.
            Field::LabelOf(_) | Field::Birthday | Field::Ignore => None,
        };
        if let Some(problem) = problem {
            draft.flags.push(CellFlag {
                column: input.column,
                problem,
            });
        }
    }

    /// What a custom field keeps of a cell; `None` when it is not of its kind.
    fn field_value(&self, input: &Input, text: &str) -> Option<String> {
        let kind = input.kind;
        let is_day = matches!(kind, FieldKind::Date | FieldKind::Birthday);
        // Programs write "0/0/00" and "0000-00-00" for no day at all.
        let says_day = |c: char| matches!(c, '1'..='9') || c.is_alphabetic();
        if is_day && !text.contains(says_day) {
            return Some(String::new());
        }
        canonical(kind, text).or_else(|| {
            // Which way round day and month stand depends on the column and the country.
            let at = date::parse(text, input.month_first, self.serials)?;
            is_day.then(|| at.day().to_date().to_string())
        })
    }

    /// The points that a cell names.
    fn points_in(&self, cell: &str) -> Vec<Point> {
        if cell.contains('@') {
            let mut emails = Vec::new();
            point::read_emails(cell, String::new, &mut emails);
            let keys = emails.iter().map(|email| email_key(&email.addr));
            return keys.map(Point::Email).collect();
        }
        let mut numbers = Vec::new();
        point::read_numbers(cell, self.country, String::new, &mut numbers);
        let numbers = numbers.iter().filter_map(|number| number.e164);
        numbers.map(Point::Phone).collect()
    }

    fn date(&self, cell: &str, input: &Input, target: &mut Option<Millis>) -> Option<CellProblem> {
        let text = text::line(cell);
        if text.is_empty() {
            return None;
        }
        match date::parse(&text, input.month_first, self.serials) {
            Some(at) => {
                target.get_or_insert(at);
                None
            }
            None => Some(CellProblem::InvalidDate),
        }
    }

    /// Takes an answer, or the day of one: exporters write when someone agreed or objected.
    fn answer(
        &self,
        answer: Answer,
        channel: Option<Channel>,
        cell: &str,
        input: &Input,
        parts: &mut Parts<'_>,
        positive: bool,
    ) -> Option<CellProblem> {
        let (kind, at) = match answer {
            Answer::Nothing => return None,
            Answer::Says(kind) => (kind, None),
            Answer::Unclear => {
                match date::parse(&text::line(cell), input.month_first, self.serials) {
                    Some(at) if positive => (EventKind::Grant, Some(at)),
                    Some(at) => (EventKind::Withdraw, Some(at)),
                    None => return Some(CellProblem::InvalidConsent),
                }
            }
        };
        add(&mut parts.answers, (channel, kind, at));
        None
    }

    /// Hangs an answer on the points it is about, so that it follows them; without such a point,
    /// and when it is about every channel, on the person.
    fn attach(
        &self,
        draft: &mut Draft,
        channel: Option<Channel>,
        kind: EventKind,
        at: Option<Millis>,
    ) {
        let cover = Cover {
            channel,
            purpose: Some(Purpose::Marketing),
        };
        let grade = if kind.is_negative() {
            Grade::C
        } else {
            self.grade
        };
        let by_phone = match channel {
            Some(Channel::Sms | Channel::Call | Channel::Whatsapp | Channel::Wechat) => true,
            Some(Channel::Email | Channel::Post) | None => false,
        };
        let numbers = by_phone.then_some(&draft.numbers).into_iter().flatten();
        let phones = numbers.filter_map(|number| number.e164).map(Point::Phone);
        let by_email = channel == Some(Channel::Email);
        let emails = by_email.then(|| emails_of(&draft.emails));
        let emails = emails.into_iter().flatten();
        let mut points = phones.chain(emails).peekable();
        let person = points.peek().is_none().then_some(Point::Person);
        for point in points.chain(person) {
            let consent = DraftConsent {
                point,
                cover,
                kind,
                at,
                grade,
            };
            if !draft.consents.contains(&consent) {
                add(&mut draft.consents, consent);
            }
        }
    }
}

impl Parts<'_> {
    /// The address that the column is a part of.
    fn address(&mut self, input: &Input) -> &mut Address {
        if self.addresses.len() <= input.address {
            // Most files have one.
            self.addresses
                .reserve_exact(input.address + 1 - self.addresses.len());
            self.addresses
                .resize_with(input.address + 1, Address::default);
        }
        self.addresses
            .get_mut(input.address)
            .unwrap_or(&mut self.spare)
    }
}

fn emails_of(emails: &[DraftEmail]) -> impl Iterator<Item = Point> {
    emails
        .iter()
        .map(|email| Point::Email(email_key(&email.addr)))
}

/// Adds one. Hardly any row has more of a kind, and room for four takes time to find.
fn add<T>(list: &mut Vec<T>, one: T) {
    list.reserve_exact(1);
    list.push(one);
}

/// The first column that says something wins.
fn fill(target: &mut String, cell: &str) -> Option<CellProblem> {
    if target.is_empty() {
        *target = text::line(cell).into_owned();
    }
    None
}

fn fill_part<'a>(target: &mut Cow<'a, str>, cell: &'a str) -> Option<CellProblem> {
    if target.is_empty() {
        *target = text::line(cell);
    }
    None
}

fn append(target: &mut String, text: &str, between: &str) -> Option<CellProblem> {
    if !text.is_empty() && target != text {
        if !target.is_empty() {
            target.push_str(between);
        }
        target.push_str(text);
    }
    None
}

fn inputs(mapping: &Mapping) -> Vec<Input> {
    let addresses = Addresses::of(mapping);
    let is_number = |field: &Field| matches!(field, Field::Mobile | Field::Phone);
    let count = |wanted: &dyn Fn(&Field) -> bool| {
        mapping.fields().filter(|(_, field)| wanted(field)).count()
    };
    let several_numbers = count(&is_number) > 1;
    let several_emails = count(&|field| *field == Field::Email) > 1;
    mapping
        .fields()
        .filter(|(_, field)| !matches!(field, Field::LabelOf(_)))
        .map(|(column, field)| {
            let header = mapping
                .columns()
                .get(column)
                .map(|column| column.header.as_str());
            let several = match field {
                Field::Email => several_emails,
                _ => several_numbers && is_number(field),
            };
            let label_column = mapping
                .fields()
                .find(|(_, other)| **other == Field::LabelOf(column))
                .map(|(index, _)| index);
            let custom = match field {
                Field::Custom(name) => mapping.custom().iter().position(|other| other == name),
                _ => None,
            };
            // A second street of one address is more of it.
            let is_street = |other: &(usize, &Field)| {
                *other.1 == Field::Street && addresses.number(other.0) == addresses.number(column)
            };
            let first = mapping.fields().find(is_street).map(|(index, _)| index);
            let field = match field {
                Field::Street if first != Some(column) => &Field::StreetMore,
                field => field,
            };
            Input {
                column,
                field: field.clone(),
                label: value::column_label(header.unwrap_or_default(), several),
                label_column,
                custom: custom.unwrap_or_default(),
                kind: custom
                    .and_then(|custom| mapping.kinds().get(custom).copied())
                    .unwrap_or(FieldKind::Text),
                address: addresses.number(column),
                month_first: mapping.month_first(column),
            }
        })
        .collect()
}
