//! Which columns make one address, where a file gives several of each person.

use crate::import::map::{Field, Mapping, normalise};

/// Words in front of a column that say whose or which address it is part of.
const WHICH: [&str; 14] = [
    "home", "business", "work", "other", "billing", "default", "mailing", "家庭", "公司", "单位",
    "住宅", "办公", "户籍", "账单",
];

/// The addresses of a file, by the columns they are made of.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// Column and number of the address.
    columns: Vec<(usize, usize)>,
}

impl Addresses {
    pub(super) fn of(mapping: &Mapping) -> Self {
        let parts: Vec<(usize, String, &Field)> = mapping
            .fields()
            .filter(|(_, field)| is_part(field))
            .map(|(column, field)| {
                let header = mapping.columns().get(column);
                let header = header.map_or("", |column| column.header.as_str());
                (column, which(header), field)
            })
            .collect();
        let mut names: Vec<&str> = Vec::new();
        for (_, name, _) in &parts {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        // City and province without a word in front belong to the one street that has one.
        let fields_of = |name: &str| {
            let of_name = parts.iter().filter(move |(_, other, _)| other == name);
            of_name.map(|(_, _, field)| *field).collect::<Vec<_>>()
        };
        if let Some(named) = names.iter().find(|name| !name.is_empty()).copied() {
            let (plain, with_name) = (fields_of(""), fields_of(named));
            if plain.iter().all(|field| !with_name.contains(field)) {
                names.retain(|name| !name.is_empty());
                let first = names.iter().position(|name| *name == named).unwrap_or(0);
                return Self::numbered(&parts, &names, first);
            }
        }
        Self::numbered(&parts, &names, 0)
    }

    fn numbered(parts: &[(usize, String, &Field)], names: &[&str], plain: usize) -> Self {
        let columns = parts.iter().map(|(column, name, _)| {
            let number = names.iter().position(|known| known == name);
            (*column, number.unwrap_or(plain))
        });
        Self {
            columns: columns.collect(),
        }
    }

    /// The number of the address that this column is a part of.
    pub(super) fn number(&self, column: usize) -> usize {
        let known = self.columns.iter().find(|(other, _)| *other == column);
        known.map_or(0, |(_, number)| *number)
    }
}

const fn is_part(field: &Field) -> bool {
    matches!(
        field,
        Field::City
            | Field::Province
            | Field::Country
            | Field::Street
            | Field::StreetMore
            | Field::Postcode
    )
}

/// `home` of "Home City", `address2` of "Address 2 - City"; nothing of "City" and "Address2".
fn which(header: &str) -> String {
    let name = normalise(header);
    if let Some(rest) = name.strip_prefix("address") {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let is_of_several = !digits.is_empty() && rest.len() > digits.len();
        return if is_of_several {
            format!("address{digits}")
        } else {
            String::new()
        };
    }
    let word = WHICH.iter().find(|word| name.starts_with(**word));
    word.map_or_else(String::new, |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_say_which_address_they_are_of() {
        let check = |header: &str, expected: &str| assert_eq!(which(header), expected, "{header}");
        check("Home City", "home");
        check("Address 2 - Postal Code", "address2");
        check("Address2", "");
        check("Address Line 1", "");
        check("城市", "");
        check("家庭地址", "家庭");
        check("billing_city", "billing");
    }
}
