//! The fields a column can go to, and their names on the command line.

use crate::domain::consent::Channel;
use crate::domain::problem::ImportProblem;

/// What a column says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    FirstName,
    MiddleName,
    LastName,
    Company,
    /// Member name or id.
    Reference,
    Mobile,
    Phone,
    Email,
    City,
    Province,
    Country,
    Street,
    /// More of the street, from a second column.
    StreetMore,
    Postcode,
    Tags,
    Notes,
    Created,
    /// An answer: yes, no, or the day of the yes. `None` is about every channel.
    Consent(Option<Channel>),
    /// An objection: yes, or its day.
    OptOut(Option<Channel>),
    /// What the value in this other column (by index) is called: work, home.
    LabelOf(usize),
    /// What is on record about the value in this other column (by index), as our JSON says it.
    StandingOf(usize),
    /// Goes to the book's field for birthdays, or makes one.
    Birthday,
    OrderNo,
    OrderTime,
    Amount,
    Item,
    OrderStatus,
    RecipientName,
    RecipientPhone,
    RecipientAddress,
    Ignore,
    /// A custom field of this name.
    Custom(String),
}

/// Names of fields on the command line. The first name of a field is its usual one.
const WORDS: [(&str, Field); 45] = [
    ("name", Field::Name),
    ("first_name", Field::FirstName),
    ("middle_name", Field::MiddleName),
    ("last_name", Field::LastName),
    ("company", Field::Company),
    ("ref", Field::Reference),
    ("mobile", Field::Mobile),
    ("phone", Field::Phone),
    ("numbers", Field::Phone),
    ("email", Field::Email),
    ("city", Field::City),
    ("province", Field::Province),
    ("country", Field::Country),
    ("street", Field::Street),
    ("address", Field::Street),
    ("street2", Field::StreetMore),
    ("postcode", Field::Postcode),
    ("tags", Field::Tags),
    ("notes", Field::Notes),
    ("created", Field::Created),
    ("birthday", Field::Birthday),
    ("consent", Field::Consent(None)),
    ("consent_sms", Field::Consent(Some(Channel::Sms))),
    ("consent_call", Field::Consent(Some(Channel::Call))),
    ("consent_email", Field::Consent(Some(Channel::Email))),
    ("consent_post", Field::Consent(Some(Channel::Post))),
    ("consent_whatsapp", Field::Consent(Some(Channel::Whatsapp))),
    ("consent_wechat", Field::Consent(Some(Channel::Wechat))),
    ("optout", Field::OptOut(None)),
    ("opt_out", Field::OptOut(None)),
    ("optout_sms", Field::OptOut(Some(Channel::Sms))),
    ("optout_call", Field::OptOut(Some(Channel::Call))),
    ("optout_email", Field::OptOut(Some(Channel::Email))),
    ("optout_post", Field::OptOut(Some(Channel::Post))),
    ("optout_whatsapp", Field::OptOut(Some(Channel::Whatsapp))),
    ("optout_wechat", Field::OptOut(Some(Channel::Wechat))),
    ("order_no", Field::OrderNo),
    ("order_time", Field::OrderTime),
    ("amount", Field::Amount),
    ("item", Field::Item),
    ("order_status", Field::OrderStatus),
    ("recipient_name", Field::RecipientName),
    ("recipient_phone", Field::RecipientPhone),
    ("recipient_address", Field::RecipientAddress),
    ("ignore", Field::Ignore),
];

impl Field {
    /// Reads a name of the command line; `field:NAME` is a custom field.
    ///
    /// # Errors
    /// [`ImportProblem::UnknownField`].
    pub fn parse(word: &str) -> Result<Self, ImportProblem> {
        let given = word.trim();
        let unknown = || ImportProblem::UnknownField {
            given: given.to_owned(),
        };
        let custom = given
            .split_once([':', '：'])
            .filter(|(kind, _)| kind.trim() == "field");
        if let Some((_, name)) = custom {
            let name = name.trim();
            return if name.is_empty() {
                Err(unknown())
            } else {
                Ok(Self::Custom(name.to_owned()))
            };
        }
        let lower = given.to_ascii_lowercase();
        WORDS
            .iter()
            .find(|(word, _)| *word == lower)
            .map(|(_, field)| field.clone())
            .ok_or_else(unknown)
    }

    /// The name on the command line; none for what belongs to another column.
    pub fn word(&self) -> Option<String> {
        match self {
            Self::Custom(name) => Some(format!("field:{name}")),
            _ => WORDS
                .iter()
                .find(|(_, field)| field == self)
                .map(|(word, _)| (*word).to_owned()),
        }
    }

    /// Whether the field names someone or gives a way to reach them.
    pub(super) const fn identifies(&self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::FirstName
                | Self::LastName
                | Self::Company
                | Self::Reference
                | Self::Mobile
                | Self::Phone
                | Self::Email
        )
    }

    /// Whether the field belongs to an order.
    pub(super) const fn is_of_order(&self) -> bool {
        matches!(
            self,
            Self::OrderNo | Self::OrderTime | Self::Amount | Self::Item | Self::OrderStatus
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_command_line() {
        let check = |word: &str, expected: Option<Field>| {
            assert_eq!(Field::parse(word).ok(), expected, "{word}");
        };
        check("name", Some(Field::Name));
        check(" REF ", Some(Field::Reference));
        check("consent_sms", Some(Field::Consent(Some(Channel::Sms))));
        check("field:生日", Some(Field::Custom("生日".to_owned())));
        check("field:", None);
        check("surname!", None);
        for (_, field) in WORDS {
            let word = field.word().unwrap_or_default();
            assert_eq!(Field::parse(&word).ok(), Some(field));
        }
    }
}
