//! Known exporters: small data files that say by which headers a file is recognised and what they
//! mean there.

use std::sync::LazyLock;

use serde::Deserialize;

use super::field::Field;
use super::names::normalise;
use crate::domain::problem::ImportProblem;

/// A known kind of file: what one file of `assets/presets` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::import) struct Preset {
    name: String,
    title: PresetTitle,
    /// Whether people are in it because they bought something.
    #[serde(default)]
    is_shop: bool,
    /// A file with all headers of one of these is of this kind.
    signatures: Vec<Vec<String>>,
    /// Headers whose meaning differs from the general one, and names of fields.
    fields: serde_json::Map<String, serde_json::Value>,
    /// Whether headers that nothing is known of are custom fields.
    #[serde(default)]
    pub(super) keeps_rest: bool,
    /// Whether a row may go on with the order of the row above.
    #[serde(default)]
    pub(super) continues: bool,
    /// Whether `02/01/2025` is always the first of February, or never.
    #[serde(default)]
    pub(super) month_first: Option<bool>,
    /// Headers of real files, as users sent them; a test sees that they are recognised.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by a test"))]
    #[serde(default)]
    samples: Vec<Sample>,
}

/// What a known kind of file is called, in the languages of the program.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresetTitle {
    pub en: String,
    pub zh: String,
}

/// The headers of one real file.
#[cfg_attr(not(test), expect(dead_code, reason = "read by a test"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    /// Where they come from, and how sure that is.
    from: String,
    headers: Vec<String>,
}

/// Every file of `assets/presets` but the table of headers; a test sees that none is missing.
macro_rules! presets {
    ($($name:literal)*) => {
        [$((
            concat!($name, ".json"),
            include_str!(concat!("../../../assets/presets/", $name, ".json")),
        )),*]
    };
}

/// A new exporter is a file there and a word here.
const FILES: &[(&str, &str)] = &presets![
    "taobao"
    "alibaba1688"
    "jd"
    "pinduoduo"
    "douyin"
    "youzan"
    "wecom"
    "vcard"
    "google"
    "google_old"
    "outlook"
    "outlook_com"
    "thunderbird"
    "shopify"
    "shopify_old"
    "shopify_orders"
    "woocommerce"
    "woocommerce_customers"
    "square"
    "mailchimp"
    "hubspot"
    "brevo"
    "haobu"
];

/// The kind that a register of customers is: whatever its headers say.
const GENERIC: &str = "generic";

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    // A test reads every file, so none is left out here.
    FILES
        .iter()
        .filter_map(|(_, file)| serde_json::from_str(file).ok())
        .collect()
});

/// Names of all presets.
pub fn preset_names() -> Vec<String> {
    std::iter::once(GENERIC.to_owned())
        .chain(PRESETS.iter().map(|preset| preset.name.clone()))
        .collect()
}

/// What the preset of this name is called; nothing for a register of whatever kind.
pub fn preset_title(name: &str) -> Option<&'static PresetTitle> {
    let preset = PRESETS.iter().find(|preset| preset.name == name)?;
    Some(&preset.title)
}

/// Whether people are in such a file because they bought something.
pub fn preset_is_of_shop(name: &str) -> bool {
    let mut presets = PRESETS.iter();
    presets.any(|preset| preset.name == name && preset.is_shop)
}

/// The preset that was asked for, or the one whose signature fits best.
pub(in crate::import) fn choose(
    asked: Option<&str>,
    headers: &[String],
) -> Result<Option<&'static Preset>, ImportProblem> {
    if let Some(given) = asked {
        if given.eq_ignore_ascii_case(GENERIC) {
            return Ok(None);
        }
        return PRESETS
            .iter()
            .find(|preset| preset.name.eq_ignore_ascii_case(given))
            .map(Some)
            .ok_or_else(|| ImportProblem::UnknownPreset {
                given: given.to_owned(),
                presets: preset_names(),
            });
    }
    let headers: Vec<String> = headers.iter().map(|header| normalise(header)).collect();
    let columns = |preset: &Preset| {
        let fits = |signature: &&Vec<String>| {
            let mut columns = signature.iter();
            columns.all(|header| headers.contains(&normalise(header)))
        };
        let fitting = preset.signatures.iter().filter(fits);
        fitting.map(Vec::len).max().unwrap_or(0)
    };
    // Of those that fit, the first that asks for most columns knows best.
    let fitting = PRESETS.iter().filter(|preset| columns(preset) > 0);
    Ok(fitting.rev().max_by_key(|preset| columns(preset)))
}

impl Preset {
    pub(in crate::import) fn name(&self) -> &str {
        &self.name
    }

    /// What the header means in this kind of file, where that differs from the general meaning.
    pub(super) fn field(&self, header: &str) -> Option<Field> {
        let header = normalise(header);
        let (_, word) = self
            .fields
            .iter()
            .find(|(name, _)| normalise(name) == header)?;
        Field::parse(word.as_str()?).ok()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_sound() {
        for (name, file) in FILES {
            let preset: Preset =
                serde_json::from_str(file).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!preset.signatures.is_empty(), "{name}");
            for signature in &preset.signatures {
                assert!(signature.len() > 1, "{name}");
            }
            for (header, word) in &preset.fields {
                let field = Field::parse(word.as_str().unwrap());
                assert!(field.is_ok(), "{name}: {header}");
            }
            for sample in &preset.samples {
                let found = choose(None, &sample.headers).unwrap();
                let found = found.map(|preset| preset.name.as_str());
                assert_eq!(found, Some(preset.name.as_str()), "{name}: {}", sample.from);
            }
        }
        assert_eq!(preset_names().len(), FILES.len() + 1);
    }

    #[test]
    fn every_file_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/presets");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "headers.json")
            .collect();
        there.sort();
        let mut listed: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        listed.sort_unstable();
        assert_eq!(there, listed);
    }

    #[test]
    fn signatures_are_recognised() {
        let check = |headers: &[&str], expected: Option<&str>| {
            let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
            let found = choose(None, &headers).unwrap();
            assert_eq!(
                found.map(|preset| preset.name.as_str()),
                expected,
                "{headers:?}"
            );
        };
        check(
            &["订单编号", "买家会员名 ", "收货人姓名", "联系手机"],
            Some("taobao"),
        );
        check(
            &["订单编号", "买家公司名", "买家会员名", "收货人姓名"],
            Some("1688"),
        );
        check(
            &["Name", "Given Name", "Family Name", "Group Membership"],
            Some("google_old"),
        );
        check(&["姓名", "手机"], None);
        assert!(choose(Some("nope"), &[]).is_err());
        assert!(
            choose(Some("generic"), &["姓名".to_owned()])
                .unwrap()
                .is_none()
        );
    }
}
