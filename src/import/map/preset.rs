//! Known exporters: small data files that say by which headers a file is recognised and what they
//! mean there.

use std::sync::LazyLock;

use serde::Deserialize;

use super::field::Field;
use super::names::normalise;
use crate::domain::problem::ImportProblem;

/// A known kind of file.
#[derive(Debug, Deserialize)]
pub(super) struct Preset {
    pub(super) name: String,
    /// A file with all these headers is of this kind.
    signature: Vec<String>,
    /// Headers whose meaning differs from the general one, and names of fields.
    fields: serde_json::Map<String, serde_json::Value>,
}

const FILES: [&str; 9] = [
    include_str!("../../../assets/presets/taobao.json"),
    include_str!("../../../assets/presets/alibaba1688.json"),
    include_str!("../../../assets/presets/google.json"),
    include_str!("../../../assets/presets/google_old.json"),
    include_str!("../../../assets/presets/outlook.json"),
    include_str!("../../../assets/presets/shopify.json"),
    include_str!("../../../assets/presets/shopify_old.json"),
    include_str!("../../../assets/presets/mailchimp.json"),
    include_str!("../../../assets/presets/haobu.json"),
];

/// The kind that a register of customers is: whatever its headers say.
const GENERIC: &str = "generic";

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    // A test reads every file, so none is left out here.
    FILES
        .iter()
        .filter_map(|file| serde_json::from_str(file).ok())
        .collect()
});

/// Names of all presets.
pub fn preset_names() -> Vec<String> {
    std::iter::once(GENERIC.to_owned())
        .chain(PRESETS.iter().map(|preset| preset.name.clone()))
        .collect()
}

/// The preset that was asked for, or the one whose signature fits best.
pub(super) fn choose(
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
    let fits = |preset: &&Preset| {
        preset
            .signature
            .iter()
            .all(|header| headers.contains(&normalise(header)))
    };
    // Of two that fit, the one that asks for more columns knows better.
    Ok(PRESETS
        .iter()
        .filter(fits)
        .max_by_key(|preset| preset.signature.len()))
}

impl Preset {
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
        for file in FILES {
            let preset: Preset = serde_json::from_str(file).unwrap();
            assert!(preset.signature.len() > 1, "{}", preset.name);
            for (header, word) in &preset.fields {
                assert!(Field::parse(word.as_str().unwrap()).is_ok(), "{header}");
            }
        }
        assert_eq!(preset_names().len(), FILES.len() + 1);
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
