//! What the clock may show where a number rings, so that nobody is called at night.

use std::sync::LazyLock;

use super::{E164, NumberKind, Region, engine};

/// What a prefix says.
struct Zones {
    prefix: u64,
    region: Region,
    /// IANA names, the likeliest first.
    names: Vec<&'static str>,
}

/// The longest prefix in the table has this many digits.
const MAX_PREFIX: u32 = 7;

/// Sorted by prefix.
static ZONES: LazyLock<Vec<Zones>> = LazyLock::new(|| {
    let mut zones: Vec<Zones> = include_str!("../../../assets/phone/zones.tsv")
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let prefix = fields.next()?.parse().ok()?;
            let region = fields.next().and_then(Region::parse)?;
            Some(Zones {
                prefix,
                region,
                names: fields.next()?.split(' ').collect(),
            })
        })
        .collect();
    zones.sort_unstable_by_key(|zones| zones.prefix);
    zones
});

/// The IANA time zones in which the number may ring, the likeliest first; empty for world-wide
/// services. Numbers that belong to no place (toll-free ones and the like) may ring in every
/// zone of their country.
pub fn time_zones(e164: E164, kind: NumberKind) -> &'static [&'static str] {
    let geographic = matches!(
        kind,
        NumberKind::Fixed | NumberKind::Mobile | NumberKind::FixedOrMobile
    );
    let zones = if geographic {
        longest(e164)
    } else {
        find(engine::split_country_code(e164).0)
    };
    zones.map_or(&[], |zones| &zones.names)
}

/// The country the number's first digits stand for.
pub(super) fn region(e164: E164) -> Option<Region> {
    longest(e164).map(|zones| zones.region)
}

fn longest(e164: E164) -> Option<&'static Zones> {
    let width = e164.0.checked_ilog10()? + 1;
    (1..=MAX_PREFIX.min(width))
        .rev()
        .find_map(|length| find(e164.0 / 10_u64.pow(width - length)))
}

fn find(prefix: u64) -> Option<&'static Zones> {
    let at = ZONES
        .binary_search_by_key(&prefix, |zones| zones.prefix)
        .ok()?;
    ZONES.get(at)
}

#[cfg(test)]
mod tests {
    use rlibphonenumber::PHONE_NUMBER_UTIL;

    use super::*;
    use crate::domain::phone::{PlaceLanguage, country_name};

    #[test]
    fn every_country_code_has_a_country_and_a_clock() {
        for code in PHONE_NUMBER_UTIL.get_supported_calling_codes() {
            let zones = find(u64::try_from(code).unwrap_or_default());
            // World-wide services (+800, +979 …) have neither.
            let world_wide = matches!(code, 800 | 808 | 870 | 878 | 881..=883 | 888 | 979);
            assert_eq!(zones.is_none(), world_wide, "+{code}");
        }
        for zones in ZONES.iter() {
            for language in [PlaceLanguage::Zh, PlaceLanguage::En] {
                assert!(
                    country_name(zones.region, language).is_some(),
                    "{:?}",
                    zones.region
                );
            }
            assert!(
                zones.names.iter().all(|name| name.contains('/')),
                "{:?}",
                zones.names
            );
        }
    }
}
