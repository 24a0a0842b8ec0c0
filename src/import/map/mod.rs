//! Which column goes where: as the user says, as the preset knows, as its name tells, or as its
//! cells look.

mod content;
mod field;
mod names;
mod preset;
mod settle;

pub use field::Field;
pub use preset::{PresetTitle, preset_is_of_shop, preset_names, preset_title};

pub(super) use content::is_data;
pub(super) use preset::{Preset, choose as choose_preset};

pub(super) use names::{is_secret, known_headers, normalise};

use self::names::lookup;
use self::settle::{find_labels, is_of_orders, is_of_recipient, settle_names, settle_recipients};
use super::clean::date::{month_comes_first, tells_order};
use super::head::Head;
use super::options::ImportOptions;
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
    ///
    /// `presets` are the exporters of the columns, where they come from several.
    pub(super) fn new(
        head: &Head,
        options: &ImportOptions,
        presets: Option<&[Option<&'static Preset>]>,
    ) -> Result<Self, ImportProblem> {
        let headers = head.headers();
        let presets = match presets {
            Some(presets) => presets.to_vec(),
            None => vec![preset::choose(options.preset.as_deref(), headers)?; head.width()],
        };
        let of_column = |index: usize| presets.get(index).copied().flatten();
        let mut columns: Vec<Column> = (0..head.width())
            .map(|index| {
                let header = headers
                    .get(index)
                    .map(|header| header.trim())
                    .unwrap_or_default();
                let preset = of_column(index);
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
        find_labels(&mut columns, &presets);
        apply_user(&mut columns, &options.maps)?;
        let kept = kept(&columns, options)?;
        apply_indexed(&mut columns, &options.columns);
        vote(&mut columns, head, options, &presets);
        let orders = is_of_orders(&columns);
        settle_names(&mut columns);
        let recipients = orders && columns.iter().any(is_of_recipient);
        settle_recipients(&mut columns, orders, options.recipient);
        let mut custom = Vec::new();
        let mut kinds = Vec::new();
        let mut birthday: Option<String> = None;
        for column in &mut columns {
            let is_birthday = column.field == Some(Field::Birthday);
            if is_birthday {
                // However many columns say it, people have one.
                let name = birthday.get_or_insert_with(|| birthday_field(&column.header, options));
                column.field = Some(Field::Custom(name.clone()));
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
            preset: only_one(&presets).map(|preset| preset.name().to_owned()),
            orders,
            recipients,
            month_first: month_first(head, &presets, options),
            continues: presets.iter().flatten().any(|preset| preset.continues),
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
fn month_first(
    head: &Head,
    presets: &[Option<&'static Preset>],
    options: &ImportOptions,
) -> Vec<bool> {
    let of_column = |column: usize| {
        let preset = presets.get(column).copied().flatten();
        let always = preset.and_then(|preset| preset.month_first);
        let rows = head.samples().iter();
        let cells = rows.filter_map(|(_, cells)| cells.get(column));
        let shown = || tells_order(cells.map(String::as_str));
        always
            .or_else(shown)
            .unwrap_or_else(|| month_comes_first(options.country))
    };
    (0..head.width()).map(of_column).collect()
}

/// The exporter of all columns, where there is but one.
fn only_one(presets: &[Option<&'static Preset>]) -> Option<&'static Preset> {
    let first = presets.first().copied().flatten()?;
    let same = |other: Option<&'static Preset>| other.is_some_and(|one| one.name() == first.name());
    presets.iter().copied().all(same).then_some(first)
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

fn vote(
    columns: &mut [Column],
    head: &Head,
    options: &ImportOptions,
    presets: &[Option<&'static Preset>],
) {
    let is_name = |column: &Column| {
        matches!(
            column.field,
            Some(Field::Name | Field::FirstName | Field::LastName)
        )
    };
    let mut has_name = columns.iter().any(is_name);
    for (index, column) in columns.iter_mut().enumerate() {
        // Where the exporter is known, so is what its columns are not.
        if presets.get(index).is_some_and(Option::is_some) {
            continue;
        }
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
