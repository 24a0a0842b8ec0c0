//! Which column goes where: as the user says, as the preset knows, as its name tells, or as its
//! cells look.

mod content;
mod field;
mod names;
mod preset;

pub use field::Field;
pub use preset::{PresetTitle, preset_is_of_shop, preset_names, preset_title};

pub(super) use content::is_data;
pub(super) use names::{is_secret, known_headers, normalise};

use self::names::lookup;
use self::preset::Preset;
use super::clean::date::{month_comes_first, tells_order};
use super::head::Head;
use super::options::{ImportOptions, Recipient};
use crate::domain::listing::FieldKind;
use crate::domain::problem::ImportProblem;

/// The columns of a file and the fields they go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<Column>,
    custom: Vec<String>,
    /// Of the custom fields.
    kinds: Vec<FieldKind>,
    preset: Option<String>,
    orders: bool,
    recipients: bool,
    /// Column by column, whether `02/01/2025` is the first of February there.
    month_first: Vec<bool>,
    /// Whether a row may go on with the order of the row above.
    continues: bool,
    /// Columns that overwrite nothing.
    kept: Vec<usize>,
}

/// One column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As it is written, trimmed; blank when the file names no columns.
    pub header: String,
    /// `None` when the column is not brought in.
    pub field: Option<Field>,
    pub because: Because,
}

/// Why a column goes where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    User,
    Preset,
    Header,
    Content,
    /// Nothing speaks for any field.
    Unknown,
}

impl Mapping {
    /// # Errors
    /// When the user names a column, field or preset that does not exist.
    pub(super) fn new(head: &Head, options: &ImportOptions) -> Result<Self, ImportProblem> {
        let headers = head.headers();
        let preset = preset::choose(options.preset.as_deref(), headers)?;
        let mut columns: Vec<Column> = (0..head.width())
            .map(|index| {
                let header = headers
                    .get(index)
                    .map(|header| header.trim())
                    .unwrap_or_default();
                let own = || own_field(header, options);
                let known = preset
                    .and_then(|preset| preset.field(header))
                    .map(|field| (field, Because::Preset))
                    .or_else(|| {
                        own()
                            .or_else(|| lookup(header))
                            .map(|field| (field, Because::Header))
                    })
                    .or_else(|| {
                        let keeps = preset.is_some_and(|preset: &Preset| preset.keeps_rest);
                        (keeps && !header.is_empty())
                            .then(|| (Field::Custom(header.to_owned()), Because::Preset))
                    });
                let (field, because) = match known {
                    Some((field, because)) => (Some(field), because),
                    None => (None, Because::Unknown),
                };
                Column {
                    header: header.to_owned(),
                    field,
                    because,
                }
            })
            .collect();
        find_labels(&mut columns);
        apply_user(&mut columns, &options.maps)?;
        let kept = kept(&columns, options)?;
        apply_indexed(&mut columns, &options.columns);
        // Where the exporter is known, so is what its columns are not.
        if preset.is_none() {
            vote(&mut columns, head, options);
        }
        let orders = is_of_orders(&columns);
        settle_names(&mut columns);
        let recipients = orders && columns.iter().any(is_of_recipient);
        settle_recipients(&mut columns, orders, options.recipient);
        let mut custom = Vec::new();
        let mut kinds = Vec::new();
        for column in &mut columns {
            let is_birthday = column.field == Some(Field::Birthday);
            if is_birthday {
                column.field = Some(Field::Custom(birthday_field(&column.header, options)));
            }
            if let Some(Field::Custom(name)) = &column.field
                && !custom.contains(name)
            {
                custom.push(name.clone());
                let kind = options.kind_of(name);
                kinds.push(kind.unwrap_or(if is_birthday {
                    FieldKind::Birthday
                } else {
                    FieldKind::Text
                }));
            }
        }
        Ok(Self {
            columns,
            custom,
            kinds,
            preset: preset.map(|preset| preset.name.clone()),
            orders,
            recipients,
            month_first: month_first(head, preset, options),
            continues: preset.is_some_and(|preset| preset.continues),
            kept,
        })
    }

    /// Whether some column tells who someone is.
    pub fn tells_who(&self) -> bool {
        self.fields().any(|(_, field)| field.identifies()) || self.only_recipients()
    }

    /// Every column of the file, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Names of the custom fields that were asked for; drafts refer to them by index.
    pub fn custom(&self) -> &[String] {
        &self.custom
    }

    /// What each of the custom fields keeps.
    pub fn kinds(&self) -> &[FieldKind] {
        &self.kinds
    }

    /// Columns, by index, that overwrite nothing.
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// Name of the preset that was recognised or asked for.
    pub fn preset(&self) -> Option<&str> {
        self.preset.as_deref()
    }

    /// Whether the rows are orders rather than people.
    pub const fn is_of_orders(&self) -> bool {
        self.orders
    }

    /// Whether orders name somebody the goods were sent to, who may or may not be the buyer.
    pub const fn has_recipients(&self) -> bool {
        self.recipients
    }

    /// Whether `02/01/2025` is the first of February in this column.
    pub(in crate::import) fn month_first(&self, column: usize) -> bool {
        self.month_first.get(column).copied().unwrap_or(false)
    }

    /// Whether a row that names neither order nor buyer goes on with the order of the row above.
    pub(in crate::import) const fn continues(&self) -> bool {
        self.continues
    }

    /// The columns that are brought in, with their indices.
    pub(in crate::import) fn fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        let used = |column: &'_ Column| column.field.is_some();
        self.columns
            .iter()
            .enumerate()
            .filter(move |(_, column)| used(column))
            .filter_map(|(index, column)| match column.field.as_ref()? {
                Field::Ignore => None,
                field => Some((index, field)),
            })
    }

    /// An order file without any buyer: its rows are read, and rejected with their reason.
    fn only_recipients(&self) -> bool {
        self.fields()
            .any(|(_, field)| *field == Field::RecipientName)
    }
}

/// In which order days and months stand, column by column: as the exporter always writes them, as
/// the cells show, or as the country is used to.
fn month_first(head: &Head, preset: Option<&Preset>, options: &ImportOptions) -> Vec<bool> {
    let always = preset.and_then(|preset| preset.month_first);
    let of_column = |column: usize| {
        let rows = head.samples().iter();
        let cells = rows.filter_map(|(_, cells)| cells.get(column));
        let shown = || tells_order(cells.map(String::as_str));
        always
            .or_else(shown)
            .unwrap_or_else(|| month_comes_first(options.country))
    };
    (0..head.width()).map(of_column).collect()
}

/// The book's own field of this name, or one that our own files name as such.
fn own_field(header: &str, options: &ImportOptions) -> Option<Field> {
    if header.starts_with("field:") {
        return Field::parse(header).ok();
    }
    options.kind_of(header)?;
    Some(Field::Custom(header.to_owned()))
}

/// The book's field for birthdays; one named as the file names it where there is none yet.
fn birthday_field(header: &str, options: &ImportOptions) -> String {
    let of_book = options
        .fields
        .iter()
        .find(|(_, kind)| *kind == FieldKind::Birthday);
    match of_book {
        Some((name, _)) => name.clone(),
        None if header.is_empty() => "birthday".to_owned(),
        None => header.to_owned(),
    }
}

/// Google's `Phone 1 - Label` stands beside `Phone 1 - Value`, and so do ours.
fn find_labels(columns: &mut [Column]) {
    let normal: Vec<String> = columns
        .iter()
        .map(|column| normalise(&column.header))
        .collect();
    for (column, name) in columns.iter_mut().zip(&normal) {
        let found = ["label", "type", "consent"].into_iter().find_map(|what| {
            let stem = name.strip_suffix(what)?;
            stem.ends_with(|c: char| c.is_ascii_digit())
                .then(|| (format!("{stem}value"), what))
        });
        let Some((value, what)) = found else {
            continue;
        };
        if let Some(index) = normal.iter().position(|other| *other == value) {
            column.field = Some(match what {
                "consent" => Field::StandingOf(index),
                _ => Field::LabelOf(index),
            });
            column.because = Because::Header;
        }
    }
}

/// The columns that the user says overwrite nothing.
fn kept(columns: &[Column], options: &ImportOptions) -> Result<Vec<usize>, ImportProblem> {
    let mut kept = options.keep.clone();
    for given in &options.keep_named {
        kept.push(named(columns, given)?);
    }
    Ok(kept)
}

fn named(columns: &[Column], given: &str) -> Result<usize, ImportProblem> {
    position(columns, given).ok_or_else(|| ImportProblem::UnknownColumn {
        given: given.to_owned(),
        columns: columns.iter().map(|column| column.header.clone()).collect(),
    })
}

fn apply_user(columns: &mut [Column], maps: &[(String, String)]) -> Result<(), ImportProblem> {
    for (given, word) in maps {
        let field = Field::parse(word)?;
        let index = named(columns, given)?;
        if let Some(column) = columns.get_mut(index) {
            column.field = Some(field);
            column.because = Because::User;
        }
    }
    Ok(())
}

fn apply_indexed(columns: &mut [Column], fields: &[(usize, Field)]) {
    for (index, field) in fields {
        if let Some(column) = columns.get_mut(*index) {
            column.field = Some(field.clone());
            column.because = Because::User;
        }
    }
}

/// The column with this header, else with this letter or number.
fn position(columns: &[Column], given: &str) -> Option<usize> {
    let given = given.trim();
    let exact = columns.iter().position(|column| column.header == given);
    let normal = normalise(given);
    exact
        .or_else(|| {
            let same = |column: &Column| normalise(&column.header) == normal;
            (!normal.is_empty())
                .then(|| columns.iter().position(same))
                .flatten()
        })
        .or_else(|| given.parse::<usize>().ok()?.checked_sub(1))
        .or_else(|| letters(given))
        .filter(|index| *index < columns.len())
}

/// `A` is 0, `Z` 25, `AA` 26.
fn letters(given: &str) -> Option<usize> {
    if given.is_empty() || given.len() > 3 || !given.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let number = given.bytes().fold(0, |number, b| {
        number * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1
    });
    Some(number - 1)
}

fn vote(columns: &mut [Column], head: &Head, options: &ImportOptions) {
    let is_name = |column: &Column| {
        matches!(
            column.field,
            Some(Field::Name | Field::FirstName | Field::LastName)
        )
    };
    let mut has_name = columns.iter().any(is_name);
    for (index, column) in columns.iter_mut().enumerate() {
        let named = match (column.because, &column.field) {
            (Because::Unknown, _) => None,
            // 联系人 may hold names, 联系方式 numbers or addresses: the cells know better.
            (Because::Header, Some(field @ (Field::Name | Field::Phone | Field::Mobile))) => {
                Some(field.clone())
            }
            _ => continue,
        };
        let cells = head
            .samples()
            .iter()
            .filter_map(|(_, cells)| cells.get(index));
        let cells = cells.map(String::as_str);
        let field = content::vote(cells, options.country, !column.header.is_empty());
        if let Some(named) = named {
            let is_number = |field: &Field| matches!(field, Field::Phone | Field::Mobile);
            let other = match field {
                Some(Field::Phone) => !is_number(&named),
                Some(Field::Email) => true,
                _ => false,
            };
            if !other {
                continue;
            }
        }
        if field == Some(Field::Name) && std::mem::replace(&mut has_name, true) {
            continue;
        }
        if field.is_some() {
            column.field = field;
            column.because = Because::Content;
        }
    }
}

fn is_of_orders(columns: &[Column]) -> bool {
    let of_order = |column: &&Column| column.field.as_ref().is_some_and(Field::is_of_order);
    let has_number = columns
        .iter()
        .any(|column| column.field == Some(Field::OrderNo));
    has_number || columns.iter().filter(of_order).count() > 1
}

/// Beside a 联系人 the 客户 is a company.
fn settle_names(columns: &mut [Column]) {
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

fn is_of_recipient(column: &Column) -> bool {
    matches!(
        column.field,
        Some(Field::RecipientName | Field::RecipientPhone | Field::RecipientAddress)
    )
}

/// A recipient agreed to nothing, so is a contact only where the file lists people, or where the
/// user says that buyer and recipient are one.
fn settle_recipients(columns: &mut [Column], orders: bool, recipient: Recipient) {
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
                // Province, city and street often stand in columns of their own.
                Some(Field::RecipientAddress) if std::mem::replace(&mut has_street, true) => {
                    Some(Field::StreetMore)
                }
                Some(Field::RecipientAddress) => Some(Field::Street),
                other => other,
            };
        }
    }
}
