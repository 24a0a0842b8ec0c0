//! Words for what columns become, for where rows end, and for what is still missing.

use crate::domain::consent::Channel;
use crate::domain::listing::SourceKind;
use crate::domain::phone::{PlaceLanguage, Region, country_name};
use crate::i18n::{Language, channel, source_kind};
use crate::text;
use crate::workspace::{Bucket, Field, Policy, Value, preset_title};

use super::choices::Missing;

/// What a column can become, in the order of the list. Leaving it out and a field of its own are added
/// by whoever knows the column; labels belong to other columns and are not chosen.
pub fn fields() -> Vec<Field> {
    let mut fields = vec![
        Field::Name,
        Field::Mobile,
        Field::Phone,
        Field::Email,
        Field::Reference,
        Field::Company,
        Field::City,
        Field::Province,
        Field::Street,
        Field::StreetMore,
        Field::Postcode,
        Field::Country,
        Field::Tags,
        Field::Notes,
        Field::Created,
        Field::LastName,
        Field::FirstName,
        Field::MiddleName,
        Field::OrderNo,
        Field::OrderTime,
        Field::Amount,
        Field::Item,
        Field::OrderStatus,
        Field::RecipientName,
        Field::RecipientPhone,
        Field::RecipientAddress,
        Field::Consent(None),
        Field::OptOut(None),
    ];
    for channel in [Channel::Sms, Channel::Call, Channel::Email, Channel::Wechat] {
        fields.push(Field::Consent(Some(channel)));
        fields.push(Field::OptOut(Some(channel)));
    }
    fields
}

/// What a column becomes.
pub fn field(language: Language, field: &Field) -> String {
    match field {
        Field::Name => text!(language, "intake-field-name"),
        Field::FirstName => text!(language, "intake-field-first"),
        Field::MiddleName => text!(language, "intake-field-middle"),
        Field::LastName => text!(language, "intake-field-last"),
        Field::Company => text!(language, "intake-field-company"),
        Field::Reference => text!(language, "intake-field-reference"),
        Field::Mobile => text!(language, "intake-field-mobile"),
        Field::Phone => text!(language, "intake-field-phone"),
        Field::Email => text!(language, "intake-field-email"),
        Field::City => text!(language, "intake-field-city"),
        Field::Province => text!(language, "intake-field-province"),
        Field::Country => text!(language, "intake-field-country"),
        Field::Street => text!(language, "intake-field-street"),
        Field::StreetMore => text!(language, "intake-field-street-more"),
        Field::Postcode => text!(language, "intake-field-postcode"),
        Field::Tags => text!(language, "intake-field-tags"),
        Field::Notes => text!(language, "intake-field-notes"),
        Field::Created => text!(language, "intake-field-created"),
        Field::Consent(None) => text!(language, "intake-field-agrees"),
        Field::Consent(Some(one)) => {
            text!(
                language,
                "intake-field-agrees-to",
                channel = channel(language, *one)
            )
        }
        Field::OptOut(None) => text!(language, "intake-field-objects"),
        Field::OptOut(Some(one)) => {
            text!(
                language,
                "intake-field-objects-to",
                channel = channel(language, *one)
            )
        }
        Field::Birthday => text!(language, "intake-field-birthday"),
        Field::LabelOf(_) | Field::StandingOf(_) => text!(language, "intake-field-label"),
        Field::OrderNo => text!(language, "intake-field-order"),
        Field::OrderTime => text!(language, "intake-field-order-time"),
        Field::Amount => text!(language, "intake-field-amount"),
        Field::Item => text!(language, "intake-field-item"),
        Field::OrderStatus => text!(language, "intake-field-status"),
        Field::RecipientName => text!(language, "intake-field-recipient"),
        Field::RecipientPhone => text!(language, "intake-field-recipient-phone"),
        Field::RecipientAddress => text!(language, "intake-field-recipient-address"),
        Field::Ignore => text!(language, "intake-field-out"),
        Field::Custom(name) => text!(language, "intake-field-own", name = name.as_str()),
    }
}

/// Where rows end.
pub fn bucket(language: Language, bucket: Bucket) -> String {
    match bucket {
        Bucket::New => text!(language, "intake-bucket-new"),
        Bucket::Combined => text!(language, "intake-bucket-combined"),
        Bucket::Updated => text!(language, "intake-bucket-updated"),
        Bucket::Filled => text!(language, "intake-bucket-filled"),
        Bucket::Unchanged => text!(language, "intake-bucket-unchanged"),
        Bucket::DuplicateInFile => text!(language, "intake-bucket-duplicate"),
        Bucket::Held => text!(language, "intake-bucket-held"),
        Bucket::Suppressed => text!(language, "intake-bucket-suppressed"),
        Bucket::Rejected => text!(language, "intake-bucket-rejected"),
    }
}

/// What it means that rows end there.
pub fn bucket_meaning(language: Language, bucket: Bucket) -> String {
    match bucket {
        Bucket::New => text!(language, "intake-means-new"),
        Bucket::Combined => text!(language, "intake-means-combined"),
        Bucket::Updated => text!(language, "intake-means-updated"),
        Bucket::Filled => text!(language, "intake-means-filled"),
        Bucket::Unchanged => text!(language, "intake-means-unchanged"),
        Bucket::DuplicateInFile => text!(language, "intake-means-duplicate"),
        Bucket::Held => text!(language, "intake-means-held"),
        Bucket::Suppressed => text!(language, "intake-means-suppressed"),
        Bucket::Rejected => text!(language, "intake-means-rejected"),
    }
}

/// Where people come from, as the first word of a line.
pub fn kind(language: Language, kind: SourceKind) -> String {
    let words = source_kind(language, kind);
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What happens to people who are in the book already.
pub fn policy(language: Language, policy: Policy) -> String {
    match policy {
        Policy::Skip => text!(language, "transfer-known-skip"),
        Policy::Fill => text!(language, "transfer-known-fill"),
        Policy::Update => text!(language, "transfer-known-update"),
        Policy::Add => text!(language, "transfer-known-add"),
    }
}

/// What a contact has exactly one of.
pub fn value(language: Language, value: Value) -> String {
    match value {
        Value::Name => text!(language, "intake-field-name"),
        Value::Company => text!(language, "intake-field-company"),
        Value::Reference => text!(language, "intake-field-reference"),
        Value::Notes => text!(language, "intake-field-notes"),
    }
}

/// What has to be said before the file can come in.
pub fn missing(language: Language, missing: Missing) -> String {
    match missing {
        Missing::Kind => text!(language, "intake-missing-kind"),
        Missing::ProofChannel => text!(language, "intake-missing-channel"),
        Missing::ProofMethod => text!(language, "intake-missing-method"),
        Missing::ProofWording => text!(language, "intake-missing-wording"),
        Missing::ProofDay => text!(language, "intake-missing-day"),
        Missing::ProofDayAhead => text!(language, "intake-missing-day-ahead"),
        Missing::ProofPlace => text!(language, "intake-missing-place"),
    }
}

/// The exporter that a file was recognised as.
pub fn preset(language: Language, name: &str) -> Option<String> {
    let title = preset_title(name)?;
    Some(match language {
        Language::English => title.en.clone(),
        Language::Chinese => title.zh.clone(),
    })
}

pub fn country(language: Language, region: Region) -> String {
    let places = match language {
        Language::Chinese => PlaceLanguage::Zh,
        Language::English => PlaceLanguage::En,
    };
    country_name(region, places).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::choices::{COUNTRIES, home};
    use super::*;

    #[test]
    fn every_country_has_a_name_in_both_languages() {
        for language in Language::ALL {
            for code in COUNTRIES {
                assert!(!country(language, Region(*code)).is_empty(), "{code:?}");
            }
            assert!(home(language) < COUNTRIES.len());
        }
    }

    #[test]
    fn no_two_fields_have_the_same_name() {
        for language in Language::ALL {
            let mut names: Vec<String> = fields().iter().map(|one| field(language, one)).collect();
            names.push(field(language, &Field::Ignore));
            names.sort();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{names:?}");
        }
    }

    #[test]
    fn every_preset_has_a_name() {
        for name in crate::workspace::preset_names() {
            let is_named = preset(Language::English, &name).is_some();
            assert_eq!(is_named, name != "generic", "{name}");
        }
    }
}
