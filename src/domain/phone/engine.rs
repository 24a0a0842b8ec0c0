//! The numbering plans, as `rlibphonenumber` knows them: parse, validate, name the kind, format.

use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil,
    Region as PlanRegion,
};

use super::{E164, NumberKind, Region, fast};

/// A number as the numbering plans see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parsed {
    pub(super) e164: E164,
    pub(super) valid: bool,
    pub(super) kind: NumberKind,
    pub(super) region: Option<Region>,
}

/// Eighteen digits fit an `i64`, the book's integer; no valid number is that long.
const MAX_DIGITS: u32 = 18;

/// How the number is written in its own country, followed by `extension` unless that is empty.
pub fn national_format(e164: E164, extension: &str) -> String {
    if extension.is_empty()
        && let Some(text) = fast::national_format(e164)
    {
        return text;
    }
    let mut number = plan_number(e164);
    if !extension.is_empty() {
        number.extension = Some(extension.to_owned());
    }
    PHONE_NUMBER_UTIL
        .format(&number, PhoneNumberFormat::National)
        .into_owned()
}

/// How a user whose home is `home` likes to see the number: numbers of the home country without
/// prefix (`138 2316 5520`), all others with theirs (`+44 7400 123456`).
pub fn display(e164: E164, home: Region) -> String {
    let (country_code, _) = split_country_code(e164);
    if home_country_code(home) == Some(country_code) {
        return national_format(e164, "");
    }
    PHONE_NUMBER_UTIL
        .format(&plan_number(e164), PhoneNumberFormat::International)
        .into_owned()
}

/// Parses digits with or without a leading plus; without one they are read as a user of `home`
/// would dial them. `None` when they cannot be a number of any plan.
pub(super) fn parse(number: &str, home: Option<Region>) -> Option<Parsed> {
    let util: &PhoneNumberUtil = &PHONE_NUMBER_UTIL;
    let number = util.parse(number, home.and_then(plan_region)).ok()?;
    let e164 = e164_of(&number)?;
    let kind = util.get_number_type(&number);
    Some(Parsed {
        e164,
        // The library calls a number valid exactly when it can name its kind.
        valid: kind != PhoneNumberType::Unknown,
        kind: number_kind(kind),
        region: util.get_region_for_number(&number).and_then(region_of),
    })
}

/// The country code of the user's home.
pub(super) fn home_country_code(home: Region) -> Option<u64> {
    plan_region(home)
        .and_then(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(region))
        .and_then(|code| u64::try_from(code).ok())
}

/// Splits a number into country code and national digits: `(86, "13800138000")`.
pub(super) fn split_country_code(e164: E164) -> (u64, String) {
    let digits = e164.0.to_string();
    let length = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    };
    let (code, national) = digits.split_at_checked(length).unwrap_or((&digits, ""));
    (code.parse().unwrap_or_default(), national.to_owned())
}

fn e164_of(number: &PhoneNumber) -> Option<E164> {
    let zeros = match number.italian_leading_zero {
        Some(true) => u32::try_from(number.number_of_leading_zeros.unwrap_or(1)).ok()?,
        _ => 0,
    };
    let width = zeros + number.national_number.checked_ilog10().unwrap_or(0) + 1;
    let country_code = u64::try_from(number.country_code).ok()?;
    if country_code.checked_ilog10()? + 1 + width > MAX_DIGITS {
        return None;
    }
    Some(E164(
        country_code * 10_u64.pow(width) + number.national_number,
    ))
}

fn plan_number(e164: E164) -> PhoneNumber {
    let (country_code, national) = split_country_code(e164);
    let zeros = national.len() - national.trim_start_matches('0').len();
    // A number of zeros only keeps its last zero as the number itself.
    let zeros = zeros.min(national.len().saturating_sub(1));
    PhoneNumber {
        country_code: i32::try_from(country_code).unwrap_or_default(),
        national_number: national.parse().unwrap_or_default(),
        italian_leading_zero: (zeros > 0).then_some(true),
        number_of_leading_zeros: (zeros > 1).then(|| i32::try_from(zeros).unwrap_or_default()),
        ..PhoneNumber::default()
    }
}

fn plan_region(region: Region) -> Option<PlanRegion> {
    PlanRegion::from_code(region.as_str()).ok()
}

fn region_of(region: PlanRegion) -> Option<Region> {
    Region::parse(&region.as_region_str())
}

fn number_kind(kind: PhoneNumberType) -> NumberKind {
    match kind {
        PhoneNumberType::FixedLine => NumberKind::Fixed,
        PhoneNumberType::Mobile => NumberKind::Mobile,
        PhoneNumberType::FixedLineOrMobile => NumberKind::FixedOrMobile,
        PhoneNumberType::TollFree => NumberKind::TollFree,
        PhoneNumberType::PremiumRate => NumberKind::Premium,
        PhoneNumberType::SharedCost => NumberKind::Shared,
        PhoneNumberType::VoIP => NumberKind::Voip,
        PhoneNumberType::PersonalNumber => NumberKind::Personal,
        PhoneNumberType::Pager => NumberKind::Pager,
        PhoneNumberType::UAN => NumberKind::Uan,
        PhoneNumberType::VoiceMail => NumberKind::Voicemail,
        PhoneNumberType::Unknown => NumberKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn country_codes_split_as_the_plans_say() {
        for code in PHONE_NUMBER_UTIL.get_supported_calling_codes() {
            let code = u64::try_from(code).unwrap_or_default();
            assert_eq!(
                split_country_code(E164(code * 100_000_000 + 12_345_678)).0,
                code
            );
        }
    }
}
