//! The columns that the table can show, and what each can do.

use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::filter::{DateKey, NumberKey, Subject, TextKey};
use crate::domain::ids::FieldId;
use crate::domain::listing::{FieldEntry, FieldKind, Vocabulary};
use crate::roster::SortKey;

/// Before the name of a custom field in [`TableColumn::key`].
const FIELD_PREFIX: &str = "field:";

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableColumn {
    Name,
    Company,
    Reference,
    Mobile,
    /// How many numbers.
    Numbers,
    Email,
    /// Badges for texts and calls.
    Consent,
    City,
    Province,
    Country,
    Tags,
    Source,
    Orders,
    Spent,
    LastOrder,
    Created,
    Field(FieldId),
}

/// What opens at a column's head, below sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeaderMenu {
    /// Sorting and hiding only.
    Plain,
    /// Values with counts and tick boxes: one list per subject.
    Values,
    /// From and to.
    Numbers,
    /// From and to, and years and months with tick boxes.
    Dates,
    /// The piles, then states of texts and of calls.
    Consent,
}

impl TableColumn {
    /// Columns that every book has, in their order from the left.
    pub const BUILT_IN: [Self; 16] = [
        Self::Name,
        Self::Mobile,
        Self::Consent,
        Self::City,
        Self::Tags,
        Self::LastOrder,
        Self::Company,
        Self::Email,
        Self::Source,
        Self::Orders,
        Self::Spent,
        Self::Created,
        Self::Reference,
        Self::Numbers,
        Self::Province,
        Self::Country,
    ];

    /// All columns of a book, its own fields last.
    pub fn all(vocabulary: &Vocabulary) -> Vec<Self> {
        let fields = vocabulary.fields.iter().map(|field| Self::Field(field.id));
        Self::BUILT_IN.into_iter().chain(fields).collect()
    }

    /// What settings call it: `mobile`, `field:生日`. `None` for a field the book does not have.
    pub fn key(self, vocabulary: &Vocabulary) -> Option<String> {
        let word = match self {
            Self::Name => "name",
            Self::Company => "company",
            Self::Reference => "ref",
            Self::Mobile => "mobile",
            Self::Numbers => "numbers",
            Self::Email => "email",
            Self::Consent => "consent",
            Self::City => "city",
            Self::Province => "province",
            Self::Country => "country",
            Self::Tags => "tags",
            Self::Source => "source",
            Self::Orders => "orders",
            Self::Spent => "spent",
            Self::LastOrder => "last_order",
            Self::Created => "created",
            Self::Field(id) => {
                let field = entry(vocabulary, id)?;
                return Some(format!("{FIELD_PREFIX}{}", field.name));
            }
        };
        Some(word.to_owned())
    }

    /// The column of this key, if the book has it.
    pub fn from_key(key: &str, vocabulary: &Vocabulary) -> Option<Self> {
        if let Some(name) = key.strip_prefix(FIELD_PREFIX) {
            let field = vocabulary.fields.iter().find(|field| field.name == name)?;
            return Some(Self::Field(field.id));
        }
        let known = |column: &Self| column.key(vocabulary).as_deref() == Some(key);
        Self::BUILT_IN.into_iter().find(known)
    }

    /// What the list is sorted by at a click on the head; `None` when it cannot be.
    pub const fn sort_key(self) -> Option<SortKey> {
        Some(match self {
            Self::Name => SortKey::Name,
            Self::Company => SortKey::Company,
            Self::Reference => SortKey::Ref,
            Self::Mobile => SortKey::Mobile,
            Self::Email => SortKey::Email,
            Self::City => SortKey::City,
            Self::Province => SortKey::Province,
            Self::Country => SortKey::Country,
            Self::Source => SortKey::Source,
            Self::Orders => SortKey::Orders,
            Self::Spent => SortKey::Spent,
            Self::LastOrder => SortKey::LastOrder,
            Self::Created => SortKey::Created,
            Self::Field(id) => SortKey::Field(id),
            Self::Numbers | Self::Consent | Self::Tags => return None,
        })
    }

    pub fn menu(self, vocabulary: &Vocabulary) -> HeaderMenu {
        match self {
            Self::Numbers => HeaderMenu::Plain,
            Self::Consent => HeaderMenu::Consent,
            Self::Orders | Self::Spent => HeaderMenu::Numbers,
            Self::LastOrder | Self::Created => HeaderMenu::Dates,
            Self::Field(id) => match entry(vocabulary, id).map(|field| field.kind) {
                None => HeaderMenu::Plain,
                Some(FieldKind::Number) => HeaderMenu::Numbers,
                Some(FieldKind::Date) => HeaderMenu::Dates,
                Some(
                    FieldKind::Text | FieldKind::Choice | FieldKind::YesNo | FieldKind::Birthday,
                ) => HeaderMenu::Values,
            },
            _ => HeaderMenu::Values,
        }
    }

    /// What its menu filters by, one list or range each. Numbers hardly repeat, so their column
    /// lists how well they could be read, the kind of line and the country instead.
    pub fn subjects(self, vocabulary: &Vocabulary) -> Vec<Subject> {
        let text = |key| vec![Subject::Text(key)];
        let marketing = |channel| Subject::Standing(Scope::new(channel, Purpose::Marketing));
        match self {
            Self::Name => text(TextKey::Name),
            Self::Company => text(TextKey::Company),
            Self::Reference => text(TextKey::Ref),
            Self::Mobile => vec![
                Subject::NumberStatus,
                Subject::NumberType,
                Subject::NumberRegion,
            ],
            Self::Numbers => Vec::new(),
            Self::Email => text(TextKey::Email),
            Self::Consent => vec![
                Subject::Consent,
                marketing(Channel::Sms),
                marketing(Channel::Call),
            ],
            Self::City => text(TextKey::City),
            Self::Province => text(TextKey::Province),
            Self::Country => text(TextKey::Country),
            Self::Tags => text(TextKey::Tag),
            Self::Source => vec![Subject::Text(TextKey::Source), Subject::SourceKind],
            Self::Orders => vec![Subject::Number(NumberKey::Orders)],
            Self::Spent => vec![Subject::Number(NumberKey::Spent)],
            Self::LastOrder => vec![Subject::Date(DateKey::LastOrder)],
            Self::Created => vec![Subject::Date(DateKey::Created)],
            Self::Field(id) => entry(vocabulary, id)
                .map(|field| Subject::Field(field.name.clone()))
                .into_iter()
                .collect(),
        }
    }

    /// Whether its cells are numbers, aligned at their right edge.
    pub fn aligns_right(self, vocabulary: &Vocabulary) -> bool {
        match self {
            Self::Numbers | Self::Orders | Self::Spent => true,
            Self::Field(id) => {
                entry(vocabulary, id).is_some_and(|field| field.kind == FieldKind::Number)
            }
            _ => false,
        }
    }

    /// Whether a cell is text that can be typed over; tags and consent have editors of their own,
    /// the rest is worked out.
    pub const fn is_editable(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Company
                | Self::Reference
                | Self::Mobile
                | Self::Email
                | Self::City
                | Self::Province
                | Self::Country
                | Self::Field(_)
        )
    }
}

fn entry(vocabulary: &Vocabulary, id: FieldId) -> Option<&FieldEntry> {
    vocabulary.fields.iter().find(|field| field.id == id)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn keys_name_columns_and_survive_settings() {
        let field = |id, name: &str, kind| FieldEntry::new(FieldId(id), name, kind);
        let vocabulary = Vocabulary {
            fields: vec![
                field(1, "Birthday", FieldKind::Date),
                field(2, "city", FieldKind::Text),
                field(3, "Points", FieldKind::Number),
            ],
            ..Vocabulary::default()
        };
        let all = TableColumn::all(&vocabulary);
        assert_eq!(all.len(), TableColumn::BUILT_IN.len() + 3);
        for column in all {
            let key = column.key(&vocabulary).unwrap();
            assert_eq!(
                TableColumn::from_key(&key, &vocabulary),
                Some(column),
                "{key}"
            );
            let lists_something = !column.subjects(&vocabulary).is_empty();
            let has_menu = column.menu(&vocabulary) != HeaderMenu::Plain;
            assert_eq!(lists_something, has_menu, "{key}");
        }
        let check = |key: &str, menu, right| {
            let column = TableColumn::from_key(key, &vocabulary).unwrap();
            assert_eq!(column.menu(&vocabulary), menu, "{key}");
            assert_eq!(column.aligns_right(&vocabulary), right, "{key}");
        };
        check("city", HeaderMenu::Values, false);
        check("field:city", HeaderMenu::Values, false);
        check("field:Birthday", HeaderMenu::Dates, false);
        check("field:Points", HeaderMenu::Numbers, true);
        check("orders", HeaderMenu::Numbers, true);
        check("consent", HeaderMenu::Consent, false);
        assert_eq!(TableColumn::from_key("field:gone", &vocabulary), None);
        assert_eq!(TableColumn::Field(FieldId(9)).key(&vocabulary), None);
    }
}
