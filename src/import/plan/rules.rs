//! What the owner says about people who are in the book already: what tells that somebody is the
//! same, and what of them stays as it stands.

use super::decision::{Policy, Value};
use crate::domain::field::Birthday;
use crate::domain::listing::FieldKind;
use crate::import::draft::Draft;
use crate::import::map::{Field, Mapping};
use crate::import::options::ImportOptions;

/// What may tell that two rows, or a row and a contact, are about the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MatchBy {
    Number,
    Email,
    /// The member name or id in the system that the file comes from.
    Reference,
    /// The very same name, with the same whole date of birth.
    NameAndBirthday,
}

/// Those of them that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchKeys([bool; MatchBy::ALL.len()]);

/// How a row meets the people of the book.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub policy: Policy,
    pub keys: MatchKeys,
    /// Never overwritten; blanks are filled all the same.
    pub keep: Slots,
    /// The custom columns that hold birthdays.
    pub birthdays: Vec<usize>,
}

/// A set of the values of a contact that a file can overwrite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Slots(u64);

impl MatchBy {
    pub const ALL: [Self; 4] = [
        Self::Number,
        Self::Email,
        Self::Reference,
        Self::NameAndBirthday,
    ];

    /// The word of the command-line contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Email => "email",
            Self::Reference => "ref",
            Self::NameAndBirthday => "name+birthday",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }
}

impl Default for MatchKeys {
    fn default() -> Self {
        let mut keys = Self([true; MatchBy::ALL.len()]);
        // Two people may well be called the same and be born on one day.
        keys.set(MatchBy::NameAndBirthday, false);
        keys
    }
}

impl MatchKeys {
    /// Just these.
    pub fn of(those: &[MatchBy]) -> Self {
        let mut keys = Self([false; MatchBy::ALL.len()]);
        for by in those {
            keys.set(*by, true);
        }
        keys
    }

    pub fn has(self, by: MatchBy) -> bool {
        self.0.get(by as usize).copied().unwrap_or(false)
    }

    pub fn set(&mut self, by: MatchBy, is_on: bool) {
        if let Some(place) = self.0.get_mut(by as usize) {
            *place = is_on;
        }
    }

    /// Those that count.
    pub fn list(self) -> impl Iterator<Item = MatchBy> {
        MatchBy::ALL.into_iter().filter(move |by| self.has(*by))
    }
}

impl Rules {
    /// What the owner says about a file with these columns.
    pub fn new(mapping: &Mapping, options: &ImportOptions) -> Self {
        let mut keep = Slots::default();
        for column in mapping.kept() {
            let field = mapping
                .columns()
                .get(*column)
                .and_then(|one| one.field.as_ref());
            keep.insert(field.and_then(|field| slot_of(field, mapping.custom())));
        }
        let kinds = mapping.kinds().iter().enumerate();
        Self {
            policy: options.policy,
            keys: options.keys,
            keep,
            birthdays: kinds
                .filter(|(_, kind)| **kind == FieldKind::Birthday)
                .map(|(custom, _)| custom)
                .collect(),
        }
    }

    /// The whole date of birth that a row gives, if it gives one.
    pub(super) fn birthday<'d>(&self, draft: &'d Draft) -> Option<&'d str> {
        let mut values = draft
            .fields
            .iter()
            .filter(|(custom, _)| self.birthdays.contains(custom));
        values
            .find(|(_, value)| Birthday::parse(value).is_some_and(|day| day.born().is_some()))
            .map(|(_, value)| value.as_str())
    }
}

impl Slots {
    const ADDRESS: u32 = 4;
    const FIELDS: u32 = 5;

    pub(super) const fn has(self, slot: Self) -> bool {
        self.0 & slot.0 != 0
    }

    fn insert(&mut self, slot: Option<Self>) {
        self.0 |= slot.unwrap_or_default().0;
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn value(which: Value) -> Self {
        Self(1 << which as u32)
    }

    pub(super) const fn address() -> Self {
        Self(1 << Self::ADDRESS)
    }

    /// Beyond the last bit, fields share it: rather one is kept too many than one too few.
    pub(super) fn field(custom: usize) -> Self {
        let bit = u32::try_from(custom).unwrap_or(u32::MAX);
        Self(1 << bit.saturating_add(Self::FIELDS).min(u64::BITS - 1))
    }

    /// All that a row says something about.
    pub(super) fn said(draft: &Draft) -> Self {
        let mut said = Self::default();
        for (which, text) in [
            (Value::Name, &draft.name),
            (Value::Company, &draft.company),
            (Value::Reference, &draft.reference),
            (Value::Notes, &draft.notes),
        ] {
            said.insert((!text.is_empty()).then(|| Self::value(which)));
        }
        said.insert(draft.has_address().then(Self::address));
        for (custom, _) in &draft.fields {
            said = said.with(Self::field(*custom));
        }
        said
    }
}

/// Whether a column holds something that an import can overwrite; numbers, e-mail addresses, tags
/// and purchases are only ever added.
pub fn can_overwrite(field: &Field) -> bool {
    matches!(field, Field::Custom(_)) || slot_of(field, &[]).is_some()
}

fn slot_of(field: &Field, custom: &[String]) -> Option<Slots> {
    Some(match field {
        Field::Name | Field::FirstName | Field::MiddleName | Field::LastName => {
            Slots::value(Value::Name)
        }
        Field::Company => Slots::value(Value::Company),
        Field::Reference => Slots::value(Value::Reference),
        Field::Notes => Slots::value(Value::Notes),
        Field::City
        | Field::Province
        | Field::Country
        | Field::Street
        | Field::StreetMore
        | Field::Postcode => Slots::address(),
        Field::Custom(name) => Slots::field(custom.iter().position(|one| one == name)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_by_their_words() {
        for by in MatchBy::ALL {
            assert_eq!(MatchBy::from_word(by.word()), Some(by));
        }
        let keys = MatchKeys::default();
        assert!(keys.has(MatchBy::Number) && !keys.has(MatchBy::NameAndBirthday));
        let keys = MatchKeys::of(&[MatchBy::NameAndBirthday]);
        assert!(keys.list().eq([MatchBy::NameAndBirthday]));
    }

    #[test]
    fn slots_are_apart() {
        let check = |field: Field, expected: bool| {
            let draft = Draft {
                notes: "x".to_owned(),
                fields: vec![(1, "y".to_owned())],
                ..Draft::default()
            };
            let names = ["a".to_owned(), "b".to_owned()];
            let slot = slot_of(&field, &names).unwrap_or_default();
            assert_eq!(Slots::said(&draft).has(slot), expected, "{field:?}");
        };
        check(Field::Notes, true);
        check(Field::Name, false);
        check(Field::City, false);
        check(Field::Custom("a".to_owned()), false);
        check(Field::Custom("b".to_owned()), true);
        check(Field::Mobile, false);
    }
}
