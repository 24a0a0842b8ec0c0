//! A contact with the words for all that it refers to, as the writers need it.

use std::borrow::Cow;

use super::column::Column;
use crate::domain::consent::{Scope, Standing};
use crate::domain::contact::{Address, Contact, Number};
use crate::domain::phone::{E164, NumberStatus};

/// What is on record about one point, scope by scope; scopes without any record are left out.
pub type Standings = Vec<(Scope, Standing)>;

/// Between the values of a cell that holds several.
const SEPARATOR: &str = "; ";

/// One contact to be written.
#[derive(Clone, Debug)]
pub struct ExportContact<'a> {
    pub contact: &'a Contact,
    /// The first valid number that may be a mobile.
    pub mobile: Option<E164>,
    /// The source's name, or nothing.
    pub source: &'a str,
    /// Names, in the order they are shown.
    pub tags: Vec<&'a str>,
    /// Name and value of custom fields, in the order they are shown.
    pub fields: Vec<(&'a str, &'a str)>,
    /// Where each number belongs (`广东 深圳`), in the order of `contact.numbers`. May be shorter:
    /// only JSON shows it.
    pub places: Vec<String>,
    /// Consent on each number, in the order of `contact.numbers`. Only JSON shows it.
    pub number_consent: Vec<Standings>,
    /// Consent on each address, in the order of `contact.emails`. Only JSON shows it.
    pub email_consent: Vec<Standings>,
}

impl ExportContact<'_> {
    /// The text in a column; empty when nothing is known. Several values are joined by `; `.
    pub fn cell(&self, column: &Column) -> String {
        self.text(column).into_owned()
    }

    /// Like [`Self::cell`], without a copy where none is needed.
    pub(super) fn text(&self, column: &Column) -> Cow<'_, str> {
        let contact = self.contact;
        match column {
            Column::Id => contact.id.get().to_string().into(),
            Column::Reference => contact.reference.as_str().into(),
            Column::Name => contact.name.as_str().into(),
            Column::Company => contact.company.as_str().into(),
            Column::Mobile => self
                .mobile
                .map(|e164| e164.to_string())
                .unwrap_or_default()
                .into(),
            Column::Numbers => joined(contact.numbers.iter().map(number_text)),
            Column::Email => joined(
                contact
                    .emails
                    .iter()
                    .map(|email| Cow::Borrowed(email.addr.as_str())),
            ),
            Column::City => self.first_address(|address| &address.city).into(),
            Column::Country => self.first_address(|address| &address.country).into(),
            Column::Province => self.first_address(|address| &address.province).into(),
            Column::Street => self.first_address(|address| &address.street).into(),
            Column::Postcode => self.first_address(|address| &address.postcode).into(),
            Column::Tags => joined(self.tags.iter().map(|tag| Cow::Borrowed(*tag))),
            Column::Source => self.source.into(),
            Column::Field(name) => self.field(name).into(),
        }
    }

    pub(super) fn first_address(&self, part: impl Fn(&Address) -> &String) -> &str {
        self.contact
            .addresses
            .first()
            .map(|address| part(address).as_str())
            .unwrap_or_default()
    }

    fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| *field == name);
        found.map(|(_, value)| *value).unwrap_or_default()
    }
}

/// A number as people and this program's own import read it: `+862085556666 ext 123`, a relay
/// number with a hyphen, and the cell as it was written when there is no better form.
pub fn number_text(number: &Number) -> Cow<'_, str> {
    let Some(e164) = number.e164 else {
        return number.raw.as_str().into();
    };
    let extension = number.extension.as_str();
    if extension.is_empty() {
        e164.to_string().into()
    } else if number.status == NumberStatus::Relay {
        format!("{e164}-{extension}").into()
    } else {
        format!("{e164} ext {extension}").into()
    }
}

fn joined<'t>(values: impl Iterator<Item = Cow<'t, str>>) -> Cow<'t, str> {
    let mut values = values.filter(|value| !value.is_empty());
    let first = values.next().unwrap_or_default();
    values.fold(first, |all, value| {
        let mut all = all.into_owned();
        all.push_str(SEPARATOR);
        all.push_str(&value);
        all.into()
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::contact::PurchaseSummary;
    use crate::domain::ids::{ChildId, ContactId};
    use crate::domain::phone::NumberKind;
    use crate::domain::time::Millis;

    /// A contact of whom nothing is known.
    pub(in crate::export) fn nobody() -> Contact {
        Contact {
            id: ContactId(1),
            reference: String::new(),
            name: String::new(),
            company: String::new(),
            notes: String::new(),
            created: Millis(0),
            source: None,
            numbers: Vec::new(),
            emails: Vec::new(),
            addresses: Vec::new(),
            tags: Vec::new(),
            fields: Vec::new(),
            purchases: PurchaseSummary::default(),
            overrides: Vec::new(),
        }
    }

    pub(in crate::export) fn plain(contact: &Contact) -> ExportContact<'_> {
        ExportContact {
            contact,
            mobile: None,
            source: "",
            tags: Vec::new(),
            fields: Vec::new(),
            places: Vec::new(),
            number_consent: Vec::new(),
            email_consent: Vec::new(),
        }
    }

    #[test]
    fn a_number_is_written_as_well_as_it_is_known() {
        let check = |status: NumberStatus, e164: Option<u64>, extension: &str, expected: &str| {
            let number = Number {
                id: ChildId(1),
                raw: "raw".to_owned(),
                e164: e164.map(E164),
                status,
                kind: NumberKind::Unknown,
                region: None,
                extension: extension.to_owned(),
                label: String::new(),
            };
            assert_eq!(number_text(&number), expected);
        };
        check(
            NumberStatus::Ok,
            Some(8_613_823_165_520),
            "",
            "+8613823165520",
        );
        check(NumberStatus::Ambiguous, Some(49), "7", "+49 ext 7");
        check(
            NumberStatus::Relay,
            Some(8_613_823_165_520),
            "1234",
            "+8613823165520-1234",
        );
        check(NumberStatus::Masked, None, "", "raw");
        check(NumberStatus::Invalid, None, "7", "raw");
    }

    #[test]
    fn blank_values_leave_no_separators() {
        let check = |values: &[&str], expected: &str| {
            let values = values.iter().map(|value| Cow::Borrowed(*value));
            assert_eq!(joined(values), expected);
        };
        check(&[], "");
        check(&["a"], "a");
        check(&["", "a", "", "b", ""], "a; b");
        check(&["", ""], "");
    }
}
