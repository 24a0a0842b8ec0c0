//! The columns and formats a list can be written in.

use std::path::Path;

use crate::domain::problem::ExportProblem;

/// A column of a table of contacts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Id,
    Reference,
    Name,
    Company,
    Mobile,
    Numbers,
    Email,
    City,
    Country,
    Province,
    Street,
    Postcode,
    Tags,
    Source,
    /// A custom field, by name.
    Field(String),
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Csv,
    Xlsx,
    /// vCard 3.0, which every phone reads.
    Vcard,
    /// vCard 4.0.
    Vcard4,
    Json,
}

impl Column {
    /// What an envelope needs besides; only written when it is asked for.
    pub const POSTAL: [Self; 3] = [Self::Province, Self::Street, Self::Postcode];

    /// The columns every book has, in their usual order.
    pub const BUILT_IN: [Self; 11] = [
        Self::Id,
        Self::Reference,
        Self::Name,
        Self::Company,
        Self::Mobile,
        Self::Numbers,
        Self::Email,
        Self::City,
        Self::Country,
        Self::Tags,
        Self::Source,
    ];

    /// The word of the command-line contract, or the custom field's name.
    pub fn word(&self) -> &str {
        match self {
            Self::Id => "id",
            Self::Reference => "ref",
            Self::Name => "name",
            Self::Company => "company",
            Self::Mobile => "mobile",
            Self::Numbers => "numbers",
            Self::Email => "email",
            Self::City => "city",
            Self::Country => "country",
            Self::Province => "province",
            Self::Street => "street",
            Self::Postcode => "postcode",
            Self::Tags => "tags",
            Self::Source => "source",
            Self::Field(name) => name,
        }
    }

    /// The column of this name; `fields` are the names of the book's custom fields.
    ///
    /// # Errors
    /// [`ExportProblem::UnknownColumn`] with the columns there are.
    pub fn parse(word: &str, fields: &[String]) -> Result<Self, ExportProblem> {
        let word = word.trim();
        Self::BUILT_IN
            .into_iter()
            .chain(Self::POSTAL)
            .find(|column| column.word().eq_ignore_ascii_case(word))
            .or_else(|| {
                let field = fields.iter().find(|name| name.as_str() == word)?;
                Some(Self::Field(field.clone()))
            })
            .ok_or_else(|| ExportProblem::UnknownColumn {
                given: word.to_owned(),
                columns: Self::every(fields)
                    .iter()
                    .chain(&Self::POSTAL)
                    .map(|column| column.word().to_owned())
                    .collect(),
            })
    }

    /// Whether what stands in it can be changed in a file that comes back; the others follow from
    /// something else, or tell what cannot be changed.
    pub const fn is_editable(&self) -> bool {
        match self {
            Self::Reference
            | Self::Name
            | Self::Company
            | Self::Numbers
            | Self::Email
            | Self::City
            | Self::Country
            | Self::Province
            | Self::Street
            | Self::Postcode
            | Self::Tags
            | Self::Field(_) => true,
            Self::Id | Self::Mobile | Self::Source => false,
        }
    }

    /// All columns of a book with these custom fields: what is written when none are named.
    pub fn every(fields: &[String]) -> Vec<Self> {
        let mut columns = Self::BUILT_IN.to_vec();
        columns.extend(fields.iter().cloned().map(Self::Field));
        columns
    }
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::Vcard, Self::Vcard4, Self::Json];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Vcard => "vcard",
            Self::Vcard4 => "vcard4",
            Self::Json => "json",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Whether a list of this kind can be edited and brought back.
    pub const fn can_be_edited(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx)
    }

    /// The format that the file's ending names.
    ///
    /// # Errors
    /// [`ExportProblem::UnknownFormat`].
    pub fn from_path(path: &Path) -> Result<Self, ExportProblem> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
            .unwrap_or_default();
        match ending.as_str() {
            "vcf" => Ok(Self::Vcard),
            word => Self::from_word(word).ok_or(ExportProblem::UnknownFormat { ending }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_words() {
        let fields = ["生日".to_owned(), "Size".to_owned()];
        for column in Column::every(&fields).into_iter().chain(Column::POSTAL) {
            assert_eq!(Column::parse(column.word(), &fields), Ok(column));
        }
        let check = |word: &str, expected: Option<Column>| {
            assert_eq!(Column::parse(word, &fields).ok(), expected);
        };
        check(" Name ", Some(Column::Name));
        check("Size", Some(Column::Field("Size".to_owned())));
        check("size", None);
        check("", None);
    }

    #[test]
    fn the_ending_names_the_format() {
        let check = |path: &str, expected: Option<Format>| {
            assert_eq!(Format::from_path(Path::new(path)).ok(), expected);
        };
        check("a.csv", Some(Format::Csv));
        check("a.b.XLSX", Some(Format::Xlsx));
        check("a.vcf", Some(Format::Vcard));
        check("a.vcard", Some(Format::Vcard));
        check("a.json", Some(Format::Json));
        check("a.haobu", None);
        check("csv", None);
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(format));
        }
    }
}
