//! Where a number was issued and by whom, from tables in the program; nothing here asks a network.

use std::sync::LazyLock;

use super::{E164, Region, table::Table, zone};

/// The languages that names of places and carriers come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceLanguage {
    Zh,
    En,
}

/// Where a number was issued. Its holder may be anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// None for world-wide services.
    pub country: Option<Region>,
    /// China's province or municipality, or the state or province of a North American area code;
    /// empty where the tables go no deeper than the country.
    pub province: &'static str,
    /// Empty for municipalities and where the province is all that is known.
    pub city: &'static str,
}

/// A table and the lines it leads to.
struct Names {
    table: Table,
    /// Tab-separated: the Chinese fields, then as many English ones.
    lines: Vec<Vec<&'static str>>,
}

static PLACES: LazyLock<Names> = LazyLock::new(|| {
    Names::new(
        include_bytes!("../../../assets/phone/places.bin"),
        include_str!("../../../assets/phone/places.tsv"),
    )
});

static CARRIERS: LazyLock<Names> = LazyLock::new(|| {
    Names::new(
        include_bytes!("../../../assets/phone/carriers.bin"),
        include_str!("../../../assets/phone/carriers.tsv"),
    )
});

/// Code, English name and Chinese name, sorted by code.
static COUNTRIES: LazyLock<Vec<(Region, &'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/phone/countries.tsv").lines();
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let region = fields.next().and_then(Region::parse)?;
            Some((region, fields.next()?, fields.next()?))
        })
        .collect()
});

impl Names {
    fn new(table: &'static [u8], lines: &'static str) -> Self {
        let lines = lines
            .lines()
            .map(|line| line.split('\t').collect())
            .collect();
        Self {
            table: Table::new(table),
            lines,
        }
    }

    /// The number's names in the language, or in English where that language has none.
    fn find(&self, e164: E164, language: PlaceLanguage) -> Option<&[&'static str]> {
        let fields = self.lines.get(self.table.line(e164)?)?;
        let (chinese, english) = fields.split_at_checked(fields.len() / 2)?;
        let chinese_is_known = chinese.iter().any(|name| !name.is_empty());
        Some(if language == PlaceLanguage::Zh && chinese_is_known {
            chinese
        } else {
            english
        })
    }
}

/// Where the number was issued; `None` when not even the country is known.
pub fn place(e164: E164, language: PlaceLanguage) -> Option<Place> {
    let country = zone::region(e164);
    let names = PLACES.find(e164, language);
    if country.is_none() && names.is_none() {
        return None;
    }
    let (province, city) = match names {
        Some(&[province, city]) => (province, city),
        _ => ("", ""),
    };
    Some(Place {
        country,
        province,
        city,
    })
}

/// The carrier the number's range was first given to. Numbers can be taken along to another one,
/// so this is not who serves it today.
pub fn original_carrier(e164: E164, language: PlaceLanguage) -> Option<&'static str> {
    CARRIERS.find(e164, language)?.first().copied()
}

/// The name of a country or territory.
pub fn country_name(region: Region, language: PlaceLanguage) -> Option<&'static str> {
    let at = COUNTRIES
        .binary_search_by_key(&region, |(code, ..)| *code)
        .ok()?;
    COUNTRIES
        .get(at)
        .map(|(_, english, chinese)| match language {
            PlaceLanguage::Zh => *chinese,
            PlaceLanguage::En => *english,
        })
}
